"""Without a column a figure is the same or was not collected: it is never quietly another."""

from __future__ import annotations

import pytest

from reference.figures import evaluate_all, read_definitions, read_limits
from reference.histories import draw_county
from reference.record_columns import columns_of

DOES_WITHOUT = {
    ("cp_plans", "cppl_cp_plan_ola"): "a plan is this council's where nothing else is said",
    ("cla_placement", "clap_cla_placement_urn"): "every placement is a home of its own",
    ("x_core_group", "xcor_cp_plan_id"): "a meeting is of the child's plan",
    ("family", "fami_family_id"): "every child is a family",
    ("family", "fami_person_id"): "every child is a family",
}
"""Columns that say more where they are there; figures without them are others, and the page says so of each."""

MONTHS = ["2016-06", "2017-01"]
COUNTY = draw_county(11, 30).records
FIGURES = evaluate_all(COUNTY, read_definitions(), read_limits(), MONTHS)
COLUMNS = [
    (table, column)
    for table, found in COUNTY.items()
    if found
    for column in columns_of(table)
    if any(row[column] is not None for row in found)
]


@pytest.mark.parametrize("column", COLUMNS, ids=".".join)
def test_a_figure_without_a_column(column: tuple[str, str]) -> None:
    table, name = column
    rows = [{other: cell for other, cell in row.items() if other != name} for row in COUNTY[table]]
    figures = evaluate_all({**COUNTY, table: rows}, read_definitions(), read_limits(), MONTHS)
    changed = {
        key
        for key, parts in figures.items()
        if any(part is not None and part != before for part, before in zip(parts, FIGURES[key], strict=True))
    }
    assert not changed or column in DOES_WITHOUT, sorted(changed)


@pytest.mark.parametrize("table", sorted(table for table, found in COUNTY.items() if found))
def test_a_figure_without_a_table(table: str) -> None:
    without = {name: rows for name, rows in COUNTY.items() if name != table}
    figures = evaluate_all(without, read_definitions(), read_limits(), MONTHS)
    if table == "family":
        return
    for key, parts in figures.items():
        for part, before in zip(parts, FIGURES[key], strict=True):
            assert part in {None, before}, key
