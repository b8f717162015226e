"""Read a pack from PDF: ruled tables by their lines, others by where their words stand. `line` counts lines of text.

Pages are read apart from each other, long packs by two processes, and then joined in their order.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from crossfoot.sources.packs.text import Builder, Segment, align
from crossfoot.sources.record_files import FileRefusedError

MOST_PAGES = 3000
APART = 20
"""Pages that a process reads at a time; a shorter pack is read in this one."""
PROCESSES = 2
GAP = 0.8
"""Words further apart than so many times the height of a letter stand in different cells."""
Piece = tuple[str, list[str]]
"""`row` with its cells, `words` with one text, `end` of a table, `unread` with why."""
_BROKEN = (
    PDFException, PdfminerException, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError,
    RecursionError, AssertionError, ZeroDivisionError,
)  # fmt: skip


def read_pdf(
    path: Path, *, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[Builder, int, list[int], list[str]]:
    """What was built, the number of lines, the first line of each page, what was not read. Raises FileRefusedError."""
    count = _count_pages(path)
    builder, pages, unread = Builder(), [], []
    line = 0
    for number, pieces in enumerate(_pages(path, min(count, MOST_PAGES)), start=1):
        pages.append(line + 1)
        progress("reading pages", number, count)
        for kind, texts in pieces:
            line += kind in {"row", "words"}
            if kind == "row":
                builder.add_row(texts, line)
            elif kind == "words":
                builder.add_words(texts[0], line)
            elif kind == "end":
                builder.end_table()
            else:
                unread.append(f"Page {number} could not be read.")
    builder.end_table()
    if count > MOST_PAGES:
        unread.append(f"Only the first {MOST_PAGES:,} of {count:,} pages were read.")
    if not builder.paragraphs and not builder.tables:
        unread.append("There is no text in it: its pages may be pictures. Have it read by character recognition first.")
    return builder, line, pages, unread


def _count_pages(path: Path) -> int:
    try:
        with pdfplumber.open(path) as document:
            return len(document.pages)
    except PDFPasswordIncorrect:
        raise _locked() from None
    except _BROKEN as error:
        if isinstance(error.__cause__ or error.__context__, PDFPasswordIncorrect) or "Password" in repr(error):
            raise _locked() from None
        raise FileRefusedError("PACK-PDF-BROKEN", "it is damaged, or no PDF.", "Print it to PDF again.") from None


def _locked() -> FileRefusedError:
    return FileRefusedError("PACK-LOCKED", "it is protected by a password.", "Remove the password and save it again.")


def _pages(path: Path, count: int) -> Iterator[list[Piece]]:
    """The pieces of each page, in order."""
    starts = range(0, count, APART)
    if count <= 2 * APART:
        for start in starts:
            yield from read_pages(path, count, start)
        return
    try:
        with ProcessPoolExecutor(PROCESSES) as pool:
            for pages in pool.map(partial(read_pages, path, count), starts):
                yield from pages
    except BrokenProcessPool:
        raise FileRefusedError(
            "PACK-TOO-LARGE", "its pages need more memory than there is.", "Split it into parts."
        ) from None


def read_pages(path: Path, count: int, start: int) -> list[list[Piece]]:
    """The pieces of up to `APART` pages from the one numbered `start`, counted from 0, of a document of `count`."""
    found: list[list[Piece]] = []
    with pdfplumber.open(path) as document:
        for page in document.pages[start : min(start + APART, count)]:
            try:
                found.append(list(_read_page(page)))
            except _BROKEN:
                found.append([("unread", [])])
            finally:
                with contextlib.suppress(*_BROKEN):
                    page.close()
    return found


def _read_page(page: Any) -> Iterator[Piece]:
    tables = page.find_tables() if page.lines or page.rects else []
    tables = [table for table in tables if len(table.rows) >= 2 and max(len(row.cells) for row in table.rows) >= 2]
    words = page.extract_words(use_text_flow=False, keep_blank_chars=False, x_tolerance=1.5, y_tolerance=2)
    loose = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    blocks: list[tuple[float, Any]] = [(table.bbox[1], table) for table in tables]
    blocks += [(line[0]["top"], line) for line in _lines(loose)]
    run: list[list[Segment]] = []
    for _, block in sorted(blocks, key=lambda item: item[0]):
        segments = _segments(block) if isinstance(block, list) else []
        if len(segments) >= 3 or (run and len(segments) >= 2):
            run.append(segments)
            continue
        yield from _table_of(run)
        run = []
        if isinstance(block, list):
            yield "words", [" ".join(word["text"] for word in block)]
            continue
        for row in block.extract(x_tolerance=1.5, y_tolerance=2):
            yield "row", [" ".join((cell or "").split()) for cell in row]
        yield "end", []
    yield from _table_of(run)


def _inside(word: dict[str, Any], box: Sequence[float]) -> bool:
    middle, height = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= middle <= box[2] and box[1] <= height <= box[3])


def _lines(words: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Words of one height, from left to right."""
    current: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda each: (round(each["bottom"]), each["x0"])):
        if current and abs(word["bottom"] - current[0]["bottom"]) > 3:
            yield sorted(current, key=lambda each: each["x0"])
            current = []
        current.append(word)
    if current:
        yield sorted(current, key=lambda each: each["x0"])


def _segments(words: Sequence[dict[str, Any]]) -> list[Segment]:
    """Words that stand close together as one."""
    segments: list[Segment] = []
    for word in words:
        height = word["bottom"] - word["top"]
        if segments and word["x0"] - segments[-1][1] < GAP * height:
            segments[-1] = (segments[-1][0], word["x1"], f"{segments[-1][2]} {word['text']}")
        else:
            segments.append((word["x0"], word["x1"], word["text"]))
    return segments


def _table_of(run: Sequence[Sequence[Segment]]) -> Iterator[Piece]:
    """A run of lines with gaps is a table; a single one is words."""
    if len(run) < 2:
        for line in run:
            yield "words", [" ".join(text for _, _, text in line)]
        return
    for cells in align(run):
        yield "row", cells
    yield "end", []
