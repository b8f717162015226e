"""The trend: the straight line that fits a run of periods best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from crossfoot.judgements.direction import day_name, definition_changed, performance_of
from crossfoot.judgements.judgement import Performance, Trend, TrendVerdict
from crossfoot.judgements.policies import TrendPolicy
from crossfoot.judgements.reading import Reading, break_between, words_apart
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Polarity

NAMED_AT_MOST = 3


def least_squares_slope(values: Sequence[Fraction]) -> Fraction:
    """The exact change a period of the line that fits equally spaced values best. Raises ValueError under two."""
    count = len(values)
    if count <= 1:
        raise ValueError("a line needs two values")
    # Positions doubled and centred are whole: -4, -2, 0, 2, 4 for five, -3, -1, 1, 3 for four.
    positions = [2 * index - (count - 1) for index in range(count)]
    covariance = sum((place * value for place, value in zip(positions, values, strict=True)), Fraction(0))
    return 2 * covariance / sum(place * place for place in positions)


def judge_trend(
    readings: Sequence[Reading], *, polarity: Polarity, policy: TrendPolicy, breaks: Iterable[date] = ()
) -> TrendVerdict:
    """The sign of the slope over the policy's number of periods, oldest first; the last `policy.periods` are used.

    INCOMPLETE where one is missing. Also given for information, where it means neither better nor worse.
    """
    used = readings[-policy.periods :]
    if len(used) < policy.periods:
        reason = f"There are {len(used)} of the {policy.periods} periods that a trend needs."
        return TrendVerdict(Trend.INCOMPLETE, reason, _unknown(polarity))
    values = [reading.at(policy.compare) for reading in used]
    known = [value for value in values if not isinstance(value, Missing)]
    if len(known) < len(values):
        absent = [reading.period.name for reading in used if isinstance(reading.value, Missing)]
        return TrendVerdict(Trend.INCOMPLETE, _incomplete(absent, len(used)), _unknown(polarity))
    broken = break_between(used[0].period, used[-1].period, breaks)
    if broken is not None and not policy.judge_across_breaks:
        reason = f"The definition changed on {day_name(broken)}, so one line does not fit all {len(used)} periods."
        return TrendVerdict(Trend.INCOMPLETE, reason, _unknown(polarity))
    slope = least_squares_slope(known)
    performance = performance_of(slope, polarity)
    word = Trend.STEADY if slope == 0 else Trend.INCREASING if slope > 0 else Trend.REDUCING
    return TrendVerdict(word, _reason(used, slope, performance, polarity, broken), performance, slope)


def _unknown(polarity: Polarity) -> Performance:
    return Performance.NONE if polarity is Polarity.NONE else Performance.CANNOT_TELL


def _incomplete(absent: Sequence[str], count: int) -> str:
    named = ", ".join(absent[:NAMED_AT_MOST]) + (" and others" if len(absent) > NAMED_AT_MOST else "")
    return f"{len(absent)} of {count} periods {'has' if len(absent) == 1 else 'have'} no value: {named}."


def _reason(
    used: Sequence[Reading], slope: Fraction, performance: Performance, polarity: Polarity, broken: date | None
) -> str:
    latest = used[-1]
    span = f"Over the {len(used)} {latest.step}s to {latest.period.month.name} the line that fits best"
    if slope == 0:
        text = f"{span} is level."
    else:
        unit = latest.unit.of_change
        pace = words_apart(abs(slope), unit, min(latest.decimals + 1, 4), 0)
        way = "rises" if slope > 0 else "falls"
        text = f"{span} {way} by {pace} a {latest.step}"
        text += "." if polarity is Polarity.NONE else f", and {polarity.value} is good: {performance.value}."
    return text if broken is None else f"{text} {definition_changed(broken)}"
