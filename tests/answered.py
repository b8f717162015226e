"""Who answers for the example: its figures were published with contradictions, and are kept as they were printed."""

from crossfoot.vocabulary.overrides import Override

ANSWERED = Override("Head of Performance", "Published figures are kept as they were printed.")
OPTIONS = ("--override-by", ANSWERED.name, "--override-because", ANSWERED.reason)
"""The same on a command line."""
