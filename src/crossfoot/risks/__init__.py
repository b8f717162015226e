"""The risk register: scores, descriptors, and the rules of review."""
