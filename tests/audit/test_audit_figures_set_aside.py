"""Figures told of another time, of a difference, of a part of a row's own: left alone, beside one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

NOTICES = (
    "Parking report, September 2025\n\nTable 1: Notices by zone\nZone\tNotices\tAppeals\tAllowed\n"
    "Riverside\t1,240\t186\t62\nOld Mill\t960\t96\t24\nStation Hill\t1,880\t376\t94\nCastle Green\t520\t26\t13\n"
    "All zones\t4,600\t684\t193\n\n"
)
LOANS = (
    "Library review\n\nTable 1: Loans by quarter\nQuarter\tLoans\tRenewed\tShare renewed\n"
    "Q1\t820\t246\t30%\nQ2\t900\t252\t28%\nQ3\t950\t247\t26%\nQ4\t1,000\t240\t24%\n\n"
)
POSTS = (
    "Staffing report, 30 June 2025\n\nTable 1: Posts by group\nGroup\tPosts\tFilled\tAgency\tVacant\n"
    "Workers\t24.0\t20.5\t2.0\t1.5\nManagers\t18.0\t16.2\t1.0\t0.8\nHelpers\t30.0\t27.0\t0.0\t3.0\n"
    "All\t72.0\t63.7\t3.0\t5.3\n\n"
)
TEAMS = (
    "Budget monitor\n\nTable 1: Forecast by team (£000)\nTeam\tBudget\tForecast\tVariance\t% of budget spent\n"
    "Centres\t1,240\t1,302\t62\t49.2%\nOutreach\t860\t826\t(34)\t45.9%\nGrants\t400\t400\t0\t65.0%\n"
    "Management\t300\t306\t6\t49.3%\nNet\t2,800\t2,834\t34\t50.5%\n\n"
)
HOMES = (
    "Placements at 30 June 2025\n\nTable 1: Children by placement\nPlacement\tMarch\tJune\n"
    "In-house foster care\t186\t179\nAgency foster care\t94\t103\nResidential homes\t52\t57\nWith parents\t48\t47\n"
    "Total\t380\t386\n\n"
)
TRUE = [
    (NOTICES, "A year ago, in September 2024, Riverside had 1,420 notices and Old Mill 906."),
    (NOTICES, "In the same month of 2023 Castle Green had 502 notices."),
    (NOTICES, "Castle Green had 502 notices at this point last year."),
    (NOTICES, "One in five notices in Station Hill was appealed."),
    (NOTICES, "Castle Green drivers won half of their appeals."),
    (NOTICES, "Old Mill and Castle Green together had a third of the notices."),
    (NOTICES, "By the end of July 9,600 Route 2 notices, or 65%, were paid."),
    (LOANS, "The share renewed has fallen in each quarter since Q1 and now stands at 24%."),
    (POSTS, "At 30 June 63.7 of 72.0 posts were filled and 3.0 by agency, leaving 5.3 vacant."),
    (POSTS, "After 3.0 agency workers the true gap is 5.3 posts."),
    (TEAMS, "The net position is an overspend of £34,000 (1.2%) against a budget of £2,800,000."),
    (TEAMS, "Outreach should underspend by £34,000 (4.0%)."),
    (HOMES, "Fewer than half of the children are in in-house foster care."),
    (HOMES, "In-house foster care averaged 182.5 children."),
]
WRONG: list[Paper] = [
    (f"{NOTICES}Riverside had {{0}} notices.\n", "1,240", "1,420", 11),
    (f"{NOTICES}Old Mill has {{0}} of the notices.\n", "about a fifth", "about a half", 11),
    (f"{LOANS}The share renewed in Q4 was {{0}}.\n", "24%", "28%", 10),
    (f"{POSTS}At 30 June 63.7 of 72.0 posts were filled and 3.0 by agency, leaving {{0}} vacant.\n", "5.3", "3.5", 10),
    (f"{TEAMS}Centres should {{0}} by £62,000.\n", "overspend", "underspend", 11),
    (f"{HOMES}{{0}} of the children are in agency foster care.\n", "Fewer than half", "More than half", 11),
]


@pytest.mark.parametrize(("table", "words"), TRUE)
def test_what_no_cell_is_of_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(f"{table}{words}\n", encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize("paper", WRONG)
def test_what_a_cell_is_of_is_still_found(tmp_path: Path, paper: Paper) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
