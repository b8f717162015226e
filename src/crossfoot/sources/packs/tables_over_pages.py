"""Put together ruled tables that go on over the page: the same columns, headings printed again, a row cut in two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.joined_lines import goes_on
from crossfoot.sources.packs.broken_words import BROKEN, PERHAPS_BROKEN
from crossfoot.sources.packs.page_blocks import SAME, Block

MOST_HEADINGS = 6
"""Rows."""
LONGEST = 120
"""Letters of a line that says that the table goes on."""
_GOES_ON = re.compile(
    r"(?:^|[(\[\u2013\u2014:,-]\s*)cont(?:inued|['\u2019]?d|\.)?"
    r"( (overleaf|over|from|on|next|the|previous|last|page|below))*\.{0,3}[)\]]?$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"([\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+|[*\u2020\u2021#]+|\(\d\)|\[\w\]|\d)\s?[A-Z]")
MOST_NOTES = 4
"""At the foot of a page."""
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(rf"[\s{BROKEN}{PERHAPS_BROKEN}]")
_REFERENCE = re.compile(r"^[A-Z]{1,5}[-/ ]?\d+$")
"""`RM1416` over `5`."""
MOST_DIGITS = 2


def join_over_pages(pages: Sequence[list[Block] | None]) -> None:
    """Mark each table that is the rest of the one on the page before, without headings said again.

    The end of a row that the page cut is moved to its start, notes at the foot of the page are moved below the table.
    """
    above: _Above | None = None
    for page, blocks in enumerate(pages):
        if blocks is None:
            above = None
        elif blocks:
            continued = above is not None and _continue(above, blocks)
            last = _last_table(blocks) or _last_headings(blocks, pages[page + 1] if page + 1 < len(pages) else None)
            if last is None:
                above = None
            elif above is None or not continued or last is not blocks[0]:
                above = _Above(last, blocks, [list(row) for row in last["rows"][:MOST_HEADINGS]])
            elif last["rows"]:
                above = _Above(last, blocks, above.heads)


@dataclass(frozen=True, slots=True)
class _Above:
    """The table with which a page ends, all of the page, and how the table begins."""

    table: Block
    page: list[Block]
    heads: list[list[str]]


def _continue(above: _Above, blocks: list[Block]) -> bool:
    """Whether the page begins with the rest of the table, which is then said of it."""
    _drop_notices(blocks)
    _take_row(above.table, blocks)
    first = blocks[0]
    rows = in_columns_of(above.table["edges"], first) if "rows" in first else None
    if rows is None:
        return False
    below = next(place for place, block in enumerate(above.page) if block is above.table) + 1
    again = _headings_again(above.heads, rows)
    notes = above.page[below:]
    if notes and not again:
        return False
    cut = len(rows) > again and _joined(above.table["rows"][-1], rows[again])
    gone = again + cut
    first["continued"] = True
    first["rows"], first["edges"] = rows[gone:], above.table["edges"]
    first["across"] = [number - gone for number in first["across"] if number >= gone]
    del above.page[below:]
    blocks[1:1] = notes
    return True


def _take_row(above: Block, blocks: list[Block]) -> None:
    """Make a row of a table of the line at the top that is a grid of its own, with the columns of the one above."""
    if "alone" in blocks[0] and in_columns_of(above["edges"], blocks[0]["alone"]) is not None:
        blocks[: blocks[0]["lines"]] = [blocks[0]["alone"]]


def _last_table(blocks: list[Block]) -> Block | None:
    """The table with which the page ends, notes aside, after a line that says that it goes on."""
    while len(blocks) > 1 and _says_so(blocks[-1]):
        blocks.pop()
    place = len(blocks) - 1
    while place and len(blocks) - place <= MOST_NOTES and _is_note(blocks[place]):
        place -= 1
    return blocks[place] if "rows" in blocks[place] else None


def _last_headings(blocks: list[Block], following: list[Block] | None) -> Block | None:
    """The row of cells by itself with which the page ends, made a table, where the next begins with rows under it."""
    if not following or "rows" not in following[0]:
        return None
    for place in range(max(0, len(blocks) - MOST_HEADINGS), len(blocks)):
        row = blocks[place].get("alone")
        if row is not None and blocks[place]["lines"] == len(blocks) - place:
            if in_columns_of(row["edges"], following[0]) is None:
                return None
            blocks[place:] = [row]
            return blocks[-1]
    return None


def _is_note(block: Block) -> bool:
    return "words" in block and _NOTE.match(" ".join(word[3] for word in block["words"])) is not None


def _drop_notices(blocks: list[Block]) -> None:
    """Take out `Table 3 (continued)` right above a table at the top of the page."""
    if len(blocks) > 1 and _says_so(blocks[0]) and "rows" in blocks[1]:
        blocks.pop(0)


def _says_so(block: Block) -> bool:
    text = " ".join(word[3] for word in block.get("words", ()))
    return len(text) <= LONGEST and _GOES_ON.search(text) is not None


def in_columns_of(edges: Sequence[float], block: Block) -> list[list[str]] | None:
    """The rows of the block in columns with these edges, where its own are among them; None where they are not."""
    theirs = block["edges"]
    shift = theirs[0] - edges[0]
    if len(theirs) < 3 or abs(theirs[-1] - edges[-1] - shift) > SAME:
        return None
    places = [_place(edges, x - shift) for x in theirs]
    rows = []
    for row in block["rows"]:
        filled = [""] * (len(edges) - 1)
        for place, text in zip(places, row, strict=False):
            if place is None:
                return None
            if text:
                filled[place] = text
        rows.append(filled)
    return rows


def _place(edges: Sequence[float], x: float) -> int | None:
    place = bisect_left(edges, x - SAME)
    return place if place < len(edges) and abs(edges[place] - x) <= SAME else None


def _headings_again(heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are those of the table itself."""
    count = 0
    while count < min(len(heads), len(rows)) and any(rows[count]) and _plain(heads[count]) == _plain(rows[count]):
        count += 1
    return count


def _plain(row: Sequence[str]) -> list[str]:
    """Without white and signs of broken words: the same words may be broken elsewhere."""
    return [_BETWEEN.sub("", text) for text in row]


def _joined(above: list[str], row: Sequence[str]) -> bool:
    """Whether the row is the end of the one above, that the page cut; then its words are put there."""
    filled = [place for place, text in enumerate(row) if text]
    if not filled or any(not above[place] for place in filled):
        return False
    goes = {place: _end_of(above[place], row[place]) for place in filled}
    if None in goes.values() or not any(goes.values()):
        return False
    if filled[0] == 0 and not goes[0] and not all(goes[place] for place in filled[1:]):
        return False
    if len(filled) > 1 and len(filled) == sum(map(bool, above)) and not all(goes.values()):
        return False
    for place in filled:
        halves = _REFERENCE.search(above[place]) and row[place].isdigit()
        above[place] = f"{above[place]}{'' if halves else ' '}{row[place]}"
    return True


def _end_of(above: str, text: str) -> bool | None:
    """Whether the text plainly goes on from that above it; None where it is a value, or stands under one."""
    if _REFERENCE.search(above) and text.isdigit() and len(text) <= MOST_DIGITS:
        return True
    if _DIGIT.search(text) or not re.search("[A-Za-z]{2}", above):
        return None
    return goes_on(above, text) or (text[:1].islower() and above[-1:].isalpha())
