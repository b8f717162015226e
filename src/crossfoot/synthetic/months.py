"""Months as whole numbers, so that the makers of the county can add, subtract and look up in lists."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from crossfoot.vocabulary.bank_holidays import FIRST_DAY
from crossfoot.vocabulary.working_days import working_days_between

AS_AT = date(2017, 2, 8)
"""The day on which the extract was taken."""


def month_number(text: str) -> int:
    """`2017-01` as months since the year 0."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


FIRST = month_number("2016-01")
LAST = month_number("2017-01")
MONTHS = range(FIRST, LAST + 1)
"""The thirteen months that the reports print."""
HISTORY = month_number("2015-02")
"""The first month whose events a rolling twelve months of January 2016 needs."""
YEAR = month_number("2016-04")
"""The first month of the financial year that January 2017 is in."""
YEAR_BEFORE = month_number("2015-04")


def month_text(month: int) -> str:
    """The month as `2017-01`."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


@cache
def first_day(month: int) -> date:
    """The first day of the month."""
    return date(month // 12, month % 12 + 1, 1)


@cache
def last_day(month: int) -> date:
    """The last day of the month, on which stocks are looked at."""
    return first_day(month + 1) - timedelta(days=1)


def month_of(day: date) -> int:
    """The number of the month that the day is in."""
    return day.year * 12 + day.month - 1


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last of that month where it has no such day."""
    month = month_of(day) + count
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def birthday(born: date, age: int) -> date:
    """The day on which somebody turns `age`; 1 March for 29 February where the year has none."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Completed years; negative before birth."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


@cache
def working_days(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 where `end` is before, days before 2013 left out."""
    start = max(start, FIRST_DAY)
    return working_days_between(start, end) if end > start else 0


def any_day(rng: random.Random, earliest: date, latest: date) -> date:
    """A day between the two, both included; `earliest` where they are in the wrong order."""
    return earliest + timedelta(days=rng.randint(0, max(0, (latest - earliest).days)))


def week_day(rng: random.Random, earliest: date, latest: date) -> date:
    """A day from Monday to Friday between the two where there is one."""
    for _ in range(8):
        day = any_day(rng, earliest, latest)
        if day.weekday() < 5:
            return day
    return day
