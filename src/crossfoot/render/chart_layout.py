"""Where everything in a chart stands, in pixels, before it is drawn: axis, margins, labels that keep off each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from crossfoot.render.fonts import Weight, text_width
from crossfoot.vocabulary.units import Unit

SLACK = 1.12
"""Room for the wider fallback typeface: Arial sets English 8 to 11% wider than Source Sans Pro."""
WHOLE_PERCENT = 100

_FEW = 5
_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
_WHOLE_UNITS = (Unit.COUNT, Unit.DAYS, Unit.MAXIMUM, Unit.POUNDS)
_SMALL_COUNT = 20


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The values an axis runs between and its few ticks, each with its printed text."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def holds_zero(self) -> bool:
        """False where nought is off the axis, so that heights do not compare: the chart then says so."""
        return self.low <= 0 <= self.high

    def pixel(self, value: float, length: float) -> float:
        """How far below the top of an axis of `length` pixels a value stands."""
        return (self.high - value) / (self.high - self.low) * length


def value_axis(values: Sequence[Fraction], unit: Unit) -> ValueAxis:
    """An axis that holds every value with a little room, between round numbers, with six ticks at most.

    It starts at nought where that costs less than half of the height and for counts up to 20. Percentages
    that stay within 100 are not given room above it: there is nothing there. Without values it runs from 0 to 1 and
    has no ticks.
    """
    if not values:
        return ValueAxis(0.0, 1.0, (), ())
    low, high = min(values), max(values)
    if 0 <= 2 * low <= high or (low >= 0 and unit is Unit.COUNT and high <= _SMALL_COUNT):
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        room = max(abs(low) / 10, Fraction(1))
        low, high = max(low - room, Fraction(0)) if low >= 0 else low - room, high + room
    room = (high - low) / 50
    for step in _steps(high - low, whole=unit in _WHOLE_UNITS):
        bottom = floor((low if low == 0 else low - room) / step) * step
        top = ceil((high if high == 0 else high + room) / step) * step
        if unit is Unit.PERCENTAGE and max(values) <= WHOLE_PERCENT:
            top = min(top, Fraction(WHOLE_PERCENT))
        if min(values) >= 0:
            bottom = max(bottom, Fraction(0))
        if (top - bottom) / step <= _FEW:
            break
    count = floor((top - bottom) / step)
    ticks = [bottom + index * step for index in range(count + 1)]
    decimals = next(places for places in range(20) if (step * 10**places).denominator == 1)
    return ValueAxis(
        float(bottom), float(top), tuple(map(float, ticks)), tuple(unit.text(tick, decimals) for tick in ticks)
    )


def _steps(span: Fraction, *, whole: bool) -> Iterator[Fraction]:
    """Round steps, small to large, from the one that cuts `span` into more parts than wanted."""
    power = Fraction(10) ** (floor(log10(span / _FEW)) - 1)
    while True:
        yield from (power * factor for factor in _STEPS if not whole or (power * factor).denominator == 1)
        power *= 10


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point: the pixel they belong to, their lines, how strongly they hold their place."""

    target: float
    lines: tuple[str, ...]
    size: float
    weight: Weight = Weight.REGULAR
    hold: float = 1.0

    @property
    def height(self) -> float:
        """Pixels from the top of the first line to the foot of the last."""
        return len(self.lines) * line_height(self.size)

    @property
    def width(self) -> float:
        """Pixels of the longest line, with slack for a fallback typeface."""
        return max(text_width(line, self.size, self.weight) for line in self.lines) * SLACK


def line_height(size: float) -> float:
    """Pixels from one line of text to the next."""
    return round(size * 1.2, 1)


def spread_labels(labels: Sequence[Label], *, top: float, bottom: float) -> tuple[float, ...]:
    """The middle of each label in pixels, in the order given: as near its target as it can stand without overlap.

    Labels keep the order of their targets (ties: the order given) and stay between `top` and `bottom`. The sum of
    squared moves, weighted by `hold`, is the smallest there is: isotonic regression by pooling neighbours. Raises
    ValueError where they cannot fit; ask for `stack_height` first.
    """
    if stack_height(labels) > bottom - top + 1e-6:
        raise ValueError(f"{len(labels)} labels do not fit between {top} and {bottom} pixels")
    order = sorted(range(len(labels)), key=lambda index: labels[index].target)
    pools: list[tuple[float, float, int]] = []  # mean of the free positions, weight, how many labels
    above = 0.0
    offsets = []
    for index in order:
        label = labels[index]
        offset = above + label.height / 2
        offsets.append(offset)
        above += label.height
        pool = (label.target - offset, label.hold, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, weight, count = pools.pop()
            total = weight + pool[1]
            pool = ((mean * weight + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    free = [mean for mean, _, count in pools for _ in range(count)]
    places = [0.0] * len(labels)
    for index, offset, position in zip(order, offsets, free, strict=True):
        places[index] = min(max(position, top), bottom - above) + offset
    return tuple(places)


def stack_height(labels: Sequence[Label]) -> float:
    """Pixels that labels need when they stand on each other."""
    return sum(label.height for label in labels)


def shown_labels(labels: Sequence[str], *, pitch: float, size: float) -> tuple[int, ...]:
    """Which period labels to print, `pitch` pixels apart: every one, or every second, third ... back from the last."""
    room = max((text_width(label, size) for label in labels), default=0.0) * SLACK + 4
    every = max(1, ceil(room / pitch))
    return tuple(sorted(range(len(labels) - 1, -1, -every)))
