import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from ods_reader import read_ods
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
from spreadsheet_rules import BookFound, find_breaches
from xlsx_reader import read_xlsx

from crossfoot.render import xlsx
from crossfoot.render.ods import render
from crossfoot.vocabulary.units import Unit


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_document(), tmp_path_factory.mktemp("ods"))


@pytest.fixture(scope="module")
def book(path: Path) -> BookFound:
    return read_ods(path)


def test_it_keeps_the_rules_for_spreadsheets(book: BookFound) -> None:
    assert find_breaches(book) == []


def test_every_number_is_a_number_that_shows_as_printed(book: BookFound) -> None:
    counted, lost = find_lost_numbers(book, sample_document())
    assert lost == []
    assert counted == 91


def test_it_holds_what_the_workbook_holds(book: BookFound, tmp_path: Path) -> None:
    workbook = read_xlsx(xlsx.render(sample_document(), tmp_path))
    for ours, other in zip(book.sheets, workbook.sheets, strict=True):
        assert (ours.name, ours.table_name, ours.headings) == (other.name, other.table_name, other.headings)
        assert {place: found.text for place, found in ours.cells.items()} == {
            place: found.text for place, found in other.cells.items()
        }
        assert [found.link.replace(".A", "!A") for found in ours.cells.values()] == [
            found.link for found in other.cells.values()
        ]


def test_every_unit_shows_as_printed(tmp_path: Path) -> None:
    document = every_number_document()
    counted, lost = find_lost_numbers(read_ods(render(document, tmp_path)), document)
    assert lost == []
    assert counted == len(Unit) * 2 * 7 * 3


def test_another_program_reads_the_same_values(path: Path) -> None:
    read = CalamineWorkbook.from_path(str(path))
    rows = read.get_sheet_by_name("Table 1 Conferences held").to_python()
    assert rows[-3][:6] == ["North", "Upper Wex", 0.77, "Red", "Red", -8.1]
    assert rows[-1][:6] == ["All", "Wexmoor", 0.913, "Not judged", "Green", 2.4]


def test_a_judgement_beside_a_number_becomes_a_word_beside_it(tmp_path: Path) -> None:
    found = read_ods(render(judged_document(), tmp_path))
    assert find_breaches(found) == []
    sheet = found.sheet("Signs")
    assert [shown.value for shown in sheet.column("Jan-17")] == [0.857, 0.986, "[x]"]
    assert [shown.text for shown in sheet.column("Jan-17 judged")] == ["Red", "Amber", "Not judged"]


def test_properties_say_what_it_is(book: BookFound) -> None:
    assert book.properties == {
        "title": "Children's services performance & assurance <draft>",
        "subject": "Monthly report for January 2017",
        "initial-creator": "Wexmoor County Council",
        "creator": "Wexmoor County Council",
        "language": "en-GB",
        "created": "2017-02-08T09:30:00",
        "date": "2017-02-08T09:30:00",
        "keyword": "children's services, performance",
        "generator": "crossfoot",
        "user-defined": "Draft",
    }


def test_the_package_says_first_what_it_is(path: Path) -> None:
    with ZipFile(path) as package:
        first, *others = package.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        manifest = package.read("META-INF/manifest.xml").decode()
        listed = [entry.filename for entry in others if entry.filename != "META-INF/manifest.xml"]
        assert all(f'full-path="{name}"' in manifest for name in listed)
        versions = [package.read(name).count(b'office:version="1.3"') for name in listed]
    assert versions == [1, 1, 1, 1]
    assert path.read_bytes()[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def test_the_language_is_the_document_s_and_no_other(path: Path) -> None:
    with ZipFile(path) as package:
        styles = package.read("styles.xml").decode()
    assert 'fo:language="en" fo:country="GB"' in styles
    assert "fr" not in {part.split('"')[0] for part in styles.split('fo:language="')[1:]}


def test_equal_documents_give_equal_bytes(path: Path, tmp_path: Path) -> None:
    time.sleep(2.1)
    assert render(sample_document(), tmp_path / "again").read_bytes() == path.read_bytes()
    later = replace(sample_document(), created=datetime(2017, 2, 8, 9, 31))  # noqa: DTZ001 a snapshot without a zone
    assert render(later, tmp_path / "later").read_bytes() != path.read_bytes()


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(awkward=awkward_documents())
def test_no_text_breaks_the_file(awkward: Awkward, tmp_path: Path) -> None:
    made = render(awkward.document, tmp_path)
    read = CalamineWorkbook.from_path(str(made))
    rows = read.get_sheet_by_name(read.sheet_names[4]).to_python()
    assert find_lost_texts(awkward.document, rows) == []
    found = read_ods(made)
    assert [breach for breach in find_breaches(found) if not breach.startswith(("no_symbol", "properties"))] == []
