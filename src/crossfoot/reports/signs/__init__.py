"""The vital signs dashboard and the report cards of its exceptions."""
