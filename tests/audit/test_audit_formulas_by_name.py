"""Formulas that a label names, in tables too small for the numbers alone to prove them."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

POINTS = """Readers' survey

Statement | Replies | Agree | Agree % | Agree % last year | Points
The shelves are tidy | 106 | 77 | 73 | 47 | +26
Staff are helpful | 91 | 58 | 64 | 60 | +4
Opening hours suit me | 122 | 86 | 70 | 58 | +12
I can find my way | 118 | 41 | 35 | 66 | {0}
"""
MOORINGS = """Quays

Quay | Pontoons added | Berths a pontoon | Berths added | Open from
Marsh | 1 | 21 | 21 | May 2025
Holm | 8 | {0} | 200 | May 2024
Brides | 3 | 10 | 30 | May 2024
Lark | 5 | 9 | 45 | June 2025
"""
CONTINGENCY = """Contingency, £000

Date | Draw | Amount | Left
1 April 2023 | At the start | | 1,377
12 May 2023 | Steel | 180 | {0}
23 June 2023 | Ground | 183 | 1,014
7 July 2023 | Newts | 108 | 906
18 August 2023 | Boiler | 103 | 803
22 September 2023 | Doors | 106 | 697
"""
QUEUE = """Allotment queue

 | Waiting at start | Joined | Housed | Refused an offer and left | Closed for other reasons | Waiting at end
Apr | 50 | 16 | 9 | 0 | 3 | 54
May | 54 | 9 | 6 | 2 | 2 | 53
Jun | 53 | 11 | 12 | 2 | 3 | {0}
Quarter | 50 | 36 | 27 | 4 | 8 | 47
"""
DAYS = """Repairs finished, by working days taken

Working days | Repairs | % of all | Running %
10 or fewer | 37 | 10.6 | 10.6
11 to 20 | 70 | 20.1 | 30.7
21 to 35 | 63 | 18.1 | {0}
36 to 45 | 125 | 35.9 | 84.8
46 or more | 53 | 15.2 | 100.0
All | 348 | 100.0 |
"""
BIDS = """Bids for stalls

Lot | Asked for papers | Bid | Bids per 10 who asked
Fruit | 27 | 23 | 8.5
Bread | 27 | 24 | 8.9
Cheese | 22 | 17 | {0}
Flowers | 19 | 17 | 8.9
"""
CLAIMS = """Payment by results

Window | Boats claimed | Running total | Running target | % of target
May 2016 | 39 | 39 | 64 | 60.9
July 2016 | 61 | 100 | 138 | 72.5
September 2016 | 81 | 181 | 201 | 90.0
November 2016 | 75 | 256 | 281 | 91.1
January 2017 | 49 | 305 | 341 | {0}
"""
REGISTER = """The register over time

At | Hazards | Severe | High | Moderate | Low
31 August 2024 | 11 | 4 | {0} | 1 | 1
30 November 2024 | 13 | 4 | 4 | 4 | 1
28 February 2025 | 12 | 4 | 2 | 4 | 2
31 May 2025 | 12 | 4 | 3 | 3 | 2
"""
WAGES = """Hired hands

 | Apr 2023 | May 2023 | Jun 2023 | Jul 2023 | Four months
Weeks worked | 38 | 56 | 84 | 59 | 237
Hours at 36 a week | 1,368 | 2,016 | 3,024 | 2,124 | 8,532
Mean rate an hour, £ | 35.54 | 36.40 | 39.01 | 41.94 | {0}
Cost, £ | 48,619 | 73,382 | 117,966 | 89,081 | 329,048
"""
OVERSPENT = """Hired hands

 | Apr 2021 | May 2021 | Jun 2021 | Jul 2021 | Four months | Budget | Over (under) | Over (under) %
Weeks worked | 51 | 70 | 47 | 81 | 249 | | |
Cost, £ | 73,679 | 96,314 | 68,357 | 103,605 | 341,955 | 286,000 | 55,955 | {0}
Highest rate an hour, £ | 50.72 | 55.81 | 54.22 | 49.99 | | | |
"""
LEAVERS = """Reasons given by the 33 members that left (a member may give several)

Reason | Members | % of leavers
Ill health | 5 | 15
Own family | 15 | 45
Another club | 12 | 36
Not enough boats | {0} | 39
Moved away | 4 | 12
Work | 13 | 39
"""
GRANTS = """Grants for moorings

Month | Grants | Paid £ | Paid so far £ | % of year's budget
Apr | 11 | 27,896 | 27,896 | 15.2
May | 12 | 23,685 | 51,581 | {0}
Jun | 24 | 54,921 | 106,502 | 57.9

The budget is £184,000 for the year, or £46,000 a quarter.
"""
ONE_ROW = """Complaints open, and those closed in the year

Open on 1 January | New in year | Closed in year | Open on 31 December
18 | 338 | {0} | 28
"""
WHO = """Who replied

 | Young | Parent | Adult | Staff | Other | Not said | Total
Replies | 155 | 174 | 71 | 194 | 277 | 115 | {0}
% of replies | 15.7 | 17.6 | 7.2 | 19.7 | 28.1 | 11.7 | 100.0
% of those who said | 17.8 | 20.0 | 8.2 | 22.3 | 31.8 | | 100.0
"""
ACCOUNTS = """Clubs and lettings

Account | Income | Spending | Result
Breakfast club | 326 | 280 | 46
Lettings | 175 | 163 | 12
Staff lunches | 38 | 48 | {0}
All | 539 | 491 | 48
"""
TIMES = """Groups

Group | On roll | Fines | Fines per 100 | Times the rate of all
Girls | 24,955 | 1,588 | 6.36 | 0.63
Boys | 26,346 | 3,556 | 13.50 | 1.35
Juniors | 12,419 | 2,781 | 22.39 | {0}
Seniors | 2,247 | 530 | 23.59 | 2.35
Guests | 6,584 | 1,947 | 29.57 | 2.95
All members | 51,301 | 5,144 | 10.03 | 1.00
"""
REASONS = """Figure 3: Reasons for fines
Rank | Reason | Fines | % | England %
1 | Late return | 2,226 | 43.3 | 43.1
2 | Torn page | 858 | 16.7 | 16.4
3 | Lost book | 846 | 16.4 | 14.7
4 | Stain | 396 | 7.7 | 8.8
5 | Damage | 249 | 4.8 | 6.0
6 | Other | 569 | 11.1 | 2.6
 | All reasons | {0} | 100.0 |

England shares are for the year before and do not add here, some reasons being left out.
"""
PAPERS: dict[str, Paper] = {
    "percentage points are one percentage less another": (POINTS, "-31", "-13", 7),
    "what there is in each, times how many there are": (MOORINGS, "25", "29", 5),
    "what is left is what was left, less what was drawn": (CONTINGENCY, "1,197", "1,207", 5),
    "a queue is what it was, who came and who went in several ways": (QUEUE, "47", "44", 6),
    "a running percentage adds the percentage beside it": (DAYS, "48.8", "18.1", 6),
    "a rate per 10": (BIDS, "7.7", "77.3", 6),
    "a percentage of the target": (CLAIMS, "89.4", "111.8", 8),
    "all steps of a scale make the whole": (REGISTER, "5", "4", 4),
    "a rate an hour is the cost over the hours": (WAGES, "38.57", "38.22", 6),
    "a variance in per cent is of the budget, in a row of its own": (OVERSPENT, "19.6", "16.4", 5),
    "shares of a number that the caption tells": (LEAVERS, "13", "12", 7),
    "shares of a number that the note tells": (GRANTS, "28.0", "112.1", 5),
    "a single row from opening to closing": (ONE_ROW, "328", "333", 4),
    "a total that is its neighbour copied": (WHO, "986", "115", 4),
    "a lost sign among results of both signs": (ACCOUNTS, "(10)", "10", 6),
    "times the rate of all": (TIMES, "2.23", "3.23", 6),
    "a note on one column says nothing of another": (REASONS, "5,144", "5,142", 9),
}
EXACT = """Harbour works, £m

Work | Approved | Spent before | This year | Later | Whole cost | Over
Piles | 3.244 | 1.112 | 1.462 | 0.670 | 3.244 | 0.000
Cranes | 7.551 | 3.214 | 1.927 | 2.410 | 7.551 | 0.000
Walls | 1.319 | 0.281 | 0.675 | 0.390 | 1.346 | 0.027
Quays, sub-total | 12.114 | 4.607 | 4.064 | 3.470 | 12.141 | 0.027
Roofs | 1.695 | 0.296 | 0.604 | 0.795 | 1.695 | 0.000
Boilers | 0.905 | 0.268 | 0.371 | 0.410 | 1.049 | 0.144
Kitchens | 1.614 | 0.146 | 0.662 | 0.922 | 1.730 | 0.116
Floors | 1.890 | 0.422 | 0.809 | 0.659 | 1.890 | 0.000
Sheds, sub-total | 6.104 | 1.132 | 2.446 | 2.786 | 6.364 | 0.260
Works | 18.218 | 5.739 | 6.510 | 6.256 | {0} | 0.287
"""
SMALL = """Funds of the harbour, £m

Fund | Opening balance £m | Movement in year £m | Closing balance £m
Dredging | 0.362 | -0.062 | 0.300
Pontoons | 2.778 | +0.889 | {0}
Lamps | 3.473 | -1.320 | 2.153
Ropes | 2.588 | -0.828 | 1.760
Total | 9.201 | -1.321 | 7.880
"""
PAPERS["one unit too many in a small table where every other sum is exact"] = (SMALL, "3.667", "3.668", 5)
PAPERS["one unit too many where every other sum is exact"] = (EXACT, "18.505", "18.506", 13)


@pytest.mark.parametrize("what", PAPERS)
def test_the_wrong_figure_is_found_and_the_right_one_is_not(what: str, tmp_path: Path) -> None:
    """Each paper is honest with the one text in it and has one fault with the other."""
    assert_only_the_wrong_is_found(PAPERS[what], tmp_path)
