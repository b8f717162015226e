"""Children in need under section 17 at the end of a month, and those together with protected children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reference import people
from reference.cells import Record, day_of, is_no, is_open, is_yes, text_of
from reference.children import Child
from reference.months import Month
from reference.protection import find_plans, plan_on
from reference.rows import Row, holding
from reference.teams import open_referrals_on, team_on

NEEDS = frozenset({"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"})


def find_children_in_need(child: Child, month: Month) -> Iterator[Row]:
    """The child, once. It is the latest open referral whose need counts."""
    day = month.last
    referrals = open_referrals_on(child, day)
    if not referrals or text_of(referrals[-1], "cine_cin_primary_need_code") not in NEEDS:
        return
    if not child.is_under_18(day) or plan_on(child, day) is not None or child.spell_on(day) is not None:
        return
    referred = day_of(referrals[-1], "cine_referral_date")
    assert referred is not None
    limits = child.county.limits
    plan_due = limits.on(day, "child-in-need-plan").is_reached(referred, day)
    seen = [seen for visit in child.records("cin_visits") if (seen := _day_seen(visit)) is not None and seen <= day]
    yield Row(
        child.person,
        day,
        team_on(child, day),
        flags=holding(
            plan_due=plan_due,
            plan_up_to_date=plan_due and _has_current_plan(child, day),
            reviewed=any(
                reviewed <= day and limits.on(day, "child-in-need-review").keeps(reviewed, day)
                for reviewed in _review_days(child)
            ),
            visited=bool(seen) and limits.on(day, "child-in-need-visit").keeps(max(seen), day),
        ),
        dimensions={
            "sex": people.sex_on(child.details, day),
            "ethnicity": people.ethnicity_of(child.details),
            "age": people.age_category(child.details, day),
        },
    )


def find_children_in_need_or_protected(child: Child, month: Month) -> Iterator[Row]:
    """No child is in both: a plan in force takes a child out of those in need."""
    for found in (find_children_in_need(child, month), find_plans(child, month)):
        for row in found:
            shared = {name: row.dimensions[name] for name in ("sex", "ethnicity", "age")}
            yield Row(row.person, row.day, row.team, dimensions=shared)


def _has_current_plan(child: Child, day: date) -> bool:
    """A plan in force that is no older than the latest assessment authorised."""
    authorised = [
        done
        for assessment in child.records("cin_assessments")
        if (done := day_of(assessment, "cina_assessment_auth_date")) is not None and done <= day
    ]
    for plan in child.records("cin_plans"):
        start = day_of(plan, "cinp_cin_plan_start_date")
        in_force = is_open(start, day_of(plan, "cinp_cin_plan_end_date"), day)
        if in_force and start is not None and start >= max(authorised, default=start):
            return True
    return False


def _review_days(child: Child) -> Iterable[date]:
    """Reviews of a plan, and the review conferences that ended a protection plan."""
    for review in child.records("x_cin_plan_review"):
        if (day := day_of(review, "xcpr_review_date")) is not None:
            yield day
    for conference in child.records("cp_reviews"):
        day = day_of(conference, "cppr_cp_review_date")
        if day is not None and is_no(conference, "cppr_cp_review_outcome_continue_cp"):
            yield day


def _day_seen(visit: Record) -> date | None:
    return day_of(visit, "cinv_cin_visit_date") if is_yes(visit, "cinv_cin_visit_seen") else None
