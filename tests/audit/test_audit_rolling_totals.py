"""Totals and turnover of the last quarters or months: found where one is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

QUARTERS = """Keepers in and out, headcount

Quarter to | Start | Joined | Moved over | Left | End | Left in last four quarters | Turnover over four quarters
Dec 2022 | 129 | 6 | 3 | 8 | 130 |  |
Mar 2023 | 130 | 8 | 1 | 7 | 132 |  |
Jun 2023 | 132 | 9 | 3 | 4 | 140 |  |
Sep 2023 | 140 | 4 | 0 | 5 | 139 | {0} | 17.9%
Dec 2023 | 139 | 4 | 3 | 4 | 142 | 20 | 14.7%
Mar 2024 | 142 | 9 | 2 | 9 | 144 | 22 | {1}
Jun 2024 | 144 | 8 | 2 | 9 | 145 | 27 | 18.9%
Sep 2024 | 145 | 7 | 3 | 9 | 146 | 31 | 21.8%
"""
MONTHS = """Boats sold

Month | Sold | 3-month total
Jan | 14 |
Feb | 22 |
Mar | 17 | 53
Apr | 31 | 70
May | 12 | 60
Jun | 25 | {0}
Jul | 19 | 56
Aug | 27 | 71
"""
WEEKS = """Cones sold

Week | Sold | Last 4 weeks
1 | 214 |
2 | 195 |
3 | 260 |
4 | 231 | 900
5 | 187 | 873
6 | 242 | {0}
7 | 209 | 869
8 | 176 | 814
"""


@pytest.mark.parametrize(
    "paper",
    [
        (QUARTERS.replace("{1}", "15.9%"), "24", "26", 7),
        (QUARTERS.replace("{0}", "24").replace("{1}", "{0}"), "15.9%", "16.9%", 9),
        (MONTHS, "68", "86", 9),
        (WEEKS, "920", "902", 9),
    ],
    ids=["sum", "turnover", "months", "weeks"],
)
def test_a_wrong_total_of_the_last_times_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
