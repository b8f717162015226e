"""The calendar that populations count in: every day of the table of bank holidays, and months after a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from crossfoot.vocabulary.bank_holidays import FIRST_DAY, LAST_DAY
from crossfoot.vocabulary.working_days import is_working_day

DAYS: tuple[date, ...] = tuple(FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1))
"""Every day of the calendar, in order."""


@cache
def _numbers() -> dict[date, int]:
    numbers: dict[date, int] = {}
    count = 0
    for day in DAYS:
        # The first day has the number 0, working day or not: days before it stand on it.
        count += day != DAYS[0] and is_working_day(day)
        numbers[day] = count
    return numbers


def working_day_number(day: date) -> int:
    """How many working days there are after the first day of the calendar, up to and including `day`."""
    return _numbers()[day]


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
