"""How wide each column of a printed table is, in what size of type, on a tall page or a wide one: nothing is ever cut.

Lengths are in points. Widths come from the advance widths of the font, so the same document falls the
same way on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt

from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.palette import TONES
from crossfoot.render.printed_text import whole_cell_text
from crossfoot.reports.document import Align, Cell, Status, Table

MILLIMETRE = 72 / 25.4
MARGIN = 18 * MILLIMETRE
TALL = 210 * MILLIMETRE - 2 * MARGIN
WIDE = 297 * MILLIMETRE - 2 * MARGIN
CHART_WIDTH = 140 * MILLIMETRE
"""Of a chart on either page: its letters come out at 8 points, and a table finds room above it."""
LINE_HEIGHT = 1.25
"""Of a line of type in a cell, in ems."""

_TALL_SIZES = (9.5, 9.0, 8.5, 8.0)
_WIDE_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SMALL_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_COMFORT = 14.0
"""Ems that a column of words gets before type is made smaller."""
_STATUS_BOX = 1.2
"""Ems on both sides of a status together, in the smallest type."""
_NARROW = 9.0
"""Ems that a column of words keeps however much its neighbours hold."""
_LEGIBLE = 8.0
"""Points: before type gets smaller than this, marks go under their numbers and words get narrow columns."""
_CLOSE = 0.8
"""What a column keeps of its comfort then, its longest word always."""
_HEADING = 9.0
"""Ems that a heading gets before it is broken into lines."""
_FULL_WIDTH_FROM = 0.5
_AIR = 1.2
"""How much wider than its words a table is that does not fill the page."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table made to fit: page, size of type, width of each column with its padding, and the padding on each side."""

    landscape: bool
    size: float
    widths: tuple[float, ...]
    padding: float

    def height(self, table: Table) -> float:
        """About how high its rows are together, a little more rather than less; headings not counted."""
        return sum(self.row_heights(table))

    def row_heights(self, table: Table) -> tuple[float, ...]:
        """About how high each row is."""
        return tuple(
            max(self._lines(cell, width) for cell, width in zip(row.cells, self.widths, strict=True))
            * self.size
            * LINE_HEIGHT
            + 2 * self.padding
            for row in table.rows
        )

    def _lines(self, cell: Cell, width: float) -> int:
        room = (width - 2 * self.padding) * 0.85
        return 1 + int(_widest((whole_cell_text(cell),)) * self.size // max(room, 1.0))


@dataclass(frozen=True, slots=True)
class _Need:
    """In ems: the longest word that may not be broken, what reads well, everything on one line, and the usual cell."""

    least: float
    comfort: float
    most: float
    usual: float


@cache
def fit_table(table: Table, *, small: bool = False, wide: bool = False, slack: float = 1.0) -> Fitted:
    """The table at the largest size of type at which it reads well.

    `small` is for data under a chart; `wide` says that the page is landscape already; `slack` multiplies widths for a
    typeface wider than Source Sans Pro. Before type on a wide page is smaller than 8 points columns are made narrower.
    A table that no size fits gets the smallest that holds its longest words, however small: it can be enlarged on
    screen, a cut number cannot be read at all.
    """
    needs = [_scaled(need, slack) for need in _needs(table)]
    choices = _choices(table, small=small, wide=wide)
    for landscape, room, size in choices:
        padding = _padding(size)
        wanted = [need.comfort * size + 2 * padding for need in needs]
        if sum(wanted) > room and landscape and size <= _LEGIBLE:
            wanted = [max(need.least, min(_NARROW, _CLOSE * need.comfort)) * size + 2 * padding for need in needs]
        if sum(wanted) <= room:
            return Fitted(landscape, size, _spread(table, needs, wanted, size=size, room=room, small=small), padding)
    landscape, room, size = choices[-1]
    least = sum(need.least for need in needs) + 2 * len(needs) * _padding(1.0)
    size = min(size, room / least)
    padding = _padding(size)
    wanted = [need.least * size + 2 * padding for need in needs]
    return Fitted(landscape, size, _spread(table, needs, wanted, size=size, room=room, small=small), padding)


def _choices(table: Table, *, small: bool, wide: bool) -> list[tuple[bool, float, float]]:
    """Page, room across it and size of type, best first."""
    if small:
        return [(wide, WIDE if wide else TALL, size) for size in _SMALL_SIZES]
    tall = [] if wide or table.landscape else [(False, TALL, size) for size in _TALL_SIZES]
    return tall + [(True, WIDE, size) for size in _WIDE_SIZES]


def _padding(size: float) -> float:
    return 0.4 * size


def _scaled(need: _Need, slack: float) -> _Need:
    return _Need(need.least * slack, need.comfort * slack, need.most * slack, need.usual * slack)


def _needs(table: Table) -> list[_Need]:
    needs = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in table.rows]
        texts = [whole_cell_text(cell) for cell in cells]
        shade = max((_mark_width(cell) for cell in cells), default=0.0)
        words = [word for text in (column.heading, *texts) for word in _words(text)]
        least = _widest(words) + shade
        longest = max(_widest(texts) + shade, least)
        most = max(longest, min(_widest([column.heading]), _HEADING))
        usual = sum(map(_width, texts)) / max(len(texts), 1)
        needs.append(_Need(least, max(least, min(longest, _COMFORT)), most, usual))
    return _even(table, needs)


def _even(table: Table, needs: Sequence[_Need]) -> list[_Need]:
    """Number columns under one group heading get one width, and a group's columns hold its longest word together."""
    evened = list(needs)
    for start, end in group_runs(table):
        run = range(start, end)
        if end - start > 1 and all(table.columns[index].align is Align.RIGHT for index in run):
            comfort = max(needs[index].comfort for index in run)
            for index in run:
                evened[index] = replace(needs[index], comfort=comfort, most=max(comfort, needs[index].most))
        short = _widest(_words(table.columns[start].group)) - sum(evened[index].least for index in run)
        if short > 0:
            share = short / (end - start)
            for index in run:
                need = evened[index]
                least = need.least + share
                evened[index] = replace(need, least=least, comfort=max(least, need.comfort), most=max(least, need.most))
    return evened


def group_runs(table: Table) -> tuple[tuple[int, int], ...]:
    """Where neighbouring columns share a group heading: first column and the one after the last."""
    runs: list[tuple[int, int]] = []
    for index, column in enumerate(table.columns):
        if column.group and runs and runs[-1][1] == index and table.columns[index - 1].group == column.group:
            runs[-1] = (runs[-1][0], index + 1)
        elif column.group:
            runs.append((index, index + 1))
    return tuple(runs)


def run_titles(table: Table) -> tuple[str, ...]:
    """The title to print over each row, empty where the row goes on with the run before it."""
    current = ""
    titles = []
    for row in table.rows:
        titles.append(row.group if row.group != current else "")
        current = row.group or current
    return tuple(titles)


def _spread(
    table: Table, needs: Sequence[_Need], wanted: Sequence[float], *, size: float, room: float, small: bool
) -> tuple[float, ...]:
    """Columns whose words wrap share what room the others leave; what is left then goes to all by `width`.

    Shares go by the square root of what a column usually holds: a long one gets more, but a short one is not squeezed
    into a ribbon.
    """
    padding = 2 * _padding(size)
    lows, highs, pulls = [], [], []
    for need, width in zip(needs, wanted, strict=True):
        wraps = need.most * size + padding > width
        floor = max(need.least, min(need.most, _NARROW)) * size + padding
        lows.append(min(floor, width) if wraps else width)
        highs.append(need.most * size + padding if wraps else width)
        pulls.append(sqrt(max(need.usual, 1.0)))
    widths = _shared(lows, highs, pulls, room=room)
    slight = small or sum(widths) < _FULL_WIDTH_FROM * room
    target = min(room, _AIR * sum(widths)) if slight else room
    weights = [column.width * (1.0 if column.align is Align.RIGHT else 2.0) for column in table.columns]
    spare = max(target - sum(widths), 0.0)
    return tuple(width + spare * weight / sum(weights) for width, weight in zip(widths, weights, strict=True))


def _shared(lows: Sequence[float], highs: Sequence[float], pulls: Sequence[float], *, room: float) -> list[float]:
    """Widths in proportion to the pulls, each between its low and its high, that do not pass the room together."""

    def widths(factor: float) -> list[float]:
        return [min(high, max(low, factor * pull)) for low, high, pull in zip(lows, highs, pulls, strict=True)]

    small, great = 0.0, room
    for _ in range(40):
        factor = (small + great) / 2
        small, great = (factor, great) if sum(widths(factor)) <= room else (small, factor)
    return widths(small)


def _words(text: str) -> Iterator[str]:
    """What a line is never broken inside: runs without an ordinary space."""
    return (word for word in text.replace("\n", " ").split(" ") if word)


def _widest(texts: Iterable[str]) -> float:
    return max(map(_width, texts), default=0.0)


def _width(text: str) -> float:
    """Ems in the heaviest cut that tables use."""
    return text_width(text, 1.0, Weight.SEMIBOLD)


def _mark_width(cell: Cell) -> float:
    """Ems that the symbol of a shaded cell takes, or the box around a status."""
    mark = 0.0 if cell.tone is None else text_width(f"{TONES[cell.tone].symbol} ", 1.0, Weight.SEMIBOLD)
    return max(mark, _STATUS_BOX if any(isinstance(inline, Status) for inline in cell.content) else 0.0)
