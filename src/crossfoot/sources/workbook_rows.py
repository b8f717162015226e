"""Read the rows of an .xlsx workbook as text, one at a time, with the row numbers that the spreadsheet shows.

Only values are read: formulas give the result that was saved, formats, macros and links are ignored. Numbers come as
they are stored, so a date is its day number; `since_1904` says from when days are counted.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath

from lxml import etree

from crossfoot.sources.record_files import FileRefusedError, is_readable
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safe_xml import local_name, read_elements

LARGEST_ENTRY = 2_000_000_000
LARGEST_STRINGS = 400_000_000
"""Bytes, unpacked. Shared strings are held in memory."""
TIGHTEST, LEAST_TIGHT = 200, 20_000_000
"""How many times larger than packed a part may be, once it is larger than so many bytes. Real sheets are 5 to 50 times
larger; a file made to fill a disk or keep a computer busy is 1,000 times larger."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What a damaged, cut off or locked archive raises."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook: its sheets by name, in order, and how its dates are counted."""

    archive: zipfile.ZipFile
    entries: dict[str, str]
    strings: tuple[str, ...]
    since_1904: bool

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets in their order."""
        return tuple(self.entries)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Row number and the text of each cell, '' where it is blank; rows that the file leaves out are passed over.

        Raises FileRefusedError where the sheet is damaged.
        """
        number = 0
        try:
            with self.archive.open(self.entries[sheet]) as stream:
                for row in read_elements(stream, tag="row"):
                    number = _number(row.get("r"), otherwise=number + 1, last=LAST_ROW)
                    yield number, self._cells(row)
        except BROKEN:
            raise _broken(number or None) from None

    def _cells(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if local_name(cell) != "c":
                continue
            column = _column(cell.get("r"), otherwise=len(cells))
            if column >= LAST_COLUMN:
                continue
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = self._text(cell)
        return cells

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _joined_text(cell)
        value = next((part.text or "" for part in cell if local_name(part) == "v"), "")
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        return _plain_number(value) if kind == "n" else value.strip()


@contextmanager
def open_workbook(path: Path, issues: RecordIssues) -> Iterator[Workbook | None]:
    """The workbook, None with an error in `issues` where it is none. A FileRefusedError of the block is noted too."""
    with ExitStack() as open_files:
        workbook: Workbook | None = None
        try:
            if is_readable(path, issues) and _is_new_workbook(path, issues):
                workbook = _open(open_files.enter_context(zipfile.ZipFile(path)), issues)
        except FileRefusedError as error:
            _add_refusal(error, issues)
        except BROKEN:
            _add_refusal(_broken(None), issues)
        try:
            yield workbook
        except FileRefusedError as error:
            _add_refusal(error, issues)


def _is_new_workbook(path: Path, issues: RecordIssues) -> bool:
    with path.open("rb") as stream:
        if stream.read(len(_OLD_WORKBOOK)) != _OLD_WORKBOOK:
            return True
    issues.add_error(
        "WORKBOOK-OLD-OR-LOCKED",
        "The workbook is of an old format, or protected by a password.",
        "Remove the password, and save it as an Excel workbook (.xlsx).",
    )
    return False


def _add_refusal(error: FileRefusedError, issues: RecordIssues) -> None:
    issues.add_error(error.code, f"Inside the workbook: {error.message}", error.advice, row=error.row)


def _broken(row: int | None) -> FileRefusedError:
    return FileRefusedError(
        "WORKBOOK-BROKEN",
        "it is damaged, or the file is not a workbook.",
        "Open it in a spreadsheet and save it again as .xlsx, or export it again.",
        row,
    )


def _open(archive: zipfile.ZipFile, issues: RecordIssues) -> Workbook | None:
    for entry in archive.infolist():
        limit = LARGEST_STRINGS if entry.filename.casefold().endswith("sharedstrings.xml") else LARGEST_ENTRY
        if entry.file_size > min(limit, max(LEAST_TIGHT, TIGHTEST * entry.compress_size)):
            issues.add_error(
                "WORKBOOK-TOO-LARGE",
                "A part of the workbook unpacks to more than is read.",
                "Check that it is the right file; remove sheets and rows that are not wanted.",
            )
            return None
    names = {name.casefold(): name for name in archive.namelist()}
    if "xl/workbook.xml" not in names:
        raise ValueError("no workbook in it")
    relations = _relations(archive, names)
    entries: dict[str, str] = {}
    with archive.open(names["xl/workbook.xml"]) as stream:
        for sheet in read_elements(stream, tag="sheet"):
            target = relations.get(sheet.get(_RELATION, sheet.get(_STRICT_RELATION, "")), "")
            if target.casefold() in names:
                entries[sheet.get("name", "")] = names[target.casefold()]
    with archive.open(names["xl/workbook.xml"]) as stream:
        since_1904 = any(p.get("date1904") in {"1", "true"} for p in read_elements(stream, tag="workbookPr"))
    strings: tuple[str, ...] = ()
    if "xl/sharedstrings.xml" in names:
        with archive.open(names["xl/sharedstrings.xml"]) as stream:
            strings = tuple(_joined_text(item) for item in read_elements(stream, tag="si"))
    return Workbook(archive, entries, strings, since_1904)


def _relations(archive: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    """Entry names by the id that the workbook gives them."""
    found: dict[str, str] = {}
    with archive.open(names["xl/_rels/workbook.xml.rels"]) as stream:
        for relation in read_elements(stream, tag="Relationship"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            found[relation.get("Id", "")] = path
    return found


def _joined_text(element: etree._Element) -> str:
    """The text of a string item: its runs joined, pronunciation guides left out."""
    parts = []
    for text in element.iter("{*}t"):
        parent = text.getparent()
        if parent is not None and local_name(parent) != "rPh":
            parts.append(text.text or "")
    return "".join(parts).strip()


def _plain_number(value: str) -> str:
    """`12345` for `12345.0` and `1.2345E4`: identifiers are often stored as numbers."""
    plain = value.strip()
    if not plain or plain.isdecimal():
        return plain
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return plain
    if not number.is_finite() or abs(number.adjusted()) > 40:
        return plain
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str | None, *, otherwise: int, last: int) -> int:
    if text is None or not text.isdecimal() or len(text) > 9:
        return otherwise
    return min(max(int(text), 1), last)


def _column(reference: str | None, *, otherwise: int) -> int:
    """0 for `A12`, 27 for `AB12`."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return otherwise
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def column_letters(index: int) -> str:
    """`A` for 0, `AB` for 27: how a spreadsheet names a column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
