"""Basic forms of small tables: what is left of a whole, gaps, changes over months, prices, round numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

GAPS = """Reading ages by library
Library | Members | Score | Difference from national (45.9) | Books
Ash | 182 | 48.6 | +2.7 | 91
Birch | 214 | 44.1 | -1.8 | 88
Cedar | 156 | 39.8 | -6.1 | 56
Dell | 171 | 46.9 | +1.0 | 82
Elm | 133 | 42.5 | {0} | 51
"""
POINTS = """The target is 98.50%.

Rent by area, £000
Area | Homes | Debit | Collected | Collected % | Against target (points)
Quay | 1,512 | 4,862 | 4,771 | 98.13 | -0.37
Hill | 1,874 | 6,031 | 5,976 | 99.09 | +0.59
Town | 1,136 | 3,619 | 3,502 | 96.77 | {0}
Mead | 1,718 | 5,527 | 5,468 | 98.93 | +0.43
"""
TWO_GROUPS = """Swimmers over four years, % (newest first)
Year | Town |  | Region |  | Gap
 | % | Change on year | % | Change on year | Points
2026 | 62.6 | +1.9 | 61.4 | +1.1 | +1.2
2025 | 60.7 | +1.5 | 60.3 | {0} | +0.4
2024 | 59.2 | +0.4 | 60.6 | +1.1 | -1.4
2023 | 58.8 | - | 59.5 | - | -0.7
"""
MONTHS = """Allotments by kind at three dates
Date | Full | Half | Raised beds | Other | All
30 September 2026 | 209 (46%) | 131 (29%) | 46 (10%) | 72 (16%) | 458
31 March 2026 | 203 (45%) | 138 (30%) | 44 (10%) | 69 (15%) | 454
30 September 2025 | 198 (43%) | 142 (31%) | 41 (9%) | 75 (16%) | 456
Change in six months | +6 | {0} | +2 | +3 | +4
Change in twelve months | +11 | -11 | +5 | -3 | +2
"""
FIVES = """Audit days used
Area | Planned | Used | Left | % used
Systems | 140 | 78 | 62 | 55.7%
Homes | 110 | 64 | 46 | 58.2%
Adults | 95 | 41 | 54 | {0}
Place | 80 | 52 | 28 | 65.0%
Schools | 90 | 47 | 43 | 52.2%
Fraud | 120 | 83 | 37 | 69.2%
Total | 635 | 365 | 270 | 57.5%
"""
LATE = """Answers in time
Stage | Letters | In time | Late | In time (%) | Days taken | Average days
First | 1,432 | 1,231 | {0} | 86.0 | 9,812 | 6.9
Second | 183 | 142 | 41 | 77.6 | 3,733 | 20.4
Ombudsman | 29 | 28 | 1 | 96.6 | 638 | 22.0
"""
YEARS = """Fines by quarter
Year | Q1 | Q2 | Q3 | Q4 | Year total
2022/23 | 16 | 14 | 15 | 18 | 63
2023/24 | 13 | 17 | 11 | 9 | 50
Change | -3 | {0} | -4 | -9 | -13
"""
YEARLY = """Reports over five years
Year | Injuries | Dangerous events | Public | Total
2018/19 | 14 | 4 | 6 | 24
2019/20 | 12 | 5 | 7 | 24
2020/21 | 7 | 2 | 1 | 10
2021/22 | 11 | 3 | 5 | 19
2022/23 | 13 | 4 | 4 | 21
Five years | 57 | 18 | 23 | 98
Yearly average | 11.4 | {0} | 4.6 | 19.6
"""
PRICES = """The grant is £1,515 for each primary and £1,075 for each secondary pupil who is eligible.

Grants by school
School | Pupils | Eligible | Grant
Alder Primary | 302 | 96 | £145,440
Beech Primary | 238 | 71 | {0}
Elder Junior | 211 | 40 | £60,600
Holly Secondary | 1,104 | 287 | £308,525
Maple Secondary | 942 | 311 | £334,325
All | 2,797 | 805 | £956,455
"""
EMPTY = """Berths taken in the harbour
Year | Taken | Change on year before | Empty berths of 2,730
2020/21 | 2,611 | - | 119
2021/22 | 2,588 | -23 | {0}
2022/23 | 2,604 | +16 | 126
2023/24 | 2,561 | -43 | 169
2024/25 | 2,529 | -32 | 201
"""
FIRST_ROW = """Households
Year | At 1 April | Came | Left | At 31 March | Net change | % change
2021/22 | 214 | 26 | (31) | 209 | (5) | {0}
2022/23 | 209 | 22 | (30) | 201 | (8) | (3.8%)
2023/24 | 201 | 24 | (29) | 196 | (5) | (2.5%)
2024/25 | 196 | 31 | (25) | 202 | 6 | 3.1%
"""
AMONG = """Appeals by outcome
Year | Appeals | Settled | Allowed | Dismissed | Withdrawn
2022/23 | 64 | 29 | 22 | 5 | 8
2023/24 | {0} | 38 | 26 | 9 | 8
2024/25 | 97 | 44 | 31 | 12 | 10
2025/26 | 79 | 35 | 24 | 9 | 11
"""


@pytest.mark.parametrize(
    "paper",
    [
        (GAPS, "-3.4", "3.4", 7),
        (POINTS, "-1.73", "+1.73", 7),
        (TWO_GROUPS, "-0.3", "+0.3", 5),
        (MONTHS, "-7", "+7", 6),
        (FIVES, "43.2%", "42.3%", 5),
        (LATE, "201", "251", 3),
        (YEARS, "+3", "+8", 5),
        (YEARLY, "3.6", "6.3", 9),
        (PRICES, "£107,565", "£105,765", 6),
        (EMPTY, "142", "124", 4),
        (FIRST_ROW, "(2.3%)", "2.3%", 3),
        (AMONG, "81", "18", 4),
    ],
)
def test_one_wrong_cell_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
