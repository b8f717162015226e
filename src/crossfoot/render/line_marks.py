"""The line chart: months along, values up, every line and level named where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Any

from crossfoot.render import fonts
from crossfoot.render.chart_layout import (
    SLACK,
    WHOLE_PERCENT,
    Label,
    ValueAxis,
    line_height,
    shown_labels,
    spread_labels,
    stack_height,
    value_axis,
)
from crossfoot.render.chart_parts import AXIS_SIZE, LABEL_SIZE, SHAPES, WIDTH, Layer, Picture, Plot
from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.palette import BRAND, INK, LINK, PAGE, RULE, SECONDARY_INK, TONES
from crossfoot.reports.document import ChartBand, ChartLevel, ChartLine, LineChart, Quantity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

HEIGHT = 300
_LABEL_ROOM = 176.0
_LEADER = 20.0
_ROW = 22.0
_MONTH_ROOM = 26.0
_GRID = "#e3e5e6"
_FAINT = "#6b7378"
"""Mean and limits stand back behind line and target: still 3 to 1 on every tint."""
_BAND_EDGE = 5.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is told from the others in greyscale: weight and dash."""

    colour: str
    width: float
    dash: tuple[int, ...] = ()

    @property
    def mark(self) -> dict[str, Any]:
        """As Vega-Lite's mark properties."""
        solid = {"color": self.colour, "strokeWidth": self.width}
        return solid | {"strokeDash": list(self.dash)} if self.dash else solid


_EMPHASIS = (Stroke(BRAND, 3), Stroke(LINK, 2.5, (9, 3)), Stroke(INK, 2.5, (2, 2)))
_CONTEXT = (Stroke(SECONDARY_INK, 1.5), Stroke(SECONDARY_INK, 1.5, (7, 2)), Stroke(SECONDARY_INK, 1.5, (3, 2)))
_LEVELS = {
    "target": Stroke(INK, 2, (8, 4)),
    "benchmark": Stroke(LINK, 1.75, (2, 3)),
    "mean": Stroke(_FAINT, 1),
    "limit": Stroke(_FAINT, 1, (10, 3, 2, 3)),
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A line or level with the label at its end."""

    label: Label
    colour: str
    stroke: str
    """The leader's colour; empty where there is nothing on the axis to point at."""


def line_picture(chart: LineChart) -> Picture:
    """The chart as layers. Its width is fixed; it grows taller where the labels at the right need it."""
    periods = [point.label for point in max((line.points for line in chart.lines), key=len, default=())]
    axis = value_axis(list(_values(chart)), _unit(chart))
    plot, names = _plot(chart, axis)
    left = (
        max(text_width(band.name, AXIS_SIZE, Weight.SEMIBOLD) * SLACK for band in chart.bands) + _BAND_EDGE + 14
        if chart.bands
        else 8
    )
    pitch = (plot.width - left - 8) / max(len(periods) - 1, 1)
    across = {period: plot.width - 8 - step * pitch for step, period in enumerate(reversed(periods))}
    layers = [
        *_bands(chart.bands, plot, axis),
        *_value_axis(plot, axis, grid=not chart.bands),
        *_periods(plot, periods, across, pitch),
        *_levels(_drawn_levels(chart), plot, axis, left),
        *_breaks(chart.breaks, plot, across, pitch),
    ]
    for line, stroke in _strokes(chart.lines):
        layers += _line(line, stroke, plot, axis, across)
    layers += _names(names, plot)
    layers += _strip(chart, plot, axis)
    return plot.picture(layers)


def _unit(chart: LineChart) -> Unit:
    quantities = [point.quantity for line in chart.lines for point in line.points]
    quantities += [level.quantity for level in chart.levels]
    return quantities[0].unit if quantities else Unit.COUNT


def _values(chart: LineChart) -> Iterator[Fraction]:
    """Every value that must be in sight. Bands need not be: they run off the edge."""
    yield from _line_values(chart)
    for level in _drawn_levels(chart):
        if not isinstance(level.quantity.value, Missing):
            yield level.quantity.value


def _line_values(chart: LineChart) -> Iterator[Fraction]:
    for line in chart.lines:
        for point in line.points:
            if not isinstance(point.quantity.value, Missing):
                yield point.quantity.value


def _drawn_levels(chart: LineChart) -> list[ChartLevel]:
    return [level for level in chart.levels if not _out_of_reach(level, chart)]


def _out_of_reach(level: ChartLevel, chart: LineChart) -> str:
    """The way to a limit that no figure could reach, as an arrow; empty for a level that belongs on the axis.

    Limits come from arithmetic that knows no bounds. 5 of the 47 charts of January 2017 would spend a quarter of their
    height on room below nought or above 100%.
    """
    value, known = level.quantity.value, list(_line_values(chart))
    if level.kind != "limit" or isinstance(value, Missing) or not known:
        return ""
    if value < 0 <= min(known):
        return "↓"
    return "↑" if level.quantity.unit is Unit.PERCENTAGE and max(known) <= WHOLE_PERCENT < value else ""


def _strokes(lines: Sequence[ChartLine]) -> Iterator[tuple[ChartLine, Stroke]]:
    """Lines with their strokes, those the chart is about last, so that they lie on top."""
    for emphasis, strokes in ((False, _CONTEXT), (True, _EMPHASIS)):
        chosen = [line for line in lines if line.emphasis is emphasis]
        for index, line in enumerate(chosen):
            yield line, strokes[index % len(strokes)]


def _plot(chart: LineChart, axis: ValueAxis) -> tuple[Plot, tuple[_Named, ...]]:
    """The plot with margins for its words, and the labels for its right side."""
    left = max((text_width(text, AXIS_SIZE) * SLACK + 10 for text in axis.texts), default=_MONTH_ROOM)
    has_strip = bool(_notes(chart, axis))
    top = 8 + (_ROW if has_strip else 0) + (_ROW - 6 if chart.breaks else 0)
    bottom = 28.0
    named = tuple(_end_labels(chart, axis, HEIGHT - top - bottom))
    height = max(HEIGHT - top - bottom, stack_height([name.label for name in named]))
    if height > HEIGHT - top - bottom:
        named = tuple(_end_labels(chart, axis, height))
    left, right = ceil(left), ceil(max((name.label.width for name in named), default=0) + _LEADER + 2)
    return Plot(WIDTH - left - right, height, left, right, top, bottom), named


def _end_labels(chart: LineChart, axis: ValueAxis, height: float) -> Iterator[_Named]:
    """The number first, so that it can be found at once and does not run into the digits of a name."""
    for line, stroke in _strokes(chart.lines):
        weight, hold = (Weight.BOLD, 6.0) if line.emphasis else (Weight.REGULAR, 1.0)
        places = [(point, _place(point.quantity, axis, height)) for point in line.points]
        known = [(point, place) for point, place in places if place is not None]
        if not known:
            yield _Named(_label(f"{line.name}: no values", height, weight), stroke.colour, "")
            continue
        last, end = known[-1]
        when = "" if last is line.points[-1] else f" ({last.label})"
        label = _label(f"{last.quantity.text} {line.name}{when}", end, weight, hold=hold)
        yield _Named(label, stroke.colour, stroke.colour)
    for level in chart.levels:
        place, stroke = _place(level.quantity, axis, height), _LEVELS[level.kind]
        if place is None:
            continue
        colour = SECONDARY_INK if stroke.colour == _FAINT else stroke.colour
        arrow = _out_of_reach(level, chart)
        label = _label(f"{level.quantity.text} {level.name} {arrow}", min(max(place, -1.0), height + 1))
        yield _Named(label, colour, "" if arrow else stroke.colour)


def _place(quantity: Quantity, axis: ValueAxis, height: float) -> float | None:
    """Pixels below the top of the plot; None for a missing value, which has no place."""
    return None if isinstance(quantity.value, Missing) else axis.pixel(float(quantity.value), height)


def _label(text: str, target: float, weight: Weight = Weight.REGULAR, *, hold: float = 1) -> Label:
    return Label(target, fonts.wrap(text, LABEL_SIZE, _LABEL_ROOM / SLACK, weight), LABEL_SIZE, weight, hold)


def _bands(bands: Sequence[ChartBand], plot: Plot, axis: ValueAxis) -> Iterator[Layer]:
    """Tolerance bands as light grounds, each named beside a dark edge that shows in greyscale where it starts."""
    seen: list[tuple[ChartBand, float, float]] = []
    for band in bands:
        high = axis.high if band.high is None else min(float(band.high), axis.high)
        low = axis.low if band.low is None else max(float(band.low), axis.low)
        if low < high:
            seen.append((band, axis.pixel(high, plot.height), axis.pixel(low, plot.height)))
    for band, top, bottom in seen:
        yield plot.box([(0, top, plot.width, bottom)], color=TONES[band.tone].tint)
        yield plot.box([(0, top, _BAND_EDGE, bottom)], color=TONES[band.tone].ink)
    edges = sorted({edge for _, top, bottom in seen for edge in (top, bottom)} - {0.0, plot.height})
    yield plot.rule([(0, edge, plot.width, edge) for edge in edges], color=PAGE, strokeWidth=2)
    labels = [Label((top + bottom) / 2, (band.name,), AXIS_SIZE, Weight.SEMIBOLD) for band, top, bottom in seen]
    for (band, _, _), label, place in zip(seen, labels, spread_labels(labels, top=0, bottom=plot.height), strict=True):
        yield plot.label(label, _BAND_EDGE + 6, place, colour=TONES[band.tone].ink)


def _value_axis(plot: Plot, axis: ValueAxis, *, grid: bool) -> Iterator[Layer]:
    ticks = [(axis.pixel(tick, plot.height), text) for tick, text in zip(axis.ticks, axis.texts, strict=True)]
    if grid:
        yield plot.rule([(0, y, plot.width, y) for y, _ in ticks], color=_GRID, strokeWidth=1)
    if axis.low < 0 < axis.high:
        zero = axis.pixel(0, plot.height)
        yield plot.rule([(0, zero, plot.width, zero)], color=SECONDARY_INK, strokeWidth=1)
    yield plot.words([(-7, y, text) for y, text in ticks], align="right")


def _periods(plot: Plot, periods: Sequence[str], across: dict[str, float], pitch: float) -> Iterator[Layer]:
    foot = plot.height
    yield plot.rule([(0, foot, plot.width, foot)], color=RULE, strokeWidth=1)
    shown = [periods[index] for index in shown_labels(periods, pitch=pitch, size=AXIS_SIZE)]
    yield plot.rule([(across[period], foot, across[period], foot + 4) for period in shown], color=RULE, strokeWidth=1)
    yield plot.words([(across[period], foot + 15, period) for period in shown], align="center")


def _levels(levels: Sequence[ChartLevel], plot: Plot, axis: ValueAxis, left: float) -> Iterator[Layer]:
    for level in levels:
        stroke, y = _LEVELS[level.kind], _place(level.quantity, axis, plot.height)
        if y is None:
            continue
        yield plot.rule([(left - 6, y, plot.width, y)], **stroke.mark)


def _breaks(breaks: Sequence[str], plot: Plot, across: dict[str, float], pitch: float) -> Iterator[Layer]:
    """A vertical mark before the first period under the new definition, its word above the plot."""
    places = [across[period] - pitch / 2 for period in breaks if period in across]
    yield plot.rule(
        [(x, -3, x, plot.height) for x in places], color=INK, strokeWidth=1.25, strokeDash=[1, 3], strokeCap="round"
    )
    yield plot.words([(x, -10, "break") for x in places], align="center", colour=INK)


def _line(line: ChartLine, stroke: Stroke, plot: Plot, axis: ValueAxis, across: dict[str, float]) -> Iterator[Layer]:
    """Runs of months with values, a gap where one is missing; points on lines the chart is about and on lone months."""
    places = []
    for point in line.points:
        y = _place(point.quantity, axis, plot.height)
        places.append((point, None if y is None else (across[point.label], y)))
    runs = [
        [place for _, place in run if place is not None]
        for known, run in groupby(places, lambda item: item[1] is not None)
        if known
    ]
    for run in runs:
        if len(run) > 1:
            yield plot.path(run, strokeJoin="round", **stroke.mark)
    plain = [place for point, place in places if place is not None and point.signal is None]
    lone = [run[0] for run in runs if len(run) == 1]
    last = runs[-1][-1] if runs else None
    small = [place for place in (plain if line.emphasis else lone) if place != last]
    yield plot.point(small, shape="circle", size=24 if line.emphasis else 14, fill=stroke.colour, stroke=stroke.colour)
    if last is not None and last in plain:
        size, edge = (70, PAGE) if line.emphasis else (20, stroke.colour)
        yield plot.point([last], shape="circle", size=size, fill=stroke.colour, stroke=edge)
    for tone in SHAPES:
        marked = [place for point, place in places if place is not None and point.signal is tone]
        yield plot.signal(marked, tone)


def _names(names: Sequence[_Named], plot: Plot) -> Iterator[Layer]:
    """The names at the right, with a fine leader from the end of the line to a name that had to move."""
    labels = [name.label for name in names]
    for name, place in zip(names, spread_labels(labels, top=0, bottom=plot.height), strict=True):
        if name.stroke:
            strokes = [(plot.width + 2, name.label.target, plot.width + _LEADER - 5, place)]
            yield plot.rule(strokes, color=name.stroke, strokeWidth=0.75)
        yield plot.label(name.label, plot.width + _LEADER, place, colour=name.colour)


def _notes(chart: LineChart, axis: ValueAxis) -> list[str]:
    notes = [] if axis.holds_zero or not axis.ticks else [f"Axis starts at {axis.texts[0]}"]
    arrows = {_out_of_reach(level, chart) for level in chart.levels} - {""}
    if arrows:
        notes.append(f"{' '.join(sorted(arrows))} beyond what is possible: not drawn")
    signals = {point.signal for line in chart.lines for point in line.points if point.signal is not None}
    return notes + list(dict.fromkeys(SHAPES[tone].words for tone in SHAPES if tone in signals))


def _strip(chart: LineChart, plot: Plot, axis: ValueAxis) -> Iterator[Layer]:
    """One row above the plot: where the axis starts when that is not nought, and what arrows and marked points mean."""
    middle = 8 + line_height(AXIS_SIZE) / 2 - plot.top
    x = -plot.left + 2
    tones = {shape.words: tone for tone, shape in SHAPES.items()}
    for note in _notes(chart, axis):
        if note in tones:
            yield plot.signal([(x + 5, middle)], tones[note])
            x += 15
        yield plot.words([(x, middle, note)], colour=SECONDARY_INK)
        x += text_width(note, AXIS_SIZE) * SLACK + 18
