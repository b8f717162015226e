"""Captions below their tables, as some print them; pages on which each cell stands on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack

CASES = [["Team", "Opened", "Closed"], ["Coast", "31", "18"], ["Hills", "27", "22"], ["Total", "58", "40"]]
STAFF = [["Grade", "Posts", "Vacant"], ["Senior", "12", "3"], ["Other", "45", "8"], ["Total", "57", "11"]]
Part = str | list[list[str]]


def write_word(path: Path, parts: Sequence[tuple[str, Part]]) -> None:
    document = docx.Document()
    for style, part in parts:
        if isinstance(part, str):
            document.add_paragraph(part, style=style or None)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for row, cells in zip(part, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = text
    document.save(str(path))


def test_word_captions_that_all_stand_below_name_the_table_above_them(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    below: list[tuple[str, Part]] = [
        ("Heading 1", "Caseloads"), ("", CASES), ("Caption", "Cases of the year"), ("", "Hills closed the most cases."),
        ("Heading 1", "Staffing"), ("", STAFF), ("Caption", "Posts at the end of March"), ("", "Eight are advertised."),
    ]  # fmt: skip
    write_word(path, below)
    assert [table.title for table in open_pack(path).tables] == ["Cases of the year", "Posts at the end of March"]


def test_word_captions_above_stay_though_words_stand_between(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    above: list[tuple[str, Part]] = [
        ("Caption", "Cases of the year"), ("", CASES),
        ("Caption", "Posts at the end of March"), ("", "Posts are whole ones."), ("", STAFF), ("", "Eight are open."),
    ]  # fmt: skip
    write_word(path, above)
    assert [table.caption for table in open_pack(path).tables] == ["Cases of the year", "Posts at the end of March"]


def text_of(parts: Sequence[Part]) -> str:
    return "\n\n".join(part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            ["Caseloads", CASES, "Table 1: Cases", "Hills did well.", "Staffing", STAFF, "Table 2: Posts", "The end."],
            ["Table 1: Cases", "Table 2: Posts"],
        ),
        (["Table 1: Cases", CASES, "Table 2: Posts", STAFF], ["Table 1: Cases", "Table 2: Posts"]),
        # The first table has no name; the caption between is of the second.
        (["Caseloads", CASES, "Table 1: Posts", STAFF], ["Caseloads", "Table 1: Posts"]),
        # A chart stands last, not a table.
        (["Caseloads", CASES, "Table 1: Posts", STAFF, "Figure 1: Trend"], ["Caseloads", "Table 1: Posts"]),
        # A list of tables comes first.
        (
            ["Table 2: Posts", "Caseloads", CASES, "Table 2: Posts", STAFF, "Table 3: Costs"],
            ["Caseloads", "Table 2: Posts"],
        ),
    ],
)
def test_numbered_captions_of_any_format_stand_where_the_whole_pack_shows(
    parts: list[Part], expected: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text_of(parts), encoding="utf-8")
    assert [table.caption for table in open_pack(path).tables] == expected


def page_of(rows: Sequence[Sequence[str]], words: str, *, on_lines: bool) -> str:
    start, end = ("<td width=60>\n  <p class=MsoNormal>", "</p>\n  </td>\n") if on_lines else ("<td>", "</td>")
    body = "\n".join("<tr>" + "".join(f"{start}{cell}{end}" for cell in row) + "</tr>" for row in rows)
    return f"<html><body>\n<h1>Cases by team</h1>\n<table>\n{body}\n</table>\n<p>{words}</p>\n</body></html>"


@pytest.mark.parametrize("on_lines", [True, False])
def test_a_sentence_is_as_near_to_its_table_however_the_page_is_written(on_lines: bool, tmp_path: Path) -> None:
    path = tmp_path / "pack.html"
    rows = [["Team", "Cases opened", "Cases closed", "Cases held", "Cases sent back", "Cases moved"]]
    rows += [[f"Team {letter}", "13", "11", "27", "3", "5"] for letter in "ABCDEFGH"]
    rows += [["All teams", "104", "88", "216", "24", "40"]]
    path.write_text(page_of(rows, "The number held was 261 over all teams.", on_lines=on_lines), encoding="utf-8")
    audit = audit_pack(path)
    assert audit.pack.unit == ("paragraph or row" if on_lines else "line")
    (table,) = audit.pack.tables
    assert table.last_line - table.line == len(rows) - 1
    assert [finding.published for finding in audit.findings] == ["261"]


def test_ages_are_headings_though_the_first_is_under_one(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    rows = [["Ward", "Under 1", "1", "2", "3", "4", "0 to 4"], ["Abbey", "19", "23", "19", "23", "24", "108"]]
    rows += [["Brook", "20", "19", "18", "20", "22", "99"], ["Borough", "39", "42", "37", "43", "46", "207"]]
    path.write_text(text_of(["Children by age", rows]), encoding="utf-8")
    (table,) = open_pack(path).tables
    assert [column.heading for column in table.columns] == rows[0]
