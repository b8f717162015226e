"""Columns of days of the week beside a column of dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crossfoot.audit.marks.measured_rows import dates_in
from crossfoot.audit.reading.days import WEEKDAY_NAMES
from crossfoot.audit.reading.pack import PackTable

FEWEST_RIGHT = 2
"""Days that must be right for a column of dates to be the one that the days of the week are of."""
SHARE_WRONG = 4
"""One day in so many may be wrong."""
SHORTEST = 3
"""Letters of a day: `Mon`."""


@dataclass(frozen=True, slots=True)
class WeekdayColumn:
    """A column of days of the week, with the rows in which it is that of the date and those in which it is not."""

    column: int
    dates: int
    right: tuple[int, ...]
    wrong: dict[int, date]


def weekday_columns(table: PackTable) -> Iterator[WeekdayColumn]:
    """`Day: Tuesday | Date: 24 March 2026`: each column of days with the dates that nearly all of them are right of."""
    said = {place: days for place in range(len(table.columns)) if (days := _weekdays(table, place))}
    if not said:
        return
    dated = {
        place: dates
        for place, column in enumerate(table.columns)
        if not column.numeric and place not in said and len(dates := dates_in(table, place)) > FEWEST_RIGHT
    }
    for column, days in said.items():
        found = [_against(column, days, place, dates) for place, dates in dated.items()]
        best = max(found, key=lambda each: (len(each.right), -abs(each.dates - column)), default=None)
        if best is None or len(best.right) < FEWEST_RIGHT:
            continue
        elsewhere = {row for other in found for row in other.right}
        if len(best.wrong) <= max(1, len(days) // SHARE_WRONG) and not elsewhere & best.wrong.keys():
            yield best


def weekday_of(text: str) -> int | None:
    """0 for `Monday`, `Mon`, `Mon.`, 2 for `Weds`; None where the text is no day of the week."""
    word = text.strip().rstrip(".").casefold()
    return next(
        (
            number
            for number, name in enumerate(WEEKDAY_NAMES)
            if len(word) >= SHORTEST and (name.startswith(word) or word == f"{name[:SHORTEST]}s")
        ),
        None,
    )


def _weekdays(table: PackTable, column: int) -> dict[int, int]:
    """The day of the week of each row, where every cell of the column but blank ones, and one other, is one."""
    texts = {row: text for row in range(len(table.rows)) if (text := table.cell(row, column).text.strip(" -\u2013"))}
    days = {row: day for row, text in texts.items() if (day := weekday_of(text)) is not None}
    # Under them may stand how many there were: `5 panels`.
    return days if FEWEST_RIGHT < len(days) >= len(texts) - 1 else {}


def _against(column: int, days: dict[int, int], place: int, dates: dict[int, date]) -> WeekdayColumn:
    right = tuple(row for row, day in days.items() if row in dates and dates[row].weekday() == day)
    wrong = {row: dates[row] for row in days if row in dates and row not in right}
    return WeekdayColumn(column, place, right, wrong)
