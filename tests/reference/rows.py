"""A row of a population: one thing that counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Row:
    """Who or what counts on which day, for which team, and what else is true of it."""

    person: str
    """The child, or the worker of a caseload."""
    day: date
    """The day of the event; the last day of the month for whatever is looked at then."""
    team: str | None
    flags: set[str] = field(default_factory=set)
    amounts: dict[str, int] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)


def holding(**conditions: bool) -> set[str]:
    """The names of the flags that hold."""
    return {name for name, holds in conditions.items() if holds}
