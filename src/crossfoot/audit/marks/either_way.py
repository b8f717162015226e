"""Rules that tell how large a move is one, either way: `Trend: three points or more either way`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.told_clauses import numbered
from crossfoot.audit.marks.told_rules import ToldRule
from crossfoot.audit.marks.told_words import DOWN_WORDS, UP_WORDS

_EITHER_WAY = re.compile(
    r"(?P<strict>\b(?:more than|over)\s)?(?P<number>\d+(?:\.\d+)?)\s?(?:%|pp|[a-z]+)?\s(?P<more>(?:or|"
    r"and) (?:more|over|above)\s)?"
    r"(?:in )?(?:either (?:way|direction|side)|(?:each|both) ways?|(?:up or down)|(?:above or below)|"
    r"(?:better or worse)|"
    r"(?:higher or lower))\b"
)
JOINED_MOVES = re.compile(
    r"\b(?:up or down|better or worse|higher or lower|rise or fall|improv\w+ or (?:declin|worsen|deteriorat)\w+|"
    r"rising or falling)\W+(?:an? |any )?(?:change|move|movement|difference) of "
    r"(?P<strict>more than |over )?(?P<number>\d+(?:\.\d+)?)(?:\s?(?:%|pp|[a-z]+))??(?P<more> or more)?\b",
    re.IGNORECASE,
)
"""`Up or Down: a change of half a point or more`."""
_OPPOSITES = {
    "better": "worse", "worse": "better", "improving": "declining", "declining": "improving", "rising": "falling",
    "falling": "rising", "up": "down", "down": "up", "▲": "▼", "▼": "▲", "↑": "↓", "↓": "↑", "higher": "lower",
    "lower": "higher", "improved": "worsened", "worsened": "improved",
}  # fmt: skip
"""What the mark of a move the other way is called, where no row has it."""


MOST_WAYS = 3
"""Marks that a move may have: up, down, level."""


def read_either_way(text: str, labels: Sequence[str]) -> ToldRule | None:
    """`Trend: three points or more either way`, over `better`, `worse` and one other."""
    match = _EITHER_WAY.search(numbered(text)) or JOINED_MOVES.search(numbered(text))
    if len(labels) > MOST_WAYS:
        return None
    ups = [label for label in labels if UP_WORDS.fullmatch(label)]
    downs = [label for label in labels if DOWN_WORDS.fullmatch(label)]
    level = [label for label in labels if label not in ups and label not in downs]
    if match is None or len(ups) > 1 or len(downs) > 1 or len(level) > 1 or not (ups or downs):
        return None
    size, strict = Fraction(match["number"]), bool(match["strict"]) and not match["more"]
    states = {label: (Condition(Base.VALUE, size, None, low_open=strict),) for label in ups}
    states |= {label: (Condition(Base.VALUE, None, -size, high_open=strict),) for label in downs}
    if not ups:
        states[_OPPOSITES.get(downs[0].casefold(), "up")] = (Condition(Base.VALUE, size, None, low_open=strict),)
    elif not downs:
        states[_OPPOSITES.get(ups[0].casefold(), "down")] = (Condition(Base.VALUE, None, -size, high_open=strict),)
    literal = all(_OF_NUMBER.fullmatch(label) for label in (*ups, *downs))
    return ToldRule({**states, level[0] if level else "level": (Condition(Base.REST),)}, moves=True, literal=literal)


_OF_NUMBER = re.compile(
    r"(?:going |gone )?(?:up|down)|ris\w+|rose|f[ae]ll\w*|(?:in|de)creas\w*|higher|lower", re.IGNORECASE
)
