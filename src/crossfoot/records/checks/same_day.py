"""Episodes that opened and closed on one day."""

from __future__ import annotations

from crossfoot.records.checks.rule import Evidence, Rule
from crossfoot.records.checks.spells import collected_spells
from crossfoot.vocabulary.issues import Issue, Severity


def find_same_day_spells(evidence: Evidence) -> list[Issue]:
    """Episodes and plans of a child that end on the day they begin: counted as starts and ends, never as open."""
    issues = []
    for spell in collected_spells(evidence, single=True):
        rows = f"SELECT source_file, source_row FROM {spell.table} WHERE {spell.end} = {spell.start}"  # noqa: S608
        issues += evidence.issues(RULE, rows, message="It ended on the day it began.", field=spell.end)
    return issues


RULE = Rule(
    "RECORDS-SAME-DAY",
    Severity.NOTE,
    "It opened and closed on one day",
    "Nothing need be done where it is so; remove it where it was opened by mistake.",
    ("children-in-need", "child-protection", "looked-after-children", "early-help"),
    find_same_day_spells,
)
