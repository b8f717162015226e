"""Read a pack from PDF: ruled tables by their lines, others by where their words stand. `line` counts lines of text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from crossfoot.sources.packs.text import Builder, Segment, align
from crossfoot.sources.record_files import FileRefusedError

MOST_PAGES = 3000
GAP = 1.6
"""Words further apart than so many times the height of a letter stand in different cells."""
_BROKEN = (
    PDFException,
    PdfminerException,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    RecursionError,
    AssertionError,
    ZeroDivisionError,
)


def read_pdf(
    path: Path, *, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[Builder, int, list[int], list[str]]:
    """What was built, the number of lines, the first line of each page, what was not read. Raises FileRefusedError."""
    builder, pages, unread = Builder(), [], []
    line = 0
    try:
        with pdfplumber.open(path) as document:
            count = len(document.pages)
            for number, page in enumerate(document.pages[:MOST_PAGES], start=1):
                pages.append(line + 1)
                progress("reading pages", number, count)
                try:
                    line = _read_page(page, builder, line)
                except _BROKEN:
                    unread.append(f"Page {number} could not be read.")
                finally:
                    with contextlib.suppress(*_BROKEN):
                        page.close()
            if count > MOST_PAGES:
                unread.append(f"Only the first {MOST_PAGES:,} of {count:,} pages were read.")
    except PDFPasswordIncorrect:
        raise FileRefusedError(
            "PACK-LOCKED", "it is protected by a password.", "Remove the password and save it again."
        ) from None
    except _BROKEN as error:
        if isinstance(error.__cause__ or error.__context__, PDFPasswordIncorrect) or "Password" in repr(error):
            raise FileRefusedError(
                "PACK-LOCKED", "it is protected by a password.", "Remove the password and save it again."
            ) from None
        raise FileRefusedError("PACK-PDF-BROKEN", "it is damaged, or no PDF.", "Print it to PDF again.") from None
    builder.end_table()
    if not builder.paragraphs and not builder.tables:
        unread.append(
            "There is no text in it: its pages may be pictures. Have it read by optical character recognition first."
        )
    return builder, line, pages, unread


def _read_page(page: Any, builder: Builder, line: int) -> int:
    tables = (
        [
            table
            for table in page.find_tables()
            if len(table.rows) >= 2 and max(len(row.cells) for row in table.rows) >= 2
        ]
        if page.lines or page.rects
        else []
    )
    boxes = sorted((table.bbox, table) for table in tables)
    words = page.extract_words(use_text_flow=False, keep_blank_chars=False, x_tolerance=1.5, y_tolerance=2)
    loose = [word for word in words if not any(_inside(word, box) for box, _ in boxes)]
    blocks: list[tuple[float, Any]] = [(box[1], table) for box, table in boxes]
    blocks += [(lines[0]["top"], lines) for lines in _lines(loose)]
    run: list[list[dict[str, Any]]] = []
    for _, block in sorted(blocks, key=lambda item: item[0]):
        if isinstance(block, list):
            pieces = _pieces(block)
            if len(pieces) >= 3 or (run and len(pieces) >= 2):
                run.append(block)
                continue
            line = _flush(run, builder, line)
            line += 1
            builder.add_words(" ".join(word["text"] for word in block), line)
        else:
            line = _flush(run, builder, line)
            for row in block.extract(x_tolerance=1.5, y_tolerance=2):
                line += 1
                builder.add_row([" ".join((cell or "").split()) for cell in row], line)
            builder.end_table()
    return _flush(run, builder, line)


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


def _pieces(words: Sequence[dict[str, Any]]) -> list[Segment]:
    """Words that stand close together as one piece."""
    pieces: list[Segment] = []
    for word in words:
        height = word["bottom"] - word["top"]
        if pieces and word["x0"] - pieces[-1][1] < GAP * height * 0.5:
            pieces[-1] = (pieces[-1][0], word["x1"], f"{pieces[-1][2]} {word['text']}")
        else:
            pieces.append((word["x0"], word["x1"], word["text"]))
    return pieces


def _flush(run: list[list[dict[str, Any]]], builder: Builder, line: int) -> int:
    """A run of lines with gaps is a table."""
    if len(run) >= 2:
        for cells in align([_pieces(words) for words in run]):
            line += 1
            builder.add_row(cells, line)
        builder.end_table()
    else:
        for words in run:
            line += 1
            builder.add_words(" ".join(word["text"] for word in words), line)
    run.clear()
    return line
