"""Two open episodes or plans of one kind for one child, who would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SINGLE, Spell
from crossfoot.vocabulary.issues import Severity


def overlap_sql(spell: Spell, counted: str = "true") -> str:
    """SQL, true for the later of two spells of one child that share more than a day on which one ends.

    `counted` is a condition on which rows are looked at. Rows without a child or start, or that end before they begin,
    are not.
    """
    sound = (
        f"checked.{spell.person} IS NOT NULL AND checked.{spell.start} IS NOT NULL "
        f"AND (checked.{spell.end} IS NULL OR checked.{spell.end} >= checked.{spell.start}) AND {counted}"
    )
    latest = (
        f"max(coalesce(checked.{spell.end}, DATE '9999-12-31')) FILTER ({sound}) OVER (PARTITION BY {spell.person} "
        f"ORDER BY {spell.start}, source_file, source_row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    return f"CASE WHEN {sound} THEN coalesce({latest} > checked.{spell.start}, false) END"


def _searches(_scope: Scope) -> Iterator[Search]:
    for spell in SINGLE:
        message = "An earlier row of the same child has not ended by this date."
        yield Search(spell.table, spell.start, overlap_sql(spell), message, doubts=(spell.end,), whole_row=True)


RULE = Rule(
    "RECORDS-OVERLAP",
    Severity.WARNING,
    "A child has two episodes of one kind at once",
    "The later of two spells of a child that share more than the day on which one ends and the next begins.",
    "Close the earlier one on the day it ended, or remove the one that was opened by mistake.",
    _searches,
)
