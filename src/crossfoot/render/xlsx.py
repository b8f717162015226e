"""A document as an accessible workbook: real numbers, marked-up tables, no merged cells, the cursor in A1."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from crossfoot.render.palette import BRAND, INK, LINK, PANEL, RULE, TONES
from crossfoot.render.plain_text import clean
from crossfoot.render.sheet_cells import LinkCell, NumberCell, SheetCell
from crossfoot.render.sheets import Sheet, SheetColumn, sheets
from crossfoot.render.xlsx_package import finished
from crossfoot.reports.document import Document, Tone
from crossfoot.vocabulary.units import Unit

FONT = "Arial"
SIZE = 12
TITLE_SIZE = 16
_A4 = 9
LINE, TALLEST = 15.75, 409
"""Points of a line of the font, and of a row by the file format."""
_LONGEST_PROPERTY = 255


def render(document: Document, folder: Path) -> Path:
    """Write `<id>.xlsx`. The same document gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.xlsx"
    written = BytesIO()
    with xlsxwriter.Workbook(written, _options()) as book:
        book.set_properties(_properties(document))
        formats = _Formats(book)
        for sheet in sheets(document):
            _write_sheet(book, sheet, formats)
    path.write_bytes(finished(written.getvalue(), language=document.language, heading_size=TITLE_SIZE))
    return path


def _options() -> dict[str, Any]:
    """Made anew for each workbook: the writer changes the format it is given, and a second file would differ."""
    return {
        "in_memory": True,
        # Text that looks like a formula, an address or a number stays text.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths are counted in digits of the default font; 80 pixels is the writer's key for Arial 12.
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_column_width": 80,
    }


def _properties(document: Document) -> dict[str, Any]:
    created = document.created
    texts = {
        "title": document.title,
        "subject": document.subtitle,
        "author": document.organisation,
        "company": document.organisation,
        "keywords": ", ".join(document.keywords),
        "status": document.status,
    }
    properties: dict[str, Any] = {name: clean(text)[:_LONGEST_PROPERTY] for name, text in texts.items()}
    properties["created"] = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    return properties


class _Formats:
    """Cell formats by what they say, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_color": INK, **properties})
        return self._made[key]

    def title(self) -> Any:
        """The heading in A1; the only format of its size, so that the package can mark it as a heading."""
        return self._format(bold=True, font_size=TITLE_SIZE, font_color=BRAND)

    def about(self, cell: SheetCell) -> Any:
        """A line between title and table: it runs over the empty cells to its right, so it does not wrap."""
        return self._format(**_link(cell))

    def header(self, column: SheetColumn) -> Any:
        """A column's heading, parted from the one before it by a rule."""
        shape = {"bold": True, "text_wrap": True, "valign": "bottom", "bg_color": PANEL}
        return self._format(**shape, bottom=1, left=1, left_color=RULE, **_align(column))

    def body(self, cell: SheetCell, column: SheetColumn, *, total: bool) -> Any:
        """A cell of the table: a rule under it, its tone behind it, and a heavier rule over a total."""
        properties: dict[str, Any] = {
            "text_wrap": not isinstance(cell, NumberCell),
            "valign": "top",
            "bottom": 1,
            "bottom_color": RULE,
            **_align(column),
            **_link(cell),
        }
        if total:
            properties |= {"bold": True, "top": 1, "top_color": INK}
        if isinstance(cell, NumberCell):
            properties["num_format"] = number_format(cell)
        if not isinstance(cell, LinkCell) and cell.tone not in (None, Tone.NEUTRAL):
            properties |= {"font_color": TONES[cell.tone].ink, "bg_color": TONES[cell.tone].tint}
        return self._format(**properties)


def _align(column: SheetColumn) -> dict[str, Any]:
    if column.right:
        return {"align": "right"}
    return {"align": "left", "indent": 1} if column.indented else {"align": "left"}


def _link(cell: SheetCell) -> dict[str, Any]:
    return {"font_color": LINK, "underline": True} if isinstance(cell, LinkCell) else {}


def number_format(cell: NumberCell) -> str:
    """The format code that shows the number as the report prints it."""
    digits = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    if cell.unit is Unit.PERCENTAGE:
        digits += "%"
    if cell.unit is Unit.POUNDS:
        digits = f'"£"{digits}'
    return f"+{digits};-{digits};{digits}" if cell.sign else digits


def _write_sheet(book: Any, sheet: Sheet, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    _write_cell(page, 0, 0, text=sheet.title, shape=formats.title())
    for row, line in enumerate(sheet.about, start=1):
        _write(page, row, 0, line, formats.about(line))
    top, last = sheet.header_row, sheet.header_row + len(sheet.rows)
    page.add_table(top, 0, last, len(sheet.columns) - 1, _table(sheet, formats))
    page.repeat_rows(top)
    # A reference such as 6.4 is text; Excel would put a warning mark on it.
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    for row, cells in enumerate(sheet.rows):
        for place, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
            shape = formats.body(cell, column, total=row in sheet.totals)
            _write(page, top + 1 + row, place, cell, shape)
    for row, lines in enumerate(sheet.lines, start=top):
        if lines > 1:
            page.set_row(row, min(lines * LINE, TALLEST))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)


def _table(sheet: Sheet, formats: _Formats) -> dict[str, Any]:
    return {
        "name": sheet.table_name,
        "title": sheet.title[:_LONGEST_PROPERTY],
        "style": "Table Style Light 1",
        "autofilter": False,
        "banded_rows": False,
        "columns": [{"header": column.heading, "header_format": formats.header(column)} for column in sheet.columns],
    }


def _write(page: Any, row: int, place: int, cell: SheetCell, shape: Any) -> None:
    match cell:
        case NumberCell(value=value):
            _check(page.write_number(row, place, float(value), shape))
        case LinkCell(text=text, sheet=target, row=target_row):
            _check(page.write_url(row, place, f"internal:'{target}'!A{target_row}", shape, text))
        case _:
            _write_cell(page, row, place, text=cell.text, shape=shape)


def _write_cell(page: Any, row: int, place: int, *, text: str, shape: Any) -> None:
    _check(page.write_string(row, place, text, shape))


def _check(result: int) -> None:
    if result:
        raise AssertionError(f"the workbook refused a cell with code {result}")
