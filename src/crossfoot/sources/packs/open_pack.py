"""Open a pack of any format that is read, known by its content, and rebuild its tables."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from crossfoot.audit.reading.pack import Pack, RawTable
from crossfoot.audit.reading.rebuild import rebuild
from crossfoot.audit.reading.understand import understand
from crossfoot.sources.packs.allowance import MOST_COLUMNS, MOST_ROWS
from crossfoot.sources.packs.opendocument import (
    SPREADSHEET,
    TEXT,
    kind_of,
    read_spreadsheet,
    read_text_document,
)
from crossfoot.sources.packs.pages import read_html
from crossfoot.sources.packs.portable import read_pdf
from crossfoot.sources.packs.sheets import read_workbook
from crossfoot.sources.packs.text import Builder, read_text
from crossfoot.sources.packs.word import read_word
from crossfoot.sources.record_files import FileRefusedError, is_readable
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.workbook_rows import BROKEN
from crossfoot.vocabulary.issues import InputRefused

LARGEST_PACK = 300_000_000
LARGEST_TEXT = 60_000_000
"""Bytes. Five hundred pages are below 3,000,000."""
LONGEST_LINE = 2_000_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
Progress = Callable[[str, int, int], None]


def open_pack(path: Path, *, progress: Progress = lambda *_: None) -> Pack:
    """The pack, its tables understood. Raises InputRefused where the file cannot be read."""
    issues = RecordIssues(path.name)
    if not is_readable(path, issues, limit_bytes=LARGEST_PACK):
        raise InputRefused(issues.all())
    try:
        pack = _open(path, progress)
    except FileRefusedError as error:
        issues.add_error(error.code, f"The file cannot be audited: {error.message}", error.advice, row=error.row)
        raise InputRefused(issues.all()) from None
    except MemoryError:
        issues.add_error("PACK-TOO-LARGE", "The file needs more memory than there is.", "Split it into parts.")
        raise InputRefused(issues.all()) from None
    return pack


def _open(path: Path, progress: Progress) -> Pack:
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(b"%PDF") or b"%PDF-" in start[:1024]:
        builder, lines, pages, unread = read_pdf(path, progress=progress)
        return _pack(path, builder, lines, pages=pages, unread=unread, unit="line of text")
    if start.startswith(b"PK"):
        return _open_archive(path)
    if start.startswith(_OLD_OFFICE):
        raise FileRefusedError(
            "PACK-OLD-OR-LOCKED",
            "it is of an old format, or protected by a password.",
            "Remove the password; save it as .docx or .xlsx.",
        )
    if path.stat().st_size > LARGEST_TEXT:
        raise FileRefusedError(
            "PACK-TOO-LARGE", "it has more text than any pack.", "Check that it is the right file; split it."
        )
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith(b"<") and b"<table" in path.read_bytes().lower()
    ):
        builder, lines = read_html(path.read_bytes())
        return _pack(path, builder, lines, unit="paragraph or row" if builder.counts_blocks else "line")
    builder, lines, pages = read_text(_text_lines(path))
    return _pack(path, builder, lines, pages=pages)


def _open_archive(path: Path) -> Pack:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.casefold() for name in archive.namelist()}
            if "word/document.xml" in names:
                builder, lines = read_word(archive)
                return _pack(path, builder, lines, unit="paragraph or row")
            if "xl/workbook.xml" in names:
                builder, lines = read_workbook(archive)
                return _pack(path, builder, lines, unit="row")
            kind = kind_of(archive)
            if kind == SPREADSHEET:
                builder, lines = read_spreadsheet(archive)
                return _pack(path, builder, lines, unit="row")
            if kind == TEXT:
                builder, lines = read_text_document(archive)
                return _pack(path, builder, lines, unit="paragraph or row")
    except BROKEN:
        raise FileRefusedError(
            "PACK-BROKEN", "it is damaged or locked.", "Open it in its own program and save it again."
        ) from None
    raise FileRefusedError(
        "PACK-FORMAT-UNKNOWN",
        "it is an archive of another kind.",
        "Give a text, HTML, Word, Excel, OpenDocument or PDF file.",
    )


def _text_lines(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in content[:100_000]:
        raise FileRefusedError(
            "PACK-BINARY",
            "it is not text, nor a format that is read.",
            "Give a text, HTML, Word, Excel, OpenDocument or PDF file.",
        )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    for line in text.split("\n"):
        if len(line) > LONGEST_LINE:
            raise FileRefusedError(
                "PACK-LINE-TOO-LONG", "a line has more than two million letters.", "Check that it is the right file."
            )
        yield line


def _pack(
    path: Path,
    builder: Builder,
    lines: int,
    *,
    pages: list[int] | None = None,
    unread: list[str] | None = None,
    unit: str = "line",
) -> Pack:
    builder.finish()
    # Before they are rebuilt, several tables may stand in one without a line between them.
    sized = [raw for raw in builder.tables if not _is_too_large(raw, 4 * MOST_ROWS)]
    whole = rebuild(sized)
    kept = [(raw, header) for raw, header in whole if not _is_too_large(raw, MOST_ROWS)]
    left_out = [raw for raw in builder.tables if _is_too_large(raw, 4 * MOST_ROWS)]
    left_out += [raw for raw, _ in whole if _is_too_large(raw, MOST_ROWS)]
    tables = [understand(raw, header, index) for index, (raw, header) in enumerate(kept)]
    large = [
        f"The table at {unit} {raw.line} was not checked: {len(raw.rows):,} rows and {_width(raw):,} columns are more "
        f"than a table of a pack has ({raw.caption})."
        for raw in left_out
    ]
    left = [
        f"The table at {unit} {table.line} has no column of numbers ({table.title})."
        for table in tables
        if len(table.rows) > 2 and not any(column.numeric for column in table.columns)
    ]
    said = [*(unread or []), *builder.unread, *large, *left]
    return Pack(
        path.name, tables, builder.paragraphs, lines, said, pages or [], unit=unit,
        pages_not_read=builder.pages_not_read,
    )  # fmt: skip


def _is_too_large(raw: RawTable, most_rows: int) -> bool:
    return len(raw.rows) > most_rows or _width(raw) > MOST_COLUMNS


def _width(raw: RawTable) -> int:
    """As many columns as have text."""
    return max((place + 1 for row in raw.rows for place, cell in enumerate(row) if cell.text), default=0)
