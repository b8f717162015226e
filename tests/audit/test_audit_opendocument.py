"""OpenDocument packs, made by odfdo: the same tables as in other formats; repeats, hidden sheets, values, locks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from odfdo import Cell, Document, Header, Paragraph, Row, Table
from test_audit_readers import CAPTION, ROWS, WORDS

from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.vocabulary.issues import InputRefused


def filled(name: str, rows: list[list[str]], *, top: int = 0) -> Table:
    table = Table(name)
    for number, row in enumerate(rows, start=top):
        for place, text in enumerate(row):
            table.set_value((place, number), text)
    return table


def save_sheets(path: Path, *tables: Table) -> Path:
    document = Document("spreadsheet")
    document.body.clear()
    for table in tables:
        document.body.append(table)
    document.save(path)
    return path


def budget() -> Table:
    table = Table("Budget")
    table.set_value((0, 0), CAPTION)
    for place, heading in enumerate(ROWS[0]):
        table.set_value((place, 2), heading)
    for number, row in enumerate(ROWS[1:], start=3):
        table.set_value((0, number), row[0])
        for place in (1, 2, 3):
            table.set_cell((place, number), Cell(value=float(row[place]), text=row[place]))
        share = Cell(value=float(row[4].rstrip("%")) / 100, cell_type="percentage")
        table.set_cell((4, number), share)
    table.set_value((0, len(ROWS) + 3), WORDS)
    return table


def test_a_spreadsheet_gives_the_table_that_it_shows(tmp_path: Path) -> None:
    pack = open_pack(save_sheets(tmp_path / "pack.ods", budget()))
    (table,) = pack.tables
    assert table.caption == CAPTION
    assert [column.heading for column in table.columns] == ROWS[0]
    assert [[cell.text.replace(" %", "%") for cell in row.cells] for row in table.rows] == ROWS[1:]
    assert [row.line for row in table.rows] == [4, 5, 6, 7, 8]
    assert pack.unit == "row"
    assert any(WORDS in paragraph.text for paragraph in pack.paragraphs)


def test_blank_rows_and_cells_repeated_a_million_times_are_nothing(tmp_path: Path) -> None:
    table = filled("Cases", [["Area", "Open", "Closed"], ["North", "12", "14"], ["South", "15", "16"]])
    blank = Row()
    blank.repeated = 1_000_000
    table.append_row(blank)
    wide = Row()
    wide.set_values(["West", "17", "18"])
    wide.append_cell(Cell(repeated=16_000))
    table.append_row(wide)
    pack = open_pack(save_sheets(tmp_path / "pack.ods", table))
    (read,) = pack.tables
    assert [(row.label, row.line) for row in read.rows] == [("North", 2), ("South", 3), ("West", 1_000_004)]
    assert [len(row.cells) for row in read.rows] == [3, 3, 3]
    assert pack.lines == 1_000_004


def test_a_row_repeated_is_read_as_often_and_one_filled_down_without_end_is_cut_and_named(tmp_path: Path) -> None:
    for times, kept in ((3, 3), (1_048_570, 1_000)):
        table = filled("Cases", [["Area", "Open", "Closed"], ["North", "12", "14"]])
        row = Row()
        row.set_values(["South", "15", "16"])
        row.repeated = times
        table.append_row(row)
        pack = open_pack(save_sheets(tmp_path / f"pack-{times}.ods", table))
        assert [row.label for row in pack.tables[0].rows] == ["North", *["South"] * kept]
        assert len(pack.unread) == (times > kept)
        assert all("row 3 stands there 1,048,570 times; 1,000 were read" in told for told in pack.unread)


def test_a_cell_repeated_across_is_read_in_each_column(tmp_path: Path) -> None:
    table = filled("Cases", [["Area", "Open", "Closed", "Kept"], ["North", "12", "14", "16"]])
    row = Row()
    row.append_cell(Cell("South"))
    row.append_cell(Cell("7", repeated=3))
    table.append_row(row)
    (read,) = open_pack(save_sheets(tmp_path / "pack.ods", table)).tables
    assert [cell.text for cell in read.rows[1].cells] == ["South", "7", "7", "7"]


def test_merged_cells_keep_columns_in_place(tmp_path: Path) -> None:
    rows = [["", "Open", "", "Closed", ""], ["Area", "2015", "2016", "2015", "2016"], ["North", "12", "14", "13", "15"]]
    table = filled("Cases", rows)
    table.set_span((1, 0, 2, 0))
    table.set_span((3, 0, 4, 0))
    (read,) = open_pack(save_sheets(tmp_path / "pack.ods", table)).tables
    assert [column.heading for column in read.columns] == [
        "Area", "Open | 2015", "Open | 2016", "Closed | 2015", "Closed | 2016",
    ]  # fmt: skip


def test_a_hidden_sheet_is_left_out(tmp_path: Path) -> None:
    shown = filled("Cases", [["Area", "Open", "Closed"], ["North", "12", "14"]])
    hidden = filled("Workings", [["Area", "Open", "Closed"], ["South", "99", "98"]])
    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(shown)
    document.body.append(hidden)
    path = tmp_path / "pack.ods"
    document.save(path)
    _hide(path, "Workings")
    pack = open_pack(path)
    assert [table.rows[0].label for table in pack.tables] == ["North"]


def _hide(path: Path, name: str) -> None:
    """As LibreOffice writes a hidden sheet: by a style of it."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    content = parts["content.xml"].decode()
    hidden = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="hid" style:family="table">{hidden}</style:style>'
    assert "<office:automatic-styles" in content
    if "<office:automatic-styles/>" in content:
        content = content.replace(
            "<office:automatic-styles/>", f"<office:automatic-styles>{style}</office:automatic-styles>"
        )
    else:
        content = content.replace("<office:automatic-styles>", f"<office:automatic-styles>{style}")
    content = content.replace(f'table:name="{name}"', f'table:name="{name}" table:style-name="hid"')
    parts["content.xml"] = content.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for entry, part in parts.items():
            archive.writestr(entry, part)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write_cells(path: Path, *cells: str) -> Path:
    """A spreadsheet whose last row has these cells, as they are in the file."""
    content = (
        f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:table:1.0" xmlns:x="{OFFICE}:text:1.0">'
        '<o:body><o:spreadsheet><t:table t:name="S"><t:table-row>'
        + "".join(f"<t:table-cell><x:p>H{place}</x:p></t:table-cell>" for place in range(len(cells)))
        + f"</t:table-row><t:table-row>{''.join(cells)}</t:table-row>"
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


VALUES = """
o:value-type="percentage" o:value="0.245"          | 24.5%
o:value-type="float" o:value="0.30000000000000004" | 0.3
o:value-type="date" o:date-value="2017-01-31"      | 31/01/2017
o:value-type="boolean" o:boolean-value="false"     | FALSE
o:value-type="string" o:string-value="North"       | North
"""


def test_a_value_without_words_is_shown_as_its_kind_is_written(tmp_path: Path) -> None:
    cases = [tuple(map(str.strip, line.split("|"))) for line in VALUES.strip().splitlines()]
    path = write_cells(tmp_path / "pack.ods", *(f"<t:table-cell {value}/>" for value, _ in cases))
    (table,) = open_pack(path).tables
    texts = [cell.text for row in table.rows for cell in row.cells] or [cell.text for cell in table.header[-1]]
    assert texts == [shown for _, shown in cases]


def test_what_a_cell_shows_goes_before_its_value_and_notes_are_no_part_of_it(tmp_path: Path) -> None:
    note = '<o:annotation xmlns:o="urn:x"><x:p>ask again 99</x:p></o:annotation>'
    path = write_cells(
        tmp_path / "pack.ods",
        "<t:table-cell><x:p>North<x:s x:c='2'/>West</x:p></t:table-cell>",
        f'<t:table-cell o:value-type="percentage" o:value="0.2449">{note}<x:p>24.5%</x:p></t:table-cell>',
        '<t:table-cell o:value-type="float" o:value="7"><x:p>7<x:span>.0</x:span></x:p></t:table-cell>',
    )
    (table,) = open_pack(path).tables
    assert [cell.text for cell in table.rows[0].cells] == ["North West", "24.5%", "7.0"]


def test_a_text_document_gives_its_tables_and_words(tmp_path: Path) -> None:
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, CAPTION))
    document.body.append(filled("Table1", ROWS))
    document.body.append(Paragraph(WORDS))
    document.save(tmp_path / "pack.odt")
    pack = open_pack(tmp_path / "pack.odt")
    (table,) = pack.tables
    assert table.caption == CAPTION
    assert [[cell.text for cell in row.cells] for row in table.rows] == ROWS[1:]
    assert [paragraph.text for paragraph in pack.paragraphs] == [CAPTION, WORDS]


def test_a_locked_one_a_broken_one_and_a_bomb_are_refused(tmp_path: Path) -> None:
    whole = save_sheets(tmp_path / "pack.ods", budget())
    with zipfile.ZipFile(whole) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    locked = b'<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    cases = {
        "PACK-LOCKED": {**parts, "META-INF/manifest.xml": locked, "content.xml": b"\x00\x01"},
        "XML-BROKEN": {**parts, "content.xml": parts["content.xml"][:-200]},
        "PACK-PART-MISSING": {name: part for name, part in parts.items() if name != "content.xml"},
        "PACK-TOO-LARGE": {**parts, "content.xml": b"<a>" + b" " * 40_000_000 + b"</a>"},
    }
    for code, files in cases.items():
        path = tmp_path / f"{code}.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in files.items():
                archive.writestr(name, part)
        with pytest.raises(InputRefused) as raised:
            open_pack(path)
        assert [issue.code for issue in raised.value.issues] == [code]
