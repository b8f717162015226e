"""The columns of rows without lines between them: strips of white that go down through all rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from crossfoot.sources.packs.page_tables import GAP, NARROW_GUTTER
from crossfoot.sources.packs.page_words import Word

WIDE = 1.0
"""Sizes of a letter: so wide a strip parts columns of which one has no heading."""
PAD = 3.0
"""Points between words and the edge of their column."""
EVEN = 1.0
"""Points within which words begin, or end, at one place."""
Piece = tuple[float, float, str]
_VALUE = re.compile(
    r"[\u2191\u2193\u2192\u25b2\u25bc]?\s?[-+(\u2212\u00a3<>]*\d[\d,.]*\s?([%)]|[kmKM]|pp|bn)*(\s?\([-+\d.,%]+\))?|"
    r"\[\w\]|[-\u2013\u2014.]{1,2}|n/a",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d")


def pieces_of(line: Sequence[Word]) -> list[Piece]:
    """Words that stand close together as one: where they start and end, and what they say."""
    pieces: list[Piece] = []
    for word in line:
        if pieces and word.x0 - pieces[-1][1] < GAP * word.size:
            start, end, text = pieces[-1]
            pieces[-1] = (start, max(end, word.x1), f"{text} {word.text}")
        else:
            pieces.append((word.x0, word.x1, word.text))
    return pieces


def value_pieces(line: Sequence[Word]) -> list[tuple[float, float]]:
    """Where values stand in a line, years aside; none where the line is words that go on."""
    pieces = pieces_of(line)
    if len(pieces) < 2:
        return []
    return [(start, end) for start, end, text in pieces if _VALUE.fullmatch(text) and not _YEAR.fullmatch(text)]


def columns_of(rows: Sequence[Sequence[Sequence[Word]]], left: float, right: float) -> list[float] | None:
    """Where columns begin and the last ends, of rows that are lines of words; None where the white does not tell."""
    told = [row for row in rows if any(len(pieces_of(line)) > 1 for line in row)]
    if len(told) < 2:
        return None
    words = sorted((word for row in told for line in row for word in line), key=lambda word: word.x0)
    strips: list[tuple[float, float]] = []
    end = words[0].x1
    for word in words:
        if word.x0 - end >= NARROW_GUTTER * word.size:
            strips.append((end, word.x0))
        end = max(end, word.x1)
    size = median_low(word.size for word in words)
    strips = _headed([strip for strip in strips if _parts(strip, told[1:], size)], told[0], left, right, size)
    edges = [left, *(_edge(strip, told) for strip in strips), right]
    return edges if len(edges) > 2 and not _are_glued(told, edges) else None


def _parts(strip: tuple[float, float], rows: Sequence[Sequence[Sequence[Word]]], size: float) -> bool:
    """Whether the white is wide, or has values right beside it in most rows where it is narrow."""
    if strip[1] - strip[0] >= GAP * size:
        return True
    beside = values = 0
    for row in rows:
        for line in row:
            for word, following in pairwise(line):
                if word.x1 <= strip[0] + EVEN and following.x0 >= strip[1] - EVEN:
                    near = following.x0 - word.x1 < GAP * size
                    beside += near
                    values += near and bool(_VALUE.fullmatch(word.text) or _VALUE.fullmatch(following.text))
    return beside == 0 or 2 * values > beside


def _headed(
    strips: Sequence[tuple[float, float]], heads: Sequence[Sequence[Word]], left: float, right: float, size: float
) -> list[tuple[float, float]]:
    """Without narrow strips that part words under one heading."""
    middles = [(word.x0 + word.x1) / 2 for line in heads for word in line]
    kept: list[tuple[float, float]] = []
    for place, strip in enumerate(strips):
        end = strips[place + 1][0] if place + 1 < len(strips) else right
        start = kept[-1][1] if kept else left
        headed = any(strip[1] <= x <= end for x in middles)
        named = any(start <= x <= strip[0] for x in middles) or not kept
        if (headed and named) or strip[1] - strip[0] >= WIDE * size:
            kept.append(strip)
    return kept


def _edge(strip: tuple[float, float], rows: Sequence[Sequence[Sequence[Word]]]) -> float:
    """Where a column ends: close to words that end, or begin, at one place on every page."""
    pad = min(PAD, (strip[1] - strip[0]) / 2)
    ends = sum(any(abs(word.x1 - strip[0]) <= EVEN for line in row for word in line) for row in rows)
    begins = sum(any(abs(word.x0 - strip[1]) <= EVEN for line in row for word in line) for row in rows)
    return strip[0] + pad if ends > begins else strip[1] - pad


def _are_glued(rows: Sequence[Sequence[Sequence[Word]]], edges: Sequence[float]) -> bool:
    """Whether two values of one line are in one column: then columns were not told apart."""
    for row in rows[1:]:
        for line in row:
            values = value_pieces(line)
            for start, end in pairwise(edges):
                if sum(start <= (x0 + x1) / 2 < end for x0, x1 in values) > 1:
                    return True
    return False
