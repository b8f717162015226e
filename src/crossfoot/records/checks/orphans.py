"""Rows that refer to a row which is not there."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_orphans(evidence: Evidence) -> list[Issue]:
    """For each relation of the standard whose two tables were collected, the rows that lead nowhere."""
    issues = []
    for table, column, target, key in evidence.standard.relations():
        if evidence.has(table.id, column.name) and evidence.has(target.id, key.name):
            rows = (
                f"SELECT source_file, source_row FROM {table.id} AS child WHERE {column.name} IS NOT NULL "  # noqa: S608
                f"AND NOT EXISTS (SELECT 1 FROM {target.id} AS parent WHERE parent.{key.name} = child.{column.name})"
            )
            message = f"There is no row of {target.id} with this {key.name}."
            issues += evidence.issues(RULE, rows, message=message, field=column.name)
    return issues


RULE = Rule(
    "RECORDS-ORPHAN",
    Severity.WARNING,
    "A row refers to one that is not there",
    "Check that both tables were extracted on one day and over the same years; else correct the id.",
    (
        "contacts-and-referrals",
        "assessments",
        "section-47",
        "children-in-need",
        "child-protection",
        "looked-after-children",
        "placements",
        "care-leavers",
        "adoption",
        "caseloads",
    ),
    find_orphans,
)
