"""Tables as councils print them every month: balances that roll on, lost signs, walks, gaps, sub-totals, step dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

SIGNS_TOLD = """Libraries to the end of August

Spend and plan, £000 (variance is actual less budget)
Branch | Budget | Actual | Variance
Harbour | 118.3 | 121.9 | 3.6
Market | 96.4 | 92.7 | {0}
Mill Road | 74.0 | 75.8 | 1.8
Station | 61.2 | 61.2 | 0.0
All branches | 349.9 | 351.6 | 1.7

A negative variance is an underspend.
"""
LESS_ENGLAND = """How we differ, latest year (%)
Measure | Borough | Region | England | Borough less region | Borough less England
Breastfed at six weeks | 48.2 | 51.5 | 52.7 | -3.3 | -4.5
Two-year check on time | 79.6 | 76.1 | 78.0 | 3.5 | {0}
Dental check in a year | 55.4 | 58.9 | 57.3 | -3.5 | -1.9
First vaccine by one | 93.1 | 92.2 | 91.8 | 0.9 | 1.3
Healthy weight, year 6 | 61.7 | 60.4 | 62.5 | 1.3 | -0.8
"""
STILL_TO_FIND = """Savings over three years (£m)
Year | Target | Agreed | Out to consultation | Remaining to find
2026/27 | 6.3 | 4.1 | 2.2 | 0.0
2027/28 | 5.2 | 1.9 | 1.5 | {0}
2028/29 | 4.4 | 0.6 | 1.1 | 2.7
Three years | 15.9 | 6.6 | 4.8 | 4.5
"""
ROLLED_ON = """Fires in the home
Month | This year | Same month last year | Rolling 12 months
March |  |  | 512
April | 38 | 44 | 506
May | 41 | 36 | 511
June | 35 | 47 | 499
July | 52 | 49 | {0}
August | 46 | 40 | 508
"""
DRAWN_DOWN = """Calls on the winter fund
Date | Purpose | Amount (£) | Remaining (£)
1 October | Set aside |  | 820,000
14 October | Extra beds | 145,000 | 675,000
9 November | Grit and salt | 61,500 | 613,500
2 December | Agency cover | 208,000 | {0}
18 January | Flood pumps | 132,000 | 273,500
"""
NET_OF_INCOME = """Museum plan, £000 (income shown as negative)
Heading | Year 1 | Year 2 | Year 3
Staff | 512 | 524 | 537
Exhibitions | 346 | 361 | 372
Premises | 188 | 193 | 199
Admissions | -624 | -702 | -781
Shop and cafe | -231 | {0} | -284
Trust grant | -95 | -95 | -95
Net subsidy or (surplus) | 96 | 24 | (52)
"""
WALK = """Budget walk from one year to the next, £'000
Step | Amount
Base budget 2026/27 | 61,240
Pay and prices | 2,415
More placements | 3,180
Savings | {0}
One-off items | (390)
Net budget 2027/28 | 63,505
"""
OTHER_TABLE = """Fostering and the councils around us
Rates are per 10,000 children, from Table 1.

Table 1: Children aged under 18
Council | Children
Ashdale | 54,300
Brackley | 47,900
Cotmere | 68,200

Table 2: Children fostered at 31 March
Council | Fostered | Rate per 10,000
Ashdale | 198 | 36.5
Brackley | 143 | {0}
Cotmere | 301 | 44.1
"""
PAY_GAP = """Hourly pay and the gap
The gap is the difference as a percentage of men's pay.

Measure | Men (£) | Women (£) | Difference (£) | Gap (%)
Mean, this year | 19.20 | 18.24 | 0.96 | 5.0
Mean, last year | 18.50 | 17.39 | 1.11 | 6.0
Median, this year | 17.00 | 16.32 | 0.68 | {0}
Median, last year | 16.40 | 15.58 | 0.82 | 5.0
"""
WEIGHTED_RETURN = """Deposits at the end of June
The Council held £40.0m at a weighted average return of 4.56%.

Deposits
Held with | £m | Return % | Share of all
Money market funds | 18.0 | 4.20 | 45%
Building societies | 5.0 | 5.10 | 13%
Other councils | 11.0 | 4.95 | 28%
The Treasury | 6.0 | 4.50 | 15%
All deposits | 40.0 | {0} | 100%
"""
NINTHS = """Council tax by band
Band | Ninths | Charge (£)
A | 6 | 1,174.56
B | 7 | 1,370.32
C | 8 | 1,566.08
D | 9 | 1,761.84
E | 11 | 2,153.36
F | 13 | {0}
G | 15 | 2,936.40
H | 18 | 3,523.68
"""
FULL_TIME = """Kitchen staff
One full-time equivalent (FTE) is 36 hours a week.

Role | Headcount | Hours a week | FTE
Cooks | 9 | 288 | 8.0
Assistants | 21 | 207 | {0}
Porters | 4 | 126 | 3.5
Supervisors | 6 | 180 | 5.0
All | 40 | 801 | 22.3
"""
AS_OTHERS = """Table 3: Change in the net budget (£m)
Line | 2026/27 | 2027/28 | 2028/29
Budget brought forward | 96.0 | 98.7 | 101.5
Pay and prices | 3.1 | 2.9 | 2.8
New demand | 2.7 | 2.4 | 2.2
Total pressures | 5.8 | 5.3 | 5.0
Efficiencies | (2.2) | (1.8) | (1.7)
Fees and charges | (0.9) | (0.7) | (0.6)
Total savings | (3.1) | (2.5) | {0}
Net change | 2.7 | 2.8 | 2.7
Net budget | 98.7 | 101.5 | 104.2
"""
WEIGHTED_SCORE = """Award of the school meals contract
Each score is multiplied by its weight.

Criterion | Weight | Bidder A | Bidder B | Bidder C
Menu | 45% | 4 | 3 | 5
Price | 30% | 3 | 5 | 3
Training | 15% | 4 | 2 | 3
Start | 10% | 5 | 4 | 2
Weighted score | 100% | 3.80 | {0} | 3.80
"""
STEPS = """Timetable of the review
Step | Date | Days after previous step
Draft to partners | 14 January 2026 | \u2013
Consultation opens | 2 February 2026 | 19
Consultation closes | 16 March 2026 | {0}
Forum | 26 March 2026 | 10
Cabinet | 15 April 2026 | 20
"""
OF_TARGET = """Savings (£000)
Saving | Target | Delivered to date | Forecast | Shortfall | % of target forecast
Fewer agency staff | 640 | 220 | 480 | 160 | {0}
Shared transport | 410 | 160 | 410 | 0 | 100%
New contract | 580 | 130 | 255 | 325 | 44%
Energy | 360 | 175 | 378 | (18) | 105%
All savings | 1,990 | 685 | 1,523 | 467 | 77%
"""
OVER_AND_UNDER = """Income and spending of the board (£)
Line | Full-year budget | To 30 September | Full-year forecast | Forecast over (under) budget
Home Office grant | 412,300 | 206,150 | 412,300 | nil
Council | 655,000 | 331,240 | 667,400 | {0}
Police | 98,000 | 49,000 | 98,000 | nil
Health | 86,500 | 43,250 | 86,500 | nil
Total income | 1,251,800 | 629,640 | 1,264,200 | 12,400
Staffing | 981,200 | 478,310 | 975,900 | (5,300)
Premises | 88,600 | 46,020 | 91,700 | 3,100
Programmes | 182,000 | 84,150 | 186,400 | 4,400
Total spending | 1,251,800 | 608,480 | 1,254,000 | 2,200
"""
TWO_YEARS = """Pupils by travel, October
Way | 2026 | Share | 2025 | Share | 2024 | Share | Change 2025 to 2026
On foot | 412 | 61.0% | 398 | 58.9% | 385 | 57.3% | +14
By bus | 131 | 19.4% | 149 | 22.0% | 158 | 23.5% | -18
By car | 74 | 11.0% | 77 | 11.4% | 79 | 11.8% | -3
Other | 58 | 8.6% | 52 | 7.7% | 50 | 7.4% | {0}
All pupils | 675 | 100.0% | 676 | 100.0% | 672 | 100.0% | -1
"""
NAMED_PARTS = """Complaints and what came of them
Service | Not upheld | Partly upheld | Upheld | Withdrawn | Received | % upheld or partly upheld (of those decided)
Social work | 24 | 19 | 8 | 3 | 54 | 52.9%
Leaving care | 8 | 9 | 5 | 2 | 24 | {0}
School places | 13 | 12 | 11 | 1 | 37 | 63.9%
Fostering | 5 | 3 | 1 | 0 | 9 | 44.4%
Transport | 9 | 7 | 6 | 2 | 24 | 59.1%
Total | 59 | 50 | 31 | 8 | 148 | 57.9%
"""
QUARTERLY = """Adoption over the year
Measure | Q1 | Q2 | Q3 | Q4 | Year | Quarterly average | 2025/26 | Change
Orders made | 21 | 26 | 18 | 23 | 88 | {0} | 84 | +4
Children matched | 16 | 22 | 19 | 15 | 72 | 18.0 | 77 | -5
Children placed | 14 | 21 | 20 | 15 | 70 | 17.5 | 72 | -2
Adopters approved | 12 | 17 | 13 | 12 | 54 | 13.5 | 50 | +4
"""
PANELS = """Panels of the quarter
Date | Day | Cases heard | Agreed
7 July 2026 | Tuesday | 6 | 5
23 July 2026 | Thursday | 5 | 4
11 August 2026 | {0} | 7 | 6
1 September 2026 | Tuesday | 5 | 5
17 September 2026 | Thursday | 8 | 6
Quarter | 5 panels | 31 | 26
"""
FOR_EACH_PUPIL = """Schools and the inclusion grant

Pupils suspended
School | Pupils on roll | Suspended
Ash Park | 874 | 41
Birch Lane | 1,012 | 78
Canal View | 768 | 66
Dean Hill | 1,127 | 39
Elm Road | 1,048 | 61

The grant
School | Grant £ | Spent £ | Grant per pupil £
Ash Park | 17,500 | 11,200 | 20.02
Birch Lane | 24,250 | 16,100 | 23.96
Canal View | 25,750 | 19,600 | 33.53
Dean Hill | 15,250 | 9,150 | {0}
Elm Road | 20,750 | 13,500 | 19.80
"""
SET_IN = """Crime in the year to June
The lines with a dash are parts of the line above them.

Kind | Recorded
Violence | 3,812
- with injury | 1,177
- without | 1,604
- stalking | 1,031
Theft | {0}
- burglary | 402
- of vehicles | 455
- from shops | 918
- other | 987
All other crime | 2,041
All crime | 8,615
"""
NET_COST = """Museums, subjective analysis (£000)
Heading | 2026/27
Expenditure |
Employees | 2,118.4
Premises | 396.7
Transport | 41.2
Supplies | 512.9
Gross expenditure | 3,069.2
Income |
Admissions | (884.5)
Grants | (250.0)
Recharges | (63.8)
Total income | (1,198.3)
Net cost of service | {0}
"""
TOLD_FOR_COLUMNS = """Year end by area
Line | North | River | South | All
Referrals | 1,318 | 2,104 | 902 | 4,324
Plans | 151 | 222 | 94 | 467
Rate of referrals per 10,000 | 352.4 | 411.7 | 343.0 | 377.0
Rate of plans per 10,000 | 40.4 | {0} | 35.7 | 40.7

Note: rates use the children there, which is 37,400 in North, 51,100 in River and 26,300 in South.
"""
PAPERS: dict[str, Paper] = {
    "parts with a dash under their row": (SET_IN, "2,762", "2,763", 9),
    "what is left of spending and income": (NET_COST, "1,870.9", "4,267.5", 14),
    "populations told for each column": (TOLD_FOR_COLUMNS, "43.4", "59.4", 6),
    "words tell what a minus means": (SIGNS_TOLD, "-3.7", "3.7", 6),
    "one less another": (LESS_ENGLAND, "1.6", "3.5", 4),
    "what is left of a target": (STILL_TO_FIND, "1.8", "3.3", 4),
    "a rolling year": (ROLLED_ON, "502", "520", 7),
    "a balance drawn down": (DRAWN_DOWN, "405,500", "415,500", 6),
    "a sign lost in a part of what is net": (NET_OF_INCOME, "-257", "257", 7),
    "a sign lost in a walk": (WALK, "(2,940)", "2,940", 6),
    "a rate on another table": (OTHER_TABLE, "29.9", "21.0", 13),
    "a pay gap": (PAY_GAP, "4.0", "4.2", 7),
    "an average weighted by money": (WEIGHTED_RETURN, "4.56", "4.69", 10),
    "ninths": (NINTHS, "2,544.88", "2,153.36", 8),
    "hours of one full-time post": (FULL_TIME, "5.8", "5.9", 6),
    "a sub-total as the other": (AS_OTHERS, "(2.3)", "(2.8)", 9),
    "a weighted score": (WEIGHTED_SCORE, "3.55", "3.50", 9),
    "days since the step before": (STEPS, "42", "52", 5),
    "a percentage of the target": (OF_TARGET, "75%", "85%", 3),
    "a sign turned in a budget of both kinds": (OVER_AND_UNDER, "12,400", "(12,400)", 4),
    "a change between named years": (TWO_YEARS, "+6", "-6", 6),
    "a share of the parts it names": (NAMED_PARTS, "63.6%", "58.3%", 4),
    "an average of quarters": (QUARTERLY, "22.0", "23.0", 3),
    "a weekday over a count of days": (PANELS, "Tuesday", "Thursday", 5),
    "an amount for each pupil of another table": (FOR_EACH_PUPIL, "13.53", "15.33", 16),
}
LEFT_OUT = """Nurseries in the autumn
The holiday club is no nursery and is left out of the last line.

Setting | Places | Children | Cost a year (£)
Acorn | 48 | 41 | 268,800
Beech | 60 | 57 | 348,000
Cedar | 36 | 22 | 241,200
Holiday club | n/a | 35 | 27,300
All nurseries | 144 | {0} | 858,000
"""
NOT_YET_PAID = """Income of the board (£k)
Partner | Planned | Received | % received
Ministry | 604.4 | 151.1 | 25.0%
Council | 540.0 | 135.0 | 25.0%
Police | 92.5 | \u2013 | \u2013
Health | 72.0 | 18.0 | 25.0%
Total | 1,308.9 | 304.1 | 23.2%
"""


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_honest_table_is_silent_and_the_wrong_cell_is_found_where_it_stands(paper: Paper, tmp_path: Path) -> None:
    text, right, wrong, line = paper
    assert_only_the_wrong_is_found((text.replace(" | ", "\t").replace(" |", "\t"), right, wrong, line), tmp_path)


def test_a_row_that_words_leave_out_of_the_total_is_not_added(tmp_path: Path) -> None:
    text = LEFT_OUT.replace(" | ", "\t")
    assert_only_the_wrong_is_found((text, "120", "102", 9), tmp_path)


def test_nothing_received_yet_may_take_the_share_of_all_below_that_of_each(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(NOT_YET_PAID.replace(" | ", "\t"), encoding="utf-8")
    assert audit_pack(path).findings == ()
