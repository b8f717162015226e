"""The lists of an Annex A workbook become records with their sheet and row, whatever the layout of the year."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from annex_a_workbook import LIST_1, LIST_3, LIST_6, LIST_9_NEW, LIST_9_OLD, child, write_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from read_records import MARKER, STANDARD, check_says_nothing, check_sound, codes, columns, errors, rows

from crossfoot.records.raw_tables import Read
from crossfoot.sources.annex_a import read_annex_a
from crossfoot.sources.feeding import plain_code
from crossfoot.sources.layout import read_layout
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.workbook_rows import column_letters, open_workbook


def read(path: Path, scratch: Path) -> Read:
    found = read_annex_a(path, standard=STANDARD, scratch=scratch)
    check_sound(found)
    return found


def test_a_workbook_of_the_2019_layout(tmp_path: Path) -> None:
    source = "a) 1A: Individual"
    sheets = {
        "List 1": [LIST_1, child("C1", date(2019, 1, 31), source), child("C2", "1/2/2019", "u) 10: Unknown")],
        "List 9": [LIST_9_OLD, child("C3", "Leaving care", "W1", "a) Relevant child", "Yes", "B", "a) Suitable", "F1")],
    }
    found = read(write_workbook(tmp_path / "annex-a.xlsx", sheets, titles=4), tmp_path / "scratch")
    assert errors(found) == []
    contacts = rows(found, "contacts")
    assert [row["cont_contact_date"] for row in contacts] == ["2019-01-31", "2019-02-01"]
    assert [row["cont_contact_source_code"] for row in contacts] == ["1A", "10"]
    # Four rows of titles, then the header in row 5.
    assert [(row["source_file"], row["source_row"]) for row in contacts] == [
        ("annex-a.xlsx, List 1", 6),
        ("annex-a.xlsx, List 1", 7),
    ]
    (leaver,) = rows(found, "care_leavers")
    assert leaver["clea_care_leaver_eligibility"] == "a) Relevant child"
    assert (leaver["clea_care_leaver_in_touch"], leaver["clea_care_leaver_accom_suitable"]) == ("YES", "Suitable")
    # Not collected in 2019: absent, not blank.
    assert "clea_care_leaver_latest_contact" not in columns(found, "care_leavers")
    assert "care_leavers.clea_pathway_plan_review_date" not in found.feeds
    assert "immigration_status" not in found.tables


def test_a_workbook_of_the_2024_layout_has_what_2019_lacked(tmp_path: Path) -> None:
    cells = ("Leaving care", "W1", "", "No", "Z", "b) Unsuitable", "G6", date(2024, 5, 1), date(2024, 6, 2))
    path = write_workbook(tmp_path / "a.xlsx", {"List 9 - Care leavers": [LIST_9_NEW, child("C3", *cells)]})
    found = read(path, tmp_path / "scratch")
    (leaver,) = rows(found, "care_leavers")
    assert leaver["clea_pathway_plan_review_date"] == "2024-05-01"
    assert leaver["clea_care_leaver_latest_contact"] == "2024-06-02"
    assert [row["pers_sex"] for row in rows(found, "person")] == ["Female"]
    assert "ANNEX-A-LIST-MISSING" in codes(found)
    assert "contacts.cont_contact_date" not in found.feeds


def test_a_referral_and_its_need_are_one_episode_and_a_child_of_two_lists_one_person(tmp_path: Path) -> None:
    referral = (date(2019, 1, 31), "e) 2A: Schools", "b) No", "Team 1", "W1")
    need = (date(2019, 1, 31), "N1 - Abuse or neglect", date(2019, 3, 1), "RC7 - Services ceased")
    sheets = {
        "List 3": [LIST_3, child("C1", *referral), child("C1", *referral)],
        "List 6": [LIST_6, child("C1", *need), child("C9", date(2018, 1, 1), "N2", "", "")],
    }
    found = read(write_workbook(tmp_path / "a.xlsx", sheets), tmp_path / "scratch")
    first, second, older = rows(found, "cin_episodes")
    assert (first["cine_referral_source_code"], first["cine_cin_primary_need_code"]) == ("2A", "N1")
    assert (first["cine_close_reason"], first["cine_referral_nfa"]) == ("RC7", "No")
    # The second referral of the same day is not lost: it stays to be reported as a duplicate.
    assert second["cine_referral_id"] == first["cine_referral_id"]
    assert second["cine_close_date"] is None
    assert (older["cine_person_id"], older["source_file"], older["source_row"]) == ("C9", "a.xlsx, List 6", 3)
    assert [row["pers_person_id"] for row in rows(found, "person")] == ["C1", "C9"]


def test_cells_in_error_are_blank_and_rows_of_nobody_left_out(tmp_path: Path) -> None:
    sheet = [LIST_1, child("C1", "#N/A", "1A"), child("C2", "#N/A", "1A"), child("", "01/01/2019", "1A")]
    found = read(write_workbook(tmp_path / "a.xlsx", {"List 1": sheet}), tmp_path / "scratch")
    assert [row["cont_contact_date"] for row in rows(found, "contacts")] == [None, None]
    by_code = {issue.code: issue for issue in found.issues}
    assert "2 cells" in by_code["RECORDS-SPREADSHEET-ERROR"].message
    assert (by_code["RECORDS-SPREADSHEET-ERROR"].row, by_code["RECORDS-SPREADSHEET-ERROR"].field) == (
        2,
        "Date of Contact",
    )
    assert by_code["RECORDS-ROW-WITHOUT-ID"].row == 4


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_count_from_the_workbooks_own_epoch(tmp_path: Path, *, since_1904: bool) -> None:
    sheet = [LIST_1, child("C1", date(2019, 2, 28), "1A")]
    path = write_workbook(tmp_path / "a.xlsx", {"List 1": sheet}, since_1904=since_1904)
    assert rows(read(path, tmp_path / "scratch"), "contacts")[0]["cont_contact_date"] == "2019-02-28"


def test_rows_are_as_another_library_reads_them(tmp_path: Path) -> None:
    sheet = [LIST_1, child(" 12 ", "text", ""), (), child("x", True, 1.5)]
    path = write_workbook(tmp_path / "a.xlsx", {"List 1": sheet}, titles=1)
    theirs = [
        [str(c).strip() for c in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]
    with open_workbook(path, RecordIssues("a.xlsx")) as workbook:
        assert workbook is not None
        ours = dict(workbook.rows("List 1"))
    assert [name for name in ours[2] if name] == [name for name in theirs[1] if name]
    assert ours[3][0] == theirs[2][0] == "12"
    assert ours[5][5:] == ["1", "1.5"]
    assert theirs[4][5:] == ["True", "1.5"]


def no_lists(path: Path) -> Path:
    return write_workbook(path, {"Notes": [("nothing",)]})


def no_header(path: Path) -> Path:
    return write_workbook(path, {"List 1": [child("C1", "01/01/2019", MARKER)]})


def two_lists(path: Path) -> Path:
    return write_workbook(path, {"List 1": [LIST_1], "List 1 (2)": [LIST_1]})


def not_a_zip(path: Path) -> Path:
    path.write_bytes(b"Child Unique ID," + MARKER.encode())
    return path


def another_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", MARKER)
    return path


def locked(path: Path) -> Path:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    return path


def rewritten(path: Path, replacement: bytes) -> Path:
    source = write_workbook(path.with_name("source.xlsx"), {"List 1": [LIST_1, child("C1", "01/01/2019", "1A")]})
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, replacement if name == "xl/worksheets/sheet1.xml" else content)
    return path


def broken_sheet(path: Path) -> Path:
    return rewritten(path, b"<worksheet><sheetData><row r='1'><c><v>" + MARKER.encode())


def entity_sheet(path: Path) -> Path:
    declared = b"<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    return rewritten(
        path, declared + b"<worksheet><sheetData><row><c t='str'><v>&x;</v></c></row></sheetData></worksheet>"
    )


def empty(path: Path) -> Path:
    path.touch()
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path, "RECORDS-FILE-MISSING"),
        (empty, "RECORDS-FILE-EMPTY"),
        (folder, "RECORDS-NOT-A-FILE"),
        (not_a_zip, "WORKBOOK-BROKEN"),
        (another_zip, "WORKBOOK-BROKEN"),
        (locked, "WORKBOOK-OLD-OR-LOCKED"),
        (no_lists, "ANNEX-A-NO-LISTS"),
        (no_header, "RECORDS-NO-HEADER"),
        (two_lists, "ANNEX-A-LIST-TWICE"),
        (broken_sheet, "XML-BROKEN"),
        (entity_sheet, "XML-DOCUMENT-TYPE"),
    ],
)
def test_a_malformed_workbook_gives_its_issue_and_no_records(
    tmp_path: Path, make: Callable[[Path], Path], code: str
) -> None:
    found = read(make(tmp_path / "annex-a.xlsx"), tmp_path / "scratch")
    assert errors(found) == [code]
    assert list((tmp_path / "scratch").rglob("*.*")) == []
    check_says_nothing(found)


def test_no_issue_holds_a_cell(tmp_path: Path) -> None:
    sheet = [(*LIST_1, MARKER), child(MARKER, MARKER, MARKER, MARKER, sex=MARKER, born=MARKER), ("", MARKER)]
    found = read(write_workbook(tmp_path / "a.xlsx", {"List 1": sheet, MARKER: [(MARKER,)]}), tmp_path / "scratch")
    assert rows(found, "contacts")[0]["cont_contact_date"] == MARKER
    check_says_nothing(found)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), sheet=st.booleans())
def test_arbitrary_bytes_give_issues_and_never_an_exception(tmp_path: Path, content: bytes, *, sheet: bool) -> None:
    path = tmp_path / "a.xlsx"
    if sheet:
        rewritten(path, content)
    else:
        path.write_bytes(content)
    assert errors(read(path, tmp_path / "scratch"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a) 1A: Individual", "1A"),
        ("m) 4: Housing", "4"),
        ("1a", "1A"),
        ("N1 - Abuse or neglect", "N1"),
        ("a) Yes", "Yes"),
        ("No contact", "No contact"),
        ("NO contact", "NO"),
        ("1A2", "1A2"),
        ("", ""),
    ],
)
def test_prefixes_are_cut_down_to_codes(text: str, code: str) -> None:
    assert plain_code(text, {"1a": "1A", "4": "4", "n1": "N1", "no": "NO"}) == code


def test_columns_are_named_as_a_spreadsheet_does() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_layout_has_eleven_lists() -> None:
    assert [part.id for part in read_layout("annex-a").parts] == [f"List {number}" for number in range(1, 12)]
