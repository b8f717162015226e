"""Tables that lie on their side, measures in rows, stood up for the checks; what is found told as it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crossfoot.audit.finding import Finding
from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.pack import Column, Pack, PackTable, RawTable, Role, Row
from crossfoot.audit.reading.understand import understand

MOST_HEADINGS = 2
"""Rows of headings, and columns of labels, of a table that is turned."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A table as printed and as stood up: its rows are the columns of the other."""

    printed: PackTable
    standing: PackTable

    def as_printed(self, finding: Finding) -> Finding:
        """The finding with the row and the column that the table prints."""
        row, column = finding.row_number, finding.column_number
        return replace(
            finding,
            row=finding.column,
            column=finding.row,
            row_number=None if column is None or column < self.standing.stub else column - self.standing.stub,
            column_number=None if row is None else row + self.printed.stub,
        )


def stand_up(pack: Pack) -> tuple[Pack, dict[int, Turned]]:
    """The pack with every table that lies turned, and those by their numbers."""
    turned = {table.index: both for table in pack.tables if (both := _turned(table)) is not None}
    tables = [turned[table.index].standing if table.index in turned else table for table in pack.tables]
    return (replace(pack, tables=tables) if turned else pack), turned


def lay_down(findings: Iterable[Finding], turned: dict[int, Turned]) -> list[Finding]:
    """The findings, those of turned tables as printed."""
    return [turned[each.table_number].as_printed(each) if each.table_number in turned else each for each in findings]


def lies(table: PackTable) -> bool:
    """Whether its measures stand in rows: a row of marks and no column of them, or figures alike in rows only.

    `RAG | Green | Amber` under the figures of two teams; `% in time | 81.2% | 79.4%` under `Cases | 112 | 97`.
    """
    values = table.columns[table.stub :]
    down = [[row.cells[place] for row in table.rows if place < len(row.cells)] for place in table.value_columns]
    across = [row.cells[table.stub :] for row in table.rows]
    if min(len(down), len(across)) < FEWEST or not _may_lie(table) or any(map(_has_marks, down)):
        return False
    if any(map(_has_marks, across)):
        return not all(map(_has_marks, across))
    if len(across) < FEWEST_MEASURES or not all(column.numeric and column.time is None for column in values):
        return False
    several = [cells for cells in down if sum(cell.number is not None for cell in cells) > 1]
    return bool(several) and all(map(_is_mixed, several)) and not any(map(_is_mixed, across))


def _may_lie(table: PackTable) -> bool:
    """Whether it has few headings and labels, its rows are no times, and its columns compare nothing."""
    plain = 1 <= len(table.header) <= MOST_HEADINGS and 1 <= table.stub <= MOST_HEADINGS and not table.slid
    named = all(row.label and row.section in {"", row.label} for row in table.rows)
    timed = 2 * sum(row.time is not None for row in table.rows) > len(table.rows)
    able = {Role.VALUE, Role.TIME, Role.YEAR_TO_DATE}
    return plain and named and not timed and all(column.role in able for column in table.columns[table.stub :])


FEWEST = 2
"""Rows and columns of figures."""
FEWEST_MEASURES = 4
"""Rows that figures alone show to be of measures."""


def _has_marks(cells: Sequence[Cell]) -> bool:
    """Whether what it holds is words, arrows and days: no figure, and more than one of them."""
    filled = [cell for cell in cells if cell.text and cell.kind is not CellKind.MISSING]
    return len(filled) >= FEWEST and all(cell.kind is CellKind.WORDS and cell.pair is None for cell in filled)


def _is_mixed(cells: Sequence[Cell]) -> bool:
    return len(_forms(cells)) > 1


def _forms(cells: Sequence[Cell]) -> set[tuple[bool, int, bool, bool]]:
    """How figures are written: per cent, decimals, money, signs."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    return {(each.percent, each.decimals, each.money, each.signed or each.value < 0) for each in numbers}


def _turned(table: PackTable) -> Turned | None:
    """The table stood up; None where it stands, or where not every row and column of it would be understood so."""
    if not lies(table):
        return None
    grid = [*table.header, *(row.cells for row in table.rows)]
    width = max(map(len, grid))
    lines = [[*cells, *(Cell("", cells[0].line, CellKind.BLANK) for _ in range(width - len(cells)))] for cells in grid]
    raw = RawTable(tuple(zip(*lines, strict=True)), table.caption, table.line, table.captions, sheet=table.sheet)
    standing = understand(raw, table.stub, table.index)
    if len(standing.rows) != len(table.columns) - table.stub or standing.stub != len(table.header):
        return None
    if len(standing.columns) != len(grid):
        return None
    standing.rows = tuple(map(_dated_row, standing.rows, table.columns[table.stub :]))
    standing.columns = (
        *standing.columns[: standing.stub],
        *map(_dated_column, standing.columns[standing.stub :], table.rows),
    )
    return Turned(table, standing)


def _dated_row(row: Row, column: Column) -> Row:
    """The year that words above the table gave its months is kept."""
    return replace(row, time=column.time) if row.time is not None and column.time is not None else row


def _dated_column(column: Column, row: Row) -> Column:
    return replace(column, time=row.time) if column.time is not None and row.time is not None else column
