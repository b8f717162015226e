"""`crossfoot close`: what a bad input is told, that nothing is left behind, and that a second run changes nothing."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from answered import ANSWERED, OPTIONS
from command_line import EXAMPLE, JANUARY, contents, copy_of_example, run


def replace_first(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def empty_file(folder: Path) -> None:
    (folder / "figures" / "vital-signs.csv").write_bytes(b"")


def wrong_column(folder: Path) -> None:
    replace_first(folder / "figures" / "vital-signs.csv", ",value,", ",valeu,")


def impossible_period(folder: Path) -> None:
    replace_first(folder / "figures" / "county-report.csv", ",2016-01,", ",2016-13,")


def binary_file(folder: Path) -> None:
    (folder / "figures" / "vital-signs.csv").write_bytes(b"\x7fELF\x02\x01\x00\x00\xff\xfe" * 300)


def missing_file(folder: Path) -> None:
    (folder / "figures" / "vital-signs.csv").unlink()


def unknown_indicator(folder: Path) -> None:
    replace_first(folder / "figures" / "county-report.csv", "\nreferrals,", "\nrefferals,")


def value_that_is_no_number(folder: Path) -> None:
    replace_first(folder / "figures" / "county-report.csv", ",3149,,county-contacts", ",many,,county-contacts")


def broken_yaml(folder: Path) -> None:
    (folder / "input.yaml").write_text("council: [norfolk\n", encoding="utf-8")


def unknown_council(folder: Path) -> None:
    replace_first(folder / "input.yaml", "council: norfolk", "council: nowhere")


SPOILT: dict[Callable[[Path], None], tuple[str, ...]] = {
    empty_file: ("figures/vital-signs.csv", "no content"),
    wrong_column: ("figures/vital-signs.csv", "Rename the column 'valeu' to 'value'"),
    impossible_period: ("figures/county-report.csv, row 2, period", "'2016-13'", "2017-01"),
    binary_file: ("figures/vital-signs.csv", "not text"),
    missing_file: ("figures/vital-signs.csv",),
    unknown_indicator: ("figures/county-report.csv", "refferals", "referrals"),
    value_that_is_no_number: ("figures/county-report.csv, row 2, value", "many"),
    broken_yaml: ("input.yaml",),
    unknown_council: ("input.yaml", "nowhere"),
}


def check_refused(code: int, err: str) -> None:
    """Every problem has a code, says what and what to do; no traceback; said that nothing was written."""
    assert code == 3
    assert "Traceback" not in err
    assert re.search(r"^ERROR [A-Z][A-Z0-9-]+$", err, re.MULTILINE)
    assert len(re.findall(r"^ERROR ", err, re.MULTILINE)) <= len(re.findall(r"^  do:    \S", err, re.MULTILINE))
    assert err.rstrip().endswith("Nothing was written.")


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_input_is_refused_with_its_place_and_what_to_do(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    source = copy_of_example(tmp_path / "input")
    spoil(source)
    ran = run("close", source, *JANUARY, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    for words in SPOILT[spoil]:
        assert words in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["input"]


def test_two_spoilt_files_are_told_at_once(tmp_path: Path) -> None:
    source = copy_of_example(tmp_path / "input")
    impossible_period(source)
    wrong_column(source)
    ran = run("close", source, *JANUARY, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    assert "'2016-13'" in ran.err
    assert "valeu" in ran.err


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    ran = run("close", tmp_path / "nowhere", *JANUARY, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    assert "nowhere" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("close", tmp_path / "empty", *JANUARY, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    assert "input.yaml" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    ran = run("close", EXAMPLE / "input.yaml", *JANUARY, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("month", "as_at", "words"),
    [
        ("2017-13", "2017-02-08", ["--month", "2017-13"]),
        ("2017-01-year", "2017-02-08", ["--month", "2017-01-year"]),
        ("2016-17-year", "2017-02-08", ["--month", "2017-01"]),
        ("January", "2017-02-08", ["--month", "January", "2017-01"]),
        ("2017-01", "nonsense", ["--as-at", "nonsense", "2017-02-08"]),
        ("2017-01", "2017-02-30", ["--as-at", "2017-02-30"]),
        ("2017-01", "08/02/2017", ["--as-at", "2017-02-08"]),
    ],
)
def test_a_wrong_date_is_not_understood(tmp_path: Path, month: str, as_at: str, words: list[str]) -> None:
    ran = run("close", EXAMPLE, "--month", month, "--as-at", as_at, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "%" not in ran.err
    for word in words:
        assert word in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("month", "as_at", "words"),
    [
        ("2017-01", "2016-12-01", ["AS-AT-BEFORE-MONTH-END", "31 January 2017 or later"]),
        ("2017-01", "2017-01-30", ["AS-AT-BEFORE-MONTH-END"]),
        ("2017-03", "2017-04-08", ["MONTH-WITHOUT-FIGURES", "March 2017", "to August 2017"]),
        ("1990-01", "2017-03-08", ["MONTH-WITHOUT-FIGURES", "January 1990"]),
    ],
)
def test_a_month_that_was_not_over_or_has_no_figures_is_refused(
    tmp_path: Path, month: str, as_at: str, words: list[str]
) -> None:
    ran = run("close", EXAMPLE, "--month", month, "--as-at", as_at, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    for word in words:
        assert word in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_last_day_of_the_month_is_late_enough(tmp_path: Path) -> None:
    ran = run("close", EXAMPLE, "--month", "2017-01", "--as-at", "2017-01-31", *OPTIONS, "--out", tmp_path / "out")
    assert ran.code == 0


def test_what_is_required_is_asked_for() -> None:
    assert "--month" in run("close", EXAMPLE).err
    assert "INPUT" in run("close").err
    assert run("close", EXAMPLE).code == 2


# -- a good close ------------------------------------------------------------------------------------------------------


def test_a_close_says_what_it_made_and_what_disagrees(tmp_path: Path) -> None:
    ran = run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out")
    assert ran.code == 0
    assert "January 2017, as at 8 February 2017" in ran.out
    assert "4,017 supplied values" in ran.out
    assert re.search(r"The figures of the month were audited: [\d,]{4,} checks, \d+ errors", ran.out)
    assert re.search(rf"{ANSWERED.name} went on in spite of \d+ errors: {re.escape(ANSWERED.reason)}", ran.out)
    assert re.search(r"^7\d things to look at", ran.err, re.MULTILINE)
    assert " 12 FIGURE-PRINTED-TWICE" in ran.err
    assert "issues.csv" in ran.err
    assert not ran.err.startswith("\n")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_contradictions_stop_a_close_that_nobody_answers_for(tmp_path: Path, closed_month: Path) -> None:
    """Nothing is written, what was there before is left as it was, and each error says where, what and what to do."""
    shutil.copytree(closed_month, tmp_path / "out")
    before = contents(tmp_path)
    nobody = ("--month", "2017-01", "--as-at", "2017-02-08")
    for out in ("out", "new"):
        ran = run("close", EXAMPLE, *nobody, "--out", tmp_path / out)
        check_refused(ran.code, ran.err)
        assert contents(tmp_path) == before
    assert "figures/county-report.csv, row 158" in ran.err
    assert "698 against a total of 707" in ran.err
    assert "To close the month as it is, say with an override who decided so and why." in ran.err
    ran = run("close", EXAMPLE, *nobody, "--override-by", "Somebody", "--out", tmp_path / "new")
    assert (ran.code, contents(tmp_path)) == (2, before)


def test_the_list_of_issues_is_a_file_too(closed_month: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((closed_month / "issues.csv").read_text(encoding="utf-8"))))
    assert len(rows) > 20
    assert all(row["code"] and row["message"] and row["advice"] for row in rows)


def test_closing_twice_changes_nothing(tmp_path: Path) -> None:
    first = run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out")
    before = contents(tmp_path)
    moments = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    second = run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out")
    assert (first.code, second.code) == (0, 0)
    assert contents(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == moments


def test_closing_elsewhere_gives_the_same_bytes(tmp_path: Path, closed_month: Path) -> None:
    source = copy_of_example(tmp_path / "a copy with spaces")
    assert run("close", source, *JANUARY, "--out", tmp_path / "deep" / "er" / "out").code == 0
    assert contents(tmp_path / "deep" / "er" / "out") == contents(closed_month)


def test_no_path_of_a_machine_is_kept(closed_month: Path) -> None:
    for name, content in contents(closed_month).items():
        assert str(closed_month.parent).encode() not in content, name
        assert str(EXAMPLE.parent).encode() not in content, name


def test_a_different_snapshot_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    assert run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out").code == 0
    before = contents(tmp_path)
    later = ("--month", "2017-01", "--as-at", "2017-02-09", *OPTIONS)
    ran = run("close", EXAMPLE, *later, "--out", tmp_path / "out")
    check_refused(ran.code, ran.err)
    assert "SNAPSHOT-EXISTS" in ran.err
    assert "--replace" in ran.err
    assert contents(tmp_path) == before
    assert run("close", EXAMPLE, *later, "--out", tmp_path / "out", "--replace").code == 0
    assert contents(tmp_path) != before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("keep me", encoding="utf-8")
    ran = run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out", "--replace")
    check_refused(ran.code, ran.err)
    assert contents(tmp_path) == {"out/letter.txt": b"keep me"}


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_stopped_close_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    """The disc fills, or a person stops it, when everything but the manifest is written."""
    write_bytes = Path.write_bytes

    def stopped(path: Path, content: bytes) -> int:
        if path.name == "manifest.json":
            raise stop
        return write_bytes(path, content)

    assert run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out").code == 0
    before = contents(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", stopped)
    for name in ("out", "new"):
        later = ("--month", "2017-01", "--as-at", "2017-02-09", *OPTIONS)
        ran = run("close", EXAMPLE, *later, "--out", tmp_path / name)
        assert ran.code == (130 if isinstance(stop, KeyboardInterrupt) else 3)
        assert "Traceback" not in ran.err
        assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_own_definitions_are_used_and_refused_when_they_are_none(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    ran = run("close", EXAMPLE, *JANUARY, "--out", tmp_path / "out", "--definitions", tmp_path / "none")
    check_refused(ran.code, ran.err)
    assert not (tmp_path / "out").exists()
