"""Sentences that tell of two measures, of one group, or of some rows: each figure belongs to its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

SCORES = """Scorecard

Table 1. Monthly measures
Measure | May | June | July | August | September | October
Contacts | 820 | 845 | 838 | 861 | 850 | 902
Visits as % of contacts | 34.1% | 35.0% | 33.2% | 34.4% | 34.0% | 34.8%

"""
PLACES = """Placements

Table 2. Budget and outturn
Placement | Budget | Outturn | Variance | Share of outturn %
Homes | 10,000 | 12,250 | 2,250 | 49.0
Fostering | 8,000 | 8,500 | 500 | 34.0
In-house | 4,400 | 4,250 | (150) | 17.0
All placements | 22,400 | 25,000 | 2,600 | 100.0

"""
TYPES = """Outturn

Table 3. Spending and income
Type | Budget | Outturn | Variance
Employees | 6,000 | 5,900 | (100)
Premises | 400 | 420 | 20
Transport | 900 | 960 | 60
Supplies | 700 | 690 | (10)
Gross spending | 8,000 | 7,970 | (30)
Grants | (1,000) | (1,040) | (40)
Fees | (500) | (530) | (30)

"""
DOING = """What young people are doing

Table 4. Activity
Activity | June | September
Higher education | 26 | 30
Employment | 52 | 56
NEET: seeking work | 50 | 45
NEET: carer | 26 | 27
NEET: in custody | 9 | 8
Sub-total NEET | 85 | 80
Total | 163 | 166

"""
AGES = """Care leavers by age

Table 5. Pathways by age
Age\tYoung people\tSeen
17\t30\t28
18\t32\t31
19\t33\t30
20\t31\t29
{band}\t62\t59
19 to 20\t64\t59
All ages\t126\t118

"""
RATES = """Workforce

Table 6. Rates compared (%)
\tOurs\t\tNeighbours\tEngland\tOurs less
Measure\t2024\t2025\t2025\t2025\tEngland
Turnover\t24.3\t22.3\t14.6\t13.8\t+8.5
Vacancy\t22.9\t20.9\t17.8\t17.3\t+3.6
Agency share\t15.2\t12.7\t15.9\t16.2\t-3.5

"""
BREAKS = """Short breaks

Table 7. Breaks by month
Month | Nights | Group sessions | Helper hours
April | 171 | 1,290 | 2,460
May | 176 | 1,318 | 2,486
June | 169 | 1,402 | 2,533
July | 198 | 2,108 | 2,742
August | 173 | 1,361 | 2,515
Change % | +4.9% | +6.1% | +2.7%

"""
RIGHT = [
    (SCORES, "Contacts rose from 850 in September to 902 in October, and visits rose by 27."),
    (SCORES, "Contacts were 902. The number of assessments has now fallen for four months running."),
    ("", "There were 145 meetings in the year, 3 more than in 2022/23, given to 96 parents."),
    ("", "One risk has risen since the last report, one has fallen and one is level."),
    ("", "The four teams held 540 open cases, an average of 15.1 for each full-time social worker."),
    ("", "The four teams held 540 open cases, an average of 135 for each team."),
    ("", "Absence was highest in Eastley (21.0%) and lowest in Marsh (13.6%), a gap of 7.4 points."),
    ("", "Waits were shortest in Marsh (12 days) and longest in Eastley (31 days), a difference of 19 days."),
    ("", "Absence was highest in Eastley (21.0%) and second highest in Marsh (19.6%), a gap of 3.4 on last year."),
    (PLACES, "Homes overspent by £2,250k (22.5%)."),
    (TYPES, "Two of the four types of spending came in under budget: employees and supplies."),
    (DOING, "Custody accounts for 8 young people, 10.0% of the NEET group."),
    (AGES.format(band="17 and 18"), "All were seen."),
    (RATES, "The agency share, 12.7%, is 3.5 points below England."),
    (BREAKS, "July was the busiest month for every kind of break, with 2,108 group sessions and 198 nights."),
]
EXPECTED = "In our schools 61.8% of pupils met the standard that is expected in reading, writing and maths"
WRONG = [
    ("Contacts rose from 850 in September to 902 in October, and so rose by 27.", "changes-in-words", "27"),
    ("There were 145 meetings in the year, 3 more than the 96 of 2022/23.", "changes-in-words", "3"),
    ("The rate has risen since the last report, from 12 to 12.", "changes-in-words", "12"),
    ("The four teams held 540 open cases, an average of 153 for each team.", "averages-in-words", "153"),
    (
        "It was highest in Eastley (21.0%) and lowest in Marsh (13.6%), a gap of 4.7 points.",
        "comparisons-in-words",
        "4.7",
    ),
    (f"{EXPECTED}, against 62.0% in England: a gap of 1.2 points.", "comparisons-in-words", "1.2"),
]
WRONG_BESIDE = [
    (PLACES, "In-house overspent by £150k.", "spending-words"),
    (TYPES, "The types of spending under budget are: Employees, Supplies, Premises.", "lists-in-words"),
    (DOING, "Employment accounts for 56 young people, 37.3% of all.", "figures-in-words"),
    (AGES.format(band="19 and 18"), "All were seen.", "age-bands"),
    (RATES, "The agency share, 12.7%, is above England.", "comparisons-in-words"),
    (BREAKS, "June was the busiest month for group sessions.", "highest-in-words"),
    (SCORES, "Contacts rose in October to 902, the third month running.", "runs-in-words"),
]


def _findings(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return [(each.rule, each.published) for each in audit_pack(path).findings]


@pytest.mark.parametrize(("table", "sentence"), RIGHT)
def test_each_figure_belongs_to_its_own_measure(tmp_path: Path, table: str, sentence: str) -> None:
    assert _findings(tmp_path, f"{table}{sentence}\n") == []


@pytest.mark.parametrize(("sentence", "rule", "published"), WRONG)
def test_wrong_figures_of_one_measure_are_found(tmp_path: Path, sentence: str, rule: str, published: str) -> None:
    assert (rule, published) in _findings(tmp_path, f"Report\n\n{sentence}\n")


@pytest.mark.parametrize(("table", "sentence", "rule"), WRONG_BESIDE)
def test_wrong_words_beside_a_table_are_found(tmp_path: Path, table: str, sentence: str, rule: str) -> None:
    assert rule in {found for found, _ in _findings(tmp_path, f"{table}{sentence}\n")}
