"""Which columns a figure cannot do without. Where one of them was not in the extract, it was not collected.

A figure does without columns that only say more where they are there: a row's own team, whether a plan is another
council's, the number of the home, the plan's id on a core group, the family. A missing one is unknown on every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reference.assessments import OUTCOME
from reference.children import County
from reference.record_columns import columns_of

Needs = Mapping[str, tuple[str, ...]]
"""Columns by table."""

BORN: Needs = {"person": ("pers_person_id", "pers_dob")}
SEX: Needs = {"person": ("pers_person_id", "pers_dob", "pers_expected_dob", "pers_sex")}
ETHNICITY: Needs = {"person": ("pers_person_id", "pers_ethnicity")}
AGE: Needs = {"person": ("pers_person_id", "pers_dob", "pers_expected_dob")}
PLANS: Needs = {"cp_plans": ("cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date")}
REVIEWS: Needs = {"cp_reviews": ("cppr_cp_plan_id", "cppr_cp_review_date")}
CARE: Needs = {
    "cla_episodes": ("clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    "legal_status": (
        "lega_person_id",
        "lega_legal_status",
        "lega_legal_status_start_date",
        "lega_legal_status_end_date",
    ),
}
PLACEMENT: Needs = {
    "cla_placement": (
        "clap_cla_placement_id",
        "clap_person_id",
        "clap_cla_placement_start_date",
        "clap_cla_placement_type",
        "clap_cla_placement_end_date",
    )
}
PLACEMENT_AREA: Needs = {**PLACEMENT, "x_placement_area": ("xpla_cla_placement_id", "xpla_in_county")}
CARE_PLAN: Needs = {"cla_care_plan": ("lacp_person_id", "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date")}
PATHWAY_PLAN: Needs = {"x_pathway_plan": ("xpwp_person_id", "xpwp_plan_date", "xpwp_review_date")}
HEALTH: Needs = {"cla_health": ("clah_person_id", "clah_health_check_type", "clah_health_check_date")}
HEALTH_ASSESSMENT: Needs = {"cla_health": (*HEALTH["cla_health"], "clah_health_check_status")}
ASSESSED: Needs = {"cin_assessments": ("cina_person_id", "cina_assessment_auth_date")}
REFERRED: Needs = {"cin_episodes": ("cine_person_id", "cine_referral_date", "cine_close_date")}
CLOCK: Needs = {
    "cin_episodes": ("cine_referral_id", "cine_referral_date"),
    "cin_assessments": ("cina_assessment_id", "cina_referral_id", "cina_assessment_start_date"),
}
INVOLVED: Needs = {
    "involvements": (
        "invo_person_id",
        "invo_professional_id",
        "invo_professional_role_id",
        "invo_professional_team",
        "invo_involvement_start_date",
        "invo_involvement_end_date",
    )
}
REGISTERED: Needs = {"professionals": ("prof_professional_id", "prof_social_worker_registration_no")}
TEAM_KIND: Needs = {"x_team_area": ("xtea_team_id", "xtea_team_kind")}


def needs(*parts: Needs) -> Needs:
    """All of them together."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for table, columns in part.items():
            found[table] = found.get(table, ()) + columns
    return found


def of(table: str, *columns: str) -> Needs:
    return {table: columns}


def care_visit(column: str) -> Needs:
    return needs(
        PLACEMENT,
        CARE_PLAN,
        of("cla_care_plan", "lacp_cla_care_plan_is_ltfost18"),
        of("cla_visits", "clav_person_id", "clav_cla_visit_date", column),
    )


def protection_visit(column: str) -> Needs:
    return of("cp_visits", "cppv_person_id", "cppv_cp_visit_date", column)


OUTCOMES = of("cin_assessments", *(column for column in columns_of("cin_assessments") if column.startswith(OUTCOME)))
"""One column of JSON holds them all, so they are there or not together."""
ENQUIRY_OUTCOME = of("x_section_47_outcome", "xs4o_s47_enquiry_id", "xs4o_person_id", "xs4o_outcome")
REFERRAL_OUTCOMES = of(
    "cin_episodes", "cine_referral_outcome_is_single_assessment", "cine_referral_outcome_is_strategy_discussion"
)
CHILDREN_IN_NEED = needs(REFERRED, of("cin_episodes", "cine_cin_primary_need_code"), BORN, PLANS, CARE)
LOOKED_AFTER = needs(CARE, BORN)
UNACCOMPANIED = of(
    "immigration_status",
    "immi_person_id",
    "immi_immigration_status",
    "immi_immigration_status_start_date",
    "immi_immigration_status_end_date",
)
LEAVERS = of(
    "care_leavers", "clea_person_id", "clea_care_leaver_eligibility", "clea_care_leaver_activity", "kept_month"
)

ROWS: dict[str, Needs] = {
    "contacts": needs(
        of("contacts", "cont_person_id", "cont_contact_date", "cont_contact_outcome_is_existing_referral"), BORN
    ),
    "referrals": needs(REFERRED, of("cin_episodes", "cine_referral_id")),
    "early-help-referrals": of("early_help_episodes", "earl_person_id", "earl_episode_start_date"),
    "assessments-authorised": needs(ASSESSED, OUTCOMES, of("cin_assessments", "cina_assessment_outcome_nfa"), BORN),
    "assessments-open": needs(ASSESSED, BORN, CLOCK, of("cin_episodes", "cine_close_date")),
    "section-47-enquiries-completed": of("s47_enquiry", "s47e_person_id", "s47e_s47_enquiry_id", "s47e_s47_end_date"),
    "strategy-discussions": of("s47_enquiry", "s47e_person_id", "s47e_s47_start_date"),
    "initial-conferences": of("initial_cp_conference", "icpc_person_id", "icpc_icpc_date", "icpc_icpc_transfer_in"),
    "protection-plans-started": PLANS,
    "protection-plans-ended": PLANS,
    "protection-plans": needs(PLANS, BORN),
    "core-groups-due": needs(PLANS, BORN),
    "review-conferences": needs(PLANS, REVIEWS),
    "children-in-need": CHILDREN_IN_NEED,
    "children-in-need-or-protected": CHILDREN_IN_NEED,
    "looked-after": LOOKED_AFTER,
    "unaccompanied": needs(LOOKED_AFTER, UNACCOMPANIED),
    "care-started": CARE,
    "care-ended": CARE,
    "first-health-assessments-due": CARE,
    "care-reviews": needs(
        of(
            "cla_reviews",
            "clar_cla_id",
            "clar_cla_review_date",
            "clar_cla_review_cancelled",
            "clar_cla_review_participation",
        ),
        BORN,
    ),
    "care-reviews-due": needs(
        CARE, PLACEMENT, of("cla_reviews", "clar_cla_id", "clar_cla_review_date", "clar_cla_review_cancelled")
    ),
    "missing-from-placement": needs(
        of("missing", "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_type"), CARE
    ),
    "placement-nights": needs(CARE, PLACEMENT),
    "court-work": of("x_court_work", "xcrt_person_id", "xcrt_start_date", "xcrt_end_date"),
    "care-leavers": needs(LEAVERS, BORN),
    "adoptions": of("permanence", "perm_person_id", "perm_permanence_order_date", "perm_permanence_order_type"),
    "caseloads": INVOLVED,
}

FLAGS: dict[str, dict[str, Needs]] = {
    "referrals": {"to_assessment": REFERRAL_OUTCOMES},
    "assessments-authorised": {"within_timescale": CLOCK},
    "section-47-enquiries-completed": dict.fromkeys(
        ("continuing_risk", "no_continuing_risk", "not_substantiated"), ENQUIRY_OUTCOME
    ),
    "initial-conferences": {
        "within_timescale": needs(
            of("initial_cp_conference", "icpc_s47_enquiry_id"),
            of("s47_enquiry", "s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date"),
        ),
        "without_plan": of("initial_cp_conference", "icpc_icpc_outcome_cp_flag"),
    },
    "protection-plans-ended": {"at_first_review": REVIEWS},
    "protection-plans": {
        "allocated": needs(INVOLVED, REGISTERED),
        "seen": protection_visit("cppv_cp_visit_seen"),
        "seen_alone": protection_visit("cppv_cp_visit_seen_alone"),
    },
    "core-groups-due": {"in_timescale": of("x_core_group", "xcor_person_id", "xcor_meeting_date")},
    "children-in-need": {
        "plan_up_to_date": needs(
            ASSESSED, of("cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date")
        ),
        "reviewed": needs(
            of("x_cin_plan_review", "xcpr_person_id", "xcpr_review_date"),
            of("cp_reviews", "cppr_person_id", "cppr_cp_review_date", "cppr_cp_review_outcome_continue_cp"),
        ),
        "visited": of("cin_visits", "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen"),
    },
    "looked-after": {
        "placed_for_adoption": PLACEMENT,
        "in_county": PLACEMENT_AREA,
        "out_of_county": PLACEMENT_AREA,
        "visit_due": PLACEMENT,
        "seen": care_visit("clav_cla_visit_seen"),
        "seen_alone": care_visit("clav_cla_visit_seen_alone"),
        "care_plan_up_to_date": needs(CARE_PLAN, PATHWAY_PLAN),
        "unaccompanied": UNACCOMPANIED,
        "education_plan_up_to_date": of("x_personal_education_plan", "xpep_person_id", "xpep_plan_date"),
        "dental_check": HEALTH,
        "eye_test": HEALTH,
        "health_assessment": HEALTH_ASSESSMENT,
        "development_check": HEALTH,
        "immunised": of("cla_immunisations", "clai_person_id", "clai_immunisations_status", "kept_month"),
        "stable_12_months": PLACEMENT,
        "stable_2_years": PLACEMENT,
        "three_placements": PLACEMENT,
        "eligible_needs_assessed": of("x_pathway_plan", "xpwp_person_id", "xpwp_needs_assessment_date"),
        "eligible_pathway_plan": PATHWAY_PLAN,
    },
    "care-started": {"health_requested": of("x_health_assessment_request", "xhar_person_id", "xhar_requested_date")},
    "first-health-assessments-due": {"assessed": HEALTH_ASSESSMENT},
    "care-leavers": {
        "contacted": of("care_leavers", "clea_care_leaver_in_touch", "clea_care_leaver_latest_contact"),
        "suitable": of("care_leavers", "clea_care_leaver_accom_suitable", "clea_care_leaver_accommodation"),
        "pathway_plan": needs(PATHWAY_PLAN, of("care_leavers", "clea_pathway_plan_review_date")),
        "visited": of("cla_visits", "clav_person_id", "clav_cla_visit_date", "clav_cla_visit_seen"),
    },
    "adoptions": {
        "within_12_months": of("permanence", "perm_adm_decision_date"),
        "had_placement_order": of("permanence", "perm_placement_order_date", "perm_matched_date"),
        "placed_from_care": needs(of("permanence", "perm_placed_for_adoption_date"), CARE),
        "days_to_placement": needs(of("permanence", "perm_placed_for_adoption_date"), CARE),
        "days_to_match": of("permanence", "perm_placement_order_date", "perm_matched_date"),
    },
    "caseloads": {
        "registered": REGISTERED,
        **dict.fromkeys(
            (
                "assessment_team",
                "family_intervention_team",
                "looked_after_team",
                "disability_team",
                "newly_qualified_team",
                "safeguarding_team",
            ),
            TEAM_KIND,
        ),
    },
}
"""What a flag or an amount needs beyond its rows."""

SHARED_DIMENSIONS = {"sex": SEX, "ethnicity": ETHNICITY, "age": AGE, "age-range": AGE}
DIMENSIONS: dict[str, dict[str, Needs]] = {
    "contacts": {"source": of("contacts", "cont_contact_source_code")},
    "referrals": {"source": of("cin_episodes", "cine_referral_source_code")},
    "protection-plans": {"category": of("cp_plans", "cppl_cp_plan_latest_category")},
    "care-started": {"need": of("cla_episodes", "clae_cla_primary_need_code")},
    "care-ended": {"reason": of("cla_episodes", "clae_cla_episode_ceased_reason")},
    "placement-nights": {"placement-kind": of("cla_placement", "clap_cla_placement_provider")},
}
KEPT_BY_MONTH = ("care_leavers", "cla_immunisations")


def is_collected(
    county: County, population: str, flags: Iterable[str], dimensions: Iterable[str], months: Iterable[str]
) -> bool:
    """All columns are there that the rows, flags, amounts and breakdowns need; tables kept by month have the months."""
    wanted = [ROWS[population]]
    wanted += [FLAGS.get(population, {}).get(flag, {}) for flag in flags]
    own = DIMENSIONS.get(population, {})
    wanted += [own.get(name, SHARED_DIMENSIONS.get(name, {})) for name in dimensions]
    total = needs(*wanted)
    for table, columns in total.items():
        if table not in county.tables:
            return False
        if county.records(table) and not set(columns) <= county.columns[table]:
            return False
        if table in KEPT_BY_MONTH and not set(months) <= county.kept_months(table):
            return False
    return True
