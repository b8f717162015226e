"""Amounts that a sentence or two columns make, and what follows a comparison: no slips of other figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

COST = """Repairs budget

Repairs by team (£000)
Team | Budget | Forecast | Variance
Roofs | 12,480 | 13,905 | 1,425
Boilers | 8,310 | 8,150 | (160)
Windows | 5,260 | 5,930 | 670
All teams | 26,050 | 27,985 | 1,935

{0}
"""
GRANTS = """School meals

Grants by school
School | Pupils | Eligible pupils | Meal grant (£) | Last year (£) | Change (£)
Alder Street | 305 | 84 | 124,320 | 122,910 | +1,410
Bridge End | 244 | 61 | 90,280 | 89,460 | +820
Castle Hill | 337 | 94 | 139,120 | 143,160 | -4,040
All schools | 886 | 239 | 353,720 | 355,530 | -1,810

{0}
"""
PLANS = """Housing plans

Plans agreed
 | May | June | July | August | September | October
Plans agreed | 31 | 36 | 42 | 22 | 35 | 38
In 20 days | 18 | 20 | 27 | 13 | 19 | 25

{0}
"""
HOMES = """Lodgings

Lodgings by year
Year | At 1 April | Approved | Closed | At 31 March
2021/22 | 114 | 26 | 31 | 109
2022/23 | 109 | 22 | 30 | 101
2023/24 | 101 | 24 | 29 | 96
2024/25 | 96 | 31 | 25 | 102

{0}
"""
DEBTS = """Sports hall debts

Debts of clubs by age (£000)
Age | 31 August | % of total | 30 September | % of total | Change
Under 30 days | 742 | 34.9% | 815 | 37.7% | 73
31 to 60 days | 318 | 15.0% | 296 | 13.7% | (22)
61 to 90 days | 205 | 9.6% | 231 | 10.7% | 26
91 to 180 days | 264 | 12.4% | 247 | 11.4% | (17)
Over 180 days | 596 | 28.0% | 571 | 26.4% | (25)
Total | 2,125 | 100.0% | 2,160 | 100.0% | 35

{0}
"""
REQUESTS = """Allotments

Requests by month
Measure | March | April | May | June | July | August | Six months
Requests | 96 | 84 | 102 | 111 | 89 | 38 | 520
Agreed | 63 | 57 | 70 | 74 | 61 | 24 | 349
Refused | 33 | 27 | 32 | 37 | 28 | 14 | 171

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (
            COST,
            "Slates cost £12,470k of the forecast of £13,905k for roofs; the other £1,435k is for scaffolding.",
            "Slates cost £12,470k of the forecast of £13,950k for roofs; the other £1,435k is for scaffolding.",
            10,
        ),
        (
            GRANTS,
            "The meal grant is £1,480 for each eligible pupil.",
            "The schools will have £353,270 of meal grant between them.",
            10,
        ),
        (
            GRANTS,
            "The meal grant is £1,480 for each eligible pupil.",
            "The meal grant of Bridge End is £90,820, £1,480 for each eligible pupil.",
            10,
        ),
        (
            PLANS,
            "Over the six months 122 of 204 plans were agreed in time.",
            "Over the six months 214 plans were agreed.",
            8,
        ),
        (
            HOMES,
            "31 lodgings were approved, 7 more than in 2023/24, and 25 closed.",
            "31 lodgings were approved, 9 more than the 24 of 2023/24, and 25 closed.",
            10,
        ),
        (
            COST,
            "The largest pressure is on roofs (£1.425m), followed by windows (£0.670m).",
            "The largest pressure is on windows (£1.425m), followed by roofs (£0.670m).",
            10,
        ),
        (
            DEBTS,
            "Debts of more than 90 days fell from £860k to £818k, 37.9% of the total.",
            "Debts of more than 90 days fell from £860k to £818k; all debts are £2,610k.",
            12,
        ),
        (
            REQUESTS,
            "In the six months 520 requests were received and 349 agreed.",
            "In the six months 394 requests were agreed.",
            9,
        ),
    ],
)
def test_what_the_words_make_is_no_slip(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
