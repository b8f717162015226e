"""Two open episodes or plans of one kind for one child, who would be counted twice."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import collected_spells
from crossfoot.vocabulary.issues import Issue, Severity


def find_overlaps(evidence: Evidence) -> list[Issue]:
    """The later of two spells of a child that share more than the day on which one ends and the next begins."""
    issues = []
    for spell in collected_spells(evidence, single=True):
        rows = (
            f"SELECT source_file, source_row FROM {spell.table} "  # noqa: S608
            f"WHERE {spell.person} IS NOT NULL AND {spell.start} IS NOT NULL "
            f"AND ({spell.end} IS NULL OR {spell.end} >= {spell.start}) "
            f"QUALIFY max(coalesce({spell.end}, DATE '9999-12-31')) OVER (PARTITION BY {spell.person} "
            f"ORDER BY {spell.start}, source_file, source_row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) "
            f"> {spell.start}"
        )
        message = "An earlier row of the same child has not ended by this date."
        issues += evidence.issues(RULE, rows, message=message, field=spell.start)
    return issues


RULE = Rule(
    "RECORDS-OVERLAP",
    Severity.WARNING,
    "A child has two episodes of one kind at once",
    "Close the earlier one on the day it ended, or remove the one that was opened by mistake.",
    ("children-in-need", "child-protection", "looked-after-children", "early-help", "contacts-and-referrals"),
    find_overlaps,
)
