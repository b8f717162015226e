"""Codes that no list has."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.engine import words
from crossfoot.vocabulary.issues import Issue, Severity


def find_unknown_codes(evidence: Evidence) -> list[Issue]:
    """Cells of coded columns that are no code of their list. Known misspellings were mended, and told, on reading."""
    issues = []
    for table in evidence.tables():
        for column in table.columns:
            if column.type != "text" or column.codes is None or not evidence.has(table.id, column.name):
                continue
            code_list = evidence.standard.codes[column.codes]
            known = words(code.code for code in code_list.codes)
            rows = f"SELECT source_file, source_row FROM {table.id} WHERE {column.name} NOT IN {known}"  # noqa: S608
            message = f"The code is not in the list '{code_list.title}'."
            issues += evidence.issues(RULE, rows, message=message, field=column.name)
    return issues


RULE = Rule(
    "RECORDS-CODE-UNKNOWN",
    Severity.WARNING,
    "A code is not in its list",
    "Correct the code, or map the words of the case system to the list in the extract.",
    (
        "contacts-and-referrals",
        "children-in-need",
        "child-protection",
        "looked-after-children",
        "placements",
        "care-leavers",
    ),
    find_unknown_codes,
)
