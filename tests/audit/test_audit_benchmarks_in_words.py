"""Words that put the council above, below, better or worse than a benchmark: in prose, in a note, in a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.audit.quoting.benchmark_names import benchmarks_in
from crossfoot.operations.audit_pack import audit_pack

PROSE = """Partnership report

"""
NOTE = """Healthy child

Feeding | North | South | Harbour | Partnership
Totally breastfed | 54 | 26 | 50 | 130
Not breastfed | 77 | 38 | 81 | 196
All babies | 131 | 64 | 131 | 326
Prevalence % | 41.2% | 40.6% | 38.2% | 39.9%
Prevalence is totally breastfed over all babies. England: 40.5%.

"""
COLUMNS = """Comparisons

Measure | Midvale | Statistical neighbours | England
Children in care per 10,000 | 83 | 77 | 70
Re-referrals | 18.4% | 21.0% | 20.5%
Timely assessments | 88.2% | 82.0% | 84.1%

"""
ROWS = """Youth justice

Rate per 100,000 | 2018/19 | 2019/20 | 2020/21
Midvale | 240 | 210 | 190
Region | 230 | 205 | 181
England | 220 | 208 | 169

"""
TIMED = """Panel

Measure | 2021/22 | 2022/23 | 2023/24 | England | Statistical neighbours
Rate of care per 10,000 | 64.6 | 66.9 | 69.9 | 71.0 | 67.5
Health checks in time | 84.0% | 88.5% | 86.1% | 89.0% | 85.2%

"""
TARGETS = """Improvement board

Measure | Good is | Target | Q1 | Q2
Assessments on time | High | 90% | 81% | 92%
Repeat plans | Low | 20% | 22% | 25%
Dental checks | High | 80% | 70% | 78%

"""
TOLD = "The statistical neighbour average for repeats is 21.4% and the England average is 22.2%. "
FOUND = [
    (PROSE, TOLD + "Our figure of 18.6% is above the England average."),
    (PROSE, TOLD + "At 21.9% we are below our statistical neighbours."),
    (PROSE, "Our rate of 18.6% is above the England average of 22.2%."),
    (PROSE, "We finished 206 plans in 20 weeks (60.2%). Latest national figure: 50.3%; we are below it."),
    (PROSE, "Absence was 5.2%. Nationally it was 4.7%, so we are below the national figure."),
    (PROSE, "Take-up was 68%, which is better than the national average; England's figure is 71%."),
    (PROSE, "Across England 71% took up a place. Our take-up of 68% exceeds that of England."),
    (PROSE, "National take-up is 71%. Ours, at 68%, is above that."),
    (PROSE, "England's rate is 58.3 per 10,000. Our rate of 49.1 per 10,000 is higher than the national rate."),
    (PROSE, "Repeats stood at 24%, better than the national average (England: 21%)."),
    (PROSE, "The share met (56.2%) falls short of the national average of 54.4%."),
    (NOTE, "Breastfeeding prevalence is 39.9%, which is 0.6 percentage points above England."),
    (NOTE, "Breastfeeding prevalence is 39.9%, 1.6 percentage points below England."),
    (NOTE, "Prevalence, at 39.9%, is over the national average."),
    (COLUMNS, "Re-referrals are above the England average."),
    (COLUMNS, "Our rate of children in care is lower than that of our statistical neighbours."),
    (COLUMNS, "Timely assessments are worse than nationally."),
    (COLUMNS, "Re-referrals, at 18.4%, are higher than those of statistical neighbours."),
    (COLUMNS, "Compared with England re-referrals are higher."),
    (ROWS, "The rate is below the England rate of 169."),
    (ROWS, "Midvale is below the regional rate."),
    (TIMED, "Our rate of 69.9 per 10,000 remains above the England average."),
    (TARGETS, "Assessments on time are below target."),
    (TARGETS, "Dental checks exceeded the target."),
    (TARGETS, "The target for dental checks is 80%. At 78% we are above target."),
    (TARGETS, "Dental checks are 12 percentage points below target."),
    (TIMED, "At 69.9, the rate is lower than that of our statistical neighbours."),
    (TIMED, "Performance on health checks (86.1%) is above national."),
    (TIMED, "Health checks in time were 2.9 percentage points above the national average."),
]
SPARED = [
    (PROSE, TOLD + "Our figure of 18.6% is below the England average."),
    (PROSE, TOLD + "At 21.9% we are above our statistical neighbours and below England."),
    (PROSE, "Our rate of 18.6% is below the England average of 22.2%."),
    (PROSE, "We finished 206 plans in 20 weeks (60.2%). Latest national figure: 50.3%; we are above it."),
    (PROSE, "England's rate is 58.3 per 10,000. Our rate of 49.1 per 10,000 is lower than the national rate."),
    (PROSE, "Repeats stood at 24%, worse than the national average (England: 21%)."),
    (PROSE, "The national figure is 64%. By 2015 ours had been above the national figure, at 62%."),
    (PROSE, "Green = at or above national. The national figure is 64% and ours is 62%."),
    (NOTE, "Breastfeeding prevalence is 39.9%, which is 0.6 percentage points below England."),
    (NOTE, "Prevalence, at 39.9%, is under the national average."),
    (COLUMNS, "Re-referrals are below the England average."),
    (COLUMNS, "Re-referrals are not above England."),
    (COLUMNS, "We want timely assessments to be above England and re-referrals to stay below it."),
    (COLUMNS, "Timely assessments are better than nationally."),
    (COLUMNS, "Timely assessments are above the England target."),
    (ROWS, "The rate is above the England rate of 169."),
    (ROWS, "Midvale is above England."),
    (ROWS, "+: performance below national"),
    (TIMED, "Our rate of 69.9 per 10,000 remains below the England average."),
    (TARGETS, "Assessments on time are above target, and dental checks are below theirs."),
    (TARGETS, "Repeat plans are below target."),
    (TARGETS, "Dental checks are 2 percentage points below target."),
    (TARGETS, "Measures below target have an action plan."),
    (TIMED, "At 69.9, the rate is higher than that of our statistical neighbours."),
]


_CELL = re.compile(r" \|(?: |$)", re.MULTILINE)


def found(path: Path, table: str, words: str) -> list[str]:
    path.write_text(_CELL.sub("\t", f"{table}{words}\n"), encoding="utf-8")
    return [each.rule for each in audit_pack(path).findings if each.kind == "narrative"]


@pytest.mark.parametrize(("table", "words"), FOUND, ids=[words[-50:] for _, words in FOUND])
def test_a_wrong_comparison_is_found_once(tmp_path: Path, table: str, words: str) -> None:
    assert found(tmp_path / "pack.txt", table, words) == ["comparisons-in-words"]


@pytest.mark.parametrize(("table", "words"), SPARED, ids=[words[-50:] for _, words in SPARED])
def test_what_is_so_or_is_no_claim_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    assert found(tmp_path / "pack.txt", table, words) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("England: 49.2%", [("england", "49.2%")]),
        ("The regional average for absence was 5.1%.", [("regional", "5.1%")]),
        ("England: 10.3% and 69.1%.", [("england", None)]),
        ("Neighbours 21%, England 22%.", [("neighbours", "21%"), ("england", "22%")]),
        ("England has many councils; we saw 40 children.", []),
    ],
)
def test_the_figures_that_words_give_benchmarks(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(each.name, each.figure.text if each.figure else None) for each in benchmarks_in(text)] == told
