import re
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from python_calamine import CalamineWorkbook
from sample_document import sample_document
from spreadsheet_documents import (
    Awkward,
    awkward_documents,
    every_number_document,
    find_lost_numbers,
    find_lost_texts,
    judged_document,
)
from spreadsheet_rules import RULES, BookFound, CellFound, NumberShape, find_breaches
from xlsx_reader import number_shape, read_xlsx

from crossfoot.render.xlsx import render
from crossfoot.vocabulary.units import Unit


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_document(), tmp_path_factory.mktemp("xlsx"))


@pytest.fixture(scope="module")
def book(path: Path) -> BookFound:
    return read_xlsx(path)


def test_it_keeps_the_rules_for_spreadsheets(book: BookFound) -> None:
    assert find_breaches(book) == []


def test_the_checker_sees_each_breach(book: BookFound) -> None:
    cover, contents, notes, report, table, *others = book.sheets

    def with_table(**changes: object) -> list[str]:
        changed = replace(table, **changes)  # type: ignore[arg-type]
        return find_breaches(replace(book, sheets=(cover, contents, notes, report, changed, *others)))

    def with_cell(row: int, place: int, **changes: object) -> list[str]:
        found = replace(table.cells[row, place], **changes)  # type: ignore[arg-type]
        return with_table(cells={**table.cells, (row, place): found})

    head, last = table.first_row, table.last_row
    numbers = table.headings.index("January 2017 In time")
    seen = {
        breach.split(":")[0]
        for breaches in (
            with_table(cells={**table.cells, (last + 2, 0): CellFound("a second table")}),
            with_table(table_name=report.table_name),
            with_cell(head, 1, value=table.headings[0].upper()),
            with_cell(last, 1, value=""),
            with_cell(last, 1, value="[c]"),
            with_cell(last, 1, value="Wexmoor [note 9]"),
            with_cell(last, 1, value="Red ✖"),
            with_table(unwanted=("merged cells",)),
            with_table(name=report.name),
            find_breaches(replace(book, sheets=(contents, cover, notes, report, table, *others))),
            with_table(title_style="Normal"),
            with_cell(last, 1, wrapped=False),
            with_cell(head, numbers, right=False),
            with_table(widths=(3.0,) * 9),
            with_cell(last, 1, link="'Nowhere'!A1"),
            find_breaches(replace(book, properties={**book.properties, "language": ""})),
            find_breaches(replace(book, cursors=("B7",))),
        )
        for breach in breaches
    }
    assert seen == {rule.__name__ for rule in RULES}


def test_every_number_is_a_number_that_shows_as_printed(book: BookFound) -> None:
    counted, lost = find_lost_numbers(book, sample_document())
    assert lost == []
    assert counted == 91


def test_every_unit_shows_as_printed(tmp_path: Path) -> None:
    document = every_number_document()
    counted, lost = find_lost_numbers(read_xlsx(render(document, tmp_path)), document)
    assert lost == []
    assert counted == len(Unit) * 2 * 7 * 3


def test_another_program_reads_the_same_values(path: Path) -> None:
    read = CalamineWorkbook.from_path(str(path))
    name = "Table 1 Conferences held"
    rows = read.get_sheet_by_name(name).to_python()
    assert rows[0][0] == "Table 1: Conferences held in time by locality, Wexmoor, January 2017"
    assert rows[-3][:6] == ["North", "Upper Wex", 0.77, "Red", "Red", -8.1]
    assert rows[-1][:6] == ["All", "Wexmoor", 0.913, "Not judged", "Green", 2.4]


def test_a_judgement_beside_a_number_becomes_a_word_beside_it(tmp_path: Path) -> None:
    document = judged_document()
    found = read_xlsx(render(document, tmp_path))
    assert find_breaches(found) == []
    sheet = found.sheet("Signs")
    assert sheet.headings == ["Sign", "Dec-16", "Jan-17", "Jan-17 judged", "Change", "RAG"]
    assert [shown.text for shown in sheet.column("Jan-17")] == ["85.7%", "98.6%", "[x]"]
    assert [shown.value for shown in sheet.column("Jan-17")] == [0.857, 0.986, "[x]"]
    assert [shown.text for shown in sheet.column("Jan-17 judged")] == ["Red", "Amber", "Not judged"]
    assert [shown.value for shown in sheet.column("Change")] == ["-5,821 (-17.1%)", 3.0, "[z]"]
    assert find_lost_numbers(found, document)[1] == []


def test_links_lead_to_worksheets_and_to_the_part_of_the_report(book: BookFound) -> None:
    contents = book.sheets[1]
    assert [row[0].link for row in contents.rows()] == [f"'{sheet.name}'!A1" for sheet in book.sheets[2:]]
    localities = book.sheet("Conferences held in time by locality, Wexmoor, January 2017")
    match = re.fullmatch(r"'Report'!A(\d+)", localities.column("More")[0].link)
    assert match is not None
    report = book.sheets[3]
    assert report.cells[int(match[1]) - 1, 2].value == "Definitions & sources"


def test_properties_say_what_it_is(path: Path, book: BookFound) -> None:
    assert book.properties["title"] == "Children's services performance & assurance <draft>"
    assert book.properties["creator"] == "Wexmoor County Council"
    assert book.properties["language"] == "en-GB"
    assert book.properties["created"] == "2017-02-08T09:30:00Z"
    assert book.properties["keywords"] == "children's services, performance"
    assert book.properties["contentStatus"] == "Draft"


def test_equal_documents_give_equal_bytes(path: Path, tmp_path: Path) -> None:
    time.sleep(2.1)
    assert render(sample_document(), tmp_path / "again").read_bytes() == path.read_bytes()
    later = replace(sample_document(), created=datetime(2017, 2, 8, 9, 31))  # noqa: DTZ001 a snapshot without a zone
    assert render(later, tmp_path / "later").read_bytes() != path.read_bytes()


def test_text_in_the_package_is_never_a_formula(path: Path) -> None:
    with ZipFile(path) as package:
        pages = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    kinds = {item.get("t") for page in pages for item in etree.fromstring(page).iter("{*}c")}
    assert kinds == {"s", None}


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("#,##0", 1204.0, "1,204"),
        ("#,##0.0%", 0.857, "85.7%"),
        ("+#,##0.0;-#,##0.0;#,##0.0", 4.2, "+4.2"),
        ("+#,##0.0;-#,##0.0;#,##0.0", 0.0, "0.0"),
        ('"£"#,##0', -1250.0, "-£1,250"),
    ],
)
def test_the_reader_of_format_codes(code: str, value: float, shown: str) -> None:
    shape = number_shape(code)
    assert isinstance(shape, NumberShape)
    assert shape.shown(value) == shown


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(awkward=awkward_documents())
def test_no_text_breaks_the_file(awkward: Awkward, tmp_path: Path) -> None:
    made = render(awkward.document, tmp_path)
    read = CalamineWorkbook.from_path(str(made))
    rows = read.get_sheet_by_name(read.sheet_names[4]).to_python()
    assert find_lost_texts(awkward.document, rows) == []
    found = read_xlsx(made)
    assert max(len(text.text.encode("utf-16-le")) for sheet in found.sheets for text in sheet.cells.values()) <= 65_534
    assert [breach for breach in find_breaches(found) if not breach.startswith(("no_symbol", "properties"))] == []
