"""Columns of a table that are of before, and those that are of now: what an arrow starts from and comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.audit.reading.pack import PackTable, Role
from crossfoot.audit.reading.times import OF_A_YEAR, Time, TimeKind, run_backwards

_EARLIER = re.compile(
    r"\b(last|previous|prior|baseline|original|inherent|year before|earlier|former|starting|at start|opening|"
    r"same (?:period|time|month|quarter|term|point|date|day))\b",
    re.IGNORECASE,
)
LAST = re.compile(r"\b(last|previous|prior|preceding)\b", re.IGNORECASE)
_PART = re.compile(
    r"^(l|i|p|likelihood|impact|probability|severity|target.*)$|\b(likelihood|"
    r"impact)\b",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"\b(in|over|of)( the)? (last|previous|prior)\b|\btarget\b|\b(last|previous) (\w+ )?(months|quarters|"
    r"years|weeks|terms)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(this|current|latest|now|actual|score|today|end|residual|present|closing|"
    r"new)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?:now|current|latest|today|at present|present|this (?:year|term|quarter|month|period|time))"
    r"(?: (?:value|figure|position|result|performance))?(?: ?\(?%\)?)?",
    re.IGNORECASE,
)
FEWEST_TIMES = 3
"""Rows of times that follow one another."""
_NO_VALUE = frozenset([Role.REFERENCE, Role.UNIT, Role.RED, Role.GREEN, Role.POLARITY, Role.RATING])


def latest_of(table: PackTable, timed: Sequence[int], before: int) -> int | None:
    """The column of the latest time: the last of them, or the first where they run backwards."""
    if not timed:
        return None
    left = [place for place in timed if place < before] or list(timed)
    times = [time for place in left if (time := table.columns[place].time) is not None]
    same = len({time.kind for time in times}) == 1 and all(map(_is_dated, times))
    if len(times) >= 2 and same and all(later < earlier for earlier, later in pairwise(times)):
        return left[0]
    return left[0] if run_backwards(times) and len(times) == len(left) else left[-1]


def _is_dated(time: Time) -> bool:
    return time.kind is not TimeKind.BARE_MONTH and time.year != 0


def numeric_columns(table: PackTable) -> list[int]:
    """Columns of figures that were measured or planned: no limits, ratings or references."""
    return [place for place, each in enumerate(table.columns) if each.numeric and each.role not in _NO_VALUE]


def own_heading(table: PackTable, place: int) -> str:
    """The last piece of a heading: what it says of this column alone."""
    return table.columns[place].heading.rpartition(" | ")[2]


def earlier_columns(table: PackTable, column: int) -> list[int]:
    """Columns whose own heading says that they are of before, those called last or previous first."""
    able = [
        place
        for place in numeric_columns(table)
        if place != column
        and table.columns[place].role in {Role.VALUE, Role.TIME}
        and _EARLIER.search(table.columns[place].heading)
        and not _PART.search(own_heading(table, place))
        and not _RUN.search(table.columns[place].heading)
    ]
    return sorted(able, key=lambda place: (LAST.search(own_heading(table, place)) is None, abs(place - column)))


def now_column(table: PackTable) -> int | None:
    """The one column headed `Now` or `Latest`, beside columns of times."""
    numeric = numeric_columns(table)
    found = [
        place
        for place in numeric
        if table.columns[place].role is Role.VALUE and _NOW.fullmatch(own_heading(table, place).strip())
    ]
    timed = any(table.columns[place].role is Role.TIME for place in numeric)
    return found[0] if timed and len(found) == 1 else None


def before_now(table: PackTable, *, years: bool = False) -> tuple[int, int] | None:
    """`2021/22, 2022/23, Now`: the last of the times with the column of now; of `years` alone where those are asked."""
    now = now_column(table)
    timed = [place for place in numeric_columns(table) if table.columns[place].role is Role.TIME]
    latest = latest_of(table, timed, len(table.columns))
    if now is None or latest is None:
        return None
    time = table.columns[latest].time
    whole = time is not None and time.kind in {TimeKind.YEAR, TimeKind.SPAN}
    return (latest, now) if whole or not years else None


def later_columns(table: PackTable, column: int, base: int) -> list[int]:
    """Columns that may be the later value beside an earlier one, or beside a standard, the likeliest first."""
    able = [
        place
        for place in numeric_columns(table)
        if place not in {base, column}
        and table.columns[place].role in {Role.VALUE, Role.TIME, Role.YEAR_TO_DATE, Role.ROLLING}
        and not (_EARLIER.search(table.columns[place].heading) and not _LATER.search(own_heading(table, place)))
        and not _PART.search(own_heading(table, place))
        and is_percent(table, place) == is_percent(table, base)
        and not re.search(r"\btarget\b", table.columns[place].heading, re.IGNORECASE)
    ]
    timed = [place for place in able if table.columns[place].role is Role.TIME]
    latest = latest_of(table, timed, column)
    now = now_column(table)
    if table.columns[base].role is Role.TIME and latest is not None:
        return [latest if now is None else now]
    plain = [place for place in able if place not in timed]
    plain.sort(
        key=lambda place: (
            _LATER.search(own_heading(table, place)) is None,
            place > column,
            abs(place - base) + (2 if place > base else 0),
        )
    )
    return list(dict.fromkeys(each for each in (now, latest, *plain) if each is not None and each in able))


def rows_before(table: PackTable, *, years: bool = False) -> dict[int, int]:
    """Of rows that are times, one after the other, the row of the time before each; of `years` alone where asked."""
    rows = [row for row, each in enumerate(table.rows) if each.role is Role.TIME and each.time is not None]
    times = [time for row in rows if (time := table.rows[row].time) is not None]
    kinds = {time.kind for time in times}
    if len(times) < FEWEST_TIMES or len(kinds) > 1 or (years and not kinds <= {TimeKind.YEAR, TimeKind.SPAN}):
        return {}
    several = 0 if any(time.year for time in times) else OF_A_YEAR.get(times[0].kind, 0)
    steps = {later.index - earlier.index for earlier, later in pairwise(times)}
    if several:
        # The quarter after the fourth is the first.
        steps = {(step + 1) % several - 1 for step in steps}
    pairs = list(pairwise(rows))
    if steps == {1}:
        return {later: earlier for earlier, later in pairs}
    return dict(pairs) if steps == {-1} else {}


def is_percent(table: PackTable, place: int) -> bool:
    """Whether most numbers of a column have the sign of a percentage, or its heading has: `% in time`."""
    if _HEADED_PERCENT.search(own_heading(table, place).strip()):
        return True
    numbers = [number for row in range(len(table.rows)) if (number := table.cell(row, place).number) is not None]
    return sum(number.percent for number in numbers) * 2 > len(numbers)


_HEADED_PERCENT = re.compile(r"^(?:%|per ?cent)(?! ?(?:change|var|diff))|(?:%|\bper ?cent)\)?$", re.IGNORECASE)
