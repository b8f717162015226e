"""Sums over teams that are split and merged: right in every month, checked against a plain addition."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.roll_up import roll_up
from crossfoot.indicators.schema import AreaDefinition
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

SPLIT = date(2016, 7, 1)


def area(name: str, since: date | None = None, until: date | None = None, *heirs: str) -> AreaDefinition:
    return AreaDefinition(
        id=name, name=name, kind=AreaKind.TEAM, parent="county", since=since, until=until, succeeded_by=heirs
    )


AREAS = {
    "county": AreaDefinition(id="county", name="County", kind=AreaKind.COUNTY),
    "always": area("always"),
    "one": area("one", None, SPLIT - timedelta(days=1), "north", "south"),
    "north": area("north", SPLIT),
    "south": area("south", SPLIT),
}


def cases(team: str, month: str, count: int | None, *, form: Form = Form.AT_MONTH_END, bare: bool = False) -> Figure:
    number = None if count is None else Fraction(count)
    return Figure(
        id=FigureId("cases", team, form, Period.parse(month)),
        unit=Unit.COUNT,
        decimals=0,
        origin=Origin.BARE if bare else Origin.COUNTED,
        source=team,
        definition_version=1,
        numerator=None if bare else number,
        supplied=number if bare else None,
        missing=Missing.NOT_AVAILABLE if count is None else None,
    )


def county(figures: list[Figure], month: str, form: Form = Form.AT_MONTH_END) -> tuple[Figure | None, list[str]]:
    store, issues = roll_up(figures, areas=AREAS, to="county")
    return store.get(FigureId("cases", "county", form, Period.parse(month))), [issue.code for issue in issues]


def value(figure: Figure | None) -> Fraction | Missing:
    assert figure is not None
    return figure.value


def test_each_month_adds_up_the_teams_that_were_there() -> None:
    june = [cases("always", "2016-06", 100), cases("one", "2016-06", 90)]
    july = [cases("always", "2016-07", 100), cases("north", "2016-07", 50), cases("south", "2016-07", 33)]
    for month, total in (("2016-06", 190), ("2016-07", 183)):
        found, issues = county([*june, *july], month)
        assert value(found) == total
        assert issues == []
    assert (county(july, "2016-07")[0] or july[0]).source == "3 areas added up: always, north, south"


def test_a_team_that_should_be_there_is_missed() -> None:
    found, issues = county([cases("always", "2016-07", 100), cases("north", "2016-07", 50)], "2016-07")
    assert value(found) == Missing.NOT_AVAILABLE
    assert issues == ["AREA-MISSING"]


def test_a_figure_of_a_team_that_was_not_there_is_told_and_left_out() -> None:
    figures = [cases("always", "2016-06", 100), cases("one", "2016-06", 90), cases("north", "2016-06", 5)]
    found, issues = county(figures, "2016-06")
    assert value(found) == 190
    assert issues == ["AREA-NOT-THERE"]


def test_nothing_is_added_up_where_no_team_that_was_there_has_a_figure() -> None:
    found, issues = county([cases("north", "2016-06", 5)], "2016-06")
    assert (found, issues) == (None, ["AREA-NOT-THERE"])


def test_a_year_to_date_needs_the_teams_of_all_its_months() -> None:
    """April to July holds a team that ended in June: without its figure the sum would be short."""
    form = Form.YEAR_TO_DATE
    figures = [cases(team, "2016-07", 10, form=form) for team in ("always", "north", "south")]
    found, issues = county(figures, "2016-07", form)
    assert value(found) == Missing.NOT_AVAILABLE
    assert issues == ["AREA-MISSING"]
    found, issues = county([*figures, cases("one", "2016-07", 7, form=form)], "2016-07", form)
    assert value(found) == 37
    assert issues == []


def test_parts_that_are_missing_for_one_reason_everywhere_are_no_finding() -> None:
    found, issues = county([cases("always", "2016-06", None), cases("one", "2016-06", None)], "2016-06")
    assert value(found) == Missing.NOT_AVAILABLE
    assert issues == []


def test_bare_values_are_told_before_areas_that_are_missing() -> None:
    found, issues = county([cases("always", "2016-06", 8, bare=True)], "2016-06")
    assert value(found) == Missing.NOT_AVAILABLE
    assert issues == ["AREA-WITHOUT-PARTS"]


@given(
    st.lists(st.integers(0, 500), min_size=4, max_size=4),
    st.sampled_from(["2016-04", "2016-06", "2016-07", "2017-01"]),
)
def test_the_sum_is_that_of_a_plain_addition(counts: list[int], month: str) -> None:
    teams = dict(zip(("always", "one", "north", "south"), counts, strict=True))
    there = {"always", "one"} if month < "2016-07" else {"always", "north", "south"}
    found, issues = county([cases(team, month, teams[team]) for team in there], month)
    assert value(found) == sum(teams[team] for team in there)
    assert issues == []
