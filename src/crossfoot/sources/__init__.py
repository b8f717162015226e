"""Readers of what councils supply, one module per format. Every value keeps its file and row."""
