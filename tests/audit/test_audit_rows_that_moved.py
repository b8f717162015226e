"""Counts of rows that moved, met a target, or are over a limit: `three of the five rates rose`, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

RATES = """Injuries by service

Table 1. Injuries to staff
Service | Staff | Injuries | Rate per 100 | 2021/22 rate | Change in rate
Infant schools | 1,200 | 96 | 8.0 | 7.6 | +0.4
Upper schools | 900 | 81 | 9.0 | 9.7 | -0.7
Special schools | 400 | 100 | 25.0 | 23.8 | +1.2
Homes | 100 | 46 | 46.0 | 50.5 | -4.5
Youth centres | 80 | 4 | 5.0 | 6.2 | -1.2
Family hubs | 320 | 16 | 5.0 | 4.8 | +0.2
All services | 3,000 | 343 | 11.4 | 11.6 | -0.2

"""
TEAMS = """Caseloads

Table 2. Cases by team
Team | Cases | Workers | Average | Status
Assessment | 840 | 42.0 | 20.0 | Over
Safeguarding North | 600 | 40.0 | 15.0 | Within
Safeguarding South | 704 | 44.0 | 16.0 | Watch
Leaving Care | 441 | 21.0 | 21.0 | Over
Disability | 224 | 16.0 | 14.0 | Within
Service | 2,809 | 163.0 | 17.2 | Watch

"""
PRICES = """Tender

Table 3. Result of the tender
Lot | Bids | Old price £ | New price £ | Saving (+) or added cost (-) £
Lot 1 North | 6 | 410,000 | 391,500 | +18,500
Lot 2 South | 8 | 600,000 | 575,250 | +24,750
Lot 3 Cars | 9 | 300,000 | 312,400 | -12,400
Lot 4 Wheelchairs | 4 | 520,000 | 531,100 | -11,100
Lot 5 Escorts | 3 | 150,000 | 146,000 | +4,000

"""
TOOLS = """Use of the tool

Table 4. Families with a completed tool
Agency | Families | Tool used | % used | Target % | Rating
Health visitors | 200 | 166 | 83.0 | 80.0 | Green
School nurses | 100 | 62 | 62.0 | 80.0 | Red
Schools | 150 | 117 | 78.0 | 80.0 | Amber
Early help | 250 | 215 | 86.0 | 80.0 | Green
Housing | 40 | 20 | 50.0 | 80.0 | Red

"""
CHECKS = """Checks in date

Table 5. Checks
Check | Sites | In date | % | Target % | Met?
Asbestos | 50 | 49 | 98.0 | 100.0 | No
Fire | 50 | 47 | 94.0 | 100.0 | No
Water | 50 | 48 | 96.0 | 95.0 | Yes
Wiring | 50 | 45 | 90.0 | 90.0 | Yes
Lifts | 20 | 18 | 90.0 | 95.0 | No

"""
POSTS = """Posts

Table 6. Posts by service
Service | Posts | Filled | Vacant | Vacancy rate
All services | 200.0 | 170.0 | 30.0 | 15.0%
Front door | 40.0 | 32.0 | 8.0 | 20.0%
Safeguarding | 80.0 | 64.0 | 16.0 | 20.0%
Fostering | 50.0 | 46.0 | 4.0 | 8.0%
Early help | 30.0 | 28.0 | 2.0 | 6.7%

"""
STOCK = """Open cases

Table 7. Families by quarter
Quarter | Open at start | New | Closed | Open at end | Net change %
January to March | 200 | 50 | 40 | 210 | +5.0%
April to June | 210 | 61 | 46 | 225 | +7.1%
July to September | 225 | 44 | 53 | 216 | -4.0%
October to December | 216 | 70 | 52 | 234 | +8.3%

"""
GAPS = """Results

Table 8. Results against England
Subject | Ours | England | Difference from England
Reading | 72 | 70 | +2
Writing | 68 | 70 | -2
Maths | 71 | 73 | -2
Science | 80 | 79 | +1
Spelling | 70 | 67 | +3

"""
RIGHT = [
    (GAPS, "Three of the five subjects are above England."),
    (STOCK, "Cases rose in three of the four quarters."),
    (RATES, "Three of the six services had a higher rate than in 2021/22."),
    (RATES, "Three of the six services had a lower rate than the year before."),
    (RATES, "Three of the six rates have risen."),
    (TEAMS, "Two of the five teams are over the limit."),
    (TEAMS, "Two of the five teams are over the limit: Assessment and Leaving Care."),
    (TEAMS, "Two of the five teams are within the limit."),
    (PRICES, "Two of the five lots came back dearer than before."),
    (PRICES, "Three of the five lots are cheaper than last year."),
    (TOOLS, "Two of five agencies met the target: health visitors and early help."),
    (TOOLS, "Three of the five agencies missed their target."),
    (CHECKS, "Two of the five checks meet their target."),
    (CHECKS, "Three of the five checks failed to meet the target."),
    (POSTS, "Two services have a vacancy rate above 10%."),
    (POSTS, "Two services have a vacancy rate below 10%."),
]
WRONG = [
    (GAPS, "Four of the five subjects are above England.", "Four", "three"),
    (STOCK, "Cases rose in two of the four quarters.", "two", "three"),
    (RATES, "Four of the six services had a higher rate than in 2021/22.", "Four", "three"),
    (RATES, "Two of the six services had a lower rate than the year before.", "Two", "three"),
    (RATES, "4 of the 6 rates have risen.", "4", "3"),
    (TEAMS, "Three of the five teams are over the limit: Assessment and Leaving Care.", "Three", "two"),
    (TEAMS, "Four of the five teams are within the limit.", "Four", "two"),
    (PRICES, "Four of the five lots came back dearer than before.", "Four", "three"),
    (TOOLS, "Four of five agencies met the target.", "Four", "three"),
    (CHECKS, "Three of the five checks meet their target.", "Three", "two"),
    (POSTS, "Three services have a vacancy rate above 10%.", "Three", "two"),
    (POSTS, "One service has few posts, and three services have a vacancy rate below 10%.", "three", "two"),
]
OTHERS = [
    (GAPS, "Four of the five got worse."),
    (GAPS, "Four of the five were dearer than last year."),
    (RATES, "Four of the six services had more injuries than 20."),
    (RATES, "Four of the six services had a higher rate than the neighbours."),
    (RATES, "Four of the six services had a higher rate than planned."),
    (RATES, "One of the six services rose by more than a point."),
    (RATES, "Four of the six services had more sickness than in 2021/22."),
    (RATES, "Four of the six services reduced their agency staff."),
    (RATES, "Four of the six services improved their training."),
    (RATES, "Four of the six services saw an increase in agency staff."),
    (RATES, "Four of the seven services had a higher rate than in 2021/22."),
    (RATES, "Four of the six services had a higher number of injuries in the summer."),
    (TEAMS, "Four of the five teams are over the limit that the union asks for."),
    (PRICES, "Four of the five lots lost a bidder."),
    (TOOLS, "Four of the five agencies met the managers."),
    (POSTS, "Three teams have a vacancy rate above 10%."),
    (POSTS, "Three services have a turnover rate above 10%."),
]


def _found(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return [(each.published, each.expected) for each in audit_pack(path).findings if each.rule == "counts-in-words"]


@pytest.mark.parametrize(("table", "sentence"), RIGHT)
def test_true_counts_of_rows_are_silent(tmp_path: Path, table: str, sentence: str) -> None:
    assert _found(tmp_path, table + sentence + "\n") == []


@pytest.mark.parametrize(("table", "sentence", "told", "right"), WRONG)
def test_wrong_counts_of_rows_are_found(tmp_path: Path, table: str, sentence: str, told: str, right: str) -> None:
    assert (told, right) in _found(tmp_path, table + sentence + "\n")


@pytest.mark.parametrize(("table", "sentence"), OTHERS)
def test_counts_of_other_things_are_silent(tmp_path: Path, table: str, sentence: str) -> None:
    assert _found(tmp_path, table + sentence + "\n") == []
