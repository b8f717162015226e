"""Rows of one table with one key: joins in the extract repeat rows, and figures would count them twice."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_duplicate_keys(evidence: Evidence) -> list[Issue]:
    """Every row after the first of its key. Rows without a whole key are another rule's."""
    issues = []
    for table in evidence.tables():
        whole = " AND ".join(f"{name} IS NOT NULL" for name in table.key)
        rows = (
            f"SELECT source_file, source_row FROM {table.id} WHERE {whole} "  # noqa: S608
            f"QUALIFY row_number() OVER (PARTITION BY {', '.join(table.key)} ORDER BY source_file, source_row) > 1"
        )
        message = f"An earlier row has the same {' and '.join(table.key)}."
        issues += evidence.issues(RULE, rows, message=message, field=table.key[0])
    return issues


RULE = Rule(
    "RECORDS-DUPLICATE-KEY",
    Severity.WARNING,
    "A key is there twice",
    "Remove the repeated row from the extract, or correct its id.",
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
    find_duplicate_keys,
)
