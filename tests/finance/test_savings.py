from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supplied_rows import registers_of, told

from crossfoot.finance.savings import (
    SavingEntry,
    SavingStatus,
    find_saving_issues,
    per_cent_of_target,
    saving_workings,
    savings_of,
    total_savings,
)
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.periods import Period

YEAR = Period.parse("2016-17-year")
HEADER = "year,id,title,owner,target,delivered,forecast,status,funded_from,printed_forecast\n"
A_ROLE = "Head of Something"


def row(amounts: str, status: str = "under-way", funded: str = "", printed: str = "") -> str:
    return f"2016-17-year,a-saving,A saving,{A_ROLE},{amounts},{status},{funded},{printed}\n"


CASES = {
    row("100,40,90"): [],
    row("100,90,90", "delivered"): [],
    row("100,91,90"): [("SAVING-BEYOND-FORECAST", "delivered")],
    row("100,0,0", "removed", "Reserves."): [],
    row("100,0,0", "removed"): [("SAVING-NOT-FUNDED", "funded_from")],
    row("100,0,50", "delayed"): [("SAVING-NOT-FUNDED", "funded_from")],
    row("100,0,10", "removed", "Reserves."): [("SAVING-REMOVED-EXPECTED", "forecast")],
    row("100,50,90", "delivered"): [("SAVING-NOT-DELIVERED", "delivered")],
    row("100,,90", "delivered"): [("SAVING-NOT-DELIVERED", "delivered")],
    row(",,", "planned"): [],
    row("200000,0,190400", printed="190000"): [],
    row("200000,0,190000", printed="180000"): [("PRINTED-AMOUNT-DISAGREES", "printed_forecast")],
}


@pytest.mark.parametrize(("text", "issues"), CASES.items())
def test_what_cannot_be_is_told(tmp_path: Path, text: str, issues: list[tuple[str, str]]) -> None:
    found = told(find_saving_issues(registers_of(tmp_path, {"savings": HEADER + text})))
    assert [(code, field) for code, _, number, field in found] == issues
    assert {number for _, _, number, _ in found} <= {2}


def test_an_amount_below_nought_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="REGISTER-CELL-BAD"):
        registers_of(tmp_path, {"savings": HEADER + row("-100,0,0")})


def test_what_is_not_known_is_not_nought(tmp_path: Path) -> None:
    other = row("100.00,25.00,80.00").replace("a-saving", "b-saving")
    entries = savings_of(registers_of(tmp_path, {"savings": HEADER + row("50.00,,") + other}), YEAR)
    assert [entry.shortfall for entry in entries] == [None, Decimal("20.00")]
    assert [per_cent_of_target(entry.delivered, entry.target) for entry in entries] == [None, 25]
    assert [per_cent_of_target(entry.forecast, entry.target) for entry in entries] == [None, 80]
    assert total_savings(entries, "target") == 150
    assert total_savings(entries, "forecast") is None
    names = [name for name, _ in saving_workings(entries)]
    assert "savings/total/target" in names
    assert "savings/total/shortfall" not in names
    assert "savings/a-saving/forecast" not in names


amounts = st.integers(0, 10**11).map(lambda pennies: Decimal(pennies).scaleb(-2))


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8))
def test_forecast_and_shortfall_make_the_target(rows: list[tuple[Decimal, Decimal]]) -> None:
    entries = [
        SavingEntry(
            year=YEAR,
            id=f"s-{number}",
            title="S",
            owner=A_ROLE,
            target=target,
            delivered=Decimal(),
            forecast=forecast,
            status=SavingStatus.UNDER_WAY,
        )
        for number, (target, forecast) in enumerate(rows)
    ]
    found = {name: working.amount for name, working in saving_workings(entries)}
    for number, (target, forecast) in enumerate(rows):
        assert found[f"savings/s-{number}/shortfall"] + forecast == target
    total = found["savings/total/forecast"] + found["savings/total/shortfall"]
    assert total == found["savings/total/target"] == sum(target for target, _ in rows)


def test_a_target_of_nought_has_no_percentage() -> None:
    fields = {"year": YEAR, "id": "s", "title": "S", "owner": A_ROLE, "status": SavingStatus.PLANNED}
    nought = SavingEntry.model_validate({**fields, "target": Decimal(), "delivered": Decimal(), "forecast": Decimal(5)})
    third = SavingEntry.model_validate(
        {**fields, "target": Decimal(3), "delivered": Decimal(1), "forecast": Decimal(3)}
    )
    assert per_cent_of_target(nought.delivered, nought.target) is None
    assert nought.shortfall == -5
    assert per_cent_of_target(third.delivered, third.target) == Fraction(100, 3)
