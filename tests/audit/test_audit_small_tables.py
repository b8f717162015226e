"""Tables of one, two and three rows: what their labels say, and what two formulas want of one cell."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from crossfoot.operations.audit_pack import audit_pack


class Case(NamedTuple):
    name: str
    text: str
    right: str
    wrong: str
    rule: str
    expected: str


CASES = [
    Case(
        "one row, its quotient by name",
        "Reviews in the year\nReviews due | On time | Late | Officers | Reviews per officer\n"
        "1,020 | 989 | 31 | 20 | {}\n",
        "51.0",
        "48.5",
        "quotients",
        "51.0",
    ),
    Case(
        "one row, all ways that there are",
        "Cases looked at again\nLooked at again | Grade improved | Grade the same | Grade worse\n{} | 7 | 5 | 4\n",
        "16",
        "18",
        "parts-and-wholes",
        "16",
    ),
    Case(
        "a price is what it says",
        "Hours and cost\nEntitlement | Funded hours | Hourly rate (£) | Cost (£)\n"
        "Two-year-old | 22,600 | 7.90 | 178,540\nThree and four | 136,600 | 5.61 | {}\n"
        "Extended | 52,600 | 5.47 | 287,722\n",
        "766,326",
        "766,362",
        "products",
        "766,326",
    ),
    Case(
        "two formulas want one thing of a cell",
        "Tribunal\nYear | Appeals registered | Withdrawn | Conceded or agreed | Heard | For parent "
        "| For council | % for parent\n"
        "2021 | 39 | 8 | 15 | 16 | 15 | 1 | 94%\n2022 | 47 | 13 | 18 | {} | 12 | 4 | 75%\n"
        "2023 | 64 | 14 | 25 | 25 | 18 | 7 | 72%\n",
        "16",
        "19",
        "parts-and-wholes",
        "16",
    ),
    Case(
        "between two dates, in two rows",
        "Waiting\n | 30 June | Joined in Q2 | Matched or withdrew in Q2 | 30 September | Net change\n"
        "Adopters waiting | 51 | 11 | 20 | {} | -9\nChildren waiting | 56 | 21 | 27 | 50 | -6\n",
        "42",
        "24",
        "differences",
        "42",
    ),
    Case(
        "the row that the others are compared with",
        "Rates beside others\nArea | Rate, latest year | Hexley minus area | Position\nHexley | {} |  | \n"
        "South Region | 172 | +121 | Above\nFamily group | 199 | +94 | Above\nEngland | 168 | +125 | Above\n",
        "293",
        "298",
        "differences",
        "293",
    ),
    Case(
        "a part and its whole in one cell",
        "Timeliness\nMeasure | Quarter 1 | Quarter 2 | Quarter 3 | Quarter 4 | Total\n"
        "Decision within 24 hours | 139 / 154 | 98 / 108 | 67 / 70 | 136 / 142 | 440 / 474\n"
        "% within 24 hours | 90.3% | {} | 95.7% | 95.8% | 92.8%\n",
        "90.7%",
        "97.0%",
        "ratios",
        "90.7",
    ),
    Case(
        "a number and its percentage in the cells of a row",
        "Timeliness by place\n | Wensley | Bram | Castle | Holt | Marsh\n"
        "Assessments completed | 421 | 121 | 84 | 86 | 70\n"
        "Completed in 45 days (no. and %) | 289 (69%) | 72 (60%) | 56 (67%) | 54 ({}) | 53 (76%)\n",
        "63%",
        "13%",
        "quotients",
        "63",
    ),
    Case(
        "a mean of the rows above",
        "Beside others\nArea | Rate | Rate year before\nOurs | 275 | 311\nNeighbour A | 448 | 434\n"
        "Neighbour B | 375 | 366\n"
        "Neighbour C | 270 | 315\nAverage of the four | {} | 356.5\n",
        "342",
        "324",
        "means",
        "342",
    ),
    Case(
        "money in thousands, by heads in ones",
        "Per pupil\nPhase | Pupils | Delegated budget £000 | £ per pupil\nPrimary | 17,104 | 63,517 | {}\n"
        "Secondary | 5,925 | 28,672 | 4,839\nAll | 23,029 | 92,189 | 4,003\n",
        "3,714",
        "3,603",
        "quotients",
        "3,714",
    ),
    Case(
        "no less than what is shown",
        "Outcome of referrals\nOutcome | Referrals\nPositive | 26\nAwaiting decision | 36\nNegative | *\n"
        "Withdrawn | *\n"
        "Total | {}\n",
        "66",
        "61",
        "totals",
        "62 or more",
    ),
    Case(
        "one figure, named in two ways",
        "Joiners and leavers\nHeadcount | Q3 22/23 | Q4 22/23 | Q1 23/24 | Q2 23/24 | 12 months\n"
        "Starters | 7 | 9 | 5 | 5 | 26\n"
        "Leavers | 14 | 10 | 5 | 6 | 35\n\nTurnover\nLeavers in 12 months | Average headcount | Turnover\n"
        "{} | 138.5 | 25.3%\n",
        "35",
        "37",
        "repeated-measures",
        "35",
    ),
    Case(
        "a line that adds up all that are set in under it",
        "Exclusions\n | 2013/14 | 2014/15 | 2015/16 | 2016/17\nPermanent exclusions | 38 | 27 | {} | 41\n"
        "of which primary | 7 | 5 | 8 | 9\n"
        "of which secondary and special | 31 | 22 | 36 | 32\n",
        "44",
        "45",
        "parts-and-wholes",
        "44",
    ),
]


def audit(folder: Path, text: str) -> list[tuple[str, str, str]]:
    path = folder / "pack.txt"
    path.write_text(text.replace(" | ", "\t").replace("| ", "\t"), encoding="utf-8")
    return [(each.rule, each.published, each.expected) for each in audit_pack(path).findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_fault_is_found(case: Case, tmp_path: Path) -> None:
    found = audit(tmp_path, case.text.format(case.wrong))
    assert any(rule == case.rule and case.expected in expected for rule, _, expected in found), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_right_figure_raises_nothing(case: Case, tmp_path: Path) -> None:
    assert audit(tmp_path, case.text.format(case.right)) == []


@pytest.mark.parametrize(
    "text",
    [
        # Ways that are not all: nothing says that they add up.
        "Cases\nLooked at again | Grade improved | Grade worse\n16 | 7 | 4\n",
        # A total may hide more than it shows.
        "Outcome\nOutcome | Referrals\nPositive | 26\nAwaiting | 36\nNegative | *\nWithdrawn | *\nTotal | 75\n",
        # Scores and years are no parts of a whole.
        "Scores\nRisk | Likelihood | Impact\nToo few carers | 3/5 | 4/5\nRecords lost | 2/5 | 5/5\n",
        "Years\nMeasure | First | Last\nPlan | 2015/16 | 2016/17\nReview | 2016/17 | 2017/18\n",
        # Named alike, but of two teams: they share their columns, not their words.
        "Team A\nUnit | Leavers in quarter\nAll staff | 12\n\nTeam B\nUnit | Leavers in quarter\nAll staff | 13\n",
        # Sums of pounds that were rounded afterwards, where the paper says so.
        (
            "All sums are £000, rounded from exact pounds, so totals can be out by one.\n\nBudget\n"
            "Service | Budget | Virements | Current\nFront door | 2,270 | 37 | 2,308\nLegal | 1,831 | 119 | 1,950\n"
            "Fostering | 8,997 | (82) | 8,915\nLeaving care | 3,418 | 141 | 3,559\nTotal | 16,516 | 216 | 16,731\n"
        ),
        # A rating of the quarter that heads it, not of the latest.
        (
            "Green is at or above target, amber within 5 below it, red further below.\n\nScorecard\n"
            "Indicator | Target | Q2 | Q3 | RAG Q3 | RAG Q2\nContacts in a day % | 92.0 | 80.8 | 98.4 | Green | Red\n"
            "Reviews done % | 97.0 | 90.1 | 98.3 | Green | Red\nVisits in time % | 88.0 | 84.0 | 98.5 | Green | Amber\n"
            "Dental checks % | 84.0 | 80.3 | 86.3 | Green | Amber\n"
        ),
        # Averages of groups, and the score of another month.
        (
            "Suspensions\nSchools | Pupils | Days | Days a suspension\nPrimary | 9,100 | 212 | 1.71\n"
            "Secondary | 7,800 | 1,304 | 1.98\nSpecial | 600 | 97 | 2.70\nAll | 17,500 | 1,613 | 1.97\n"
        ),
        (
            "Risks\nRisk | Likelihood | Impact | Score | Score in March\nToo few homes | 4 | 4 | 16 | 12\n"
            "Court delay | 3 | 5 | 15 | 20\nPlaces | 3 | 3 | 9 | 9\nBuses | 2 | 4 | 8 | 8\nSystems | 2 | 5 | 10 | 10\n"
        ),
        # What is left over of twelve months is no half year.
        (
            "Leavers\nMonth | Joined | Left\nOct 22 | 3 | 4\nNov 22 | 1 | 2\nDec 22 | 2 | 6\nJan 23 | 3 | 6\n"
            "Feb 23 | 0 | 6\nMar 23 | 1 | 4\nApr 23 | 4 | 3\nMay 23 | 0 | 2\nJun 23 | 0 | 5\nJul 23 | 2 | 2\n"
            "Aug 23 | 6 | 1\nSep 23 | 0 | 4\nTwelve months | 22 | 45\n"
        ),
        # Averages and changes are not added, hidden or not.
        "Scores\nGroup | Points\nBoys | 48.1\nGirls | 42.2\nNot told | *\nTotal | 45.3\n",
        "Caseload\nTeam | Change\nNorth | +12\nSouth | +8\nEast | *\nTotal | -17\n",
    ],
)
def test_what_nothing_proves_is_left_alone(text: str, tmp_path: Path) -> None:
    assert audit(tmp_path, text) == []


def test_numbers_below_nought_over_one_that_is_printed_nowhere(tmp_path: Path) -> None:
    """Net change per 1,000 children: the 4,000 that most rows share divides what is below nought as well."""
    changes = (12, 28, 36, 44, -20, 60, 52)
    rows = "".join(f"Area {place} | {change} | {change / 4:.1f}\n" for place, change in enumerate(changes, 1))
    assert audit(tmp_path, f"Net change\nArea | Change | Rate per 1,000\n{rows}") == []
