"""Percentages above a hundred that two cells beside them make, as they make the others of the column or row."""

from __future__ import annotations

from itertools import permutations

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study


def is_worked_out(study: Study, table: PackTable, place: Place) -> bool:
    """Whether one cell over another makes it, and in most other rows too, or in most other columns.

    `107%` beside a forecast of 400 and a target of 375, where `84%` stands beside 1,010 and 1,200.
    """
    return _is_made(study, place, table.value_columns, range(len(table.rows)), across=True) or _is_made(
        study, place, range(len(table.rows)), table.value_columns, across=False
    )


def _is_made(study: Study, place: Place, beside: range, along: range, *, across: bool) -> bool:
    def at(line: int, key: int) -> Place:
        return Place(place.table, key, line) if across else Place(place.table, line, key)

    own, here = (place.column, place.row) if across else (place.row, place.column)
    others = [key for key in along if key != here and study.is_number(at(own, key))]
    for above, below in permutations([line for line in beside if line != own], 2):
        if not _makes(study, place, at(above, here), at(below, here)):
            continue
        held = sum(_makes(study, at(own, key), at(above, key), at(below, key)) for key in others)
        if held >= FEWEST and held * 2 > len(others):
            return True
    return False


FEWEST = 2
"""Of the others that the same two cells make."""


def _makes(study: Study, share: Place, above: Place, below: Place) -> bool:
    if not all(map(study.is_number, (share, above, below))) or study.value(below) <= 0:
        return False
    made = Interval.exactly(100 * study.value(above) / study.value(below))
    return study.interval(share).meets(made)
