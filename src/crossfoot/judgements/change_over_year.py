"""The difference between a period and the same one a year before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from crossfoot.judgements.direction import definition_changed, performance_of
from crossfoot.judgements.judgement import Change, ChangeVerdict, Performance
from crossfoot.judgements.policies import ChangeOverYearPolicy
from crossfoot.judgements.reading import Reading, break_between, words_apart
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Polarity, Unit


def judge_change_over_year(
    latest: Reading,
    year_before: Reading,
    *,
    polarity: Polarity,
    policy: ChangeOverYearPolicy,
    breaks: Iterable[date] = (),
) -> ChangeVerdict:
    """Points for percentages, the number and its per cent for counts, the unit's own for the rest.

    No per cent of a year before of nought. CANNOT_TELL where either value is missing. Also given for information.
    """
    unit = latest.unit.of_change
    new, old = latest.at(policy.compare), year_before.at(policy.compare)
    if isinstance(new, Missing) or isinstance(old, Missing):
        absent = latest if isinstance(new, Missing) else year_before
        unknown = Performance.NONE if polarity is Polarity.NONE else Performance.CANNOT_TELL
        return ChangeVerdict(Change.CANNOT_TELL, f"There is no value {absent.when}: {absent.words}.", unknown, unit)
    difference = new - old
    per_cent = 100 * difference / abs(old) if latest.unit is Unit.COUNT and old else None
    performance = performance_of(difference, polarity)
    word = Change.SAME if difference == 0 else Change.UP if difference > 0 else Change.DOWN
    reason = f"{latest.words} {latest.when}, {_against(year_before, difference, unit, per_cent)}"
    reason += f", and {polarity.value} is good: {performance.value}." if _is_turn(performance) else "."
    broken = break_between(year_before.period, latest.period, breaks)
    if broken is not None:
        reason = f"{reason} {definition_changed(broken)}"
    return ChangeVerdict(word, reason, performance, unit, difference, per_cent)


def _is_turn(performance: Performance) -> bool:
    return performance in (Performance.BETTER, Performance.WORSE)


def _against(before: Reading, difference: Fraction, unit: Unit, per_cent: Fraction | None) -> str:
    if difference == 0:
        return f"the same as {before.when}"
    way = "up" if difference > 0 else "down"
    amount = words_apart(abs(difference), unit, before.decimals, 0)
    share = "" if per_cent is None else f" ({number_text(abs(per_cent), 1)}%)"
    return f"{way} {amount}{share} from {before.words} {before.when}"
