"""What is planned for looked after children: care plans, education plans, and what is owed to those who may leave."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from crossfoot.populations.birthdays import birthday
from crossfoot.populations.frame import within_column
from crossfoot.populations.month_masks import MonthMasks, outside
from crossfoot.populations.population import Feature

_AUGUST = 8
_TERM = 4
"""Months of a school term: they begin in September, January and May."""

_CARE_PLAN_COLUMNS = (
    "cla_care_plan.lacp_person_id",
    "cla_care_plan.lacp_cla_care_plan_start_date",
    "cla_care_plan.lacp_cla_care_plan_end_date",
)
PATHWAY_PLAN_COLUMNS = (
    "x_pathway_plan.xpwp_person_id",
    "x_pathway_plan.xpwp_plan_date",
    "x_pathway_plan.xpwp_review_date",
)
_EDUCATION_PLAN_COLUMNS = (
    "x_personal_education_plan.xpep_person_id",
    "x_personal_education_plan.xpep_plan_date",
)

FLAGS: Mapping[str, Feature] = {
    "care_plan_up_to_date": Feature(
        "a care plan, or at 16 and 17 a pathway plan, no older than allowed",
        (*_CARE_PLAN_COLUMNS, *PATHWAY_PLAN_COLUMNS),
        ("care-plan",),
    ),
    "school_age": Feature("of compulsory school age: 4 to 15 on the 31 August before the school year"),
    "education_plan_up_to_date": Feature("of school age, with an education plan of the term", _EDUCATION_PLAN_COLUMNS),
    "eligible": Feature("16 or 17, and in care for long enough since the 14th birthday", (), ("eligible-care",)),
    "eligible_needs_assessed": Feature(
        "eligible, and the needs were assessed",
        ("x_pathway_plan.xpwp_person_id", "x_pathway_plan.xpwp_needs_assessment_date"),
        ("eligible-care",),
    ),
    "eligible_pathway_plan": Feature(
        "eligible, with a pathway plan agreed or reviewed recently enough",
        PATHWAY_PLAN_COLUMNS,
        ("eligible-care", "pathway-plan"),
    ),
}


def plan_facts(masks: MonthMasks) -> tuple[ibis.Table, ...]:
    """The months in which what `plan_flags` asks of a person holds."""
    return _care_plans(masks), pathway_plans(masks, "care-plan", "pathway-plan"), _education_plans(masks)


def plan_flags(rows: ibis.Table) -> Mapping[str, ir.IntegerValue]:
    """The masks of `FLAGS` of rows with `plan_facts`, `is_16`, `of_school_age` and `long_enough_in_care`."""
    eligible = rows.is_16 & rows.long_enough_in_care
    return {
        # A mask that is not known would make the other unknown too.
        "care_plan_up_to_date": rows.care_planned.fill_null(0) | (rows.is_16 & rows.within_care_plan.fill_null(0)),
        "school_age": rows.of_school_age,
        "education_plan_up_to_date": rows.of_school_age & rows.education_planned,
        "eligible": eligible,
        "eligible_needs_assessed": eligible & rows.needs_assessed,
        "eligible_pathway_plan": eligible & rows.within_pathway_plan,
    }


def school_age(masks: MonthMasks, dob: ir.DateValue) -> ir.IntegerValue:
    """The months in which a child was 4 to 15 on the 31 August before the school year: reception to year 11."""
    return _school_years_after(masks, birthday(dob, 4)) & outside(_school_years_after(masks, birthday(dob, 16)))


def _school_years_after(masks: MonthMasks, day: ir.DateValue) -> ir.IntegerValue:
    """The months from the first September after the day."""
    return masks.since_place(masks.place(day.year() + (day.month() > _AUGUST).ifelse(1, 0), _AUGUST + 1))


def pathway_plans(masks: MonthMasks, *limits: str) -> ibis.Table:
    """By person the months in which a pathway plan was agreed or reviewed within each of the limits.

    They are named `within_pathway_plan` for `pathway-plan`; `needs_assessed` are those with the needs assessed.
    """
    plans = masks.frame.table("x_pathway_plan")
    days = (plans.xpwp_plan_date, plans.xpwp_review_date)
    rows = plans.select(
        person_id="xpwp_person_id",
        needs_assessed=masks.since(plans.xpwp_needs_assessment_date),
        **{within_column(limit): masks.within(days[0], limit) | masks.within(days[1], limit) for limit in limits},
    )
    return masks.by_person(rows, *(name for name in rows.columns if name != "person_id"))


def _care_plans(masks: MonthMasks) -> ibis.Table:
    plans = masks.frame.table("cla_care_plan")
    start, end = plans.lacp_cla_care_plan_start_date, plans.lacp_cla_care_plan_end_date
    current = masks.open(start, end) & masks.within(start, "care-plan")
    return masks.by_person(plans.select(person_id="lacp_person_id", care_planned=current), "care_planned")


def _education_plans(masks: MonthMasks) -> ibis.Table:
    """The months from an education plan to the end of its term."""
    plans = masks.frame.table("x_personal_education_plan")
    day = plans.xpep_plan_date
    next_term = (day.month() - 1) // _TERM * _TERM + _TERM + 1
    in_term = masks.since(day) & outside(masks.since_place(masks.place(day.year(), next_term)))
    return masks.by_person(plans.select(person_id="xpep_person_id", education_planned=in_term), "education_planned")
