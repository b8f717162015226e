"""Children who have been born and whose sex is not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.unborn_children import GRACE_DAYS
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    yield Search(
        "person",
        "pers_sex",
        f"CASE WHEN checked.pers_dob < {scope.day} - {GRACE_DAYS} THEN coalesce(checked.pers_sex, 'U') = 'U' END",
        "The person was born more than 28 days ago and the sex is unknown.",
    )


RULE = Rule(
    "RECORDS-UNKNOWN-SEX",
    Severity.WARNING,
    "The sex of a born child is unknown",
    "Persons born more than 28 days ago whose sex is unknown or blank. Before birth unknown is right.",
    "Record it in the case system: unknown is for children not born yet.",
    _searches,
)
