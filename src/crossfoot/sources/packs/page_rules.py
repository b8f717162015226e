"""Tables with lines between their rows and none between their columns: cells by the lines and by the white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from crossfoot.sources.packs.page_blocks import SAME
from crossfoot.sources.packs.page_columns import columns_of, pieces_of, value_pieces
from crossfoot.sources.packs.page_heads import Band, Box, Head, Line, Rule, head_cells
from crossfoot.sources.packs.page_words import Word

SHORTEST = 100.0
"""Points of a line between rows."""
CLOSE, NEAR = 0.4, 1.3
"""White between the lines of a cell, and between a row and the line above or below it, in sizes of its letters."""
ONE = 1.5
"""Points between two strokes that are one line."""
MANY = 3
"""So many rows between lines show that each row has its own; in fewer, words on two lines may be two rows."""
MOST_RULES = 400


def tables_between_rules(edges: Sequence[dict[str, Any]], lines: Sequence[Line]) -> Iterator[list[Box]]:
    """The cells of each table that has lines between its rows only."""
    rules = _rules(edges)
    if len(rules) > MOST_RULES:
        return
    ordered = sorted(lines, key=lambda line: line[0].bottom)
    for run in _runs(rules, ordered):
        cells = _cells(run, rules, ordered)
        if cells is not None:
            yield cells


def _rules(edges: Sequence[dict[str, Any]]) -> list[Rule]:
    """Long lines across, from the top; strokes that follow each other are one."""
    rules: list[Rule] = []
    across = sorted((edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h")
    row: list[tuple[float, float, float]] = []
    for each in across:
        if row and each[0] - row[0][0] > ONE:
            rules += _joined(row)
            row = []
        row.append(each)
    rules += _joined(row)
    return [rule for rule in rules if rule.x1 - rule.x0 >= SHORTEST]


def _joined(row: Sequence[tuple[float, float, float]]) -> Iterator[Rule]:
    start = end = None
    for _, x0, x1 in sorted(row, key=lambda each: each[1]):
        if end is None or start is None or x0 > end + SAME:
            if end is not None and start is not None:
                yield Rule(row[0][0], start, end)
            start, end = x0, x1
        else:
            end = max(end, x1)
    if end is not None and start is not None:
        yield Rule(row[0][0], start, end)


def _runs(rules: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[Band]]:
    """Rows under each other between lines of one width."""
    left = list(rules)
    while left:
        first = left.pop(0)
        same = [first]
        run: list[Band] = []
        for rule in list(left):
            if abs(rule.x0 - first.x0) > SAME or abs(rule.x1 - first.x1) > SAME:
                continue
            band = _band(same[-1], rule, lines)
            if band is None:
                break
            run.append(band)
            same.append(rule)
            left.remove(rule)
        while run and not any(len(pieces_of(line)) > 1 for line in run[-1].lines):
            # Words between the last line of a table and one below it.
            run.pop()
        if run:
            yield run


def _band(above: Rule, below: Rule, lines: Sequence[Line]) -> Band | None:
    """The lines between two rules, where they are close to them and to each other and may be one row."""
    inside: list[Line] = [
        own
        for line in lines
        if above.y - 1 <= _middle(line) <= below.y + 1
        and (own := [word for word in line if word.x1 > above.x0 - SAME and word.x0 < above.x1 + SAME])
    ]
    if not inside or any(word.x0 < above.x0 - SAME or word.x1 > above.x1 + SAME for line in inside for word in line):
        return None
    size = max(word.size for line in inside for word in line)
    if min(line[0].top for line in inside) - above.y > NEAR * size or below.y - inside[-1][0].bottom > NEAR * size:
        return None
    if any(lower[0].top - upper[0].bottom > CLOSE * size for upper, lower in pairwise(inside)):
        return None
    return None if _holds_rows(inside) else Band(above.y, below.y, inside)


def _middle(line: Line) -> float:
    return (line[0].top + line[0].bottom) / 2


def _holds_rows(lines: Sequence[Line]) -> bool:
    """Whether values stand under each other: several rows."""
    seen: list[tuple[float, float]] = []
    for line in lines:
        own = value_pieces(line)
        if any(x0 < end and start < x1 for x0, x1 in own for start, end in seen):
            return True
        seen += own
    return False


def _cells(run: Sequence[Band], rules: Sequence[Rule], lines: Sequence[Line]) -> list[Box] | None:
    first = next(rule for rule in rules if rule.y == run[0].top)
    head = _headings(first, rules, lines)
    if len(run) < MANY and any(len(band.lines) > 1 and not any(map(value_pieces, band.lines)) for band in run):
        return None
    if len(run) < 2 and (head is None or len(pieces_of(head.band.lines[-1])) < MANY):
        return None
    rows = [*([head.band.lines] if head else []), *(band.lines for band in run)]
    edges = columns_of(rows, first.x0, first.x1)
    if edges is None:
        return None
    cells = head_cells(head, edges) if head else []
    for band in run:
        cells += _row_cells(band, edges)
    return cells


def _headings(first: Rule, rules: Sequence[Rule], lines: Sequence[Line]) -> Head | None:
    """The headings right above the first line, those of groups of columns above a shorter line over them."""
    over = [rule for rule in rules if _is_over(rule, first) and rule.y < first.y]
    own: list[Line] = []
    top = first.y
    for line in reversed(lines):
        if line[0].bottom > first.y + 1:
            continue
        size = max(word.size for word in line)
        parted = any(line[0].bottom - 1 <= rule.y <= top + 1 for rule in over)
        if top - line[0].bottom > (NEAR if parted or not own else CLOSE) * size:
            break
        if line[0].x0 < first.x0 - SAME or line[-1].x1 > first.x1 + SAME:
            break
        own.insert(0, line)
        top = min(top, *(word.top for word in line))
    over = [rule for rule in over if rule.y > top]
    grouped = [[word for word in line if any(_stands_over(word, rule) for rule in over)] for line in own]
    under = [[word for word in line if word not in group] for line, group in zip(own, grouped, strict=True)]
    pieces = [piece for line in under for piece in pieces_of(line)]
    if len(pieces) < 2 or 2 * sum(len(value_pieces(line)) for line in under) > len(pieces):
        return None
    groups = [(rule, [[word for word in line if _stands_over(word, rule)] for line in own]) for rule in over]
    return Head(Band(top - 1, first.y, [line for line in under if line]), groups)


def _stands_over(word: Word, rule: Rule) -> bool:
    return word.bottom <= rule.y + ONE and rule.x0 < (word.x0 + word.x1) / 2 < rule.x1


def _is_over(rule: Rule, first: Rule) -> bool:
    """Whether the line is over some of the columns only."""
    return first.x0 - SAME < rule.x0 and rule.x1 < first.x1 + SAME and rule.x1 - rule.x0 < first.x1 - first.x0 - SAME


def _row_cells(band: Band, edges: Sequence[float]) -> list[Box]:
    """A cell in each column; one from end to end where words go through the white between columns."""
    words = [word for line in band.lines for word in line]
    if any(word.x0 < edge < word.x1 for word in words for edge in edges[1:-1]) or _is_one(band, edges):
        return [(edges[0], band.top, edges[-1], band.bottom)]
    return [(start, band.top, end, band.bottom) for start, end in pairwise(edges)]


def _is_one(band: Band, edges: Sequence[float]) -> bool:
    """Whether the only words of the row go on from the first column into others."""
    pieces = [piece for line in band.lines for piece in pieces_of(line)]
    return len(band.lines) == 1 and len(pieces) == 1 and pieces[0][0] < edges[1] < pieces[0][1]
