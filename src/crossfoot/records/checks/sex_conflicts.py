"""Persons of whom two tables, or two rows, say a different sex."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_KNOWN = "nullif(checked.pers_sex, 'U')"


def _searches(_scope: Scope) -> Iterator[Search]:
    rows = [f"{end}({_KNOWN}) OVER (PARTITION BY checked.pers_person_id)" for end in ("min", "max")]
    yield Search(
        "person",
        "pers_sex",
        f"CASE WHEN checked.pers_person_id IS NOT NULL AND {_KNOWN} IS NOT NULL THEN {' <> '.join(rows)} END",
        "Another row of the same person has another sex.",
    )
    mothers = "SELECT moth_person_id FROM mother WHERE moth_person_id IS NOT NULL"
    yield Search(
        "person",
        "pers_sex",
        f"CASE WHEN checked.pers_person_id IN ({mothers}) AND {_KNOWN} IS NOT NULL THEN checked.pers_sex = 'M' END",
        "The person is in the table of mothers and recorded as male.",
        doubts=("moth_person_id",),
    )
    yield Search(
        "person",
        "pers_is_mother",
        f"CASE WHEN checked.pers_is_mother AND {_KNOWN} IS NOT NULL THEN checked.pers_sex = 'M' END",
        "The person is marked as a mother and recorded as male.",
        doubts=("pers_sex",),
    )


RULE = Rule(
    "RECORDS-SEX-CONFLICT",
    Severity.WARNING,
    "Records disagree about the sex of a person",
    "Rows of one person with different known sexes, and mothers recorded as male. Gender is left out: it may differ "
    "from sex and be right.",
    "Correct the sex, or the link to the child whose mother it is said to be.",
    _searches,
)
