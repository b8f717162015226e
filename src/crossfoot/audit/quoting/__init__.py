"""Rules of sentences against tables: figures quoted, counts, extremes, runs, directions."""
