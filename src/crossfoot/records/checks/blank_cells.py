"""Cells that are blank though figures rest on what they say."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.checks.unborn_children import REFERRED
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    yield Search(
        "cin_episodes",
        "cine_cin_primary_need_code",
        "CASE WHEN checked.cine_close_date IS NULL THEN checked.cine_cin_primary_need_code IS NULL END",
        "The episode is open and has no primary need, so the child is not counted as a child in need.",
    )
    yield Search(
        "cin_assessments",
        "cina_assessment_outcome_nfa",
        f"CASE WHEN checked.cina_assessment_auth_date IS NOT NULL THEN NOT ({_has_outcome(scope)}) END",
        "The assessment was authorised and has no outcome, so it is not counted.",
    )
    yield Search(
        "initial_cp_conference",
        "icpc_icpc_outcome_cp_flag",
        f"CASE WHEN checked.icpc_icpc_date <= {scope.day} THEN checked.icpc_icpc_outcome_cp_flag IS NULL END",
        "The conference was held, and it is not known whether it decided on a plan.",
    )
    yield Search(
        "cla_reviews",
        "clar_cla_review_participation",
        f"CASE WHEN checked.clar_cla_review_date <= {scope.day} "
        "AND NOT coalesce(checked.clar_cla_review_cancelled, false) "
        "THEN checked.clar_cla_review_participation IS NULL END",
        "The review was held, and it is not known how the child took part.",
    )
    yield Search(
        "person",
        "pers_ethnicity",
        f"CASE WHEN {REFERRED} THEN checked.pers_ethnicity IS NULL END",
        "The child was referred and has no ethnicity; NOBT says that it was not yet obtained.",
    )


def _has_outcome(scope: Scope) -> str:
    """SQL, true where any outcome that was collected is yes."""
    flags = (name for name in sorted(scope.collected.get("cin_assessments", ())) if "_outcome_is_" in name)
    return " OR ".join(f"coalesce(checked.{name}, false)" for name in ("cina_assessment_outcome_nfa", *flags))


RULE = Rule(
    "RECORDS-BLANK",
    Severity.WARNING,
    "Something that figures rest on is blank",
    "Open episodes without a primary need, authorised assessments without an outcome, conferences held without a "
    "decision, reviews held without the child's part in it, and referred children without an ethnicity.",
    "Record what is missing: the child or event is left out of the figure, or shown as not known.",
    _searches,
)
