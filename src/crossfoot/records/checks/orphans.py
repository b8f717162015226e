"""Rows that refer to a row which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    for table, column, target, key in scope.standard.relations():
        known = f"SELECT other.{key.name} FROM {target.id} AS other WHERE other.{key.name} IS NOT NULL"  # noqa: S608
        yield Search(
            table.id,
            column.name,
            f"CASE WHEN checked.{column.name} IS NOT NULL THEN checked.{column.name} NOT IN ({known}) END",
            f"There is no row of {target.id} with this {key.name}.",
        )


RULE = Rule(
    "RECORDS-ORPHAN",
    Severity.WARNING,
    "A row refers to one that is not there",
    "For each relation of the standard whose two tables were collected, the rows that lead nowhere. A blank is no "
    "fault.",
    "Check that both tables were extracted on one day and over the same years; else correct the id.",
    _searches,
)
