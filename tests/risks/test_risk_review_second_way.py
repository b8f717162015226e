"""Drawn risks judged a second time by plain code that shares nothing with the rules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from rule_of_risks import POLICY, drawn_risk

from crossfoot.judgements.risk_policy import Question
from crossfoot.judgements.risk_review import Case, Evidence, find_prompts, next_review_due, register_day
from crossfoot.risks.history import Risk, Travel
from crossfoot.risks.registers import RiskTask

DAY = date(2017, 2, 28)
FIGURES = date(2017, 2, 8)


@settings(deadline=None)
@given(drawn_risk())
def test_bands_and_the_next_review(risk: Risk) -> None:
    if not risk.reviews:
        assert next_review_due(risk, POLICY) is None
        return
    last = max(risk.reviews, key=lambda review: review.reviewed_on)
    score = sum(last.likelihood for _ in range(last.impact))
    months = 6 if score < 6 else 3 if score < 16 else 1
    assert POLICY.level_of(score).name == ("Low" if score < 6 else "Medium" if score < 16 else "High")
    due = next_review_due(risk, POLICY)
    assert due is not None
    # A plain walk: the first of the month so many months on, and from there to the day or the month's end.
    month = last.reviewed_on.replace(day=1)
    for _ in range(months):
        month = (month + timedelta(days=32)).replace(day=1)
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    assert due == min(end, month + timedelta(days=last.reviewed_on.day - 1))


@settings(deadline=None)
@given(drawn_risk())
def test_where_the_score_went(risk: Risk) -> None:
    scores = [review.likelihood * review.impact for review in sorted(risk.reviews, key=lambda each: each.reviewed_on)]
    if len(scores) < 2:
        assert risk.travel is Travel.NOT_KNOWN
    else:
        assert (
            risk.travel
            == {-1: "falling", 0: "unchanged", 1: "rising"}[(scores[-1] > scores[-2]) - (scores[-1] < scores[-2])]
        )


@settings(deadline=None)
@given(drawn_risk(), st.booleans())
def test_which_questions_are_asked(risk: Risk, red: bool) -> None:
    case = Case(risk, POLICY, DAY, FIGURES, (Evidence("A line", is_red=red, words="over"),))
    assert {prompt.question for prompt in find_prompts(case)} == plain_questions(risk, red=red)


def plain_questions(risk: Risk, *, red: bool) -> set[Question]:
    """The rules once more, as a long list of conditions."""
    late = (DAY - risk.entry.target_date).days > 0
    asked = tasks_ask(risk)
    if not risk.reviews:
        asked |= {Question.NOT_SCORED: True, Question.TARGET_DATE_PASSED: late}
        return {question for question, is_asked in asked.items() if is_asked}
    last, due = risk.reviews[-1], next_review_due(risk, POLICY)
    assert due is not None
    score, target = last.likelihood * last.impact, risk.entry.target_likelihood * risk.entry.target_impact
    said = last.printed_next_review
    open_tasks = [task for task in risk.tasks if is_open(task)]
    carried = {None: 9, "averse": 4, "minimal": 6, "cautious": 9, "open": 12, "eager": 16}[risk.entry.appetite]
    ratings = [(review.likelihood, review.impact) for review in risk.reviews[-3:]]
    asked |= {
        Question.DATED_AHEAD: (last.reviewed_on - FIGURES).days > 62,
        Question.REVIEW_OVERDUE: (DAY - due).days > 0,
        Question.NEXT_UPDATE_PAST: said is not None and (said.end - last.reviewed_on).days <= 0,
        Question.TARGET_DATE_PASSED: late and score > target,
        Question.TARGET_ABOVE_CURRENT: target > score,
        Question.TARGET_NO_LOWER: target == score and bool(open_tasks) and last.prospects != "met",
        Question.GREEN_AFTER_TARGET_DATE: late and last.prospects == "green",
        Question.MET_ABOVE_TARGET: last.prospects == "met" and score > target,
        Question.EVIDENCE_RED: red and last.prospects in {"green", "met"},
        Question.NOTHING_DONE: score > carried and not open_tasks,
        Question.UNCHANGED: len(ratings) == 3 and len(set(ratings)) == 1,
        Question.OWNER_REVIEWS: last.reviewer == risk.entry.owner,
    }
    return {question for question, is_asked in asked.items() if is_asked}


def is_open(task: RiskTask) -> bool:
    return task.state == "open" or (task.done_on is not None and (task.done_on - DAY).days > 0)


def tasks_ask(risk: Risk) -> dict[Question, bool]:
    tasks = [task for task in risk.tasks if is_open(task)]
    return {
        Question.TASK_LOOSE: any(task.owner is None or task.due is None for task in tasks),
        Question.TASK_LATE: any(task.due is not None and (DAY - task.due).days > 0 for task in tasks),
    }


@settings(deadline=None)
@given(st.lists(drawn_risk(), max_size=4))
def test_the_day_of_the_register(risks: list[Risk]) -> None:
    day = FIGURES
    for risk in risks:
        for review in risk.reviews:
            if FIGURES < review.reviewed_on <= FIGURES + timedelta(days=62) and review.reviewed_on > day:
                day = review.reviewed_on
    assert register_day(risks, POLICY, figures_of=FIGURES) == day
