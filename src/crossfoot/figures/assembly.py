"""Figures put together from what was printed and the parts that were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.parts import How, Part, Parts, source_text
from crossfoot.figures.precedence import Supplies
from crossfoot.figures.scale import is_plain_count, scale_of, version_in_force
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form

_MONTHLY = (Form.IN_MONTH, Form.AT_MONTH_END, Form.ROLLING_12)


def figure_from_parts(name: FigureId, indicator: Indicator, parts: Parts, supplies: Supplies | None) -> Figure | None:
    """The figure of that name, None where it was not printed and cannot be worked out.

    With numerator and denominator known it follows from them; else it is what was printed, bare; else it is missing
    with the printed reason. Indicators that do not add up are bare always, so that nothing can add them up.
    """
    supply = supplies.kept if supplies else None
    numerator, denominator = parts.numerator, parts.denominator
    is_known = indicator.adds_up and numerator and (denominator or is_plain_count(indicator))
    if supply is None and not is_known:
        return None
    figure = Figure(
        id=name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        origin=Origin.BARE,
        source=source_text(supply) if supply else "",
        definition_version=version_in_force(indicator, name.period),
        scale=scale_of(indicator, name.form, name.period),
    )
    if numerator is not None and is_known:
        return _worked_out(figure, numerator, denominator)
    return _as_supplied(figure, supply) if supply else None


def _worked_out(figure: Figure, numerator: Part, denominator: Part | None) -> Figure:
    is_counted = all(part.how is How.PRINTED for part in (numerator, denominator) if part)
    sources = [f"numerator: {numerator.source}"] + ([f"denominator: {denominator.source}"] if denominator else [])
    one_source = denominator is None or is_counted
    return Figure(
        id=figure.id,
        unit=figure.unit,
        decimals=figure.decimals,
        origin=Origin.COUNTED if is_counted else Origin.DERIVED,
        source=numerator.source if one_source else "; ".join(sources),
        definition_version=figure.definition_version,
        numerator=numerator.value,
        denominator=denominator.value if denominator else None,
        scale=figure.scale,
    )


def _as_supplied(figure: Figure, supply: SuppliedFigure) -> Figure:
    value, missing = supply.value, None
    if value is None and supply.numerator is not None and supply.denominator:
        value = figure.scale * supply.numerator / supply.denominator
    if value is None:
        missing = supply.missing or Missing.NOT_AVAILABLE
    return Figure(
        id=figure.id,
        unit=figure.unit,
        decimals=figure.decimals,
        origin=Origin.BARE,
        source=figure.source,
        definition_version=figure.definition_version,
        numerator=supply.numerator,
        denominator=supply.denominator,
        scale=Fraction(1),
        supplied=value,
        missing=missing,
    )


def can_be_counted(supply: SuppliedFigure, indicator: Indicator) -> bool:
    """True when a printed cell has a numerator and a denominator, or its definition says where they are counted."""
    if is_plain_count(indicator):
        return True
    denominator, has_whole_population = indicator.denominator, not supply.id.breakdown
    has_numerator = supply.numerator is not None or indicator.numerator.figures is not None
    return has_numerator and (
        supply.denominator is not None
        or (denominator is not None and denominator.figures is not None)
        or (denominator is not None and denominator.residents is not None and has_whole_population)
    )


def names_to_work_out(catalogue: Catalogue, names: Iterable[FigureId], *, month: Period) -> Iterator[FigureId]:
    """Names that may be worked out though nobody printed them: not every one can be.

    Every month from the first one printed to `month`; for what happens in a month also twelve months to it, and the
    year to date in the financial year of `month` and at the same month a year before.
    """
    breakdowns: dict[tuple[str, str], set[Breakdown]] = defaultdict(set)
    first: dict[str, Period] = {}
    for name in names:
        breakdowns[name.indicator, name.area].add(name.breakdown)
        if name.period.kind is PeriodKind.MONTH:
            first[name.area] = min(first.get(name.area, name.period), name.period)
    this_year = {*month.year_to_date, month.shift(-12)}
    for area, first_month in sorted(first.items()):
        months = _months(first_month, month)
        for indicator in catalogue.indicators.values():
            forms: tuple[Form, ...] = (indicator.form,) if indicator.form in _MONTHLY else ()
            if indicator.form is Form.IN_MONTH:
                forms = (Form.IN_MONTH, Form.ROLLING_12, Form.YEAR_TO_DATE)
            for breakdown in sorted(_breakdowns(indicator, area, breakdowns, catalogue.indicators)):
                for form in forms:
                    for period in months:
                        if form is not Form.YEAR_TO_DATE or period in this_year:
                            yield FigureId(indicator.id, area, form, period, breakdown)


def _months(first: Period, last: Period) -> tuple[Period, ...]:
    count = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month + 1
    return last.last(max(count, 0))


def _breakdowns(
    indicator: Indicator,
    area: str,
    printed: Mapping[tuple[str, str], set[Breakdown]],
    indicators: Mapping[str, Indicator],
) -> set[Breakdown]:
    """The parts in which it, or what it is worked out from, was printed. A loop of definitions ends where it began."""
    found: set[Breakdown] = set()
    seen: set[str] = set()
    ahead = [indicator.id]
    while ahead:
        current = ahead.pop()
        if current in seen:
            continue
        seen.add(current)
        found |= printed.get((current, area), set())
        definition = indicators.get(current)
        if definition is not None:
            measures = (definition.numerator, definition.denominator)
            ahead += [measure.figures for measure in measures if measure is not None and measure.figures is not None]
    return found
