from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supplied_rows import registers_of, told

from crossfoot.finance.printed_amounts import Working, rounding_explains
from crossfoot.finance.reserves import (
    ReserveGroup,
    ReserveUse,
    find_reserve_issues,
    reserve_decision_of,
    reserve_workings,
    reserves_of,
)
from crossfoot.vocabulary.periods import Period

YEAR = Period.parse("2016-17-year")
HEADER = "year,group,id,title,opening,approved_use,recommended_use,budget_line,reason,printed_closing\n"
DECISIONS = (
    "year,use,body,recommended_on,recommended_through,agreed_on,agreed_month,expected_opening\n"
    "2016-17-year,approved,Full Council,,,,2016-02,1500.00\n"
    "2016-17-year,recommended,Full Council,2017-01-24,A committee,,,\n"
)
ROWS = (
    "2016-17-year,childrens-services,fund,A fund,1000.00,-300.50,-200.25,,Because.,\n"
    "2016-17-year,schools,pool,A pool,500.00,100.00,0.00,,Because.,\n"
    "2016-17-year,schools,insurance,Insurance,250.00,0.00,-250.00,,Because.,\n"
)
BUDGET_YEAR = "year,actuals_to,previous_report,source\n2016-17-year,2017-01,the last,Made up\n"
BUDGET = (
    "id,name,fund,block,kind,original_budget,forecast\n"
    "from-insurance,From a reserve,general-fund,One-off,one-off-action,0.00,-250.00\n"
)


def issues_of(tmp_path: Path, rows: str, decisions: str = DECISIONS, **more: str) -> list[tuple[str, int | None, str]]:
    texts = {"reserves": HEADER + rows, "reserve-decisions": decisions}
    registers = registers_of(tmp_path, texts | {name.replace("_", "-"): text for name, text in more.items()})
    return [(code, row, field) for code, _, row, field in told(find_reserve_issues(registers))]


def test_groups_come_in_their_order_with_sub_totals_and_total(tmp_path: Path) -> None:
    registers = registers_of(tmp_path, {"reserves": HEADER + ROWS, "reserve-decisions": DECISIONS})
    entries = reserves_of(registers, YEAR)
    assert [entry.id for entry in entries] == ["pool", "insurance", "fund"]
    amounts = {name: working.amount for name, working in reserve_workings(entries)}
    assert amounts["reserves/schools/closing"] == Decimal("600.00")
    assert amounts["reserves/childrens-services/closing"] == Decimal("499.25")
    assert amounts["reserves/total/opening"] == Decimal("1750.00")
    assert amounts["reserves/total/approved-use"] == Decimal("-200.50")
    assert amounts["reserves/total/recommended-use"] == Decimal("-450.25")
    assert amounts["reserves/total/closing"] == Decimal("1099.25")
    assert find_reserve_issues(registers) == []


pennies = st.integers(-(10**12), 10**12).map(lambda amount: Decimal(amount).scaleb(-2))


@given(st.lists(st.tuples(st.sampled_from(list(ReserveGroup)), pennies, pennies, pennies), min_size=1, max_size=12))
def test_totals_are_the_sum_down_and_across(rows: list[tuple[ReserveGroup, Decimal, Decimal, Decimal]]) -> None:
    from crossfoot.finance.reserves import ReserveEntry  # noqa: PLC0415 only this test makes entries by hand

    entries = [
        ReserveEntry(
            year=YEAR,
            group=group,
            id=f"r-{number}",
            title="R",
            opening=opening,
            approved_use=approved,
            recommended_use=recommended,
            reason="Because.",
        )
        for number, (group, opening, approved, recommended) in enumerate(rows)
    ]
    amounts = {name: working.amount for name, working in reserve_workings(entries)}
    total = {column: amounts[f"reserves/total/{column}"] for column in ("opening", "approved-use", "recommended-use")}
    assert amounts["reserves/total/closing"] == sum(total.values())
    assert amounts["reserves/total/closing"] == sum(opening + used + more for _, opening, used, more in rows)
    for group in {row[0] for row in rows}:
        held = [row for row in rows if row[0] is group]
        assert amounts[f"reserves/{group}/closing"] == sum(opening + used + more for _, opening, used, more in held)


def test_a_reserve_that_ends_below_nought_is_told(tmp_path: Path) -> None:
    overdrawn = ROWS.replace("-200.25", "-699.51")
    assert issues_of(tmp_path, overdrawn) == [("RESERVE-OVERDRAWN", 2, "recommended_use")]
    assert issues_of(tmp_path, ROWS.replace("-200.25", "-699.50")) == []


def test_use_that_nobody_decided_on_is_told(tmp_path: Path) -> None:
    without = "\n".join(DECISIONS.splitlines()[:2])
    assert issues_of(tmp_path, ROWS, without) == [
        ("RESERVE-DECISION-MISSING", 2, "recommended_use"),
        ("RESERVE-DECISION-MISSING", 4, "recommended_use"),
    ]


def test_approved_use_needs_the_day_or_month_of_its_approval(tmp_path: Path) -> None:
    assert issues_of(tmp_path, ROWS, DECISIONS.replace("2016-02", "")) == [("RESERVE-APPROVAL-UNDATED", 2, "agreed_on")]


def test_what_is_recommended_is_not_agreed_until_a_day_says_so(tmp_path: Path) -> None:
    for agreed, expected in (("", (False, "")), ("2017-02-20", (True, "on 20 February 2017"))):
        texts = {"reserve-decisions": DECISIONS.replace("A committee,", f"A committee,{agreed}")}
        decision = reserve_decision_of(registers_of(tmp_path, texts), YEAR, ReserveUse.RECOMMENDED)
        assert decision is not None
        assert (decision.is_agreed, decision.agreed_when) == expected
    approved = reserve_decision_of(registers_of(tmp_path, texts), YEAR, ReserveUse.APPROVED)
    assert approved is not None
    assert approved.agreed_when == "in February 2016"


@pytest.mark.parametrize(
    ("id_", "issues"),
    [("total", [("RESERVE-NAME-TAKEN", 3, "id")]), ("schools", [("RESERVE-NAME-TAKEN", 3, "id")]), ("pool", [])],
)
def test_names_of_groups_are_not_names_of_reserves(
    tmp_path: Path, id_: str, issues: list[tuple[str, int, str]]
) -> None:
    assert issues_of(tmp_path, ROWS.replace("schools,pool", f"schools,{id_}")) == issues


def test_a_group_of_one_reserve_may_share_its_name(tmp_path: Path) -> None:
    alone = ROWS + "2016-17-year,dedicated-schools-grant,dedicated-schools-grant,Grant,9.00,0.00,0.00,,Because.,\n"
    assert issues_of(tmp_path, alone) == []


@pytest.mark.parametrize(
    ("line", "used", "issues"),
    [
        ("from-insurance", "-250.00", []),
        ("from-insurance", "-249.00", [("RESERVE-BUDGET-DISAGREES", 4, "recommended_use")]),
        ("from-elsewhere", "-250.00", [("RESERVE-LINE-UNKNOWN", 4, "budget_line")]),
    ],
)
def test_what_leaves_a_reserve_is_what_its_budget_line_gets(
    tmp_path: Path, line: str, used: str, issues: list[tuple[str, int, str]]
) -> None:
    rows = ROWS.replace("-250.00,,", f"{used},{line},")
    assert issues_of(tmp_path, rows, budget_year=BUDGET_YEAR, budget=BUDGET) == issues
    assert issues_of(tmp_path, rows) == []


EXPLAINED = {
    # printed, parts, whether rounding to £1,000 of each and of the sum can explain the difference
    ("101000", "757000 -655000 0"): True,
    ("100000", "757000 -655000 0"): True,
    ("99000", "757000 -655000 0"): False,
    ("-1323000", "2885000 -469000 -1093000"): False,
    ("101000", "757000.01 -655000 0"): False,
}


@pytest.mark.parametrize(("case", "explained"), EXPLAINED.items())
def test_rounding_explains_half_a_thousand_for_each_part_and_the_sum(case: tuple[str, str], explained: bool) -> None:
    printed, parts = case
    working = Working.adding(Decimal(part) for part in parts.split())
    assert rounding_explains(Decimal(printed), working) is explained


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
def test_rounding_always_explains_what_rounding_made(pounds: list[int]) -> None:
    """Amounts to the pound, each printed to the thousand, and their sum printed to the thousand."""

    def printed(amount: int) -> int:
        return (abs(amount) + 500) // 1000 * 1000 * (1 if amount >= 0 else -1)

    working = Working.adding(Decimal(printed(amount)) for amount in pounds)
    assert rounding_explains(Decimal(printed(sum(pounds))), working)
