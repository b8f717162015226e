"""Sentences about another line of figures than the one that they were matched with are spared, wrong ones are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

DISTRICTS = """Reaching the standard (%)
District\t2024\t2025\tChange
Ashby\t54\t60\t+6
Brant\t63\t65\t+2
Colne\t51\t57\t+6
Dunley\t62\t64\t+2
Easton\t66\t63\t-3
England\t60\t61\t+1

{0}
"""
ASSESSMENTS = """Assessments completed, by team
Team\tCompleted\tIn time\t% in time
North\t118\t101\t85.6%
South\t205\t159\t77.6%
East\t164\t139\t84.8%
Disability\t37\t31\t83.8%
All teams\t524\t430\t82.1%

{0}
"""
OPEN = """Assessments open
Assessments\tJune\tSeptember
Open over 20 days\t54\t45
All open assessments\t288\t328

The number open over 20 days fell by 9 to 45.
"""
GAPS = """Disadvantaged and other pupils (%)
District\tDisadvantaged\tOther\tGap 2025\tGap 2024\tChange in gap
Ashby\t41\t66\t-25\t-26\t+1
Brant\t45\t70\t-25\t-25\t0
Colne\t39\t63\t-24\t-23\t-1
Dunley\t47\t71\t-24\t-24\t0
Easton\t42\t66\t-24\t-25\t+1

The gap has narrowed in two districts, widened in one and not changed in two.
"""
RULE = """A hub is marked Met at 80% or above, Close from 75% to below 80%, and Not met below 75%.

Assessments in time
Hub\tIn time\tAll\tThis year\tLast year\tChange\tMark
Harbour\t199\t241\t82.6%\t79.4%\t+3.2\tMet
Millgate\t161\t218\t73.9%\t76.2%\t-2.3\tNot met
Northfield\t246\t312\t78.8%\t77.5%\t+1.3\tClose
Oakhill\t151\t176\t85.8%\t83.9%\t+1.9\tMet
"""
RISKS = """Risks by score
Kind\tOctober\tDecember
Rated high\t6\t5
Rated low\t3\t4
All risks\t9\t9

Of nine risks, three have risen since October and three have fallen.
"""
HOMES = """Where children live
Kind of home\tChildren\tShare of all\tOver 20 miles away\t% over 20 miles
Own carers\t214\t41.5%\t28\t13.1%
Agency carers\t152\t29.5%\t49\t32.2%
Connected carers\t97\t18.8%\t14\t14.4%
Children's homes\t53\t10.3%\t32\t60.4%
All homes\t516\t100.0%\t123\t23.8%

In all 123 children live over 20 miles away (23.8%). Agency carers account for 39.8% of them.
"""
PAPERS: dict[str, Paper] = {
    "the largest rises": (
        DISTRICTS,
        "The largest rises were in Ashby and Colne.",
        "The largest rise was in Brant.",
        10,
    ),
    "so many districts": (DISTRICTS, "Four districts rose and one fell.", "Three districts rose and one fell.", 10),
    "the smallest share": (
        ASSESSMENTS,
        "South completed the most assessments but the smallest share in time.",
        "East completed the most assessments.",
        9,
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_wrong_one_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)


SPARED = {
    "gaps below nought": GAPS,
    "a rule of marks": RULE,
    "rows that moved": RISKS,
    "fell to a value": OPEN,
    "a share of the part": HOMES,
}


@pytest.mark.parametrize("text", SPARED.values(), ids=SPARED.keys())
def test_what_tells_of_no_figure_is_spared(text: str, tmp_path: Path) -> None:
    (tmp_path / "pack.txt").write_text(text, encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(tmp_path / "pack.txt").findings] == []
