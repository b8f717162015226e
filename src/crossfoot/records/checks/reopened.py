"""Cases that opened again within a week."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SINGLE
from crossfoot.vocabulary.issues import Severity

DAYS = 7
TABLES = frozenset({"cin_episodes", "cp_plans", "cin_plans", "early_help_episodes"})
"""Episodes of care follow each other by design, at every change of placement."""


def _searches(_scope: Scope) -> Iterator[Search]:
    for spell in SINGLE:
        if spell.table not in TABLES:
            continue
        last_end = (
            f"max(checked.{spell.end}) OVER (PARTITION BY {spell.person} "
            f"ORDER BY {spell.start}, source_file, source_row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        )
        yield Search(
            spell.table,
            spell.start,
            f"CASE WHEN checked.{spell.person} IS NOT NULL AND checked.{spell.start} IS NOT NULL "
            f"THEN coalesce(checked.{spell.start} - {last_end} BETWEEN 0 AND {DAYS}, false) END",
            f"The child's last one ended no more than {DAYS} days before.",
            whole_row=True,
        )


RULE = Rule(
    "RECORDS-REOPENED",
    Severity.NOTE,
    f"A case opened again within {DAYS} days",
    f"Episodes and plans that begin within {DAYS} days after the same child's last one ended, that day included.",
    "Check whether it was closed by mistake: it counts as a new one, and as a repeat.",
    _searches,
)
