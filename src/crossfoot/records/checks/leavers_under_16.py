"""Care leavers who are too young to be one."""

from __future__ import annotations

from crossfoot.records.checks.birthdays import birthday_sql
from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.vocabulary.issues import Issue, Severity


def find_leavers_under_16(evidence: Evidence) -> list[Issue]:
    """Rows of young people who have not reached 16 on the day of the records."""
    if not (evidence.has("care_leavers", "clea_person_id") and evidence.has("person", "pers_person_id", "pers_dob")):
        return []
    rows = (
        "SELECT leaver.source_file, leaver.source_row FROM care_leavers AS leaver "  # noqa: S608
        f"JOIN person ON pers_person_id = clea_person_id WHERE {birthday_sql('pers_dob', 16)} > {evidence.day}"
    )
    return evidence.issues(RULE, rows, message="The young person is under 16.", field="clea_person_id")


RULE = Rule(
    "RECORDS-LEAVER-UNDER-16",
    Severity.WARNING,
    "A care leaver is under 16",
    "Remove the row, or correct the date of birth: duties to care leavers begin at 16.",
    ("care-leavers",),
    find_leavers_under_16,
)
