"""Lines of a workbook: rows that follow on those of the sheet before, and are printed as their own sheet has them."""

from __future__ import annotations

from typing import Self

BETWEEN_SHEETS = 10_000
"""Rows. Nothing on one sheet is near anything on another."""


class SheetLine(int):
    """A row of a sheet: as a number its place in the whole workbook, as text the number that the sheet gives it."""

    row: int
    sheet: str

    def __new__(cls, row: int, sheet: str, before: int) -> Self:
        """Row `row` of a sheet, from 1 (its name stands at 0); `before` is where the sheet begins."""
        line = super().__new__(cls, before + row)
        line.row, line.sheet = row, sheet
        return line

    def __reduce__(self) -> tuple[type[SheetLine], tuple[int, str, int]]:
        return SheetLine, (self.row, self.sheet, int(self) - self.row)

    def __str__(self) -> str:
        return str(self.row)

    def __format__(self, how: str) -> str:
        return format(self.row, how)


def printed_line(line: int) -> int:
    """The number that a reader finds: of the row in its sheet, or of the line itself."""
    return line.row if isinstance(line, SheetLine) else line


def sheet_of(line: int) -> str:
    """The name of the sheet; empty where there are none."""
    return line.sheet if isinstance(line, SheetLine) else ""


def told_line(unit: str, line: int) -> str:
    """`line 5`; `row 5 of Costs` in a workbook."""
    return f"{unit} {line}" + (f" of {line.sheet}" if isinstance(line, SheetLine) else "")
