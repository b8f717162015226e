"""A template as an accessible workbook: a table to fill in with lists and formats, and a sheet that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from crossfoot.operations.template_columns import CellKind, TemplateColumn
from crossfoot.render.palette import BRAND, INK, PANEL, RULE
from crossfoot.render.xlsx_package import finished

FONT, SIZE, TITLE_SIZE = "Arial", 12, 16
FILLED = 1_000
"""Rows below the header that have formats and lists."""
_NUMBER_FORMATS = {
    CellKind.WORDS: "General",
    CellKind.CODE: "@",
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.POUNDS: "#,##0.00",
    CellKind.NUMBER: "0",
}
_WIDTHS = {CellKind.WORDS: 34, CellKind.CODE: 24, CellKind.DAY: 14, CellKind.POUNDS: 18, CellKind.NUMBER: 14}
_LONGEST_LIST = 255
"""Characters of a list in a validation, by the file format."""
_HEADER_ROW = 4
"""From 0: title, what it is, where columns are explained, a blank row, the header."""
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the file format has no zone; the same template gives the same bytes


@dataclass(frozen=True, slots=True)
class Guide:
    """A sheet that explains: nothing in it is read. `widths` are of its columns, in characters."""

    sheet: str
    title: str
    about: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A table to be filled in: its file's name, title, what it is, columns, and rows that are there already."""

    name: str
    title: str
    about: str
    sheet: str
    columns: tuple[TemplateColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    guides: tuple[Guide, ...] = ()
    """Sheets beside the one that explains the columns."""


def template_bytes(template: Template) -> bytes:
    """The workbook. The same template gives the same bytes."""
    written = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": template.title, "subject": template.about, "created": _MADE})
        shapes = _Shapes(book)
        _write_table(book, template, shapes)
        for guide in (_columns_guide(template), *template.guides):
            _write_guide(book, guide, shapes, name=f"{guide.sheet.casefold()}_{template.name}")
    return finished(written.getvalue(), language="en-GB", heading_size=TITLE_SIZE)


class _Shapes:
    """The formats of a template."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": TITLE_SIZE, "font_color": BRAND})
        self.header = book.add_format(
            {"bold": True, "bg_color": PANEL, "font_color": INK, "bottom": 1, "left": 1, "left_color": RULE}
        )
        self.words = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE})
        self.cells = {
            kind: book.add_format(
                {"num_format": shape, "valign": "top", "text_wrap": kind is CellKind.WORDS}
                | ({"align": "left"} if kind is CellKind.CODE else {})
            )
            for kind, shape in _NUMBER_FORMATS.items()
        }


def _write_table(book: Any, template: Template, shapes: _Shapes) -> None:
    page = book.add_worksheet(template.sheet)
    _write_top(page, template.title, shapes, template.about, "Each column is explained on the sheet Columns.")
    _add_table(
        page, template.title, _names(template), shapes, name=f"template_{template.name}", rows=len(template.rows)
    )
    for place, each in enumerate(template.columns):
        page.set_column(place, place, _WIDTHS[each.kind], shapes.cells[each.kind])
        validation = _validation(each)
        if validation is not None:
            page.data_validation(_HEADER_ROW + 1, place, _HEADER_ROW + FILLED, place, validation)
    for number, row in enumerate(template.rows, start=_HEADER_ROW + 1):
        for place, (text, each) in enumerate(zip(row, template.columns, strict=True)):
            shape = shapes.cells[each.kind]
            _check(
                page.write_string(number, place, text, shape) if text else page.write_blank(number, place, "", shape)
            )
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{_HEADER_ROW + FILLED}"})
    page.repeat_rows(_HEADER_ROW)
    page.set_landscape()


def _columns_guide(template: Template) -> Guide:
    return Guide(
        sheet="Columns",
        title=f"{template.title}: columns",
        about="What each column holds and what may be written in it. No row of this sheet is read.",
        headings=("Column", "What it holds", "What to write", "May it be blank?", "An example"),
        widths=(26, 60, 50, 18, 40),
        rows=tuple(
            (each.name, each.about, each.wanted, "no" if each.required else "yes", each.example)
            for each in (template_column.column for template_column in template.columns)
        ),
    )


def _write_guide(book: Any, guide: Guide, shapes: _Shapes, *, name: str) -> None:
    page = book.add_worksheet(guide.sheet)
    _write_top(page, guide.title, shapes, guide.about)
    _add_table(page, guide.title, guide.headings, shapes, name=name, rows=len(guide.rows))
    for place, width in enumerate(guide.widths):
        page.set_column(place, place, width)
    for number, cells in enumerate(guide.rows, start=_HEADER_ROW + 1):
        for place, text in enumerate(cells):
            _check(page.write_string(number, place, text or "none", shapes.words))
    page.set_landscape()


def _write_top(page: Any, title: str, shapes: _Shapes, *lines: str) -> None:
    _check(page.write_string(0, 0, title, shapes.title))
    for row, line in enumerate(lines, start=1):
        _check(page.write_string(row, 0, line))


def _add_table(page: Any, title: str, headings: Sequence[str], shapes: _Shapes, *, name: str, rows: int) -> None:
    """Mark up a table below the header. It needs a row; an empty one grows as it is filled in."""
    last = _HEADER_ROW + max(rows, 1)
    options = {
        "name": name.replace("-", "_"),
        "title": title[:_LONGEST_LIST],
        "style": "Table Style Light 1",
        "autofilter": False,
        "banded_rows": False,
        "columns": [{"header": heading, "header_format": shapes.header} for heading in headings],
    }
    _check(page.add_table(_HEADER_ROW, 0, last, len(headings) - 1, options))


def _validation(each: TemplateColumn) -> dict[str, Any] | None:
    if not each.choices or len(",".join(each.choices)) > _LONGEST_LIST:
        return None
    return {
        "validate": "list",
        "source": list(each.choices),
        "ignore_blank": not each.column.required,
        "error_title": each.column.name[:32],
        "error_message": f"Choose from the list: {', '.join(each.choices)}"[:_LONGEST_LIST],
    }


def _names(template: Template) -> tuple[str, ...]:
    return tuple(each.column.name for each in template.columns)


def _check(result: Any) -> None:
    if result:
        raise AssertionError(f"the workbook refused a cell with code {result}")
