"""A pack as read: tables rebuilt into rows and columns with labels, and paragraphs, each with the line it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.labels import Totalling, totalling_of
from crossfoot.audit.reading.times import Time

_NO_TITLE = re.compile(
    r"((foot)?notes?|key|legend|definitions?|(performance )?analysis|comments?|commentary|sources?|contents)\s*[:.]?|"
    r"(?!.*\b(?:that|which|who|whose)\b).* (=|is|are|was|were|denotes?) .*",
    re.IGNORECASE,
)
"""Words above a table that lead notes or are one: no name for it where another line above it has one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words between tables. `heading` where it looks like one."""

    text: str
    line: int
    heading: bool = False
    sheet: str = ""
    """Of a workbook: the sheet it is on; lines are rows of that sheet."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of cells as the file has them, with the words just above."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    line: int
    captions: tuple[str, ...] = ()
    """The short lines above it, nearest first."""
    follows: bool = False
    """Nothing but blank lines stands between it and the table before: it may go on."""
    sheet: str = ""
    header_rows: int | None = None
    """How many rows the file itself calls headings, where it says so."""
    lead: str = ""
    """The paragraph that leads up to it."""
    between: tuple[Paragraph, ...] = ()
    """What stands between it and the table before, where that is little."""


class Role(StrEnum):
    """What a column (or a row) says beside its own times and labels."""

    TIME = "time"
    YEAR_TO_DATE = "year to date"
    PREVIOUS_YEAR_TO_DATE = "previous year to date"
    ROLLING = "rolling 12 months"
    TARGET = "target"
    BENCHMARK = "benchmark"
    DIFFERENCE = "difference"
    DIRECTION = "direction"
    RATING = "rating"
    TREND = "trend"
    POLARITY = "polarity"
    RED = "red tolerance"
    GREEN = "green tolerance"
    UNIT = "unit"
    REFERENCE = "reference"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in full, the pieces of it from the top down, its time and role."""

    heading: str
    pieces: tuple[str, ...]
    time: Time | None
    role: Role
    numeric: bool
    totalling: Totalling = Totalling.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A body row: its label in full, the pieces of it, its section, and all its cells (labels too)."""

    label: str
    pieces: tuple[str, ...]
    section: str
    cells: tuple[Cell, ...]
    line: int
    time: Time | None
    role: Role
    totalling: Totalling = Totalling.NONE


class Place(NamedTuple):
    """One cell of the pack: which table, row and column, counted from 0."""

    table: int
    row: int
    column: int


@dataclass
class PackTable:
    """A table understood: headings, labels, body."""

    index: int
    caption: str
    captions: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stub: int
    """How many columns on the left are labels."""
    line: int
    header: tuple[tuple[Cell, ...], ...]
    polarities: dict[int, str] = field(default_factory=dict)
    """What a row of `High`, `Low` says of each column."""
    slid: frozenset[int] = frozenset()
    """Lines whose cells stood a column to the left and were moved back."""
    sheet: str = ""
    """The sheet it is on, where the pack is a workbook."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell there; blank beyond the end of a short row."""
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else Cell("", self.rows[row].line, CellKind.BLANK)

    @property
    def last_line(self) -> int:
        """The line of its last row; its own where it has headings only."""
        return max((cell.line for cell in self.rows[-1].cells), default=self.line) if self.rows else self.line

    @property
    def value_columns(self) -> range:
        """The columns that are not labels."""
        return range(self.stub, len(self.columns))

    @property
    def title(self) -> str:
        """The nearest line above it that is no note; the caption where all are, the line where there is none."""
        above = (self.caption, *self.captions)
        named = (text for text in above if text and not _NO_TITLE.fullmatch(text.strip()))
        return next(named, self.caption) or f"table at line {self.line}"

    @cached_property
    def has_large_numbers(self) -> bool:
        """Whether numbers without a sign go above a hundred: then words above do not make them percentages."""
        return any(
            cell.number is not None and not cell.number.percent and abs(cell.number.value) > 100
            for _, cell in self.numbers()
        )

    @cached_property
    def has_numbers(self) -> bool:
        """Whether it has any number: a contents list or a list of sentences has none."""
        return any(True for _ in self.numbers())

    def numbers(self) -> Iterator[tuple[Place, Cell]]:
        """Every cell with a number."""
        for row_number, row in enumerate(self.rows):
            for column in self.value_columns:
                if column < len(row.cells) and row.cells[column].is_number:
                    yield Place(self.index, row_number, column), row.cells[column]


@dataclass(slots=True)
class Pack:
    """Everything read from a file."""

    name: str
    tables: list[PackTable]
    paragraphs: list[Paragraph]
    lines: int = 0
    unread: list[str] = field(default_factory=list)
    """What was not understood, in words."""
    pages: list[int] = field(default_factory=list)
    """The first line of each page, where the file has pages."""
    pages_not_read: list[int] = field(default_factory=list)
    """Pages, from 1, of which nothing or not all was read: pictures, damage, what takes for ever."""
    unit: str = "line"
    """What `line` counts: lines of text, rows of a sheet, paragraphs and rows in their order."""

    def page_of(self, line: int) -> int | None:
        """The page of a line, from 1; None where the file has no pages."""
        return bisect_right(self.pages, line) or None if self.pages else None

    def cell(self, place: Place) -> Cell:
        """The cell at a place."""
        return self.tables[place.table].cell(place.row, place.column)

    def row(self, place: Place) -> Row:
        """The row of a place."""
        return self.tables[place.table].rows[place.row]

    def column(self, place: Place) -> Column:
        """The column of a place."""
        return self.tables[place.table].columns[place.column]

    def name_of(self, place: Place) -> str:
        """How a finding names the cell: `Looked after children, Jan-17`."""
        row, column = self.row(place), self.column(place)
        return ", ".join(part for part in (row.label, column.heading) if part) or f"line {row.line}"


def join_labels(pieces: Sequence[str]) -> str:
    """Pieces as one label, repetition left out."""
    kept: list[str] = []
    for piece in pieces:
        if piece and piece not in kept:
            kept.append(piece)
    return " | ".join(kept)


def total_of(label: str) -> Totalling:
    """What the last piece of a label says about adding up, or the only one."""
    return totalling_of(label.rpartition(" | ")[2])
