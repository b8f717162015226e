"""Directions in signs and words of many kinds: the honest table says nothing, and one wrong sign is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

REVIEWS = """Reviews held in time
District\tDue\tHeld\tNot in time\t% in time\t% last period\tChange (points)\tTrend
Coast\t196\t171\t25\t87.2\t84.9\t+2.3\t↑
Vale\t242\t222\t20\t91.7\t92.6\t-0.9\t{0}
Marsh\t148\t117\t31\t79.1\t77.4\t+1.7\t↑
County\t586\t510\t76\t87.0\t86.3\t+0.7\t↑
"""
CONTACT = """Direction is against October: ↗ better, ↘ worse, → same. ✔ target met; ✖ target missed.

Contact with the public
Measure\tGood is\tTarget\tNovember\tOctober\tChange\tDirection\tTarget met
Calls answered (%)\thigh\t92\t93.1\t90.4\t+2.7\t↗\t✔
Average wait (seconds)\tlow\t120\t138\t164\t-26\t{0}\t✖
Calls abandoned (%)\tlow\t6\t5.6\t7.2\t-1.6\t↗\t✔
Forms online (%)\thigh\t65\t66.8\t67.3\t-0.5\t↘\t✔
Letters in 5 days (%)\thigh\t90\t88.0\t88.0\t0.0\t→\t✖
Visits kept (%)\thigh\t97\t97.5\t98.2\t-0.7\t↘\t✔
"""
MEASURES = """Direction is against quarter 1: + better, - worse, = the same.

Scorecard
Indicator\tMet\tOf\tQ2 %\tQ1 %\tTarget %\tGap (points)\tDirection
In suitable education\t27\t38\t71.1\t67.6\t75\t-3.9\t+
In work or training\t16\t31\t51.6\t56.7\t65\t-13.4\t-
In suitable homes\t44\t46\t95.7\t93.2\t95\t+0.7\t+
Assessed in 15 days\t39\t43\t90.7\t87.8\t90\t+0.7\t+
Victims reached\t52\t54\t96.3\t95.9\t95\t+1.3\t+
Offers taken up\t14\t52\t26.9\t31.9\t40\t-13.1\t{0}
Plans reviewed\t62\t71\t87.3\t89.2\t90\t-2.7\t-
"""
REGISTER = """The arrow compares the score with that of September: ▲ higher, ▼ lower, ● unchanged.

Register of risks
Risk\tLikelihood\tImpact\tScore\tSeptember\tArrow
Budget gap\t4\t5\t20\t20\t●
Places\t5\t4\t20\t16\t▲
Attack on systems\t3\t5\t15\t15\t●
Market failure\t3\t4\t12\t12\t●
Recruitment\t4\t3\t12\t16\t{0}
Insolvency\t2\t4\t8\t8\t●
Flood\t3\t3\t9\t12\t▼
"""
DEFICITS = """Schools in deficit, £000; brackets show deficits
School\t1 April 2026\t31 March 2027\tMovement\tDirection
Alder\t(84)\t(61)\t23\tImproving
Briar\t(37)\t(52)\t(15)\tWorsening
Copse\t(129)\t(98)\t31\tImproving
Dale\t(16)\t(27)\t(11)\t{0}
East\t(58)\t(44)\t14\tImproving
Fern\t(312)\t(268)\t44\tImproving
Total\t(636)\t(550)\t86\tImproving

Two are worsening: Briar and Dale.
"""
STANDARDS = """Target for every measure: 95%. Mark: ● on target; ◐ up to 10 points below; ○ more than 10 points below.

Standards of practice
Measure\tDone\tDue\tResult\tMarch\tMark
Reviews in time\t69\t74\t93.2%\t91.8%\t◐
Visits in time\t421\t438\t96.1%\t94.6%\t{0}
Unannounced visits\t121\t146\t82.9%\t85.4%\t○
Checks in date\t258\t261\t98.9%\t98.5%\t●
Medicals in date\t139\t150\t92.7%\t92.7%\t◐
Training done\t219\t261\t83.9%\t80.2%\t○
"""
SICKNESS = """Days lost
Service\tStaff\tDays\tEach\tQuarter 2\tRAG
Ash\t58\t203\t3.5\t3.2\tAmber
Beech\t84\t341\t4.1\t3.9\tRed
Cedar\t57\t148\t2.6\t2.9\tAmber
Damson\t28\t67\t2.4\t2.4\tGreen
Elder\t20\t93\t4.7\t4.1\tRed
Fern\t35\t71\t2.0\t2.2\tGreen
Gorse\t49\t54\t1.1\t1.4\t{0}
All services\t331\t977\t3.0\t3.1\tAmber

Green: 2.5 days or fewer. Amber: more than 2.5 and up to 3.5. Red: more than 3.5.
"""
APPETITE = """Scores and appetite
Risk\tLikelihood before\tImpact before\tScore before\tLikelihood\tImpact\tScore\tAppetite\tAbove appetite
Budget gap\t5\t5\t25\t4\t5\t20\t9\tYes
Places\t5\t5\t25\t5\t4\t20\t10\tYes
Attack on systems\t4\t5\t20\t3\t5\t15\t8\tYes
Market failure\t4\t4\t16\t3\t4\t12\t9\tYes
Safeguarding\t4\t5\t20\t2\t5\t10\t10\tNo
Insolvency\t3\t4\t12\t2\t4\t8\t9\tNo
Flood\t3\t4\t12\t3\t3\t9\t10\t{0}
Loss of data\t3\t3\t9\t2\t2\t4\t6\tNo
"""


@pytest.mark.parametrize(
    "paper",
    [
        (REVIEWS, "↓", "↑", 4),
        (CONTACT, "↗", "↘", 6),
        (MEASURES, "-", "+", 10),
        (REGISTER, "▼", "▲", 9),
        (DEFICITS, "Worsening", "Improving", 6),
        (STANDARDS, "●", "◐", 6),
        (SICKNESS, "Green", "Red", 9),
        (APPETITE, "No", "Yes", 9),
    ],
)
def test_one_wrong_sign_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
