"""States in rows, targets in headings and labels, positions, headings printed twice, days between two dates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.audit.marks.rated import target_in
from crossfoot.operations.audit_pack import audit_pack

_FAULT = re.compile(r"\[\[(?P<right>.*?)=>(?P<wrong>.*?)\]\]")
RULES = {"ratings", "told-marks", "directions", "twin-headings", "days-between"}

CASES = {
    "colours in a row, the target in its label": """
Green where the figure is at or above target, Amber where it is up to 5 percentage points below target, Red where it is
more than 5 percentage points below.

Visits by area
 | East | West | North | South | Borough
Plans | 64 | 32 | 62 | 48 | 206
% seen | 93.1% | 87.0% | 91.3% | 80.7% | 89.3%
RAG (target 90.0%) | Green | Amber | [[Green=>Red]] | Red | Amber
""".replace("is\nmore", "is more"),
    "met in a row, a row of targets": """
 | East | West | North | South
% seen | 93.1% | 87.0% | 91.3% | 80.7%
Target | 90.0% | 90.0% | 90.0% | 80.0%
Target met? | Yes | No | Yes | [[Yes=>No]]
""",
    "yes and no, the target in the heading": """
Grade | Workers | Supervised | % supervised | On target (95%)
New | 33 | 33 | 100.0% | Yes
Experienced | 16 | 13 | 81.3% | No
Advanced | 30 | 30 | 100.0% | [[Yes=>No]]
Manager | 15 | 12 | 80.0% | No
""",
    "yes and no, the target in the heading of the values": """
Team | Visits | In time (target 80%) | Met
North | 33 | 84.8% | Yes
South | 16 | 81.3% | [[Yes=>No]]
East | 30 | 70.0% | No
West | 15 | 66.7% | No
""",
    "a row that was not collected": """
Agency | Invited | Attended | Attendance | Target | Met?
Police | 201 | 184 | 91.5% | 90.0% | Yes
Health | 201 | 153 | 76.1% | 90.0% | [[No=>Yes]]
Education | 201 | 135 | 67.2% | 90.0% | No
Housing | n/c | n/c | n/c | 90.0% | n/c
n/c: not collected. Met? is Yes where attendance is at or above the target.
""",
    "the council compared with England in a row": """
Vacancy rate (%) | 2020 | 2021 | 2022 | 2023
Midvale | 28.6 | 27.7 | 12.9 | 24.4
Neighbours | 20.4 | 17.2 | 21.1 | 15.9
England | 16.9 | 17.5 | 17.6 | 19.2
Midvale compared with England | [[Higher=>Lower]] | Higher | Lower | Higher
""",
    "positions beside signed differences, the own row blank": """
Area | Rate per 100,000 | Midvale minus area | Position
Midvale | 298 | |
South Region | 172 | +126 | Above
Family group | 199 | +99 | Above
England | 168 | +130 | [[Above=>Below]]
""",
    "same is said of scores that are the same": """
Score is likelihood times impact. Direction compares the current score with the last: up, down or same.

Ref | Risk | Last score | L | I | Score | Direction
R1 | Cost | 15 | 5 | 3 | 15 | same
R2 | Vacancies | 9 | 3 | 3 | 9 | same
R3 | System | 6 | 3 | 2 | 6 | same
R4 | Delay | 10 | 5 | 3 | 15 | up
R5 | Transport | 12 | 3 | 4 | 12 | same
R6 | Drift | 9 | 3 | 3 | 9 | [[same=>up]]
""",
    "a grade printed twice": """
Type of provider | Outstanding | Good | [[Requires improvement=>Good]] | Inadequate | Inspected
Day nursery | 5 | 11 | 2 | 1 | 19
Pre-school | 3 | 14 | 1 | 0 | 18
Childminder | 7 | 7 | 0 | 0 | 14
School nursery | 8 | 12 | 0 | 0 | 20
""",
    "days early or late": """
No | Recommendation | Due | Completed | Days early (+) or late (-)
1 | Appoint leads | 29/02/2024 | 26/02/2024 | +3
2 | Publish document | 31/03/2024 | 10/04/2024 | [[-10=>-1]]
3 | Adopt policy | 30/04/2024 | 30/04/2024 | 0
4 | Reset board | 31/05/2024 | |
""",
    "weeks waited": """
Child | Referred | Seen | Weeks waited
A | 01/03/2024 | 29/03/2024 | 4
B | 04/03/2024 | 29/04/2024 | [[8=>6]]
C | 11/03/2024 | 01/04/2024 | 3
D | 18/03/2024 | 29/04/2024 | 6
""",
}


_CELL = re.compile(r" \|(?: |$)", re.MULTILINE)


def found(path: Path, text: str) -> list[tuple[str, int]]:
    path.write_text(_CELL.sub("\t", text), encoding="utf-8")
    return [(each.rule, each.line) for each in audit_pack(path).findings if each.rule in RULES]


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_a_wrong_state_is_found_in_its_line(tmp_path: Path, text: str) -> None:
    assert found(tmp_path / "right.txt", _FAULT.sub(lambda match: match["right"], text)) == []
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "=>" in each)
    lines = [each for _, each in found(tmp_path / "wrong.txt", _FAULT.sub(lambda match: match["wrong"], text))]
    assert lines == [line]


@pytest.mark.parametrize(
    "text",
    [
        # A share after each count is no part, though it has one name.
        """
Preference | Primary | % | Secondary | %
First | 2,208 | 86% | 2,717 | 91%
Second | 177 | 7% | 131 | 4%
Third | 70 | 3% | 52 | 2%
""",
        # Days that are of something else than the two dates.
        """
Course | From | To | Days of teaching
Safe sleep | 01/03/2024 | 29/03/2024 | 4
First aid | 04/03/2024 | 29/04/2024 | 2
Play | 11/03/2024 | 01/04/2024 | 3
""",
        # Words of another comparison, and states that follow no rule.
        """
 | 2020 | 2021 | 2022
Midvale | 28.6 | 27.7 | 12.9
Confidence | High | Low | Medium
""",
    ],
)
def test_what_follows_no_such_rule_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path / "pack.txt", text) == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("On target (95%)", 95),
        ("RAG (target 90.0%)", 90),
        ("In time - target of 80%", 80),
        ("Met (85% or more)", 85),
        ("Target 2024", None),
        ("Target met", None),
        ("Visits (12%)", None),
    ],
)
def test_targets_in_headings(text: str, target: int | None) -> None:
    told = target_in(text)
    assert (None if told is None else told.amount) == target
