"""Spells that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SPELLS
from crossfoot.vocabulary.issues import Severity


def _searches(_scope: Scope) -> Iterator[Search]:
    for spell in SPELLS:
        fault = f"checked.{spell.end} < checked.{spell.start}"
        yield Search(spell.table, spell.end, fault, f"The date is before {spell.start}.", doubts=(spell.start,))


RULE = Rule(
    "RECORDS-END-BEFORE-START",
    Severity.WARNING,
    "An end is before its start",
    "Rows whose end is before their start. One day for both is in order.",
    "Correct whichever of the two dates is wrong.",
    _searches,
)
