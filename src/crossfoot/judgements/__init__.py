"""Verdicts on figures, each with its reason: pure functions, values in, a word and a sentence out."""
