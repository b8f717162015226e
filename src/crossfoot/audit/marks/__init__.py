"""Marks of two kinds, yes or no, in time or late, against the test that the paper tells for them in words."""
