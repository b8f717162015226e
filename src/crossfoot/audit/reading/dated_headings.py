"""Times without a year, given the one that their neighbours prove: `Q4 2019-20 | Q1`, `2016` over `Jan | Feb`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from crossfoot.audit.reading.pack import Column, Role, Row
from crossfoot.audit.reading.times import FIRST_YEAR, Time, TimeKind, read_time

_Line = TypeVar("_Line", Column, Row)
_APRIL = 3
_SIZES = {TimeKind.QUARTER: 4, TimeKind.TERM: 3}
_SUMMED = frozenset({Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE, Role.ROLLING, Role.TARGET, Role.BENCHMARK})


def date_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns whose months, quarters and terms have the year of the run that they stand in."""
    return _freed(_run(_under_years(columns)))


def date_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows whose months, quarters and terms have the year of the run that they stand in."""
    return _run(rows)


def _under_years(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """`2016` over the first of some months is the year of all of them, up to the next year."""
    dated: list[Column] = []
    year: Time | None = None
    years: list[int] = []
    for column in columns:
        above = [time for piece in column.pieces[:-1] if (time := read_time(piece)) is not None]
        if above and above[-1].kind in {TimeKind.YEAR, TimeKind.SPAN}:
            year = above[-1]
            if not years or years[-1] != year.index:
                years.append(year.index)
        time = _in_year(column.time, year) if column.role is Role.TIME else None
        dated.append(column if time is None else replace(column, time=time))
    times = [column.time for column in dated if column.role is Role.TIME and column.time is not None]
    if years != sorted(set(years)) or len(set(times)) < len(times):
        return columns
    return tuple(dated)


def _in_year(time: Time | None, year: Time | None) -> Time | None:
    """The month, quarter or term of that year; None where it has a year of its own or none stands above."""
    if time is None or year is None:
        return None
    span = year.kind is TimeKind.SPAN
    if time.kind is TimeKind.BARE_MONTH:
        return Time(TimeKind.MONTH, (year.index + (span and time.index < _APRIL)) * 12 + time.index)
    if time.kind in _SIZES and time.index < FIRST_YEAR:
        size = _SIZES[time.kind]
        part = time.index % size
        later = span and time.kind is TimeKind.TERM and part < size - 1
        return Time(time.kind, (year.index + later) * size + part)
    return None


def _freed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A year printed over months says nothing of the year to date that stands beside them."""
    if sum(column.time is not None and column.time.kind is TimeKind.MONTH for column in columns) < 2:
        return columns
    return tuple(
        replace(column, time=None)
        if column.role in _SUMMED
        and column.time is not None
        and column.time.kind in {TimeKind.YEAR, TimeKind.SPAN}
        and len(column.pieces) > 1
        and read_time(column.pieces[-1]) is None
        else column
        for column in columns
    )


def _run(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    places = [place for place, line in enumerate(lines) if line.role is Role.TIME and line.time is not None]
    times = {place: time for place in places if (time := lines[place].time) is not None}
    dated = dict(zip(places, date_run([times[place] for place in places]), strict=True))
    return tuple(
        line if place not in dated or dated[place] == line.time else replace(line, time=dated[place])
        for place, line in enumerate(lines)
    )


def date_run(times: Sequence[Time]) -> list[Time]:
    """Times in the order of the page; those without a year take it from the ones beside them, where these prove it."""
    kinds = {time.kind for time in times}
    if TimeKind.BARE_MONTH in kinds and TimeKind.MONTH in kinds:
        return _months(times)
    for kind, size in _SIZES.items():
        if kinds == {kind} and any(time.index < FIRST_YEAR for time in times):
            return _cycle(times, kind, size)
    return list(times)


def _months(times: Sequence[Time]) -> list[Time]:
    """A month without a year right after (or before) one that has it, and that follows it in the calendar."""
    dated = list(times)
    for order, step in ((range(1, len(dated)), 1), (range(len(dated) - 2, -1, -1), -1)):
        for place in order:
            time, beside = dated[place], dated[place - step]
            if time.kind is not TimeKind.BARE_MONTH or beside.kind is not TimeKind.MONTH:
                continue
            index = beside.index + step
            if index % 12 == time.index:
                dated[place] = Time(TimeKind.MONTH, index)
    return dated


def _cycle(times: Sequence[Time], kind: TimeKind, size: int) -> list[Time]:
    """Quarters or terms: after one with a year the next ones follow it; with no year at all the last is of year 0."""
    steps = [
        (other.index - one.index) % size
        for one, other in pairwise(times)
        if one.index < FIRST_YEAR and other.index < FIRST_YEAR
    ]
    if 1 not in steps or sum(step in {0, 1} for step in steps) * 2 <= len(steps):
        # One alone, or a run that goes back in time: nothing is proved.
        return list(times)
    dated: list[Time] = []
    for time in times:
        if time.index >= FIRST_YEAR or not dated:
            dated.append(time)
            continue
        before = dated[-1].index
        on = (time.index - before) % size
        if on == 0 and before >= FIRST_YEAR and times[len(dated) - 1].index >= FIRST_YEAR:
            on = size
        dated.append(Time(kind, before + on))
    return _at_nought(times, dated, kind, size)


def _at_nought(times: Sequence[Time], dated: list[Time], kind: TimeKind, size: int) -> list[Time]:
    """A run wholly without years, moved back so that its last time is of the year 0."""
    if any(time.index >= FIRST_YEAR for time in times):
        firsts = [place for place, time in enumerate(times) if time.index >= FIRST_YEAR]
        # What stands before the first year is not dated by it: it may be the year before or after.
        return [*times[: firsts[0]], *dated[firsts[0] :]]
    back = dated[-1].index // size * size
    return [Time(kind, time.index - back) for time in dated]
