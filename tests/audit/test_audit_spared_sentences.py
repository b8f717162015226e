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
RATES = """Rates per 10,000
Area\t2022\t2023\t2024
Norwell\t58.1\t60.3\t59.2
Neighbours\t64.4\t65.0\t66.3
Region\t61.2\t62.8\t63.1
England\t70.0\t71.0\t70.2

{0}
"""
CASES = """Cases by area and month
Area\tApril\tMay\tJune\tJuly\tChange since April
Harbour\t41\t44\t47\t45\t+4
Uplands\t28\t26\t25\t27\t-1
Town\t63\t61\t66\t70\t+7
Coast\t19\t22\t20\t20\t+1
All areas\t151\t153\t158\t162\t+11
Of which high risk\t32\t35\t31\t34\t+2

{0}
"""
ENTRANTS = """First-time entrants and reoffending, by year
Year\tEntrants\tReoffending rate
2020/21\t58\t36.1%
2021/22\t49\t33.8%
2022/23\t52\t34.9%
2023/24\t44\t33.2%
2024/25\t39\t31.5%

{0}
"""
TERMS = """Suspensions and exclusions by term
Kind\tAutumn 2024\tSpring 2025\tSummer 2025\tAutumn 2025
Suspensions\t612\t548\t571\t630
Pupils suspended\t401\t377\t390\t412
Permanent exclusions\t14\t11\t9\t16

{0}
"""
PLACES = """Places and pupils
Area\tPlaces\tPupils\tUnfilled\t% unfilled
Riverside\t3,150\t2,998\t152\t4.8%
Hilltop\t2,480\t2,391\t89\t3.6%
Old Town\t1,940\t1,962\t-22\t-1.1%
Marsh\t2,205\t1,870\t335\t15.2%
Total\t9,775\t9,221\t554\t5.7%

{0}
"""
STABILITY = """Stability and distance
Indicator\tQ3 2024/25\tQ2 2025/26\tQ3 2025/26\tTarget\tEngland
Three or more moves\t10.4%\t9.8%\t9.2%\t10.0%\t10.0%
Same placement two years\t66.1%\t67.9%\t68.4%\t70.0%\t69.0%
Over 20 miles from home\t19.5%\t20.3%\t21.4%\t18.0%\t20.0%

{0}
"""
ENQUIRIES = """Fostering recruitment
Quarter\tEnquiries\tVisits\tApprovals
Q4 2024/25\t88\t31\t7
Q1 2025/26\t76\t28\t8
Q2 2025/26\t81\t35\t6
Q3 2025/26\t97\t40\t10
Total\t342\t134\t31

{0}
"""
APPEALS = """Appeals and mediation
Stage\t2022/23\t2023/24\t2024/25
Appeals registered\t84\t97\t121
Appeals closed\t79\t90\t103
Mediations\t61\t58\t72

In 2022/23 there were 61 mediations, and 72 in 2024/25. {0}
"""
HUBS = """Use of family hubs
Hub\tVisits\tFamilies\tVisits per family\tTarget families\tReached
Elm\t6,120\t880\t7.0\t1,000\t88.0%
Birch\t4,515\t591\t7.6\t600\t98.5%
Rowan\t3,240\t540\t6.0\t700\t77.1%
Maple\t5,184\t648\t8.0\t900\t72.0%
All hubs\t19,059\t2,659\t7.2\t3,200\t83.1%

{0}
"""
GRADES = """Audit grades by quarter
Grade\tQ1\tQ2\tQ3\tQ4
Outstanding\t2\t3\t3\t5
Good\t21\t24\t22\t27
Requires improvement\t14\t12\t15\t10
Inadequate\t5\t3\t4\t2
Audits\t42\t42\t44\t44
Good or better\t54.8%\t64.3%\t56.8%\t72.7%

{0}
"""
REQUESTS = """Requests for information
Kind\tReceived\tAnswered\tIn time\t% in time
Freedom of information\t312\t301\t274\t91.0%
Subject access\t148\t139\t97\t69.8%
Other\t22\t22\t20\t90.9%
All\t482\t462\t391\t84.6%

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
    "lowest of the areas in each year": (
        RATES,
        "Norwell had the lowest rate in each of the three years.",
        "At 59.2 Norwell has its highest rate of the three years.",
        8,
    ),
    "fewest at another time": (
        CASES,
        "High risk cases fell to 31 in June, the fewest of the four months, and rose again to 34.",
        "High risk cases fell to 31 in June and rose again to 34, the fewest of the four months.",
        10,
    ),
    "a row that counts some again": (
        CASES,
        "Town and Harbour together hold 115 cases, 71.0% of the total.",
        "Town and Harbour together hold 61.0% of the cases.",
        10,
    ),
    "fallen by so many, or so much": (
        ENTRANTS,
        "There were 39 entrants in 2024/25. Since 2020/21 the number has fallen by 19, or 32.8%.",
        "In 2020/21 the reoffending rate was 31.6%.",
        9,
    ),
    "risen from a time to a value": (
        TERMS,
        "Suspensions rose by 59 from the summer to 630, and by 18 (2.9%) compared with autumn 2024.",
        "Suspensions rose by 59 in the autumn to 571.",
        7,
    ),
    "more than at a time and the most": (
        TERMS,
        "There were 16 permanent exclusions, seven more than in the summer term and the most in the four terms.",
        "There were 16 permanent exclusions, seven fewer than in the summer term.",
        7,
    ),
    "a colon after the busiest": (
        TERMS,
        "The autumn is the busiest term: spring 2025 had the fewest suspensions, 548.",
        "Spring 2025 was the busiest term.",
        7,
    ),
    "lowest of those with places": (
        PLACES,
        "Hilltop has the lowest share unfilled of the three areas with places left.",
        "Riverside has the lowest share unfilled.",
        9,
    ),
    "above by another measure": (
        STABILITY,
        "Two years in one placement is better. Distance has worsened by 1.9 points in a year and is 1.4 above England.",
        "Over 20 miles from home we stand at 21.4%, 1.4 points below England.",
        7,
    ),
    "fallen in a quarter": (
        ENQUIRIES,
        "Enquiries fell by 12 in quarter 1 and have risen since, by 5 and 16.",
        "Enquiries came to 97, up by 12 on quarter 1.",
        9,
    ),
    "more than the year before, of another row": (
        APPEALS,
        "Appeals closed in 2024/25 were 13 more than the year before, but 18 fewer than those registered.",
        "That is 13 more than the year before.",
        7,
    ),
    "the smallest target": (
        HUBS,
        "Birch has the smallest target and nearly reached it.",
        "Birch has the smallest number of visits and nearly reached its target.",
        9,
    ),
    "the largest and its share": (
        HUBS,
        "Elm is the largest hub and took 32.1% of visits.",
        "Elm reached the largest share of its target.",
        9,
    ),
    "a sum over percentages": (
        GRADES,
        "Good was the commonest grade in every quarter.",
        "Requires improvement was the commonest grade in quarter 4.",
        10,
    ),
    "slowest by its share in time": (
        REQUESTS,
        "Subject access is slowest: 69.8% in time.",
        "Other requests are slowest, at 90.9% in time.",
        8,
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_look_alike_is_spared_and_the_fault_is_found(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)
