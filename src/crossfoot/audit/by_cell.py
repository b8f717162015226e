"""What was found out about cells, kept in little room: a list for each table instead of a key for each cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from crossfoot.audit.reading.pack import Pack, Place

T = TypeVar("T")


class ByCell(Generic[T]):
    """Finds something of a cell when it is first asked for. A dict by places takes ten times the room."""

    __slots__ = ("_find", "_known", "_pack")

    def __init__(self, pack: Pack, find: Callable[[Place], T]) -> None:
        self._pack = pack
        self._find = find
        self._known: dict[int, tuple[int, list[T | None]]] = {}
        """By table, how many columns it has, and what is known of its cells, row by row."""

    def at(self, place: Place) -> T:
        """What is known of the cell. Raises what finding it raises."""
        table, row, column = place
        width, known = self._known.get(table) or self._begin(table)
        if not 0 <= column < width or row < 0:
            return self._find(place)
        found = known[row * width + column]
        if found is None:
            found = known[row * width + column] = self._find(place)
        return found

    def _begin(self, table: int) -> tuple[int, list[T | None]]:
        rows = self._pack.tables[table].rows
        width = max((len(row.cells) for row in rows), default=0)
        begun: tuple[int, list[T | None]] = (width, [None] * (width * len(rows)))
        self._known[table] = begun
        return begun
