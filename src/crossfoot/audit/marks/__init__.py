"""Marks, colours and answers against the rule that the paper tells for them: in words, a key, a heading, a target."""
