"""The words of a document as rows of a worksheet, in reading order: which part, what kind, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from crossfoot.render.document_tables import table_of
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
    """Everything that the document says outside its tables; each table and chart points to its own worksheet."""
    part, table = clean(document.title), 0
    for block in document.blocks:
        for line in _lines(block, part):
            if line.text:
                yield line if line.table is None else replace(line, table=table)
        if isinstance(block, Heading):
            part = clean(block.text)
        table += table_of(block) is not None


def _lines(block: Block, part: str) -> Iterator[Line]:
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            yield Line(part, f"Heading {level}", clean(text), anchor)
        case Paragraph(content=content):
            yield Line(part, "Paragraph", sentence(content))
        case BulletList(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                yield Line(part, f"Step {number}" if ordered else "List item", sentence(item))
        case DefinitionList(items=pairs):
            for term, content in pairs:
                yield Line(part, "Definition", f"{clean(term)}: {sentence(content)}")
        case Callout(kind=kind, title=title, content=parts):
            for inner in parts:
                for line in _lines(inner, f"{part}: {clean(title)}"):
                    yield replace(line, kind=_CALLOUTS[kind])
        case KeyFigures(items=figures):
            for figure in figures:
                yield Line(part, "Key figure", _key_figure(figure))
        case Table(caption=caption, id=identity):
            yield Line(part, "Table", clean(caption) or identity, table=0)
        case LineChart() | BarChart():
            yield Line(part, "Chart", _chart(block))
            if table_of(block) is not None:
                yield Line(part, "Figures of the chart", clean(block.title) or block.id, table=0)
        case PageBreak():
            return
        case _:
            assert_never(block)


def _key_figure(item: KeyFigure) -> str:
    words = item.quantity.words
    status = f" ({clean(item.status.label)})" if item.status is not None else ""
    comment = sentence(item.comment)
    return f"{clean(item.label)}: {words}{status}. {comment}".strip()


def _chart(chart: LineChart | BarChart) -> str:
    said = [chart.title, chart.subtitle, chart.alt]
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
