"""Episodes of care that should follow one another and do not."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_START, _CEASED = "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"


def _searches(_scope: Scope) -> Iterator[Search]:
    next_one = (
        "EXISTS (SELECT 1 FROM cla_episodes AS other WHERE other.clae_person_id = checked.clae_person_id "  # noqa: S608
        f"AND other.{_START} = checked.{_CEASED})"
    )
    yield Search(
        "cla_episodes",
        "clae_cla_episode_ceased_reason",
        f"CASE WHEN checked.clae_cla_episode_ceased_reason = 'X1' AND checked.{_CEASED} IS NOT NULL "
        f"THEN NOT {next_one} END",
        "Another episode is to follow at once, and none of the child begins on that day.",
        doubts=(_CEASED, _START),
    )
    # Time in care of which nothing is in the extract before the child's first row: that row has no earlier one.
    first = f"min(checked.{_START}) OVER (PARTITION BY checked.clae_person_id)"
    last_one = (
        "EXISTS (SELECT 1 FROM cla_episodes AS other WHERE other.clae_person_id = checked.clae_person_id "  # noqa: S608
        f"AND other.{_CEASED} = checked.{_START})"
    )
    yield Search(
        "cla_episodes",
        "clae_cla_episode_start_reason",
        "CASE WHEN checked.clae_person_id IS NOT NULL AND checked.clae_cla_episode_start_reason <> 'S' "
        f"AND checked.{_START} > {first} THEN NOT {last_one} END",
        "It began with a change within care, and no episode of the child ended on that day.",
        doubts=(_CEASED, _START),
    )


RULE = Rule(
    "RECORDS-EPISODE-CHAIN",
    Severity.WARNING,
    "The chain of episodes of care is broken",
    "Episodes that end because another follows at once, where none begins that day; and episodes that begin with a "
    "change within care, where none ended that day. A child's first episode in the records has none before it.",
    "Record the missing episode, or correct the date or reason: a gap counts as leaving care and coming back.",
    _searches,
)
