"""Rules of how many rows sentences say are in a state, and which, against tables."""
