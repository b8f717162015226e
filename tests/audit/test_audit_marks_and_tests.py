"""Marks of two kinds against tests told in words, and rules of marks told in full: the wrong one is found alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.one_number import Way
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.told_tests import read_tests
from crossfoot.operations.audit_pack import audit_pack

IN_TIME = """Repairs
A repair is to be made within 10 working days of the call.

Call | Called | Mended | Working days | In time
Lift | 2 September 2024 | 12 September 2024 | 8 | yes
Door | 3 September 2024 | 20 September 2024 | 13 | no
Roof | 9 September 2024 | 20 September 2024 | 9 | {0}
Gate | 16 September 2024 | 11 October 2024 | 19 | no
Wall | 23 September 2024 | 4 October 2024 | 9 | yes
"""
ALL_ALIKE = """Repairs
A repair is to be made within 21 calendar days.

Call | Days | In time
Lift | 8 | yes
Door | 13 | yes
Roof | 26 | {0}
Gate | 19 | yes
Wall | 9 | yes
"""
KINDS = """Loads
Drivers in their first year are to carry no more than 12 boxes; others no more than 18.

Driver | First year | Boxes | Against limit
D1 | no | 17 | within
D2 | yes | 13 | over
D3 | no | 19 | over
D4 | no | 18 | within
D5 | yes | 12 | within
D6 | no | 14 | {0}
"""
STAGES = """Letters
Time allowed: stage 1, 10 days; stage 2, 25 days.

Letter | Stage | Days | In time
L1 | 1 | 8 | Yes
L2 | 1 | 12 | No
L3 | 2 | 25 | Yes
L4 | 2 | 31 | No
L5 | 1 | 10 | Yes
L6 | 2 | 18 | {0}
"""
DATES = """Works
\u201cOn time\u201d if done on or before the due date, \u201clate\u201d if done after it.

Work | Due | Done | Result
Pier | 3 May 2024 | 1 May 2024 | on time
Quay | 10 May 2024 | 14 May 2024 | late
Lock | 1 June 2024 | 1 June 2024 | on time
Weir | 12 June 2024 | 3 June 2024 | {0}
Dam | 30 June 2024 | 9 July 2024 | late
"""
BOTH = """Books
\u201cPriority\u201d where more than half is left and the loan is over 60 days old.

Loan | Days old | Pages | Left | Flag
B1 | 24 | 5311 | 1111 |
B2 | 21 | 1824 | 950 | {0}
B3 | 92 | 3985 | 433 |
B4 | 42 | 1750 | 623 |
B5 | 129 | 5417 | 3810 | priority
B6 | 82 | 5702 | 1667 |
"""
EITHER = """Absence
Trigger: 10 days or more in the year, or four spells or more.

Keeper | Days | Spells | Trigger reached
K1 | 12 | 2 | yes
K2 | 4 | 5 | yes
K3 | 9 | 3 | no
K4 | 22 | 6 | yes
K5 | 0 | 0 | no
K6 | 3 | 1 | {0}
"""
AIM = """Members
Our aim was 25% in each ward, taking the share as printed.

Ward | People | Members | Share % | Aim
Ash | 2,501 | 455 | 18.2 | no
Beck | 1,721 | 564 | 32.8 | yes
Cope | 1,639 | 301 | 18.4 | no
Dene | 1,441 | 343 | 23.8 | {0}
Eyre | 1,346 | 366 | 27.2 | yes
"""
OTHER_COLUMN = """Barns
The last column says yes where stalls are at least as many as cows.

Barn | Cows | Stalls | Enough
Ash | 310 | 340 | yes
Beck | 420 | 400 | no
Cope | 128 | 128 | yes
Dene | 560 | 512 | {0}
Eyre | 99 | 120 | yes
"""
OVER_IT = """Budgets
A line is flagged when the forecast is more than \u00a350,000 over budget.

Line | Budget \u00a3 | Forecast \u00a3 | Flag
Roads | 500,000 | 590,000 | flagged
Parks | 300,000 | 296,000 |
Pools | 100,000 | 180,000 | flagged
Halls | 250,000 | 258,000 | {0}
Lamps | 400,000 | 455,000 | flagged
"""
PANELS = """Lights: green = target met; amber = missed by no more than five percentage points; red = anything worse.
\u201cLow is good\u201d lines carry a \u25bc before the target.

PANEL 1 NORTH DEPOT
Measure | May | April | Change | Target | Light
Open jobs | 156 | 155 | +1 | |
Jobs a mender | 13.9 | 14.5 | -0.6 | \u25bc 17.0 | green
Calls in time, % | 92.6 | 80.1 | +12.5 | 90.0 | green
Checks held, % | 83 | 73 | +10 | 85 | {0}
"""
NUMBERED = """Tiers
Tier 1 is a score under 10, tier 2 from 10 to 19 and tier 3 20 or over.

Pool | Score | Tier
Ash | 4 | 1
Beck | 12 | 2
Cope | 22 | 3
Dene | 19 | {0}
Eyre | 31 | 3
Ford | 8 | 1
"""
LONG = """Leaks
12 and over "report to the Commissioner of Leaks", 6 to 11 "internal review", under 6 "log".

Leak | Likelihood | Severity | Score | Route
Pipe | 4 | 3 | 12 | report to the Commissioner of Leaks
Tap | 3 | 3 | 9 | internal review
Hose | 1 | 2 | 2 | log
Tank | 2 | 4 | 8 | {0}
Drain | 1 | 4 | 4 | log
Pump | 4 | 4 | 16 | report to the Commissioner of Leaks
"""
MOVES = """Pools
Way: up or down when the points are more than 2.0 either way.

Pool | Swimmers | Last year | Points | Way
Ash | 69.8 | 75.8 | -6.0 | down
Beck | 70.5 | 76.1 | -5.6 | down
Cope | 93.3 | 94.6 | -1.3 | {0}
Dene | 78.4 | 75.9 | +2.5 | up
Eyre | 71.7 | 75.7 | -4.0 | down
Ford | 79.7 | 74.0 | +5.7 | up
"""
PAPERS: dict[str, Paper] = {
    "in time": (IN_TIME, "yes", "no", 7),
    "all alike": (ALL_ALIKE, "no", "yes", 7),
    "kinds": (KINDS, "within", "over", 10),
    "stages": (STAGES, "Yes", "No", 10),
    "dates": (DATES, "on time", "late", 8),
    "both": (BOTH, "", "priority", 6),
    "either": (EITHER, "no", "yes", 10),
    "aim": (AIM, "no", "yes", 8),
    "other column": (OTHER_COLUMN, "no", "yes", 8),
    "over it": (OVER_IT, "", "flagged", 8),
    "panels": (PANELS, "amber", "red", 9),
    "numbered": (NUMBERED, "2", "3", 8),
    "long": (LONG, "internal review", "log", 8),
    "moves": (MOVES, "level", "down", 7),
}
"""By name the text, what is right in it, what is wrong, and the line of it."""


@pytest.mark.parametrize("name", PAPERS)
def test_only_the_wrong_mark_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)


LOOK_ALIKE = {
    "of something else": """Works
A work is to be done within 21 days.

Work | Days | Closed by board
Pier | 12 | yes
Quay | 30 | no
Lock | 18 | yes
Weir | 25 | yes
Dam | 9 | yes
Mole | 40 | no
""",
    "room is left": """Loads
The limit is 18 boxes. Foremen may allow more for a short time.

Driver | Boxes | Within limit
D1 | 17 | yes
D2 | 19 | yes
D3 | 21 | no
D4 | 12 | yes
D5 | 25 | no
""",
    "an exception": """Works
A work is late after 28 days. Works put off by the weather are not late.

Work | Days | Result
Pier | 20 | in time
Quay | 33 | late
Lock | 40 | in time
Weir | 35 | late
Dam | 12 | in time
Mole | 26 | in time
""",
    "more is asked": """Boats
Boats that have waited more than 30 days and have no berth are towed.

Boat | Days waiting | Berth | Towed
B1 | 40 | none | yes
B2 | 35 | A | no
B3 | 12 | none | no
B4 | 44 | none | yes
B5 | 50 | none | yes
B6 | 9 | B | no
""",
    "another line": """Budgets
Spend is over budget where the forecast is above the budget less savings agreed.

Line | Budget | Forecast | Over budget
A | 100 | 110 | yes
B | 90 | 85 | no
C | 80 | 78 | yes
D | 70 | 90 | yes
E | 60 | 50 | no
""",
    "a margin": """Spending
We call spend \u201con plan\u201d within \u00a35,000 of plan either way.

Line | Plan \u00a3 | Spent \u00a3 | State
A | 100,000 | 103,000 | on plan
B | 80,000 | 92,000 | off plan
C | 60,000 | 57,000 | on plan
D | 40,000 | 31,000 | off plan
E | 75,000 | 76,500 | on plan
""",
}


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_what_only_looks_like_a_test_draws_no_finding(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LOOK_ALIKE[name], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("sentence", "way", "number", "unit"),
    [
        ("To be seen within twenty working days.", Way.MOST, 20, "day"),
        ("No worker should hold more than 18 cases.", Way.MOST, 18, ""),
        ("A score of 15 and over.", Way.LEAST, 15, ""),
        ("Nine in ten is the target.", Way.AIM, 90, "%"),
        ("Not below 2% of pay.", Way.LEAST, 2, "%"),
        ("No more than 90% of 17 cases, that is 15.3.", Way.MOST, Fraction(153, 10), ""),
        ("Where results fell by more than 5 points.", Way.OVER, 5, "fell"),
    ],
)
def test_a_number_is_read_with_its_side(sentence: str, way: Way, number: Fraction, unit: str) -> None:
    told = read_tests(sentence, frozenset())
    assert told is not None
    assert [(each.way, each.number, each.unit) for each in told.tests] == [(way, number, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Within 5 points of target.",
        "Usually within 20 days.",
        "At least five members, one of whom knows all 3.",
        "A rule.",
    ],
)
def test_what_is_not_understood_in_full_is_no_test(sentence: str) -> None:
    assert read_tests(sentence, frozenset()) is None


def test_only_numbers_of_the_rule_are_kept() -> None:
    assert plain("By 3 May 2024 (see table 4) twenty-one in 2023/24") == "by see 21 in"
