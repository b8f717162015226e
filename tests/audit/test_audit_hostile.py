"""Files made to keep a computer busy or to fill its memory: refused, or read as far as a person would, and soon."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from crossfoot.sources.packs import allowance, archive, sheet_runs
from crossfoot.sources.packs import open_pack as opening
from crossfoot.sources.packs.allowance import LONGEST_PARAGRAPH, cut_cell, parts_of
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.vocabulary.issues import InputRefused

Sheet = Callable[[str, str], Path]


def refused(path: Path) -> str:
    with pytest.raises(InputRefused) as raised:
        open_pack(path)
    (issue,) = raised.value.issues
    assert issue.advice
    return issue.code


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Writes a workbook of one sheet with these rows."""

    def write(name: str, rows: str, before: str = "") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(
                "xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'
            )
            made.writestr(
                "xl/_rels/workbook.xml.rels",
                '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
            )
            made.writestr("xl/worksheets/sheet1.xml", f"{before}<worksheet><sheetData>{rows}</sheetData></worksheet>")
        return path

    return write


def test_a_hundred_thousand_elements_inside_each_other_are_named_as_not_read(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + "x" + "<table><tr><td>" * 100_000, encoding="utf-8")
    pack = open_pack(path)
    assert pack.unread == ["What lies more than 200 elements deep was not read."]


def test_ten_million_cells_made_by_spans_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_CELLS", 50_000)
    path = tmp_path / "spans.html"
    path.write_text("<table>" + "<tr><td colspan=400>1<td colspan=400>2</tr>\n" * 13_000 + "</table>", encoding="utf-8")
    assert refused(path) == "PACK-TOO-LARGE"
    with zipfile.ZipFile(tmp_path / "spans.docx", "w") as made:
        cell = '<tc><tcPr><gridSpan w:val="400"/></tcPr><p><r><t>1</t></r></p></tc>'
        rows = f"<tr>{cell}</tr>" * 200
        made.writestr("word/document.xml", f'<document xmlns:w="w"><body><tbl>{rows}</tbl></body></document>')
    assert refused(tmp_path / "spans.docx") == "PACK-TOO-LARGE"


def test_rows_that_somebody_formatted_to_the_last_end_the_sheet(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_runs, "MOST_BLANK", 50)
    top = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2, 2000))
    pack = open_pack(sheet("blank.xlsx", f'{top}{blank}<row r="2000"><c r="A2000"><v>3</v></c></row>'))
    assert pack.unread == ["S: rows after 52 were not read; 50 before are blank."]
    assert pack.lines < 100


def test_cells_far_to_the_right_do_not_fill_the_memory(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_CELLS", 100_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 20))
    assert refused(sheet("right.xlsx", rows)) == "PACK-TOO-LARGE"


def test_a_billion_laughs_and_a_row_of_tags_without_end_are_refused(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    laughs = f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]>'
    row = '<row><c t="inlineStr"><is><t>&j;</t></is></c></row>'
    assert refused(sheet("laughs.xlsx", row, laughs)).startswith("XML-")  # type: ignore[call-arg]
    monkeypatch.setattr(archive, "MOST_TAGS", 5_000)
    assert refused(sheet("tags.xlsx", f'<row r="1">{"<c/>" * 20_000}</row>')) == "PACK-TOO-LARGE"


def test_a_document_nested_deeper_than_any_program_writes_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deep.docx", "w", zipfile.ZIP_DEFLATED) as made:
        inside = f"{'<sdt><sdtContent>' * 20_000}<p><r><t>x</t></r></p>{'</sdtContent></sdt>' * 20_000}"
        made.writestr("word/document.xml", f"<document><body>{inside}</body></document>")
    assert refused(tmp_path / "deep.docx") == "XML-BROKEN"


@pytest.mark.parametrize("text", ["a\n", "1\t2\n", "a\tb\n\n"])
def test_text_without_end_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_PARAGRAPHS", 1_000), ("MOST_CELLS", 2_000), ("MOST_TABLES", 500)):
        monkeypatch.setattr(allowance, name, most)
    path = tmp_path / "long.txt"
    path.write_text(text * 1_500, encoding="utf-8")
    assert refused(path) == "PACK-TOO-LARGE"


def test_a_table_longer_or_wider_than_people_read_is_named_and_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOST_ROWS", 30)
    monkeypatch.setattr(opening, "MOST_COLUMNS", 20)
    rows = ["Pupil\tMarks\tDays", *(f"Row {number} x\t{number}\t7" for number in range(40))]
    wide = ["Area\t" + "\t".join(f"C{number}" for number in range(25)), "North\t" + "\t".join("12345" * 5)]
    small = ["Area\tOpen\tClosed", "North\t12\t14", "South\t13\t15"]
    path = tmp_path / "pack.txt"
    path.write_text("\n".join(["Records", *rows, "", "Store", *wide, "", "Cases", *small]), encoding="utf-8")
    pack = open_pack(path)
    assert [table.caption for table in pack.tables] == ["Cases"]
    told = {words.partition(" was not checked: ")[2].partition(" are more")[0] for words in pack.unread}
    assert told == {"41 rows and 3 columns", "2 rows and 26 columns"}


def test_a_number_of_half_a_million_digits_is_words(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_text(
        f"Cases\nArea\tOpen\tClosed\nNorth\t{'1' * 500_000}\t12\nSouth\t13\t14\n\nThere were {'7' * 500_000}.\n",
        encoding="utf-8",
    )
    (table,) = open_pack(path).tables
    assert table.rows[0].cells[1].number is None
    assert table.rows[0].cells[2].number is not None
    assert cut_cell("1,234,567,890.12") == "1,234,567,890.12"


def test_a_paragraph_without_end_is_read_in_parts_and_nothing_is_lost() -> None:
    said = "".join(f"Sentence number {number} says something. " for number in range(1_000))
    parts = list(parts_of(said))
    assert "".join(parts) == said
    assert max(map(len, parts)) <= LONGEST_PARAGRAPH
    assert all(part.endswith(".") for part in parts[:-1])
    assert "".join(parts_of("x" * 20_000)) == "x" * 20_000
