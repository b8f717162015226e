"""The integrated committee paper, which holds the others, and the words that people write for it."""
