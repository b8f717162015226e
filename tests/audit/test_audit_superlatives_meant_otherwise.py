"""Superlatives of another measure, time or direction than the nearest: let be where they are so, found where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

APPEALS = """Allotment appeals

Appeals by step and year
Step | 2021/22 | 2022/23 | 2023/24 | 2024/25
Step 1 | 96 | 88 | 104 | 117
Step 2 | 12 | 15 | 13 | 16
Step 3 | 2 | 4 | 3 | 1
Step 2 as % of step 1 | 12.5% | 17.0% | 12.5% | 13.7%

{0}
"""
BINS = """Missed bins

Bins missed by ward
Ward | Households | Missed | Missed the year before | Change | Rate per 10,000 | Target
Ferndale | 41,200 | 310 | 295 | +15 | 75.2 | 70.0
Oldbury | 28,400 | 248 | 251 | -3 | 87.3 | 70.0
Pinewood | 36,900 | 221 | 240 | -19 | 59.9 | 70.0
Saltmarsh | 12,500 | 118 | 102 | +16 | 94.4 | 70.0
Westhay | 18,700 | 96 | 104 | -8 | 51.3 | 70.0

{0}
"""
VISITS = """Boiler visits

Visits made in 28 days
Quarter | Made | In time | Late | % | England % | Difference (pp)
Q1 Apr-Jun | 310 | 226 | 84 | 72.9 | 70.1 | +2.8
Q2 Jul-Sep | 284 | 193 | 91 | 68.0 | 70.1 | -2.1
Q3 Oct-Dec | 295 | 219 | 76 | 74.2 | 70.1 | +4.1
Q4 Jan-Mar | 342 | 270 | 72 | 78.9 | 70.1 | +8.8
Year | 1,231 | 908 | 323 | 73.8 | 70.1 | +3.7

{0}
"""
PLOTS = """Plots

Plots by season
Season | Plots | Taken | Taken %
Autumn | 1,200 | 1,020 | 85.0
Spring | 1,240 | 1,091 | 88.0
Summer | 1,300 | 1,196 | 92.0

{0}
"""
DANGERS = """Dangers

Dangers
Ref | Danger | Score | Rating
DG1 | High price of timber | 20 | High
DG2 | Low water | 6 | Low
DG3 | Storms | 12 | Medium
DG4 | Theft | 16 | High

Dangers by rating
Rating | This quarter | Last quarter | Change
High | 2 | 3 | -1
Medium | 1 | 1 | 0
Low | 1 | 0 | +1

{0}
"""


@pytest.mark.parametrize(
    "paper",
    [
        (
            APPEALS,
            "The fewest step 1 appeals were in 2022/23.",
            "The fewest step 1 appeals were in 2023/24.",
            10,
        ),
        (
            APPEALS,
            "Step 1 was highest in 2024/25.",
            "Step 1 was highest in 2023/24.",
            10,
        ),
        (
            BINS,
            "Saltmarsh's rate is the highest of the wards and Westhay's the lowest.",
            "Oldbury's rate is the highest of the wards and Westhay's the lowest.",
            11,
        ),
        (
            BINS,
            "Saltmarsh has the fewest households.",
            "Westhay has the fewest households.",
            11,
        ),
        (
            VISITS,
            "Quarter 4 was the best quarter and Quarter 2 the worst.",
            "Quarter 3 was the best quarter and Quarter 2 the worst.",
            11,
        ),
        (
            PLOTS,
            "The share taken was highest in summer.",
            "The share taken was highest in spring.",
            9,
        ),
        (
            DANGERS,
            "The highest score is 20, for DG1.",
            "The highest score is 20, for DG4.",
            16,
        ),
    ],
)
def test_another_line_named_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (APPEALS, "There were 117 appeals at step 1, 13 more than in 2023/24 (12.5%) and the most in the period."),
        (APPEALS, "Step 3 fell from 3 in 2023/24 to 1, the lowest of the four."),
        (BINS, "The smallest ward, Saltmarsh, has the worst rate."),
        (BINS, "Saltmarsh is the smallest of the five but had more misses than Westhay."),
        (BINS, "Ferndale was the highest until 2024 but has fallen since."),
        (BINS, "Ferndale's rate is no longer the highest."),
        (VISITS, "The share in time was 78.9% in Quarter 4, up from 74.2% in Quarter 3 and the best of the year."),
        (VISITS, "Quarter 2 was the worst, although it had the fewest visits."),
        (VISITS, "The share in Q4 was the highest of the year, against 68.0% in Q2."),
        (VISITS, "Q4 was the best quarter for visits in time."),
        (PLOTS, "The most plots left were in autumn."),
        (DANGERS, "The highest score is 20, for the high price of timber (DG1)."),
    ],
)
def test_what_is_so_by_another_measure_or_time_is_let_be(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
