"""`Three scores have risen`, `rose in two of the five hubs`: by the signs in the one column of changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

COURSES = """Evening classes

Enrolments by course
Course | 2023/24 | 2024/25 | Change
Pottery | 148 | 161 | +13
Spanish | 212 | 204 | -8
First aid | 97 | 131 | +34
Bookkeeping | 64 | 64 | 0
Welding | 55 | 48 | -7
All courses | 576 | 608 | +32

{0}
"""
LINE = 12


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Two courses lost numbers, and one stood still.", "Three courses lost numbers, and one stood still."),
        (
            "Two of the five courses, Spanish and welding, had fewer enrolments than the year before.",
            "Three of the five courses, Spanish and welding, had fewer enrolments than the year before.",
        ),
        ("Enrolments rose in two of the five courses.", "Enrolments rose in three of the five courses."),
    ],
)
def test_as_many_rose_or_fell_as_have_the_sign(right: str, wrong: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((COURSES, right, wrong, LINE), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three tutors lost hours.",
        "One course rose by more than 20.",
        "Three of the nine courses in the county lost numbers.",
        "Enrolments rose in three of the four terms.",
        "Four courses shared two rooms.",
    ],
)
def test_counts_of_other_things_are_left_alone(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(COURSES.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "counts-in-words"] == []
