"""A document as worksheets, before any file format: what the Government Analysis Function asks of spreadsheets.

One table a sheet against the left edge, one header row with unique names, no merged or empty cells, shorthand explained
above the table, notes on a sheet of their own, a cover and a contents list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.render.csv import tables_of
from crossfoot.reports.document import (
    BarChart,
    Callout,
    Cell,
    Document,
    Heading,
    Inline,
    Inlines,
    LineChart,
    Link,
    NoteMark,
    Paragraph,
    Quantity,
    Status,
    Table,
    Text,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.units import Unit

LONGEST_NAME = 31
"""Characters of a sheet's name, by the file format."""
_NAME_REFUSED = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number as printed: percentages as a fraction of one, with the decimals and the sign to show."""

    value: Decimal
    unit: Unit
    decimals: int
    sign: bool = False


@dataclass(frozen=True, slots=True)
class LinkCell:
    """Words that lead to another sheet."""

    text: str
    sheet: str


SheetCell = str | NumberCell | LinkCell


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, title, lines above the table, and the table with its header first."""

    name: str
    title: str
    about: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    table_name: str
    widths: tuple[int, ...]
    """Characters of each column."""
    totals: frozenset[int] = frozenset()
    """Rows, from 0, that are totals."""


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Cover, contents, notes where there are any, then each table of the document and each table behind a chart."""
    tables = list(tables_of(document))
    names = _sheet_names(tables)
    listed = [_table_sheet(table, name, number) for number, (table, name) in enumerate(zip(tables, names, strict=True))]
    made = [_cover(document)]
    made.append(_contents(document, listed))
    made.append(_text_sheet(document))
    if document.notes:
        made.append(_notes(document))
    return (*made, *listed)


def _cover(document: Document) -> Sheet:
    facts: list[tuple[SheetCell, ...]] = [
        ("Title", document.title),
        ("About", document.subtitle),
        ("Organisation", document.organisation),
        ("Figures as at", f"{document.as_at.day} {document.as_at:%B %Y}"),
        ("Status", document.status or "Published"),
        ("Language", document.language),
    ]
    facts += [("Shorthand " + reason.shorthand, reason.explanation) for reason in Missing]
    return _sheet("Cover", document.title, ("This worksheet contains one table.",), ("Item", "What it is"), facts)


def _contents(document: Document, listed: list[Sheet]) -> Sheet:
    rows: list[tuple[SheetCell, ...]] = [(LinkCell("Report", "Report"), "The report in words")]
    if document.notes:
        rows.append((LinkCell("Notes", "Notes"), "Notes to the tables"))
    rows += [(LinkCell(sheet.name, sheet.name), sheet.title) for sheet in listed]
    lines = ("This worksheet contains one table. Each name leads to its worksheet.",)
    return _sheet("Contents", "Contents", lines, ("Worksheet", "What it holds"), rows)


def _text_sheet(document: Document) -> Sheet:
    rows: list[tuple[SheetCell, ...]] = [(place, words) for place, words in _words(document) if words]
    lines = ("This worksheet contains one table: the words of the report, in order.",)
    return _sheet("Report", f"{document.title}: the words", lines, ("Part", "Text"), rows)


def _words(document: Document) -> Iterator[tuple[str, str]]:
    place = document.title
    for block in document.blocks:
        match block:
            case Heading(text=text):
                place = text
            case Paragraph(content=content):
                yield place, plain(content)
            case Callout(title=title, content=content):
                for part in content:
                    items = (part.content,) if isinstance(part, Paragraph) else part.items
                    for item in items:
                        yield f"{place}: {title}", plain(item)
            case LineChart(title=title, alt=alt) | BarChart(title=title, alt=alt):
                yield f"{place}: chart", f"{title}. {alt}"
            case Table():
                pass
            case _:
                yield from _other_words(place, block)


def _other_words(place: str, block: object) -> Iterator[tuple[str, str]]:
    for item in getattr(block, "items", ()):
        match item:
            case (str() as term, content):
                yield f"{place}: {term}", plain(content)
            case tuple():
                yield place, plain(item)
            case _:
                status = f" {item.status.label}" if item.status else ""
                yield f"{place}: {item.label}", f"{item.quantity.text}{status} {plain(item.comment)}".strip()


def _notes(document: Document) -> Sheet:
    rows: list[tuple[SheetCell, ...]] = [
        (f"note {number}", plain(note)) for number, note in enumerate(document.notes, start=1)
    ]
    return _sheet("Notes", "Notes", ("This worksheet contains one table.",), ("Note", "Text"), rows)


def _sheet(
    name: str, title: str, about: tuple[str, ...], header: tuple[str, ...], rows: list[tuple[SheetCell, ...]]
) -> Sheet:
    widths = (28, *[90] * (len(header) - 1))
    return Sheet(name, title, about, header, tuple(rows), f"{name.lower()}_table", widths)


def _table_sheet(table: Table, name: str, number: int) -> Sheet:
    grouped = any(row.group for row in table.rows)
    header = (("Group",) if grouped else ()) + tuple(_unique([column.plain or "Item" for column in table.columns]))
    rows = []
    blanks = False
    for row in table.rows:
        cells: list[SheetCell] = [row.group or "[z]"] if grouped else []
        for cell in row.cells:
            made = _cell(cell)
            blanks |= made == ""
            cells.append(made if made != "" else Missing.NOT_APPLICABLE.shorthand)
        rows.append(tuple(cells))
    about = ["This worksheet contains one table."]
    reasons = set(table.shorthand) | ({Missing.NOT_APPLICABLE} if blanks else set())
    used = [f"{reason.shorthand} means {reason.explanation}" for reason in Missing if reason in reasons]
    if used:
        about.append(f"Some cells hold shorthand: {'; '.join(used)}.")
    if table.source:
        about.append(f"Source: {table.source}")
    widths = tuple(_width(header[place], [row[place] for row in rows]) for place in range(len(header)))
    totals = frozenset(place for place, row in enumerate(table.rows) if row.total)
    return Sheet(name, table.caption, tuple(about), header, tuple(rows), f"table_{number + 1}", widths, totals)


def _cell(cell: Cell) -> SheetCell:
    """A number where the cell holds one and nothing but a symbol beside it; else its words."""
    numbers = [inline for inline in cell.content if isinstance(inline, Quantity)]
    rest = [inline for inline in cell.content if not isinstance(inline, Quantity)]
    if len(numbers) == 1 and all(isinstance(inline, Text) and not inline.text.strip().isalnum() for inline in rest):
        quantity = numbers[0]
        if not isinstance(quantity.value, Missing) and not quantity.prefix and len(plain(tuple(rest)).strip()) <= 1:
            value = round_half_away(quantity.value, quantity.decimals)
            if quantity.unit is Unit.PERCENTAGE:
                value /= 100
            return NumberCell(value, quantity.unit, quantity.decimals, quantity.sign)
    return plain(cell.content).strip()


def plain(content: Inlines) -> str:
    """The words of a run of inlines, statuses by their label."""
    return "".join(_inline(inline) for inline in content)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Link(text=text):
            return text
        case Quantity():
            return inline.text
        case Status(label=label):
            return label
        case NoteMark(number=number):
            return f" [note {number}]"


def _unique(names: list[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        key = name.lower()
        seen[key] = seen.get(key, 0) + 1
        yield name if seen[key] == 1 else f"{name} ({seen[key]})"


def _sheet_names(tables: list[Table]) -> list[str]:
    names: list[str] = []
    for number, table in enumerate(tables, start=1):
        words = table.id.translate(_NAME_REFUSED).replace("-", " ").removesuffix(" table")
        name = f"{number} {words}"[:LONGEST_NAME].strip()
        names.append(name)
    return names


def _width(header: str, cells: list[SheetCell]) -> int:
    longest_word = max((len(word) for word in header.split()), default=0)
    lengths = [_length(cell) for cell in cells]
    return max(8, min(60, max([longest_word + 2, *lengths]) + 1))


def _length(cell: SheetCell) -> int:
    if isinstance(cell, NumberCell):
        return len(f"{cell.value:,}") + 2
    return len(cell.text if isinstance(cell, LinkCell) else cell)
