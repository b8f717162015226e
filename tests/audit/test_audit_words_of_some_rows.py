"""Superlatives, fractions and runs that are told of some rows, or of a line named earlier: they accuse no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

RENT = """Rent

Rent owed by month (£000)
Month | Owed | Tenants who owe | Mean debt (£) | Collected (%)
December | 542 | 1,106 | 490 | 97.1
November | 555 | 1,103 | 503 | 96.8
October | 571 | 1,135 | 503 | 96.4
September | 568 | 1,141 | 498 | 96.5
August | 540 | 1,093 | 494 | 97.3

{0}
"""
WAITS = """Assessments

Time to assess by district
District | Assessments | In time | % in time | Median days | Waiting
North Fell | 612 | 471 | 77.0% | 19 | 44
Low Marsh | 488 | 341 | 69.9% | 24 | 61
Carr Bridge | 701 | 582 | 83.0% | 16 | 38
Harbour | 544 | 359 | 66.0% | 27 | 72
All districts | 2,345 | 1,753 | 74.8% | 21 | 215

{0}
"""
SPENT = """Care

Spending against budget (£m)
Service | Budget | Spent | Variance | Variance %
Home care | 31.42 | 32.97 | 1.55 | 4.9%
Day care | 6.85 | 6.41 | (0.44) | (6.4%)
Direct payments | 9.10 | 9.38 | 0.28 | 3.1%
Care homes | 44.73 | 47.62 | 2.89 | 6.5%
All services | 92.10 | 96.38 | 4.28 | 4.6%

{0}
"""
KINDS = """People supported

People supported at 31 March
Year | Home help | Day centres | Personal budgets | All people
2022 | 797 | 587 | 436 | 1,820
2023 | 760 | 549 | 471 | 1,780
2024 | 803 | 522 | 508 | 1,833
2025 | 861 | 498 | 544 | 1,903

{0}
"""
ORDERS = """Repairs

Repairs ordered and done (latest quarter first)
Quarter | Ordered | Done in time | % in time
Q2 2026/27 | 125 | 79 | 63.2%
Q1 2026/27 | 112 | 61 | 54.5%
Q4 2025/26 | 96 | 44 | 45.8%

{0}
"""
STANDARDS = """Standards

Target for every standard: 95%. Met: at or above; near: up to 10 points below; far: more than 10 points below.

Standards at 30 September
Standard | Done | Due | Result
Boilers serviced | 69 | 74 | 93.2%
Alarms tested | 421 | 438 | 96.1%
Lifts inspected | 121 | 146 | 82.9%
Roofs surveyed | 258 | 261 | 98.9%

{0}
"""
SOME = [
    (
        ORDERS,
        "In the second quarter 79 of 125 repairs (63.2%) were in time, up from 54.5% in the first quarter.",
        "In the second quarter 97 of 125 repairs (63.2%) were in time, up from 54.5% in the first quarter.",
        9,
    ),
    (
        STANDARDS,
        "Two of the four are on target, one is up to 10 points below and one is more than 10 points below.",
        "The share of boilers serviced, 93.2%, is 1.2 points below the target of 95%.",
        12,
    ),
    (
        RENT,
        "Rent owed fell to £542k in December, a fall of £13k (2.3%). It was highest in October and lowest in August.",
        "Rent owed fell to £542k in December, a fall of £13k (2.3%). It was highest in October and lowest in November.",
        11,
    ),
    (
        WAITS,
        "Harbour had the lowest rate, 17.0 points below Carr Bridge, and the longest median wait (27 days).",
        "Low Marsh had the lowest rate, 13.1 points below Carr Bridge, and the longest median wait (24 days).",
        11,
    ),
    (
        WAITS,
        "Low Marsh and Harbour have 133 people waiting, more than half.",
        "Low Marsh and Harbour have 133 people waiting; just over half of all are in Low Marsh.",
        11,
    ),
    (
        SPENT,
        "Care homes overspent by £2.89m, about two thirds of the total, and home care by £1.55m.",
        "Care homes overspent by £2.98m, about two thirds of the total, and home care by £1.55m.",
        11,
    ),
    (
        SPENT,
        "Direct payments overspent by 3.1%, the smallest overspend of the three.",
        "Home care overspent by 4.9%, the largest overspend of the four.",
        11,
    ),
    (
        KINDS,
        "One of the three kinds of help has grown every year: personal budgets.",
        "Day centres have grown every year.",
        10,
    ),
    (
        WAITS,
        "Harbour assessed 544, and sped up from 340 to 359, an increase of 5.6%, and stepping down was rarer.",
        "Harbour assessed 544, and sped up from 340 to 359, an increase of 6.5%, and stepping down was rarer.",
        11,
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong", "line"), SOME)
def test_only_what_is_told_of_the_line_meant_is_found(
    text: str, right: str, wrong: str, line: int, tmp_path: Path
) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
