"""Templates filled in as somebody would: every cell of the workbook written anew, with values below its header."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from crossfoot.operations.template_columns import CellKind, TemplateColumn


def fill_workbook(
    template: Path, filled: Path, columns: tuple[TemplateColumn, ...], rows: list[dict[str, str]]
) -> None:
    """Copy the template's first sheet and write `rows` of text under its header, each in the kind of its column."""
    sheet = CalamineWorkbook.from_path(template).get_sheet_by_index(0)
    cells = sheet.to_python(skip_empty_area=False)
    names = [each.column.name for each in columns]
    header = next(number for number, line in enumerate(cells) if line[: len(names)] == names)
    with xlsxwriter.Workbook(filled, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("Register")
        for number, line in enumerate(cells[: header + 1]):
            for place, cell in enumerate(line):
                page.write(number, place, cell)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows, start=header + 1):
            for place, each in enumerate(columns):
                _write(page, (number, place), row.get(each.column.name, ""), each.kind, day)


def _write(page: Any, at: tuple[int, int], text: str, kind: CellKind, day: Any) -> None:
    if not text:
        page.write_blank(*at, None)
    elif kind is CellKind.DAY:
        moment = datetime.combine(date.fromisoformat(text), datetime.min.time())
        page.write_datetime(*at, moment, day)
    elif kind in {CellKind.POUNDS, CellKind.NUMBER}:
        page.write_number(*at, float(text))
    else:
        page.write_string(*at, text)
