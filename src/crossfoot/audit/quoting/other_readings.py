"""What a figure of a sentence may be besides the cell that its words name: what cells of the same row make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from crossfoot.audit.quoting.near_tables import is_whole_row
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.study import Study

_FEWEST_DIGITS = 3
"""Of a percentage or a count that any two cells of a row may make: with fewer digits some two often do."""
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN])


def is_made_in_line(study: Study, figure: Figure, place: Place) -> bool:
    """Whether cells of the row of a place make the figure exactly, or one of them as a share of that of all."""
    table = study.pack.tables[place.table]
    row = _counts(study, table, place.row)
    if figure.percent:
        if any(_is_share(study, figure, part, whole) for part in row for whole in _wholes(study, table, part)):
            return True
        return figure.digits >= _FEWEST_DIGITS and any(
            _is_share(study, figure, one, other) or _is_share(study, figure, other, one)
            for one, other in combinations(row, 2)
        )
    if not figure.is_plain or figure.digits < _FEWEST_DIGITS:
        return False
    amount = abs(figure.amount)
    return any(
        amount in {study.value(one) + study.value(other), abs(study.value(one) - study.value(other))}
        for one, other in combinations(row, 2)
    )


def _counts(study: Study, table: PackTable, row: int) -> list[Place]:
    places = [Place(table.index, row, column) for column in table.value_columns]
    return [
        place
        for place in places
        if study.is_number(place)
        and study.measure(place) in _COUNTS
        and table.columns[place.column].role not in _NO_VALUE
    ]


def _wholes(study: Study, table: PackTable, part: Place) -> Sequence[Place]:
    rows = [row for row in range(len(table.rows)) if row != part.row and is_whole_row(table, row)]
    return [whole for row in rows if study.is_number(whole := Place(table.index, row, part.column))]


def _is_share(study: Study, figure: Figure, part: Place, whole: Place) -> bool:
    one, other = study.value(part), study.value(whole)
    return 0 < one <= other and figure.interval.contains(one / other * 100)
