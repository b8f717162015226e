"""The summary table: every indicator of the monthly report with all that is known of it, one row each."""

from __future__ import annotations

from crossfoot.indicators.schema import BenchmarkKind
from crossfoot.reports.cells import (
    NOTHING,
    benchmark_cell,
    figure_cell,
    status_cell,
    target_cell,
    text_cell,
    tolerance_cell,
)
from crossfoot.reports.document import Align, Cell, Column, Link, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import MonthlyLayout, MonthlyRow
from crossfoot.reports.statuses import direction_status, rag_status, variation_status
from crossfoot.vocabulary.units import Form, Unit

DATA_NOTE = {
    Unit.COUNT: "Count",
    Unit.PERCENTAGE: "Percentage",
    Unit.RATE_PER_10K: "Rate",
    Unit.DAYS: "Average",
    Unit.AVERAGE: "Average",
    Unit.MAXIMUM: "Maximum",
}
_BENCHMARKS = (
    (BenchmarkKind.NEIGHBOUR_AVERAGE, "Similar average"),
    (BenchmarkKind.NEIGHBOUR_BEST, "Similar best"),
    (BenchmarkKind.NATIONAL_AVERAGE, "England average"),
    (BenchmarkKind.NATIONAL_TOP_QUARTILE, "England top quartile"),
)


def summary_table(edition: Edition, layout: MonthlyLayout) -> Table:
    """The whole summary, grouped by area of work; each name leads to its topic."""
    latest = edition.months[-4:]
    anchors = {row.ref: topic.id for topic in layout.topics for row in topic.rows}
    columns = (
        Column("Ref", width=0.8),
        Column("Indicator", width=4.6),
        Column("Good is", width=0.9),
        Column("Data", width=1.4),
        *(Column(month.label, group="Last four months", align=Align.RIGHT, width=1.05) for month in latest),
        Column("To date", group="Current year", align=Align.RIGHT, width=1.1),
        Column("Target", group="Current year", align=Align.RIGHT, width=1.0),
        Column("Direction", group="Judged", width=1.25),
        Column("RAG", group="Judged", width=1.15),
        Column("Signal", group="Judged", width=1.55),
        Column("Red", group="Tolerances", align=Align.RIGHT, width=0.85),
        Column("Green", group="Tolerances", align=Align.RIGHT, width=0.85),
        Column("Previous to date", align=Align.RIGHT, width=1.15),
        *(Column(name, group="Latest comparison", align=Align.RIGHT, width=1.1) for _, name in _BENCHMARKS),
    )
    rows = []
    for area in layout.summary:
        for row in area.rows:
            cells = _row(edition, row, anchors, len(columns))
            rows.append(Row(cells, group=area.area))
    return Table(
        id="summary-table",
        caption=f"Indicators of {edition.area_name}, {edition.month.name}, with the three months before",
        columns=columns,
        rows=tuple(rows),
        header_columns=2,
        landscape=True,
    )


def _row(edition: Edition, row: MonthlyRow, anchors: dict[str, str], width: int) -> tuple[Cell, ...]:
    if row.indicator is None:
        return (text_cell(row.ref), text_cell(row.pending or ""), *[NOTHING] * (width - 2))
    name = row.indicator
    indicator = edition.indicator(name)
    judged = edition.judgements[name]
    target = edition.target(name)
    year = edition.figure(name, edition.month, form=Form.YEAR_TO_DATE)
    previous = edition.figure(name, edition.month.shift(-12), form=Form.YEAR_TO_DATE)
    label = Cell((Link(indicator.name, f"#{anchors[row.ref]}"),)) if row.ref in anchors else text_cell(indicator.name)
    return (
        text_cell(row.ref),
        label,
        text_cell(indicator.polarity.label),
        text_cell(_data_note(indicator.unit, indicator.form)),
        *(figure_cell(edition.figure(name, month)) for month in edition.months[-4:]),
        NOTHING if year is None else figure_cell(year),
        target_cell(target, indicator),
        status_cell(direction_status(judged)),
        status_cell(rag_status(judged.rag.word, judged.rag.reason)),
        status_cell(variation_status(judged)),
        tolerance_cell(None if target is None else target.red, indicator),
        tolerance_cell(None if target is None else target.green, indicator),
        NOTHING if previous is None else figure_cell(previous),
        *(benchmark_cell(edition.benchmark(name, kind), indicator) for kind, _ in _BENCHMARKS),
    )


def _data_note(unit: Unit, form: Form) -> str:
    note = DATA_NOTE.get(unit, unit.value)
    return f"{note}, rolling 12" if form is Form.ROLLING_12 else note
