"""One pack in every format that is read: the same tables, the same findings; what cannot be read says so."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path
from random import Random

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.packs.sheets import show_number
from crossfoot.vocabulary.issues import InputRefused

CAPTION = "Budget monitoring 2016-17"
ROWS = [
    ["Service", "Budget £m", "Forecast £m", "Variance £m", "% of budget"],
    ["Fostering", "12.872", "14.525", "+1.653", "13%"],
    ["Transport", "23.295", "24.245", "+0.950", "4%"],
    ["Legal costs", "3.391", "3.745", "+0.534", "10%"],
    ["Early years", "2.162", "1.727", "-0.435", "-20%"],
    ["Total", "41.720", "44.242", "+2.522", "6%"],
]
WORDS = "The total variance is a forecast."


def write_text(path: Path) -> None:
    path.write_text("\n".join([CAPTION, *("\t".join(row) for row in ROWS), "", WORDS]), encoding="utf-8")


def write_bars(path: Path) -> None:
    ruled = ["| " + " | ".join(row) + " |" for row in ROWS]
    ruled.insert(1, "|---|---|---|---|---|")
    path.write_text("\n".join([CAPTION, "", *ruled, "", WORDS]), encoding="utf-8")


def write_gaps(path: Path) -> None:
    lines = [f"{row[0]:<20}" + "".join(f"{cell:>14}" for cell in row[1:]) for row in ROWS]
    path.write_text("\n".join([CAPTION, "", *lines, "", WORDS]), encoding="utf-8")


def write_html(path: Path) -> None:
    rows = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(
        f"<html><body>\n<h2>{CAPTION}</h2>\n<table>\n{rows}\n</table>\n<p>{WORDS}</p>\n</body></html>", encoding="utf-8"
    )


def write_word(path: Path) -> None:
    document = docx.Document()
    document.add_heading(CAPTION)
    table = document.add_table(rows=len(ROWS), cols=5)
    for row, cells in zip(ROWS, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    document.add_paragraph(WORDS)
    document.save(str(path))


def write_sheet(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Budget")
        pounds = book.add_format({"num_format": "0.000"})
        signed = book.add_format({"num_format": "+0.000;-0.000;0.000"})
        share = book.add_format({"num_format": "0%"})
        sheet.write_string(0, 0, CAPTION)
        for place, heading in enumerate(ROWS[0]):
            sheet.write_string(2, place, heading)
        for number, row in enumerate(ROWS[1:], start=3):
            sheet.write_string(number, 0, row[0])
            for place, (text, style) in enumerate(zip(row[1:4], (pounds, pounds, signed), strict=True), start=1):
                sheet.write_number(number, place, float(text), style)
            sheet.write_number(number, 4, float(row[4].rstrip("%")) / 100, share)
        sheet.write_string(len(ROWS) + 3, 0, WORDS)


WRITERS = {
    "pack.txt": write_text,
    "bars.md": write_bars,
    "gaps.txt": write_gaps,
    "pack.html": write_html,
    "pack.docx": write_word,
    "pack.xlsx": write_sheet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_table_and_the_same_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    audit = audit_pack(path)
    (table,) = [table for table in audit.pack.tables if table.rows]
    assert [column.heading for column in table.columns] == ROWS[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == ROWS[1:]
    assert table.caption == CAPTION
    assert any(WORDS in paragraph.text for paragraph in audit.pack.paragraphs)
    (root,) = {finding.root for finding in audit.findings}
    (finding,) = [finding for finding in audit.findings if finding.id == root]
    assert (finding.row, finding.column, finding.expected) == ("Legal costs", "Variance £m", "0.354")
    assert finding.cause == "Two digits were switched."


def test_spans_of_html_and_merged_cells_of_word_keep_columns_in_place(tmp_path: Path) -> None:
    page = tmp_path / "spans.html"
    page.write_text(
        "<table><caption>Cases</caption><thead><tr><th rowspan=2>Area<th colspan=2>Open<th colspan=2>Closed</tr>"
        "<tr><th>2015<th>2016<th>2015<th>2016</tr></thead><tbody><tr><td>North<td>1<td>2<td>3<td>4</tr>"
        "<tr><td>South<td>5<td>6<td>7<td>8</tr></tbody></table>",
        encoding="utf-8",
    )
    (table,) = open_pack(page).tables
    assert [column.heading for column in table.columns] == [
        "Area", "Open | 2015", "Open | 2016", "Closed | 2015", "Closed | 2016",
    ]  # fmt: skip
    document = docx.Document()
    made = document.add_table(rows=3, cols=3)
    made.cell(0, 1).merge(made.cell(0, 2)).text = "Open"
    for place, text in enumerate(["Area", "2015", "2016"]):
        made.cell(1, place).text = text
    for place, text in enumerate(["North", "12", "14"]):
        made.cell(2, place).text = text
    document.save(str(tmp_path / "merged.docx"))
    (table,) = open_pack(tmp_path / "merged.docx").tables
    assert [column.heading for column in table.columns] == ["Area", "Open | 2015", "Open | 2016"]


def test_a_table_cut_by_a_page_break_is_one_table_and_a_row_in_two_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(
        "Reserves\nReserve\tOpening\tUsed\tClosing\tReason\nSchools\t933\t-255\t678\tHeld for schools\n"
        "Sickness\t1273\t-254\t1019\tHeld for the insurance\n\n17\n\nscheme of staff\t\t\t\tof schools\n"
        "Playing fields\t273\t-89\t184\tTurf\nTotal\t2479\t-598\t1881\t\n",
        encoding="utf-8",
    )
    (table,) = open_pack(path).tables
    assert [row.label for row in table.rows] == ["Schools", "Sickness scheme of staff", "Playing fields", "Total"]
    audit = audit_pack(path)
    assert audit.findings == ()
    assert audit.checks["totals"] == 3


NUMBERS = """
0.245       | 0.0%              | 24.5%
0.2455      | 0%                | 25%
1234.5      | #,##0             | 1,235
-1.5        | +0.0;-0.0;0.0     | -1.5
1.5         | +0.0;-0.0;0.0     | +1.5
-1234       | #,##0;(#,##0)     | (1,234)
12.5        | £#,##0.00         | £12.50
0.1         | General           | 0.1
0.30000000000000004 | General   | 0.3
42736       | mmm-yy            | Jan-17
42748       | dd/mm/yyyy        | 13/01/2017
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_a_number_of_a_workbook_is_read_as_it_shows(line: str) -> None:
    value, code, shown = (part.strip() for part in line.split("|"))
    assert show_number(value, code) == shown


def refused(path: Path) -> str:
    with pytest.raises(InputRefused) as raised:
        audit_pack(path)
    (issue,) = raised.value.issues
    assert issue.file == path.name
    assert issue.advice
    return issue.code


def test_what_cannot_be_read_is_one_issue(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt") == "RECORDS-FILE-MISSING"
    assert refused(tmp_path) == "RECORDS-NOT-A-FILE"
    (tmp_path / "empty.txt").touch()
    assert refused(tmp_path / "empty.txt") == "RECORDS-FILE-EMPTY"
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    assert refused(tmp_path / "binary.txt") == "PACK-BINARY"
    (tmp_path / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert refused(tmp_path / "old.doc") == "PACK-OLD-OR-LOCKED"
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    assert refused(tmp_path / "cut.pdf") == "PACK-PDF-BROKEN"
    (tmp_path / "long.txt").write_text("x" * 2_000_001, encoding="utf-8")
    assert refused(tmp_path / "long.txt") == "PACK-LINE-TOO-LONG"
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with zipfile.ZipFile(tmp_path / "hollow.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(tmp_path / "hollow.docx") == "PACK-BROKEN"
    assert refused(tmp_path / "other.zip") == "PACK-FORMAT-UNKNOWN"
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 40_000_000 + b"</a>")
    assert refused(tmp_path / "bomb.docx") == "PACK-TOO-LARGE"
    with zipfile.ZipFile(tmp_path / "entities.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a><body>&b;</body></a>')
    assert refused(tmp_path / "entities.docx") == "XML-DOCUMENT-TYPE"


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_cut_off_or_with_bytes_changed_is_audited_or_refused(name: str, tmp_path: Path) -> None:
    whole = tmp_path / name
    WRITERS[name](whole)
    content = whole.read_bytes()
    random = Random(7)  # noqa: S311 the same broken files every time
    path = tmp_path / f"broken-{name}"
    for _ in range(25):
        broken = bytearray(content[: random.randint(1, len(content))])
        for _ in range(random.randint(0, 20)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        path.write_bytes(bytes(broken))
        with contextlib.suppress(InputRefused):
            audit_pack(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


cell = st.one_of(
    st.from_regex(r"\A[-+]?[0-9]{1,4}(\.[0-9]{1,2})?%?\Z"),
    st.sampled_from(
        ["", "Total", "All", "Jan-17", "2016", "Q1 2016", "n/a", "-", "FALSE", "↑", "3/4", "50% (1/2)", "%", "0"]
    ),
    st.text(alphabet="abc £()/<>|=0123456789.,%", max_size=12),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(cell, min_size=1, max_size=7), min_size=1, max_size=12))
def test_any_table_at_all_is_audited(folder: Path, rows: list[list[str]]) -> None:
    path = folder / "any.txt"
    path.write_text("A table\n" + "\n".join("\t".join(row) for row in rows) + "\n.", encoding="utf-8")
    audit = audit_pack(path)
    assert all(finding.id and finding.root for finding in audit.findings)
    assert all(audit.passed.get(rule, 0) <= made for rule, made in audit.checks.items())


def test_elements_nested_without_end_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 3000 + "x" + "<table>" * 300 + "</html>", encoding="utf-8")
    assert audit_pack(path).findings == ()
