"""Rules between tables: one measure printed twice, parts and their whole, copies."""
