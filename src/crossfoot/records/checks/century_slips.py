"""Dates so long ago that a digit of the year must be wrong."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity

EVENT_YEARS, LIFE_YEARS = 80, 110
"""Years before the day of the records. Parents are in the table of people, so a birth may be long ago."""
_BIRTHS = frozenset({"pers_dob", "moth_childs_dob"})


def find_century_slips(evidence: Evidence) -> list[Issue]:
    """Events of more than 80 years ago, births of more than 110."""
    issues = []
    for table, column in evidence.date_columns():
        years = LIFE_YEARS if column.name in _BIRTHS else EVENT_YEARS
        rows = (
            f"SELECT source_file, source_row FROM {table.id} "  # noqa: S608
            f"WHERE {column.name} < {evidence.day} - INTERVAL {years} YEAR"
        )
        message = f"The date is more than {years} years before the day of the records."
        issues += evidence.issues(RULE, rows, message=message, field=column.name)
    return issues


RULE = Rule(
    "RECORDS-CENTURY",
    Severity.WARNING,
    "A date is in the wrong century",
    "Correct the century of the date.",
    ("contacts-and-referrals", "assessments", "children-in-need", "child-protection", "looked-after-children"),
    find_century_slips,
)
