"""Tables whose arrows, answers, hidden numbers, names and days were laid out as no rule was written for."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

ARROWS = """Library board

Visits | Apr 22 | May 22 | Jun 22 | Jul 22 | Aug 22 | Sep 22
Opened | 40 | 44 | 41 | 39 | 43 | 47
In time | 30 | 35 | 31 | 32 | 33 | 40
In time % | 75.0 | 79.5 | 75.6 | 82.1 | 76.7 | 85.1
Way | n/a | {0} | ↓ | ↑ | ↓ | ↑
"""
SLANTED = """Theatre trust

Venue | 2021/22 | 2022/23 | Trend
North hall | 41 | 52 | ↗
South hall | 33 | 30 | ↘
East hall | 27 | 27 | →
West hall | 18 | 25 | {0}
Old hall | 22 | 31 | ↗
Mill hall | 40 | 35 | ↘

↗ more than in the year before, ↘ fewer, → as many.
"""
SINCE = """Hazard log

Hazard | Score | Score in June | Move
Flood | 12 | 9 | ▲
Fire | 6 | 8 | ▼
Theft | 10 | 10 | ►
Frost | 8 | 12 | {0}
Mould | 15 | 12 | ▲
Noise | 4 | 6 | ▼

▲ the score has risen since June, ▼ it has fallen, ► it has not moved.
"""
BETTER = """Settling in

▲ means better than the year before, ▼ worse. Fewer children with two or more moves is better.
Measure | 2021 | 2022 | Better or worse
Two or more moves in the year | 12.0% | 9.0% | {0}
One school throughout | 70.0% | 76.0% | ▲
"""
RATED = """Contact centre

A month is Green at or below 10.0%, Amber above that up to 12.0%, and Red above 12.0%.

 | Apr | May | Jun | Jul | Aug | Sep
Calls | 200 | 210 | 190 | 220 | 205 | 215
Lost calls % | 9.0 | 11.4 | 12.6 | 8.2 | 10.0 | 13.5
Colour | Green | {0} | Red | Green | Green | Red
"""
ANSWERS = """Matching panel

Child | Days to a match | Days to a move | Within 120 days?
A | 100 | 151 | Yes
B | 131 | 180 | No
C | 120 | 122 | Yes
D | 90 | 140 | {0}
E | 145 | 160 | No
F | 60 | 118 | Yes
"""
HIDDEN = """Music service

z: any number from 1 to 5. Totals include what is hidden.

Instrument | Infants | Juniors | Seniors | All ages
Strings | 14 | 22 | 31 | 67
Brass | {0} | 12 | 18 | 33
Drums | z | 9 | z | 14
Voice | z | 8 | 11 | 21
"""
SERIES = """Reading scheme

Stage | Pupils
Book 1 | 40
Book 2 | 38
Book 3 | 31
Book {0} | 27
Book 5 | 22
"""
TIMETABLE = """Timetable

Stage | Day
Petitions to the clerk by | {0}
Agenda published | Monday 3 June 2024
Panel meets | Tuesday 11 June 2024
"""
SECTIONS = """## 1 Spending
Spending was as planned in every month of the year, and no virement was asked for by any budget holder.

## 2 Savings
40 savings were found, and the greater part of them have been put into the base budget of next year.

## 3 Reserves
Reserves are held against risks that the council may not insure; section {0} lists what was put into the base.
"""
CASES = [
    ("directions", ARROWS, "↑", "↓"),
    ("directions", SLANTED, "↗", "↘"),
    ("directions", SINCE, "▼", "▲"),
    ("directions", BETTER, "▲", "▼"),
    ("ratings", RATED, "Amber", "Green"),
    ("heading-answers", ANSWERS, "Yes", "No"),
    ("small-numbers", HIDDEN, "z", "3"),
    ("names-twice", SERIES, "4", "3"),
    ("deadlines", TIMETABLE, "Friday 7 June 2024", "Friday 14 June 2024"),
    ("references", SECTIONS, "2", "8"),
]


def found(path: Path, text: str) -> list[tuple[str, int]]:
    path.write_text(text.replace(" | ", "\t"), encoding="utf-8")
    return [(each.rule, each.line) for each in audit_pack(path).findings]


@pytest.mark.parametrize(("rule", "text", "right", "wrong"), CASES, ids=[f"{case[0]}-{case[3]}" for case in CASES])
def test_the_fault_is_found_and_its_right_twin_is_left_alone(
    tmp_path: Path, rule: str, text: str, right: str, wrong: str
) -> None:
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "{0}" in each)
    assert (rule, line) in found(tmp_path / "wrong.txt", text.format(wrong))
    assert found(tmp_path / "right.txt", text.format(right)) == []


HONEST = [
    # Homes are counted, and no children: the row does not add up to its last number.
    HIDDEN.format("z") + "Teachers | 2 | 3 | 3 | n/a\n",
    # Two rows for one child at the end of a list.
    SERIES.format("4") + "Book 5 | 20\n",
    # Arrows that follow nothing above them.
    ARROWS.replace("↓ | ↑ | ↓ | ↑", "→ | ↓ | → | ↓").format("→"),
    # Minutes come out after the meeting.
    TIMETABLE.format("Friday 7 June 2024") + "Minutes published by | Friday 21 June 2024\n",
    # Days on which work falls due say nothing of the day of the data.
    (
        "Position at 30 June 2023\n\nWork | Begins | Due | Days\nRoof | 3 April 2023 | 4 August 2023 | 123\n"
        "Floor | 2 May 2023 | 9 September 2023 | 130\nDoors | 1 March 2023 | 5 October 2023 | 218\n"
    ),
    # A gap of rates is added by nobody.
    (
        "Leisure\n\nPer 1,000 people.\n | Junior | Senior | Guest | All\nJoined 2021/22 | 10 | 33 | 1 | 44\n"
        "Joined 2022/23 | 6 | 44 | 0 | 50\nChange | -4 | +11 | -1 | +6\nRate 2022/23 | 0.34 | 3.88 | 0.00 | 1.70\n"
        "England | 0.23 | 2.34 | 0.60 | 0.81\nGap to England | +0.11 | +1.54 | -0.60 | +0.89\n"
    ),
    # Net of everything is a total.
    (
        "Budget\n\nService | Budget £000 | Forecast £000 | Variance £000\nParks | 410 | 470 | 60\n"
        "Pools | 300 | 310 | 10\nHalls | 250 | 265 | 15\nNET LEISURE BUDGET | 960 | 1,045 | 85\n\n"
        "The largest overspend is on Parks, £60k.\n"
    ),
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_table_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path / "pack.txt", text) == []
