"""The fast populations against the plain reference, written separately: the same rows for the same histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from fast_figures import Fast
from hypothesis import HealthCheck, given, settings
from reference.children import County
from reference.figures import read_limits
from reference.histories import Drawn, counties, draw_county
from reference.populations import rows_in_months
from reference.rows import Row

from crossfoot.populations import POPULATIONS
from crossfoot.populations.frame import month_number
from crossfoot.populations.population import Population, column_of
from crossfoot.vocabulary.periods import Period

MONTHS = [Period.parse("2015-12").shift(number) for number in range(16)]
CODES = {month_number(month): month.code for month in MONTHS}
LIMITS = read_limits()

Facts = tuple[object, ...]


def known(row: Mapping[str, Any], population: Population) -> Facts:
    """What is compared of a row that the engine gave."""
    return (
        CODES[row["month"]],
        row["person_id"],
        row["day"],
        row["team"],
        tuple(sorted(name for name in population.flags if row[name])),
        tuple((name, row[name]) for name in sorted(population.amounts)),
        tuple((name, row[column_of(name)]) for name in sorted(population.dimensions)),
    )


def expected(row: Row, month: str, population: Population) -> Facts:
    """The same of a row of the reference."""
    return (
        month,
        row.person,
        row.day,
        row.team,
        tuple(sorted(row.flags & set(population.flags))),
        tuple((name, row.amounts.get(name)) for name in sorted(population.amounts)),
        tuple((name, row.dimensions.get(name)) for name in sorted(population.dimensions)),
    )


@pytest.fixture(scope="module")
def fast() -> Fast:
    return Fast(MONTHS)


def find_differences(fast: Fast, drawn: Drawn) -> dict[str, tuple[list[Facts], list[Facts]]]:
    """The populations that are not the same, with the first rows that only the fast way or only the reference found."""
    fast.load(drawn.records)
    county = County(drawn.records, LIMITS)
    differing = {}
    for name, population in sorted(POPULATIONS.items()):
        ours = Counter(known(row, population) for row in fast.rows(name))
        theirs: Counter[Facts] = Counter()
        for month, rows in rows_in_months(name, county, list(CODES.values())).items():
            theirs.update(expected(row, month, population) for row in rows)
        if ours != theirs:
            differing[name] = sorted(ours - theirs, key=str)[:3], sorted(theirs - ours, key=str)[:3]
    return differing


@pytest.mark.parametrize("seed", range(3))
def test_every_population_has_the_rows_of_the_reference(fast: Fast, seed: int) -> None:
    assert find_differences(fast, draw_county(seed, 40)) == {}


@pytest.mark.parametrize("seed", range(100, 103))
def test_every_population_has_the_rows_of_the_reference_on_dirty_records(fast: Fast, seed: int) -> None:
    assert find_differences(fast, draw_county(seed, 30, dirty=True)) == {}


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=counties())
def test_any_history_gives_the_same_rows(fast: Fast, drawn: Drawn) -> None:
    assert find_differences(fast, drawn) == {}, f"seed {drawn.seed}, {drawn.children} children"


def test_the_histories_fill_every_population_with_every_flag_and_its_absence() -> None:
    seen: dict[str, set[str]] = {name: set() for name in POPULATIONS}
    absent: dict[str, set[str]] = {name: set() for name in POPULATIONS}
    for seed in range(6):
        county = County(draw_county(seed, 40).records, LIMITS)
        for name, population in POPULATIONS.items():
            for rows in rows_in_months(name, county, list(CODES.values())).values():
                for row in rows:
                    seen[name] |= row.flags
                    absent[name] |= set(population.flags) - row.flags
    never = {name: sorted(set(POPULATIONS[name].flags) - found) for name, found in seen.items()}
    always = {name: sorted(set(POPULATIONS[name].flags) - found) for name, found in absent.items()}
    assert {name: flags for name, flags in never.items() if flags} == {}
    assert {name: flags for name, flags in always.items() if flags} == {}
