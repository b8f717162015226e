"""Rows and words of a pack from what is printed on its pages: tables that go on over the page are one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from crossfoot.sources.packs.page_blocks import Block, Printed
from crossfoot.sources.packs.page_seams import SEAM, is_row, seams_of, seams_of_headings
from crossfoot.sources.packs.text import Segment, align

GAP = 0.75
"""Words further apart than so many times the height of a letter stand in different cells."""
GUTTER, FEWEST_FOR_GUTTERS = 0.45, 4
"""And further apart than this where so many lines have white between them at the same place."""
NARROW_GUTTER = 0.3
"""And than this, where all that stands right of it is values."""
FAR = 5.0
"""Sizes of a letter: what stands so far apart is no sentence."""
_VALUE = re.compile(r"[-+(\u2212\u00a3<>]*\d[\d,.]*[%km)]*")
MOST_SEGMENTS, MOST_LINES = 120, 400
"""Of a line, and of a table without ruled lines on one page. What has more is no table."""
MOST_HEADINGS = 3
"""Lines."""
Line = list[Printed]


class Piece(NamedTuple):
    """`row` with its cells, `words` with one text, `end` of a table, `page` where one begins."""

    kind: str
    texts: Sequence[str] = ()
    across: bool = False
    lines: int = 1


PAGE, END = Piece("page"), Piece("end")


def pieces_of_pages(pages: Sequence[Sequence[Block] | None]) -> Iterator[Piece]:
    """Everything in order. A page that was not read is None: no table goes on over it."""
    run = _Run()
    ruled: Block | None = None
    for blocks in pages:
        if blocks is None:
            yield from run.taken()
        run.add_page()
        if run.is_empty:
            yield PAGE
        for block in blocks or ():
            if "rows" not in block:
                if ruled is not None:
                    yield END
                    ruled = None
                if "joined" in block:
                    yield from run.taken()
                    yield Piece("words", [text_of(block["words"])], lines=block["joined"])
                else:
                    yield from run.take(block["words"], is_section=block.get("section", False))
                continue
            yield from run.taken()
            if ruled is not None and not block.get("continued"):
                yield END
            ruled = block
            across = set(block["across"])
            for number, row in enumerate(block["rows"]):
                yield Piece("row", row, number in across)
    yield from run.taken()
    yield END


def text_of(words: Line) -> str:
    """The words with spaces between them."""
    return " ".join(word[3] for word in words)


class _Run:
    """Lines with gaps, one under another: a table without ruled lines, if there are two or more."""

    def __init__(self) -> None:
        self.parts: list[list[Line]] = []
        """Those of each page."""
        self.between: list[Piece] = []
        self.is_empty = True

    def add_page(self) -> None:
        """Another page begins."""
        if not self.is_empty:
            self.parts.append([])

    def take(self, line: Line, *, is_section: bool = False) -> Iterator[Piece]:
        """Add the line, or end the table with it."""
        pieces = len(segments_of(line, ()))
        fits = pieces <= MOST_SEGMENTS and (self.is_empty or len(self.parts[-1]) < MOST_LINES)
        if fits and (pieces >= 3 or (not self.is_empty and (pieces >= 2 or is_section))):
            if self.is_empty:
                self.parts, self.is_empty = [[]], False
            self.parts[-1].append(line)
            return
        yield from self.taken()
        for words in _apart(line):
            yield Piece("words", [text_of(words)])

    def taken(self) -> Iterator[Piece]:
        """What was added, as a table over all pages on which the columns are the same."""
        parts, self.parts, self.is_empty = self.parts, [], True
        while parts:
            together = 2 if _heads(parts) else 1
            while together < len(parts) and (not parts[together] or _are_same(parts[0], parts[together])):
                together += 1
            yield from _table_of(parts[:together])
            parts = parts[together:]
            if parts:
                yield PAGE


def _apart(line: Line) -> list[Line]:
    """A number at the side of a chart, and the words that stand far from it at its height, each by itself."""
    if len(line) < 2 or not _VALUE.fullmatch(line[0][3]) or line[1][0] - line[0][1] < FAR * line[0][2]:
        return [line]
    return [line[:1], line[1:]]


def _are_same(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether each column of the one with fewer columns stands under (or over) one of the other."""
    columns = sorted((_columns(above), _columns(below)), key=len)
    if len(columns[0]) < 2:
        return False
    fewer, more = columns
    places = []
    for start, end in fewer:
        met = [place for place, (x0, x1) in enumerate(more) if min(end, x1) > max(start, x0)]
        if len(met) != 1:
            return False
        places += met
    return len(set(places)) == len(places)


def _heads(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether a page ends with the headings of the rows with which the next begins: as many, but for the labels'."""
    if len(parts) < 2 or not 0 < len(parts[0]) <= MOST_HEADINGS or len(parts[1]) < 2:
        return False
    if any(is_row(line, GAP) for line in parts[0]) or not is_row(parts[1][0], GAP):
        return False
    lines = [line for part in parts[:2] for line in part]
    parted = _parted(lines, gutters_of(lines))
    heads, rows = (max(map(len, each)) for each in (parted[: len(parts[0])], parted[len(parts[0]) :]))
    return rows - 1 <= heads <= rows


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the columns stand, by the fullest lines."""
    parted = [segments_of(line, gutters_of(lines)) for line in lines]
    most = max(map(len, parted))
    columns: list[tuple[float, float]] = []
    for start, end, _ in sorted(piece for line in parted if len(line) >= max(2, most - 1) for piece in line):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _table_of(parts: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """Lines with gaps are a table; a single one is words."""
    lines = [line for part in parts for line in part]
    if len(lines) < 2:
        for number, part in enumerate(parts):
            if number:
                yield PAGE
            for line in part:
                yield Piece("words", [text_of(line)])
        return
    gutters = gutters_of(lines)
    rows = iter(align(_parted(lines, gutters)))
    for number, part in enumerate(parts):
        if number:
            yield PAGE
        for _ in part:
            yield Piece("row", next(rows))
    yield END


def _parted(lines: Sequence[Line], gutters: Sequence[float]) -> list[list[Segment]]:
    """The pieces of each line, a value close to a label parted from it where the fullest lines show that."""
    parted = [segments_of(line, gutters) for line in lines]
    most = max(map(len, parted))
    touching = seams_of_headings(lines, GAP)
    for number, seams in touching.items():
        parted[number] = segments_of(lines[number], sorted([*gutters, *seams]))
    spans: list[list[float]] = []
    for start, end, _ in sorted(piece for pieces in parted if len(pieces) == most for piece in pieces):
        if spans and start < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    if len(spans) < most:
        return parted
    starts = [span[0] for span in spans]
    for number, line in enumerate(lines):
        own = [
            right[0]
            for left, right in pairwise(line)
            if right[0] > left[1]
            and _VALUE.fullmatch(right[3])
            and not _VALUE.fullmatch(left[3])
            and 0 < bisect_right(starts, (left[0] + left[1]) / 2) < bisect_right(starts, (right[0] + right[1]) / 2)
        ]
        if own and len(parted[number]) < most:
            parted[number] = segments_of(line, sorted([*gutters, *own, *touching.get(number, ())]))
    return parted


def gutters_of(run: Sequence[Line]) -> list[float]:
    """The middles of the white strips that go down through all lines of a run and part values from what is beside."""
    if len(run) < FEWEST_FOR_GUTTERS:
        return []
    words = sorted((word for line in run for word in line), key=lambda each: each[0])
    found: list[tuple[float, bool]] = []
    narrow: list[tuple[float, float]] = []
    end = words[0][1]
    for x0, x1, size, _ in words:
        if x0 - end >= NARROW_GUTTER * size:
            found.append(((x0 + end) / 2, x0 - end >= GUTTER * size))
        elif x0 - end >= SEAM * size:
            narrow.append((end, x0))
        end = max(end, x1)
    parting = _parting_values(found, run)
    return sorted([*parting, *seams_of(run, narrow, GAP)]) if narrow else parting


def _parting_values(found: Sequence[tuple[float, bool]], run: Sequence[Line]) -> list[float]:
    """Those with a value on either side in most lines in which they are narrow. `Worse  by 0.2` is one cell.

    One that is hardly wider than a space has a value right of it, and none left of it, in every such line.
    """
    gutters = [gutter for gutter, _ in found]
    narrow, values, labelled = ([0] * len(gutters) for _ in range(3))
    for line in run:
        for left, right in pairwise(line):
            if right[0] - left[1] >= GAP * right[2]:
                continue
            for place in range(bisect_left(gutters, left[1]), bisect_right(gutters, right[0])):
                narrow[place] += 1
                values[place] += not (left[3].isalpha() and right[3].isalpha())
                labelled[place] += _VALUE.fullmatch(right[3]) is not None and not _VALUE.fullmatch(left[3])
    return [
        gutter
        for place, (gutter, is_wide) in enumerate(found)
        if (2 * values[place] > narrow[place] if is_wide else labelled[place] == narrow[place] > 0)
    ]


def segments_of(words: Sequence[Printed], gutters: Sequence[float]) -> list[Segment]:
    """Words that stand close together as one, unless a gutter is between them."""
    segments: list[Segment] = []
    for x0, x1, size, text in words:
        start, end, before = segments[-1] if segments else (0.0, -10_000.0, "")
        parted = bisect_right(gutters, x0) > bisect_left(gutters, end) if gutters else False
        if x0 - end < GAP * size and not parted:
            segments[-1] = (start, max(end, x1), f"{before} {text}")
        else:
            segments.append((x0, x1, text))
    return segments
