"""The audit as a table: CSV, and a workbook with findings, checks by rule and what was read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

from crossfoot.audit.rules import rule_of
from crossfoot.audit.run_audit import Audit
from crossfoot.audit.written.as_json import FIELDS, finding_fields, table_fields

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")
WIDTHS = {
    "explanation": 70,
    "row": 28,
    "table": 28,
    "cause": 28,
    "column": 20,
    "rule": 18,
    "published": 16,
    "expected": 18,
    "title": 60,
    "why_not": 60,
    "what": 16,
    "how much": 90,
}
LINE = 15
"""Points: the height of a line."""


def audit_csv(audit: Audit) -> str:
    """One line a finding, with a header. Text that a spreadsheet would run gets an apostrophe in front."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in _rows(audit):
        writer.writerow([_safe(value) for value in row])
    return stream.getvalue()


def _rows(audit: Audit) -> list[list[Any]]:
    return [
        [
            " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
            for value in finding_fields(audit, finding).values()
        ]
        for finding in audit.findings
    ]


def _safe(value: Any) -> Any:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RUNS) and not _NUMBER.fullmatch(text) else value


def write_workbook(audit: Audit, path: Path) -> None:
    """Four sheets: findings with filters, checks by rule, what was read, how sure each table is."""
    reading = audit.reading
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        _sheet(book.add_worksheet("Findings"), list(FIELDS), _rows(audit), head, body)
        checks = [
            [
                rule,
                rule_of(rule).kind.value,
                rule_of(rule).words,
                made,
                audit.passed.get(rule, 0),
                made - audit.passed.get(rule, 0),
            ]
            for rule, made in sorted(audit.checks.items())
        ]
        _sheet(
            book.add_worksheet("Checks"),
            ["rule", "kind", "explanation", "made", "agreed", "did not agree"],
            checks,
            head,
            body,
        )
        read: list[list[Any]] = [
            ["file", audit.pack.name],
            ["tables", len(audit.pack.tables)],
            ["paragraphs", len(audit.pack.paragraphs)],
            ["sure, 0 to 1", round(reading.sure, 3)],
        ]
        _sheet(
            book.add_worksheet("What was read"),
            ["what", "how much"],
            [*read, *(["not understood", text] for text in audit.pack.unread)],
            head,
            body,
        )
        tables = [table_fields(audit.pack, each) for each in reading.tables]
        headings = list(tables[0]) if tables else ["line"]
        rows = [["" if value is None else value for value in table.values()] for table in tables]
        _sheet(book.add_worksheet("Tables read"), headings, rows, head, body)


def _sheet(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]], head: Any, body: Any) -> None:
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading.replace("_", " "), head)
        sheet.set_column(place, place, WIDTHS.get(heading, 12))
    widths = [WIDTHS.get(heading, 12) for heading in headings]
    for number, row in enumerate(rows, start=1):
        # Not every program makes a row as high as its wrapped words.
        lines = (ceil(len(str(value)) / width) for value, width in zip(row, widths, strict=True))
        sheet.set_row(number, LINE * max(lines))
        for place, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, place, value, body)
            else:
                sheet.write_string(number, place, str(value), body)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
