"""A document as worksheets, before any file format: what the Government Analysis Function asks of spreadsheets.

One table a sheet against the left edge, one header row with unique names, no merged or empty cells, shorthand explained
above the table, notes on a sheet of their own, a cover and a contents list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from crossfoot.render.document_tables import row_groups, tables_of
from crossfoot.render.plain_text import ToneLabels, clean, note_mark, sentence, tone_labels
from crossfoot.render.printed_text import day_text, source_text
from crossfoot.render.sheet_cells import (
    Anchors,
    LinkCell,
    NumberCell,
    Reading,
    SheetCell,
    TextCell,
    read_cell,
    text_cell,
)
from crossfoot.render.sheet_layout import PROSE, column_width, lines_of
from crossfoot.render.sheet_words import Line, lines
from crossfoot.reports.document import Align, Document, NoteMark, Table
from crossfoot.reports.numbering import numbered
from crossfoot.vocabulary.missing import Missing

LONGEST_NAME = 31
"""Characters of a sheet's name, by the file format."""
LONGEST_HEADING = 255
"""Characters of a table's column heading, by the file format."""
NOT_JUDGED = "Not judged"
NO_NOTES = "No notes"
EMPTY = Missing.NOT_APPLICABLE.shorthand
_SMALL = frozenset(("a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "who", "with"))
_ONE_TABLE = "This worksheet contains one table."
_BACK = LinkCell("Back to the contents", "Contents")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a worksheet's table: its unique heading, its width in digits, and how it stands."""

    heading: str
    width: int
    right: bool = False
    indented: bool = False
    """Words after figures stand in a little, so that the two do not touch."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, title, lines above the table, and the table. No cell is empty, no row is missing."""

    name: str
    title: str
    about: tuple[TextCell | LinkCell, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    table_name: str
    totals: frozenset[int] = frozenset()
    """Rows, from 0, that are totals."""

    @property
    def header_row(self) -> int:
        """The row of the header, counted from 0: under the title and the lines about it."""
        return 1 + len(self.about)

    @property
    def lines(self) -> tuple[int, ...]:
        """Lines that the header takes, then each row of the table."""
        header = max(lines_of(column.heading, column.width, bold=True) for column in self.columns)
        return (header, *(self._row_lines(row, bold=number in self.totals) for number, row in enumerate(self.rows)))

    def _row_lines(self, row: tuple[SheetCell, ...], *, bold: bool) -> int:
        wrapped = [
            lines_of(cell.text, column.width, bold=bold)
            for cell, column in zip(row, self.columns, strict=True)
            if not isinstance(cell, NumberCell)
        ]
        return max(wrapped, default=1)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Cover, contents, notes and the report's words, then each table of the document and each behind a chart.

    Raises BrokenReferenceError.
    """
    document = numbered(document)
    tables = tables_of(document)
    names = [_sheet_name(table, number) for number, table in enumerate(tables, start=1)]
    said = list(lines(document))
    report = _report(said, names)
    anchors = {
        line.anchor: (report.name, report.header_row + 1 + number)
        for number, line in enumerate(said, start=1)
        if line.anchor
    }
    labels = tone_labels(document)
    listed = [
        _table_sheet(table, name, number, labels=labels, anchors=anchors)
        for number, (table, name) in enumerate(zip(tables, names, strict=True), start=1)
    ]
    notes = _notes(document)
    return (_cover(document), _contents([notes, report, *listed]), notes, report, *listed)


def _cover(document: Document) -> Sheet:
    facts = (
        ("Title", document.title),
        ("About", document.subtitle),
        ("Organisation", document.organisation),
        ("Figures as at", day_text(document.as_at)),
        ("Status", document.status or "Published"),
        ("Language", document.language),
        ("Keywords", ", ".join(document.keywords)),
    )
    rows: list[tuple[SheetCell, ...]] = [(text_cell(name), text_cell(value)) for name, value in facts if clean(value)]
    rows.append((text_cell("Worksheets"), LinkCell("Contents: a list of all worksheets", "Contents")))
    return _prose("Cover", text_cell(document.title).text or "Cover", ("Item", "What it is"), rows, back=False)


def _contents(listed: Sequence[Sheet]) -> Sheet:
    rows = [(LinkCell(sheet.name, sheet.name), text_cell(sheet.title)) for sheet in listed]
    return _prose("Contents", "Contents", ("Worksheet", "What it holds"), rows, back=False)


def _notes(document: Document) -> Sheet:
    """Notes in their order, then the shorthand."""
    rows = [
        (text_cell(note_mark(NoteMark(number))), text_cell(sentence(note)))
        for number, note in enumerate(document.notes, start=1)
    ]
    rows += [(text_cell(reason.shorthand), text_cell(f"{reason.explanation.capitalize()}.")) for reason in Missing]
    return _prose("Notes", "Notes and shorthand", ("Mark", "What it means"), rows)


def _report(said: Sequence[Line], names: Sequence[str]) -> Sheet:
    rows = [
        (
            text_cell(line.part),
            text_cell(line.kind),
            text_cell(line.text)
            if line.table is None
            else LinkCell(text_cell(f"{names[line.table]}: {line.text}").text, names[line.table]),
        )
        for line in said
    ]
    return _prose("Report", "The report in words, in reading order", ("Part", "Kind", "Text"), rows)


def _prose(
    name: str, title: str, header: tuple[str, ...], rows: Iterable[tuple[SheetCell, ...]], *, back: bool = True
) -> Sheet:
    """A sheet whose last column is words."""
    filled = _filled(rows, len(header))
    widths = (36, 34, PROSE) if len(header) == 3 else (28, PROSE)
    columns = tuple(SheetColumn(heading, width) for heading, width in zip(header, widths, strict=True))
    about = _about(filled, back=back)
    return Sheet(name, title, about, columns, filled, f"{name.lower()}_table")


def _table_sheet(table: Table, name: str, number: int, *, labels: ToneLabels, anchors: Anchors) -> Sheet:
    readings = [[read_cell(cell, labels=labels, anchors=anchors) for cell in row.cells] for row in table.rows]
    by_column: list[tuple[str, list[SheetCell], bool]] = []
    groups = list(row_groups(table))
    if any(groups):
        by_column.append(("Group", [text_cell(group) for group in groups], False))
    for column, held in zip(table.columns, zip_longest(*readings), strict=True) if readings else ():
        by_column += _columns(clean(column.plain), held, right=column.align is Align.RIGHT)
    if not readings:
        by_column = [(clean(column.plain), [], False) for column in table.columns]
    rows = _filled(zip(*(cells for _, cells, _ in by_column), strict=True), len(by_column))
    headings = unique_headings([heading for heading, _, _ in by_column])
    rights = [right for _, _, right in by_column]
    columns = tuple(
        SheetColumn(heading, column_width(heading, [row[place] for row in rows]), right, after_right and not right)
        for place, (heading, right, after_right) in enumerate(zip(headings, rights, [False, *rights], strict=False))
    )
    title = text_cell(f"{_label(table, number)}: {clean(table.caption) or table.id}").text
    slug = re.sub("[^a-z0-9]+", "_", table.id.lower()).strip("_")
    return Sheet(
        name,
        title,
        _about(rows, source=table.source, headings=headings, marks=table.marks),
        columns,
        rows,
        f"table_{number}_{slug}"[:100],
        frozenset(place for place, row in enumerate(table.rows) if row.total),
    )


def _columns(heading: str, held: Sequence[Reading], *, right: bool) -> Iterator[tuple[str, list[SheetCell], bool]]:
    """The column, then its judgements and its notes where any of its cells has one."""
    numbers = any(isinstance(reading.shown, NumberCell) for reading in held)
    yield heading, [reading.shown for reading in held], right or numbers
    if any(reading.judged for reading in held):
        words = [
            text_cell(reading.judged, reading.shown.tone if not isinstance(reading.shown, LinkCell) else None)
            if reading.judged
            else text_cell(NOT_JUDGED)
            for reading in held
        ]
        yield f"{heading} judged", list(words), False
    if any(reading.notes for reading in held):
        yield f"{heading} notes", [text_cell(reading.notes or NO_NOTES) for reading in held], False


def _filled(rows: Iterable[tuple[SheetCell, ...]], width: int) -> tuple[tuple[SheetCell, ...], ...]:
    """The rows with shorthand in their empty cells; a table of nothing gets a row that says so."""
    empty = TextCell(EMPTY)
    filled = tuple(
        tuple(empty if not isinstance(cell, NumberCell) and not cell.text else cell for cell in row) for row in rows
    )
    return filled or ((empty,) * width,)


def _about(
    rows: Sequence[Sequence[SheetCell]],
    *,
    source: str = "",
    headings: Sequence[str] = (),
    marks: Sequence[tuple[str, str]] = (),
    back: bool = True,
) -> tuple[TextCell | LinkCell, ...]:
    """The lines between title and table: what is here, the shorthand it uses, its notes, its source, the way back."""
    words = [*headings, *(cell.text for row in rows for cell in row)]
    about: list[TextCell | LinkCell] = [text_cell(_ONE_TABLE)]
    used = [
        f"{reason.shorthand} means {reason.explanation}"
        for reason in Missing
        if any(reason.shorthand in text for text in words)
    ]
    if used:
        about.append(text_cell(f"Some cells hold shorthand: {'; '.join(used)}."))
    about += [text_cell(f"{mark} {meaning}") for mark, meaning in marks]
    if any("[note " in text for text in words):
        about.append(LinkCell("Marks such as [note 1] are explained on the Notes worksheet", "Notes"))
    if clean(source):
        about.append(text_cell(source_text(source)))
    if back:
        about.append(_BACK)
    return tuple(about)


def unique_headings(names: Sequence[str]) -> tuple[str, ...]:
    """The headings with none empty, too long or, whatever their capitals, equal: a second `Rate` is `Rate (2)`."""
    taken: set[str] = set()
    unique = []
    for place, name in enumerate(names, start=1):
        # Excel reads _x0041_ in a heading as an escaped letter and asks to repair the file.
        plain = re.sub("_(?=x[0-9A-Fa-f]{4}_)", " ", name)[: LONGEST_HEADING - 8].strip() or f"Column {place}"
        number, heading = 1, plain
        while heading.lower().casefold() in taken:
            number += 1
            heading = f"{plain} ({number})"
        taken.add(heading.lower().casefold())
        unique.append(heading)
    return tuple(unique)


def _label(table: Table, number: int) -> str:
    """The label that the report itself prints; where it prints none, the number among the tables."""
    return table.label or f"Table {number}"


def _sheet_name(table: Table, number: int) -> str:
    """`Table 3 Contacts by source`: the number makes it unique, the caption as far as it fits makes it known."""
    name = [_label(table, number)]
    for word in re.sub("[^A-Za-z0-9-]+", " ", clean(table.caption).replace("'", "")).split():
        if len(" ".join((*name, word))) > LONGEST_NAME:
            break
        name.append(word)
    while name[-1].lower() in _SMALL:
        name.pop()
    return " ".join(name)
