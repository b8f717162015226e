"""Headings, titles, dates, numbering, references, copies and residue: what is found, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.audit.reading.dated_headings import date_run
from crossfoot.audit.reading.days import days_in
from crossfoot.audit.reading.times import read_time
from crossfoot.operations.audit_pack import audit_pack

MONTHS = (
    "\n\nTable 1: Front door\nMeasure\tMay 2018\tJun 2018\tJul 2018\tAug 2018\n"
    "Enquiries\t712\t683\t711\t734\nReferrals\t184\t273\t222\t231\n"
)
YEARS = (
    "\n\nTable 1: Activity\nMeasure\t2011-12\t2012-13\t2013-14\nEnquiries\t7120\t6830\t7110\nReferrals\t"
    "1840\t2730\t2220\n"
    "\nTable 2: Conferences, 2013-14\nKind\tHeld\tLate\nInitial\t612\t73\nReview\t184\t38\n"
)
SECTIONS = "1. Purpose\n\n1.1 To report.\n\n2. Detail\n\n2.1 {}\n\n3. Next steps\n\n3.1 None are planned."
REGISTER = "Ref\tRisk\tOwner\nYP01\tMoney\tHead\nYP02\tPeople\tHead\nYP03\tHomes\tHead\nYP04\tSystems\tHead\n\n{}"

# Each: the rule that finds it, its text.
TRIPS = (
    "School trips\nMeasure\tApr-18\tMay-18\tJun-18\tJul-18\tAug-18\tSep-18\tOct-18\tNov-18\n"
    "Seats planned - rate\t146.2\t146.9\t147.5\t145.1\t{planned}\t147.9\t148.2\t148.8\n"
    "Seats filled - rate\t135.8\t136.1\t136.9\t134.7\t{filled}\t137.2\t137.9\t138.1\n"
)
FOUND = (
    ("times-in-order", "T\nMeasure\t2012-13\t2012-13\t2014-15\nVisits\t912\t830\t811\nCalls\t194\t283\t232\n"),
    ("times-in-order", "T\nMeasure\tQ1\tQ2\tQ2\tQ4\nVisits\t912\t830\t811\t822\nCalls\t194\t283\t232\t222\n"),
    (
        "times-in-order",
        "T\nMeasure\tJul-Sep\tOct-Dec\tOct-Dec\tApr-Jun\nVisits\t912\t830\t811\t822\nCalls\t19\t28\t23\t22\n",
    ),
    (
        "times-in-order",
        "T\nMeasure\tAutumn term\tAutumn term\tSummer term\nVisits\t912\t830\t811\nCalls\t194\t283\t232\n",
    ),
    (
        "times-in-order",
        "T\nMeasure\t31 March 2012\t31 March 2012\t31 March 2014\nVisits\t912\t830\t811\nCalls\t19\t28\t23\n",
    ),
    ("times-in-order", "T\nMeasure\tNov\tDec\tDec\tFeb\nVisits\t912\t830\t811\t822\nCalls\t194\t283\t232\t222\n"),
    ("times-in-order", "T\nMeasure\t12/13\t12/13\t14/15\nVisits\t912\t830\t811\nCalls\t194\t283\t232\n"),
    ("times-in-order", "T\nYear\tVisits\tCalls\n2012-13\t912\t830\n2012-13\t872\t811\n2014-15\t794\t777\n"),
    ("title-period", "Monthly dashboard: August 2017" + MONTHS),
    ("title-period", "Front door: position at 31 August 2017" + MONTHS),
    ("promises", "Meeting date: 3 May 2016\n\nThe next meeting will be held on 7 April 2016."),
    ("title-period", "Scorecard for July 2018" + MONTHS),
    ("title-period", "Annual report 2012/13" + YEARS),
    ("title-period", "Performance, quarter four 2012-13" + YEARS),
    ("title-period", "End of year outturn 2014-15" + YEARS),
    ("title-period", "Annual report 2013/14\n\nThis report covers 1 April 2012 to 31 March 2013." + YEARS),
    ("title-period", "Quarter 2 2012/13 performance\n\nMeeting date: 14 November 2013\n\nNothing else is said."),
    ("period-lengths", "Annual report 2013/14\n\nReporting period: 1st April 2013 - 31st March 2015" + YEARS),
    ("period-lengths", "Quarter 3: October to January 2018"),
    ("period-lengths", "Q4 (January - February)"),
    ("period-lengths", "The six months from 1 October 2017 to 30 April 2018 were busy."),
    ("period-over", "Scorecard, August 2018\n\nFigures as at 6 August 2018" + MONTHS),
    ("period-over", "Meeting date: 3 May 2018\n\nPeriod covered: 1 April 2018 to 31 December 2018\n\nNothing else."),
    ("promises", "Date of meeting: 6 June 2019\n\n3.2 The strategy will return to the panel on 7 March 2019."),
    ("promises", "Date of meeting: 6 June 2019\n\n3.2 The new homes are due to open by 1 February 2019."),
    ("deadlines", "Comments to the author by 20 May 2019, as it goes to the Scrutiny Committee on 13 May 2019."),
    ("deadlines", "Date of meeting: 13 May 2019\n\nThose who wish to speak must register by noon on 16 May 2019."),
    ("deadlines", "Meeting date\t13 May 2019\nQuestions from residents by\t5pm on 20 May 2019\nWard\tall of them\n"),
    ("date-order", "The course runs from 9 November 2018 until 12 October 2018."),
    ("date-order", "Last reviewed: 11 June 2021. Next review due: 10 June 2020."),
    ("date-order", "Task\tAgreed\tBy when\nPanel\t04/02/2019\t21/06/2019\nTraining\t14/11/2019\t15/10/2019\n"),
    ("date-order", "Task\tDate\tTasks due\nPanel\t12 June 2019\t5 June 2019\nVisit\t1 May 2019\t4 June 2019\n"),
    ("jumps", TRIPS.format(planned="145.9", filled="28.6")),
    ("weekdays", "Panels were always on a Friday: 4 January 2019, 11 January 2019, 19 January 2019, 25 January 2019."),
    ("weekdays", "The forum meets every Monday.\n\n7 January 2019; 14 January 2019; 22 January 2019; 28 January 2019"),
    ("references", SECTIONS.format("As section 7 shows, the plan is late.")),
    ("references", SECTIONS.format("This follows from sections 1 to 6.")),
    ("references", SECTIONS.format("Costs are in paragraph 8.4.")),
    ("references", "1. We met.\n\n2. We agreed.\n\n3. We closed.\n\n4. Paragraph 12 gives the vote."),
    ("references", "Annex 1 - Terms\n\nThe log is in Annex 3."),
    ("references", "Part A: Homes\n\nPart B: Schools\n\nThe budget is told in Part E."),
    ("references", "Figure 1: Visits\n\nFigure 2: Calls\n\nAs Figures 1 and 4 show, visits rose."),
    ("references", "KPI 1: entrants\n\nFewer.\n\nKPI 2: custody\n\nNone.\n\nThe cause is told under KPI 5."),
    ("references", REGISTER.format("The panel looked at YP03 and YP09.")),
    ("numbering", SECTIONS.format("First.\n\n2.2 Second.\n\n2.2 Third.\n\n2.4 Fourth.")),
    ("numbering", "Members asked for:\n\n(a) a plan;\n\n(b) a budget;\n\n(b) a date; and\n\n(d) an owner."),
    ("numbering", "We will (i) write to families; (ii) train staff; and (ii) report back."),
    ("numbering", "Annex A: Plan\n\nAnnex B: Budget\n\nAnnex B: Dates\n\nNothing else is here."),
    ("numbering", "No.\tTask\tOwner\n1\tWrite\tHead\n2\tTrain\tHead\n2\tTell\tHead\n4\tClose\tHead\n"),
    (
        "age-bands",
        (
            "Age group\tChildren\tNew\nUnder 1\t20\t4\n1 to 4\t55\t9\n5 to 9\t80\t12\n9 to 15\t120\t20\n16 and "
            "over\t40\t8\n"
        ),
    ),
    ("age-bands", "Work with children aged 14 to 11 has begun."),
    (
        "copied-tables",
        (
            "Table 1: Reasons, girls\nReason\tNumber\nHealth\t127\nMove\t119\nHome\t75\nOther\t44\n\nTable 2: "
            "Reasons, boys\nReason\tNumber\nHealth\t127\nMove\t119\nHome\t75\nOther\t44\n"
        ),
    ),
    ("placeholders", "Take-up rose to XX% in the summer."),
    ("placeholders", "The overspend is £x.xm this year."),
    ("placeholders", "There were [insert figure] new starters."),
    ("placeholders", "The number of starters is TBC."),
    ("placeholders", "Costs are in Error! Reference source not found."),
    (
        "noughts",
        (
            "Hub\tVisits\tHappy\nMill\t54\t93.4%\nHill\t46\t91.2%\nDale\t52\t0.0%\n\nDale did not take part, "
            "and no survey was held there: Dale has no data."
        ),
    ),
    ("beyond-hundred", "Team\tTasks\tProgress\nNorth\t12\t94.1%\nSouth\t14\t130%\nEast\t11\t85.2%\n"),
    (
        "swapped-labels",
        (
            "T\nMeasure\t2015\t2016\nFamilies on early help plans\t640\t660\nYoung carers known to us\t410\t"
            "376\n\nIn 2016 there were 376 families on early help plans.\n\nThe young carers known to us were "
            "660."
        ),
    ),
)

SPARED = (
    "Monthly dashboard: September 2018" + MONTHS,
    "Scorecard, October 2018\n\nData to August 2018" + MONTHS,
    "Performance report 2014/15, quarter 1" + YEARS,
    "Budget 2014/15" + YEARS,
    "Report to the Schools Forum, 2014/15" + YEARS,
    "Annual report 2013/14\n\nThis report covers 1 April 2013 to 31 March 2014." + YEARS,
    "This report covers 1 April 2013 to 31 December 2013.",
    "The plan covers the three years from 1 April 2013 to 31 March 2016.",
    "Quarter 2 (April to September)",
    "Q1 (January to March 2017)",
    "Quarter 3: enquiries rose from May to November.",
    "In quarter 1, May to June was busy.",
    "Date of meeting: 6 June 2019\n\nIt was agreed in March that the plan will come back on 3 May 2018.",
    "Date of meeting: 6 June 2019\n\nThe team will use the data from 31 March 2018.",
    "Date of meeting: 6 June 2019\n\nChildren born on 1 September 2014 will start school in 2019.",
    (
        "Date of meeting: 13 May 2019\n\nThe consultation closes on 10 June 2019; responses should be sent "
        "by 10 June 2019."
    ),
    "The board met on 8 May 2019 and asked for comments by 15 May 2019.",
    "Task\tStart date\tEnd date\nPanel\t04/01/2019\t04/01/2019\nTraining\t14/11/2019\tOngoing\n",
    "Board\tDate\tPapers due\nFirst\t12 June 2019\t5 June 2019\nSecond\t11 September 2019\t4 September 2019\n",
    TRIPS.format(planned="31.4", filled="28.6"),
    "The team meets every Tuesday. Meetings held: 3 May 2016, 11 May 2016, 20 May 2016.",
    "T\nMeasure\t2012\t2014\t2016\nVisits\t912\t830\t811\n",
    "T\nMeasure\tQ3 2012/13\tQ2 2013/14\tQ3 2013/14\nVisits\t912\t830\t811\n",
    (
        "T\nMeasure\tQ4 2012-13\tQ1\tQ2\tQ3\tQ4\tTarget\nVisits\t912\t830\t811\t812\t822\t900\nCalls\t92\t"
        "80\t81\t82\t22\t90\n"
    ),
    "T\n\t2012/13\t\t\t\t2013/14\t\t\t\nMeasure\tQ1\tQ2\tQ3\tQ4\tQ1\tQ2\tQ3\tQ4\nVisits\t91\t83\t81\t82\t86\t84\t80\t79\n",
    "T\nMeasure\tMar 2016\tDec 2016\tJan 2017\tFeb 2017\tMar 2017\nVisits\t912\t830\t811\t812\t822\n",
    "T\n\t2015\t2015\t2016\t2016\nMeasure\tNo.\t%\tNo.\t%\nVisits\t912\t40%\t811\t50%\nCalls\t1368\t60%\t811\t50%\n",
    "Age\tNumber\tNew\n0-4\t20\t4\n5-9\t30\t6\n10-14\t30\t7\n0-14\t80\t17\n",
    "Age\tNumber\tNew\n0-5\t20\t4\n5-10\t30\t6\n10-16\t30\t7\n16-18\t30\t9\n",
    "Caseload (ages 5 to 16)\tNumber\tNew\n1-10\t20\t4\n11-20\t30\t6\n31-40\t30\t7\n",
    SECTIONS.format(
        "Enquiries under section 47 rose; section 20 and section 17 work fell; section 7 reports are late."
    ),
    SECTIONS.format("The report is exempt under paragraph 9 of Part 1 of Schedule 12A."),
    SECTIONS.format("See section 12 of the needs assessment."),
    "Appendix 1: Data\n\nAppendix 2: Glossary\n\nThe full plan is in Appendix 6 of the report to Cabinet in May.",
    "Part 1: Homes\n\nPart 2: Schools\n\nThe child was on Part 8 of the register under Part 3 of the Act.",
    REGISTER.format("YP05 was closed in March."),
    "(a) one;\n\n(b) two;\n\n(c) three.\n\nUnder (a) and (b) the work is done; (b) costs more.",
    "Rank\tSchool\tScore\n1\tMill\t90\n2\tHill\t80\n2\tDale\t80\n4\tFord\t70\n",
    "Cells below 5 are shown as xx.",
    "Date of next meeting: TBC",
    "Child XX told us that she was happy.",
    "Scheme\tCost\tSavings delivered\nA\t12\t104%\nB\t15\t88%\n",
    (
        "T1: Reasons, 2016\nReason\t2015\t2016\nHealth\t127\t130\nMove\t119\t120\nOther\t44\t50\n\nT2: "
        "Reasons, 2017\nReason\t2015\t2016\nHealth\t127\t130\nMove\t119\t120\nOther\t44\t50\n"
    ),
)
JUDGED = {rule for rule, _ in FOUND} | {"copied-series", "appendices", "dates", "period-not-ended"}


def findings(text: str, folder: Path) -> list[tuple[str, int, str]]:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return [(each.rule, each.line, each.published) for each in audit_pack(path).findings if each.severity != "note"]


@pytest.mark.parametrize(("rule", "text"), FOUND, ids=lambda value: value[:40])
def test_the_fault_is_found(rule: str, text: str, tmp_path: Path) -> None:
    assert rule in {found for found, _, _ in findings(text, tmp_path)}


@pytest.mark.parametrize("text", SPARED, ids=lambda value: value[:40])
def test_what_officers_rightly_write_is_left_alone(text: str, tmp_path: Path) -> None:
    assert [found for found in findings(text, tmp_path) if found[0] in JUDGED] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Apr-Jun", "quarter 1"),
        ("Jan \u2013 Mar 2016", "quarter 4 of 2015"),
        ("15/16", "2015-16"),
        ("Academic year 2015/16", "2015-16"),
        ("Spring term 2015/16", "spring 2016"),
        ("Month to Jan", "January"),
        ("31/03/2017", "March 2017"),
        ("As at 31 March 2017", "March 2017"),
        ("Qtr 3", "quarter 3"),
        ("Year ending March 2017", "2016-17"),
    ],
)
def test_a_heading_is_a_time(text: str, name: str) -> None:
    time = read_time(text)
    assert time is not None
    assert time.name == name


@pytest.mark.parametrize("text", ["16/21", "Spring Grove", "Apr-Jul", "12", "Q5"])
def test_other_words_are_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ("Q4 2012-13|Q1|Q2", "quarter 4 of 2012|quarter 1 of 2013|quarter 2 of 2013"),
        ("Q3 2012-13|Q2|Q3", "quarter 3 of 2012|quarter 2 of 2013|quarter 3 of 2013"),
        ("Oct 2016|Nov|Dec|Jan", "October 2016|November 2016|December 2016|January 2017"),
        ("Q1|Q2|Q4 2012-13", "quarter 1|quarter 2|quarter 4 of 2012"),
        ("Q3|Q2|Q1", "quarter 3|quarter 2|quarter 1"),
    ],
)
def test_a_time_without_a_year_takes_it_from_its_run(headings: str, names: str) -> None:
    times = [time for each in headings.split("|") if (time := read_time(each)) is not None]
    assert "|".join(time.name for time in date_run(times)) == names


def test_quarters_of_a_calendar_year_keep_their_order() -> None:
    times = [time for each in ("Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec") if (time := read_time(each)) is not None]
    dated = date_run(times)
    assert dated == sorted(dated)


def test_days_are_read_in_every_way_of_writing_them() -> None:
    text = "On Monday 3 June 2019, the 4th of June 2019, June 5, 2019, 06/06/2019 and 7-Jun-19; not on 31/02/2019."
    assert [day.on.day for day in days_in(text)] == [3, 4, 5, 6, 7]
