"""What divides a column may be told in words, or be a target in per cent: then one wrong quotient is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

WORKERS = """Allotment wardens

Plots by site
Site | Plots | Let | % let | Average plots per warden
Ash Lane | 92 | 83 | 90.2% | 16.7
Birch Hill | 104 | 99 | 95.2% | 17.3
Cray Bank | 71 | 66 | 93.0% | {0}
Dell Side | 76 | 70 | 92.1% | 16.9
All sites | 343 | 318 | 92.7% | 17.2

There were 20.0 full-time equivalent wardens: Ash Lane 5.5, Birch Hill 6.0, Cray Bank 4.0 and Dell Side 4.5.
"""
PEOPLE = """Library loans

Loans in the quarter
Ward | Loans | Rate per 1,000 people
Ash | 1,204 | 81.1
Birch | 988 | 87.3
Cray | 1,655 | {0}
Dell | 744 | 83.0

The rate is of these people: Ash 14,850; Birch 11,320; Cray 19,240; Dell 8,960.
"""
TARGETS = """Library standards

Standards reached
Standard | Reached | Of | Actual | Target | % of target
Requests met in 15 days | 812 | 1,005 | 80.8% | 80% | 101.0%
Shelves checked weekly | 734 | 921 | 79.7% | 85% | 93.8%
Desks staffed | 958 | 1,041 | 92.0% | 90% | 102.2%
Visits rated good | 588 | 1,044 | 56.3% | 75% | 75.1%
Loans returned | 905 | 1,066 | 84.9% | 90% | {0}
Surveys returned | 187 | 1,044 | 17.9% | 40% | 44.8%
"""
TOWN = """Cycling in the borough

The borough has 71,480 people of working age.

Serious crashes (rate per 1,000)
Year ending | Crashes | Rate per 1,000 people
December 2022 | 11 | 0.15
March 2023 | 9 | 0.13
June 2023 | 9 | 0.13
September 2023 | 7 | {0}
December 2023 | 5 | 0.07
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (WORKERS, "17.8", "18.7", 7),
        (PEOPLE, "86.0", "68.0", 7),
        (TARGETS, "94.3%", "96.7%", 9),
        (TOWN, "0.10", "0.13", 10),
    ],
)
def test_one_wrong_quotient_is_found(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
