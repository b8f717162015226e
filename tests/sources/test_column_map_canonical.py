"""A council's own extracts, from CSV and from a workbook, by a column map, as canonical tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from annex_a_workbook import write_workbook
from canonical_records import check_fed, check_rows, to_canonical
from read_records import STANDARD, check_sound, errors

from crossfoot.records.raw_tables import Read
from crossfoot.sources.column_map import read_by_column_map

MAP = """\
id: our-system
title: Weekly extract
files:
  - file: visits.csv
    skip_rows: 1
    date_order: mm/dd/yyyy
    tables:
      - table: cp_visits
        columns:
          cppv_cp_visit_id: {column: Visit ref}
          cppv_person_id: {column: Child ref}
          cppv_cp_visit_date: {column: Visit date}
          cppv_cp_visit_seen_alone: {column: "Alone?", values: {seen alone: Y, not alone: N}}
          cppv_cp_visit_seen: {fixed: Y}
      - table: person
        combine: distinct
        columns:
          pers_person_id: {column: Child ref}
          pers_sex: {column: Sex}
  - file: reviews.xlsx
    sheet: Reviews
    tables:
      - table: x_cin_plan_review
        columns:
          xcpr_review_id: {key: [Child, Held]}
          xcpr_person_id: {column: Child}
          xcpr_review_date: {column: Held}
  - file: later.csv
    optional: true
    tables:
      - table: missing
        columns:
          miss_table_id: {column: Ref}
          miss_person_id: {column: Child}
"""
VISITS = """\
Visits of the week
Visit ref,Visit date,Child ref,Sex,Alone?,Notes
V1,04/13/2016,C1,Female,Seen alone,"two
lines"
V2,5/1/2016,C1,Female,Not alone,
V3,13/13/2016,C2,0,asleep,
"""


def read(tmp_path: Path) -> Read:
    folder = tmp_path / "extracts"
    folder.mkdir()
    (folder / "visits.csv").write_text(VISITS, encoding="utf-8")
    write_workbook(folder / "reviews.xlsx", {"Reviews": [("Child", "Held"), ("C1", date(2016, 2, 29))]})
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    found = read_by_column_map(
        folder, column_map=tmp_path / "map.yaml", standard=STANDARD, scratch=tmp_path / "scratch"
    )
    check_sound(found)
    assert errors(found) == []
    return found


def test_a_councils_own_extracts(tmp_path: Path) -> None:
    found = read(tmp_path)
    records, issues = to_canonical(found, tmp_path / "records")
    visit = {"cppv_cp_visit_seen": True}
    check_rows(
        records,
        {
            "cp_visits": [
                {
                    "cppv_cp_visit_id": "V1",
                    "cppv_person_id": "C1",
                    "cppv_cp_visit_date": date(2016, 4, 13),
                    "cppv_cp_visit_seen_alone": True,
                    "source_row": 3,
                    **visit,
                },
                {
                    "cppv_cp_visit_id": "V2",
                    "cppv_person_id": "C1",
                    "cppv_cp_visit_date": date(2016, 5, 1),
                    "cppv_cp_visit_seen_alone": False,
                    "source_row": 5,
                    **visit,
                },
                {"cppv_cp_visit_id": "V3", "cppv_person_id": "C2", "source_row": 6, **visit},
            ],
            "person": [
                {"pers_person_id": "C1", "pers_sex": "F", "source_row": 3},
                {"pers_person_id": "C2", "pers_sex": "U", "source_row": 6},
            ],
            "x_cin_plan_review": [
                {
                    "xcpr_review_id": "C1:2016-02-29",
                    "xcpr_person_id": "C1",
                    "xcpr_review_date": date(2016, 2, 29),
                    "source_row": 2,
                }
            ],
        },
    )
    check_fed(found, records)
    assert [(i.code, i.file, i.row, i.field) for i in issues] == [
        ("RECORDS-DATE", "visits.csv", 6, "cppv_cp_visit_date"),
        ("RECORDS-FLAG", "visits.csv", 6, "cppv_cp_visit_seen_alone"),
    ]
    assert "asleep" not in " ".join(map(str, (*found.issues, *issues)))
    # An optional file that is not there feeds nothing.
    assert not records.has("missing")
