"""Averages over the times of a table: `Quarterly average` beside four quarters and their year."""

from __future__ import annotations

import re
from fractions import Fraction

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates

NAMED = 2.0
FEWEST, MOST = 2, 13
_MEAN_OF_TIMES = re.compile(
    r"\b(quarter|month|term|week|year|annual)(ly)? (average|mean)\b|"
    r"\b(average|mean) (per|a|each|for each|for the|over the) (\w+ )?(quarter|month|term|week|year)s?\b",
    re.IGNORECASE,
)


def means_of_times(grid: Grid, target: Line) -> Candidates:
    """The mean of the times that stand side by side before it, whatever sums of them stand between."""
    if not _MEAN_OF_TIMES.search(target.own_label):
        return Candidates((), 1)
    times: list[Line] = []
    for line in reversed(grid.lines[: grid.position(target)]):
        if line.role is Role.TIME:
            times.append(line)
        elif times:
            break
    if not FEWEST <= len(times) <= MOST:
        return Candidates((), 1)
    parts = tuple(map(Part, reversed(times)))
    return Candidates((Formula(target, parts, scale=Fraction(1, len(times)), run=True, prior=NAMED),), 1)
