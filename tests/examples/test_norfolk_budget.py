"""The budget of the example is what the pack printed, and every fault of the pack's budget tables is found.

The lines below were typed from the pack; amounts are worked out again here in whole thousands of pounds.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml

from crossfoot.finance.budget import Budget, Line, Standing, budget_of
from crossfoot.finance.budget_checks import find_budget_issues
from crossfoot.finance.budget_registers import BUDGET, PRINTED_TOTALS, Fund
from crossfoot.finance.ledger import LEDGER_TOTALS, Place, Posting, ledger_amount
from crossfoot.finance.ledger_checks import find_ledger_issues
from crossfoot.finance.printed_budget import find_printed_budget_issues
from crossfoot.judgements.budget_pressures import pressing_budget_lines
from crossfoot.registers.register import Registers
from crossfoot.sources.ledger import read_ledger
from crossfoot.sources.registers import read_registers
from crossfoot.vocabulary.issues import Issue, Severity

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
FILES = {
    "budget-year": "finance/budget-year.csv",
    "budget": "finance/budget.csv",
    "budget-printed-totals": "finance/budget-printed-totals.csv",
}

# Line of the pack: approved budget, outturn, over or under, % of budget, movement, and over or under beside the reason.
GENERAL_FUND = """
981 3.954 10.899 +6.945 +176 +0.380 +6.945
983 12.872 14.675 +1.653 +13 +0.176 +1.653
984 8.384 8.834 +0.450 +5 +0.230 +0.450
985 0.000 0.235 +0.235 n/a . +0.235
986 3.195 3.535 +0.340 +11 -0.230 +0.340
987 23.295 24.245 +0.950 +4 -0.060 +0.950
988 3.335 3.502 +0.167 +5 . +0.167
989 0.792 1.659 +0.867 +109 -0.043 +0.867
990 0.420 0.730 +0.310 +74 . +0.310
991 1.220 2.290 +1.070 +88 +0.290 +1.070
992 3.391 3.745 +0.354 +10 +0.095 +0.354
993 1.493 1.683 +0.190 +13 +0.060 +0.190
994 0.129 0.269 +0.140 +109 . +0.140
995 2.448 2.135 +1.237 +50 . +1.237
996 -0.101 -0.021 +0.080 +79 +0.080 +0.080
999 -2.324 -2.724 -0.400 -17 . -0.400
1000 3.488 2.999 -0.898 -26 . -0.898
1001 2.162 1.727 -0.435 -20 . -0.435
1002 10.874 9.964 -0.910 -8 . -0.910
1003 7.269 6.858 -0.411 -6 . -0.411
1005 3.411 3.351 -0.060 -2 . -0.060
1006 0.648 0.583 -0.065 -10 -0.065 -0.065
1007 4.446 4.226 -0.220 -5 -0.220 -0.220
1008 n/a n/a -0.030 n/a . -0.030
1009 -6.221 -6.636 -0.415 -7 . -0.415
1010 0.000 -0.127 -0.127 n/a . -0.127
1013 0.000 0.000 -1.019 n/a -1.818 -1.019
"""
SCHOOLS = """
1062 25.537 26.937 +1.400 +5 . +1.400
1063 14.287 16.535 +2.248 +16 . +1.930
1064 2.440 3.059 +0.619 +25 . +0.619
1065 2.886 3.324 +0.348 +12 . +0.348
1066 5.090 5.375 +0.485 +9 . +0.485
1067 1.047 1.107 +0.060 +6 . +0.060
1068 0.500 0.600 +0.100 +20 . +0.100
1071 0.750 0.586 -0.164 -22 . -0.164
1072 0.264 0.029 -0.235 -75 . -0.235
1073 0.585 0.275 -0.310 -53 . -0.310
1074 6.000 5.850 -0.150 -3 . -0.150
1075 19.948 19.000 -0.948 -5 . -0.948
1077 0.000 0.000 -3.453 n/a -3.453 .
"""
RESERVE_LINES = {1013, 1077}
"""Uses of a reserve: the pack prints no outturn for them, and the variance is the amount used."""

# Line of the pack: the lines added up, and what was printed.
TOTALS = {
    968: (range(981, 1014), "+9.998 -1.125"),
    997: (range(981, 997), "+14.988 +0.978"),
    1011: (range(999, 1011), "-3.971 -0.285"),
    1014: (range(1013, 1014), "-1.019 -1.818"),
    1015: (range(981, 1014), "+9.998 -1.125"),
    1069: (range(1062, 1069), "+5.260 ."),
    1076: (range(1071, 1076), "-1.807 ."),
    1078: (range(1062, 1078), "+0.000 -3.453"),
}

# Every fault of the pack's tables: code, line, and the working that the issue must print.
FAULTS = {
    ("BUDGET-VARIANCE-DISAGREES", 983): "printed as +1.653; 14.675 less 12.872 is +1.803",
    ("BUDGET-VARIANCE-DISAGREES", 995): "printed as +1.237; 2.135 less 2.448 is -0.313",
    ("BUDGET-PERCENTAGE-DISAGREES", 995): "+50% of the budget is printed; -0.313 of 2.448 is -12.8% and +1.237 of "
    "2.448 is +50.5%",
    ("BUDGET-VARIANCE-DISAGREES", 1000): "printed as -0.898; 2.999 less 3.488 is -0.489",
    ("BUDGET-FORECAST-DISAGREES", 1013): "printed as 0.000, which less the budget of 0.000 is not the variance",
    ("BUDGET-REASON-DISAGREES", 1063): "reasons says +1.930, the summary +2.248; they differ by -0.318",
    ("BUDGET-VARIANCE-DISAGREES", 1065): "printed as +0.348; 3.324 less 2.886 is +0.438",
    ("BUDGET-VARIANCE-DISAGREES", 1066): "printed as +0.485; 5.375 less 5.090 is +0.285",
    ("BUDGET-PERCENTAGE-DISAGREES", 1066): "+9% of the budget is printed; +0.285 of 5.090 is +5.6% and +0.485 of "
    "5.090 is +9.5%",
    ("BUDGET-PERCENTAGE-DISAGREES", 1072): "-75% of the budget is printed; -0.235 of 0.264 is -89.0%",
    ("BUDGET-FORECAST-DISAGREES", 1077): "printed as 0.000, which less the budget of 0.000 is not the variance",
    ("BUDGET-TOTAL-DISAGREES", 968): "says +9.998; the lines add up to +9.007",
    ("BUDGET-TOTAL-DISAGREES", 997): "says +14.988; the lines add up to +13.588",
    ("BUDGET-TOTAL-DISAGREES", 1011): "says -3.971; the lines add up to -3.562",
    ("BUDGET-TOTAL-DISAGREES", 1015): "says +9.998; the lines add up to +9.007",
    ("BUDGET-TOTAL-DISAGREES", 1069): "says +5.260; the lines add up to +5.150",
    ("BUDGET-TOTAL-DISAGREES", 1078): "says 0.000; the lines add up to -0.110",
    ("BUDGET-RESERVE-NOT-BALANCED", 1077): "the lines before it are +3.343, and -0.110 is left over",
}
CAUSES = {
    995: "The difference of +1.550 is the £1.550 million that the reason names: it seems to be left out of",
    1065: "Two digits are swapped in the forecast: 3.324 for 3.234",
    1066: "One digit differs in the forecast: 5.375 for 5.575",
}
"""What the figures prove of why; of lines 983 and 1000 they prove nothing."""


def thousands(text: str) -> int | None:
    """`+6.945` as 6945; None for what is not printed."""
    return None if text in {"n/a", "."} else int(text.replace(".", ""))


PRINTED = {
    int(line): [thousands(cell) for cell in cells]
    for line, *cells in (row.split() for row in (GENERAL_FUND + SCHOOLS).strip().splitlines() if row)
}


def worked_out(line: int) -> int:
    """The variance in thousands by outturn less budget, or as printed for a line of no budget and for a reserve."""
    budget, outturn, variance, *_ = PRINTED[line]
    if budget is None or outturn is None or line in RESERVE_LINES:
        assert variance is not None
        return variance
    return outturn - budget


@pytest.fixture(scope="module")
def registers() -> Registers:
    found, issues = read_registers(FOLDER, FILES)
    assert [issue for issue in issues if issue.severity is Severity.ERROR] == []
    return found


@pytest.fixture(scope="module")
def budget(registers: Registers) -> Budget:
    found = budget_of(registers)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def lines(budget: Budget) -> dict[int | None, Line]:
    return {line.entry.line: line for line in budget.lines}


def in_pounds(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount) * 1000


def test_every_line_is_as_the_pack_prints_it(lines: dict[int | None, Line]) -> None:
    assert set(lines) == set(PRINTED)
    for number, (budget, outturn, variance, per_cent, movement, beside_reason) in PRINTED.items():
        entry = lines[number].entry
        assert entry.original_budget == in_pounds(budget), number
        shown = entry.printed_forecast if number in RESERVE_LINES else entry.forecast
        assert shown == in_pounds(outturn), number
        assert entry.printed_variance == in_pounds(variance), number
        assert entry.printed_percentage == per_cent, number
        assert entry.printed_movement == in_pounds(movement), number
        assert entry.printed_variance_with_reason == in_pounds(beside_reason), number
        assert entry.fund is (Fund.GENERAL_FUND if number < 1050 else Fund.SCHOOLS)
        assert entry.reason is not None


def test_variances_percentages_and_movements_by_a_second_reckoning(lines: dict[int | None, Line]) -> None:
    for number, (budget, _, _, _, movement, _) in PRINTED.items():
        line, variance = lines[number], worked_out(number)
        assert line.variance == variance * 1000
        assert line.movement == (movement or 0) * 1000
        if not budget:
            assert line.per_cent is None
        else:
            assert line.per_cent is not None
            assert line.per_cent * abs(budget) == 100 * variance


def test_totals_by_a_second_reckoning(budget: Budget, registers: Registers) -> None:
    stated = {placed.entry.line: placed.entry for placed in registers.of(PRINTED_TOTALS)}
    assert set(stated) == set(TOTALS)
    for number, (of, printed) in TOTALS.items():
        entry = stated[number]
        fund = budget.fund(entry.fund)
        assert fund is not None
        block = fund.total if entry.block is None else next(each for each in fund.blocks if each.name == entry.block)
        numbers = [line for line in PRINTED if line in of]
        assert [line.entry.line for line in block.lines] == numbers
        assert block.variance == 1000 * sum(worked_out(line) for line in numbers)
        assert block.movement == 1000 * sum(PRINTED[line][4] or 0 for line in numbers)
        assert block.approved == 1000 * sum(PRINTED[line][0] or 0 for line in numbers)
        assert [entry.printed_variance, entry.printed_movement] == [in_pounds(thousands(t)) for t in printed.split()]


def faults_of_the_pack() -> set[tuple[str, int]]:
    """Which amounts of the pack do not follow from their parts, worked out here and nowhere else."""
    found = set()
    for number, (budget, outturn, variance, per_cent, _, beside_reason) in PRINTED.items():
        assert variance is not None
        if number in RESERVE_LINES and outturn != variance:
            found.add(("BUDGET-FORECAST-DISAGREES", number))
        if worked_out(number) != variance:
            found.add(("BUDGET-VARIANCE-DISAGREES", number))
        if per_cent is not None and budget is not None:
            whole = {
                int((Decimal(100 * each) / abs(budget)).quantize(Decimal(1), ROUND_HALF_UP))
                for each in (variance, worked_out(number))
            }
            if per_cent not in whole:
                found.add(("BUDGET-PERCENTAGE-DISAGREES", number))
        if beside_reason is not None and beside_reason != variance:
            found.add(("BUDGET-REASON-DISAGREES", number))
    for number, (of, printed) in TOTALS.items():
        total = sum(worked_out(line) for line in PRINTED if line in of)
        if total != thousands(printed.split()[0]):
            found.add(("BUDGET-TOTAL-DISAGREES", number))
    if sum(worked_out(line) for line in PRINTED if line > 1050):
        found.add(("BUDGET-RESERVE-NOT-BALANCED", 1077))
    return found


def found_issues(registers: Registers) -> dict[tuple[str, int | None], Issue]:
    at = {(placed.file, placed.row): placed.entry.line for placed in registers.of(BUDGET)}
    at |= {(placed.file, placed.row): placed.entry.line for placed in registers.of(PRINTED_TOTALS)}
    issues = [*find_printed_budget_issues(registers), *find_budget_issues(registers)]
    keyed = {(issue.code, at[issue.file, issue.row or 0]): issue for issue in issues}
    assert len(keyed) == len(issues)
    return keyed


def test_every_fault_of_the_pack_is_found_and_nothing_else(registers: Registers) -> None:
    issues = found_issues(registers)
    assert set(issues) == set(FAULTS) == faults_of_the_pack()
    for key, working in FAULTS.items():
        assert working in issues[key].message, key
        assert issues[key].severity is Severity.WARNING


def test_causes_are_named_where_the_figures_prove_one(registers: Registers) -> None:
    issues = found_issues(registers)
    for (code, line), issue in issues.items():
        if code == "BUDGET-VARIANCE-DISAGREES":
            named = re.search(r"reason names|digit", issue.message) is not None
            assert named == (line in CAUSES), line
            assert line is None or CAUSES.get(line, "") in issue.message


def test_printed_totals_are_traced_to_the_lines_that_differ(registers: Registers) -> None:
    said = found_issues(registers)["BUDGET-TOTAL-DISAGREES", 1015].message
    assert "agency fostering -0.150; Service level agreements for early help +1.550; School improvement -0.409" in said


def test_the_year_runs(budget: Budget) -> None:
    assert budget.standing() is Standing.FORECAST
    assert budget.year.year.name == "2016-17"


def test_pressures_are_the_lines_of_both_funds_in_millions(registers: Registers) -> None:
    lines = {line.id: line for line in pressing_budget_lines(registers)}
    assert len(lines) == len(PRINTED)
    assert lines["looked-after-agency-residential"].variance == Decimal("6.945")
    assert lines["looked-after-agency-fostering"].variance == Decimal("1.803")
    assert lines["other-small-savings"].budget is None
    assert lines["special-schools"].budget == Decimal("25.537")


# -- the ledger ------------------------------------------------------------------------------------------------------


def in_pence(text: str) -> int:
    digits = int(text.rstrip("-").replace(".", ""))
    return -digits if text.endswith("-") else digits


def test_the_ledger_adds_up_to_budget_and_forecast_by_a_second_reckoning(budget: Budget, registers: Registers) -> None:
    totals, issues = read_ledger(
        FOLDER, file="finance/ledger.csv", map_file="finance/ledger-map.yaml", year=budget.year
    )
    assert issues == ()
    whole = Registers({**registers.entries, LEDGER_TOTALS.name: totals})
    assert find_ledger_issues(whole) == []
    # Every rule of this map can be told by its cost centres, which are a code or a code's beginning with *.
    rules = yaml.safe_load((FOLDER / "finance/ledger-map.yaml").read_text(encoding="utf-8"))["rules"]
    sums: dict[tuple[str | None, str], int] = defaultdict(int)
    everything = later = 0
    with (FOLDER / "finance/ledger.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            pence, centre = in_pence(row["Amount"]), row["Cost centre"]
            everything += pence
            if row["Type"] == "ACT" and row["Period"] > "2017-01":
                later += pence
                continue
            (rule,) = (
                rule
                for rule in rules
                if any(
                    centre == code or (code[-1] == "*" and centre.startswith(code[:-1]))
                    for code in rule["cost_centres"]
                )
            )
            sums[rule.get("line"), row["Type"]] += pence
    for line in budget.lines:
        if line.approved is not None:
            assert line.approved * 100 == sums[line.id, "BUD"]
            assert line.forecast is not None
            assert line.forecast * 100 == sums[line.id, "FOR"]
            assert ledger_amount(whole, line.id, Posting.ACTUAL) == Decimal(sums[line.id, "ACT"]) / 100
            assert ledger_amount(whole, line.id, Posting.COMMITMENT) == Decimal(sums[line.id, "COM"]) / 100
    assert 100 * sum(total.entry.amount for total in totals) == everything
    assert {total.entry.place for total in totals} == {Place.LINE, Place.LEFT_OUT, Place.LATER}
    assert 100 * sum(total.entry.amount for total in totals if total.entry.place is Place.LATER) == later
