"""A PDF read by its tags: tables whole over pages, cells with nothing in them, spans, and no marks of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from crossfoot.render import pdf
from crossfoot.reports.document import Cell, Column, Document, Heading, Paragraph, Row, Table, Text
from crossfoot.sources.published_file import read_published_file
from crossfoot.sources.published_rows import rows_of_page
from crossfoot.sources.tagged_pdf import read_tagged_pdf

LONG = 90
"""Rows: more than a page holds."""


def cells(*texts: str) -> Row:
    return Row(tuple(Cell((Text(text),)) if text else Cell() for text in texts))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    heads = (Column("Area"), Column("Number", "Dec-16"), Column("Rate", "Dec-16"), Column("What was said of it"))
    said = "A well-known, much-discussed, up-to-date and long-standing account of out-of-county placements. " * 2
    rows = [cells(f"Place {number}", str(1000 + number), "" if number % 3 else "5.5", said) for number in range(LONG)]
    document = Document(
        id="tagged",
        title="A tagged report",
        subtitle="Wexmoor",
        organisation="Wexmoor",
        as_at=date(2017, 2, 8),
        created=datetime(2017, 2, 8, tzinfo=UTC),
        blocks=(
            Heading(1, "Places", "places"),
            Paragraph((Text("There are 90 of them."),)),
            Table("places-table", "Places of Wexmoor", heads, tuple(rows)),
        ),
        status="Draft",
    )
    return pdf.render(document, tmp_path_factory.mktemp("tagged"))


def test_every_row_is_there_once_with_its_empty_cells(written: Path) -> None:
    with pikepdf.open(written) as opened:
        assert len(opened.pages) > 2
    rows = [tuple(text.strip() for text in row) for row in rows_of_page(read_tagged_pdf(written))]
    body = [row for row in rows if row and row[0].startswith("Place ")]
    expected = [(f"Place {number}", str(1000 + number), "" if number % 3 else "5.5") for number in range(LONG)]
    assert [row[:3] for row in body] == expected
    assert {len(row) for row in body} == {4}
    assert all("up-to-date" in row[3] for row in body)


def test_the_page_has_words_and_one_table_with_spans(written: Path) -> None:
    page = read_tagged_pdf(written)
    assert len(list(page.iter("table"))) == 1
    assert ["".join(each.itertext()) for each in page.iter("caption")] == ["Places of Wexmoor"]
    assert [each.get("colspan") for each in page.iter("th") if each.get("colspan")] == ["2"]
    assert "Places" in ["".join(each.itertext()).strip() for each in page.iter("h1")]
    assert not any("Page 2 of" in text for text in page.itertext())


def test_lines_of_words_are_apart_and_contents_are_left_out(written: Path) -> None:
    words = " ".join("".join(read_tagged_pdf(written).itertext()).split())
    assert words.startswith("Wexmoor Draft A tagged report")
    assert words.count("Places") == 2  # the heading and the caption, and no entry of the contents


def test_the_audit_sees_its_tables_with_labels(written: Path) -> None:
    pack = read_published_file(written).pack
    assert pack is not None
    (table,) = pack.tables
    assert table.caption == "Places of Wexmoor"
    assert table.rows[7].label == "Place 7"
    assert table.columns[1].heading == "Dec-16 | Number"
    assert len(list(table.numbers())) == LONG + LONG // 3


def test_a_pdf_without_tags_has_no_rows(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "plain.pdf")
    assert list(rows_of_page(read_tagged_pdf(tmp_path / "plain.pdf"))) == []
