"""Superlatives told of the line and the measure of their own clause; another line or measure is no fault of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

GRADES = """Dive school

Divers by area and grade
Area | Gold | Silver | Bronze | Total | Rate per 1,000 members
North | 9 | 17 | 22 | 48 | 62.8
Central | 14 | 21 | 18 | 53 | 66.1
South | 12 | 26 | 31 | 69 | 75.0

{0}
"""
STALLS = """Stall hire

Stalls by month
Measure | Apr | May | Jun | Jul | Aug
Stalls | 46 | 48 | 47 | 51 | 53
Spend (£) | 318,420 | 341,160 | 329,875 | 362,540 | 371,915
Spend per stall (£) | 6,922 | 7,108 | 7,019 | 7,109 | 7,017

{0}
"""
CALLS = """Help line

Calls by month
Measure | Apr | May | Jun | Jul
Calls | 912 | 936 | 911 | 958
Visits | 241 | 255 | 237 | 263
Visits as % of calls | 26.4% | 27.2% | 26.0% | 27.5%

{0}
"""
CLASSES = """Garden show

Scores by class
Class | Gardens | Average score
Roses | 14 | 2.93
Ponds | 9 | 2.77
Hedges | 7 | 2.64
Lawns | 6 | 2.50

{0}
"""
SAVINGS = """Savings, £000

Savings by scheme
Ref | Saving | Target | Delivered | Forecast | Variance
FL01 | Energy | 1,450 | 980 | 1,310 | (140)
FL02 | Fleet | 720 | 205 | 410 | (310)
FL03 | Paper | 1,100 | 790 | 1,165 | 65
FL04 | Rents | 960 | 655 | 930 | (30)

{0}
"""
GROWTH = """Growth

Budget, £m
 | 2025-26 | 2026-27 | 2027-28
Brought forward | 548.9 | 571.9 | 595.3
Pay | 14.6 | 12.9 | 12.5
Demand | 21.3 | 16.4 | 14.9
Contracts | 9.8 | 8.7 | 8.4
Savings | (22.7) | (14.6) | (8.9)
Carried forward | 571.9 | 595.3 | 622.2

{0}
"""
YARDS = """Stables

Horses by yard at month end
Yard | Apr | May | Jun | Jul | Change | Average
Top yard | 281 | 279 | 280 | 268 | -13 | 277.0
Home yard | 219 | 221 | 220 | 231 | +12 | 222.8
Mill yard | 59 | 58 | 61 | 67 | +8 | 61.3

{0}
"""


@pytest.mark.parametrize(
    "paper",
    [
        (
            GRADES,
            "Of the 170 divers, 35 were gold. The rate was highest in South and lowest in North.",
            "Of the 170 divers, 35 were gold. The rate was highest in Central and lowest in North.",
            9,
        ),
        (
            STALLS,
            "Spending was highest in August and had risen in each month since June.",
            "Spending was highest in July and had risen in each month since June.",
            9,
        ),
        (
            CALLS,
            "The line took 958 calls in July, the highest month of the year so far, of which 263 led to visits.",
            "The line took 958 calls in July, the lowest month of the year so far, of which 263 led to visits.",
            9,
        ),
        (
            CALLS,
            "June, with 911 calls, was the quietest month.",
            "April, with 912 calls, was the quietest month.",
            9,
        ),
        (
            CLASSES,
            "Roses scored highest (2.93) and lawns lowest (2.50).",
            "Ponds scored highest (2.93) and lawns lowest (2.50).",
            10,
        ),
        (
            CLASSES,
            "Roses scored highest (2.93) and lawns lowest (2.50).",
            "Roses scored highest (2.93) and hedges lowest (2.50).",
            10,
        ),
        (
            SAVINGS,
            "The largest shortfall is on FL02, £310,000.",
            "The largest shortfall is on FL04, £310,000.",
            10,
        ),
    ],
)
def test_the_line_of_the_clause_is_meant(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GROWTH, "The largest part is demand, £52.6m over the three years."),
        (YARDS, "Top yard is now 13 lower; mill yard rose by 8 (13.6%) to its highest level of the year."),
    ],
)
def test_what_is_highest_of_its_own_time_or_sum_is_let_be(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
