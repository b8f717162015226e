"""Marks of tables of few rows: tests told in so many words, limits and gaps in columns, targets told before."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.audit.marks.whole_rules import with_target
from crossfoot.operations.audit_pack import audit_pack

LEVELS = """Loads
We mark a load Within if it is not above 40 and Above if it is.

Crew | Vans | Parcels | Load | Against the guide
Crew A | 4 | 152 | 38.0 | Within
Crew B | 3 | 126 | 42.0 | {0}
Crew C | 5 | 195 | 39.0 | Within
Depot | 12 | 473 | 39.4 | Within
"""
LIMITS = """Overdrafts
A club is on plan when its overdraft is within the limit and otherwise in breach.

Club | Years | Agreed limit | Actual overdraft | Limit used | Status
Rowing | 2 | £1,500 | £1,230 | 82% | On plan
Tennis | 3 | £2,400 | £2,496 | 104% | {0}
Chess | 1 | £300 | £291 | 97% | On plan
Bowls | 2 | £800 | £424 | 53% | On plan
"""
CAPS = """Fees
The ceiling is set for the region. A fee above the ceiling is marked High, others are marked Fair.

Post | Ceiling £ | Fee £ | Mark
Guard | 14.50 | 15.10 | High
Porter | 12.00 | 11.75 | Fair
Cook | 16.00 | 16.40 | {0}
Driver | 15.20 | 15.20 | Fair
"""
ROWS_OVER = """Shops
The excess is the stock less the ceiling; a shop at or under the ceiling is marked Within.

Shop | Stock | % of sales | Ceiling % | Ceiling £ | Excess | Result
Abbey | £54,900 | 12.1% | 8% | £36,300 | £18,600 | Excess
Brook | £18,100 | 10.7% | 8% | £13,500 | £4,600 | Excess
Cliff | £46,400 | 4.9% | 8% | £75,800 | - | Within
Dell | £8,300 | 0.7% | 8% | £94,900 | - | Within
Elm | £25,400 | 3.7% | 5% | £34,300 | - | {0}
Fern | £42,000 | 8.5% | 5% | £24,700 | £17,300 | Excess
All | £195,100 | | | | £40,500 | 3 shops
"""
GAPS = """Repairs
The threshold is 30 days. A result at or below the threshold is marked Met; otherwise Not met.

Year | Repairs | Average days | Against 30 | Mark
2021-22 | 212 | 33 | +3 | Not met
2022-23 | 198 | 35 | +5 | {0}
2023-24 | 205 | 31 | +1 | Not met
2024-25 | 220 | 32 | +2 | Not met
"""
ASKED = """Bays
The gap is bays less cars; sites with a gap below zero need new bays.

Site | Bays | Cars | Gap | New bays needed
North | 41 | 36 | +5 | No
East | 30 | 37 | -7 | Yes
South | 52 | 50 | +2 | {0}
West | 25 | 28 | -3 | Yes
Hill | 18 | 12 | +6 | No
Quay | 33 | 30 | +3 | No
All | 199 | 193 | +6 | 2 sites
"""
BOTH = """Halls
A hall is compliant if bookings are no more than its licensed places and stewards on duty at least the number required.

Hall | Licensed places | Bookings | Stewards required | Stewards on duty | Compliant
Oak | 60 | 55 | 3 | 3 | Yes
Ash | 40 | 44 | 2 | 3 | No
Elm | 80 | 80 | 4 | 3 | {0}
Fir | 50 | 46 | 2 | 2 | Yes
Yew | 70 | 66 | 3 | 4 | Yes
Bay | 30 | 30 | 2 | 1 | No
"""
TARGET = """Inspections
Target: 90% of lifts inspected each month. At or above target is green, 80% to 89% amber and below 80% red.

Block | Due | Done | % | RAG
A | 50 | 46 | 92% | green
B | 40 | 31 | 78% | {0}
C | 50 | 43 | 86% | amber
D | 25 | 24 | 96% | green
E | 20 | 17 | 85% | amber
F | 60 | 57 | 95% | green
"""
OF_PLAN = """Savings
Green where 90% or more of the plan is delivered, Amber where 60% or more and otherwise Red.

Saving | Plan £000 | Delivered £000 | % delivered | RAG
Leases | 400 | 380 | 95% | Green
Fees | 250 | 160 | 64% | Amber
Routes | 300 | 120 | 40% | {0}
Stores | 500 | 455 | 91% | Green
Print | 120 | 80 | 67% | Amber
"""
POINTS_BELOW = """Calls
Met: at or above target. Near: less than 4 percentage points below. Missed: 4 or more points below.

Line | Calls | Answered | % answered | Target % | Result
Roads | 400 | 362 | 90.5% | 90 | Met
Bins | 250 | 221 | 88.4% | 90 | {0}
Parks | 160 | 137 | 85.6% | 90 | Missed
Rents | 320 | 291 | 90.9% | 90 | Met
"""
LATENESS = """Milestones
Late is up to 21 days after plan and Very late more than 21 days after it.

Milestone | Planned | Done | Days late | Status
Team in post | 6 Jan 2025 | 6 Jan 2025 | 0 | On time
Fees agreed | 20 Jan 2025 | 3 Feb 2025 | 14 | {0}
Sheds open | 3 Feb 2025 | 10 Mar 2025 | 35 | Very late
Routes let | 17 Feb 2025 | 10 Feb 2025 | -7 | Early
Lease signed | 3 Mar 2025 | 17 Mar 2025 | 14 | Late
"""
TOLERANCE = """Spending
The tolerance is 2% of the budget either way. Within tolerance: \u25cf. Outside tolerance: \u25cb.

Service | Budget £ | Forecast £ | Variance £ | Variance % | Mark
Roads | 4,200,000 | 4,260,000 | 60,000 | 1.4% | \u25cf
Bins | 3,100,000 | 3,255,000 | 155,000 | 5.0% | \u25cb
Parks | 900,000 | 889,200 | -10,800 | -1.2% | {0}
Buses | 2,500,000 | 2,425,000 | -75,000 | -3.0% | \u25cb
Advice | 640,000 | 646,400 | 6,400 | 1.0% | \u25cf
Legal | 1,100,000 | 1,119,800 | 19,800 | 1.8% | \u25cf
"""
COMPLETE = """Programme
Complete is 100%; on track is 75% or more; at risk 50% to 74%; off track below 50%.

Project | % complete | State
Roofs | 100% | Complete
Boilers | 82% | On track
Windows | 61% | {0}
Lifts | 35% | Off track
Kitchens | 77% | On track
Doors | 55% | At risk
Fences | 100% | Complete
"""
POINT_AT = COMPLETE.replace("Complete is 100%; on track is 75% or more", "Complete at 100%; on track at 75% or more")
SAME_WAY = """Plans
Green, 95.0% or more; Amber, 90.0% to 94.9%; Red, below 90.0%. The quality mark uses 80.0% and 70.0% in the same way.

Term | Due | On time | % on time | Mark | Good | % good | Quality mark
Autumn 2024 | 540 | 510 | 94.4% | {0} | 398 | 78.0% | Amber
Spring 2025 | 550 | 528 | 96.0% | Green | 401 | 75.9% | Amber
Summer 2025 | 560 | 546 | 97.5% | Green | 447 | 81.9% | Green
"""
OTHER_SIGNS = """Wards
\u2713 take-up of 80% or more; ~ 70% or more but less than 80%; \u2717 less than 70%.

Ward | Take-up | Mark
Abbot | 83.1% | \u2713
Brook | 74.9% | {0}
Church | 66.0% | \u2717
Dene | 88.2% | \u2713
East | 71.4% | ~

The gap is places less children; wards with a gap below zero need places.

Ward | Places | Children | Gap | Gap as % of places | Places needed
Abbot | 400 | 380 | +20 | +5.0% | No
Brook | 360 | 387 | -27 | -7.5% | Yes
Church | 300 | 252 | +48 | +16.0% | No
Dene | 450 | 468 | -18 | -4.0% | Yes
East | 520 | 476 | +44 | +8.5% | No
"""
UNITS = """Measures
Measure | Good is | Baseline | Target | Now | % of the way to target | Target reached
Empty homes | low | 812 | 790 | 801 | 50% | No
Complaints | low | 64 | 40 | 40 | 100% | {0}
Volunteers | high | 268 | 290 | 274 | 27% | No
Repairs open | low | 342 | 300 | 311 | 74% | No
Trees planted | high | 95 | 160 | 148 | 82% | No
"""
LATEST_FIRST = """Table 2: Indicators
Green is at or above target, amber up to 5 points below and red more than that.

Indicator | Q4 | Q3 | Q2 | Target | RAG
Visits | 91% | 88% | 84% | 90% | Green
Plans | 82% | 86% | 85% | 85% | {0}
Reviews | 79% | 84% | 87% | 85% | Red
Checks | 96% | 93% | 95% | 95% | Green
Calls | 70% | 76% | 77% | 75% | Amber
"""
LABELS = """Homes
Ahead: better than the standard. Behind: worse than the standard.

Measure | Standard | Result | Position
Empty homes let late | 12 | 9 | Ahead
Complaints | 30 | 34 | Behind
Satisfaction | 80 | 85 | Ahead
Overdue repairs | 40 | 45 | Behind
Absence days | 7 | 6 | Ahead
Tenants satisfied | 75 | 71 | {0}
"""
IN_NO_BAND = """Homes
High is 80 to 100, middle 60 to 79, low 40 to 59.

Home | Score | Band
Oak | 91 | High
Ash | 64 | Middle
Elm | {0} | Low
Fir | 83 | High
Yew | 71 | Middle
Bay | 58 | Low
Rye | 88 | High
"""

WRONG: dict[str, Paper] = {
    "marked if not above": (LEVELS, "Above", "Within", 6),
    "within the agreed limit": (LIMITS, "In breach", "On plan", 6),
    "others are marked": (CAPS, "High", "Fair", 7),
    "rows at or under the ceiling beside": (ROWS_OVER, "Within", "Excess", 9),
    "of a column of gaps": (GAPS, "Not met", "Met", 6),
    "beside a count of the marks": (ASKED, "No", "Yes", 7),
    "two comparisons": (BOTH, "No", "Yes", 7),
    "a target told before": (TARGET, "red", "amber", 6),
    "of the plan": (OF_PLAN, "Red", "Amber", 7),
    "so many or more points below": (POINTS_BELOW, "Near", "Missed", 6),
    "early and on time untold": (LATENESS, "Late", "Very late", 6),
    "a tolerance either way": (TOLERANCE, "\u25cf", "\u25cb", 7),
    "a point above a band": (COMPLETE, "At risk", "On track", 7),
    "at a point": (POINT_AT, "At risk", "On track", 7),
    "the other mark has its own": (SAME_WAY, "Amber", "Green", 5),
    "signs of another table": (OTHER_SIGNS, "~", "\u2713", 6),
    "a column of per cent is of no target of counts": (UNITS, "Yes", "No", 4),
    "the latest quarter first": (LATEST_FIRST, "Amber", "Green", 6),
    "the label says that more is better": (LABELS, "Behind", "Ahead", 10),
    "in no band": (IN_NO_BAND, "45", "12", 7),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_mark_is_found_alone(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(WRONG[name], tmp_path)


LOOK_ALIKE = {
    "half of a test": """Halls
A hall is compliant if its manager is trained and bookings are no more than its licensed places.

Hall | Licensed places | Bookings | Compliant
Oak | 60 | 55 | Yes
Ash | 40 | 44 | No
Elm | 80 | 80 | No
Fir | 50 | 46 | Yes
Yew | 70 | 66 | Yes
Bay | 30 | 33 | No
""",
    "all open": """Repairs
Repairs open more than 30 days are listed first.

Repair | Days open | State
R1 | 45 | Open
R2 | 33 | Open
R3 | 61 | Open
R4 | 20 | Open
""",
    "a limit less what is shared": """Clubs
A club is on plan when its overdraft is within the limit and grants not yet paid.

Club | Agreed limit | Actual overdraft | Status
Rowing | £1,500 | £1,230 | On plan
Tennis | £2,400 | £2,496 | On plan
Chess | £300 | £291 | On plan
Bowls | £800 | £424 | On plan
""",
    "two targets": """Inspections
Target: 90% of lifts and 80% of stairs. At or above target is green, 70% to 79% amber and below 70% red.

Block | Lifts % | Stairs % | RAG
A | 92% | 83% | green
B | 88% | 81% | amber
C | 86% | 75% | amber
D | 96% | 84% | green
E | 85% | 69% | red
""",
    "a mark that the panel gives": """Standards
Met: at or above 80. Not met: below 80. Where fewer than five were seen the mark is given by the panel.

Home | Seen | Score | Mark
A | 12 | 84 | Met
B | 3 | 76 | Met
C | 14 | 71 | Not met
D | 20 | 90 | Met
E | 9 | 82 | Met
""",
    "marked the other way round": """Homes
A home over the limit is flagged Yes.

Home | Children | Limit | Staff | Flagged
Oak | 3 | 4 | 5 | Yes
Ash | 5 | 4 | 3 | No
Elm | 2 | 4 | 6 | Yes
Fir | 4 | 4 | 4 | No
Yew | 3 | 4 | 2 | No
""",
    "over by so much": """Spending
A service over budget by more than 2% is marked Red, others are marked Green.

Service | Budget | Forecast | Mark
Roads | 400 | 420 | Red
Bins | 300 | 303 | Green
Parks | 200 | 190 | Green
Buses | 250 | 265 | Red
Rents | 100 | 98 | Green
Legal | 150 | 149 | Green
""",
    "over for so long": """Fees
A rate over the cap in two months running is marked High.

Role | Cap | Rate | Mark
A | 30 | 31 | -
B | 40 | 44 | High
C | 50 | 49 | -
D | 35 | 33 | -
E | 45 | 48 | High
F | 20 | 18 | -
""",
    "a tolerance for each kind": """Budgets
The tolerance is 2% either way for large and 5% for small services. Within tolerance: \u25cf. Outside tolerance: \u25cb.

Service | Size | Variance % | Mark
Roads | large | 1.4% | \u25cf
Bins | small | 4.0% | \u25cf
Parks | large | -2.6% | \u25cb
Buses | small | -6.1% | \u25cb
Legal | small | 3.2% | \u25cf
Advice | large | 0.4% | \u25cf
""",
    "an end of another mark": """Wards
\u2713 a gap of 5 or more; \u2717 less than 5.

Ward | Gap | Review held
Abbot | 7 | No
Brook | 3 | Yes
Church | 2 | No
Dene | 9 | Yes
East | 8 | No
""",
}


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_what_only_looks_like_a_rule_draws_no_finding(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LOOK_ALIKE[name], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []


def test_a_target_that_is_told_is_put_where_words_point_to_it() -> None:
    assert with_target("Target: 85%. At or above target is green.") == "Target: 85%. At or above 85% is green."
    assert with_target("At or above target is green, 80% to 89% amber.") == (
        "At or above target is green, 80% to 89% amber."
    )


def test_the_rest_is_told_last() -> None:
    rule = read_told_rule("A saving is Good if 95% or more is achieved and otherwise Poor.", ["Good", "Poor"])
    assert rule is not None
    assert rule.states["Good"][0].low == 95
    assert rule.states["Poor"][0].base.value == "rest"
