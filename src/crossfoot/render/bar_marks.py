"""The bar chart: categories down the left, one bar each, its value at its end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from crossfoot.render import fonts
from crossfoot.render.chart_layout import SLACK, Label
from crossfoot.render.chart_parts import AXIS_SIZE, LABEL_SIZE, SHAPES, WIDTH, Layer, Picture, Plot
from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.palette import BRAND, INK, RULE, SECONDARY_INK
from crossfoot.reports.document import BarChart, ChartPoint
from crossfoot.vocabulary.missing import Missing

_CATEGORY_ROOM = 230.0
_BAR = 18.0
_GAP = 10.0
_SIGNAL = 18.0


def bar_picture(chart: BarChart) -> Picture:
    """The chart as layers. Its width is fixed; its height follows the number of bars. Bars start at nought."""
    labels = [_category(bar) for bar in chart.bars]
    values = [bar.quantity.value for bar in chart.bars if not isinstance(bar.quantity.value, Missing)]
    low, high = min([*values, Fraction(0)]), max([*values, Fraction(0)])
    span = float(high - low) or 1.0
    left = ceil(max((label.width for label in labels), default=0) + 12)
    before = max((_reach(bar) + 8 for bar in chart.bars if _is_negative(bar)), default=0)
    after = max((_reach(bar) + 8 for bar in chart.bars if not _is_negative(bar)), default=8)
    heights = [max(_BAR, label.height) + _GAP for label in labels]
    height = max(sum(heights), _BAR)
    plot = Plot(WIDTH - left - 4, height, left, 4, 4, 6)
    room = plot.width - before - after

    def across(value: float) -> float:
        return before + (value - float(low)) / span * room

    layers = [plot.rule([(across(0), 0, across(0), height)], color=RULE, strokeWidth=1)]
    if not chart.bars:
        layers.append(plot.words([(7, height / 2, "no values")], size=LABEL_SIZE))
    top = 0.0
    for bar, label, tall in zip(chart.bars, labels, heights, strict=True):
        middle = top + tall / 2
        layers.append(plot.label(label, -12, middle, align="right"))
        value = None if isinstance(bar.quantity.value, Missing) else float(bar.quantity.value)
        layers += _bar(bar, plot, middle, across(0), across(value) if value is not None else None)
        top += tall
    return plot.picture(layers)


def _category(bar: ChartPoint) -> Label:
    return Label(0, fonts.wrap(bar.label, LABEL_SIZE, _CATEGORY_ROOM / SLACK) or ("",), LABEL_SIZE)


def _is_negative(bar: ChartPoint) -> bool:
    return not isinstance(bar.quantity.value, Missing) and bar.quantity.value < 0


def _words(bar: ChartPoint) -> str:
    value = bar.quantity.value
    return value.explanation if isinstance(value, Missing) else bar.quantity.text


def _reach(bar: ChartPoint) -> float:
    """Pixels that the words beside a bar's end need."""
    words = text_width(_words(bar), LABEL_SIZE, Weight.SEMIBOLD) * SLACK + 7
    return words + (_SIGNAL + text_width(SHAPES[bar.signal].words, AXIS_SIZE) * SLACK if bar.signal else 0)


def _bar(bar: ChartPoint, plot: Plot, middle: float, zero: float, end: float | None) -> Iterator[Layer]:
    """The bar, its value beyond its end, and the mark of a signal beyond that."""
    if end is None:
        yield plot.words([(zero + 7, middle, _words(bar))], size=LABEL_SIZE, colour=SECONDARY_INK)
        return
    side = -1 if end < zero else 1
    if end != zero:
        yield plot.box([(min(zero, end), middle - _BAR / 2, max(zero, end), middle + _BAR / 2)], color=BRAND)
    align = "left" if side > 0 else "right"
    words = [(end + side * 7, middle, _words(bar))]
    yield plot.words(words, size=LABEL_SIZE, weight=Weight.SEMIBOLD, colour=INK, align=align)
    if bar.signal is not None:
        beyond = end + side * (7 + text_width(_words(bar), LABEL_SIZE, Weight.SEMIBOLD) * SLACK + _SIGNAL / 2)
        yield plot.signal([(beyond, middle)], bar.signal)
        yield plot.words([(beyond + side * _SIGNAL / 2, middle, SHAPES[bar.signal].words)], align=align)
