"""A document as an accessible workbook: real numbers, marked-up tables, no merged cells, the cursor in A1."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from crossfoot.render.palette import BRAND, INK, LINK, PANEL
from crossfoot.render.sheets import LinkCell, NumberCell, Sheet, SheetCell, sheets
from crossfoot.reports.document import Document
from crossfoot.vocabulary.units import Unit

_FONT = "Arial"
_SIZE = 12


def render(document: Document, folder: Path) -> Path:
    """Write `<id>.xlsx`. The same document gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.xlsx"
    # Text that looks like a formula or an address stays text.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties(
            {
                "title": document.title,
                "subject": document.subtitle,
                "author": document.organisation,
                "company": document.organisation,
                "keywords": ", ".join(document.keywords),
                "created": document.created.replace(tzinfo=None),
                "status": document.status,
            }
        )
        book.formats[0].set_font_name(_FONT)
        book.formats[0].set_font_size(_SIZE)
        formats = _Formats(book)
        for sheet in sheets(document):
            _write_sheet(book, sheet, formats)
    return path


class _Formats:
    """Cell formats by what they say, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}
        self.title = self._format(bold=True, font_size=16, font_color=BRAND)
        self.about = self._format()
        self.header = self._format(bold=True, text_wrap=True, valign="top", bg_color=PANEL, font_color=INK)
        self.header_right = self._format(
            bold=True, text_wrap=True, valign="top", align="right", bg_color=PANEL, font_color=INK
        )

    def _format(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": _FONT, "font_size": _SIZE, **properties})

    def cell(self, cell: SheetCell, *, total: bool) -> Any:
        """The format of a body cell."""
        key: tuple[Any, ...] = (type(cell).__name__, total)
        properties: dict[str, Any] = {"text_wrap": True, "valign": "top", "bold": total}
        if isinstance(cell, NumberCell):
            key += (cell.unit, cell.decimals, cell.sign)
            properties |= {"num_format": _number_format(cell), "align": "right", "text_wrap": False}
        elif isinstance(cell, LinkCell):
            properties |= {"font_color": LINK, "underline": True}
        elif cell.startswith("[") and cell.endswith("]"):
            key += ("shorthand",)
            properties |= {"align": "right"}
        if key not in self._made:
            self._made[key] = self._format(**properties)
        return self._made[key]


def _number_format(cell: NumberCell) -> str:
    digits = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    if cell.unit is Unit.PERCENTAGE:
        digits += "%"
    if cell.unit is Unit.POUNDS:
        digits = "£" + digits
    return f"+{digits};-{digits};{digits}" if cell.sign else digits


def _write_sheet(book: Any, sheet: Sheet, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, sheet.title, formats.title)
    for number, line in enumerate(sheet.about, start=1):
        page.write_string(number, 0, line, formats.about)
    top = len(sheet.about) + 1
    numeric = [any(isinstance(row[place], NumberCell) for row in sheet.rows) for place in range(len(sheet.header))]
    if sheet.rows:
        page.add_table(
            top,
            0,
            top + len(sheet.rows),
            len(sheet.header) - 1,
            {
                "name": sheet.table_name,
                "style": "Table Style Light 1",
                "autofilter": False,
                "banded_rows": False,
                "columns": [
                    {"header": text, "header_format": formats.header_right if right else formats.header}
                    for text, right in zip(sheet.header, numeric, strict=True)
                ],
            },
        )
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            shape = formats.cell(cell, total=number in sheet.totals)
            if isinstance(cell, NumberCell):
                page.write_number(top + 1 + number, place, float(cell.value), shape)
            elif isinstance(cell, LinkCell):
                page.write_url(top + 1 + number, place, f"internal:'{cell.sheet}'!A1", shape, cell.text)
            else:
                page.write_string(top + 1 + number, place, cell, shape)
    page.repeat_rows(top)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
