"""Tables that look as if they did not add up, and do: silent as they are, and found where a cell is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

DELEGATED = """Rates that schools pass back

Service | Primary rate (£ per pupil) | Primary (£) | Secondary rate (£ per pupil) | Secondary (£) | Total (£)
Contingency | 9.50 | 89,547 | 18.00 | 50,670 | {0}
Union time | 4.20 | 39,589 | 4.20 | 11,823 | 51,412
Behaviour support | 11.75 | 110,756 | - | - | 110,756
Meals checks | 1.60 | 15,082 | 1.35 | 3,800 | 18,882
Total | 27.05 | 254,974 | 23.55 | 66,293 | 321,267
"""
ROUNDED_APART = """Placements and what they cost

Type | Budgeted number | Current number | Difference | Unit cost (£) | Budgeted cost (£000) | Current cost (£000) | \
Difference (£000)
Own carers | 206 | 212 | +6 | 24,310 | 5,008 | 5,154 | +146
Agency carers | 151 | 163 | +12 | 49,660 | 7,499 | 8,095 | +596
Homes | 58 | 64 | +6 | 261,300 | 15,155 | 16,723 | {0}
Lodgings | 47 | 44 | -3 | 68,900 | 3,238 | 3,032 | -206
Total | 462 | 483 | +21 | | 30,900 | 33,004 | +2,104
"""
OWN_BASE = """Taking part in reviews

Code | 2023-24 | % of reviews | Change
Came and spoke | 402 | 34.6% | -19
Came with an advocate | 38 | 3.3% | +7
Came, said it otherwise | 27 | 2.3% | +3
Briefed an advocate | 121 | {0} | -12
Sent views | 355 | 30.6% | +7
Did neither | 74 | 6.4% | -18
Child under four | 144 | 12.4% | +6
All reviews | 1,161 | 100.0% | -26
Took part, of those aged four or over | 943 | 92.7% | +4
"""
RUNS_ON = """Deficit with and without the plan (£m)

Year | Opening deficit | Allocation | Unmitigated spend | Plan savings | Mitigated spend | In-year deficit | \
Closing deficit | Closing without plan
2024/25 | 11.362 | 43.445 | 47.072 | - | 47.072 | 3.627 | 14.989 | 14.989
2025/26 | 14.989 | 46.120 | 51.380 | 2.145 | 49.235 | 3.115 | 18.104 | 20.249
2026/27 | 18.104 | 48.890 | 54.610 | 4.320 | 50.290 | 1.400 | {0} | 25.969
2027/28 | 19.504 | 51.340 | 57.425 | 6.910 | 50.515 | -0.825 | 18.679 | 32.054
"""
SEEN = """Supervised each month (supervised/due)

Team | July | August | September
Assessment | 26/31 | 29/33 | 31/34
Protection | 32/41 | 29/40 | 34/41
In care | 27/29 | 26/28 | 27/29
Leaving care | 16/18 | 15/18 | 15/17
Disabled children | 11/13 | 12/14 | 13/14
Fostering | 15/16 | 16/16 | 14/15

Posts at 30 September

Team | Posts | Permanent staff | Agency staff | All staff
Assessment | 38 | 28 | 6 | {0}
Protection | 45 | 34 | 7 | 41
In care | 31 | 26 | 3 | 29
Leaving care | 19 | 17 | 1 | 18
Disabled children | 15 | 13 | 1 | 14
Fostering | 16 | 16 | 0 | 16
All teams | 164 | 134 | 18 | 152
"""
LOST_DAYS = """Working days lost to sickness

Service | Posts | Short-term days | Long-term days | All days | Days per post | Target | Difference
Referral | 68.0 | 212 | 341 | 553 | 8.1 | 6.0 | +2.1
Family support | 103.0 | 384 | 527 | 911 | 8.8 | 6.0 | {0}
In care | 51.0 | 121 | 168 | 289 | 5.7 | 6.0 | -0.3
Adolescents | 33.0 | 97 | 184 | 281 | 8.5 | 6.0 | +2.5
Disabled children | 27.0 | 58 | 41 | 99 | 3.7 | 6.0 | -2.3
All services | 282.0 | 872 | 1,261 | 2,133 | 7.6 | 6.0 | +1.6
"""
ATTENDANCE = """Attendance over five years

Year | County | England (children in care) | Gap (points) | Change on year before
2020/21 | 91.9% | 91.2% | +0.7 | n/a
2021/22 | 90.6% | 90.3% | +0.3 | -1.3
2022/23 | 90.9% | 90.5% | +0.4 | {0}
2023/24 | 90.3% | 90.8% | -0.5 | -0.6
2024/25 | 91.1% | 91.0% | +0.1 | +0.8
"""
DEALT_WITH = """Contacts, last three months

Measure | Mar-25 | Apr-25 | May-25 | Three months
Contacts | 1,421 | 1,296 | 1,352 | 4,069
Became a referral | 402 | 358 | {0} | 1,107
Referral rate per 10,000 (annualised) | 500.2 | 445.4 | 431.7 | 459.1
"""
PACKS = {
    "prices beside amounts": (DELEGATED, "140,217", "140,127", 4),
    "a difference of two rounded costs": (ROUNDED_APART, "+1,568", "+1,658", 6),
    "a row of a base of its own": (OWN_BASE, "10.4%", "14.0%", 7),
    "savings that run on": (RUNS_ON, "19.504", "19.540", 6),
    "about as many seen as there are staff": (SEEN, "34", "43", 15),
    "differences of averages": (LOST_DAYS, "+2.8", "-2.8", 5),
    "a change that is about as large as a gap": (ATTENDANCE, "+0.3", "+1.3", 6),
    "a rate of several months": (DEALT_WITH, "347", "374", 5),
}


@pytest.mark.parametrize("name", PACKS)
def test_what_adds_up_is_silent_and_a_wrong_cell_is_found(name: str, tmp_path: Path) -> None:
    text, right, wrong, line = PACKS[name]
    assert_only_the_wrong_is_found((re.sub(r" ?\| ?", "\t", text), right, wrong, line), tmp_path)


def test_a_surplus_is_one_in_words_and_an_overspend_of_so_much_is_more_than_all(tmp_path: Path) -> None:
    lines = [
        "Income and spending (£m)",
        "",
        " | Budget | Outturn | Over / (under) | % of budget",
        "Income | (4.819) | (4.811) | 0.008 | 99.8%",
        "Spending | 4.772 | 4.818 | 0.046 | 101.0%",
        "Surplus | 0.047 | 0.043 | 0.004 | 91.5%",
        "",
        "That leaves a surplus of £0.043m; spending was overspent by £0.046m, or 1.0%.",
    ]
    path = tmp_path / "pack.txt"
    path.write_text("\n".join(re.sub(r" ?\| ?", "\t", line) for line in lines), encoding="utf-8")
    spending = [each for each in audit_pack(path).findings if each.rule == "spending-words"]
    assert spending == []
    path.write_text(path.read_text(encoding="utf-8").replace("was overspent by", "was underspent by"), encoding="utf-8")
    assert [each.line for each in audit_pack(path).findings if each.rule == "spending-words"] == [8]
