"""Rows of one table with one key: joins in the extract repeat rows, and figures would count them twice."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    for table in scope.tables():
        whole = " AND ".join(f"checked.{name} IS NOT NULL" for name in table.key)
        place = f"row_number() OVER (PARTITION BY {', '.join(table.key)} ORDER BY source_file, source_row)"
        yield Search(
            table.id,
            table.key[0],
            f"CASE WHEN {whole} THEN {place} > 1 END",
            f"An earlier row has the same {' and '.join(table.key)}.",
            whole_row=True,
        )


RULE = Rule(
    "RECORDS-DUPLICATE-KEY",
    Severity.WARNING,
    "A key is there twice",
    "Every row after the first of its key. A row without a whole key is RECORDS-MISSING-KEY's.",
    "Remove the repeated row from the extract, or correct its id.",
    _searches,
)
