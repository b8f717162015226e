"""Marks whose rule names the first few rows, dates or a column: the last mark of its kind may be the wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

POLARITY = """Leisure centres

Marks: \u2713 target met, \u2717 target not met. For the first two measures a lower figure is better and the \
target is met at or below it; for the others a higher figure is better and the target is met at or above it.

How the centres did
Measure | Number | Out of | 2024/25 % | 2023/24 % | Target % | Target met | Compared with last year
Classes cancelled | 71 | 713 | 10.0 | 11.2 | 10 | \u2713 | Better
Lockers out of use | 134 | 713 | 18.8 | 18.1 | 20 | {0} | Worse
Members kept a year | 174 | 252 | 69.0 | 68.2 | 70 | \u2717 | {1}
Lessons full | 141 | 186 | 75.8 | 73.4 | 75 | \u2713 | Better
Calls answered in time | 46 | 61 | 75.4 | 78.7 | 80 | \u2717 | Worse
"""
ACTIONS = """Actions

Table 8. Action log at 10 July 2025 (Overdue: due date passed and not done)
No. | Action | Owner | Due | Status
1 | Recruit two wardens | Parks | 30 June 2025 | Overdue
2 | Open the north gate | Estates | 1 September 2025 | {0}
3 | Agree the lease | Legal | 30 May 2025 | Done
4 | Review the fees | Finance | 31 October 2025 | In progress
5 | Publish the plan | Parks | 27 June 2025 | Overdue
"""
SAME_PERIOD = """Bins

Bins collected on the day, March to August 2025
Round | Due | Collected | Missed | % collected | Same period 2024 | Than last year
East | 291 | 268 | 23 | 92.1% | 88.6% | {0}
Harbour | 372 | 301 | 71 | 80.9% | 82.4% | Worse
Moor | 188 | 172 | 16 | 91.5% | 90.1% | Better
River | 341 | 287 | 54 | 84.2% | 85.0% | Worse
Vale | 214 | 158 | 56 | 73.8% | 76.5% | Worse
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (POLARITY.replace("{1}", "Better"), "\u2713", "\u2717", 8),
        (POLARITY.replace("{0}", "\u2713").replace("{1}", "{0}"), "Better", "Worse", 9),
        (ACTIONS, "In progress", "Overdue", 6),
        (SAME_PERIOD, "Better", "Worse", 5),
    ],
)
def test_a_wrong_mark_is_found(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
