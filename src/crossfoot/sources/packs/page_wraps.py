"""Put the lines of one row of a table without ruled lines together: the rest of a label stands close under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.reading.joined_lines import is_unfinished
from crossfoot.sources.packs.page_blocks import Block, Printed, is_one_word
from crossfoot.sources.packs.page_tables import GAP, NARROW_GUTTER, segments_of
from crossfoot.sources.packs.text import Segment

CLOSE, APART = 0.35, 0.45
"""White between the lines of a cell, and between rows, is less and more than so many sizes of the letters."""
SECTION = 0.9
"""White above and below the name of a section is less than so many."""
NEAR = 2.5
"""Points between starts of lines that begin at one place."""
MOST_WRAPS = 12
"""Lines of a cell."""
FEWEST = 3
"""Pieces of a row."""
_OWN_TITLE = re.compile(r"(table|figure|chart|appendix|annex|source|notes?)\b", re.IGNORECASE)
_VALUE = re.compile(r"[-+(\u2212\u00a3<>]*\d[\d,.]*\s?[%km)]*|[-\u2013\u2014.]{1,2}|n/a", re.IGNORECASE)


def join_wraps(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, with each line that is the rest of a row's words put into the row."""
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        row = kept[-1] if kept else None
        if row is not None and _is_line(row) and _is_line(block) and _is_rest(row, blocks, place):
            kept[-1] = _with_rest(row, block)
        elif _is_start(kept, blocks, place):
            kept.append(_with_start(block, blocks[place + 1]))
            place += 1
        else:
            kept.append(block)
        place += 1
    for above, block, below in zip(kept, kept[1:], kept[2:], strict=False):
        if _is_section(above, block, below):
            block["section"] = True
    return kept


def _is_section(above: Block, block: Block, below: Block) -> bool:
    """Whether a line between rows names those below: in their first column, no further from them than rows are."""
    if not (_is_line(above) and _is_line(block) and _is_line(below)):
        return False
    if not all(CLOSE <= _gap(*pair) < SECTION for pair in ((above, block), (block, below))):
        return False
    name, rows = segments_of(block["words"], ()), [segments_of(each["words"], ()) for each in (above, below)]
    if len(name) != 1 or min(map(len, rows)) < FEWEST or _OWN_TITLE.match(name[0][2]):
        return False
    return all(abs(row[0][0] - name[0][0]) <= NEAR for row in rows) and name[0][1] < rows[1][1][0]


def _is_line(block: Block) -> bool:
    return "words" in block and "joined" not in block


def _gap(above: Block, below: Block) -> float:
    """The white between two blocks in sizes of a letter."""
    size = max(word[2] for word in (above.get("words") or below.get("words") or [(0.0, 0.0, 10.0, "")]))
    return (below["top"] - above["bottom"]) / max(size, 1.0)


def _is_rest(row: Block, blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is the rest of words of the row: under them, close, and further from what comes next."""
    block = blocks[place]
    if _gap(row, block) >= CLOSE:
        return False
    cells, rest = segments_of(row["words"], ()), segments_of(block["words"], ())
    if len(cells) < FEWEST or len(rest) >= len(cells):
        return False
    under = [_cell_over(cells, start, end) for start, end, _ in rest]
    if None in under or len(set(under)) < len(under):
        return False
    if not all(
        _may_go_on(cells[cell][2], text) for cell, (_, _, text) in zip(under, rest, strict=True) if cell is not None
    ):
        return False
    end = place
    while (
        end - place < MOST_WRAPS
        and end + 1 < len(blocks)
        and _is_line(blocks[end + 1])
        and _gap(blocks[end], blocks[end + 1]) < CLOSE
    ):
        if len(segments_of(blocks[end + 1]["words"], ())) >= min(FEWEST, len(cells)):
            return False
        end += 1
    return end + 1 == len(blocks) or _gap(blocks[end], blocks[end + 1]) >= APART


def _may_go_on(above: str, text: str) -> bool:
    """Whether the text may be the rest of that above it: neither is a value, but for `rate per` over `10,000`."""
    if _VALUE.fullmatch(above):
        return False
    return _VALUE.fullmatch(text) is None or is_unfinished(above)


def _cell_over(cells: Sequence[Segment], start: float, end: float) -> int | None:
    """Which piece of the row the words stand under: they begin where it does, and end before the next one."""
    for number, (begins, _, _) in enumerate(cells):
        following = cells[number + 1][0] if number + 1 < len(cells) else end + 1
        if abs(begins - start) <= NEAR and end < following:
            return number
    return None


def _with_rest(row: Block, block: Block) -> Block:
    """The row with the words of the line behind those that they stand under."""
    words: list[Printed] = list(row["words"])
    for start, end, text in segments_of(block["words"], ()):
        # A number may stand close to the label: no gap parts them yet.
        after = max(n for n, word in enumerate(words) if abs(word[0] - start) <= NEAR)
        while after + 1 < len(words) and _is_next(words[after], words[after + 1]):
            after += 1
        x0, x1, size, before = words[after]
        if is_one_word(before, text):
            words[after] = (x0, max(x1, end), size, before + text)
        else:
            words.insert(after + 1, (start, end, size, text))
    return Block(top=row["top"], bottom=max(row["bottom"], block["bottom"]), words=words)


def _is_next(word: Printed, following: Printed) -> bool:
    """Whether it is of the same words: `47` of `Section 47` is, no further away than words are from each other."""
    gap = following[0] - word[1]
    return gap < GAP * following[2] and (gap < NARROW_GUTTER * following[2] or _VALUE.fullmatch(following[3]) is None)


def _is_start(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is the start of the label of the row of values below it, which stands at its foot or middle."""
    if place + 1 >= len(blocks) or not (_is_line(blocks[place]) and _is_line(blocks[place + 1])):
        return False
    block, row = blocks[place], blocks[place + 1]
    if _gap(block, row) >= CLOSE or (kept and _gap(kept[-1], block) < APART):
        return False
    label, cells = segments_of(block["words"], ()), segments_of(row["words"], ())
    values = sum(_VALUE.fullmatch(text) is not None for _, _, text in cells)
    if len(label) != 1 or len(cells) < FEWEST - 1 or values < FEWEST - 1 or _VALUE.fullmatch(label[0][2]):
        return False
    if _gap(block, row) < 0 and cells[0][0] > label[0][1]:
        return True
    named = abs(cells[0][0] - label[0][0]) <= NEAR and not _VALUE.fullmatch(cells[0][2])
    return named and label[0][1] < cells[1][0]


def _with_start(block: Block, row: Block) -> Block:
    """The row with the words of the line before its own."""
    (x0, x1, text) = segments_of(block["words"], ())[0]
    first = row["words"][0]
    beside = first[0] > x1
    start = (x0, x1 if beside else x0, first[2], text)
    return Block(top=block["top"], bottom=max(row["bottom"], block["bottom"]), words=[start, *row["words"]])
