"""Two persons who may be one: they share a number that only one person has."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_merged_identities(evidence: Evidence) -> list[Issue]:
    """Every row of a pupil number, single id or other identifier that two or more persons have."""
    issues = []
    for name in ("pers_upn", "pers_single_unique_id"):
        if evidence.has("person", "pers_person_id", name):
            issues += evidence.issues(
                RULE, _shared("person", "pers_person_id", name), message="Another person has the same one.", field=name
            )
    if evidence.has("linked_identifiers", "link_person_id", "link_identifier_type", "link_identifier_value"):
        shared = _shared("linked_identifiers", "link_person_id", "link_identifier_type, link_identifier_value")
        message = "Another person has the same one of this type."
        issues += evidence.issues(RULE, shared, message=message, field="link_identifier_value")
    return issues


def _shared(table: str, person: str, number: str) -> str:
    known = " AND ".join(f"{name} IS NOT NULL" for name in number.split(", "))
    return (
        f"SELECT source_file, source_row FROM {table} WHERE {known} AND ({number}) IN ("  # noqa: S608
        f"SELECT ({number}) FROM {table} WHERE {known} GROUP BY {number} HAVING count(DISTINCT {person}) > 1)"
    )


RULE = Rule(
    "RECORDS-MERGED-IDENTITY",
    Severity.WARNING,
    "Two persons share a number",
    "Merge the two in the case system if they are one person; else correct the number.",
    ("contacts-and-referrals", "children-in-need", "child-protection", "looked-after-children"),
    find_merged_identities,
)
