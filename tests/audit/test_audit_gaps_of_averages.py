"""Gaps of averages are not added, and are what marks beside them go by; ends of a year are no months of data."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

SWIM = """Swimming lessons

Average lengths swum by pool (the region swims 31.4)
Pool | Pupils | 2024 | 2025 | Change | Difference from region | Against region
Beacon | 140 | 30.2 | 32.6 | +2.4 | +1.2 | {0}
Cliff | 96 | 29.7 | 28.5 | -1.2 | -2.9 | Below
Denes | 181 | 33.0 | 34.1 | +1.1 | +2.7 | Above
Eller | 77 | 27.3 | 28.9 | +1.6 | -2.5 | Below
Furze | 125 | 36.8 | 36.2 | -0.6 | +4.8 | Above
Gorse | 104 | 31.1 | 33.5 | +2.4 | +2.1 | Above
All pools | 723 | 31.7 | 32.7 | +1.0 | +1.3 | Above
"""
MEMBERS = """Youth clubs

Members at 31 January 2026
Age | Members | Came in the month | % | January 2025 | Change | Trained | % | January 2025 | Change
11 and 12 | 94 | 81 | 86.2% | 84.7% | +1.5 | 57 | 60.6% | 58.0% | +2.6
13 | 62 | 56 | 90.3% | 90.1% | +0.2 | 35 | 56.5% | 59.2% | -2.7
14 | 57 | 50 | 87.7% | 89.5% | -1.8 | 31 | 54.4% | 52.6% | +1.8
15 | 48 | 41 | 85.4% | 83.9% | +1.5 | 24 | 50.0% | 51.0% | -1.0
All | 261 | 228 | 87.4% | 86.9% | +0.5 | 147 | {0} | 55.8% | +0.5
"""
RESERVES = """Reserves monitoring, Period 7 (to 31 October 2025)

Reserves (£000)
Reserve | 1 April 2025 | Contributions | Use | 31 March 2026
Roads | 1,240 | 110 | (325) | 1,025
Parks | 865 | 42 | (170) | {0}
Baths | 432 | 25 | (61) | 396
All reserves | 2,537 | 177 | (556) | 2,158
"""
MONTHS = """Visits to the baths, {0} 2025

Visits by month
Baths | August 2025 | September 2025 | October 2025
Beacon | 1,204 | 986 | 1,043
Cliff | 688 | 702 | 655
Both | 1,892 | 1,688 | 1,698
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (SWIM, "Above", "Below", 5),
        (MEMBERS, "56.3%", "53.6%", 9),
        (RESERVES, "737", "773", 6),
        (MONTHS, "October", "August", 1),
    ],
)
def test_gaps_are_no_parts(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
