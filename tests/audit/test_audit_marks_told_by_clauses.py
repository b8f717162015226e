"""Marks told clause by clause: bands, keys of their own, answers, what was to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

BANDS: dict[str, Paper] = {
    "debt recovery": (
        """Debt Recovery
Key: Strong, 90% collected or better; Adequate, 80% or better; Weak, anything less.

Collection by debt type
Debt | Raised | Collected | Collected % | Mark
Council tax | 9,000 | 8,370 | 93 | Strong
Business rates | 7,400 | 6,142 | 83 | {0}
Rents | 3,100 | 2,883 | 93 | Strong
Parking | 900 | 666 | 74 | Weak
Care charges | 1,500 | 1,290 | 86 | Adequate
""",
        "Adequate",
        "Strong",
        7,
    ),
    "schools forum": (
        """Schools Forum: Balances
Balances above 8% of budget are High, those under 2% Low, and all between are Normal.

School balances
School | Budget (£000) | Balance (£000) | Balance % | Level
Ashfield | 1,200 | 120 | 10.0 | High
Birchwood | 980 | 44 | 4.5 | Normal
Coppice | 1,450 | 14 | 1.0 | {0}
Dellside | 1,100 | 66 | 6.0 | Normal
Elmbrook | 860 | 77 | 9.0 | High
""",
        "Low",
        "Normal",
        8,
    ),
    "attendance": (
        """Attendance
Rating\tAttendance
Excellent\t97% and above
Sound\t94% to under 97%
Concern\tbelow 94%

Attendance by year group
Year\tPupils\tAttendance\tRating
7\t180\t97.4%\tExcellent
8\t176\t95.2%\tSound
9\t181\t94.0%\tSound
10\t170\t92.9%\t{0}
11\t165\t94.9%\tSound
""",
        "Concern",
        "Sound",
        12,
    ),
    "water quality at beaches": (
        """Water Quality at Beaches
Excellent up to 100, good from 101 to 200, poor above 200 (colonies per 100 ml).

Samples in July
Beach | Samples | Colonies | Class
East Strand | 8 | 64 | Excellent
Harbour | 8 | 180 | Good
Long Sands | 8 | 240 | Poor
Priory | 8 | 150 | {0}
West Cove | 8 | 95 | Excellent
""",
        "Good",
        "Excellent",
        9,
    ),
    "business rates": (
        """Business Rates
Collection is compared with the same month last year: a gain of half a point or more is good, a loss of half a \
point or more is poor and anything else is fair.

Collected by end of month (%)
Month | Last year | This year | Change | Assessment
April | 10.2 | 11.0 | +0.8 | good
May | 20.1 | 20.3 | +0.2 | fair
June | 29.8 | 29.0 | -0.8 | {0}
July | 39.0 | 39.9 | +0.9 | good
August | 48.5 | 48.3 | -0.2 | fair
""",
        "poor",
        "fair",
        8,
    ),
}
ANSWERS: dict[str, Paper] = {
    "fly-tipping clearance": (
        """Fly-tipping Clearance
A ward passes if the average clearance time was two days or shorter.

Clearance by ward
Ward | Incidents | Average days | Pass?
Abbey | 31 | 1.6 | Yes
Bridge | 24 | 2.4 | {0}
Castle | 18 | 2.0 | Yes
Docks | 40 | 1.2 | Yes
East | 27 | 3.1 | No
""",
        "No",
        "Yes",
        7,
    ),
    "looked-after children": (
        """Looked-after Children: Placement Distance
Tick: placed within 20 miles. Cross: placed further away.

Mean distance by age group
Age group | Children | Mean miles | Mark
Under 5 | 22 | 9.4 | ✓
5 to 9 | 31 | 12.8 | ✓
10 to 15 | 64 | 21.2 | {0}
16 and over | 48 | 23.5 | ✗
All | 165 | 17.0 | ✓
""",
        "✗",
        "✓",
        8,
    ),
    "food hygiene": (
        """Food Hygiene
Officers visit again wherever a business scored fewer than three.

Inspection results
Business | Score | Revisit
Corner Cafe | 5 | No
Golden Fry | 2 | Yes
Harbour Hotel | 4 | No
Milk Bar | 2 | {0}
Old Bakery | 1 | Yes
Pasta House | 3 | No
""",
        "Yes",
        "No",
        9,
    ),
    "street lighting": (
        """Street Lighting
Faults repaired in time have to reach 96%. ● shows that they did, ○ that they did not.

Repairs by area
Area | Faults | In time % | Shown
North | 210 | 97.1 | ●
South | 180 | 95.0 | ○
East | 164 | 98.2 | ●
West | 240 | 93.8 | {0}
Centre | 90 | 96.7 | ●
""",
        "○",
        "●",
        9,
    ),
    "adult learning": (
        """Adult Learning
Pass rates are set against the college target of 85 per cent.

Courses in the spring term (target 85%; ✔ reached, ✘ not reached)
Course | Learners | Passed | Pass rate | Target
English | 40 | 36 | 90% | ✔
Maths | 50 | 40 | 80% | ✘
Digital | 60 | 54 | 90% | ✔
Care | 25 | 20 | 80% | {0}
Catering | 20 | 17 | 85% | ✔
""",
        "✘",
        "✔",
        9,
    ),
    "tree planting": (
        """Tree Planting
Planting ran from November to March. A parish has done what it promised if it planted as many trees as its \
pledge or more.

Trees planted by parish
Parish | Pledge | Planted | Pledge kept
Ashcombe | 200 | 215 | Yes
Barrow | 150 | 150 | Yes
Clyst | 300 | 260 | No
Dunster | 120 | 104 | {0}
Exmoor | 90 | 96 | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "pupil numbers": (
        """Pupil Numbers
Rolls are rising (R) if October's count is above January's, falling (F) if it is below, else level (L).

Pupils on roll
School | January | October | Trend
Abbey | 412 | 420 | R
Bourne | 388 | 375 | F
Cross | 295 | 295 | L
Downs | 460 | 447 | {0}
Eastgate | 350 | 362 | R
""",
        "F",
        "R",
        9,
    ),
    "youth clubs": (
        """Youth Clubs
Each club should be open on at least 3 evenings a week.

Evenings open
Club | Members | Evenings | Enough
Anchor | 40 | 4 | Yes
Beacon | 35 | 2 | No
Compass | 52 | 3 | Yes
Delta | 28 | 1 | {0}
Echo | 61 | 5 | Yes
""",
        "No",
        "Yes",
        9,
    ),
}
WHOLES: dict[str, Paper] = {
    "grants": (
        """Grants
Projects that have spent all of their grant are Closed. Those that have spent some are Open, and those that \
have spent none are Waiting.

Grant spending (£)
Project | Grant | Spent | State
Allotments | 4,120 | 4,120 | Closed
Band stand | 9,350 | 2,115 | Open
Cycle hub | 7,240 | 0 | {0}
Drop-in | 3,310 | 3,310 | Closed
Eco fair | 5,460 | 1,905 | Open
""",
        "Waiting",
        "Open",
        8,
    ),
    "parking services": (
        """Parking Services
Where an appeal rate is more than 1.5 times last year's it is flagged.

Appeals
Zone | Appeals | Upheld | Upheld % | Half or more upheld?
A | 40 | 22 | 55 | Yes
B | 36 | 12 | 33 | No
C | 50 | 25 | 50 | Yes
D | 28 | 11 | 39 | {0}
E | 44 | 30 | 68 | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "revenue outturn": (
        """Revenue Outturn
U shows an underspend of more than 2% of budget, O an overspend of more than 2%, and N anything nearer to \
budget.

Outturn by portfolio (£000)
Portfolio | Budget | Outturn | Variance % | Flag
Adults | 41,250 | 42,900 | 4.0 | O
Children | 30,410 | 30,714 | 1.0 | N
Place | 22,380 | 21,261 | -5.0 | {0}
Corporate | 15,120 | 15,271 | 1.0 | N
Health | 9,470 | 9,754 | 3.0 | O
""",
        "U",
        "N",
        8,
    ),
}


@pytest.mark.parametrize("name", BANDS)
def test_the_mark_that_breaks_what_is_told_of_bands_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(BANDS[name], tmp_path)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_mark_that_breaks_what_is_told_of_answers_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(ANSWERS[name], tmp_path)


@pytest.mark.parametrize("name", WHOLES)
def test_the_mark_that_breaks_what_is_told_of_wholes_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(WHOLES[name], tmp_path)
