"""Words that name something of which more, or less, is better."""

from __future__ import annotations

import re

_MORE = re.compile(
    r"\b(?:in time(?:scale)?s?|on time|within timescales?|within \d+|timel\w+|good|outstanding|attend(?:ance|ed)|"
    r"take-?up|completed|completion|achiev\w+|attain\w+|progress|pass\w*|reached|suitable|satisf\w+|seen|visited|"
    r"up to date|retention|stability|in education|employment,? (?:education|training)|education,? employment|met|"
    r"adopted|recruited|approved|success\w*|expected|average (?:score|grade))\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:re-?referr\w+|repeat(?:s|ed)?|absen\w+|late|overdue|vacan\w+|turnover|exclu\w+|suspen\w+|missing|neet|"
    r"not in education|not known|refus\w+|wait\w*|unsuitable|agency|sickness|offen\w+|reoffend\w+|custod\w+|obes\w+|"
    r"smok\w+|complaints?|unallocated|second or subsequent|caseloads?|unauthorised|gap|injur\w+|deaths?|poverty|"
    r"breach\w*|missed|delay\w*|moves|placements|inadequate|out of time)\b",
    re.IGNORECASE,
)


def more_is_better(text: str) -> bool | None:
    """Whether the words name something of which more is better; None where they name neither, or both."""
    more, less = _MORE.search(text), _LESS.search(text)
    return None if bool(more) == bool(less) else more is not None
