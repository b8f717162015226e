"""Every table of a document, in order: its own, those behind its charts, and one made for a chart that brings none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    Cell,
    ChartPoint,
    Column,
    Document,
    LineChart,
    Row,
    Table,
    Text,
)


def tables_of(document: Document) -> Iterator[Table]:
    """Each block's table, in the order of the document."""
    for block in document.blocks:
        table = table_of(block)
        if table is not None:
            yield table


def table_of(block: Block) -> Table | None:
    """The table that a block is or draws; None for words and for a chart of nothing."""
    match block:
        case Table():
            return block
        case LineChart(data=None):
            return _line_table(block)
        case BarChart(data=None):
            return _bar_table(block)
        case LineChart(data=Table() as data, source=source) | BarChart(data=Table() as data, source=source):
            return replace(data, source=data.source or source)
        case _:
            return None


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
        caption=chart.subtitle or chart.title,
        columns=(Column(first), *(Column(heading, align=Align.RIGHT) for heading in others)),
        rows=tuple(rows),
        source=chart.source,
    )


def _cell(point: ChartPoint | None) -> Cell:
    return Cell() if point is None else Cell((point.quantity,), point.signal)
