"""Cases that opened again within a week."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import collected_spells
from crossfoot.vocabulary.issues import Issue, Severity

DAYS = 7
TABLES = frozenset({"cin_episodes", "cp_plans", "cin_plans", "early_help_episodes"})
"""Episodes of care follow each other by design, at every change of placement."""


def find_reopened_cases(evidence: Evidence) -> list[Issue]:
    """Episodes and plans that begin within 7 days after the same child's last one ended, that day included."""
    issues = []
    for spell in collected_spells(evidence, single=True):
        if spell.table not in TABLES:
            continue
        rows = (
            f"SELECT source_file, source_row FROM {spell.table} WHERE {spell.person} IS NOT NULL "  # noqa: S608
            f"QUALIFY {spell.start} - max({spell.end}) OVER (PARTITION BY {spell.person} "
            f"ORDER BY {spell.start}, source_file, source_row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) "
            f"BETWEEN 0 AND {DAYS}"
        )
        message = "The child's last one ended no more than 7 days before."
        issues += evidence.issues(RULE, rows, message=message, field=spell.start)
    return issues


RULE = Rule(
    "RECORDS-REOPENED",
    Severity.NOTE,
    "A case opened again within 7 days",
    "Check whether it was closed by mistake: it counts as a new one, and as a repeat.",
    ("contacts-and-referrals", "children-in-need", "child-protection", "early-help"),
    find_reopened_cases,
)
