"""Days of a month named by their weekday: the second Tuesday."""

from datetime import date, timedelta
from enum import StrEnum

from crossfoot.vocabulary.periods import Period

_DAYS_OF_A_WEEK = 7


class Weekday(StrEnum):
    """The days of a week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """The weekday of a day."""
        return tuple(cls)[day.weekday()]


def nth_weekday(period: Period, nth: int, weekday: Weekday) -> date:
    """The `nth` such weekday of a period, counted from 1: the second Tuesday of January 2017 is the 10th.

    Raises ValueError where the period has no such day.
    """
    ahead = (tuple(Weekday).index(weekday) - period.start.weekday()) % _DAYS_OF_A_WEEK
    day = period.start + timedelta(days=ahead + _DAYS_OF_A_WEEK * (nth - 1))
    if nth < 1 or day > period.end:
        raise ValueError(f"{period.name} has no {weekday.value} of the number {nth}")
    return day
