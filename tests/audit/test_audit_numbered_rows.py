"""Rows and columns headed by numbers: each found where one figure is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.audit.relations.numbered import number_of
from crossfoot.operations.audit_pack import audit_pack

MOVES = """Stalls moved in the year

Moves | Stalls | Moves made | % of stalls
None | 163 | 0 | 65.7
One | 56 | {0} | 22.6
Two | 18 | 36 | 7.3
Three | 9 | 27 | 3.6
Four or more | 2 | 11 | 0.8
All stalls | 248 | 130 | 100.0
"""
CHILDREN = """Households by number of dogs

Household | Households | Dogs
1 dog | 214 | 214
2 dogs | 131 | 262
3 dogs | 47 | {0}
4 dogs | 12 | 48
5 or more dogs | 6 | 34
Total | 410 | 699
"""
MARKS = """Visitors' marks (1 poor to 5 very good)

Question | Replies | 5 | 4 | 3 | 2 | 1 | Mean | Median
Signs | 24 | 7 | 10 | 5 | 0 | 2 | 3.8 | 4
Seats | 23 | 9 | 6 | 4 | 2 | 2 | 3.8 | 4
Tea | 19 | 2 | 4 | 7 | 3 | 3 | 2.9 | 3
Toilets | 22 | 9 | 6 | 6 | 1 | 0 | 4.0 | {0}
"""
CORNERED = """Members' marks (1 poor to 5 very good)

 | Replies | 5 | 4 | 3 | 2 | 1 | Mean | Median
Signs | 24 | 7 | 10 | 5 | 0 | 2 | 3.8 | 4
Seats | 23 | 9 | 6 | 4 | 2 | 2 | {0} | 4
Tea | 19 | 2 | 4 | 7 | 3 | 3 | 2.9 | 3
Toilets | 22 | 9 | 6 | 6 | 1 | 0 | 4.0 | 4
"""
RISING = """Pupils' marks for the trip

Trip | Replies | 1 | 2 | 3 | 4 | 5 | Median
Zoo | 24 | 2 | 0 | 5 | 10 | 7 | 4
Mill | 23 | 2 | 2 | 4 | 6 | 9 | 4
Fort | 19 | 3 | 3 | 7 | 4 | 2 | {0}
Farm | 22 | 0 | 1 | 6 | 6 | 9 | 4
Dock | 18 | 9 | 3 | 2 | 2 | 2 | 1.5
"""
DIGITS = """Visits in the year

Visits | Members | Visits made
1 | 79 | 79
2 | 78 | {0}
3 | 31 | 93
4 | 12 | 48
All | 200 | 376
"""
GRAVITY = """Faults by weight

Fault | 1 | 2 | 3 | 4 | 5 | 6 | Faults | Weighted
Doors |  |  | 13 | 7 | 5 | 6 | 31 | 128
Lights | 1 | 9 | 9 |  |  |  | 19 | 46
Floors | 5 | 6 | 5 |  |  |  | 16 | 32
Roofs | 4 | 5 | 2 |  | 4 |  | 15 | {0}
Walls |  | 8 | 6 | 4 |  | 4 | 22 | 74
"""


@pytest.mark.parametrize(
    "paper",
    [
        (MOVES, "56", "55", 5),
        (CHILDREN, "141", "144", 6),
        (MARKS, "4", "3", 7),
        (CORNERED, "3.8", "3.2", 5),
        (GRAVITY, "40", "44", 7),
        (RISING, "3", "5", 6),
        (DIGITS, "156", "165", 5),
    ],
    ids=["moves", "children", "marks", "cornered", "gravity", "rising", "digits"],
)
def test_a_figure_that_is_not_of_the_numbers_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    text, right, wrong, line = paper
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


OTHERWISE = (
    """Rounds of the draw

Round | Entries | Prizes
One | 56 | 56
Two | 18 | 21
Three | 9 | 12
Four | 4 | 6
""",
    """Bedrooms of cottages let

Bedrooms | Cottages | Guests
None | 4 | 6
One | 12 | 23
Two | 31 | 97
Three | 18 | 80
Four or more | 7 | 49
All cottages | 72 | 255
""",
)


@pytest.mark.parametrize("text", OTHERWISE)
def test_other_figures_beside_numbered_rows_are_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("None", (0, False)),
        ("Twice", (2, False)),
        ("3 children", (3, False)),
        ("Four or more", (4, True)),
        ("5+", (5, True)),
        ("More than three", (4, True)),
        ("Very good (5)", (5, False)),
        ("1 - poor", (1, False)),
        ("Week 3", None),
        ("2023", None),
        ("16 to 17", None),
    ],
)
def test_a_label_is_read_as_a_number(label: str, number: tuple[int, bool] | None) -> None:
    assert number_of(label) == number
