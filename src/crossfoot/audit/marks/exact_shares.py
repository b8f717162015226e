"""Percentages whose counts stand in the same row: 17 of 20 is 85%, and neither a little less nor a little more."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from itertools import permutations

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

FEWEST = 3
"""Rows in which two columns must make the percentage, and all of those that have the three."""
MOST_COLUMNS = 8
Shares = Mapping[tuple[int, int], Fraction]


def around(study: Study, place: Place) -> Interval:
    """What a number may have been before it was rounded: of a percentage from what its counts make to what is printed.

    Its mark may have been set on either.
    """
    interval = study.interval(place)
    shares = study.once("shares", place.table, partial(_shares, study, study.pack.tables[place.table]))
    share = shares.get((place.row, place.column))
    return interval if share is None else Interval(min(share, interval.middle), max(share, interval.middle))


def _shares(study: Study, table: PackTable) -> Shares:
    found: dict[tuple[int, int], Fraction] = {}
    counted, shared = [], []
    for column in table.value_columns:
        cells = [Place(table.index, row, column) for row in range(len(table.rows))]
        kinds = {study.measure(each) for each in cells if study.is_number(each)}
        if kinds == {Measure.PERCENT}:
            shared.append(column)
        elif kinds and kinds <= {Measure.COUNT, Measure.UNKNOWN} and table.columns[column].role is Role.VALUE:
            counted.append(column)
    for column in shared:
        for above, below in permutations(counted[:MOST_COLUMNS], 2):
            made = _made(study, table, (above, below, column))
            if made:
                found |= {(row, column): share for row, share in made.items()}
                break
    return found


def _made(study: Study, table: PackTable, columns: tuple[int, int, int]) -> dict[int, Fraction]:
    """By row the share that two columns make of the third; nothing where they miss it in more than one row."""
    made: dict[int, Fraction] = {}
    missed = 0
    for row in range(len(table.rows)):
        above, below, own = (Place(table.index, row, column) for column in columns)
        if not all(map(study.is_number, (above, below, own))) or not study.value(below):
            continue
        share = study.value(above) / study.value(below) * 100
        interval = study.interval(own)
        if interval.low <= share <= interval.high:
            made[row] = share
        else:
            missed += 1
    return made if len(made) >= FEWEST and missed <= 1 else {}
