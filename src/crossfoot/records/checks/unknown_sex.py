"""Children who have been born and whose sex is not recorded."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.unborn_children import GRACE_DAYS
from crossfoot.vocabulary.issues import Issue, Severity


def find_unknown_sex(evidence: Evidence) -> list[Issue]:
    """Persons born more than 28 days ago whose sex is unknown or blank. Before birth unknown is right."""
    if not evidence.has("person", "pers_sex", "pers_dob"):
        return []
    rows = (
        "SELECT source_file, source_row FROM person WHERE coalesce(pers_sex, 'U') = 'U' "  # noqa: S608
        f"AND pers_dob < {evidence.day} - {GRACE_DAYS}"
    )
    message = "The person was born more than 28 days ago and the sex is unknown."
    return evidence.issues(RULE, rows, message=message, field="pers_sex")


RULE = Rule(
    "RECORDS-UNKNOWN-SEX",
    Severity.WARNING,
    "The sex of a born child is unknown",
    "Record it in the case system: unknown is for children not born yet.",
    ("children-in-need", "child-protection", "looked-after-children"),
    find_unknown_sex,
)
