"""What dashboards made by rule print is spared: names of measures, rows for information, states beside values."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

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
    ],
)
def test_what_is_spared_and_what_is_found(
    tmp_path: Path, text: str, values: dict[str, str], expected: str | None
) -> None:
    rules = {rule for rule, _ in found(tmp_path / "pack.txt", text.format(**values))}
    assert rules == ({expected} if expected else set())
