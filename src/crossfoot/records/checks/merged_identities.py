"""Two persons who may be mixed up: they share a number that only one person has."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.same_persons import SAME, person_columns, shared_sql
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    shared = shared_sql("pers_person_id", "pers_upn")
    # Where all else agrees too it is one person twice, which has its own rule and its own advice.
    if scope.has(*SAME):
        shared = f"{shared} AND NOT coalesce({shared_sql('pers_person_id', *SAME)}, false)"
    doubts = person_columns(scope)
    yield Search("person", "pers_upn", shared, "Another person has the same one.", doubts=doubts)
    yield Search(
        "linked_identifiers",
        "link_identifier_value",
        shared_sql("link_person_id", "link_identifier_type", "link_identifier_value"),
        "Another person has the same one of this type.",
        doubts=doubts,
    )


RULE = Rule(
    "RECORDS-MERGED-IDENTITY",
    Severity.WARNING,
    "Two persons share a number",
    "Every row of a pupil number or other identifier that two or more persons have. Where date of birth and sex "
    "are the same too it is RECORDS-SAME-PERSON's.",
    "Correct the number of whoever does not have it; the record of one may also hold papers of the other.",
    _searches,
)
