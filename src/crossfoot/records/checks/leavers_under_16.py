"""Care leavers who are too young to be one."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.birthdays import birthday_of
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    fault = f"{birthday_of('clea_person_id', 16)} > {scope.day}"
    yield Search(
        "care_leavers", "clea_person_id", fault, "The young person is under 16.", doubts=("pers_dob",), whole_row=True
    )


RULE = Rule(
    "RECORDS-LEAVER-UNDER-16",
    Severity.WARNING,
    "A care leaver is under 16",
    "Rows of young people who have not reached 16 on the day of the records. The 16th birthday is in order.",
    "Remove the row, or correct the date of birth: duties to care leavers begin at 16.",
    _searches,
)
