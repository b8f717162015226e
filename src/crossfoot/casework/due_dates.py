"""The day on which a time limit runs out, in the calendar that populations count in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta

from crossfoot.indicators.schema import Timescale
from crossfoot.populations.calendar import DAYS, months_after, working_day_number


class TimeLimits:
    """Time limits as they are in force on one day."""

    def __init__(self, timescales: Mapping[str, Timescale], on: date) -> None:
        self._timescales = timescales
        self.on = on

    def runs_out(self, start: date, timescale: str) -> date | None:
        """The last day of the limit that began on `start`; None where none is in force, or the calendar ends before it.

        Of working days it is the last of them, though a weekend after it is still within the limit.
        """
        limit = self._timescales[timescale]
        length = limit.length_on(self.on)
        if length is None:
            return None
        match limit.unit:
            case "working days":
                return _working_days_after(start, length)
            case "days" | "weeks":
                return start + timedelta(days=length * (7 if limit.unit == "weeks" else 1))
            case _:
                return months_after(start, length * (12 if limit.unit == "years" else 1))


def working_days_late(due: date, on: date) -> int:
    """Working days after `due`, up to and including `on`; 0 where `on` is not after it."""
    return max(working_day_number(_in_calendar(on)) - working_day_number(_in_calendar(due)), 0)


def _working_days_after(start: date, length: int) -> date | None:
    wanted = working_day_number(_in_calendar(start)) + length
    place = bisect_left(DAYS, wanted, key=working_day_number)
    return DAYS[place] if place < len(DAYS) else None


def _in_calendar(day: date) -> date:
    """Days outside the table of bank holidays stand on its first and last."""
    return min(max(day, DAYS[0]), DAYS[-1])
