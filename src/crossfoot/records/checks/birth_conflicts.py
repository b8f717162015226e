"""Children of whom two tables, or two rows, say a different day of birth."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

LATE_DAYS, EARLY_DAYS = 42, 140
"""A child is hardly born later than six weeks after the expected day, or more than twenty weeks before it and lives."""


def _searches(_scope: Scope) -> Iterator[Search]:
    rows = [f"{end}(checked.pers_dob) OVER (PARTITION BY checked.pers_person_id)" for end in ("min", "max")]
    yield Search(
        "person",
        "pers_dob",
        f"CASE WHEN checked.pers_person_id IS NOT NULL AND checked.pers_dob IS NOT NULL THEN {' <> '.join(rows)} END",
        "Another row of the same person has another date of birth.",
    )
    yield Search(
        "person",
        "pers_expected_dob",
        f"checked.pers_dob NOT BETWEEN checked.pers_expected_dob - {EARLY_DAYS} "
        f"AND checked.pers_expected_dob + {LATE_DAYS}",
        f"The child was born more than {EARLY_DAYS // 7} weeks before, or more than {LATE_DAYS // 7} weeks after, "
        "the expected day.",
        doubts=("pers_dob",),
    )
    born = "(SELECT max(pers_dob) FROM person WHERE pers_person_id = checked.moth_childs_person_id)"
    yield Search(
        "mother",
        "moth_childs_dob",
        f"checked.moth_childs_dob <> {born}",
        "The child's own row has another date of birth.",
        doubts=("pers_dob", "moth_childs_person_id"),
    )


RULE = Rule(
    "RECORDS-BIRTH-CONFLICT",
    Severity.WARNING,
    "Records disagree about a date of birth",
    "Rows of one person with different dates of birth, births far from the expected day, and the mother's row and the "
    "child's with different days.",
    "Correct whichever day is wrong; ages, and so every figure by age, follow from it.",
    _searches,
)
