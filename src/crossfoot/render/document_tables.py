"""Every table of a document, in order: its own, those behind its charts, and one made for a chart that brings none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    Cell,
    ChartPoint,
    Column,
    Document,
    LineChart,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.vocabulary.missing import Missing

_Key = tuple[tuple[str, ...], Fraction | Missing]


def tables_of(document: Document) -> tuple[Table, ...]:
    """Every table, in the order of the document."""
    return tuple(table for table in block_tables(document) if table is not None)


def block_tables(document: Document) -> tuple[Table | None, ...]:
    """For each block its table: itself, the one behind a chart, or one made of the points of a chart without.

    None for words, and for a chart whose every figure stands in one of the document's tables: it would say it twice.
    """
    brought = [_brought(block) for block in document.blocks]
    held = {_key(quantity) for table in brought if table is not None for quantity in _quantities(table)}
    return tuple(
        _made(block, held) if table is None else table for block, table in zip(document.blocks, brought, strict=True)
    )


def _brought(block: Block) -> Table | None:
    match block:
        case Table():
            return block
        case LineChart(data=Table() as data, source=source) | BarChart(data=Table() as data, source=source):
            return replace(data, source=data.source or source, label=block.label)
        case _:
            return None


def _made(block: Block, held: set[_Key]) -> Table | None:
    if not isinstance(block, LineChart | BarChart):
        return None
    lines = (line.points for line in block.lines) if isinstance(block, LineChart) else (block.bars,)
    known = [point.quantity for points in lines for point in points if not isinstance(point.quantity.value, Missing)]
    if known and all(_key(quantity) in held for quantity in known):
        return None
    return _line_table(block) if isinstance(block, LineChart) else _bar_table(block)


def _quantities(table: Table) -> Iterator[Quantity]:
    for row in table.rows:
        for cell in row.cells:
            yield from (inline for inline in cell.content if isinstance(inline, Quantity))


def _key(quantity: Quantity) -> _Key:
    """What makes two quantities one: the figures they come from and the value; one without figures is like no other."""
    return quantity.figures or (repr(quantity),), quantity.value


def row_groups(table: Table) -> Iterator[str]:
    """The titled run that each row is in: a title holds until the next one, but never for a total below it."""
    current = ""
    for row in table.rows:
        current = row.group or current
        yield "" if row.total and not row.group else current


def _line_table(chart: LineChart) -> Table | None:
    labels = dict.fromkeys(point.label for line in chart.lines for point in line.points)
    by_line = [{point.label: point for point in line.points} for line in chart.lines]
    rows = [Row((Cell((Text(label),)), *(_cell(points.get(label)) for points in by_line))) for label in labels]
    return _table(chart, ("Period", *(line.name for line in chart.lines)), rows)


def _bar_table(chart: BarChart) -> Table | None:
    return _table(chart, ("Category", "Value"), [Row((Cell((Text(bar.label),)), _cell(bar))) for bar in chart.bars])


def _table(chart: LineChart | BarChart, headings: tuple[str, ...], rows: list[Row]) -> Table | None:
    if not rows:
        return None
    first, *others = headings
    return Table(
        id=f"{chart.id}-data",
        caption=". ".join(filter(None, (chart.title, chart.subtitle))),
        columns=(Column(first), *(Column(heading, align=Align.RIGHT) for heading in others)),
        rows=tuple(rows),
        source=chart.source,
        label=chart.label,
    )


def _cell(point: ChartPoint | None) -> Cell:
    return Cell() if point is None else Cell((point.quantity,), point.signal)
