"""Things that happened to a child before the pregnancy."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import NOT_ABOUT_THE_CHILD
from crossfoot.vocabulary.issues import Issue, Severity

PREGNANCY_DAYS = 280
"""40 weeks: a child may be referred, and have a plan, before birth."""


def find_events_before_birth(evidence: Evidence) -> list[Issue]:
    """Dates more than 40 weeks before the date of birth, or the expected one of a child not born yet."""
    if not evidence.has("person", "pers_person_id", "pers_dob"):
        return []
    expected = ", pers_expected_dob" if evidence.has("person", "pers_expected_dob") else ""
    issues = []
    for table, column in evidence.date_columns():
        person = table.person_column
        if person is None or table.id in NOT_ABOUT_THE_CHILD or not evidence.has(table.id, person):
            continue
        rows = (
            f"SELECT event.source_file, event.source_row FROM {table.id} AS event "  # noqa: S608
            f"JOIN person ON pers_person_id = event.{person} "
            f"WHERE event.{column.name} < coalesce(pers_dob{expected}) - {PREGNANCY_DAYS}"
        )
        message = "The date is more than 40 weeks before the child's birth."
        issues += evidence.issues(RULE, rows, message=message, field=column.name)
    return issues


RULE = Rule(
    "RECORDS-BEFORE-BIRTH",
    Severity.WARNING,
    "An event is before the pregnancy",
    "Check the date and the date of birth; a record of a brother or sister may be filed under this child.",
    ("contacts-and-referrals", "assessments", "children-in-need", "child-protection", "looked-after-children"),
    find_events_before_birth,
)
