"""Arrows down a column of times, against the one before where a later year stands beside, and days of the week."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

YEAR_BESIDE = """Scorecard
Arrow: \u2191 performance better than the month before, \u2193 worse, \u2192 the same.

Sign | Polarity | Nov | Dec | Jan | Arrow | Jan 2024
Calls answered | High | 83.7% | 80.9% | 81.6% | \u2191 | 86.3%
Days lost | Low | 9.5 | 9.7 | 9.4 | {0} | 10.1
Bins emptied | High | 86.8% | 83.2% | 80.5% | \u2193 | 93.4%
Waste sorted | High | 46.3% | 44.1% | 43.2% | \u2193 | 44.8%
Repairs in time | High | 69.5% | 70.2% | 71.9% | \u2191 | 66.4%
"""
NOW = """Table 7: Comparison
Measure | 2021/22 | 2022/23 | Now | England | Better or worse than England | Trend on last year
Three moves or more (low is good) | 10.8% | 11.4% | 10.2% | 10.3% | {0} | Improving
Same home for two years (high is good) | 68.9% | 67.1% | 69.4% | 69.0% | Better | {1}
Far from home (low is good) | 25.4% | 30.4% | 31.8% | 16.9% | Worse | Worsening
In foster care (high is good) | 79.2% | 78.6% | 77.9% | 68.0% | Better | Worsening
"""
AGAINST_ENGLAND = NOW.replace("{1}", "Improving")
ON_LAST_YEAR = NOW.replace("{0}", "Better").replace("{1}", "{0}")
MONTHS_DOWN = """Contacts
The arrow is against the month before.

Month | Contacts | Referrals | % | Trend
October | 410 | 101 | 24.6% |
November | 432 | 110 | 25.5% | \u25b2
December | 398 | 99 | 24.9% | {0}
January | 441 | 118 | 26.8% | \u25b2
February | 377 | 99 | 26.3% | \u25bc
March | 420 | 109 | 26.0% | \u25bc
"""
QUARTERS_UP = """Audits
The arrow compares the share with the quarter before: \u2191 higher, \u2193 lower.

Quarter | Audits | Good | Share | Arrow
Apr-Jun 2025 | 55 | 34 | 61.8% | \u2191
Jan-Mar 2025 | 55 | 30 | 54.5% | {0}
Oct-Dec 2024 | 53 | 30 | 56.6% | \u2191
Jul-Sep 2024 | 53 | 28 | 52.8% |
"""
YEARS_DOWN = """Homes
Trend is against last year.

Year | Homes | Empty | Trend
2020-21 | 812 | 4.1% |
2021-22 | 830 | 4.6% | Up
2022-23 | 841 | 4.4% | {0}
2023-24 | 835 | 4.9% | Up
2024-25 | 829 | 4.2% | Down
"""
WIDER = """Gaps
Gap between | 2023 | 2024 | Change | | England
Boys and girls | 9 | 8 | -1 | Narrower | 7
Free meals and others | 27 | 29 | +2 | {0} | 22
Help and no help | 47 | 47 | 0 | Same | 46
Born early and late | -3 | -2 | +1 | Narrower | -2
"""
SINCE_ONE = """Services
The arrow compares the result with Quarter 1.

Service | Result | Quarter 1 | Arrow
Roads | 81% | 78% | \u2191
Bins | 74% | 79% | {0}
Parks | 90% | 88% | \u2191
Rents | 66% | 71% | \u2193
"""
TWO_CHANGES = """Homes
Home | Places | Change | Change % | Trend
Oak | 41 | +3 | +7.9% | Up
Elm | 36 | -4 | -10.0% | {0}
Ash | 52 | +2 | +4.0% | Up
Yew | 28 | -1 | -3.4% | Down
Fir | 33 | +5 | +17.9% | Up
"""
SPENDING = """Budgets
Service | Budget | Forecast | Variance | Position
Roads | 400 | 420 | 20 | Overspend
Bins | 300 | 292 | -8 | Underspend
Parks | 200 | 190 | -10 | {0}
Buses | 250 | 265 | 15 | Overspend
Rents | 100 | 100 | 0 | On budget
Legal | 150 | 149 | -1 | Underspend
"""
BY_CAPTION = """Table 5: Position against target
Measure | Target | Actual | Position
Visits in time | 90% | 92% | Above
Plans in time | 85% | 80% | Below
Reviews in time | 95% | 96% | {0}
Calls answered | 88% | 85% | Below
Letters sent | 75% | 75% | On target
"""
DAY_FIRST = """Timetable
Step | Day | Date
Scores reviewed | Friday | 6 March 2026
Register agreed | {0} | 24 March 2026
Plan to the board | Wednesday | 15 April 2026
Report to the board | Wednesday | 29 April 2026
"""
TWO_DATES = """Milestones
Ref | Planned | Day | Done
M1 | 29 Sep 2023 | Fri | 20 Oct 2023
M2 | 10 Nov 2023 | {0} | 03 Nov 2023
M3 | 01 Dec 2023 | Fri | 01 Dec 2023
M4 | 26 Feb 2024 | Mon | 22 Apr 2024
"""
NUMBERS = """Payments
Date | Day | Service | £
14/06/2023 | Wednesday | Roads | 1,200
05/10/2023 | Thursday | Parks | 450
22/01/2024 | {0} | Roads | 2,350
11/03/2024 | Monday | Rents | 800
"""
SLIPS = """Schemes
Scheme | Planned handover | Expected handover | Slip (days) | Stage
Library | 01/09/2026 | 01/09/2026 | - | Planning
Pool | 31/07/2025 | 31/10/2025 | {0} | On site
Depot | 31/08/2026 | 18/12/2026 | 109 | Design
Roof | 31/01/2025 | 31/01/2025 | - | On site
Boiler | 30/08/2024 | 30/08/2024 | - | Complete
"""
RATE_LAST = """Fines
District | Autumn | Spring | Summer | 2023/24 | 2022/23 | Change | Homes | For each 10,000 homes
County | 26 | 26 | 21 | 73 | 71 | +2 | 49,670 | 14.7
East | 4 | 3 | 2 | 9 | 12 | -3 | 10,530 | 8.5
Lakes | 6 | 5 | 4 | 15 | 14 | +1 | 8,505 | 17.6
Moors | 9 | 11 | 8 | 28 | 25 | +3 | 14,625 | 19.1
South | 2 | 3 | 1 | 6 | 7 | -1 | 6,850 | 8.8
West | 5 | 4 | 6 | 15 | 13 | +2 | 9,160 | {0}
"""
OF_THOSE = """Visits
Kind | 2024 | 2023 | Change
Spoke | 402 | 421 | -19
Wrote | 38 | 31 | +7
Rang | 27 | 24 | +3
Sent word | 121 | 133 | -12
By a friend | 355 | 348 | {0}
Neither | 74 | 92 | -18
Too young | 144 | 138 | +6
By a worker | 66 | 61 | +5
On film | 12 | 9 | +3
All visits | 1,239 | 1,257 | -18
Took part, of those aged four or over | 1,021 | 1,027 |
"""

WRONG: dict[str, Paper] = {
    "a later year beside": (YEAR_BESIDE, "\u2191", "\u2193", 6),
    "now against England": (AGAINST_ENGLAND, "Better", "Worse", 3),
    "now against last year": (ON_LAST_YEAR, "Improving", "Worsening", 4),
    "months down": (MONTHS_DOWN, "\u25bc", "\u25b2", 7),
    "quarters, the latest first": (QUARTERS_UP, "\u2193", "\u2191", 6),
    "years down": (YEARS_DOWN, "Down", "Up", 7),
    "gaps on either side of nought": (WIDER, "Wider", "Narrower", 4),
    "the one time that is named": (SINCE_ONE, "\u2193", "\u2191", 6),
    "several columns of changes": (TWO_CHANGES, "Down", "Up", 4),
    "overspend and underspend": (SPENDING, "Underspend", "Overspend", 5),
    "against what the caption names": (BY_CAPTION, "Above", "Below", 5),
    "a day before its date": (DAY_FIRST, "Tuesday", "Thursday", 4),
    "a day between two dates": (TWO_DATES, "Fri", "Thu", 4),
    "a day of a date in numbers": (NUMBERS, "Monday", "Tuesday", 5),
    "dashes where nothing slipped": (SLIPS, "92", "82", 4),
    "of the total the last row is blank, and another": (OF_THOSE, "+7", "", 7),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_one_is_found_alone(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(WRONG[name], tmp_path)


def _findings(text: str, folder: Path) -> list[tuple[str, int]]:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return [(each.rule, each.line) for each in audit_pack(path).findings]


def test_a_rate_beside_counts_has_the_decimals_of_its_column(tmp_path: Path) -> None:
    assert _findings(RATE_LAST.format("16.4"), tmp_path) == []
    assert ("decimals", 8) in _findings(RATE_LAST.format("16.4").replace("9,160", "9,160.5"), tmp_path)


LOOK_ALIKE = {
    "days of something else": """Rounds
Round | Day | Began
R1 | Monday | 3 June 2025
R2 | Tuesday | 5 June 2025
R3 | Monday | 12 June 2025
R4 | Friday | 20 June 2025
""",
    "days of one of two dates each": """Calls
Call | Rung | Day | Answered
C1 | 2 June 2025 | Monday | 4 June 2025
C2 | 3 June 2025 | Tuesday | 6 June 2025
C3 | 5 June 2025 | Friday | 6 June 2025
C4 | 9 June 2025 | Monday | 12 June 2025
""",
    "arrows against England down a column of years": """Homes
The arrow compares the share with England.

Year | Homes | Share | England | Arrow
2021-22 | 830 | 4.6% | 4.1% | \u25b2
2022-23 | 841 | 4.4% | 4.2% | \u25b2
2023-24 | 835 | 4.9% | 5.1% | \u25bc
2024-25 | 829 | 4.2% | 4.0% | \u25b2
""",
    "an underspend has a plus": """Budgets
Service | Variance £000 | Position
Roads | -20 | Overspend
Bins | 8 | Underspend
Parks | 10 | Underspend
Buses | -15 | Overspend
Legal | 1 | Underspend
""",
    "a caption of England over arrows of a year": """Table 6: Rates compared with England
Measure | 2022 | 2023 | England | Trend
A | 12.1 | 12.9 | 14.0 | \u2191
B | 8.0 | 7.1 | 6.6 | \u2193
C | 22.4 | 23.0 | 25.1 | \u2191
D | 3.3 | 3.1 | 2.8 | \u2193
""",
    "marks of a target down a column of months": """Lines
\u25b2 at or above the target of 90%, \u25bc below it.

Month | Answered % | Mark
April | 91% | \u25b2
May | 89% | \u25bc
June | 88% | \u25bc
July | 93% | \u25b2
August | 92% | \u25b2
""",
    "arrows of performance down a column": """Lines
\u25b2 shows performance is better than the month before, \u25bc worse.

Month | Days lost | Arrow
April | 9.4 |
May | 9.0 | \u25b2
June | 9.6 | \u25bc
July | 9.1 | \u25b2
August | 8.7 | \u25b2
""",
    "a dash that is no nought": """Schemes
Scheme | Planned | Expected | Slip (weeks)
A | 01/09/2026 | 01/09/2026 | -
B | 31/07/2025 | 31/10/2025 | 12
C | 31/08/2026 | 18/12/2026 | 16
D | 31/01/2025 | 14/03/2025 | -
""",
    "a timetable of the next year": """Report for quarter 3 2025/26
Wednesday 28 January 2026

Table 1: Visits
Month | Visits
October 2025 | 41
November 2025 | 38
December 2025 | 40

Table 2: Timetable
Step | Day | Date
Scores reviewed | Friday | 6 March 2026
Plan for 2026/27 | Wednesday | 15 April 2026
Report to the board | Wednesday | 29 April 2026
""",
}


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_what_only_looks_alike_draws_no_finding(name: str, tmp_path: Path) -> None:
    assert _findings(LOOK_ALIKE[name], tmp_path) == []


def test_a_title_of_another_year_than_its_figures_is_found(tmp_path: Path) -> None:
    text = LOOK_ALIKE["a timetable of the next year"].replace("2025/26", "2023/24")
    assert ("title-period", 1) in _findings(text, tmp_path)
