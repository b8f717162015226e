"""Marks, arrows and differences of small tables, each told in its own manner: the honest paper and one wrong cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

SHIFTS = """Sessions by quarter
Quarter\tLast year\tThis year\tChange\tChange %\tTrend
Quarter 1\t1,198\t1,256\t+58\t+4.8%\t►
Quarter 2\t1,251\t1,297\t+46\t+3.7%\t►
Quarter 3\t1,340\t1,293\t-47\t-3.5%\t►
Quarter 4\t1,322\t1,452\t+130\t+9.8%\t{0}
Year\t5,111\t5,298\t+187\t+3.7%\t►
▲ up by 5% or more, ▼ down by 5% or more, ► between the two.
"""
WAITS = """Waiting by service
The standard is that at least 75% wait no longer than 18 weeks; we mark a service Met, Close (70% or more but under
75%) or Not met.

Service\t0-18 weeks\tLonger\tWaiting\t% within 18 weeks\tStandard
Speech\t310\t104\t414\t74.9%\t{0}
Occupational\t179\t103\t282\t63.5%\tNot met
Physiotherapy\t96\t11\t107\t89.7%\tMet
Assessment\t322\t468\t790\t40.8%\tNot met
Counselling\t167\t65\t232\t72.0%\tClose
"""
COURSES = """Achievement over three years (%)
Programme\t2020/21\t2021/22\t2022/23\tChange on year\tNational rate\tDifference\tTrend
Community\t93.3\t93.6\t94.1\t+0.5\t92.9\t+1.2\tUp
English\t67.9\t69.2\t70.3\t+1.1\t68.0\t+2.3\tUp
Languages\t86.0\t83.7\t84.5\t+0.8\t85.3\t-0.8\t{0}
Digital\t85.9\t86.1\t86.8\t+0.7\t84.7\t+2.1\tUp
Vocational\t80.4\t82.9\t82.3\t-0.6\t83.5\t-1.2\tDown
Up or Down: a change of half a point or more. Level: less than that.
"""
GRADES = """Providers
Each provider is scored from 1 to 5 on three tests. The overall score is the plain average. 4.00 and over is Strong,
3.00 to 3.99 Sound, below 3.00 Concern.

Ref\tQuality\tTimeliness\tValue\tOverall\tLast quarter\tGrade
A1\t4\t4\t3\t3.67\t3.50\tSound
A2\t5\t4\t5\t4.67\t4.50\tStrong
A3\t3\t2\t3\t2.67\t3.00\t{0}
A4\t2\t3\t2\t2.33\t2.33\tConcern
A5\t4\t5\t4\t4.33\t4.00\tStrong
A6\t2\t3\t2\t2.33\t2.67\tConcern
A7\t5\t4\t5\t4.67\t4.67\tStrong
"""
SERVICES = """Ratings: Green, forecast at or below budget; Amber, over budget by up to 2.0%; \
Red, over budget by more than 2.0%.

Forecast by service, £000
Service\tBudget\tForecast\tVariance\tRating
Safeguarding\t9,420\t9,655\t235\tRed
Children in care\t18,360\t19,580\t1,220\tRed
Care leavers\t2,215\t2,140\t(75)\tGreen
Early help\t4,130\t4,020\t(110)\tGreen
Transport\t6,540\t7,105\t565\tRed
Support\t3,085\t3,126\t41\t{0}
Total\t43,750\t45,626\t1,876\tRed
"""
SIGNED = """The mark is ✔ if the figure meets the target, ! if it is short by no more than 5 percentage points and \
✘ if it is short by more.

Indicators
Indicator\tResult\tTarget\tAgainst target\tMark
In touch\t92.3%\t95.0%\t-2.7\t!
Plan reviewed\t83.1%\t90.0%\t-6.9\t{0}
Suitable accommodation\t92.8%\t90.0%\t+2.8\t✔
In education or work\t61.0%\t65.0%\t-4.0\t!
Registered with a dentist\t72.4%\t80.0%\t-7.6\t✘
"""
ANSWERS = """The mark in Fig. 5 is: Met, if 85% or more were answered in time; Close, if 75% to 84%; \
Missed, if below 75%.

Fig. 5 Answers in time
Stage\tAnswered\tIn time\tLate\t% in time\tMark
Stage 1\t118\t97\t21\t82%\tClose
Stage 1, complex\t48\t41\t7\t85%\t{0}
Stage 2\t24\t15\t9\t63%\tMissed
Stage 3\t4\t3\t1\t75%\tClose
All\t194\t156\t38\t80%\tClose
"""
TICKS = """The target is that 95% have done each course. A course is on target (✓) or not (✗).

Courses
Course\tRequired\tDone\tOutstanding\t% done\tOn target
Safeguarding\t1,284\t1,241\t43\t96.7\t✓
Data protection\t1,284\t1,192\t92\t92.8\t✗
Cyber security\t1,284\t1,229\t55\t95.7\t{0}
Equality\t1,284\t1,178\t106\t91.7\t✗
Conduct\t63\t58\t5\t92.1\t✗
"""
DAYS = """A measure is Green when the average is at or below the national threshold, Amber when it is above it \
by up to 30 days and Red otherwise.

Adoption timeliness
Measure\t2024/25\tThreshold\tAbove threshold by\tRating
Entering care to moving in\t438\t426\t12\tAmber
Order to match\t167\t121\t46\t{0}
Order to placement\t208\t210\t-\tGreen
Match to placement\t37\t30\t7\tAmber
"""
SAVINGS = """Table 7: Savings (£000); Green: planned sum met; Amber: half or more of it met; Red: less than half
Action\tPlanned\tAchieved\tDifference\tAchieved %\tMark
Places\t620\t410\t-210\t66.1%\tAmber
School\t1,150\t0\t-1,150\t0.0%\tRed
Reviews\t540\t615\t+75\t113.9%\t{0}
Pathways\t280\t190\t-90\t67.9%\tAmber
Panel\t350\t205\t-145\t58.6%\tAmber
Total\t2,940\t1,420\t-1,520\t48.3%\tRed
"""
FORECASTS = """Savings (£000). Green: forecast to deliver in full or more; Amber: 60% or more of target; \
Red: less than 60%
Saving\tTarget\tDelivered\tForecast\tShortfall () / excess\t% of target\tRAG
Edge of care\t900\t310\t640\t(260)\t71%\tAmber
Fostering\t620\t180\t390\t(230)\t63%\t{0}
Contracts\t480\t265\t510\t30\t106%\tGreen
Routes\t550\t120\t275\t(275)\t50%\tRed
Vacancies\t300\t170\t300\t0\t100%\tGreen
Premises\t150\t75\t150\t0\t100%\tGreen
"""
AUDITS = """Audits done (Green 95% or more, Amber 85% to 94%, Red under 85%)
Service\tPlanned\tDone\tNot done\t% done\tMark
Assessment\t24\t22\t2\t92%\tAmber
Family support\t20\t17\t3\t85%\t{0}
Court\t21\t20\t1\t95%\tGreen
Care\t18\t18\t0\t100%\tGreen
Leaving care\t10\t8\t2\t80%\tRed
Disability\t12\t11\t1\t92%\tAmber
"""
SCORES = """Direction compares the current score with the score reported in October 2026.

Register of risks
Ref\tLikelihood\tImpact\tScore\tOctober score\tDirection
R1\t5\t4\t20\t16\tUp
R2\t4\t4\t16\t20\t{0}
R3\t5\t5\t25\t20\tUp
R4\t3\t5\t15\t15\tSame
R5\t2\t4\t8\t12\tDown
R6\t3\t3\t9\t9\tSame
"""
ABSENCES = """Persistent absence by group
Group\tPupils\tAbsent\tRate (%)\t2023/24 rate (%)\tDirection
Free meals\t13,906\t4,419\t31.8\t34.8\tBetter
Plans\t2,847\t951\t33.4\t35.6\tBetter
Support\t8,315\t2,374\t28.6\t29.8\tBetter
In need\t1,269\t637\t50.2\t51.2\t{0}
In care\t512\t97\t18.9\t18.3\tWorse
A lower rate is better.
"""
PREFERENCES = """First preferences, five years
Year\tApplications\tFirst preference\t%\tEngland %\tAbove or below (-) England
2021\t3,988\t3,549\t89.0%\t91.8%\t-2.8
2022\t4,012\t3,611\t90.0%\t92.2%\t-2.2
2023\t3,967\t3,590\t90.5%\t92.5%\t-2.0
2024\t3,924\t3,571\t91.0%\t92.9%\t{0}
2025\t3,861\t3,562\t92.3%\t92.6%\t-0.3
"""
OVERDUE = """Overdue actions
Time overdue\tQ3\t% of Q3\tQ2\tChange
Under 1 month\t4\t44.4%\t5\t-1
1 to 3 months\t3\t33.3%\t4\t-1
Over 3 months\t2\t22.2%\t1\t{0}
All overdue\t9\t100.0%\t10\t-1
"""
BESIDE = """Referrals: the rate compared
Area\tReferrals per 10,000\tElderwick now, above or below (-)
Elderwick 2025/26\t535.4\t
Elderwick 2024/25\t521.6\t13.8
Neighbours\t538.4\t-3.0
Region\t517.9\t17.5
England\t537.7\t{0}
"""
STATUSES = """Status: On track if the forecast is no more than budget; Watch if over by less than 5%; \
Action if over by 5% or more.

Placement budgets, £000
Status\tBudget\tForecast\tVariance\tHeading
Watch\t12,950\t13,094\t144\tFamily placements
On track\t4,590\t4,478\t-112\tIn-house fostering
Watch\t6,720\t6,905\t185\tAgency fostering
Watch\t1,640\t1,711\t71\tKinship
{0}\t14,350\t15,206\t856\tAgency homes
Watch\t2,610\t2,644\t34\tSupported accommodation
"""
GROUPS = """A group is Met at 90% or more in time, Near at 80% to 89.9% and Missed below 80%.

Decisions in time
Group\tContacts\tIn time\tLate\t% in time\tOctober %\tMark
Four hours\t186\t171\t15\t91.9%\t96.3%\tMet
A day\t623\t552\t71\t88.6%\t90.5%\t{0}
Three days\t633\t487\t146\t76.9%\t80.9%\tMissed
All\t1,442\t1,210\t232\t83.9%\t86.8%\tNear
"""
RANGES = """Each worker should have between 50 and 70 children for a full-time post. \
Within range is printed as Yes or No.

Caseloads
Area\tPosts (FTE)\tChildren\tAverage per FTE\tWithin range
North\t3.6\t218\t60.6\tYes
Central\t3.0\t224\t74.7\t{0}
South\t3.2\t209\t65.3\tYes
All areas\t9.8\t651\t66.4\tYes
"""
AVERAGES = """Disputes by stage
Stage\tRaised\tTarget days\tAverage days\tAverage within target
Informal\t142\t5\t4.1\tYes
Stage 1\t58\t10\t8.6\tYes
Stage 2\t17\t15\t16.2\t{0}
Stage 3\t3\t20\t18.0\tYes
"""
LEVELS = """Trend is on the same quarter of last year: better, worse or same.

Indicators
Indicator\tNumber\tResult\tQ3 last year\tChange\tTrend
In touch\t334\t92.3%\t90.2%\t+2.1\tbetter
Plan reviewed\t301\t83.1%\t81.7%\t+1.4\tbetter
In education\t221\t61.0%\t58.6%\t+2.4\tbetter
With a dentist\t262\t72.4%\t72.4%\t0.0\t{0}
With a passport\t319\t88.1%\t86.3%\t+1.8\tbetter
"""
PAPERS: dict[str, Paper] = {
    "between two ends": (SHIFTS, "▲", "►", 6),
    "a band in brackets": (WAITS, "Close", "Met", 6),
    "up or down": (COURSES, "Up", "Down", 5),
    "the score that is named": (GRADES, "Concern", "Sound", 8),
    "per cent of money": (SERVICES, "Amber", "Red", 10),
    "an exclamation mark": (SIGNED, "✘", "!", 6),
    "a mark of no other row": (ANSWERS, "Met", "Close", 6),
    "or not": (TICKS, "✓", "✗", 7),
    "a threshold": (DAYS, "Red", "Amber", 6),
    "half of it": (SAVINGS, "Green", "Amber", 5),
    "in full": (FORECASTS, "Amber", "Red", 4),
    "counts that make it exact": (AUDITS, "Amber", "Red", 4),
    "a score of another month": (SCORES, "Down", "Up", 6),
    "a rate of another year": (ABSENCES, "Better", "Worse", 6),
    "above or below": (PREFERENCES, "-1.9", "1.9", 6),
    "the later first": (OVERDUE, "+1", "-1", 5),
    "all from one": (BESIDE, "-2.3", "2.3", 7),
    "status first": (STATUSES, "Action", "Watch", 9),
    "within a range": (RANGES, "No", "Yes", 6),
    "within the target beside it": (AVERAGES, "No", "Yes", 5),
    "the same, where words name it": (LEVELS, "same", "better", 8),
    "of now, not of a month": (GROUPS, "Near", "Met", 6),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_wrong_cell_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)
