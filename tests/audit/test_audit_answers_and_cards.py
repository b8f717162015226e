"""Answers to headings, states by dates, marks on cards, rules that leave something open: the wrong is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.heading_tests import test_in as read_test
from crossfoot.audit.marks.told_clauses import read_clause
from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.operations.audit_pack import audit_pack

STANDARD = """Repairs

Kind | Reported | Mean wait, days | Standard, days | Within standard
Lifts | 40 | 3.5 | 5 | yes
Doors | 61 | 6.2 | 5 | no
Lights | 88 | 2.0 | 3 | {0}
Roofs | 12 | 14.5 | 20 | yes
Drains | 30 | 8.0 | 7 | no
Gates | 25 | 4.0 | 6 | yes
"""
GUIDE = """Lifeguards

Pool | Guards | Swimmers | Swimmers per guard | Guide | Over guide?
North | 4 | 120 | 30 | 25 | over
South | 5 | 100 | 20 | 25 | no
East | 6 | 132 | 22 | 25 | no
West | 3 | 63 | 21 | 25 | no
Lido | 2 | 56 | 28 | 25 | over
Quay | 4 | 92 | 23 | 25 | no

Over the guide of 25: {0}.
"""
REACHED = """Barns

Barn | Days | Bales | Full | Cost | 85% reached
Ash | 30 | 812 | 90.3% | 507 | yes
Beck | 28 | 640 | 84.2% | 636 | no
Cope | 30 | 655 | 81.7% | 858 | {0}
Dene | 29 | 588 | 71.6% | 721 | no
Eyre | 30 | 733 | 91.4% | 720 | yes
Ford | 30 | 790 | 88.0% | 690 | yes
"""
DUE = """Actions

No. | Action | Due | State
A1 | Mend the boats | 7 October 2024 | late
A2 | Paint the pier | 14 October 2024 | done
A3 | Train the crew | 7 November 2024 | late
A4 | Test the lamps | 27 November 2024 | open
A5 | Chart the bay | 30 December 2024 | {0}
A6 | Print the map | 17 January 2025 | open

Late means not done and due before 21 November 2024.
"""
NEW_DATE = """Works

Work | Agreed date | New date | State
Quay wall | 23 April 2026 | 23 April 2026 | overdue
Slipway | 21 July 2026 | 17 November 2026 | complete
Boathouse | 19 August 2026 | 30 September 2026 | moved
Lamp room | 29 December 2025 | 30 March 2026 | overdue
Stairs | 19 February 2026 | 30 June 2026 | moved
Rails | 4 March 2026 | 4 March 2026 | {0}

Overdue: not complete and the new date is on or before 31 May. Moved: the new date is after the agreed one.
"""
CARDS = """Harbour promises

Met: result at or better than target. Near: within 5 points of the target. Missed: anything else.
Higher is better.

Promise 1
Measure\tBoats out on time
Target\t95%
Result\t96.6%
Status\t{0}

Promise 2
Measure\tBoats back by dusk
Target\t90%
Result\t90.9%
Status\tMet

Promise 3
Measure\tBerths let
Target\t80%
Result\t71.1%
Status\tMissed

Promise 4
Measure\tCrews trained
Target\t60%
Result\t57.8%
Status\tNear

Promise 5
Measure\tLamps lit
Target\t90%
Result\t92.0%
Status\tMet
"""
RISE = """Grades of cheese, %

Grade | 2022 | 2023 | Points | Arrow
Gold | 26.4 | 24.2 | -2.2 | \u25bc
Silver | 23.9 | 26.6 | +2.7 | \u25b2
Bronze | 29.6 | 29.9 | +0.3 | =
None | 20.1 | 19.3 | -0.8 | {0}
Gold or silver | 50.3 | 50.8 | +0.5 | =

The arrow is \u25b2 for a rise of 1.0 point or more, \u25bc for a fall of 1.0 point or more and = between.
"""
UNDERSPEND = """Flag rule for section A: R when the variance is 2.0% of the current budget or more, A when it is 0.5%
or more but under 2.0%, G when it is under 0.5% or is an underspend.

A. The museum
Room | Current budget | Forecast | Variance | Variance % | Flag
Coins | 5,680 | 5,730 | 50 | 0.9 | A
Maps | 25,210 | 25,469 | 259 | 1.0 | {0}
Clocks | 4,827 | 4,649 | (178) | (3.7) | G
Glass | 3,616 | 3,780 | 164 | 4.5 | R
Prints | 2,400 | 2,407 | 7 | 0.3 | G
Coats | 9,656 | 9,948 | 292 | 3.0 | R
"""
NO_ROW_HAS_IT = """Beehives

Hive | Nights | Stings | Per 100 nights | Response
Ash | 163 | 18 | 11.0 | visit
Beck | 344 | 9 | 2.6 | watch
Cope | 347 | 15 | 4.3 | {0}
Dene | 320 | 18 | 5.6 | visit
Eyre | 500 | 23 | 4.6 | watch

Response: visit at 5.0 or more per 100 nights, watch at 2.0 or more but under 5.0, none below.
"""
LETTERS = """Mills

Mill | Sacks due | Sacks ground | Ground % | Grade
Ash | 1,088 | 927 | 85.2 | A
Beck | 1,377 | 987 | 71.7 | C
Cope | 2,860 | 1,907 | 66.7 | C
Dene | 2,520 | 2,158 | 85.6 | A
Eyre | 2,788 | 1,703 | 61.1 | C

Grade: A from 85.0% ground, B from 75.0%, C under that. Graded C: {0}.
"""


@pytest.mark.parametrize(
    "paper",
    [
        (STANDARD, "yes", "no", 6),
        (GUIDE, "North and Lido", "none", 11),
        (GUIDE, "North and Lido", "Lido", 11),
        (GUIDE, "North and Lido", "North, Quay and Lido", 11),
        (REACHED, "no", "yes", 6),
        (DUE, "open", "late", 8),
        (NEW_DATE, "overdue", "moved", 9),
        (CARDS, "Met", "Near", 10),
        (CARDS, "Met", "Missed", 10),
        (RISE, "=", "\u25bc", 7),
        (UNDERSPEND, "A", "R", 7),
        (UNDERSPEND, "A", "G", 7),
        (NO_ROW_HAS_IT, "watch", "visit", 6),
        (LETTERS, "Beck, Cope and Eyre", "Cope and Eyre", 10),
    ],
)
def test_the_one_that_is_wrong_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


_TARGETS = """

Measure | Good is | Now | Target | Status
Boats out by noon | high | 71.1% | 75% | Off target
Boats aground | low | 26.8% | 20% | Off target
Lamps lit | high | 38.6% | 40% | Slightly off target
Nets lost | low | 16.0% | 18% | On target
Sails mended | low | 1.4% | 3% | On target
Berths let | high | 93.8% | 95% | Slightly off target
Crews trained with a lamp | high | 75.8% | 80% | Slightly off target
Lines checked | high | 90.9% | 90% | On target
"""
_RULE = (
    "On target means the figure meets or beats the target. Slightly off target means it misses by up to 3 percentage "
    "points. Off target means it misses by more than 3 percentage points."
)
SILENT = {
    "an exception for one row": (
        f"{_RULE} There is one exception: for crews trained with a lamp, where numbers are small, a miss of up to 6 "
        "points counts as slight."
    ),
    "an exception that names no row": f"{_RULE} This applies except in small crews.",
    "judgement": f"{_RULE} The manager may override a status, at their discretion.",
    "more that is not understood": f"{_RULE} Slightly off target is also shown while a boat is in dock.",
    "another table": f"In Table 9 these words are used. {_RULE}".replace("used. ", "used: "),
}


@pytest.mark.parametrize("name", SILENT)
def test_a_rule_that_leaves_something_open_is_not_used(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(f"{SILENT[name]}\n\nTable 2: Boats{_TARGETS}", encoding="utf-8")
    found = [each.explanation for each in audit_pack(path).findings if each.rule == "told-marks"]
    assert found == []


def test_that_rule_alone_finds_the_row(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(f"{_RULE}\n\nTable 2: Boats{_TARGETS}", encoding="utf-8")
    assert [each.row for each in audit_pack(path).findings] == ["Crews trained with a lamp"]


LEFT = {
    # Level as printed: the decimals that are not shown may put it on either side.
    "level": """Lower is better.

Pool | Empty % | County % | Better than county?
North | 6.1 | 6.1 | no
South | 5.5 | 5.6 | yes
East | 5.8 | 5.9 | yes
West | 8.3 | 8.9 | yes
Lido | 9.0 | 8.4 | no
Quay | 13.9 | 12.9 | no
""",
    "a word for level": """Bulletin no. 12

Lower is better.

Pools: visits missed
Pool | Empty % | County % | Better than county?
North | 6.1 | 6.1 | level
South | 5.5 | 5.6 | yes
East | 5.8 | 5.9 | yes
West | 8.3 | 8.9 | yes
Lido | 9.0 | 8.4 | no
Quay | 13.9 | 12.9 | no
""",
    # No line is asked of: boats in dock are not boats under a line.
    "no line": """Dock

Quay | Boats in dock | Boats | In dock
North | 4 | 9 | yes
South | 5 | 8 | no
East | 3 | 7 | yes
West | 6 | 9 | no
Lido | 2 | 4 | yes
""",
    # No day is told from which something is late.
    "no day": """Late means that the due date has gone by.

Action | Due | State
Mend the boats | 7 October 2024 | late
Paint the pier | 14 October 2024 | open
Train the crew | 7 November 2024 | late
Test the lamps | 27 November 2024 | open
Chart the bay | 30 December 2024 | late
""",
    # Two states break the day told: it is of something else.
    "another day": """Late means due before 1 November 2024.

Action | Due | State
Mend the boats | 7 October 2024 | late
Paint the pier | 14 October 2024 | open
Train the crew | 7 November 2024 | late
Test the lamps | 27 November 2024 | open
Chart the bay | 30 December 2024 | late
Print the map | 17 January 2025 | open
""",
}


@pytest.mark.parametrize("name", LEFT)
def test_what_nothing_proves_is_left(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LEFT[name], encoding="utf-8")
    assert [each.explanation for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("heading", "low", "strict"),
    [
        ("Within standard", True, False),
        ("In the time allowed", True, False),
        ("Under 20 days?", True, True),
        ("Over guide?", False, True),
        ("90% reached", False, False),
        ("Limit kept", True, False),
    ],
)
def test_a_heading_asks_for_a_side(heading: str, low: bool, strict: bool) -> None:
    asked = read_test(heading)
    assert asked is not None
    assert (asked.low, asked.strict) == (low, strict)


@pytest.mark.parametrize("heading", ["In care", "Out of borough", "Target met", "Status", "In", "Over 10 and under 20"])
def test_other_headings_ask_for_none(heading: str) -> None:
    assert read_test(heading) is None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("for a rise of 1.0 point or more", 1, None),
        ("it has fallen by 2 points or more", None, -2),
        ("when the variance is 2.0% of the current budget or more", 2, None),
        ("at 5.0 or more per 100 nights", 5, None),
        ("for a change of less than 3 points", -3, 3),
        ("under 4% or an underspend", None, 4),
    ],
)
def test_a_clause_has_these_ends(words: str, low: int | None, high: int | None) -> None:
    (condition,) = read_clause(words)
    assert (condition.low, condition.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Green at 90 or more, red below. Red also where fewer than ten were counted.",
        "Green at 90 or more, red below. A figure of under five is counted as green.",
    ],
)
def test_a_rule_that_goes_on_is_none(text: str) -> None:
    assert read_told_rule(text, ["Green", "Red"]) is None
