"""Random records of one child outside care: contacts, referrals, assessments, enquiries, plans, early help."""

from __future__ import annotations

from datetime import date, timedelta

from reference.random_days import Dice
from reference.random_records import Draft

SOURCE_CODES = ("1A", "1B", "1D", "2A", "2B", "3A", "3F", "4", "5A", "5B", "5C", "5D", "6", "6", "7", "9", "10")
NEEDS = ("N1", "N1", "N1", "N2", "N5", "N8", "N0", "N9")
CATEGORIES = ("NEG", "PHY", "SAB", "EMO", "MUL")
TEAMS = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")


def add_contacts(dice: Dice, draft: Draft) -> None:
    for _ in range(dice.count(1, 4)):
        draft.add(
            "contacts",
            cont_contact_id=dice.mark(draft.child),
            cont_person_id=draft.child,
            cont_contact_date=dice.day(),
            cont_contact_source_code=dice.maybe(dice.pick(SOURCE_CODES), 0.9),
            cont_contact_outcome_is_new_referral=dice.flag(0.3),
            cont_contact_outcome_is_existing_referral=dice.flag(0.2),
        )


def add_need(dice: Dice, draft: Draft) -> None:
    """Referrals one after the other, with what follows from each."""
    day = dice.pick(
        (
            dice.day(),
            dice.just_before((45, "working days"), (20, "working days"), (365, "days")),
            dice.day() - timedelta(days=dice.count(300, 800)),
        )
    )
    for _ in range(dice.count(1, 3)):
        closed = dice.maybe(dice.later(day, 300), 0.55)
        referral = dice.mark(draft.child)
        draft.add(
            "cin_episodes",
            cine_referral_id=referral,
            cine_person_id=draft.child,
            cine_referral_date=day,
            cine_close_date=closed,
            cine_cin_primary_need_code=dice.maybe(dice.pick(NEEDS), 0.95),
            cine_referral_source_code=dice.maybe(dice.pick(SOURCE_CODES), 0.9),
            cine_referral_outcome_is_single_assessment=dice.flag(0.5),
            cine_referral_outcome_is_strategy_discussion=dice.flag(0.2),
            cine_referral_nfa=dice.flag(0.2),
            cine_referral_team=dice.maybe(dice.pick(TEAMS), 0.7),
        )
        _add_assessments(dice, draft, referral, day)
        for _ in range(dice.pick((0, 0, 1, 1, 2))):
            _add_enquiry(dice, draft, referral, dice.later(day, 60))
        day = dice.pick(
            (
                day,
                dice.deadline(day, (365, "days")),
                dice.later(day, 90),
                closed or dice.later(day, 500),
                closed or dice.day(),
            )
        )
    _add_plans_for_children_in_need(dice, draft)


def _add_assessments(dice: Dice, draft: Draft, referral: str, referred: date) -> None:
    start = dice.later(referred, 8)
    for _ in range(dice.pick((0, 1, 1, 1, 2))):
        clock = dice.pick((referred, start))
        authorised = dice.pick((dice.deadline(clock, (45, "working days")), dice.later(start, 90), None))
        outcomes: dict[str, object] = {
            f"cina_assessment_outcome_is_{key}": dice.flag(0.15)
            for key in (
                "nfa",
                "strategy_discussion",
                "cla_request",
                "private_fostering",
                "legal_action",
                "prov_of_services",
                "prov_of_sb_care",
                "specialist_assessment",
                "referral_to_other_agency",
                "other_actions",
            )
        }
        draft.add(
            "cin_assessments",
            cina_assessment_id=dice.mark(draft.child),
            cina_person_id=draft.child,
            cina_referral_id=dice.maybe(referral, 0.9),
            cina_assessment_start_date=start,
            cina_assessment_auth_date=authorised,
            cina_assessment_outcome_nfa=dice.flag(0.2),
            cina_assessment_team=dice.maybe(dice.pick(TEAMS), 0.7),
            **outcomes,
        )
        start = dice.pick((start, dice.later(start, 200)))


def _add_enquiry(dice: Dice, draft: Draft, referral: str, start: date) -> None:
    enquiry = dice.pick((dice.mark(draft.child), dice.mark(draft.child), draft.shared_enquiry()))
    if draft.has("s47_enquiry", s47e_s47_enquiry_id=enquiry):
        return
    draft.add(
        "s47_enquiry",
        s47e_s47_enquiry_id=enquiry,
        s47e_referral_id=referral,
        s47e_person_id=draft.child,
        s47e_s47_start_date=start,
        s47e_s47_end_date=dice.maybe(dice.later(start, 40), 0.8),
        s47e_s47_nfa=dice.flag(0.3),
        s47e_s47_completed_by_team=dice.maybe(dice.pick(TEAMS), 0.6),
    )
    if dice.chance(0.75):
        draft.add(
            "x_section_47_outcome",
            xs4o_s47_enquiry_id=enquiry,
            xs4o_person_id=draft.child,
            xs4o_outcome=dice.maybe(dice.pick(("continuing-risk", "no-continuing-risk", "not-substantiated")), 0.9),
        )
    if dice.chance(0.6):
        draft.add(
            "initial_cp_conference",
            icpc_icpc_id=dice.mark(draft.child),
            icpc_s47_enquiry_id=dice.pick((enquiry, enquiry, enquiry, None, "nowhere")),
            icpc_person_id=draft.child,
            icpc_icpc_transfer_in=dice.flag(0.1),
            icpc_icpc_date=dice.maybe(dice.deadline(start, (15, "working days")), 0.95),
            icpc_icpc_outcome_cp_flag=dice.flag(0.7),
            icpc_icpc_team=dice.maybe(dice.pick(TEAMS), 0.7),
        )


def add_protection(dice: Dice, draft: Draft) -> None:
    """One plan after the other, sometimes another council's, with reviews, core groups and visits."""
    start = dice.pick(
        (
            dice.day(),
            dice.just_before((20, "working days"), (10, "working days"), (24, "months"), (3, "months")),
            dice.day() - timedelta(days=dice.count(500, 1100)),
        )
    )
    for _ in range(dice.pick((1, 2, 2, 3))):
        plan = dice.mark(draft.child)
        end = dice.pick(
            (
                None,
                dice.later(start, 500),
                dice.deadline(start, (3, "months")),
                dice.deadline(start, (24, "months")),
                dice.deadline(start, (10, "working days")),
            )
        )
        end = max(end, start) if end is not None else None
        draft.add(
            "cp_plans",
            cppl_cp_plan_id=plan,
            cppl_person_id=draft.child,
            cppl_cp_plan_start_date=start,
            cppl_cp_plan_end_date=end,
            cppl_cp_plan_ola=dice.flag(0.15),
            cppl_cp_plan_initial_category=dice.pick(CATEGORIES),
            cppl_cp_plan_latest_category=dice.maybe(dice.pick(CATEGORIES), 0.95),
        )
        _add_reviews(dice, draft, plan, start, end)
        _add_core_groups(dice, draft, plan, start)
        later = end if end is not None else start
        two_years_on = dice.deadline(later, (24, "months"))
        start = dice.pick((two_years_on, two_years_on, dice.later(later, 900), later, dice.later(later, 60)))
    for _ in range(dice.count(1, 6)):
        seen = dice.flag(0.8)
        draft.add(
            "cp_visits",
            cppv_cp_visit_id=dice.mark(draft.child),
            cppv_person_id=draft.child,
            cppv_cp_visit_date=dice.pick((dice.just_before((20, "working days")), dice.day())),
            cppv_cp_visit_seen=seen,
            cppv_cp_visit_seen_alone=dice.flag(0.5),
        )


def _add_reviews(dice: Dice, draft: Draft, plan: str, start: date, end: date | None) -> None:
    before, months = start, 3
    for _ in range(dice.count(0, 4)):
        held = dice.pick((dice.deadline(before, (months, "months")), dice.later(before, 150), end or start))
        draft.add(
            "cp_reviews",
            cppr_cp_review_id=dice.mark(draft.child),
            cppr_person_id=draft.child,
            cppr_cp_plan_id=plan,
            cppr_cp_review_date=dice.maybe(held, 0.95),
            cppr_cp_review_outcome_continue_cp=dice.flag(0.6),
        )
        before, months = held, 6


def _add_core_groups(dice: Dice, draft: Draft, plan: str, start: date) -> None:
    for _ in range(dice.count(0, 2)):
        draft.add(
            "x_core_group",
            xcor_core_group_id=dice.mark(draft.child),
            xcor_person_id=draft.child,
            xcor_cp_plan_id=dice.maybe(plan, 0.7),
            xcor_meeting_date=dice.pick((dice.deadline(start, (10, "working days")), dice.near(start), None)),
        )


def _add_plans_for_children_in_need(dice: Dice, draft: Draft) -> None:
    authorised = draft.days("cin_assessments", "cina_assessment_auth_date")
    for _ in range(dice.count(0, 2)):
        start = dice.near(dice.pick(authorised)) if authorised and dice.chance(0.7) else dice.day()
        draft.add(
            "cin_plans",
            cinp_cin_plan_id=dice.mark(draft.child),
            cinp_person_id=draft.child,
            cinp_cin_plan_start_date=start,
            cinp_cin_plan_end_date=dice.maybe(dice.later(start, 300), 0.4),
            cinp_cin_plan_team=dice.maybe(dice.pick(TEAMS), 0.7),
        )
    for _ in range(dice.count(0, 3)):
        draft.add(
            "x_cin_plan_review",
            xcpr_review_id=dice.mark(draft.child),
            xcpr_person_id=draft.child,
            xcpr_review_date=dice.maybe(dice.just_before((84, "days")), 0.9),
        )
    for _ in range(dice.count(0, 4)):
        draft.add(
            "cin_visits",
            cinv_cin_visit_id=dice.mark(draft.child),
            cinv_person_id=draft.child,
            cinv_cin_visit_date=dice.pick((dice.just_before((20, "working days")), dice.day())),
            cinv_cin_visit_seen=dice.flag(0.7),
        )


def add_early_help(dice: Dice, draft: Draft) -> None:
    start = dice.day()
    for _ in range(dice.count(1, 3)):
        draft.add(
            "early_help_episodes",
            earl_episode_id=dice.mark(draft.child),
            earl_person_id=draft.child,
            earl_episode_start_date=start,
            earl_episode_end_date=dice.maybe(dice.later(start, 200), 0.6),
        )
        start = dice.pick((dice.deadline(start, (12, "months")), start, dice.day(), draft.shared_day()))
