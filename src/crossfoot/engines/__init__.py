"""Where queries over records run: DuckDB in this process, Apache Spark, PostgreSQL, with the same values from each."""
