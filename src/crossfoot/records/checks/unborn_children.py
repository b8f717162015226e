"""Children without a date of birth."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity

GRACE_DAYS = 28
"""Days after the expected birth by which it will have been recorded."""


def find_unborn_children(evidence: Evidence) -> list[Issue]:
    """Referred children with neither a birth nor an expected one, and those expected more than 28 days ago."""
    columns = ("pers_person_id", "pers_dob", "pers_expected_dob")
    if not (evidence.has("person", *columns) and evidence.has("cin_episodes", "cine_person_id")):
        return []
    # Parents stand in the table too, and their dates of birth are often not known: referred children only.
    referred = (
        "SELECT source_file, source_row FROM person WHERE pers_dob IS NULL "
        "AND pers_person_id IN (SELECT cine_person_id FROM cin_episodes)"
    )
    overdue = f"{referred} AND pers_expected_dob < {evidence.day} - {GRACE_DAYS}"
    return [
        *evidence.issues(
            RULE,
            f"{referred} AND pers_expected_dob IS NULL",
            message="The child has neither a date of birth nor an expected one.",
            field="pers_dob",
        ),
        *evidence.issues(
            RULE,
            overdue,
            message="The child was expected more than 28 days ago and has no date of birth.",
            field="pers_expected_dob",
        ),
    ]


RULE = Rule(
    "RECORDS-UNBORN",
    Severity.WARNING,
    "A child has no date of birth",
    "Record the date of birth, or the expected one of a child not born yet; or close the case.",
    ("children-in-need", "child-protection"),
    find_unborn_children,
)
