"""Children who are placed and not looked after."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    doubts = ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date")
    yield Search(
        "cla_placement",
        "clap_cla_placement_start_date",
        "CASE WHEN checked.clap_cla_placement_start_date IS NOT NULL "
        f"THEN NOT {_in_care_on('checked.clap_cla_placement_start_date')} END",
        "The child had no episode of care on the day the placement began.",
        doubts=doubts,
    )
    yield Search(
        "cla_placement",
        "clap_cla_placement_end_date",
        "CASE WHEN checked.clap_cla_placement_end_date IS NULL "
        f"AND checked.clap_cla_placement_start_date <= {scope.day} THEN NOT {_in_care_on(scope.day)} END",
        "The placement is open, and the child has no open episode of care.",
        doubts=doubts,
    )


def _in_care_on(day: str) -> str:
    ceased = "clae_cla_episode_ceased_date"
    return (
        "EXISTS (SELECT 1 FROM cla_episodes WHERE clae_person_id = checked.clap_person_id "  # noqa: S608
        f"AND clae_cla_episode_start_date <= {day} AND ({ceased} IS NULL OR {ceased} >= {day}))"
    )


RULE = Rule(
    "RECORDS-PLACEMENT-WITHOUT-EPISODE",
    Severity.WARNING,
    "A placement stands outside any episode of care",
    "Placements whose first day falls in no episode of care of the same child, and open ones of children without an "
    "open episode. The days on which an episode begins and ends are within it.",
    "Record the episode of care, end the placement on the day care ended, or remove it.",
    _searches,
)
