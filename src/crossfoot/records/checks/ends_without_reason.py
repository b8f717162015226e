"""Episodes that ended for no reason, or have a reason and have not ended."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_ENDS = (
    ("cin_episodes", "cine_close_date", "cine_close_reason"),
    ("cla_episodes", "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"),
)


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, end, reason in _ENDS:
        yield Search(
            table,
            reason,
            f"CASE WHEN checked.{end} IS NOT NULL THEN checked.{reason} IS NULL END",
            "It ended and has no reason.",
        )
        yield Search(
            table,
            end,
            f"CASE WHEN checked.{reason} IS NOT NULL THEN checked.{end} IS NULL END",
            "It has a reason for its end and no day on which it ended.",
            doubts=(reason,),
        )


RULE = Rule(
    "RECORDS-END-WITHOUT-REASON",
    Severity.WARNING,
    "An episode ended without a reason, or the reverse",
    "Episodes of need and of care with a last day and no reason, or with a reason and no last day.",
    "Record what is missing; take the reason away where the episode goes on.",
    _searches,
)
