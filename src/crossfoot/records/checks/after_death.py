"""Things that began, or visits that were made, after a child's death."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SPELLS, VISITS
from crossfoot.vocabulary.issues import Severity


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, person, day in (*((spell.table, spell.person, spell.start) for spell in SPELLS), *VISITS):
        died = f"(SELECT min(pers_death_date) FROM person WHERE pers_person_id = checked.{person})"  # noqa: S608
        message = "The date is after the child's death."
        yield Search(table, day, f"checked.{day} > {died}", message, doubts=("pers_death_date",))


RULE = Rule(
    "RECORDS-AFTER-DEATH",
    Severity.WARNING,
    "Something began after the child's death",
    "Starts and visits after the date of death. An end may come later: cases are closed when the paper is done.",
    "Check the date of death and whose record it is.",
    _searches,
)
