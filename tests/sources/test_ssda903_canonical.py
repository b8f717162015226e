"""A children looked after return of each year, CSV and XML, as canonical tables: every value as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from canonical_records import check_fed, check_rows, to_canonical
from read_records import STANDARD, check_sound, columns, errors, rows
from ssda903_return import BORN, Return, episode, make_return, write_csv_files, write_xml

from crossfoot.records.raw_tables import Read
from crossfoot.sources.ssda903 import read_ssda903

YEARS = range(2017, 2028)


def read(path: Path, scratch: Path) -> Read:
    found = read_ssda903(path, standard=STANDARD, scratch=scratch)
    check_sound(found)
    assert errors(found) == []
    return found


def born(child: str) -> date:
    day, month, year = BORN[child].split("/")
    return date(int(year), int(month), int(day))


def expected(year: int) -> dict[str, list[dict[str, Any]]]:
    """What the return of `ssda903_return` says, by table, written by hand."""
    before = year - 1
    supported, other = "K3" if year >= 2025 else "H5", "Z11" if year >= 2026 else "Z1"
    return {
        "person": [
            person("10", "F", "WBRI", 2, pers_upn="A123456789012", pers_is_mother=False),
            person("20", "M", "CHNE", 3, pers_upn_unknown="UN3"),
            person("30", "F", "BAFR", 4, pers_upn="B123456789012", pers_is_mother=True),
            person("40", "M", "AOTH", 5, pers_upn_unknown="UN2"),
        ],
        "cla_episodes": episodes(year),
        # The change of legal status in June left child 10 where it was.
        "cla_placement": [
            placement("10", "U6", date(before, 2, 1), date(before, 9, 2), 2, provider="PR1", change="CARPL"),
            placement("10", "A6", date(before, 9, 2), date(year, 1, 20), 4, provider="PR4"),
            placement("20", supported, date(before, 5, 10), date(before, 7, 1), 5, provider="PR4"),
            placement("20", other, date(before, 7, 1), None, 6, provider=None),
            placement("30", "U1", date(before - 3, 1, 2), date(before, 12, 31), 7, provider="PR1"),
            placement("40", "R2", date(before, 12, 12), None, 8, provider="PR3"),
        ],
        "legal_status": [
            status("10", "C1", date(before, 2, 1), date(before, 6, 3), 2),
            status("10", "E1", date(before, 6, 3), date(year, 1, 20), 3),
            status("20", "V2", date(before, 5, 10), date(before, 7, 1), 5),
            status("20", "C2", date(before, 7, 1), None, 6),
            status("30", "C2", date(before - 3, 1, 2), date(before, 12, 31), 7),
            status("40", "V2", date(before, 12, 12), None, 8),
        ],
        "address": [
            {
                "addr_table_id": f"home:{child}:{day}",
                "addr_person_id": child,
                "addr_address_type": "Home when the episode began",
                "addr_address_postcode": "ZZ1 1AA",
                "source_row": row,
            }
            for child, day, row in (
                ("10", date(before, 2, 1), 2),
                ("10", date(before, 6, 3), 3),
                ("10", date(before, 9, 2), 4),
                ("20", date(before, 5, 10), 5),
                ("20", date(before, 7, 1), 6),
                ("30", date(before - 3, 1, 2), 7),
            )
        ],
        "cla_reviews": [
            {
                "clar_cla_review_id": f"20:{day}",
                "clar_cla_person_id": "20",
                "clar_cla_review_date": day,
                "clar_cla_review_participation": code,
                "source_row": row,
            }
            for day, code, row in ((date(before, 6, 7), "PN1", 2), (date(before, 9, 6), "PN6", 3))
        ],
        "permanence": [
            # Told as an adoption and as a decision, with one day of decision: one plan.
            {
                "perm_table_id": f"10:{date(before, 5, 20)}",
                "perm_person_id": "10",
                "perm_adm_decision_date": date(before, 5, 20),
                "perm_matched_date": date(before, 8, 12),
                "perm_adopted_by_carer_flag": False,
                "perm_number_of_adopters": 2,
                "perm_adopter_sex": "MF",
                "perm_adopter_legal_status": "L11",
                "perm_placement_order_date": date(before, 6, 3),
                "perm_placed_for_adoption_date": date(before, 9, 2),
                "perm_permanence_order_date": date(year, 1, 20),
                "perm_permanence_order_type": "Adoption",
                "source_row": 2,
            },
            {
                "perm_table_id": f"20:{date(before, 5, 15)}",
                "perm_person_id": "20",
                "perm_adm_decision_date": date(before, 5, 15),
                "perm_decision_reversed_date": date(before, 6, 30),
                "perm_decision_reversed_reason": "RD2",
                "source_row": 3,
            },
        ],
        **others(year),
    }


def person(child: str, sex: str, ethnicity: str, row: int, **more: Any) -> dict[str, Any]:
    known = {"pers_person_id": child, "pers_sex": sex, "pers_ethnicity": ethnicity, "pers_dob": born(child)}
    return {**known, **more, "source_row": row}


def episodes(year: int) -> list[dict[str, Any]]:
    before = year - 1
    first = {
        "10": date(before, 2, 1),
        "20": date(before, 5, 10),
        "30": date(before - 3, 1, 2),
        "40": date(before, 12, 12),
    }

    def episode(
        child: str, start: date, reason: str, row: int, *, placed: date, end: date | None = None, why: str = ""
    ) -> dict[str, Any]:
        known = {
            "clae_cla_episode_id": f"{child}:{start}",
            "clae_person_id": child,
            "clae_cla_episode_start_date": start,
            "clae_cla_episode_start_reason": reason,
            "clae_cla_primary_need_code": "N8" if child == "40" else "N1",
            "clae_cla_id": f"{child}:{first[child]}",
            "clae_entered_care_date": first[child],
            "clae_cla_placement_id": f"{child}:{placed}",
            "source_row": row,
        }
        ended = {"clae_cla_episode_ceased_date": end, "clae_cla_episode_ceased_reason": why}
        return known if end is None else known | ended

    legal, moved = date(before, 6, 3), date(before, 9, 2)
    guardians = "E45" if year >= 2019 else "E43"
    return [
        episode("10", first["10"], "S", 2, placed=first["10"], end=legal, why="X1"),
        episode("10", legal, "L", 3, placed=first["10"], end=moved, why="X1"),
        episode("10", moved, "P", 4, placed=moved, end=date(year, 1, 20), why="E12"),
        episode("20", first["20"], "S", 5, placed=first["20"], end=date(before, 7, 1), why="X1"),
        episode("20", date(before, 7, 1), "B", 6, placed=date(before, 7, 1)),
        episode("30", first["30"], "S", 7, placed=first["30"], end=date(before, 12, 31), why=guardians),
        episode("40", first["40"], "S", 8, placed=first["40"]),
    ]


def placement(
    child: str, kind: str, start: date, end: date | None, row: int, *, provider: str | None, change: str | None = None
) -> dict[str, Any]:
    known = {
        "clap_cla_placement_id": f"{child}:{start}",
        "clap_person_id": child,
        "clap_cla_placement_start_date": start,
        "clap_cla_placement_end_date": end,
        "clap_cla_placement_type": kind,
        "clap_cla_placement_provider": provider,
        "clap_cla_placement_postcode": "ZZ2 2BB",
        "clap_cla_placement_urn": "SC123456",
        "clap_cla_placement_change_reason": change,
        "source_row": row,
    }
    return {name: value for name, value in known.items() if value is not None}


def status(child: str, code: str, start: date, end: date | None, row: int) -> dict[str, Any]:
    known = {
        "lega_legal_status_id": f"{child}:{start}",
        "lega_person_id": child,
        "lega_legal_status": code,
        "lega_legal_status_start_date": start,
        "lega_legal_status_end_date": end,
        "source_row": row,
    }
    return {name: value for name, value in known.items() if value is not None}


def others(year: int) -> dict[str, list[dict[str, Any]]]:
    before = year - 1
    tables: dict[str, list[dict[str, Any]]] = {
        "immigration_status": [
            {
                "immi_immigration_status_id": "uasc:40",
                "immi_person_id": "40",
                "immi_immigration_status": "UASC",
                "immi_immigration_status_end_date": date(year, 3, 30),
                "source_row": 2,
            }
        ],
        "sdq_scores": [{"csdq_table_id": "30", "csdq_person_id": "30", "csdq_sdq_score": 14, "source_row": 2}],
        "cla_immunisations": [{"clai_person_id": "30", "clai_immunisations_status": True, "source_row": 2}],
        "cla_substance_misuse": [
            {
                "clas_substance_misuse_id": "30",
                "clas_person_id": "30",
                "clas_substance_misused": "1",
                "clas_intervention_received": False,
                "source_row": 2,
            }
        ],
        "care_leavers": [
            {
                "clea_table_id": "30",
                "clea_person_id": "30",
                "clea_care_leaver_in_touch": "YES",
                "clea_care_leaver_activity": "F4" if year >= 2022 else "F3",
                "clea_care_leaver_accommodation": "B",
                "clea_care_leaver_accom_suitable": "1",
                "source_row": 2,
            },
            # Nothing is known of a young person who refuses contact: blank, not a code.
            {"clea_table_id": "50", "clea_person_id": "50", "clea_care_leaver_in_touch": "REFU", "source_row": 3},
            {
                "clea_table_id": "60",
                "clea_person_id": "60",
                "clea_care_leaver_in_touch": "YES",
                "clea_care_leaver_activity": "G6",
                "clea_care_leaver_accommodation": "X",
                "clea_care_leaver_accom_suitable": "2",
                "source_row": 4,
            },
        ],
        "cla_previous_permanence": [
            {
                "lapp_table_id": "20",
                "lapp_person_id": "20",
                "lapp_previous_permanence_option": "P2",
                "lapp_previous_permanence_order_date": "xx/xx/2009",
                "source_row": 2,
            }
        ],
        "missing": [
            {
                "miss_table_id": f"20:{date(before, 8, 4)}",
                "miss_person_id": "20",
                "miss_missing_episode_start_date": date(before, 8, 4),
                "miss_missing_episode_type": "Missing",
                "miss_missing_episode_end_date": date(before, 8, 5),
                "source_row": 2,
            },
            {
                "miss_table_id": f"20:{date(year, 3, 30)}",
                "miss_person_id": "20",
                "miss_missing_episode_start_date": date(year, 3, 30),
                "miss_missing_episode_type": "Away",
                "source_row": 3,
            },
        ],
    }
    if year >= 2024:
        tables["involvements"] = [
            {
                "invo_involvements_id": f"20:SW123:{date(before, 5, 10)}",
                "invo_professional_id": "SW123",
                "invo_person_id": "20",
                "invo_involvement_start_date": date(before, 5, 10),
                "invo_involvement_end_date": date(year, 3, 1),
                "invo_worker_change_reason": "LEFTRL",
                "source_row": 2,
            }
        ]
    return tables


@pytest.mark.parametrize("year", YEARS)
def test_the_csv_files_of_each_year(tmp_path: Path, year: int) -> None:
    found = read(write_csv_files(tmp_path / "return", make_return(year)), tmp_path / "scratch")
    assert {issue.code for issue in found.issues} == {"RECORDS-PARTIAL-TABLE"}
    records, issues = to_canonical(found, tmp_path / "records")
    assert issues == []
    check_rows(records, expected(year))
    check_fed(found, records)
    # Social workers came in 2024: before, who had the child was not asked.
    assert records.has("involvements") == (year >= 2024)


def comparable(found: Read, table: str) -> list[dict[str, Any]]:
    """Rows without their places, in an order of their own: XML tells child by child, CSV file by file."""
    kept = [
        {k: v for k, v in row.items() if v is not None and not k.startswith("source_")} for row in rows(found, table)
    ]
    return sorted(kept, key=str)


@pytest.mark.parametrize("year", [2017, 2021, 2025, 2027])
def test_the_xml_of_a_year_gives_the_records_of_its_csv_files(tmp_path: Path, year: int) -> None:
    content = make_return(year)
    by_csv = read(write_csv_files(tmp_path / "return", content), tmp_path / "csv")
    by_xml = read(write_xml(tmp_path / "return.xml", content), tmp_path / "xml")
    assert {issue.code for issue in by_xml.issues} == {"RECORDS-PARTIAL-TABLE"}
    assert by_xml.feeds == by_csv.feeds
    assert by_xml.tables.keys() == by_csv.tables.keys()
    for table in by_csv.tables:
        # The XML repeats a header for the two young people of whom the CSV files hold a leaver's record only.
        own = [row for row in comparable(by_xml, table) if row.get("pers_person_id") not in {"50", "60"}]
        assert own == comparable(by_csv, table), table
        assert columns(by_xml, table) == columns(by_csv, table), table


def adoption_days(found: Read) -> list[tuple[Any, ...]]:
    names = ("decision", "placement_order", "placed_for_adoption", "permanence_order")
    return [
        (row["perm_person_id"], *(row.get(f"perm_{'adm_' if name == 'decision' else ''}{name}_date") for name in names))
        for row in rows(found, "permanence")
    ]


def spells(*lines: str) -> Return:
    """Episodes of child 10."""
    return {"episodes": [episode("10", line) for line in lines]}


@pytest.mark.parametrize(
    ("content", "days"),
    [
        # With the present foster carers: the placement changes and the carers do not.
        (
            spells("01/01/2016 S C2 U6 - 01/05/2016 X1", "01/05/2016 U E1 A5 - 01/12/2016 E11"),
            ("2016-05-01", "2016-05-01", "2016-12-01"),
        ),
        # Of a first episode it is not known what was before: no day is made up.
        (spells("01/04/2016 T E1 A5 - - -"), (None, None, None)),
        (spells("01/04/2016 P E1 A6 - - -"), (None, "2016-04-01", None)),
        # A holiday or a night in hospital is no second move to the adopters.
        (
            spells(
                "01/01/2016 S E1 A6 - 01/03/2016 X1", "01/03/2016 P E1 T1 - 02/03/2016 X1", "02/03/2016 P E1 A6 - - -"
            ),
            ("2016-01-01", "2016-01-01", None),
        ),
        # The adopters move house.
        (spells("01/01/2016 S E1 A6 - 01/03/2016 X1", "01/03/2016 T E1 A6 - - -"), ("2016-01-01", "2016-01-01", None)),
        # Other adopters: the later ones count.
        (spells("01/01/2016 S E1 A6 - 01/03/2016 X1", "01/03/2016 P E1 A6 - - -"), ("2016-01-01", "2016-03-01", None)),
        # An old freeing order.
        (spells("01/01/2016 S C2 U6 - 01/03/2016 X1", "01/03/2016 L D1 U6 - - -"), ("2016-03-01", None, None)),
    ],
)
def test_days_of_an_adoption_are_made_of_the_episodes(
    tmp_path: Path, content: Return, days: tuple[str | None, ...]
) -> None:
    found = read(write_csv_files(tmp_path / "return", content), tmp_path / "scratch")
    made = [row[2:] for row in adoption_days(found)]
    assert made == ([days] if any(days) else [])


def test_days_belong_to_the_latest_decision_before_them(tmp_path: Path) -> None:
    content = spells(
        "01/01/2015 S C2 U6 - 01/06/2016 X1", "01/06/2016 L E1 U6 - 01/09/2016 X1", "01/09/2016 P E1 A6 - - -"
    )
    content["placed_for_adoption"] = [
        {"CHILD": "10", "DATE_PLACED": "01/03/2015", "DATE_PLACED_CEASED": "01/10/2015", "REASON_PLACED_CEASED": "RD1"},
        {"CHILD": "10", "DATE_PLACED": "01/04/2016"},
    ]
    found = read(write_csv_files(tmp_path / "return", content), tmp_path / "scratch")
    assert adoption_days(found) == [
        ("10", "2015-03-01", None, None, None),
        ("10", "2016-04-01", "2016-06-01", "2016-09-01", None),
    ]


def test_an_empty_element_for_what_does_not_apply_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    blank = (
        "<IN_TOUCH/><ACTIV/><ACCOM/><DATE_INT/><DATE_MATCH/><UASC/><DUC/><AMISSING><MISSING/><MIS_START/></AMISSING>"
        "<PERMANENCE><PREV_PERM/></PERMANENCE><AD_PLACED><DATE_PLACED/></AD_PLACED><OC2><HEALTH_CHECK>1</HEALTH_CHECK></OC2>"
    )
    path.write_text(
        f"<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>01/01/2016</DOB><ETHNIC/>{blank}</HEADER>"
        "</CHILD></EXPSSDA903>",
        encoding="utf-8",
    )
    found = read(path, tmp_path / "scratch")
    # Known by its name although it says nothing but one health check, and a child without ethnicity is a child.
    assert {table for table in found.tables if rows(found, table)} == {"person", "sdq_scores"}
    assert [row["pers_dob"] for row in rows(found, "person")] == ["2016-01-01"]
