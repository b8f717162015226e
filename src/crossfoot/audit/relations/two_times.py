"""Lines of two times and the change between them: the only two of a table, the two that a label names, the newest."""

from __future__ import annotations

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import is_earlier


def are_the_two_times(grid: Grid, first: Line, other: Line) -> bool:
    """Whether these are the only counts of a time, the later one first: `Q3`, `% of Q3`, `Q2`."""
    timed = {line.number for line in grid.lines if line.role is Role.TIME and not line.is_averaged}
    return timed == {first.number, other.number} and not is_earlier(grid, first, other)


def are_named(target: Line, first: Line, other: Line) -> bool:
    """Whether the label names both times, the earlier first: `Change 2024 to 2025`."""
    names = [line.own_label.strip() for line in (other, first)]
    places = [target.own_label.find(name) if name else -1 for name in names]
    return hints.names_two_times(target) and 0 <= places[0] < places[1]


def is_newest(grid: Grid, line: Line) -> bool:
    """Whether no other line of a time is later."""
    timed = [each for each in grid.lines if each.role is Role.TIME and each is not line]
    return all(is_earlier(grid, each, line) for each in timed)
