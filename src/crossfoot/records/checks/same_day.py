"""Episodes that opened and closed on one day."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SINGLE
from crossfoot.vocabulary.issues import Severity


def _searches(_scope: Scope) -> Iterator[Search]:
    for spell in SINGLE:
        fault = f"checked.{spell.end} = checked.{spell.start}"
        yield Search(spell.table, spell.end, fault, "It ended on the day it began.", doubts=(spell.start,))


RULE = Rule(
    "RECORDS-SAME-DAY",
    Severity.NOTE,
    "It opened and closed on one day",
    "Episodes and plans of a child that end on the day they begin: counted as starts and ends, never as open.",
    "Nothing need be done where it is so; remove it where it was opened by mistake.",
    _searches,
)
