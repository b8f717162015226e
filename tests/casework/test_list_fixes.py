"""The files of fix-it lists: what they say, for whom, and that the figures now are those of the snapshot."""

from __future__ import annotations

import csv
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from invented_county import CATALOGUE
from python_calamine import CalamineWorkbook

from crossfoot.figures.snapshot import Snapshot
from crossfoot.operations.list_fixes import ListedFixes, list_fixes
from crossfoot.populations.evaluate import COUNCIL
from crossfoot.vocabulary.issues import InputRefused

MOMENT = datetime(2017, 2, 9, 8, 30, tzinfo=UTC)


def ask(snapshot: Path, rows: Path, out: Path, **changed: Any) -> ListedFixes:
    given: dict[str, Any] = {"person": "wren", "reason": "data quality", "moment": MOMENT, **changed}
    return list_fixes(snapshot, rows, out, **given)


@pytest.fixture(scope="module")
def own_rows(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(rows, tmp_path_factory.mktemp("own") / "rows")


@pytest.fixture(scope="module")
def listed(closed: Snapshot, own_rows: Path, tmp_path_factory: pytest.TempPathFactory) -> ListedFixes:
    return ask(closed.folder, own_rows, tmp_path_factory.mktemp("lists") / "fixes")


def test_what_is_now_is_what_the_snapshot_says(closed: Snapshot, listed: ListedFixes) -> None:
    compared = 0
    for fix in listed.fixes.each:
        for effect in fix.effects:
            if effect.place == COUNCIL:
                indicator = CATALOGUE.indicator(effect.indicator)
                figure = next(
                    each
                    for each in closed.figures
                    if each.id.indicator == indicator.id
                    and each.id.area == closed.manifest.council
                    and each.id.form is indicator.form
                    and each.id.period == closed.manifest.month
                    and not each.id.breakdown
                )
                if figure.numerator is not None:
                    assert effect.before[0] == figure.numerator
                    assert effect.before[1] == figure.denominator
                    assert effect.before_text == figure.text
                    compared += 1
    assert compared >= 5


def test_each_sentence_says_how_many_records_and_what_becomes_of_the_figure(listed: ListedFixes) -> None:
    assert listed.sentences
    for sentence in listed.sentences:
        assert sentence.startswith("Mend ")
        assert " becomes " in sentence
    numbers = {f"Mend {len(fix.records)} record" for fix in listed.fixes.each}
    assert {sentence.split(" (")[0].removesuffix("s") for sentence in listed.sentences} <= numbers


def test_the_workbook_has_the_effects_and_a_sheet_for_each_list(listed: ListedFixes) -> None:
    folder = listed.files[0].parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in listed.files} == {0o600}
    book = CalamineWorkbook.from_path(next(path for path in listed.files if path.suffix == ".xlsx"))
    assert book.sheet_names == ["Effects", *(fix.mend.id for fix in listed.fixes.each)]
    for fix in listed.fixes.each:
        with (folder / f"{fix.mend.id}.csv").open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [(row["About"], row["File"], int(row["Row"])) for row in rows] == [
            (record.about, record.file, record.row) for record in fix.records
        ]
    effects = (folder / "effects.csv").read_text()
    assert not any(f",{record.about}," in effects for fix in listed.fixes.each for record in fix.records)


def test_one_team_sees_its_own_records_and_figures(
    closed: Snapshot, own_rows: Path, listed: ListedFixes, tmp_path: Path
) -> None:
    team = next(r.team for fix in listed.fixes.each for r in fix.records if r.team is not None)
    found = ask(closed.folder, own_rows, tmp_path / "one", team=team)
    for path in found.files:
        if path.suffix == ".csv" and path.name != "effects.csv":
            with path.open(newline="") as stream:
                assert all(f"({team})" in row["Team"] for row in csv.DictReader(stream))
    with (tmp_path / "one" / "effects.csv").open(newline="") as stream:
        assert all(f"({team})" in row["Where"] for row in csv.DictReader(stream))


def test_the_look_is_logged_without_a_child(own_rows: Path, listed: ListedFixes) -> None:
    logged = (own_rows / "access.csv").read_text()
    number = sum(len(fix.records) for fix in listed.fixes.each)
    assert f"wren,records to mend for 2017-01,{number},data quality" in logged


def test_no_reason_no_list(closed: Snapshot, own_rows: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        ask(closed.folder, own_rows, tmp_path / "out", reason="")
    assert [issue.code for issue in refused.value.issues] == ["REASON-MISSING"]
    assert not (tmp_path / "out").exists()
