"""Children without a date of birth."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

GRACE_DAYS = 28
"""Days after the expected birth by which it will have been recorded."""

REFERRED = "checked.pers_person_id IN (SELECT cine_person_id FROM cin_episodes WHERE cine_person_id IS NOT NULL)"
"""SQL, true for a child who was ever referred. Parents stand in the table of people too, often with little known."""


def _searches(scope: Scope) -> Iterator[Search]:
    yield Search(
        "person",
        "pers_dob",
        f"CASE WHEN {REFERRED} THEN checked.pers_dob IS NULL AND checked.pers_expected_dob IS NULL END",
        "The child has neither a date of birth nor an expected one.",
    )
    yield Search(
        "person",
        "pers_expected_dob",
        f"CASE WHEN {REFERRED} AND checked.pers_dob IS NULL "
        f"THEN checked.pers_expected_dob < {scope.day} - {GRACE_DAYS} END",
        "The child was expected more than 28 days ago and has no date of birth.",
        doubts=("pers_dob",),
    )


RULE = Rule(
    "RECORDS-UNBORN",
    Severity.WARNING,
    "A child has no date of birth",
    "Referred children with neither a birth nor an expected one, and those expected more than 28 days ago.",
    "Record the date of birth, or the expected one of a child not born yet; or close the case.",
    _searches,
)
