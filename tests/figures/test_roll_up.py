from fractions import Fraction

import pytest
from figure_examples import catalogue, figure, only
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.roll_up import roll_up
from crossfoot.indicators.schema import AreaDefinition
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

AREAS = catalogue().areas
NAME = "repeat/{}/in_month/2017-01"


def _figure(
    area: str,
    numerator: int | None = None,
    denominator: int | None = None,
    *,
    supplied: int | None = None,
    missing: Missing | None = None,
) -> Figure:
    return Figure(
        id=FigureId.parse(NAME.format(area)),
        unit=Unit.PERCENTAGE,
        decimals=1,
        origin=Origin.BARE if supplied is not None else Origin.COUNTED,
        source=area,
        definition_version=1,
        numerator=None if numerator is None else Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        scale=Fraction(100),
        supplied=None if supplied is None else Fraction(supplied),
        missing=missing,
    )


def test_numerators_and_denominators_are_added_not_values_averaged() -> None:
    store, issues = roll_up([_figure("east", 1, 2), _figure("west", 1, 8)], areas=AREAS, to="norfolk")
    whole = figure(store, NAME.format("norfolk"))
    assert whole.value == 20  # 2 of 10; the average of 50% and 12.5% would be 31.25%
    assert whole.origin is Origin.DERIVED
    assert len(store) == 3
    assert issues == ()


@given(
    east=st.tuples(st.integers(0, 50), st.integers(0, 50)),
    west=st.tuples(st.integers(0, 50), st.integers(0, 50)),
)
def test_the_whole_lies_between_its_parts(east: tuple[int, int], west: tuple[int, int]) -> None:
    parts = [_figure("east", east[0], sum(east)), _figure("west", west[0], sum(west))]
    whole = figure(roll_up(parts, areas=AREAS, to="norfolk")[0], NAME.format("norfolk")).value
    values = [part.value for part in parts]
    known = [value for value in values if isinstance(value, Fraction)]
    if isinstance(whole, Missing):
        assert known == []
    else:
        assert min(known) <= whole <= max(known)


def test_a_bare_value_is_refused() -> None:
    store, issues = roll_up([_figure("east", 1, 2), _figure("west", supplied=40)], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")).value is Missing.NOT_AVAILABLE
    assert "Jan-17 bare in west" in only(issues, "AREA-WITHOUT-PARTS").message


@pytest.mark.parametrize(
    ("west", "reason"),
    [
        ([], Missing.NOT_AVAILABLE),
        ([_figure("west", missing=Missing.NOT_DUE)], Missing.NOT_DUE),
        ([_figure("west", missing=Missing.SUPPRESSED)], Missing.SUPPRESSED),
    ],
)
def test_a_missing_area_makes_the_whole_missing(west: list[Figure], reason: Missing) -> None:
    store, issues = roll_up([_figure("east", 1, 2), *west], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")).value is reason
    assert "without west" in only(issues, "AREA-MISSING").message


def test_what_is_held_back_in_one_area_is_held_back_in_the_whole() -> None:
    parts = [_figure("east", missing=Missing.NOT_DUE), _figure("west", missing=Missing.WITHHELD)]
    assert figure(roll_up(parts, areas=AREAS, to="norfolk")[0], NAME.format("norfolk")).value is Missing.WITHHELD


def test_a_supplied_whole_stands_and_the_difference_is_told() -> None:
    whole = _figure("norfolk", 4, 10)
    store, issues = roll_up([_figure("east", 1, 2), _figure("west", 1, 8), whole], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")) == whole
    assert "numerator 2 against 4, 2 short" in only(issues, "AREAS-DO-NOT-ADD-UP").message
    assert "denominator" not in only(issues, "AREAS-DO-NOT-ADD-UP").message


def test_a_supplied_whole_stands_where_an_area_is_missing() -> None:
    whole = _figure("norfolk", 4, 10)
    store, issues = roll_up([_figure("east", 1, 2), whole], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")) == whole
    assert issues == ()


def test_a_missing_whole_keeps_its_reason_where_nothing_can_be_added() -> None:
    whole = _figure("norfolk", missing=Missing.NOT_COLLECTED)
    store, _ = roll_up([_figure("east", 1, 2), whole], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")) == whole
    store, _ = roll_up([_figure("east", 1, 2), _figure("west", 1, 8), whole], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")).value == 20


def test_a_whole_that_is_held_back_stays_so() -> None:
    whole = _figure("norfolk", missing=Missing.SUPPRESSED)
    store, _ = roll_up([_figure("east", 1, 2), _figure("west", 1, 8), whole], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")) == whole


def test_figures_of_another_shape_are_not_added() -> None:
    store, issues = roll_up([_figure("east", 1, 2), _figure("west", 3)], areas=AREAS, to="norfolk")
    assert figure(store, NAME.format("norfolk")).value is Missing.NOT_AVAILABLE
    assert "in some areas only" in only(issues, "AREA-WITHOUT-PARTS").message


def test_areas_below_the_parts_are_rolled_up_first() -> None:
    teams = {
        name: AreaDefinition(id=name, name=name, kind=AreaKind.TEAM, parent="west") for name in ("team-1", "team-2")
    }
    parts = [_figure("east", 1, 2), _figure("team-1", 1, 5), _figure("team-2", 0, 3)]
    store, issues = roll_up(parts, areas={**AREAS, **teams}, to="norfolk")
    assert figure(store, NAME.format("west")).denominator == 8
    assert figure(store, NAME.format("norfolk")).value == 20
    assert issues == ()
