"""What a test may be of: a column of figures, the days between two columns of dates, or to the day of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations

from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.one_number import FELL, GAPS, MONEY, OVER_IT, ROSE, SHARE, Test
from crossfoot.audit.marks.told_tests import words_in
from crossfoot.audit.reading.days import days_in, first_day
from crossfoot.audit.reading.labels import Measure, words_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study
from crossfoot.vocabulary.working_days import is_working_day

LONGEST = 2000
"""Days: dates further apart are of other things."""
_TIMES = frozenset(["day", "week", "month", "year", "hour"])
_LENGTH = {"day": Fraction(1), "week": Fraction(7)}
_NO_FIGURE = {Role.REFERENCE, Role.UNIT, Role.POLARITY}
_LATE = re.compile(r"\b(?:late|early|overdue|slippage|over|ahead)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:costs?|spend|spent|price|fees?|budget|amount|owed|value|grant|pay|forecast)\b", re.IGNORECASE
)
_RANK = re.compile(r"\b(?:rank|place|order|position)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure for each row, how it is called, where it stands, and whether the words of a test name it."""

    name: str
    amounts: Mapping[int, Interval]
    columns: tuple[int, ...]
    tied: bool
    percent: bool = False


def measured_by(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    """Everything of the rows that a test may be of."""
    if test.unit == SHARE:
        yield from _shares(study, classed, test)
        return
    if test.unit in {FELL, ROSE}:
        yield from _moves(study, classed, test)
        return
    if test.unit in GAPS:
        yield from _gaps(study, classed, test)
        return
    yield from _figures(study, classed, test)
    if test.unit in _LENGTH:
        yield from _spans(study, classed, test)


def _figures(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    found = list(_all_figures(study, classed, test))
    # Of a number of anything the one column of figures that there is.
    alone = len(found) == 1 and not test.unit and not found[0].percent
    yield from (replace(each, tied=True) if alone else each for each in found)


def _all_figures(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    table = classed.table
    for place in table.value_columns:
        column = table.columns[place]
        if place == classed.column or not column.numeric or column.role in _NO_FIGURE or _RANK.search(column.heading):
            continue
        if place == 0 and _is_numbering(table):
            continue
        amounts = {
            row: study.interval(spot)
            for row in classed.marks
            if study.is_number(spot := Place(table.index, row, place))
        }
        if len(amounts) + 1 >= len(classed.marks) and amounts:
            percent = any(study.measure(Place(table.index, row, place)) is Measure.PERCENT for row in classed.marks)
            yield Measured(column.heading, amounts, (place,), _is_tied(column.heading, test, percent=percent), percent)


def _is_numbering(table: PackTable) -> bool:
    """Whether the first column only numbers the rows."""
    numbers = [table.cell(row, 0).number for row in range(len(table.rows))]
    return all(each is not None and each.amount == row for row, each in enumerate(numbers, start=1))


def _is_tied(heading: str, test: Test, *, percent: bool) -> bool:
    """Whether the words of a test are of a column: by its unit, or a word of the heading."""
    if test.unit == "%" or percent:
        return test.unit == "%" and percent
    said = words_in(test.clause)
    own = set(words_of(heading))
    if test.unit == MONEY:
        return "\u00a3" in heading or _MONEY.search(heading) is not None or bool(own & said)
    if test.unit in _TIMES:
        timed = own & {*words_of(test.unit), test.unit}
        return bool(timed) and (_LATE.search(heading) is None or _LATE.search(test.clause) is not None)
    return bool(own & said)


def dates_in(table: PackTable, column: int) -> dict[int, date]:
    """The date of each row that has one."""
    days = ((row, first_day(table.cell(row, column).text)) for row in range(len(table.rows)))
    return {row: day for row, day in days if day is not None}


def date_columns(classed: Classed) -> dict[int, dict[int, date]]:
    """The columns of dates with one in all marked rows but one."""
    table = classed.table
    places = (place for place, column in enumerate(table.columns) if not column.numeric and place != classed.column)
    found = {place: dates_in(table, place) for place in places}
    least = len(classed.marks) - 1
    return {
        place: {row: day for row, day in days.items() if row in classed.marks}
        for place, days in found.items()
        if sum(row in classed.marks for row in days) >= least > 1
    }


def _spans(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    dated = date_columns(classed)
    table = classed.table
    for first, second in permutations(dated, 2):
        both = dated[first].keys() & dated[second].keys()
        spans = {row: (dated[first][row], dated[second][row]) for row in both}
        if len(both) + 1 >= len(classed.marks) and sum(one <= two for one, two in spans.values()) * 2 > len(spans):
            name = f"{table.columns[first].heading} to {table.columns[second].heading}"
            yield Measured(name, _lengths(spans, test), (first, second), tied=True)
    if len(dated) == 1:
        (place, days), *_ = dated.items()
        for on in days_told(study, table):
            spans = {row: (day, on) for row, day in days.items()}
            if all(one <= on for one, _ in spans.values()):
                yield Measured(
                    f"{table.columns[place].heading} to {on:%-d %B %Y}", _lengths(spans, test), (place,), tied=True
                )


def _lengths(spans: Mapping[int, tuple[date, date]], test: Test) -> dict[int, Interval]:
    found = {}
    for row, (one, two) in spans.items():
        days = _working(one, two) if test.working else (two - one).days
        if abs(days) <= LONGEST:
            amount = Fraction(days) / _LENGTH[test.unit]
            found[row] = Interval(amount, amount)
    return found


def _working(start: date, end: date) -> int:
    low, high = min(start, end), max(start, end)
    count = sum(is_working_day(low + timedelta(days=step)) for step in range(1, min((high - low).days, LONGEST) + 1))
    return count if end >= start else -count


def days_told(study: Study, table: PackTable) -> list[date]:
    """The days that captions of a table tell, else the first lines of the paper."""
    for texts in ([table.caption, *table.captions], [each.text for each in study.pack.paragraphs[:6]]):
        found = list(dict.fromkeys(day.on for text in texts for day in days_in(text)))
        if found:
            return found[:2]
    return []


def _shares(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    """A column that the words name in parts of another that is never less: `more than half is left`."""
    table = classed.table
    said = words_in(test.clause)
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != classed.column]
    for part in numeric:
        if not set(words_of(table.columns[part].heading)) & said:
            continue
        for whole in numeric:
            pairs = {
                row: (study.value(one), study.value(two))
                for row in classed.marks
                if study.is_number(one := Place(table.index, row, part))
                and study.is_number(two := Place(table.index, row, whole))
            }
            if (
                whole != part
                and len(pairs) == len(classed.marks)
                and all(0 <= one <= two > 0 for one, two in pairs.values())
            ):
                shares = {row: one / two for row, (one, two) in pairs.items()}
                name = f"{table.columns[part].heading} of {table.columns[whole].heading}"
                yield Measured(
                    name, {row: Interval(each, each) for row, each in shares.items()}, (part, whole), tied=True
                )


def _moves(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    """Columns of figures with signs, as rises or as falls."""
    table = classed.table
    for place in table.value_columns:
        places = {row: Place(table.index, row, place) for row in classed.marks}
        amounts = {row: study.interval(each) for row, each in places.items() if study.is_number(each)}
        numbers = [study.pack.cell(each).number for each in places.values()]
        if (
            place != classed.column
            and len(amounts) + 1 >= len(places)
            and any(each and each.signed for each in numbers)
        ):
            moved = {row: -each for row, each in amounts.items()} if test.unit == FELL else amounts
            yield Measured(table.columns[place].heading, moved, (place,), tied=True)


def _gaps(study: Study, classed: Classed, test: Test) -> Iterator[Measured]:
    """How far the figures of a column are over or under those of another that the words name: `over budget`."""
    table = classed.table
    said = set(words_of(test.clause.partition("|")[2]))
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != classed.column]
    for other in numeric:
        own = set(words_of(table.columns[other].heading.split("(")[0])) - {"percentage"}
        if not own or not own <= said or not _is_value(table, other):
            continue
        for value in numeric:
            pairs = {
                row: study.interval(one) - study.interval(two)
                for row in classed.marks
                if study.is_number(one := Place(table.index, row, value))
                and study.is_number(two := Place(table.index, row, other))
            }
            if value != other and len(pairs) + 1 >= len(classed.marks):
                amounts = pairs if test.unit == OVER_IT else {row: -each for row, each in pairs.items()}
                name = f"{table.columns[value].heading} less {table.columns[other].heading}"
                yield Measured(name, amounts, (value, other), _is_value(table, value))


def _is_value(table: PackTable, place: int) -> bool:
    """Whether a column is of figures that may be set against others, no change or gap itself."""
    return _LATE.search(table.columns[place].heading) is None and table.columns[place].role is not Role.DIFFERENCE
