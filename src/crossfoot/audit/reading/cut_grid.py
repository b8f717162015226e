"""Cut what one grid holds: tables side by side or under each other, the titles above them, the notes below."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.rebuild import Cells, is_counting_row, is_data_row, is_heading_row, is_time, is_value
from crossfoot.audit.reading.roles import NAME_HEADING, role_of

MOST_HEADINGS = 6
"""Rows."""
TITLE_WORDS = 3
"""A heading of a stub over months has fewer."""
LONG_NOTE = 60
"""Letters. So long a last row without numbers is a note."""
_UNIT = re.compile(
    r"[£$€%(\s]*(000'?s?|m(illions?)?|k|thousands?|numbers?|no\.?|percent(age)?s?|per ?cent|%|rates?|rate per [\d,]+|"
    r"counts?|fte|days|weeks)?[)\s]*",
    re.IGNORECASE,
)
"""`£000` over all columns heads them: it is no title."""
_NOTE = re.compile(
    r"(source|notes?|n\.?b|key|please note|figures|data|based on|excludes?|excluding|includes?|including|revised|"
    r"provisional|percentages may|totals? may|numbers may|rounded|definitions?|this (table|includes|excludes))\b|"
    r"[*†‡#^¹²³⁴⁵⁶⁷⁸⁹]+\s?\w|\(?(\d|[a-e])[).]?\s[A-Z]|\[\w{1,2}\]\s",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"(key|legend|rag rating|ratings?|symbols?|colours?|arrows?)\b", re.IGNORECASE)
_CONTINUED = re.compile(r"\bcont(inued|['\u2019]?d|\.)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one table, or else words that stand alone."""

    rows: tuple[Cells, ...] = ()
    words: str = ""
    line: int = 0
    dropped: int = 0
    """How many rows above those of the table were taken as titles."""


def cut_grid(rows: Sequence[Cells], *, across: Collection[int] = ()) -> list[Piece]:
    """The tables and words of a grid in their order. `across` are the lines of rows of one cell from end to end."""
    return list(_beside(list(rows), frozenset(across)))


def _texts(row: Cells) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _is_blank(row: Cells) -> bool:
    return not any(cell.text for cell in row)


def _alone(row: Cells) -> Cell | None:
    """The only cell with text, where that is words."""
    filled = [cell for cell in row if cell.text]
    return filled[0] if len(filled) == 1 and not is_value(filled[0]) and filled[0].kind is CellKind.WORDS else None


def _place(row: Cells) -> int:
    return next((place for place, cell in enumerate(row) if cell.text), 0)


def _beside(rows: list[Cells], across: frozenset[int]) -> Iterator[Piece]:
    """Cut at blank columns, where what stands right of one has labels of its own."""
    starts = _starts(rows)
    if len(starts) < 2:
        yield from _under(rows, across)
        return
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        own = [row[start:end] for row in rows]
        if any(not _is_blank(row) for row in own):
            yield from _under(_squeezed(own), across if start == 0 else frozenset())


def _starts(rows: Sequence[Cells]) -> list[int]:
    """The first column of each table that stands in the grid."""
    full = [row for row in rows if len(_texts(row)) >= 2]
    width = max((len(row) for row in full), default=0)
    filled = [any(place < len(row) and row[place].text for row in full) for place in range(width)]
    if all(filled):
        return [0]
    starts = [0]
    first = next((place for place, is_filled in enumerate(filled) if is_filled), 0)
    for place in range(first + 2, width - 1):
        if filled[place] or not filled[place + 1]:
            continue
        begun = max(first, starts[-1])
        if sum(filled[begun:place]) < 2 or sum(filled[place + 1 :]) < 2:
            continue
        if _names_rows(full, place + 1) and any(_names_rows(full, column) for column in range(begun, place)):
            starts.append(place + 1)
    return starts


def _names_rows(rows: Sequence[Cells], column: int) -> bool:
    """Whether the column holds words, one for each row, or counts down or up under a word, as `Likelihood` does."""
    cells = [row[column] for row in rows if column < len(row) and row[column].text]
    if len(cells) < 3:
        return False
    heads = next((place for place, cell in enumerate(cells) if is_value(cell)), 1)
    heading, body = cells[0].text, cells[max(1, heads) :]
    if role_of(heading) in {Role.DIRECTION, Role.TREND, Role.UNIT, Role.POLARITY} or any(cell.arrow for cell in cells):
        return False
    if is_counting_column(body):
        return cells[0].kind is CellKind.WORDS
    body = cells[1:]
    words = [cell.text.casefold() for cell in body if cell.kind is CellKind.WORDS]
    return len(words) >= len(body) - 1 and len(set(words)) * 3 >= len(words) * 2


def is_counting_column(cells: Sequence[Cell]) -> bool:
    """Whole numbers that go up or down by one, as scores, ages and weeks label rows; a word at either end may stand."""
    numbers = [cell.number.value for cell in cells if cell.kind is CellKind.NUMBER and cell.number is not None]
    words = [place for place, cell in enumerate(cells) if cell.text and cell.kind is not CellKind.NUMBER]
    if len(numbers) < 3 or len(words) > 2 or any(0 < place < len(cells) - 1 for place in words):
        return False
    if any(cell.number is not None and (cell.number.percent or cell.number.decimals) for cell in cells):
        return False
    return {later - earlier for earlier, later in pairwise(numbers)} in ({1}, {-1})


def _squeezed(rows: Sequence[Cells]) -> list[Cells]:
    """Without columns and outer rows that are blank."""
    kept = list(rows)
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    width = max((len(row) for row in kept), default=0)
    places = [place for place in range(width) if any(place < len(row) and row[place].text for row in kept)]
    line_of = [row[0].line if row else 0 for row in kept]
    return [
        tuple(row[place] if place < len(row) else Cell("", line, CellKind.BLANK) for place in places)
        for row, line in zip(kept, line_of, strict=True)
    ]


def _under(rows: list[Cells], across: frozenset[int]) -> Iterator[Piece]:
    """Cut where a title and new headings stand under rows of numbers."""
    parts: list[list[Cells]] = []
    part: list[Cells] = []
    above = _Above()
    place = 0
    while place < len(rows):
        head = _heading_below(rows, place, above) if above.has_begun else None
        if head is not None and above.goes_on(rows[place:head], rows[head]):
            place = head + above.repeated(rows[head : head + MOST_HEADINGS])
            continue
        if head is not None:
            parts.append(part)
            part, above = [], _Above()
        part.append(rows[place])
        above.add(rows[place])
        place += 1
    parts.append(part)
    if len(parts) == 1:
        yield from _with_words(parts[0], across)
        return
    for each in parts:
        yield from _beside(_squeezed(each), across)


class _Above:
    """What is known of the rows above in a table: its first rows, its titles, whether it has numbers."""

    def __init__(self) -> None:
        self.first: list[Cells] = []
        self.titles: set[str] = set()
        self._data = False

    def add(self, row: Cells) -> None:
        """One row more."""
        alone = _alone(row)
        if alone is not None:
            self.titles.add(alone.text.casefold())
            return
        if len(self.first) < MOST_HEADINGS and len(_texts(row)) >= 2:
            self.first.append(row)
        self._data = self._data or is_data_row(row)

    @property
    def has_begun(self) -> bool:
        """Whether there is a table already, so that another may begin."""
        return self._data

    def goes_on(self, titles: Sequence[Cells], heading: Cells) -> bool:
        """Whether the headings of the table are printed again, with no title or the same one."""
        if not self.first or _texts(heading) != _texts(self.first[0]):
            return False
        texts = [alone.text for row in titles if (alone := _alone(row)) is not None]
        return all(_CONTINUED.search(text) or text.casefold() in self.titles for text in texts)

    def repeated(self, rows: Sequence[Cells]) -> int:
        """How many rows of headings are printed again."""
        count = 1
        for row, own in list(zip(rows, self.first, strict=False))[1:]:
            if _texts(row) != _texts(own) or is_data_row(row):
                break
            count += 1
        return count


def _heading_below(rows: Sequence[Cells], place: int, above: _Above) -> int | None:
    """Where the headings of a new table stand that begins at `place` with its title, or with them."""
    if _is_blank(rows[place]):
        return None
    gap = place > 0 and _is_blank(rows[place - 1])
    head = place
    while head < len(rows) and (_is_blank(rows[head]) or _alone(rows[head]) is not None):
        gap = gap or _is_blank(rows[head])
        head += 1
        if head - place > MOST_HEADINGS:
            return None
    if head >= len(rows) or not _heads_table(rows[head:], above.first, sure=gap, titled=head > place):
        return None
    return head


def _heads_table(rows: Sequence[Cells], above: Sequence[Cells], *, sure: bool, titled: bool) -> bool:
    """Whether the first row has headings, above rows of numbers. `sure` where a blank row parts it from those above."""
    row = rows[0]
    texts = _texts(row)
    if len(texts) < 2 or is_data_row(row) or any(cell.kind is CellKind.MISSING for cell in row):
        return False
    if any(is_value(cell) for cell in row) and not is_counting_row(row):
        return False
    below = [each for each in rows[1:5] if len(_texts(each)) >= 2]
    if not any(is_data_row(each) for each in below[:3]):
        return False
    first, theirs = row[_place(row)].text, above[0][_place(above[0])].text
    times = sum(map(is_time, row))
    named = first.casefold() == theirs.casefold() or NAME_HEADING.match(first) is not None
    distinct = len({text.casefold() for text in texts}) == len(texts)
    if sure:
        return distinct or times >= 2
    if titled:
        return named or times >= 2 or (distinct and len(texts) >= 3)
    return texts == _texts(above[0]) or (named and len(texts) >= 3 and distinct)


def _with_words(rows: list[Cells], across: frozenset[int]) -> Iterator[Piece]:
    """The rows of one table, after its titles and before its notes."""
    first = 0
    while first < len(rows) and _is_title(rows, first, across) and not _is_legend(rows, first):
        if not _is_blank(rows[first]):
            yield _words(rows[first])
        first += 1
    last = len(rows)
    while last - 1 > first and (_is_blank(rows[last - 1]) or _is_note(rows, first, last - 1, across)):
        last -= 1
    if any(not _is_blank(row) for row in rows[first:last]):
        yield Piece(rows=tuple(rows[first:last]), dropped=first)
    for row in rows[last:]:
        if not _is_blank(row):
            yield _words(row)


def _is_legend(rows: Sequence[Cells], place: int) -> bool:
    """Whether the row heads words that explain signs: there are no headings below it."""
    cell = _alone(rows[place])
    return cell is not None and _LEGEND.match(cell.text) is not None and not any(map(is_data_row, rows[place:]))


def _words(row: Cells) -> Piece:
    cell = row[_place(row)]
    return Piece(words=cell.text, line=cell.line)


def _is_title(rows: Sequence[Cells], place: int, across: frozenset[int]) -> bool:
    """Whether the row, with nothing but titles above it, is one: not the heading of a stub or of a group of columns."""
    if _is_blank(rows[place]):
        return True
    cell = _alone(rows[place])
    if cell is None or place + 1 >= len(rows):
        return False
    heads = is_time(cell) or _UNIT.fullmatch(cell.text) is not None
    if cell.line in across or _is_blank(rows[place + 1]):
        return not heads
    start, following = _place(rows[place]), rows[place + 1]
    if heads or is_data_row(following) or start >= len(following):
        return False
    if not following[start].text and not (is_heading_row(following) and len(cell.text.split()) >= TITLE_WORDS):
        return False
    return not any(each.text for other in rows[place + 1 :] for each in other[:start])


def _is_note(rows: Sequence[Cells], first: int, place: int, across: frozenset[int]) -> bool:
    """Whether the row, with nothing but notes below it, is one: words, not the rest of the label above."""
    row = rows[place]
    cell = _alone(row)
    if cell is None or not any(is_data_row(each) for each in rows[first:place]):
        return False
    start = min((_place(each) for each in rows[first:place] if not _is_blank(each)), default=0)
    if _place(row) != start:
        return False
    before = rows[place - 1]
    if _is_blank(before) or cell.line in across:
        return True
    return bool(_NOTE.match(cell.text)) or len(cell.text) >= LONG_NOTE or (cell.text.endswith(".") and " " in cell.text)
