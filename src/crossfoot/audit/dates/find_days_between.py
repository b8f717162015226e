"""Days, weeks, months and years that a table prints beside two dates, against the days between those."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import first_day
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.working_days import is_working_day

BETWEEN = Rule("days-between", Kind.ARITHMETIC, "Days counted between two dates are the days between them.")
_UNITS = re.compile(r"\b(?:(?P<unit>day|week|month|year)s?|(?P<age>age|aged))\b", re.IGNORECASE)
_DASHES = frozenset("-\u2013\u2014")
LONGEST = {"day": 4000, "week": 4000, "month": 15_000, "year": 40_000}
"""Days: dates further apart are of other things."""
Count = Callable[[date, date], int]
Dates = dict[int, tuple[date, str]]
"""By row, a date and how it is printed."""


def _days(start: date, end: date) -> int:
    return (end - start).days


def _days_and_first(start: date, end: date) -> int:
    return (end - start).days + 1


def _working(start: date, end: date) -> int:
    low, high = min(start, end), max(start, end)
    count = sum(
        is_working_day(low + timedelta(days=step)) for step in range(1, min((high - low).days, LONGEST["day"]) + 1)
    )
    return count if end >= start else -count


def _working_and_first(start: date, end: date) -> int:
    return _working(start, end) + is_working_day(start)


def _weeks(start: date, end: date) -> int:
    return (end - start).days // 7


def _weeks_nearest(start: date, end: date) -> int:
    return round((end - start).days / 7)


def _months(start: date, end: date) -> int:
    return round((end - start).days / 30.44)


def _whole_months(start: date, end: date) -> int:
    """Months that have gone by from the one day to the other."""
    return _calendar_months(start, end) - (end.day < start.day)


def _calendar_months(start: date, end: date) -> int:
    """From the one month to the other, whichever days."""
    return (end.year - start.year) * 12 + end.month - start.month


def _years(start: date, end: date) -> int:
    return _whole_months(start, end) // 12


_COUNTS: dict[str, tuple[Count, ...]] = {
    "day": (_days, _days_and_first, _working, _working_and_first),
    "week": (_weeks, _weeks_nearest),
    "month": (_months, _whole_months, _calendar_months),
    "year": (_years,),
}
FEWEST = {"day": 2, "week": 2, "month": 3, "year": 4}
"""How many rows must agree: months and years do so sooner by chance."""
OVER_A_WEEKEND = 5
FEWEST_WITH_TWO_OUT = 3


def find_days_between(study: Study) -> None:
    """Check each column of days, weeks, months or ages that stands beside two columns of dates, and is between them."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for rows in counted_between(study, table).values():
            for place, worked, why in rows:
                if study.value(place) == worked:
                    study.ledger.agreed(BETWEEN)
                else:
                    study.ledger.found(
                        BETWEEN, place, explanation=f"{BETWEEN.words} {why}", expected=f"{worked:,}", confidence=0.85
                    )


def counted_between(study: Study, table: PackTable) -> dict[int, list[tuple[Place, int, str]]]:
    """The columns that count from one column of dates to another: of each row the place, the count and of what."""
    return study.once("counted between", table.index, lambda: dict(_counted_between(study, table)))


def _counted_between(study: Study, table: PackTable) -> Iterator[tuple[int, list[tuple[Place, int, str]]]]:
    dated = [dates for column in range(len(table.columns)) if len(dates := _dates(table, column)) >= 2]
    for column in table.value_columns if dated else ():
        heading = table.columns[column].heading
        unit = _UNITS.search(heading)
        if unit is not None and table.columns[column].numeric:
            ends = list(permutations(dated, 2))
            if _STEP.search(heading):
                ends += [(_row_before(dates), dates) for dates in dated]
            rows = _best(study, table, column, ends, "year" if unit["age"] else unit["unit"].casefold())
            if rows:
                yield column, rows


_STEP = re.compile(
    r"\b(previous|last|preceding|prior|earlier) (step|stage|event|date|meeting|milestone|one|row)\b|"
    r"\b(step|stage|event|date|meeting|milestone|one|row) (before|above)\b|\bgap\b",
    re.IGNORECASE,
)
"""`Days after previous step`: from the date in the row above."""


def _dates(table: PackTable, column: int) -> Dates:
    cells = ((row, table.cell(row, column).text) for row in range(len(table.rows)))
    return {row: (day, text) for row, text in cells if (day := first_day(text)) is not None}


def _row_before(dates: Dates) -> Dates:
    """By row the date of the row above."""
    return {row: dates[row - 1] for row in dates if row - 1 in dates}


def _best(
    study: Study, table: PackTable, column: int, pairs: Sequence[tuple[Dates, Dates]], unit: str
) -> list[tuple[Place, int, str]]:
    """What follows from the two dates, and the way of counting, that most rows follow; nothing where too few do."""
    best: tuple[int, list[tuple[Place, int, str]], Count] = (0, [], _days)
    nils = 0
    for ends in pairs:
        for count in _COUNTS[unit]:
            rows = list(_rows(study, Place(table.index, 0, column), ends, count, LONGEST[unit]))
            held = sum(study.value(place) == worked for place, worked, _ in rows)
            if held > best[0]:
                best = (held, rows, count)
                nils = _nils(table, column, ends, count)
    held, rows, count = best
    long = sum(study.value(place) == worked and abs(worked) >= OVER_A_WEEKEND for place, worked, _ in rows)
    # No other way of counting gives as many days where a weekend lies between.
    sure = count is _days and held >= FEWEST_WITH_TWO_OUT and long >= FEWEST["day"]
    proved = held >= FEWEST[unit] or (long and nils >= FEWEST[unit] and len(rows) - held <= 1)
    return rows if proved and len(rows) - held <= max(1 + sure, len(rows) // 4) else []


def _nils(table: PackTable, column: int, ends: tuple[Dates, Dates], count: Count) -> int:
    """Rows with a dash for none, both dates of which are the same; none where a dash stands beside two others."""
    starts, finishes = ends
    cells = {row: table.cell(row, column) for row in starts.keys() & finishes.keys()}
    counts = [count(starts[row][0], finishes[row][0]) for row, cell in cells.items() if cell.text.strip() in _DASHES]
    return 0 if any(counts) else len(counts)


def _rows(
    study: Study, head: Place, ends: tuple[Dates, Dates], count: Count, longest: int
) -> Iterator[tuple[Place, int, str]]:
    starts, finishes = ends
    for row in sorted(starts.keys() & finishes.keys()):
        place = head._replace(row=row)
        (start, said), (end, told) = starts[row], finishes[row]
        if abs((end - start).days) <= longest and study.is_number(place) and study.value(place).denominator == 1:
            yield place, count(start, end), f"{said} to {told}."
