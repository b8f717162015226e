"""The report on the quality of records."""
