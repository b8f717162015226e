"""How wide each column of a printed table is, in what size of type, on a tall page or a wide one: nothing is ever cut.

Lengths are in points. Widths come from the advance widths of the font, so the same document falls the
same way on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crossfoot.render.fonts import Weight, text_width
from crossfoot.render.palette import TONES
from crossfoot.render.printed_text import whole_cell_text
from crossfoot.reports.document import Align, Cell, Table

MILLIMETRE = 72 / 25.4
MARGIN = 18 * MILLIMETRE
TALL = 210 * MILLIMETRE - 2 * MARGIN
WIDE = 297 * MILLIMETRE - 2 * MARGIN
CHART_WIDTH = 156 * MILLIMETRE
"""Of a chart on either page: its letters come out at 8 points, and a table finds room above it."""
LINE_HEIGHT = 1.25
"""Of a line of type in a cell, in ems."""

_TALL_SIZES = (9.5, 9.0, 8.5, 8.0)
_WIDE_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SMALL_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_COMFORT = 14.0
"""Ems that a column of words gets before type is made smaller."""
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
    """In ems: the longest word that may not be broken, what reads well, and everything on one line."""

    least: float
    comfort: float
    most: float


@cache
def fit_table(table: Table, *, small: bool = False, wide: bool = False, slack: float = 1.0) -> Fitted:
    """The table at the largest size of type at which it reads well.

    `small` is for data under a chart; `wide` says that the page is landscape already; `slack` multiplies widths for a
    typeface wider than Source Sans Pro. A table that no size fits comfortably gets the smallest that holds its longest
    words, however small: it can be enlarged on screen, a cut number cannot be read at all.
    """
    needs = [_scaled(need, slack) for need in _needs(table)]
    choices = _choices(table, small=small, wide=wide)
    for landscape, room, size in choices:
        padding = _padding(size)
        wanted = [need.comfort * size + 2 * padding for need in needs]
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
    return _Need(need.least * slack, need.comfort * slack, need.most * slack)


def _needs(table: Table) -> list[_Need]:
    needs = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in table.rows]
        texts = [whole_cell_text(cell) for cell in cells]
        shade = max((_mark_width(cell) for cell in cells), default=0.0)
        words = [word for text in (column.heading, *texts) for word in _words(text)]
        heading = _widest([column.heading])
        least = _widest(words) + shade
        two_lines = min(0.6 * heading, _HEADING)
        most = max(_widest(texts) + shade, min(heading, _HEADING), least)
        needs.append(_Need(least, max(least, two_lines, min(most, _COMFORT)), most))
    return _even(table, needs)


def _even(table: Table, needs: Sequence[_Need]) -> list[_Need]:
    """Number columns under one group heading get one width, and a group's columns hold its longest word together."""
    evened = list(needs)
    for start, end in group_runs(table):
        run = range(start, end)
        if end - start > 1 and all(table.columns[index].align is Align.RIGHT for index in run):
            comfort = max(needs[index].comfort for index in run)
            for index in run:
                evened[index] = _Need(needs[index].least, comfort, max(comfort, needs[index].most))
        short = _widest(_words(table.columns[start].group)) - sum(evened[index].least for index in run)
        if short > 0:
            share = short / (end - start)
            for index in run:
                need = evened[index]
                least = need.least + share
                evened[index] = _Need(least, max(least, need.comfort), max(least, need.most))
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
    """Columns of words share the room so that each wraps into as many lines; what is left goes to all by `width`."""
    padding = _padding(size)
    lows = [min(need.least * size + 2 * padding, width) for need, width in zip(needs, wanted, strict=True)]
    highs = [max(need.most * size + 2 * padding, low) for need, low in zip(needs, lows, strict=True)]
    lows = [low if high > width else width for low, high, width in zip(lows, highs, wanted, strict=True)]
    widths = _level(lows, highs, room=room)
    slight = small or sum(widths) < _FULL_WIDTH_FROM * room
    target = min(room, _AIR * sum(widths)) if slight else room
    weights = [column.width * (1.0 if column.align is Align.RIGHT else 2.0) for column in table.columns]
    spare = max(target - sum(widths), 0.0)
    return tuple(width + spare * weight / sum(weights) for width, weight in zip(widths, weights, strict=True))


def _level(lows: Sequence[float], highs: Sequence[float], *, room: float) -> list[float]:
    """Widths between low and high, each high over the same number of lines, that fill the room without passing it."""
    fewest, most = 1.0, max(high / low for low, high in zip(lows, highs, strict=True))
    for _ in range(40):
        lines = (fewest + most) / 2
        fits = sum(max(low, high / lines) for low, high in zip(lows, highs, strict=True)) <= room
        fewest, most = (fewest, lines) if fits else (lines, most)
    return [max(low, high / most) for low, high in zip(lows, highs, strict=True)]


def _words(text: str) -> Iterator[str]:
    """What a line is never broken inside: runs without an ordinary space."""
    return (word for word in text.replace("\n", " ").split(" ") if word)


def _widest(texts: Sequence[str] | Iterator[str]) -> float:
    return max((text_width(text, 1.0, Weight.SEMIBOLD) for text in texts), default=0.0)


def _mark_width(cell: Cell) -> float:
    """Ems that the symbol of a shaded cell takes."""
    return 0.0 if cell.tone is None else text_width(f"{TONES[cell.tone].symbol} ", 1.0, Weight.SEMIBOLD)
