"""Exceptions: the four printed criteria by which an indicator is reported to committee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from crossfoot.indicators.schema import Target
from crossfoot.judgements.affected import judge_budget, judge_risk
from crossfoot.judgements.direction import judge_direction
from crossfoot.judgements.judgement import (
    Answer,
    Criterion,
    CriterionVerdict,
    ExceptionVerdict,
    Performance,
    Rag,
    RagVerdict,
    Reporting,
)
from crossfoot.judgements.links import Link
from crossfoot.judgements.policies import Basis, Deteriorated, DirectionPolicy, ExceptionsPolicy, OffTarget
from crossfoot.judgements.pressures import Pressures
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.targets import FOR_INFORMATION, meets, shortfall
from crossfoot.judgements.variance import miss_words
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity


def judge_exceptions(
    readings: Sequence[Reading],
    *,
    polarity: Polarity,
    target: Target | None,
    rag: RagVerdict,
    pressures: Pressures,
    link: Link | None,
    policy: ExceptionsPolicy,
    direction_policy: DirectionPolicy,
    breaks: Iterable[date] = (),
) -> ExceptionVerdict:
    """All four criteria on the last of `readings` (oldest first, at least one, one a period).

    An exception when any is met; CANNOT_TELL when none is and one cannot be told; NOT_JUDGED for information.
    """
    if polarity is Polarity.NONE:
        return ExceptionVerdict(Reporting.NOT_JUDGED, FOR_INFORMATION)
    latest = readings[-1]
    missed = misses_target(latest, polarity=polarity, target=target, policy=policy.off_target)
    criteria = (
        judge_off_target(latest, polarity=polarity, target=target, rag=rag, policy=policy.off_target),
        judge_deteriorated(
            readings, polarity=polarity, policy=policy.deteriorated, direction_policy=direction_policy, breaks=breaks
        ),
        judge_budget(link, pressures.budget_lines, missed=missed, policy=policy.affecting_budget),
        judge_risk(link, pressures.risks, missed=missed, policy=policy.affecting_risk),
    )
    return ExceptionVerdict(*_overall(criteria), criteria)


def misses_target(reading: Reading, *, polarity: Polarity, target: Target | None, policy: OffTarget) -> bool | None:
    """Whether the value misses its target by however little; None where there is no value or no target."""
    value = reading.at(policy.judge)
    if isinstance(value, Missing) or target is None or target.target is None:
        return None
    return not meets(value, target.target, strict=target.strict, polarity=polarity)


def judge_off_target(
    reading: Reading, *, polarity: Polarity, target: Target | None, rag: RagVerdict, policy: OffTarget
) -> CriterionVerdict:
    """Criterion 1: red (where red counts), or worse than the target by the set variance or more.

    Without a target red alone can meet it, and where it is not red nobody can tell.
    """
    value = reading.at(policy.judge)
    red = policy.red_counts and rag.word is Rag.RED
    if isinstance(value, Missing):
        return _first(Answer.CANNOT_TELL, f"There is no value {reading.when}: {value.value}.")
    if target is None or target.target is None:
        if red:
            return _first(Answer.MET, f"It is red, though it has no target: {rag.reason}")
        return _first(Answer.CANNOT_TELL, "There is no target to be off.")
    words = miss_words(
        reading, value, target, polarity=polarity, basis=policy.basis, threshold=policy.variance_at_least
    )
    colour = f"and {rag.word.value}" if rag.word.is_colour else ""
    met = _varies_enough(value, target.target, polarity, policy)
    if met or red:
        return _first(Answer.MET, f"{', '.join(filter(None, (words, colour)))}.")
    if meets(value, target.target, strict=target.strict, polarity=polarity):
        return _first(Answer.NOT_MET, f"{words}.")
    amount = f"{policy.variance_at_least.normalize():f}"
    under = f"under {amount} points" if policy.basis is Basis.POINTS else f"under {amount}%"
    return _first(Answer.NOT_MET, f"{', '.join(filter(None, (words, under, colour)))}.")


def judge_deteriorated(
    readings: Sequence[Reading],
    *,
    polarity: Polarity,
    policy: Deteriorated,
    direction_policy: DirectionPolicy,
    breaks: Iterable[date] = (),
) -> CriterionVerdict:
    """Criterion 2: each of the latest steps from one period to the next was for the worse.

    One step that is known not to be is enough for NOT_MET, whatever is missing before it.
    """
    used = readings[-(policy.periods + 1) :]
    days = tuple(breaks)
    steps = [
        judge_direction(after, before, polarity=polarity, policy=direction_policy, breaks=days).word
        for before, after in pairwise(used)
    ]
    course = ", ".join(reading.text for reading in used)
    span = f"the {policy.periods} {used[-1].step}s to {used[-1].period.month.name}" if policy.periods > 1 else ""
    span = span or f"the {used[-1].step} to {used[-1].period.month.name}"
    known = [step for step in steps if step is not Performance.CANNOT_TELL]
    if any(step is not Performance.WORSE for step in known):
        reason = f"It did not get worse each time over {span}: {course}."
        return CriterionVerdict(Answer.NOT_MET, reason, Criterion.DETERIORATED)
    if len(known) < policy.periods:
        reason = f"Values are missing, or not comparable, over {span}: {course}."
        return CriterionVerdict(Answer.CANNOT_TELL, reason, Criterion.DETERIORATED)
    return CriterionVerdict(Answer.MET, f"It got worse each time over {span}: {course}.", Criterion.DETERIORATED)


def _varies_enough(value: Fraction, target: Decimal, polarity: Polarity, policy: OffTarget) -> bool:
    miss = shortfall(value, target, polarity=polarity)
    least = Fraction(policy.variance_at_least)
    if policy.basis is Basis.PERCENT_OF_TARGET:
        least *= abs(Fraction(target)) / 100
    return miss > 0 and miss >= least


def _first(word: Answer, reason: str) -> CriterionVerdict:
    return CriterionVerdict(word, reason, Criterion.OFF_TARGET)


def _overall(criteria: Sequence[CriterionVerdict]) -> tuple[Reporting, str]:
    met = [verdict.criterion for verdict in criteria if verdict.word is Answer.MET]
    unknown = [verdict.criterion for verdict in criteria if verdict.word is Answer.CANNOT_TELL]
    if met:
        return Reporting.EXCEPTION, f"It meets {_named(met)}."
    if unknown:
        return Reporting.CANNOT_TELL, f"It meets no criterion, but {_named(unknown)} cannot be told."
    return Reporting.NO_EXCEPTION, "It meets none of the four criteria."


def _named(criteria: Sequence[Criterion]) -> str:
    words = [f"{criterion.number} ({criterion.value})" for criterion in criteria]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"criteri{'on' if len(words) == 1 else 'a'} {listed}"
