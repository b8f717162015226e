"""Meetings about protection plans: initial conferences, first core groups and review conferences."""

from __future__ import annotations

import ibis

from crossfoot.populations.adults import leave_out_adults
from crossfoot.populations.due_days import on_due_day
from crossfoot.populations.frame import Frame
from crossfoot.populations.people import PERSON_COLUMNS
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.protection_plans import PLAN_COLUMNS, own_plans
from crossfoot.populations.teams import with_team


def build_initial_conferences(frame: Frame) -> ibis.Table:
    """Initial conferences, one for each child, without those that transfer a plan."""
    table = frame.table("initial_cp_conference")
    rows = table.filter(table.icpc_person_id.notnull() & ~table.icpc_icpc_transfer_in.fill_null(False))  # noqa: FBT003
    rows = rows.select(
        "source_file",
        "source_row",
        enquiry="icpc_s47_enquiry_id",
        person_id="icpc_person_id",
        day="icpc_icpc_date",
        own_team="icpc_icpc_team",
        without_plan=~rows.icpc_icpc_outcome_cp_flag,
    )
    rows = frame.in_month(rows, "day", limits=["initial-conference"])
    enquiries = frame.table("s47_enquiry").select(
        "s47e_s47_enquiry_id", "s47e_person_id", discussed="s47e_s47_start_date"
    )
    same = (rows.enquiry == enquiries.s47e_s47_enquiry_id) & (rows.person_id == enquiries.s47e_person_id)
    rows = frame.with_working_days(rows.left_join(enquiries, same), discussed_number="discussed", day_number="day")
    rows = rows.mutate(within_timescale=rows.day_number - rows.discussed_number <= rows.limit_initial_conference)
    return with_team(frame, rows, own="own_team")


def build_core_groups_due(frame: Frame) -> ibis.Table:
    """First core groups by the day they are due, of plans that ran until then."""
    plans = own_plans(frame).drop("category")
    rows = on_due_day(frame, plans, "start", "core-group").rename(day="due")
    rows = rows.filter(rows.end.isnull() | (rows.end >= rows.day))
    met = core_groups(frame)
    in_time = (rows.id == met.plan) & (met.met >= rows.start) & (met.met <= rows.day)
    held = rows.semi_join(met, in_time).select("month", held="id", in_timescale=ibis.literal(True))  # noqa: FBT003
    rows = rows.left_join(held, (rows.id == held.held) & (rows.month == held.month)).drop("month_right")
    return leave_out_adults(frame, with_team(frame, rows))


def core_groups(frame: Frame) -> ibis.Table:
    """`plan` and day `met` of core groups; those without a plan's id are taken for every plan of the child."""
    table = frame.table("x_core_group")
    groups = table.filter(table.xcor_meeting_date.notnull())
    of_plan = groups.filter(groups.xcor_cp_plan_id.notnull()).select(plan="xcor_cp_plan_id", met="xcor_meeting_date")
    loose = groups.filter(groups.xcor_cp_plan_id.isnull()).select(met_about="xcor_person_id", met="xcor_meeting_date")
    plans = own_plans(frame).select("person_id", plan="id")
    of_child = loose.inner_join(plans, loose.met_about == plans.person_id).select("plan", "met")
    return of_plan.union(of_child)


def build_review_conferences(frame: Frame) -> ibis.Table:
    """Review conferences held about plans of this council, once for each plan and day."""
    table = frame.table("cp_reviews")
    held = table.filter(table.cppr_cp_review_date.notnull()).select(
        "source_file",
        "source_row",
        review="cppr_cp_review_id",
        plan="cppr_cp_plan_id",
        day="cppr_cp_review_date",
    )
    plans = own_plans(frame).select("id", "person_id", "start")
    rows = held.inner_join(plans, held.plan == plans.id)
    same_day = ibis.window(group_by=[rows.plan, rows.day], order_by=rows.review)
    rows = rows.mutate(place=ibis.row_number().over(same_day))
    rows = rows.filter(rows.place == 0)
    in_order = ibis.window(group_by=rows.plan, order_by=rows.day)
    rows = rows.mutate(previous=rows.day.lag().over(in_order))
    rows = frame.in_month(rows, "day", limits=["first-review-conference", "later-review-conference"])
    first = frame.limit_after(rows.start, rows.limit_first_review_conference, "first-review-conference")
    later = frame.limit_after(rows.previous, rows.limit_later_review_conference, "later-review-conference")
    rows = rows.mutate(in_timescale=rows.previous.isnull().ifelse(first >= rows.day, later >= rows.day))
    return with_team(frame, rows)


INITIAL_CONFERENCES = Population(
    id="initial-conferences",
    row="an initial child protection conference about a child, on the day it was held",
    moment=Moment.FLOW,
    table="initial_cp_conference",
    needs=(
        "initial_cp_conference.icpc_person_id",
        "initial_cp_conference.icpc_icpc_date",
        "initial_cp_conference.icpc_icpc_transfer_in",
    ),
    build=build_initial_conferences,
    flags={
        "within_timescale": Feature(
            "no more than 15 working days after the strategy discussion",
            (
                "initial_cp_conference.icpc_s47_enquiry_id",
                "s47_enquiry.s47e_s47_enquiry_id",
                "s47_enquiry.s47e_person_id",
                "s47_enquiry.s47e_s47_start_date",
            ),
            ("initial-conference",),
        ),
        "without_plan": Feature(
            "the conference made no protection plan", ("initial_cp_conference.icpc_icpc_outcome_cp_flag",)
        ),
    },
)

CORE_GROUPS_DUE = Population(
    id="core-groups-due",
    row="a child protection plan, on the day by which its first core group is due",
    moment=Moment.FLOW,
    table="cp_plans",
    needs=(*PLAN_COLUMNS, *PERSON_COLUMNS),
    build=build_core_groups_due,
    timescales=("core-group",),
    flags={
        "in_timescale": Feature(
            "a core group met from the plan's first day to the day it was due",
            ("x_core_group.xcor_person_id", "x_core_group.xcor_cp_plan_id", "x_core_group.xcor_meeting_date"),
            ("core-group",),
        )
    },
)

REVIEW_CONFERENCES = Population(
    id="review-conferences",
    row="a review conference about a child's protection plan, on the day it was held",
    moment=Moment.FLOW,
    table="cp_reviews",
    needs=(
        "cp_reviews.cppr_cp_review_id",
        "cp_reviews.cppr_cp_plan_id",
        "cp_reviews.cppr_cp_review_date",
        "cp_plans.cppl_cp_plan_id",
        "cp_plans.cppl_person_id",
        "cp_plans.cppl_cp_plan_start_date",
        "cp_plans.cppl_cp_plan_ola",
    ),
    build=build_review_conferences,
    flags={
        "in_timescale": Feature(
            "within three months of the plan's first day, or six of the review before",
            timescales=("first-review-conference", "later-review-conference"),
        )
    },
)

POPULATIONS = (INITIAL_CONFERENCES, CORE_GROUPS_DUE, REVIEW_CONFERENCES)
