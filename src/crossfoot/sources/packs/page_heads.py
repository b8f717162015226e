"""The headings of a table without lines between its columns, some of them over groups of columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.sources.packs.page_blocks import SAME
from crossfoot.sources.packs.page_columns import pieces_of
from crossfoot.sources.packs.page_words import Word

Box = tuple[float, float, float, float]
Line = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    y: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two lines: the lines of one row."""

    top: float
    bottom: float
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of columns, and above shorter lines those of groups of columns."""

    band: Band
    groups: Sequence[tuple[Rule, Sequence[Line]]]


def head_cells(head: Head, edges: Sequence[float]) -> list[Box]:
    """A cell for each heading: of a group over its columns, of a column below the line of its group."""
    cells: list[Box] = []
    tops = [head.band.top] * (len(edges) - 1)
    for rule, lines in head.groups:
        for begin, end in _spans(rule, lines, edges):
            cells.append((edges[begin], head.band.top, edges[end], rule.y))
            tops[begin:end] = [rule.y] * (end - begin)
    cells += [(start, top, end, head.band.bottom) for (start, end), top in zip(pairwise(edges), tops, strict=True)]
    return cells


def _spans(rule: Rule, lines: Sequence[Line], edges: Sequence[float]) -> list[tuple[int, int]]:
    """The columns of each group over one line: each group stands over the middle of its columns."""
    begin, stop = _nearest(edges, rule.x0), _nearest(edges, rule.x1)
    pieces = _merged(lines)
    spans: list[tuple[int, int]] = []
    for piece, following in pairwise([*pieces, None]):
        end = stop
        if following is not None and piece is not None:
            middle = (piece[0] + piece[1]) / 2
            choice = [at for at in range(begin + 1, stop) if piece[1] - SAME <= edges[at] <= following[0] + SAME]
            if not choice:
                return []
            off = {at: abs((edges[begin] + edges[at]) / 2 - middle) for at in choice}
            end = min(choice, key=off.__getitem__)
        if begin < end:
            spans.append((begin, end))
        begin = end
    return spans


def _merged(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where words stand in any of the lines."""
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted((piece[0], piece[1]) for line in lines for piece in pieces_of(line)):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _nearest(edges: Sequence[float], x: float) -> int:
    place = bisect_right(edges, x)
    return min(range(max(0, place - 1), min(len(edges), place + 1)), key=lambda at: abs(edges[at] - x))
