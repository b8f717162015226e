"""The example's balances, reserves, savings, grant and placements: worked out again from the files, beside the pack.

The pack's lines are quoted here as it prints them; the registers are read with the standard library alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest

from crossfoot.finance.placement_bridge import find_placement_issues, placement_bridge_of
from crossfoot.finance.printed_amounts import PRINTED_AMOUNTS
from crossfoot.finance.printed_totals import find_printed_total_issues, workings_of
from crossfoot.finance.reserves import RESERVES, find_reserve_issues
from crossfoot.finance.savings import find_saving_issues
from crossfoot.finance.school_balances import find_school_balance_issues
from crossfoot.finance.shared_grant_checks import find_shared_grant_issues
from crossfoot.finance.shared_grants import shared_grants_of
from crossfoot.registers.register import Placed, Registers
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.periods import Period

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01" / "finance"
YEAR = Period.parse("2016-17-year")

# Lines 1105-1110 and 1122-1139, in £ million: opening, then what moves it, then the printed closing balance.
SCHOOL_BALANCES = """
nursery          0.103   -0.054   0.000   0.049
primary         16.057   -3.547  -2.380  10.130
secondary        2.470   -0.826  -1.059   0.585
special          1.296   -0.310   0.000   0.986
school-clusters  2.308   -0.856   0.000   1.452
"""
RESERVES_PRINTED = """
dedicated-schools-grant           5.547  -2.000  -3.453   0.094
non-teaching-activities           0.933  -0.255   0.000   0.678
building-maintenance-partnership-pool 1.157 +0.251 0.000  1.408
sickness-insurance                1.273  -0.254  -1.019   0.000
playing-surfaces                  0.273  -0.089   0.000   0.184
building-maintenance-others       1.169  -0.295   0.000   0.874
transport-days-equalisation       0.757  -0.655   0.000   0.101
holiday-pay                       0.015  -0.003   0.000   0.012
schools-private-finance           2.349  -0.167  +0.294   2.476
information-technology            0.222  -0.063   0.000   0.159
repairs-and-renewals              0.200  -0.017   0.000   0.183
improvement                       0.490  -0.232   0.000   0.258
grants-and-contributions          2.885  -0.469  -1.093  -1.323
"""
FAULTS = {
    # file, row: the working, in £ million
    ("reserves.csv", 8): "0.757 - 0.655 + 0.000 = 0.102, printed as 0.101",
    ("reserves.csv", 14): "2.885 - 0.469 - 1.093 = 1.323, printed as -1.323",
    ("printed-amounts.csv", 12): "-0.655 - 0.003 - 0.167 - 0.063 - 0.017 - 0.232 - 0.469 = -1.606, printed as -1.607",
    ("printed-amounts.csv", 14): ("0.102 + 0.012 + 2.476 + 0.159 + 0.183 + 0.258 + 1.323 = 4.513, printed as 4.512"),
    ("printed-amounts.csv", 16): "-2.000 - 0.642 - 1.606 = -4.248, printed as -4.249",
    ("printed-amounts.csv", 18): "0.094 + 3.144 + 4.513 = 7.751, printed as 7.750",
    ("printed-amounts.csv", 19): "-2.000 - 0.642 - 1.606 = -4.248, printed as -4.249",
    ("printed-amounts.csv", 20): "0.094 + 3.144 + 4.513 = 7.751, printed as 7.750",
    ("printed-amounts.csv", 23): ("0.102 + 0.012 + 2.476 + 0.159 + 0.183 + 0.258 + 1.323 = 4.513, printed as 4.512"),
}
"""Every place where the pack does not give what its own parts do; the wrong sign apart, rounding can explain each."""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def thousandths(text: str) -> Decimal:
    """`-0.054` as -54, in thousands of pounds."""
    return Decimal(text.replace(".", ""))


def printed(table: str) -> Iterator[tuple[str, list[Decimal]]]:
    for line in table.strip().splitlines():
        name, *amounts = line.split()
        yield name, [thousandths(amount) for amount in amounts]


def all_issues(registers: Registers) -> list[Issue]:
    checks = (
        find_school_balance_issues,
        find_reserve_issues,
        find_saving_issues,
        find_shared_grant_issues,
        find_placement_issues,
        find_printed_total_issues,
    )
    return [issue for check in checks for issue in check(registers)]


# -- the files hold what the pack prints -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "table", "columns"),
    [
        ("school-balances", SCHOOL_BALANCES, ("opening", "in_year_variance", "academy_conversions")),
        ("reserves", RESERVES_PRINTED, ("opening", "approved_use", "recommended_use")),
    ],
)
def test_files_hold_what_was_printed(name: str, table: str, columns: tuple[str, ...]) -> None:
    found = [
        (row["id"], [Decimal(row[column]) / 1000 for column in (*columns, "printed_closing")]) for row in rows(name)
    ]
    assert found == list(printed(table))


# -- every figure a second way -----------------------------------------------------------------------------------------


def test_school_balances_a_second_way(edition: Edition) -> None:
    amounts = {name: working.amount / 1000 for name, working in workings_of(edition.registers, YEAR)}
    found = dict(printed(SCHOOL_BALANCES))
    for name, (opening, moved, left, closing) in found.items():
        assert amounts[f"school-balances/{name}/closing"] == opening + moved + left == closing
    totals = [sum(column) for column in zip(*found.values(), strict=True)]
    names = ("opening", "in-year-variance", "academy-conversions", "closing")
    # Line 1111: the total row of the pack.
    assert totals == [amounts[f"school-balances/total/{name}"] for name in names] == [22234, -5593, -3439, 13202]


def test_reserves_a_second_way(edition: Edition) -> None:
    amounts = {name: working.amount / 1000 for name, working in workings_of(edition.registers, YEAR)}
    found = dict(printed(RESERVES_PRINTED))
    groups = {row["id"]: row["group"] for row in rows("reserves")}
    for name, (opening, used, more, _) in found.items():
        assert amounts[f"reserves/{name}/closing"] == opening + used + more
    for group, expected in {
        "dedicated-schools-grant": [5547, -2000, -3453, 94],
        "schools": [4805, -642, -1019, 3144],
        "childrens-services": [6918, -1606, -799, 4513],
        "total": [17270, -4248, -5271, 7751],
    }.items():
        held = [line[:3] for name, line in found.items() if group in ("total", groups[name])]
        opening, used, more = (sum(column) for column in zip(*held, strict=True))
        names = ("opening", "approved-use", "recommended-use", "closing")
        assert [amounts[f"reserves/{group}/{name}"] for name in names] == expected
        assert [opening, used, more, opening + used + more] == expected


def test_the_grant_shared_by_five(edition: Edition) -> None:
    """Lines 599-609: 55,930 + 242,760 + 282,030 + 222,530 + 29,750 = 833,000, and a fifth of each."""
    (grant,) = shared_grants_of(edition.registers)
    totals = [int(Decimal(row["total"])) for row in rows("shared-grant-years")]
    assert totals == [55930, 242760, 282030, 222530, 29750]
    assert grant.total == sum(totals) == 833000
    assert grant.own is not None
    own = [grant.shares[grant.own.partner, year.year] for year in grant.years]
    assert own == [total // 5 for total in totals] == [11186, 48552, 56406, 44506, 5950]
    assert [total % 5 for total in totals] == [0] * 5
    assert sum(own) * 5 == grant.total
    for year in grant.years:
        assert sum(grant.shares[partner.partner, year.year] for partner in grant.partners) == year.total


def test_the_bridge_gives_the_budgets_variances(edition: Edition) -> None:
    """Made-up nights, the pack's money: plan and forecast are those of lines 981, 983, 984 and 991, exactly."""
    bridge = placement_bridge_of(edition.registers, YEAR)
    assert bridge is not None
    assert [line.planned / 1000 for line in bridge.lines] == [3954, 12872, 8384, 1220]
    assert [line.spend / 1000 for line in bridge.lines] == [10899, 14675, 8834, 2290]
    supplied = rows("placement-costs")
    planned = [int(row["planned_nights"]) for row in supplied]
    came = [int(row["nights"]) for row in supplied]
    cost = [Fraction(row["planned_unit_cost"]) for row in supplied]
    average = sum((n * p for n, p in zip(planned, cost, strict=True)), Fraction()) / sum(planned)
    at_planned_cost = sum((m * p for m, p in zip(came, cost, strict=True)), Fraction())
    volume = (sum(came) - sum(planned)) * average
    mix = at_planned_cost - sum(came) * average
    price = 36698000 - at_planned_cost
    for effect, expected in zip(
        (bridge.total.volume, bridge.total.mix, bridge.total.price), (volume, mix, price), strict=True
    ):
        assert abs(Fraction(effect) - expected) <= Fraction(1, 200)
    assert bridge.total.variance == 10268000
    assert all("made up" in row["source"] for row in supplied)


def test_savings_are_what_the_minutes_say() -> None:
    """Line 387: 150k of road crossing patrols reversed, and as much more asked of another saving the year after."""
    found = {row["id"]: row for row in rows("savings")}
    assert found["road-crossing-patrols"]["target"] == found["refocus-education-service"]["target"] == "150000.00"
    assert found["road-crossing-patrols"]["forecast"] == "0.00"
    assert [row["id"] for row in rows("savings") if not row["target"]] == [
        "childrens-centres-2018-19",
        "childrens-centres-2019-20",
    ]


# -- where the pack disagrees with itself ------------------------------------------------------------------------------


def test_every_fault_of_the_pack_is_told_with_its_working_and_nothing_else(edition: Edition) -> None:
    found = {(issue.file.removeprefix("finance/"), issue.row): issue for issue in all_issues(edition.registers)}
    assert set(found) == set(FAULTS)
    assert {issue.code for issue in found.values()} == {"PRINTED-AMOUNT-DISAGREES"}
    for place, working in FAULTS.items():
        assert working in found[place].message
    unexplained = [place for place, issue in found.items() if "Rounding of the" not in issue.advice]
    assert unexplained == [("reserves.csv", 14)]
    assert "wrong sign" in found["reserves.csv", 14].advice


def changed(edition: Edition, id_: str, **amounts: Decimal) -> Registers:
    """The example's registers with other amounts of one reserve."""
    reserves = tuple(
        Placed(row.entry.model_copy(update=amounts), row.file, row.row) if row.entry.id == id_ else row
        for row in edition.registers.of(RESERVES)
    )
    return replace(edition.registers, entries=MappingProxyType({**edition.registers.entries, RESERVES.name: reserves}))


def test_one_thousand_pounds_explains_all_faults_but_the_sign(edition: Edition) -> None:
    """Had the transport fund used 0.656 rather than 0.655, every printed sum of the table would hold."""
    mended = changed(edition, "transport-days-equalisation", approved_use=Decimal(-656000))
    assert [(issue.file, issue.row) for issue in all_issues(mended)] == [("finance/reserves.csv", 14)]
    both = replace(
        mended,
        entries=MappingProxyType(
            {
                **mended.entries,
                RESERVES.name: tuple(
                    Placed(row.entry.model_copy(update={"printed_closing": Decimal(1323000)}), row.file, row.row)
                    if row.entry.id == "grants-and-contributions"
                    else row
                    for row in mended.of(RESERVES)
                ),
            }
        ),
    )
    assert all_issues(both) == []


def test_a_new_fault_is_told(edition: Edition) -> None:
    """What agrees today is told when it does not: the print of each total, moved by a thousand pounds."""
    agreeing = [row for row in edition.registers.of(PRINTED_AMOUNTS) if ("printed-amounts.csv", row.row) not in FAULTS]
    assert len(agreeing) == 18
    for row in agreeing:
        wrong = Placed(row.entry.model_copy(update={"printed": row.entry.printed + 1000}), row.file, row.row)
        entries = {**edition.registers.entries, PRINTED_AMOUNTS.name: (wrong,)}
        issues = find_printed_total_issues(Registers(MappingProxyType(entries)))
        assert [(issue.code, issue.row) for issue in issues] == [("PRINTED-AMOUNT-DISAGREES", row.row)]


def test_a_printed_amount_of_an_unknown_name_is_told(edition: Edition) -> None:
    row = edition.registers.of(PRINTED_AMOUNTS)[0]
    misspelt = Placed(row.entry.model_copy(update={"name": "reserves/total/closed"}), row.file, row.row)
    entries = {**edition.registers.entries, PRINTED_AMOUNTS.name: (misspelt,)}
    (issue,) = find_printed_total_issues(Registers(MappingProxyType(entries)))
    assert issue.code == "PRINTED-AMOUNT-UNKNOWN"
    assert issue.advice == "Did you mean 'reserves/total/closing'?"


def test_reserves_and_budget_say_the_same(edition: Edition) -> None:
    """Lines 1013 and 1077: what leaves two reserves is what two lines of the budget get."""
    linked = {row["id"]: row["budget_line"] for row in rows("reserves") if row["budget_line"]}
    assert len(linked) == 2
    budget = {row["id"]: row for row in rows("budget")}
    used = {row["id"]: Decimal(row["recommended_use"]) for row in rows("reserves")}
    for reserve, line in linked.items():
        assert Decimal(budget[line]["forecast"]) - Decimal(budget[line]["original_budget"]) == used[reserve]
    wrong = changed(edition, "sickness-insurance", recommended_use=Decimal(-1018000), approved_use=Decimal(-255000))
    assert "RESERVE-BUDGET-DISAGREES" in {issue.code for issue in find_reserve_issues(wrong)}
