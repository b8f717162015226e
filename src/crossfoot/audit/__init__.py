"""`find_*` checks over figures, documents and foreign packs: what does not agree with itself or with another."""
