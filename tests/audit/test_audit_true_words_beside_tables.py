"""Sentences that are true beside tables that could mislead: nothing is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

HALLS = """Village halls

Bookings by hall
Hall | Bookings | Paid late | Hours let | Let % of hours open
Ash Hall | 412 | 31 | 1,236 | 71.5
Beech Hall | 388 | 57 | 1,012 | 58.2
Cedar Hall | 671 | 40 | 1,877 | 92.6
Dogwood Hall | 295 | 62 | 801 | 46.1
All halls | 1,766 | 190 | 4,926 | 67.3

{0}
"""
TERMS = """Choir school

Singers over the year
 | Autumn | Spring | Summer | 2022/23 | 2021/22
Singers at the start | 40 | 26 | 31 | 40 | 52
Singers who joined | 12 | 31 | 17 | 60 | 46
Singers at the end | 26 | 31 | 58 | 58 | 71
Mean marks | 2.10 | 2.17 | 2.38 | 2.22 | 2.05

{0}
"""
AGES = """Diving club

Dives
Group | 2022 | 2023 | 2024
Divers aged 10 to 15 | 291 | 262 | 234
Divers aged 16 to 25 | 412 | 437 | 489
Turned 18 | 31 | 44 | 57

{0}
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "The share let was 67.3% and highest in Cedar Hall.",
        "The share of hours let was 67.3%, lowest in Dogwood Hall.",
        "One of the four halls reached 85% of hours let.",
        "Two of the four halls had 70% or more let, and none under 40%.",
        "23.3% of bookings were at Ash Hall.",
        "Of 1,766 bookings, 1,354 were outside Ash Hall.",
        "Ash Hall and Beech Hall had 800 bookings between them.",
        "Ash Hall and Beech Hall together make 45.3% of bookings.",
        "The grant is paid whole at 92% or more, by half at 60% to 91% and not at all under 60%.",
        "At 58.2%, the share let at Beech Hall is above the 46.1% of Dogwood Hall.",
        "The largest number of bookings is at Cedar Hall.",
    ],
)
def test_what_is_true_of_a_table_of_parts_is_let_be(sentence: str, tmp_path: Path) -> None:
    assert _told(HALLS.format(sentence), tmp_path) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Singers who joined rose by 14 on the year before.",
        "Singers at the end fell by 13 on the year before.",
        "Singers who joined rose from 12 in autumn to 31 in spring.",
        "Singers at the end was highest in Summer.",
        "Mean marks peaked at 2.38 in Summer.",
        "In Autumn the number of singers at the end was 26.",
    ],
)
def test_terms_and_years_of_one_row_are_not_mixed(sentence: str, tmp_path: Path) -> None:
    assert _told(TERMS.format(sentence), tmp_path) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Divers aged 10 to 15 fell from 291 in 2022 to 234 in 2024.",
        "Divers aged 10-15 fell from 291 to 234.",
        "Turned 18 had 57 in 2024, and 44 in 2023.",
        "Divers aged 16 to 25 was 437 in 2023.",
    ],
)
def test_numbers_that_are_parts_of_names_and_plain_years(sentence: str, tmp_path: Path) -> None:
    assert _told(AGES.format(sentence), tmp_path) == []


LISTED = """Overspends

Service | Budget | Forecast | Variance
Libraries | 4,120 | 4,395 | 275
Parks | 6,310 | 6,550 | 240
Pools | 1,200 | 1,180 | (20)
Museums | 2,015 | 2,030 | 15
All services | 13,645 | 14,155 | 510

The largest overspend is in Libraries.
"""


def test_the_largest_of_a_state_does_not_name_all_in_it(tmp_path: Path) -> None:
    assert _told(LISTED, tmp_path) == []


MORE = """Leisure

Key messages
412 people swam each week, {0} more than a year before.

Swimmers a week
 | 2022 | 2023 | 2024
Adults | 201 | 215 | 233
Children | 160 | 174 | 179
Everyone | 361 | 389 | 412
"""
LOWER = """Clinics

Where we saw people
 | Q3 last year | Q1 | Q2 | Q3
Clinics held | 84 | 81 | 86 | 79
Seen in time, % of those due | 61.2 | 58.6 | 61.9 | 57.5

Those seen in time in Q3 were {0}, 3.7 points lower than a year before.
"""
JOINED = """Inspections

Grade | Nurseries | Childminders | All | % of graded
Outstanding | 79 | 13 | 92 | 30.1
Good | 104 | 15 | 119 | 38.9
Requires improvement | 44 | 12 | 56 | 18.3
Inadequate | 31 | 8 | 39 | 12.7
Not yet graded | 9 | 4 | 13 |
All providers | 267 | 52 | 319 |

{0} of children at graded providers are at good or outstanding ones.
"""
TOGETHER = """Ferry

Crossings by day
Day | Morning | Evening | All | %
Monday | 19 | 22 | 41 | 14.9
Tuesday | 31 | 24 | 55 | 20.0
Friday | 27 | 33 | 60 | 21.8
Saturday | 36 | 30 | 66 | 24.0
Sunday | 25 | 28 | 53 | 19.3
Any day | 138 | 137 | 275 |
% of all | 50.2 | 49.8 | |

Friday, Saturday and Sunday together have 179 crossings ({0}).
"""
REASONS = """Longest waits

Case | Team | Weeks | Reason
K11 | North | 31 | Awaiting survey
K27 | South | 29 | Owner abroad
K32 | North | 24 | Awaiting survey
K40 | East | 22 | Worker away
K58 | South | 19 | Court date

{0} of the five await a survey.
"""
TIED = """Reasons for leaving

Reason | 2023/24 | %
Moved away | 37 | 15
Outlook | 50 | 20
Unhappy with it | 49 | 20
Costs | 30 | 12
Illness | 43 | 17
None given | 41 | 16
All | 250 | 100

The commonest reason was "{0}" (20%).
"""
TERM_MOVE = TERMS.format("Mean marks rose from 2.10 in autumn to {0} in summer.")


@pytest.mark.parametrize(
    "paper",
    [
        (MORE, "23", "32", 4),
        (LOWER, "57.5%", "58.0%", 8),
        (JOINED, "69.0%", "69.3%", 11),
        (TOGETHER, "65.1%", "61.5%", 13),
        (TIED, "outlook", "unhappy with it", 12),
        (REASONS, "Two", "Three", 10),
        (TERM_MOVE, "2.38", "2.83", 10),
    ],
    ids=lambda paper: paper[0].splitlines()[-1][:40],
)
def test_what_words_tie_to_a_line_is_what_it_prints(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


def _told(paper: str, tmp_path: Path) -> list[tuple[str, str, str]]:
    path = tmp_path / "paper.txt"
    path.write_text(paper, encoding="utf-8")
    found = audit_pack(path).findings
    return [(each.rule, each.published, each.expected) for each in found if each.severity.value != "note"]
