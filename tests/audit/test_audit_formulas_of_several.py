"""Quotients of several lines, levels carried on, extremes of all, and what notes say of rounding and of adding."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

GAPS = """Gaps in the membership book

Field | Records | Empty | Filled % | Goal %
Street | 648 | 71 | 89.0 | 98
School | 735 | 57 | 92.2 | 90
Telephone | 699 | 42 | 94.0 | 85
Birthday | 694 | 4 | 99.4 | 95
Language | 664 | 77 | 88.4 | 90
Badge | 709 | 33 | {0} | 99
"""
ROWED = """Training by crew

Crew | Rowers | Sessions possible | Excused | Not excused | Attendance % | Mark
Crew 1 | 15 | 4,695 | 131 | 157 | 93.9 | watch
Crew 2 | 22 | 7,876 | 532 | 183 | 90.9 | act
Crew 3 | 32 | 11,360 | 567 | 352 | 91.9 | watch
Crew 4 | 29 | 9,541 | 443 | 421 | 90.9 | act
Crew 5 | 12 | 3,804 | 128 | 45 | {0} | good
Crew 6 | 13 | 4,511 | 173 | 13 | 95.9 | good
"""
OPEN = """Lost cats

Month | Opened | Closed | Open at month end | Mean days to close
Sep | 41 | 34 | 54 | 39
Oct | 16 | 25 | 45 | 26
Nov | 29 | 26 | 48 | 38
Dec | 13 | 24 | 37 | 32
Jan | 30 | 19 | 48 | 26
Feb | 32 | 25 | {0} | 27
Mar | 18 | 19 | 54 | 51
Apr | 28 | 23 | 59 | 49
"""
SINCE = """Midway checks

 | Apr | May | Jun | Jul | Aug | Sep | First half
Due | 62 | 64 | 78 | 88 | 89 | 62 | 443
Done | 57 | 49 | 64 | 67 | 54 | 55 | 346
Done since 1 April | 57 | {0} | 170 | 237 | 291 | 346 |
"""
SO_FAR = """Checks of boats

Check | Q1 due | Q1 in time | Q1 % | Q2 due | Q2 in time | Q2 % | Q3 due | Q3 in time | Q3 % | Year so far %
Hull | 570 | 532 | 93.3 | 662 | 582 | 87.9 | 655 | 555 | 84.7 | {0}
Mast | 686 | 581 | 84.7 | 660 | 604 | 91.5 | 606 | 520 | 85.8 | 87.3
Sail | 711 | 573 | 80.6 | 703 | 555 | 78.9 | 633 | 482 | 76.1 | 78.7
Rope | 648 | 588 | 90.7 | 610 | 563 | 92.3 | 716 | 675 | 94.3 | 92.5
Oars | 647 | 541 | 83.6 | 648 | 565 | 87.2 | 566 | 502 | 88.7 | 86.4
"""
PRICES = """Moorings let, by kind

Kind | Owners | Moorings | Weekly price, from | to | median
Solo | 3 | 9 | £5,600 | £8,700 | £6,200
Double | 3 | 7 | £4,000 | £5,500 | {0}
Large | 4 | 8 | £5,800 | £7,300 | £6,600
Night | 6 | 21 | £4,600 | £8,100 | £5,300
"""
LONGEST = """Repairs, all eight weeks

Team | Finished | Within 45 days | % within 45 | Mean days | Longest
North | 137 | 116 | 84.7 | 29.2 | 97
Central | 137 | 119 | 86.9 | 38.5 | 100
Coast | 80 | 73 | 91.3 | 30.6 | 76
Hill | 75 | 62 | 82.7 | 40.6 | 61
All teams | 429 | 370 | 86.2 | 34.4 | {0}
"""
GRADED = """Grades given to a sample of cakes

Grade | Points | Autumn | Spring | Summer | All
Excellent | 4 | 13 | 15 | 18 | 46
Good | 3 | 18 | 12 | 13 | 43
Sound | 2 | 7 | 16 | 21 | 44
Weak | 0 | 22 | 16 | 15 | 53
Cakes graded | | 60 | 59 | 67 | 186
Average points | | 2.00 | {0} | 2.28 | 2.16
"""
SHARES = """What each club pays

Club | Decisions | Share %
Hadley | 103 | 21.4
Ingram | 94 | 19.5
Kelder | 99 | 20.6
Leyburn | 98 | 20.4
Moss | 87 | 18.1
All five | {0} | 100.0
"""
ROUNDED = """Sessions missed

Phase | Members | Sessions possible, '000 | Missed, '000
Infant | 2,540 | 919.0 | 40.0
Junior | 3,583 | 1,300.3 | 47.8
Primary | 9,928 | 3,586.0 | 144.0
Secondary | 15,853 | 5,713.4 | 349.2
All-through | 2,413 | 904.6 | 54.6
Special | 498 | 184.7 | 17.2
All members | {0} | 12,608.0 | 652.8

Sessions are rounded to the nearest hundred, so they may not add exactly.
"""
ONE_LEFT = """The five boats

Boat | Trips | Seats | Filled
Gull | 310 | 12 | 3,100
Tern | 275 | 20 | {0}
Kite | 198 | 8 | 1,500
Rook | 402 | 30 | 11,050
Wren | 77 | 6 | 400
All | 1,262 | 76 | 20,650
"""
PAPERS: dict[str, Paper] = {
    "what is not empty, of all": (GAPS, "95.3", "94.5", 9),
    "what is not missed in either of two ways, of all": (ROWED, "95.5", "92.1", 8),
    "a level is what it was, who came and who went": (OPEN, "55", "59", 9),
    "done since a day adds what is done": (SINCE, "106", "113", 6),
    "a year so far is of all quarters": (SO_FAR, "88.4", "86.3", 4),
    "a median between what prices go from and to": (PRICES, "£4,900", "£5,750", 5),
    "the longest of all is the longest of one": (LONGEST, "100", "111", 8),
    "an average of points that stand in a column": (GRADED, "2.17", "2.35", 9),
    "a total that the shares of it contradict": (SHARES, "481", "87", 9),
    "words of rounding speak of what they name": (ROUNDED, "34,815", "34,825", 10),
    "a sum": (ONE_LEFT, "4,600", "4,060", 5),
}


@pytest.mark.parametrize("what", PAPERS)
def test_the_wrong_figure_is_found_and_the_right_one_is_not(what: str, tmp_path: Path) -> None:
    """Each paper is honest with the one text in it and has one fault with the other."""
    assert_only_the_wrong_is_found(PAPERS[what], tmp_path)


SILENT = {
    "a change in per cent between two years, some of them falls": """Boats by kind

 | 2021 | 2023 | Share 2023 | 2023 on 2021, %
Sail | 143 | 122 | 24.5% | -15%
Oar | 96 | 123 | 24.7% | +28%
Motor | 76 | 89 | 17.9% | +17%
Raft | 21 | 23 | 4.6% | +10%
Barge | 54 | 55 | 11.1% | +2%
Other | 11 | 9 | 1.8% | -18%
""",
    "members counted once in the last row": """Lessons bought

Place | Lessons | Members in the year | Cost £
Farm | 8 | 17 | 63,104
Mill | 9 | 13 | 151,470
Barn | 20 | 22 | 183,040
Yard | 21 | 27 | 277,200
All bought | 58 | 71 | 674,814

A member with two places is counted once in the last row.
""",
    "a price that is not what stands beside it": """Fees between clubs

Fee for | Fee £ | Bought: places | Bought £ | Sold: places | Sold £ | Net cost or (income) £
One child | 34,000 | 9 | 306,000 | 15 | 510,000 | (204,000)
Two children | 55,500 | 3 | 166,500 | 4 | 222,000 | (55,500)
Three children | 74,800 | 1 | 74,800 | 2 | 149,600 | (74,800)
All fees | | 13 | 547,300 | 21 | 881,600 | (334,300)
""",
    "boats to be found to close a gap": """What is expected

 | 2024/25 | 2025/26 | 2026/27 | 2027/28
Boats at the start | 472 | 477 | 494 | 495
Coming in | 158 | 186 | 189 | 178
Going out | 153 | 169 | 188 | 163
Boats at the end | 477 | 494 | 495 | 510
New crews to be found to close the gap | 5 | 17 | 22 | 4
""",
    "cases that are numbered by year": """Cases read

Case | Pages | Read on | Days
2024/1 | 31 | 3 March 2024 | 12
2024/2 | 14 | 9 April 2024 | 21
2024/3 | 52 | 30 May 2024 | 9
2024/4 | 27 | 14 July 2024 | 16
""",
    "hours a day where some open on Saturdays too": """Opening hours

Hub | Days | Hours a day | Saturday | Hours a week
Abbey | 3 | 8.0 | 4 | 28.0
Northgate | 3 | 5.0 | | 15.0
Southbank | 3 | 8.0 | 4 | 28.0
Eastfield | 5 | 7.5 | | 37.5
Westway | 4 | 6.0 | | 24.0
""",
    "a last row of those who came, under shares of six meetings": """Who came

Partner | In person | Represented | %
Council | 3 | 6 | 100
Police | 4 | 6 | 100
Board | 4 | 4 | 67
Districts | 5 | 5 | 83
Probation | 6 | 6 | 100
Schools | 4 | 5 | 83
Lay member | 3 | 5 | 83
Represented | 29 | 37 | 88
""",
    "members of each club, of all rounded": """Clubs

Kind | Clubs | Members a club | Members
Sail | 23 | 310 | 7,130
Oar | 31 | 205 | 6,355
Motor | 18 | 274 | 4,932
All | 72 | 256 | 18,417
""",
    "bands told in one sentence": """Families waiting

Wait | Families
5 days or less | 45
6 to 20 days | 37
Over 20 days | 18
All | 100

45% of families waited five days or less, and 18 waited more than twenty.
With three quarters of the year gone, 67.2% of the grant is spent.
""",
    "lights of the month that stands first": """Team dashboard

Green = target met; amber = missed by five percentage points or less; red = worse.
Measure | November | October | Change | Target | Light
Visits in time, % | 89.6 | 80.5 | +9.1 | 90.0 | amber
Supervision held, % | 91.0 | 64.0 | +27.0 | 85.0 | green
Plans in date, % | 71.0 | 93.0 | -22.0 | 90.0 | red
Reviews on time, % | 96.0 | 84.0 | +12.0 | 95.0 | green
""",
    "targets with a sign that says which way is good": """Scorecard

The arrow shows better (▲), worse (▼) or the same (►) than last year.

Measure | Lead | % | Last year % | Arrow | Standard | Result
Talks with both there | Council | 96.2 | 97.1 | ▼ | 90 + | Met
Checks within 20 days | Health | 73.2 | 69.3 | ▲ | 80 + | Not met
Repeat notices within 12 months | Police | 26.0 | 27.9 | ▲ | 30 - | Met
Records read across | Council | 76.2 | 77.9 | ▼ | 75 + | Met
Held overnight, of all | Police | 4.8 | 9.5 | ▲ | 5 - | Met
""",
    "vacancies as a part of posts, not their number": """Crews

Team | Funded posts | In post | Vacancy %
Harbour | 9.1 | 9.1 | 0.0
Market | 10.3 | 7.7 | 25.2
Moor | 8.6 | 8.6 | 0.0
Newtown | 9.8 | 8.5 | 13.3
Riverside | 10.7 | 10.5 | 1.9
Valley | 10.1 | 9.3 | 7.9
""",
}


@pytest.mark.parametrize("what", SILENT)
def test_nothing_is_said_of_what_agrees(what: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(SILENT[what], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
