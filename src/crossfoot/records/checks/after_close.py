"""Things recorded under a case, plan or time in care that was over."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.vocabulary.issues import Severity

_CASE = ("cin_episodes", "cine_referral_id", "cine_close_date")
_PROTECTION = ("cp_plans", "cppl_cp_plan_id", "cppl_cp_plan_end_date")
_CARE = ("cla_episodes", "clae_cla_id", "clae_cla_episode_ceased_date")
_EVENTS = (
    ("cin_assessments", "cina_referral_id", "cina_assessment_start_date", _CASE),
    ("s47_enquiry", "s47e_referral_id", "s47e_s47_start_date", _CASE),
    ("initial_cp_conference", "icpc_referral_id", "icpc_icpc_date", _CASE),
    ("cin_plans", "cinp_referral_id", "cinp_cin_plan_start_date", _CASE),
    ("cp_plans", "cppl_referral_id", "cppl_cp_plan_start_date", _CASE),
    ("cla_episodes", "clae_referral_id", "clae_cla_episode_start_date", _CASE),
    ("cp_reviews", "cppr_cp_plan_id", "cppr_cp_review_date", _PROTECTION),
    ("cp_visits", "cppv_cp_plan_id", "cppv_cp_visit_date", _PROTECTION),
    ("x_core_group", "xcor_cp_plan_id", "xcor_meeting_date", _PROTECTION),
    ("cla_reviews", "clar_cla_id", "clar_cla_review_date", _CARE),
    ("cla_visits", "clav_cla_id", "clav_cla_visit_date", _CARE),
    ("cla_placement", "clap_cla_id", "clap_cla_placement_start_date", _CARE),
)


def _searches(_scope: Scope) -> Iterator[Search]:
    for table, named, day, (cases, key, end) in _EVENTS:
        # Several episodes make one time in care: while one of them is open nothing is over.
        last = f"CASE WHEN count(*) = count({end}) THEN max({end}) END"
        over = f"(SELECT {last} FROM {cases} WHERE {key} = checked.{named})"  # noqa: S608
        message = f"The date is after the {end} of the row that it belongs to."
        yield Search(table, day, f"checked.{day} > {over}", message, doubts=(named, end))
    inside = (
        "EXISTS (SELECT 1 FROM cin_episodes WHERE cine_person_id = checked.cinv_person_id "
        "AND cine_referral_date <= checked.cinv_cin_visit_date "
        "AND (cine_close_date IS NULL OR cine_close_date >= checked.cinv_cin_visit_date))"
    )
    yield Search(
        "cin_visits",
        "cinv_cin_visit_date",
        f"CASE WHEN checked.cinv_person_id IS NOT NULL AND checked.cinv_cin_visit_date IS NOT NULL "
        f"THEN NOT {inside} END",
        "The child had no open episode of need on this day.",
        doubts=("cine_close_date", "cine_referral_date"),
    )


RULE = Rule(
    "RECORDS-AFTER-CLOSE",
    Severity.WARNING,
    "Something happened after the case was closed",
    "Assessments, enquiries, conferences, plans, reviews, visits and placements after the end of the case, plan or "
    "time in care that they name, and child in need visits outside any episode of need. The last day is within it.",
    "Correct the closing date, or link the row to the case that was open on the day.",
    _searches,
)
