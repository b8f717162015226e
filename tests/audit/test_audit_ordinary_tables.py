"""Tables as most papers print them: each found where one cell is wrong, and silent where none is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

MEASURES = """Scorecard

Measure | Target | Numerator | Denominator | May | April
Visits made on time | 90.0% | 214 | 239 | {0} | 88.1%
Plans reviewed on time | 92.0% | 133 | 142 | 93.7% | 91.4%
Health checks up to date | 90.0% | 318 | 367 | 86.6% | 87.0%
Dental checks up to date | 85.0% | 301 | 367 | 82.0% | 80.9%
Pathway plans in place | 95.0% | 118 | 121 | 97.5% | 96.7%
"""
STANDARDS = """Standards

Standard | Done | Due | Result | Target | Points from target
Home visits | 131 | 138 | 94.9% | 95.0% | -0.1
Training | 742 | 803 | 92.4% | 95.0% | -2.6
Checks renewed | 417 | 441 | 94.6% | 90.0% | {0}
Reviews held | 88 | 96 | 91.7% | 100.0% | -8.3
"""
ALLOWANCES = """Allowances

Age | Children | Weekly rate (£) | Weekly cost (£) | Yearly cost, 52 weeks (£)
Under 5 | 41 | 172.00 | 7,052.00 | 366,704
5 to 10 | 88 | 189.50 | {0} | 867,152
11 to 15 | 137 | 216.25 | 29,626.25 | 1,540,565
16 and 17 | 82 | 253.00 | 20,746.00 | 1,078,792
Total | 348 | | 74,100.25 | 3,853,213
"""
EXCLUDED = """Suspensions

School year | Pupils on roll | Suspensions | Suspensions per 100 pupils | Change in suspensions
2022/23 | 24,310 | 1,742 | 7.17 | ..
2023/24 | 24,186 | 1,896 | 7.84 | +154
2024/25 | 24,027 | 1,975 | 8.22 | {0}

.. not shown
"""
HEADS = """Headcount

Quarter | At start | Starters | Leavers | At end | Net
Jan to Mar | 281 | 9 | 14 | 276 | {0}
Apr to Jun | 276 | 12 | 10 | 278 | +2
Jul to Sep | 278 | 15 | 9 | 284 | +6
Oct to Dec | 284 | 13 | 11 | 286 | +2
Year | 281 | 49 | 44 | 286 | +5
"""
STOCK = """Plans: stock and flow

Quarter | At start | Plans started | Plans ended | At end
Q1 | 214 | 62 | 51 | 225
Q2 | 225 | 48 | 66 | 207
Q3 | {0} | 71 | 49 | 229
Q4 | 229 | 55 | 58 | 226
Year | 214 | 236 | 224 | 226
"""
COLOURS = """Risks by directorate

Directorate | Red | Amber | Green | Number
Children | 2 | 2 | 0 | 4
Corporate | {0} | 1 | 0 | 4
Place | 0 | 1 | 1 | 2
Adults | 0 | 1 | 2 | 3
All | 5 | 5 | 3 | 13
"""
PLACES = """Placements by type

Type | Plans | % of plans | Average cost £ | Annual cost £
Mainstream | 782 | 40.1% | 9,850 | 7,702,700
Resource base | 146 | 7.5% | 14,315 | 2,089,990
Local special school | 628 | 32.2% | 24,310 | 15,266,680
Independent school | 189 | 9.7% | 63,025 | 11,911,725
Alternative provision | 71 | 3.6% | 21,400 | 1,519,400
Further education | 132 | 6.8% | 11,240 | 1,483,680
All plans | 1,948 | 100.0% | {0} | 39,974,175
"""
ANSWERS = """Survey of older children

Statement | Yes | Sometimes | No | Yes %
I know why I have a review | 131 | 19 | 8 | 82.9%
I can choose who comes | 97 | 38 | {0} | 61.4%
My officer listens to me | 142 | 11 | 5 | 89.9%
I know how to complain | 103 | 29 | 26 | 65.2%
"""
SOURCES = """Referrals by source, share of the quarter in brackets

Source | Q1 | Q2 | Q3 | Q4
Police | 412 (34%) | {0} | 421 (34%) | 447 (34%)
Schools | 296 (24%) | 301 (24%) | 241 (20%) | 341 (26%)
Health | 178 (15%) | 187 (15%) | 192 (16%) | 196 (15%)
Council | 131 (11%) | 139 (11%) | 144 (12%) | 128 (10%)
Families | 104 (9%) | 108 (9%) | 117 (9%) | 101 (8%)
Others | 100 (8%) | 108 (9%) | 120 (10%) | 96 (7%)
All referrals | 1,221 (100%) | 1,241 (100%) | 1,235 (100%) | 1,309 (100%)
"""
LODGINGS = """Placements and weekly cost

Placement | Children | Average per week | Total per week
In-house fostering | 9 | £512.40 | £4,611.60
Agency fostering | 21 | £948.75 | £19,923.75
Shared lodgings | 40 | £685.00 | £27,400.00
Single lodgings | 11 | £1,120.50 | £12,325.50
Children's home | 3 | £5,240.00 | £15,720.00
All | 84 | {0} | £79,980.85
"""
CONTACTS = """Contacts, last six months

Outcome | Dec-24 | Jan-25 | Feb-25 | Mar-25 | Apr-25 | May-25 | Six months | Monthly average
Referral | 312 | 377 | 341 | 402 | 358 | 347 | 2,137 | 356.2
Early help | 374 | 450 | 386 | 442 | 372 | 417 | 2,441 | 406.8
No further action | 518 | 561 | 540 | 577 | 566 | 588 | 3,350 | {0}
Re-referrals | 71 | 93 | 78 | 104 | 86 | 79 | 511 | 85.2
"""
BANDS = """Council tax by band

Band | Proportion of band D | 2025-26 £ | 2026-27 £ | Increase £ | Increase per week £ | Dwellings
A | 6/9 | 1,005.30 | 1,055.16 | 49.86 | 0.96 | 21,480
B | 7/9 | 1,172.85 | 1,231.02 | 58.17 | 1.12 | 38,120
C | 8/9 | 1,340.40 | 1,406.88 | 66.48 | 1.28 | 52,940
D | 9/9 | 1,507.95 | 1,582.74 | 74.79 | 1.44 | 41,210
E | 11/9 | 1,843.05 | 1,934.46 | 91.41 | 1.76 | 27,350
F | 13/9 | 2,178.15 | 2,286.18 | 108.03 | 2.08 | 14,060
G | 15/9 | 2,513.25 | 2,637.90 | 124.65 | {0} | 7,130
H | 18/9 | 3,015.90 | 3,165.48 | 149.58 | 2.88 | 590
"""
WAITING = """Housing list, quarter 2

 | Number
Waiting at 1 July | 37
Joined the list | 19
Given a tenancy | -16
Moved away | -4
Waiting at 30 September | {0}
"""
BLOCK = """Early years block

Line | £
Balance brought forward | £612,480.00
Grant for the year | £21,050,000.00
Available | {0}
Paid to providers | -£19,086,571.55
Funds and supplements | -£1,140,815.75
Central services | -£893,500.00
Balance carried forward | £541,592.70
"""
AGES = """Care leavers in suitable accommodation

Age | Suitable | Care leavers | % | Mark | Suitable, June | Care leavers | % | Change (points)
18 | 66 | 74 | 89.2% | Red | 66 | 72 | 91.7% | -2.5
19 | 64 | 69 | 92.8% | Amber | 62 | {0} | 91.2% | +1.6
20 | 59 | 63 | 93.7% | Amber | 60 | 65 | 92.3% | +1.4
21 to 25 | 108 | 112 | 96.4% | Green | 99 | 110 | 90.0% | +6.4
All ages | 297 | 318 | 93.4% | Amber | 287 | 315 | 91.1% | +2.3
"""
REGISTER = """Risk register

Ref | Risk | Owner | Inherent L | Inherent I | Inherent score | Current L | Current I | Current score
R1 | Safeguarding | Director | 4 | 5 | 20 | 3 | 5 | 15
R2 | Overspend | Finance | 5 | 5 | {0} | 5 | 4 | 20
R3 | Cyber attack | Digital | 4 | 4 | 16 | 4 | 4 | 16
R4 | Recruitment | Staffing | 5 | 4 | 20 | 4 | 3 | 12
"""
PAYMENTS = """Payments after complaints

Date | Service | Matter | £
14/06/2023 | Casework | Delay in plan | {0}
05/10/2023 | Children in care | Lost belongings | 450
22/01/2024 | Casework | Missed provision | 2,350
11/03/2024 | Short breaks | Short breaks | 800
Total | | | 4,800
"""
YEARLY = """Activity

Measure | 2019/20 | 2020/21 | 2021/22 | 2022/23
Referrals | 6,034 | 5,421 | 6,287 | 6,518
Enquiries | 1,712 | 1,655 | 1,803 | 1,871
Initial conferences | 598 | 571 | 634 | 662
Protection plans | 471 | 452 | 498 | 521

Rates per 10,000

Measure | 2019/20 | 2020/21 | 2021/22 | 2022/23
Referrals | 552.1 | {0} | 566.9 | 583.8
Enquiries | 156.6 | 150.2 | 162.6 | 167.6
Initial conferences | 54.7 | 51.8 | 57.2 | 59.3
Protection plans | 43.1 | 41.0 | 44.9 | 46.7
"""
GAPS = """Absence against England

Year | Primary county | Primary England | Primary gap
2021/22 | 6.1 | 6.3 | {0}
2022/23 | 6.0 | 5.9 | +0.1
2023/24 | 5.4 | 5.5 | -0.1
"""
STAGES = """Stage 2 investigations

 | 2022/23 | 2023/24
Brought forward | 7 | 8
Received | 19 | 27
Completed | 18 | 25
Carried forward | 8 | {0}
"""
DECISIONS = """Ombudsman decisions

Decision | 2021/22 | 2022/23 | 2023/24 | Three years
Upheld | 3 | 5 | 4 | 12
Not upheld | 2 | 3 | 3 | 8
Closed after first enquiries | 3 | 4 | 2 | 9
All decisions | 8 | 12 | 9 | 29
% upheld of those investigated | 60.0% | {0} | 57.1% | 60.0%
"""
PACKS = {
    "a numerator and a denominator beside a month": (MEASURES, "89.5%", "95.8%", 4),
    "points from a target": (STANDARDS, "+4.6", "-4.6", 6),
    "a cost a week and a cost a year": (ALLOWANCES, "16,676.00", "16,766.00", 5),
    "the change of a column by its name, printed twice": (EXCLUDED, "+79", "+154", 6),
    "a small change that lost its sign": (HEADS, "-5", "+5", 4),
    "a start that is not the end before": (STOCK, "207", "225", 6),
    "reds beside a number": (COLOURS, "3", "4", 5),
    "the average of all, beside prices": (PLACES, "20,521", "21,521", 10),
    "an answer over all answers": (ANSWERS, "23", "32", 5),
    "a share in brackets of its own column": (SOURCES, "398 (32%)", "398 (34%)", 4),
    "a total for a week": (LODGINGS, "£952.15", "£925.15", 9),
    "a total over its months": (CONTACTS, "558.3", "585.3", 6),
    "so much a week of a year": (BANDS, "2.40", "2.04", 10),
    "a list down a column": (WAITING, "36", "38", 8),
    "what is available in between": (BLOCK, "£21,662,480.00", "£21,672,480.00", 6),
    "ages beside percentages and marks": (AGES, "68", "65", 5),
    "likelihood and impact by letters": (REGISTER, "25", "20", 5),
    "a total under the first heading": (PAYMENTS, "1,200", "1,500", 4),
    "rates on the population of each year": (YEARLY, "492.1", "480.1", 12),
    "a gap that lost its sign in a table of three": (GAPS, "-0.2", "+0.2", 4),
    "a balance of two years": (STAGES, "10", "8", 7),
    "upheld of upheld and not upheld": (DECISIONS, "62.5%", "41.7%", 8),
}


def _tabbed(text: str) -> str:
    return re.sub(r" ?\| ?", "\t", text)


@pytest.mark.parametrize("name", PACKS)
def test_one_wrong_cell_is_found_and_the_right_one_is_not(name: str, tmp_path: Path) -> None:
    text, right, wrong, line = PACKS[name]
    assert_only_the_wrong_is_found((_tabbed(text), right, wrong, line), tmp_path)
