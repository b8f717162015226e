"""One person who is recorded twice."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

SAME = ("pers_upn", "pers_dob", "pers_sex")
"""Columns of which two persons hardly share all: names are not looked at."""


def shared_sql(person: str, *columns: str) -> str:
    """SQL, true where another `person` of the table has the same cells in `columns`; NULL where one is blank."""
    known = " AND ".join(f"checked.{name} IS NOT NULL" for name in (person, *columns))
    ends = [f"{end}(checked.{person}) OVER (PARTITION BY {', '.join(columns)})" for end in ("min", "max")]
    return f"CASE WHEN {known} THEN {' <> '.join(ends)} END"


def person_columns(scope: Scope) -> tuple[str, ...]:
    """The columns that say whose row it is, of every table that was collected."""
    return tuple(table.person_column for table in scope.tables() if table.person_column is not None)


def _searches(scope: Scope) -> Iterator[Search]:
    doubts = person_columns(scope)
    yield Search(
        "person",
        "pers_person_id",
        shared_sql("pers_person_id", *SAME),
        "Another person has the same pupil number, date of birth and sex.",
        doubts=doubts,
        whole_row=True,
    )
    yield Search(
        "person",
        "pers_single_unique_id",
        shared_sql("pers_person_id", "pers_single_unique_id"),
        "Another person has the same one.",
        doubts=doubts,
        whole_row=True,
    )


RULE = Rule(
    "RECORDS-SAME-PERSON",
    Severity.WARNING,
    "One person is recorded twice",
    "Every row of persons who share pupil number, date of birth and sex, or the single unique id. Names are not read.",
    "Merge the two in the case system, so that the child counts once and nothing of the history is lost.",
    _searches,
)
