"""Variation: whether the latest point of a series is signal or noise, and which kind of signal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from statistics import median

from crossfoot.judgements.direction import performance_of
from crossfoot.judgements.judgement import (
    Caution,
    Limits,
    Performance,
    Point,
    SpecialCause,
    Variation,
    VariationVerdict,
)
from crossfoot.judgements.policies import VariationPolicy
from crossfoot.judgements.process_limits import Signal, control_limits, special_causes
from crossfoot.judgements.reading import Reading, break_between, decimals_of_both
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Polarity


def judge_variation(
    readings: Sequence[Reading], *, polarity: Polarity, policy: VariationPolicy, breaks: Collection[date] = ()
) -> VariationVerdict:
    """The verdict on the last of `readings` (oldest first, one a period, missing ones included).

    Only the unbroken stretch that ends with it is used: nothing before a gap or a change of definition. CANNOT_TELL
    where the last has no value. Under `too_short_under` points there are neither limits nor rules.
    """
    if not readings or isinstance(readings[-1].value, Missing):
        absent = f" {readings[-1].when}: {readings[-1].words}" if readings else ""
        return VariationVerdict(Variation.CANNOT_TELL, f"There is no value{absent}.")
    used, cut = _unbroken(readings[-policy.window :], breaks)
    cautions: tuple[Caution, ...] = () if cut is None else (cut,)
    small, small_words = _small_numbers(used, policy)
    cautions += small
    explained = _cut_words(cut, used) + small_words
    if len(used) < policy.too_short_under:
        count = f"{len(used)} {used[-1].step}{'s' if len(used) > 1 else ''}"
        reason = f"{count} in an unbroken run is too short to say: it takes {policy.too_short_under}.{explained}"
        points = tuple(Point(reading.period, value) for reading, value in _valued(used))
        return VariationVerdict(Variation.TOO_SHORT, reason, points=points, cautions=cautions)
    if len(used) < policy.trial_limits_under:
        cautions = (Caution.TRIAL_LIMITS, *cautions)
        explained = f" With {len(used)} {used[-1].step}s these are trial limits.{explained}"
    values = [value for _, value in _valued(used)]
    limits = control_limits(values, screen=policy.screen_ranges)
    signals = special_causes(values, limits, trend_length=policy.trend_length, shift_length=policy.shift_length)
    points = tuple(
        Point(reading.period, value, *(signal or (None, None)))
        for (reading, value), signal in zip(_valued(used), signals, strict=True)
    )
    word = _word(signals[-1], polarity)
    reason = _reason(used[-1], values[-1], signals[-1], limits=limits, word=word, policy=policy) + explained
    return VariationVerdict(word, reason, points[-1].cause, limits, points, cautions)


def _valued(used: Sequence[Reading]) -> list[tuple[Reading, Fraction]]:
    return [(reading, reading.value) for reading in used if not isinstance(reading.value, Missing)]


def _unbroken(readings: Sequence[Reading], breaks: Collection[date]) -> tuple[Sequence[Reading], Caution | None]:
    """The stretch that ends with the last reading, and what cut it short."""
    for index in range(len(readings) - 1, 0, -1):
        if isinstance(readings[index - 1].value, Missing):
            return readings[index:], Caution.GAP if _any_value(readings[:index]) else None
        if break_between(readings[index - 1].period, readings[index].period, breaks) is not None:
            return readings[index:], Caution.REBASED
    return readings, None


def _any_value(readings: Sequence[Reading]) -> bool:
    return any(not isinstance(reading.value, Missing) for reading in readings)


def _cut_words(cut: Caution | None, used: Sequence[Reading]) -> str:
    if cut is Caution.REBASED:
        return f" The definition changed: only {used[0].period.name} and after is used."
    if cut is Caution.GAP:
        return f" A {used[0].step} before {used[0].period.name} has no value: only what came after is used."
    return ""


def _small_numbers(used: Sequence[Reading], policy: VariationPolicy) -> tuple[tuple[Caution, ...], str]:
    events = [reading.events for reading in used if reading.events is not None]
    if not events or median(events) >= policy.small_under_events:
        return (), ""
    typical = number_text(median(events), 0)
    words = f" Numbers are small (about {typical} a {used[-1].step}), so chance alone moves them far."
    return (Caution.SMALL_NUMBERS,), words


def _word(signal: Signal | None, polarity: Polarity) -> Variation:
    if signal is None:
        return Variation.COMMON_CAUSE
    high = signal[1]
    match performance_of(1 if high else -1, polarity):
        case Performance.BETTER:
            return Variation.IMPROVEMENT
        case Performance.WORSE:
            return Variation.CONCERN
        case _:
            return Variation.NEUTRAL_HIGH if high else Variation.NEUTRAL_LOW


def _reason(
    latest: Reading,
    value: Fraction,
    signal: Signal | None,
    *,
    limits: Limits,
    word: Variation,
    policy: VariationPolicy,
) -> str:
    unit = latest.unit
    places = decimals_of_both(value, latest.decimals, limits.lower, limits.upper)
    span = f"the limits, {unit.text(limits.lower, places)} to {unit.text(limits.upper, places)}"
    subject = f"{unit.words(value, places)} {latest.when}"
    if signal is None:
        return f"{subject} is what chance brings: it is within {span}, and in no run."
    cause, high = signal
    side, way, limit = ("above", "rise", "upper") if high else ("below", "fall", "lower")
    what = {
        SpecialCause.OUTSIDE_LIMITS: f"is {side} {span}",
        SpecialCause.TREND: f"ends a run of {policy.trend_length} or more {latest.step}s that all {way}",
        SpecialCause.TWO_OF_THREE: f"is one of two out of three {latest.step}s near the {limit} limit",
        SpecialCause.SHIFT: f"ends a run of {policy.shift_length} or more {latest.step}s {side} the mean, "
        f"{unit.text(limits.mean, decimals_of_both(value, latest.decimals, limits.mean))}",
    }[cause]
    return f"{subject} {what}: {word.value}."
