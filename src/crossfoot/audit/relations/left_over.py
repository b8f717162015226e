"""What is left over: the first of several lines less all that follow it, where a label says so."""

from __future__ import annotations

import re

from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates
from crossfoot.audit.relations.sums import NAMED_ALL


def what_is_left(grid: Grid, target: Line) -> Candidates:
    """The first of the lines before it less all others: `Target`, `Approved`, `Proposed`, `Remaining to find`."""
    place = grid.position(target)
    before = grid.lines[:place]
    start = next((each for each, line in enumerate(before) if _IS_ALL.search(line.own_label)), None)
    if start is None or target.is_averaged or not hints.asks_remaining(target):
        return Candidates((), 1)
    first, *others = before[start:]
    if len(others) < 2 or any(each.is_averaged or hints.is_total(each) for each in (first, *others)):
        return Candidates((), 1)
    parts = (Part(first), *(Part(each, -1) for each in others))
    return Candidates((Formula(target, parts, prior=NAMED_ALL),), 1)


_IS_ALL = re.compile(
    r"\b(target|budget|needed|required|requirement|allocat(ed|ion)|available|capacity|total|approved sum|grant)\b",
    re.IGNORECASE,
)
