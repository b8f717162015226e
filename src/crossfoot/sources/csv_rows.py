"""Read a CSV file row by row, refusing whatever could be misread.

One physical line is one row: a cell may hold a comma in quotation marks but no line break, so an unclosed quotation
mark spoils its own row and not the rest of the file, and a row number is the line number that an editor shows.
"""

from __future__ import annotations

import codecs
import csv
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from crossfoot.sources.issue_list import IssueList, did_you_mean, shortened

LIMIT_BYTES = 2_000_000_000
LONGEST_LINE = 20_000
"""Bytes. Twelve cells of the longest kind, in the script that takes most bytes, fit."""
LONGEST_CELL = 200
"""Characters. The longest cell of a real input is a breakdown by two dimensions, of about 110."""

_FORMULA_STARTS = frozenset("=+-@")
# `-`, `+1.5`, `-5,821 (-17.1%)`: a dash, a number, or a number with its percentage. Nothing else after + or -.
_SIGNED_NUMBER = re.compile(r"[+-](?:£?\d[\d,]*(?:\.\d+)?%?(?: \([+-]?\d[\d,]*(?:\.\d+)?%?\))?)?")
# Besides line ends and NUL: control characters that XML, and so every workbook and document, cannot hold.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, the header being line 1, and its cells by column, outer blanks removed."""

    number: int
    cells: dict[str, str]


def read_csv_rows(
    path: Path,
    *,
    columns: Sequence[str],
    issues: IssueList,
    optional: Sequence[str] = (),
    limit_bytes: int = LIMIT_BYTES,
    longest_cell: int = LONGEST_CELL,
) -> Iterator[Row]:
    """The well-formed rows of the file, in order; what is wrong with the others, or the file, goes to `issues`.

    The columns may stand in any order, and those that are optional may be left out. Rows without any text are passed
    over. Memory does not grow with the file. Raises TooManyIssuesError.
    """
    if not _is_readable(path, issues, limit_bytes):
        return
    try:
        with path.open("rb") as stream:
            for row in _read_rows(stream, _Columns(tuple(columns), tuple(optional)), issues):
                if is_plain(row, issues, longest_cell=longest_cell):
                    yield row
    except OSError as error:
        _add_unreadable(error, issues)


@dataclass(frozen=True, slots=True)
class _Columns:
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


def _is_readable(path: Path, issues: IssueList, limit_bytes: int) -> bool:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        issues.add_error("SUPPLIED-FILE-MISSING", "The file is not there.", "Put it there, or correct its name.")
        return False
    except (OSError, ValueError) as error:
        _add_unreadable(error, issues)
        return False
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
        issues.add_error("SUPPLIED-NOT-A-FILE", f"This is {what}.", "Give the CSV file itself.")
        return False
    if status.st_size == 0:
        issues.add_error("SUPPLIED-FILE-EMPTY", "The file has no content.", "Export it again; the last one failed.")
        return False
    if status.st_size > limit_bytes:
        issues.add_error(
            "SUPPLIED-FILE-TOO-LARGE",
            f"The file has {status.st_size:,} bytes, more than the {limit_bytes:,} that are read.",
            "Check that it holds figures and not records; split it by year, or raise the limit.",
        )
        return False
    return True


def _add_unreadable(error: OSError | ValueError, issues: IssueList) -> None:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    issues.add_error(
        "SUPPLIED-FILE-UNREADABLE",
        f"The file cannot be read: {reason}.",
        "Close it in other programs and check that you may open it.",
    )


def _read_rows(stream: BinaryIO, columns: _Columns, issues: IssueList) -> Iterator[Row]:
    header: list[str] | None = None
    for number, text in _lines(stream, issues):
        if text is None:
            if header is None:
                return
            continue
        if not text.strip(", \t"):
            continue
        cells = _split(text, number, issues)
        if header is None:
            header = [cell.strip() for cell in cells or ()]
            if cells is None or not _is_header(header, columns, number, issues):
                return
        elif cells is not None and _has_all_fields(cells, header, number, issues):
            yield Row(number, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
    if header is None:
        issues.add_error("SUPPLIED-FILE-EMPTY", "The file has blank lines only.", "Export it again.")


def _lines(stream: BinaryIO, issues: IssueList) -> Iterator[tuple[int, str | None]]:
    """Each line's number and its text without the line end, None where it is not text."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                _add_not_utf8(number, issues)
                yield number, None
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            issues.add_error(
                "SUPPLIED-LINE-LONG",
                f"The line has more than {LONGEST_LINE:,} bytes.",
                "Check that the rows end with a line break.",
                row=number,
            )
            yield number, None
            continue
        yield number, _decode(line, number, issues)


def _decode(line: bytes, number: int, issues: IssueList) -> str | None:
    if b"\0" in line:
        issues.add_error(
            "SUPPLIED-NUL", "The line holds NUL bytes: it is not text.", "Export the file again.", row=number
        )
        return None
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        _add_not_utf8(number, issues)
        return None


def _add_not_utf8(number: int, issues: IssueList) -> None:
    issues.add_error(
        "SUPPLIED-NOT-UTF-8",
        "The line is not in UTF-8.",
        "Save the file as 'CSV UTF-8 (comma delimited)'.",
        row=number,
    )


def _split(text: str, number: int, issues: IssueList) -> list[str] | None:
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error:
        issues.add_error(
            "SUPPLIED-ROW-BROKEN",
            "The line cannot be split into cells: a quotation mark is not closed or not doubled, or a line break stands"
            " inside a cell.",
            "Save the file again as CSV; a cell may not hold a line break.",
            row=number,
        )
        return None


def _is_header(header: list[str], columns: _Columns, number: int, issues: IssueList) -> bool:
    known = columns.all
    missing = [name for name in columns.required if name not in header]
    unknown = [name for name in header if name not in known]
    if len(header) == 1 and missing and any(mark in header[0] for mark in ";\t|"):
        issues.add_error(
            "SUPPLIED-SEPARATOR",
            "The columns are not separated by commas.",
            "Save the file as 'CSV UTF-8 (comma delimited)'.",
            row=number,
        )
        return False
    for name in missing:
        near = _near(name, unknown)
        issues.add_error(
            "SUPPLIED-COLUMN-MISSING",
            f"The column {name!r} is missing.",
            f"Rename the column {near[0]!r} to {name!r}." if near else f"Add it. The columns are {','.join(known)}.",
            row=number,
            cell=name,
        )
    for name in unknown:
        near = _near(name, known)
        issues.add_error(
            "SUPPLIED-COLUMN-UNKNOWN",
            f"The column {shortened(name)} is not known.",
            did_you_mean(near) or "Remove it, or check that this is the right file.",
            row=number,
            cell=name[:LONGEST_CELL],
        )
    for name in (name for name in known if header.count(name) > 1):
        issues.add_error(
            "SUPPLIED-COLUMN-DUPLICATED",
            f"The column {name!r} is there {header.count(name)} times.",
            "Keep one of them.",
            row=number,
            cell=name,
        )
    return not issues.has_errors


def _near(name: str, names: Collection[str]) -> list[str]:
    by_folded = {other.casefold().replace(" ", "_")[:LONGEST_CELL]: other for other in names}
    return [by_folded[close] for close in get_close_matches(name.casefold()[:LONGEST_CELL], by_folded, n=1)]


def _has_all_fields(cells: list[str], header: list[str], number: int, issues: IssueList) -> bool:
    if len(cells) == len(header):
        return True
    many = len(cells) > len(header)
    issues.add_error(
        "SUPPLIED-ROW-LONG" if many else "SUPPLIED-ROW-SHORT",
        f"The row has {len(cells)} cells and the header {len(header)}.",
        "Put quotation marks round a cell that holds a comma."
        if many
        else "Write a comma for every cell, blank ones too.",
        row=number,
    )
    return False


def is_plain(row: Row, issues: IssueList, *, longest_cell: int = LONGEST_CELL) -> bool:
    """False, with an issue, where a cell is too long, holds unseen characters, or would run as a formula."""
    plain = True
    for name, cell in row.cells.items():
        if len(cell) > longest_cell:
            message = f"The cell has {len(cell):,} characters; {longest_cell:,} are allowed."
            issues.add_error("SUPPLIED-CELL-LONG", message, "Shorten it.", row=row.number, cell=name)
        elif _CONTROL.search(cell):
            message = f"The cell holds a character that cannot be seen: {shortened(cell)}."
            issues.add_error("SUPPLIED-CELL-UNSEEN", message, "Delete it.", row=row.number, cell=name)
        elif is_formula(cell):
            issues.add_error(
                "SUPPLIED-FORMULA",
                f"The cell is a formula or would run as one: {shortened(cell)}.",
                "Write its value.",
                row=row.number,
                cell=name,
            )
        else:
            continue
        plain = False
    return plain


def is_formula(cell: str) -> bool:
    """True where a spreadsheet would work the cell out: `=A1`, `@sum`, `-1+cmd`. A dash and a signed number are not."""
    if not cell or cell[0] not in _FORMULA_STARTS:
        return False
    return cell[0] in "=@" or _SIGNED_NUMBER.fullmatch(cell) is None
