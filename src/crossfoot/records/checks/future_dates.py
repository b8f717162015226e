"""Dates of things that cannot have happened yet."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import AHEAD
from crossfoot.vocabulary.issues import Issue, Severity


def find_future_dates(evidence: Evidence) -> list[Issue]:
    """Dates after the day of the records, but for columns of what is due, expected or valid."""
    issues = []
    for table, column in evidence.date_columns():
        if column.name not in AHEAD:
            rows = f"SELECT source_file, source_row FROM {table.id} WHERE {column.name} > {evidence.day}"  # noqa: S608
            message = "The date is after the day of the records."
            issues += evidence.issues(RULE, rows, message=message, field=column.name)
    return issues


RULE = Rule(
    "RECORDS-FUTURE-DATE",
    Severity.WARNING,
    "A date is in the future",
    "Correct the year; a meeting or end that is only planned belongs in the column of what is due.",
    (
        "contacts-and-referrals",
        "assessments",
        "section-47",
        "children-in-need",
        "child-protection",
        "looked-after-children",
        "looked-after-health",
        "placements",
        "care-leavers",
        "adoption",
        "early-help",
    ),
    find_future_dates,
)
