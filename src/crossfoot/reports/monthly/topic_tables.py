"""The tables of a topic page: months down and indicators across with the trend block, comparators, sources."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import Benchmark, BenchmarkKind
from crossfoot.judgements.judgement import Performance, Trend
from crossfoot.reports.cells import (
    NOTHING,
    benchmark_cell,
    difference,
    figure_cell,
    numerator_quantity,
    quantity,
    share,
    text_cell,
)
from crossfoot.reports.document import Align, Cell, Column, DefinitionList, Quantity, Row, Status, Table, Text, Tone
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import MonthlyTopic, Sources
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form, Unit

_BENCHMARKS = (
    (BenchmarkKind.NEIGHBOUR_AVERAGE, "Similar councils, average"),
    (BenchmarkKind.NEIGHBOUR_BEST, "Similar councils, best"),
    (BenchmarkKind.NATIONAL_AVERAGE, "England, average"),
    (BenchmarkKind.NATIONAL_TOP_QUARTILE, "England, top quartile"),
)
_TREND_SYMBOL = {Trend.INCREASING: "↑", Trend.REDUCING: "↓", Trend.STEADY: "→", Trend.INCOMPLETE: ""}


def months_table(edition: Edition, topic: MonthlyTopic) -> Table:
    """Thirteen months down, an indicator a column, then year to date, difference, trend and change over the year."""
    rows = [(row.ref, row.indicator) for row in topic.rows if row.indicator is not None]
    columns = [Column("Month", width=1.6)]
    columns += [Column(f"{ref} {edition.indicator(name).name}", align=Align.RIGHT, width=2) for ref, name in rows]
    names = [name for _, name in rows]
    body = [Row((text_cell("Good is"), *(text_cell(edition.indicator(n).polarity.label) for n in names)))]
    body += [
        Row((text_cell(month.label), *(figure_cell(edition.figure(name, month)) for name in names)), group="In month")
        for month in edition.months
    ]
    body += _trend_block(edition, names)
    return Table(
        id=f"{topic.id}-months-table",
        caption=f"{topic.title}, {edition.area_name}, {edition.months[0].name} to {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(body),
        landscape=len(columns) > 8,
    )


def _trend_block(edition: Edition, names: list[str]) -> Iterator[Row]:
    current = [edition.figure(name, edition.month, form=Form.YEAR_TO_DATE) for name in names]
    previous = [edition.figure(name, edition.month.shift(-12), form=Form.YEAR_TO_DATE) for name in names]
    if any(figure is not None and not isinstance(figure.value, Missing) for figure in (*current, *previous)):
        yield Row((text_cell("Previous year to date"), *map(_or_nothing, previous)), group="Trend")
        yield Row((text_cell("Year to date"), *map(_or_nothing, current)), group="Trend")
        yield Row(
            (text_cell("Difference"), *(_change(now, then) for now, then in zip(current, previous, strict=True))),
            group="Trend",
        )
    yield Row((text_cell("13-month trend"), *(_trend(edition, name) for name in names)), group="Trend")
    changes = [_change(edition.figure(n, edition.month), edition.figure(n, edition.months[0])) for n in names]
    label = f"Difference, {edition.months[0].label} to {edition.month.label}"
    yield Row((text_cell(label), *changes), group="Trend")


def _or_nothing(figure: Figure | None) -> Cell:
    return NOTHING if figure is None else figure_cell(figure)


def _change(now: Figure | None, then: Figure | None) -> Cell:
    change = difference(now, then) if now is not None and then is not None else None
    if change is None:
        return NOTHING
    if now is not None and then is not None and now.unit is Unit.COUNT and not isinstance(change.value, Missing):
        before = then.value
        if not isinstance(before, Missing) and before:
            return Cell((change, Text(" ("), share(change.value, before, change.figures, sign=True), Text(")")))
    return Cell((change,))


def _trend(edition: Edition, name: str) -> Cell:
    verdict = edition.judgements[name].trend
    tone = {Performance.BETTER: Tone.BETTER, Performance.WORSE: Tone.WORSE}.get(verdict.performance, Tone.NEUTRAL)
    return Cell((Status(tone, verdict.word.value.capitalize(), _TREND_SYMBOL[verdict.word], verdict.reason),))


def comparator_table(edition: Edition, topic: MonthlyTopic) -> Table | None:
    """The latest value beside each comparator; None where the topic has none."""
    rows = []
    for row in topic.rows:
        if row.indicator is None:
            continue
        indicator = edition.indicator(row.indicator)
        found = [edition.benchmark(row.indicator, kind) for kind, _ in _BENCHMARKS]
        if any(found):
            cells = (benchmark_cell(benchmark, indicator) for benchmark in found)
            latest = figure_cell(edition.figure(row.indicator, edition.month))
            rows.append(Row((text_cell(indicator.name), latest, *cells, text_cell(_compared(found)))))
    if not rows:
        return None
    return Table(
        id=f"{topic.id}-comparators",
        caption=f"{topic.title}: {edition.area_name} in {edition.month.name} beside others",
        columns=(
            Column("Indicator", width=3),
            Column(edition.area_name, align=Align.RIGHT),
            *(Column(name, align=Align.RIGHT, width=1.2) for _, name in _BENCHMARKS),
            Column("Year compared", width=1.2),
        ),
        rows=tuple(rows),
    )


def _compared(found: list[Benchmark | None]) -> str:
    """The years of the benchmarks, and a warning where one of them is known to count something else."""
    known = [benchmark for benchmark in found if benchmark is not None]
    years = ", ".join(sorted({benchmark.year for benchmark in known}))
    return years if all(benchmark.comparable for benchmark in known) else f"{years}; counts something else"


def sources_tables(edition: Edition, layout: Sources, *, topic_id: str) -> Iterator[Table]:
    """The parts of the latest month with their share of the whole, then each part's percentage by month."""
    name, indicator = layout.indicator, edition.indicator(layout.indicator)
    latest = [
        figure
        for figure in edition.snapshot.figures.parts(name, edition.area, indicator.form, edition.month)
        if figure.id.breakdown.dimensions == (layout.dimension,) and figure.denominator is not None
    ]
    latest.sort(key=lambda figure: -(figure.denominator or 0))
    whole = edition.figure(name, edition.month)
    rows = [_source_row(figure, whole, layout.dimension) for figure in latest]
    if whole is not None and whole.denominator is not None:
        rows.append(_source_row(whole, whole, layout.dimension))
    yield Table(
        id=f"{topic_id}-latest",
        caption=f"{edition.month.name}: contacts by source and how many became referrals, {edition.area_name}",
        columns=(
            Column("Source", width=2.4),
            Column("Contacts", align=Align.RIGHT),
            Column("Share of contacts", align=Align.RIGHT),
            Column("Became referrals", align=Align.RIGHT),
            Column("Share of referrals", align=Align.RIGHT),
            Column("Per cent that became referrals", align=Align.RIGHT, width=1.4),
        ),
        rows=tuple(rows),
    )
    parts = [figure.id.breakdown for figure in latest]
    yield Table(
        id=f"{topic_id}-months",
        caption=f"Contacts by source and month, number and per cent that became referrals, {edition.area_name}",
        columns=(
            Column("Month", width=1.2),
            *(
                Column(heading, group=_part_name(part, layout.dimension), align=Align.RIGHT)
                for part in parts
                for heading in ("No.", "%")
            ),
        ),
        rows=tuple(
            Row((text_cell(month.label), *(cell for part in parts for cell in _pair(edition, name, month.code, part))))
            for month in edition.months
        ),
        landscape=True,
    )


def _pair(edition: Edition, name: str, month_code: str, part: Breakdown) -> tuple[Cell, Cell]:
    month = next(month for month in edition.months if month.code == month_code)
    figure = edition.figure(name, month, breakdown=part)
    if figure is None or figure.denominator is None:
        return figure_cell(figure), figure_cell(figure)
    total = Quantity(figure.denominator, Unit.COUNT, 0, (str(figure.id),))
    return Cell((total,)), figure_cell(figure)


def _source_row(figure: Figure, whole: Figure | None, dimension: str) -> Row:
    contacts = Quantity(figure.denominator or Missing.NOT_AVAILABLE, Unit.COUNT, 0, (str(figure.id),))
    ids = (str(figure.id), str(whole.id)) if whole is not None else (str(figure.id),)
    is_whole = not figure.id.breakdown
    of_contacts = of_referrals = NOTHING
    if whole is not None and whole.denominator and figure.denominator is not None:
        of_contacts = Cell((share(figure.denominator, whole.denominator, ids),))
    if whole is not None and whole.numerator and figure.numerator is not None:
        of_referrals = Cell((share(figure.numerator, whole.numerator, ids),))
    return Row(
        (
            text_cell("All contacts" if is_whole else _part_name(figure.id.breakdown, dimension)),
            Cell((contacts,)),
            of_contacts,
            Cell((numerator_quantity(figure),)),
            of_referrals,
            Cell((quantity(figure),)),
        ),
        total=is_whole,
    )


def _part_name(part: Breakdown, dimension: str) -> str:
    return category_name(part.get(dimension) or "")


def definition_list(edition: Edition, topic: MonthlyTopic) -> DefinitionList:
    """What each indicator of the topic is, with the roles that answer for it."""
    items = []
    for row in topic.rows:
        if row.indicator is not None:
            indicator = edition.indicator(row.indicator)
            text = f"{indicator.definition.strip()} Answers for performance: {indicator.owner}."
            items.append((f"{row.ref} {indicator.name}", (Text(text),)))
    return DefinitionList(tuple(items))
