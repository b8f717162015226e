"""Things that happened to a child before the pregnancy."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import NOT_ABOUT_THE_CHILD
from crossfoot.vocabulary.issues import Severity

PREGNANCY_DAYS = 280
"""40 weeks: a child may be referred, and have a plan, before birth."""


def _searches(scope: Scope) -> Iterator[Search]:
    born = "coalesce(pers_dob, pers_expected_dob)" if scope.has("pers_expected_dob") else "pers_dob"
    for table, column in scope.date_columns():
        person = table.person_column
        if person is None or table.id in NOT_ABOUT_THE_CHILD:
            continue
        birth = f"(SELECT max({born}) FROM person WHERE pers_person_id = checked.{person})"  # noqa: S608
        yield Search(
            table.id,
            column.name,
            f"checked.{column.name} < {birth} - {PREGNANCY_DAYS}",
            "The date is more than 40 weeks before the child's birth.",
            doubts=("pers_dob",),
        )


RULE = Rule(
    "RECORDS-BEFORE-BIRTH",
    Severity.WARNING,
    "An event is before the pregnancy",
    "Dates more than 40 weeks before the date of birth, or the expected one of a child not born yet.",
    "Check the date and the date of birth; a record of a brother or sister may be filed under this child.",
    _searches,
)
