"""Take any column away: each row and figure is as it was, or says that it was not collected."""

from __future__ import annotations

from typing import Any

import pytest
from fast_figures import Fast
from reference.histories import draw_county

from crossfoot.populations import POPULATIONS
from crossfoot.populations.frame import KEPT_MONTH
from crossfoot.populations.population import Population, column_of
from crossfoot.vocabulary.periods import Period

MONTHS = Period.parse("2017-02").last(12)
WITHOUT_MEANING = {"source_file", "source_row", KEPT_MONTH}
OPTIONAL = {"involvements", "x_team_area"}
"""Tables that say which team a child belongs to: without them a child belongs to none, and counts all the same."""
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def fast() -> Fast:
    found = Fast(MONTHS)
    found.load(draw_county(20170202, 60).records)
    return found


def features_of(rows: Rows, population: Population) -> dict[str, list[tuple[str, ...]]]:
    """What is in the population at all (under an empty name), and each feature of its rows, in one order."""
    key = ("month", "person_id", "day")
    found = {"": sorted(tuple(str(row[name]) for name in key) for row in rows)}
    for feature in population.features:
        blank = False if feature in population.flags else None
        cells = [(*(str(row[name]) for name in key), str(row[column_of(feature)] or blank)) for row in rows]
        found[feature] = sorted(cells)
    return found


@pytest.mark.parametrize("name", sorted(POPULATIONS))
def test_a_feature_changes_only_with_the_columns_that_it_says_it_needs(fast: Fast, name: str) -> None:
    population = POPULATIONS[name]
    whole = features_of(fast.rows(name), population)
    undeclared = []
    for table, column in sorted(fast.columns_read(name)):
        lacking = f"{table}.{column}"
        if lacking in population.needs or column in WITHOUT_MEANING or table in OPTIONAL:
            continue
        with fast.without(table, column):
            found = features_of(fast.rows(name), population)
        undeclared += [
            f"{lacking} changes {feature or 'the rows'}"
            for feature, cells in found.items()
            if cells != whole[feature] and lacking not in (population.features[feature].needs if feature else ())
        ]
    assert undeclared == []


def test_what_a_population_reads_is_found_out() -> None:
    reader = Fast(MONTHS[:1])
    reader.load(draw_county(20170202, 10).records)
    assert {("contacts", "cont_contact_date"), ("person", "pers_dob")} <= reader.columns_read("contacts")
    assert ("contacts", "cont_contact_outcome_is_nfa") not in reader.columns_read("contacts")
