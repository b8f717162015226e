"""When something that is owed again and again was last done, up to the day that a frame looks at.

Each gives `key` (the child's id, or the plan's) once, and the day `last`.
"""

from __future__ import annotations

import ibis

from crossfoot.populations.care_health import health_checks
from crossfoot.populations.care_reviews import held_reviews, reviews_in_spells
from crossfoot.populations.children_in_need import plans_while_current
from crossfoot.populations.conferences import core_groups
from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.protection_plans import own_plans
from crossfoot.populations.spells_of_care import NEVER, spells_of_care


def on_day(frame: Frame) -> ibis.Value:
    """The day that the frame looks at: the end of its last month where none is said."""
    day = frame.looked_at or frame.period_months[-1].end
    return ibis.date(day.year, day.month, day.day)


def _latest(frame: Frame, events: ibis.Table) -> ibis.Table:
    """The last `day` of each `key` up to the day."""
    events = events.filter(events.key.notnull() & (events.day <= on_day(frame)))
    return events.group_by("key").agg(last=events.day.max())


def protection_visits(frame: Frame, column: str) -> ibis.Table:
    """Visits to children with a plan at which the flag `column` holds."""
    visits = frame.table("cp_visits")
    return _latest(frame, visits.filter(visits[column]).select(key="cppv_person_id", day="cppv_cp_visit_date"))


def need_visits(frame: Frame) -> ibis.Table:
    """Visits to children in need at which the child was seen."""
    visits = frame.table("cin_visits")
    seen = visits.filter(visits.cinv_cin_visit_seen)
    return _latest(frame, seen.select(key="cinv_person_id", day="cinv_cin_visit_date"))


def care_visits(frame: Frame, column: str) -> ibis.Table:
    """Visits to looked after children and care leavers at which the flag `column` holds."""
    visits = frame.table("cla_visits")
    return _latest(frame, visits.filter(visits[column]).select(key="clav_person_id", day="clav_cla_visit_date"))


def need_plans(frame: Frame) -> ibis.Table:
    """`last`: the first day of the latest child in need plan. `until`: when the last one was out of date or ended.

    `until` is NULL while one is current and has no end.
    """
    plans = plans_while_current(frame)
    plans = plans.filter(plans.start <= on_day(frame)).group_by("person_id")
    rows = plans.agg(last=lambda each: each.start.max(), until=lambda each: each.end.max())
    return rows.select("last", key="person_id", until=rows.until.nullif(NEVER))


def need_reviews(frame: Frame) -> ibis.Table:
    """Reviews of child in need plans, and reviews that ended a protection plan."""
    own = frame.table("x_cin_plan_review").select(key="xcpr_person_id", day="xcpr_review_date")
    conferences = frame.table("cp_reviews")
    ended = conferences.filter(~conferences.cppr_cp_review_outcome_continue_cp)
    return _latest(frame, own.union(ended.select(key="cppr_person_id", day="cppr_cp_review_date")))


def protection_reviews(frame: Frame) -> ibis.Table:
    """Review conferences of each plan."""
    return _latest(frame, frame.table("cp_reviews").select(key="cppr_cp_plan_id", day="cppr_cp_review_date"))


def first_core_groups(frame: Frame) -> ibis.Table:
    """Core groups of each plan since its first day."""
    groups = core_groups(frame)
    plans = own_plans(frame).select("start", key="id")
    met = groups.inner_join(plans, (groups.plan == plans.key) & (groups.met >= plans.start))
    return _latest(frame, met.select("key", day="met"))


def care_plans(frame: Frame) -> ibis.Table:
    """Care plans that are open on the day, by their first day."""
    plans = frame.table("cla_care_plan").select(
        person_id="lacp_person_id", start="lacp_cla_care_plan_start_date", end="lacp_cla_care_plan_end_date"
    )
    return _latest(frame, frame.at_month_ends(plans, "start", "end").drop("day").rename(key="person_id", day="start"))


def pathway_plans(frame: Frame) -> ibis.Table:
    """Pathway plans by the days on which they were agreed or reviewed."""
    plans = frame.table("x_pathway_plan")
    agreed = plans.select(key="xpwp_person_id", day="xpwp_plan_date")
    return _latest(frame, agreed.union(plans.select(key="xpwp_person_id", day="xpwp_review_date")))


def care_and_pathway_plans(frame: Frame) -> ibis.Table:
    """`last` of `care_plans`, and `pathway` of `pathway_plans`."""
    plans, pathways = care_plans(frame), pathway_plans(frame)
    keys = plans.select("key").union(pathways.select("key"), distinct=True)
    return with_facts(keys, plans, pathways.rename(pathway="last"), keys=("key",))


def health(frame: Frame, kind: str) -> ibis.Table:
    """Checks of a kind: `dental`, `eyes`, `assessment`, `development`."""
    checks = health_checks(frame)
    return _latest(frame, checks.filter(checks[kind]).select("day", key="person_id"))


def assessments_in_care(frame: Frame) -> ibis.Table:
    """Health assessments since the first day of the spell of care that is open."""
    spells = frame.at_month_ends(spells_of_care(frame), "start", "end").select("start", child="person_id")
    checks = health_checks(frame)
    checks = checks.filter(checks.assessment).select("day", key="person_id")
    rows = checks.inner_join(spells, (checks.key == spells.child) & (checks.day >= spells.start))
    return _latest(frame, rows.select("key", "day"))


def care_reviews(frame: Frame) -> ibis.Table:
    """Reviews held in the spell of care that is open: `last`, and `number` of the days on which one was."""
    spells = frame.at_month_ends(spells_of_care(frame), "start", "end").select("person_id", "start", "end")
    rows = reviews_in_spells(held_reviews(frame), spells)
    rows = rows.filter(rows.day <= on_day(frame))
    return rows.group_by(key="person_id").agg(last=rows.day.max(), number=rows.day.count())


def reviews_of_care(frame: Frame) -> ibis.Table:
    """Reviews held of each child, in whatever spell of care."""
    return _latest(frame, held_reviews(frame).select("day", key="person_id"))
