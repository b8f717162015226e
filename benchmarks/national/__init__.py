"""Records of a whole country, or of one county, made by arithmetic: canonical Parquet files as an extract becomes."""
