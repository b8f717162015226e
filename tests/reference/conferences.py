"""Initial conferences, review conferences and core groups of child protection plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reference.cells import Record, day_of, is_no, is_yes, text_of
from reference.children import Child
from reference.months import Month
from reference.protection import own_plans, review_days
from reference.rows import Row, holding
from reference.teams import team_of_event, team_on


def find_initial_conferences(child: Child, month: Month) -> Iterator[Row]:
    limit = child.county.limits.on(month.last, "initial-conference")
    for conference in child.records("initial_cp_conference"):
        day = day_of(conference, "icpc_icpc_date")
        if day is None or not month.holds(day) or is_yes(conference, "icpc_icpc_transfer_in"):
            continue
        discussion = _strategy_discussion(child, text_of(conference, "icpc_s47_enquiry_id"))
        yield Row(
            child.person,
            day,
            team_of_event(child, day, written=text_of(conference, "icpc_icpc_team")),
            flags=holding(
                within_timescale=discussion is not None and limit.keeps(discussion, day),
                without_plan=is_no(conference, "icpc_icpc_outcome_cp_flag"),
            ),
        )


def find_core_groups_due(child: Child, month: Month) -> Iterator[Row]:
    """The first core group of each plan, in the month in which it has to have met."""
    limit = child.county.limits.on(month.last, "core-group")
    for plan in own_plans(child):
        start = day_of(plan, "cppl_cp_plan_start_date")
        end = day_of(plan, "cppl_cp_plan_end_date")
        if start is None or start > month.last:
            continue
        due = limit.last_day(start)
        if not month.holds(due) or (end is not None and end < due) or not child.is_under_18(due):
            continue
        met = [day for day in _core_group_days(child, plan) if day >= start]
        yield Row(
            child.person,
            due,
            team_on(child, due),
            flags=holding(in_timescale=bool(met) and min(met) <= due),
        )


def find_review_conferences(child: Child, month: Month) -> Iterator[Row]:
    """Reviews of this council's plans whose first day is known, one for each plan and day."""
    limits = child.county.limits
    for plan in own_plans(child):
        start = day_of(plan, "cppl_cp_plan_start_date")
        if start is None:
            continue
        before, limit = start, limits.on(month.last, "first-review-conference")
        for day in sorted(set(review_days(child, plan))):
            if month.holds(day):
                yield Row(child.person, day, team_on(child, day), flags=holding(in_timescale=limit.keeps(before, day)))
            before, limit = day, limits.on(month.last, "later-review-conference")


def _strategy_discussion(child: Child, enquiry_id: str | None) -> date | None:
    for enquiry in child.records("s47_enquiry"):
        if enquiry_id is not None and text_of(enquiry, "s47e_s47_enquiry_id") == enquiry_id:
            return day_of(enquiry, "s47e_s47_start_date")
    return None


def _core_group_days(child: Child, plan: Record) -> list[date]:
    """Meetings that name the plan, and meetings of the child that name no plan."""
    meetings = list(child.county.core_groups_by_plan.get(str(plan.get("cppl_cp_plan_id")), []))
    meetings += [meeting for meeting in child.records("x_core_group") if text_of(meeting, "xcor_cp_plan_id") is None]
    return [day for meeting in meetings if (day := day_of(meeting, "xcor_meeting_date")) is not None]
