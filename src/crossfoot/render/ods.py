"""A document as an OpenDocument spreadsheet: the same sheets as the workbook, in the open format."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from odfdo import Document as OpenDocument
from odfdo import Element, Paragraph, Style, Table, create_table_cell_style
from odfdo import Cell as OpenCell
from odfdo import Row as OpenRow

from crossfoot.render.sheets import LinkCell, NumberCell, Sheet, SheetCell, sheets
from crossfoot.reports.document import Document
from crossfoot.vocabulary.units import Unit

_FIXED = (1980, 1, 1, 0, 0, 0)


def render(document: Document, folder: Path) -> Path:
    """Write `<id>.ods`. The same document gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.ods"
    raise NotImplementedError
