"""An indicator's thirteen months as a line chart, with everything it is judged by drawn in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import BenchmarkKind, Indicator, Target
from crossfoot.judgements.judgement import Judgement, Limits
from crossfoot.reports.cells import difference, figure_cell, quantity, target_quantity, text_cell
from crossfoot.reports.document import (
    Align,
    ChartBand,
    ChartLevel,
    ChartLine,
    ChartPoint,
    Column,
    LineChart,
    Quantity,
    Row,
    Table,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

MEASURE = {
    Unit.COUNT: "Number",
    Unit.PERCENTAGE: "Per cent",
    Unit.RATE_PER_10K: "Rate per 10,000 under 18",
    Unit.DAYS: "Average days",
    Unit.AVERAGE: "Average",
    Unit.MAXIMUM: "Largest",
}
STRETCH = {
    Form.IN_MONTH: "in month",
    Form.AT_MONTH_END: "at month end",
    Form.IN_QUARTER: "in quarter",
    Form.AT_QUARTER_END: "at quarter end",
    Form.ROLLING_12: "rolling 12 months",
    Form.YEAR_TO_DATE: "year to date",
    Form.IN_TERM: "in term",
    Form.IN_YEAR: "in year",
}


def indicator_chart(
    edition: Edition,
    name: str,
    *,
    id_prefix: str,
    judgement: Judgement | None = None,
    with_data: bool = False,
) -> LineChart:
    """The chart of one indicator. A vital sign passes its own judgement, whose form and target it is drawn with.

    `with_data` adds the chart's own data table, for a page on which no other table holds the figures.
    """
    judged = judgement or edition.judgements[name]
    indicator = edition.indicator(name)
    form, last = judged.figure.form, judged.figure.period
    periods = last.last(len(edition.months))
    figures = [edition.figure(name, period, form=form) for period in periods]
    target = edition.target(name, scheme=judged.scheme)
    subtitle = f"{MEASURE.get(indicator.unit, 'Value')}, {STRETCH[form]}, {edition.area_name}, {_span(periods)}"
    return LineChart(
        id=f"chart-{id_prefix}-{name}",
        title=_finding(indicator, figures, periods),
        subtitle=subtitle,
        alt=_in_words(indicator, figures, periods, target),
        lines=(ChartLine(indicator.name, tuple(_points(judged, indicator.polarity, figures, periods))),),
        levels=tuple(_levels(edition, indicator, judged, target)),
        bands=tuple(_bands(indicator, target)),
        breaks=tuple(
            _label(month) for month in periods[1:] if any(month.start <= day <= month.end for day in indicator.breaks)
        ),
        data=_data(indicator, figures, periods, subtitle, f"data-{id_prefix}-{name}") if with_data else None,
    )


def _finding(indicator: Indicator, figures: list[Figure | None], periods: tuple[Period, ...]) -> str:
    latest, before = figures[-1], figures[-2]
    if latest is None or isinstance(latest.value, Missing):
        return f"{indicator.name}: nothing for {periods[-1].name}"
    title = f"{indicator.name}: {quantity(latest).text}"
    change = difference(latest, before) if before is not None else None
    if change is None or isinstance(change.value, Missing):
        return title
    if not change.value:
        return f"{title}, the same as {periods[-2].name}"
    way = "up" if change.value > 0 else "down"
    size = Quantity(abs(change.value), change.unit, change.decimals).words.removesuffix(" per 10,000")
    return f"{title}, {way} {size} on {periods[-2].name}"


def _in_words(
    indicator: Indicator, figures: list[Figure | None], periods: tuple[Period, ...], target: Target | None
) -> str:
    known = [
        (figure.value, quantity(figure).words, period.name)
        for figure, period in zip(figures, periods, strict=True)
        if figure is not None and not isinstance(figure.value, Missing)
    ]
    if not known:
        return f"Line chart of {indicator.name}: there is no value from {periods[0].name} to {periods[-1].name}."
    low, high = min(known), max(known)
    first, last = known[0], known[-1]
    text = (
        f"Line chart of {indicator.name}. From {first[1]} in {first[2]} to {last[1]} in {last[2]}; "
        f"lowest {low[1]} in {low[2]}, highest {high[1]} in {high[2]}."
    )
    gaps = len(figures) - len(known)
    if gaps:
        text += f" {gaps} of {len(figures)} periods have no value."
    wanted = None if target is None else target_quantity(target, indicator)
    return f"{text} The target is {wanted.words}." if wanted is not None else text


def _points(
    judgement: Judgement, polarity: Polarity, figures: list[Figure | None], periods: tuple[Period, ...]
) -> Iterator[ChartPoint]:
    signals = {point.period: point.high for point in judgement.variation.points if point.cause is not None}
    for figure, period in zip(figures, periods, strict=True):
        shown = Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0) if figure is None else quantity(figure)
        high = signals.get(period)
        yield ChartPoint(_label(period), shown, None if high is None else _tone(polarity, high=high))


def _tone(polarity: Polarity, *, high: bool) -> Tone:
    if polarity is Polarity.NONE:
        return Tone.NEUTRAL
    return Tone.BETTER if high == (polarity is Polarity.HIGH) else Tone.WORSE


def _levels(
    edition: Edition, indicator: Indicator, judgement: Judgement, target: Target | None
) -> Iterator[ChartLevel]:
    wanted = None if target is None else target_quantity(target, indicator)
    if wanted is not None:
        yield ChartLevel("Target", wanted, "target")
    for kind, name in (
        (BenchmarkKind.NEIGHBOUR_AVERAGE, "Neighbours"),
        (BenchmarkKind.NATIONAL_AVERAGE, "England"),
    ):
        benchmark = edition.benchmark(indicator.id, kind)
        if benchmark is not None and benchmark.comparable:
            yield ChartLevel(name, _level(benchmark.value, indicator, f"benchmark/{indicator.id}/{kind}"), "benchmark")
    limits = judgement.variation.limits
    if limits is not None:
        yield from _limits(limits, indicator, judgement)


def _limits(limits: Limits, indicator: Indicator, judgement: Judgement) -> Iterator[ChartLevel]:
    source = f"limits/{judgement.figure}"
    yield ChartLevel("Mean", _level(limits.mean, indicator, source), "mean")
    yield ChartLevel("Upper limit", _level(limits.upper, indicator, source), "limit")
    yield ChartLevel("Lower limit", _level(limits.lower, indicator, source), "limit")


def _level(value: Decimal | Fraction, indicator: Indicator, source: str) -> Quantity:
    return Quantity.literal(value, indicator.unit, max(indicator.decimals, 1), source)


def _bands(indicator: Indicator, target: Target | None) -> Iterator[ChartBand]:
    if target is None or target.green is None or target.red is None or indicator.polarity is Polarity.NONE:
        return
    green, red = Fraction(target.green), Fraction(target.red)
    if indicator.polarity is Polarity.HIGH:
        yield ChartBand("Green", Tone.GOOD, green, None)
        yield ChartBand("Amber", Tone.FAIR, red, green)
        yield ChartBand("Red", Tone.POOR, None, red)
    else:
        yield ChartBand("Red", Tone.POOR, red, None)
        yield ChartBand("Amber", Tone.FAIR, green, red)
        yield ChartBand("Green", Tone.GOOD, None, green)


def _data(
    indicator: Indicator, figures: list[Figure | None], periods: tuple[Period, ...], subtitle: str, table_id: str
) -> Table:
    return Table(
        id=table_id,
        caption=f"{indicator.name}: {subtitle[0].lower()}{subtitle[1:]}",
        columns=(Column("Measure", width=2.5), *(Column(_label(p), align=Align.RIGHT) for p in periods)),
        rows=(Row((text_cell(MEASURE.get(indicator.unit, "Value")), *map(figure_cell, figures))),),
        landscape=False,
    )


def _span(periods: tuple[Period, ...]) -> str:
    return f"{_label(periods[0])} to {_label(periods[-1])}"


def _label(period: Period) -> str:
    """The month a period closes with, as the pack heads its quarterly columns: `Dec-16`."""
    return period.month.label
