"""Child protection plans: started, ended, and in force at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference import people
from reference.cells import Record, day_of, is_open, is_yes, text_of
from reference.children import Child
from reference.months import Month, whole_months
from reference.rows import Row, holding
from reference.teams import case_holders_on, team_at_end, team_on
from reference.time_limits import TimeLimit

CATEGORIES = {
    "NEG": "neglect",
    "PHY": "physical-abuse",
    "SAB": "sexual-abuse",
    "EMO": "emotional-abuse",
    "MUL": "multiple",
}
MONTHS_ON_PLAN = ((3, "0-2"), (6, "3-5"), (9, "6-8"), (12, "9-11"), (18, "12-17"), (24, "18-23"))


def find_plans_started(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "repeat-plan")
    for plan in own_plans(child):
        start = day_of(plan, "cppl_cp_plan_start_date")
        if start is None or not month.holds(start):
            continue
        earlier_end = _latest_end_before(child, plan, start)
        yield Row(
            child.person,
            start,
            team_on(child, start),
            flags=holding(
                repeat_within_timescale=earlier_end is not None and limit.keeps(earlier_end, start),
                repeat_ever=earlier_end is not None,
            ),
        )


def find_plans_ended(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "long-plan")
    for plan in own_plans(child):
        start, end = day_of(plan, "cppl_cp_plan_start_date"), day_of(plan, "cppl_cp_plan_end_date")
        if start is None or end is None or not month.holds(end):
            continue
        reviewed = review_days(child, plan)
        yield Row(
            child.person,
            end,
            team_at_end(child, end),
            flags=holding(
                at_first_review=bool(reviewed) and min(reviewed) == end,
                lasted_long=limit.is_reached(start, end),
            ),
        )


def find_plans(child: Child, month: Month) -> Iterator[Row]:
    """The child, once, where a plan is in force at the end of the month."""
    day = month.last
    plan = plan_on(child, day)
    if plan is None or not child.is_under_18(day):
        return
    start = day_of(plan, "cppl_cp_plan_start_date")
    assert start is not None
    limits = child.county.limits
    visit_due = limits.on(day, "protection-visit").is_reached(start, day)
    yield Row(
        child.person,
        day,
        team_on(child, day),
        flags=holding(
            allocated=any(
                text_of(holder, "invo_professional_id") in child.county.registered_workers
                for holder in case_holders_on(child, day)
            ),
            lasted_long=limits.on(day, "long-plan").is_reached(start, day),
            visit_due=visit_due,
            seen=visit_due and _visited(child, day, limits.on(day, "protection-visit"), "cppv_cp_visit_seen"),
            seen_alone=visit_due
            and _visited(child, day, limits.on(day, "protection-visit-alone"), "cppv_cp_visit_seen_alone"),
        ),
        dimensions={
            "sex": people.sex_on(child.details, day),
            "ethnicity": people.ethnicity_of(child.details),
            "age": people.age_category(child.details, day),
            "category": CATEGORIES.get(text_of(plan, "cppl_cp_plan_latest_category") or "", people.UNKNOWN),
            "months-on-plan": _months_on_plan(start, day),
        },
    )


def own_plans(child: Child) -> list[Record]:
    """The plans of this council. Another council's is no plan here, except as an earlier plan of the child."""
    return [plan for plan in child.records("cp_plans") if not is_yes(plan, "cppl_cp_plan_ola")]


def plan_on(child: Child, day: date) -> Record | None:
    """The plan of this council in force on the day: the one that began first, then the lowest id."""
    in_force = [
        plan
        for plan in own_plans(child)
        if is_open(day_of(plan, "cppl_cp_plan_start_date"), day_of(plan, "cppl_cp_plan_end_date"), day)
    ]
    in_force.sort(key=lambda plan: (str(plan.get("cppl_cp_plan_start_date")), str(plan.get("cppl_cp_plan_id"))))
    return in_force[0] if in_force else None


def review_days(child: Child, plan: Record) -> list[date]:
    """The days on which the plan was reviewed."""
    reviews = child.county.reviews_by_plan.get(str(plan.get("cppl_cp_plan_id")), [])
    return [day for review in reviews if (day := day_of(review, "cppr_cp_review_date")) is not None]


def _latest_end_before(child: Child, plan: Record, start: date) -> date | None:
    """The latest end among the child's plans, anybody's, that began and ended before `start`."""
    ends = []
    for other in child.records("cp_plans"):
        began, ended = day_of(other, "cppl_cp_plan_start_date"), day_of(other, "cppl_cp_plan_end_date")
        if other is not plan and began is not None and ended is not None and began < start and ended < start:
            ends.append(ended)
    return max(ends) if ends else None


def _visited(child: Child, day: date, limit: TimeLimit, column: str) -> bool:
    """The last visit up to the day at which that holds is within the limit."""
    visits = [
        visited
        for visit in child.records("cp_visits")
        if is_yes(visit, column) and (visited := day_of(visit, "cppv_cp_visit_date")) is not None and visited <= day
    ]
    return bool(visits) and limit.keeps(max(visits), day)


def _months_on_plan(start: date, day: date) -> str:
    months = whole_months(start, day)
    for below, name in MONTHS_ON_PLAN:
        if months < below:
            return name
    return "24-and-over"
