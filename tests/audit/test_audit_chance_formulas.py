"""Formulas that hold by chance beside others that hold throughout: the honest paper is silent, a slip is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

ABSENCE = """Absence by phase
Phase\tSessions\tMissed\tAbsence % 2024/25\tAbsence % 2023/24\tChange\tEngland 2024/25\tDifference from England
Primary\t9,148,200\t512,300\t5.6\t5.8\t{0}\t5.2\t+0.4
Secondary\t6,874,500\t611,830\t8.9\t9.2\t-0.3\t8.7\t+0.2
Special\t412,600\t54,050\t13.1\t13.4\t-0.3\t12.9\t+0.2
All schools\t16,435,300\t1,178,180\t7.2\t7.4\t-0.2\t6.9\t+0.3
"""
BACKWARDS = """All three subjects over five years, %
Year\tCouncil\tChange on year\tEngland\tChange, England\tGap
2026\t62.6\t+1.9\t61.4\t+1.1\t+1.2
2025\t60.7\t{0}\t60.3\t-0.3\t+0.4
2024\t59.2\t+0.4\t60.6\t+1.1\t-1.4
2023\t58.8\t+0.7\t59.5\t+0.6\t-0.7
2022\t58.1\t\t58.9\t\t-0.8
"""
RESERVES = """Reserves, £000
Reserve\tOpening\tContributions\tUse\tClosing
Working balance\t2,150\t0\t(197)\t1,953
Transformation reserve\t1,284\t150\t(412)\t1,022
Equalisation\t640\t0\t(85)\t555
Vehicles\t1,875\t320\t(560)\t1,635
Appeals\t310\t60\t(48)\t322
Volatility\t2,460\t215\t(390)\t2,285
Sub-total earmarked reserves\t6,569\t745\t{0}\t5,819
Total reserves\t8,719\t745\t(1,692)\t7,772
"""
OPINIONS = """Opinions by service
Service\tAll\tSubstantial\tReasonable\tLimited\tNone
Finance\t9\t4\t4\t1\t0
Children\t6\t1\t3\t2\t0
Adults\t5\t1\t3\t1\t0
Environment\t6\t2\t3\t1\t0
Digital\t3\t0\t1\t1\t1
Governance\t3\t2\t1\t0\t0
Total\t32\t10\t15\t6\t1
Share\t100%\t31%\t{0}\t19%\t3%
2024/25 share\t100%\t29%\t48%\t19%\t4%
"""
PLANS = """Plans by placement
Placement\tPlans\tAverage cost (£)\tCost (£m)
Mainstream school\t1,063\t8,450\t8.98
Resource base\t187\t16,200\t3.03
Maintained special\t682\t23,800\t16.23
Independent special\t164\t58,400\t{0}
College\t352\t9,900\t3.48
Not at school\t71\t14,500\t1.03
All plans\t2,519\t16,806\t42.34
"""
NAMED = """A. Homes
Homes by kind (Table A)
Kind\tHomes\tPlaces
Own\t137\t258
Kin\t56\t93

B. Children
Children by home (Table B)
Kind\tChildren\tOf whom in area
Own\t209\t150
Kin\t88\t61

C. Staff
Staff in post (Table C)
Team\tPosts\tFilled
North\t12.5\t11.0
South\t9.0\t8.5

Absence of staff (Table D)
Team\tDays\tStaff
North\t41\t11
South\t19\t9

The children of Table B live in the homes of Table A; the staff of {0} were away for 60 days.
"""

GRANTS = """Grants by school
School\tPupils\tEligible\tPremium\tSports\tTotal
Alder\t302\t96\t£145,440\t£12,684\t£158,124
Beech\t238\t71\t£107,565\t£9,996\t{0}
Elder\t211\t40\t£60,600\t£8,862\t£69,462
Holly\t1,104\t287\t£308,525\t£46,368\t£354,893
Total\t1,855\t494\t£622,130\t£77,910\t£700,040
"""
AGENCY = """Agency spending, £000
Month\tBudget\tActual\tOver\tActual, year to date
April\t142\t168\t26\t168
May\t142\t175\t33\t343
June\t142\t181\t39\t524
Quarter 1\t426\t524\t{0}\t524
"""
LOANS = """Books lent by library
Library\tDifference\tJuly\tAugust\tSeptember\tTotal\tBefore
Ashby\t+7\t31\t22\t38\t91\t84
Bourne\t-5\t19\t14\t23\t{0}\t61
Corby\t+12\t44\t36\t51\t131\t119
All\t+14\t94\t72\t112\t278\t264
"""
FINES = """Fines by age (£000)
Age\t% of total\tChange\t31 August\t30 September
Under 30 days\t37.7%\t73\t742\t815
31 to 60 days\t13.7%\t(22)\t318\t296
Over 60 days\t48.6%\t{0}\t1,065\t1,049
Total\t100.0%\t35\t2,125\t2,160
"""


@pytest.mark.parametrize(
    "paper",
    [
        (ABSENCE, "-0.2", "-1.2", 3),
        (BACKWARDS, "+1.5", "+1.9", 4),
        (RESERVES, "(1,495)", "(1,459)", 9),
        (OPINIONS, "47%", "74%", 10),
        (PLANS, "9.58", "9.85", 6),
        (GRANTS, "£117,561", "£117,651", 4),
        (AGENCY, "98", "89", 6),
        (LOANS, "56", "65", 4),
        (FINES, "(16)", "(61)", 5),
        (NAMED, "Table D", "Table F", 24),
    ],
)
def test_one_wrong_cell_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
