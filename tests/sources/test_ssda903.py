"""An SSDA903 return becomes the same records from CSV and from XML; placements are not episodes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.builder import E
from read_records import MARKER, STANDARD, check_says_nothing, check_sound, codes, errors, rows

from crossfoot.records.raw_tables import Read
from crossfoot.sources.ssda903 import read_ssda903

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE")
SPELLS = (
    ("C1", "01/05/2016", "S", "V2", "N1", "U1", "PR1", "01/06/2016", "X1", ""),
    ("C1", "01/06/2016", "L", "C1", "N1", "U1", "PR1", "01/07/2016", "X1", "CARPL"),
    ("C1", "01/07/2016", "P", "C1", "N1", "K2", "PR1", "", "", ""),
)
OTHERS = {
    "reviews": (("CHILD", "DOB", "REVIEW", "REVIEW_CODE"), ("C1", "02/03/2010", "01/08/2016", "PN1")),
    "uasc": (("CHILD", "SEX", "DOB", "DUC"), ("C1", "1", "02/03/2010", "")),
    "oc3": (("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"), ("C1", "02/03/2010", "YES", "F2", "B")),
    "ad1": (("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE"), ("C1", "", "01/09/2016", "02/10/2016", "0")),
    "placed": (("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED"), ("C1", "", "01/09/2016", "")),
    "perm": (("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"), ("C1", "", "P1", "", "01/01/2012")),
    "missing": (("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"), ("C1", "", "M", "04/12/2016", "")),
    "oc2": (("CHILD", "DOB", "SDQ_SCORE", "CONVICTED", "IMMUNISATIONS"), ("C1", "", "14", "0", "1")),
    "sw": (("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC"), ("C1", "", "W1", "01/05/2016", "")),
    "dolo": (("CHILD", "DOB", "DOLO_START", "DOLO_END"), ("C1", "", "01/05/2026", "")),
}


def read(path: Path, scratch: Path) -> Read:
    found = read_ssda903(path, standard=STANDARD, scratch=scratch)
    check_sound(found)
    return found


def write(path: Path, *lines: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    folder = tmp_path / "return"
    folder.mkdir()
    write(folder / "header.csv", HEADER, ("C1", "1", "02/03/2010", "WBRI", "UN3", "0", ""))
    write(folder / "episodes.csv", EPISODES, *SPELLS)
    for name, lines in OTHERS.items():
        write(folder / f"{name}.csv", *lines)
    return folder


def test_the_whole_set_of_files(tmp_path: Path, whole: Path) -> None:
    found = read(whole, tmp_path / "scratch")
    assert errors(found) == []
    (person,) = rows(found, "person")
    assert (person["pers_sex"], person["pers_dob"], person["pers_upn"]) == ("1", "2010-03-02", None)
    assert (person["pers_upn_unknown"], person["source_file"], person["source_row"]) == ("UN3", "header.csv", 2)
    assert rows(found, "cla_reviews")[0]["clar_cla_review_date"] == "2016-08-01"
    assert rows(found, "immigration_status")[0]["immi_immigration_status"] == "UASC"
    assert rows(found, "care_leavers")[0]["clea_care_leaver_activity"] == "F2"
    assert rows(found, "missing")[0]["miss_missing_episode_start_date"] == "2016-12-04"
    assert rows(found, "involvements")[0]["invo_professional_id"] == "W1"
    assert rows(found, "sdq_scores")[0]["csdq_sdq_score"] == "14"
    (adoption,) = rows(found, "permanence")
    # Both files tell the day of the decision. No adoptive placement is among the episodes.
    assert (adoption["perm_adm_decision_date"], adoption["perm_matched_date"]) == ("2016-09-01", "2016-10-02")
    assert adoption["perm_placed_for_adoption_date"] is None
    # Not in the return at all, not blank: visits, and dates of the questionnaire.
    assert "cla_visits" not in found.tables
    assert "sdq_scores.csdq_sdq_completed_date" not in found.feeds


def test_a_placement_runs_on_over_a_change_of_legal_status(tmp_path: Path, whole: Path) -> None:
    found = read(whole, tmp_path / "scratch")
    spells = [
        (r["clap_cla_placement_start_date"], r["clap_cla_placement_end_date"], r["clap_cla_placement_type"])
        for r in rows(found, "cla_placement")
    ]
    assert spells == [("2016-05-01", "2016-07-01", "U1"), ("2016-07-01", None, "K2")]
    assert rows(found, "cla_placement")[0]["clap_cla_placement_change_reason"] == "CARPL"
    statuses = [
        (r["lega_legal_status"], r["lega_legal_status_start_date"], r["lega_legal_status_end_date"])
        for r in rows(found, "legal_status")
    ]
    assert statuses == [("V2", "2016-05-01", "2016-06-01"), ("C1", "2016-06-01", None)]
    episodes = rows(found, "cla_episodes")
    assert [row["source_row"] for row in episodes] == [2, 3, 4]
    assert {row["clae_entered_care_date"] for row in episodes} == {"2016-05-01"}
    placements = [row["clap_cla_placement_id"] for row in rows(found, "cla_placement")]
    assert [row["clae_cla_placement_id"] for row in episodes] == [placements[0], placements[0], placements[1]]


def test_care_that_began_before_the_return_has_no_made_up_start(tmp_path: Path) -> None:
    found = read(write(tmp_path / "e.csv", EPISODES, *SPELLS[1:]), tmp_path / "scratch")
    assert {row["clae_entered_care_date"] for row in rows(found, "cla_episodes")} == {None}
    assert {row["clae_cla_id"] for row in rows(found, "cla_episodes")} == {None}
    assert [row["clap_cla_placement_start_date"] for row in rows(found, "cla_placement")] == [
        "2016-06-01",
        "2016-07-01",
    ]


def test_a_header_of_2025_says_sex_in_letters(tmp_path: Path) -> None:
    path = write(tmp_path / "header.csv", HEADER, ("C1", "F", "02/03/2010", "WBRI", "A123456789012", "", ""))
    (person,) = rows(read(path, tmp_path / "scratch"), "person")
    assert (person["pers_sex"], person["pers_upn"], person["pers_upn_unknown"]) == ("F", "A123456789012", None)


def xml_return(path: Path) -> Path:
    def fields(names: Sequence[str], texts: Sequence[str]) -> list[etree._Element]:
        others = {"PLACE": "PL", "CHILD": "CHILDID"}
        return [E(others.get(n, n), t) for n, t in zip(names, texts, strict=True) if t and n != "CHILD"]

    review, gone = OTHERS["reviews"], OTHERS["missing"]
    header = E.HEADER(
        E.CHILDID("C1"),
        *fields(HEADER[1:], ("1", "02/03/2010", "WBRI", "UN3", "0", "")),
        E.UASC("1"),
        *fields(OTHERS["oc3"][0][2:], OTHERS["oc3"][1][2:]),
        E.AREVIEW(*fields(review[0][2:], review[1][2:])),
        E.AMISSING(*fields(gone[0][2:], gone[1][2:])),
    )
    episodes = [E.EPISODE(*fields(EPISODES, spell)) for spell in SPELLS]
    path.write_bytes(etree.tostring(E.RETURN(E.CHILD(header, *episodes)), pretty_print=True))
    return path


def test_xml_gives_the_records_that_csv_gives(tmp_path: Path, whole: Path) -> None:
    by_csv = read(whole, tmp_path / "csv")
    by_xml = read(xml_return(tmp_path / "return.xml"), tmp_path / "xml")
    assert errors(by_xml) == []
    for table in ("person", "cla_episodes", "cla_placement", "legal_status", "cla_reviews", "missing", "care_leavers"):
        kept = [
            [{k: v for k, v in row.items() if v and k[:6] != "source"} for row in rows(r, table)]
            for r in (by_csv, by_xml)
        ]
        assert kept[0] == kept[1], table
    assert len(rows(by_xml, "immigration_status")) == 1
    assert "involvements" not in by_xml.tables
    lines = (tmp_path / "return.xml").read_text().splitlines()
    assert ["<EPISODE>" in lines[row["source_row"] - 1] for row in rows(by_xml, "cla_episodes")] == [True] * 3


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "SSDA903-NOTHING-READ"),
        ({"a.csv": b""}, "RECORDS-FILE-EMPTY"),
        ({"a.csv": b"x,y\n1,2\n"}, "SSDA903-NOTHING-READ"),
        ({"a.csv": b"DOB,REVIEW,REVIEW_CODE\n01/02/2010,01/02/2016,PN1\n"}, "SSDA903-NOTHING-READ"),
        ({"a.csv": b"CHILD,DOB,REVIEW\n1,,2\n", "b.csv": b"CHILD,DOB,REVIEW\n1,,2\n"}, "SSDA903-FILE-TWICE"),
        ({"a.csv": b"CHILD,DOB,REVIEW\n1,,2\n", "b.xml": b"<a/>"}, "SSDA903-CSV-AND-XML"),
        ({"a.csv": b'CHILD,DOB,REVIEW\n1,,"ZZMARKERZZ\n'}, "RECORDS-ROW-BROKEN"),
        ({"a.csv": b"CHILD,DOB,REVIEW\n1,,\xff\n"}, "RECORDS-NOT-UTF-8"),
        ({"a.csv": b"\xff\xfeC\0H\0"}, "RECORDS-NOT-UTF-8"),
        ({"a.csv": b"CHILD,DOB,REVIEW\n1,,ZZMARKERZZ\0\n"}, "RECORDS-NUL"),
    ],
)
def test_a_malformed_folder_gives_its_issue_and_no_records(tmp_path: Path, files: dict[str, bytes], code: str) -> None:
    folder = tmp_path / "return"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    found = read(folder, tmp_path / "scratch")
    assert errors(found) == [code]
    check_says_nothing(found)


@pytest.mark.parametrize(
    "content", ["<a/>", "<a><CHILD><X>ZZMARKERZZ</X></CHILD></a>", "<a>", "<!DOCTYPE a><a><b/></a>"]
)
def test_xml_that_is_no_return_gives_an_issue(tmp_path: Path, content: str) -> None:
    (tmp_path / "r.xml").write_text(content, encoding="utf-8")
    found = read(tmp_path / "r.xml", tmp_path / "scratch")
    assert len(errors(found)) == 1
    check_says_nothing(found)


def test_no_issue_holds_a_cell(tmp_path: Path) -> None:
    path = write(tmp_path / "e.csv", (*EPISODES, MARKER), (MARKER,) * 11, ("", MARKER), ("C1", "#N/A", *(MARKER,) * 9))
    found = read(path, tmp_path / "scratch")
    assert {"RECORDS-FIELD-UNKNOWN", "RECORDS-ROW-WITHOUT-ID", "RECORDS-SPREADSHEET-ERROR"} <= codes(found)
    assert found.tables
    check_says_nothing(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".csv", ".xml"]))
def test_arbitrary_bytes_never_raise(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"return{suffix}"
    path.write_bytes((b"CHILD,DECOM,RNE\n" if suffix == ".csv" else b"<a>") + content)
    found = read(path, tmp_path / "scratch")
    assert errors(found) or found.tables
