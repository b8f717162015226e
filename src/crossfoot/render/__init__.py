"""A document in, a file out: one module per format. Imports only the vocabulary and `reports.document`."""
