"""Marks against the rule that a paper tells in words, and words that compare: one wrong is found, none else."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.operations.audit_pack import audit_pack

LATE = """Playground works

State: Green - opens on or before the planned day; Amber - up to 6 weeks late; Red - more than 6 weeks late.

Park | Swings | Weeks late | State
Alder Green | 4 | 0 | Green
Brook Rise | 6 | 3 | {0}
Chalk Pit | 2 | 9 | Red
Dyer's Yard | 5 | 6 | Amber
Elm Bank | 3 | 0 | Green
"""
TOLERANCE = """How to read this paper

▲ on target or better, ◆ within tolerance, ▼ worse than tolerance. The sign is set on the year so far.

Library desk
Ref | Measure | Good is | Target | Tolerance | Oct | Nov | Year so far | Sign
L1 | Calls answered in time, % | high | 90.0 | 4.0 | 88.2 | 84.1 | 87.5 | ◆
L2 | Loans returned late, % | low | 12.0 | 2.0 | 13.1 | 15.0 | 14.6 | {0}
L3 | Visitors who come again, % | high | 60.0 | 5.0 | 61.2 | 58.4 | 62.0 | ▲
L4 | Books out of place, % | low | 5.0 | 1.0 | 5.2 | 6.9 | 5.4 | ◆
"""
VERDICTS = """Allotments: five promises

Verdict: "kept" if the target is reached; "close" if the result misses it by 4 percentage points or less (for days and
money, by 4% of the target or less); "broken" otherwise.

Promise | Good is | 2022 | 2023 | Target | Verdict
Plots let, % | high | 88.0 | 91.5 | 90.0 | kept
Days from request to plot | low | 61 | 53 | 52 | {0}
Tenants content, % | high | 70.5 | 73.0 | 76.0 | close
Cost of a plot, £ | low | 41.00 | 44.80 | 40.00 | broken
Plots overgrown, % | low | 9.5 | 15.0 | 8.0 | broken
"""
CAPTION = """Trees

Saplings alive at each count (target: at least 80.0% alive; within three points is Near)
Count | Alive | Dead | All | Alive % | Target
March 2021 | 158 | 42 | 200 | 79.0 | {0}
March 2022 | 190 | 60 | 250 | 76.0 | Missed
March 2023 | 164 | 40 | 204 | 80.4 | Met
March 2024 | 234 | 65 | 299 | 78.3 | Near
"""
BETTER_BY = """For every measure here a low figure is good.

Rating against the target: Blue - better than target by 10% or more; Green - at target or better; Amber - worse than
target by up to 10%; Red - worse by more.

Ferry
Measure | Trips | Mean minutes | Target | Rating
Boarding | 120 | 8.1 | 10 | {0}
Crossing | 118 | 31.2 | 30 | Amber
Landing | 121 | 5.9 | 6 | Green
Turning round | 119 | 14.4 | 12 | Red
Refuelling | 40 | 16.2 | 20 | Blue
"""
REST = """Kayaks

Grade: 20 and over is advanced, 10 to 19 middle.

River | Rapids | Depth | Score | Grade
Ayle | 2 | 3 | 6 | easy
Burn | 5 | 4 | 20 | advanced
Cale | 3 | 4 | 12 | {0}
Dove | 3 | 2 | 6 | easy
Esk | 6 | 4 | 24 | advanced
Ferne | 4 | 3 | 12 | middle
"""
ONE_SIDED = """Choirs

A singing mark below 40.0 fails.

Choir | Breath | Pitch | Singing mark | Result
A | 5 | 6 | 55.0 | pass
B | 3 | 4 | 35.0 | fail
C | 7 | 8 | 75.0 | {0}
D | 4 | 4 | 40.0 | pass
E | 9 | 8 | 85.0 | pass
F | 2 | 4 | 30.0 | fail
"""
EITHER_WAY = """Orchard

Trend: three points or more either way.

Fruit | Spring % | Autumn % | Points on spring | Trend
Apples in grade | 61 | 65 | +4 | {0}
Pears in grade | 70 | 68 | -2 | no change
Plums in grade | 52 | 47 | -5 | worse
Quinces in grade | 44 | 46 | +2 | no change
"""
BUDGET = """Museum, £000

Rating: green on or under budget, amber up to 5% over, red more than 5% over.

Room | Visitors | Budget | Spent | Rating
Coins | 410 | 120 | 118 | green
Maps | 382 | 80 | 83 | {0}
Clocks | 296 | 60 | 66 | red
Glass | 518 | 50 | 50 | green
Prints | 175 | 45 | 46 | amber
"""
AGAINST = """Lidos

No | Measure | 2022 | 2023 | Target | Neighbours | Against target | Against neighbours
1 | Swims per 1,000 (high is good) | 61.5 | 64.2 | 60 | 66.8 | strong | weak
2 | Lifeguard posts empty, % (low is good) | 8.9 | 7.3 | 10 | 4.0 | strong | {0}
3 | Lessons kept, % (high is good) | 70.9 | 68.4 | 70 | 65.0 | weak | strong
4 | Refunds, % (low is good) | 3.4 | 3.9 | 3 | 4.6 | weak | strong
5 | Lockers working, % (high is good) | 91.8 | 92.0 | 95 | 97.7 | weak | weak
6 | Water tests failed, % (low is good) | 1.5 | 1.0 | 2 | 1.6 | strong | strong
"""
CEILINGS = """Promises

Promise | Limit | Target | Now | Kept?
Empty beds at most % | yearly | 18.0 | 22.8 | not kept
Agency cooks at most % | yearly | 12.0 | 15.2 | not kept
Turnover at most % | yearly | 15.0 | 14.0 | kept
Guests a cook at most | yearly | 17.0 | 16.5 | kept
Days lost at most | yearly | 9.50 | 10.80 | {0}
"""
GOAL = """Bridges

Month | Inspected | In 10 days | % in 10 days | % with a photograph | 75% goal
April | 20 | 14 | 70.0 | 85.0 | not reached
May | 25 | 20 | 80.0 | 92.0 | reached
June | 40 | 29 | 72.5 | 90.0 | not reached
July | 24 | 18 | 75.0 | 83.3 | reached
August | 20 | 13 | 65.0 | 80.0 | {0}
September | 30 | 24 | 80.0 | 90.0 | reached
October | 50 | 36 | 72.0 | 88.0 | not reached
November | 25 | 21 | 84.0 | 92.0 | reached

The goal is that 75% of bridges are inspected in 10 days.
"""
TWICE = """Ponds

Pond | Depth | May % | Jun % | Jul % | Trend
Alder | 2.1 | 82 | 74 | 95 | mixed
Birch | 1.4 | 95 | 86 | 70 | falling
Cedar | 1.9 | 73 | 70 | 92 | mixed
Damson | 2.6 | 72 | 82 | 75 | {0}
Elder | 1.2 | 75 | 71 | 89 | mixed
Fir | 2.2 | 73 | 85 | 92 | rising
Gorse | 1.7 | 60 | 66 | 71 | rising
Trend: rising or falling if the printed percentage moved the same way twice, otherwise mixed.
"""
SIGNED = """Signs used
^ the figure is higher than the national figure for the same year (an equal figure has no sign).

Butterflies counted, % of meadows
Meadow | 2021 | 2022 | 2023 | 2024
North | 63 | 70^ | 68^ | 68
Town | 64^ | 64 | 67 | 73^
Wharf | 62 | 68^ | 60 | {0}
Marsh | 64^ | 62 | 61 | 72^
South | 64^ | 70^ | 62 | 66
National | 63 | 66 | 67 | 69
"""
LISTED = """Wells

Well | Village | Depth | Days dry | Rating
Ash | Upton | 31 | 9.5 | beyond
Beck | Upton | 28 | 4.0 | within
Cope | Netherby | 25 | 6.5 | near
Dene | Netherby | 40 | 12.0 | beyond
Eyre | Upton | 22 | 3.5 | within

Wells rated beyond: {0}.
"""
TWO_LISTED = """Kites

Ref | Kite | Length | In wind | In rain
K1 | Red dragon | 3 | poor | falling
K2 | Blue box | 4 | good | falling
K3 | Long tail | 6 | poor | rising
K4 | Star | 2 | poor | falling
K5 | Owl | 5 | good | rising

Kites both poor in wind and falling in rain: {0}.
"""
UNHELD = """Barns

Line | North | South | East | West | Home | Mill
Bales room | 200 | 300 | 250 | 400 | 150 | 220
Bales held | 190 | 255 | 205 | 290 | 140 | 187
Full % | 95.0 | 85.0 | 82.0 | 72.5 | 93.3 | 85.0
State | brimming | fair | fair | {0} | brimming | fair
State: brimming 90% or more; fair 80% to 89.9%; low under 80%.
"""
ONE_KIND = """Ferries

Rating: G 80% or more in 15 minutes, A from 65% to below 80%, R below 65%.
Quay | Sailings | In 15 minutes | % | Rating
North | 20 | 15 | 75.0 | A
Coast | 30 | 23 | 76.7 | A
Town | 43 | 28 | 65.1 | A
Valley | 36 | 18 | 50.0 | {0}
Dene | 20 | 14 | 70.0 | A
Holm | 40 | 30 | 75.0 | A
"""
BEFORE = """Choir

↑ or ↓: two points or more above or below the last half-year; otherwise ↔.
Line | Due | Done | % | Last half-year % |
Rehearsals kept | 40 | 26 | 65.0 | 64.6 | ↔
Singers back | 88 | 64 | 72.7 | 77.9 | ↓
Scores returned | 19 | 13 | 68.4 | 73.8 | ↓
Halls booked | 26 | 18 | 69.2 | 62.2 | ↑
Concerts filled | 64 | 47 | 73.4 | 68.1 | {0}
"""
BAND = """Mills

Mill | Sacks | Breaks | Per 1,000 | Band
Ash | 293 | 13 | 44.4 | Middle
Beck | 532 | 22 | 41.4 | Middle
Cope | 692 | 20 | 28.9 | Low
Dene | 297 | 19 | 64.0 | High
Eyre | 330 | 20 | 60.6 | High

Mills in the high band: {0}.
"""
GRADES = """Tearooms

Tearoom | Month | Grade | Grade before | Direction
Ashgrove | July | Good | Good | level
Kestrel | April | Good | Requires improvement | up
Lilac | February | Good | Good | level
Meadow | October | Good | Outstanding | {0}
Tern | March | Requires improvement | Requires improvement | level
"""


@pytest.mark.parametrize(
    "paper",
    [
        (LATE, "Amber", "Red", 7),
        (LATE, "Amber", "Green", 7),
        (TOLERANCE, "▼", "◆", 8),
        (TOLERANCE, "▼", "▲", 8),
        (VERDICTS, "close", "broken", 8),
        (VERDICTS, "close", "kept", 8),
        (CAPTION, "Near", "Missed", 5),
        (CAPTION, "Near", "Met", 5),
        (BETTER_BY, "Blue", "Green", 8),
        (BETTER_BY, "Blue", "Amber", 8),
        (REST, "middle", "easy", 8),
        (ONE_SIDED, "pass", "fail", 8),
        (EITHER_WAY, "better", "no change", 6),
        (BUDGET, "amber", "red", 7),
        (BUDGET, "amber", "green", 7),
        (AGAINST, "weak", "strong", 5),
        (CEILINGS, "not kept", "kept", 8),
        (GOAL, "not reached", "reached", 8),
        (TWICE, "mixed", "rising", 7),
        (SIGNED, "68", "68^", 8),
        (SIGNED, "70^", "70", 8),
        (SIGNED, "69", "69^", 8),
        (LISTED, "Ash and Dene", "Dene", 10),
        (LISTED, "Ash and Dene", "Ash, Cope and Dene", 10),
        (TWO_LISTED, "K1, K4", "K1, K3, K4", 10),
        (TWO_LISTED, "K1, K4", "K4", 10),
        (UNHELD, "low", "fair", 7),
        (ONE_KIND, "R", "A", 8),
        (BEFORE, "↑", "↔", 9),
        (BAND, "Dene and Eyre", "Ash, Beck, Cope", 10),
        (GRADES, "down", "up", 7),
    ],
)
def test_the_one_mark_that_its_rule_forbids_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


SILENT = {
    # Marks of another column: the rule is of the forecast, which is not printed.
    "judgement": """Piers

Rating: Green at or above target, Amber up to five points below, Red lower. It is set on the forecast.

Pier | Now % | Target % | Rating
Long | 91 | 90 | Amber
Short | 84 | 90 | Green
Old | 70 | 90 | Amber
New | 88 | 90 | Red
Toll | 93 | 90 | Green
""",
    # Which way is good is not told: 88 is short of 90, or it is not.
    "untold way": """Tides

▲ on target or better, ◆ within tolerance, ▼ worse than tolerance.

Measure | Target | Tolerance | Now | Mark
Boats out by noon | 90 | 5 | 92 | ▲
Boats back by dusk | 90 | 5 | 86 | ◆
Boats aground | 6 | 2 | 3 | ▲
Moorings let | 70 | 5 | 55 | ▼
""",
    # Which way is good, in words that are no rule of marks.
    "way of good": """Fish

Lower is better for waste; higher is better for landings.

Measure | Number | Rate | Country | Beside country
Waste | 461 | 83.1 | 96.4 | Lower
Spoilt | 170 | 503.4 | 421.2 | Higher
Landings | 58 | 12.0 | 17.9 | Lower
Sales | 14 | 3.2 | 3.9 | Lower
""",
    # Two rules in one text, each of another kind of measure.
    "two rules": """Ropes

Strength: green 90 or more, amber 80 to 89, red below 80. Wear: green 5 or fewer, amber 6 to 9, red 10 or more.

Rope | Score | Wear | Colour
Jute | 92 | 11 | red
Hemp | 85 | 4 | green
Silk | 70 | 8 | amber
Wire | 95 | 3 | green
Sisal | 88 | 12 | red
""",
    # A list with a further condition.
    "further": """Wells

Well | Depth | Days dry | Rating
Ash | 31 | 9.5 | beyond
Beck | 28 | 4.0 | within
Dene | 40 | 12.0 | beyond
Eyre | 22 | 3.5 | within

Wells rated beyond for the first time: Dene.
""",
}


@pytest.mark.parametrize("name", SILENT)
def test_marks_that_no_rule_proves_are_left(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(SILENT[name], encoding="utf-8")
    assert [each.explanation for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Green: on target. Amber: the Head of Service is content. Red: neither.", ["Green", "Amber", "Red"]),
        ("A flag is shown where the rate is 1.5 times the average or more.", ["flag", "none"]),
        ("High is good for the first three measures, low is good for the others.", ["high", "low"]),
        ("Gold at 90 or more; silver at 90 or more.", ["gold", "silver"]),
    ],
)
def test_a_text_that_is_not_understood_in_full_is_no_rule(text: str, marks: list[str]) -> None:
    assert read_told_rule(text, marks) is None
