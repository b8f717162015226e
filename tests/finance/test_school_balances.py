from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from supplied_rows import registers_of, told

from crossfoot.finance.school_balances import (
    find_school_balance_issues,
    school_balance_workings,
    school_balances_of,
    total_school_balances,
)
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.periods import Period

YEAR = Period.parse("2016-17-year")
HEADER = "year,id,title,opening,in_year_variance,academy_conversions,schools_in_deficit,printed_closing\n"
ROWS = HEADER + (
    "2016-17-year,nursery,Nursery,103000.00,-54000.00,0.00,,\n"
    "2016-17-year,primary,Primary,16057000.00,-3547000.10,-2380000.00,4,10130000.00\n"
    "2016-17-year,secondary,Secondary,-200000.00,50000.25,90000.00,2,\n"
    "2015-16-year,primary,Primary,15000000.00,1057000.00,0.00,,\n"
)


def test_closing_balances_and_totals_are_worked_out_to_the_penny(tmp_path: Path) -> None:
    entries = school_balances_of(registers_of(tmp_path, {"school-balances": ROWS}), YEAR)
    assert [(entry.id, entry.closing) for entry in entries] == [
        ("nursery", Decimal("49000.00")),
        ("primary", Decimal("10129999.90")),
        ("secondary", Decimal("-59999.75")),
    ]
    assert total_school_balances(entries) == {
        "opening": Decimal("15960000.00"),
        "in_year_variance": Decimal("-3550999.85"),
        "academy_conversions": Decimal("-2290000.00"),
        "closing": Decimal("10119000.15"),
    }


def test_a_deficit_that_leaves_with_a_school_makes_the_balance_larger(tmp_path: Path) -> None:
    _, _, secondary = school_balances_of(registers_of(tmp_path, {"school-balances": ROWS}), YEAR)
    assert secondary.academy_conversions > 0
    assert secondary.closing > secondary.opening + secondary.in_year_variance


def test_every_amount_has_a_name(tmp_path: Path) -> None:
    entries = school_balances_of(registers_of(tmp_path, {"school-balances": ROWS}), YEAR)
    workings = dict(school_balance_workings(entries))
    assert len(workings) == 4 * 4
    assert workings["school-balances/secondary/academy-conversions"].amount == 90000
    assert workings["school-balances/total/closing"].sum_text == "0.049 + 10.130 - 0.060 = 10.119"


PRINTED = {
    "10130000.00": [],
    "10129999.90": [],
    "10129000.00": [("PRINTED-AMOUNT-DISAGREES", "school-balances.csv", 3, "printed_closing")],
    "10131000.00": [("PRINTED-AMOUNT-DISAGREES", "school-balances.csv", 3, "printed_closing")],
}


@pytest.mark.parametrize(("printed", "issues"), PRINTED.items())
def test_what_was_printed_is_compared_to_the_nearest_thousand(
    tmp_path: Path, printed: str, issues: list[tuple[str, str, int, str]]
) -> None:
    registers = registers_of(tmp_path, {"school-balances": ROWS.replace("4,10130000.00", f"4,{printed}")})
    assert told(find_school_balance_issues(registers)) == issues


@pytest.mark.parametrize("year", ["2017-01", "2016-17-q3", "2016-17-academic"])
def test_only_a_financial_year_is_taken(tmp_path: Path, year: str) -> None:
    with pytest.raises(InputRefused, match=r"REGISTER-CELL-BAD.*not a financial year"):
        registers_of(tmp_path, {"school-balances": HEADER + f"{year},a,A,1,1,1,,\n"})
