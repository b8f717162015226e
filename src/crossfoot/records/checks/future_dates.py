"""Dates of things that cannot have happened yet."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import AHEAD
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    for table, column in scope.date_columns():
        if column.name not in AHEAD:
            fault = f"checked.{column.name} > {scope.day}"
            yield Search(table.id, column.name, fault, "The date is after the day of the records.")


RULE = Rule(
    "RECORDS-FUTURE-DATE",
    Severity.WARNING,
    "A date is in the future",
    "Dates after the day of the records, but for columns of what is due, expected or valid.",
    "Correct the year; a meeting or end that is only planned belongs in the column of what is due. Where many rows are "
    "after it, the extract is of a later day than was said.",
    _searches,
)
