"""Adoptions whose steps are in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_STEPS = (
    ("perm_matched_date", "perm_adm_decision_date", "the decision for adoption"),
    ("perm_placed_for_adoption_date", "perm_adm_decision_date", "the decision for adoption"),
    ("perm_placed_for_adoption_date", "perm_matched_date", "the match"),
    ("perm_permanence_order_date", "perm_placed_for_adoption_date", "the child moved in"),
    ("perm_decision_reversed_date", "perm_adm_decision_date", "the decision for adoption"),
)
"""A step, the step that comes first, and how a sentence names that. The placement order may come at several times."""


def _searches(_scope: Scope) -> Iterator[Search]:
    for later, earlier, named in _STEPS:
        yield Search(
            "permanence", later, f"checked.{later} < checked.{earlier}", f"The date is before {named}.", (earlier,)
        )


RULE = Rule(
    "RECORDS-ADOPTION-STEPS",
    Severity.WARNING,
    "The steps of an adoption are in the wrong order",
    "A match, move or reversal before the decision, a move before the match, or an order before the move. One day for "
    "both is in order.",
    "Correct the dates: waiting times are worked out from them.",
    _searches,
)
