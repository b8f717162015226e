"""A sound source of each kind of records, and the one door to them."""

from __future__ import annotations

import json
from pathlib import Path

from annex_a_lists import all_lists
from annex_a_workbook import write_workbook
from cin_census_return import write_return
from read_records import STANDARD, check_sound
from social_care_payload import CHILD
from ssda903_return import make_return, write_csv_files

from crossfoot.records.raw_tables import Read
from crossfoot.sources.records import read_records

VISIT_MAP = """\
id: ours
title: Ours
files:
  - file: visits.csv
    tables:
      - table: cp_visits
        columns: {cppv_cp_visit_id: {column: Ref}, cppv_person_id: {column: Child}}
"""


def make_source(kind: str, folder: Path) -> Path:
    """A sound source of the kind with everything that its latest layout has."""
    if kind == "safeguarding-dataset":
        (folder / "extract").mkdir()
        (folder / "extract" / "ssd_person.csv").write_text("pers_person_id,pers_sex\np1,F\n")
        return folder / "extract"
    if kind == "annex-a":
        return write_workbook(folder / "annex-a.xlsx", all_lists(2026))
    if kind == "cin-census":
        return write_return(folder / "cin.xml", 2026)
    if kind == "ssda903":
        return write_csv_files(folder / "return", make_return(2027))
    if kind == "social-care-api":
        (folder / "payload.json").write_text(json.dumps([CHILD]))
        return folder / "payload.json"
    (folder / "extracts").mkdir()
    (folder / "extracts" / "visits.csv").write_text("Ref,Child\nv1,p1\n")
    return folder / "extracts"


def read_source(kind: str, where: Path | str, tmp_path: Path) -> Read:
    (tmp_path / "map.yaml").write_text(VISIT_MAP)
    found = read_records(
        kind,
        where,
        standard=STANDARD,
        scratch=tmp_path / "scratch",
        column_map=tmp_path / "map.yaml" if kind == "column-map" else None,
    )
    if kind != "safeguarding-dataset":
        check_sound(found)
    return found
