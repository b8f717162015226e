"""What a spreadsheet must hold of a document, worked out apart from the renderers, and documents made to break them."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hypothesis import strategies as st
from sample_document import cell, number, sample_document
from spreadsheet_rules import BookFound

from crossfoot.reports.document import (
    Align,
    BarChart,
    Cell,
    ChartLine,
    Column,
    Document,
    Heading,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit


def tables(document: Document) -> Iterator[Table]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, LineChart | BarChart) and block.data is not None:
            yield block.data


def is_number(content: Cell) -> bool:
    """One quantity with a value and nothing else that is read as words."""
    quantities = [inline for inline in content.content if isinstance(inline, Quantity)]
    words = [inline for inline in content.content if isinstance(inline, Text) and inline.text.strip(" ★■✖▲▼→")]
    return (
        len(quantities) == 1 and not words and not quantities[0].prefix and not isinstance(quantities[0].value, Missing)
    )


def find_lost_numbers(book: BookFound, document: Document) -> tuple[int, list[str]]:
    """How many quantities the tables of a document print, and those that the file does not show as printed."""
    lost, counted = [], 0
    for table in tables(document):
        sheet = book.sheet(" ".join(table.caption.split()))
        for column_number, column in enumerate(table.columns):
            held = sheet.column(column.plain or "Item")
            for row, found in zip(table.rows, held, strict=True):
                content = row.cells[column_number]
                for quantity in (inline for inline in content.content if isinstance(inline, Quantity)):
                    counted += 1
                    shown = found.text == quantity.text if is_number(content) else quantity.text in found.text
                    if not shown or is_number(content) != (found.shape is not None):
                        lost.append(f"{table.id}, {column.plain}: {quantity.text} is {found.text}")
    return counted, lost


def judged_document() -> Document:
    """A dashboard as the vital signs print it: figures with a shape and a shade, a status, one number with words."""

    def judged(value: str, status: Status) -> Cell:
        return Cell((number(value, Unit.PERCENTAGE, 1), Text(f" {status.symbol}")), status.tone)

    sample = sample_document()
    red, amber, green = statuses(sample)
    columns = (
        Column("Sign"),
        Column("Dec-16", align=Align.RIGHT),
        Column("Jan-17", align=Align.RIGHT),
        Column("Change", align=Align.RIGHT),
        Column("RAG"),
    )
    fall = (number("-5821", sign=True), Text(" ("), number("-17.1", Unit.PERCENTAGE, 1, sign=True), Text(")"))
    rows = (
        Row(
            (
                cell("Plans in date"),
                cell(number("70.6", Unit.PERCENTAGE, 1)),
                judged("85.7", red),
                Cell(fall),
                cell(red),
            )
        ),
        Row((cell("Visits"), cell(number("97")), judged("98.6", amber), cell(number("3", sign=True)), cell(amber))),
        Row((cell("Reviews"), cell(number(None)), cell(number(None)), cell(), cell(green))),
    )
    return replace(sample, blocks=(Heading(1, "Signs", "signs"), Table("signs", "Signs", columns, rows)), notes=())


def every_number_document() -> Document:
    """A table with every unit, signed and not, more, less and nought, with and without decimals."""
    columns = (Column("Unit"), *(Column(f"{value} to {places}") for value in VALUES for places in (0, 1, 3)))
    rows = tuple(
        Row(
            (
                cell(f"{unit.value}{', signed' if sign else ''}"),
                *(cell(number(value, unit, places, sign=sign)) for value in VALUES for places in (0, 1, 3)),
            )
        )
        for unit in Unit
        for sign in (False, True)
    )
    return replace(sample_document(), blocks=(Table("numbers", "Numbers", columns, rows),), notes=())


VALUES = ("1234567.8915", "-1234.5", "0", "0.0004", "-0.04", "2/3", "0.25")


def statuses(document: Document) -> tuple[Status, Status, Status]:
    """Red, amber and green of the sample."""
    found = {
        inline.label: inline
        for table in tables(document)
        for row in table.rows
        for content in row.cells
        for inline in content.content
        if isinstance(inline, Status)
    }
    return found["Red"], found["Amber"], found["Green"]


AWKWARD = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "",
        "=1+1",
        "@SUM(A1)",
        "'quoted' \"twice\"",
        "_x0041_ and _x005F_",
        "\x00\x0b\x1b",
        "a\nb\tc\r\nd",
        "<text:p>&amp;]]>",
        "http://example.org/",
        "mailto:a@example.org",
        "12",
        "2016-01-31",
        "TRUE",
        "\ufffe\uffff",
        "long " * 9_000,
        "W" * 40_000,
        "\U0001f469\u200d\U0001f467" * 9_000,
    ]
)


class Awkward:
    """A document too long for hypothesis to print."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __repr__(self) -> str:
        return f"Awkward({str(self.document)[:2000]})"


@st.composite
def awkward_documents(draw: st.DrawFn) -> Awkward:
    """Any text in any place that takes text; cells also with a number after it."""
    headings = draw(st.lists(AWKWARD, min_size=2, max_size=4))
    columns = tuple(Column(heading, group=draw(AWKWARD)) for heading in headings)
    rows = tuple(
        Row(
            tuple(cell(draw(AWKWARD), *([number("7")] if draw(st.booleans()) else [])) for _ in columns),
            total=draw(st.booleans()),
            group=draw(AWKWARD),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    table = Table("awkward", draw(AWKWARD), columns, rows, source=draw(AWKWARD))
    chart = LineChart("chart", draw(AWKWARD), draw(AWKWARD), draw(AWKWARD), (ChartLine(draw(AWKWARD), ()),))
    document = replace(
        sample_document(),
        title=draw(AWKWARD),
        subtitle=draw(AWKWARD),
        organisation=draw(AWKWARD),
        keywords=(draw(AWKWARD),),
        notes=((Text(draw(AWKWARD)),),),
        blocks=(Heading(1, draw(AWKWARD), "one"), Paragraph((Text(draw(AWKWARD)),)), table, chart),
    )
    return Awkward(document)


def letters(text: str) -> str:
    """What must survive of a text, wherever its lines and spaces fell."""
    kept = (letter for letter in text if unicodedata.category(letter) != "Cc" and letter not in "\ufffe\uffff")
    return "".join("".join(kept).split())


def find_lost_texts(document: Document, rows: Sequence[Sequence[object]]) -> list[str]:
    """The cells' texts of an awkward document that its sheet, read by another program, does not hold."""
    (table,) = tables(document)
    held = rows[-len(table.rows) :] if table.rows else []
    lost = []
    for row, found in zip(table.rows, held, strict=True):
        for content, value in zip(row.cells, found[len(found) - len(row.cells) :], strict=True):
            wanted = letters("".join(i.text for i in content.content if isinstance(i, Text | Quantity)))
            got = letters(f"{value:.0f}" if isinstance(value, float) else str(value))
            whole = got == (wanted or "[z]")
            if not whole and not (wanted.startswith(got.split("[cuthere")[0]) and len(str(value)) > 16_000):
                lost.append(f"{wanted[:40]!r} is {got[:40]!r}")
    return lost
