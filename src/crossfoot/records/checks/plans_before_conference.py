"""Protection plans that begin or end before the conference that agreed them."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity


def _searches(_scope: Scope) -> Iterator[Search]:
    held = "(SELECT min(icpc_icpc_date) FROM initial_cp_conference WHERE icpc_icpc_id = checked.cppl_icpc_id)"
    for day in ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"):
        message = "The date is before the conference that agreed the plan."
        yield Search("cp_plans", day, f"checked.{day} < {held}", message, doubts=("icpc_icpc_date", "cppl_icpc_id"))


RULE = Rule(
    "RECORDS-PLAN-BEFORE-CONFERENCE",
    Severity.WARNING,
    "A protection plan is before its conference",
    "Plans whose first or last day is before the day of the conference that they name. The same day is in order.",
    "Correct the date, or the conference that the plan is linked to.",
    _searches,
)
