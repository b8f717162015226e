"""Rows without an id, or that are about nobody."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    for table in scope.tables():
        needed = dict.fromkeys((*table.key, *([table.person_column] if table.person_column else [])))
        for name in needed:
            yield Search(table.id, name, f"checked.{name} IS NULL", "The id is blank.")


RULE = Rule(
    "RECORDS-MISSING-KEY",
    Severity.WARNING,
    "An id is blank",
    "Rows in which a column of the table's key, or the person whom the row is about, is blank.",
    "Find the row in the case system by its dates and team, and export it with its id.",
    _searches,
)
