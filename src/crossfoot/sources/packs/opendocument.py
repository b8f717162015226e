"""Read a pack from OpenDocument: a spreadsheet (.ods) as it shows itself, a text (.odt) with its tables.

A spreadsheet is read like a workbook: `line` is the row, hidden sheets are left out. Of a text
`line` counts paragraphs and rows. Cells and rows that the file says once and repeats are repeated, blank ones are not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from crossfoot.audit.reading.sheet_line import BETWEEN_SHEETS
from crossfoot.sources.packs.archive import open_part
from crossfoot.sources.packs.sheet_runs import LAST_COLUMN, SheetRun
from crossfoot.sources.packs.sheets import show_number
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.safe_xml import local_name, read_inside

SPREADSHEET, TEXT = "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.text"
CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
MOST_REPEATED = 1_000
"""Rows. A row with something in it that a file repeats more often was filled down to the end of the sheet."""
_ROWS_AROUND = ("table-header-rows", "table-rows", "table-row-group")
_UNSEEN = {"collapse", "filter"}
_COLUMNS_AROUND = ("table-header-columns", "table-columns", "table-column-group")
_NOT_SHOWN = {"annotation", "tracked-changes", "note", "ruby-text", "shapes"}
_BLOCKS = ("h", "p", "list", "table", "section", "numbered-paragraph")


def kind_of(archive: zipfile.ZipFile) -> str:
    """The media type that the archive says it has; empty where it does not say."""
    if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > 200:
        return ""
    return archive.read("mimetype").decode("ascii", errors="replace").strip().removesuffix("-template")


def read_spreadsheet(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built and how many rows there are. Raises FileRefusedError."""
    _check_open(archive)
    reader = _Sheets()
    with open_part(archive, CONTENT) as stream:
        for element in read_inside(
            stream,
            around=("automatic-styles", "table", *_ROWS_AROUND, *_COLUMNS_AROUND),
            tags=("style", "table-column", "table-row"),
        ):
            if local_name(element) == "style":
                reader.add_style(element)
            elif local_name(element) == "table-column":
                reader.add_columns(element)
            else:
                reader.add_row(element)
    reader.end_sheet()
    reader.builder.end_table()
    reader.builder.drop_running_words()
    return reader.builder, reader.rows


def read_text_document(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built, and how many paragraphs and rows there are. Raises FileRefusedError."""
    _check_open(archive)
    builder, line = Builder(), 0
    with open_part(archive, CONTENT) as stream:
        for block in read_inside(stream, around=("text",), tags=_BLOCKS):
            line = _read_block(block, builder, line)
    builder.end_table()
    return builder, line


def _check_open(archive: zipfile.ZipFile) -> None:
    """Raises FileRefusedError where a password is needed."""
    if MANIFEST in archive.namelist():
        with open_part(archive, MANIFEST) as stream:
            if b"encryption-data" in stream.read():
                raise FileRefusedError(
                    "PACK-LOCKED", "it is protected by a password.", "Remove the password and save it again."
                )


class _Sheets:
    """Takes the rows of all sheets in their order."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.rows = 0
        self._hidden: set[str] = set()
        self._sheet: etree._Element | None = None
        self._run = SheetRun(self.builder, "", before=-BETWEEN_SHEETS)
        self._last = self._columns = 0

    def add_style(self, style: etree._Element) -> None:
        """A style that hides the sheets which have it is remembered."""
        if any(_named(part, "display") == "false" for part in style if local_name(part) == "table-properties"):
            self._hidden.add(_named(style, "name"))

    def add_columns(self, column: etree._Element) -> None:
        """Columns, of which some may not be shown."""
        if self._is_of_sheet(column):
            repeated = _count(column, "number-columns-repeated")
            if _named(column, "visibility") in _UNSEEN:
                self._run.hide_columns(self._columns, self._columns + repeated - 1)
            self._columns += repeated

    def add_row(self, row: etree._Element) -> None:
        """One row, as often as the file repeats it."""
        if not self._is_of_sheet(row):
            return
        cells = _cells_of(row, keep_blank=False)
        repeated = _count(row, "number-rows-repeated")
        if cells and repeated > MOST_REPEATED:
            self.builder.unread.append(
                f"{self._run.name}: row {self._last + 1} stands there {repeated:,} times; {MOST_REPEATED:,} were read."
            )
        for number in range(self._last + 1, self._last + 1 + min(repeated, MOST_REPEATED)) if cells else ():
            self._run.add_row(number, list(cells), {}, hidden=_named(row, "visibility") in _UNSEEN)
        self._last += repeated

    def _is_of_sheet(self, element: etree._Element) -> bool:
        """Whether it is of a sheet that is shown, not of a table inside a cell; a new sheet begins with its first."""
        around = [up for up in element.iterancestors() if local_name(up) in {"table", "table-cell"}]
        if not around or len(around) > 1 or _named(around[0], "style-name") in self._hidden:
            return False
        if around[0] is not self._sheet:
            self.end_sheet()
            self._sheet = around[0]
            self._run = SheetRun(self.builder, _named(around[0], "name"), before=self._run.next_before)
            self._run.begin()
        return True

    def end_sheet(self) -> None:
        """What is pending is the end of a sheet."""
        self.rows += self._run.end()
        self.builder.end_table()
        self._last = self._columns = 0
        self._sheet = None


def _cells_of(row: etree._Element, *, keep_blank: bool) -> list[str]:
    """The texts of a row; without blank ones at its end unless they are kept."""
    cells: list[str] = []
    blank = 0
    for cell in row:
        if local_name(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        text = "" if local_name(cell) == "covered-table-cell" else _shown(cell)
        repeated = min(_count(cell, "number-columns-repeated"), LAST_COLUMN)
        if not text:
            blank += repeated
            continue
        room = LAST_COLUMN - len(cells) - blank
        if room <= 0:
            break
        cells += [*[""] * blank, *[text] * min(repeated, room)]
        blank = 0
    return [*cells, *[""] * min(blank, LAST_COLUMN - len(cells))] if keep_blank else cells


def _shown(cell: etree._Element) -> str:
    """What the cell shows: its words, or else its value as its kind is written."""
    words = " ".join(filter(None, (_text(part) for part in cell if local_name(part) in {"p", "h", "list"})))
    value = _named(cell, "value")
    kind = _named(cell, "value-type")
    if words or not kind:
        return words
    if kind == "date":
        year, _, rest = _named(cell, "date-value")[:10].partition("-")
        month, _, day = rest.partition("-")
        return f"{day}/{month}/{year}" if day else year
    if kind == "boolean":
        return _named(cell, "boolean-value").upper()
    if kind == "string":
        return _named(cell, "string-value")
    if kind == "percentage":
        return _as_percentage(value)
    return show_number(value, "General")


def _as_percentage(value: str) -> str:
    """`24.5%` for 0.245."""
    try:
        number = Decimal(value) * 100
    except InvalidOperation:
        return value
    return f"{show_number(str(number), 'General')}%"


def _text(element: etree._Element) -> str:
    """The words of a paragraph; spaces, tabs and line ends are elements of their own."""
    parts: list[str] = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "s":
            parts.append(" " * min(_count(child, "c"), 100))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append(" ")
        elif name and name not in _NOT_SHOWN:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip(" ")


def _read_block(block: etree._Element, builder: Builder, line: int) -> int:
    name = local_name(block)
    if name in {"p", "h"}:
        line += 1
        text = _text(block)
        if "\t" in text:
            builder.add_row(text.split("\t"), line)
        else:
            builder.add_words(text, line, heading=True if name == "h" else None)
    elif name == "table":
        line = _read_table(block, builder, line)
    elif name in {"list", "list-item", "list-header", "section", "numbered-paragraph"}:
        for child in block:
            line = _read_block(child, builder, line)
    return line


def _read_table(table: etree._Element, builder: Builder, line: int) -> int:
    builder.end_table()
    heads = 0
    for row in _rows_of(table):
        cells = _cells_of(row, keep_blank=True)
        heads += local_name(row.getparent()) == "table-header-rows"  # type: ignore[arg-type]
        for _ in range(min(_count(row, "number-rows-repeated"), MOST_REPEATED)):
            line += 1
            builder.add_row([cell.replace("\t", " ") for cell in cells], line)
    # A program marks the rows to print again on each page: the first of a header of two, often.
    builder.end_table(header_rows=heads if heads > 1 else None)
    return line


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROWS_AROUND:
            yield from _rows_of(child)


def _named(element: etree._Element, name: str) -> str:
    """The attribute of that name, in any namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _count(element: etree._Element, name: str) -> int:
    """How often; once where it is not said, or said wrongly."""
    text = _named(element, name)
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
