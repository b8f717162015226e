"""`publish`, `figures`, `judgements` and `indicators` as a person or a script uses them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import Ran, contents, run

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions

EXCEPTIONS = [
    "re-referrals",
    "looked-after-repeat",
    "child-in-need-plan-up-to-date",
    "child-protection-seen-in-timescale",
    "health-assessment-up-to-date",
    "eligible-pathway-plan-up-to-date",
    "personal-education-plan-up-to-date",
    "looked-after-rate",
]
FIGURE_COLUMNS = [
    *("figure", "indicator", "name", "area", "form", "period", "breakdown", "value", "missing", "unit"),
    *("numerator", "denominator", "origin", "source", "definition_version", "as_at"),
]


def rows_of(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    assert ran.err == ""
    rows: list[dict[str, Any]] = json.loads(ran.out)
    return rows


@pytest.fixture(scope="module")
def figures(closed_month: Path) -> list[dict[str, Any]]:
    return rows_of(run("figures", closed_month, "--json"))


@pytest.fixture(scope="module")
def judgements(closed_month: Path) -> list[dict[str, Any]]:
    return rows_of(run("judgements", closed_month, "--json"))


# -- help --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([], ["close", "publish", "figures", "judgements", "indicators", "Exit codes", "2", "3"]),
        (["close"], ["INPUT", "input.yaml", "--month", "2017-01", "--as-at", "2017-02-08", "--out", "--replace"]),
        (["close"], ["--definitions", "before anything is written"]),
        (
            ["publish"],
            ["SNAPSHOT", "--report", "monthly-report", "report-cards", "--format", "docx", "--out", "repeat"],
        ),
        (
            ["figures"],
            ["SNAPSHOT", "--indicator", "--area", "--from", "--to", "YYYY-MM", "--json", "--csv", "numerator"],
        ),
        (["judgements"], ["SNAPSHOT", "RAG", "exception", "--json", "reason"]),
        (["indicators"], ["list", "show", "--definitions"]),
        (["indicators", "list"], ["unit"]),
        (["indicators", "show"], ["ID", "definition", "targets"]),
    ],
)
def test_help_says_what_an_analyst_needs(command: list[str], words: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    said = " ".join(ran.out.split())
    for word in words:
        assert word in said, word
    assert "%Y" not in said


def test_every_option_has_help() -> None:
    for command in ("close", "publish", "figures", "judgements", "indicators"):
        options = run(command, "--help").out.partition("Options:")[2].partition("Commands:")[0].splitlines()
        for line, after in zip(options, [*options[1:], ""], strict=True):
            if line.startswith("  -"):
                has_words = "  " in line.strip() or (after.startswith("     ") and after.strip())
                assert has_words, f"{command}: {line}"


def test_the_version_is_said() -> None:
    assert run("--version").out.startswith("crossfoot")


@pytest.mark.parametrize("arguments", [["nonsense"], ["publish"], ["figures", "--nonsense"], ["indicators", "show"]])
def test_what_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "Error: " in ran.err
    assert "Traceback" not in ran.err


# -- publish -----------------------------------------------------------------------------------------------------------


def test_publish_writes_what_was_asked_and_says_so(closed_month: Path, tmp_path: Path) -> None:
    formats = ("--format", "csv", "--format", "html")
    ran = run("publish", closed_month, "--report", "vital-signs", *formats, "--out", tmp_path / "out")
    assert ran.code == 0
    assert "8 of 12 vital signs are exceptions" in ran.out
    assert "Children looked after per 10,000 under 18" in ran.out
    written = [path.name for path in (tmp_path / "out" / "vital-signs").iterdir()]
    assert "vital-signs.html" in written
    assert "vital-signs-csv" in written
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"vital-signs", "release-notes"}
    assert str(tmp_path / "out" / "vital-signs" / "vital-signs.html") in ran.out


def test_publishing_does_not_touch_the_snapshot_and_gives_the_same_bytes(closed_month: Path, tmp_path: Path) -> None:
    before = contents(closed_month)
    for name in ("one", "two"):
        out = ("--out", tmp_path / name)
        assert run("publish", closed_month, "--report", "report-cards", "--format", "csv", *out).code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two") != {}
    assert contents(closed_month) == before


@pytest.mark.parametrize("command", ["publish", "figures", "judgements"])
@pytest.mark.parametrize("spoil", ["nothing there", "empty folder", "a file", "input folder", "one byte", "manifest"])
def test_what_is_no_whole_snapshot_is_refused(closed_month: Path, tmp_path: Path, command: str, spoil: str) -> None:
    folder = tmp_path / "snapshot"
    spoil_snapshot(folder, spoil, closed_month)
    before = contents(tmp_path)
    out = ("--out", tmp_path / "out") if command == "publish" else ()
    ran = run(command, folder, *out)
    assert ran.code == 3
    assert "ERROR SNAPSHOT-" in ran.err
    assert "  do:    " in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert contents(tmp_path) == before
    assert not (tmp_path / "out").exists()
    if spoil == "one byte":
        assert "figures.parquet" in ran.err


def spoil_snapshot(folder: Path, spoil: str, closed_month: Path) -> None:
    match spoil:
        case "empty folder":
            folder.mkdir()
        case "a file":
            folder.write_text("not a folder", encoding="utf-8")
        case "input folder":
            shutil.copytree(closed_month / "inputs", folder)
        case "one byte":
            shutil.copytree(closed_month, folder)
            content = bytearray((folder / "figures.parquet").read_bytes())
            content[len(content) // 2] ^= 1
            (folder / "figures.parquet").write_bytes(content)
        case "manifest":
            shutil.copytree(closed_month, folder)
            (folder / "manifest.json").write_text("{", encoding="utf-8")


def test_reports_into_a_file_are_refused(closed_month: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("keep me", encoding="utf-8")
    ran = run("publish", closed_month, "--report", "vital-signs", "--format", "csv", "--out", tmp_path / "file")
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert contents(tmp_path) == {"file": b"keep me"}


def test_a_wrong_report_or_format_lists_the_right_ones(closed_month: Path, tmp_path: Path) -> None:
    ran = run("publish", closed_month, "--report", "annual", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "'monthly-report', 'county-report', 'vital-signs', 'report-cards'" in ran.err


# -- figures -----------------------------------------------------------------------------------------------------------


def test_json_and_csv_hold_the_same_rows(closed_month: Path, figures: list[dict[str, Any]]) -> None:
    ran = run("figures", closed_month)
    read = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(read[0]) == FIGURE_COLUMNS == list(figures[0])
    as_text = [{name: "" if value is None else str(value) for name, value in row.items()} for row in figures]
    assert read == as_text
    assert run("figures", closed_month, "--csv").out == ran.out


def test_every_figure_has_a_value_or_a_reason(figures: list[dict[str, Any]]) -> None:
    assert all((row["value"] is None) is (row["missing"] is not None) for row in figures)
    assert {row["as_at"] for row in figures} == {"2017-02-08"}
    assert {row["area"] for row in figures} <= set(Catalogue.load(shipped_definitions()).areas)


def test_filters_give_the_rows_that_they_say(closed_month: Path, figures: list[dict[str, Any]]) -> None:
    chosen = ("--indicator", "referrals", "--indicator", "re-referrals")
    some = rows_of(run("figures", closed_month, "--json", *chosen))
    assert some == [row for row in figures if row["indicator"] in ("referrals", "re-referrals")]
    late = rows_of(run("figures", closed_month, "--json", *chosen, "--from", "2016-12", "--to", "2017-01"))
    assert late == [row for row in some if row["period"] in ("2016-12", "2017-01")] != []
    quarters = rows_of(run("figures", closed_month, "--json", "--indicator", "looked-after-rate", "--from", "2016-12"))
    assert {row["period"] for row in quarters} == {"2016-12", "2017-01", "2016-17-q3"}
    for area in ("norfolk", "norwich", "east-locality"):
        listed = rows_of(run("figures", closed_month, "--json", "--area", area))
        assert listed == [row for row in figures if row["area"] == area]
    assert rows_of(run("figures", closed_month, "--json", "--from", "2017-01", "--to", "2016-12")) == []


def test_an_unknown_area_gives_the_nearest(closed_month: Path) -> None:
    ran = run("figures", closed_month, "--area", "norflok")
    assert (ran.code, ran.out) == (3, "")
    assert "norfolk" in ran.err


@pytest.mark.parametrize("arguments", [["figures", "SNAPSHOT", "--indicator", "refferals"]])
def test_an_unknown_indicator_gives_the_nearest(closed_month: Path, arguments: list[str]) -> None:
    ran = run(*(str(closed_month) if word == "SNAPSHOT" else word for word in arguments))
    assert (ran.code, ran.out) == (3, "")
    assert "Did you mean referrals or re-referrals" in ran.err
    ran = run("indicators", "show", "contact")
    assert ran.code == 3
    assert "contacts" in ran.err


def test_json_and_csv_together_are_not_understood(closed_month: Path) -> None:
    ran = run("figures", closed_month, "--json", "--csv")
    assert ran.code == 2
    assert "not both" in ran.err


# -- judgements --------------------------------------------------------------------------------------------------------


def test_every_judgement_has_what_a_script_asks_for(judgements: list[dict[str, Any]]) -> None:
    for row in judgements:
        assert row.keys() >= {
            "ref",
            "indicator",
            "period",
            "value",
            "rag",
            "direction",
            "trend",
            "variation",
            "criteria",
        }
        assert row["reasons"].keys() >= {"rag", "direction", "trend", "variation", "change_over_year", "assurance"}
        assert all(reason.endswith(".") and len(reason) > 15 for reason in _reasons(row)), row["indicator"]


def _reasons(row: dict[str, Any]) -> list[str]:
    reasons = [said for said in row["reasons"].values() if isinstance(said, str)]
    return [*reasons, *row["reasons"]["comparisons"], *(criterion["reason"] for criterion in row["criteria"])]


def test_judgements_of_the_pack_worked_by_hand(judgements: list[dict[str, Any]]) -> None:
    by_ref = {(row["ref"], row["scheme"]): row for row in judgements if row["ref"]}
    row = by_ref["6.4", "tolerances"]
    assert (row["indicator"], row["period"], row["value"]) == ("initial-conferences-within-15-days", "2017-01", "73.5")
    assert (row["rag"], row["direction"]) == ("red", "worse")
    contacts = by_ref["2.1", "tolerances"]
    assert (contacts["rag"], contacts["direction"], contacts["criteria"]) == ("not judged", "none", [])
    assert by_ref["7.2", "vital-signs"]["period"] == "2016-17-q3"
    assert by_ref["7.2", "vital-signs"]["value"] == "65.5"


def test_every_indicator_is_judged_and_the_signs_once_more(judgements: list[dict[str, Any]]) -> None:
    signs = [row["indicator"] for row in judgements if row["scheme"] == "vital-signs"]
    others = [row["indicator"] for row in judgements if row["scheme"] == "tolerances"]
    assert len(signs) == 12
    assert len(set(others)) == len(others) == len(Catalogue.load(shipped_definitions()).indicators)
    assert set(signs) <= set(others)


def test_the_exceptions_are_the_eight(judgements: list[dict[str, Any]]) -> None:
    signs = [row for row in judgements if row["scheme"] == "vital-signs"]
    assert [row["indicator"] for row in signs if row["exception"] == "exception"] == EXCEPTIONS
    for row in signs:
        assert [criterion["number"] for criterion in row["criteria"]] == [1, 2, 3, 4]
        met = [str(criterion["number"]) for criterion in row["criteria"] if criterion["answer"] == "met"]
        assert row["criteria_met"] == ";".join(met)
        assert bool(met) is (row["exception"] == "exception")


def test_judgements_as_csv_have_the_same_words(closed_month: Path, judgements: list[dict[str, Any]]) -> None:
    read = list(csv.DictReader(io.StringIO(run("judgements", closed_month).out)))
    names = list(read[0])
    assert {"ref", "indicator", "period", "value", "rag", "direction", "trend", "variation", "criteria_met"} <= set(
        names
    )
    assert read == [{name: "" if row[name] is None else str(row[name]) for name in names} for row in judgements]


# -- indicators, pipes -------------------------------------------------------------------------------------------------


def test_the_catalogue_is_listed_and_explained() -> None:
    listed = run("indicators", "list").out
    assert "re-referrals" in listed
    shown = run("indicators", "show", "initial-conferences-within-15-days")
    assert shown.code == 0
    assert "15 working days" in shown.out


@pytest.mark.parametrize("command", [["figures"], ["judgements", "--json"], ["figures", "--indicator", "contacts"]])
def test_a_reader_that_has_seen_enough_is_no_error(closed_month: Path, command: list[str]) -> None:
    """`crossfoot figures SNAPSHOT | head -1`: the pipe is closed before the rest is written."""
    arguments = [sys.executable, "-m", "crossfoot", command[0], str(closed_month), *command[1:]]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:  # noqa: S603
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        told = ran.stderr.read()
        ran.wait(timeout=60)
    assert told == ""
    assert ran.returncode in (0, 1)


def test_no_snapshot_is_needed_to_start_quickly() -> None:
    """Help answers without loading what publishes: no chart, PDF or spreadsheet library."""
    script = (
        "import sys, crossfoot.cli; print(sorted(n for n in ('altair', 'typst', 'duckdb', 'docx') if n in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"
