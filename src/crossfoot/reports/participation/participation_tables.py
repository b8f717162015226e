"""The scorecard's tables and bars: the county against targets and the nation, and the districts side by side."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import figure_cell, quantity, target_cell, text_cell
from crossfoot.reports.change_cells import against_target_cell, change_cell, gap_cell
from crossfoot.reports.document import Align, BarChart, Cell, ChartPoint, Column, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.participation.participation_month import ParticipationMonth
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity


def county_table(edition: Edition, month: ParticipationMonth) -> Table:
    """Every measure: the council's figure, its target, what changed, and the nation's."""
    nation, its_period = month.nation_name, month.nation_period
    columns = [
        Column("Measure", width=3.6),
        Column(edition.area_name, align=Align.RIGHT),
        Column("Target", align=Align.RIGHT),
        Column("Against target, points", width=2),
        Column(f"Change since {month.period.shift(-1).label}, points", width=2.3),
    ]
    if its_period is not None:
        columns += [
            Column(f"{nation}, {its_period.label}", align=Align.RIGHT),
            Column(f"{nation}: change since {its_period.shift(-1).label}, points", width=2.3),
            Column(f"{edition.area_name} against {nation}, points", width=1.9),
        ]
    return Table(
        id="participation-scorecard-county-table",
        caption=f"NEET and participation, {edition.area_name}, end of {month.period.name}, against targets"
        + (f" and {nation}, {its_period.name}" if its_period is not None else ""),
        columns=tuple(columns),
        rows=tuple(
            Row(tuple(_county_cells(edition, month, name)), group=group.title)
            for group in month.layout.groups
            for name in group.rows
        ),
    )


def _county_cells(edition: Edition, month: ParticipationMonth, name: str) -> Iterator[Cell]:
    indicator, figure, target = edition.indicator(name), month.figure(name), month.target(name)
    yield text_cell(indicator.name)
    yield figure_cell(figure)
    yield target_cell(target, indicator)
    yield against_target_cell(figure, target, indicator)
    yield change_cell(figure, month.before(name), indicator, edition.policies.direction)
    if month.nation_period is not None:
        other = month.of_nation(name)
        yield figure_cell(other)
        yield change_cell(other, month.of_nation(name, months_ago=1), indicator, edition.policies.direction)
        yield gap_cell(figure, other, indicator, name=month.nation_name)


def district_table(edition: Edition, month: ParticipationMonth) -> Table:
    """Every measure for the council and each of its districts, and which is worst where one can be."""
    names = edition.catalogue.areas
    areas = (edition.area, *month.districts)
    return Table(
        id="participation-scorecard-district-table",
        caption=f"NEET and participation by district, {edition.area_name}, end of {month.period.name}",
        columns=(
            Column("Measure", width=3.2),
            *(Column(names[area].name, align=Align.RIGHT, width=1.1) for area in areas),
            Column("Worst district", width=1.5),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(edition.indicator(name).name),
                    *(figure_cell(month.figure(name, area)) for area in areas),
                    text_cell(" and ".join(names[area].name for area in month.worst(name))),
                ),
                group=group.title,
            )
            for group in month.layout.groups
            for name in group.rows
        ),
    )


def district_chart(edition: Edition, month: ParticipationMonth, name: str) -> BarChart:
    """One measure as bars: the districts from worst to best, with the council and the nation among them."""
    indicator = edition.indicator(name)
    figures = [month.figure(name, area) for area in (edition.area, *month.districts)]
    figures.append(month.of_nation(name))
    known = [figure for figure in figures if figure is not None and not isinstance(figure.value, Missing)]
    # Worst first; where neither is good, longest first.
    known.sort(key=lambda figure: figure.value, reverse=indicator.polarity is not Polarity.HIGH)
    low, high = month.lowest(name), month.highest(name)
    title = indicator.name
    if low is not None and high is not None:
        title += f": {quantity(low).text} in {month.area_name(low)}, {quantity(high).text} in {month.area_name(high)}"
    bars = tuple(ChartPoint(_bar_label(month, figure), quantity(figure)) for figure in known)
    return BarChart(
        id=f"chart-participation-scorecard-{name}",
        title=title,
        subtitle=f"Per cent, by district, {edition.area_name}, end of {month.period.name}",
        alt=f"Bar chart. {indicator.name}: " + "; ".join(f"{bar.label}, {bar.quantity.text}" for bar in bars) + ".",
        bars=bars,
    )


def _bar_label(month: ParticipationMonth, figure: Figure) -> str:
    name = month.area_name(figure)
    return name if figure.id.period == month.period else f"{name}, {figure.id.period.label}"
