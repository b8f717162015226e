"""Results at sixteen of pupils with free school meals, without, and looked after; the nation's and the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import NOTHING, figure_cell, text_cell
from crossfoot.reports.change_cells import change_cell
from crossfoot.reports.document import Align, Block, Column, Heading, Paragraph, Row, Table, Text
from crossfoot.reports.edition import Edition
from crossfoot.reports.identities import Mismatch, find_outside
from crossfoot.reports.inclusion.inclusion_layout import InclusionLayout
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

_YEARS_BACK = 6


@dataclass(frozen=True, slots=True)
class VulnerableGroups:
    """The results of an edition: the academic years that have any of the groups', oldest first."""

    edition: Edition
    layout: InclusionLayout
    years: tuple[Period, ...]

    def figure(self, name: str, year: Period, group: str, area: str | None = None) -> Figure | None:
        """The result of a group in a year."""
        breakdown = Breakdown(((self.layout.key_stage_4.dimension, group),))
        return self.edition.figure(name, year, breakdown=breakdown, area=area)

    @property
    def nation(self) -> str:
        """The area that the council is part of, or the council's own where there is none."""
        return self.edition.catalogue.areas[self.edition.area].parent or self.edition.area

    def find_mismatches(self) -> Iterator[Mismatch]:
        """Where the result of all pupils is outside those of the two groups that all pupils divide into."""
        part = self.layout.key_stage_4
        for name in part.measures:
            for year in self.years:
                named = [(category_name(group), self.figure(name, year, group)) for group in part.divide]
                yield from find_outside(self.edition, self.edition.figure(name, year), named)


def find_vulnerable_groups(edition: Edition, layout: InclusionLayout) -> VulnerableGroups | None:
    """The years with a result of any of the groups; None where there is none."""
    part = layout.key_stage_4
    everything = VulnerableGroups(edition, layout, edition.month.academic_year.last(_YEARS_BACK))
    years = tuple(
        year
        for year in everything.years
        if any(
            figure is not None and not isinstance(figure.value, Missing)
            for name in part.measures
            for group in part.groups
            for figure in (everything.figure(name, year, group),)
        )
    )
    return VulnerableGroups(edition, layout, years) if years else None


def vulnerable_groups_blocks(found: VulnerableGroups, *, level: int, prefix: str) -> Iterator[Block]:
    """Heading, a table for each measure, and under it where what it rests on is weak."""
    yield Heading(level, "Results of vulnerable groups at key stage 4", f"{prefix}-key-stage-4")
    for name in found.layout.key_stage_4.measures:
        indicator = found.edition.indicator(name)
        yield _table(found, name, prefix)
        for change in indicator.change_log:
            if change.breaks_series and found.years[0].start < change.dated <= found.years[-1].end:
                yield Paragraph(
                    (
                        Text(f"{indicator.name}, break in {change.dated:%B %Y}: ", strong=True),
                        Text(change.change),
                        Text(" No change is worked out across it."),
                    )
                )
        if indicator.history_limit:
            yield Paragraph((Text(f"{indicator.name}: ", strong=True), Text(indicator.history_limit)))


def _table(found: VulnerableGroups, name: str, prefix: str) -> Table:
    edition, part, nation = found.edition, found.layout.key_stage_4, found.nation
    indicator, policy = edition.indicator(name), edition.policies.direction
    coming, latest = found.years[-1].shift(1), found.years[-1]
    with_forecast = any(_forecast(found, name, group, coming) for group in part.groups)
    # The nation has a column in the years for which somebody supplied it.
    shown = [
        (year, area)
        for year in found.years
        for area in (edition.area, nation)
        if area == edition.area or any(found.figure(name, year, group, area) for group in part.groups)
    ]
    columns = [Column("Pupils", width=2)]
    columns += [
        Column(edition.catalogue.areas[area].name, group=f"Summer {year.end.year}", align=Align.RIGHT)
        for year, area in shown
    ]
    columns.append(Column(f"Change since {latest.shift(-1).end.year}", width=1.6))
    if with_forecast:
        columns.append(Column(f"Forecast for {coming.end.year}", align=Align.RIGHT, width=1.2))
    rows = []
    for group in part.groups:
        figures = [found.figure(name, year, group, area) for year, area in shown]
        before = found.figure(name, latest.shift(-1), group)
        cells = [*map(figure_cell, figures), change_cell(found.figure(name, latest, group), before, indicator, policy)]
        if with_forecast:
            cells.append(figure_cell(_forecast(found, name, group, coming)))
        rows.append(Row((text_cell(category_name(group)), *cells)))
    everybody = [edition.figure(name, year, area=area) for year, area in shown]
    if any(everybody):
        change = change_cell(edition.figure(name, latest), edition.figure(name, latest.shift(-1)), indicator, policy)
        cells = [*map(figure_cell, everybody), change, *([NOTHING] if with_forecast else [])]
        rows.append(Row((text_cell("All pupils"), *cells), total=True))
    return Table(
        id=f"{prefix}-{name}-table",
        caption=f"{indicator.name} of vulnerable groups, {edition.area_name}, summer {found.years[0].end.year} to "
        f"summer {latest.end.year}",
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _forecast(found: VulnerableGroups, name: str, group: str, year: Period) -> Figure | None:
    forecast = found.layout.key_stage_4.forecasts.get(name)
    return None if forecast is None else found.figure(forecast, year, group)
