"""Time limits: how long each is, on which day, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reference.months import add_months
from reference.working_days import add_working_days, count_working_days

Entries = Iterable[Mapping[str, Any]]
"""What `definitions/timescales.yaml` holds: id, what, unit and limits."""


@dataclass(frozen=True)
class TimeLimit:
    """A length in one of five units."""

    length: int
    unit: str

    def last_day(self, start: date) -> date:
        """The day on which the time that began on `start` is used up."""
        if self.unit == "working days":
            return add_working_days(start, self.length)
        if self.unit == "days":
            return start + timedelta(days=self.length)
        if self.unit == "weeks":
            return start + timedelta(days=7 * self.length)
        if self.unit == "months":
            return add_months(start, self.length)
        if self.unit == "years":
            return add_months(start, 12 * self.length)
        raise ValueError(f"{self.unit!r} is not a unit of time limits.")

    def keeps(self, start: date, day: date) -> bool:
        """From `start` to `day` it is at most the limit. A Saturday after the last working day adds no working day."""
        if self.unit == "working days":
            return count_working_days(start, day) <= self.length
        return day <= self.last_day(start)

    def is_reached(self, start: date, day: date) -> bool:
        """From `start` to `day` it is at least the limit."""
        if self.unit == "working days":
            return count_working_days(start, day) >= self.length
        return day >= self.last_day(start)


class TimeLimits:
    """All time limits, each as it was on a day."""

    def __init__(self, entries: Entries) -> None:
        self._entries = {str(entry["id"]): entry for entry in entries}
        self._known: dict[tuple[str, date], TimeLimit] = {}

    def on(self, day: date, limit: str) -> TimeLimit:
        """The limit of that id in force on `day`. Raises LookupError where there is none, or more than one."""
        if (limit, day) not in self._known:
            self._known[limit, day] = self._find(limit, day)
        return self._known[limit, day]

    def _find(self, limit: str, day: date) -> TimeLimit:
        entry = self._entries[limit]
        in_force = [
            piece
            for piece in entry["limits"]
            if (piece.get("since") is None or piece["since"] <= day)
            and (piece.get("until") is None or day <= piece["until"])
        ]
        if len(in_force) != 1:
            raise LookupError(f"The time limit {limit!r} has {len(in_force)} lengths on {day}, not one.")
        return TimeLimit(int(in_force[0]["length"]), str(entry["unit"]))
