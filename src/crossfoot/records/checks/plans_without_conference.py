"""Protection plans that no conference agreed."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.own_plans import own_plan_sql
from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    # The extract goes back some years: the conference of an older plan is not in it.
    covered = "checked.cppl_cp_plan_start_date >= (SELECT min(icpc_icpc_date) FROM initial_cp_conference)"
    held = (
        "EXISTS (SELECT 1 FROM initial_cp_conference WHERE icpc_person_id = checked.cppl_person_id "
        "AND icpc_icpc_date <= checked.cppl_cp_plan_start_date)"
    )
    yield Search(
        "cp_plans",
        "cppl_cp_plan_start_date",
        f"CASE WHEN {own_plan_sql(scope)} AND {covered} THEN NOT {held} END",
        "No initial conference about the child was held by the day the plan began.",
        doubts=("icpc_icpc_date", "icpc_person_id"),
        whole_row=True,
    )


RULE = Rule(
    "RECORDS-PLAN-WITHOUT-CONFERENCE",
    Severity.WARNING,
    "A protection plan began without a conference",
    "Plans of children about whom no initial conference was held by the plan's first day. Left out are other councils' "
    "plans, and those older than the first conference in the records.",
    "Record the conference, a transfer conference too; or remove the plan if it was opened by mistake.",
    _searches,
)
