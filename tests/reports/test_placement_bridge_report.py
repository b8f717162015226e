"""The report on why placements cost what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from document_reading import charts, grid, headings, quantities, table, tables, text_of

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.finance.placement_bridge import PLACEMENT_COSTS, PlacementCostEntry, PlacementKind
from crossfoot.populations.placement_nights import PLACEMENT_NIGHTS
from crossfoot.registers.register import Placed, Registers
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import Callout, Document, Paragraph
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.placement_bridge import (
    bridge_message,
    bridge_quantities,
    build_placement_bridge,
    placement_bridge_sections,
)
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

ID = "placement-bridge"


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return build_placement_bridge(edition)


def with_nights(edition: Edition, nights: Mapping[str, int]) -> Edition:
    """The edition with other nights of some types, whose spend stays."""
    rows = tuple(
        Placed(row.entry.model_copy(update={"nights": nights.get(row.entry.id, row.entry.nights)}), row.file, row.row)
        for row in edition.registers.of(PLACEMENT_COSTS)
    )
    return replace(
        edition, registers=Registers(MappingProxyType({**edition.registers.entries, PLACEMENT_COSTS.name: rows}))
    )


def test_the_message_says_how_much_and_of_what_kind(edition: Edition) -> None:
    assert text_of(bridge_message(edition), sentence=True) == (
        "Placements are forecast to cost £10.268 million more than planned in 2016-17. Of that, £3.693 million is "
        "because there are more nights than planned, £5.864 million is because more of the nights are in dearer types "
        "of placement and £0.711 million is because nights cost more than planned."
    )


def test_an_effect_against_the_variance_is_said_to_be_taken_off(edition: Edition) -> None:
    said = text_of(bridge_message(with_nights(edition, {"in-house-fostering": 120_000})), sentence=True)
    assert "is taken off because there are fewer nights than planned" in said
    assert "£10.268 million more than planned" in said


def test_it_says_that_nights_are_made_up(document: Document) -> None:
    (note,) = [block for block in document.blocks if isinstance(block, Callout)]
    (paragraph,) = note.content
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.content).startswith("Nights and planned cost a night are made up")


def test_the_table_adds_up_across_and_down_exactly(document: Document) -> None:
    """Read from the quantities of the page, before rounding: three effects make each variance, types each total."""
    found = grid(table(document, f"{ID}-effects"))

    def amount(row: str, column: str) -> Fraction:
        (quantity,) = found.rows[row][column].content
        value = getattr(quantity, "value", None)
        assert isinstance(value, Fraction)
        return value

    effects = ("Volume £m", "Mix £m", "Price £m")
    for row in found.rows:
        variance = amount(row, "Variance £m")
        assert sum(amount(row, column) for column in effects) == variance
        assert amount(row, "Forecast £m") - amount(row, "Planned £m") == variance
    types = [row for row in found.rows if row != "Total"]
    for column in ("Planned £m", *effects, "Forecast £m", "Variance £m"):
        assert sum(amount(row, column) for row in types) == amount("Total", column)
    assert [found.text(row, "Variance £m") for row in found.rows] == ["+6.945", "+1.803", "+0.450", "+1.070", "+10.268"]


def test_the_chart_goes_from_plan_to_forecast(document: Document) -> None:
    (chart,) = charts(document)
    steps = [step for _, step in [(where, quantity) for where, quantity in quantities(document) if where == chart.id]]
    values = [step.value for step in steps]
    assert not any(isinstance(value, Missing) for value in values)
    assert sum(values[:-1]) == values[-1]  # type: ignore[arg-type]
    assert chart.title == (
        "The largest step, £5.864 million, is because more of the nights are in dearer types of placement"
    )
    assert chart.title in chart.alt


def test_names_offered(edition: Edition, document: Document) -> None:
    offered = bridge_quantities(edition)
    assert offered["placement-bridge/total/variance"].words == "+£10.268 million"
    assert offered["placement-bridge/agency-residential/nights"].text == "20,000"
    held = {quantity.figures[0]: quantity for _, quantity in quantities(document)}
    for name, quantity in offered.items():
        assert abs(held[name].value) == abs(quantity.value)  # type: ignore[arg-type]
    assert bridge_quantities(replace(edition, registers=Registers())) == {}


@pytest.mark.parametrize("level", [1, 2])
def test_sections_have_headings_of_two_levels(edition: Edition, level: int) -> None:
    blocks = tuple(placement_bridge_sections(edition, level=level))
    found = headings(replace(build_placement_bridge(edition), blocks=blocks))
    assert [(heading.level, heading.anchor) for heading in found] == [
        (level, "placement-bridge-why"),
        (level + 1, "placement-bridge-formula"),
    ]


def test_where_nothing_was_supplied_it_says_so(edition: Edition) -> None:
    bare = replace(edition, registers=Registers())
    assert list(placement_bridge_sections(bare)) == []
    assert bridge_message(bare) == ()
    (_, paragraph) = build_placement_bridge(bare).blocks
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.content) == "Nights and costs of placements in 2016-17 were not supplied."


def test_a_plan_that_is_not_the_budget_is_told_on_the_page(edition: Edition) -> None:
    rows = edition.registers.of(PLACEMENT_COSTS)
    changed = rows[0].entry.model_copy(update={"planned_nights": 7501})
    assert isinstance(changed, PlacementCostEntry)
    entries = {
        **edition.registers.entries,
        PLACEMENT_COSTS.name: (Placed(changed, rows[0].file, rows[0].row), *rows[1:]),
    }
    document = build_placement_bridge(replace(edition, registers=Registers(MappingProxyType(entries))))
    titles = [block.title for block in document.blocks if isinstance(block, Callout)]
    assert "Where placements and budget disagree" in titles


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_it(document: Document, tmp_path: Path, name: str) -> None:
    assert FORMATS[name](document, tmp_path).stat().st_size > 1000


# -- nights counted from children's records ----------------------------------------------------------------------------


def with_counted(edition: Edition, month: str, counted: Mapping[str, int]) -> Edition:
    """The edition closed for another month, with nights from April to it by kind of placement."""
    period = Period.parse(month)
    figures = [
        Figure(
            FigureId("nights-in-care", "norfolk", Form.YEAR_TO_DATE, period, Breakdown.of(placement_kind=kind)),
            Unit.COUNT,
            0,
            Origin.DERIVED,
            "made up for this test",
            1,
            numerator=Fraction(nights),
        )
        for kind, nights in counted.items()
    ]
    manifest = replace(edition.snapshot.manifest, month=period)
    snapshot = replace(edition.snapshot, manifest=manifest, figures=FigureStore([*edition.snapshot.figures, *figures]))
    return replace(edition, snapshot=snapshot)


def test_nights_so_far_stand_beside_those_of_the_year_and_change_no_effect(edition: Edition) -> None:
    counted = with_counted(edition, "2017-01", {"agency-residential": 15_000, "in-house-fostering": 139_500})
    document = build_placement_bridge(counted)
    found = grid(table(document, f"{ID}-counted"))
    assert {row: found.text(row, "Nights so far") for row in found.rows} == {
        "Agency residential": "15,000",
        "In-house fostering": "139,500",
    }
    assert found.text("Agency residential", "Of those expected in 2016-17") == "75.0%"
    assert bridge_quantities(counted) == bridge_quantities(edition)


def test_at_the_end_of_the_year_counted_nights_stand_in_for_those_typed(edition: Edition) -> None:
    counted = with_counted(edition, "2017-03", {"agency-residential": 19_876})
    assert bridge_quantities(counted) == bridge_quantities(with_nights(edition, {"agency-residential": 19_876}))
    assert bridge_quantities(counted) != bridge_quantities(edition)
    document = build_placement_bridge(counted)
    said = [
        text_of(part.content)
        for block in document.blocks
        if isinstance(block, Callout)
        for part in block.content
        if isinstance(part, Paragraph)
    ]
    assert "Nights of the year counted from children's records: Agency residential." in said
    assert f"{ID}-counted" not in {found.id for found in tables(document)}


def test_kinds_are_those_that_the_indicator_counts() -> None:
    assert set(PlacementKind) == set(PLACEMENT_NIGHTS.dimensions["placement-kind"].categories)
