"""The education scorecard: a colour and a plus against national for the same pupils, an arrow for a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crossfoot.judgements.direction import day_name, definition_changed, performance_of
from crossfoot.judgements.education_policy import Band, EducationPolicy, ProgressBand, Scale, plain
from crossfoot.judgements.judgement import DirectionVerdict, Performance, Rag
from crossfoot.judgements.reading import Reading, break_between, words_apart
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity, Unit


@dataclass(frozen=True, slots=True)
class NationalVerdict:
    """A result against the national one: `gap` is area less national, `is_above` what a plus marks."""

    word: Rag
    reason: str
    is_above: bool = False
    gap: Fraction | None = None


def judge_against_national(
    result: Reading,
    national: Reading,
    *,
    measure: str,
    scale: Scale,
    policy: EducationPolicy,
    is_all_pupils: bool = True,
) -> NationalVerdict:
    """Green at national or above, amber below it by the band's margin or less, red beyond; high is good.

    `national` is the same measure of the same pupils in the same period; for a result that is itself a gap to
    national it is nought. NOT_JUDGED where either has no value and under a new standard.
    """
    standard = policy.new_standard(measure, result.period)
    if standard is not None:
        return NationalVerdict(Rag.NOT_JUDGED, standard.because)
    band = policy.band(scale)
    if isinstance(band, ProgressBand) and is_all_pupils:
        national = Reading(result.period, Fraction(band.national), result.unit, result.decimals, result.form)
    value, other = result.at(policy.judge), national.at(policy.judge)
    if isinstance(value, Missing):
        return NationalVerdict(Rag.NOT_JUDGED, f"There is no value {result.when} to judge: {value.value}.")
    if isinstance(other, Missing):
        return NationalVerdict(Rag.NOT_JUDGED, f"There is no national value {result.when}: {other.value}.")
    gap = value - other
    side = _side(result, national, gap, band)
    if gap >= 0:
        return NationalVerdict(Rag.GREEN, f"{side}.", gap > 0, gap)
    margin = plain(band.amber_within)
    if -gap <= band.amber_within:
        return NationalVerdict(Rag.AMBER, f"{side}, which is no more than {margin}.", gap=gap)
    return NationalVerdict(Rag.RED, f"{side}, which is more than {margin}.", gap=gap)


def judge_step(
    result: Reading,
    before: Reading,
    *,
    measure: str,
    scale: Scale,
    policy: EducationPolicy,
    breaks: Iterable[date] = (),
) -> DirectionVerdict:
    """Better or worse than the year or position shown before, SAME where the change is too small for an arrow.

    CANNOT_TELL where either has no value, under a new standard, and across a change of definition where the policy
    compares nothing across it. `breaks` are the days from which the series counts something else.
    """
    standard = policy.new_standard(measure, result.period)
    if standard is not None:
        return DirectionVerdict(Performance.CANNOT_TELL, standard.because)
    new, old = result.at(policy.judge), before.at(policy.judge)
    if isinstance(new, Missing) or isinstance(old, Missing):
        absent = result if isinstance(new, Missing) else before
        return DirectionVerdict(Performance.CANNOT_TELL, f"There is no value {absent.when}: {absent.words}.")
    broken = break_between(before.period, result.period, breaks)
    if broken is not None and not policy.arrow_across_breaks:
        reason = f"The definition changed on {day_name(broken)}, so the two are not compared."
        return DirectionVerdict(Performance.CANNOT_TELL, reason)
    band = policy.band(scale)
    change = new - old
    if change == 0:
        return DirectionVerdict(Performance.SAME, f"The same as {before.when}.")
    way = "Up" if change > 0 else "Down"
    step = f"{way} from {before.words} {before.when}"
    if abs(change) < band.arrow_from:
        return DirectionVerdict(Performance.SAME, f"{step}, which is less than {plain(band.arrow_from)}.")
    warning = "" if broken is None else f" {definition_changed(broken)}"
    return DirectionVerdict(performance_of(change, Polarity.HIGH), f"{step}.{warning}")


def _side(result: Reading, national: Reading, gap: Fraction, band: Band) -> str:
    is_gap = result.unit is Unit.PERCENTAGE_POINTS
    where = "national for the same pupils" if is_gap else f"national, {national.words}"
    if gap == 0:
        return f"{result.words} is the same as {where}"
    amount = words_apart(abs(gap), result.unit.of_change, result.decimals, 0, band.amber_within)
    side = "above" if gap > 0 else "below"
    return f"{amount} {side} {where}" if is_gap else f"{result.words} is {amount} {side} {where}"
