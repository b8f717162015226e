"""Rows of a sheet as tables and words: runs without a blank row, what is hidden left out, colours given their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crossfoot.audit.reading.sheet_line import BETWEEN_SHEETS, SheetLine
from crossfoot.sources.packs.allowance import check_cells
from crossfoot.sources.packs.cell_colours import name_colours
from crossfoot.sources.packs.hidden_lines import are_counted, told_hidden, turned
from crossfoot.sources.packs.text import Builder

LAST_COLUMN = 16_384
MOST_BLANK = 20_000
"""Rows. After so many blank ones, which somebody formatted down to the last, a sheet has ended."""
LONG = 40
"""Letters. So long a lone cell is a sentence."""


class SheetRun:
    """Takes the rows of one sheet; a run of rows without a blank one goes to the builder."""

    def __init__(self, builder: Builder, name: str, *, before: int) -> None:
        """A sheet of that name, the first line of which follows on line `before`."""
        self.builder, self.name, self.before = builder, name, before
        self.last = self.blank = self.held = 0
        self._hidden_columns: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._said: set[str] = set()
        self._pending: list[tuple[int, list[str]]] = []
        self._colours: dict[tuple[int, int], str] = {}

    def begin(self) -> None:
        """The name of the sheet heads it."""
        self.builder.sheet = self.name
        self.builder.add_words(self.name, self.line_of(0), heading=True)

    def line_of(self, row: int) -> SheetLine:
        """The row, as a line of the workbook."""
        return SheetLine(row, self.name, self.before)

    @property
    def next_before(self) -> int:
        """Where the sheet after it begins."""
        return self.before + self.last + BETWEEN_SHEETS

    def hide_columns(self, first: int, last: int) -> None:
        """Those from `first` to `last`, counted from 0, are not shown."""
        self._hidden_columns.update(range(first, min(last + 1, LAST_COLUMN)))

    def add_row(self, number: int, cells: list[str], colours: Mapping[int, str], *, hidden: bool) -> bool:
        """One row, with the colours of its blank cells by column. False where the sheet has ended long ago."""
        shown = any(text and place not in self._hidden_columns for place, text in enumerate(cells))
        if number != self.last + 1 or not shown:
            self._end_run()
        self.blank = 0 if shown else self.blank + 1
        self.last = number
        if self.blank > MOST_BLANK:
            self.builder.unread.append(
                f"{self.name}: rows after {number} were not read; {MOST_BLANK:,} before are blank."
            )
            return False
        if shown:
            if hidden:
                self._hidden_rows.add(number)
            self._colours.update({(len(self._pending), place): colour for place, colour in colours.items()})
            self._pending.append((number, cells))
            self.held += len(cells)
            check_cells(self.held)
        return True

    def end(self) -> int:
        """The number of the last row; what was not shown is told."""
        self._end_run()
        self.builder.unread += sorted(self._said)
        return self.last

    def _end_run(self) -> None:
        texts = [cells for _, cells in self._pending]
        name_colours(texts, self._colours)
        self._leave_out_columns(texts)
        self._leave_out_rows()
        end_run(self.builder, [(self.line_of(number), cells) for number, cells in self._pending], self.name)
        self._pending.clear()
        self._colours = {}
        self.held = 0

    def _leave_out_columns(self, texts: list[list[str]]) -> None:
        used = {place for cells in texts for place, text in enumerate(cells) if text} & self._hidden_columns
        if not used:
            return
        counted = are_counted(turned(texts), used)
        names = [_letters(place) for place in sorted(used)]
        self._said.add(f"{self.name}: {told_hidden('column', names, counted=counted)}")
        if not counted:
            for cells in texts:
                for place in used:
                    if place < len(cells):
                        cells[place] = ""

    def _leave_out_rows(self) -> None:
        hidden = {place for place, (number, _) in enumerate(self._pending) if number in self._hidden_rows}
        if not hidden:
            return
        counted = are_counted([cells for _, cells in self._pending], hidden)
        names = [self._pending[place][0] for place in sorted(hidden)]
        self._said.add(f"{self.name}: {told_hidden('row', names, counted=counted)}")
        if not counted:
            self._pending[:] = [each for place, each in enumerate(self._pending) if place not in hidden]


def _letters(column: int) -> str:
    """`AB` of 27."""
    letters = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def end_run(builder: Builder, pending: list[tuple[int, list[str]]], sheet: str) -> None:
    """A run of rows without a blank one: words above, then a table or several, side by side or under each other."""
    first = min((place for _, cells in pending for place, text in enumerate(cells) if text), default=0)
    while pending and _stands_alone(pending, first):
        number, cells = pending.pop(0)
        builder.add_words(next(filter(None, cells)), number)
    tail: list[tuple[int, list[str]]] = []
    while (
        pending
        and sum(map(bool, pending[-1][1])) == 1
        and len(pending) > 2
        and len(next(filter(None, pending[-1][1]))) > LONG
    ):
        tail.insert(0, pending.pop())
    for number, cells in pending:
        if any(cells[first:]):
            builder.add_row(cells[first:], number)
    builder.end_table(sheet=sheet)
    for number, cells in tail:
        builder.add_words(next(filter(None, cells)), number)


def _stands_alone(pending: Sequence[tuple[int, list[str]]], first: int) -> bool:
    """Whether the first row is words above a table: not the heading of some columns, over another row of headings."""
    cells = pending[0][1]
    if sum(map(bool, cells)) != 1:
        return False
    place, text = next((place, text) for place, text in enumerate(cells) if text)
    if _is_number(text):
        return False
    return place == first or len(pending) == 1 or not any(pending[1][1][:place]) or len(text) > LONG


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+£(]?[\d,.]+[%)]?", text))
