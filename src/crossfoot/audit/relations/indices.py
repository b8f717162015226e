"""Index numbers: what is now, of what was in the year that the label calls 100."""

from __future__ import annotations

import re
from fractions import Fraction

from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates

_INDEX = re.compile(r"\bindex(ed)?\b|= ?100\b", re.IGNORECASE)
_BASE = re.compile(r"(?P<year>(?:19|20)\d\d(?:[/-]\d{2,4})?) ?(?:=|is|as) ?100\b", re.IGNORECASE)
INDEX = 1.5
"""What a label says that is of an index and names its base."""


def indices(grid: Grid, target: Line) -> Candidates:
    """Each line over that of the base year, times 100; over the first where no year is named."""
    if _INDEX.search(target.label) is None:
        return Candidates((), 1)
    named = _BASE.search(target.label)
    others = [line for line in grid.lines if line is not target and not line.is_averaged]
    bases = [line for line in others if named is not None and named["year"] in line.own_label] or others[:1]
    formulas = [
        Formula(target, (Part(line),), (Part(base),), Fraction(100), prior=INDEX)
        for base in bases
        for line in others
        if line is not base
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))
