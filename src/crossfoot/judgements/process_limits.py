"""The XmR chart's arithmetic: limits from moving ranges, and the four named rules, after NHS Making Data Count."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.judgements.judgement import Limits, SpecialCause

LIMIT_MULTIPLE = Fraction(266, 100)
SCREEN_MULTIPLE = Fraction(3267, 1000)
NEAR_SHARE = Fraction(2, 3)

Signal = tuple[SpecialCause, bool]
"""The rule, and True where the point is high (or rising)."""


def control_limits(values: Sequence[Fraction], *, screen: bool) -> Limits:
    """Mean plus and minus 2.66 average moving ranges, nothing clamped at nought. Raises ValueError under two values.

    With `screen`, ranges of 3.267 times the average or more are left out, once. Where that would leave none (every
    value the same), the average is the nought that it was.
    """
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        raise ValueError("limits need two values")
    average = _mean(ranges)
    if screen:
        average = _mean([each for each in ranges if each < SCREEN_MULTIPLE * average] or ranges)
    mean, reach = _mean(values), LIMIT_MULTIPLE * average
    near = NEAR_SHARE * reach
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near, average)


def special_causes(
    values: Sequence[Fraction], limits: Limits, *, trend_length: int, shift_length: int
) -> tuple[Signal | None, ...]:
    """For each point the first rule that it falls under and its side, None for common cause."""
    found: list[Signal | None] = [None] * len(values)
    # From the last in priority to the first, so that the first is what stays.
    for index, high in _shifts(values, limits.mean, shift_length):
        found[index] = (SpecialCause.SHIFT, high)
    for index, high in _two_of_three(values, limits):
        found[index] = (SpecialCause.TWO_OF_THREE, high)
    for index, high in _trends(values, trend_length):
        found[index] = (SpecialCause.TREND, high)
    for index, value in enumerate(values):
        if value > limits.upper or value < limits.lower:
            found[index] = (SpecialCause.OUTSIDE_LIMITS, value > limits.upper)
    return tuple(found)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _shifts(values: Sequence[Fraction], mean: Fraction, length: int) -> list[tuple[int, bool]]:
    """Every member of a run on one side; a point on the mean breaks it."""
    sides = [_sign(value - mean) for value in values]
    return [
        (index, side > 0)
        for start in range(len(sides) - length + 1)
        for index, side in enumerate(sides[start : start + length], start)
        if side and set(sides[start : start + length]) == {side}
    ]


def _trends(values: Sequence[Fraction], length: int) -> list[tuple[int, bool]]:
    """Every member of a run that all rises or all falls, ties break it; a turning point goes with the later run."""
    steps = [_sign(after - before) for before, after in pairwise(values)]
    return [
        (index, steps[start] > 0)
        for start in range(len(values) - length + 1)
        if steps[start] and set(steps[start : start + length - 1]) == {steps[start]}
        for index in range(start, start + length)
    ]


def _two_of_three(values: Sequence[Fraction], limits: Limits) -> list[tuple[int, bool]]:
    """Points past the near limit, not past the limit, of which three neighbours on one side of the mean hold two."""
    sides = [_sign(value - limits.mean) for value in values]
    near = [limits.near_upper < value <= limits.upper or limits.lower <= value < limits.near_lower for value in values]
    return [
        (index, sides[start] > 0)
        for start in range(len(values) - 2)
        if sides[start] and set(sides[start : start + 3]) == {sides[start]} and near[start : start + 3].count(True) > 1
        for index in range(start, start + 3)
        if near[index]
    ]
