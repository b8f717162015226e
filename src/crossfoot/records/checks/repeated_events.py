"""The same thing recorded twice under two ids: one child, one day, one kind."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_EVENTS = (
    ("cin_episodes", "cine_referral_id", "cine_person_id", "cine_referral_date"),
    ("cin_assessments", "cina_assessment_id", "cina_person_id", "cina_assessment_start_date"),
    ("s47_enquiry", "s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date"),
    ("initial_cp_conference", "icpc_icpc_id", "icpc_person_id", "icpc_icpc_date"),
    ("cp_reviews", "cppr_cp_review_id", "cppr_person_id", "cppr_cp_review_date"),
    ("cla_reviews", "clar_cla_review_id", "clar_cla_person_id", "clar_cla_review_date"),
)


def repeated_sql(key: str, person: str, day: str) -> str:
    """SQL, true where an earlier row with another key has the same person and day. One key twice is no repeat."""
    known = " AND ".join(f"checked.{name} IS NOT NULL" for name in (key, person, day))
    first = (
        f"first_value(checked.{key} IGNORE NULLS) OVER (PARTITION BY {person}, {day} ORDER BY source_file, source_row)"
    )
    return f"CASE WHEN {known} THEN {first} <> checked.{key} END"


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, key, person, day in _EVENTS:
        message = "An earlier row with another id has the same child and day."
        yield Search(table, day, repeated_sql(key, person, day), message, whole_row=True)


RULE = Rule(
    "RECORDS-REPEATED-EVENT",
    Severity.WARNING,
    "The same thing is recorded twice",
    "Referrals, assessments, enquiries, conferences and reviews of one child on one day under two ids: every row after "
    "the first.",
    "Remove the one that was opened by mistake; several figures count each of them.",
    _searches,
)
