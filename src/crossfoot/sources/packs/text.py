"""Read a pack of plain text: lines with tabs are rows of tables, the rest are paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossfoot.audit.reading.cells import Cell, read_cell
from crossfoot.audit.reading.cut_grid import cut_grid
from crossfoot.audit.reading.pack import Paragraph, RawTable
from crossfoot.sources.packs.allowance import LONGEST_PARAGRAPH, Allowance, cut_cell, cut_digits, parts_of
from crossfoot.sources.packs.captions_below import move_captions_up

LONGEST_CAPTION = 160
MOST_BETWEEN = 3
"""Paragraphs between two tables that may be names of sections of one."""
_MARKUP = re.compile(r"(?<!\*)\*\*(?=[^\s*])(?P<bold>[^*]+)(?<=\S)\*\*(?!\*)|</?(?:p|u|b|i|em|strong|br)\s*/?>")
_ITEM = re.compile(r"^[-•]\s+")
"""An asterisk may be the mark of a note."""
_PAGE_NUMBER = re.compile(r"(page |p\.? ?)?\d{1,4}( ?(of|/) ?\d{1,4})?", re.IGNORECASE)
_FIGURE = re.compile(r"[-+(\u2212\u00a3]*\d[\d,.]*[%)kmp]*")
_RULE = re.compile(r"[-=_|+\s]+")
_WIDE_GAP = re.compile(r"\s{3,}|\s*\|\s*")


def without_markup(text: str) -> str:
    """The text without what makes it bold."""
    return _MARKUP.sub(lambda match: match["bold"] or "", text)


class Builder:
    """Takes rows of cells and lines of words in their order, and makes tables and paragraphs of them."""

    def __init__(self) -> None:
        self.tables: list[RawTable] = []
        self.paragraphs: list[Paragraph] = []
        self.sheet = ""
        self.unread: list[str] = []
        """What was passed over, in words."""
        self.counts_blocks = False
        """Whether `line` is of paragraphs and rows in their order, where it could be of lines."""
        self.pages_not_read: list[int] = []
        self._allowance = Allowance()
        self._rows: list[tuple[Cell, ...]] = []
        self._across: set[int] = set()
        self._captions: list[str] = []
        self._caption = ""
        self._said_since_table = True
        self._lead = ""
        self._between: list[Paragraph] = []
        self._before: list[int] = []
        self._styled: set[int] = set()

    def add_row(self, texts: Sequence[str], number: int, *, across: bool = False) -> None:
        """One row of a table; `across` where it is one cell from end to end."""
        self._allowance.take_cells(len(texts), sum(map(len, texts)))
        self._rows.append(tuple(read_cell(cut_cell(text), number) for text in texts))
        if across:
            self._across.add(number)

    def add_words(self, words: str, number: int, *, heading: bool | None = None, caption: bool = False) -> None:
        """A paragraph, or a blank line; either ends a table. `caption` where the file calls it one."""
        self.end_table()
        said = len(self.paragraphs)
        self._say(words, number, heading=True if caption else heading)
        if caption and len(self.paragraphs) > said:
            self._styled.add(said)

    def _say(self, words: str, number: int, *, heading: bool | None = None) -> None:
        if len(words) > LONGEST_PARAGRAPH:
            for part in parts_of(words):
                self._say(part, number, heading=False)
            return
        text = cut_digits(without_markup(words).strip())
        if not text:
            return
        self._allowance.take_paragraph(len(text))
        furniture = bool(_PAGE_NUMBER.fullmatch(text))
        if heading is None:
            heading = len(text) <= LONGEST_CAPTION and not text.endswith((".", ";", ","))
        self.paragraphs.append(Paragraph(_ITEM.sub("", text), number, heading, self.sheet))
        self._before.append(len(self.tables))
        self._said_since_table = self._said_since_table or not furniture
        self._lead = self._lead if furniture else text
        if not furniture and len(self._between) <= MOST_BETWEEN:
            self._between.append(self.paragraphs[-1])
        if len(text) <= LONGEST_CAPTION and heading and not furniture:
            self._captions = [text, *self._captions[:3]]

    def end_table(self, *, header_rows: int | None = None, sheet: str = "", caption: str = "") -> None:
        """The rows so far are a table, or several with words around them; nothing happens where there are none."""
        if not self._rows:
            return
        pieces = cut_grid(self._rows, across=self._across)
        self._rows, self._across = [], set()
        for piece in pieces:
            if piece.words:
                self._say(piece.words, piece.line)
            elif piece.rows:
                headings = max(header_rows - piece.dropped, 0) if header_rows is not None else None
                self._keep(piece.rows, header_rows=headings or None, sheet=sheet, caption=caption)
                header_rows, caption = None, ""

    def _keep(self, rows: tuple[tuple[Cell, ...], ...], *, header_rows: int | None, sheet: str, caption: str) -> None:
        own = caption or (self._captions[0] if self._captions else self._caption)
        captions = tuple(dict.fromkeys([*([caption] if caption else []), *self._captions]))
        follows = not self._said_since_table
        between = tuple(self._between) if len(self._between) <= MOST_BETWEEN else ()
        self._allowance.take_table()
        line = rows[0][0].line
        self.tables.append(RawTable(rows, own, line, captions, follows, sheet, header_rows, self._lead, between))
        self._captions, self._caption, self._lead, self._between = [], own, "", []
        self._said_since_table = False

    def finish(self) -> None:
        """Ends the last table, and moves captions to the tables they stand below."""
        self.end_table()
        move_captions_up(self.tables, self.paragraphs, self._before, self._styled)

    def drop_running_words(self) -> None:
        """Words that stand over most tables (a link back, a letterhead) are the caption of none."""
        over = Counter(caption for table in self.tables for caption in {table.caption, *table.captions})
        running = {text for text, times in over.items() if times >= 3 and times * 2 > len(self.tables)}
        for place, table in enumerate(self.tables):
            if table.caption in running:
                left = tuple(caption for caption in table.captions if caption not in running)
                self.tables[place] = replace(table, caption=left[0] if left else table.sheet, captions=left)


def read_text(lines: Iterable[str]) -> tuple[Builder, int, list[int]]:
    """What was built, the number of lines, and the first line of each page where form feeds part them."""
    builder = Builder()
    number, pages = 0, [1]
    pending: list[tuple[str, int]] = []
    for number, line in enumerate(lines, start=1):
        if "\x0c" in line:
            pages.append(number)
        text = line.strip("\n\r\x0c")
        cells = _cells(text)
        if cells is None:
            _flush(builder, pending)
            builder.add_words(text, number)
        elif "\t" in text:
            _flush(builder, pending)
            builder.add_row([without_markup(cell) for cell in cells], number)
        elif cells:
            pending.append((text, number))
    _flush(builder, pending)
    builder.end_table()
    return builder, number, pages if len(pages) > 1 else []


def _cells(text: str) -> list[str] | None:
    """The cells of a line that is a row: between tabs, bars or wide gaps; [] for a ruled line; None for words."""
    if not text.strip():
        return None
    if "\t" in text:
        return text.split("\t")
    if text.count("|") >= 2:
        return [] if _RULE.fullmatch(text) else _between_bars(text)
    return ["", ""] if len(_WIDE_GAP.split(text.strip())) >= 3 else None


def _between_bars(text: str) -> list[str]:
    """The cells of a row between bars; bars at its ends are a frame."""
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def _flush(builder: Builder, pending: list[tuple[str, int]]) -> None:
    """Rows between bars or wide gaps: with gaps, a cell stands in the column above whose letters it stands."""
    if not pending:
        return
    if all("|" in text for text, _ in pending):
        width = max((len(_between_bars(text)) for text, _ in pending if not text.lstrip().startswith("|")), default=0)
        for text, number in pending:
            cells = _between_bars(text)
            if text.lstrip().startswith("|") and len(cells) < width:
                # Other rows begin without a bar: this one ends an empty first cell.
                cells.insert(0, "")
            builder.add_row([without_markup(cell) for cell in cells], number)
    elif len(pending) >= 2:
        for (_, number), cells in zip(pending, align([_segments(text) for text, _ in pending]), strict=True):
            builder.add_row(cells, number)
    else:
        for text, number in pending:
            builder.add_words(text, number)
    pending.clear()


Segment = tuple[float, float, str]


def _segments(text: str) -> list[Segment]:
    return [(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+(?:\s{1,2}\S+)*", text.expandtabs(8))]


def align(lines: Sequence[Sequence[Segment]]) -> list[list[str]]:
    """Pieces of text by where they stand, as cells of columns: the columns are those of the fullest lines."""
    most = max(len(line) for line in lines)
    full = [line for line in lines if len(line) >= max(2, most - 1)] or list(lines)
    spans: list[list[float]] = []
    for start, end, _ in sorted(piece for line in full for piece in line):
        if spans and start < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    rows = []
    for line in lines:
        cells = [""] * len(spans)
        for start, end, text in line:
            near = range(max(0, bisect_right(ends, start) - 1), min(len(spans), bisect_left(starts, end) + 1))
            column = min(near, key=lambda place: _distance(spans[place], start, end))
            cells[column] = f"{cells[column]} {text}".strip()
        rows.append(cells)
    return _headed(rows)


def _headed(rows: list[list[str]]) -> list[list[str]]:
    """With a heading at the left edge of its column put over the values at the right edge: one column to the eye."""
    pairs: list[int] = []
    for left in range(len(rows[0]) - 1):
        if left - 1 not in pairs and _is_heading_of(rows, left):
            pairs.append(left)
    if len(pairs) == 1 and sum(bool(row[pairs[0] + 1]) for row in rows) == 1:
        # One value beside one heading tells nothing.
        return rows
    return [
        [
            (text or row[place + 1]) if place in pairs else text
            for place, text in enumerate(row)
            if place - 1 not in pairs
        ]
        for row in rows
    ]


def _is_heading_of(rows: Sequence[Sequence[str]], left: int) -> bool:
    """Whether no row has something in both columns, the left one words above all in the right one, which is values."""
    above = [place for place, row in enumerate(rows) if row[left]]
    below = [place for place, row in enumerate(rows) if row[left + 1]]
    if not above or not below or above[0] > below[0] or {*above} & {*below}:
        return False
    values = sum(bool(_FIGURE.fullmatch(rows[place][left + 1])) for place in below)
    # What stands at the left edge under the heading is a dash for none, or the heading again on the next page.
    words = not any(_FIGURE.fullmatch(rows[place][left]) for place in above)
    return words and 2 * values > len(below)


def _distance(span: Sequence[float], start: float, end: float) -> float:
    """How far a piece is from a column: less the more they overlap."""
    overlap = min(span[1], end) - max(span[0], start)
    return -overlap if overlap > 0 else min(abs(start - span[1]), abs(span[0] - end)) + 1
