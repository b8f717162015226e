"""`59 (84.3%)`: a count that makes its share of a number printed is misquoted from no cell; nor is a nearer change."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

POOLS = """Swimming lessons

Lessons and lateness
Age | Swimmers | Late ten times or more | % | Lessons
Under 8 | 4,210 | 604 | 14.3% | 512
8 to 11 | 3,875 | 868 | 22.4% | 910
12 and over | 1,640 | 211 | 12.9% | 174
All ages | 9,725 | 1,683 | 17.3% | 1,596

{0}
"""
CLUBS = """Reading clubs

Members by quarter
Measure | Q4 2023/24 | Q1 2024/25 | Q2 2024/25 | Q3 2024/25
Members at end | 505 | 512 | 509 | 521
Members who joined | 51 | 47 | 39 | 53
Members who left | 44 | 40 | 42 | 41

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (
            POOLS,
            "1,683 swimmers (17.3%) were late ten times or more.",
            "1,863 swimmers were late ten times or more.",
            10,
        ),
        (
            CLUBS,
            "In quarter 3 53 members joined, 14 more than in quarter 2, and 41 left, one fewer than in quarter 2.",
            "In quarter 3 53 members joined, 41 more than in quarter 2, and 41 left, one fewer than in quarter 2.",
            9,
        ),
    ],
)
def test_only_the_wrong_number_is_found(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


def test_a_count_before_a_column_word_is_of_that_column_where_it_makes_no_share(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(POOLS.format("We taught 1,683 swimmers in the year."), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings] == ["1,683"]


NEWEST_FIRST = """Letters

Letters by office, April to September
Office | 2025 | 2024 | Answered
North | 318 | 291 | 281
East | 207 | 224 | 192
South | 529 | 480 | 463
West | 132 | 127 | 121
All | 1,186 | 1,122 | 1,057

{0}
"""
SICKNESS = """Sickness

Days for each worker
Office | Sep 2024 | Jun 2025 | Sep 2025
North | 11.2 | 11.0 | 10.6
East | 9.8 | 10.1 | 10.3
South | 7.1 | 7.0 | 7.2

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (
            NEWEST_FIRST,
            "Letters rose in three of the four offices.",
            "Letters rose in two of the four offices.",
            11,
        ),
        (
            NEWEST_FIRST,
            "South had 529, 49 more than in 2024, and East 207.",
            "South had 529, 49 more than in 2024, and East 270.",
            11,
        ),
        (
            SICKNESS,
            "South is lowest at 7.2, 3.4 below North.",
            "East is lowest at 10.3, 0.3 below North.",
            9,
        ),
        (
            SICKNESS,
            "There were 64 days in all, 8 more than in the same half of 2024 (14.3%).",
            "Half of the days (14.3%) were in North.",
            9,
        ),
    ],
)
def test_sentences_of_tables_newest_first_and_of_halves(
    text: str, right: str, wrong: str, line: int, tmp_path: Path
) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
