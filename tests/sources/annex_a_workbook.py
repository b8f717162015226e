"""Make Annex A workbooks of invented children with another library than the one that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

CHILD = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
NEW_CHILD = ("Child Unique ID", "Sex", *CHILD[2:])
LIST_1 = (*CHILD, "Date of Contact", "Contact Source")
LIST_3 = (*CHILD, "Date of referral", "Referral Source", "Referral NFA?", "Allocated Team", "Allocated Worker")
LIST_6 = (*CHILD, "CIN Start Date", "Primary Need Code", "CIN Closure Date", "Reason for Closure")
LEAVER = ("Eligibility Category", "LA In Touch", "Type of Accommodation", "Suitability of Accommodation")
LIST_9_OLD = (*CHILD, "Allocated Team", "Allocated Worker", *LEAVER, "Activity Status")
LIST_9_NEW = (*NEW_CHILD, *LIST_9_OLD[5:], "Latest Pathway Plan Review Date", "Latest Date of Contact")

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def write_workbook(path: Path, sheets: Sheets, *, titles: int = 0, since_1904: bool = False) -> Path:
    """Sheets by name, the first row of each its header, under `titles` rows of other text."""
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row in range(titles):
                sheet.write(row, 0, "Annex A: child-level data, as at the day of the notice")
            for row, cells in enumerate(rows, start=titles):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell == "#N/A":
                        sheet.write_formula(row, column, "=NA()", None, "#N/A")
                    else:
                        sheet.write(row, column, cell)
    return path


def child(number: str, *more: Any, sex: str = "b) Female", born: Any = date(2010, 3, 2)) -> tuple[Any, ...]:
    return (number, sex, "a) WBRI", born, 6, *more)
