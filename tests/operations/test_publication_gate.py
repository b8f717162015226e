"""Nothing is published that does not agree, nor a file that has lost a number, unless somebody answers for it."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from answered import ANSWERED

from crossfoot.audit import order, run_audit
from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.operations.audit_publication import STOPPED, audit_report
from crossfoot.operations.close_month import close_month
from crossfoot.operations.publish_report import REPORTS, publish_reports
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import Cell, Document, Quantity, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.printed_numbers import numbers_in_tables, numbers_in_words, numbers_of
from crossfoot.vocabulary.issues import InputRefused, Severity
from crossfoot.vocabulary.overrides import OVERRIDDEN, Override
from crossfoot.vocabulary.periods import Period

OVERRIDE = Override("Head of Performance", "The faults are those of the published figures.")


def publish(edition: Edition, out: Path, report: str, override: Override | None = None) -> list[Path]:
    written = publish_reports(edition, out, reports=[report], formats=["html", "csv"], override=override)
    return [item.path for item in written]


def test_what_agrees_is_published_with_notes_that_say_so(edition: Edition, tmp_path: Path) -> None:
    paths = publish(edition, tmp_path / "out", "risk-register")
    assert all(path.is_file() for path in paths)
    notes = (tmp_path / "out" / "release-notes" / "release-notes.html").read_text(encoding="utf-8")
    assert "Risk register" in notes
    assert "With this release" not in notes


def test_who_closed_the_month_in_spite_of_what_is_printed_with_everything_published(
    edition: Edition, tmp_path: Path
) -> None:
    publish(edition, tmp_path / "out", "risk-register")
    notes = (tmp_path / "out" / "release-notes" / "release-notes.html").read_text(encoding="utf-8")
    for words in ("When the month was closed", ANSWERED.name, ANSWERED.reason, "698 against a total of 707"):
        assert words in notes
    assert "printed with different figures in tables" not in notes


def test_what_does_not_agree_is_refused_and_leaves_what_was_there(edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "county-report").mkdir(parents=True)
    (out / "county-report" / "earlier.txt").write_text("last month")
    with pytest.raises(InputRefused) as refused:
        publish(edition, out, "county-report")
    errors = [issue for issue in refused.value.issues if issue.severity is Severity.ERROR]
    # Children looked after are 1,113 in all and 1,110 by legal status in what was published.
    assert any(issue.code.startswith("AUDIT-") and "1,110" in issue.message for issue in errors)
    assert [path.name for path in out.rglob("*")] == ["county-report", "earlier.txt"]


def test_an_override_is_printed_with_its_name_and_reason(edition: Edition, tmp_path: Path) -> None:
    publish(edition, tmp_path / "out", "county-report", OVERRIDE)
    notes = (tmp_path / "out" / "release-notes" / "release-notes.html").read_text(encoding="utf-8")
    assert OVERRIDE.name in notes
    assert OVERRIDE.reason in notes
    assert "1,113" in notes
    assert (tmp_path / "out" / "county-report" / "county-report.html").is_file()


@pytest.mark.parametrize(("name", "reason"), [("", "because"), ("Somebody", " ")])
def test_an_override_needs_both(name: str, reason: str) -> None:
    with pytest.raises(ValueError, match="needs a name and a reason"):
        Override(name, reason)


# -- numbers read back -------------------------------------------------------------------------------------------------


def change_one_number(document: Document) -> Document:
    """The document with one number of its first table that has one made a number that stands nowhere else."""
    blocks = list(document.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            for number, row in enumerate(block.rows):
                for place, cell in enumerate(row.cells):
                    if cell.content and isinstance(cell.content[0], Quantity):
                        wrong = Cell(
                            (replace(cell.content[0], value=Fraction(9_876_543)), *cell.content[1:]), cell.tone
                        )
                        cells = (*row.cells[:place], wrong, *row.cells[place + 1 :])
                        rows = (*block.rows[:number], Row(cells, row.total, row.group), *block.rows[number + 1 :])
                        blocks[at] = replace(block, rows=rows)
                        return replace(document, blocks=tuple(blocks))
    raise AssertionError("no number in a table")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("report", ["balances-and-reserves", "vital-signs"])
def test_each_format_holds_every_number(edition: Edition, tmp_path: Path, report: str, name: str) -> None:
    document = REPORTS[report](edition)
    assert numbers_in_tables(document).total() > 50
    file = FORMATS[name](document, tmp_path)
    codes = [issue.code for issue in audit_report(document, {name: file}).issues]
    assert "AUDIT-NUMBER-LOST" not in codes
    assert "AUDIT-CELL-DIFFERS" not in codes


@pytest.mark.parametrize("name", FORMATS)
def test_one_number_that_is_not_there_is_found(edition: Edition, tmp_path: Path, name: str) -> None:
    document = REPORTS["balances-and-reserves"](edition)
    changed = change_one_number(document)
    (missing,) = (numbers_in_tables(document) - numbers_in_tables(changed)).elements()
    file = FORMATS[name](changed, tmp_path)
    lost = [issue for issue in audit_report(document, {name: file}).issues if issue.code == "AUDIT-NUMBER-LOST"]
    assert [issue.severity for issue in lost] == [Severity.ERROR]
    assert missing in lost[0].message


def test_numbers_are_told_apart_from_marks() -> None:
    assert list(numbers_of("+£1,234.5 million, 24.5% (3 of 12), -0.094")) == ["1234.5", "24.5", "3", "12", "0.094"]


def test_sentences_are_read_as_they_are_said(edition: Edition) -> None:
    document = REPORTS["budget-monitor"](edition)
    said = numbers_in_words(document)
    assert said["9.007"] >= 1
    assert isinstance(said, Counter)


# -- close -------------------------------------------------------------------------------------------------------------

INPUT = """\
council: norfolk
organisation: Norfolk County Council
title: A return
figures: [figures.csv]
tables: tables.csv
precedence: [return]
"""
COLUMNS = [
    "indicator",
    "area",
    "period",
    "form",
    "breakdown",
    "numerator",
    "denominator",
    "value",
    "missing",
    "table",
    "line",
    "printed",
]
WRONG = {
    "part above whole": (
        ["child-protection-seen-in-timescale", "norfolk", "2017-01", "", "", 12, 10, "", "", "t", "", ""],
        "FIGURE-PART-ABOVE-WHOLE",
    ),
    "above 100 per cent": (
        ["neet", "norfolk", "2017-01", "", "", "", "", 101, "", "t", "", ""],
        "FIGURE-ABOVE-100-PER-CENT",
    ),
}


def close(folder: Path, row: list[object], override: Override | None = None) -> Snapshot:
    source = folder / "input"
    source.mkdir(exist_ok=True)
    (source / "input.yaml").write_text(INPUT)
    (source / "tables.csv").write_text("id,title,report,first_line,last_line\nt,A table,return,,\n")
    with (source / "figures.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([COLUMNS, row])
    return close_month(
        source,
        folder / "snapshot",
        month=Period.parse("2017-01"),
        as_at=date(2017, 2, 8),
        definitions=shipped_definitions(),
        override=override,
    )


@pytest.mark.parametrize(("row", "code"), WRONG.values(), ids=WRONG)
def test_figures_that_cannot_be_stop_a_close_unless_somebody_answers(
    tmp_path: Path, row: list[object], code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        close(tmp_path, row)
    assert code in [issue.code for issue in refused.value.issues]
    assert not (tmp_path / "snapshot").exists()
    snapshot = close(tmp_path, row, OVERRIDE)
    kept = {issue.code: issue for issue in snapshot.issues}
    assert kept[code].severity is Severity.WARNING
    assert OVERRIDE.name in kept[OVERRIDDEN].message
    assert OVERRIDE.reason in kept[OVERRIDDEN].message


def test_the_limits_of_what_can_be_are_closed(tmp_path: Path) -> None:
    row = [*WRONG["part above whole"][0]]
    row[5] = 10
    assert OVERRIDDEN not in [issue.code for issue in close(tmp_path, row, OVERRIDE).issues]


@pytest.mark.usefixtures("a_check_may_stop")
def test_what_a_check_could_not_look_at_is_not_published(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_nothing(_study: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(run_audit, "TABLE_RULES", (find_nothing, *order.TABLE_RULES))
    with pytest.raises(InputRefused) as refused:
        publish(edition, tmp_path / "out", "risk-register")
    errors = [issue for issue in refused.value.issues if issue.severity is Severity.ERROR]
    assert {(issue.code, issue.file) for issue in errors} == {(STOPPED, "risk-register.html")}
