"""Formulas whose labels tell them in other words: the honest table and one wrong cell of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

SAVINGS = """Savings tracker (£000)
Ref\tSaving\tTarget\tDelivered\t% delivered\tForecast\t% forecast\tShortfall
S1\tFostering\t850\t312\t37%\t578\t68%\t272
S2\tPrices\t420\t268\t64%\t401\t95%\t19
S3\tHealth\t600\t455\t76%\t540\t90%\t60
S4\tHomes\t380\t0\t0%\t214\t56%\t166
S6\tTransport\t125\t51\t{0}\t97\t78%\t28
\tTotal\t2,375\t1,086\t46%\t1,830\t77%\t545
"""
ACTIVITIES = """What young people do, by age
Activity\t17\t18\t19\t20\t21\tAll
All young people\t38\t61\t67\t59\t54\t279
Higher education\t-\t2\t6\t7\t6\t21
Other education\t22\t18\t13\t9\t6\t68
Training\t5\t8\t7\t5\t4\t29
Employment\t2\t9\t14\t15\t17\t57
In EET\t29\t37\t40\t36\t33\t175
Illness\t2\t4\t6\t5\t5\t22
Parenting\t-\t1\t4\t5\t5\t15
Other reasons\t7\t19\t17\t13\t11\t67
Not in EET\t9\t24\t27\t23\t21\t104
In EET, %\t76.3%\t{0}\t59.7%\t61.0%\t61.1%\t62.7%
"""
HOURS = """Early years places
Entitlement\tChildren\tHours a week\tRate (£ an hour)\tWeekly cost (£)\t38 weeks (£000)
Twos, working parents\t742\t15\t7.81\t86,925\t3,303
Twos, extra support\t391\t15\t7.81\t{0}\t1,741
Threes, universal\t3,048\t15\t5.62\t256,946\t9,764
Threes, extended\t1,346\t15\t5.62\t113,468\t4,312
Under twos\t431\t30\t10.64\t137,575\t5,228
"""
PLACEMENTS = """Average cost by kind of placement
Placement\tAverage children\tWeekly cost (£)\tAnnual cost (£000)
In-house\t246.0\t548\t7,010
Agency\t128.5\t1,064\t7,110
Homes\t67.5\t6,120\t21,481
Supported\t41.0\t1,385\t2,953
Total\t483.0\t{0}\t38,554
"""
CONTRIBUTIONS = """Developer contributions held (£000)
Year\tOpening balance\tReceived\tApplied\tClosing balance
2023/24\t1,840\t2,215\t(1,690)\t2,365
2024/25\t2,365\t{0}\t(2,480)\t2,990
2025/26 forecast\t2,990\t2,960\t(3,815)\t2,135
"""
PUPILS = """Pupils by year group
Year group\tPlaces\tOct 2024\tOct 2025\tChange\tChange %
Year 7\t2,310\t2,264\t2,298\t+34\t+1.5
Year 8\t2,280\t2,201\t2,270\t+69\t{0}
Year 9\t2,280\t2,189\t2,207\t+18\t+0.8
Year 10\t2,250\t2,146\t2,194\t+48\t+2.2
Year 11\t2,250\t2,098\t2,151\t+53\t+2.5
Years 7 to 11\t11,370\t10,898\t11,120\t+222\t+2.0
"""
DEFICITS = """Cumulative deficit (£m)
Year\tOpening deficit\tIn-year deficit\tClosing deficit
2025/26\t11.846\t{0}\t17.257
2026/27\t17.257\t4.120\t21.377
2027/28\t21.377\t2.365\t23.742
2028/29\t23.742\t0.480\t24.222
2029/30\t24.222\t-0.915\t23.307
"""
GROWTH = """Growth fund (£)
School\tPlaces\tRate\tFull year\tAllocation (7/12)
Hart\t15\t1,570\t23,550\t13,738
Quay\t30\t2,345\t70,350\t41,038
Fenway\t60\t2,345\t140,700\t{0}
Stone\t45\t2,345\t105,525\t61,556
"""
LESSONS = """Tuition
Kind\tChildren\tHours a week\tRate (£ an hour)\tWeekly cost (£)
At home\t42\t15\t28.50\t17,955
At the centre\t91\t12\t19.75\t{0}
Online\t48\t10\t16.40\t7,872
In hospital\t13\t6\t31.20\t2,434
"""
QUARTER = """Key indicators, quarter 2
Indicator\tTarget\tNumerator\tDenominator\tQ2\tQ1
Referrals leading to assessment (%)\t90\t{0}\t1291\t91.2\t89.3
Assessments within 45 days (%)\t88\t1041\t1216\t85.6\t84.3
Repeat plans within two years (%)\t9\t13\t117\t11.1\t9.1
Children in care visited in time (%)\t96\t601\t641\t93.8\t94.3
Turnover, rolling year (%)\t14\t43\t322\t13.4\t14.8
"""
PAPERS: dict[str, Paper] = {
    "a share of the target": (SAVINGS, "41%", "14%", 7),
    "all in the first row": (ACTIVITIES, "60.7%", "67.0%", 13),
    "so many weeks": (HOURS, "45,806", "48,506", 4),
    "the price of all": (PLACEMENTS, "1,535", "1,353", 7),
    "signed between two balances": (CONTRIBUTIONS, "3,105", "3,015", 4),
    "opened, came, closed": (DEFICITS, "5.411", "5.611", 3),
    "a part of the year": (GROWTH, "82,075", "84,075", 5),
    "three factors": (LESSONS, "21,567", "21,657", 4),
    "counts of rows of per cent": (QUARTER, "1178", "1578", 3),
    "the year before as the base": (PUPILS, "+3.1", "+1.3", 4),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_wrong_cell_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)
