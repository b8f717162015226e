"""The register of risks of the pack, as it was typed from the pack a second time, and what its reviews are asked."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.judgements.links import Links
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.risk_policy import Question
from crossfoot.judgements.risk_pressures import pressing_risks
from crossfoot.judgements.risk_review import Case, find_prompts, next_review_due, register_day
from crossfoot.registers.register import Registers
from crossfoot.risks.history import Risk, Travel, risks_of
from crossfoot.sources.registers import read_registers

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
FILES = {"risks": "risks/risks.csv", "risk-tasks": "risks/tasks.csv", "risk-reviews": "risks/reviews.csv"}
POLICY = Policies.load(shipped_definitions() / "policies").risks
AS_AT = date(2017, 2, 8)

# Number: category, day of entry, likelihood, impact and score, the same of the target, prospects; lines 2767 to 2773.
PRINTED = """
RM14284  C  04/11/2015  4 3 12  2 3 6   Red
RM14147  C  01/12/2013  3 5 15  2 5 10  Amber
RM14157  D  13/03/2014  3 5 15  2 5 10  Amber
RM14148  D  01/12/2013  3 5 15  2 4 8   Amber
RM13906  D  18/05/2011  5 5 25  5 5 25  Red
"""


@pytest.fixture(scope="module")
def registers() -> Registers:
    read, issues = read_registers(FOLDER, FILES)
    assert issues == ()
    return read


@pytest.fixture(scope="module")
def risks(registers: Registers) -> dict[str, Risk]:
    return {risk.entry.number: risk for risk in risks_of(registers)}


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_each_risk_is_as_it_was_printed(risks: dict[str, Risk], line: str) -> None:
    number, category, entered, *scores, prospects = line.split()
    risk = risks[number]
    assert risk.current is not None
    assert risk.newest is not None
    ratings = [(rating.likelihood, rating.impact, rating.score) for rating in (risk.current, risk.entry.target)]
    assert [str(part) for rating in ratings for part in rating] == scores
    assert (risk.entry.category, f"{risk.entry.entered_on:%d/%m/%Y}") == (category, entered)
    assert (risk.newest.prospects, risk.newest.reviewed_on) == (prospects.casefold(), date(2017, 2, 28))
    assert risk.entry.target_date == date(2017, 3, 31)


def test_there_are_five_in_the_order_of_the_pack(risks: dict[str, Risk]) -> None:
    assert list(risks) == [line.split()[0] for line in PRINTED.strip().splitlines()]
    assert {number: len(risk.tasks) for number, risk in risks.items()} == {
        "RM14284": 4,
        "RM14147": 5,
        "RM14157": 2,
        "RM14148": 3,
        "RM13906": 5,
    }


def test_no_direction_of_travel_is_printed_and_none_is_made_up(risks: dict[str, Risk]) -> None:
    assert {risk.travel for risk in risks.values()} == {Travel.NOT_KNOWN}


def test_when_each_is_reviewed_again(risks: dict[str, Risk]) -> None:
    assert {number: next_review_due(risk, POLICY) for number, risk in risks.items()} == {
        "RM14284": date(2017, 5, 28),
        "RM14147": date(2017, 5, 28),
        "RM14157": date(2017, 5, 28),
        "RM14148": date(2017, 5, 28),
        "RM13906": date(2017, 3, 28),
    }


def test_what_the_reviews_are_asked(risks: dict[str, Risk]) -> None:
    on = register_day(list(risks.values()), POLICY, figures_of=AS_AT)
    asked = {
        number: [prompt.question for prompt in find_prompts(Case(risk, POLICY, on, AS_AT))]
        for number, risk in risks.items()
    }
    every = [Question.NEXT_UPDATE_PAST, Question.TASK_LOOSE]
    assert on == date(2017, 2, 28)
    assert asked == {
        "RM14284": every,
        "RM14147": every,
        "RM14157": every,
        "RM14148": every,
        "RM13906": [Question.NEXT_UPDATE_PAST, Question.TARGET_NO_LOWER, Question.TASK_LOOSE],
    }


def test_the_day_after_the_target_date_all_have_missed_it_but_the_one_whose_target_is_no_lower(
    risks: dict[str, Risk],
) -> None:
    on = date(2017, 4, 1)
    asked = {
        number
        for number, risk in risks.items()
        for prompt in find_prompts(Case(risk, POLICY, on, on))
        if prompt.question is Question.TARGET_DATE_PASSED
    }
    assert asked == set(risks) - {"RM13906"}


def test_every_risk_that_an_indicator_is_linked_to_is_there(registers: Registers) -> None:
    linked = {
        name for area in Links.load(shipped_definitions() / "links").areas for link in area.links for name in link.risks
    }
    assert linked
    assert linked <= {risk.id for risk in pressing_risks(registers)}


def test_every_budget_line_that_a_risk_is_about_is_in_the_budget(risks: dict[str, Risk]) -> None:
    with (FOLDER / "finance" / "budget.csv").open(encoding="utf-8", newline="") as file:
        lines = {row["id"] for row in csv.DictReader(file)}
    named = [name for risk in risks.values() for name in risk.entry.budget_lines]
    assert len(named) == 6
    assert set(named) <= lines
