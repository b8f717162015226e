"""Cells that touch: a heading begins where the numbers of the column before it end, words where numbers end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.sources.packs.page_blocks import Printed

EVEN = 1.0
"""Points within which numbers end, or words begin, at one place."""
PAD = 3.0
"""Points that a heading may reach over the place where the numbers under it end."""
SEAM = 0.12
"""Sizes of a letter: less white is none."""
FEWEST = 3
"""Numbers that end at one place."""
_VALUE = re.compile(r"[-+(\u2212\u00a3<>]*\d[\d,.]*[%km)]*")
_YEAR = re.compile(r"(19|20)\d\d")


def seams_of(run: Sequence[Sequence[Printed]], strips: Sequence[tuple[float, float]], far: float) -> list[float]:
    """The middles of strips hardly wider than a space, that part values on the left from words on the right.

    Wherever the two stand less than `far` sizes apart, the values end and the words begin at one place; and a word
    begins there too with white before it, as a heading does: `46.2 Red` under `%` and `Rating`.
    """
    starts, ends = [strip[0] for strip in strips], [strip[1] for strip in strips]
    beside, headed, broken = ([0] * len(strips) for _ in range(3))
    for line in run:
        for left, right in pairwise(line):
            for place in range(bisect_left(starts, left[1] - EVEN), bisect_right(ends, right[0] + EVEN)):
                begins = abs(right[0] - ends[place]) <= EVEN
                words = _VALUE.fullmatch(right[3]) is None
                if right[0] - left[1] >= far * right[2] or (begins and words and _VALUE.fullmatch(left[3]) is None):
                    headed[place] += begins and words
                elif begins and abs(left[1] - starts[place]) <= EVEN and _is_seam(left, right):
                    beside[place] += 1
                else:
                    broken[place] += 1
    return [
        (start + end) / 2
        for place, (start, end) in enumerate(strips)
        if beside[place] and headed[place] and not broken[place]
    ]


def _is_seam(left: Printed, right: Printed) -> bool:
    return _VALUE.fullmatch(left[3]) is not None and _VALUE.fullmatch(right[3]) is None


def seams_of_headings(lines: Sequence[Sequence[Printed]], far: float) -> dict[int, list[float]]:
    """By the number of a line above the first row of values: where two headings in it touch.

    Numbers that end at one place end at the edge of their cell, so what begins there is of the next one, which must
    have no other heading on the line.
    """
    rows = [place for place, line in enumerate(lines) if is_row(line, far)]
    if len(rows) < FEWEST or not rows[0]:
        return {}
    edges = _edges([word[1] for place in rows for word in lines[place] if _is_figure(word)], len(rows))
    found: dict[int, list[float]] = {}
    for number, line in enumerate(lines[: rows[0]]):
        for place, (left, right) in enumerate(pairwise(line)):
            edge = bisect_left(edges, left[1] - PAD)
            if (
                edge + 1 < len(edges)
                and 0 < right[0] - left[1] < far * right[2]
                and right[0] >= edges[edge] - EVEN / 2
                and not _is_headed(line[place + 1 :], edges[edge + 1], far)
            ):
                found.setdefault(number, []).append((left[1] + right[0]) / 2)
    return found


def is_row(line: Sequence[Printed], far: float) -> bool:
    """Whether two figures or more stand by themselves in the line, as they do not in `1 April 2023`."""
    count = 0
    for place, word in enumerate(line):
        before = not place or word[0] - line[place - 1][1] >= far * word[2]
        after = place + 1 == len(line) or line[place + 1][0] - word[1] >= far * word[2]
        count += before and after and _is_figure(word)
    return count > 1


def _is_figure(word: Printed) -> bool:
    return _VALUE.fullmatch(word[3]) is not None and _YEAR.fullmatch(word[3]) is None


def _edges(ends: list[float], rows: int) -> list[float]:
    """Where numbers end in at least half of the rows."""
    groups: list[list[float]] = []
    for x in sorted(ends):
        if groups and x - groups[-1][0] <= EVEN:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [group[-1] for group in groups if len(group) >= FEWEST and 2 * len(group) >= rows]


def _is_headed(words: Sequence[Printed], end: float, far: float) -> bool:
    """Whether another heading begins before the end of the column, or the first one goes on beyond it."""
    for left, right in pairwise(words):
        if right[0] >= end - EVEN / 2:
            return left[1] > end + PAD
        if right[0] - left[1] >= far * right[2]:
            return True
    return words[-1][1] > end + PAD
