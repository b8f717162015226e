"""True sentences that look like slips stay silent; a true fault of the same form beside the same table is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

SPENDING = """Spending on learning (£)
Heading\tBudget\tSpent\tOver
Nursery hours\t8,214,300\t8,281,750\t67,450
School hours\t3,961,200\t4,020,900\t59,700
Equipment\t412,000\t447,300\t35,300
Travel\t96,400\t99,150\t2,750
All learning\t12,683,900\t12,849,100\t165,200

{0}
"""
MEETINGS = """Dalebridge County Council
Meetings and training of the boards, 2023/24

{0}

Meetings and attendance by body
Body\tMeetings\tPossible attendances\tActual attendances\tAttendance
Scrutiny\t8\t88\t79\t89.8%
Parenting board\t6\t54\t46\t85.2%
Forum\t5\t95\t78\t82.1%
All bodies\t19\t237\t203\t85.7%
"""
SCHEMES = """Building programme, £m
Scheme\tFirst budget\tBudget now\tSpent\tForecast
New school at Oxley\t5.100\t5.100\t2.235\t5.100
Special school at Marsh Lane\t6.300\t6.740\t2.906\t6.810
Roofs and heating\t2.450\t2.450\t0.450\t2.280
Children's home\t1.180\t1.320\t0.871\t1.346
Total\t15.030\t15.610\t6.462\t15.536

{0}
"""
SOURCES = """A. Where contacts came from
Source\tThis quarter\tShare\tA year ago\tShare
Police\t1,020\t31.2%\t984\t29.6%
Schools\t844\t25.8%\t870\t26.2%
Family or neighbour\t377\t11.5%\t402\t12.1%
Health\t586\t17.9%\t598\t18.0%
Other\t442\t13.5%\t471\t14.2%
All sources\t3,269\t100.0%\t3,325\t100.0%

B. Referrals for every 10,000 children
Area\tRate\tGap to Eastborough
Eastborough\t511.3\t
Statistical neighbours\t514.9\t-3.6
England\t518.2\t-6.9

{0}
"""
PAPERS: dict[str, Paper] = {
    "the largest by percentage": (
        SPENDING,
        "Equipment was overspent by £35,300, or 8.6%, which is the largest overspend by percentage of any heading.",
        "Equipment was overspent by £35,300, or 8.6%, which is the largest overspend of any heading.",
        9,
    ),
    "a year before that of the paper": (
        MEETINGS,
        "Members attended 203 of 237 times, which is 85.7%. In 2022/23 attendance was 82.7%.",
        "Members attended 203 of 237 times, and in 2023/24 attendance was 82.7%.",
        4,
    ),
    "a budget raised by so much": (
        SCHEMES,
        "The budget has been raised by £0.580m: £0.440m for Marsh Lane and £0.140m for the children's home.",
        "Of the budget for roofs and heating £0.440m has been spent.",
        9,
    ),
    "a neighbour of the family": (
        SOURCES,
        "Our rate is 3.6 below that of our statistical neighbours and 6.9 below that of England.",
        "Our rate is 3.6 above that of our statistical neighbours and 6.9 below that of England.",
        16,
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_look_alike_is_spared_and_the_fault_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)
