"""The worked examples of the definitions: what their records give is what their words say."""

from __future__ import annotations

from typing import Any

import pytest

from reference.figures import measure, read_definitions, read_limits
from reference.record_columns import KEPT_BY_MONTH, columns_of, full_row, tables
from reference.teams import CASE_HOLDING_ROLES

DEFINITIONS = read_definitions()
COUNTS = {"in numerator and denominator": (1, 1), "in denominator only": (0, 1), "in neither": (0, 0)}


def examples() -> list[Any]:
    return [
        pytest.param(name, example, id=f"{name} {number}")
        for name, definition in DEFINITIONS.items()
        for number, example in enumerate(definition["examples"], start=1)
        if example.get("records") is not None
    ]


@pytest.mark.parametrize(("name", "example"), examples())
def test_an_example_counts_as_its_words_say(name: str, example: dict[str, Any]) -> None:
    definition = DEFINITIONS[name]
    largest = definition["numerator"].get("largest")
    numerator, denominator = measure(definition, records_of(example), read_limits(), example["month"])
    said = COUNTS[example["counts"]]
    expected = example.get("numerator", said[0])
    assert numerator == (None if largest and expected == 0 else expected), example["because"]
    if denominator is not None:
        assert denominator == example.get("denominator", said[1]), example["because"]


def test_roles_that_hold_cases_are_in_lower_case() -> None:
    assert {role.lower() for role in CASE_HOLDING_ROLES} == CASE_HOLDING_ROLES


def records_of(example: dict[str, Any]) -> dict[str, list[dict[str, object]]]:
    """The rows of the example with the keys that it leaves out, in a county that collects every table."""
    found: dict[str, list[dict[str, object]]] = {table: [] for table in tables()}
    for table, rows in example["records"].items():
        for number, cells in enumerate(rows, start=1):
            found[table].append(full_row(table, keyed(table, cells, number)))
    for table in KEPT_BY_MONTH:
        found[table].append(full_row(table, {columns_of(table)[0]: "nobody", "kept_month": example["month"]}))
    return found


def keyed(table: str, cells: dict[str, object], number: int) -> dict[str, object]:
    key = next(column for column in full_row(table, {}))
    return cells if key in cells or table == "person" else {key: f"{table}-{number:03}", **cells}
