"""Columns whose figures stand on a base or a sign of their own: the honest paper, and one wrong cell beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

SICKNESS = """Days lost to sickness
Service\tDays\tStaff\tEach\tYear before\tDiff.
Ash\t431\t39.5\t10.9\t10.2\t+0.7
Beech\t724\t71.0\t10.2\t9.8\t+0.4
Cedar\t288\t36.5\t7.9\t8.4\t-0.5
Damson\t141\t20.5\t6.9\t7.5\t-0.6
Elder\t497\t59.0\t8.4\t8.1\t+0.3
Total\t2,081\t226.5\t{0}\t9.0\t+0.2
"""
SAVED = """Savings, £000
Saving\tGoal\tTo date\tProjected\tShortfall\tProjected as % of goal
Reablement\t850\t510\t790\t60\t93%
Care packages\t1,200\t640\t1,010\t190\t84%
Own carers\t640\t295\t470\t170\t73%
Routes\t480\t330\t480\t0\t100%
Vacancies\t375\t260\t400\t-25\t{0}
Opening hours\t155\t155\t155\t0\t100%
"""
LATER = """Families reached
\tApril\tMay\tJune\tJuly\tQuarter
Families\t80\t84\t79\t88\t331
Seen\t76\t90\t71\t80\t317
% seen\t95.0%\t{0}\t89.9%\t90.9%\t95.8%
"""
SIGNED = """Indicators against target
Indicator\tGood is\tNow\tBefore\tTarget\tVariance (points)
Re-referrals\tLow\t21.2%\t17.6%\t20.0%\t-1.2
Needs met\tHigh\t73.5%\t72.9%\t75.0%\t-1.5
Assessed in time\tHigh\t90.7%\t87.5%\t90.0%\t{0}
Conferences in time\tHigh\t84.5%\t88.0%\t85.0%\t-0.5
Visits in time\tHigh\t91.9%\t91.8%\t92.0%\t-0.1
Second plans\tLow\t21.8%\t20.3%\t22.0%\t+0.2
Supervised\tHigh\t79.6%\t82.1%\t85.0%\t-5.4
"""
EXCLUDED = """Exclusions by term
Term\tFixed 2023/24\tFixed 2024/25\tPermanent 2023/24\tPermanent 2024/25
Autumn\t1,051\t1,124\t18\t21
Spring\t1,012\t987\t19\t17
Summer\t861\t836\t15\t12
Year\t2,924\t{0}\t52\t50
Per 10,000 pupils\t430.6\t430.8\t7.7\t7.3

Rates use 67,900 pupils on roll in 2023/24 and 68,400 in 2024/25.
"""


@pytest.mark.parametrize(
    "paper",
    [
        (SICKNESS, "9.2", "11.2", 8),
        (SAVED, "107%", "117%", 7),
        (LATER, "107.1%", "170.1%", 5),
        (SIGNED, "+0.7", "-0.7", 5),
        (EXCLUDED, "2,947", "2,974", 6),
    ],
)
def test_only_the_wrong_cell_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
