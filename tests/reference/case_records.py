"""Records written as short phrases: `plan 2016-10-03..2017-01-31 own; cp-visit 2017-01-03 seen alone`.

A phrase is a kind, its days (`..` between first and last), words that set flags, and `key=value` pairs. Phrases are
parted by `;`. `@Lark` before a phrase says that it is about another child than the one the case is named after. A child
without a `born` phrase was born on 15 June 2009; `unborn`, `expected 2017-03-01` and `nobody` say otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from reference.record_columns import columns_of, full_row, tables

Tables = dict[str, list[dict[str, object]]]
Words = dict[str, tuple[str, object]]


@dataclass(frozen=True)
class Kind:
    """What a phrase writes: a table with its key, its child, one or two days, flags and other columns."""

    table: str
    key: str | None
    child: str | None
    days: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)


OUTCOME = "cina_assessment_outcome_is_"
KINDS = {
    "born": Kind("person", None, "pers_person_id", ("pers_dob",), {"F": ("pers_sex", "F"), "M": ("pers_sex", "M")}),
    "unborn": Kind("person", None, "pers_person_id"),
    "expected": Kind("person", None, "pers_person_id", ("pers_expected_dob",)),
    "contact": Kind(
        "contacts",
        "cont_contact_id",
        "cont_person_id",
        ("cont_contact_date",),
        {"existing": ("cont_contact_outcome_is_existing_referral", True)},
        {"source": "cont_contact_source_code"},
    ),
    "referral": Kind(
        "cin_episodes",
        "cine_referral_id",
        "cine_person_id",
        ("cine_referral_date", "cine_close_date"),
        {
            "to-assessment": ("cine_referral_outcome_is_single_assessment", True),
            "to-discussion": ("cine_referral_outcome_is_strategy_discussion", True),
        },
        {
            "need": "cine_cin_primary_need_code",
            "source": "cine_referral_source_code",
            "team": "cine_referral_team",
        },
    ),
    "assessment": Kind(
        "cin_assessments",
        "cina_assessment_id",
        "cina_person_id",
        ("cina_assessment_start_date", "cina_assessment_auth_date"),
        {
            "nfa": ("cina_assessment_outcome_nfa", True),
            "strategy": (OUTCOME + "strategy_discussion", True),
            "care": (OUTCOME + "cla_request", True),
            "legal": (OUTCOME + "legal_action", True),
            "services": (OUTCOME + "prov_of_services", True),
            "breaks": (OUTCOME + "prov_of_sb_care", True),
            "stepped-down": (OUTCOME + "referral_to_other_agency", True),
            "other": (OUTCOME + "other_actions", True),
        },
        {"of": "cina_referral_id", "team": "cina_assessment_team"},
    ),
    "cin-plan": Kind(
        "cin_plans", "cinp_cin_plan_id", "cinp_person_id", ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date")
    ),
    "cin-review": Kind("x_cin_plan_review", "xcpr_review_id", "xcpr_person_id", ("xcpr_review_date",)),
    "cin-visit": Kind(
        "cin_visits",
        "cinv_cin_visit_id",
        "cinv_person_id",
        ("cinv_cin_visit_date",),
        {"seen": ("cinv_cin_visit_seen", True), "unseen": ("cinv_cin_visit_seen", False)},
    ),
    "enquiry": Kind(
        "s47_enquiry",
        "s47e_s47_enquiry_id",
        "s47e_person_id",
        ("s47e_s47_start_date", "s47e_s47_end_date"),
        {},
        {"team": "s47e_s47_completed_by_team"},
    ),
    "risk": Kind(
        "x_section_47_outcome", None, "xs4o_person_id", (), {}, {"of": "xs4o_s47_enquiry_id", "found": "xs4o_outcome"}
    ),
    "conference": Kind(
        "initial_cp_conference",
        "icpc_icpc_id",
        "icpc_person_id",
        ("icpc_icpc_date",),
        {
            "transfer": ("icpc_icpc_transfer_in", True),
            "plan": ("icpc_icpc_outcome_cp_flag", True),
            "no-plan": ("icpc_icpc_outcome_cp_flag", False),
        },
        {"of": "icpc_s47_enquiry_id", "team": "icpc_icpc_team"},
    ),
    "plan": Kind(
        "cp_plans",
        "cppl_cp_plan_id",
        "cppl_person_id",
        ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        {"own": ("cppl_cp_plan_ola", False), "other-council": ("cppl_cp_plan_ola", True)},
        {"category": "cppl_cp_plan_latest_category"},
    ),
    "review": Kind(
        "cp_reviews",
        "cppr_cp_review_id",
        "cppr_person_id",
        ("cppr_cp_review_date",),
        {
            "goes-on": ("cppr_cp_review_outcome_continue_cp", True),
            "ended": ("cppr_cp_review_outcome_continue_cp", False),
        },
        {"of": "cppr_cp_plan_id"},
    ),
    "core-group": Kind(
        "x_core_group", "xcor_core_group_id", "xcor_person_id", ("xcor_meeting_date",), {}, {"of": "xcor_cp_plan_id"}
    ),
    "cp-visit": Kind(
        "cp_visits",
        "cppv_cp_visit_id",
        "cppv_person_id",
        ("cppv_cp_visit_date",),
        {
            "seen": ("cppv_cp_visit_seen", True),
            "unseen": ("cppv_cp_visit_seen", False),
            "alone": ("cppv_cp_visit_seen_alone", True),
        },
    ),
    "care": Kind(
        "cla_episodes",
        "clae_cla_episode_id",
        "clae_person_id",
        ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        {},
        {
            "period": "clae_cla_id",
            "need": "clae_cla_primary_need_code",
            "reason": "clae_cla_episode_ceased_reason",
        },
    ),
    "status": Kind(
        "legal_status",
        "lega_legal_status_id",
        "lega_person_id",
        ("lega_legal_status_start_date", "lega_legal_status_end_date"),
        {},
        {"code": "lega_legal_status"},
    ),
    "placement": Kind(
        "cla_placement",
        "clap_cla_placement_id",
        "clap_person_id",
        ("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        {},
        {"type": "clap_cla_placement_type", "urn": "clap_cla_placement_urn"},
    ),
    "area": Kind(
        "x_placement_area",
        None,
        None,
        (),
        {"inside": ("xpla_in_county", True), "outside": ("xpla_in_county", False)},
        {"of": "xpla_cla_placement_id"},
    ),
    "care-visit": Kind(
        "cla_visits",
        "clav_cla_visit_id",
        "clav_person_id",
        ("clav_cla_visit_date",),
        {
            "seen": ("clav_cla_visit_seen", True),
            "unseen": ("clav_cla_visit_seen", False),
            "alone": ("clav_cla_visit_seen_alone", True),
        },
    ),
    "care-plan": Kind(
        "cla_care_plan",
        "lacp_table_id",
        "lacp_person_id",
        ("lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"),
        {"until-18": ("lacp_cla_care_plan_is_ltfost18", True)},
    ),
    "care-review": Kind(
        "cla_reviews",
        "clar_cla_review_id",
        "clar_cla_person_id",
        ("clar_cla_review_date",),
        {"cancelled": ("clar_cla_review_cancelled", True)},
        {"part": "clar_cla_review_participation"},
    ),
    "check": Kind(
        "cla_health",
        "clah_health_check_id",
        "clah_person_id",
        ("clah_health_check_date",),
        {},
        {"type": "clah_health_check_type", "status": "clah_health_check_status"},
    ),
    "immunised": Kind(
        "cla_immunisations",
        None,
        "clai_person_id",
        (),
        {"yes": ("clai_immunisations_status", True), "no": ("clai_immunisations_status", False)},
        {"kept": "kept_month"},
    ),
    "request": Kind("x_health_assessment_request", "xhar_request_id", "xhar_person_id", ("xhar_requested_date",)),
    "education-plan": Kind("x_personal_education_plan", "xpep_plan_id", "xpep_person_id", ("xpep_plan_date",)),
    "immigration": Kind(
        "immigration_status",
        "immi_immigration_status_id",
        "immi_person_id",
        ("immi_immigration_status_start_date", "immi_immigration_status_end_date"),
        {},
        {"status": "immi_immigration_status"},
    ),
    "missing": Kind(
        "missing",
        "miss_table_id",
        "miss_person_id",
        ("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
        {},
        {"type": "miss_missing_episode_type"},
    ),
    "court": Kind("x_court_work", "xcrt_court_work_id", "xcrt_person_id", ("xcrt_start_date", "xcrt_end_date")),
    "pathway": Kind(
        "x_pathway_plan",
        "xpwp_plan_id",
        "xpwp_person_id",
        ("xpwp_plan_date",),
        {},
        {"reviewed": "xpwp_review_date", "assessed": "xpwp_needs_assessment_date"},
    ),
    "leaver": Kind(
        "care_leavers",
        "clea_table_id",
        "clea_person_id",
        (),
        {},
        {
            "kept": "kept_month",
            "as": "clea_care_leaver_eligibility",
            "touch": "clea_care_leaver_in_touch",
            "contact": "clea_care_leaver_latest_contact",
            "home": "clea_care_leaver_accommodation",
            "suitable": "clea_care_leaver_accom_suitable",
            "activity": "clea_care_leaver_activity",
            "reviewed": "clea_pathway_plan_review_date",
            "team": "clea_care_leaver_allocated_team",
        },
    ),
    "order": Kind(
        "permanence",
        "perm_table_id",
        "perm_person_id",
        ("perm_permanence_order_date",),
        {},
        {
            "type": "perm_permanence_order_type",
            "decided": "perm_adm_decision_date",
            "ordered": "perm_placement_order_date",
            "matched": "perm_matched_date",
            "placed": "perm_placed_for_adoption_date",
        },
    ),
    "early-help": Kind(
        "early_help_episodes",
        "earl_episode_id",
        "earl_person_id",
        ("earl_episode_start_date", "earl_episode_end_date"),
    ),
    "family": Kind("family", "fami_table_id", "fami_person_id", (), {}, {"of": "fami_family_id"}),
    "held": Kind(
        "involvements",
        "invo_involvements_id",
        "invo_person_id",
        ("invo_involvement_start_date", "invo_involvement_end_date"),
        {},
        {"by": "invo_professional_id", "team": "invo_professional_team", "role": "invo_professional_role_id"},
    ),
    "worker": Kind(
        "professionals", "prof_professional_id", None, (), {"registered": ("prof_social_worker_registration_no", "SW1")}
    ),
    "team": Kind(
        "x_team_area",
        "xtea_team_id",
        None,
        (),
        {},
        {"kind": "xtea_team_kind", "locality": "xtea_locality_area", "district": "xtea_district_area"},
    ),
}
WORDS = frozenset({"invo_professional_role_id"})
"""Columns that are called an id and hold words."""
USUAL_BIRTH = date(2009, 6, 15)


def write_records(child: str, phrases: str) -> Tables:
    """The records that the phrases tell of. Every table of the standard is there, so all was collected."""
    found: Tables = {table: [] for table in tables()}
    numbers: defaultdict[str, int] = defaultdict(int)
    people: dict[str, dict[str, object]] = {}
    for phrase in filter(None, (part.strip() for part in phrases.split(";"))):
        whose = child
        parts = phrase.split()
        if parts[0].startswith("@"):
            whose = parts.pop(0)[1:]
        if parts == ["nobody"]:
            people[whose] = {}
            continue
        kind = KINDS[parts[0]]
        cells = read_phrase(kind, parts[1:])
        if kind.table == "person":
            people.setdefault(whose, {"pers_person_id": whose}).update(cells)
            continue
        if kind.child is not None:
            cells[kind.child] = whose
            people.setdefault(whose, {"pers_person_id": whose, "pers_dob": USUAL_BIRTH})
        if kind.key is not None and kind.key not in cells:
            numbers[kind.table] += 1
            cells[kind.key] = f"{whose}-{numbers[kind.table]}"
        found[kind.table].append(full_row(kind.table, cells))
    found["person"] = [full_row("person", cells) for cells in people.values() if cells]
    return found


def read_phrase(kind: Kind, parts: list[str]) -> dict[str, object]:
    """The cells that days, words and pairs set. Raises KeyError for a word that the kind does not know."""
    cells: dict[str, object] = {}
    for part in parts:
        if part[0].isdigit():
            days = [date.fromisoformat(day) if day else None for day in part.split("..")]
            cells.update(zip(kind.days, days, strict=False))
        elif "=" in part:
            name, text = part.split("=")
            column = str(kind.key) if name == "id" else kind.pairs[name]
            cells[column] = date.fromisoformat(text) if _is_day(column) else text.replace("_", " ")
        else:
            column, value = kind.words[part]
            cells[column] = value
    return cells


def merge_records(several: list[Tables]) -> Tables:
    """All of them in one county. Cases use the same ids, so these are made different first, child and all."""
    merged: Tables = {table: [] for table in tables()}
    for number, records in enumerate(several):
        for table, rows in records.items():
            ids = [column for column in columns_of(table) if column.endswith(("_id", "_team")) and column not in WORDS]
            merged[table] += [
                {**row, **{column: f"{row[column]}#{number}" for column in ids if row[column] is not None}}
                for row in rows
            ]
    return merged


def _is_day(column: str) -> bool:
    return column.endswith(("_date", "_dob", "_contact"))
