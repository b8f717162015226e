"""Deaths that one table knows of and another does not."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

GRACE_DAYS = 28
"""Days after a death in which its cases are closed."""


def _died(person: str) -> str:
    return f"(SELECT min(pers_death_date) FROM person WHERE pers_person_id = checked.{person})"  # noqa: S608


def _searches(scope: Scope) -> Iterator[Search]:
    closed = (
        ("cin_episodes", "cine_close_reason", "RC2", "cine_person_id"),
        ("cla_episodes", "clae_cla_episode_ceased_reason", "E2", "clae_person_id"),
    )
    for table, reason, code, person in closed:
        yield Search(
            table,
            reason,
            f"CASE WHEN checked.{reason} = '{code}' THEN {_died(person)} IS NULL END",
            "It ended because the child died, and the person has no date of death.",
            doubts=("pers_death_date",),
        )
    still_open = (
        ("cin_episodes", "cine_close_date", "cine_person_id"),
        ("cp_plans", "cppl_cp_plan_end_date", "cppl_person_id"),
        ("cla_episodes", "clae_cla_episode_ceased_date", "clae_person_id"),
    )
    for table, end, person in still_open:
        yield Search(
            table,
            end,
            f"CASE WHEN checked.{end} IS NULL THEN {_died(person)} < {scope.day} - {GRACE_DAYS} END",
            f"It is open, and the child died more than {GRACE_DAYS} days ago.",
            doubts=("pers_death_date",),
        )


RULE = Rule(
    "RECORDS-DEATH-CONFLICT",
    Severity.WARNING,
    "Records disagree about a death",
    f"What ended because of a death that the person's row does not have, and what is open more than {GRACE_DAYS} days "
    "after one.",
    "Record the date of death, close the case, or correct the reason.",
    _searches,
)
