"""A council's own extract is read by a map without any Python, and a wrong map is refused with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from annex_a_workbook import write_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_records import MARKER, STANDARD, check_says_nothing, check_sound, columns, errors, rows

from crossfoot.records.raw_tables import Read
from crossfoot.sources.column_map import read_by_column_map, read_column_map

VISITS = """\
id: our-system
title: Weekly extract
files:
  - file: visits.csv
    skip_rows: 1
    date_order: mm/dd/yyyy
    tables:
      - table: cp_visits
        columns:
          cppv_cp_visit_id: {key: [Child ref, Visit date]}
          cppv_person_id: {column: Child ref}
          cppv_cp_visit_date: {column: Visit date}
          cppv_cp_visit_seen_alone: {column: "Alone?", values: {seen alone: Y, not alone: N}}
          cppv_cp_visit_bedroom: {column: Bedroom}
          cppv_cp_visit_seen: {fixed: Y}
"""
CSV = (
    'Visits of the week\nVisit date,Child ref,Alone?,Notes\n04/13/2016,C1,Seen alone,"two\nlines"\n5/1/2016,C2,other,\n'
)


def read(folder: Path, text: str) -> Read:
    column_map = folder.parent / "map.yaml"
    column_map.write_text(text, encoding="utf-8")
    scratch = folder.parent / "scratch"
    found = read_by_column_map(folder, column_map=column_map, standard=STANDARD, scratch=scratch)
    check_sound(found)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "extracts"
    made.mkdir()
    (made / "visits.csv").write_text(CSV, encoding="utf-8")
    return made


def test_an_extract_is_read_by_its_map(folder: Path) -> None:
    found = read(folder, VISITS)
    assert errors(found) == []
    first, second = rows(found, "cp_visits")
    assert (first["cppv_cp_visit_id"], first["cppv_cp_visit_date"]) == ("C1:2016-04-13", "2016-04-13")
    assert [row["cppv_cp_visit_seen_alone"] for row in (first, second)] == ["Y", "other"]
    assert first["cppv_cp_visit_seen"] == "Y"
    # The first record takes two lines, 3 and 4.
    assert [(row["source_file"], row["source_row"]) for row in (first, second)] == [
        ("visits.csv", 3),
        ("visits.csv", 5),
    ]
    # No such header in the extract: not collected, not blank.
    assert "cppv_cp_visit_bedroom" not in columns(found, "cp_visits")
    assert [i.field for i in found.issues if i.code == "RECORDS-FIELD-MISSING"] == ["Bedroom"]


def test_a_sheet_of_a_workbook_is_read(folder: Path) -> None:
    write_workbook(folder / "all.xlsx", {"Front": [("x",)], "Visits": [("Visit date", "Child ref"), (42_461, 17)]})
    text = VISITS.replace("visits.csv", "all.xlsx\n    sheet: Visits").replace("    skip_rows: 1\n", "")
    found = read(folder, text)
    (visit,) = rows(found, "cp_visits")
    assert (visit["cppv_person_id"], visit["cppv_cp_visit_date"]) == ("17", "2016-04-01")
    assert (visit["source_file"], visit["source_row"]) == ("all.xlsx, Visits", 2)


def test_an_optional_file_may_be_absent(folder: Path) -> None:
    other = VISITS.split("files:\n")[1].replace("visits.csv", "later.csv\n    optional: true")
    found = read(folder, VISITS + other)
    assert [i.file for i in found.issues if i.code == "COLUMN-MAP-FILE-ABSENT"] == ["later.csv"]
    assert len(rows(found, "cp_visits")) == 2


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("cp_visits", "cp_visit", "COLUMN-MAP-TABLE-UNKNOWN", 8),
        ("cppv_cp_visit_date:", "cppv_visit_day:", "COLUMN-MAP-COLUMN-UNKNOWN", 12),
        ("          cppv_cp_visit_id: {key: [Child ref, Visit date]}\n", "", "COLUMN-MAP-KEY-MISSING", 9),
        ("{fixed: Y}", "{fixed: Y, column: Seen}", "VALUE-REFUSED", 15),
        ("{fixed: Y}", "{sql: drop table}", "KEY-UNKNOWN", 15),
        ("mm/dd/yyyy", "dd.mm.yy", "VALUE-NOT-ALLOWED", 6),
        ("visits.csv", "../visits.csv", "COLUMN-MAP-FILE-OUTSIDE", 4),
        ("visits.csv", "/visits.csv", "COLUMN-MAP-FILE-OUTSIDE", 4),
        ("visits.csv", "visits.xlsx", "COLUMN-MAP-SHEET", 4),
        ("visits.csv", "visits.ods", "COLUMN-MAP-FORMAT", 4),
        ("skip_rows: 1", "skip_rows: -1", "OUT-OF-RANGE", 5),
        ("title: Weekly extract\n", "", "FIELD-MISSING", None),
    ],
)
def test_a_wrong_map_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, code: str, line: int | None
) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(VISITS.replace(before, after), encoding="utf-8")
    located, issues = read_column_map(path, standard=STANDARD)
    assert located is None
    assert code in {issue.code for issue in issues}
    if line is not None:
        assert line in {issue.row for issue in issues if issue.code == code}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "RECORDS-FILE-MISSING"),
        ("", "RECORDS-FILE-EMPTY"),
        ("title only\n", "COLUMN-MAP-NO-HEADER"),
        (f"title\n{MARKER},Child ref\n{MARKER},C1\n", "COLUMN-MAP-HEADER-MISSING"),
        (f'title\nVisit date,Child ref\n"{MARKER}\n', "RECORDS-ROW-BROKEN"),
    ],
)
def test_a_malformed_extract_gives_its_issue_and_no_records(folder: Path, content: str | None, code: str) -> None:
    (folder / "visits.csv").unlink()
    if content is not None:
        (folder / "visits.csv").write_text(content, encoding="utf-8")
    found = read(folder, VISITS)
    assert errors(found) == [code]
    check_says_nothing(found)


def test_no_issue_holds_a_cell(folder: Path) -> None:
    (folder / "visits.csv").write_text(
        f"t\nVisit date,Child ref,{MARKER}\n{MARKER},{MARKER},{MARKER}\n#N/A,C1,{MARKER}\n", encoding="utf-8"
    )
    found = read(folder, VISITS)
    assert len(rows(found, "cp_visits")) == 2
    check_says_nothing(found)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(folder: Path, content: bytes) -> None:
    (folder / "visits.csv").write_bytes(b"t\nVisit date,Child ref\n" + content)
    found = read(folder, VISITS)
    assert errors(found) or found.tables
    (folder.parent / "map.yaml").write_bytes(content)
    located, issues = read_column_map(folder.parent / "map.yaml", standard=STANDARD)
    assert located is None
    assert issues
