"""Marks that answer their heading, and marks against a figure that the words give or point back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

HEADINGS: dict[str, Paper] = {
    "refuse collection": (
        """Refuse Collection
Missed bins per 10,000 collections. The contract allows 45; a round above this is in default.

Missed bins by round
Round | Collections | Missed per 10,000 | In default
Monday | 9,800 | 38 | No
Tuesday | 10,200 | 52 | Yes
Wednesday | 9,900 | 41 | No
Thursday | 10,400 | 49 | {0}
Friday | 9,700 | 44 | No
""",
        "Yes",
        "No",
        9,
    ),
    "library fines": (
        """Library Fines
A branch whose arrears are greater than £500 gets a reminder.

Arrears by branch (£)
Branch | Members | Arrears | Reminder
Ash | 2,100 | 640 | Yes
Bell | 1,850 | 310 | No
Cross | 2,400 | 580 | {0}
Drum | 1,200 | 415 | No
Elm | 1,950 | 720 | Yes
""",
        "Yes",
        "No",
        8,
    ),
    "catering contract": (
        """Catering Contract
Score out of 100; the contractor must score 75 or better.

Quality scores
Kitchen | Visits | Score | Pass
Abbey School | 3 | 82 | Yes
Brook School | 2 | 71 | No
Civic Centre | 4 | 88 | Yes
Day Centre | 3 | 68 | {0}
Eastgate School | 2 | 79 | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "planning appeals": (
        """Planning Appeals
The share of appeals allowed should stay below the national mark of 31%. Districts are ticked if it did.

Appeals by district
District | Appeals | Allowed | Share allowed | Below national
North | 40 | 10 | 25% | ✓
South | 35 | 14 | 40% | ✗
East | 22 | 6 | 27% | ✓
West | 30 | 12 | 40% | {0}
Centre | 50 | 15 | 30% | ✓
""",
        "✗",
        "✓",
        9,
    ),
    "temporary accommodation": (
        """Temporary Accommodation
Average nightly cost, set against the cap of £60 (Yes = over the cap)

Nightly cost by type
Type | Households | Cost (£) | Over cap
Bed and breakfast | 40 | 72.50 | Yes
Hostel | 65 | 48.10 | No
Leased flat | 120 | 55.00 | No
Annexe | 30 | 63.20 | {0}
Hotel | 22 | 81.40 | Yes
""",
        "Yes",
        "No",
        9,
    ),
    "staff turnover": (
        """Staff Turnover
Turnover of 15% or above is a concern and is shaded; under 15% it is left plain.

Turnover by service
Service | Posts | Leavers | Turnover | Concern
Waste | 120 | 24 | 20% | Yes
Parks | 80 | 8 | 10% | No
Fleet | 40 | 7 | 18% | Yes
Stores | 20 | 2 | 10% | {0}
Markets | 25 | 4 | 16% | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "community centres": (
        """Community Centres
Hire income against the budget for the half year: favourable if it was higher than budget, adverse if lower.

Hire income (£)
Centre | Budget | Actual | Variance | Nature
Ashgrove | 12,450 | 13,110 | 660 | Favourable
Bankfoot | 9,870 | 9,240 | -630 | Adverse
Coldharbour | 15,600 | 15,980 | 380 | {0}
Dovecote | 7,320 | 7,050 | -270 | Adverse
Eastcliffe | 11,140 | 11,870 | 730 | Favourable
""",
        "Favourable",
        "Adverse",
        8,
    ),
    "mobile library": (
        """Mobile Library
A stop is kept when six or more people use it each visit, and reviewed when fewer do.

Stops
Stop | Visits | People per visit | Decision
Aston | 24 | 9 | Kept
Brook End | 24 | 5 | Reviewed
Church Lane | 22 | 6 | Kept
Dean | 24 | 3 | {0}
East Hill | 23 | 8 | Kept
""",
        "Reviewed",
        "Kept",
        9,
    ),
}
COLUMNS: dict[str, Paper] = {
    "asset disposals": (
        """Asset Disposals
Sale price against valuation: "Over" where it sold for more, "Under" where it sold for less, "At" where the two \
agree.

Disposals (£000)
Asset | Valuation | Price | Outcome
Depot | 850 | 910 | Over
Lodge | 320 | 305 | Under
Kiosk | 45 | 45 | At
Hall | 600 | 560 | {0}
Yard | 210 | 245 | Over
""",
        "Under",
        "Over",
        9,
    ),
    "trading standards": (
        """Trading Standards
▲ = up on 2023, ▼ = down on 2023, ● = the same as 2023

Complaints by trade
Trade | 2023 | 2024 | Trend
Builders | 140 | 162 | ▲
Garages | 95 | 81 | ▼
Letting agents | 60 | 60 | ●
Online sales | 210 | 188 | {0}
Travel | 44 | 51 | ▲
""",
        "▼",
        "▲",
        9,
    ),
    "flu vaccination of staff": (
        """Flu Vaccination of Staff
Uptake in each service is compared to last winter's.

Uptake (%)
Service | Last winter | This winter | Better or worse
Care | 48.2 | 51.9 | Better
Transport | 33.0 | 31.5 | Worse
Libraries | 40.6 | 44.0 | Better
Housing | 37.8 | 35.1 | {0}
Parks | 28.4 | 30.2 | Better
""",
        "Worse",
        "Better",
        9,
    ),
}
BANDS: dict[str, Paper] = {
    "highways inspections": (
        """Highways Inspections
Each route should be inspected at least four times a year. G, at least four; A, three; R, fewer than three.

Inspections in the year
Route | Length (km) | Inspections | RAG
A10 | 14 | 5 | G
A12 | 22 | 4 | G
B101 | 9 | 3 | A
B204 | 11 | 3 | {0}
C7 | 6 | 2 | R
C9 | 8 | 4 | G
""",
        "A",
        "G",
        9,
    ),
    "childcare sufficiency": (
        """Childcare Sufficiency
Sufficient: vacancies are 10% of places or more. Adequate: they are 5% or more but under 10%. Insufficient: \
they are under 5%.

Vacancies by ward
Ward | Places | Vacancies | Vacancy rate | Supply
Ashe | 400 | 48 | 12% | Sufficient
Beck | 350 | 28 | 8% | Adequate
Cole | 280 | 7 | 2.5% | {0}
Dene | 300 | 33 | 11% | Sufficient
Eden | 260 | 18 | 6.9% | Adequate
""",
        "Insufficient",
        "Adequate",
        8,
    ),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_the_mark_that_breaks_what_is_told_of_headings_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(HEADINGS[name], tmp_path)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_mark_that_breaks_what_is_told_of_columns_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(COLUMNS[name], tmp_path)


@pytest.mark.parametrize("name", BANDS)
def test_the_mark_that_breaks_what_is_told_of_bands_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(BANDS[name], tmp_path)
