"""Folders of invented extracts, whole and damaged."""

from pathlib import Path

import duckdb
import pytest

from crossfoot.records.canonical import write_canonical
from crossfoot.records.raw_tables import Read
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.sources.safeguarding_dataset import read_safeguarding_dataset
from crossfoot.vocabulary.issues import Severity

CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date\nc1,p001,2016-04-30\nc2,p002,01/05/2016\n"
MARKER = "ZZMARKERZZ"


def read(folder: Path, scratch: Path | None = None) -> Read:
    return read_safeguarding_dataset(folder, standard=Standard.load(), scratch=scratch or folder.parent / "scratch")


def extract(tmp_path: Path, **files: str | bytes) -> Path:
    folder = tmp_path / "extract"
    folder.mkdir()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def rows(read: Read, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.read_parquet(str(read.tables[table].relation)).fetchall()


@pytest.mark.parametrize("name", ["contacts.csv", "ssd_contacts.csv", "SSD_Contacts.CSV"])
def test_a_file_is_read_under_any_spelling_of_its_table(tmp_path: Path, name: str) -> None:
    folder = extract(tmp_path, **{name: CONTACTS})
    found = read(folder)
    assert found.issues == ()
    assert rows(found, "contacts") == [("c1", "p001", "2016-04-30", name, 2), ("c2", "p002", "01/05/2016", name, 3)]
    assert found.feeds == {"contacts.cont_contact_id", "contacts.cont_person_id", "contacts.cont_contact_date"}


def test_a_parquet_file_gives_the_same_records_as_csv(tmp_path: Path) -> None:
    folder = extract(tmp_path)
    with duckdb.connect() as connection:
        moments = "(VALUES ('c1', 'p001', TIMESTAMP '2016-04-30'), ('c2', 'p002', TIMESTAMP '2016-05-01'))"
        relation = connection.sql(f"FROM {moments} t(cont_contact_id, CONT_PERSON_ID, cont_contact_date)")
        relation.write_parquet(str(folder / "ssd_contacts.parquet"))
    found = read(folder)
    assert found.issues == ()
    assert write(found, tmp_path / "records") == [("c1", "p001", "2016-04-30"), ("c2", "p002", "2016-05-01")]
    (folder / "ssd_contacts.parquet").unlink()
    (folder / "contacts.csv").write_text(CONTACTS)
    assert write(read(folder), tmp_path / "again") == [("c1", "p001", "2016-04-30"), ("c2", "p002", "2016-05-01")]


def write(found: Read, folder: Path) -> list[tuple[str, ...]]:
    write_canonical(found.tables, folder, standard=Standard.load())
    with duckdb.connect() as connection:
        path = str(RecordSet.open(folder).path("contacts"))
        selected = connection.read_parquet(path).select("cont_contact_id", "cont_person_id", "cont_contact_date")
        return [tuple(map(str, row)) for row in selected.fetchall()]


def test_a_byte_order_mark_and_quoted_cells_are_read(tmp_path: Path) -> None:
    text = '\ufeffcont_contact_id,cont_contact_source_desc\nc1,"Robin, next door"\nc2,"two\nlines"\nc3,""\n'
    found = read(extract(tmp_path, contacts__csv=text))
    assert found.issues == ()
    assert [row[:2] for row in rows(found, "contacts")] == [
        ("c1", "Robin, next door"),
        ("c2", "two\nlines"),
        ("c3", None),
    ]
    assert [row[-1] for row in rows(found, "contacts")] == [2, 3, 4]


def test_windows_line_ends_and_a_brackets_in_the_folder_name(tmp_path: Path) -> None:
    folder = tmp_path / "extract [1]"
    folder.mkdir()
    (folder / "contacts.csv").write_bytes(CONTACTS.replace("\n", "\r\n").encode())
    found = read(folder, tmp_path / "scratch [2]")
    assert [row[2] for row in rows(found, "contacts")] == ["2016-04-30", "01/05/2016"]


def test_an_alias_is_read_and_noted(tmp_path: Path) -> None:
    text = "cine_referral_id,cine_referral_team_name,cine_colour\nr1,t1,red\n"
    found = read(extract(tmp_path, ssd_cin_episodes__csv=text))
    assert [(issue.code, issue.severity, issue.field) for issue in found.issues] == [
        ("RECORDS-COLUMN-ALIAS", Severity.NOTE, "cine_referral_team"),
        ("RECORDS-COLUMN-UNKNOWN", Severity.WARNING, ""),
    ]
    assert "cine_colour" in found.issues[1].message
    assert found.feeds == {"cin_episodes.cine_referral_id", "cin_episodes.cine_referral_team"}


def test_unknown_files_are_reported_and_known_extras_noted(tmp_path: Path) -> None:
    found = read(
        extract(tmp_path, contacts__csv=CONTACTS, contact__csv=CONTACTS, notes__txt="x", ssd_cohort__csv="a\n1\n")
    )
    assert {issue.file: (issue.code, issue.severity) for issue in found.issues} == {
        "contact.csv": ("RECORDS-FILE-UNKNOWN", Severity.WARNING),
        "notes.txt": ("RECORDS-FILE-UNKNOWN", Severity.WARNING),
        "ssd_cohort.csv": ("RECORDS-FILE-NOT-DATA", Severity.NOTE),
    }
    assert "contacts" in next(issue.advice for issue in found.issues if issue.file == "contact.csv")
    assert set(found.tables) == {"contacts"}


def test_two_files_of_one_table_are_an_error(tmp_path: Path) -> None:
    found = read(extract(tmp_path, contacts__csv=CONTACTS, ssd_contacts__csv=CONTACTS))
    assert [issue.code for issue in found.issues] == ["RECORDS-FILE-TWICE"]
    assert found.tables == {}


TRUNCATED = b"PAR1" + bytes(40) + b"PAR1"


@pytest.mark.parametrize(
    ("name", "content", "code", "row"),
    [
        ("contacts.csv", b"", "RECORDS-FILE-EMPTY", None),
        ("contacts.csv", b" \n\n", "RECORDS-FILE-EMPTY", None),
        ("contacts.parquet", b"", "RECORDS-FILE-EMPTY", None),
        ("contacts.parquet", TRUNCATED, "RECORDS-FILE-UNREADABLE", None),
        ("contacts.parquet", CONTACTS.encode(), "RECORDS-FILE-UNREADABLE", None),
        ("contacts.csv", CONTACTS.replace(",", ";").encode(), "RECORDS-SEPARATOR", 1),
        ("contacts.csv", CONTACTS.replace(",", "\t").encode(), "RECORDS-SEPARATOR", 1),
        ("contacts.csv", CONTACTS.encode("utf-16"), "RECORDS-FILE-NOT-TEXT", 1),
        ("contacts.csv", b"cont_contact_id,cont_contact_id\nc1,c1\n", "RECORDS-COLUMN-TWICE", 1),
        ("contacts.csv", b"colour,size\nred,2\n", "RECORDS-NO-COLUMNS", 1),
        ("contacts.csv", b"c1,p001,2016-04-30\nc2,p002,2016-04-30\n", "RECORDS-NO-COLUMNS", 1),
        ("contacts.csv", CONTACTS.encode() + b"c3,p003\n", "RECORDS-ROW-BROKEN", 4),
        ("contacts.csv", CONTACTS.encode() + b"c3,p003,2016-04-30,more\n", "RECORDS-ROW-BROKEN", 4),
        ("contacts.csv", CONTACTS.encode() + b"c3,p\xe9,2016-04-30\n", "RECORDS-ROW-BROKEN", 4),
        ("contacts.csv", CONTACTS.encode() + b'c3,"p003,2016-04-30\n', "RECORDS-ROW-BROKEN", 4),
    ],
)
def test_a_damaged_file_is_an_issue_and_gives_no_rows(
    tmp_path: Path, name: str, content: bytes, code: str, row: int | None
) -> None:
    files = {name: content, "person.csv": b"pers_person_id\np001\n"}
    found = read(extract(tmp_path, **files))
    errors = [issue for issue in found.issues if issue.severity is Severity.ERROR]
    assert [(issue.code, issue.file, issue.row) for issue in errors] == [(code, name, row)]
    assert set(found.tables) == {"person"}


def test_a_formula_is_reported_and_kept_as_text(tmp_path: Path) -> None:
    found = read(extract(tmp_path, contacts__csv="cont_contact_id,cont_contact_date\n=A1,2016-04-30\nc2,=TODAY()\n"))
    assert [(issue.code, issue.row, issue.field) for issue in found.issues] == [
        ("RECORDS-FORMULA", 2, "cont_contact_id")
    ]
    issues = write_canonical(found.tables, tmp_path / "records", standard=Standard.load())
    assert [(issue.row, issue.field) for issue in issues if issue.code == "RECORDS-DATE"] == [(3, "cont_contact_date")]


def test_a_file_of_one_column_is_read(tmp_path: Path) -> None:
    found = read(extract(tmp_path, person__csv="pers_person_id\np001\np002\n"))
    assert found.issues == ()
    assert [row[0] for row in rows(found, "person")] == ["p001", "p002"]


def test_a_header_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    found = read(extract(tmp_path, person__csv="pers_person_id\n"))
    assert rows(found, "person") == []


@pytest.mark.parametrize("kind", ["absent", "file", "empty"])
def test_a_folder_that_is_none_is_an_error(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "extract"
    if kind == "file":
        folder.write_text("x")
    elif kind == "empty":
        folder.mkdir()
    found = read(folder)
    assert [issue.severity for issue in found.issues] == [Severity.ERROR]
    assert found.tables == {}


@pytest.mark.parametrize(
    "content",
    [
        f"{MARKER},{MARKER}x\n{MARKER},{MARKER}\n",
        f"cont_contact_id,{MARKER}\n{MARKER},{MARKER}\n",
        f"cont_contact_id,cont_contact_date\n{MARKER}\n",
        f'cont_contact_id,cont_contact_date\n{MARKER},"{MARKER}\n',
        f"cont_contact_id,cont_contact_date\n={MARKER},@{MARKER}\n",
        f"{MARKER};cont_contact_id\n{MARKER};1\n",
        f'"{MARKER}\n',
    ],
)
def test_no_issue_repeats_a_cell_or_a_header(tmp_path: Path, content: str) -> None:
    found = read(extract(tmp_path, contacts__csv=content))
    assert found.issues
    assert not any(MARKER.lower() in str(issue).lower() for issue in found.issues)
