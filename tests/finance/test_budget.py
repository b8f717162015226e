"""Lines, blocks, funds and virements of a budget, and what is found wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.finance.budget import (
    Block,
    Budget,
    FundsMixedError,
    Standing,
    budget_of,
    largest_variances,
    still_to_come,
)
from crossfoot.finance.budget_registers import (
    BUDGET,
    BUDGET_YEAR,
    VIREMENTS,
    BudgetEntry,
    BudgetYearEntry,
    Fund,
    VirementEntry,
)
from crossfoot.finance.misprints import digit_slip, likely_causes, named_amounts
from crossfoot.registers.register import Placed, Registers
from crossfoot.sources.registers import read_registers
from crossfoot.vocabulary.issues import Issue, Severity

HEADERS = {
    "budget-year": "year,actuals_to,year_closed_on,previous_report,source",
    "budget": "id,name,fund,block,kind,original_budget,actual_to_date,commitments,forecast,variance_without_budget,"
    "previous_variance,reason,printed_forecast,printed_variance,printed_percentage,printed_movement,"
    "printed_variance_with_reason,line",
    "virements": "id,dated,from_line,to_line,amount,approved_by,because",
    "budget-printed-totals": "fund,block,place,printed_variance,printed_movement,line",
}
YEAR = "2016-17-year,2017-01,,the last report,A ledger"
FOSTERING = "fostering,Fostering,general-fund,Care,spending,1000000.00,800000.00,50000.00,1200000.50,,150000.00,More."
FEES = "fees,Fees,general-fund,Care,income,-400000.00,-300000.00,0.00,-350000.00,,50000.00,Fewer."
SMALL = "small,Small,general-fund,Savings,spending,,,,,-30000.00,-30000.00,Some."
SPECIAL = "special,Special schools,dedicated-schools-grant,Schools,spending,5000000.00,,,5100000.00,,0.00,Places."
RESERVE = "reserve,Reserve,dedicated-schools-grant,Reserve,reserve-adjustment,0.00,,,-100000.00,,0.00,Balances."
LINES = (FOSTERING, FEES, SMALL, SPECIAL, RESERVE)
Read = Callable[..., tuple[Registers, list[Issue]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_them(*lines: str, **others: tuple[str, ...]) -> tuple[Registers, list[Issue]]:
        rows = {"budget-year": (YEAR,), "budget": lines or LINES, **{k.replace("_", "-"): v for k, v in others.items()}}
        files = {}
        for name, content in rows.items():
            if content:
                width = HEADERS[name].count(",")
                padded = [row + "," * (width - row.count(",")) for row in content]
                (tmp_path / f"{name}.csv").write_text("\n".join([HEADERS[name], *padded]) + "\n", encoding="utf-8")
                files[name] = f"{name}.csv"
        registers, issues = read_registers(tmp_path, files)
        return registers, list(issues)

    return read_them


def budget_from(registers: Registers) -> Budget:
    found = budget_of(registers)
    assert found is not None
    return found


def codes(issues: list[Issue]) -> list[tuple[str, str, int | None]]:
    return [(issue.code, issue.file, issue.row) for issue in issues]


def test_variance_percentage_and_movement_are_worked_out(read: Read) -> None:
    registers, issues = read()
    assert issues == []
    general, schools = budget_from(registers).funds
    fostering, fees, small = general.lines
    assert (fostering.variance, fostering.movement) == (Decimal("200000.50"), Decimal("50000.50"))
    assert fostering.per_cent == Fraction("200000.50") / 10000
    assert still_to_come(fostering) == Decimal("350000.50")
    # Income of 50,000 less than was budgeted is over budget, and 12.5% of 400,000.
    assert (fees.variance, fees.per_cent, fees.movement) == (Decimal(50000), Fraction(25, 2), Decimal(0))
    assert (small.approved, small.forecast, small.variance, small.per_cent) == (None, None, Decimal(-30000), None)
    assert [block.variance for block in general.blocks] == [Decimal("250000.50"), Decimal(-30000)]
    assert general.total.variance == Decimal("220000.50")
    assert general.total.approved == Decimal(600000)
    assert general.total.actual == Decimal(500000)
    assert schools.total.variance == 0
    assert schools.before_reserves.variance == Decimal(100000)
    assert schools.total.actual is None
    assert [line.id for line in largest_variances(general.lines, 2)] == ["fostering", "fees"]


def test_the_schools_budget_is_never_added_to_the_general_fund(read: Read) -> None:
    budget = budget_from(read()[0])
    with pytest.raises(FundsMixedError):
        Block("Everything", budget.lines)
    assert [fund.fund for fund in budget.funds] == [Fund.GENERAL_FUND, Fund.SCHOOLS]
    for fund in budget.funds:
        assert {line.entry.fund for line in fund.total.lines} == {fund.fund}
    assert not hasattr(budget, "total")


def test_a_movement_that_is_not_known_makes_the_total_unknown(read: Read) -> None:
    registers, _ = read(FOSTERING, FEES.replace(",50000.00,Fewer", ",,Fewer"))
    (general,) = budget_from(registers).funds
    assert general.lines[1].movement is None
    assert (general.total.movement, general.total.variance) == (None, Decimal("250000.50"))


def test_virements_change_approved_budgets_and_net_to_nought(read: Read) -> None:
    moved = "v1,2016-11-01,fees,fostering,25000.00,Director of Finance,Why"
    registers, issues = read(virements=(moved,))
    assert issues == []
    general = budget_from(registers).funds[0]
    assert [line.virements for line in general.lines] == [Decimal(25000), Decimal(-25000), Decimal(0)]
    assert general.lines[0].approved == Decimal(1025000)
    assert general.lines[0].variance == Decimal("175000.50")
    assert sum(line.virements for line in general.lines) == 0
    assert (general.total.original, general.total.approved) == (Decimal(600000), Decimal(600000))


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 10**11)), max_size=20),
    st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12)), min_size=4, max_size=4),
)
def test_sums_are_totals_to_the_penny(moves: list[tuple[int, int, int]], amounts: list[tuple[int, int]]) -> None:
    def pounds(pence: int) -> Decimal:
        return Decimal(pence) / 100

    entries = tuple(
        Placed(
            BudgetEntry.model_validate(
                {"id": f"l{at}", "name": "A", "fund": "general-fund", "block": f"b{at % 2}", "kind": "spending"}
                | {"original_budget": pounds(budget), "forecast": pounds(forecast)}
            ),
            "budget.csv",
            at,
        )
        for at, (budget, forecast) in enumerate(amounts)
    )
    virements = tuple(
        Placed(
            VirementEntry.model_validate(
                {"id": f"v{at}", "dated": "2016-05-01", "from_line": f"l{out}", "to_line": f"l{into}"}
                | {"amount": pounds(pence), "approved_by": "A role", "because": "Why"}
            ),
            "virements.csv",
            at,
        )
        for at, (out, into, pence) in enumerate(moves)
    )
    said = {"year": "2016-17-year", "actuals_to": "2017-01", "previous_report": "the last report", "source": "A ledger"}
    year = Placed(BudgetYearEntry.model_validate(said), "budget-year.csv", 2)
    budget = budget_from(Registers({BUDGET.name: entries, VIREMENTS.name: virements, BUDGET_YEAR.name: (year,)}))
    (fund,) = budget.funds
    assert sum(line.virements for line in fund.lines) == 0
    assert fund.total.variance == sum(block.variance for block in fund.blocks)
    assert fund.total.variance == pounds(sum(forecast - given for given, forecast in amounts))
    assert fund.total.approved == pounds(sum(given for given, _ in amounts))


def test_forecast_until_the_year_is_closed_and_outturn_after(read: Read) -> None:
    registers, _ = read(budget_year=("2016-17-year,2017-03,2017-05-12,the last report,A ledger",))
    budget = budget_from(registers)
    assert budget.standing(date(2017, 5, 11)) is Standing.FORECAST
    assert budget.standing(date(2017, 5, 12)) is Standing.OUTTURN
    assert budget.standing() is Standing.OUTTURN


FAULTS: dict[str, tuple[dict[str, tuple[str, ...]], tuple[str, ...], tuple[str, str, int | None]]] = {
    "no year": ({"budget_year": ()}, LINES, ("BUDGET-INCOMPLETE", "budget.csv", None)),
    "two years": (
        {"budget_year": (YEAR, YEAR.replace("2016-17", "2015-16").replace("2017-01", "2016-01"))},
        LINES,
        ("BUDGET-YEARS", "budget-year.csv", 3),
    ),
    "not a year": (
        {"budget_year": (YEAR.replace("-year", "-q1"),)},
        LINES,
        ("REGISTER-ROW-REFUSED", "budget-year.csv", 2),
    ),
    "month of another year": (
        {"budget_year": (YEAR.replace("2017-01", "2017-04"),)},
        LINES,
        ("REGISTER-ROW-REFUSED", "budget-year.csv", 2),
    ),
    "closed before its end": (
        {"budget_year": (YEAR.replace("2017-01,,", "2017-01,2017-03-31,"),)},
        LINES,
        ("REGISTER-ROW-REFUSED", "budget-year.csv", 2),
    ),
    "budget without forecast": ({}, (FOSTERING.replace("1200000.50", ""),), ("REGISTER-ROW-REFUSED", "budget.csv", 2)),
    "variance beside a budget": (
        {},
        (FOSTERING.replace("1200000.50,,", "1200000.50,1.00,"),),
        ("REGISTER-ROW-REFUSED", "budget.csv", 2),
    ),
    "a line of the name of a sum": (
        {},
        (FOSTERING.replace("fostering,Fost", "total,Fost"),),
        ("BUDGET-LINE-RESERVED", "budget.csv", 2),
    ),
    "virement from nowhere": (
        {"virements": ("v1,2016-11-01,fee,fostering,25000.00,Director of Finance,Why",)},
        LINES,
        ("VIREMENT-LINE-UNKNOWN", "virements.csv", 2),
    ),
    "virement between funds": (
        {"virements": ("v1,2016-11-01,special,fostering,25000.00,Director of Finance,Why",)},
        LINES,
        ("VIREMENT-BETWEEN-FUNDS", "virements.csv", 2),
    ),
    "virement to itself": (
        {"virements": ("v1,2016-11-01,fees,fees,25000.00,Director of Finance,Why",)},
        LINES,
        ("VIREMENT-TO-ITSELF", "virements.csv", 2),
    ),
    "virement of a line of no budget": (
        {"virements": ("v1,2016-11-01,small,fees,25000.00,Director of Finance,Why",)},
        LINES,
        ("VIREMENT-WITHOUT-BUDGET", "virements.csv", 2),
    ),
    "virement of less than nought": (
        {"virements": ("v1,2016-11-01,fees,fostering,-25000.00,Director of Finance,Why",)},
        LINES,
        ("REGISTER-CELL-BAD", "virements.csv", 2),
    ),
    "sub-total of no block": (
        {"budget_printed_totals": ("general-fund,Cares,table,1.00,,",)},
        LINES,
        ("BUDGET-BLOCK-UNKNOWN", "budget-printed-totals.csv", 2),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_stop_the_run(read: Read, name: str) -> None:
    others, lines, expected = FAULTS[name]
    _, issues = read(*lines, **others)
    assert codes(issues) == [expected]
    assert issues[0].severity is Severity.ERROR
    assert issues[0].advice


WARNINGS = {
    "income above nought": (FEES.replace("-400000.00", "400000.00"), "BUDGET-SIGN", Severity.WARNING),
    "no reason": (FOSTERING.removesuffix("More."), "BUDGET-REASON-MISSING", Severity.NOTE),
    "variance": (f"{FOSTERING},,999000.00", "BUDGET-VARIANCE-DISAGREES", Severity.WARNING),
    "percentage": (f"{FOSTERING},,,+21", "BUDGET-PERCENTAGE-DISAGREES", Severity.WARNING),
    "percentage of nothing": (f"{SMALL},,,-3", "BUDGET-PERCENTAGE-DISAGREES", Severity.WARNING),
    "movement": (f"{FOSTERING},,,,51000.00", "BUDGET-MOVEMENT-DISAGREES", Severity.WARNING),
    "reason of another amount": (f"{FOSTERING},,,,,2000.00", "BUDGET-REASON-DISAGREES", Severity.WARNING),
    "forecast": (f"{FOSTERING},1300000.00", "BUDGET-FORECAST-DISAGREES", Severity.WARNING),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_wants_a_look(read: Read, name: str) -> None:
    line, code, severity = WARNINGS[name]
    _, issues = read(line)
    assert [(issue.code, issue.severity) for issue in issues] == [(code, severity)]


def test_amounts_printed_right_are_passed_over(read: Read) -> None:
    # 200,000.50 is printed as 0.200, 20.00005% as 20 and as 20.0, and a movement of 50,000.50 as 0.050 or 0.051.
    _, issues = read(f"{FOSTERING},1200000.00,200000.00,20.0%,50000.00,200000.00", FEES)
    assert issues == []


def test_a_reserve_that_does_not_balance_its_fund(read: Read) -> None:
    _, issues = read(SPECIAL, RESERVE.replace("-100000.00", "-90000.00"))
    assert [issue.code for issue in issues] == ["BUDGET-RESERVE-NOT-BALANCED"]
    assert "+0.010 is left over" in issues[0].message


def test_issues_speak_of_the_outturn_once_the_year_is_closed(read: Read) -> None:
    year = "2016-17-year,2017-03,2017-05-12,the last report,A ledger"
    _, issues = read(f"{FOSTERING},1300000.00,999000.00", budget_year=(year,))
    assert all("outturn" in issue.message and "forecast" not in issue.message for issue in issues)
    assert len(issues) == 2


CAUSES: dict[str, tuple[dict[str, int | str], str]] = {
    "sign": ({"printed": -300_000, "worked_out": 300_000}, "It has the wrong sign."),
    "left out": (
        {"printed": 1_237_000, "worked_out": -313_000, "reason": "An agreement of £1.55m."},
        "left out of the forecast",
    ),
    "counted twice": (
        {"printed": 100_000, "worked_out": 350_000, "reason": "A grant of £250,000 came."},
        "counted twice in the forecast",
    ),
    "swapped": (
        {"printed": 348_000, "worked_out": 438_000},
        "Two digits are swapped in the variance: 0.348 for 0.438.",
    ),
    "one digit": ({"printed": 485_000, "worked_out": 285_000}, "One digit differs in the variance: 0.485 for 0.285."),
    "swapped in the forecast": (
        {"printed": 348_000, "worked_out": 438_000, "forecast": 3_324_000},
        "Two digits are swapped in the forecast: 3.324 for 3.234.",
    ),
    "nothing proved": ({"printed": 1_653_000, "worked_out": 1_803_000, "forecast": 14_675_000}, ""),
}


@pytest.mark.parametrize("name", CAUSES)
def test_causes(name: str) -> None:
    given_amounts, said = CAUSES[name]
    amounts = {key: value if isinstance(value, str) else Decimal(value) for key, value in given_amounts.items()}
    causes = likely_causes(**amounts)  # type: ignore[arg-type]
    assert (said in " ".join(causes)) if said else causes == ()


def test_named_amounts_and_slips() -> None:
    assert named_amounts("It was £1.550 million, then £0.361m, £1,250.50 and £3.") == (
        Decimal(1_550_000),
        Decimal(361_000),
        Decimal("1250.50"),
        Decimal(3),
    )
    assert digit_slip(Decimal(348_000), Decimal(438_000)) == "Two digits are swapped"
    assert digit_slip(Decimal(348_000), Decimal(843_000)) == ""
    assert digit_slip(Decimal(348_000), Decimal(-348_000)) == ""
    assert digit_slip(Decimal(1_348_000), Decimal(1_348_000)) == ""
