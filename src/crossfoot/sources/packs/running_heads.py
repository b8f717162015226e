"""Leave out what is printed at the head or foot of page after page: titles of the report, page numbers, dates of print.

They are no captions, and a table that goes on over the page has no words in between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from crossfoot.sources.packs.page_blocks import Block
from crossfoot.sources.packs.page_tables import segments_of

ZONE = 0.2
"""Of the height of a page, at the top and at the bottom."""
MOST_LINES = 6
"""Of a head or a foot."""
SAME_HEIGHT = 3.0
"""Points."""
NEAR = 2
"""Pages: left and right pages have heads of their own."""
MOST_ROWS = 3
"""Of a head that is a table."""
WIDE_GAP = 0.9
"""Heights of a letter. Headings stand closer to their rows than a running head to what is below it."""
_NUMBERED = re.compile(
    r"\b(page|pages|p\.?|pg\.?|sheet|slide|side)\s*\d+(\s*(of|/|out of)\s*\d+)?|\b\d+\s*(of|/)\s*\d+\b|"
    r"(?<![\w.,£%-])\d{1,4}(?=\s*([|\u2013\u2014\u2022\u00b7-]|\t|$))|([|\u2013\u2014\u2022\u00b7-]|\t|^)\s*\d{1,4}(?![\w.,%])",
    re.IGNORECASE,
)
"""Where the number of the page stands: after `page`, before `of`, or alone at either end."""
_ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)
_OWN_NUMBER = re.compile(
    r"\b(table|figure|chart|graph|appendix|annex|section|part|quarter|q|year|month|week|item)\W*$", re.IGNORECASE
)


def drop_running_heads(pages: Sequence[tuple[float, Sequence[Block]]]) -> list[list[Block]]:
    """The blocks of each page (its height, its blocks from the top) without heads and feet; page 1 keeps its head."""
    seen: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    edges = [_edge_blocks(height, blocks) for height, blocks in pages]
    for number, of_page in enumerate(edges):
        for place, at_top, far, text in of_page:
            if place >= 0:
                seen[at_top, text].append((number, far))
    return [
        _without(blocks, edges[number], seen, number, keeps_head=number == 0)
        for number, (_, blocks) in enumerate(pages)
    ]


def _edge_blocks(height: float, blocks: Sequence[Block]) -> list[tuple[int, bool, float, str]]:
    """The blocks that may be heads or feet: their place, whether at the top, how far from that end, the text."""
    found: list[tuple[int, bool, float, str]] = []
    for at_top in (True, False):
        places = range(len(blocks)) if at_top else range(len(blocks) - 1, -1, -1)
        for place in list(places)[:MOST_LINES]:
            block = blocks[place]
            far = block["top"] if at_top else height - block["bottom"]
            if far + (block["bottom"] - block["top"]) > ZONE * height or len(block.get("rows", ())) > MOST_ROWS:
                break
            if text := _masked(block):
                found.append((place, at_top, far, text))
    return found


def _masked(block: Block) -> str:
    """The words in one line, those that stand far apart parted by a tab, page numbers as `#`."""
    if "rows" in block:
        return "\t".join(cell for row in block["rows"] for cell in row if cell)
    text = ""
    end = 0.0
    for x0, x1, size, word in block["words"]:
        text += ("\t" if x0 - end > size else " ") * bool(text) + word
        end = x1
    return _ROMAN.sub("#", text) if _ROMAN.fullmatch(text) else _NUMBERED.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    return match[0] if _OWN_NUMBER.search(before) else re.sub(r"\d+", "#", match[0])


def _without(
    blocks: Sequence[Block],
    edges: Sequence[tuple[int, bool, float, str]],
    seen: dict[tuple[bool, str], list[tuple[int, float]]],
    page: int,
    *,
    keeps_head: bool,
) -> list[Block]:
    dropped: set[int] = set()
    heads: set[int] = set()
    for at_top in (True, False):
        for place, top, far, text in edges:
            if top is not at_top or (place > 0 and at_top and place - 1 not in dropped):
                continue
            if not at_top and place < len(blocks) - 1 and place + 1 not in dropped:
                continue
            known = seen[at_top, text]
            near = known[bisect_left(known, (page - NEAR, 0.0)) : bisect_left(known, (page + NEAR + 1, 0.0))]
            again = any(number != page and abs(other - far) <= SAME_HEIGHT for number, other in near)
            if again and not _heads_rows(blocks, place):
                dropped.add(place)
                if at_top:
                    heads.add(place)
    if len(dropped) == len(blocks):
        return list(blocks)
    gone = dropped - heads if keeps_head else dropped
    return [block for place, block in enumerate(blocks) if place not in gone]


def _heads_rows(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block is the headings of a table right below it."""
    block, below = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if below is None or "rows" in block or "rows" in below or len(segments_of(block["words"], ())) < 3:
        return False
    size = max(word[2] for word in block["words"])
    return below["top"] - block["bottom"] < WIDE_GAP * size and len(segments_of(below["words"], ())) >= 2
