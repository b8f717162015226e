"""Whether every number of a document stands in its own cell of a file: row by row, as the file was read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from crossfoot.render.document_tables import row_groups, tables_of
from crossfoot.reports.document import Cell, Document, Link, NoteMark, Quantity, Reference, Status, Table, Text
from crossfoot.reports.numbering import numbered
from crossfoot.reports.printed_numbers import printed_tables

_LEFT_OUT = re.compile(r"[^0-9a-z.%£+-]|-(?![\d£])")
"""Of a cell before it is compared: spaces, marks, shapes, and hyphens, which a line's end adds or takes."""
_IN_PLACE = frozenset({"html", "docx", "pdf"})
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row of the document that the file has otherwise: `found` is what stands in its place, as far as can be told."""

    table: str
    row: str
    printed: str
    found: str


def find_wrong_rows(document: Document, name: str, rows: Sequence[tuple[str, ...]]) -> list[WrongRow]:
    """Rows of the document's tables that are not among `rows`, those of a file in the format `name`, in their order.

    A page, Word and PDF hold every cell in its place with its words; spreadsheets spread judgements over columns of
    their own, so only the numbers of a row are compared, with their signs; tidy CSV has a line for each number.
    """
    wanted = list(_wanted(document, name))
    found = [_key(name, row) for row in rows]
    matcher = SequenceMatcher(None, [key for key, _, _, _ in wanted], found, autojunk=False)
    wrong = []
    for kind, start, end, low, high in matcher.get_opcodes():
        if kind in {"replace", "delete"}:
            for number in range(start, end):
                _, table, label, cells = wanted[number]
                there = _instead(label, rows[low:high], number - start)
                wrong.append(WrongRow(table, label, _shown(cells), _shown(there)))
    return wrong


def _instead(label: str, rows: Sequence[Key], number: int) -> Key:
    """The row that has the label, or the one as far down; none where there is neither."""
    alike = [row for row in rows if label and label in row]
    return next(iter(alike or rows[number : number + 1]), ())


def _wanted(document: Document, name: str) -> Iterator[tuple[Key, str, str, Key]]:
    whole = numbered(document)
    # A page draws a chart whose figures stand in other tables, and has no table for it.
    tables: Iterable[Table] = printed_tables(whole) if name == "html" else tables_of(whole)
    for table in tables:
        for row, group in zip(table.rows, row_groups(table), strict=True):
            cells = tuple(_text(cell) for cell in row.cells)
            key = _key(name, cells if name in _IN_PLACE else (group, *cells))
            if any(key) and (name != "csv" or any(cells[table.header_columns :])):
                yield key, table.caption, cells[0] if cells else "", cells


def _key(name: str, cells: Sequence[str]) -> Key:
    if name in _IN_PLACE:
        return tuple(_LEFT_OUT.sub("", cell.casefold()) for cell in cells)
    numbers = [tuple(_NUMBER.findall(cell.replace(",", "").replace("£", ""))) for cell in cells]
    if name == "csv":
        return tuple(number for each in numbers for number in each)
    return tuple(" ".join(each) for each in numbers if each)


def _text(cell: Cell) -> str:
    """What a cell prints, its shapes left out."""
    said = []
    for inline in cell.content:
        match inline:
            case Status():
                said.append(f" {inline.label}")
            case NoteMark():
                said.append(f"[note {inline.number}]")
            case Text() | Quantity() | Link() | Reference():
                said.append(inline.text)
    return "".join(said)


def _shown(cells: Sequence[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells)
