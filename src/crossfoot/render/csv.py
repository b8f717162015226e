"""A document as tidy CSV: one file a table, one row a number, with a CSVW description of every file and column.

A text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from crossfoot.render.document_tables import row_groups, tables_of
from crossfoot.render.plain_text import ToneLabels, cell_words, clean, judged_word, note_mark, sentence, tone_labels
from crossfoot.reports.document import Cell, Document, NoteMark, Quantity, Table
from crossfoot.reports.numbering import numbered, titled
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away

COLUMNS = (
    ("group", "string", "The titled run of rows that the row is in, empty where the table has none"),
    ("row", "string", "What the row is about: its heading cells, joined by a comma"),
    ("column", "string", "What the column is about: its group heading and its own"),
    ("value", "decimal", "The number, rounded half away from zero; empty where it is missing or the cell is words"),
    ("unit", "string", "What the value is measured in"),
    ("missing", "string", "Why there is no value: " + ", ".join(Missing)),
    ("judged", "string", "The judgement of the cell, such as Red, empty where there is none"),
    ("text", "string", "What the report prints in the cell, judgements and notes in words"),
    ("figures", "string", "The ids of the figures that the value was made from, separated by spaces"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 Excel runs the wide forms too
_NUMBER = re.compile(r"[-+]?£?[0-9][0-9,]*(\.[0-9]+)?%?", re.ASCII)


def render(document: Document, folder: Path) -> Path:
    """Write `<id>-csv/` with a file for each table and chart, and `metadata.json`, which is returned.

    Raises BrokenReferenceError.

    A CSV of an earlier render that this document no longer has is removed: nobody should find last month's figures
    among this month's.
    """
    document = numbered(document)
    out = folder / f"{document.id}-csv"
    out.mkdir(parents=True, exist_ok=True)
    tables = tables_of(document)
    labels = tone_labels(document)
    for table in tables:
        (out / f"{table.id}.csv").write_text(table_csv(table, labels=labels), encoding="utf-8", newline="")
    current = {f"{table.id}.csv" for table in tables}
    for earlier in out.glob("*.csv"):
        if earlier.name not in current:
            earlier.unlink()
    metadata = out / "metadata.json"
    described = json.dumps(_metadata(document, tables), indent=2, ensure_ascii=False)
    metadata.write_text(described + "\n", encoding="utf-8", newline="\n")
    return metadata


def table_csv(table: Table, *, labels: ToneLabels) -> str:
    """The table as tidy CSV text: a row for each number or word in a cell, heading cells left out, empty cells too.

    A cell with two numbers, such as a difference and its percentage, gives two rows with different units.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    for row, group in zip(table.rows, row_groups(table), strict=True):
        headings = min(table.header_columns, len(row.cells) - 1)
        label = ", ".join(filter(None, (cell_words(cell.content) for cell in row.cells[:headings])))
        for column, cell in list(zip(table.columns, row.cells, strict=True))[headings:]:
            for line in _lines(cell, labels):
                writer.writerow([safe_text(text) for text in (group, label, column.plain, *line)])
    return out.getvalue()


def _lines(cell: Cell, labels: ToneLabels) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Value, unit, missing, judged, text, figures: one line for each number in the cell, or one for its words."""
    numbers = [inline for inline in cell.content if isinstance(inline, Quantity)]
    words, judged = cell_words(cell.content), judged_word(cell, labels)
    if not numbers and words:
        yield "", "", "", judged, words, ""
    for quantity in numbers:
        figures = " ".join(quantity.figures)
        if isinstance(quantity.value, Missing):
            yield "", "", quantity.value.value, judged, words, figures
        else:
            value = str(round_half_away(quantity.value, quantity.decimals))
            yield value, quantity.unit.value, "", judged, words, figures


def safe_text(text: str) -> str:
    """`text` on one line, with an apostrophe in front if a spreadsheet would run it; numbers stay numbers."""
    whole = clean(text)
    return f"'{whole}" if whole.startswith(_FORMULA) and not _NUMBER.fullmatch(whole) else whole


def _metadata(document: Document, tables: Sequence[Table]) -> dict[str, Any]:
    """The tables as the W3C's CSV on the Web describes them; other properties are from its list of vocabularies."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": document.language}],
        "dc:title": clean(document.title),
        "dc:description": clean(document.subtitle),
        "dc:publisher": clean(document.organisation),
        "dc:date": document.as_at.isoformat(),
        "dc:created": document.created.isoformat(),
        "schema:creativeWorkStatus": document.status or "Published",
        "dcat:keyword": list(document.keywords),
        "rdfs:comment": [
            *(f"{reason.shorthand} means {reason.explanation}" for reason in Missing),
            *(f"{note_mark(NoteMark(number))} {sentence(note)}" for number, note in enumerate(document.notes, start=1)),
        ],
        "tables": [_table_metadata(table) for table in tables],
    }
    return {name: value for name, value in described.items() if value not in ("", [])}


def _table_metadata(table: Table) -> dict[str, Any]:
    source = {"dc:source": clean(table.source)} if table.source else {}
    marks = {"rdfs:comment": [clean(f"{mark} {meaning}") for mark, meaning in table.marks]} if table.marks else {}
    columns = [
        {"name": name, "titles": name, "datatype": kind, "dc:description": about} for name, kind, about in COLUMNS
    ]
    about = {"dc:title": clean(titled(table)), **source, **marks}
    return {"url": f"{table.id}.csv", **about, "tableSchema": {"columns": columns}}
