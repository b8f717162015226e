"""The columns and rows of a table that are what its others make, whatever they are called."""

from __future__ import annotations

from collections import Counter

from crossfoot.audit.quoting.near_tables import is_total_row
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

FEWEST = 3
BASES = 2
"""Rows under that of all which may say what it is counted of."""


def columns_of_all(study: Study, table: PackTable) -> frozenset[int]:
    """The columns that are what the others make in two rows or more."""
    made: Counter[int] = Counter()
    for row in range(len(table.rows)):
        places = [Place(table.index, row, column) for column in table.value_columns]
        values = {place.column: study.value(place) for place in places if study.is_number(place)}
        total = sum(values.values())
        if len(values) > FEWEST and total:
            made.update(column for column, value in values.items() if value * 2 == total)
    return frozenset(column for column, rows in made.items() if rows > 1)


def rows_of_all(study: Study, table: PackTable) -> frozenset[int]:
    """The row that is what all above it make in two columns or more, and up to two under it: what they are counted of.

    `Subjects noted` under the subjects, and `Complaints` under that.
    """
    last = len(table.rows) - 1
    for row in range(FEWEST, last + 1):
        made = 0
        for column in table.value_columns:
            above = [Place(table.index, each, column) for each in range(row)]
            values = [study.value(place) for place in above if study.is_number(place)]
            own = Place(table.index, row, column)
            made += len(values) >= FEWEST and study.is_number(own) and 0 != study.value(own) == sum(values)
        later = range(row + 1, last + 1)
        if made > 1 and len(later) <= BASES and not any(is_total_row(study, table, each) for each in later):
            return frozenset([row, *later])
    return frozenset()


def share_of(study: Study, table: PackTable, column: int) -> int:
    """The column of which a column `%` has the shares of another, in all rows but one; else what stands before it."""
    others = [each for each in table.value_columns if each < column]
    for part in reversed(others):
        for whole in others:
            told = [_is_share(study, Place(table.index, row, column), part, whole) for row in range(len(table.rows))]
            shares = [each for each in told if each is not None]
            if len(shares) >= FEWEST and sum(shares) >= len(shares) - 1:
                return part
    return column - 1


def _is_share(study: Study, share: Place, part: int, whole: int) -> bool | None:
    """Whether it is what the one column is of the other; nothing where one of the three is no number."""
    one, other = share._replace(column=part), share._replace(column=whole)
    if part == whole or not all(map(study.is_number, (share, one, other))) or not study.value(other):
        return None
    return study.interval(share).contains(study.value(one) / study.value(other) * 100)
