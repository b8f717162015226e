"""Children who are placed in two homes at once."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.overlaps import overlap_sql
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.spells import SPELLS
from crossfoot.records.engine import words
from crossfoot.vocabulary.issues import Severity

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
"""Placement types that run beside the one to which the child returns."""


def _searches(_scope: Scope) -> Iterator[Search]:
    (spell,) = (spell for spell in SPELLS if spell.table == "cla_placement")
    lasting = f"coalesce(checked.clap_cla_placement_type, '') NOT IN {words(TEMPORARY)}"
    message = "An earlier placement of the same child, not a temporary one, has not ended by this date."
    yield Search(spell.table, spell.start, overlap_sql(spell, lasting), message, doubts=(spell.end,), whole_row=True)


RULE = Rule(
    "RECORDS-TWO-PLACEMENTS",
    Severity.WARNING,
    "A child is in two placements at once",
    "The later of two placements of a child that share more than the day of the move. Temporary ones, such as a "
    "holiday or a stay in hospital, run beside another.",
    "End the earlier placement on the day of the move, or record the later one as temporary.",
    _searches,
)
