"""Rows told to be alone, or all of them, on one side of a benchmark, a budget, an average or a time before."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

SITES = """Visits

Visits by site (thousands)
Site | 2022/23 | 2023/24 | 2024/25 | Target 2024/25
Museum | 81 | 88 | 84 | 85
Lido | 40 | 37 | 42 | 40
Theatre | 112 | 119 | 121 | 120
Gallery | 29 | 33 | 31 | 34
Archive | 12 | 12 | 12 | 12

{0}
"""
MONTHS = """Leisure centres in the summer of 2025

Visits by month
Month | Swims | Gym visits | Classes | All visits
June | 4,100 | 6,200 | 1,050 | 11,350
July | 4,420 | 6,050 | 1,010 | 11,480
August | 4,910 | 5,720 | 960 | 11,590
September | 4,390 | 6,480 | 1,120 | 11,990

{0}
"""
LEAVERS = """Leavers

Leavers and days lost by division
Division | Staff | Leavers | Turnover % | Days lost | England
Roads | 640 | 80 | 12.5 | 11.2 | 10.4
Schools | 750 | 120 | 16.0 | 10.1 | 9.4
Parks | 500 | 45 | 9.0 | 9.6 | 8.5
Baths | 310 | 31 | 10.0 | 8.0 | 7.4
All | 2,200 | 276 | 12.5 | 9.4 | 9.6

{0}
"""
COSTS = """Budgets

Budget by service (£000)
Service | Budget | Forecast | Spent to date
Parks | 1,200 | 1,150 | 600
Libraries | 2,100 | 2,180 | 1,000
Sport | 1,750 | 1,750 | 930
Tips | 320 | 310 | 300

{0}
"""
SCORES = """Dangers

Scores
Ref | Danger | Last score | Current score
DG1 | Timber | 16 | 20
DG2 | Floods | 20 | 20
DG3 | Storms | 15 | 15
DG4 | Theft | 12 | 9
DG5 | Fire | 12 | 16

{0}
"""
PHASES = """Attendance

Missing days by phase (%)
Phase | Ours 2023/24 | Ours 2024/25 | England 2024/25
First | 15.2 | 13.8 | 13.4
Middle | 27.9 | 26.1 | 24.0
Upper | 37.0 | 37.6 | 35.9

{0}
"""
BINS = """Missed bins

Missed collections per 100,000
Month | Refuse | Paper | Garden
July | 42 | 55 | 81
August | 47 | 61 | 90
September | 38 | 49 | 72
October | 35 | 44 | 60

{0}
"""


@pytest.mark.parametrize(
    "paper",
    [
        (
            SITES,
            "Only the theatre and the lido were above target.",
            "Only the museum and the lido were above target.",
            11,
        ),
        (
            LEAVERS,
            "Only Schools is above the council average for turnover.",
            "Only Parks is above the council average for turnover.",
            11,
        ),
        (
            COSTS,
            "Libraries is the only service expected to cost more than its budget.",
            "Parks is the only service expected to cost more than its budget.",
            10,
        ),
        (
            PHASES,
            "In all three phases the rate is above England's.",
            "In all three phases the rate is below England's.",
            9,
        ),
        (
            SITES,
            "Only the museum and the gallery saw fewer visitors than the year before.",
            "Only the museum and the lido saw fewer visitors than the year before.",
            11,
        ),
        (SITES, "The gallery fell in 2024/25.", "The gallery rose in 2024/25.", 11),
        (
            SCORES,
            "Two of the five dangers have a higher score than at the last review.",
            "Three of the five dangers have a higher score than at the last review.",
            11,
        ),
        (
            SITES,
            "The theatre had the most visits, followed by the museum.",
            "The theatre had the most visits, followed by the lido.",
            11,
        ),
        (
            MONTHS,
            "All visits have risen each month.",
            "All visits have fallen each month.",
            10,
        ),
        (
            MONTHS,
            "The pool was shut on Monday 25 August.",
            "The pool was shut on Thursday 25 August.",
            10,
        ),
        (BINS, "August was the worst month for each service.", "August was the best month for each service.", 10),
    ],
)
def test_what_the_table_gainsays_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SITES, "Only the lido had fewer visitors in 2023/24 than in 2022/23."),
        (SITES, "Only the theatre has risen in both years."),
        (SITES, "Three of the five sites rose in 2023/24 and two in 2024/25."),
        (SITES, "Only two sites were below their target."),
        (SITES, "The lido fell in 2023/24 but rose in 2024/25."),
        (SITES, "The lowest was the archive, followed by the gallery."),
        (MONTHS, "Swims rose each month to August and fell in September."),
        (MONTHS, "August was the worst month for classes but the best for swims."),
        (MONTHS, "Only in September did swims fall."),
        (LEAVERS, "Only Parks and Baths have turnover below the council average."),
        (LEAVERS, "Roads and Schools are both above the council average for days lost."),
        (COSTS, "In all four services spending to date is below budget."),
        (COSTS, "Only Sport is on budget."),
        (PHASES, "In all three phases the rate of suspensions is below England's."),
        (PHASES, "Only First is above England for exclusions."),
        (PHASES, "One of the three phases has a suspension rate above England's."),
        (PHASES, "Only Upper saw its exclusions fall."),
        (PHASES, "The board will next meet on Friday 6 February."),
    ],
)
def test_what_is_so_in_other_words_is_let_be(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []


NOTICES = """Notices

Table 1: Notices issued and cancelled
Year | Issued | Cancelled
2022/23 | 18,240 | 2,736
2023/24 | 19,750 | 2,765
2024/25 | 21,330 | 2,773

Table 2: Income (£000)
Year | Budget | Actual
2022/23 | 560 | 548
2023/24 | 600 | 607
2024/25 | 640 | 662

{0}
"""


def test_the_table_that_shows_it_is_the_one_with_its_words(tmp_path: Path) -> None:
    right = "As Table 2 shows, actual income beat the budget in both years."
    wrong = "As Table 1 shows, actual income beat the budget in both years."
    assert_only_the_wrong_is_found((NOTICES, right, wrong, 15), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "Table 1 shows the picture for each year.",
        "As Table 1 shows, fewer were cancelled than the income budget assumed.",
        "Table 1 does not show the income budget.",
    ],
)
def test_a_table_of_some_of_the_words_is_let_be(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(NOTICES.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
