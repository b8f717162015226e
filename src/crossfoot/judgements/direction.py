"""Direction of travel: the latest period against the one before, as performance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from crossfoot.judgements.judgement import DirectionVerdict, Performance
from crossfoot.judgements.policies import DirectionPolicy
from crossfoot.judgements.reading import Precision, Reading, break_between
from crossfoot.judgements.targets import FOR_INFORMATION
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact
from crossfoot.vocabulary.units import Polarity


def performance_of(change: Exact, polarity: Polarity) -> Performance:
    """What a rise (positive) or fall means by which way is good."""
    if polarity is Polarity.NONE:
        return Performance.NONE
    if change == 0:
        return Performance.SAME
    return Performance.BETTER if (change > 0) is (polarity is Polarity.HIGH) else Performance.WORSE


def judge_direction(
    latest: Reading,
    previous: Reading,
    *,
    polarity: Polarity,
    policy: DirectionPolicy,
    breaks: Iterable[date] = (),
) -> DirectionVerdict:
    """Better, worse or the same; NONE for information; CANNOT_TELL where either value is missing.

    `breaks` are the days from which the series counts something else.
    """
    if polarity is Polarity.NONE:
        return DirectionVerdict(Performance.NONE, FOR_INFORMATION)
    new, old = latest.at(policy.compare), previous.at(policy.compare)
    if isinstance(new, Missing) or isinstance(old, Missing):
        absent = latest if isinstance(new, Missing) else previous
        return DirectionVerdict(Performance.CANNOT_TELL, f"There is no value {absent.when}: {absent.words}.")
    broken = break_between(previous.period, latest.period, breaks)
    if broken is not None and not policy.judge_across_breaks:
        reason = f"The definition changed on {day_name(broken)}, so the two are not compared."
        return DirectionVerdict(Performance.CANNOT_TELL, reason)
    word = performance_of(new - old, polarity)
    return DirectionVerdict(
        word, f"{_step(latest, previous, new - old, policy)}, {_meaning(word, polarity)}.{_warn(broken)}"
    )


def _step(latest: Reading, previous: Reading, change: Fraction, policy: DirectionPolicy) -> str:
    to = f"{latest.words} {latest.when}"
    if change == 0:
        return f"{to}, as {previous.when}"
    way = "up" if change > 0 else "down"
    if latest.words == previous.words and policy.compare is Precision.EXACT:
        return f"{to}, {way} from {previous.words} {previous.when} by less than is printed"
    return f"{to}, {way} from {previous.words} {previous.when}"


def _meaning(word: Performance, polarity: Polarity) -> str:
    if word is Performance.SAME:
        return "no change"
    return f"and {polarity.value} is good: {word.value}"


def _warn(broken: date | None) -> str:
    return "" if broken is None else f" {definition_changed(broken)}"


def definition_changed(day: date) -> str:
    """The warning beside a comparison over a change of definition."""
    return f"The definition changed on {day_name(day)}, so part of the change may be the new way of counting."


def day_name(day: date) -> str:
    """`1 January 2017`."""
    return f"{day.day} {day:%B %Y}"
