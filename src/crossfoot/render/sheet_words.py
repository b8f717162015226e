"""The words of a document as rows of a worksheet, in reading order: which part, what kind, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import singledispatch

from crossfoot.render.document_tables import block_tables
from crossfoot.render.plain_text import clean, sentence
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    ChartBand,
    ChartLevel,
    DefinitionList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    LineChart,
    PageBreak,
    Paragraph,
    Quantity,
    Table,
)
from crossfoot.reports.numbering import titled
from crossfoot.vocabulary.missing import Missing

_CALLOUTS = {
    CalloutKind.GENERATED: "Written from the figures by rule",
    CalloutKind.WARNING: "Warning",
    CalloutKind.NOTE: "Note",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the words: the heading it stands under, its kind, its text, and where it leads."""

    part: str
    kind: str
    text: str
    anchor: str = ""
    """Of a heading."""
    table: int | None = None
    """For a table or a chart, which of the document's tables holds its figures, from 0."""


def lines(document: Document) -> Iterator[Line]:
    """Everything that the document says outside its tables; each table and chart points to its own worksheet.

    The part of a heading is the heading above it, of a higher level; of all else, the heading it stands under.
    """
    above = {0: clean(document.title)}
    number = 0
    for block, table in zip(document.blocks, block_tables(document), strict=True):
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
        for line in block_lines(block, above[max(above)]):
            if line.table is None and line.text:
                yield line
            elif line.table is not None and table is not None:
                yield replace(line, table=number)
        if isinstance(block, Heading):
            above[block.level] = clean(block.printed)
        number += table is not None


@singledispatch
def block_lines(block: Block, _part: str) -> Iterator[Line]:
    """One block as rows under the heading `part`. Raises TypeError on a type that is not a block."""
    raise TypeError(f"no words for {type(block).__name__}")


@block_lines.register
def _(block: Heading, part: str) -> Iterator[Line]:
    yield Line(part, f"Heading {block.level}", clean(block.printed), block.anchor)


@block_lines.register
def _(block: Paragraph, part: str) -> Iterator[Line]:
    yield Line(part, "Paragraph", clean(f"{block.number} {sentence(block.content)}"))


@block_lines.register
def _(block: BulletList, part: str) -> Iterator[Line]:
    for number, item in enumerate(block.items, start=1):
        yield Line(part, f"Step {number}" if block.ordered else "List item", sentence(item))


@block_lines.register
def _(block: DefinitionList, part: str) -> Iterator[Line]:
    for term, content in block.items:
        yield Line(part, "Definition", f"{clean(term)}: {sentence(content)}")


@block_lines.register
def _(block: Callout, part: str) -> Iterator[Line]:
    for inner in block.content:
        for line in block_lines(inner, f"{part}: {clean(block.title)}"):
            yield replace(line, kind=_CALLOUTS[block.kind])


@block_lines.register
def _(block: KeyFigures, part: str) -> Iterator[Line]:
    for figure in block.items:
        yield Line(part, "Key figure", _key_figure(figure))


@block_lines.register
def _(block: Table, part: str) -> Iterator[Line]:
    yield Line(part, "Table", clean(titled(block)) or block.id, table=0)


@block_lines.register(LineChart)
@block_lines.register(BarChart)
def _(block: LineChart | BarChart, part: str) -> Iterator[Line]:
    yield Line(part, "Chart", _chart(block))
    yield Line(part, "Figures of the chart", clean(titled(block)) or block.id, table=0)


@block_lines.register
def _(_block: PageBreak, _part: str) -> Iterator[Line]:
    yield from ()


def _key_figure(item: KeyFigure) -> str:
    words = item.quantity.words
    status = f" ({clean(item.status.label)})" if item.status is not None else ""
    comment = sentence(item.comment)
    return f"{clean(item.label)}: {words}{status}. {comment}".strip()


def _chart(chart: LineChart | BarChart) -> str:
    said = [titled(chart), chart.subtitle, chart.alt]
    if isinstance(chart, LineChart):
        said += [f"{level.name}: {level.quantity.words}" for level in chart.levels]
        said += _bands(chart.bands, chart.levels)
        said += [f"Break in the definition at {label}" for label in chart.breaks]
    said.append(f"Source: {chart.source}" if chart.source else "")
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in map(clean, said) if text)


def _bands(bands: tuple[ChartBand, ...], levels: tuple[ChartLevel, ...]) -> Iterator[str]:
    """Bands have no unit of their own: they are told in that of the levels, and not told where there is none."""
    measure = next((level.quantity for level in levels if not isinstance(level.quantity.value, Missing)), None)
    if measure is None:
        return
    for band in bands:
        low, high = (_edge(edge, measure) for edge in (band.low, band.high))
        ends = [f"from {low}" if low else "", f"to {high}" if high else ""]
        yield f"{band.name} band: {' '.join(filter(None, ends)) or 'everywhere'}"


def _edge(edge: Fraction | None, measure: Quantity) -> str:
    if edge is None:
        return ""
    decimals = next((places for places in range(4) if (edge * 10**places).denominator == 1), 4)
    return replace(measure, value=edge, decimals=decimals, prefix="", sign=False).words
