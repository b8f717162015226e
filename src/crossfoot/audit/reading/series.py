"""Runs of values over time, whichever way a table lays them out, with what stands beside them: year to date, target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, is_points, is_unit_cost, measure_of, per_of, subject_of
from crossfoot.audit.reading.pack import Column, Pack, PackTable, Place, Role
from crossfoot.audit.reading.roles import polarity_of
from crossfoot.audit.reading.times import Time, TimeKind, read_time

HIGHEST_RISK = 25
"""Five times five: such a score is no rounded one."""
_MONEY_OF_ALL = re.compile(r"£(?!\s?\d)|£\s?'?0{3}", re.IGNORECASE)
"""`Contracts over £50,000` says nothing of its columns, `Costs (£)` does."""
_LARGE_MONEY = re.compile(r"£\s?'?(0{3}|k|m|bn|thousand|million)|'?0{3}s?\b|thousands", re.IGNORECASE)


@dataclass(slots=True)
class Series:
    """One measure in one table: where its values are by time, and its other cells by role."""

    number: int
    table: int
    label: str
    by_row: bool
    """Whether it is a row; else a column."""
    position: int
    """Its row, or its column."""
    places: dict[Time, Place] = field(default_factory=dict)
    blanks: dict[Time, Place] = field(default_factory=dict)
    """Times at which its cell holds no number."""
    extras: dict[Role, Place] = field(default_factory=dict)
    benchmarks: dict[str, Place] = field(default_factory=dict)
    polarity: str = ""
    reference: str = ""
    measure: Measure = Measure.UNKNOWN
    subject: frozenset[str] = frozenset()
    has_decimals: bool = False
    """Whether it is a count written with decimals, or of no known kind."""

    @property
    def is_rolling(self) -> bool:
        """Whether the label says that it looks back twelve months."""
        text = self.label.casefold()
        return "rolling" in text or "last 12 months" in text

    @property
    def is_annualised(self) -> bool:
        """Whether the label says that a month is multiplied to a year."""
        return "annualis" in self.label.casefold() or "annualiz" in self.label.casefold()

    @property
    def per(self) -> int | None:
        """10,000 where it is a rate per 10,000."""
        return per_of(self.label)

    @property
    def times(self) -> list[Time]:
        """Its times with a number, in order."""
        return sorted(self.places)


def measure_at(pack: Pack, place: Place) -> Measure:
    """What kind of number a cell is: by its own sign, its heading, its row, the words above the table."""
    cell, column, row = pack.cell(place), pack.column(place), pack.row(place)
    if cell.number is not None:
        if cell.number.percent or cell.number.points:
            return Measure.PERCENT
        if cell.number.money:
            return Measure.MONEY
    if _COUNTED.fullmatch(column.heading.rpartition(" | ")[2].strip()):
        # Of a row called `Seen in time (%)` too.
        return Measure.COUNT
    for text in (column.heading, row.label, row.section):
        banded = "£" in text and (text != column.heading or _BAND_OF_MONEY.fullmatch(text.rpartition(" | ")[2]))
        found = measure_of(_BAND_OF_MONEY.sub(" ", text) if banded else text)
        if found is not Measure.UNKNOWN and not (
            text == column.heading and column.role is Role.TIME and "|" not in text and "%" not in text
        ):
            return found
    table = pack.tables[place.table]
    beside = _measure_beside(table, place.column)
    above = _measure_above(table) if beside is Measure.UNKNOWN else beside
    if above is Measure.UNKNOWN and cell.number is not None and cell.number.decimals and _RATES.match(table.caption):
        return Measure.RATE
    # Points are no money, whatever the caption says of the rest.
    return Measure.UNKNOWN if above is Measure.MONEY and is_points(column.heading) else above


_COUNTED = re.compile(r"numerator|denominator|count|out of|cohort|base", re.IGNORECASE)
_RATES = re.compile(r"(?:[A-Z][a-z]+ [\dA-Z.]+\W*)?rates? (?:per|for every|for each) [\d,]+", re.IGNORECASE)
"""`Table 2: Rates per 10,000`: all its numbers with decimals are."""


def _measure_beside(table: PackTable, place: int) -> Measure:
    """What the column before it says of one whose heading says only when, or that it is a change."""
    heading = table.columns[place].heading.strip()
    if not place or not (_OF_THE_SAME.fullmatch(heading) or _CHANGE.fullmatch(heading)):
        return Measure.UNKNOWN
    # `Amount, Share %, A year before`: the amount is meant.
    back = 2 if measure_of(table.columns[place - 1].heading) is Measure.PERCENT and _has_hundreds(table, place) else 1
    if place > 1 and _CHANGE.fullmatch(heading) and _says_what_of(table.columns[place - 1]):
        # `Days per post, Target, Difference`.
        back = 2
    before = table.columns[place - back].heading
    found = Measure.AVERAGE if is_unit_cost(before) else measure_of(before)
    averaged = found in {Measure.AVERAGE, Measure.RATE}
    if found is Measure.PERCENT and place > 1 and _CHANGE.fullmatch(heading):
        # Between two percentages lie points.
        averaged = measure_of(table.columns[place - 2].heading) is Measure.PERCENT
    return found if averaged or _OF_THE_SAME.fullmatch(heading) else Measure.UNKNOWN


def _says_what_of(column: Column) -> bool:
    """Whether the column is what that before it is compared with: its target, or its value at another time."""
    return column.role in {Role.TARGET, Role.BENCHMARK} or _OF_THE_SAME.fullmatch(column.heading.strip()) is not None


def _measure_above(table: PackTable) -> Measure:
    """What the heading of the labels and the words above the table say of all its numbers."""
    for text in (*_stub_headings(table), *table.captions):
        found = measure_of(text)
        if (found is Measure.MONEY and _MONEY_OF_ALL.search(text)) or (
            found is Measure.PERCENT and not table.has_large_numbers and not _IN_BRACKETS.search(text)
        ):
            return found
    return Measure.UNKNOWN


_IN_BRACKETS = re.compile(r"\bbrackets?\b|\bnumbers? and\b", re.IGNORECASE)
"""`Number and, in brackets, per cent`: not all its numbers are percentages."""


def _has_hundreds(table: PackTable, column: int) -> bool:
    """Whether a number of the column is above what percentages are."""
    numbers = (table.cell(row, column).number for row in range(len(table.rows)))
    return any(number is not None and not number.percent and abs(number.value) > _HUNDREDS for number in numbers)


_HUNDREDS = 300
_CHANGE = re.compile(r"(?:the )?(?:change|movement|difference|gap|moved)s?", re.IGNORECASE)
"""Of averages, the change from one to the next is no more added than they are."""
_OF_THE_SAME = re.compile(
    r"(?:the )?(?:year|month|quarter|term) (?:before|earlier|ago)|(?:last|previous|same) (?:year|month|quarter|term|"
    r"time)(?: last year)?|a year (?:ago|before|earlier)|before",
    re.IGNORECASE,
)
"""A heading that says only when: the figures are of what the column before it is of."""
_BAND_OF_MONEY = re.compile(
    r"(?:\b(?:under|over|below|above|up to|from|less than|more than|at least) )?£[1-9][\d,.]*[km]?\b"
    r"(?: ?(?:to|-|\u2013|and under|but under|to under|and below) ?£?\d[\d,.]*[km]?\b)?"
    r"(?: ?(?:\+|and (?:over|above|more)|or (?:more|less|over|under)))?",
    re.IGNORECASE,
)
"""`£3,500 to £4,499`: what is counted there are those with such a fee, and no pounds."""


def _stub_headings(table: PackTable) -> list[str]:
    """What heads the labels: `Percentage of`."""
    return [column.heading for column in table.columns[: table.stub] if column.heading]


NOUGHTS = frozenset(["-", "\u2013", "\u2014", "nil"])
"""What stands for nought in a table of money."""


def interval_at(pack: Pack, place: Place) -> Interval:
    """What the cell may have been before it was rounded; a count is what it says."""
    cell = pack.cell(place)
    number = cell.number
    if number is None:
        if cell.text in NOUGHTS:
            return Interval.exactly(0)
        raise ValueError("no number is there")
    if number.decimals == 0 and number.scale == 1 and not number.percent and not number.points:
        measure = measure_at(pack, place)
        if measure is Measure.SCORE and abs(number.value) <= HIGHEST_RISK:
            return number.exact
        if measure in {Measure.COUNT, Measure.UNKNOWN} or (measure is Measure.MONEY and _in_pounds(pack, place)):
            return number.exact
    return number.rounded


def _in_pounds(pack: Pack, place: Place) -> bool:
    """Whether the words say pounds, and not thousands or millions of them."""
    table = pack.tables[place.table]
    words = " ".join((table.columns[place.column].heading, table.rows[place.row].label, table.caption, *table.captions))
    return "£" in words and _LARGE_MONEY.search(words) is None


def find_series(pack: Pack) -> list[Series]:
    """Every series of the pack, in order."""
    found: list[Series] = []
    for table in pack.tables:
        for series in (*_of_rows(table), *_of_columns(table)):
            if not series.places:
                continue
            series.number = len(found)
            series.measure = _measure_of_series(pack, series)
            series.subject = subject_of(series.label)
            if series.measure in {Measure.COUNT, Measure.UNKNOWN}:
                cells = [pack.cell(place) for place in series.places.values()]
                decimals = sum(cell.number is not None and cell.number.decimals > 0 for cell in cells)
                series.has_decimals = decimals * 2 > len(cells)
            found.append(series)
    _date_months(found)
    return found


def _date_months(found: Sequence[Series]) -> None:
    """Months without a year are those of the pack, where it tells no month of two years."""
    dated: dict[int, set[Time]] = defaultdict(set)
    for series in found:
        for time in series.places:
            if time.kind is TimeKind.MONTH:
                dated[time.month_of_year].add(time)
    years = {month: times.pop() for month, times in dated.items() if len(times) == 1}
    for series in found:
        bare = [time.month_of_year for time in series.places if time.kind is TimeKind.BARE_MONTH]
        if len(bare) == len(series.places) and all(month in years for month in bare):
            series.places = {years[time.month_of_year]: place for time, place in series.places.items()}
            series.blanks = {years.get(time.month_of_year, time): place for time, place in series.blanks.items()}


def _measure_of_series(pack: Pack, series: Series) -> Measure:
    cells = [pack.cell(place) for place in series.places.values()]
    percents = sum(cell.number is not None and cell.number.percent for cell in cells)
    if percents * 2 > len(cells):
        return Measure.PERCENT
    said = measure_of(series.label)
    if (
        said is Measure.PERCENT
        and not percents
        and any(cell.number is not None and cell.number.value > 150 for cell in cells)
    ):
        said = Measure.UNKNOWN
    if said is Measure.UNKNOWN:
        table = pack.tables[series.table]
        said = next(
            (
                kind
                for text in (*_stub_headings(table), *table.captions)
                if (kind := measure_of(text)) in {Measure.PERCENT, Measure.MONEY}
            ),
            said,
        )
    decimals = [cell.number is not None and cell.number.decimals > 0 for cell in cells]
    if said is Measure.UNKNOWN and all(decimals) and _RATES.match(pack.tables[series.table].caption):
        return Measure.RATE
    if said is Measure.UNKNOWN and all(cell.number is not None and not cell.number.decimals for cell in cells):
        return Measure.COUNT
    return said


def _of_rows(table: PackTable) -> Iterator[Series]:
    groups = _time_groups(table)
    beside = {
        role: next((place for place, column in enumerate(table.columns) if column.role is role), None)
        for role in (Role.POLARITY, Role.REFERENCE, Role.UNIT)
    }
    for number, row in enumerate(table.rows):
        for group, places in groups.items():
            label = " | ".join(part for part in (row.label, group) if part) or table.caption
            series = Series(0, table.index, label, by_row=True, position=number)
            for place in places:
                _add(series, table, table.columns[place].time, Place(table.index, number, place))
            for place in table.value_columns:
                column = table.columns[place]
                _add_extra(series, table, column.role, column.heading, Place(table.index, number, place))
            _add_beside(series, table, beside)
            yield series


def _time_groups(table: PackTable) -> dict[str, list[int]]:
    """Columns with times, by what heads them together: one group where every time is there once."""
    timed = [place for place in table.value_columns if table.columns[place].role is Role.TIME]
    groups: dict[str, list[int]] = defaultdict(list)
    distinct = len({table.columns[place].time for place in timed}) == len(timed)
    for place in timed if len(timed) >= 2 else ():
        pieces = table.columns[place].pieces
        group = pieces[1:] if pieces and read_is_time(pieces[0]) else pieces[:-1]
        groups["" if distinct else " | ".join(group)].append(place)
    return groups


def _add_beside(series: Series, table: PackTable, beside: dict[Role, int | None]) -> None:
    """What label columns say of a row: which way is good, its reference, its unit."""
    for role, place in beside.items():
        text = table.cell(series.position, place).text if place is not None else ""
        if role is Role.POLARITY:
            series.polarity = polarity_of(text) or ""
        elif role is Role.REFERENCE:
            series.reference = text
        elif text and place is not None:
            series.extras.setdefault(Role.UNIT, Place(table.index, series.position, place))


def read_is_time(text: str) -> bool:
    """Whether the text is a time alone."""
    return read_time(text) is not None


def _of_columns(table: PackTable) -> Iterator[Series]:
    timed = [number for number, row in enumerate(table.rows) if row.role is Role.TIME and row.time is not None]
    if len(timed) < 3 or len({table.rows[number].time for number in timed}) < len(timed):
        return
    for place in table.value_columns:
        column = table.columns[place]
        if column.role is Role.TIME:
            continue
        pieces = [piece for piece in column.pieces if not _is_reference(piece)]
        label = " | ".join(dict.fromkeys(pieces)) or table.caption
        series = Series(0, table.index, label, by_row=False, position=place)
        for number in timed:
            _add(series, table, table.rows[number].time, Place(table.index, number, place))
        for number, row in enumerate(table.rows):
            _add_extra(series, table, row.role, row.label, Place(table.index, number, place))
        series.polarity = table.polarities.get(place, "")
        series.reference = next((piece for piece in column.pieces if _is_reference(piece)), "")
        yield series


def _is_reference(piece: str) -> bool:
    parts = piece.split(".")
    return len(parts) in {2, 3} and all(part[:-1].isdecimal() or part.isdecimal() for part in parts) and len(piece) <= 7


def _add(series: Series, table: PackTable, time: Time | None, place: Place) -> None:
    cell = table.cell(place.row, place.column)
    if time is None:
        return
    if cell.is_number:
        series.places[time] = place
    else:
        series.blanks[time] = place


def _add_extra(series: Series, table: PackTable, role: Role, heading: str, place: Place) -> None:
    if role in {Role.TIME, Role.VALUE}:
        return
    cell = table.cell(place.row, place.column)
    if cell.kind is CellKind.BLANK:
        return
    if role is Role.BENCHMARK:
        series.benchmarks.setdefault(heading.rpartition(" | ")[2], place)
    else:
        series.extras.setdefault(role, place)
