"""Read the rows of a CSV file of records, with the line on which each starts.

Unlike a file of figures, a file of records comes straight out of a case system: cells may hold line breaks and long
text. What would be misread is refused all the same: NUL bytes, other encodings, quotation marks that never close.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from crossfoot.sources.record_files import add_unreadable, is_readable
from crossfoot.sources.record_issues import RecordIssues

LONGEST_CELL = 131_072
"""Characters, Python's own limit: a quotation mark that never closes is found before the memory is full."""


def read_csv(path: Path, issues: RecordIssues, *, file: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row with any text, outer blanks removed; the first is the header.

    Errors go to `issues` under the name `file` and end the reading.
    """
    name = path.name if file is None else file
    if not is_readable(path, issues):
        return
    try:
        with path.open("rb") as probe:
            start = probe.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            _add_encoding(issues, name, None)
            return
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(stream, issues, name)
    except UnicodeDecodeError:
        _add_encoding(issues, name, None)
    except OSError as error:
        add_unreadable(error, issues, file=name)


def _rows(stream: Iterator[str], issues: RecordIssues, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(stream, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            issues.add_error(
                "RECORDS-ROW-BROKEN",
                "The row cannot be split into cells: a quotation mark is not closed or not doubled.",
                "Export the file again as CSV; if you edited it, save it as 'CSV UTF-8 (comma delimited)'.",
                file=name,
                row=line,
            )
            return
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            if any("\0" in cell for cell in stripped):
                message = "The row holds NUL bytes: it is not text."
                issues.add_error("RECORDS-NUL", message, "Export the file again.", file=name, row=line)
                return
            yield line, stripped
        line = reader.line_num + 1


def _add_encoding(issues: RecordIssues, name: str, row: int | None) -> None:
    issues.add_error(
        "RECORDS-NOT-UTF-8",
        "The file is not in UTF-8.",
        "Save it as 'CSV UTF-8 (comma delimited)', or export it in UTF-8.",
        file=name,
        row=row,
    )
