"""Young people who are looked after beyond their 18th birthday, which the law does not know."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.birthdays import birthday_of
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    yield Search(
        "cla_episodes",
        "clae_cla_episode_ceased_date",
        f"coalesce(checked.clae_cla_episode_ceased_date, {scope.day}) > {birthday_of('clae_person_id', 18)}",
        "The episode goes on after the 18th birthday.",
        doubts=("pers_dob",),
    )


RULE = Rule(
    "RECORDS-CARE-AFTER-18",
    Severity.WARNING,
    "Care goes on after the 18th birthday",
    "Episodes of care that are open after the 18th birthday, or ended after it. Its own day is in order.",
    "End the episode on the 18th birthday at the latest, or correct the date of birth.",
    _searches,
)
