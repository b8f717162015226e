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
