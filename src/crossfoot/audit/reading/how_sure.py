"""How sure the reading of a pack is, from what the tables themselves show: a report, not a check.

A table that was read as it was meant has a label and a heading for each number, numbers under numbers and one number in
a cell. Where it has not, a heading was taken for a value, a value slid a column, or a reader put two cells into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.pack import Pack, PackTable

NO_HEADINGS = 0.6
"""How sure a table is at most whose headings are nowhere, or in a row that was not seen as one."""
UNLABELLED = 0.5
"""The label of a table of one row may be its title."""
UNSURE = 0.9
"""A table below this is named."""
FEWEST_ROWS = 3
"""In a smaller table one cell of another kind says nothing about its column."""
_TWO_NUMBERS = re.compile(r"[-+£]?\d[\d,]*(?:\.\d+)?%?(?:\s+[-+£]?\d[\d,]*(?:\.\d+)?%?)+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How sure one table is, 0 to 1, and what speaks against it, in words; nothing where nothing does."""

    table: PackTable
    sure: float
    why: tuple[str, ...]
    numbers: int


@dataclass(frozen=True, slots=True)
class PackReading:
    """How sure the whole pack is: tables by their numbers, times the part of the pages that was read."""

    sure: float
    tables: tuple[Reading, ...]

    @property
    def least(self) -> tuple[Reading, ...]:
        """Tables that were read less surely than others, the least sure first."""
        return tuple(sorted((each for each in self.tables if each.sure < UNSURE), key=lambda each: each.sure))


def reading_of(pack: Pack) -> PackReading:
    """Every table, and the pack; a pack without any number is as sure as its pages."""
    tables = tuple(map(read_how, pack.tables))
    numbers = sum(each.numbers for each in tables)
    sure = sum(each.sure * each.numbers for each in tables) / numbers if numbers else 1.0
    pages = len(pack.pages)
    return PackReading(sure * (1 - len(pack.pages_not_read) / pages if pages else 1), tables)


def read_how(table: PackTable) -> Reading:
    """How sure the reading of a table is."""
    numbers = [place for place, _ in table.numbers()]
    if not numbers:
        joined = _joined(table)
        return Reading(table, 0.5 if joined else 1.0, (_said_of(joined),) if joined else (), joined)
    parts: list[tuple[float, str]] = []
    unheaded = sum(not table.columns[place.column].heading for place in numbers)
    if unheaded == len(numbers) and not table.header:
        parts.append((1 - NO_HEADINGS, "it has no headings"))
    else:
        parts.append((unheaded / len(numbers), f"{unheaded} of {len(numbers)} numbers have no heading"))
    unlabelled = sum(not table.rows[place.row].label for place in numbers)
    parts.append((UNLABELLED * unlabelled / len(numbers), f"{unlabelled} of {len(numbers)} numbers have no label"))
    strange = sum(1 for _ in _words_among_numbers(table))
    parts.append((strange / (strange + len(numbers)), f"words where a column has numbers: {strange} times"))
    joined = _joined(table)
    parts.append((min(1.0, 2 * joined / (joined + len(numbers))), _said_of(joined)))
    sure = 1.0
    for share, _ in parts:
        sure *= 1 - share
    return Reading(table, sure, tuple(words for share, words in parts if share), len(numbers) + joined)


def _said_of(joined: int) -> str:
    return f"{joined} cell{'s hold' if joined != 1 else ' holds'} two numbers or more"


def _words_among_numbers(table: PackTable) -> Iterator[Cell]:
    """Words in columns of which nearly all cells are numbers."""
    if len(table.rows) < FEWEST_ROWS:
        return
    for place in table.value_columns:
        if table.columns[place].numeric:
            cells = [row.cells[place] for row in table.rows if place < len(row.cells) and row.cells[place].text]
            words = [cell for cell in cells if cell.kind is CellKind.WORDS and cell.pair is None]
            yield from (cell for cell in words if not _TWO_NUMBERS.fullmatch(cell.text))


def _joined(table: PackTable) -> int:
    """Cells that hold two numbers side by side, as `192 734`: a reader did not part them."""
    return sum(
        bool(_TWO_NUMBERS.fullmatch(cell.text)) and cell.kind is CellKind.WORDS
        for row in table.rows
        for cell in row.cells[table.stub :]
    )
