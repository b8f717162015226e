"""Counts of letters and marks: each found where one figure is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

FORUM = """Attendance at the forum
P = there in person; D = deputy sent; A = not represented. "Represented" counts P and D.

Member | 9 Jan | 6 Mar | 8 May | 3 Jul | 4 Sep | 6 Nov | In person | Represented | %
Parish council | D | A | A | D | A | D | 0 | 3 | 50
Fire service | P | P | A | P | P | P | 5 | 5 | 83
Library | P | P | D | P | D | A | 3 | {0} | 83
Leisure trust | D | A | P | P | P | P | 4 | 5 | 83
Allotments | D | A | P | P | P | A | 3 | 4 | 67
Schools | P | P | D | P | D | A | 3 | 5 | 83
Lay member | P | P | A | P | D | D | 3 | 5 | 83
Represented | 7 | 4 | 4 | 7 | 6 | 4 | 21 | 32 | 76
"""
CALLED = """Review meetings looked at
Y present, N not present, x not asked.

Meeting | Warden | Nurse | Tutor | Coach | Other | Present
1 | Y | N | Y | N | x | 2
2 | Y | Y | N | Y | Y | 4
3 | Y | Y | Y | x | N | 3
4 | Y | Y | Y | N | Y | 4
5 | Y | Y | Y | N | x | 3
6 | Y | N | N | Y | N | 2
7 | Y | Y | N | x | N | 2
8 | Y | Y | Y | N | x | 3
9 | Y | Y | Y | Y | N | 4
Present | 9 | 7 | 6 | 3 | 2 | 27
Asked | 9 | 9 | 9 | 7 | 6 | 40
Present of those asked % | 100 | {0} | 67 | 43 | 33 | 68
"""
TICKS = """Trustees at meetings

Trustee | Spring | Summer | Autumn | Winter | Attended
Ash | ✓ | ✓ | ✗ | ✓ | 3
Birch | ✓ | ✗ | ✗ | ✓ | 2
Cedar | ✓ | ✓ | ✓ | ✓ | 4
Elm | ✗ | ✓ | ✗ | ✗ | 1
Hazel | ✓ | ✓ | ✓ | ✗ | {0}
Maple | ✗ | ✓ | ✓ | ✓ | 3
"""
ANSWERS = """Files looked at

File | Plan on file | Views recorded | Seen alone | Chronology | Met
Kestrel | Yes | Yes | No | Yes | 3
Merlin | Yes | No | No | Yes | 2
Osprey | Yes | Yes | Yes | Yes | 4
Harrier | No | Yes | No | No | 1
Hobby | Yes | Yes | Yes | No | 3
Yes | 4 | {0} | 2 | 3 | 13
No | 1 | 1 | 3 | 2 | 7
"""
COLOURS = """Ratings by month
G green, A amber, R red.

Measure | Apr | May | Jun | Jul | Aug | Sep
Visits | G | G | A | A | R | R
Reviews | G | G | G | G | A | G
Plans | R | R | A | A | A | G
Dental checks | A | G | G | A | R | R
Calls | R | A | A | G | G | G
Green | 2 | 3 | 2 | 2 | 1 | 3
Amber | 1 | 1 | 3 | {0} | 2 | 0
Red | 2 | 1 | 0 | 0 | 2 | 2
"""
PAIRS = """Governors: Y came, Ap sent apologies, N did not come

Governor | 1st | 2nd | 3rd | 4th | 5th | Attendance
Ash | Y | Y | Ap | Y | N | 3 of 5
Birch | Y | Ap | Y | Y | Y | 4 of 5
Cedar | Y | Y | Y | Y | Y | 5 of 5
Elm | N | N | Ap | Y | N | 1 of 5
Hazel | Y | Y | Y | N | Y | {0} of 5
Maple | N | Y | Ap | Y | Y | 3 of 5
Oak | N | Y | Y | Ap | N | 2 of 5
"""
SHARES = """Attendance by session, P present, A absent

Family | S1 | S2 | S3 | S4 | S5 | S6 | S7 | S8 | Attendance %
Ash | P | P | A | P | P | P | A | P | 75
Birch | P | A | A | P | P | A | A | P | 50
Cedar | P | P | P | P | P | P | P | P | 100
Elm | A | A | P | P | A | P | P | P | {0}
Hazel | P | P | P | A | P | P | P | P | 88
Maple | A | P | A | A | P | A | A | P | 38
"""
NEVER = """Bell ringers at practice

Ringer | W1 | W2 | W3 | W4 | W5 | Attended | %
Ash | ✓ |  | ✓ | ✓ | ✓ | 4 | 80
Birch | ✓ |  | ✓ |  | ✓ | 3 | 60
Cedar | ✓ |  |  | ✓ |  | 2 | 40
Oak |  |  |  |  |  | 0 | 0
Elm | ✓ | ✓ |  | ✓ | ✓ | 4 | 80
Hazel | ✓ |  |  |  |  | {0} | 20
Attended | 5 | 1 | 2 | 3 | 3 | 14 | 47
"""


@pytest.mark.parametrize(
    "paper",
    [
        (FORUM, "5", "4", 7),
        (CALLED, "78", "87", 16),
        (TICKS, "3", "2", 8),
        (ANSWERS, "4", "3", 9),
        (COLOURS, "3", "2", 11),
        (PAIRS, "4", "3", 8),
        (SHARES, "62", "26", 7),
        (NEVER, "1", "2", 9),
    ],
    ids=["forum", "called", "ticks", "answers", "colours", "pairs", "shares", "never"],
)
def test_a_wrong_count_of_marks_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    text, right, wrong, line = paper
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


def test_where_a_row_and_a_column_of_counts_cross_the_total_is_checked(tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((CALLED.format("78").replace("| 40", "| {0}"), "40", "44", 15), tmp_path)


OTHERWISE = (
    """Classes on offer

Class | Mon | Tue | Wed | Thu | Age from | Hours
Clay | Y | N | Y | N | 5 | 2
Dance | Y | Y | N | Y | 7 | 3
Drums | N | Y | Y | N | 8 | 1
Film | Y | Y | Y | Y | 11 | 4
Maths | N | N | Y | N | 9 | 2
Reading | Y | N | N | Y | 6 | 3
""",
    """Helpers and what they brought

Helper | Car | Van | Checked | Years with us
Ash | Yes | No | Yes | 3
Birch | No | No | Yes | 1
Cedar | Yes | Yes | Yes | 12
Elm | No | Yes | No | 2
Hazel | Yes | No | Yes | 6
""",
    """Ratings, with weeks rated red before this year

Measure | Q1 | Q2 | Q3 | Q4 | Weeks red
Visits | G | G | A | A | 0
Reviews | R | G | G | R | 3
Plans | R | R | A | R | 17
Checks | A | G | R | A | 2
Calls | G | R | R | G | 9
""",
    """Meetings held and attended, with those of last year

Member | Jan | Mar | May | Jul | Attended last year
Ash | P | A | P | P | 2
Birch | P | P | P | P | 4
Cedar | A | A | P | P | 4
Elm | P | P | A | A | 1
Hazel | P | A | A | A | 3
""",
)


@pytest.mark.parametrize("text", OTHERWISE)
def test_figures_beside_marks_that_count_something_else_are_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []
