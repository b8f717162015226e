"""What no reader of records takes: refused or reported, with nothing of it repeated and nothing of it loaded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from annex_a_lists import all_lists
from annex_a_workbook import write_workbook
from cin_census_return import write_return
from read_records import MARKER, STANDARD, check_says_nothing, errors, rows
from record_sources import make_source, read_source
from ssda903_return import make_return, write_csv_files, write_xml

from crossfoot.records.canonical import write_canonical
from crossfoot.records.raw_tables import Read
from crossfoot.sources.records import KINDS

FILE_KINDS = tuple(kind for kind in KINDS if kind != "database")


def check_refused(found: Read, tmp_path: Path, *codes: str) -> None:
    assert errors(found) == list(codes)
    assert found.tables == {}
    check_says_nothing(found)
    scratch = tmp_path / "scratch"
    assert [path.name for path in scratch.rglob("*") if path.is_file()] == []


# -- every kind --------------------------------------------------------------------------------------------------------


def only_file(source: Path) -> Path:
    """The file itself, or the first one of its folder."""
    return source if source.is_file() else min(source.iterdir())


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_file_of_no_bytes(tmp_path: Path, kind: str) -> None:
    source = make_source(kind, tmp_path)
    only_file(source).write_bytes(b"")
    check_refused(read_source(kind, source, tmp_path), tmp_path, "RECORDS-FILE-EMPTY")


MISSING = {
    "safeguarding-dataset": "RECORDS-NO-FOLDER",
    "ssda903": "RECORDS-FILE-MISSING",
    "annex-a": "RECORDS-FILE-MISSING",
    "cin-census": "RECORDS-FILE-MISSING",
    "social-care-api": "RECORDS-FILE-MISSING",
    "column-map": "RECORDS-FILE-MISSING",
}


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_file_or_folder_that_is_not_there(tmp_path: Path, kind: str) -> None:
    check_refused(read_source(kind, tmp_path / "nowhere", tmp_path), tmp_path, MISSING[kind])


OTHER_LAYOUTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "safeguarding-dataset": (
        lambda path: put(path / "extract" / "ssd_person.csv", f"Child,Born\n{MARKER},{MARKER}\n").parent,
        "RECORDS-NO-COLUMNS",
    ),
    "annex-a": (
        lambda path: write_workbook(
            path / "other.xlsx", {"List 1": [("Our ref", "Came in"), (MARKER, MARKER)], "List 2": [("x",)]}
        ),
        "RECORDS-NO-HEADER",
    ),
    "cin-census": (
        lambda path: put(path / "other.xml", f"<Export><Child><Ref>{MARKER}</Ref></Child></Export>"),
        "CIN-CENSUS-ROOT",
    ),
    "ssda903": (
        lambda path: put(path / "return" / "episodes.csv", f"Our ref,Started\n{MARKER},{MARKER}\n").parent,
        "SSDA903-NOTHING-READ",
    ),
    "social-care-api": (
        lambda path: put(path / "other.json", f'[{{"child": "{MARKER}"}}]'),
        "SOCIAL-CARE-API-NO-CHILDREN",
    ),
    "column-map": (
        lambda path: put(path / "extracts" / "visits.csv", f"Visit,{MARKER}\n{MARKER},{MARKER}\n").parent,
        "COLUMN-MAP-HEADER-MISSING",
    ),
}


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_another_councils_layout(tmp_path: Path, kind: str) -> None:
    make, code = OTHER_LAYOUTS[kind]
    check_refused(read_source(kind, make(tmp_path), tmp_path), tmp_path, code)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_file_of_another_kind(tmp_path: Path, kind: str) -> None:
    """A picture, renamed: every reader says what it wanted."""
    source = make_source(kind, tmp_path)
    only_file(source).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
    found = read_source(kind, source, tmp_path)
    assert len(errors(found)) == 1
    check_refused(found, tmp_path, *errors(found))


# -- formulas ----------------------------------------------------------------------------------------------------------

FORMULA = f'=HYPERLINK("http://{MARKER}","{MARKER}")'
QUOTED = FORMULA.replace('"', '""')
FORMULAS: dict[str, tuple[Callable[[Path], Path], str, str, str, int]] = {
    "safeguarding-dataset": (
        lambda path: put(path / "extract" / "ssd_person.csv", f'pers_person_id,pers_surname\np1,"{QUOTED}"\n').parent,
        "person",
        "pers_surname",
        "ssd_person.csv",
        2,
    ),
    "ssda903": (
        lambda path: put(path / "return" / "sw.csv", f'CHILD,SW_ID,SW_DECOM\n1,"{QUOTED}",01/04/2024\n').parent,
        "involvements",
        "invo_professional_id",
        "sw.csv",
        2,
    ),
    "column-map": (
        lambda path: put(path / "extracts" / "visits.csv", f'Ref,Child\nv1,p1\nv2,"{QUOTED}"\n').parent,
        "cp_visits",
        "cppv_person_id",
        "visits.csv",
        3,
    ),
    "annex-a": (
        lambda path: write_workbook(
            path / "annex-a.xlsx",
            {
                "List 2": [
                    ("Child Unique ID", "Assessment start date", "Organisation completing assessment"),
                    ("C1", "", "'"),
                ]
            },
        ),
        "early_help_episodes",
        "earl_episode_organisation",
        "annex-a.xlsx, List 2",
        2,
    ),
    "social-care-api": (
        lambda path: put(
            path / "p.json",
            '[{"la_child_id": "C1", "child_details": {"surname": "' + FORMULA.replace('"', '\\"') + '"}}]',
        ),
        "person",
        "pers_surname",
        "p.json",
        1,
    ),
}


@pytest.mark.parametrize("kind", FORMULAS)
def test_a_formula_is_kept_as_text_and_reported_without_its_content(tmp_path: Path, kind: str) -> None:
    make, table, column, file, row = FORMULAS[kind]
    source = make(tmp_path)
    if kind == "annex-a":
        replace_in_workbook(source, b"<t>'</t>", b"<t>" + FORMULA.replace('"', "&quot;").encode() + b"</t>")
    found = read_source(kind, source, tmp_path)
    assert errors(found) == []
    reported = [(i.severity.value, i.file, i.row) for i in found.issues if i.code == "RECORDS-FORMULA"]
    assert reported == [("warning", file, row)]
    assert rows(found, table)[-1][column] == FORMULA
    check_says_nothing(found)
    issues = write_canonical(found.tables, tmp_path / "records", standard=STANDARD)
    assert not any(MARKER in str(issue) for issue in issues)


def replace_in_workbook(path: Path, before: bytes, after: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(before in content for content in parts.values())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(before, after))


@pytest.mark.parametrize("text", ["-", "-5", "+44", "- see the file", "-2.5%", "a=b", "(=1)"])
def test_what_is_no_formula_is_not_reported(tmp_path: Path, text: str) -> None:
    source = put(tmp_path / "return" / "sw.csv", f"CHILD,SW_ID,SW_DECOM\n1,{text},01/04/2024\n").parent
    assert "RECORDS-FORMULA" not in {issue.code for issue in read_source("ssda903", source, tmp_path).issues}


# -- XML ---------------------------------------------------------------------------------------------------------------

BOMB = (
    "<!DOCTYPE m [<!ENTITY a 'ZZMARKERZZ'>"
    + "".join(
        f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi")
    )
    + "]>"
)
DECLARATIONS = {
    "bomb": (BOMB, "&i;"),
    "a file of this computer": ("<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>", "&x;"),
    "a parameter entity": ("<!DOCTYPE m [<!ENTITY % x SYSTEM 'http://localhost:1/x.dtd'> %x;]>", "C1"),
    "another document type": ("<!DOCTYPE m SYSTEM 'http://localhost:1/x.dtd'>", "C1"),
}


@pytest.mark.parametrize("declared", DECLARATIONS)
@pytest.mark.parametrize("kind", ["cin-census", "ssda903"])
def test_entities_are_refused_unread(tmp_path: Path, kind: str, declared: str) -> None:
    before, inside = DECLARATIONS[declared]
    if kind == "cin-census":
        path = write_return(tmp_path / "r.xml", 2024)
        content = path.read_text().replace(">C1<", f">{inside}<", 1)
    else:
        path = write_xml(tmp_path / "r.xml", make_return(2024))
        content = path.read_text().replace(">10<", f">{inside}<", 1)
    declaration, _, body = content.partition("?>")
    path.write_text(f"{declaration}?>{before}{body}")
    check_refused(read_source(kind, path, tmp_path), tmp_path, "XML-DOCUMENT-TYPE")


@pytest.mark.parametrize("kind", ["cin-census", "ssda903"])
def test_xml_that_was_cut_off(tmp_path: Path, kind: str) -> None:
    make = write_return if kind == "cin-census" else lambda path, year: write_xml(path, make_return(year))
    path = make(tmp_path / "r.xml", 2024)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    check_refused(read_source(kind, path, tmp_path), tmp_path, "XML-BROKEN")


# -- workbooks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "annex-a.xlsx", all_lists(2024))


@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_a_workbook_that_was_cut_off(tmp_path: Path, workbook: Path, part: float) -> None:
    content = workbook.read_bytes()
    workbook.write_bytes(content[: int(len(content) * part)])
    check_refused(read_source("annex-a", workbook, tmp_path), tmp_path, "WORKBOOK-BROKEN")


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_would_unpack_without_end(tmp_path: Path, workbook: Path, name: str) -> None:
    with zipfile.ZipFile(workbook) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content + b" " * 60_000_000 if entry == name else content)
    assert workbook.stat().st_size < 200_000
    check_refused(read_source("annex-a", workbook, tmp_path), tmp_path, "WORKBOOK-TOO-LARGE")


def test_a_workbook_that_lies_about_its_size(tmp_path: Path, workbook: Path) -> None:
    """What is declared small and unpacks to more is read no further than declared, and refused."""
    name = b"xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(workbook) as archive:
        size = archive.getinfo(name.decode()).file_size
    content = bytearray(workbook.read_bytes())
    declared, start = size.to_bytes(4, "little"), 0
    assert content.count(declared) >= 2
    while (start := content.find(declared, start)) != -1:
        content[start : start + 4] = (size - 200).to_bytes(4, "little")
        start += 4
    workbook.write_bytes(bytes(content))
    found = read_source("annex-a", workbook, tmp_path)
    assert len(errors(found)) == 1
    check_refused(found, tmp_path, *errors(found))


# -- CSV ---------------------------------------------------------------------------------------------------------------


def test_one_damaged_file_of_a_return_spoils_all_of_it(tmp_path: Path) -> None:
    folder = write_csv_files(tmp_path / "return", make_return(2027))
    (folder / "reviews.csv").write_bytes(f'CHILD,DOB,REVIEW\n1,,"{MARKER}\n'.encode())
    (folder / "missing.csv").write_bytes(f"CHILD,DOB,MIS_START\n1,,{MARKER}\xff\n".encode("latin-1"))
    found = read_source("ssda903", folder, tmp_path)
    assert sorted(errors(found)) == ["RECORDS-NOT-UTF-8", "RECORDS-ROW-BROKEN"]
    check_refused(found, tmp_path, *errors(found))


def test_impossible_days_are_told_with_their_rows(tmp_path: Path) -> None:
    lines = [
        "CHILD,DOB,REVIEW,REVIEW_CODE",
        *(f"1,,{day},PN1" for day in ("31/02/2016", "01/13/2016", "2016-02-29", "1/4/16")),
    ]
    source = put(tmp_path / "return" / "reviews.csv", "\n".join(lines) + "\n").parent
    found = read_source("ssda903", source, tmp_path)
    issues = write_canonical(found.tables, tmp_path / "records", standard=STANDARD)
    told = [(i.code, i.file, i.row, i.field) for i in issues if i.code.startswith("RECORDS-DATE")]
    assert told == [
        ("RECORDS-DATE", "reviews.csv", 2, "clar_cla_review_date"),
        ("RECORDS-DATE", "reviews.csv", 3, "clar_cla_review_date"),
        ("RECORDS-DATE-TWO-DIGIT-YEAR", "reviews.csv", 5, "clar_cla_review_date"),
    ]
    assert not any(day in str(issue) for issue in issues for day in ("31/02", "01/13", "1/4/16"))
