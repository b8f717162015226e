"""What is wrong with real records: days that are missing or the wrong way round, ids that lead nowhere, odd codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reference.random_days import Dice

Tables = dict[str, list[dict[str, object]]]

SPELLS = {
    "cin_episodes": ("cine_referral_date", "cine_close_date"),
    "cin_assessments": ("cina_assessment_start_date", "cina_assessment_auth_date"),
    "cin_plans": ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "cp_plans": ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    "s47_enquiry": ("s47e_s47_start_date", "s47e_s47_end_date"),
    "cla_episodes": ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    "cla_placement": ("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    "cla_care_plan": ("lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"),
    "legal_status": ("lega_legal_status_start_date", "lega_legal_status_end_date"),
    "involvements": ("invo_involvement_start_date", "invo_involvement_end_date"),
    "immigration_status": ("immi_immigration_status_start_date", "immi_immigration_status_end_date"),
    "x_court_work": ("xcrt_start_date", "xcrt_end_date"),
    "early_help_episodes": ("earl_episode_start_date", "earl_episode_end_date"),
}
CODES = {
    "cin_episodes": "cine_cin_primary_need_code",
    "cp_plans": "cppl_cp_plan_latest_category",
    "cla_placement": "clap_cla_placement_type",
    "legal_status": "lega_legal_status",
    "person": "pers_ethnicity",
    "care_leavers": "clea_care_leaver_activity",
    "cla_reviews": "clar_cla_review_participation",
    "contacts": "cont_contact_source_code",
}
LEADS_TO = {
    "cin_assessments": ("cina_referral_id", "cin_episodes", "cine_referral_id"),
    "initial_cp_conference": ("icpc_s47_enquiry_id", "s47_enquiry", "s47e_s47_enquiry_id"),
    "cp_reviews": ("cppr_cp_plan_id", "cp_plans", "cppl_cp_plan_id"),
    "x_core_group": ("xcor_cp_plan_id", "cp_plans", "cppl_cp_plan_id"),
}
NOBODY = {
    "contacts": "cont_person_id",
    "cin_episodes": "cine_person_id",
    "cin_assessments": "cina_person_id",
    "cp_plans": "cppl_person_id",
    "cla_episodes": "clae_person_id",
    "involvements": "invo_person_id",
    "x_court_work": "xcrt_person_id",
    "early_help_episodes": "earl_person_id",
    "permanence": "perm_person_id",
}
"""Rows that are about nobody. Keys, and tables of the current state, are left whole: the reading refuses those."""


def make_dirty(dice: Dice, records: Tables) -> None:
    """Changes a few rows in a hundred of each table, in place."""
    for table, (start, end) in SPELLS.items():
        for row in _some(dice, records, table, 0.05):
            row[start], row[end] = _days(dice, row[start], row[end])
    for table, code in CODES.items():
        for row in _some(dice, records, table, 0.03):
            row[code] = "ZZ"
    for table, (column, other, key) in LEADS_TO.items():
        ids = [row[key] for row in records[other]]
        for row in _some(dice, records, table, 0.05):
            row[column] = dice.pick((None, "nowhere", *ids[:40]))
    for table, person in NOBODY.items():
        for row in _some(dice, records, table, 0.02):
            row[person] = None


def _some(dice: Dice, records: Tables, table: str, share: float) -> Iterator[dict[str, object]]:
    return (row for row in records[table] if dice.chance(share))


def _days(dice: Dice, start: object, end: object) -> tuple[object, object]:
    """One is missing, they are the wrong way round, or the first is before any table of holidays."""
    begun = start if isinstance(start, date) else dice.day()
    return dice.pick(
        (
            (None, end),
            (begun, begun - timedelta(days=dice.count(1, 40))),
            (date(2011, 5, 30) + timedelta(days=dice.count(0, 500)), end),
        )
    )
