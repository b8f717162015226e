"""Shares of the way from a baseline to a goal: found where one is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

BOTH_WAYS = """Is it making a difference? Goals run both ways.

Measure | Baseline | Last | Now | Goal | Distance travelled %
Boats on time % | 72.5 | 78.6 | 80.4 | 90.0 | 45
Berths lit % | 62.5 | 74.1 | 76.4 | 85.0 | 62
Checks monthly % | 50.7 | 57.5 | 60.4 | 80.0 | 33
Leaks reported again % | 27.2 | 23.2 | 22.3 | 18.0 | {0}
Hired crew % | 29.7 | 22.1 | 20.6 | 15.0 | 62
Boats to a hand | 21.7 | 20.4 | 19.8 | 16.0 | 33
"""
CLOSED = """Closing the gap, members

Club | Start | Target | Latest | Gap closed
Bowls | 120 | 200 | 158 | 48%
Chess | 45 | 60 | 54 | {0}
Darts | 210 | 300 | 290 | 89%
Fencing | 33 | 83 | 48 | 30%
Judo | 70 | 110 | 77 | 18%
"""
ONE_DOWN = """Progress, where one goal is to come down

Measure | Baseline | Current | Target | Progress to target %
Visits | 240 | 290 | 340 | 50
Calls | 120 | 147 | 165 | 60
Complaints | 85 | 64 | 45 | {0}
Members | 310 | 344 | 398 | 39
Loans | 75 | 96 | 103 | 75
"""


@pytest.mark.parametrize(
    "paper",
    [(BOTH_WAYS, "53", "33", 7), (CLOSED, "60%", "65%", 5), (ONE_DOWN, "53", "35", 6)],
    ids=["both ways", "closed", "one down"],
)
def test_a_wrong_share_of_the_way_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
