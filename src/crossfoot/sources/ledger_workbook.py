"""The postings of a ledger's workbook, with no column that the map does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from crossfoot.sources.csv_rows import Row
from crossfoot.sources.issue_list import IssueList, shortened
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.workbook_rows import Workbook, open_workbook
from crossfoot.vocabulary.issues import Severity

HEADER_WITHIN = 40
"""Rows in which the header is looked for: there are often titles above it."""


def read_posting_rows(path: Path, columns: tuple[str, ...], issues: IssueList) -> Iterator[Row]:
    """The rows below the header, of the first sheet that has one with all of `columns`. Raises TooManyIssuesError."""
    problems = RecordIssues(issues.file)
    header: Mapping[int, str] = {}
    with open_workbook(path, problems) as workbook:
        for sheet in workbook.sheets if workbook is not None else ():
            start, header = _header(workbook, sheet, columns)
            if header:
                _find_header_issues(header, columns, start, issues)
                yield from _rows_below(workbook, sheet, start, header)
                break
    for issue in problems.all():
        if issue.severity is Severity.ERROR:
            issues.add_error(issue.code, issue.message, issue.advice, row=issue.row)
    if not header and not issues.has_errors:
        message = f"No sheet has a row with the headers of the map: {', '.join(columns)}."
        issues.add_error("LEDGER-NO-HEADER", message, "Correct `columns` in the map, or export the ledger again.")


def _header(workbook: Workbook | None, sheet: str, columns: tuple[str, ...]) -> tuple[int, Mapping[int, str]]:
    """The number of the header's row, and what stands in each of its columns; nothing where there is none."""
    for count, (number, cells) in enumerate(workbook.rows(sheet) if workbook is not None else ()):
        if set(columns) <= {cell.strip() for cell in cells}:
            return number, {at: cell.strip() for at, cell in enumerate(cells) if cell.strip()}
        if count >= HEADER_WITHIN:
            break
    return 0, {}


def _rows_below(workbook: Workbook | None, sheet: str, start: int, header: Mapping[int, str]) -> Iterator[Row]:
    for number, cells in workbook.rows(sheet) if workbook is not None else ():
        named = {name: cells[at].strip() if at < len(cells) else "" for at, name in header.items()}
        if number > start and any(named.values()):
            yield Row(number, named)


def _find_header_issues(header: Mapping[int, str], columns: tuple[str, ...], number: int, issues: IssueList) -> None:
    for name in dict.fromkeys(header.values()):
        if name not in columns:
            message = f"The column {shortened(name)} is not in the map."
            advice = "Remove it from the extract: what is not read is not kept, for a description may name a child."
            issues.add_error("SUPPLIED-COLUMN-UNKNOWN", message, advice, row=number, cell=name[:60])
        elif list(header.values()).count(name) > 1:
            message = f"The column {name!r} is there twice."
            issues.add_error("SUPPLIED-COLUMN-DUPLICATED", message, "Keep one of them.", row=number, cell=name)
