"""Products: a document tree and one builder for each report."""
