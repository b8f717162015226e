"""Children with a protection plan who are not children in need."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.own_plans import own_plan_sql
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    own = own_plan_sql(scope)
    yield Search(
        "cp_plans",
        "cppl_cp_plan_start_date",
        f"CASE WHEN {own} AND checked.cppl_cp_plan_start_date IS NOT NULL "
        f"THEN NOT {_in_need_on('checked.cppl_cp_plan_start_date')} END",
        "The child had no open episode of need on the day the plan began.",
        doubts=("cine_referral_date", "cine_close_date"),
    )
    # A plan that ended before the day of the records is no matter of that day.
    yield Search(
        "cp_plans",
        "cppl_cp_plan_end_date",
        f"CASE WHEN {own} AND checked.cppl_cp_plan_end_date IS NULL AND checked.cppl_cp_plan_start_date <= {scope.day} "
        f"THEN NOT {_in_need_on(scope.day)} END",
        "The plan is open, and the child has no open episode of need.",
        doubts=("cine_close_date",),
    )


def _in_need_on(day: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM cin_episodes WHERE cine_person_id = checked.cppl_person_id "  # noqa: S608
        f"AND cine_referral_date <= {day} AND (cine_close_date IS NULL OR cine_close_date >= {day}))"
    )


RULE = Rule(
    "RECORDS-PLAN-WITHOUT-EPISODE",
    Severity.WARNING,
    "A protection plan stands outside any episode of need",
    "Child protection plans whose first day falls in no episode of need of the same child, and open ones of children "
    "without an open episode. Other councils' plans are left out.",
    "Record the referral, or reopen the episode that was closed while the plan ran.",
    _searches,
)
