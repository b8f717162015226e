"""Lists of children as a workbook and as CSV: a title, what the list is, a table with its heading always in sight.

Nothing in a cell is run as a formula, neither by the program that opens the workbook nor by one that opens the CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from crossfoot.render.csv import safe_text
from crossfoot.render.plain_text import clean
from crossfoot.render.sheet_layout import lines_of
from crossfoot.render.xlsx import FONT, LINE, SIZE, TALLEST, TITLE_SIZE
from crossfoot.render.xlsx_package import finished

Cell = str | int | date | None
_LANGUAGE = "en-GB"
_NOTHING = "Nothing to list."
_LONGEST_NAME = 31
_A4 = 9


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading, what it holds, and how wide it is, in digits."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list: what it is called, what it is, and its rows. A cell of None stays empty."""

    name: str
    title: str
    about: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_workbook(path: Path, lists: Sequence[ListSheet], *, title: str, moment: datetime) -> None:
    """A sheet for each list, with the cursor in A1. The same lists and moment give the same bytes.

    Two lists whose names are the same in the first 31 letters are refused by the writer with a ValueError.
    """
    written = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_column_width": 80,
    }
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": title, "created": moment.astimezone(UTC).replace(tzinfo=None)})
        formats = {
            "title": book.add_format({"bold": True, "font_size": TITLE_SIZE}),
            "header": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}),
            Kind.TEXT: book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            Kind.DATE: book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            Kind.NUMBER: book.add_format({"num_format": "#,##0_)", "valign": "top"}),
        }
        for number, each in enumerate(lists, start=1):
            _write_sheet(book, each, formats, table=f"list_{number}")
    path.write_bytes(finished(written.getvalue(), language=_LANGUAGE, heading_size=TITLE_SIZE))


def _write_sheet(book: Any, sheet: ListSheet, formats: Mapping[str, Any], *, table: str) -> None:
    page = book.add_worksheet(sheet_name(sheet.name))
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, clean(sheet.title), formats["title"])
    for row, line in enumerate(sheet.about, start=1):
        page.write_string(row, 0, clean(line))
    top = len(sheet.about) + 2
    last = top + max(len(sheet.rows), 1)
    columns = [{"header": column.heading, "header_format": formats["header"]} for column in sheet.columns]
    page.add_table(top, 0, last, len(columns) - 1, {"name": table, "columns": columns, "style": "Table Style Light 1"})
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    if not sheet.rows:
        page.write_string(top + 1, 0, _NOTHING, formats[Kind.TEXT])
    for row, cells in enumerate(sheet.rows, start=top + 1):
        for place, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
            _write_cell(page, row, place, cell, formats[column.kind])
        lines = max(
            (lines_of(cell, of.width) for cell, of in zip(cells, sheet.columns, strict=True) if isinstance(cell, str)),
            default=1,
        )
        if lines > 1:
            page.set_row(row, min(lines * LINE, TALLEST))


def _write_cell(page: Any, row: int, place: int, cell: Cell, shape: Any) -> None:
    match cell:
        case None:
            page.write_blank(row, place, None, shape)
        case date():
            page.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), shape)  # noqa: DTZ001 - a day
        case int():
            page.write_number(row, place, cell, shape)
        case str():
            page.write_string(row, place, clean(cell), shape)


def sheet_name(name: str) -> str:
    """The name as a sheet may be called: without the signs that none may have, and not too long."""
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in clean(name)).strip()
    return kept[:_LONGEST_NAME].strip() or "List"


def write_csv(path: Path, sheet: ListSheet) -> None:
    """The rows of one list under its headings; days as 2017-01-31."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.heading for column in sheet.columns])
        writer.writerows([_text(cell) for cell in row] for row in sheet.rows)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case _:
            return safe_text(str(cell))


def day_text(day: date) -> str:
    """`31 January 2017`."""
    return f"{day.day} {day:%B %Y}"


def file_slug(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text as a part of a file's name: small letters, digits and dashes, no two the same."""
    taken: set[str] = set()
    slugs = []
    for text in texts:
        plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in text.lower())
        plain = "-".join(part for part in plain.split("-") if part) or "unnamed"
        slug, number = plain, 2
        while slug in taken:
            slug, number = f"{plain}-{number}", number + 1
        taken.add(slug)
        slugs.append(slug)
    return tuple(slugs)
