"""Honest papers in which one row or column is of another kind than those beside it, and what is still found in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

CONTACTS = """Letters to the club

Kind | 2023 | 2022 | Up or down | By %
Praise | 124 | 111 | up | {0}
Questions | 17 | 21 | down | 19
Grumbles | 4 | 6 | down | 33
Offers | 188 | 148 | up | 27
Requests | 75 | 95 | down | 21
"""
HUBS = """Members of six clubs

Members | Ash | Beech | Cedar | Elm | Fir | Hazel | All | Mid
Adults | 7,916 | 8,082 | 14,052 | 7,451 | 12,709 | 12,574 | 62,784 | 10,328
Young | 2,453 | 2,332 | 3,473 | 1,911 | 3,045 | 3,213 | 16,427 | 2,749
Joined | 2,068 | 1,325 | 2,836 | 1,254 | 2,272 | 2,272 | 12,027 | 2,170
Came | 1,080 | 733 | 1,359 | 677 | 1,623 | 994 | 6,466 | 1,037
Joined, % of young | 84.3 | 56.8 | 81.7 | 65.6 | 74.6 | 70.7 | 73.2 | {0}
Came, % of joined | 52.2 | 55.3 | 47.9 | 54.0 | 71.4 | 43.8 | 53.8 | 53.1
"""
RATES = """Loans for every thousand people

Kind | Ash | Beech | Cedar | Elm | All | Most | Least | Most less least
Novels | 179.4 | 327.9 | 283.2 | 275.1 | 266.4 | 327.9 | 179.4 | 148.5
Films | 229.9 | 241.3 | 176.5 | 191.9 | 209.9 | 241.3 | 176.5 | 64.8
Maps | 30.3 | 23.5 | 34.2 | 47.0 | 33.8 | 47.0 | 23.5 | 23.5
All three | 439.6 | 592.7 | 493.9 | {0} | 510.1 | 592.7 | 439.6 | 153.1
"""
CHECKS = """Checks of boats

Check | Due | Done | Not done | Done % | Done % 2012 | Points
Hulls, wood | 89 | 75 | 14 | 84.3 | 85.3 | -1.0
Hulls, steel | 275 | 227 | 48 | 82.5 | 75.2 | +7.3
All hulls | 364 | {0} | 62 | 83.0 | 78.6 | +4.4
"""
VISITS = """Night walks

Month | Walks | Walkers | Walks a walker
April | 20 | 10 | 2.0
May | 14 | 9 | 1.6
June | 21 | 9 | 2.3
July | 33 | 18 | 1.8
Year so far | {0} | 28 | 3.1
A walker who came in two months is in both, but once in the year so far.
"""
SICKNESS = """Days off

Quarter | Days lost | Mean staff | Days for each post | Year before
Q1 | 342 | 153.5 | 2.23 | 1.85
Q2 | 463 | 150.0 | 3.09 | 3.24
Q3 | 505 | 146.5 | 3.45 | 2.97
Q4 | 445 | 144.6 | 3.08 | 2.56
Twelve months | {0} | 148.7 | 11.80 | 12.28
"""
WITHHELD = """Orders by colour

w: withheld, as another figure could be worked out from it.
Order | White | Red | Green | Blue | Grey | All
Short | 42 | 7 | 6 | 7 | 6 | 68
Long | 49 | 9 | 8 | 9 | 7 | 82
Wide | 42 | 11 | 9 | 6 | 6 | {0}
All orders | 133 | 27 | w | 22 | w | 224
"""
FLOW = """Families in the club

Step | Apr | May | Jun | Jul | Aug
Open at start | 517 | 532 | 549 | 543 | 526
+ accepted | 123 | 114 | 73 | 99 | 79
+ came again | 5 | 2 | 3 | 4 | 7
- handed on | 6 | 2 | 5 | 7 | 8
- closed | 107 | 97 | 77 | {0} | 72
Open at end | 532 | 549 | 543 | 526 | 532

Families by team, month end
Team | Apr | May | Jun | Jul | Aug
Hill | 251 | 249 | 243 | 226 | 232
Coast | 281 | 300 | 300 | 300 | 300
All teams | 532 | 549 | 543 | 526 | 532
"""
PLEDGES = """Pledges

Pledge | Target | Now | Kept?
Vacant at most % | 18.0 | 16.4 | kept
Hired at most % | 12.0 | 10.9 | kept
Leavers at most % | 15.0 | 13.0 | kept
Children a helper at most | 17.0 | 17.8 | not kept
Days lost at most | 9.50 | 9.67 | not kept

{0} of five pledges are kept. All are ceilings.
"""
LEFT = """Places in four halls

Hall | Places | First choices | Taken | Places left
Abbot's Green | 150 | 270 | 150 | 0
Canal Road | 180 | 101 | 110 | 70
Holy Name | 210 | 231 | 210 | 0
Parkway | 210 | 188 | 198 | 12
Four halls | 750 | 790 | 668 | 82

The most places left were at {0}.
"""
SCORED = """Quiz night

Team | Rounds | Points | Mean
Ash | 19 | 49 | 2.58
Beech | 14 | 40 | 2.86
Cedar | 24 | 55 | 2.29
Elm | 11 | {0} | 2.45
All teams | 68 | 171 | 2.51
"""
PACKS = {
    "points that are scored": (SCORED, "27", "60", 7),
    "changes without a sign": (CONTACTS, "12", "21", 4),
    "the middle of six": (HUBS, "72.7", "78.7", 8),
    "the most and the least": (RATES, "514.0", "541.0", 7),
    "points of a total": (CHECKS, "302", "320", 6),
    "walkers counted once": (VISITS, "88", "98", 8),
    "rates of a year of quarters": (SICKNESS, "1,755", "1,575", 8),
    "figures withheld": (WITHHELD, "74", "47", 7),
    "plus and minus in labels": (FLOW, "113", "131", 8),
    "three of five": (PLEDGES, "Three", "Four", 10),
    "the most that is left": (LEFT, "Canal Road", "Parkway", 10),
}


@pytest.mark.parametrize("name", PACKS)
def test_the_honest_paper_is_silent_and_a_fault_in_it_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PACKS[name], tmp_path)
