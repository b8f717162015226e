from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
import xlsxwriter
from pydantic import Field

from crossfoot.registers.cell_types import Day, Id, Pounds, Words
from crossfoot.registers.register import Entry, Register
from crossfoot.sources.registers import read_register


class BookEntry(Entry):
    id: Id = Field(description="Its permanent name.", examples=["school-fund"])
    title: Words = Field(description="As it is printed.", examples=["School fund"])
    kind: Literal["income", "spending"] = Field(description="Which side.", examples=["income"])
    amount: Pounds = Field(description="What it holds.", examples=["1250.00"])
    due: Day | None = Field(default=None, description="By when.", examples=["2017-03-31"])
    share: Pounds | None = Field(default=None, description="A part of it.")


BOOK = Register(name="book", title="A book", about="For tests.", entry=BookEntry, key=("id",))
HEADER = "id,title,kind,amount,due\n"


def read(tmp_path: Path, text: str) -> tuple[list[BookEntry], list[tuple[str, int | None, str]]]:
    path = tmp_path / "book.csv"
    path.write_text(text, encoding="utf-8")
    rows, issues = read_register(path, BOOK, file="book.csv")
    return [row.entry for row in rows], [(issue.code, issue.row, issue.field) for issue in issues]


AMOUNTS = """
1250          1250.00
1250.5        1250.50
£1,250.55     1250.55
-3            -3.00
(3,000.10)    -3000.10
+7            7.00
0             0.00
-0            0.00
12.30000000004 12.30
"""
REFUSED_AMOUNTS = ("1,25", "12.345", "1e3", "--3", "(-3)", "£", "n/a", "12 %", "1.2.3", "NaN", "9" * 16)


@pytest.mark.parametrize(("cell", "amount"), [line.split() for line in AMOUNTS.strip().splitlines()])
def test_amounts(tmp_path: Path, cell: str, amount: str) -> None:
    entries, issues = read(tmp_path, HEADER + f'a,A,income,"{cell}",\n')
    assert (str(entries[0].amount), issues) == (amount, [])


@pytest.mark.parametrize("cell", REFUSED_AMOUNTS)
def test_what_is_not_an_amount(tmp_path: Path, cell: str) -> None:
    entries, issues = read(tmp_path, HEADER + f'a,A,income,"{cell}",\n')
    assert entries == []
    assert [(code, row) for code, row, _ in issues] in ([("REGISTER-CELL-BAD", 2)], [("SUPPLIED-FORMULA", 2)])


DAYS = {"2017-03-31": date(2017, 3, 31), "31/03/2017": date(2017, 3, 31), "42825": date(2017, 3, 31), "": None}


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_days(tmp_path: Path, cell: str, day: date | None) -> None:
    entries, issues = read(tmp_path, HEADER + f"a,A,income,1,{cell}\n")
    assert (entries[0].due, issues) == (day, [])


@pytest.mark.parametrize("cell", ["31/02/2017", "03/31/2017", "March", "2017-13-01", "17-03-31"])
def test_what_is_not_a_day(tmp_path: Path, cell: str) -> None:
    entries, issues = read(tmp_path, HEADER + f"a,A,income,1,{cell}\n")
    assert (entries, issues) == ([], [("REGISTER-CELL-BAD", 2, "due")])


FAULTS = {
    "blank": (HEADER + "a,,income,1,\n", ("REGISTER-CELL-BLANK", 2, "title")),
    "not of the list": (HEADER + "a,A,gift,1,\n", ("REGISTER-CELL-BAD", 2, "kind")),
    "twice": (HEADER + "a,A,income,1,\na,B,income,1,\n", ("REGISTER-TWICE", 3, "id")),
    "column missing": ("id,title,amount\na,A,1\n", ("SUPPLIED-COLUMN-MISSING", 1, "kind")),
    "column unknown": ("id,title,kind,amount,colour\na,A,income,1,red\n", ("SUPPLIED-COLUMN-UNKNOWN", 1, "colour")),
    "no rows": (HEADER, ("SUPPLIED-FILE-EMPTY", 1, "")),
    "formula": (HEADER + "a,=A1,income,1,\n", ("SUPPLIED-FORMULA", 2, "title")),
}


@pytest.mark.parametrize(("text", "issue"), FAULTS.values(), ids=FAULTS)
def test_faults(tmp_path: Path, text: str, issue: tuple[str, int, str]) -> None:
    entries, issues = read(tmp_path, text)
    assert (entries, issues) == ([], [issue])


def test_missing_file(tmp_path: Path) -> None:
    rows, issues = read_register(tmp_path / "no.csv", BOOK, file="no.csv")
    assert (rows, [issue.code for issue in issues]) == ((), ["SUPPLIED-FILE-MISSING"])
    rows, issues = read_register(tmp_path / "no.xlsx", BOOK, file="no.xlsx")
    assert (rows, [issue.code for issue in issues]) == ((), ["RECORDS-FILE-MISSING"])


def write_workbook(path: Path, rows: list[list[object]]) -> None:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Notes").write(0, 0, "How to fill it in")
    sheet = book.add_worksheet("Register")
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, days)
            else:
                sheet.write(number, column, cell)
    book.close()


def test_workbook_with_titles_above_and_headings_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows: list[list[object]] = [["The book"], [], ["ID", "Title", "Kind", "Amount", "Due"]]
    write_workbook(
        path, [*rows, ["a", "A\nof two lines", "income", 0.1 + 0.2, date(2017, 3, 31)], [], ["b", "B", "spending", -5]]
    )
    found, issues = read_register(path, BOOK, file="book.xlsx")
    assert issues == ()
    assert [(row.row, row.entry.title, row.entry.amount, row.entry.due) for row in found] == [
        (4, "A\nof two lines", Decimal("0.30"), date(2017, 3, 31)),
        (6, "B", Decimal("-5.00"), None),
    ]


def test_workbook_without_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, [["ID", "Title"], ["a", "A"]])
    found, issues = read_register(path, BOOK, file="book.xlsx")
    assert found == ()
    assert [issue.code for issue in issues] == ["REGISTER-NO-HEADER"]
    assert "kind, amount" in issues[0].message


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"]
)
def test_workbook_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    found, issues = read_register(path, BOOK, file="book.xlsx")
    assert found == ()
    assert len(issues) == 1


def test_columns_say_what_is_wanted() -> None:
    said = {column.name: (column.wanted, column.required, column.example) for column in BOOK.columns}
    assert said["kind"] == ("one of: income, spending", True, "income")
    assert said["due"][:2] == ("a day, such as 2017-03-31 or 31/03/2017", False)
    assert said["share"][0].startswith("pounds and pence")
    assert said["id"] == ("small letters, digits and single hyphens", True, "school-fund")
