"""Days, weeks, months and ages counted from dates in a column to one fixed day, which the other rows tell."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from crossfoot.audit.dates.find_days_between import counted_between
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.days import days_in, first_day
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import MONTH_WORDS, NAMES, TimeKind, month_number, read_time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.working_days import is_working_day

TO_DATE = Rule(
    "days-to-date", Kind.ARITHMETIC, "Days counted to one fixed day are the days from each date to that day."
)
_UNIT = re.compile(r"\b(?:(?P<unit>day|week|month|year)s?|(?P<age>age|aged))\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"\b(?:band|group|range|target|limit|timescale|allowed|standard|per|average|mean)\b", re.IGNORECASE
)
FEWEST = 3
SURE, SURE_TOLD, SURE_NEAR = 3.5, 2.5, 2.0
"""How unlikely it must be that rows agree on one day by chance, as a power of ten; less where words tell the day."""
LONGEST = {"day": 4000, "week": 600, "month": 240, "year": 110}
MOST_WORKING = 400
MOST_ROWS = 200
DAYS_OF = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of counting from a day to the fixed one (or back from it): the count, and the days that give a count."""

    unit: str
    count: Callable[[int, int], int]
    back: bool = False
    working: bool = False

    def between(self, day: int, fixed: int) -> int:
        """The count printed where that is the fixed day."""
        return self.count(fixed, day) if self.back else self.count(day, fixed)

    def fixed(self, day: int, count: int) -> Iterable[int]:
        """The days to which so many are counted."""
        if self.working:
            return _working_ends(day, count, -1 if self.back else 1)
        sign = -1 if self.back else 1
        if self.count is _days:
            return (day + sign * count,)
        long = DAYS_OF[self.unit]
        first = int(count * long * _SHORTEST) - 5 if count >= 0 else count * long - long - 5
        last = (count + 1) * long + 5 if count >= 0 else int(count * long * _SHORTEST) + long + 5
        return (day + sign * step for step in range(first, last) if self.between(day, day + sign * step) == count)


_SHORTEST = 0.96


def _days(start: int, end: int) -> int:
    return end - start


def _weeks(start: int, end: int) -> int:
    return (end - start) // 7


def _weeks_nearest(start: int, end: int) -> int:
    return math.floor((end - start) / 7 + 0.5)


def _months(start: int, end: int) -> int:
    """Whole months that have gone by."""
    one, other = date.fromordinal(start), date.fromordinal(end)
    return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)


def _calendar_months(start: int, end: int) -> int:
    """From the one month to the other, whichever days."""
    one, other = date.fromordinal(start), date.fromordinal(end)
    return (other.year - one.year) * 12 + other.month - one.month


def _years(start: int, end: int) -> int:
    return _months(start, end) // 12


def _working(start: int, end: int) -> int:
    low, high = sorted((start, end))
    count = sum(is_working_day(date.fromordinal(day)) for day in range(low + 1, high + 1))
    return count if end >= start else -count


def _working_ends(day: int, count: int, sign: int) -> Iterable[int]:
    """The days up to which so many working days have gone by since (or are still to come up to) a day."""
    if not 0 < count <= MOST_WORKING:
        return
    passed, at = 0, day
    while passed <= count:
        # Back from a day, the day itself is the last that is counted.
        passed += is_working_day(date.fromordinal(at + 1 if sign > 0 else at))
        at += sign
        if passed == count:
            yield at


_COUNTS: dict[str, tuple[Callable[[int, int], int], ...]] = {
    "day": (_days, _working),
    "week": (_weeks, _weeks_nearest),
    "month": (_months, _calendar_months),
    "year": (_years,),
}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A row: its day, whether only its month is printed, what is counted, and where."""

    day: int
    month_alone: bool
    count: int
    place: Place
    dated: Place


def find_days_to_date(study: Study) -> None:
    """Check each column of days, weeks, months or ages against the dates of a column, where all but one agree."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        dated = {column: days for column in range(len(table.columns)) if len(days := _dates(table, column)) >= FEWEST}
        between = counted_between(study, table) if dated else {}
        for column in table.value_columns if dated else ():
            if column in between:
                continue
            each = table.columns[column]
            unit = _UNIT.search(each.heading)
            if unit is not None and each.numeric and column not in dated and not _NO_COUNT.search(each.heading):
                _check(study, table, column, dated, "year" if unit["age"] else unit["unit"].casefold())


def _dates(table: PackTable, column: int) -> dict[int, tuple[int, bool]]:
    found = {}
    for row in range(len(table.rows)):
        text = table.cell(row, column).text
        day = first_day(text)
        time = read_time(text) if day is None else None
        if day is not None:
            found[row] = day.toordinal(), False
        elif time is not None and time.kind is TimeKind.MONTH:
            found[row] = date(time.index // 12, time.index % 12 + 1, 1).toordinal(), True
    return found


def _check(
    study: Study, table: PackTable, column: int, dated: Mapping[int, Mapping[int, tuple[int, bool]]], unit: str
) -> None:
    """Take the column of dates, the way of counting and the fixed day that most rows follow."""
    best: tuple[int, float, _Way, int, list[_Counted]] | None = None
    for place, days in dated.items():
        rows = [
            _Counted(*days[row], int(study.value(cell)), cell, Place(table.index, row, place))
            for row in sorted(days)
            if study.is_number(cell := Place(table.index, row, column))
            and study.value(cell).denominator == 1
            and 0 < abs(study.value(cell)) <= LONGEST[unit]
        ][:MOST_ROWS]
        for way in _ways(unit, rows) if len(rows) >= FEWEST else ():
            fixed, held, sure = _agreed(study, table, way, rows)
            if best is None or (held, sure) > best[:2]:
                best = held, sure, way, fixed, rows
    if best is not None and best[0] >= FEWEST and len(best[4]) - best[0] <= max(1, len(best[4]) // 4) and best[1] >= 0:
        _report(study, best[2], best[3], best[4])


def _ways(unit: str, rows: list[_Counted]) -> list[_Way]:
    counts = (_calendar_months,) if all(row.month_alone for row in rows) else _COUNTS[unit]
    if counts == (_calendar_months,) and unit != "month":
        return []
    return [_Way(unit, count, back, count is _working) for count in counts for back in (False, True)]


def _agreed(study: Study, table: PackTable, way: _Way, rows: list[_Counted]) -> tuple[int, int, float]:
    """The fixed day on which most rows agree, how many, and how far that is beyond chance: below 0 it is not."""
    votes: Counter[int] = Counter()
    for row in rows:
        votes.update(set(way.fixed(row.day, row.count)))
    if not votes:
        return 0, 0, -1.0
    told, near = _told_days(study), _told_near(study, table)
    most = max(votes.values())
    fixed = max((day for day in votes if votes[day] == most), key=lambda day: (day in near, day in told, -day))
    agreeing = {row.day for row in rows if way.between(row.day, fixed) == row.count}
    spread = max(row.day for row in rows) - min(row.day for row in rows)
    telling = math.log10(max(1.0, spread / DAYS_OF[way.unit]))
    if fixed in near:
        return fixed, most, len(agreeing) * telling - SURE_NEAR
    if fixed in told:
        return fixed, most, len(agreeing) * telling - math.log10(1 + len(told)) - SURE_TOLD
    return fixed, most, (len(agreeing) - 1) * telling - SURE


def _told_days(study: Study) -> frozenset[int]:
    """Every day with a year that the words of the pack name."""
    return study.once(
        "told days",
        -1,
        lambda: frozenset(
            day.on.toordinal()
            for text in (
                *(each.text for each in study.pack.paragraphs),
                *(text for table in study.pack.tables for text in (table.caption, *table.captions)),
                *(column.heading for table in study.pack.tables for column in table.columns),
            )
            for day in days_in(text)
        ),
    )


def _told_near(study: Study, table: PackTable) -> frozenset[int]:
    """The days, and all days of the months, that words at the table or its headings name."""
    texts = [*study.notes(table), *(column.heading for column in table.columns)]
    days = {day.on.toordinal() for text in texts for day in days_in(text)}
    for text in texts:
        for match in _MONTH.finditer(text):
            month, year = month_number(match["month"]), int(match["year"])
            if month is not None:
                first = date(year, month + 1, 1).toordinal()
                days |= set(range(first, first + monthrange(year, month + 1)[1]))
    return frozenset(days)


_MONTH = re.compile(rf"(?<!\d )\b(?P<month>{MONTH_WORDS})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def _report(study: Study, way: _Way, fixed: int, rows: list[_Counted]) -> None:
    on = date.fromordinal(fixed)
    name = f"{NAMES[on.month - 1]} {on.year}" if all(row.month_alone for row in rows) else f"{on:%-d %B %Y}"
    held = sum(way.between(row.day, fixed) == row.count for row in rows)
    for row in rows:
        worked = way.between(row.day, fixed)
        if worked == row.count:
            study.ledger.agreed(TO_DATE)
            continue
        study.ledger.found(
            TO_DATE,
            row.place,
            explanation=(
                f"{TO_DATE.words} {held} of {len(rows)} are counted to {name}; with "
                f"{study.pack.cell(row.dated).text} it is {worked:,}."
            ),
            expected=f"{worked:,}",
            confidence=0.85,
            others=[row.dated],
        )
