"""A children in need census return of each year as canonical tables: every value as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from canonical_records import check_fed, check_rows, to_canonical
from cin_census_return import EARLY_HELP_SINCE, FIRST, LAST, PLANS_SINCE, write_return
from read_records import STANDARD, check_sound, errors

from crossfoot.sources.cin_census import read_cin_census


def expected(year: int) -> dict[str, list[dict[str, Any]]]:
    """What the return says, by table, without rows: they are all on one line."""
    start = year - 1
    referral, plan = f"C1:{start}-05-02", f"C1:{start}-06-10"
    tables: dict[str, list[dict[str, Any]]] = {
        "person": [
            {
                "pers_person_id": "C1",
                "pers_sex": "F",
                "pers_ethnicity": "CHNE",
                "pers_dob": date(2008, 2, 29),
                "pers_upn": "A123456789012",
            },
            {
                "pers_person_id": "C2",
                "pers_sex": "U",
                "pers_ethnicity": "NOBT",
                "pers_expected_dob": date(year, 7, 1),
                "pers_upn_unknown": "UN1",
            },
            {
                "pers_person_id": "C3",
                "pers_sex": "M",
                "pers_ethnicity": "WIRT",
                "pers_dob": date(2001, 12, 31),
                "pers_death_date": date(year, 2, 27),
                "pers_upn_unknown": "UN5",
            },
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
            for code in ("LD", "AUT")
        ],
        "cin_episodes": [
            {
                "cine_referral_id": referral,
                "cine_person_id": "C1",
                "cine_referral_date": date(start, 5, 2),
                "cine_referral_source_code": "5D" if year >= EARLY_HELP_SINCE else "5B",
                "cine_cin_primary_need_code": "N1",
                "cine_referral_nfa": False,
            },
            {
                "cine_referral_id": f"C2:{year}-03-31",
                "cine_person_id": "C2",
                "cine_referral_date": date(year, 3, 31),
                "cine_referral_source_code": "3C",
                "cine_referral_nfa": False,
            },
            {
                "cine_referral_id": f"C3:{start}-04-01",
                "cine_person_id": "C3",
                "cine_referral_date": date(start, 4, 1),
                "cine_referral_source_code": "10",
                "cine_cin_primary_need_code": "N0",
                "cine_referral_nfa": True,
                "cine_close_date": date(year, 2, 28),
                "cine_close_reason": "RC9" if year >= EARLY_HELP_SINCE else "RC8",
            },
        ],
        "cin_assessments": [
            {
                "cina_assessment_id": f"{referral}:{start}-05-03",
                "cina_person_id": "C1",
                "cina_referral_id": referral,
                "cina_assessment_start_date": date(start, 5, 3),
                "cina_assessment_auth_date": date(start, 6, 30),
            }
        ],
        "assessment_factors": [
            {
                "cinf_table_id": f"{referral}:{start}-05-03",
                "cinf_assessment_id": f"{referral}:{start}-05-03",
                "cinf_assessment_factors": "3A 4B",
            }
        ],
        "s47_enquiry": [
            {
                "s47e_s47_enquiry_id": f"C1:{start}-05-20",
                "s47e_referral_id": referral,
                "s47e_person_id": "C1",
                "s47e_s47_start_date": date(start, 5, 20),
            }
        ],
        # Told with the episode and with the enquiry: one conference.
        "initial_cp_conference": [
            {
                "icpc_icpc_id": f"C1:{start}-06-10",
                "icpc_s47_enquiry_id": f"C1:{start}-05-20",
                "icpc_person_id": "C1",
                "icpc_referral_id": referral,
                "icpc_icpc_target_date": date(start, 6, 13),
                "icpc_icpc_date": date(start, 6, 10),
            }
        ],
        "cp_plans": [
            {
                "cppl_cp_plan_id": plan,
                "cppl_referral_id": referral,
                "cppl_person_id": "C1",
                "cppl_cp_plan_start_date": date(start, 6, 10),
                "cppl_cp_plan_initial_category": "NEG",
                "cppl_cp_plan_latest_category": "EMO",
            }
        ],
        "cp_reviews": [
            {
                "cppr_cp_review_id": f"{plan}:{day}",
                "cppr_person_id": "C1",
                "cppr_cp_plan_id": plan,
                "cppr_cp_review_date": day,
            }
            for day in (date(start, 9, 8), date(year, 3, 1))
        ],
    }
    if year >= PLANS_SINCE:
        tables["cin_plans"] = [
            {
                "cinp_cin_plan_id": f"C1:{start}-05-20",
                "cinp_referral_id": referral,
                "cinp_person_id": "C1",
                "cinp_cin_plan_start_date": date(start, 5, 20),
            }
        ]
    line = {"source_row": 2}
    return {table: [row | line for row in rows] for table, rows in tables.items()}


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_a_return_of_each_year(tmp_path: Path, year: int) -> None:
    found = read_cin_census(write_return(tmp_path / "cin.xml", year), standard=STANDARD, scratch=tmp_path / "scratch")
    check_sound(found)
    assert errors(found) == []
    records, issues = to_canonical(found, tmp_path / "records")
    assert issues == []
    assert {issue.code for issue in found.issues} == {"RECORDS-PARTIAL-TABLE"}
    check_rows(records, expected(year))
    check_fed(found, records)
    # Children in need plans came in 2022: before, that there were none is not said.
    assert records.has("cin_plans") == (year >= PLANS_SINCE)
    for table in ("contacts", "cin_visits", "cla_episodes", "care_leavers"):
        assert not records.has(table)


def test_plans_in_a_return_of_a_year_without_them_are_told(tmp_path: Path) -> None:
    path = write_return(tmp_path / "cin.xml", PLANS_SINCE)
    path.write_bytes(path.read_bytes().replace(b"<Year>2022<", b"<Year>2021<"))
    found = read_cin_census(path, standard=STANDARD, scratch=tmp_path / "scratch")
    assert "cin_plans" not in found.tables
    assert [(i.code, i.field) for i in found.issues if i.code != "RECORDS-PARTIAL-TABLE"] == [
        ("RECORDS-FIELD-OTHER-YEAR", "CINPlanStartDate")
    ]


def test_an_impossible_day_is_told_with_its_line_and_nothing_of_it(tmp_path: Path) -> None:
    path = write_return(tmp_path / "cin.xml", 2024)
    path.write_bytes(path.read_bytes().replace(b"2023-05-03", b"2023-02-30").replace(b"2024-02-27", b"27/02/2024"))
    found = read_cin_census(path, standard=STANDARD, scratch=tmp_path / "scratch")
    records, issues = to_canonical(found, tmp_path / "records")
    # A return writes days as year, month and day; another order is read where it can mean one day only.
    assert [(i.code, i.file, i.row, i.field) for i in issues] == [
        ("RECORDS-DATE", "cin.xml", 2, "cina_assessment_start_date")
    ]
    assert "2023-02-30" not in " ".join(map(str, issues))
    with records.connect() as connection:
        assert connection.execute("SELECT cina_assessment_start_date FROM cin_assessments").fetchall() == [(None,)]
        assert connection.execute("SELECT max(pers_death_date) FROM person").fetchall() == [(date(2024, 2, 27),)]
