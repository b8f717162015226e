"""A payload of the children's social care API, every block of its specification, as canonical tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from canonical_records import check_fed, check_rows, to_canonical
from read_records import STANDARD, check_sound, errors
from social_care_payload import CHILD

from crossfoot.sources.social_care_api import read_social_care_api

EXPECTED: dict[str, list[dict[str, Any]]] = {
    "person": [
        {
            "pers_person_id": "C1",
            "pers_upn": "A123456789012",
            "pers_forename": "Robin",
            "pers_surname": "Alder",
            "pers_sex": "F",
            "pers_ethnicity": "MWBC",
            "pers_dob": date(2010, 3, 2),
            "pers_single_unique_id": "SYS-1",
            "pers_upn_unknown": "UN1",
            "pers_expected_dob": date(2010, 3, 5),
        }
    ],
    "linked_identifiers": [
        {
            "link_table_id": "C1:B123456789012",
            "link_person_id": "C1",
            "link_identifier_type": "Former Unique Pupil Number",
            "link_identifier_value": "B123456789012",
        }
    ],
    "disability": [
        {"disa_table_id": f"C1:{code}", "disa_person_id": "C1", "disa_disability_code": code}
        for code in ("HAND", "VIS")
    ],
    "address": [{"addr_table_id": "C1:ZZ1 1AA", "addr_person_id": "C1", "addr_address_postcode": "ZZ1 1AA"}],
    "immigration_status": [
        {
            "immi_immigration_status_id": "uasc:C1",
            "immi_person_id": "C1",
            "immi_immigration_status_end_date": date(2025, 6, 14),
            "immi_immigration_status": "UASC",
        }
    ],
    "sdq_scores": [
        {
            "csdq_table_id": "C1:2025-01-31",
            "csdq_person_id": "C1",
            "csdq_sdq_completed_date": date(2025, 1, 31),
            "csdq_sdq_score": 20,
        }
    ],
    "cin_episodes": [
        {
            "cine_referral_id": "E1",
            "cine_person_id": "C1",
            "cine_referral_date": date(2025, 1, 2),
            "cine_referral_source_code": "5D",
            "cine_referral_nfa": False,
            "cine_close_reason": "RC7",
            "cine_close_date": date(2025, 9, 30),
        }
    ],
    "involvements": [
        {
            "invo_involvements_id": "C1:E1:W1:2025-01-02",
            "invo_professional_id": "W1",
            "invo_person_id": "C1",
            "invo_involvement_start_date": date(2025, 1, 2),
            "invo_involvement_end_date": date(2025, 5, 1),
            "invo_referral_id": "E1",
        }
    ],
    "cin_assessments": [
        {
            "cina_assessment_id": "A1",
            "cina_person_id": "C1",
            "cina_referral_id": "E1",
            "cina_assessment_start_date": date(2025, 1, 3),
            "cina_assessment_auth_date": date(2025, 3, 10),
        }
    ],
    "assessment_factors": [
        {"cinf_table_id": "A1", "cinf_assessment_id": "A1", "cinf_assessment_factors": "1C 4A"},
    ],
    "cin_plans": [
        {
            "cinp_cin_plan_id": "N1",
            "cinp_referral_id": "E1",
            "cinp_person_id": "C1",
            "cinp_cin_plan_start_date": date(2025, 1, 6),
        }
    ],
    "s47_enquiry": [
        {
            "s47e_s47_enquiry_id": "S1",
            "s47e_referral_id": "E1",
            "s47e_person_id": "C1",
            "s47e_s47_start_date": date(2025, 1, 10),
            "s47e_s47_end_date": date(2025, 1, 24),
            "s47e_s47_outcome_is_cp_conference": True,
        }
    ],
    "initial_cp_conference": [
        {
            "icpc_icpc_id": "C1:2025-01-30",
            "icpc_s47_enquiry_id": "S1",
            "icpc_person_id": "C1",
            "icpc_referral_id": "E1",
            "icpc_icpc_date": date(2025, 1, 30),
        }
    ],
    "cp_plans": [
        {
            "cppl_cp_plan_id": "K1",
            "cppl_referral_id": "E1",
            "cppl_person_id": "C1",
            "cppl_cp_plan_start_date": date(2025, 1, 30),
            "cppl_cp_plan_end_date": date(2025, 9, 1),
        }
    ],
    "cla_episodes": [
        {
            "clae_cla_episode_id": "P1",
            "clae_person_id": "C1",
            "clae_cla_placement_id": "P1",
            "clae_cla_episode_start_date": date(2025, 3, 1),
            "clae_cla_episode_start_reason": "S",
            "clae_cla_episode_ceased_date": date(2025, 8, 31),
            "clae_cla_episode_ceased_reason": "E3",
            "clae_referral_id": "E1",
        }
    ],
    "cla_placement": [
        {
            "clap_cla_placement_id": "P1",
            "clap_person_id": "C1",
            "clap_cla_placement_start_date": date(2025, 3, 1),
            "clap_cla_placement_type": "K1",
            "clap_cla_placement_postcode": "ZZ2 2BB",
            "clap_cla_placement_end_date": date(2025, 8, 31),
            "clap_cla_placement_change_reason": "CHILD",
        }
    ],
    "permanence": [
        {
            "perm_table_id": "C1:2025-04-01",
            "perm_person_id": "C1",
            "perm_adm_decision_date": date(2025, 4, 1),
            "perm_matched_date": date(2025, 5, 2),
            "perm_placed_for_adoption_date": date(2025, 6, 3),
        }
    ],
    "care_leavers": [
        {
            "clea_table_id": "C1",
            "clea_person_id": "C1",
            "clea_care_leaver_latest_contact": date(2025, 9, 5),
            "clea_care_leaver_accommodation": "D",
            "clea_care_leaver_activity": "F2",
        }
    ],
}


def test_every_block_of_a_payload(tmp_path: Path) -> None:
    path = tmp_path / "payload.json"
    gone = {"la_child_id": "C9", "child_details": {"sex": "M"}, "purge": True}
    path.write_text(json.dumps([gone, CHILD]), encoding="utf-8")
    found = read_social_care_api(path, standard=STANDARD, scratch=tmp_path / "scratch")
    check_sound(found)
    assert errors(found) == []
    assert {issue.code for issue in found.issues} == {"RECORDS-PARTIAL-TABLE", "SOCIAL-CARE-API-PURGED"}
    records, issues = to_canonical(found, tmp_path / "records")
    assert issues == []
    # The second child of the payload.
    check_rows(records, {table: [{**row, "source_row": 2} for row in rows] for table, rows in EXPECTED.items()})
    check_fed(found, records)
    # The payload has no category of abuse and no visits: not collected, not 0.
    assert not records.has("cp_plans", "cppl_cp_plan_initial_category")
    assert not records.has("cp_visits")


def test_an_impossible_day_is_told_with_the_place_of_its_child(tmp_path: Path) -> None:
    path = tmp_path / "payload.json"
    child = json.loads(json.dumps(CHILD).replace("2025-01-02", "2025-13-02"))
    path.write_text(json.dumps([child]), encoding="utf-8")
    found = read_social_care_api(path, standard=STANDARD, scratch=tmp_path / "scratch")
    _, issues = to_canonical(found, tmp_path / "records")
    assert {(i.code, i.file, i.row, i.field) for i in issues} == {
        ("RECORDS-DATE", "payload.json", 1, "cine_referral_date"),
        ("RECORDS-DATE", "payload.json", 1, "invo_involvement_start_date"),
    }
    assert "2025-13" not in " ".join(map(str, issues))
