"""Marks in ordinary forms: cards of two or three cells a line, a time before or after a heading, days beside dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.dates.weekday_columns import weekday_of
from crossfoot.audit.display.headings_apart import name_and_time
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.operations.audit_pack import audit_pack

CARDS = """Signs: G at or above target; A within 4 points of it; R further below. An arrow up means a higher share.

Card 1: Boats back by dusk
This year | 88 of 92 | 95.7%
Last year | 81 of 90 | 90.0%
Change | +5.7 points | ↑
Target | 95% | G

Card 2: Oars counted weekly
This year | 40 of 52 | 76.9%
Last year | 47 of 55 | 85.5%
Change | -8.6 points | {0}
Target | 90% | {1}

Card 3: Members who row again
This year | 130 of 166 | 78.3%
Last year | 121 of 157 | 77.1%
Change | +1.2 points | ↑
Target | 80% | A

Card 4: Lessons given
This year | 210 of 214 | 98.1%
Last year | 190 of 199 | 95.5%
Change | +2.6 points | ↑
Target | 97% | G
"""
RISK_CARDS = """Level is chance x harm: 1-4 small, 5-9 middling, 10-15 great, 16-25 grave.

Risk 1: The slip is washed away
Chance | 4 | Harm | 5
Score | 20 | Level | {0}
Last score | 15 | Movement | up

Risk 2: The crane fails
Chance | 3 | Harm | 4
Score | 12 | Level | great
Last score | 12 | Movement | no change

Risk 3: Boats are stolen
Chance | 3 | Harm | 2
Score | 6 | Level | middling
Last score | 9 | Movement | {1}

Risk 4: Rowers leave
Chance | 1 | Harm | 3
Score | 3 | Level | small
Last score | 2 | Movement | up
"""
WAITS = """Waits in days

Days
This year | 6 | 4
Last year | 9 | 5
Change | -3 | ↑

Calls in time
This year | 84% | 91%
Last year | 80% | 90%
Change | +4 | ↑

Letters in time
This year | 77% | 81%
Last year | 75% | 80%
Change | +2 | ↑

Visits in time
This year | 69% | {0}
Last year | 71% | 77%
Change | -2 | ↓
"""
TAKING_PART = """Arrows compare turnout with quarter 1.

Called | Calls | Came | % came | Quarter 1 % came | Arrow
Coxes | 50 | 44 | 88.0 | 84.2 | ↑
Rowers | 80 | 60 | 75.0 | 78.8 | ↓
Coaches | 20 | 19 | 95.0 | 95.0 | →
Parents | 64 | 40 | 62.5 | 60.1 | {0}
Judges | 25 | 17 | 68.0 | 71.4 | ↓
"""
SURVEY = """Survey of members

Question | Agree | % 2030 | % 2031 | Trend
The club is friendly | 90 | 88.1 | 90.0 | ▲
Boats are sound | 71 | 74.2 | 71.0 | ▼
Fees are fair | 66 | 61.5 | 66.0 | {0}
I would come again | 85 | 86.3 | 85.0 | ▼
"""
ABOVE_TARGET = """Arrows show above or below the target.

Club | Rate 2030 | Rate 2031 | Target 2031 | Arrow
Ouse | 21.0 | 21.8 | 20.0 | ↑
Tees | 30.1 | 29.0 | 28.0 | ↑
Wear | 18.9 | 18.7 | 20.0 | ↓
Tyne | 40.2 | 40.9 | 42.0 | {0}
Aire | 12.2 | 12.0 | 11.0 | ↑
"""
AGAINST_YEAR = """Waits

Desk | 2030 | 2031 | vs 2030
Repairs | 12.1 | 11.4 | Lower
Lessons | 14.0 | 15.2 | Higher
Hire | 9.8 | 9.8 | Same
Storage | 61.0 | 66.5 | {0}
Racing | 8.2 | 7.7 | Lower
"""
RISKS_MOVE = """Risks

Movement compares the score with last quarter's.

No. | Risk | Likelihood | Impact | Score | Last quarter | Movement
K1 | Storm | 4 | 4 | 16 | 16 | Same
K2 | Theft | 3 | 3 | 9 | 12 | {0}
K3 | Rot | 3 | 5 | 15 | 12 | Up
K4 | Debt | 2 | 3 | 6 | 6 | Same
K5 | Illness | 4 | 2 | 8 | 10 | Down
"""
SO_MANY_DAYS = """Hiring of coaches

Post | Days to advert | Days to start | Against 40-day target
Head coach | 12 | 38 | Met
Coach | 20 | 51 | Missed
Deputy | 15 | 46 | Missed
Bosun | 9 | 29 | {0}
Clerk | 11 | 34 | Met
Cook | 41 | 70 | Missed
"""
COSTS = """Works

Status: Green, estimate at or below the agreed cost; Amber, above it by up to 5%; Red, above it by more than 5%.

Work | Agreed cost | Latest estimate | Status
Slip | £2,612,345 | £2,675,118 | Amber
Crane | £1,184,210 | £1,164,530 | Green
Store | £385,412 | £372,655 | Green
Roof | £291,873 | £318,406 | {0}
Fence | £715,239 | £701,118 | Green
"""
WITHIN_BUDGET = """Rating: Green, within the agreed budget; Amber, over it by up to 10%; Red, over it by more than 10%.

Work | Agreed budget | Forecast | Rating
Slip | £120,310 | £118,522 | Green
Crane | £64,127 | £67,941 | Amber
Store | £910,455 | £1,052,318 | Red
Roof | £88,219 | £88,140 | {0}
Fence | £150,733 | £159,206 | Amber
"""
EITHER_SIDE = """On plan: within 2% of the planned price. Dear: more than 2% above it. Cheap: more than 2% below it.

Boat | Planned price | Price paid | Mark
Skiff | £512 | £518 | On plan
Gig | £1,004 | £1,051 | Dear
Eight | £4,980 | £4,810 | Cheap
Canoe | £410 | £405 | {0}
Punt | £7,100 | £7,155 | On plan
Launch | £1,320 | £1,262 | Cheap
"""
FINISHED = """Works: B = complete, G = on track, A = up to 4 weeks late, R = more than 4 weeks late.

Step | Weeks late | Code
Plans | 0 | G
Tender | 3 | A
Piles | 6 | R
Deck | 2 | {0}
Rails | 5 | R
Opening | 0 | G
"""
JUDGED = """Judgement: 4.5 and above golden; 3.5 to 4.4 sound; 2.5 to 3.4 fair; below 2.5 poor.

Crew | Dives | Mean score | Judgement
North | 12 | 4.6 | Golden
South | 10 | 3.9 | Sound
East | 14 | 3.1 | Fair
West | 11 | 3.7 | {0}
Central | 9 | 2.3 | Poor
Quay | 8 | 4.0 | Sound
"""
AS_AT = """Actions as at 30 June 2031

Action | Agreed | Due | Status
Paint | 3 March 2031 | 31 May 2031 | Overdue
Rails | 4 March 2031 | 31 July 2031 | In progress
Lamps | 5 March 2031 | 15 June 2031 | {0}
Locks | 6 March 2031 | 30 September 2031 | In progress
Ropes | 7 March 2031 | 14 July 2031 | In progress
Signs | 10 March 2031 | 20 June 2031 | Overdue
"""
DAYS = """Races

Race | Entries close | Race day
Spring head | Thu 6 March 2031 | Sat 22 March 2031
Regatta | Mon 02/06/2031 | {0}
Autumn head | Weds 1 October 2031 | Sat October 18, 2031
"""
POINTS_ROW = """Boats back in time

Term | Eights % | Fours % | Pairs %
Term 1 | 82.1% | 91.0% | 88.2%
Term 2 | 83.4% | 90.2% | 87.9%
Term 3 | 84.0% | {0} | 88.8%
Term 4 | 85.2% | 92.5% | 89.9%
Term 5 | 83.7% | 91.2% | 88.7%
Target | 85.0% | 92.0% | 90.0%
Change (points) | +1.1 | +1.3 | +1.2
"""

WRONG: dict[str, Paper] = {
    "an arrow of a card": (CARDS.replace("{1}", "R"), "↓", "↑", 12),
    "a sign of a card beside the target": (CARDS.replace("{0}", "↓").replace("{1}", "{0}"), "R", "A", 13),
    "a level of a card of pairs": (RISK_CARDS.replace("{1}", "down"), "grave", "great", 5),
    "a movement of a card of pairs": (RISK_CARDS.replace("{0}", "grave").replace("{1}", "{0}"), "down", "up", 16),
    "a term before the heading": (TAKING_PART, "↑", "↓", 7),
    "years after one heading": (SURVEY, "▲", "▼", 6),
    "above the target, and not than the year before": (ABOVE_TARGET, "↓", "↑", 7),
    "against a year, in words": (AGAINST_YEAR, "Higher", "Lower", 7),
    "two movements against one": (RISKS_MOVE, "Down", "Up", 7),
    "so many days in the heading": (SO_MANY_DAYS, "Met", "Missed", 7),
    "above a cost that the rule names": (COSTS, "Red", "Amber", 9),
    "within a budget that the rule names": (WITHIN_BUDGET, "Green", "Amber", 7),
    "within so much of a price": (EITHER_SIDE, "On plan", "Cheap", 7),
    "a code that no row has": (FINISHED, "A", "R", 7),
    "a heading that is a word of doubt": (JUDGED, "Sound", "Fair", 7),
    "the day in the caption": (AS_AT, "Overdue", "In progress", 6),
    "a short day before a date": (DAYS, "Sat 14 June 2031", "Thu 14 June 2031", 5),
    "a short day before a date in figures": (DAYS, "Sat 14/06/2031", "Thu 14/06/2031", 5),
    "a sign that is missing above a row of points": (POINTS_ROW, "91.1%", "91.1", 6),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_mark_is_found_alone(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(WRONG[name], tmp_path)


SILENT = {
    "less is better on one card, and no words say what arrows mean": WAITS.format("75%"),
    "three cards and a rule with an exception": (
        "Level: small up to 5, middling 6 to 11, great 12 or more, except theft, which is always great.\n\n"
        "Fire\nChance | 2 | Harm | 5\nScore | 10 | Level | middling\n\n"
        "Flood\nChance | 1 | Harm | 4\nScore | 4 | Level | small\n\n"
        "Theft\nChance | 2 | Harm | 4\nScore | 8 | Level | great\n"
    ),
    "a verb and a noun that are short days": "The board sat 3 May 2031, and the sun 4 May 2031 set late.\n",
    "late by a second date": AS_AT.replace("30 June", "1 January").format("Overdue"),
    "a judgement that leaves room": JUDGED.replace("poor.", "poor, in the judgement of the board.").format("Fair"),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_what_may_be_right_is_left(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(SILENT[name], encoding="utf-8")
    assert audit_pack(path).findings == ()


@pytest.mark.parametrize(
    ("heading", "name", "words"),
    [
        ("% 2031", "%", "2031"),
        ("Score in March", "Score", "March"),
        ("Quarter 1 % attended", "% attended", "Quarter 1"),
        ("Rate, 2030/31", "Rate", "2030/31"),
        ("Members", "Members", ""),
    ],
)
def test_a_heading_says_what_and_when(heading: str, name: str, words: str) -> None:
    found = name_and_time(heading)
    assert (found[0], found[2]) == (name, words)
    assert (found[1] is None) == (not words)


def test_a_day_has_several_short_names() -> None:
    assert [weekday_of(word) for word in ("Mon", "Tues", "Weds", "Thu", "Thurs.", "Friday", "Mo", "March")] == [
        0, 1, 2, 3, 3, 4, None, None,
    ]  # fmt: skip


def test_so_many_days_before_target_are_a_target_of_so_many_days() -> None:
    assert plain("Against 60-day target") == "against target 60 day"
    assert plain("The 10-working-day limit") == "the limit 10 working day"
    assert plain("Met at a 10-day visit") == "met at a visit"


def test_a_code_of_the_finished_is_left_out_only_where_no_row_has_it() -> None:
    text = "Blue: done, G: on track, A: up to 2 weeks late, R: more than 2 weeks late."
    assert read_told_rule(text, ["G", "A", "R"]) is not None
    assert read_told_rule(text, ["Blue", "G", "A", "R"]) is None
