"""Figures, targets, benchmarks and judgements as quantities, statuses and table cells."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import Benchmark, Indicator, Target
from crossfoot.reports.document import Cell, Quantity, Status, Text, Tone
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact, exact
from crossfoot.vocabulary.units import Polarity, Unit

NOTHING = Cell()


def quantity(figure: Figure) -> Quantity:
    """The figure's value, bound to it."""
    return Quantity(figure.value, figure.unit, figure.decimals, (str(figure.id),))


def numerator_quantity(figure: Figure) -> Quantity:
    """The figure's numerator as a count, bound to it."""
    value = figure.missing or figure.numerator
    return Quantity(Missing.NOT_AVAILABLE if value is None else value, Unit.COUNT, 0, (str(figure.id),))


def difference(later: Figure, earlier: Figure) -> Quantity | None:
    """Later minus earlier, signed, in points for percentages; None where either is missing."""
    after, before = later.value, earlier.value
    if isinstance(after, Missing) or isinstance(before, Missing):
        return None
    return Quantity(after - before, later.unit.of_change, later.decimals, (str(later.id), str(earlier.id)), sign=True)


def share(part: Exact, whole: Exact, figures: tuple[str, ...], *, sign: bool = False) -> Quantity:
    """100 x part / whole with one decimal; not applicable where the whole is nought."""
    value = Fraction(100) * exact(part) / exact(whole) if whole else Missing.NOT_APPLICABLE
    return Quantity(value, Unit.PERCENTAGE, 1, figures, sign=sign)


def figure_cell(figure: Figure | None) -> Cell:
    """The figure's value; an empty place is said to be not collected, never left blank."""
    if figure is None:
        return Cell((Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0),))
    return Cell((quantity(figure),))


def numerator_cell(figure: Figure | None) -> Cell:
    """The figure's numerator."""
    return figure_cell(None) if figure is None else Cell((numerator_quantity(figure),))


def target_quantity(target: Target, indicator: Indicator) -> Quantity | None:
    """The target as its source printed it: `<20%` for one that must be beaten."""
    if target.target is None:
        return None
    beyond = {Polarity.LOW: "<", Polarity.HIGH: ">", Polarity.NONE: ""}[indicator.polarity] if target.strict else ""
    return _literal(target.target, indicator, f"target/{indicator.id}", beyond)


def tolerance_quantity(value: Exact, indicator: Indicator) -> Quantity:
    """Where red ends or green begins."""
    return _literal(value, indicator, f"tolerance/{indicator.id}")


def tolerance_cell(value: Exact | None, indicator: Indicator) -> Cell:
    """Where red ends or green begins."""
    return NOTHING if value is None else Cell((tolerance_quantity(value, indicator),))


def benchmark_cell(benchmark: Benchmark | None, indicator: Indicator) -> Cell:
    """A comparator's value."""
    if benchmark is None:
        return NOTHING
    return Cell((_literal(benchmark.value, indicator, f"benchmark/{indicator.id}/{benchmark.kind}"),))


def target_cell(target: Target | None, indicator: Indicator) -> Cell:
    """The target, empty where there is none."""
    wanted = None if target is None else target_quantity(target, indicator)
    return NOTHING if wanted is None else Cell((wanted,))


def text_cell(text: str, *, strong: bool = False) -> Cell:
    """Words."""
    return Cell((Text(text, strong),)) if text else NOTHING


def status_cell(status: Status | None, *, shaded: bool = True) -> Cell:
    """A judgement, its shade repeating what its word says."""
    if status is None:
        return NOTHING
    return Cell((status,), status.tone if shaded and status.tone in _SHADED else None)


_SHADED = (Tone.GOOD, Tone.FAIR, Tone.POOR)


def _literal(value: Exact, indicator: Indicator, source: str, prefix: str = "") -> Quantity:
    number = exact(value)
    decimals = next(places for places in range(5) if (number * 10**places).denominator == 1 or places == 4)
    return Quantity.literal(number, indicator.unit, max(decimals, 0), source, prefix)
