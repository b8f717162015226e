"""Cells left blank that all their fellows have filled: a rating, an arrow, a difference that could be worked out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Totalling, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role, Row
from crossfoot.audit.reading.series import Series
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

BLANKS = Rule(
    "left-blank",
    Kind.DISPLAY,
    "A rating, arrow, difference or unit that the others of its row or column have is not left blank.",
    Severity.WARNING,
)
FILLED = 0.7
_NEEDED = {Role.RATING: 3, Role.DIRECTION: 4}
"""So many others must be filled."""
_NAMES = {
    Role.RATING: "rating",
    Role.DIRECTION: "direction of travel",
    Role.DIFFERENCE: "difference",
    Role.UNIT: "unit",
    Role.POLARITY: "way that is good",
}
_LAST = {Role.UNIT, Role.POLARITY, Role.DIFFERENCE}
FEWEST_OTHERS = 8
_AGAINST = re.compile(r"\b(national|england|average|neighbours?|target|gap|region\w*|benchmark)\b", re.IGNORECASE)


def find_blank_faults(study: Study) -> None:
    """Check ratings beside tolerances, directions beside two values in a row, and rows of differences."""
    by_table: dict[int, list[Series]] = defaultdict(list)
    counted = {series.label.casefold() for series in study.series if series.polarity == "none"}
    for series in study.series:
        if series.table not in study.copies and series.by_row:
            by_table[series.table].append(series)
    for index, group in by_table.items():
        for role in _NEEDED:
            due = [series for series in group if series.label.casefold() not in counted]
            _check_column(study, study.pack.tables[index], due, role)
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_difference_row(study, table)
            _check_last_ones(study, table)


def _check_column(study: Study, table: PackTable, group: Sequence[Series], role: Role) -> None:
    columns = [place for place, column in enumerate(table.columns) if column.role is role]
    if len(columns) != 1:
        return
    # Where the table says which way is good, a row for which it does not is counted for information.
    told = [series for series in group if series.polarity in {"high", "low"}]
    due = [series for series in told or group if _is_due(series, role)]
    places = {Place(table.index, series.position, columns[0]) for series in due}
    _report(study, sorted(places), role, fewest=_NEEDED[role])


def _is_due(series: Series, role: Role) -> bool:
    """Whether there is what the rating or the arrow is made of."""
    if role is Role.RATING:
        return bool(series.places) and Role.RED in series.extras and Role.GREEN in series.extras
    if len(series.places) < 2 or any(time > series.times[-1] for time in series.blanks):
        return False
    return series.times[-1].index - series.times[-2].index == 1


def _check_last_ones(study: Study, table: PackTable) -> None:
    """One row alone without the unit, the way that is good, or the change over time of the others."""
    numbers = {
        row: count
        for row in range(len(table.rows))
        if (count := sum(study.is_number(Place(table.index, row, place)) for place in table.value_columns)) > 1
        and not _is_below_total(table, row)
    }
    for place, column in enumerate(table.columns):
        if column.role not in _LAST or (column.role is Role.DIFFERENCE and _AGAINST.search(column.heading)):
            continue
        texts = {row: table.cell(row, place).text for row in numbers}
        blank = [row for row, text in texts.items() if not text]
        # A unit that is never printed twice in a row may stand for the rows below it.
        repeated = column.role is Role.DIFFERENCE or any(one == other != "" for one, other in pairwise(texts.values()))
        others = [numbers[row] for row, text in texts.items() if text]
        if len(blank) != 1 or len(others) < FEWEST_OTHERS or not repeated:
            continue
        if numbers[blank[0]] + (column.role is Role.DIFFERENCE) >= min(others):
            _report(study, [Place(table.index, row, place) for row in texts], column.role, fewest=1)


def _is_below_total(table: PackTable, row: int) -> bool:
    """Whether a row is the last, just below the total of the others: `Of those, aged four or over`."""
    return 1 < row == len(table.rows) - 1 and _is_of_all(table.rows[row - 1])


def _check_difference_row(study: Study, table: PackTable) -> None:
    timed = [number for number, row in enumerate(table.rows) if row.role is Role.TIME]
    for number, row in enumerate(table.rows):
        if row.role is not Role.DIFFERENCE or len(timed) < 3:
            continue
        # Right under the year to date and that of the year before, it is their difference.
        ends = (number - 2, number - 1) if not {number - 2, number - 1} & set(timed) else (timed[0], timed[-1])
        places = [
            Place(table.index, number, column)
            for column in table.value_columns
            if all(study.is_number(Place(table.index, end, column)) for end in ends)
        ]
        _report(study, places, Role.DIFFERENCE, fewest=2)


def _is_of_all(row: Row) -> bool:
    """Whether the row tells of the others: their total, mean, highest, or what has run up."""
    return (
        summarises(row.label)
        or row.totalling not in {Totalling.NONE, Totalling.PERHAPS}
        or _ALL.match(row.label) is not None
    )


_ALL = re.compile(r"all\b|.*\bto date$", re.IGNORECASE)


def _report(study: Study, places: Sequence[Place], role: Role, *, fewest: int) -> None:
    """Places that are blank where most are filled."""
    blank = [
        place
        for place in places
        if study.pack.cell(place).kind is CellKind.BLANK and not _is_of_all(study.pack.row(place))
    ]
    filled = len(places) - len(blank)
    if filled < fewest or (filled < FILLED * len(places) and len(blank) > 1):
        return
    study.ledger.agreed(BLANKS, filled)
    for place in blank:
        study.ledger.found(
            BLANKS,
            place,
            explanation=f"{BLANKS.words} {filled} of {len(places)} have a {_NAMES[role]}; this one has what it needs.",
            expected=f"a {_NAMES[role]}",
            confidence=0.65,
        )
