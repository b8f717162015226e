"""Superlatives of sentences: which line of a table they name, of which measure, and which end of it they say."""
