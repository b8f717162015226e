"""Marks of rules that tell a mark no row has, a key of bare numbers, a target asked for, and columns of distances."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

FOUND = {
    "the last mark is for anything under a number": (
        """Grounds maintenance
A depot earns Oak at 80% or more, Ash at 70% or more and Elm at anything under 70%.

Lawns cut on time
Depot\tLawns\tCut\t%\tAward
Northgate\t50\t42\t84\tOak
Southgate\t40\t30\t75\tAsh
Eastgate\t60\t51\t85\tOak
Westgate\t80\t44\t55\t{0}
Kingsgate\t25\t18\t72\tAsh
""",
        "Elm",
        "Ash",
        9,
    ),
    "a key of bare numbers under at least": (
        """Capital programme
The mark of each scheme is taken from this table.

At least (% built)\tMark
90\tHigh
60\tFair
0\tLow

Schemes
Scheme\tPlanned\tBuilt\t% built\tMark
Quay wall\t200\t184\t92\tHigh
Footbridge\t300\t198\t66\tFair
Depot roof\t500\t210\t42\t{0}
Car park\t400\t380\t95\tHigh
Bus lane\t250\t170\t68\tFair
""",
        "Low",
        "Fair",
        13,
    ),
    "a target that all were asked to reach": (
        """Smoke alarm visits
Every station was asked to reach 80% by June.

Visits made at 30 June
Station\tHomes\tVisited\tPercentage\tColour
Harbour\t50\t45\t90\tGreen
Hilltop\t40\t28\t70\tRed
Parkside\t60\t51\t85\tGreen
Riverside\t25\t19\t76\t{0}
Station Road\t75\t66\t88\tGreen

Colour: Green where reached; Amber where short by up to 5 points; Red where short by over 5 points.
""",
        "Amber",
        "Green",
        9,
    ),
    "less than so many points short, and the others": (
        """Allotment rents
Target 70% paid by post at every site.

Payments
Site\tRents\tBy post\tPaid %\tDistance from target\tRAG
Ashfield\t200\t154\t77\t+7\tG
Brook Lane\t150\t102\t68\t-2\tA
Church End\t100\t74\t74\t+4\tG
Dale Road\t80\t45\t56\t-14\t{0}
Elm Walk\t120\t76\t63\t-7\tR
Field View\t50\t33\t66\t-4\tA

Amber sites are less than five points short; those five or more short are red; all others are green.
""",
        "R",
        "A",
        9,
    ),
    "a budget told for every month": (
        """Hardship fund
Budget £30,000 a month; ◐ shows a month within 5% of budget, ● a month more than 5% under and ○ one more than 5% over.

Awards by month
Month\tAwards\tValue £\tMark
April\t210\t26,100\t●
May\t244\t29,400\t◐
June\t251\t30,300\t◐
July\t302\t35,200\t{0}
August\t198\t25,900\t●
September\t249\t29,900\t◐
""",
        "○",
        "◐",
        9,
    ),
    "longer than and sooner": (
        """Licensing replies
Early is six days or sooner, Tardy is longer than six days.

Days to reply
Applicant\tDays\tReply
Bakery\t4\tEarly
Barber\t9\tTardy
Butcher\t6\tEarly
Cafe\t5\tEarly
Florist\t3\tEarly
Grocer\t11\t{0}
""",
        "Tardy",
        "Early",
        11,
    ),
    "what a mark means in its bracket": (
        """Practice standards
Each is On target (target reached), Near (within 2.0 percentage points below target) or Off target (further below).

Measures
Measure\tDone\tDue\tThis year\tTarget\tMark
Visits made in time\t258\t300\t86.0%\t90%\tOff target
Plans agreed in time\t291\t300\t97.0%\t98%\tNear
Reviews held in time\t276\t300\t92.0%\t90%\tOn target
Records kept up to date\t300\t300\t100.0%\t100%\tOn target
Courses completed in time\t282\t300\t94.0%\t95%\tNear
Checks made in time\t255\t300\t85.0%\t90%\t{0}
""",
        "Off target",
        "Near",
        11,
    ),
    "met at or below a target, and above it not": (
        """Exhibit 2: average days (Met: at or below target; Not met: above target)
Council\tChildren\tTotal days\tAverage days\tTarget 300
Northshire\t10\t2,980\t298\tMet
Southshire\t4\t1,304\t326\tNot met
Eastshire\t8\t2,248\t281\tMet
Westshire\t6\t2,010\t335\t{0}
Midshire\t9\t2,655\t295\tMet
Downshire\t5\t1,610\t322\tNot met
""",
        "Not met",
        "Met",
        6,
    ),
}
NOT_FOUND = {
    "a column of distances is not what the target is for": """How well we did
Marks: G, target met; A, less than 5 points short of target; R, 5 points or more short.

Measures (%)
Measure\tMark\t2024/25\tTarget\tAgainst target\tNumbers
Checks made in 2 months\tG\t76.0\t75\t+1.0\t38/50
Visits made in 4 months\tG\t77.5\t75\t+2.5\t31/40
Families matched in 12 months\tG\t77.1\t70\t+7.1\t37/48
Children placed in 12 months\tR\t75.7\t82\t-6.3\t53/70
Plans reviewed in the year\tA\t87.5\t90\t-2.5\t35/40
""",
    "the budget is exceeded by what is told of another figure": """Relief fund
Budget £30,000 a month; ◐ shows a month like the one before.

Awards by month
Month\tAwards\tValue £\tMark
April\t210\t26,100\t●
May\t244\t29,400\t◐
June\t251\t30,300\t◐
July\t302\t35,200\t◐
August\t198\t25,900\t●
""",
    "bare numbers under a heading without a side": """Scheme marks
Points\tMark
90\tHigh
60\tFair
0\tLow

Schemes
Scheme\tPlanned\tBuilt\t% built\tMark
Quay wall\t200\t184\t92\tHigh
Footbridge\t300\t198\t66\tFair
Depot roof\t500\t210\t42\tFair
Car park\t400\t380\t95\tHigh
Bus lane\t250\t170\t68\tFair
""",
}


@pytest.mark.parametrize("name", FOUND)
def test_the_mark_that_breaks_a_rule_told_whole_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(FOUND[name], tmp_path)


@pytest.mark.parametrize("name", NOT_FOUND)
def test_marks_of_no_such_rule_are_spared(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(NOT_FOUND[name], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
