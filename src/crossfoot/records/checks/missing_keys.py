"""Rows without an id, or that are about nobody."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_missing_keys(evidence: Evidence) -> list[Issue]:
    """Rows in which a column of the key, or the person, is blank."""
    issues = []
    for table in evidence.tables():
        needed = dict.fromkeys((*table.key, *([table.person_column] if table.person_column else [])))
        for name in needed:
            if evidence.has(table.id, name):
                rows = f"SELECT source_file, source_row FROM {table.id} WHERE {name} IS NULL"  # noqa: S608
                issues += evidence.issues(RULE, rows, message="The id is blank.", field=name)
    return issues


RULE = Rule(
    "RECORDS-MISSING-KEY",
    Severity.WARNING,
    "An id is blank",
    "Find the row in the case system by its dates and team, and export it with its id.",
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
        "early-help",
    ),
    find_missing_keys,
)
