"""Random records of one child in and after care."""

from __future__ import annotations

from datetime import date, timedelta

from reference.random_days import MONTH_ENDS, MONTHS, Dice
from reference.random_need import NEEDS, TEAMS
from reference.random_records import Draft

STATUSES = ("C1", "C2", "C2", "E1", "V2", "V2", "V2", "L1", "J1", "V3", "V4")
PROVIDERS = ("PR1", "PR4", "PR1", "PR5", "PR0", None, "PR2")
PLACEMENT_TYPES = ("U1", "U4", "U6", "U6", "K2", "P1", "H5", "R1", "A3", "A4", "A5", "A6", "T0", "T1", "T4")
HOMES = ("SC01", "SC02", "SC03", None, None)
CEASED = ("E11", "E12", "E41", "E43", "E44", "E4A", "E4B", "E5", "E6", "E7", "E8", "E9", "E2")
CHECKS = (
    "Dental check",
    "DENTIST",
    "Optician",
    "Eye test",
    "Sight test",
    "Optometry",
    "Health Assessment",
    "Initial health assessment",
    "Medical",
    "Development check",
    "DEVELOPMENTAL review",
    "Strengths questionnaire",
)
CHECK_STATUSES = ("Attended", "Refused", "REFUSED", "Planned", None)
SETTLED = {
    "cla_placement": ("clap_cla_placement_id", "clap_person_id"),
    "cla_care_plan": ("lacp_table_id", "lacp_person_id"),
    "cla_visits": ("clav_cla_visit_id", "clav_person_id"),
}
TERM_EDGES = tuple(
    date(year, month, day)
    for year in (2015, 2016, 2017)
    for month, day in ((1, 1), (4, 30), (5, 1), (8, 31), (9, 1), (12, 31))
)


def add_care(dice: Dice, draft: Draft) -> None:
    """Spells of care one after the other: some touch, some have a day between, some are short breaks."""
    start = dice.pick(
        (
            dice.day(),
            dice.just_before((12, "months"), (24, "months"), (30, "months"), (91, "days"), (20, "working days")),
            dice.day() - timedelta(days=dice.count(600, 1500)),
        )
    )
    for _ in range(dice.pick((1, 1, 2, 3))):
        period = dice.mark(draft.child)
        end = _add_episodes(dice, draft, period, start)
        _add_placements(dice, draft, period, start, end)
        _add_reviews(dice, draft, period, start)
        _add_first_health_steps(dice, draft, start)
        if end is None:
            break
        start = dice.pick((end, end + timedelta(days=1), dice.later(end, 200)))
    if dice.chance(0.3):
        _add_settled_home(dice, draft)
    _add_visits(dice, draft)
    _add_plans(dice, draft)
    _add_checks(dice, draft)
    _add_missing(dice, draft)


def _add_episodes(dice: Dice, draft: Draft, period: str, start: date) -> date | None:
    """Episodes that follow each other; the day on which the last one ended, None where it lasts."""
    number = dice.count(1, 4)
    begun = start
    for left in reversed(range(number)):
        end: date | None = dice.later(begun, dice.pick((30, 300, 300, 900)))
        if left == 0:
            end = dice.maybe(end, 0.4)
        draft.add(
            "cla_episodes",
            clae_cla_episode_id=dice.mark(draft.child),
            clae_person_id=draft.child,
            clae_cla_episode_start_date=begun,
            clae_cla_primary_need_code=dice.maybe(dice.pick(NEEDS), 0.9),
            clae_cla_episode_ceased_date=end,
            clae_cla_episode_ceased_reason="X1" if left else dice.maybe(dice.pick(CEASED), 0.9) if end else None,
            clae_cla_id=period,
            clae_entered_care_date=start,
        )
        if dice.chance(0.85):
            status_end = dice.pick((end, end, None))
            draft.add(
                "legal_status",
                lega_legal_status_id=dice.mark(draft.child),
                lega_person_id=draft.child,
                lega_legal_status=dice.pick(STATUSES),
                lega_legal_status_start_date=dice.pick((begun, begun, begun - timedelta(days=1))),
                lega_legal_status_end_date=status_end,
            )
        if end is None:
            return None
        begun = end
    return begun


def _add_placements(dice: Dice, draft: Draft, period: str, start: date, end: date | None) -> None:
    begun = start
    for _ in range(dice.count(1, 5)):
        ended = dice.pick((None, end, dice.later(begun, 300), dice.later(begun, 30), dice.later(begun, 30)))
        placement = dice.mark(draft.child)
        draft.add(
            "cla_placement",
            clap_cla_placement_id=placement,
            clap_cla_id=period,
            clap_person_id=draft.child,
            clap_cla_placement_start_date=begun,
            clap_cla_placement_type=dice.maybe(dice.pick(PLACEMENT_TYPES), 0.97),
            clap_cla_placement_urn=dice.pick(HOMES),
            clap_cla_placement_provider=PROVIDERS[int(placement[-4:]) % len(PROVIDERS)],
            clap_cla_placement_end_date=max(ended, begun) if ended is not None else None,
        )
        if dice.chance(0.9):
            draft.add("x_placement_area", xpla_cla_placement_id=placement, xpla_in_county=dice.flag(0.6))
        begun = dice.pick(
            (
                max(ended, begun) if ended is not None else dice.later(begun, 200),
                max(dice.just_before((12, "months"), (24, "months"), (7, "days"), (42, "days")), begun),
            )
        )


def _add_settled_home(dice: Dice, draft: Draft) -> None:
    """A home until 18: it began more than a year ago, and three months may pass between visits."""
    end = dice.month_end()
    start = dice.pick((dice.begun_for(end, (12, "months")), end - timedelta(days=dice.count(370, 900))))
    for table, cells in (
        ("cla_placement", {"clap_cla_placement_start_date": start, "clap_cla_placement_type": "U4"}),
        ("cla_care_plan", {"lacp_cla_care_plan_start_date": start, "lacp_cla_care_plan_is_ltfost18": True}),
        ("cla_visits", {"clav_cla_visit_date": dice.begun_for(end, (3, "months")), "clav_cla_visit_seen": True}),
    ):
        key, person = SETTLED[table]
        draft.add(table, **{key: dice.mark(draft.child), person: draft.child}, **cells)


def _add_reviews(dice: Dice, draft: Draft, period: str, start: date) -> None:
    due = dice.deadline(start, (20, "working days"))
    for months in (3, 6, 6, 6)[: dice.count(0, 4)]:
        held = dice.pick((due, due, dice.later(start, 400)))
        draft.add(
            "cla_reviews",
            clar_cla_review_id=dice.mark(draft.child),
            clar_cla_id=period,
            clar_cla_person_id=draft.child,
            clar_cla_review_date=dice.maybe(held, 0.95),
            clar_cla_review_cancelled=dice.flag(0.1),
            clar_cla_review_participation=dice.maybe(f"PN{dice.count(0, 7)}", 0.9),
        )
        due = dice.deadline(held, (months, "months"))


def _add_first_health_steps(dice: Dice, draft: Draft, start: date) -> None:
    if dice.chance(0.7):
        draft.add(
            "x_health_assessment_request",
            xhar_request_id=dice.mark(draft.child),
            xhar_person_id=draft.child,
            xhar_requested_date=dice.pick((dice.deadline(start, (5, "working days")), dice.near(start))),
        )
    if dice.chance(0.7):
        draft.add(
            "cla_health",
            clah_health_check_id=dice.mark(draft.child),
            clah_person_id=draft.child,
            clah_health_check_type=dice.pick(("Initial health assessment", "Health Assessment")),
            clah_health_check_date=dice.deadline(start, (20, "working days")),
            clah_health_check_status=dice.pick(CHECK_STATUSES),
        )


def _add_visits(dice: Dice, draft: Draft) -> None:
    begun = draft.days("cla_placement", "clap_cla_placement_start_date")
    for _ in range(dice.count(1, 6)):
        draft.add(
            "cla_visits",
            clav_cla_visit_id=dice.mark(draft.child),
            clav_person_id=draft.child,
            clav_cla_visit_date=dice.pick(
                (
                    dice.just_before((42, "days"), (3, "months"), (2, "months")),
                    dice.near(dice.pick(begun)) if begun else dice.day(),
                    dice.day(),
                )
            ),
            clav_cla_visit_seen=dice.flag(0.8),
            clav_cla_visit_seen_alone=dice.flag(0.5),
        )


def _add_plans(dice: Dice, draft: Draft) -> None:
    for _ in range(dice.count(0, 3)):
        start = dice.pick((dice.just_before((6, "months")), dice.day()))
        draft.add(
            "cla_care_plan",
            lacp_table_id=dice.mark(draft.child),
            lacp_person_id=draft.child,
            lacp_cla_care_plan_start_date=start,
            lacp_cla_care_plan_end_date=dice.maybe(dice.later(start, 300), 0.3),
            lacp_cla_care_plan_is_ltfost18=dice.flag(0.5),
            lacp_cla_care_plan_is_adoption=dice.flag(0.2),
        )
    for _ in range(dice.count(0, 2)):
        draft.add(
            "x_personal_education_plan",
            xpep_plan_id=dice.mark(draft.child),
            xpep_person_id=draft.child,
            xpep_plan_date=dice.maybe(dice.pick((dice.pick(TERM_EDGES), dice.day())), 0.95),
        )
    if dice.chance(0.3):
        start = dice.day()
        draft.add(
            "immigration_status",
            immi_immigration_status_id=dice.mark(draft.child),
            immi_person_id=draft.child,
            immi_immigration_status=dice.pick(("UASC", "uasc", "Unaccompanied asylum seeker", "EEA national", None)),
            immi_immigration_status_start_date=start,
            immi_immigration_status_end_date=dice.maybe(dice.later(start, 300), 0.3),
        )
    if dice.chance(0.3):
        start = dice.day()
        draft.add(
            "x_court_work",
            xcrt_court_work_id=dice.mark(draft.child),
            xcrt_person_id=draft.child,
            xcrt_start_date=start,
            xcrt_end_date=dice.maybe(dice.later(start, 200), 0.6),
            xcrt_team=dice.pick(TEAMS),
        )


def _add_checks(dice: Dice, draft: Draft) -> None:
    for _ in range(dice.count(0, 9)):
        draft.add(
            "cla_health",
            clah_health_check_id=dice.mark(draft.child),
            clah_person_id=draft.child,
            clah_health_check_type=dice.maybe(dice.pick(CHECKS), 0.97),
            clah_health_check_date=dice.maybe(dice.just_before((12, "months"), (6, "months")), 0.95),
            clah_health_check_status=dice.pick(CHECK_STATUSES),
        )
    for month in MONTHS:
        if dice.chance(0.7):
            draft.add(
                "cla_immunisations",
                clai_person_id=draft.child,
                clai_immunisations_status=dice.flag(0.7),
                kept_month=month,
            )


def _add_missing(dice: Dice, draft: Draft) -> None:
    for _ in range(dice.pick((0, 0, 1, 3))):
        start = dice.day()
        draft.add(
            "missing",
            miss_table_id=dice.mark(draft.child),
            miss_person_id=draft.child,
            miss_missing_episode_start_date=start,
            miss_missing_episode_type=dice.pick(("Missing", "missing", "M", "Away", "A", "absent")),
            miss_missing_episode_end_date=dice.maybe(dice.later(start, 10), 0.8),
        )


def add_pathway_plans(dice: Dice, draft: Draft) -> None:
    for _ in range(dice.count(1, 2)):
        draft.add(
            "x_pathway_plan",
            xpwp_plan_id=dice.mark(draft.child),
            xpwp_person_id=draft.child,
            xpwp_needs_assessment_date=dice.maybe(dice.day(), 0.6),
            xpwp_plan_date=dice.maybe(dice.just_before((6, "months")), 0.7),
            xpwp_review_date=dice.maybe(dice.just_before((6, "months")), 0.5),
        )


def add_leaver(dice: Dice, draft: Draft) -> None:
    """One row a month, as it was kept; most of it stays from month to month."""
    row = _leaver_cells(dice)
    for month, end in zip(MONTHS, MONTH_ENDS, strict=True):
        if dice.chance(0.2):
            row = _leaver_cells(dice)
        if dice.chance(0.9):
            draft.add(
                "care_leavers",
                clea_table_id=dice.mark(draft.child),
                clea_person_id=draft.child,
                clea_care_leaver_latest_contact=dice.maybe(dice.begun_for(end, (2, "months")), 0.9),
                clea_pathway_plan_review_date=dice.maybe(dice.begun_for(end, (6, "months")), 0.6),
                kept_month=month,
                **row,
            )
    for _ in range(dice.count(0, 3)):
        draft.add(
            "cla_visits",
            clav_cla_visit_id=dice.mark(draft.child),
            clav_person_id=draft.child,
            clav_cla_visit_date=dice.just_before((2, "months")),
            clav_cla_visit_seen=dice.flag(0.8),
        )


def _leaver_cells(dice: Dice) -> dict[str, object]:
    return {
        "clea_care_leaver_eligibility": dice.pick(
            ("Relevant child", "relevant", "Former relevant child", "FORMER RELEVANT", "Qualifying", "Eligible", None)
        ),
        "clea_care_leaver_in_touch": dice.pick(("YES", "YES", "YES", "NO", "RHOM", None)),
        "clea_care_leaver_accommodation": dice.pick(("B", "E", "U", "W", "X", "Z", "K", None)),
        "clea_care_leaver_accom_suitable": dice.pick(("1", "1", "2", None)),
        "clea_care_leaver_activity": dice.pick(("F1", "P2", "F4", "P5", "G4", "G5", "G6", None)),
        "clea_care_leaver_allocated_team": dice.maybe(dice.pick(TEAMS), 0.8),
    }


def add_permanence(dice: Dice, draft: Draft) -> None:
    decided = dice.day() - timedelta(days=dice.count(200, 500))
    ordered = dice.deadline(decided, (12, "months"))
    placement_order = dice.later(decided, 100)
    begun = draft.days("cla_episodes", "clae_cla_episode_start_date")
    draft.add(
        "permanence",
        perm_table_id=dice.mark(draft.child),
        perm_person_id=draft.child,
        perm_adm_decision_date=dice.maybe(decided, 0.9),
        perm_placement_order_date=dice.maybe(placement_order, 0.8),
        perm_matched_date=dice.maybe(
            dice.pick((dice.later(placement_order, 200), placement_order - timedelta(days=7))), 0.85
        ),
        perm_placed_for_adoption_date=dice.maybe(
            dice.later(dice.pick(begun), 200) if begun else dice.later(decided, 200), 0.9
        ),
        perm_permanence_order_date=dice.maybe(dice.pick((ordered, dice.day())), 0.95),
        perm_permanence_order_type=dice.pick(("Adoption order", "ADOPTION", "Adopted", "Special guardianship", None)),
    )
