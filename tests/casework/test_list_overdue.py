"""The files of the weekly exceptions: who may open them, what is in them and in their names, what is logged."""

from __future__ import annotations

import csv
import re
import shutil
import stat
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from frozen_county import AS_AT
from invented_county import CATALOGUE
from python_calamine import CalamineWorkbook

from crossfoot.casework.list_sheets import Kind, ListColumn, ListSheet, write_workbook
from crossfoot.casework.overdue import State
from crossfoot.operations.list_overdue import ListedOverdue, list_overdue
from crossfoot.render.xlsx import LINE
from crossfoot.vocabulary.issues import InputRefused

ON = date(2017, 2, 6)
MOMENT = datetime(2017, 2, 9, 8, 30, tzinfo=UTC)
Tables = dict[str, list[dict[str, Any]]]


def ask(rows: Path, out: Path, **changed: Any) -> ListedOverdue:
    given: dict[str, Any] = {"on": ON, "person": "wren", "reason": "weekly list", "moment": MOMENT, **changed}
    return list_overdue(rows, out, catalogue=CATALOGUE, **given)


@pytest.fixture(scope="module")
def own_rows(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(rows, tmp_path_factory.mktemp("own") / "rows")


@pytest.fixture(scope="module")
def listed(own_rows: Path, tmp_path_factory: pytest.TempPathFactory) -> ListedOverdue:
    return ask(own_rows, tmp_path_factory.mktemp("lists") / "overdue")


def test_only_the_owner_can_open_the_folder_and_its_files(listed: ListedOverdue) -> None:
    folder = listed.files[0].parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {path.name for path in listed.files}
    assert {stat.S_IMODE(path.stat().st_mode) for path in listed.files} == {0o600}


def test_no_child_is_named_by_a_file_or_by_the_log(listed: ListedOverdue, own_rows: Path, county: Tables) -> None:
    children = {str(row["pers_person_id"]) for row in county["person"]}
    said = " ".join(path.name for path in listed.files) + (own_rows / "access.csv").read_text()
    assert [child for child in children if child in said] == []


def test_the_look_is_logged_with_who_why_and_how_many(listed: ListedOverdue, own_rows: Path) -> None:
    with (own_rows / "access.csv").open(newline="") as stream:
        first = next(csv.DictReader(stream))
    assert first == {
        "moment": "2017-02-09T08:30:00+00:00",
        "person": "wren",
        "what": "overdue on 2017-02-06",
        "rows": str(len(listed.overdue.items)),
        "reason": "weekly list",
    }


def test_each_team_has_its_own_children_in_workbook_and_csv(listed: ListedOverdue) -> None:
    written: Counter[str] = Counter()
    for path in listed.files:
        if path.suffix == ".csv" and path.name.startswith("overdue"):
            with path.open(newline="") as stream:
                rows = list(csv.DictReader(stream))
            assert len({row["Team"] for row in rows}) == 1
            written.update(row["Child"] for row in rows)
            (sheet,) = CalamineWorkbook.from_path(path.with_suffix(".xlsx")).sheet_names
            cells = CalamineWorkbook.from_path(path.with_suffix(".xlsx")).get_sheet_by_name(sheet).to_python()
            top = next(number for number, row in enumerate(cells) if row[0] == "Status")
            table = [dict(zip(cells[top], row, strict=True)) for row in cells[top + 1 :]]
            assert [row["Child"] for row in table] == [row["Child"] for row in rows]
            due = [day.isoformat() if isinstance(day := row["Due on"], date) else "" for row in table]
            assert due == [row["Due on"] for row in rows]
            assert [row["Days overdue"] for row in table] == [
                int(r["Days overdue"] or -1) if r["Days overdue"] else "" for r in rows
            ]
    assert written == Counter(item.person for item in listed.overdue.items)


def test_a_row_is_as_high_as_the_lines_in_it(tmp_path: Path) -> None:
    name = "Assessment team, North and Broadland locality"
    columns = (ListColumn("Team", width=20), ListColumn("Cases", Kind.NUMBER))
    sheet = ListSheet("Teams", "Teams", (), columns, (("West", 1), (name, 2), (None, 3)))
    write_workbook(tmp_path / "teams.xlsx", [sheet], title="Teams", moment=MOMENT)
    with ZipFile(tmp_path / "teams.xlsx") as book:
        rows = re.findall("<row [^>]*>", book.read("xl/worksheets/sheet1.xml").decode())
    heights = [float(found[1]) if (found := re.search(r' ht="([\d.]+)"', row)) else 0 for row in rows[-3:]]
    assert heights == [0, 3 * LINE, 0]


def test_the_counts_add_up_and_hold_no_child(listed: ListedOverdue) -> None:
    path = next(path for path in listed.files if path.name == f"counts-{ON}.csv")
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    of_teams = [row for row in rows if row["Team"] != "All teams"]
    for column, state in (
        ("Overdue", State.OVERDUE),
        ("First one not yet due", State.NOT_YET_DUE),
        ("Due soon", State.DUE_SOON),
    ):
        number = sum(item.state is state for item in listed.overdue.items)
        assert sum(int(row[column]) for row in of_teams) == number > 0
        assert sum(int(row[column]) for row in rows if row["Team"] == "All teams") == number
    assert not {item.person for item in listed.overdue.items} & {cell for row in rows for cell in row.values()}


def test_one_team_gets_only_its_own(own_rows: Path, listed: ListedOverdue, tmp_path: Path) -> None:
    team = next(team for team in listed.overdue.teams if team is not None)
    found = ask(own_rows, tmp_path / "one", team=team)
    assert found.overdue.items == tuple(item for item in listed.overdue.items if item.team == team)
    assert len(found.files) == 4


def test_the_same_question_gives_the_same_bytes(own_rows: Path, listed: ListedOverdue, tmp_path: Path) -> None:
    again = ask(own_rows, tmp_path / "again")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in listed.files]


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("DAY-AFTER-RECORDS", {"on": date(2017, 2, 9)}),
        ("DAY-BEFORE-RECORDS", {"on": date(2014, 12, 31)}),
        ("REASON-MISSING", {"reason": " "}),
        ("TEAM-UNKNOWN", {"team": "nowhere"}),
    ],
)
def test_what_cannot_be_told_is_refused_and_nothing_is_written(
    own_rows: Path, tmp_path: Path, code: str, changed: dict[str, Any]
) -> None:
    ask(own_rows, tmp_path / "before")
    logged = (own_rows / "access.csv").read_text()
    with pytest.raises(InputRefused) as refused:
        ask(own_rows, tmp_path / "out", **changed)
    assert [issue.code for issue in refused.value.issues] == [code]
    assert not (tmp_path / "out").exists()
    assert (own_rows / "access.csv").read_text() == logged


def test_a_folder_with_something_in_it_and_one_among_the_records_are_refused(own_rows: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    for out, code in ((tmp_path, "LISTS-EXIST"), (own_rows / "lists", "LISTS-AMONG-RECORDS")):
        with pytest.raises(InputRefused) as refused:
            ask(own_rows, out)
        assert [issue.code for issue in refused.value.issues] == [code]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_who_cannot_be_logged_is_shown_nothing(rows: Path, tmp_path: Path) -> None:
    own = shutil.copytree(rows, tmp_path / "rows")
    (own / "access.csv").mkdir()
    with pytest.raises(OSError, match="directory"):
        ask(own, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_day_on_which_the_records_stood_can_be_asked_about(own_rows: Path, tmp_path: Path) -> None:
    assert ask(own_rows, tmp_path / "out", on=AS_AT).overdue.on == AS_AT
