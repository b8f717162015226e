"""Volume, mix and price: worked by hand once, then for any numbers by properties and by a second computation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from supplied_rows import registers_of, told

from crossfoot.finance.placement_bridge import (
    Effects,
    PlacementLine,
    bridge_placements,
    find_placement_issues,
    placement_bridge_of,
)
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.periods import Period

YEAR = Period.parse("2016-17-year")


def line(planned_nights: int, planned_cost: str, nights: int, spend: str | Decimal, name: str = "a") -> PlacementLine:
    return PlacementLine(name, name, planned_nights, Decimal(planned_cost), nights, Decimal(spend))


def test_worked_by_hand() -> None:
    """100 nights planned, a quarter of them dear; 120 came, of which 40 dear, each a tenth dearer.

    Volume: a fifth more of everything, 1,000 of 5,000 dear and 300 of 1,500 cheap. Spread as planned there would be 30
    dear nights and 90 cheap ones: 10 more dear (+2,000) and 10 fewer cheap (-200). Price: 40 nights at 20 more.
    """
    bridge = bridge_placements([line(25, "200.00", 40, "8800.00", "dear"), line(75, "20.00", 80, "1600.00", "cheap")])
    assert bridge.effects == (
        Effects(Decimal(1000), Decimal(2000), Decimal(800)),
        Effects(Decimal(300), Decimal(-200), Decimal(0)),
    )
    assert bridge.total == Effects(Decimal(1300), Decimal(1800), Decimal(800))
    assert [bridge.planned, bridge.spend, bridge.total.variance] == [6500, 10400, 3900]
    assert (bridge.planned_nights, bridge.nights) == (100, 120)


pennies = st.integers(0, 10**7).map(lambda amount: Decimal(amount).scaleb(-2))
spends = st.integers(-(10**9), 10**10).map(lambda amount: Decimal(amount).scaleb(-2))
nights = st.integers(0, 200_000)
lines = st.lists(
    st.builds(PlacementLine, st.just("a"), st.just("A"), nights, pennies, nights, spends), min_size=1, max_size=7
).filter(lambda found: any(each.planned_nights for each in found))


@given(lines)
def test_effects_add_up_to_the_variance_to_the_penny_across_and_down(found: list[PlacementLine]) -> None:
    bridge = bridge_placements(found)
    for each, effects in zip(found, bridge.effects, strict=True):
        assert effects.variance == each.variance == each.spend - each.planned_unit_cost * each.planned_nights
        for effect in (effects.volume, effects.mix, effects.price):
            assert effect == effect.quantize(Decimal("0.01"))
    assert bridge.total.variance == bridge.spend - bridge.planned
    assert bridge.spend == sum(each.spend for each in found)


@given(lines)
def test_totals_computed_a_second_way(found: list[PlacementLine]) -> None:
    """From averages: volume is more nights at the planned average, mix moves that average, price is the rest."""
    planned_nights = sum(each.planned_nights for each in found)
    came = sum(each.nights for each in found)
    planned_average = Fraction(sum(each.planned_unit_cost * each.planned_nights for each in found)) / planned_nights
    volume = (came - planned_nights) * planned_average
    mix = Fraction(0)
    if came:
        mixed_average = Fraction(sum(each.planned_unit_cost * each.nights for each in found)) / came
        mix = came * (mixed_average - planned_average)
    else:
        # No nights at all: everything that was planned is volume.
        assert volume == -sum(each.planned for each in found)
    total = bridge_placements(found).total
    assert abs(Fraction(total.volume) - volume) <= Fraction(1, 200)
    assert abs(Fraction(total.mix) - mix) <= Fraction(1, 200)
    assert Fraction(total.price) == sum(
        Fraction(each.spend) - Fraction(each.planned_unit_cost) * each.nights for each in found
    )


@given(lines, st.integers(0, 5))
def test_a_change_of_volume_alone_shows_in_volume_alone(found: list[PlacementLine], times: int) -> None:
    """Every type in the same proportion more or fewer, each night at its planned cost."""
    moved = [
        line(each.planned_nights, str(each.planned_unit_cost), each.planned_nights * times, each.planned * times)
        for each in found
    ]
    for each, effects in zip(moved, bridge_placements(moved).effects, strict=True):
        assert effects == Effects(each.planned * (times - 1), Decimal(0), Decimal(0))


@given(lines, st.randoms(use_true_random=False))
def test_a_change_of_mix_alone_shows_in_mix_alone(found: list[PlacementLine], random: object) -> None:
    """The planned nights dealt out again among the types, each night at its planned cost."""
    dealt = [each.planned_nights for each in found]
    random.shuffle(dealt)  # type: ignore[attr-defined]
    moved = [
        line(each.planned_nights, str(each.planned_unit_cost), came, each.planned_unit_cost * came)
        for each, came in zip(found, dealt, strict=True)
    ]
    for each, effects in zip(moved, bridge_placements(moved).effects, strict=True):
        assert effects == Effects(Decimal(0), each.spend - each.planned, Decimal(0))


@given(lines, st.lists(spends, min_size=7, max_size=7))
def test_a_change_of_price_alone_shows_in_price_alone(found: list[PlacementLine], paid: list[Decimal]) -> None:
    moved = [
        line(each.planned_nights, str(each.planned_unit_cost), each.planned_nights, spend)
        for each, spend in zip(found, paid, strict=False)
    ]
    for each, effects in zip(moved, bridge_placements(moved).effects, strict=True):
        assert effects == Effects(Decimal(0), Decimal(0), each.spend - each.planned)


@given(lines, st.integers(0, 10**6), st.integers(2, 6))
def test_splitting_a_type_in_like_parts_changes_no_total(found: list[PlacementLine], nights_more: int, by: int) -> None:
    """A type told as several of the same cost, in the same proportions, gives the same three totals."""
    first = found[0]
    assume(first.planned_nights)
    whole = line(first.planned_nights * by, str(first.planned_unit_cost), nights_more * by, first.spend * by)
    part = line(first.planned_nights, str(first.planned_unit_cost), nights_more, first.spend)
    assert bridge_placements([whole, *found[1:]]).total == bridge_placements([part] * by + found[1:]).total


def test_a_type_that_was_not_planned_is_all_mix_and_price() -> None:
    bridge = bridge_placements([line(100, "10.00", 90, "900.00"), line(0, "0.00", 10, "500.00")])
    assert bridge.effects[1] == Effects(Decimal(0), Decimal(0), Decimal(500))
    planned = bridge_placements([line(100, "10.00", 90, "900.00"), line(0, "40.00", 10, "500.00")])
    assert planned.effects[1] == Effects(Decimal(0), Decimal(400), Decimal(100))


def test_pennies_of_the_volume_are_placed_and_mix_takes_the_other_way() -> None:
    """A night more than the three planned is 3.333... of each type; the first gets the penny that is over."""
    bridge = bridge_placements([line(1, "10.00", came, came * Decimal(10)) for came in (2, 1, 0)])
    assert [each.volume for each in bridge.effects] == [Decimal(0), Decimal(0), Decimal(0)]
    thirds = bridge_placements([line(1, "10.00", 2, "20.00")] + [line(1, "10.00", 1, "10.00") for _ in range(2)])
    assert [each.volume for each in thirds.effects] == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert [each.mix for each in thirds.effects] == [Decimal("6.66"), Decimal("-3.33"), Decimal("-3.33")]


def test_without_a_plan_there_is_no_bridge() -> None:
    with pytest.raises(ValueError, match="no nights were planned"):
        bridge_placements([line(0, "10.00", 5, "50.00")])


# -- the register ------------------------------------------------------------------------------------------------------

HEADER = "year,id,title,planned_nights,planned_unit_cost,nights,spend,budget_line,source\n"
BUDGET_YEAR = "year,actuals_to,previous_report,source\n2016-17-year,2017-01,the last,Made up\n"
BUDGET = (
    "id,name,fund,block,kind,original_budget,forecast\nagency,Agency,general-fund,Increases,spending,1000.00,1500.00\n"
)
WITH_BUDGET = {"budget-year": BUDGET_YEAR, "budget": BUDGET}


def supplied(rows: str) -> dict[str, str]:
    lines = "".join(f"2016-17-year,type-{at},T,{row},Made up\n" for at, row in enumerate(rows.split("; ")))
    return {"placement-costs": HEADER + lines}


CASES = {
    "own spend": (supplied("100,10.00,110,1300.00,"), []),
    "of the budget": ({**supplied("100,10.00,110,,agency"), **WITH_BUDGET}, []),
    "both, alike": ({**supplied("100,10.00,110,1500.00,agency"), **WITH_BUDGET}, []),
    "both, not alike": (
        {**supplied("100,10.00,110,1499.99,agency"), **WITH_BUDGET},
        [("PLACEMENT-SPEND-DIFFERS", 2, "spend")],
    ),
    "plan is not the budget": (
        {**supplied("100,10.01,110,,agency"), **WITH_BUDGET},
        [("PLACEMENT-PLAN-DIFFERS", 2, "planned_unit_cost")],
    ),
    "two of a line": (
        {**supplied("50,10.00,60,700.00,agency; 50,10.00,60,800.00,agency"), **WITH_BUDGET},
        [],
    ),
    "two of a line without spend": (
        {**supplied("50,10.00,60,,agency; 50,10.00,60,800.00,agency"), **WITH_BUDGET},
        [("PLACEMENT-LINE-SHARED", 2, "spend")],
    ),
    "no such line": (
        {**supplied("100,10.00,110,1500.00,agencies"), **WITH_BUDGET},
        [("PLACEMENT-LINE-UNKNOWN", 2, "budget_line")],
    ),
    "no spend": (supplied("100,10.00,110,,agency"), [("PLACEMENT-SPEND-MISSING", 2, "spend")]),
    "no plan": (supplied("0,10.00,110,5.00,"), [("PLACEMENT-NOTHING-PLANNED", 2, "planned_nights")]),
}


@pytest.mark.parametrize(("texts", "issues"), CASES.values(), ids=CASES)
def test_what_does_not_fit_is_told(tmp_path: Path, texts: dict[str, str], issues: list[tuple[str, int, str]]) -> None:
    registers = registers_of(tmp_path, texts)
    found = find_placement_issues(registers)
    assert [(code, row, field) for code, _, row, field in told(found)] == issues
    whole = not any(issue.severity is Severity.ERROR for issue in found)
    bridge = placement_bridge_of(registers, YEAR)
    if whole:
        assert bridge is not None
        assert bridge.total.variance == bridge.spend - bridge.planned


def test_spend_is_taken_from_the_budget_of_the_same_year_only(tmp_path: Path) -> None:
    texts = {**supplied("100,10.00,110,,agency"), **WITH_BUDGET}
    bridge = placement_bridge_of(registers_of(tmp_path, texts), YEAR)
    assert bridge is not None
    assert [bridge.spend, bridge.planned, bridge.total.volume, bridge.total.price] == [1500, 1000, 100, 400]
    texts["budget-year"] = BUDGET_YEAR.replace("2016-17-year,2017-01", "2015-16-year,2016-01")
    registers = registers_of(tmp_path, texts)
    assert placement_bridge_of(registers, YEAR) is None
    assert told(find_placement_issues(registers))[0][0] == "PLACEMENT-SPEND-MISSING"
