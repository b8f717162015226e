"""Child protection plans of this council: those that start, those that end, and the children who have one."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.birthdays import birthday
from crossfoot.populations.day_masks import recent_events, with_due
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks, any_of, outside
from crossfoot.populations.people import (
    AGES,
    ETHNICITIES,
    PERSON_COLUMNS,
    SEXES,
    age_text,
    ethnicity,
    sex_on,
    with_person,
)
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.team_masks import in_team_by_month
from crossfoot.populations.teams import case_holding, with_team, with_team_at_end

PLAN_COLUMNS = (
    "cp_plans.cppl_cp_plan_id",
    "cp_plans.cppl_person_id",
    "cp_plans.cppl_cp_plan_start_date",
    "cp_plans.cppl_cp_plan_end_date",
    "cp_plans.cppl_cp_plan_ola",
)
"""Without these it is not known which children have a plan of this council."""

_CATEGORIES = {
    "NEG": "neglect",
    "PHY": "physical-abuse",
    "SAB": "sexual-abuse",
    "EMO": "emotional-abuse",
    "MUL": "multiple",
}
_MONTHS_ON_PLAN = {3: "0-2", 6: "3-5", 9: "6-8", 12: "9-11", 18: "12-17", 24: "18-23"}
MONTHS_ON_PLAN = (*_MONTHS_ON_PLAN.values(), "24-and-over")
"""Fewer whole months than that, and the category."""


def all_plans(frame: Frame) -> ibis.Table:
    """Plans with a first day, other councils' too: `id`, `person_id`, `start`, `end`, `is_others`, `category`."""
    plans = frame.table("cp_plans")
    return plans.filter(plans.cppl_person_id.notnull() & plans.cppl_cp_plan_start_date.notnull()).select(
        "source_file",
        "source_row",
        id="cppl_cp_plan_id",
        person_id="cppl_person_id",
        start="cppl_cp_plan_start_date",
        end="cppl_cp_plan_end_date",
        is_others=plans.cppl_cp_plan_ola.fill_null(False),  # noqa: FBT003
        category="cppl_cp_plan_latest_category",
    )


def own_plans(frame: Frame) -> ibis.Table:
    """The plans of this council, as in `all_plans`."""
    plans = all_plans(frame)
    return plans.filter(~plans.is_others).drop("is_others")


def build_plans_started(frame: Frame) -> ibis.Table:
    """Plans by their first day."""
    plans = own_plans(frame).drop("category")
    rows = frame.in_month(plans.mutate(day=plans.start), "day", limits=["repeat-plan"])
    every = all_plans(frame)
    before = every.filter(every.end.notnull()).select(before_person="person_id", before_start="start", before_end="end")
    earlier = rows.inner_join(
        before,
        (rows.person_id == before.before_person)
        & (before.before_start < rows.start)
        & (before.before_end < rows.start),
    )
    latest = earlier.group_by("id").agg(previous_end=earlier.before_end.max())
    rows = rows.left_join(latest, "id").drop("id_right")
    limit = frame.limit_after(rows.previous_end, rows.limit_repeat_plan, "repeat-plan")
    rows = rows.mutate(repeat_within_timescale=limit >= rows.day, repeat_ever=rows.previous_end.notnull())
    return with_team(frame, rows)


def build_plans_ended(frame: Frame) -> ibis.Table:
    """Plans by the day they ended."""
    plans = own_plans(frame).drop("category")
    rows = frame.in_month(plans.mutate(day=plans.end), "day", limits=["long-plan"])
    reviews = frame.table("cp_reviews")
    first = reviews.group_by("cppr_cp_plan_id").agg(first_review=reviews.cppr_cp_review_date.min())
    rows = rows.left_join(first, rows.id == first.cppr_cp_plan_id).drop("cppr_cp_plan_id")
    rows = rows.mutate(
        at_first_review=rows.first_review == rows.day,
        lasted_long=frame.limit_after(rows.start, rows.limit_long_plan, "long-plan") <= rows.day,
    )
    return with_team_at_end(frame, rows)


def protected(masks: MonthMasks) -> ibis.Table:
    """Plans of children under 18 with what is known of the child, and `mask`: the months in which it is the child's.

    Of several that are open the one that began first counts, then that of the lowest id.
    """
    rows = own_plans(masks.frame)
    rows = _first_begun(rows.mutate(mask=masks.open(rows.start, rows.end)))
    rows = with_person(masks.frame, rows)
    rows = rows.mutate(mask=rows.mask & outside(masks.since(birthday(rows.dob, 18))))
    return rows.filter(rows.mask != 0)


def _first_begun(rows: ibis.Table) -> ibis.Table:
    """Rows with `start`, `id` and `mask`, where only the first begun of those of a person that hold keeps a month."""
    rows = rows.filter(rows.mask != 0)
    in_order = ibis.window(group_by=rows.person_id, order_by=[rows.start, rows.id], preceding=(None, 1))
    rows = rows.mutate(earlier=any_of(rows.mask).over(in_order))
    return rows.mutate(mask=rows.mask & outside(rows.earlier.fill_null(0))).drop("earlier")


def build_protection_plans(frame: Frame) -> ibis.Table:
    """Children under 18 with a plan at the month's end, once each."""
    masks = MonthMasks(frame)
    rows = with_due(masks, protected(masks), "start", "protection-visit")
    rows = with_facts(rows, _allocated(masks), _seen(masks), keys=("person_id",))
    due = rows.due_protection_visit
    rows = rows.mutate(
        lasted_long=masks.reached(rows.start, "long-plan"),
        visit_due=due,
        seen=rows.seen & due,
        seen_alone=rows.seen_alone & due,
    )
    rows = in_team_by_month(masks, rows, frame.table("cp_plans").select(person_id="cppl_person_id"))
    rows = masks.laid_out(rows, "mask")
    return rows.select(
        "source_file",
        "source_row",
        "person_id",
        "month",
        "day",
        "team",
        **{flag: masks.holds(rows[flag], rows.month) for flag in PROTECTION_PLANS.flags},
        sex=sex_on(rows),
        ethnicity=ethnicity(rows),
        age=age_text(rows),
        category=_category(rows.category),
        months_on_plan=_months_on_plan(rows),
    )


def _seen(masks: MonthMasks) -> ibis.Table:
    """The months before whose end each child was seen, and seen alone, recently enough."""
    visits = masks.frame.table("cp_visits").select(
        person_id="cppv_person_id",
        day="cppv_cp_visit_date",
        child_seen="cppv_cp_visit_seen",
        child_seen_alone="cppv_cp_visit_seen_alone",
    )
    flags = {"seen": ("child_seen", "protection-visit"), "seen_alone": ("child_seen_alone", "protection-visit-alone")}
    return recent_events(masks, visits, flags)


def _allocated(masks: MonthMasks) -> ibis.Table:
    """The months at whose end a registered social worker holds the case of each child."""
    workers = masks.frame.table("professionals")
    registered = workers.filter(workers.prof_social_worker_registration_no.fill_null("") != "")
    registered = registered.select("prof_professional_id")
    held = case_holding(masks.frame)
    held = held.filter(held.held_by.notnull())
    held = held.semi_join(registered, held.professional == registered.prof_professional_id)
    return masks.by_person(held.select("person_id", allocated=masks.open(held.start, held.end)), "allocated")


def _category(code: ir.StringValue) -> ir.StringValue:
    return ibis.cases(*((code == written, category) for written, category in _CATEGORIES.items()), else_="unknown")


def _months_on_plan(rows: ibis.Table) -> ir.StringValue:
    branches = [
        (rows.start + ibis.interval(months=months) > rows.day, category) for months, category in _MONTHS_ON_PLAN.items()
    ]
    return ibis.cases(*branches, else_="24-and-over")


_VISIT_NEEDS = ("cp_visits.cppv_person_id", "cp_visits.cppv_cp_visit_date")

PLANS_STARTED = Population(
    id="protection-plans-started",
    row="a child protection plan of this council, on its first day",
    moment=Moment.FLOW,
    table="cp_plans",
    needs=PLAN_COLUMNS,
    build=build_plans_started,
    flags={
        "repeat_within_timescale": Feature(
            "the child's latest plan before it ended no more than two years earlier", timescales=("repeat-plan",)
        ),
        "repeat_ever": Feature("the child had a plan before it"),
    },
)

PLANS_ENDED = Population(
    id="protection-plans-ended",
    row="a child protection plan of this council, on the day it ended",
    moment=Moment.FLOW,
    table="cp_plans",
    needs=PLAN_COLUMNS,
    build=build_plans_ended,
    flags={
        "at_first_review": Feature(
            "its first review was on the day it ended", ("cp_reviews.cppr_cp_plan_id", "cp_reviews.cppr_cp_review_date")
        ),
        "lasted_long": Feature("it ran for two years or more", timescales=("long-plan",)),
    },
)

PROTECTION_PLANS = Population(
    id="protection-plans",
    row="a child under 18 with a child protection plan of this council at the end of the month",
    moment=Moment.STOCK,
    table="cp_plans",
    needs=(*PLAN_COLUMNS, *PERSON_COLUMNS),
    build=build_protection_plans,
    flags={
        "allocated": Feature(
            "a registered social worker holds the case",
            (
                "involvements.invo_person_id",
                "involvements.invo_professional_id",
                "involvements.invo_professional_role_id",
                "involvements.invo_professional_team",
                "involvements.invo_involvement_start_date",
                "involvements.invo_involvement_end_date",
                "professionals.prof_professional_id",
                "professionals.prof_social_worker_registration_no",
            ),
        ),
        "lasted_long": Feature("the plan has run for two years or more", timescales=("long-plan",)),
        "visit_due": Feature("the plan is 20 or more working days old", timescales=("protection-visit",)),
        "seen": Feature(
            "a visit was due, and the child was seen in the last 20 working days",
            (*_VISIT_NEEDS, "cp_visits.cppv_cp_visit_seen"),
            ("protection-visit",),
        ),
        "seen_alone": Feature(
            "a visit was due, and the child was seen alone in the last 20 working days",
            (*_VISIT_NEEDS, "cp_visits.cppv_cp_visit_seen_alone"),
            ("protection-visit", "protection-visit-alone"),
        ),
    },
    dimensions={
        "sex": Feature(
            "sex at the end of the month", ("person.pers_sex", "person.pers_expected_dob"), categories=SEXES
        ),
        "ethnicity": Feature("ethnicity", ("person.pers_ethnicity",), categories=ETHNICITIES),
        "age": Feature("age in years at the end of the month", ("person.pers_expected_dob",), categories=AGES),
        "category": Feature(
            "the kind of abuse or neglect named most recently",
            ("cp_plans.cppl_cp_plan_latest_category",),
            categories=tuple(_CATEGORIES.values()),
        ),
        "months-on-plan": Feature("whole months since the plan's first day", categories=MONTHS_ON_PLAN),
    },
)

POPULATIONS = (PLANS_STARTED, PLANS_ENDED, PROTECTION_PLANS)
