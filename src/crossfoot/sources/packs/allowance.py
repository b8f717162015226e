"""How much a pack may hold. What has more is no pack, and would keep a computer busy for hours or fill its memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.sources.record_files import FileRefusedError

MOST_CELLS, MOST_PARAGRAPHS, MOST_LETTERS = 2_000_000, 300_000, 30_000_000
"""Blank cells count. Five hundred pages have some 200,000 cells, 10,000 paragraphs and 1,500,000 letters."""
MOST_TABLES = 10_000
MOST_ROWS, MOST_COLUMNS = 3_000, 120
"""Of a table. A longer one is a list of records, and a wider one a store of data: nothing that a committee reads."""
LONGEST_PARAGRAPH, LONGEST_CELL = 4_000, 4_000
"""Letters. A page of small print has 6,000."""
_ENDLESS = re.compile(r"\d(?:[,.]?\d){40,}")
"""Digits without end, which are no number that anybody prints."""
_DIGITS_KEPT = 40


class Allowance:
    """Counts what was read."""

    def __init__(self) -> None:
        self.cells = self.paragraphs = self.letters = self.tables = 0

    def take_cells(self, count: int, letters: int = 0) -> None:
        """One row. Raises FileRefusedError where that is more than a pack holds."""
        self.cells += count
        self._take_letters(letters)
        check_cells(self.cells)

    def take_paragraph(self, letters: int) -> None:
        """One paragraph. Raises FileRefusedError where that is more than a pack holds."""
        self.paragraphs += 1
        self._take_letters(letters)
        if self.paragraphs > MOST_PARAGRAPHS:
            raise _too_much(f"more than {MOST_PARAGRAPHS:,} paragraphs")

    def take_table(self) -> None:
        """One table. Raises FileRefusedError where that is more than a pack holds."""
        self.tables += 1
        if self.tables > MOST_TABLES:
            raise _too_much(f"more than {MOST_TABLES:,} tables")

    def _take_letters(self, count: int) -> None:
        self.letters += count
        if self.letters > MOST_LETTERS:
            raise _too_much(f"more than {MOST_LETTERS:,} letters")


def check_cells(count: int) -> None:
    """Raises FileRefusedError where that is more than a pack holds."""
    if count > MOST_CELLS:
        raise _too_much(f"more than {MOST_CELLS:,} cells")


def _too_much(what: str) -> FileRefusedError:
    return FileRefusedError(
        "PACK-TOO-LARGE", f"it has {what}, more than any pack.", "Check that it is the right file; split it."
    )


def cut_cell(text: str) -> str:
    """The text, as far as it is read, with digits that go on without end cut off."""
    if len(text) > LONGEST_CELL:
        text = f"{text[:LONGEST_CELL]}..."
    return cut_digits(text) if len(text) > _DIGITS_KEPT else text


def cut_digits(text: str) -> str:
    """The text, with digits that go on without end cut off."""
    return _ENDLESS.sub(lambda match: f"{match[0][:_DIGITS_KEPT]}...", text)


def parts_of(words: str) -> Iterator[str]:
    """A paragraph in parts that are not too long, parted after a sentence, or else between words."""
    start = 0
    while len(words) - start > LONGEST_PARAGRAPH:
        limit = start + LONGEST_PARAGRAPH
        end = max(words.rfind(". ", start, limit), words.rfind("; ", start, limit)) + 1
        if end <= start:
            end = words.rfind(" ", start, limit)
        end = end if end > start else limit
        yield words[start:end]
        start = end
    yield words[start:]
