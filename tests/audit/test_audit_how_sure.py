"""How sure a reading is: certain where each number has its label and heading, less where cells show that it has not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_pdf import MadePdf
from python_calamine import CalamineWorkbook

from crossfoot.audit.reading.how_sure import reading_of
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.run_audit import Audit
from crossfoot.audit.written.as_json import audit_json
from crossfoot.audit.written.as_page import audit_page
from crossfoot.audit.written.as_table import write_workbook
from crossfoot.audit.written.as_words import audit_words
from crossfoot.sources.packs.open_pack import open_pack

SURE = "Cases by area\nArea\tOpen\tClosed\nNorth\t12\t14\nSouth\t13\t15\nWest\t16\t18\n"


def opened(text: str, folder: Path) -> Pack:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return open_pack(path)


def test_a_table_read_as_it_was_meant_is_certain(tmp_path: Path) -> None:
    reading = reading_of(opened(SURE, tmp_path))
    assert reading.sure == 1
    assert [(each.sure, each.why, each.numbers) for each in reading.tables] == [(1, (), 6)]
    assert reading.least == ()


DOUBTS = {
    "no headings": (SURE.replace("Area\tOpen\tClosed\n", ""), 0.6, "it has no headings"),
    # Two of six numbers stand in one cell: half of twice that share.
    "two in a cell": (SURE.replace("16\t18", "16 18\t"), 1 - 2 * 1 / 5, "1 cell holds two numbers or more"),
    "no heading over one": (SURE.replace("\tOpen", "\t"), 0.5, "3 of 6 numbers have no heading"),
    "words": (SURE.replace("16\t18", "16\tabout"), 5 / 6, "words where a column has numbers: 1 times"),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_a_table_shows_of_a_bad_reading_counts_against_it(name: str, tmp_path: Path) -> None:
    text, sure, why = DOUBTS[name]
    (reading,) = reading_of(opened(text, tmp_path)).tables
    assert reading.sure == pytest.approx(sure)
    assert reading.why == (why,)


def test_pages_that_were_not_read_count_against_the_pack(tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 100, "Words.")])
    made.add_picture()
    assert reading_of(open_pack(made.save(tmp_path / "pack.pdf"))).sure == 0.5


def test_it_is_said_in_every_form(tmp_path: Path) -> None:
    text, sure, why = DOUBTS["two in a cell"]
    pack = opened(f"{SURE}\n\nMore words.\n\n{text.replace('Cases', 'Visits')}", tmp_path)
    audit = Audit(pack, (), {}, {})
    read = json.loads(audit_json(audit))["read"]
    assert [(each["title"], each["sure"], each["why_not"]) for each in read["by_table"]] == [
        ("Cases by area", 1, ""),
        ("Visits by area", round(sure, 2), why),
    ]
    assert read["sure"] == round((6 + 5 * sure) / 11, 3)
    assert (read["tables"], read["pages_not_read"]) == (2, [])
    page = audit_page(audit)
    assert "How sure the reading is" in page
    assert page.count(why) == 1
    assert f"Read less surely: Visits by area (line 11): {why}." in audit_words(audit)
    write_workbook(audit, tmp_path / "audit.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "audit.xlsx").get_sheet_by_name("Tables read").to_python()
    assert rows[0][:4] == ["line", "sheet", "page", "title"]
    assert [row[3] for row in rows[1:]] == ["Cases by area", "Visits by area"]
    assert [row[-1] for row in rows[1:]] == ["", why]
