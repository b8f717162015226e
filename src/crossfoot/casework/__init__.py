"""Row-level outputs for those entitled to see children's records: what is behind a figure, and what is to be done."""
