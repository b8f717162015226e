"""Rows of referrals, assessments, enquiries, conferences, plans, reviews and visits."""

from __future__ import annotations

import json
from datetime import date, timedelta

from crossfoot.synthetic.conferences import Protecting, core_group_days
from crossfoot.synthetic.extract import flags
from crossfoot.synthetic.making import Making, Plan, team_id
from crossfoot.synthetic.months import AS_AT, FIRST, add_months, first_day
from crossfoot.synthetic.need_checks import NeedChecks

OUTCOME_KEYS = {
    "protection": ("STRATEGY_DISCUSSION",),
    "care": ("CLA_REQUEST",),
    "plan": ("PROV_OF_SERVICES",),
    "step-down": ("REFERRAL_TO_OTHER_AGENCY",),
    "advice": ("OTHER_ACTIONS",),
}
CLOSED_FOR = {"plan": "RC7", "protection": "RC7", "care": "RC7", "step-down": "RC9", "advice": "RC8", "": "RC8"}
FACTORS = ("1B", "2B", "3B", "4A", "4B", "5A", "6A", "7A", "10A", "11A", "14A", "15A", "16A", "17A", "18C", "20")


def write_episodes(making: Making) -> None:
    """Referrals with their assessments and the factors found."""
    rng, extract = making.rng, making.extract
    for episode in making.episodes:
        child = episode.child
        team = team_id("assessment", child.locality)
        last = next((one.outcome for one in reversed(episode.assessments) if one.authorised is not None), "")
        outcome = flags("SINGLE_ASSESSMENT") if episode.to_assessment else flags("OTHER_OUTCOMES_EXIST")
        extract.add(
            "cin_episodes", cine_referral_id=episode.id, cine_person_id=child.id, cine_referral_date=episode.start,
            cine_cin_primary_need_code=episode.need or None, cine_referral_source_code=episode.source,
            cine_referral_outcome_json=outcome, cine_referral_nfa=not episode.to_assessment,
            cine_close_reason=CLOSED_FOR[last] if episode.close is not None else None, cine_close_date=episode.close,
            cine_referral_team=team,
        )  # fmt: skip
        for assessment in episode.assessments:
            assessment.id = extract.new_id("B")
            start = min(assessment.start, episode.close or assessment.start)
            done = assessment.authorised is not None
            extract.add(
                "cin_assessments", cina_assessment_id=assessment.id, cina_person_id=child.id,
                cina_referral_id=episode.id, cina_assessment_start_date=start,
                cina_assessment_child_seen=rng.random() < 0.96, cina_assessment_auth_date=assessment.authorised,
                cina_assessment_outcome_json=flags(*OUTCOME_KEYS[assessment.outcome]) if done else None,
                cina_assessment_outcome_nfa=assessment.outcome == "advice" if done else None, cina_assessment_team=team,
            )  # fmt: skip
            if done and assessment.authorised is not None and assessment.authorised >= first_day(FIRST):
                found = sorted(rng.sample(FACTORS, rng.randint(1, 3)))
                extract.add(
                    "assessment_factors", cinf_table_id=extract.new_id("U"), cinf_assessment_id=assessment.id,
                    cinf_assessment_factors_json=json.dumps(found),
                )  # fmt: skip


def write_enquiries(making: Making, protecting: Protecting) -> None:
    """Section 47 enquiries with their findings, and initial conferences."""
    extract = making.extract
    for enquiry in protecting.enquiries:
        team = team_id("assessment", enquiry.child.locality)
        done = enquiry.end is not None
        outcome = "CP_CONFERENCE" if enquiry.to_conference else "NFA_CONTINUE_SINGLE"
        extract.add(
            "s47_enquiry", s47e_s47_enquiry_id=enquiry.id, s47e_referral_id=enquiry.episode.id,
            s47e_person_id=enquiry.child.id, s47e_s47_start_date=enquiry.start, s47e_s47_end_date=enquiry.end,
            s47e_s47_nfa=not enquiry.to_conference, s47e_s47_outcome_json=flags(outcome) if done else None,
            s47e_s47_completed_by_team=team if done else None,
        )  # fmt: skip
        if done:
            extract.add(
                "x_section_47_outcome", xs4o_s47_enquiry_id=enquiry.id, xs4o_person_id=enquiry.child.id,
                xs4o_outcome=enquiry.finding or "not-substantiated", xs4o_outcome_date=enquiry.end,
            )  # fmt: skip
    for conference in protecting.conferences:
        plan, before = conference.plan, conference.enquiry
        extract.add(
            "initial_cp_conference", icpc_icpc_id=conference.id,
            icpc_icpc_meeting_id=f"M{conference.day:%y%m%d}{conference.child.family[1:]}",
            icpc_s47_enquiry_id=None if before is None else before.id, icpc_person_id=conference.child.id,
            icpc_cp_plan_id=None if plan is None else plan.id, icpc_referral_id=conference.episode.id,
            icpc_icpc_transfer_in=before is None,
            icpc_icpc_target_date=None if before is None else before.start + timedelta(days=21),
            icpc_icpc_date=conference.day, icpc_icpc_outcome_cp_flag=conference.with_plan,
            icpc_icpc_outcome_json=flags("CP" if conference.with_plan else "PROV_OF_SERVICES"),
            icpc_icpc_team=team_id("family-intervention", conference.child.locality),
        )  # fmt: skip


def write_plans(making: Making, protecting: Protecting) -> None:
    """Protection plans, their core groups, reviews and visits."""
    rng, extract = making.rng, making.extract
    met = core_group_days(making, making.plans)
    conference_of = {one.plan.id: one.id for one in protecting.conferences if one.plan is not None}
    for plan in making.plans:
        child = plan.child
        extract.add(
            "cp_plans", cppl_cp_plan_id=plan.id, cppl_person_id=child.id, cppl_cp_plan_start_date=plan.start,
            cppl_referral_id=None if plan.episode is None else plan.episode.id, cppl_icpc_id=conference_of.get(plan.id),
            cppl_cp_plan_end_date=plan.end, cppl_cp_plan_ola=False, cppl_cp_plan_initial_category=plan.category,
            cppl_cp_plan_latest_category=plan.category,
        )  # fmt: skip
        _write_reviews(making, plan)
        if plan.id in met:
            _write_core_groups(making, plan, met[plan.id])
        alone = set(child.days.get("plan-visit-alone", ()))
        for day in child.days.get("plan-visit", ()):
            if plan.is_open(day):
                extract.add(
                    "cp_visits", cppv_cp_visit_id=extract.new_id("Y"), cppv_person_id=child.id, cppv_cp_plan_id=plan.id,
                    cppv_cp_visit_date=day, cppv_cp_visit_seen=True, cppv_cp_visit_seen_alone=day in alone,
                    cppv_cp_visit_bedroom=rng.random() < 0.3,
                )  # fmt: skip


def _write_reviews(making: Making, plan: Plan) -> None:
    extract, before = making.extract, plan.start
    for place, day in enumerate(sorted(set(plan.reviews))):
        extract.add(
            "cp_reviews", cppr_cp_review_id=extract.new_id("X"), cppr_person_id=plan.child.id, cppr_cp_plan_id=plan.id,
            cppr_cp_review_due=add_months(before, 6 if place else 3), cppr_cp_review_date=day,
            cppr_cp_review_meeting_id=f"M{day:%y%m%d}{plan.child.family[1:]}",
            cppr_cp_review_outcome_continue_cp=day != plan.end, cppr_cp_review_quorate="Y",
        )  # fmt: skip
        before = day


def _write_core_groups(making: Making, plan: Plan, first: date) -> None:
    rng, extract, day, due = making.rng, making.extract, first, plan.start + timedelta(days=14)
    while day <= AS_AT and (plan.end is None or day < plan.end):
        extract.add(
            "x_core_group", xcor_core_group_id=extract.new_id("G"), xcor_person_id=plan.child.id,
            xcor_cp_plan_id=plan.id, xcor_due_date=due, xcor_meeting_date=day,
        )  # fmt: skip
        due = day + timedelta(days=42)
        day += timedelta(days=rng.randint(30, 48))


def write_need(making: Making, checks: NeedChecks) -> None:
    """Child in need plans, their reviews, and visits to children in need."""
    rng, extract = making.rng, making.extract
    plan_of: dict[str, list[tuple[date, date, str]]] = {}
    for plan in checks.plans:
        child, name = plan.episode.child, extract.new_id("D")
        plan_of.setdefault(child.id, []).append((plan.start, plan.end or AS_AT, name))
        extract.add(
            "cin_plans", cinp_cin_plan_id=name, cinp_referral_id=plan.episode.id, cinp_person_id=child.id,
            cinp_cin_plan_start_date=plan.start, cinp_cin_plan_end_date=plan.end,
            cinp_cin_plan_team=team_id("family-intervention", child.locality),
        )  # fmt: skip
    done: set[str] = set()
    plans = _plans_by_child(making)
    for episode in making.episodes:
        child = episode.child
        if child.id in done:
            continue
        done.add(child.id)
        ended = {plan.end for plan in plans.get(child.id, ())}
        for day in child.days.get("need-review", ()):
            if day in ended:
                continue
            names = [name for start, end, name in plan_of.get(child.id, ()) if start <= day <= end]
            extract.add(
                "x_cin_plan_review", xcpr_review_id=extract.new_id("Z"), xcpr_person_id=child.id,
                xcpr_cin_plan_id=names[0] if names else None, xcpr_review_date=day,
                xcpr_review_due_date=day + timedelta(days=rng.randint(-9, 9)),
            )  # fmt: skip
        for day in child.days.get("need-visit", ()):
            extract.add(
                "cin_visits", cinv_cin_visit_id=extract.new_id("O"), cinv_person_id=child.id, cinv_cin_visit_date=day,
                cinv_cin_visit_seen=True, cinv_cin_visit_seen_alone=rng.random() < 0.5,
                cinv_cin_visit_bedroom=rng.random() < 0.25,
            )  # fmt: skip


def _plans_by_child(making: Making) -> dict[str, list[Plan]]:
    found: dict[str, list[Plan]] = {}
    for plan in making.plans:
        found.setdefault(plan.child.id, []).append(plan)
    return found
