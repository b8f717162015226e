"""Words that make no claim, or another one than it seems: spared, and beside each a claim that is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

OPEN = """Assessments, Eastshire
Measure\tOct-16\tNov-16\tDec-16\tJan-17
Assessments open past 45 working days\t61\t54\t50\t48
Assessments started\t611\t604\t598\t602

{said}
"""
PLANS = """Plans, Eastshire
Measure\tOct-16\tNov-16\tDec-16\tJan-17
Leavers with an up-to-date pathway plan\t86.6%\t89.2%\t87.9%\t85.0%
Care leavers in touch\t91.0%\t92.4%\t90.3%\t91.1%

{said}
"""
ENQUIRIES = (
    "Enquiries were {now} per 10,000 in January 2017. {then}It is above the average of similar councils, {others}.\n"
)
CUT = "89.5%: it is now 9.0 percentage points below. It is below the average of similar councils, {others}.\n"
MONEY = """Forecast by service
Service\tBudget £m\tForecast £m\tVariance £m
Early help agreements\t4.120\t5.670\t+1.550
Residential care\t6.310\t6.150\t-0.160
Total\t10.430\t11.820\t+1.390

The forecast for early help agreements is {told} million over its budget.
{again}
"""
ROUNDED = """Children looked after
Measure\tSep-16\tOct-16\tNov-16\tDec-16\tJan-17
{values}

The number of children looked after rose for the third month running.
"""
CLAIMS = """Claims of families, January 2017

Claims
Claim\tTarget\tClaimed\tRunning total with what is planned
September 2016\t180\t181\t181
January 2017\t390\t393\t574
March 2017\t395\t{claimed}\t969
"""
RESULTS = """Results of areas
Area\tProgress 8, 2015\tProgress 8, 2016\tAttainment 8, 2015\tAttainment 8, 2016\tPassed, 2015\tPassed, 2016\tSince 2015
All, nation\t-0.03\t-0.03\t48.4\t49.9\t59%\t63%\t+4
Northern, all\t0.07\t0.07\t49.2\t50.4\t59%\t63%\t+4
Broad, disadvantaged\t-0.36\t-0.35\t40.5\t41.6\t42%\t43%\t+1
"""


def found(path: Path, text: str) -> set[str]:
    path.write_text(text, encoding="utf-8")
    return {finding.rule for finding in audit_pack(path).findings}


@pytest.mark.parametrize(
    ("text", "spared", "wrong", "rule"),
    [
        # The figure before the comma is the value, the one after `down` the change.
        (
            OPEN,
            {"said": "Assessments open past 45 working days: 48, down 2 on December 2016."},
            {"said": "Assessments open past 45 working days: 48, down 7 on December 2016."},
            "change-over-time",
        ),
        # A quarter is no month, and `up-to-date` is no rise.
        (
            PLANS,
            {"said": "Leavers with an up-to-date pathway plan: 85.0%, down 4.2 percentage points on July to August."},
            {"said": "Leavers with an up-to-date pathway plan: 85.0%, down 4.2 percentage points on December 2016."},
            "change-over-time",
        ),
        (
            PLANS,
            {"said": "Leavers with an up-to-date pathway plan: 85.0%, down 2.9 percentage points on December 2016."},
            {"said": "Leavers with an up-to-date pathway plan: 85.0%, up 2.9 percentage points on December 2016."},
            "direction-in-words",
        ),
        # By how much it is above what it was is no value; nor is what it was.
        (
            ENQUIRIES,
            {"now": "135.8", "then": "A year before it was 89.3: it is now 46.5 above. ", "others": "131.9"},
            {"now": "135.8", "then": "", "others": "138.9"},
            "comparisons-in-words",
        ),
        (
            CUT,
            {"others": "81.6%. It is below the England average, 77.1%"},
            {"others": "81.6%. Our 79.1% is below the England average, 77.1%"},
            "comparisons-in-words",
        ),
        # What two sentences tell is no slip of the pen, and who tells of two figures claims neither.
        (
            MONEY,
            {"told": "£1.505", "again": "It is the £1.505 million of the agreement."},
            {"told": "£1.505", "again": ""},
            "figures-in-words",
        ),
        (
            MONEY,
            {"told": "£1.550", "again": "The variance of early help agreements is printed as £1.505 million as well."},
            {"told": "£1.550", "again": "The variance of early help agreements is £1.505 million."},
            "figures-in-words",
        ),
        # Rounding prints a small rise as none; a count that stays is no rise.
        (
            ROUNDED,
            {"values": "Children looked after per 10,000\t62.5\t62.2\t62.2\t62.8\t65.5"},
            {"values": "Children looked after\t1,062\t1,055\t1,055\t1,061\t1,070"},
            "runs-in-words",
        ),
        # A claim that is to come, though what is planned is known already.
        (CLAIMS, {"claimed": "[n]"}, {"claimed": "397"}, "title-period"),
    ],
)
def test_no_claim_is_spared_and_a_wrong_one_found(
    tmp_path: Path, text: str, spared: dict[str, str], wrong: dict[str, str], rule: str
) -> None:
    assert found(tmp_path / "pack.txt", text.format(**spared)) == set()
    assert rule in found(tmp_path / "pack.txt", text.format(**wrong))


def test_no_row_of_scores_and_percentages_is_one_over_another(tmp_path: Path) -> None:
    assert found(tmp_path / "pack.txt", RESULTS) == set()
