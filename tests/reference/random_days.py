"""Dice for days: near month ends, holidays, leap days and the last days of time limits."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from reference.months import add_months
from reference.working_days import count_working_days

T = TypeVar("T")

MONTHS = tuple(f"{year}-{number:02}" for year in (2015, 2016, 2017) for number in range(1, 13))[11:27]
"""2015-12 to 2017-03: the months that are asked about."""
MONTH_ENDS = tuple(
    date(int(month[:4]), int(month[5:]), calendar.monthrange(int(month[:4]), int(month[5:]))[1]) for month in MONTHS
)
HOLY_DAYS = (
    date(2015, 12, 24),
    date(2016, 2, 29),
    date(2016, 3, 24),
    date(2016, 3, 29),
    date(2016, 12, 23),
    date(2016, 12, 28),
    date(2017, 1, 3),
    date(2017, 2, 28),
    date(2017, 3, 31),
)
FIRST, LAST = date(2015, 1, 1), date(2017, 5, 31)

Limit = tuple[int, str]


class Dice:
    """Choices of one child, which depend on nothing but the seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - histories, not secrets
        self._numbers: set[int] = set()

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def count(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def maybe(self, value: T, share: float) -> T | None:
        """The value in that share of cases, else nothing known."""
        return value if self.chance(share) else None

    def flag(self, share: float) -> bool | None:
        """Yes in that share of cases, not known in a tenth of the others."""
        return True if self.chance(share) else self.maybe(False, 0.9)

    def mark(self, child: str) -> str:
        """An id that no other row of the child has, in no order."""
        while (number := self._random.randrange(10_000)) in self._numbers:
            pass
        self._numbers.add(number)
        return f"{child}-{number:04}"

    def month_end(self) -> date:
        return self.pick(MONTH_ENDS)

    def day(self) -> date:
        """A day between 2015 and May 2017, most often near a month end or a holiday."""
        roll = self._random.random()
        if roll < 0.45:
            return self.near(self.month_end())
        if roll < 0.6:
            return self.near(self.pick(HOLY_DAYS))
        return FIRST + timedelta(days=self.count(0, (LAST - FIRST).days))

    def near(self, day: date) -> date:
        return day + timedelta(days=self.pick((-1, 0, 0, 1)))

    def later(self, day: date, most: int) -> date:
        """Up to `most` days after, often on the day itself or near a month end."""
        if self.chance(0.1):
            return day
        if self.chance(0.4):
            ends = [end for end in MONTH_ENDS if day <= end <= day + timedelta(days=most)]
            if ends:
                return max(self.near(self.pick(ends)), day)
        return day + timedelta(days=self.count(0, most))

    def deadline(self, start: date, limit: Limit) -> date:
        """The last day of a time limit that begins on `start`, the day before or the day after."""
        return self.near(_add(start, limit))

    def begun_for(self, end: date, limit: Limit) -> date:
        """A day from which the limit ends on `end`, give or take a day."""
        return self.near(_add(end, (-limit[0], limit[1])))

    def just_before(self, *limits: Limit) -> date:
        """A day from which one of the limits ends at a month end, give or take a day; now and then the month end."""
        if self.chance(0.12):
            return self.near(self.month_end())
        return self.begun_for(self.month_end(), self.pick(limits))


def _add(day: date, limit: Limit) -> date:
    length, unit = limit
    if unit == "days":
        return day + timedelta(days=length)
    if unit == "months":
        return add_months(day, length)
    step = timedelta(days=1 if length > 0 else -1)
    moved = day
    while count_working_days(min(day, moved), max(day, moved)) < abs(length):
        moved += step
    return moved
