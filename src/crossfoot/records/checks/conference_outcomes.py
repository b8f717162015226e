"""Conferences that decided on a plan that is not there, or against one that is."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

DAYS = 28
"""Days after a conference by which its plan has begun and been recorded."""


def _searches(scope: Scope) -> Iterator[Search]:
    yield Search(
        "initial_cp_conference",
        "icpc_icpc_outcome_cp_flag",
        f"CASE WHEN checked.icpc_icpc_outcome_cp_flag AND checked.icpc_icpc_date <= {scope.day} - {DAYS} "  # noqa: S608
        "THEN NOT EXISTS (SELECT 1 FROM cp_plans WHERE cppl_person_id = checked.icpc_person_id "
        f"AND cppl_cp_plan_start_date <= checked.icpc_icpc_date + {DAYS} "
        "AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date >= checked.icpc_icpc_date)) END",
        f"It decided on a plan, and the child has none that ran within {DAYS} days.",
        doubts=("cppl_cp_plan_start_date", "cppl_person_id"),
    )
    yield Search(
        "initial_cp_conference",
        "icpc_icpc_outcome_cp_flag",
        "CASE WHEN NOT checked.icpc_icpc_outcome_cp_flag THEN coalesce(checked.icpc_icpc_id IN "
        "(SELECT cppl_icpc_id FROM cp_plans WHERE cppl_icpc_id IS NOT NULL), false) END",
        "It decided against a plan, and a plan names it.",
        doubts=("cppl_icpc_id",),
    )
    yield Search(
        "initial_cp_conference",
        "icpc_icpc_outcome_cp_flag",
        "checked.icpc_icpc_outcome_cp_flag <> checked.icpc_icpc_outcome_is_cp",
        "The mark for a plan and the outcome say different things.",
        doubts=("icpc_icpc_outcome_is_cp",),
    )


RULE = Rule(
    "RECORDS-CONFERENCE-OUTCOME",
    Severity.WARNING,
    "A conference and its plan disagree",
    f"Conferences for a plan whose child has none that ran within {DAYS} days, the last {DAYS} days left out; those "
    "against a plan that a plan names; and those whose mark and outcome differ.",
    "Record the plan, or correct the outcome of the conference.",
    _searches,
)
