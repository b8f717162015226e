"""Which tables hold stretches of time, and which columns say when something happened to a child."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spell:
    """A table whose rows run from one day to another. `single`: a child can have only one at a time."""

    table: str
    person: str
    start: str
    end: str
    single: bool = False


SPELLS = (
    Spell("early_help_episodes", "earl_person_id", "earl_episode_start_date", "earl_episode_end_date", single=True),
    Spell("cin_episodes", "cine_person_id", "cine_referral_date", "cine_close_date", single=True),
    Spell("cin_assessments", "cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date"),
    Spell("cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", single=True),
    Spell("s47_enquiry", "s47e_person_id", "s47e_s47_start_date", "s47e_s47_end_date"),
    Spell("cp_plans", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", single=True),
    Spell("cla_episodes", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date", single=True),
    Spell("cla_placement", "clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    Spell("legal_status", "lega_person_id", "lega_legal_status_start_date", "lega_legal_status_end_date"),
    Spell("cla_care_plan", "lacp_person_id", "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"),
    Spell("missing", "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date", single=True),
    Spell(
        "immigration_status",
        "immi_person_id",
        "immi_immigration_status_start_date",
        "immi_immigration_status_end_date",
    ),
    Spell("involvements", "invo_person_id", "invo_involvement_start_date", "invo_involvement_end_date"),
    Spell("x_personal_education_plan", "xpep_person_id", "xpep_plan_date", "xpep_end_date"),
    Spell("x_pathway_plan", "xpwp_person_id", "xpwp_plan_date", "xpwp_end_date"),
    Spell("x_court_work", "xcrt_person_id", "xcrt_start_date", "xcrt_end_date"),
    Spell("x_early_help_support", "xehs_person_id", "xehs_start_date", "xehs_end_date"),
)
SINGLE = tuple(spell for spell in SPELLS if spell.single)

VISITS = (
    ("cin_visits", "cinv_person_id", "cinv_cin_visit_date"),
    ("cp_visits", "cppv_person_id", "cppv_cp_visit_date"),
    ("cla_visits", "clav_person_id", "clav_cla_visit_date"),
)
"""Table, person and day of each visit."""

AHEAD = frozenset(
    {
        "pers_expected_dob",
        "icpc_icpc_target_date",
        "cppr_cp_review_due",
        "clar_cla_review_due_date",
        "link_valid_to_date",
        "xcpr_review_due_date",
        "xcor_due_date",
        "xpep_review_due_date",
    }
)
"""Date columns that look ahead: what is due, expected or valid."""

BIRTHS = frozenset({"pers_dob", "moth_childs_dob"})
"""Days on which somebody was born."""

NOT_ABOUT_THE_CHILD = frozenset({"person", "mother", "linked_identifiers", "address"})
"""Tables whose dates may be before the person's birth: births of others, and homes of the family."""
