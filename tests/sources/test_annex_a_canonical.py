"""A whole Annex A workbook, eleven lists of each layout, as canonical tables: every value as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from annex_a_lists import all_lists
from annex_a_workbook import write_workbook
from canonical_records import check_fed, check_rows, to_canonical
from read_records import STANDARD, check_sound, errors

from crossfoot.records.raw_tables import Read
from crossfoot.records.record_set import RecordSet
from crossfoot.sources.annex_a import read_annex_a
from crossfoot.vocabulary.issues import Issue

TITLES = 3
"""Rows of titles above each header, which is so in row 4 and the first child in row 5."""
YEARS = (2019, 2024, 2026)


def read(tmp_path: Path, year: int) -> tuple[Read, RecordSet, list[Issue]]:
    path = write_workbook(tmp_path / f"annex-a-{year}.xlsx", all_lists(year), titles=TITLES)
    found = read_annex_a(path, standard=STANDARD, scratch=tmp_path / "scratch")
    check_sound(found)
    assert errors(found) == []
    records, issues = to_canonical(found, tmp_path / "records")
    return found, records, issues


def expected(year: int) -> dict[str, list[dict[str, Any]]]:
    """What the workbook of `annex_a_lists` says, by table, written by hand."""
    tables: dict[str, list[dict[str, Any]]] = {
        "person": [
            person("C1", "F", "WBRI", 5, date(2006, 3, 2)),
            person("C2", "M", "CHNE", 7, date(2015, 2, 28)),
            person("C3", "U", "NOBT", 7, None),
            person("C4", "U", "REFU", 5, date(2001, 1, 31)),
        ],
        "contacts": [
            contact("C1:2018-11-05:a) 1A: Individual", "C1", date(2018, 11, 5), "1A", 5),
            contact("C1:2018-12-24:u) 10: Unknown", "C1", date(2018, 12, 24), "10", 6),
            contact("C2:2019-01-07:m) 4: Housing", "C2", date(2019, 1, 7), "4", 7),
        ],
        "early_help_episodes": [
            {
                "earl_episode_id": "C2:2018-09-03",
                "earl_person_id": "C2",
                "earl_episode_start_date": date(2018, 9, 3),
                "earl_episode_end_date": date(2018, 10, 1),
                "earl_episode_organisation": "Acorn Centre",
                "source_row": 5,
            },
            {
                "earl_episode_id": "C1:2018-10-08",
                "earl_person_id": "C1",
                "earl_episode_start_date": date(2018, 10, 8),
                "earl_episode_organisation": "Oak School",
                "source_row": 6,
            },
        ],
        "cin_episodes": [
            # Lists 3 and 6 tell of one episode.
            {
                "cine_referral_id": "C1:2018-11-06",
                "cine_person_id": "C1",
                "cine_referral_date": date(2018, 11, 6),
                "cine_cin_primary_need_code": "N1",
                "cine_referral_source_code": "2A",
                "cine_referral_nfa": False,
                "cine_referral_team": "Team North",
                "cine_referral_worker_id": "W1",
                "source_row": 5,
            },
            {
                "cine_referral_id": "C2:2019-01-08",
                "cine_person_id": "C2",
                "cine_referral_date": date(2019, 1, 8),
                "cine_referral_source_code": "6",
                "cine_referral_nfa": True,
                "cine_referral_team": "Team North",
                "cine_referral_worker_id": "W1",
                "source_row": 6,
            },
            {
                "cine_referral_id": "C3:2019-01-09",
                "cine_person_id": "C3",
                "cine_referral_date": date(2019, 1, 9),
                "cine_referral_source_code": "3B",
                "source_row": 7,
            },
            {
                "cine_referral_id": "C2:2017-06-01",
                "cine_person_id": "C2",
                "cine_referral_date": date(2017, 6, 1),
                "cine_cin_primary_need_code": "N2",
                "cine_close_date": date(2018, 12, 21),
                "cine_close_reason": "RC7",
                "source_row": 6,
            },
        ],
        "cin_assessments": [
            {
                "cina_assessment_id": "C1:2018-11-07",
                "cina_person_id": "C1",
                "cina_assessment_start_date": date(2018, 11, 7),
                "cina_assessment_child_seen": True,
                "cina_assessment_auth_date": date(2019, 1, 4),
                "cina_assessment_team": "Team North",
                "cina_assessment_worker_id": "W1",
                "source_row": 5,
            },
            {
                "cina_assessment_id": "C3:2019-01-10",
                "cina_person_id": "C3",
                "cina_assessment_start_date": date(2019, 1, 10),
                "cina_assessment_team": "Team South",
                "cina_assessment_worker_id": "W2",
                "source_row": 6,
            },
        ],
        "s47_enquiry": [
            enquiry("C1", date(2018, 11, 12), 5),
            enquiry("C2", date(2019, 1, 14), 6),
        ],
        "initial_cp_conference": [
            {
                "icpc_icpc_id": "C1:2018-12-03",
                "icpc_s47_enquiry_id": "C1:2018-11-12",
                "icpc_person_id": "C1",
                "icpc_icpc_date": date(2018, 12, 3),
                "icpc_icpc_outcome_cp_flag": True,
                "icpc_icpc_team": "Team North",
                "icpc_icpc_worker_id": "W1",
                "source_row": 5,
            }
        ],
        "cp_plans": [
            {
                "cppl_cp_plan_id": "C1:2018-12-03",
                "cppl_person_id": "C1",
                "cppl_cp_plan_start_date": date(2018, 12, 3),
                "cppl_cp_plan_initial_category": "NEG",
                "cppl_cp_plan_latest_category": "MUL",
                "source_row": 5,
            }
        ],
        "cp_visits": [
            {
                "cppv_cp_visit_id": "C1:2018-12-03:2019-01-21",
                "cppv_person_id": "C1",
                "cppv_cp_plan_id": "C1:2018-12-03",
                "cppv_cp_visit_date": date(2019, 1, 21),
                "source_row": 5,
            }
        ],
        "cp_reviews": [
            {
                "cppr_cp_review_id": "C1:2018-12-03:2019-02-04",
                "cppr_person_id": "C1",
                "cppr_cp_plan_id": "C1:2018-12-03",
                "cppr_cp_review_date": date(2019, 2, 4),
                "source_row": 5,
            }
        ],
        "permanence": [
            {
                "perm_table_id": "C2:2017-09-01",
                "perm_person_id": "C2",
                "perm_adm_decision_date": date(2017, 9, 1),
                "perm_placement_order_date": date(2017, 12, 4),
                "perm_matched_date": date(2018, 3, 5),
                "perm_placed_for_adoption_date": date(2018, 4, 9),
                "perm_permanence_order_date": date(2019, 1, 15),
                "perm_permanence_order_type": "Adoption",
                "source_row": 5,
            }
        ],
    }
    return tables | looked_after() | leavers(year)


def person(number: str, sex: str, ethnicity: str, row: int, born: date | None) -> dict[str, Any]:
    known = {"pers_person_id": number, "pers_sex": sex, "pers_ethnicity": ethnicity, "source_row": row}
    return known if born is None else known | {"pers_dob": born}


def contact(number: str, child: str, day: date, source: str, row: int) -> dict[str, Any]:
    return {
        "cont_contact_id": number,
        "cont_person_id": child,
        "cont_contact_date": day,
        "cont_contact_source_code": source,
        "source_row": row,
    }


def enquiry(child: str, day: date, row: int) -> dict[str, Any]:
    return {
        "s47e_s47_enquiry_id": f"{child}:{day}",
        "s47e_person_id": child,
        "s47e_s47_start_date": day,
        "s47e_s47_completed_by_team": "Team North",
        "s47e_s47_completed_by_worker_id": "W1",
        "source_row": row,
    }


def looked_after() -> dict[str, list[dict[str, Any]]]:
    care = "C4:2017-10-02"
    return {
        "immigration_status": [
            {
                "immi_immigration_status_id": "uasc:C4",
                "immi_person_id": "C4",
                "immi_immigration_status": "UASC",
                "source_row": 5,
            }
        ],
        "cla_episodes": [
            {
                "clae_cla_episode_id": care,
                "clae_person_id": "C4",
                "clae_cla_id": care,
                "clae_entered_care_date": date(2017, 10, 2),
                "clae_cla_episode_start_date": date(2017, 10, 2),
                "clae_cla_primary_need_code": "N8",
                "clae_cla_episode_ceased_date": date(2019, 1, 30),
                "clae_cla_episode_ceased_reason": "E5",
                "clae_cla_last_iro_contact_date": date(2018, 12, 1),
                "source_row": 5,
            }
        ],
        "cla_placement": [
            {
                "clap_cla_placement_id": "C4:2018-07-01",
                "clap_cla_id": care,
                "clap_person_id": "C4",
                "clap_cla_placement_start_date": date(2018, 7, 1),
                "clap_cla_placement_type": "H5",
                "clap_cla_placement_provider": "PR4",
                "clap_cla_placement_postcode": "ZZ1 1ZZ",
                "clap_cla_placement_urn": "SC123456",
                "source_row": 5,
            }
        ],
        "legal_status": [
            {
                "lega_legal_status_id": "C4:2017-10-05",
                "lega_person_id": "C4",
                "lega_legal_status": "V2",
                "lega_legal_status_start_date": date(2017, 10, 5),
                "source_row": 5,
            }
        ],
        "cla_reviews": [
            {
                "clar_cla_review_id": "C4:2018-12-10",
                "clar_cla_id": care,
                "clar_cla_person_id": "C4",
                "clar_cla_review_date": date(2018, 12, 10),
                "source_row": 5,
            }
        ],
        "cla_visits": [
            {
                "clav_cla_visit_id": "C4:2018-12-17",
                "clav_cla_id": care,
                "clav_person_id": "C4",
                "clav_cla_visit_date": date(2018, 12, 17),
                "source_row": 5,
            }
        ],
        "cla_health": [
            {
                "clah_health_check_id": "dental:C4:2018-06-04",
                "clah_person_id": "C4",
                "clah_health_check_type": "Dental check",
                "clah_health_check_date": date(2018, 6, 4),
                "source_row": 5,
            }
        ],
    }


def leavers(year: int) -> dict[str, list[dict[str, Any]]]:
    leaver = {
        "clea_table_id": "C4",
        "clea_person_id": "C4",
        "clea_care_leaver_eligibility": "c) Former relevant child",
        "clea_care_leaver_in_touch": "YES",
        "clea_care_leaver_accommodation": "D",
        "clea_care_leaver_accom_suitable": "2",
        "clea_care_leaver_activity": "G5",
        "clea_care_leaver_allocated_team": "Team Leaving Care",
        "clea_care_leaver_worker_id": "W3",
        "source_row": 5,
    }
    if year >= 2024:
        leaver |= {
            "clea_care_leaver_personal_advisor": "Heron",
            "clea_pathway_plan_review_date": date(2018, 11, 1),
            "clea_care_leaver_latest_contact": date(2019, 2, 12),
        }
    return {"care_leavers": [leaver]}


@pytest.mark.parametrize("year", YEARS)
def test_every_list_becomes_its_tables(tmp_path: Path, year: int) -> None:
    found, records, issues = read(tmp_path, year)
    check_rows(records, expected(year))
    check_fed(found, records)
    assert issues == []
    # One look-up failed, in the sixth row of the list of early help.
    failed = [i for i in found.issues if i.code == "RECORDS-SPREADSHEET-ERROR"]
    assert [(i.file, i.row, i.field) for i in failed] == [
        (f"annex-a-{year}.xlsx, List 2", 6, "Assessment completion date")
    ]


def test_what_the_layout_of_2019_lacks_is_not_collected(tmp_path: Path) -> None:
    found, records, _ = read(tmp_path, 2019)
    for column in ("clea_pathway_plan_review_date", "clea_care_leaver_latest_contact"):
        assert not records.has("care_leavers", column)
        assert f"care_leavers.{column}" not in found.feeds
    # No layout says whether a referral led to anything, or lists visits to children in need: not 0, not there.
    assert not records.has("cin_episodes", "cine_referral_outcome_is_single_assessment")
    assert not records.has("cin_visits")
    assert not records.has("missing")


def test_every_record_keeps_its_list(tmp_path: Path) -> None:
    _, records, _ = read(tmp_path, 2024)
    with records.connect() as connection:
        files = connection.execute("SELECT DISTINCT source_file FROM cin_episodes ORDER BY 1").fetchall()
    assert files == [("annex-a-2024.xlsx, List 3",), ("annex-a-2024.xlsx, List 6",)]


def test_impossible_days_and_unknown_codes_are_told_with_their_row(tmp_path: Path) -> None:
    lists = all_lists(2024)
    header, first, *others = lists["List 1"]
    lists["List 1"] = [header, (*first[:5], "31/02/2019", "z) 99: Owl"), *others]
    path = write_workbook(tmp_path / "annex-a.xlsx", lists)
    found = read_annex_a(path, standard=STANDARD, scratch=tmp_path / "scratch")
    records, issues = to_canonical(found, tmp_path / "records")
    assert [(i.code, i.file, i.row, i.field) for i in issues] == [
        ("RECORDS-DATE", "annex-a.xlsx, List 1", 2, "cont_contact_date")
    ]
    with records.connect() as connection:
        assert connection.execute("SELECT cont_contact_date FROM contacts").fetchall()[0] == (None,)
    assert not any("Owl" in str(issue) or "31/02" in str(issue) for issue in (*found.issues, *issues))
