"""Working days: Monday to Friday without the bank holidays of England.

The day that starts a time limit is not counted; the next working day after it is the first.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta
from functools import cache

from crossfoot.vocabulary.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY

_SATURDAY = 5


class OutsideHolidayTableError(ValueError):
    """Raised for a day before 2013 or after 2028: its bank holidays are not known, so no count would be right."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is outside the table of bank holidays, which runs from {FIRST_DAY} to {LAST_DAY}. "
            "Check that the date is right; if it is, ask for its year to be added to the table of bank holidays."
        )


def is_working_day(day: date) -> bool:
    """True from Monday to Friday unless it is a bank holiday. Raises OutsideHolidayTableError."""
    _check_day(day)
    return bool(_count_up_to(day) - _count_up_to(day - timedelta(days=1)))


def working_days_between(start: date, end: date) -> int:
    """How many working days there are after `start`, up to and including `end`; 0 when they are one day.

    Raises ValueError when `end` is before `start`, OutsideHolidayTableError when either is outside the table.
    """
    _check_day(start)
    _check_day(end)
    if end < start:
        raise ValueError(f"{end} is before {start}: working days are counted forwards. Check which date came first.")
    return _count_up_to(end) - _count_up_to(start)


def add_working_days(start: date, count: int) -> date:
    """The working day that is the `count`th after `start`; `start` itself, working day or not, for 0.

    Raises ValueError for a negative count, OutsideHolidayTableError when the answer is outside the table.
    """
    _check_day(start)
    if count < 0:
        raise ValueError(f"{count} working days cannot be added: working days are counted forwards.")
    if count == 0:
        return start
    index = _count_up_to(start) + count - 1
    if index >= len(_working_days()):
        raise OutsideHolidayTableError(f"The day {count} working days after {start}")
    return _working_days()[index]


def last_day_within(start: date, *, working_days: int) -> date:
    """The last calendar day on which no more than `working_days` have passed since `start`.

    It is the day before the next working day, so a Saturday or bank holiday after the last working day is still
    within: `day <= last_day_within(start, working_days=n)` says the same as `working_days_between(start, day) <= n`.
    To print the working day on which a limit ends use `add_working_days`. Raises as `add_working_days` does.
    """
    if working_days < 0:
        raise ValueError(f"A limit of {working_days} working days cannot be met: use 0 or more.")
    return add_working_days(start, working_days + 1) - timedelta(days=1)


def _check_day(day: date) -> None:
    if isinstance(day, datetime):
        # A datetime is never equal to a date, so it would miss every bank holiday unseen.
        raise TypeError(f"{day} is a moment, a day is wanted: pass its date().")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideHolidayTableError(str(day))


@cache
def _working_days() -> tuple[date, ...]:
    """Every working day of the table, in order: 4,000 days, so that any count is two look-ups."""
    holidays = frozenset(BANK_HOLIDAYS)
    days = (FIRST_DAY + timedelta(days=step) for step in range((LAST_DAY - FIRST_DAY).days + 1))
    return tuple(day for day in days if day.weekday() < _SATURDAY and day not in holidays)


def _count_up_to(day: date) -> int:
    return bisect_right(_working_days(), day)
