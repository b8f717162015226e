"""Working days, counted one day after the other."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from crossfoot.vocabulary.bank_holidays import BANK_HOLIDAYS, FIRST_DAY

HOLIDAYS = frozenset(BANK_HOLIDAYS)
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in HOLIDAYS


@cache
def count_working_days(start: date, end: date) -> int:
    """How many working days come after `start`, up to and including `end`. 0 where `end` is not after it.

    Days before the table of bank holidays stand on its first day.
    """
    day = max(start, FIRST_DAY)
    last = max(end, FIRST_DAY)
    counted = 0
    while day < last:
        day += ONE_DAY
        if is_working_day(day):
            counted += 1
    return counted


@cache
def add_working_days(start: date, length: int) -> date:
    """The `length`th working day after `start`."""
    day = max(start, FIRST_DAY)
    counted = 0
    while counted < length:
        day += ONE_DAY
        if is_working_day(day):
            counted += 1
    return day
