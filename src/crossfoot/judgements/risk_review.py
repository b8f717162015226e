"""What the review of a risk is asked: each rule looks at one risk and says, in words, why somebody should look again.

A prompt is a question and never a verdict: the score stays what its reviewer gave.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crossfoot.judgements.risk_policy import Question, RiskPolicy
from crossfoot.risks.history import Risk
from crossfoot.risks.registers import Prospects
from crossfoot.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class Evidence:
    """One indicator or budget line linked to a risk: whether it is red, and what it says, as the end of a sentence."""

    name: str
    is_red: bool
    words: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question and why it is asked."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: a risk on a day, by the settings, with its evidence. `figures_of` is the as-at day."""

    risk: Risk
    policy: RiskPolicy
    on: date
    figures_of: date
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_reached(self) -> bool:
        """True where the score is at its target or below."""
        current = self.risk.current
        return current is not None and current.score <= self.risk.entry.target.score


def register_day(risks: Sequence[Risk], policy: RiskPolicy, *, figures_of: date) -> date:
    """The day as of which the register speaks: of its newest review, or of the figures where that is later.

    Reviews dated beyond the setting are left out of this: one slip of the pen would make every other risk overdue.
    """
    latest = figures_of + timedelta(days=policy.days_after_figures)
    days = [review.reviewed_on for risk in risks for review in risk.reviews if review.reviewed_on <= latest]
    return max([figures_of, *days])


def next_review_due(risk: Risk, policy: RiskPolicy) -> date | None:
    """The day by which the risk is to be reviewed again, from its level; None where it was never scored."""
    newest = risk.newest
    if newest is None:
        return None
    return _months_after(newest.reviewed_on, policy.level_of(newest.rating.score).review_every_months)


def find_prompts(case: Case) -> tuple[Prompt, ...]:
    """Every question that the rules ask of a risk, in printed order."""
    asked = ((question, rule(case)) for question, rule in RULES.items())
    return tuple(Prompt(question, reason) for question, reason in asked if reason is not None)


# -- the rules: each gives its reason, or None where it asks nothing ---------------------------------------------------


def _not_scored(case: Case) -> str | None:
    return "No review has scored it." if case.risk.newest is None else None


def _dated_ahead(case: Case) -> str | None:
    latest = case.figures_of + timedelta(days=case.policy.days_after_figures)
    newest = case.risk.newest
    if newest is None or newest.reviewed_on <= latest:
        return None
    days = (newest.reviewed_on - case.figures_of).days
    return f"Its newest review is dated {day_text(newest.reviewed_on)}, {days} days after the figures."


def _review_overdue(case: Case) -> str | None:
    due = next_review_due(case.risk, case.policy)
    if due is None or due >= case.on or case.risk.current is None:
        return None
    level = case.policy.level_of(case.risk.current.score)
    return f"A {level.name.lower()} risk was to be reviewed again by {day_text(due)}, {_days(case.on - due)} ago."


def _next_update_past(case: Case) -> str | None:
    newest = case.risk.newest
    if newest is None or newest.printed_next_review is None or newest.printed_next_review.end > newest.reviewed_on:
        return None
    return (
        f"The next update was printed for {newest.printed_next_review.name}, which was over on the day of the review, "
        f"{day_text(newest.reviewed_on)}."
    )


def _target_date_passed(case: Case) -> str | None:
    entry, current = case.risk.entry, case.risk.current
    if entry.target_date >= case.on or case.is_reached:
        return None
    now = "nobody has scored it" if current is None else f"it scores {current.score}"
    return f"The target of {entry.target.score} was to be reached by {day_text(entry.target_date)}; {now}."


def _target_above_current(case: Case) -> str | None:
    current, target = case.risk.current, case.risk.entry.target
    if current is None or target.score <= current.score:
        return None
    return f"The target, {target.score}, is above the current score, {current.score}."


def _target_no_lower(case: Case) -> str | None:
    current, target = case.risk.current, case.risk.entry.target
    newest = case.risk.newest
    if current is None or newest is None or target.score != current.score or newest.prospects is Prospects.MET:
        return None
    count = len(case.risk.open_tasks(case.on))
    if not count:
        return None
    tasks = "a task is" if count == 1 else f"{count} tasks are"
    return (
        f"Target and current score are both {current.score}, though {tasks} open and prospects are {newest.prospects}: "
        "nothing says what is to be achieved."
    )


def _green_after_target_date(case: Case) -> str | None:
    newest = case.risk.newest
    if newest is None or newest.prospects is not Prospects.GREEN or case.risk.entry.target_date >= case.on:
        return None
    passed = day_text(case.risk.entry.target_date)
    return f"Prospects are green and the target date, {passed}, has passed: the target is either met or missed."


def _met_above_target(case: Case) -> str | None:
    newest = case.risk.newest
    if newest is None or newest.prospects is not Prospects.MET or case.is_reached:
        return None
    return f"It is said to have met its target of {case.risk.entry.target.score} and scores {newest.rating.score}."


def _evidence_red(case: Case) -> str | None:
    newest = case.risk.newest
    if newest is None or newest.prospects not in {Prospects.GREEN, Prospects.MET}:
        return None
    red = [f"{each.name}: {each.words}" for each in case.evidence if each.is_red]
    said = "green" if newest.prospects is Prospects.GREEN else "said to be met"
    return f"Prospects are {said}, while what is linked to it is red: {'; '.join(red)}." if red else None


def _nothing_done(case: Case) -> str | None:
    current = case.risk.current
    carried = case.policy.tolerance_of(case.risk.entry.appetite)
    if current is None or current.score <= carried or case.risk.open_tasks(case.on):
        return None
    return f"It scores {current.score}, more than the {carried} that is carried, and no task is open to bring it down."


def _unchanged(case: Case) -> str | None:
    current, count = case.risk.current, case.risk.reviews_unchanged
    if current is None or count < case.policy.unchanged_reviews:
        return None
    since = case.risk.reviews[-count].reviewed_on
    return (
        f"Likelihood and impact are the same at {count} reviews in a row, since {day_text(since)}: {current.working}."
    )


def _task_late(case: Case) -> str | None:
    late = [task for task in case.risk.open_tasks(case.on) if task.due is not None and task.due < case.on]
    if not late:
        return None
    named = "; ".join(f"{task.what.rstrip('.')} (due {day_text(task.due)})" for task in late if task.due)
    return f"{_tasks(len(late))} late: {named}."


def _task_loose(case: Case) -> str | None:
    tasks = case.risk.open_tasks(case.on)
    without = {
        "no owner": sum(task.owner is None for task in tasks),
        "no day to be done by": sum(task.due is None for task in tasks),
    }
    said = [f"{count} with {what}" for what, count in without.items() if count]
    if not said:
        return None
    return f"Of {len(tasks)} open task{'' if len(tasks) == 1 else 's'}: {' and '.join(said)}."


def _owner_reviews(case: Case) -> str | None:
    newest = case.risk.newest
    if newest is None or newest.reviewer.casefold() != case.risk.entry.owner.casefold():
        return None
    return f"The {newest.reviewer} owns the risk and reviewed it."


RULES: dict[Question, Callable[[Case], str | None]] = {
    Question.NOT_SCORED: _not_scored,
    Question.DATED_AHEAD: _dated_ahead,
    Question.REVIEW_OVERDUE: _review_overdue,
    Question.NEXT_UPDATE_PAST: _next_update_past,
    Question.TARGET_DATE_PASSED: _target_date_passed,
    Question.TARGET_ABOVE_CURRENT: _target_above_current,
    Question.TARGET_NO_LOWER: _target_no_lower,
    Question.GREEN_AFTER_TARGET_DATE: _green_after_target_date,
    Question.MET_ABOVE_TARGET: _met_above_target,
    Question.EVIDENCE_RED: _evidence_red,
    Question.NOTHING_DONE: _nothing_done,
    Question.UNCHANGED: _unchanged,
    Question.TASK_LATE: _task_late,
    Question.TASK_LOOSE: _task_loose,
    Question.OWNER_REVIEWS: _owner_reviews,
}


def day_text(day: date) -> str:
    """`28 February 2017`."""
    return f"{day.day} {Period.month_of(day).name}"


def _days(span: timedelta) -> str:
    return "1 day" if span.days == 1 else f"{span.days} days"


def _tasks(count: int) -> str:
    return "1 task is" if count == 1 else f"{count} tasks are"


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, its last day where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
