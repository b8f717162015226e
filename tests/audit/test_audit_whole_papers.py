"""What a change of single cells in whole papers showed: sums, flows and gaps whose one wrong cell was passed over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

TERMS = """Permanent exclusions

District | Autumn | Spring | Summer | 2023/24 | Pupils
County | 26 | 26 | 21 | 73 | 49,670
Allerton | 4 | 3 | 2 | 9 | 10,530
Broadlands | 6 | 5 | 4 | 15 | 8,505
Castleton | 9 | {0} | 8 | 28 | 14,625
Downham | 2 | 3 | 1 | 6 | 6,850
Elm Vale | 5 | 4 | 6 | 15 | 9,160
"""
EDUCATED = """Children educated at home

Term | At start | New | Ended | At end | Net
Autumn term | {0} | 171 | 83 | 856 | +88
Spring term | 856 | 142 | 96 | 902 | +46
Summer term | 902 | 118 | 135 | 885 | -17
Year | 768 | 431 | 314 | 885 | +117
"""
ABOVE = """Corporate risks

Ref | Risk | Likelihood | Impact | Score | Quarter 2 score | Target score | Above target by
R1 | Demand | 5 | 4 | 20 | 16 | 8 | {0}
R2 | Money | 4 | 5 | 20 | 20 | 10 | 10
R3 | Cyber attack | 3 | 5 | 15 | 15 | 10 | 5
R4 | Recruitment | 4 | 4 | 16 | 20 | 8 | 8
R5 | Transport | 4 | 3 | 12 | 9 | 6 | 6
 | Total | | | 83 | 80 | 42 | 41
"""
FUND = """Insurance fund (£000)

 | 2020/21 | 2021/22 | 2022/23
Opening balance | {0} | 1,895 | 1,894
Contributions | 615 | 640 | 655
Claims paid | -498 | -571 | -434
Premiums and fees | -62 | -70 | -75
Closing balance | 1,895 | 1,894 | 2,040
Movement | +55 | -1 | +146
"""
WEEKS = """Weekly allowance by age

Age | 2022/23 £ | 2023/24 £ | 2023/24, 52 weeks £ | Children | Weekly total £
0 to 4 | 154.00 | 170.00 | 8,840.00 | 58 | 9,860.00
5 to 10 | 171.50 | 189.00 | {0} | 94 | 17,766.00
11 to 15 | 198.25 | 217.50 | 11,310.00 | 117 | 25,447.50
16 and 17 | 230.40 | 253.75 | 13,195.00 | 49 | 12,433.75
All ages | | | | 318 | 65,507.25
"""
REACH = """Reach of the children's centres (target 80%)

Centre | Children | Reached | Reach | Gap to target (points)
Ashgrove | 1,240 | 1,005 | 81.0% | +1.0
Millfield | 860 | 602 | 70.0% | -10.0
Seaview | 930 | 655 | 70.4% | {0}
Eastgate | 1,284 | 1,102 | 85.8% | +5.8
Fenland | 488 | 397 | 81.4% | +1.4
"""
WEIGHED = """Results by school

School | Pupils | Attainment 8 | Grade 4+ | % 4+
Aller Park | 182 | 46.8 | 118 | 64.8
Bremford | 241 | 43.1 | 139 | 57.7
Castle | 176 | 51.4 | 128 | 72.7
Dunmoor | 224 | 41.7 | 121 | 54.0
These four schools | 823 | {0} | 506 | 61.5
The average Attainment 8 is weighted by pupils.
"""
BRACKETS = """Results (number and, in brackets, per cent of those assessed)

Standard | Distinction | Merit | Pass | Fail | Assessed
Business | 3 (27%) | 6 (55%) | 1 (9%) | 1 (9%) | 11
Early years | 6 (32%) | {0} | 2 (11%) | 2 (11%) | 19
Teaching | 5 (33%) | 8 (53%) | 1 (7%) | 1 (7%) | 15
Adult care | 4 (15%) | 15 (56%) | 5 (19%) | 3 (11%) | 27
All standards | 18 (25%) | 38 (53%) | 9 (13%) | 7 (10%) | 72
"""
REASONS = """Why carers left

Reason | Last year | This year | Difference | Years lost | Average years
Retired | 4 | 5 | +1 | 61 | 12.2
Moved away | 3 | 1 | -2 | 14 | 14.0
Change in family life | 2 | 3 | +1 | 17 | {0}
Adopted | 2 | 3 | +1 | 12 | 4.0
All who left | 11 | 12 | +1 | 104 | 8.7
"""
EARNED = """Income and spending (£m)

 | Budget | Outturn | Better / (worse)
Skills fund | 2.418 | 2.391 | (0.027)
Learning grant | 1.136 | 1.139 | 0.003
Levy income | 0.742 | 0.689 | (0.053)
Fees | 0.318 | 0.364 | 0.046
Total income | 4.614 | 4.583 | (0.031)
Teaching staff | 2.874 | 2.912 | (0.038)
Support staff | 0.963 | 0.947 | {0}
Premises | 0.488 | 0.503 | (0.015)
Materials | 0.327 | 0.298 | 0.029
Subcontracting | 0.120 | 0.108 | 0.012
Total spending | 4.772 | 4.768 | 0.004
Surplus or (deficit) | (0.158) | (0.185) | (0.027)
"""
RATES = """Hourly rates (£)

Rate | 2022/23 | 2023/24 | Increase | Increase %
Universal base rate | 4.62 | 4.89 | 0.27 | 5.8%
Deprivation supplement | 0.31 | 0.33 | 0.02 | 6.5%
Two year old rate | 5.57 | 6.38 | 0.81 | {0}
Quality supplement | 0.12 | 0.15 | 0.03 | 25.0%
"""
HELD = """Supervisions held out of those due

Team | Apr | May | Jun | Jul | Aug | Sep | Half year | %
Front door | 21/22 | 21/23 | 22/23 | 20/22 | 19/23 | 23/24 | 126/137 | 92.0%
Assessment | 36/44 | 38/45 | 33/44 | 37/46 | 34/46 | 36/46 | 214/271 | 79.0%
Long-term | 50/58 | 49/58 | 53/59 | 52/60 | 47/60 | 52/61 | 303/356 | 85.1%
In care | 33/35 | 34/35 | 34/36 | 33/36 | 31/36 | 35/36 | {0} | 93.5%
All four | 140/159 | 142/161 | 142/162 | 142/164 | 131/165 | 146/167 | 843/978 | 86.2%
"""
LENGTHS = """Proceedings concluded in the quarter by length

Length | Cases | Share (%) | Cumulative cases
Within 26 weeks | 19 | 41.3 | 19
27 to 39 weeks | 14 | 30.4 | 33
40 to 52 weeks | 8 | 17.4 | {0}
More than 52 weeks | 5 | 10.9 | 46
Total | 46 | 100.0 |
"""
CLOSURES = """Reasons for closure

Reason | Families (% of closures)
Needs met | 268 (54.0)
Stepped down | {0}
Stepped up | 57 (11.5)
Withdrew | 44 (8.9)
Moved away | 25 (5.0)
All closures | 496 (100.0)
"""
PACKS = {
    "a part above its whole": (TERMS, "11", "51", 7),
    "the start of the first of three terms": (EDUCATED, "768", "718", 4),
    "above a target by so much": (ABOVE, "12", "52", 4),
    "the opening balance of three years": (FUND, "1,840", "1,040", 4),
    "a price for 52 weeks": (WEEKS, "9,828.00", "9,028.00", 5),
    "a gap to a target that no column holds": (REACH, "-9.6", "-6.9", 6),
    "an average that a note says is weighted": (WEIGHED, "45.2", "45.8", 8),
    "numbers with per cent in brackets": (BRACKETS, "9 (47%)", "9 (53%)", 5),
    "a reason that is called a change": (REASONS, "5.7", "7.5", 6),
    "better and worse of income and of spending": (EARNED, "0.016", "0.061", 10),
    "pairs that may be years among others": (HELD, "200/214", "210/214", 7),
    "cumulative cases down a column": (LENGTHS, "41", "44", 6),
    "per cent that the heading alone says": (CLOSURES, "102 (20.6)", "102 (26.0)", 5),
    "rows that are called rates": (RATES, "14.5%", "12.7%", 6),
}


@pytest.mark.parametrize("name", PACKS)
def test_one_wrong_cell_is_found_and_the_right_one_is_not(name: str, tmp_path: Path) -> None:
    text, right, wrong, line = PACKS[name]
    assert_only_the_wrong_is_found((re.sub(r" ?\| ?", "\t", text), right, wrong, line), tmp_path)
