"""Definitions and populations fit together: names that are there, moments that match, time limits that are said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations import POPULATIONS
from crossfoot.populations.frame import relation_columns
from crossfoot.populations.population import Moment
from crossfoot.records.schema import Standard

CATALOGUE = Catalogue.load(shipped_definitions())
COUNTED = [each for each in CATALOGUE.indicators.values() if each.population is not None]


def measures(indicator: Indicator) -> Iterator[Measure]:
    for measure in (indicator.numerator, indicator.denominator):
        if measure is not None and measure.where is not None:
            yield measure


@pytest.mark.parametrize("indicator", COUNTED, ids=lambda indicator: indicator.id)
def test_a_definition_names_what_its_population_has(indicator: Indicator) -> None:
    population = POPULATIONS[indicator.population or ""]
    for measure in measures(indicator):
        assert set(measure.where or ()) <= set(population.flags)
        assert {measure.adds, measure.largest} - {None} <= set(population.amounts)
    assert {name for breakdown in indicator.breakdowns for name in breakdown} <= set(population.dimensions)
    assert (population.moment is Moment.STOCK) == indicator.form.is_stock


@pytest.mark.parametrize("indicator", COUNTED, ids=lambda indicator: indicator.id)
def test_a_definition_says_every_time_limit_that_its_figures_rest_on(indicator: Indicator) -> None:
    population = POPULATIONS[indicator.population or ""]
    used = [name for measure in measures(indicator) for name in (*(measure.where or ()), measure.adds, measure.largest)]
    rests_on = {*population.timescales}
    rests_on |= {limit for name in used if name is not None for limit in population.features[name].timescales}
    assert rests_on <= set(indicator.timescales)


@pytest.mark.parametrize("name", sorted(POPULATIONS))
def test_a_population_rests_on_columns_and_time_limits_that_there_are(name: str) -> None:
    population = POPULATIONS[name]
    standard = Standard.load()
    known = {f"{table}.{column}" for table in standard.tables for column in relation_columns(standard, table)}
    assert population.id == name
    assert population.table in standard.tables
    assert set(population.needs_of(*population.features)) <= known
    limits = {limit for feature in population.features.values() for limit in feature.timescales}
    assert limits | set(population.timescales) <= set(CATALOGUE.timescales)


def test_every_population_is_counted_by_a_definition() -> None:
    assert {each.population for each in COUNTED} == set(POPULATIONS)
