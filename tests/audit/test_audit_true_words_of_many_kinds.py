"""True sentences of tables printed newest first and of figures that the sentence itself makes; a slip in each."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

REASONS = """Reasons for leaving
Reason\tQuarter 3\tQuarter 2\tDifference
Resignation\t58\t64\t-6
Retirement\t17\t14\t+3
End of contract\t11\t9\t+2
Dismissal\t3\t2\t+1
Total\t89\t89\t0

Resignations {0} over the quarter. Retirements rose by 3.
"""
MONTHS = """Contacts and referrals by month
\tApril\tMay\tJune\tJuly\tAugust
Contacts\t1,276\t1,198\t1,304\t1,251\t1,022
Referrals\t412\t398\t433\t401\t298

The busiest month for referrals was {0} and the quietest was August.
"""
SERVICES = """Forecast by service, £000
Service\tBudget\tForecast\tVariance
Net cost of services\t16,462\t16,659\t197
Planning\t1,842\t1,905\t63
Waste\t4,376\t4,490\t114
Parks\t1,518\t1,487\t-31
Housing\t1,275\t1,452\t177
Customer services\t7,451\t7,325\t-126

The largest overspend is in {0}, followed by Waste.
"""
AREAS = """Rent collected
Area\tHomes\tDebit, £000\tCollected, £000\tCollected %
Quay\t1,512\t4,862\t4,771\t98.13
Hill\t1,874\t6,031\t5,976\t99.09
Town\t1,136\t3,619\t3,502\t96.77
Mead\t1,718\t5,527\t5,468\t98.93

Hill and Mead are the best areas; {0} has the lowest share collected.
"""
PLANS = """Plans issued by month
\tMay\tJune\tJuly\tAugust\tTotal
Plans issued\t31\t36\t42\t22\t131
In 20 weeks\t18\t20\t27\t13\t78

Over the four months 78 of {0} plans (59.5%) were issued in time.
"""
GRANTS = """Pupil grant by school
School\tPupils\tGrant (£)\tBefore (£)\tChange (£)
Ash\t118\t174,640\t170,240\t+4,400
Beech\t61\t90,280\t91,700\t-1,420
Cedar\t94\t139,120\t{0}\t-3,050

The grant is £1,480 for each pupil. Of the £404,040 for the schools £174,640 is for Ash; the other £229,400 is not.
"""
YEARS = """Absent pupils by year
Year group\tYear 7\tYear 8\tYear 9\tYear 10\tYear 11
Pupils\t3,412\t3,388\t3,350\t3,297\t3,221
Absent\t598\t712\t789\t846\t902
%\t17.5\t21.0\t23.6\t{0}\t28.0

The rate in year 11 is 10.5 points above that in year 7. Of the 3,412 pupils in year 7 (17.5%) 598 were absent.
"""


@pytest.mark.parametrize(
    "paper",
    [
        (REASONS, "fell by 6", "rose by 6", 9),
        (MONTHS, "June", "July", 6),
        (SERVICES, "Housing", "Planning", 10),
        (AREAS, "Town", "Quay", 8),
        (PLANS, "131", "113", 6),
        (GRANTS, "142,170", "124,170", 5),
        (YEARS, "25.7", "27.5", 5),
    ],
)
def test_true_sentences_say_nothing_and_a_slip_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
