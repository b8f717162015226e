"""What is printed on a page, from the top down: ruled tables by their lines, and loose lines of words.

Which loose lines are tables is seen only when the pages are together: see `page_tables.py`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pdfplumber.table import TableFinder

from crossfoot.sources.packs.page_blocks import SAME, Block
from crossfoot.sources.packs.page_marks import RIGHT, PageMarks
from crossfoot.sources.packs.page_rules import tables_between_rules
from crossfoot.sources.packs.page_words import UNDER, Letter, Word, lines_of, set_marks, text_of_cell, words_of

MOST_EDGES = 20_000
"""A page with more lines is a drawing, or a map; a table of 60 rows and 15 columns has 3,600."""
FEWEST_OF_TABLE = 4
WIDEST_MARGIN = 10.0
"""Of a cell."""
FEWEST_EDGES = 2
"""Inner edges in which rows of two tables differ both ways."""
Box = tuple[float, float, float, float]


def blocks_of_page(marks: PageMarks) -> list[Block]:
    """Tables and lines."""
    letters = set_marks(marks.chars)
    grids: list[tuple[list[Box], list[list[Letter]]]] = []
    single: list[list[Box]] = []
    found = list(_grids(marks))
    between = [
        cells
        for cells in tables_between_rules(marks.edges, list(_lines(words_of(letters))))
        if not _is_ruled(cells, [box for ruled, _ in found if _overlap(cells, ruled) for box in ruled])
    ]
    found = [(cells, is_table) for cells, is_table in found if not any(_overlap(cells, each) for each in between)]
    for cells, is_table in [*((each, True) for each in between), *found]:
        if is_table:
            inside, letters = _parted(letters, cells)
            grids.append((cells, inside))
        else:
            single.append(cells)
    lines = list(_lines(words_of(letters)))
    patches = [number for number, (cells, inside) in enumerate(grids) if _is_patch(cells, inside, lines)]
    if patches:
        for number in patches:
            letters += [letter for of_cell in grids[number][1] for letter in of_cell]
        lines = list(_lines(words_of(letters)))
    blocks = [_line(line) for line in lines]
    for cells in single:
        _tell_row(cells, letters, blocks)
    for number, (cells, inside) in enumerate(grids):
        if number not in patches:
            blocks += _tables(cells, inside)
    return sorted(blocks, key=lambda block: block["top"])


def _is_ruled(cells: Sequence[Box], ruled: Sequence[Box]) -> bool:
    """Whether lines part the first column from the next in most rows; patches of colour do not."""
    left, top, right, bottom = _around(cells)
    first = sum(box[3] - box[1] for box in ruled if abs(box[0] - left) <= SAME and box[2] < right - SAME)
    return 2 * first > bottom - top


def _overlap(cells: Sequence[Box], others: Sequence[Box]) -> bool:
    """Whether two groups of cells are partly in one place."""
    (left, top, right, bottom), (x0, y0, x1, y1) = _around(cells), _around(others)
    return left < x1 and x0 < right and top < y1 - SAME and y0 < bottom - SAME


def _around(cells: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in cells), min(box[1] for box in cells),
        max(box[2] for box in cells), max(box[3] for box in cells),
    )  # fmt: skip


def _tell_row(cells: Sequence[Box], letters: Sequence[Letter], blocks: Sequence[Block]) -> None:
    """Say of the first line in a row of cells that it is one."""
    top, bottom = min(box[1] for box in cells), max(box[3] for box in cells)
    inside = [block for block in blocks if top < (block["top"] + block["bottom"]) / 2 < bottom]
    if not inside:
        return
    (row, *_) = _tables(cells, _parted(letters, cells)[0])
    first = min(inside, key=lambda block: block["top"])
    first["alone"], first["lines"] = row, len(inside)


def _is_patch(cells: Sequence[Box], inside: Sequence[Sequence[Letter]], lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the grid is a patch of colour in a table without lines: each row goes on beside it, in several pieces."""
    top, bottom = min(box[1] for box in cells), max(box[3] for box in cells)
    beside = [line for line in lines if top < (line[0].top + line[0].bottom) / 2 < bottom and _is_parted(line)]
    if not beside:
        return False
    feet: dict[float, set[float]] = {}
    for box, letters in zip(cells, inside, strict=True):
        if letters:
            feet.setdefault(box[1], set()).update(letter["bottom"] for letter in letters)
    known = [line[0].bottom for line in beside]
    return all(any(abs(foot - other) <= UNDER for foot in row for other in known) for row in feet.values())


def _is_parted(line: Sequence[Word]) -> bool:
    """Whether there is a wide gap between two of its words."""
    return any(right.x0 - left.x1 >= right.size for left, right in pairwise(line))


def _grids(marks: PageMarks) -> Iterator[tuple[list[Box], bool]]:
    """The cells of each group of cells that touch, with two columns at least; whether it has two rows or more."""
    if not FEWEST_OF_TABLE <= len(marks.edges) <= MOST_EDGES:
        return
    for edges in _apart(marks.edges):
        # The finder asks of a page for its edges, its letters and its size: what PageMarks has.
        for table in TableFinder(PageMarks(marks.bbox, edges=edges)).tables:  # type: ignore[arg-type]
            if max(len(row.cells) for row in table.rows) >= 2:
                yield table.cells, len(table.rows) >= 2


def _apart(edges: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The edges of what stands under one another: the finder takes edges of two tables that nearly agree for one."""
    group: list[dict[str, Any]] = []
    bottom = 0.0
    for edge in sorted(edges, key=lambda each: float(each["top"])):
        if group and edge["top"] > bottom + SAME:
            if len(group) >= FEWEST_OF_TABLE:
                yield group
            group = []
        group.append(edge)
        bottom = max(bottom, edge["bottom"]) if len(group) > 1 else edge["bottom"]
    if len(group) >= FEWEST_OF_TABLE:
        yield group


def _parted(letters: Sequence[Letter], cells: Sequence[Box]) -> tuple[list[list[Letter]], list[Letter]]:
    """The letters of each cell, and those that are in none."""
    across = sorted({x for x0, _, x1, _ in cells for x in (x0, x1)})
    down = sorted({y for _, top, _, bottom in cells for y in (top, bottom)})
    owners: dict[tuple[int, int], int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for row in range(bisect_left(down, top), bisect_left(down, bottom)):
            for column in range(bisect_left(across, x0), bisect_left(across, x1)):
                owners[row, column] = number
    inside: list[list[Letter]] = [[] for _ in cells]
    loose: list[Letter] = []
    for letter in letters:
        row = bisect_right(down, (letter["top"] + letter["bottom"]) / 2) - 1
        column = bisect_right(across, (letter["x0"] + letter["x1"]) / 2) - 1
        owner = owners.get((row, column))
        (loose if owner is None else inside[owner]).append(letter)
    return inside, loose


def _tables(cells: Sequence[Box], inside: Sequence[Sequence[Letter]]) -> Iterator[Block]:
    """The grid, parted where a table of other columns begins."""
    lines = [[_cell_lines(letters, way) for way in sorted({each["way"] for each in letters})] for letters in inside]
    margin = _margin(cells, [each[0] if each else [] for each in lines])
    texts = {
        box: " ".join(text_of_cell(each, (box[2] - box[0]) - margin) for each in of_cell)
        if all(each["way"] == RIGHT for each in letters)
        else " ".join(" ".join(word.text for line in each for word in line) for each in of_cell)
        for box, of_cell, letters in zip(cells, lines, inside, strict=True)
    }
    for rows in _bands(cells):
        edges = _edges(box for row in rows for box in row)
        texts_of_rows, across = [], []
        for number, row in enumerate(rows):
            filled = [""] * max(len(edges) - 1, 1)
            for box in row:
                column = min(_nearest(edges, box[0]), len(filled) - 1)
                filled[column] = f"{filled[column]} {texts[box]}".strip()
            texts_of_rows.append(filled)
            if len(row) == 1 and row[0][0] - edges[0] < SAME and edges[-1] - row[0][2] < SAME:
                across.append(number)
        yield Block(
            top=round(min(box[1] for row in rows for box in row), 1),
            bottom=round(max(box[3] for row in rows for box in row), 1),
            rows=texts_of_rows, across=across, edges=[round(edge, 1) for edge in edges],
        )  # fmt: skip


def _cell_lines(letters: Sequence[Letter], way: int) -> list[list[Word]]:
    return [line for line in lines_of(letters, way) if line]


def _margin(cells: Sequence[Box], lines: Sequence[Sequence[Sequence[Word]]]) -> float:
    """How much of a cell stays white at its sides: the least that is seen on the left, and on the right."""
    left = right = WIDEST_MARGIN
    for (x0, _, x1, _), of_cell in zip(cells, lines, strict=True):
        for line in of_cell:
            left, right = min(left, max(0.0, line[0].x0 - x0)), min(right, max(0.0, x1 - line[-1].x1))
    return left + right


def _bands(cells: Sequence[Box]) -> Iterator[list[list[Box]]]:
    """Rows of cells from the top, parted where the inner edges change as they do only in another table."""
    rows = _rows(cells)
    covering = _covering(rows)
    whole = _edges(box for row in rows for box in row)
    band: list[list[Box]] = []
    known: set[int] = set()
    titles = 0
    for row, boxes in zip(rows, covering, strict=True):
        own = {_nearest(whole, x) for box in boxes for x in (box[0], box[2])}
        if band and _are_of_others(known, own):
            last = len(band) - titles
            if last:
                yield band[:last]
            band, known = band[last:], set()
        titles = titles + 1 if len(boxes) == 1 else 0
        band.append(row)
        known |= own if len(boxes) > 1 else set()
    yield band


def _are_of_others(above: set[int], below: set[int]) -> bool:
    """Whether edges are of another table: neither has all those of the other, and few are the same."""
    fewer, more = len(above - below), len(below - above)
    if not fewer or not more or len(below) <= 2:
        return False
    same = len(above & below) - 2
    return same * 2 <= min(len(above), len(below)) - 2 or (fewer >= FEWEST_EDGES and more >= FEWEST_EDGES)


def _rows(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells of one top, from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(cells, key=lambda each: (each[1], each[0])):
        if rows and box[1] - rows[-1][0][1] < SAME / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _covering(rows: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """The cells that each row goes through: its own, and those that reach down from above."""
    covering: list[list[Box]] = []
    open_above: list[Box] = []
    for row in rows:
        open_above = [box for box in open_above if box[3] > row[0][1] + SAME]
        covering.append([*open_above, *row])
        open_above += row
    return covering


def _edges(boxes: Any) -> list[float]:
    """Where columns begin and end, those that are nearly the same once."""
    edges: list[float] = []
    for x in sorted({x for box in boxes for x in (box[0], box[2])}):
        if not edges or x - edges[-1] >= SAME:
            edges.append(x)
    return edges


def _nearest(edges: Sequence[float], x: float) -> int:
    place = bisect_left(edges, x)
    if place == len(edges) or (place and x - edges[place - 1] < edges[place] - x):
        return place - 1
    return place


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of one height from left to right; headings that are turned stand beside each other by their own heights."""
    upright = [word for word in words if word.way == RIGHT]
    turned = sorted((word for word in words if word.way != RIGHT), key=lambda word: word.top)
    current: list[Word] = []
    for word in sorted(upright, key=lambda each: each.bottom):
        if current and abs(word.bottom - current[0].bottom) > SAME:
            yield sorted(current, key=lambda each: each.x0)
            current = []
        current.append(word)
    if current:
        yield sorted(current, key=lambda each: each.x0)
    yield from _turned_lines(turned)


def _turned_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Headings that are read up or down and overlap in height: one row of them, each with all its words."""
    row: list[Word] = []
    for word in words:
        if row and word.top > max(each.bottom for each in row):
            yield _headings(row)
            row = []
        row.append(word)
    if row:
        yield _headings(row)


def _headings(row: Sequence[Word]) -> list[Word]:
    """Words that follow each other on one turned line, or stand on the next one close by, as one."""
    ordered = sorted(row, key=lambda word: (round(word.x0 / max(1.0, word.size)), word.x0))
    lines: list[list[Word]] = []
    for word in ordered:
        if lines and word.x0 - lines[-1][-1].x0 < 1.5 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_heading(line) for line in lines]


def _heading(words: Sequence[Word]) -> Word:
    down = -1 if words[0].way == 1 else 1
    columns: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.x0 * down):
        if columns and abs(word.x0 - columns[-1][0].x0) < word.size / 2:
            columns[-1].append(word)
        else:
            columns.append([word])
    text = " ".join(
        word.text for column in columns for word in sorted(column, key=lambda each: -each.bottom * down)
    )  # fmt: skip
    return Word(
        min(word.x0 for word in words), max(word.x1 for word in words), min(word.top for word in words),
        max(word.bottom for word in words), text, words[0].size,
    )  # fmt: skip


def _line(words: Sequence[Word]) -> Block:
    return Block(
        top=round(words[0].top, 1), bottom=round(max(word.bottom for word in words), 1),
        words=[(round(word.x0, 1), round(word.x1, 1), round(word.size, 1), word.text) for word in words],
    )  # fmt: skip
