"""What an arrow compares: the columns of the later and the earlier value, as the words say, or as tables have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.audit.display.before_and_now import (
    LAST,
    before_now,
    earlier_columns,
    later_columns,
    latest_of,
    numeric_columns,
    own_heading,
    rows_before,
)
from crossfoot.audit.display.directions import DirectionColumn
from crossfoot.audit.display.headings_apart import name_and_time, pairs_apart_by_time, pairs_with_one_dated
from crossfoot.audit.display.times_before import latest_time, month_before, printed_elsewhere, step_before, year_before
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import MONTH_WORDS, Time, TimeKind, month_number
from crossfoot.audit.study import Study

_YEAR_BEFORE = re.compile(
    r"(last|previous|prior) year|year (before|earlier|ago|on year)|same (month|quarter|period|time|term|point|"
    r"date)s?\b[^.;]*"
    r"(last|previous|prior|year)|of the year before|12 months (ago|earlier|before)|annual change",
    re.IGNORECASE,
)
_STEP_BEFORE = re.compile(
    r"(last|previous|prior|preceding) (month|quarter|period|term|report|return|update|week|position|figure|"
    r"value|data)|"
    r"(month|quarter|term|period|one) before|month on month|quarter on quarter|since last (month|quarter|time|"
    r"report)|"
    r"previous(ly)?\b(?! year)|month to month",
    re.IGNORECASE,
)
_BENCHMARKS = (
    re.compile(r"\bnational\b|\bengland\b|\bnat\.?\b", re.IGNORECASE),
    re.compile(r"\bneighbours?\b|\bsn\b|\bstat", re.IGNORECASE),
    re.compile(r"\bregion", re.IGNORECASE),
    re.compile(r"\baverage\b|\bbenchmark\b|\bcomparator", re.IGNORECASE),
    re.compile(r"\btarget\b|\bstandard\b|\bplan\b|\bbudget\b", re.IGNORECASE),
    re.compile(r"\bbaseline\b|\bstart(ing)?\b", re.IGNORECASE),
)
_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|versus)\b", re.IGNORECASE)
_AGAINST_WHAT = re.compile(
    r"\b(?:direction|arrows?|travel|trend|mark)s? (?:is |are |shows? )?(?:against|compared (?:with|to)|from) [^.:;(]+",
    re.IGNORECASE,
)
"""`Direction is against October: \u2197 better`: of all that a note says of marks, what these are set against."""
_OF_A_YEAR = re.compile(r"year|12 months|\bsame ", re.IGNORECASE)
_GAP = re.compile(r"^(?:gap|distance|shortfall)\b", re.IGNORECASE)
FEWEST_DOWN = 2
"""Arrows of rows that are times, each with a row of the time before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to take the arrows of a column: the places compared in a row, the earlier first, or the one change."""

    name: str
    places: Callable[[int], tuple[Place | None, Place] | None]
    named: bool
    """Whether heading or words say so."""


def readings_of(study: Study, found: DirectionColumn, phrase: str) -> list[Reading]:
    """The readings that the words name; where they name none, those that tables use, the likeliest first."""
    if (beside := _value_beside(found)) is not None:
        return list(_of_value_beside(found, beside))
    apart = [
        Reading(found.table.columns[earlier].heading, _columns(found.table, earlier, later), named=False)
        for earlier, later in (
            *pairs_apart_by_time(found.table, numeric_columns(found.table)),
            *pairs_with_one_dated(found.table, numeric_columns(found.table), found.column),
        )
    ]
    heading, _, told = phrase.partition(" || ")
    caption = found.table.caption if _AGAINST.search(found.table.caption) else ""
    against = match[0] if (match := _AGAINST_WHAT.search(told)) is not None else ""
    for words in (heading, against, told, caption):
        if words.strip() and (named := list(_named(study, found, words))):
            return [*named, *apart]
    return [*_usual(study, found), *apart]


def _value_beside(found: DirectionColumn) -> int | None:
    """The column of values just before, whose heading the arrows' own goes on: `2015` and `2015 judged`."""
    place = found.column - 1
    table = found.table
    if place < 0 or not table.columns[place].numeric or not re.search(r"\d", own_heading(table, place)):
        return None
    return place if found.heading.startswith(f"{table.columns[place].heading} ") else None


def _of_value_beside(found: DirectionColumn, beside: int) -> Iterator[Reading]:
    """Against the column before it that is headed alike but for the time; none where there is no such column."""
    table = found.table
    alike = re.sub(r"\d", "#", own_heading(table, beside))
    before = [
        place
        for place in range(beside)
        if table.columns[place].numeric and re.sub(r"\d", "#", own_heading(table, place)) == alike
    ]
    if before:
        yield Reading(table.columns[before[-1]].heading, _columns(table, before[-1], beside), named=True)


def _own_change(table: PackTable, column: int) -> int | None:
    """The column of changes just before, under the same heading."""
    if column == 0 or not table.columns[column - 1].numeric:
        return None
    before, own = table.columns[column - 1], table.columns[column]
    shared = len(own.pieces) > 1 and len(before.pieces) > 1 and own.pieces[0] == before.pieces[0]
    return column - 1 if shared and re.search(r"chang|differ|move", own.pieces[0], re.IGNORECASE) else None


def _named(study: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    table = found.table
    if (change := _own_change(table, found.column)) is not None:
        yield Reading(table.columns[change].heading, _change(table, change), named=True)
        return
    for find in (
        _named_changes,
        _named_years,
        _named_standards,
        _named_times,
        _named_pairs,
        _named_steps,
        _named_headings,
    ):
        if named := list(find(study, found, words)):
            yield from named
            return


def _named_changes(_: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`When the points are more than 2.0 either way`, where a column of figures with signs is headed so."""
    table = found.table
    for place in numeric_columns(table):
        signed = [number.signed for row in found.said if (number := table.cell(row, place).number) is not None]
        name = re.escape(own_heading(table, place).strip())
        if any(signed) and re.search(rf"\b(?:the|when|where|if) {name} (?:is|are|was|were)\b", words, re.IGNORECASE):
            yield Reading(own_heading(table, place), _change(table, place), named=True)


def _change(table: PackTable, place: int) -> Callable[[int], tuple[Place | None, Place] | None]:
    return lambda row: (None, Place(table.index, row, place))


def _named_years(study: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Than last year`: the column of it, else the same time a year before."""
    if _YEAR_BEFORE.search(words):
        table = found.table
        earlier = earlier_columns(table, found.column)
        base = [place for place in earlier if _OF_A_YEAR.search(table.columns[place].heading)]
        yield from _against(found, base, "the year before")
        if not base and (pair := before_now(table, years=True)) is not None:
            yield Reading(table.columns[pair[0]].heading, _columns(table, *pair), named=True)
        elif not base and (rows := rows_before(table, years=True)):
            yield from _down(found, rows, named=True)
        elif not base:
            yield Reading("the year before", _by_series(study, found, year_before), named=True)


def _named_standards(_: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Against England`, `since the baseline`."""
    table = found.table
    for pattern in _BENCHMARKS if not _YEAR_BEFORE.search(words) else ():
        base = [
            place
            for place in numeric_columns(table)
            if place != found.column
            and pattern.search(table.columns[place].heading)
            and table.columns[place].role not in {Role.TIME, Role.DIFFERENCE}
        ]
        if base and pattern.search(words):
            yield from _against(found, base, table.columns[base[0]].heading)
            return


def _named_times(_: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Since Q2`."""
    table = found.table
    if base := [
        place for place in numeric_columns(table) if place != found.column and _is_time_named(table, place, words)
    ]:
        yield from _against(found, base[:2], table.columns[base[0]].heading)


def _named_pairs(_: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Since March`, where a column is headed `Score in March` and another `Score`, or `Score in June`."""
    table = found.table
    for base in numeric_columns(table):
        name, time, text = name_and_time(own_heading(table, base))
        if time is None or not re.search(rf"\b{re.escape(text.removesuffix(' term'))}\b", words, re.IGNORECASE):
            continue
        dated = time.year and time.kind is not TimeKind.BARE_MONTH
        alike = [
            place
            for place in numeric_columns(table)
            for other, later, _ in [name_and_time(own_heading(table, place))]
            if place != base
            and other.casefold() == name.casefold()
            and (later is None or (later.kind is time.kind and (later.index > time.index or not dated)))
        ]
        if len(alike) == 1:
            yield Reading(table.columns[base].heading, _columns(table, base, alike[0]), named=True)


def _named_steps(study: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Month on month`: the column that is called last, else the time before."""
    told = _NUMBERED.search(words)
    pair = _numbered_pair(found.table) if told is not None and _AGAINST.search(words) else None
    if told is not None and pair is not None:
        base = _NUMBERED.search(own_heading(found.table, pair[0]))
        if base is not None and int(base["number"]) == int(told["number"]):
            yield Reading(found.table.columns[pair[0]].heading, _columns(found.table, *pair), named=True)
            return
    if _STEP_BEFORE.search(words):
        table = found.table
        last = [place for place in earlier_columns(table, found.column) if LAST.search(own_heading(table, place))]
        yield from _against(found, last, "the one before")
        if not last and (pair := before_now(table) or _numbered_pair(table)) is not None:
            yield Reading(table.columns[pair[0]].heading, _columns(table, *pair), named=True)
        elif not last and (rows := rows_before(table)):
            yield from _down(found, rows, named=True)
        elif not last:
            step = month_before if re.search(r"\bmonth", words, re.IGNORECASE) else step_before
            yield Reading("the one before", _by_series(study, found, step), named=True)


_NUMBERED = re.compile(r"\b(?:q|quarter |qtr |term |month |week |period |p)(?P<number>\d{1,2})\b", re.IGNORECASE)


def _numbered_pair(table: PackTable) -> tuple[int, int] | None:
    """The last two of columns headed alike but for the number of a quarter, `Q1 %` and `Q2 %`, without a year."""
    found: dict[str, dict[int, int]] = {}
    for place in numeric_columns(table):
        own = own_heading(table, place)
        if (match := _NUMBERED.search(own)) is not None and len(re.findall(r"\d+", own)) == 1:
            found.setdefault(re.sub(r"\d+", "#", own.casefold()), {})[int(match["number"])] = place
    steps = [each for each in found.values() if len(each) > 1]
    last = max(steps[0]) if len(steps) == 1 else 0
    return (steps[0][last - 1], steps[0][last]) if last and last - 1 in steps[0] else None


def _named_headings(_: Study, found: DirectionColumn, words: str) -> Iterator[Reading]:
    """`Compared with London`, where a column is headed London."""
    table = found.table
    if words.strip() == found.heading.strip():
        base = [place for place in numeric_columns(table) if place != found.column and _is_named(table, place, words)]
        yield from _against(found, base[:1], table.columns[base[0]].heading if base else "")


def _is_named(table: PackTable, place: int, words: str) -> bool:
    """Whether the words have every word of the heading of a column of another council, area or group."""
    if table.columns[place].role not in {Role.VALUE, Role.BENCHMARK}:
        return False
    own = set(re.findall(r"[a-z]{4,}", own_heading(table, place).casefold())) - {
        "rate",
        "value",
        "number",
        "average",
        "score",
        "result",
        "actual",
        "position",
        "change",
        "risk",
    }
    heading = words.casefold()
    return bool(own) and all(re.search(rf"\b{re.escape(word)}\b", heading) for word in own)


def _is_time_named(table: PackTable, place: int, words: str) -> bool:
    """Whether the words hold the heading of a column of a time that is not the latest."""
    column = table.columns[place]
    if column.role is not Role.TIME:
        return False
    timed = [each for each in numeric_columns(table) if table.columns[each].role is Role.TIME]
    text = column.heading.rpartition(" | ")[2]
    # One alone is what the result is compared with: `Result, Quarter 1, Arrow`.
    if len(timed) > 1 and place == latest_of(table, timed, len(table.columns)):
        return False
    if column.time is not None and column.time.kind is TimeKind.MONTH and _is_month_named(column.time, words):
        return True
    return re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", words, re.IGNORECASE) is not None


def _is_month_named(time: Time, words: str) -> bool:
    """Whether the words name its month, and no other year: `since June`."""
    match = _NAMED_MONTH.search(words)
    if match is None or month_number(match["month"]) != time.month_of_year - 1:
        return False
    return match["year"] is None or int(match["year"]) % 100 == (time.year or 0) % 100


_NAMED_MONTH = re.compile(
    rf"\b(?:since|from|than|on) (?P<month>{MONTH_WORDS})\b(?:[\s'-]*(?P<year>\d{{2,4}}))?", re.IGNORECASE
)


def _against(found: DirectionColumn, bases: Sequence[int], name: str) -> Iterator[Reading]:
    """The columns that may be the later value, beside each earlier one, the likeliest first."""
    table = found.table
    for base in bases[:2]:
        for later in later_columns(table, found.column, base)[:4]:
            yield Reading(name, _columns(table, base, later), named=True)


def _columns(table: PackTable, base: int, later: int) -> Callable[[int], tuple[Place | None, Place] | None]:
    return lambda row: (Place(table.index, row, base), Place(table.index, row, later))


def _usual(study: Study, found: DirectionColumn) -> Iterator[Reading]:
    """What tables without a word on it compare: the last two times, a year apart, `last` with `this`, a change."""
    table = found.table
    if (pair := before_now(table)) is not None:
        yield Reading(table.columns[pair[0]].heading, _columns(table, *pair), named=False)
    below = rows_before(table)
    if not any(row in found.said for row in set(below.values()) - below.keys()):
        # The first of the times has no arrow: there is none before it.
        yield from _down(found, below, named=False)
    yield Reading("the one before", _by_series(study, found, step_before), named=False)
    yield Reading("the year before", _by_series(study, found, year_before), named=False)
    timed = any(table.columns[place].role is Role.TIME for place in numeric_columns(table))
    for base in earlier_columns(table, found.column)[:2]:
        for later in later_columns(table, found.column, base)[: 1 if timed else 2]:
            yield Reading(table.columns[base].heading, _columns(table, base, later), named=False)
    beside = found.column - 1
    for change in range(beside, table.stub - 1, -1):
        headed = table.columns[change].role is Role.DIFFERENCE and not _is_gap(table, change)
        if headed or (change == beside and _is_change(table, change)):
            yield Reading(table.columns[change].heading, _change(table, change), named=False)


def _down(found: DirectionColumn, before: Mapping[int, int], *, named: bool) -> Iterator[Reading]:
    """Of rows that are times, each with the one before it: of the columns of figures on the left, the nearest first."""
    table = found.table
    if len(found.said.keys() & before.keys()) < FEWEST_DOWN:
        return
    for place in reversed(numeric_columns(table)):
        if place < found.column and table.columns[place].role in {Role.VALUE, Role.TIME, Role.ROLLING}:
            yield Reading("the row before", _one_below(table, before, place), named=named)


def _one_below(table: PackTable, before: Mapping[int, int], column: int) -> Callable[[int], tuple[Place, Place] | None]:
    def places(row: int) -> tuple[Place, Place] | None:
        if row not in before:
            return None
        return Place(table.index, before[row], column), Place(table.index, row, column)

    return places


def _is_gap(table: PackTable, column: int) -> bool:
    """Whether it is how far each is from somebody else, at one time."""
    heading = table.columns[column].heading
    return _GAP.search(heading) is not None or any(pattern.search(heading) for pattern in _BENCHMARKS)


def _is_change(table: PackTable, column: int) -> bool:
    each = table.columns[column]
    if not each.numeric or each.role is Role.TIME:
        return False
    if each.role is Role.DIFFERENCE or "change" in each.heading.casefold():
        return True
    numbers = [table.cell(row, column).number for row in range(len(table.rows))]
    return any(number is not None and (number.signed or number.amount < 0) for number in numbers)


def _by_series(
    study: Study, found: DirectionColumn, before: Callable[[Series, Time], Time | None]
) -> Callable[[int], tuple[Place | None, Place] | None]:
    rows = {series.position: series for series in reversed(study.in_table(found.table.index)) if series.by_row}

    def places(row: int) -> tuple[Place | None, Place] | None:
        series = rows.get(row)
        if series is None or len(series.places) < 2:
            return None
        last = latest_time(found, series)
        earlier = None if last is None else before(series, last)
        if last is None or earlier is None or any(time > series.times[-1] for time in series.blanks):
            return None
        gap = max((time for time in series.blanks if earlier < time < last), default=None)
        if gap is None or before is year_before:
            return series.places[earlier], series.places[last]
        known = printed_elsewhere(study, series, gap)
        if known is None and before is not month_before:
            known = series.places[earlier]
        return None if known is None else (known, series.places[last])

    return places
