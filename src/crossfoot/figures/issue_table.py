"""Issues as CSV that a spreadsheet can open without running what is in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from crossfoot.vocabulary.issues import Issue, Severity

COLUMNS = ("severity", "code", "message", "advice", "file", "row", "field")
# A spreadsheet takes a cell that starts with one of these for a formula: OWASP, CSV injection.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def issues_as_csv(issues: Iterable[Issue]) -> bytes:
    """A header and a row for each issue, in their order: UTF-8 with a byte order mark, which spreadsheets look for.

    A cell that a spreadsheet would take for a formula has a `'` before it, unless it is a number.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for issue in issues:
        row = "" if issue.row is None else str(issue.row)
        cells = (issue.severity.value, issue.code, issue.message, issue.advice, issue.file, row, issue.field)
        writer.writerow([_made_safe(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def issues_from_csv(content: bytes) -> tuple[Issue, ...]:
    """The issues that `issues_as_csv` wrote. Raises ValueError for anything else."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise ValueError("the columns are not those of a table of issues")
    issues = []
    for cells in rows[1:]:
        severity, code, message, advice, file, row, field = (_as_it_was(cell) for cell in cells)
        number = int(row) if row else None
        issues.append(Issue(code, Severity(severity), message, advice, file, number, field))
    return tuple(issues)


def _made_safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _as_it_was(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
