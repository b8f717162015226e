"""`crossfoot audit` as it is typed: what it prints in each form, what it writes, its exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import python_calamine
from click.testing import CliRunner, Result

from crossfoot.cli import commands

AGREES = "Cases\nArea\tOpen\tClosed\nNorth\t12\t15\nSouth\t20\t11\nTotal\t32\t26\n"
DOES_NOT = AGREES.replace("32", "23")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["audit", *arguments])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.txt"
    path.write_text(DOES_NOT, encoding="utf-8")
    return path


def test_exit_codes_say_nothing_found_something_found_not_read(pack: Path, tmp_path: Path) -> None:
    assert run(str(pack)).exit_code == 1
    pack.write_text(AGREES, encoding="utf-8")
    agreed = run(str(pack))
    assert agreed.exit_code == 0
    assert "everything agrees in" in agreed.output
    missing = run(str(tmp_path / "none.txt"))
    assert missing.exit_code == 2
    assert "RECORDS-FILE-MISSING" in missing.output


def test_json_has_the_fields_and_the_checks_by_rule(pack: Path) -> None:
    told = json.loads(run(str(pack), "--json").stdout)
    (finding,) = told["findings"]
    assert {
        key: finding[key] for key in ("rule", "kind", "severity", "line", "row", "column", "published", "expected")
    } == {
        "rule": "totals",
        "kind": "arithmetic",
        "severity": "error",
        "line": 5,
        "row": "Total",
        "column": "Open",
        "published": "23",
        "expected": "32",
    }
    assert finding["root"] == finding["id"]
    assert 0 < finding["confidence"] <= 1
    assert told["checks"]["totals"] == 2
    assert told["passed"]["totals"] == 1


def test_words_say_where_what_and_why(pack: Path) -> None:
    told = run(str(pack)).stdout
    assert told.startswith("pack.txt: 1 thing does not agree in ")
    assert "F0001 error totals, line 5: Total, Open\n    printed 23, expected 32\n" in told
    assert "Likely cause: Two digits were switched." in told


def test_csv_and_workbook_hold_the_same_and_run_nothing(pack: Path, tmp_path: Path) -> None:
    pack.write_text(DOES_NOT.replace("North", "=1+2"), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run(str(pack), "--csv").stdout)))
    assert [row["rule"] for row in rows] == ["totals"]
    out = tmp_path / "found.xlsx"
    assert run(str(pack), "--xlsx", "--out", str(out)).exit_code == 1
    book = python_calamine.CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["Findings", "Checks", "What was read", "Tables read"]
    findings = book.get_sheet_by_name("Findings").to_python()
    assert findings[1][1] == "totals"
    checks = {row[0]: row[3:] for row in book.get_sheet_by_name("Checks").to_python()[1:]}
    assert checks["totals"] == [2.0, 1.0, 1.0]


def test_a_workbook_needs_a_file(pack: Path) -> None:
    assert "--out" in run(str(pack), "--xlsx").output


def test_the_page_marks_the_cell_and_links_it_to_its_finding(pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.html"
    assert run(str(pack), "--html", "--out", str(out)).exit_code == 1
    page = out.read_text(encoding="utf-8")
    assert '<td class="found error"><a href="#F0001">' in page
    assert 'id="F0001"' in page
    assert "<script>alert" not in page
    pack.write_text(DOES_NOT.replace("North", "<script>alert(1)</script>"), encoding="utf-8")
    assert "<script>alert" not in run(str(pack), "--html").stdout
