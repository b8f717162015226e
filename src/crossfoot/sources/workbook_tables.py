"""Read a table of known columns from a workbook: its header is found, whatever stands above it or on other sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from crossfoot.registers.register import RegisterColumn
from crossfoot.sources.csv_rows import Row
from crossfoot.sources.issue_list import IssueList, did_you_mean, shortened
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.workbook_rows import open_workbook

HEADER_WITHIN = 40
"""Rows of a workbook in which the header is looked for: there are often titles above it."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def is_workbook(path: Path) -> bool:
    """True for a file to be read as a workbook, by its name."""
    return path.suffix.casefold() == ".xlsx"


def read_workbook_rows(path: Path, *, columns: Sequence[RegisterColumn], issues: IssueList) -> Iterator[Row]:
    """The rows below the header, on the first sheet that has one; blank rows are passed over.

    A header is a row with every column that may not be blank. What is wrong with the file goes to `issues`.
    """
    names = {_plain(column.name): column.name for column in columns}
    required = {column.name for column in columns if column.required}
    problems = RecordIssues(issues.file)
    nearest: set[str] = set()
    with open_workbook(path, problems) as workbook:
        for sheet in workbook.sheets if workbook is not None else ():
            header: dict[int, str] | None = None
            for count, (number, cells) in enumerate(workbook.rows(sheet) if workbook is not None else ()):
                if header is not None:
                    row = Row(
                        number, {name: cells[at].strip() if at < len(cells) else "" for at, name in header.items()}
                    )
                    if any(row.cells.values()):
                        yield row
                    continue
                found = {at: names[_plain(cell)] for at, cell in enumerate(cells) if _plain(cell) in names}
                nearest = max(nearest, set(found.values()), key=len)
                if required <= set(found.values()):
                    header = found
                    _find_header_issues(cells, found, number, names, issues)
                elif count >= HEADER_WITHIN:
                    break
            if header is not None:
                return
    for issue in problems.all():
        issues.add_error(issue.code, issue.message, issue.advice, row=issue.row)
    if not issues.has_errors:
        absent = [name for name in names.values() if name in required - nearest]
        message = f"No sheet has a row with the headings that are wanted; missing: {', '.join(absent)}."
        issues.add_error("REGISTER-NO-HEADER", message, "Start from the template, or add the headings.")


def _find_header_issues(
    cells: list[str], found: Mapping[int, str], number: int, names: Mapping[str, str], issues: IssueList
) -> None:
    for at, cell in enumerate(cells):
        if cell and at not in found:
            near = did_you_mean([names[name] for name in get_close_matches(_plain(cell), names, n=1)])
            advice = near or "Remove it, or check that this is the right file."
            message = f"The column {shortened(cell)} is not known."
            issues.add_error("SUPPLIED-COLUMN-UNKNOWN", message, advice, row=number, cell=cell[:60])
    for name in sorted({name for name in found.values() if list(found.values()).count(name) > 1}):
        message = f"The column {name!r} is there twice."
        issues.add_error("SUPPLIED-COLUMN-DUPLICATED", message, "Keep one of them.", row=number, cell=name)


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("_", text.casefold()).strip("_")
