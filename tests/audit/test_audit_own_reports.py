"""What dashboards made by rule print is spared: names of measures, rows for information, states beside values."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pdf import MadePdf

from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack

CASELOADS = """Caseloads, Eastshire
Measure\tOct-16\tNov-16\tDec-16\tJan-17
Highest caseload in fostering teams\t31\t29\t27\t26
Average caseload\t17.1\t16.8\t16.4\t16.2

{said}
"""
JUDGED = """Measures of Eastshire, January 2017
Measure\tGood is\tDec-16\tJan-17\tDirection
Contacts\t{polarity}\t2,852\t3,163\t
Visits in time\tHigh\t88.4%\t89.1%\tBetter
Reviews in time\tHigh\t91.0%\t93.5%\tBetter
Repeat plans\tLow\t14.2%\t12.7%\tBetter
Re-referrals\tLow\t20.0%\t23.8%\tWorse
Plans up to date\tHigh\t70.6%\t85.7%\tBetter
"""
RATES = """Looked after, Eastshire
Measure\tNov-16\tDec-16\tJan-17
Children looked after\t1,094\t1,088\t1,101
Children with a plan\t523\t527\t534
Care leavers\t482\t488\t478

Measures that call for a look
Measure\tJan-17\t{since}
Children looked after\t1,101\t{one}
Children with a plan\t534\t{two}
Care leavers\t478\t{three}
"""
COMPARED = (
    "Visits in time were 71.0% in January 2017. A year before it was {then}. "
    "It is above the average of similar councils, 66.9%.\n"
)
TARGETS = """Participation and NEET, Eastshire
Measure\tResult\tTarget\tAgainst target
Young people who are NEET\t3.9%\t2.3%\tMissed
Young people not known\t1.0%\t2.3%\tMet
Young people in custody\t3.0%\t1.1%\tMissed
16 year olds in education and training\t95.4%\t97.0%\t{mark}
"""
PROGRESS = """Results
School\tAttainment 8\tAgainst last year
Eastdale\t49.1\tthe same
Westdale\t50.2\tup
Northdale\t47.3\tup

{said}
"""
NAMESAKES = """Measures of Eastshire, January 2017
Measure\tDec-16\tJan-17
Referrals\t566\t776
Re-referrals within 12 months\t20.0%\t23.8%
Re-referrals within 12 months, last 12 months\t25.9%\t25.6%
Enquiries: substantiated, continuing risk\t35%\t42%
Enquiries: substantiated, no continuing risk\t9%\t13%
Enquiries: not substantiated\t56%\t45%

Measures that moved
Measure\tJan-17\tOn Dec-16
Referrals\t776\t+210
Re-referrals within 12 months, last 12 months\t{rolling}\t-0.3
Enquiries: substantiated, no continuing risk\t13%\t+4
Enquiries: not substantiated\t45%\t-11
"""
TO_DATE = """Referrals, Eastshire
Month\tReferrals\tPer 10,000\tTo assessment\tAgain\tAgain, last 12 months
Oct-16\t754\t538.8\t593\t195\t26.2%
Nov-16\t743\t530.9\t527\t196\t26.2%
Dec-16\t566\t404.4\t461\t113\t25.9%
Previous year to date\t2,154\t1,539.5\t1,792\t305\t
Year to date\t2,063\t1,474.1\t1,581\t504\t
Difference\t-91\t-65.4\t{difference}\t+199\t
"""
MEANS = """Outcomes of assessments, Eastshire
Month\tInformation and advice\tEarly help
Oct-16\t51.8%\t8.1%
Nov-16\t49.8%\t14.9%
Dec-16\t46.1%\t15.0%
Jan-17\t44.2%\t14.2%

Early help: {said} in January 2017. {mean}
"""
CHART = """Unaccompanied children accommodated
Children\tSep-16\tOct-16\tNov-16\tDec-16\tJan-17
Counted at the end of the month\t8\t9\t10\t12\t13
The case system, in the county report\t6\t6\t8\t7\t9

{title}
Period\tSep-16\tOct-16\tNov-16\tDec-16\tJan-17
The service\t8\t9\t10\t12\t13
The case system\t6\t6\t8\t7\t9
"""
CONTENTS = ("5.4 Revenue budget: forecast for 2016-17", "5.5 Schools budget: forecast for 2016-17", "5.6 The ledger")
LEAVERS = """Care leavers, Eastshire
Measure\tNov-16\tDec-16\tJan-17
Care leavers\t482\t488\t478
Care leavers with a needs assessment\t88.2%\t89.3%\t89.9%
Care leavers with a pathway plan\t83.2%\t84.4%\t85.0%
Care leavers in suitable accommodation\t88.1%\t89.2%\t90.2%
Care leavers in education or training\t58.8%\t59.0%\t57.3%

Care leavers by {kind}, Jan-17
Measure\t{heads}
Care leavers with a needs assessment\t88.6%\t91.3%\t87.0%\t89.8%
Care leavers with a pathway plan\t85.0%\t84.1%\t85.9%\t83.0%
Care leavers in suitable accommodation\t90.2%\t88.8%\t91.4%\t87.7%
Care leavers in education or training\t57.3%\t60.2%\t58.1%\t61.4%
"""
CONFERENCES = """Conferences, Eastshire
Month\tHeld\tPer 10,000\tHeld in time, number
Oct-16\t62\t55.8\t51
Nov-16\t58\t56.1\t49
Dec-16\t61\t56.6\t53
Jan-17\t64\t57.6\t50
Difference, Oct-16 to Jan-17\t+2\t+1.8\t-1

Conferences per 10,000: 57.6, {said} on December 2016. Conferences held in time are a number.
"""


def found(path: Path, text: str) -> list[tuple[str, str]]:
    path.write_text(text, encoding="utf-8")
    return [(finding.rule, finding.published) for finding in audit_pack(path).findings]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        # The name of a measure is no claim; beside it a claim is one.
        (CASELOADS, {"said": "Highest caseload in fostering teams: 26 at the end of January 2017."}, None),
        (CASELOADS, {"said": "Over the four months to January 2017 the line that fits best falls by 1.7."}, None),
        (CASELOADS, {"said": "The average caseload was lowest in October 2016, at 17.1."}, "highest-in-words"),
        # A row that is counted for information has no direction; one of which high is good has.
        (JUDGED, {"polarity": "Info"}, None),
        (JUDGED, {"polarity": "High"}, "left-blank"),
        # A column of changes since a month is no value of that month.
        (RATES, {"since": "On Dec-16", "one": "+13", "two": "+7", "three": "-10"}, None),
        (RATES, {"since": "Dec-16", "one": "1,098", "two": "527", "three": "488"}, "repeated-measures"),
        # What it was a year before is not what is above the average.
        (COMPARED, {"then": "60.0%"}, None),
        # Of NEET less is wanted, of participation more.
        (TARGETS, {"mark": "Missed"}, None),
        # `8` in the name of a measure counts no schools.
        (PROGRESS, {"said": "For schools Progress 8 is the same for pupils with the same start."}, None),
        # Numbers side by side are a row read as words, and a list of months and figures names none.
        (CASELOADS, {"said": "Average caseload 18.1 19.8 16.4 16.2"}, None),
        (CASELOADS, {"said": "Jan-17 26.1 and 16.3 (lines 12 and 44)."}, None),
        # What is called by its very name in the other table is that, and not what is called nearly so.
        (NAMESAKES, {"rolling": "25.6%"}, None),
        (NAMESAKES, {"rolling": "26.5%"}, "repeated-measures"),
        # A difference under two years to date is theirs: of a measure that has none there is none.
        (TO_DATE, {"difference": "-211"}, None),
        (TO_DATE, {"difference": ""}, "left-blank"),
        # A mean of months is no month's figure.
        (MEANS, {"said": "14.2%", "mean": "It ends a run of 7 months below the mean, 15.8%: neutral low."}, None),
        (MEANS, {"said": "14.7%", "mean": "It is lower than in December 2016."}, "figures-in-words"),
        # What a chart shows may be called otherwise beside it.
        (CHART, {"title": "Data: Number at month end, Sep-16 to Jan-17"}, None),
        # A column of one area among others is of no figure of all areas, though some are the same.
        (LEAVERS, {"kind": "locality", "heads": "North Eastshire\tHarbour\tWest\tSouth"}, None),
        (LEAVERS, {"kind": "council", "heads": "Eastshire\tWestshire\tNorthshire\tSouthshire"}, "headline-figures"),
        # A change of a rate, with its decimal, is none of a count.
        (CONFERENCES, {"said": "up 1.0"}, None),
        # The ends of a span, and what a figure is compared with, are not called the largest.
        (CASELOADS, {"said": "Largest, at month end, Eastshire, Oct-16 to Jan-17"}, None),
        (CASELOADS, {"said": "Highest caseload in fostering teams: 26, down 1 on December 2016."}, None),
        (CASELOADS, {"said": "The average caseload was highest in December 2016."}, "highest-in-words"),
    ],
)
def test_what_is_spared_and_what_is_found(
    tmp_path: Path, text: str, values: dict[str, str], expected: str | None
) -> None:
    rules = {rule for rule, _ in found(tmp_path / "pack.txt", text.format(**values))}
    assert rules == ({expected} if expected else set())


def test_a_title_that_says_that_is_a_title_and_a_hint_for_the_eye_is_none(tmp_path: Path) -> None:
    page = (
        "<html><body><h2>At a glance</h2><p aria-hidden='true'>Scroll sideways for the rest of the table</p><table>"
        "<caption>Indicators that are red, Eastshire</caption><tr><th>Indicator</th><th>Dec-16</th><th>Jan-17</th></tr>"
        "<tr><td>Visits in time</td><td>88.4%</td><td>89.1%</td></tr><tr><td>Plans</td><td>61</td><td>54</td></tr>"
        "</table></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    pack = open_pack(tmp_path / "page.html")
    assert [table.title for table in pack.tables] == ["Indicators that are red, Eastshire"]
    assert [paragraph.text for paragraph in pack.paragraphs] == ["At a glance"]


def test_contents_are_headings_without_dots_and_pages(tmp_path: Path) -> None:
    made, dots = MadePdf(), " ." * 60
    entries = [(50, 80 + 16 * at, f"{name}{dots} {at + 2}") for at, name in enumerate(CONTENTS)]
    made.add([(50, 60, "Contents"), *entries])
    made.save(tmp_path / "pack.pdf")
    said = [paragraph.text for paragraph in open_pack(tmp_path / "pack.pdf").paragraphs]
    assert said == ["Contents", *CONTENTS]


def test_an_indicator_without_values_yet_heads_no_column(tmp_path: Path) -> None:
    text = (
        "Indicators of Eastshire\nRef\tIndicator\tOct-16\tNov-16\tDec-16\tJan-17\nEarly help\t\t\t\t\t\n"
        "1\tEarly help indicators, still being agreed\t\t\t\t\nContacts\t\t\t\t\t\n"
        "2.1\tContacts\t3,292\t3,271\t2,852\t3,163\n2.2\tReferrals\t754\t743\t566\t776\n"
    )
    (tmp_path / "pack.txt").write_text(text, encoding="utf-8")
    (table,) = open_pack(tmp_path / "pack.txt").tables
    assert [column.heading for column in table.columns] == ["Ref", "Indicator", "Oct-16", "Nov-16", "Dec-16", "Jan-17"]
    assert [row.label for row in table.rows][-2:] == ["Contacts", "Referrals"]
