"""A county being drawn up: rows of all tables, and what children of one family share."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from reference.random_days import Dice
from reference.record_columns import full_row, tables


class Draft:
    """The tables, and the child and family whose turn it is."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        self.child = ""
        self._own: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        self.begin_family("")

    def begin_family(self, family: str) -> None:
        self.family = family
        self._shared_day = Dice(f"{family} shares a day").day()

    def begin(self, child: str) -> None:
        self.child = child
        self._own.clear()

    def add(self, table: str, **cells: object) -> None:
        row = full_row(table, cells)
        self.tables[table].append(row)
        self._own[table].append(row)

    def has(self, table: str, **cells: object) -> bool:
        """The child has a row with those cells already."""
        return any(all(row[column] == cell for column, cell in cells.items()) for row in self._own[table])

    def days(self, table: str, column: str) -> list[date]:
        """The days in a column of the child's rows."""
        return [day for row in self._own[table] if isinstance(day := row[column], date)]

    def shared_enquiry(self) -> str:
        """The id of an enquiry into the whole family."""
        return f"{self.family}-enquiry"

    def shared_day(self) -> date:
        """A day on which something happens to more than one child of the family."""
        return self._shared_day

    def finished(self) -> dict[str, list[dict[str, object]]]:
        """Every table of the standard, those without rows too."""
        return {table: self.tables.get(table, []) for table in tables()}
