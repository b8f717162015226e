"""Figures that rows or other figures make are let be beside tables that could mislead; a fault beside them is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

MEMBERS = """Hostel nights

Nights sold by house
House | Nights | Sold | Sold %
Mill | 4,200 | 3,580 | 85.2
Forge | 5,100 | 4,452 | 87.3
Tannery | 3,900 | 2,610 | 66.9
All houses | 13,200 | 10,642 | 80.6

{0}

Members by age
Age | Members | %
Under 16 | 1,432 | 47.2
16 to 24 | 604 | 19.9
25 to 64 | 760 | 25.0
65 and over | 239 | 7.9
All | 3,035 | 100.0
"""
OPEN = """Day centre

Assessments by month
Month | Open at start | Started | Completed | Net | Open at end
Apr-25 | 476 | 288 | 301 | -13 | 463
May-25 | 463 | 331 | 297 | +34 | 497
Jun-25 | 497 | 322 | 305 | +17 | 514
Jul-25 | 514 | 309 | 339 | -30 | 484
Aug-25 | 484 | 309 | 328 | -19 | 465
Five months | 476 | 1559 | 1570 | -11 | 465

{0}
"""
QUARTERS = """Museum

Visits by source and quarter
Source | Q1 | Q2 | Q3 | Q4 | Year
Schools | 296 | 301 | 241 | 341 | 1,179
Families | 412 | 398 | 421 | 447 | 1,678
Clubs | 104 | 108 | 117 | 101 | 430
All visits | 812 | 807 | 779 | 889 | 3,287

{0}
"""
RISKS = """Ferry risks

Risks
Ref | Risk | Last score | Score | Movement
F1 | Ice | 20 | 16 | down
F2 | Fuel | 15 | 15 | same
F3 | Crew | 9 | 12 | up

{0}
"""
RESCUES = """Rescues

Rescues by year
Kind | 2021 | 2022 | 2023 | 2024 | Change in year
Rescues | 6,034 | 6,287 | 6,518 | 6,741 | +223
Cliff rescues | 471 | 498 | 521 | 506 | -15

Rescues for each 10,000 visitors
Kind | 2021 | 2022 | 2023 | 2024
Rescues | 552.1 | 566.9 | 583.8 | 599.7
Cliff rescues | 43.1 | 44.9 | 46.7 | 45.0

{0}
"""
WORKS = """Bridge works

Milestones
Ref | Milestone | Days late | Status
M1 | Piers | 21 | Late
M2 | Deck | -7 | Early
M3 | Rails | 0 | On time
M4 | Lights | 56 | Very late
M5 | Paint | 14 | Late

{0}
"""
ACTIONS = """Actions

Actions by month set
Month set | Set | Completed | Still open
April | 41 | 38 | 3
May | 37 | 35 | 2
June | 44 | 34 | 10
Total | 122 | 107 | 15

{0}
"""
CHECKS = """Kennel checks

Checks by quarter
Quarter | Excellent | Good | Fair | Poor | Checks | Good or better
Jul-Sep 2024 | 4 | 24 | 20 | 5 | 53 | 28
Oct-Dec 2024 | 5 | 25 | 19 | 4 | 53 | 30
Jan-Mar 2025 | 4 | 26 | 20 | 5 | 55 | 30
Apr-Jun 2025 | 6 | 28 | 17 | 4 | 55 | 34
Jul-Sep 2025 | 7 | 31 | 15 | 3 | 56 | 38

{0}
"""


@pytest.mark.parametrize(
    "paper",
    [
        (
            MEMBERS,
            "2,036 members (67.1%) are children or young people.",
            "2,036 members (61.7%) are children or young people.",
            10,
        ),
        (
            OPEN,
            "Open assessments moved from 476 to 465 over the five months.",
            "Open assessments moved from 476 to 456 over the five months.",
            12,
        ),
        (
            QUARTERS,
            "Visits from schools fell from 301 in the second quarter to 241 in the third, and rose to 341 after.",
            "Visits from schools fell from 301 in the second quarter to 214 in the third, and rose to 341 after.",
            10,
        ),
        (
            RISKS,
            "One risk moved down and one moved up (F3, from 9 to 12).",
            "One risk moved down and two moved up (F3, from 9 to 12).",
            9,
        ),
        (RESCUES, "Rescues rose by 223 (3.4%) to 6,741.", "Rescues rose by 232 (3.4%) to 6,741.", 13),
        (WORKS, "Three of the five milestones are late.", "Four of the five milestones are late.", 11),
        (
            CHECKS,
            "In the last four quarters together, 219 checks were made, of which 132 (60.3%) were good or better.",
            "In the last four quarters together, 291 checks were made, of which 132 (60.3%) were good or better.",
            11,
        ),
    ],
)
def test_the_figure_that_others_make_is_right_and_another_is_not(
    paper: tuple[str, str, str, int], tmp_path: Path
) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (MEMBERS, "Sold nights came to 10,642, 310 more (3.0%) than the year before, when there were 10,332."),
        (MEMBERS, "Sold nights were 80.6% of all nights, compared with 78.4% in 2023."),
        (ACTIONS, "15 of the 122 actions set since April are still open."),
        (RESCUES, "Cliff rescues fell by 15 to 506."),
    ],
)
def test_nothing_is_said_of_what_the_sentence_itself_makes(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
