"""Forms of formula that papers print now and then: each found where one cell is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

LOANS = """Toy library

Toy | Q1 | Q2 | Q3 | Q4 | 2024 | 2023
Trains | {0} | 16 | 25 | 17 | 73 | 64
Blocks | 6 | 8 | 4 | 8 | 26 | 24
Puppets | 13 | 12 | 13 | 3 | 41 | 36
Games | 22 | 30 | 19 | 24 | 95 | 88
"""
SHIFTS = """Reception desk

Quarter | Own staff | Sessional staff | Agency | Sessional and agency £ | £ a shift
Q1 | 215 | 44 | 13 | 13,830 | {0}
Q2 | 202 | 54 | 20 | 18,612 | 251.51
Q3 | 234 | 30 | 9 | 9,936 | 254.77
Q4 | 205 | 51 | 11 | 15,643 | 252.31
"""
SALES = """Land sold, £000

Sold | Price | Cost of sale | Net receipt | Cost % of price
Mill field | 843 | (23) | 820 | 2.7
Quay yard | 1,881 | (43) | 1,838 | 2.3
Elm cottage | 215 | (9) | 206 | {0}
Park lodge | 1,362 | (65) | 1,297 | 4.8
Depot strip | 866 | (30) | 836 | 3.5
"""
BOARDING = """Kennels

Size | Dogs | Weekly rate £ | Cost a week £
Toy | 10 | 158.62 | 1,586.20
Small | 37 | 162.45 | 6,010.65
Medium | 54 | 179.94 | {0}
Large | 80 | 207.43 | 16,594.40
"""
VOUCHERS = """Swimming vouchers

Holiday | Weeks | Children | Value a week £ | Spent £
October | 1 | 11,722 | 15 | 175,830
Christmas | 2 | 11,598 | 15 | {0}
February | 1 | 11,466 | 15 | 171,990
Easter | 2 | 12,093 | 15 | 362,790
"""
FEES = """Moorings by fee

Fee | Boats | Fees a week £ | Mean fee £
Under £3,500 | 3 | 9,454 | 3,151
£3,500 to £4,499 | 18 | 71,807 | 3,989
£4,500 to £5,499 | 10 | 50,424 | 5,042
£5,500 and over | 9 | 56,810 | {0}
"""
FUNDS = """Repair fund, £000

Movement | 2021 | 2022 | 2023
At 1 April | 2,293 | 3,069 | 7,990
Receipts | 2,008 | {0} | 2,118
Used for roofs | (472) | (408) | (267)
Used for boilers | (487) | (216) | (445)
Used for lifts | (273) | (261) | (415)
At 31 March | 3,069 | 7,990 | 8,981
"""
VOTES = """Votes of the club

Motion | For | Against | Abstained | Present
New roof | 8 | 4 | 6 | 18
New boiler | 11 | 7 | 0 | 18
New rules | 10 | 4 | 4 | 18
New colours | 7 | 9 | 2 | {0}
"""
RATED = """Deliveries on time
Green: 60% or more in 26 weeks. Amber: 45% to 59.9%. Red: under 45%.

Depot | Parcels | In 26 weeks | % | Rating
North | 13 | 6 | 46.2 | {0}
South | 16 | 11 | 68.8 | Green
East | 26 | 11 | 42.3 | Red
West | 28 | 19 | 67.9 | Green
Mid | 17 | 8 | 47.1 | Amber
"""
PACKS = {
    "a year beside its quarters": (LOANS, "15", "51", 4),
    "money over the two that it names": (SHIFTS, "242.63", "242.73", 4),
    "a cost in brackets over a price": (SALES, "4.2", "2.4", 6),
    "a cost of all in a week": (BOARDING, "9,716.76", "9,761.76", 6),
    "children, weeks and a value": (VOUCHERS, "347,940", "374,940", 5),
    "boats by bands of money": (FEES, "6,312", "6,231", 7),
    "more than all roundings together": (FUNDS, "5,806", "5,803", 5),
    "votes of those present": (VOTES, "18", "19", 7),
    "a band that says in what time": (RATED, "Amber", "Red", 5),
}


@pytest.mark.parametrize("name", PACKS)
def test_one_wrong_cell_is_found_and_the_right_one_is_not(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PACKS[name], tmp_path)
