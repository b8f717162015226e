"""What is said twice: in two tables, under two names, in a copy; and what is judged again once blame is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack

SUMMARY = """Summary
Measure\tGood is\tOct-16\tNov-16\tDec-16\tJan-17\tDirection (month on month)
Plans reviewed in time\tHigh\t92.1%\t94.4%\t95.1%\t96.4%\t↑
Referrals that came back\tLow\t25.9%\t26.4%\t20.0%\t23.8%\t↓
Children on plans seen in time\tHigh\t88.8%\t87.5%\t{december}\t89.1%\t{sign}
Children missing education\tLow\t181\t193\t172\t166\t↑
"""
DETAIL = """
Child protection
Measure\tOct-16\tNov-16\tDec-16\tJan-17
Children on plans seen in time\t88.8%\t87.5%\t90.7%\t89.1%
"""
RATES = """Summary
Measure\tGood is\tOct-16\tNov-16\tDec-16\tJan-17\tDirection (month on month)
Plans reviewed in time\tHigh\t92.1%\t94.4%\t95.1%\t96.4%\t↑
Children in need\tLow\t2267\t2245\t{count}\t2233\t{sign}
Visits made in time\tHigh\t82.1%\t84.4%\t85.1%\t81.4%\t↓
Children missing education\tLow\t181\t193\t172\t166\t↑

Children in need by area
Measure\tOct-16\tNov-16\tDec-16\tJan-17
North\t1267\t1245\t1302\t1233
South\t600\t600\t580\t590
East\t400\t400\t420\t410
Children in need\t2267\t2245\t2302\t2233
"""
INSPECTED = """Outcomes of inspections
Measure\tArea\tJuly 2013\tJuly 2014\tJuly 2015\tJuly 2016
{measure}\tNorthfold\t70%\t79%\t86%\t88%
{measure}\t{name}\t78%\t84%\t87%\t89%

Schools judged good or outstanding by district
District\tJuly 2013\tJuly 2014\tJuly 2015\tJuly 2016
Fenwick\t69%\t73%\t80%\t81%
Holt End\t75%\t88%\t93%\t95%
National\t{first}\t{second}\t87%\t89%
"""
VULNERABLE = """Attainment at the end of key stage 4
Pupils\tAttainment 8 2015\tAttainment 8 2016\tEnglish and mathematics % 2015\tEnglish and mathematics % 2016
All\t48.3\t49.0\t57%\t61%
Disadvantaged\t36.1\t38.8\t38%\t36%

Attainment of vulnerable groups
Pupils\tAttainment 8 2015\tAttainment 8 2016\tEnglish and mathematics % 2015\tEnglish and mathematics % 2016
{group}\t36.1\t{value}\t{third}\t36%
Looked after\t22.4\t23.9\t14%\t12%
"""
COMPLEMENT = """Attainment
Pupils\tAttainment 8 2015\tAttainment 8 2016\tEnglish and mathematics % 2015\tEnglish and mathematics % 2016
All pupils\t48.3\t49.0\t57%\t61%

Groups
Pupils\tAttainment 8 2015\tAttainment 8 2016\tEnglish and mathematics % 2015\tEnglish and mathematics % 2016
FSM\t39.4\t38.8\t38\t36
Non-FSM\t50.9\t51.8\t63\t{outside}
"""
FORECASTS = """Attainment of groups
Pupils\tEnglish and mathematics (%)\t\t\t\t
\tResult (validated)\tResult\tForecast\tForecast\tResult
\tJuly 2015\tJuly 2016\tDec 2016\t{spring}\tJuly 2017
FSM\t38\t36\t37\t38\t40
Not FSM\t63\t62\t64\t63\t65
Looked after\t22\t14\t12\t13\t15
"""
REVIEWS = """Reviews
Measure\tApr-16\tMay-16\tJun-16\tJul-16\tAug-16\tSep-16\tYear to date
Care plans up to date\t1006\t988\t984\t1004\t1020\t1031\t{plans}
Reviews held\t118\t107\t101\t115\t92\t51\t{held}
Reviews with the child there\t95\t83\t73\t91\t77\t44\t463
"""
MINUTES = """Minutes of the meeting

Present:

Cllr A Ashbee - Chair

Cllr B Birchwood

{present}

{apologies}
"""
MONTHS = """Dashboard
Measure\tGood is\tLast {number} months\t\t\t\tNow
\t\tOct-16\tNov-16\tDec-16\tJan-17\tTarget
Referrals\tLow\t754\t743\t566\t776\t600
Contacts\tLow\t3292\t3271\t2852\t3163\t3000
"""
SAVINGS = "The savings for 2017-18 and 2019-20 are in the appendix. Those of 2019-20 were agreed.\n{sentence}\n"
SHARES = """Budget monitoring
Service\tLead\tVariance as % of budget
Fostering\tCare\t{first}
Residential\tCare\t9
Adoption\tCare\t-4
Transport\tSchools\t{other}
Early help\tHelp\t6
Legal costs\tLaw\t21
"""
ARROWS = """Headline measures
Measure\tGood is\tDec-16\tJan-17\tDirection
Plans reviewed in time\tHigh\t95.1%\t96.4%\t↑
Visits made in time\tHigh\t87.5%\t87.5%\t→
Children missing education\tLow\t181\t166\t↑

Health
Measure\tGood is\tDec-16\tJan-17\tDirection
Health checks in time\tHigh\t91.1%\t88.4%\t↓
Dental checks in time\tHigh\t69.0%\t69.0%\t{level}
Teeth decayed\tLow\t29\t25\t↑
{key}
"""
DISTRICTS = """Outcomes of inspections
Measure\tJuly 2013\tJuly 2014\tJuly 2015\tJuly 2016
Schools judged outstanding\t11%\t12%\t13%\t14%
{measure}\t{first}\t{second}\t85%\t86%

Schools judged good or outstanding by district
District\tJuly 2013\tJuly 2014\tJuly 2015\tJuly 2016
Fenwick\t69% (44/64)\t73% (46/63)\t80% (47/59)\t81% (46/57)
Holt End\t75% (45/60)\t88% (51/58)\t93% (53/57)\t95% (53/56)
Marsh Lane\t74% (40/54)\t80% (43/54)\t83% (45/54)\t83% (45/54)
National\t78%\t84%\t87%\t89%
"""
MEASURES = """Measures
Measure\tGood is\tData note\tDec-16\tJan-17\tChange since 2015
Plans reviewed in time\tHigh\tPercentage\t95.1%\t96.4%\t+4
Visits made in time\tHigh\tPercentage\t87.5%\t89.5%\t+2
Children missing education\tLow\tCount\t181\t166\t-12
Children on plans\tLow\tCount\t523\t545\t+31
Health checks in time\tHigh\tPercentage\t91.1%\t88.4%\t-2
Dental checks in time\tHigh\t{unit}\t69.0%\t71.0%\t+3
Teeth decayed\tLow\tCount\t29\t25\t{change}
Eyes tested\tHigh\tCount\t341\t363\t+15
Ears tested\tHigh\tCount\t270\t281\t+9
Visits to the dentist\tHigh\tCount\t612\t634\t{last}
"""
NOTED = """Children in need
Measure\tOct-16\tNov-16\tDec-16\tJan-17
Children in need{mark}\t1719\t1723\t1775\t1697
Visits made in time\t1371\t1364\t1422\t1325

{note}
"""
TARGETS = """Dashboard
Measure\tGood is\tOct-16\tNov-16\tDec-16\tJan-17\tTarget
Up to date care plans\tHigh\t97.8%\t97.1%\t98.5%\t98.6%\t100%

Summary
Measure\tOct-16\tNov-16\tDec-16\tJan-17\tTop quartile\tTarget
Up to date care plans - %\t97.8%\t97.1%\t98.5%\t98.6%\t{plans}
Reviews in time - %\t93.1%\t94.0%\t95.2%\t94.4%\t{reviews}
"""


def findings(path: Path, text: str) -> list[Finding]:
    path.write_text(text, encoding="utf-8")
    return list(audit_pack(path).findings)


@pytest.mark.parametrize(
    ("text", "rule", "published", "expected"),
    [
        # The month before is blank here, and printed elsewhere.
        (SUMMARY.format(december="", sign="↑") + DETAIL, "directions", "↑", "down"),
        (INSPECTED.format(measure="Schools judged good or outstanding", name="National", first="81%", second="84%"),
         "benchmark-series", "81%", "78%"),
        (DISTRICTS.format(measure="Schools judged good or outstanding", first="70%", second="80%"),
         "summed-pairs", "70%", "72%"),
        (VULNERABLE.format(group="FSM", value="36.8", third="38%"), "renamed-groups", "36.8", "38.8"),
        (VULNERABLE.format(group="Pupil premium", value="36.8", third="38%"), "renamed-groups", "36.8", "38.8"),
        # The whole has the percent sign, the groups have it in their heading.
        (COMPLEMENT.format(outside="38"), "aggregates", "61%", "35.5 to 38.5"),
        (FORECASTS.format(spring="March 2016"), "times-in-order", "March 2016", "March 2017"),
        (REVIEWS.format(plans="584", held=""), "slid-totals", "584", "in the row of Reviews held"),
        (MINUTES.format(present="Ms C Cedarly", apologies="Apologies were received from Ms C Cedarly and Mr D Oak."),
         "present-and-absent", "Ms C Cedarly", "present, or apologies"),
        (MONTHS.format(number="six"), "counted-periods", "Last six months", "4"),
        (SAVINGS.format(sentence="The rise of 2% foreseen for 2010-20 would not occur."),
         "year-spans", "2010-20", "2019-20"),
        (SAVINGS.format(sentence="The rise of 2% foreseen for 2019-29 would not occur."),
         "year-spans", "2019-29", "2019-20"),
        ("The meeting adjourned at 12.05 noon.\n", "clock-times", "12.05 noon", "12.00 noon, or 12.05"),
        (SHARES.format(first="13", other="-17%"), "stray-signs", "-17%", "-17"),
        (ARROWS.format(level="↔", key=""), "mixed-arrows", "↔", "→"),
        (MEASURES.format(unit="", change="-3", last="+8"), "left-blank", "", "a unit"),
        (MEASURES.format(unit="Percentage", change="", last="+8"), "left-blank", "", "a difference"),
        (NOTED.format(mark="", note="*From January 2017 plans are due after 45 working days."), "footnotes", "*", ""),
        (TARGETS.format(plans="95%\t100%", reviews="70-80%\t"), "slid-values", "70-80%", "under another heading"),
    ],
)  # fmt: skip
def test_the_fault_is_found_and_nothing_else(
    text: str, rule: str, published: str, expected: str, tmp_path: Path
) -> None:
    found = findings(tmp_path / "pack.txt", text)
    assert [(each.rule, each.published, each.expected) for each in found] == [(rule, published, expected)]


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY.format(december="", sign="↓") + DETAIL,
        # Nothing says what the month before was: neither sign is wrong.
        SUMMARY.format(december="", sign="↓"),
        SUMMARY.format(december="", sign="↑"),
        INSPECTED.format(measure="Schools judged good or outstanding", name="National", first="78%", second="84%"),
        # Too little agrees, or it is something else: a quartile, a measure of other words.
        INSPECTED.format(measure="Schools judged good or outstanding", name="National", first="81%", second="80%"),
        INSPECTED.format(measure="Schools judged good or outstanding", name="National top quartile", first="81%",
                         second="84%"),
        INSPECTED.format(measure="Childminders that take the register", name="National", first="81%", second="84%"),
        DISTRICTS.format(measure="Schools judged good or outstanding", first="72%", second="80%"),
        DISTRICTS.format(measure="Schools judged good or outstanding", first="70%", second="82%"),
        DISTRICTS.format(measure="Childminders on the register", first="70%", second="80%"),
        VULNERABLE.format(group="FSM", value="38.8", third="38%"),
        # Two figures in common make no group of two names; nor do the same figures of the others.
        VULNERABLE.format(group="FSM", value="36.8", third="37%"),
        VULNERABLE.format(group="FSM", value="37.0", third="39%"),
        COMPLEMENT.format(outside="67"),
        FORECASTS.format(spring="March 2017"),
        REVIEWS.format(plans="", held="584"),
        MINUTES.format(present="Ms C Cedarly", apologies="Apologies were received from Mr D Dogwood."),
        MINUTES.format(present="Ms C Cedarly", apologies="Apologies for lateness were received from Ms C Cedarly."),
        MINUTES.format(present="Ms C Cedarly",
                       apologies="Apologies were received from Mr D Dogwood (Ms C Cedarly substituted)."),
        MINUTES.format(present="Ms C Cedarly thanked the staff.\n\nThe members were told who could not come and why.",
                       apologies="Apologies were received from Ms E Cedarly."),
        MONTHS.format(number="four"),
        MONTHS.format(number="few"),
        SAVINGS.format(sentence="The plan for children of 2010-20 has ended."),
        SAVINGS.format(sentence="The awards of 2015-18 have ended."),
        SAVINGS.format(sentence="The rise of 2% foreseen for 2018-19 would not occur."),
        SAVINGS.format(sentence="Release no. 2019/29 tells more."),
        "The meeting adjourned at 12.00 noon, and again at 12:00noon.\n",
        "Questions close at 5pm; the doors close at 11.59pm, before midnight, and open at noon.\n",
        SHARES.format(first="13", other="-17"),
        SHARES.format(first="13%", other="-17%"),
        ARROWS.format(level="→", key=""),
        MEASURES.format(unit="Percentage", change="-3", last="+8"),
        # Two without it: it may not be known for them.
        MEASURES.format(unit="Percentage", change="", last=""),
        NOTED.format(mark="*", note="*From January 2017 plans are due after 45 working days."),
        NOTED.format(mark="", note="* Children in need are those with a plan.\n\n* Visits are by social workers."),
        TARGETS.format(plans="95%\t100%", reviews="96%\t"),
        ARROWS.format(level="↔", key="\n→ is no change; ↔ is a change of less than half a point in either direction."),
    ],
)  # fmt: skip
def test_nothing_is_found(text: str, tmp_path: Path) -> None:
    assert [(each.rule, each.published, each.explanation) for each in findings(tmp_path / "pack.txt", text)] == []


@pytest.mark.parametrize(("sign", "rules"), [("↑", {"repeated-measures"}), ("→", {"directions", "repeated-measures"})])
def test_an_arrow_is_judged_again_with_what_the_wrong_cell_should_say(
    sign: str, rules: set[str], tmp_path: Path
) -> None:
    """2,302 to 2,233 is better, where fewer are wanted; 202 in its place made it look worse."""
    found = findings(tmp_path / "pack.txt", RATES.format(count=202, sign=sign))
    assert {each.rule for each in found if each.rule in {"directions", "repeated-measures"}} == rules
    assert findings(tmp_path / "right.txt", RATES.format(count=2302, sign="↑")) == []


def test_a_target_under_another_heading_takes_its_like_in_the_column_along(tmp_path: Path) -> None:
    found = findings(tmp_path / "pack.txt", TARGETS.format(plans="100%\t", reviews="100%\t"))
    assert [(each.rule, each.line, each.expected) for each in found] == [
        ("slid-values", 7, "under the target"),
        ("slid-values", 8, "under the target"),
    ]


def test_a_finding_names_the_lines_where_its_table_and_its_sentence_stand_again(tmp_path: Path) -> None:
    table = "Cases by team\nTeam\tQ1\tQ2\tQ3\tQ4\nRed team\t12\t14\t18\t11\nBlue team\t31\t25\t16\t22\n"
    table += "Green team\t27\t19\t23\t20\nTotal\t70\t58\t75\t53\n"
    sentence = "Of the 650 children who were seen in the year 172, or 46.5%, had been seen in the year before.\n"
    text = f"{table}\n{sentence}\nAppendix\n\n{table}\nIn other words, as told above. {sentence}"
    found = {each.rule: each for each in findings(tmp_path / "pack.txt", text)}
    assert set(found) == {"totals", "shares-in-words", "duplicated-tables"}
    assert found["totals"].other_lines[-1] == 17
    assert found["shares-in-words"].other_lines == (19,)


PAGE = """Vital signs, April to September 2025
Measure\tApr 2025\tMay 2025\tJun 2025\tJul 2025\tAug 2025\tSep 2025
Plans up to date\t83.9%\t84.4%\t83.1%\t84.3%\t83.2%\t83.7%
Protection visits in time\t93.3%\t92.8%\t{june}\t93.5%\t88.6%\t90.4%

Page of one measure: protection visits in time

Visits due, made in time and late
Visits\tApr\tMay\tJun\tJul\tAug\tSep
Visits due\t431\t429\t436\t433\t428\t425
Made in time\t402\t398\t411\t405\t379\t384
Late\t29\t31\t25\t28\t49\t41
% in time\t93.3%\t92.8%\t94.3%\t93.5%\t88.6%\t90.4%
"""


def test_months_without_a_year_are_those_of_the_paper(tmp_path: Path) -> None:
    """A row of another table is known by its values, and by the words above that table."""
    found = findings(tmp_path / "pack.txt", PAGE.format(june="93.4%"))
    assert [(each.rule, each.line, each.expected) for each in found] == [("repeated-measures", 4, "94.3%")]
    assert findings(tmp_path / "right.txt", PAGE.format(june="94.3%")) == []
