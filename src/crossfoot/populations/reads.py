"""Which columns of the records each indicator rests on."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations import POPULATIONS


def columns_read(indicators: Mapping[str, Indicator]) -> dict[str, frozenset[str]]:
    """By indicator the columns (`cp_visits.cppv_cp_visit_date`) that its figure rests on, by way of others too.

    Indicators that no record feeds are not in it. Which team a child belongs to is not among what a figure rests on.
    """
    found = {name: _read(name, indicators, frozenset()) for name in indicators}
    return {name: columns for name, columns in found.items() if columns}


def _read(name: str, indicators: Mapping[str, Indicator], asked: frozenset[str]) -> frozenset[str]:
    if name in asked or name not in indicators:
        return frozenset()
    indicator = indicators[name]
    columns: set[str] = set()
    for measure in (indicator.numerator, indicator.denominator):
        if measure is None:
            continue
        columns |= _own(indicator, measure)
        if measure.figures is not None:
            columns |= _read(measure.figures, indicators, asked | {name})
    return frozenset(columns)


def _own(indicator: Indicator, measure: Measure) -> frozenset[str]:
    if indicator.population is None or measure.where is None:
        return frozenset()
    amounts = [name for name in (measure.adds, measure.largest) if name is not None]
    return frozenset(POPULATIONS[indicator.population].needs_of(*measure.where, *amounts))
