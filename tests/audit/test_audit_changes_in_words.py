"""Changes told in words against a table: since a time before, with a printed sign, between two columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

YEARS = """Corporate parenting

Table 1
At 31 March | 2020 | 2021 | 2022 | 2023 | 2024
Children looked after | 414 | 304 | 418 | 337 | 355
Rate per 10,000 | 66 | 49 | 67 | 54 | 57

"""
FUNNEL = """Fostering statement

Stage | Q1 | Q2 | Q3 | Q4 | 2023/24 total | 2022/23 total | Change | % change
Initial enquiries | 92 | 71 | 93 | 92 | 348 | 292 | +56 | +19.2%
Applications | 24 | 10 | 14 | 23 | 71 | 81 | -10 | -12.3%
Approved households | 12 | 7 | 6 | 11 | 36 | 42 | -6 | -14.3%

"""
MONEY = """Cabinet

Table 1: Revenue budget, £000 (+ overspend, - underspend)
Service | Net budget | Forecast outturn | Variance | Last reported | Movement
Children looked after | 37,546 | 36,185 | -1,361 | -1,005 | -356
Family safeguarding | 17,132 | 17,486 | +354 | +410 | -56
Early help | 4,085 | 4,072 | -13 | -15 | +2
Total Children's Services | 58,763 | 57,743 | -1,020 | -610 | -410

"""
TERMS = """Virtual school

A. Suspensions and permanent exclusions
 | Suspensions |  |  |  |  | Permanent exclusions |  |  |  |
School type | Autumn 1 | Autumn 2 | Spring 1 | Spring 2 | Total | Autumn 1 | Autumn 2 | Spring 1 | Spring 2 | Total
Primary | 53 | 47 | 21 | 39 | 160 | 1 | 2 | 3 | 0 | 6
Secondary | 234 | 258 | 419 | 354 | 1,265 | 13 | 14 | 8 | 10 | 45
Special | 15 | 14 | 24 | 10 | 63 | 0 | 0 | 0 | 0 | 0
Midvale | 302 | 319 | 464 | 403 | 1,488 | 14 | 16 | 11 | 10 | 51

"""
QUARTERS = """Table 2: Net forecast variance by quarter, £000
 | Quarter 1 | Quarter 2 | Quarter 3
Net variance | +2,201 | +1,874 | +1,699

"""
FOUND = [
    (YEARS, "On 31 March 2024 we looked after 355 children. This is 18 fewer than a year earlier."),
    (YEARS, "We looked after 355 children, 28 more than the year before."),
    (YEARS, "There were 355 children looked after, up 28 on last year."),
    (YEARS, "At 355, the number of children looked after is eighteen lower than at the same point last year."),
    (YEARS, "We looked after 355 children. That is 15.3% more than twelve months ago."),
    (YEARS, "We looked after 355 children, a fall of 18 on the year."),
    (YEARS, "We looked after 355 children, 36 fewer than in 2022."),
    (YEARS, "There was a decrease of 18 in children looked after on the year before."),
    (YEARS, "Since 2020 the number of children looked after has risen by 59."),
    (FUNNEL, "Enquiries fell on the year before, by 19.2%."),
    (FUNNEL, "Initial enquiries were down by 56."),
    (FUNNEL, "Applications increased by 10."),
    (FUNNEL, "There was a 14.3% rise in approvals."),
    (MONEY, "The position has worsened by £410,000 since the last report."),
    (MONEY, "The forecast has deteriorated by £0.41m since the last report."),
    (MONEY, "Since the last report the forecast for family safeguarding has risen by £56,000."),
    (MONEY, "The service is £1.020m over its budget."),
    (MONEY, "Family safeguarding is £354,000 below its budget."),
    (MONEY, "Early help will exceed its budget by £13,000."),
    (TERMS, "Suspensions went up between Spring 1 and Spring 2."),
    (TERMS, "Primary suspensions fell from Spring 1 to Spring 2."),
    (TERMS, "Permanent exclusions rose between Autumn 2 and Spring 1."),
    (TERMS, "Suspensions in secondary schools increased between Spring 1 and Spring 2."),
    (QUARTERS, "The overspend has risen since Quarter 2, and stands £0.502 million below the Quarter 1 forecast."),
]
SPARED = [
    (FUNNEL, "Conversions fell, from 62 to 57; visits to the website rose by 19."),
    (YEARS, "On 31 March 2024 we looked after 355 children. This is 18 more than a year earlier."),
    (YEARS, "There were 355 children looked after, up 18 on the previous year."),
    (YEARS, "We looked after 355 children. That is 5.3% more than twelve months ago."),
    (YEARS, "We looked after 355 children, an increase of 18 over the year."),
    (YEARS, "We looked after 355 children, 63 fewer than in 2022."),
    (YEARS, "We looked after 355 children, 5 fewer than the target."),
    (YEARS, "Of the 355 children looked after 12 more than a year earlier live with family."),
    (YEARS, "Since 2020 the number of children looked after has fallen by 59."),
    (FUNNEL, "Enquiries rose on the year before, by 19.2%."),
    (FUNNEL, "Initial enquiries were up 56 on 2022/23."),
    (FUNNEL, "Applications fell by 12.3%."),
    (FUNNEL, "Applications would have to increase by 10 to meet the target."),
    (MONEY, "The position has improved by £410,000 since the last report."),
    (MONEY, "The forecast for early help has worsened by £2,000."),
    (MONEY, "The service is £1.020m under budget."),
    (MONEY, "Family safeguarding will exceed its budget by £354,000."),
    (TERMS, "Suspensions went down between Spring 1 and Spring 2."),
    (TERMS, "Exclusions of girls rose between Autumn 2 and Spring 1."),
    (QUARTERS, "The overspend has fallen since Quarter 2, and stands £0.502 million below the Quarter 1 forecast."),
]


_CELL = re.compile(r" \|(?: |$)", re.MULTILINE)


def found(path: Path, table: str, words: str) -> list[str]:
    path.write_text(_CELL.sub("\t", f"{table}{words}\n"), encoding="utf-8")
    return [each.rule for each in audit_pack(path).findings if each.kind == "narrative"]


@pytest.mark.parametrize(("table", "words"), FOUND, ids=[words[:50] for _, words in FOUND])
def test_a_wrong_change_is_found_once(tmp_path: Path, table: str, words: str) -> None:
    (rule,) = found(tmp_path / "pack.txt", table, words)
    assert rule in {"change-over-time", "direction-in-words", "spending-words"}


@pytest.mark.parametrize(("table", "words"), SPARED, ids=[words[:50] for _, words in SPARED])
def test_a_change_that_is_so_or_of_something_else_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    assert found(tmp_path / "pack.txt", table, words) == []
