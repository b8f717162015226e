"""What a printed number may have been before it was rounded, and arithmetic on that.

`24.5` was anything from 24.45 to 24.55. A sum, difference, product or quotient of such numbers is an interval too; a
printed result that does not meet it cannot be explained by rounding. Ends belong to the interval: which way a half was
rounded is never grounds for a finding.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

HALF = Fraction(1, 2)
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included. Raises ValueError where `low` is above `high`."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        # Both ends of an exact number are one object; most are exact, and fractions are slow to compare.
        if self.low is not self.high and self.low > self.high:
            raise ValueError(f"an interval cannot go from {self.low} down to {self.high}")

    def __reduce__(self) -> tuple[type[Interval], tuple[Fraction, Fraction]]:
        # What a dataclass with slots does by itself takes three times as long, and equations hold many.
        return Interval, (self.low, self.high)

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """One value."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls(exact, exact)

    @classmethod
    def printed(cls, value: Fraction, step: Fraction) -> Interval:
        """What `value` may have been, printed to the nearest `step`."""
        half = _half(step)
        return cls(value - half, value + half)

    @property
    def middle(self) -> Fraction:
        """The value halfway."""
        return self.low if self.low is self.high else (self.low + self.high) * HALF

    @property
    def width(self) -> Fraction:
        """From end to end."""
        return _NONE if self.low is self.high else self.high - self.low

    def __add__(self, other: Interval) -> Interval:
        if self.low is self.high and other.low is other.high:
            return Interval.exactly(self.low + other.low)
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        if self.low is self.high:
            return Interval.exactly(-self.low)
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self.low is self.high:
            return other.times(self.low)
        if other.low is other.high:
            return self.times(other.low)
        ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where `other` holds 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be 0")
        if other.low is other.high:
            return self.times(1 / other.low)
        return self * Interval(1 / other.high, 1 / other.low)

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Fraction(0), max(-self.low, self.high))

    def times(self, factor: Fraction | int) -> Interval:
        """Every value times `factor`."""
        if self.low is self.high:
            return Interval.exactly(self.low * factor)
        return (
            Interval(self.low * factor, self.high * factor)
            if factor >= 0
            else Interval(self.high * factor, self.low * factor)
        )

    def meets(self, other: Interval) -> bool:
        """Whether some value is in both."""
        return self.low <= other.high and other.low <= self.high

    def overlap(self, other: Interval) -> Interval | None:
        """The values in both; None where there are none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def contains(self, value: Fraction | int) -> bool:
        """Whether `value` is in it."""
        return self.low <= value <= self.high

    def widened(self, by: Fraction) -> Interval:
        """Further by `by` at both ends."""
        return Interval(self.low - by, self.high + by)


@lru_cache(maxsize=1000)
def _half(step: Fraction) -> Fraction:
    return step * HALF


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum; exactly 0 for none."""
    known = tuple(intervals)
    low = add_up([interval.low for interval in known])
    if all(interval.low is interval.high for interval in known):
        return Interval(low, low)
    return Interval(low, add_up([interval.high for interval in known]))


def add_up(values: Sequence[Fraction]) -> Fraction:
    """The sum, brought to its lowest terms once and not after every value."""
    if len(values) == 1:
        return values[0]
    below = math.lcm(*[value.denominator for value in values])
    return Fraction(sum([value.numerator * (below // value.denominator) for value in values]), below)
