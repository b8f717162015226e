"""Blocks of letters and marks in a table, `P D A` or ticks, and the rows and columns of figures at their edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.pack import PackTable, Place

Counts = Counter[str]
"""How often each mark stands in some cells."""
MOST_MARKS = 7
LONGEST_MARK = 24
FEWEST_ROWS, FEWEST_CELLS = 3, 8
MARKED = 0.6
"""In what part of the cells that are not blank a column of marks has marks, or a row of counts has figures."""
OFTEN = 2.5
"""How often each mark stands in a block, on average: names and dates stand once."""
_NOTE_MARKS = re.compile(r"[*\u2020\u2021\u00b9\u00b2\u00b3]+$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure printed beside or under marks: what it says, half of what its last digit is worth, where it stands."""

    amount: float
    half: float
    place: Place
    percent: bool = False


@dataclass(frozen=True, eq=False)
class CountLine:
    """A row or column of figures at a block: what heads it, and its figures by the number of the column or row."""

    number: int
    label: str
    by_row: bool
    figures: dict[int, Figure]


@dataclass(frozen=True)
class Block:
    """Marks under some columns in some rows, and the lines of figures at its edges."""

    table: PackTable
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    lines: tuple[CountLine, ...]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The marks that stand in it, blanks left out, those that stand most often first."""
        return tuple(mark for mark, _ in self.all.most_common() if mark)

    @cached_property
    def all(self) -> Counts:
        """How often each mark stands in the block; a blank is the empty mark."""
        return Counter(mark_of(cell_at(self.table, row, column)) for row in self.rows for column in self.columns)

    def counts(self, line: CountLine, key: int) -> Counts | None:
        """How often each mark stands where a figure of the line counts; None where the figure is of no such cells."""
        return (self._by_column if line.by_row else self._by_row).get(key)

    @cached_property
    def _by_column(self) -> dict[int, Counts]:
        return {
            column: Counter(mark_of(cell_at(self.table, row, column)) for row in self.rows) for column in self.columns
        }

    @cached_property
    def _by_row(self) -> dict[int, Counts]:
        return {row: Counter(mark_of(cell_at(self.table, row, column)) for column in self.columns) for row in self.rows}


def cell_at(table: PackTable, row: int, column: int) -> Cell:
    """The cell there; rows that hold no figure may be read as headings: those are counted back from -1."""
    if row >= 0:
        return table.cell(row, column)
    cells = table.header[row]
    return cells[column] if column < len(cells) else Cell("", cells[0].line, CellKind.BLANK)


def _rows(table: PackTable) -> range:
    """All rows under the first row of headings."""
    return range(min(0, 1 - len(table.header)), len(table.rows))


def mark_of(cell: Cell) -> str:
    """The mark in a cell, without the signs of notes; empty where it is blank or holds a figure or a sentence."""
    text = cell.text.strip()
    if cell.is_number or len(text) > LONGEST_MARK or re.search(r"\d", text):
        return ""
    return (_NOTE_MARKS.sub("", text) or text).casefold()


def blocks_of(table: PackTable) -> Iterator[Block]:
    """Every block of marks that has figures at its edges."""
    width = len(table.columns)
    sure = [_alphabet(table, column) for column in range(width)]
    loose = [_alphabet(table, column, sparse=True) for column in range(width)]
    done = 0
    for seed in range(1, width):
        if seed <= done or not sure[seed]:
            continue
        marks = set(sure[seed])
        start, end = seed, seed + 1
        # A column may have one mark only: it goes with those beside it.
        while end < width and loose[end] & marks and len(loose[end] | marks) <= MOST_MARKS:
            marks |= loose[end]
            end += 1
        while start - 1 > done and loose[start - 1] & marks and len(loose[start - 1] | marks) <= MOST_MARKS:
            start -= 1
            marks |= loose[start]
        block = _block(table, tuple(range(start, end)), marks)
        if block is not None:
            yield block
        done = end - 1


def _alphabet(table: PackTable, column: int, *, sparse: bool = False) -> frozenset[str]:
    """The marks of a column; none where it is of figures, of names, or, but for `sparse`, hardly filled."""
    cells = [cell_at(table, row, column) for row in _rows(table)]
    found = Counter(mark for cell in cells if (mark := mark_of(cell)))
    filled = sum(bool(cell.text.strip()) for cell in cells)
    if sparse:
        return frozenset(found) if len(found) <= MOST_MARKS and 2 * found.total() >= filled else frozenset()
    several = len(found) <= MOST_MARKS and found.total() >= max(2, len(found))
    return frozenset(found) if several and found.total() >= MARKED * filled else frozenset()


def _block(table: PackTable, columns: tuple[int, ...], marks: set[str]) -> Block | None:
    rows: list[int] = []
    counted: list[int] = []
    blank: list[int] = []
    for row in _rows(table):
        cells = [cell_at(table, row, column) for column in columns]
        marked = sum(mark_of(cell) in marks for cell in cells)
        figures = sum(_figures(table, row, column) != () for column in columns)
        filled = sum(bool(cell.text.strip()) for cell in cells)
        if figures and figures >= MARKED * max(filled, 1):
            counted.append(row)
        elif marked and marked >= MARKED * filled:
            rows.append(row)
        elif not filled:
            blank.append(row)
    total = sum(mark_of(cell_at(table, row, column)) in marks for row in rows for column in columns)
    if len(rows) < FEWEST_ROWS or total < max(FEWEST_CELLS, OFTEN * len(marks)):
        return None
    beside = [column for column in range(len(table.columns)) if column not in columns]
    # Who was never there has no mark, but figures all the same.
    never = [row for row in blank if rows[0] < row and any(_figures(table, row, column) for column in beside)]
    rows = sorted([*rows, *(row for row in never if not counted or row < counted[0])])
    lines = [
        *(line for row in counted for line in _lines_at(table, row, [*columns, *beside], by_row=True)),
        *(line for column in beside for line in _lines_at(table, column, [*rows, *counted], by_row=False)),
    ]
    own = {line.number for line in lines if not line.by_row}
    kept = tuple(line for line in lines if line.by_row or sum(key in rows for key in line.figures) >= FEWEST_ROWS)
    return Block(table, columns, tuple(rows), kept) if kept and (counted or own) else None


def _lines_at(table: PackTable, number: int, keys: Sequence[int], *, by_row: bool) -> Iterator[CountLine]:
    """A row or column of figures; of `5 of 6` in every cell two lines, what is counted and of how many."""
    label = _label_of(table, number) if by_row else table.columns[number].heading
    known = {key: _figures(table, *((number, key) if by_row else (key, number))) for key in keys}
    for place, suffix in enumerate(("", " of")):
        figures = {key: each[place] for key, each in known.items() if len(each) > place}
        if len(figures) > 1 or (by_row and figures):
            yield CountLine(number, f"{label}{suffix}", by_row, figures)


def _label_of(table: PackTable, row: int) -> str:
    """What a row of figures is called: its first cell of words."""
    cells = table.rows[row].cells
    return next((cell.text.strip() for cell in cells if cell.text.strip() and not cell.is_number), "")


def _figures(table: PackTable, row: int, column: int) -> tuple[Figure, ...]:
    if row < 0:
        return ()
    cell, place = table.cell(row, column), Place(table.index, row, column)
    if cell.is_number and cell.number is not None and not cell.number.money:
        number = cell.number
        return (Figure(float(number.amount), number.loose, place, number.percent),)
    if cell.pair is not None and cell.number is None:
        return tuple(Figure(float(part), 0.5, place) for part in cell.pair)
    return ()
