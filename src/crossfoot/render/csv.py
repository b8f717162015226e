"""A document as tidy CSV: one file a table, one row a number, with a CSVW description of every file and column.

A text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from crossfoot.reports.document import (
    BarChart,
    Cell,
    Document,
    Inline,
    LineChart,
    Link,
    NoteMark,
    Quantity,
    Status,
    Table,
    Text,
)
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away

COLUMNS = (
    ("group", "string", "The titled run of rows that the row is in, empty where the table has none"),
    ("row", "string", "What the row is about: its heading cells, joined by a comma"),
    ("column", "string", "What the column is about: its group heading and its own"),
    ("value", "decimal", "The number, rounded half away from zero; empty where it is missing or the cell is words"),
    ("unit", "string", "What the value is measured in"),
    ("missing", "string", "Why there is no value"),
    ("text", "string", "What the report prints in the cell"),
    ("figures", "string", "The ids of the figures that the value was made from, separated by spaces"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document, folder: Path) -> Path:
    """Write `<id>-csv/` with a file for each table and chart, and `metadata.json`, which is returned."""
    out = folder / f"{document.id}-csv"
    out.mkdir(parents=True, exist_ok=True)
    tables = list(tables_of(document))
    for table in tables:
        (out / f"{table.id}.csv").write_text(table_csv(table), encoding="utf-8", newline="")
    metadata = out / "metadata.json"
    described = json.dumps(_metadata(document, tables), indent=2, ensure_ascii=False)
    metadata.write_text(described + "\n", encoding="utf-8")
    return metadata


def tables_of(document: Document) -> Iterator[Table]:
    """Every table of the document, those behind its charts included, in order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, LineChart | BarChart) and block.data is not None:
            yield block.data


def table_csv(table: Table) -> str:
    """The table as tidy CSV text: a row for each cell that is not empty, heading cells left out."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    for row in table.rows:
        label = ", ".join(filter(None, (_text(cell) for cell in row.cells[: table.header_columns])))
        for column, cell in list(zip(table.columns, row.cells, strict=True))[table.header_columns :]:
            for line in _lines(cell):
                writer.writerow([_safe(row.group), _safe(label), _safe(column.plain), *line])
    return out.getvalue()


def _lines(cell: Cell) -> Iterator[tuple[str, str, str, str, str]]:
    """Value, unit, missing, text, figures: one line for each number in the cell, or one for its words."""
    numbers = [inline for inline in cell.content if isinstance(inline, Quantity)]
    if not numbers and _text(cell):
        yield "", "", "", _safe(_text(cell)), ""
    for quantity in numbers:
        figures = _safe(" ".join(quantity.figures))
        if isinstance(quantity.value, Missing):
            yield "", "", quantity.value.value, quantity.text, figures
        else:
            value = str(round_half_away(quantity.value, quantity.decimals))
            yield value, quantity.unit.value, "", _safe(_text(cell)), figures


def _text(cell: Cell) -> str:
    return "".join(_inline(inline) for inline in cell.content).strip()


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Link(text=text):
            return text
        case Quantity():
            return inline.text
        case Status(label=label):
            return label
        case NoteMark(number=number):
            return f" [note {number}]"


def _safe(text: str) -> str:
    if text.startswith(_FORMULA) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    bare = text.replace(",", "").replace("£", "").removesuffix("%")
    try:
        float(bare)
    except ValueError:
        return False
    return True


def _metadata(document: Document, tables: list[Table]) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": document.language}],
        "dc:title": document.title,
        "dc:description": document.subtitle,
        "dc:publisher": document.organisation,
        "dc:date": document.as_at.isoformat(),
        "crossfoot:status": document.status or "Published",
        "crossfoot:missing": {reason.value: f"{reason.shorthand} {reason.explanation}" for reason in Missing},
        "tables": [
            {
                "url": f"{table.id}.csv",
                "dc:title": table.caption,
                "dc:source": table.source,
                "tableSchema": {
                    "columns": [
                        {"name": name, "titles": name, "datatype": kind, "dc:description": about}
                        for name, kind, about in COLUMNS
                    ]
                },
            }
            for table in tables
        ],
    }
