"""What the guide to reading records says holds: its table of what each kind feeds, its map and its Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from read_records import STANDARD, errors, rows
from record_sources import make_source

from crossfoot.sources.column_map import read_column_map
from crossfoot.sources.records import KINDS, RecordKind, feedable_columns

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "read-childrens-records.md").read_text(encoding="utf-8")


def table_under(first: str) -> list[list[str]]:
    """The cells of the guide's table whose header begins so, the header first, without backquotes."""
    lines = GUIDE[GUIDE.index(f"| {first} |") :].partition("\n\n")[0].splitlines()
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if "---" not in line]


def code(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_names_every_kind() -> None:
    assert {cells[0] for cells in table_under("Kind")[1:]} == set(KINDS)


@pytest.mark.parametrize("kind", ["annex-a", "cin-census", "ssda903", "social-care-api"])
def test_the_guide_names_the_tables_that_a_kind_feeds(kind: RecordKind) -> None:
    header, *lines = table_under("Table")
    told = {cells[0] for cells in lines if cells[header.index(kind)] == "yes"}
    assert told == {column.partition(".")[0] for column in feedable_columns(kind, STANDARD)}


def test_the_guides_map_is_one(tmp_path: Path) -> None:
    (map_text,) = code("yaml")
    (tmp_path / "map.yaml").write_text(map_text)
    found, issues = read_column_map(tmp_path / "map.yaml", standard=STANDARD)
    assert issues == ()
    assert found is not None
    assert [mapped.file for mapped in found.value.files] == ["visits.csv", "plans.xlsx"]


def test_the_guides_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_source("annex-a", tmp_path)
    (tmp_path / "extracts").mkdir()
    (tmp_path / "extracts" / "visits.csv").write_text(
        "Visit ref,Child ref,Visit date,Alone?\nv1,p1,05/11/2018,Not alone\n"
    )
    (tmp_path / "map.yaml").write_text(code("yaml")[0].partition("  - file: plans.xlsx")[0])
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSFOOT_DATABASE", raising=False)
    first, database, mapped = code("python")
    names: dict[str, object] = {}
    exec(first, names)  # noqa: S102
    read = names["found"]
    assert errors(read) == []  # type: ignore[arg-type]
    assert "cp_plans.cppl_cp_plan_id" not in names["missing"]  # type: ignore[operator]
    assert "disability.disa_disability_code" in names["missing"]  # type: ignore[operator]
    assert "RECORDS-PARTIAL-TABLE" in capsys.readouterr().out
    exec(database, names)  # noqa: S102
    assert errors(names["found"]) == ["DATABASE-VARIABLE-UNSET"]  # type: ignore[arg-type]
    exec(mapped, names)  # noqa: S102
    (visit,) = rows(names["found"], "cp_visits")  # type: ignore[arg-type]
    assert (visit["cppv_cp_visit_date"], visit["cppv_cp_visit_seen_alone"]) == ("2018-11-05", "N")
