import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_document import cell, number, sample_document
from spreadsheet_documents import AWKWARD, judged_document, letters, tables

from crossfoot.render.csv import COLUMNS, render, safe_text, table_csv
from crossfoot.render.plain_text import tone_labels
from crossfoot.reports.document import Cell, Column, Quantity, Row, Table
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

LABELS = tone_labels(sample_document())
UNITS = {unit.value for unit in Unit}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_document(), tmp_path_factory.mktemp("csv")).parent


def table_of(*cells: Cell, headings: int = 1) -> Table:
    columns = tuple(Column(f"Column {place}") for place in range(len(cells)))
    return Table("table", "Caption", columns, (Row(cells),), header_columns=headings)


def test_there_is_a_file_for_every_table_and_one_for_the_chart_without(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "chart-conferences-data.csv",
        "chart-sources-data.csv",
        "metadata.json",
        "table-localities.csv",
        "table-measures.csv",
    ]


def test_every_number_is_a_row_with_its_unit_and_its_figures(folder: Path) -> None:
    for table in tables(sample_document()):
        rows = read((folder / f"{table.id}.csv").read_text(encoding="utf-8"))
        found = [(row["value"], row["unit"], row["missing"], row["figures"]) for row in rows if row["figures"]]
        wanted = [
            (
                "" if isinstance(item.value, Missing) else bare(item.text),
                "" if isinstance(item.value, Missing) else item.unit.value,
                item.value.value if isinstance(item.value, Missing) else "",
                " ".join(item.figures),
            )
            for row in table.rows
            for content in row.cells
            for item in content.content
            if isinstance(item, Quantity)
        ]
        assert found == wanted
        assert wanted


def bare(text: str) -> str:
    """A printed number as a machine reads it."""
    return text.replace(",", "").replace("£", "").removesuffix("%").removeprefix("+").removeprefix("<")


def test_rows_name_their_group_their_headings_and_their_judgement(folder: Path) -> None:
    rows = read((folder / "table-measures.csv").read_text(encoding="utf-8"))
    february = [row for row in rows if row["column"] == "In month Feb-16"]
    assert [(row["group"], row["judged"]) for row in february] == [
        ("Front door", ""),
        ("Front door", "Red"),
        ("Children looked after", ""),
        ("Children looked after", ""),
        ("", ""),
    ]
    assert february[0]["row"] == "Contacts [note 1]"
    localities = read((folder / "table-localities.csv").read_text(encoding="utf-8"))
    assert localities[0]["row"] == "North, Fenbury & Marsh"
    assert [(row["value"], row["judged"], row["text"]) for row in localities[:2]] == [
        ("96.9", "Green", "96.9%"),
        ("", "Green", "Green"),
    ]


def test_two_numbers_in_a_cell_are_two_rows() -> None:
    document = judged_document()
    (table,) = tables(document)
    rows = read(table_csv(table, labels=tone_labels(document)))
    change = [row for row in rows if row["column"] == "Change" and row["row"] == "Plans in date"]
    assert [(row["value"], row["unit"], row["text"]) for row in change] == [
        ("-5821", "count", "'-5,821 (-17.1%)"),
        ("-17.1", "percentage", "'-5,821 (-17.1%)"),
    ]
    assert [row["judged"] for row in rows if row["column"] == "Jan-17"] == ["Red", "Amber", ""]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\t=1+1", "'=1+1"),
        ("\r@x", "'@x"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-5.2+cmd|' /C calc'!A0", "'-5.2+cmd|' /C calc'!A0"),
        ("-1e5", "'-1e5"),
        ("-inf", "'-inf"),
        ("-\u0663", "'-\u0663"),
        ("-5.2", "-5.2"),
        ("+4.2", "+4.2"),
        ("-£1,250", "-£1,250"),
        ("+17.1%", "+17.1%"),
        ("Jan-16", "Jan-16"),
        ("<20%", "<20%"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, written: str) -> None:
    assert safe_text(text) == written


@settings(max_examples=200)
@given(st.lists(AWKWARD, min_size=2, max_size=4))
def test_no_text_breaks_the_file_or_runs(texts: list[str]) -> None:
    written = table_csv(table_of(*(cell(text) for text in texts)), labels=LABELS)
    rows = read(written)
    shown = [row["text"] for row in rows]
    assert [letters(text.removeprefix("'")) for text in shown] == [
        letters(t.removeprefix("'")) for t in texts[1:] if letters(t)
    ]
    for row in rows:
        assert set(row) == {name for name, _, _ in COLUMNS}
        assert row["unit"] in UNITS | {""}
        for text in row.values():
            assert not text.startswith(("=", "@", "\t", "\r"))
            assert not text.startswith(("+", "-")) or float(bare(text)) or text.strip("+-0.,%£") == ""


def test_a_table_of_headings_only_still_says_its_last_column() -> None:
    rows = read(table_csv(table_of(cell("North"), cell(number("3")), headings=2), labels=LABELS))
    assert [(row["row"], row["column"], row["value"]) for row in rows] == [("North", "Column 1", "3")]


def test_files_are_utf_8_without_a_mark_and_with_the_line_ends_of_the_standard(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") == content.count(b"\n") > 1
        assert content.decode("utf-8").splitlines()[0] == ",".join(name for name, _, _ in COLUMNS)


def test_the_metadata_describe_every_file_and_column(folder: Path) -> None:
    described = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    assert described["dc:publisher"] == "Wexmoor County Council"
    assert described["dc:date"] == "2017-01-31"
    assert "[x] means not available" in described["rdfs:comment"]
    assert "[note 2] Not collected before April 2016; 1,097 since then." in described["rdfs:comment"]
    assert sorted(table["url"] for table in described["tables"]) == sorted(path.name for path in folder.glob("*.csv"))
    for table in described["tables"]:
        header = (folder / table["url"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == header
        assert table["dc:title"]
    # Common properties come from the vocabularies that the standard knows by these prefixes.
    prefixes = {name.partition(":")[0] for name in described if ":" in name}
    assert prefixes <= {"dc", "dcat", "rdfs", "schema"}


def test_a_table_that_is_gone_leaves_no_file_and_other_files_stay(tmp_path: Path) -> None:
    folder = render(sample_document(), tmp_path).parent
    (folder / "reader-notes.txt").write_text("mine", encoding="utf-8")
    (folder / "last-month.csv").write_text("old", encoding="utf-8")
    render(sample_document(), tmp_path)
    assert not (folder / "last-month.csv").exists()
    assert (folder / "reader-notes.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "table-measures.csv").exists()


def test_equal_documents_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    again = render(sample_document(), tmp_path).parent
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()
