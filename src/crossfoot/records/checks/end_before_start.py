"""Spells that end before they begin."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import collected_spells
from crossfoot.vocabulary.issues import Issue, Severity


def find_ends_before_starts(evidence: Evidence) -> list[Issue]:
    """Rows whose end is before their start. One day for both is in order."""
    issues = []
    for spell in collected_spells(evidence):
        rows = f"SELECT source_file, source_row FROM {spell.table} WHERE {spell.end} < {spell.start}"  # noqa: S608
        issues += evidence.issues(RULE, rows, message=f"The date is before {spell.start}.", field=spell.end)
    return issues


RULE = Rule(
    "RECORDS-END-BEFORE-START",
    Severity.WARNING,
    "An end is before its start",
    "Correct whichever of the two dates is wrong.",
    (
        "assessments",
        "section-47",
        "children-in-need",
        "child-protection",
        "looked-after-children",
        "placements",
        "caseloads",
        "early-help",
    ),
    find_ends_before_starts,
)
