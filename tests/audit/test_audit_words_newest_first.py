"""Words beside tables that stand newest first, whose losses are printed below nought, or that count other things."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

LETTERS = """Customer contact

Letters of complaint by office
Office | Quarter 4 | Quarter 3 | Change | % change
Ferry Lane | 63 | 51 | +12 | +23.5%
Town Hall | 40 | 58 | -18 | -31.0%
Quay Street | 22 | 27 | -5 | -18.5%
Market Place | 17 | 14 | +3 | +21.4%
All offices | 142 | 150 | -8 | -5.3%

{0}
"""
VISITS = """Home visits

Visits by kind
Kind | March | % of visits | February | Difference
First visits | 62 | 43.7% | 53 | +9
Follow-up visits | 49 | 34.5% | 57 | -8
Closing visits | 31 | 21.8% | 37 | -6
All visits | 142 | 100.0% | 147 | -5

{0}
"""
PUPILS = """Punctuality

Late arrivals by year group
 | Year 7 | Year 8 | Year 9 | Year 10 | Year 11 | All
Pupils | 412 | 398 | 405 | 387 | 376 | 1,978
Late five times or more | 66 | 72 | 85 | 93 | 103 | 419
% | 16.0 | 18.1 | 21.0 | 24.0 | 27.4 | 21.2

{0}
"""
BALANCE = """Harbour account

Balance of the harbour account (£m; what is owed is negative)
 | 2021/22 | 2022/23 | 2023/24 | 2024/25
Balance at 1 April | -0.80 | -1.95 | -3.32 | -4.91
Overspend in year | -1.15 | -1.37 | -1.59 | -1.86
Balance at 31 March | -1.95 | -3.32 | -4.91 | -6.77

{0}
"""
WARDS = """Recycling

Households that recycle, by ward
Ward | Households | Recycling | % 2024 | % 2025 | Change
Amber Hill | 731 | 512 | 68.1% | 70.0% | +1.9
Birch Row | 622 | 398 | 63.5% | 64.0% | +0.5
Cold Ash | 515 | 341 | 68.3% | 66.2% | -2.1
Deepdale | 880 | 561 | 61.5% | 63.8% | +2.3
All wards | 2,748 | 1,812 | 65.1% | 65.9% | +0.8

{0}

Other measures
Measure | 2025 | 2024 | Change | Direction
Bins missed per 1,000 | 4.1 | 3.9 | +0.2 | ▲
Bulky items collected | 812 | 790 | +22 | ▲
Garden bins | 3,377 | 3,405 | -28 | ▼
Fly-tips | 142 | 156 | -14 | ▼

▲ up on 2024; ▼ down on 2024.
"""
QUAY = """The busiest months

Work by month
Work | Apr | May | Jun | Jul | Aug | Sep
Calls | 904 | 987 | 952 | 1,010 | 821 | 1,043
Repairs | 262 | 291 | 277 | 302 | 198 | 321
Gas checks | 118 | 144 | 139 | 151 | 87 | 166

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (LETTERS, "Letters to Ferry Lane rose from 51 to 63.", "Letters to Ferry Lane fell from 51 to 63.", 11),
        (LETTERS, "Town Hall letters fell by 31.0%.", "Town Hall letters rose by 31.0%.", 11),
        (
            LETTERS,
            "Ferry Lane had the most letters, 63, and they rose by 23.5%.",
            "Quay Street had the most letters, 63, and they rose by 23.5%.",
            11,
        ),
        (VISITS, "First visits rose from 53 to 62.", "First visits rose from 35 to 62.", 10),
        (VISITS, "Closing visits fell from 37 to 31.", "Closing visits rose from 37 to 31.", 10),
        (
            PUPILS,
            "The rate in year 11, 27.4%, is 11.4 points above the 16.0% in year 7.",
            "The rate in year 11, 27.4%, is 12.4 points above the 16.0% in year 7.",
            9,
        ),
        (
            PUPILS,
            "The rate in year 10 is 8.0 points above that in year 7. 103 of 376 pupils in year 11 (27.4%) were late.",
            "The rate in year 10 is 8.0 points above that in year 7. 103 of 376 pupils in year 11 (24.7%) were late.",
            9,
        ),
        (
            BALANCE,
            "The overspend in the year has risen in each year since 2021/22.",
            "The overspend in the year has fallen in each year since 2021/22.",
            9,
        ),
        (
            WARDS,
            "The share rose in three of the four wards.",
            "The share was up from 64.1% to 65.9% in three of the four wards.",
            11,
        ),
        (WARDS, "Two of the four measures rose.", "Three of the four measures rose.", 11),
        (
            QUAY,
            "The busiest month of the half year for repairs was September (321).",
            "The busiest month of the half year for repairs was September (312).",
            9,
        ),
        (
            QUAY,
            "The busiest month of the half year for repairs was September (321).",
            "The busiest month of the half year for repairs was July (302).",
            9,
        ),
    ],
)
def test_times_and_sizes_are_read_as_printed(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)
