"""A fault in one file of one format is refused, with its file, its place, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crossfoot.operations.audit_publication import audit_report
from crossfoot.operations.publish_report import REPORTS, publish_reports
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import (
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.overrides import Override
from crossfoot.vocabulary.units import Unit

AUDITED = ("html", "pdf", "docx", "xlsx", "ods")
TOTALS = {"AUDIT-TOTALS", "AUDIT-PARTS-AND-WHOLES"}
"""The rules that find a total that its parts do not make."""
RED = Status(Tone.POOR, "Red", "✖", "Red: 8 above the target")
CAPTION = "Referrals by district, Wexmoor"
ROWS: dict[str, tuple[int | None, ...]] = {
    "Norwich": (52, 57, 61, 4),
    "Breckland": (None, 31, 30, -1),
    "Broadland": (20, 23, 29, 6),
    "East district": (45, 48, 41, -7),
}
TOTAL = (None, 159, 161, None)


def cell(value: int | None, *, sign: bool = False, status: Status | None = None) -> Cell:
    if value is None:
        return Cell()
    number = Quantity(exact(value), Unit.COUNT, 0, ("referrals/wexmoor/in_month/2017-01",), sign=sign)
    return Cell((number, status) if status else (number,))


def table(rows: dict[str, tuple[int | None, ...]], *, total: tuple[int | None, ...] = TOTAL) -> Table:
    lines = [
        Row((Cell((Text(label),)), *(cell(value, sign=at == 3) for at, value in enumerate(values))), group="Districts")
        for label, values in rows.items()
    ]
    lines.append(
        Row((Cell((Text("Total"),)), *(cell(value, sign=at == 3) for at, value in enumerate(total))), total=True)
    )
    lines[0] = replace(lines[0], cells=(lines[0].cells[0], cell(52, status=RED), *lines[0].cells[2:]))
    heads = (
        Column("District"),
        Column("Jan-16", "Month"),
        Column("Dec-16", "Month"),
        Column("Jan-17", "Month"),
        Column("Change"),
    )
    return Table("referrals", CAPTION, heads, tuple(lines))


def document(made: Table) -> Document:
    said = Quantity(exact(1847), Unit.COUNT, 0, ("contacts/wexmoor/in_month/2017-01",))
    return Document(
        id="small-report",
        title="A small report",
        subtitle="Wexmoor, January 2017",
        organisation="Wexmoor",
        as_at=date(2017, 2, 8),
        created=datetime(2017, 2, 8, tzinfo=UTC),
        blocks=(Heading(1, "Referrals", "referrals-section"), Paragraph((Text("There were "), said, Text("."))), made),
    )


RIGHT = document(table(ROWS))
FAULTS: dict[str, tuple[Document, str, str, str]] = {
    "a number changed": (
        document(table(ROWS | {"Broadland": (20, 32, 29, 6)})),
        "AUDIT-NUMBER-LOST",
        "Broadland",
        "23",
    ),
    "a number left out": (
        document(table(ROWS | {"Broadland": (20, None, 29, 6)})),
        "AUDIT-NUMBER-LOST",
        "Broadland",
        "23",
    ),
    "two numbers of a row swapped": (
        document(table(ROWS | {"Broadland": (20, 29, 23, 6)})),
        "AUDIT-CELL-DIFFERS",
        "Broadland",
        "29 | 23",
    ),
    "two rows swapped": (
        document(table(ROWS | {"Broadland": ROWS["East district"], "East district": ROWS["Broadland"]})),
        "AUDIT-CELL-DIFFERS",
        "Broadland",
        "45 | 48 | 41 | -7",
    ),
    "a sign lost": (
        document(table(ROWS | {"East district": (45, 48, 41, 7)})),
        "AUDIT-CELL-DIFFERS",
        "East district",
        "+7",
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_as_it_was_written_has_nothing_wrong(tmp_path: Path, name: str) -> None:
    audit = audit_report(RIGHT, {name: FORMATS[name](RIGHT, tmp_path)})
    assert errors(audit.issues) == []
    assert (audit.checks > 0) is (name in AUDITED)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_fault_of_one_file_is_found_in_its_place(tmp_path: Path, name: str, fault: str) -> None:
    made, code, row, said = FAULTS[fault]
    found = audit_report(RIGHT, {name: FORMATS[name](made, tmp_path)}).issues
    (issue,) = [each for each in errors(found) if each.code in {"AUDIT-NUMBER-LOST", "AUDIT-CELL-DIFFERS"}]
    assert issue.code == code
    assert issue.file == f"small-report as {name}"
    rows = {row, "East district"} if fault == "two rows swapped" else {row}
    assert issue.field in {f"{CAPTION}, {each}" for each in rows}
    assert said in issue.message
    assert f"the {name} file" in issue.message
    assert "publish the other formats" in issue.advice


def test_a_number_of_a_sentence_is_missed_too(tmp_path: Path) -> None:
    silent = replace(RIGHT, blocks=(RIGHT.blocks[0], RIGHT.blocks[2]))
    for name in AUDITED:
        (issue,) = errors(audit_report(RIGHT, {name: FORMATS[name](silent, tmp_path)}).issues)
        assert (issue.code, issue.field) == ("AUDIT-NUMBER-LOST", "")
        assert "1847" in issue.message


@pytest.mark.parametrize("name", AUDITED)
def test_publishing_is_refused_for_a_fault_in_one_format(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The other formats are right, and nothing of any is put in place; with an override the notes print the fault."""
    spoil(monkeypatch, name, FAULTS["a number changed"][0])
    (tmp_path / "small-report").mkdir()
    (tmp_path / "small-report" / "earlier.txt").write_text("last month")
    with pytest.raises(InputRefused) as refused:
        publish_reports(edition, tmp_path, reports=["small-report"], formats=AUDITED)
    assert {issue.file for issue in errors(refused.value.issues)} == {f"small-report as {name}"}
    assert "AUDIT-NUMBER-LOST" in [issue.code for issue in errors(refused.value.issues)]
    assert [path.name for path in tmp_path.rglob("*")] == ["small-report", "earlier.txt"]
    if name == "docx":
        answer = Override("Head of Performance", "The paper version goes out today.")
        publish_reports(edition, tmp_path, reports=["small-report"], formats=AUDITED, override=answer)
        notes = (tmp_path / "release-notes" / "release-notes.html").read_text(encoding="utf-8")
        for words in (answer.name, answer.reason, "the docx file", "Broadland", "With this release", "listed below"):
            assert words in notes


def spoil(monkeypatch: pytest.MonkeyPatch, name: str, made: Document) -> None:
    """A report of which one format is written from another document."""
    write = FORMATS[name]
    monkeypatch.setitem(REPORTS, "small-report", lambda _edition: RIGHT)
    monkeypatch.setitem(FORMATS, name, lambda _document, folder: write(made, folder))


def errors(found: tuple[Issue, ...]) -> list[Issue]:
    return [issue for issue in found if issue.severity is Severity.ERROR]


# -- what does not agree in several formats ----------------------------------------------------------------------------


@pytest.fixture
def contradiction() -> Document:
    """The total of December is one too many."""
    return document(table(ROWS, total=(None, 160, 161, None)))


def write_all(made: Document, folder: Path, names: tuple[str, ...] = AUDITED) -> dict[str, Path]:
    writers: dict[str, Callable[[Document, Path], Path]] = FORMATS
    return {name: writers[name](made, folder) for name in names}


def test_what_every_format_shows_is_one_error_that_names_them(contradiction: Document, tmp_path: Path) -> None:
    (issue,) = errors(audit_report(contradiction, write_all(contradiction, tmp_path)).issues)
    assert issue.code in TOTALS
    assert issue.file == f"small-report as {', '.join(AUDITED)}"
    assert "160" in issue.message
    assert "only" not in issue.message
    assert "Total" in issue.field


def test_what_one_format_shows_says_so(contradiction: Document, tmp_path: Path) -> None:
    files = write_all(RIGHT, tmp_path) | {"docx": FORMATS["docx"](contradiction, tmp_path)}
    (issue,) = [each for each in errors(audit_report(RIGHT, files).issues) if each.code in TOTALS]
    assert issue.file == "small-report as docx"
    assert "Seen in docx only." in issue.message


@pytest.mark.parametrize("name", AUDITED)
def test_the_rules_are_run_on_each_format_alone(contradiction: Document, tmp_path: Path, name: str) -> None:
    (issue,) = errors(audit_report(contradiction, write_all(contradiction, tmp_path, (name,))).issues)
    assert issue.code in TOTALS
    assert issue.file == f"small-report as {name}"
