"""Marks of the side on which a figure lies of another, told in words of many kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

COLUMNS: dict[str, Paper] = {
    "leisure centres": (
        """Leisure Centres
Each centre's visits are compared with those of the year before.

Visits by centre
Centre | 2023/24 | 2024/25 | Direction
Abbey Pool | 41,200 | 43,900 | Up
Brook Gym | 28,400 | 27,100 | Down
Castle Courts | 15,300 | 15,300 | No change
Dale Park | 33,700 | 31,200 | {0}
Elm Studios | 9,800 | 10,400 | Up

Up: more visits than in 2023/24. Down: fewer. No change: the same number.
""",
        "Down",
        "Up",
        9,
    ),
    "rent arrears": (
        """Rent Arrears
Arrears as a share of rent due, with the landlord's limit for each type of tenancy. OK means the share is no \
higher than the limit; Breach means that it is.

Arrears by tenancy
Tenancy | Limit % | Arrears % | Check
General needs | 3.0 | 2.4 | OK
Sheltered | 2.0 | 2.0 | OK
Temporary | 9.0 | 11.2 | Breach
Shared ownership | 2.5 | 3.1 | {0}
Garages | 6.0 | 5.1 | OK
""",
        "Breach",
        "OK",
        9,
    ),
    "bus punctuality": (
        """Bus Punctuality
Operators are graded against the Commissioner's window. Gold: at least 5 points above the regional figure. \
Silver: above it by less than 5. Bronze: at it or below.

Punctuality (%)
Operator | Own | Regional | Grade
Red Line | 91 | 84 | Gold
Swift | 86 | 84 | Silver
Valley | 84 | 84 | Bronze
Metro | 79 | 84 | {0}
Coastal | 90 | 84 | Gold
""",
        "Bronze",
        "Silver",
        9,
    ),
    "capital receipts": (
        """Capital Receipts
Receipts are Ahead when they are more than budget, Behind when they are less, and Level when they agree with it.

Receipts to date (£)
Source | Budget | Actual | Standing
Land at Mill Road | 400,500 | 425,250 | Ahead
Depot | 310,200 | 310,200 | Level
Garages | 95,400 | 80,150 | {0}
Right to buy | 640,100 | 655,900 | Ahead
Other | 12,300 | 9,950 | Behind
""",
        "Behind",
        "Ahead",
        8,
    ),
    "budget variances": (
        """Budget Variances
Services whose forecast is over budget are marked (O), those under it (U), those on it (B).

Forecast by service (£000)
Service | Budget | Forecast | Mark
Parks | 1,204 | 1,251 | O
Roads | 3,415 | 3,390 | U
Waste | 5,127 | 5,066 | {0}
Lighting | 811 | 811 | B
Ports | 402 | 431 | O
""",
        "U",
        "O",
        8,
    ),
    "housing benefit processing": (
        """Housing Benefit Processing
Target times differ by type of claim. A claim type is Green at its target or quicker, Amber up to two days \
slower and Red beyond that.

Average days to process
Claim type | Target | Actual | Status
New claims | 22 | 20 | Green
Changes | 8 | 9 | Amber
Appeals | 30 | 36 | Red
Overpayments | 14 | 19 | {0}
Reviews | 12 | 12 | Green
""",
        "Red",
        "Amber",
        9,
    ),
    "foster carer numbers": (
        """Foster Carer Numbers
The net figure is carers approved less carers who left. Growing means a net gain, shrinking a net loss, steady \
neither.

Carers by area
Area | Approved | Left | Net | Position
North | 14 | 9 | +5 | Growing
South | 8 | 11 | -3 | Shrinking
East | 6 | 6 | 0 | Steady
West | 10 | 14 | -4 | {0}
Coast | 9 | 5 | +4 | Growing
""",
        "Shrinking",
        "Growing",
        9,
    ),
    "school places": (
        """School Places: Surplus
Surplus places: none or fewer than 5% tight; 5% to 10% comfortable; over 10% excessive.

Surplus by area
Area | Places | Surplus | Surplus % | View
North | 2,000 | 60 | 3 | tight
South | 1,500 | 120 | 8 | comfortable
East | 1,000 | 140 | 14 | excessive
West | 1,800 | 72 | 4 | {0}
Central | 2,200 | 110 | 5 | comfortable
""",
        "tight",
        "comfortable",
        9,
    ),
    "allotment waiting lists": (
        """Allotment Waiting Lists
Sites with more people waiting than plots are Full for years; those with fewer are Moving.

Waiting lists
Site | Plots | Waiting | State
Abbey | 40 | 55 | Full for years
Brook | 62 | 31 | Moving
Castle | 28 | 30 | Full for years
Dene | 50 | 44 | {0}
Elms | 36 | 20 | Moving
""",
        "Moving",
        "Full for years",
        9,
    ),
    "community safety": (
        """Community Safety
Arrow up = more incidents than the quarter before; arrow down = fewer; = means the same.

Incidents
Type | Quarter 1 | Quarter 2 | Change
Burglary | 64 | 58 | ↓
Robbery | 22 | 25 | ↑
Theft | 140 | 131 | ↓
Arson | 9 | 9 | =
Damage | 88 | 95 | {0}
""",
        "↑",
        "↓",
        10,
    ),
    "road safety": (
        """Road Safety
Casualties in each district are marked + where they exceed the average of the five years before, - where they \
are under it and = where they equal it.

Casualties by district
District | Five-year average | This year | Mark
North | 48 | 51 | +
South | 60 | 52 | -
East | 37 | 37 | =
West | 41 | 46 | {0}
Town | 72 | 66 | -
""",
        "+",
        "-",
        9,
    ),
}
FIGURES: dict[str, Paper] = {
    "library opening hours": (
        """Library Opening Hours
The standard is 40 hours a week. A branch is shown as Over if it opens for longer than the standard, At if for \
exactly that, and Under if for less.

Hours open each week
Branch | Hours | Against standard
Alder | 44 | Over
Birch | 40 | At
Cedar | 36 | Under
Damson | 40 | {0}
Elder | 42 | Over
Fir | 30 | Under
""",
        "At",
        "Under",
        9,
    ),
    "complaints handling": (
        """Complaints Handling
Response times are set beside the 15 days allowed.

Average days to respond, by service
Service | Complaints | Average days | Inside time allowed
Housing | 60 | 14 | ✓
Planning | 22 | 19 | ✗
Waste | 71 | 12 | ✓
Highways | 34 | 17 | {0}
Revenues | 40 | 15 | ✓

✓ 15 days or fewer, ✗ more.
""",
        "✗",
        "✓",
        9,
    ),
    "staff survey": (
        """Staff Survey
Scores this year were compared with the council as a whole (71).

Engagement score by directorate
Directorate | Score | Beside council
Adults | 74 | Higher
Children | 68 | Lower
Place | 71 | Same
Resources | 66 | {0}
Public health | 73 | Higher
""",
        "Lower",
        "Higher",
        9,
    ),
    "recycling centres": (
        """Recycling Centres
Waits were measured in June; the site manager must act if the wait passes 12 minutes.

Average wait
Site | Visits | Wait (minutes) | Action due
Ashby | 900 | 11 | No
Burnley Road | 1,240 | 14 | Yes
Crofton | 760 | 8 | {0}
Dunstall | 610 | 9 | No
Eastfield | 880 | 15 | Yes
""",
        "No",
        "Yes",
        8,
    ),
    "child protection visits": (
        """Child Protection Visits
Performance is shown against the national rate of 90.2%: better, worse or level.

Visits in time (%)
Team | Visits | In time | Against national
One | 120 | 91.7 | Better
Two | 98 | 88.8 | Worse
Three | 104 | 87.5 | {0}
Four | 130 | 92.3 | Better
Five | 85 | 90.6 | Better
""",
        "Worse",
        "Better",
        8,
    ),
    "sickness review": (
        """Sickness Review
Trigger points are 8 days in a rolling year. Teams whose mean is on or over the trigger are reviewed.

Mean days lost per person
Team | Staff | Days | Review
Benefits | 14 | 6.5 | No
Planning | 22 | 9.1 | Yes
Parks | 31 | 8.0 | Yes
Legal | 9 | 4.4 | {0}
Finance | 18 | 5.2 | No
""",
        "No",
        "Yes",
        9,
    ),
    "customer contact": (
        """Customer Contact
Calls answered inside 60 seconds, compared with the 75% expected (H = higher than expected, L = lower, S = same)

Calls by line
Line | Calls | Answered inside 60 seconds | Against expected
Council tax | 9,000 | 81% | H
Benefits | 7,200 | 70% | L
Repairs | 8,100 | 75% | S
Waste | 5,400 | 66% | {0}
Parking | 3,300 | 88% | H
""",
        "L",
        "H",
        9,
    ),
    "empty shops": (
        """Empty Shops
Vacancy above 15 per cent is serious; from 10 to 15 per cent, moderate; below 10 per cent, slight.

Vacancy by town
Town | Shops | Empty | Vacancy % | Problem
Ashby | 120 | 24 | 20.0 | serious
Broadway | 90 | 11 | 12.2 | moderate
Carlton | 150 | 18 | 12.0 | {0}
Denby | 80 | 6 | 7.5 | slight
Eastham | 60 | 5 | 8.3 | slight
""",
        "moderate",
        "slight",
        8,
    ),
    "elections": (
        """Elections: Postal Votes Rejected
The rate of rejection in the county was 3.1%. Wards over that are marked High and the rest Usual.

Rejected postal votes
Ward | Returned | Rejected | Rate % | Mark
Ash | 800 | 32 | 4.0 | High
Beech | 1,000 | 20 | 2.0 | Usual
Cedar | 500 | 20 | 4.0 | {0}
Dale | 1,200 | 30 | 2.5 | Usual
Elm | 900 | 18 | 2.0 | Usual
""",
        "High",
        "Usual",
        8,
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_mark_that_breaks_what_is_told_of_columns_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(COLUMNS[name], tmp_path)


@pytest.mark.parametrize("name", FIGURES)
def test_the_mark_that_breaks_what_is_told_of_figures_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(FIGURES[name], tmp_path)
