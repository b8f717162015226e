"""Nights in placements that were counted from children's records, for the bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.figures.figure import Figure
from crossfoot.finance.placement_bridge import PlacementCostEntry, placement_costs_of
from crossfoot.reports.cells import numerator_cell, share, text_cell
from crossfoot.reports.document import Align, Block, Cell, Column, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.units import Form

NIGHTS = "nights-in-care"
"""The indicator whose figures by kind of placement are nights of children's records."""


def counted_for_the_year(edition: Edition) -> Mapping[str, int]:
    """Nights of the whole financial year by id of the type of placement; none before its last month."""
    if edition.month.end != edition.month.financial_year.end:
        return {}
    return {entry.id: nights for entry, _, nights in _counted(edition)}


def counted_so_far_table(edition: Edition, product: str) -> Iterator[Block]:
    """Nights since April beside those expected for the year; nothing where none were counted or the year is over."""
    found = list(_counted(edition))
    year = edition.month.financial_year
    if not found or edition.month.end == year.end:
        return
    yield Table(
        id=f"{product}-counted",
        caption=f"Nights counted from children's records, {edition.area_name}, April to {edition.month.name}",
        columns=(
            Column("Type of placement", width=1.8),
            Column("Nights so far", align=Align.RIGHT),
            Column(f"Of those expected in {year.name}", align=Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    text_cell(entry.title),
                    numerator_cell(figure),
                    Cell((share(nights, entry.nights, (str(figure.id), f"{product}/{entry.id}/nights")),)),
                )
            )
            for entry, figure, nights in found
        ),
    )


def _counted(edition: Edition) -> Iterator[tuple[PlacementCostEntry, Figure, int]]:
    for entry in placement_costs_of(edition.registers, edition.month.financial_year):
        if entry.placement_kind is None:
            continue
        part = Breakdown.of(placement_kind=entry.placement_kind.value)
        figure = edition.figure(NIGHTS, edition.month, form=Form.YEAR_TO_DATE, breakdown=part)
        if figure is not None and figure.missing is None and figure.numerator is not None:
            yield entry, figure, int(figure.numerator)
