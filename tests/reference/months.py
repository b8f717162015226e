"""Months, months later, and completed years."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache


@dataclass(frozen=True)
class Month:
    """A calendar month: `first` and `last` are its days."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@cache
def read_month(text: str) -> Month:
    """`2017-01` is January 2017."""
    year, number = (int(part) for part in text.split("-"))
    return Month(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


@cache
def twelve_months_to(month: Month) -> tuple[Month, ...]:
    """The twelve months that end with `month`, the earliest first."""
    earlier = [month]
    while len(earlier) < 12:
        before = add_months(earlier[-1].first, -1)
        earlier.append(read_month(f"{before:%Y-%m}"))
    return tuple(reversed(earlier))


@cache
def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or the last day of that month where it has no such day."""
    months = day.year * 12 + (day.month - 1) + count
    year, number = divmod(months, 12)
    number += 1
    return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def whole_months(start: date, end: date) -> int:
    """How many months fit between the two days: the most that can be added to `start` without passing `end`."""
    count = 0
    while add_months(start, count + 1) <= end:
        count += 1
    return count


def birthday(born: date, age: int) -> date:
    """The day somebody reaches `age`. Born on 29 February, it is 1 March in a year that has none."""
    if (born.month, born.day) == (2, 29) and not calendar.isleap(born.year + age):
        return date(born.year + age, 3, 1)
    return born.replace(year=born.year + age)


def completed_years(born: date, day: date) -> int:
    """Age on `day`, which is not before `born`."""
    years = 0
    while birthday(born, years + 1) <= day:
        years += 1
    return years
