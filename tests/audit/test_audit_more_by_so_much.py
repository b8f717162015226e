"""`602 children, 11 more than in quarter 2`: the way is checked where a line has both figures so far apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

LETTERS = """Parking

Letters about parking
Stage | 2022/23 | 2023/24 | 2024/25 | Change on 2023/24
First letters | 584 | 621 | 555 | -66
Second letters | 112 | 129 | 121 | -8
All letters | 696 | 750 | 676 | -74

{0}
"""
FALLS = """Swimming baths

Accidents by year
Year | Slips | Cuts | Other | All
2020/21 | 14 | 4 | 6 | 24
2021/22 | 7 | 2 | 2 | 11
2022/23 | 11 | 3 | 5 | 19
2023/24 | 13 | 4 | 6 | 23

{0}
"""
CLUBS = """Clubs

Places taken by term
Club | Autumn | Spring | Summer
Chess | 31 | 28 | 34
Judo | 46 | 41 | 44
All clubs | 77 | 69 | 78

{0}
"""
SHELVES = """Branch libraries

Checks of shelves
Result | Quarter 3 | Quarter 2
Full marks | 48 | 41
Gaps found | 15 | 17
All checks | 63 | 58

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (
            LETTERS,
            "We had 676 letters in 2024/25, 74 (9.9%) fewer than in 2023/24.",
            "We had 676 letters in 2024/25, 74 (9.9%) more than in 2023/24.",
            9,
        ),
        (
            LETTERS,
            "There were 555 first letters in 2024/25, 29 fewer than in 2022/23.",
            "There were 555 first letters in 2024/25, 29 more than in 2022/23.",
            9,
        ),
        (
            FALLS,
            "There were 23 accidents in 2023/24, 4 more than in the year before.",
            "There were 23 accidents in 2023/24, 4 fewer than in the year before.",
            10,
        ),
        (
            CLUBS,
            "In summer 78 places were taken, 9 more than in the spring term.",
            "In summer 78 places were taken, 9 fewer than in the spring term.",
            9,
        ),
        (
            SHELVES,
            "Gaps were found in 15, 2 fewer than in quarter 2.",
            "Gaps were found in 15, 2 more than in quarter 2.",
            9,
        ),
    ],
)
def test_the_way_of_a_size_that_fits_is_checked(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 23 accidents in 2023/24, 1 fewer than in 2020/21.",
        "There were 23 accidents in 2023/24, 4 more than in the year before.",
        "The plan would have 23 accidents, 4 fewer than in 2022/23.",
        "The baths at Quay had 23 accidents, 12 fewer than in 2019/20.",
    ],
)
def test_what_no_line_has_so_far_apart_is_left_alone(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(FALLS.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "direction-in-words"] == []
