"""Marks of what was to be and of what is not: duties, counts with a noun, sides with `or the same`."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

DUTIES: dict[str, Paper] = {
    "members' enquiries": (
        """Members' Enquiries
Directorates must answer nine in ten enquiries in time. Those which do not are asked for an action plan.

Enquiries answered
Directorate | Enquiries | In time | % | Action plan
Adults | 120 | 111 | 93 | No
Children | 96 | 83 | 86 | Yes
Place | 240 | 221 | 92 | No
Resources | 80 | 74 | 93 | {0}
Housing | 150 | 129 | 86 | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "museums": (
        """Museums: Income
The plan was for every site to earn at least 5% more than last year. Hit: it did. Miss: it did not.

Income (£)
Site | Last year | This year | Change % | Result
Guildhall | 40,150 | 43,362 | 8.0 | Hit
Mill | 22,480 | 22,930 | 2.0 | Miss
Abbey | 18,640 | 19,759 | 6.0 | Hit
Castle | 51,320 | 52,860 | 3.0 | {0}
Fort | 9,870 | 10,857 | 10.0 | Hit
""",
        "Miss",
        "Hit",
        9,
    ),
    "prudential indicators": (
        """Prudential Indicators
The ratio of financing costs to income may not pass 10% in any year.

Ratio of financing costs
Year | Costs (£m) | Income (£m) | Ratio | Within bound
2024/25 | 12.4 | 150.2 | 8.3% | ✓
2025/26 | 14.1 | 151.0 | 9.3% | ✓
2026/27 | 16.3 | 152.5 | 10.7% | ✗
2027/28 | 17.2 | 154.0 | 11.2% | {0}
2028/29 | 14.9 | 155.8 | 9.6% | ✓
""",
        "✗",
        "✓",
        9,
    ),
    "apprenticeships": (
        """Apprenticeships
Target starts were set for each department. Success means that starts were as many as the target or more, and \
shortfall that they were not.

Starts
Department | Target | Starts | Result
Adults | 12 | 14 | Success
Children | 10 | 10 | Success
Highways | 8 | 6 | Shortfall
Finance | 5 | 4 | {0}
Housing | 9 | 11 | Success
""",
        "Shortfall",
        "Success",
        9,
    ),
}
SIDES: dict[str, Paper] = {
    "lone working checks": (
        """Lone Working Checks
Where the count of checks missed is lower than the count allowed or the same as it, no further visit is made.

Checks at each depot
Depot | Checks due | Missed | Allowed | Further visit
Ashgate | 60 | 9 | 5 | Yes
Bentham | 45 | 4 | 4 | No
Corby Road | 52 | 8 | 6 | Yes
Dale Street | 38 | 3 | 7 | {0}
Eastway | 41 | 2 | 5 | No
Fulford | 55 | 9 | 6 | Yes
""",
        "No",
        "Yes",
        9,
    ),
    "planning enforcement": (
        """Planning Enforcement
Cases are to be closed in 12 weeks on average. Areas doing better than this are shown as ▲, those doing worse \
as ▼, and those exactly on it as ■.

Average weeks to close a case
Area | Cases | Weeks | Mark
Northern | 44 | 10.5 | ▲
Southern | 39 | 13.2 | ▼
Eastern | 28 | 12.0 | ■
Western | 51 | 14.1 | {0}
Central | 33 | 9.8 | ▲
""",
        "▼",
        "▲",
        9,
    ),
    "housing repairs": (
        """Housing Repairs
Satisfaction with each contractor, compared with the average for all contractors (82%)

Tenants satisfied
Contractor | Jobs | Satisfied | Compared with average
Ace | 400 | 86% | Above average
Bluebird | 310 | 79% | Below average
Corner | 280 | 84% | {0}
Dovetail | 190 | 75% | Below average
Eagle | 260 | 88% | Above average
""",
        "Above average",
        "Below average",
        8,
    ),
    "cemeteries income": (
        """Cemeteries Income
"Up" is printed where income rose on the year before, "Down" where it dropped and "Flat" where there was no \
difference.

Income by cemetery (£)
Cemetery | 2022/23 | 2023/24 | Movement
Hill Road | 40,310 | 43,120 | Up
Abbey | 28,440 | 27,905 | Down
St Mark's | 9,300 | 9,300 | Flat
Moor Lane | 15,760 | 15,120 | {0}
Riverside | 21,180 | 22,475 | Up
""",
        "Down",
        "Up",
        9,
    ),
    "advice services": (
        """Advice Services
R: waits went up by more than two days on the last quarter. G: waits went down. A: no change, or up by two days \
or less.

Average wait (days)
Service | Last quarter | This quarter | Flag
Debt | 9 | 12 | R
Benefits | 14 | 11 | G
Housing | 7 | 7 | A
Employment | 5 | 6 | A
Immigration | 16 | 20 | {0}
Consumer | 8 | 6 | G
""",
        "R",
        "A",
        10,
    ),
    "air pollution episodes": (
        """Air Pollution Episodes
Days in each band this year and last; the final column tells us whether there were fewer days than last year.

Days by band
Band | Last year | This year | Fewer
Low | 250 | 262 | No
Moderate | 80 | 74 | Yes
High | 28 | 24 | {0}
Very high | 7 | 5 | Yes
Unknown | 1 | 2 | No
""",
        "Yes",
        "No",
        8,
    ),
    "noise complaints": (
        """Noise Complaints
Officers aim to visit in 3 days. The last column shows whether the average was inside that.

Average days to visit
District | Complaints | Average days | Inside aim
Ashby | 31 | 2.6 | Yes
Burton | 27 | 3.4 | No
Corley | 18 | 2.9 | Yes
Denham | 44 | 4.1 | {0}
Elford | 22 | 2.2 | Yes
""",
        "No",
        "Yes",
        9,
    ),
}
BANDS: dict[str, Paper] = {
    "library events": (
        """Library Events
Workshops, by how many people came. "Busy" is 40 visitors or more, "Steady" is 20 to 39 and "Quiet" is fewer \
than 20.
Workshop | Visitors | Level
Coding | 52 | Busy
Chess | 24 | Steady
Poetry | 47 | Busy
Sewing | 11 | {0}
Local history | 33 | Steady
Drawing | 28 | Steady
""",
        "Quiet",
        "Steady",
        7,
    ),
    "reserves of parish councils": (
        """Reserves of Parish Councils
Reserves over 60% of precept are High, those under 20% Low, and all between are Normal.

Reserves held
Parish | Precept (£000) | Reserves (£000) | Reserves % | Level
Aldham | 40 | 28 | 70 | High
Birley | 50 | 16 | 32 | {0}
Coombe | 25 | 8 | 32 | Normal
Denny | 60 | 27 | 45 | Normal
Easton | 30 | 21 | 70 | High
""",
        "Normal",
        "High",
        7,
    ),
    "road condition survey": (
        """Road Condition Survey
The share of each class of road in need of repair: low (4% or under), medium (more than 4% and up to 8%), high \
(more than 8%).

Roads in need of repair
Class | Length (km) | Share | Band
A roads | 112 | 3% | low
B roads | 160 | 6% | medium
C roads | 340 | 7% | {0}
Unclassified | 610 | 11% | high
Footways | 480 | 4% | low
""",
        "medium",
        "low",
        8,
    ),
    "gritting": (
        """Gritting
Depots are classed by salt in stock against the amount needed for the season: Ample, at least 110% of need; \
Enough, 100% up to 110%; Short, under 100%.

Salt in stock (tonnes)
Depot | Need | Stock | Stock as % of need | Class
North | 2,000 | 2,400 | 120 | Ample
South | 1,500 | 1,560 | 104 | Enough
East | 1,800 | 1,620 | 90 | Short
West | 1,200 | 1,140 | 95 | {0}
Town | 900 | 1,035 | 115 | Ample
""",
        "Short",
        "Enough",
        9,
    ),
    "care home ratings": (
        """Care Home Ratings
Homes are listed with the number of requirements from their last inspection.

Requirements
Home | Beds | Requirements | Priority
Ashlea | 40 | 1 | Low
Beech House | 32 | 4 | Medium
Cedars | 28 | 7 | High
Dunmore | 36 | 3 | {0}
Elm Court | 22 | 0 | Low
Fairview | 44 | 6 | High

Priority for a visit is high with six or more requirements, medium with three to five and low with two or fewer.
""",
        "Medium",
        "Low",
        9,
    ),
}
PARTS: dict[str, Paper] = {
    "benefits realisation": (
        """Benefits Realisation
Savings are banked (B) once the whole sum has been achieved, in progress (P) if part has, and not started (N) \
if none has.

Savings (£)
Project | Planned | Achieved | State
Print | 14,200 | 14,200 | B
Fleet | 38,500 | 12,300 | P
Mail | 9,100 | 0 | {0}
Stationery | 6,400 | 6,400 | B
Phones | 22,700 | 8,950 | P
""",
        "N",
        "P",
        8,
    ),
    "school transport costs": (
        """School Transport Costs
Contracts are re-let if the cost per mile is more than £4.50.

Contracts
Route | Miles | Cost per mile (£) | Re-let
R1 | 32 | 4.10 | No
R2 | 18 | 5.25 | Yes
R3 | 45 | 3.80 | No
R4 | 27 | 4.95 | {0}
R5 | 22 | 4.50 | No
""",
        "Yes",
        "No",
        9,
    ),
}


@pytest.mark.parametrize("name", DUTIES)
def test_the_mark_that_breaks_what_is_told_of_duties_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(DUTIES[name], tmp_path)


@pytest.mark.parametrize("name", SIDES)
def test_the_mark_that_breaks_what_is_told_of_sides_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(SIDES[name], tmp_path)


@pytest.mark.parametrize("name", BANDS)
def test_the_mark_that_breaks_what_is_told_of_bands_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(BANDS[name], tmp_path)


@pytest.mark.parametrize("name", PARTS)
def test_the_mark_that_breaks_what_is_told_of_parts_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PARTS[name], tmp_path)


LIKE_RULES = {
    "of kinds of rows": """Air quality sites

Yearly mean by site
Site | Type | Mean | Year before
High Street | Kerbside | 43.1 | 44.0
Bridge Road | Roadside | 37.8 | 39.1
Station Square | Roadside | 38.4 | 37.9
The Common | Background | 17.2 | 18.0
Ring Road | Kerbside | 35.6 | 36.2

Kerbside sites were above the figure of 40 in one case, and roadside sites were below it.
""",
    "of figures that are not printed": """Visits to museums

Visits in the summer
Museum | Visits | Paid | Movement
Abbey | 4,120 | 3,900 | Up
Bridge | 3,380 | 1,240 | Down
Castle | 2,950 | 2,210 | Up
Dock | 1,870 | 1,160 | Up
Ferry | 1,240 | 1,150 | Down

Up: more visits than in the summer before. Down: fewer.
""",
    "of somebody's judgement": """Project status

Spending by project (£000)
Project | Budget | Spent | Status
Alder | 410 | 432 | Over
Beech | 380 | 371 | Within
Cedar | 295 | 301 | Within
Damson | 187 | 160 | Within
Elm | 240 | 262 | Over

Over: above budget, in the view of the project manager. Within: at or below it.
""",
    "of another table": """Ranger patrols

Patrols by park
Park | Planned | Made | Mark
Abbots | 40 | 44 | A
Barton | 38 | 31 | A
Clare | 29 | 30 | B
Dene | 18 | 16 | B
Eden | 24 | 25 | A

In Table 7 A is at or above plan and B is below it.
""",
}


@pytest.mark.parametrize("name", LIKE_RULES)
def test_what_is_only_like_a_rule_is_not_used(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LIKE_RULES[name], encoding="utf-8")
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []
