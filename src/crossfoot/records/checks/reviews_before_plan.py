"""Reviews and core groups of a plan that had not begun."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

CHILD_PROTECTION = ("cp_plans", "cppl_cp_plan_id", "cppl_cp_plan_start_date")
CHILD_IN_NEED = ("cin_plans", "cinp_cin_plan_id", "cinp_cin_plan_start_date")
_EVENTS = (
    ("cp_reviews", "cppr_cp_plan_id", "cppr_cp_review_date", CHILD_PROTECTION),
    ("x_core_group", "xcor_cp_plan_id", "xcor_meeting_date", CHILD_PROTECTION),
    ("x_cin_plan_review", "xcpr_cin_plan_id", "xcpr_review_date", CHILD_IN_NEED),
)


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, named, day, (plans, key, start) in _EVENTS:
        began = f"(SELECT min({start}) FROM {plans} WHERE {key} = checked.{named})"  # noqa: S608
        message = "The date is before the plan that the row names began."
        yield Search(table, day, f"checked.{day} < {began}", message, doubts=(named, start))


RULE = Rule(
    "RECORDS-REVIEW-BEFORE-PLAN",
    Severity.WARNING,
    "A review is before its plan began",
    "Reviews of protection and child in need plans, and core groups, before the first day of the plan that they name.",
    "Correct the date, or the plan that the row is linked to: it may belong to an earlier one.",
    _searches,
)
