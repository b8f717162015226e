"""Dates so long ago that a digit of the year must be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import BIRTHS
from crossfoot.vocabulary.issues import Severity

EVENT_YEARS, LIFE_YEARS = 80, 110
"""Years before the day of the records. Parents are in the table of people, so a birth may be long ago."""


def _searches(scope: Scope) -> Iterator[Search]:
    for table, column in scope.date_columns():
        years = LIFE_YEARS if column.name in BIRTHS else EVENT_YEARS
        yield Search(
            table.id,
            column.name,
            f"checked.{column.name} < {scope.day} - INTERVAL {years} YEAR",
            f"The date is more than {years} years before the day of the records.",
        )


RULE = Rule(
    "RECORDS-CENTURY",
    Severity.WARNING,
    "A date is in the wrong century",
    f"Events more than {EVENT_YEARS} years before the day of the records, births more than {LIFE_YEARS}.",
    "Correct the century of the date.",
    _searches,
)
