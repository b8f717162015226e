"""Faults of referrals, enquiries, conferences, plans and visits."""

from __future__ import annotations

from datetime import date, timedelta

from crossfoot.synthetic.extract import Row
from crossfoot.synthetic.making import Episode
from crossfoot.synthetic.planting import FEW, Planting


def _visit(planting: Planting, episode: Episode, day: date, *, seen: bool = False, alone: bool = False) -> Row:
    """A visit at which the child was not seen: no figure counts it."""
    return planting.extract.add(
        "cin_visits", cinv_cin_visit_id=planting.extract.new_id("O"), cinv_person_id=episode.child.id,
        cinv_cin_visit_date=day, cinv_cin_visit_seen=seen, cinv_cin_visit_seen_alone=alone,
    )  # fmt: skip


def _plant_visits(planting: Planting) -> None:
    """Visits on days on which there can have been none."""
    for episode in planting.closed_cases():
        row = _visit(planting, episode, date(2027, 1, 15))
        planting.mark("RECORDS-FUTURE-DATE", "cin_visits", row, "2027 for 2017")
    for episode in planting.closed_cases():
        row = _visit(planting, episode, episode.child.born() - timedelta(days=400))
        planting.mark("RECORDS-BEFORE-BIRTH", "cin_visits", row, "a visit to an older brother or sister")
    for episode in planting.closed_cases():
        row = _visit(planting, episode, (episode.close or episode.start) + timedelta(days=9))
        planting.mark("RECORDS-AFTER-CLOSE", "cin_visits", row, "a visit after the case was closed")
    for episode in planting.closed_cases():
        row = _visit(planting, episode, episode.start + timedelta(days=9), alone=True)
        planting.mark("RECORDS-SEEN-ALONE", "cin_visits", row, "seen alone, but not seen")
    for episode in planting.closed_cases():
        for _ in range(2):
            row = _visit(planting, episode, episode.start + timedelta(days=9), seen=True)
        planting.mark("RECORDS-REPEATED-VISIT", "cin_visits", row, "one visit recorded twice")
    for episode in planting.closed_cases():
        (person,) = planting.rows("person", "pers_person_id", episode.child.id)
        person["pers_death_date"] = episode.start + timedelta(days=12)
        row = _visit(planting, episode, episode.start + timedelta(days=19))
        planting.mark("RECORDS-AFTER-DEATH", "cin_visits", row, "a visit after the child's death")


def _plant_closures(planting: Planting) -> None:
    for episode in planting.closed_cases():
        (row,) = planting.rows("cin_episodes", "cine_referral_id", episode.id)
        row["cine_close_reason"] = None
        planting.mark("RECORDS-END-WITHOUT-REASON", "cin_episodes", row, "closed without a reason")
    for episode in planting.closed_cases():
        (row,) = planting.rows("cin_episodes", "cine_referral_id", episode.id)
        row["cine_close_reason"] = "RC2"
        planting.mark("RECORDS-DEATH-CONFLICT", "cin_episodes", row, "closed for a death that no date tells of")


def _plant_need_plans(planting: Planting) -> None:
    for episode in planting.closed_cases():
        for first, last in ((1, 5), (9, 15)):
            row = planting.extract.add(
                "cin_plans", cinp_cin_plan_id=planting.extract.new_id("D"), cinp_person_id=episode.child.id,
                cinp_cin_plan_start_date=episode.start + timedelta(days=first),
                cinp_cin_plan_end_date=episode.start + timedelta(days=last),
            )  # fmt: skip
        planting.mark("RECORDS-REOPENED", "cin_plans", row, "a plan four days after the one before")


def _plant_enquiries(planting: Planting) -> None:
    found = [row for row in planting.extract.tables["s47_enquiry"] if row["s47e_s47_end_date"] is None]
    for first in found[:FEW]:
        row = planting.extract.add("s47_enquiry", **{**first, "s47e_s47_enquiry_id": planting.extract.new_id("Q")})
        planting.mark("RECORDS-REPEATED-EVENT", "s47_enquiry", row, "one discussion recorded twice")


def _plant_early_help(planting: Planting) -> None:
    ended = [row for row in planting.extract.tables["x_early_help_support"] if row["xehs_end_date"] is not None]
    for row in ended[:FEW]:
        start = row["xehs_start_date"]
        assert isinstance(start, date)  # noqa: S101
        row["xehs_end_date"] = start - timedelta(days=30)
        planting.mark("RECORDS-END-BEFORE-START", "x_early_help_support", row, "the wrong month")


def _plant_transfers(planting: Planting) -> None:
    """Conferences of children who moved in with a plan count nowhere: faults on them move nothing."""
    tables = planting.extract.tables
    moved_in = [row for row in tables["initial_cp_conference"] if row["icpc_icpc_transfer_in"] is True]
    enquiry = tables["s47_enquiry"][0]["s47e_s47_enquiry_id"]
    if moved_in:
        row = moved_in.pop()
        row["icpc_s47_enquiry_id"] = enquiry
        planting.mark("RECORDS-TRANSFER", "initial_cp_conference", row, "a transfer after an enquiry of our own")
    if moved_in:
        conference = moved_in.pop()
        day = conference["icpc_icpc_date"]
        assert isinstance(day, date)  # noqa: S101
        conference["icpc_icpc_date"] = day + timedelta(days=6)
        (plan,) = planting.rows("cp_plans", "cppl_icpc_id", conference["icpc_icpc_id"])
        planting.mark("RECORDS-PLAN-BEFORE-CONFERENCE", "cp_plans", plan, "the plan is older than its conference")
    if moved_in:
        conference = moved_in.pop()
        (plan,) = planting.rows("cp_plans", "cppl_icpc_id", conference["icpc_icpc_id"])
        plan["cppl_icpc_id"] = None
        tables["initial_cp_conference"].remove(conference)
        planting.mark("RECORDS-PLAN-WITHOUT-CONFERENCE", "cp_plans", plan, "the conference is missing")


def _plant_protection_plans(planting: Planting) -> None:
    tables = planting.extract.tables
    old = [plan for plan in planting.making.plans if plan.episode is not None and plan.episode.kind == "earlier"]
    for plan in old[:FEW]:
        assert plan.episode is not None  # noqa: S101
        (episode,) = planting.rows("cin_episodes", "cine_referral_id", plan.episode.id)
        tables["cin_episodes"].remove(episode)
        (row,) = planting.rows("cp_plans", "cppl_cp_plan_id", plan.id)
        row["cppl_referral_id"] = None
        planting.mark("RECORDS-PLAN-WITHOUT-EPISODE", "cp_plans", row, "the referral of an old plan is missing")
    for plan in [one for one in planting.making.plans if one.start > date(2016, 1, 1)][:FEW]:
        row = planting.extract.add(
            "x_core_group", xcor_core_group_id=planting.extract.new_id("G"), xcor_person_id=plan.child.id,
            xcor_cp_plan_id=plan.id, xcor_meeting_date=plan.start - timedelta(days=5),
        )  # fmt: skip
        planting.mark("RECORDS-REVIEW-BEFORE-PLAN", "x_core_group", row, "a core group before the plan")


PLANTERS = (
    _plant_visits,
    _plant_closures,
    _plant_need_plans,
    _plant_enquiries,
    _plant_early_help,
    _plant_transfers,
    _plant_protection_plans,
)
