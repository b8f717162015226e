"""Workbooks of several sheets: words on one are of no table on another, and a row is named as its sheet numbers it."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import xlsxwriter

from crossfoot.audit.reading.sheet_line import SheetLine, sheet_of
from crossfoot.audit.written.as_json import audit_json
from crossfoot.audit.written.as_page import audit_page
from crossfoot.audit.written.as_words import audit_words
from crossfoot.operations.audit_pack import audit_pack

TEAMS = {
    "Visits": [["North", 43, 50], ["South", 61, 58], ["East", 39, 44]],
    "Plans": [["Coast", 112, 131], ["Vale", 87, 79], ["Moor", 95, 104]],
}


WAYS = {"Visits": ["Better", "Worse", "Better"], "Plans": ["Worse", "Better", "Worse"]}
NOTES = {"Visits": "Higher is better.", "Plans": "Lower is better."}


def write(path: Path, ways: dict[str, list[str]]) -> Path:
    """Two sheets of figures that rise, fall and rise, each with its own words for that and its note in the same row."""
    with xlsxwriter.Workbook(path) as book:
        for sheet, rows in TEAMS.items():
            page = book.add_worksheet(sheet)
            page.write(0, 0, f"{sheet} by team")
            page.write_row(1, 0, ["Team", "Last month", "This month", "Direction"])
            for row, (cells, way) in enumerate(zip(rows, ways[sheet], strict=True), start=2):
                page.write_row(row, 0, [*cells, way])
            page.write(6, 0, NOTES[sheet])
    return path


def test_a_note_is_of_the_tables_on_its_own_sheet(tmp_path: Path) -> None:
    assert not audit_pack(write(tmp_path / "pack.xlsx", WAYS)).findings


def test_a_row_is_named_by_its_sheet_in_every_form(tmp_path: Path) -> None:
    wrong = {"Visits": ["Better", "Better", "Better"], "Plans": ["Worse", "Worse", "Worse"]}
    audit = audit_pack(write(tmp_path / "pack.xlsx", wrong))
    told = json.loads(audit_json(audit))["findings"]
    assert [(each["sheet"], each["line"], each["published"], each["expected"]) for each in told] == [
        ("Visits", 4, "Better", "worse"),
        ("Plans", 4, "Worse", "better"),
    ]
    assert [f"row 4 of {each}" in audit_words(audit) for each in WAYS] == [True, True]
    assert [f"Row 4 of {each}." in audit_page(audit) for each in WAYS] == [True, True]


def test_lines_keep_their_order_and_their_names_through_another_process() -> None:
    first, later = SheetLine(7, "Visits", 0), SheetLine(3, "Plans", 10_007)
    assert first < later
    assert [f"{line}" for line in pickle.loads(pickle.dumps([first, later]))] == ["7", "3"]  # noqa: S301 - our own
    assert sheet_of(pickle.loads(pickle.dumps(later))) == "Plans"  # noqa: S301 - our own
