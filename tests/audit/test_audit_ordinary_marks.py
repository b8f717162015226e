"""Marks as papers most often tell them: a range and `over it`, places, answers together, cases, dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.told_clauses import read_clause
from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.operations.audit_pack import audit_pack

RANGE = """Loads
The agreed range is 12 to 18 boxes. ▲ is over it, ▼ under it, ● in it.

Driver | Boxes | Mark
D1 | 14 | ●
D2 | 20 | ▲
D3 | 11 | ▼
D4 | 18 | {0}
D5 | 16 | ●
D6 | 23 | ▲
"""
PLACES = """Neighbours
Quartile: the first two places are top, the last two bottom, the others middle.

Council | Share % | Place | Quartile
Ambleford | 95 | 1 | top
Brackwater | 89 | 5 | middle
Copley | 87 | 7 | bottom
Denholm | 91 | 3= | middle
Easterbrook | 91 | 3= | middle
Garth | 88 | 6 | {0}
Hythe | 93 | 2 | top
Inver | 80 | 8 | bottom
"""
ALL_OF_THEM = """Meetings
A meeting is quorate if the clerk, the chair and the treasurer were all present.

Meeting | Clerk | Chair | Treasurer | Guest | Quorate
M1 | Y | Y | Y | N | Yes
M2 | Y | N | Y | Y | No
M3 | N | Y | Y | N | No
M4 | Y | Y | Y | Y | Yes
M5 | Y | Y | N | Y | {0}
M6 | Y | Y | Y | N | Yes
"""
CHAIR_AND_TWO = """Meetings
A meeting is quorate if the chair and at least two others were present.

Meeting | Chair | Clerk | Treasurer | Guest | Quorate
M1 | Y | Y | Y | N | Yes
M2 | N | Y | Y | Y | No
M3 | Y | N | N | Y | No
M4 | Y | Y | N | Y | {0}
M5 | Y | Y | Y | Y | Yes
M6 | Y | N | Y | N | No
"""
SO_MANY = """Files
A file passes if at least four of the five checks are in place.

File | Form | Letter | Photo | Proof | Copy | Result
F1 | ✓ | ✓ | ✓ | ✓ | ✓ | Pass
F2 | ✓ | ✗ | ✓ | ✓ | ✓ | Pass
F3 | ✓ | ✗ | ✗ | ✓ | ✓ | {0}
F4 | ✗ | ✓ | ✓ | ✗ | ✓ | Fail
F5 | ✓ | ✓ | ✓ | ✓ | ✗ | Pass
F6 | ✓ | ✗ | ✗ | ✗ | ✓ | Fail
"""
LACKING = """Plans
Plans are flagged if either the form or the letter is missing.

Plan | Map | Form | Letter | Flag
P1 | Y | Y | Y | {0}
P2 | Y | N | Y | *
P3 | Y | Y | N | *
P4 | N | Y | Y |
P5 | Y | Y | Y |
P6 | Y | N | N | *
"""
FIFTH = """Checks
Each depot should have at least a fifth (20%) of its vans moderated.

Depot | Vans | Moderated | Moderated of vans | A fifth reached
North | 14 | 4 | 29% | Yes
South | 12 | 1 | 8% | No
East | 17 | 4 | 24% | {0}
West | 16 | 3 | 19% | No
Docks | 20 | 5 | 25% | Yes
"""
WITHIN_SO_MANY = """Letters
The rule allows 10 working days, or 20 for a long letter. Rated green if 80% or more are answered within 20, amber \
from 65%, red below.

Depot | % within 10 | % within 20 | Rated
North | 54 | 73 | amber
South | 32 | 88 | green
East | 57 | 61 | {0}
West | 57 | 81 | green
Docks | 33 | 55 | red
Hill | 50 | 92 | green
"""
BY_DATES = """Works
On track: forecast date on or before the planned date. At risk: forecast up to 30 days after the planned date. Late: \
forecast more than 30 days after the planned date.

Work | Planned date | Forecast date | Status
Roof | 30/06/2024 | 28/06/2024 | On track
Door | 31/07/2024 | 20/08/2024 | At risk
Wall | 15/05/2024 | 01/08/2024 | Late
Gate | 30/09/2024 | 30/09/2024 | On track
Lift | 31/05/2024 | 14/06/2024 | {0}
Yard | 01/06/2024 | 25/07/2024 | Late
"""
PRIORITY = """Jobs
Priority 1: high risk and waiting more than 10 days. Priority 2: high risk, or waiting more than 10 days. Priority 3: \
all other cases.

Job | Risk | Days waiting | Priority
J1 | High | 14 | 1
J2 | High | 6 | 2
J3 | Low | 12 | 2
J4 | Low | 5 | 3
J5 | Medium | 15 | 2
J6 | High | 11 | {0}
J7 | Medium | 3 | 3
"""
OVERALL = """Depots
Overall: Green if all three tests are green; Red if any is red; otherwise Amber.

Depot | Timing | Paper | Safety | Overall
North | Green | Green | Green | Green
South | Green | Amber | Green | Amber
East | Red | Green | Amber | Red
West | Amber | Amber | Green | {0}
Docks | Green | Green | Green | Green
Hill | Green | Red | Green | Red
"""
EITHER_CASE = """Vans
A van is called in where it is graded poor, or where the last check is more than 6 months old.

Van | Grade | Check age (months) | Called in
V1 | Good | 3 | No
V2 | Poor | 2 | Yes
V3 | Fair | 8 | Yes
V4 | Good | 5 | No
V5 | Good | 7 | Yes
V6 | Fair | 4 | {0}
"""
BOTH_LIMITS = """Costs
An explanation is required for any variance over 5% and over £10k.

Depot | Variance £k | Variance % | Explanation required
North | 12 | 6.1 | Yes
South | 15 | 3.0 | No
East | 4 | 8.2 | No
West | 22 | 7.5 | Yes
Docks | 9 | 5.5 | {0}
Hill | 11 | 5.2 | Yes
"""
OF_WORDS = """Depots
Depots rated good or excellent meet the standard; those rated fair or poor do not.

Depot | Rating | Meets the standard
North | Good | Yes
South | Excellent | Yes
East | Fair | No
West | Good | Yes
Docks | Poor | No
Hill | Fair | {0}
"""
WITHIN_MONTHS = """Contracts
A contract is due for review if it ends within 6 months of 31 March 2024.

Contract | Ends | Review due
Bread | 31 July 2024 | Yes
Milk | 30 September 2025 | No
Eggs | 15 May 2024 | {0}
Tea | 31 December 2024 | No
Salt | 30 June 2024 | Yes
Rice | 31 March 2026 | No
"""
OVERSPENT = """Money
Overspends of more than £50k are Red, overspends of up to £50k are Amber and underspends or break-even are Green.

Depot | Budget £k | Forecast £k | Variance £k | RAG
North | 4,120 | 4,205 | +85 | Red
South | 6,300 | 6,280 | -20 | Green
East | 1,410 | 1,442 | +32 | Amber
West | 980 | 980 | 0 | Green
Docks | 2,750 | 2,811 | +61 | {0}
Hill | 640 | 655 | +15 | Amber
"""
LEAST_ARROW = """Moves
Direction compares this quarter with last quarter. An arrow up or down is shown where the change is 2 percentage \
points or more; otherwise ↔.

Measure | Q1 % | Q2 % | Direction
Letters on time | 81.0 | 84.5 | ↑
Calls on time | 90.2 | 89.6 | ↔
Visits on time | 93.0 | 90.1 | ↓
Vans checked | 77.4 | 78.9 | {0}
Maps drawn | 66.0 | 69.3 | ↑
Forms signed | 88.0 | 84.7 | ↓
"""
NO_BLANKS = """Forms
A form is clean if it has no blanks and no more than 2 queries.

Form | Blanks | Queries | Clean
F1 | 0 | 1 | Yes
F2 | 3 | 0 | No
F3 | 0 | 2 | Yes
F4 | 0 | 4 | No
F5 | 0 | 0 | Yes
F6 | 1 | 1 | {0}
"""
ON_ITS_DATE = """Works
Status: ahead if done before its date, on time if done on its date, behind if done after it.

Work | Date | Done | Status
Roof | 3 June 2024 | 1 June 2024 | ahead
Door | 10 June 2024 | 10 June 2024 | on time
Wall | 17 June 2024 | 20 June 2024 | behind
Gate | 24 June 2024 | 24 June 2024 | on time
Lift | 1 July 2024 | 28 June 2024 | {0}
Yard | 8 July 2024 | 15 July 2024 | behind
"""
ONE_OR_NONE = """Vans
High: three or more faults. Medium: two faults. Low: one or none.

Van | Faults | Group
V1 | 1 | Low
V2 | 3 | High
V3 | 2 | Medium
V4 | 0 | {0}
V5 | 4 | High
V6 | 2 | Medium
"""
LETTERED = """A. Vans

B. Drivers

C. Depots

D. Costs

Members are asked to note A to D and to say whether {0} should be repeated next year.
"""
PARTS = """Part One. Vans

Part Two. Drivers

Part Three. Depots

Members are asked to agree that Part {0} be reported each quarter.
"""
WRONG: list[Paper] = [
    (RANGE, "●", "▲", 8),
    (PLACES, "middle", "top", 10),
    (ALL_OF_THEM, "No", "Yes", 9),
    (CHAIR_AND_TWO, "Yes", "No", 8),
    (SO_MANY, "Fail", "Pass", 7),
    (LACKING, "", "*", 5),
    (FIFTH, "Yes", "No", 7),
    (WITHIN_SO_MANY, "red", "amber", 7),
    (BY_DATES, "At risk", "On track", 9),
    (PRIORITY, "1", "2", 10),
    (OVERALL, "Amber", "Green", 8),
    (EITHER_CASE, "No", "Yes", 10),
    (BOTH_LIMITS, "No", "Yes", 9),
    (OF_WORDS, "No", "Yes", 10),
    (WITHIN_MONTHS, "Yes", "No", 7),
    (OVERSPENT, "Red", "Amber", 9),
    (LEAST_ARROW, "↔", "↑", 8),
    (NO_BLANKS, "No", "Yes", 10),
    (ON_ITS_DATE, "ahead", "behind", 9),
    (ONE_OR_NONE, "Low", "Medium", 8),
    (LETTERED, "C", "K", 9),
    (PARTS, "Three", "Nine", 7),
]


@pytest.mark.parametrize("paper", WRONG, ids=lambda paper: str(paper[0]).split("\n")[1][:40])
def test_the_wrong_one_is_found_alone(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


HONEST = {
    "a report does as well": ALL_OF_THEM.replace("were all present.", "came or sent a report.").format("Yes"),
    "shown so without": EITHER_CASE.replace("old.", "old. Vans bought by the depot are shown as called in.").format(
        "Yes"
    ),
    "the chair may say otherwise": PRIORITY.replace("cases.", "cases. The manager may decide otherwise.").format("2"),
    "judged by a panel": OVERALL.replace(
        "Overall: Green if all three tests are green; Red if any is red; otherwise Amber.",
        "Overall is the judgement of the panel and not made of the three.",
    ).format("Green"),
    "a section withdrawn": LETTERED.format("C").replace(
        "say whether C should be repeated next year", "see that E was withdrawn"
    ),
    "explained below": BOTH_LIMITS.replace(
        "An explanation is required for any variance over 5% and over £10k.",
        "Variances over 5% and over £10k are explained below.",
    )
    .replace("Explanation required", "Explained")
    .format("Yes"),
    "some kinds are not counted": """Waits
Over 18 weeks counts as long. Vans of the depot are not counted.

Van | Owner | Weeks | Long
V1 | Shop | 20 | Yes
V2 | Depot | 30 | No
V3 | Shop | 12 | No
V4 | Post | 19 | Yes
V5 | Post | 4 | No
V6 | Shop | 22 | Yes
""",
    "when there is money": """Vans
Vans over 5 years old and over 80,000 miles are replaced when there is money.

Van | Age (years) | Miles | Replaced
V1 | 6 | 90,000 | Yes
V2 | 7 | 85,000 | No
V3 | 3 | 20,000 | No
V4 | 8 | 120,000 | Yes
V5 | 6 | 70,000 | No
V6 | 2 | 95,000 | No
""",
    "no quorum told": ALL_OF_THEM.replace(
        "A meeting is quorate if the clerk, the chair and the treasurer were all present.",
        "The clerk, the chair and the treasurer attended most meetings.",
    ).format("Yes"),
    "share a prize": PLACES.replace(
        "Quartile: the first two places are top, the last two bottom, the others middle.",
        "The first two places share the prize. Quartile is that of the region.",
    ).format("top"),
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_what_only_looks_alike_draws_no_finding(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []


def test_two_scores_are_a_band() -> None:
    rule = read_told_rule("Scores of 4 or 5 are good, 3 is fair and 1 or 2 is poor.", ["good", "fair", "poor"])
    assert rule is not None
    told = {name: f"{held[0].low} to {held[0].high}" for name, held in rule.states.items()}
    assert told == {"good": "4 to 5", "fair": "3 to 3", "poor": "1 to 2"}


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("an underspend", None, 0),
        ("overspends of more than £50k", 50, None),
        ("80% or more are answered within 20", 80, None),
    ],
)
def test_clauses_of_money_and_of_time(words: str, low: int | None, high: int | None) -> None:
    (condition,) = read_clause(words)
    assert (condition.low, condition.high) == (low, high)
