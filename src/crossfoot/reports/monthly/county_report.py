"""The county report in its existing layout: thirteen months across, numerators above percentages, breakdowns."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import BenchmarkKind
from crossfoot.reports.cells import (
    NOTHING,
    benchmark_cell,
    figure_cell,
    numerator_cell,
    target_cell,
    text_cell,
)
from crossfoot.reports.charts import indicator_chart
from crossfoot.reports.document import Align, Block, Cell, Column, Document, Heading, PageBreak, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import CountyPart, ExtraColumn, read_county_layout
from crossfoot.reports.matter import closing_matter, notes_on_breaks, opening_matter
from crossfoot.reports.monthly.cross_table import cross_table, parts_table
from crossfoot.reports.monthly.front_page import at_a_glance
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.units import Form, Unit

BENCHMARK_HEADINGS = {
    BenchmarkKind.NATIONAL_AVERAGE: "England",
    BenchmarkKind.NATIONAL_TOP_QUARTILE: "Top quartile",
    BenchmarkKind.NEIGHBOUR_AVERAGE: "Neighbours",
    BenchmarkKind.NEIGHBOUR_BEST: "Best neighbour",
}


def build_county_report(edition: Edition) -> Document:
    """The whole county report of the month."""
    layout = read_county_layout(edition.catalogue)
    judged = [("", edition.judgements[name]) for name in layout.indicators if name in edition.judgements]
    blocks: list[Block] = [*at_a_glance(edition, judged, {}), *opening_matter(edition)]
    for section in layout.sections:
        blocks += [PageBreak(), Heading(1, section.title, _anchor(section.title))]
        for part in section.parts:
            blocks += [Heading(2, part.title, _anchor(f"{section.title} {part.title}")), *_part(edition, part)]
    blocks += closing_matter(edition, layout.indicators)
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("performance",),
    )


def _part(edition: Edition, part: CountyPart) -> Iterable[Block]:
    if part.rows:
        yield _months_table(edition, part)
        yield from notes_on_breaks(edition, part.rows)
    if part.parts_of:
        yield parts_table(edition, part.parts_of, title=part.title, with_year=bool(part.columns))
    if part.cross_table:
        yield cross_table(edition, part.cross_table, title=part.title)
    for name in part.chart:
        yield indicator_chart(edition, name, id_prefix="county")


def _months_table(edition: Edition, part: CountyPart) -> Table:
    kinds = _benchmarks_used(edition, part) if "benchmarks" in part.columns else ()
    columns = [Column("Indicator", width=4.2), *(Column(m.label, align=Align.RIGHT) for m in edition.months)]
    columns += [Column(*_heading(extra), align=Align.RIGHT, width=1.1) for extra in _period_columns(part)]
    columns += [Column(BENCHMARK_HEADINGS[kind], group="Compared with", align=Align.RIGHT, width=1.2) for kind in kinds]
    if "target" in part.columns:
        columns.append(Column("Target", align=Align.RIGHT))
    rows = []
    for name in part.rows:
        if edition.indicator(name).numerator_rows:
            rows.append(_row(edition, part, kinds, name, numerator=True))
        rows.append(_row(edition, part, kinds, name, numerator=False))
    return Table(
        id=_anchor(f"table {part.title}"),
        caption=f"{part.title}, {edition.area_name}, {edition.months[0].name} to {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def _row(edition: Edition, part: CountyPart, kinds: tuple[BenchmarkKind, ...], name: str, *, numerator: bool) -> Row:
    indicator = edition.indicator(name)
    show = numerator_cell if numerator else figure_cell
    label = f"{indicator.name}, number" if numerator else f"{indicator.name}{_unit_words(indicator.unit)}"
    cells = [text_cell(label), *(show(edition.figure(name, month)) for month in edition.months)]
    for extra in _period_columns(part):
        figure = _extra_figure(edition, name, extra)
        cells.append(NOTHING if figure is None else show(figure))
    if numerator:
        cells += [NOTHING] * (len(kinds) + ("target" in part.columns))
    else:
        cells += [benchmark_cell(edition.benchmark(name, kind), indicator) for kind in kinds]
        if "target" in part.columns:
            cells.append(_target(edition, name))
    return Row(tuple(cells))


def _target(edition: Edition, name: str) -> Cell:
    found = edition.target(name) or edition.target(name, scheme="vital-signs")
    return target_cell(found, edition.indicator(name))


def _unit_words(unit: Unit) -> str:
    return ", %" if unit is Unit.PERCENTAGE else ""


def _period_columns(part: CountyPart) -> tuple[ExtraColumn, ...]:
    return tuple(c for c in part.columns if c in ("year_to_date", "previous_year_to_date", "rolling_12"))


def _heading(extra: ExtraColumn) -> tuple[str, str]:
    return {
        "year_to_date": ("Year to date", ""),
        "previous_year_to_date": ("Previous year to date", ""),
        "rolling_12": ("Rolling 12 months", ""),
    }[extra]


def _extra_figure(edition: Edition, name: str, extra: ExtraColumn) -> Figure | None:
    form = Form.ROLLING_12 if extra == "rolling_12" else Form.YEAR_TO_DATE
    period = edition.month.shift(-12) if extra == "previous_year_to_date" else edition.month
    return edition.figure(name, period, form=form)


def _benchmarks_used(edition: Edition, part: CountyPart) -> tuple[BenchmarkKind, ...]:
    return tuple(
        kind for kind in BENCHMARK_HEADINGS if any(edition.benchmark(name, kind) is not None for name in part.rows)
    )


def _anchor(text: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())
