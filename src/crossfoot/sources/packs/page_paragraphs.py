"""Put the lines of a paragraph together, so that its sentences are whole: full lines, close under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.reading.joined_lines import is_unfinished
from crossfoot.audit.reading.times import month_number
from crossfoot.sources.packs.page_blocks import Block, Printed, is_one_word
from crossfoot.sources.packs.page_tables import segments_of

LEADING = 0.7
"""White between the lines of a paragraph is less than so many sizes of its letters."""
SPACE, NEAR = 0.2, 2.0
"""A space is as wide as so many sizes of a letter at least; points between what stands at one place."""
INDENT = 40.0
"""Points that a first line, or all lines but the first, may be further in."""
MARGIN = 12.0
"""Points by which a table may be wider than the words around it."""
FEWEST_LETTERS = 40
"""Of a line that is full."""
_YEAR = re.compile(r"20\d\d\b")
"""`January` over `2017`."""
_LEADER = re.compile(r"\s*(?:\.\s?){5,}\s*\d{1,4}$|\s*\u2026{2,}\s*\d{1,4}$")
"""Dots that lead to the number of a page."""
_ITEM = re.compile(
    r"([-\u2022\u2023\u25aa\u25cf\u25e6\u2013*\u00b7o\uf0b7]|\(?(\d{1,2}(\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)])\s|(table|figure)\s+\d"
)
"""An item of a list begins, or a caption."""


def join_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, the lines of each paragraph as one; entries of contents without their dots and page."""
    blocks = [_without_leader(block) for block in blocks]
    right = max((_end(block) for block in blocks), default=0.0)
    joined: list[Block] = []
    last: Block | None = None
    for block in blocks:
        if last is not None and _goes_on(last, block, right):
            above = joined[-1]
            (x0, _, size, end), (_, x1, _, start) = above["words"][-1], block["words"][0]
            one = is_one_word(end, start)
            joint = [(x0, x1, size, end + start)] if one else [above["words"][-1], block["words"][0]]
            above["words"] = [*above["words"][:-1], *joint, *block["words"][1:]]
            above["bottom"] = block["bottom"]
            above["joined"] = above.get("joined", 1) + 1
        else:
            joined.append(Block(**block))
        last = block
    return joined


def _without_leader(block: Block) -> Block:
    """An entry of a list of contents as the heading that it is: `Savings`, not `Savings . . . . 28`."""
    words = block.get("words", [])
    found = _LEADER.search(" ".join(word[3] for word in words))
    if found is None:
        return block
    left = found.start()
    kept: list[Printed] = []
    for start, end, size, text in words:
        if left <= 0:
            break
        kept.append((start, end, size, text[:left]))
        left -= len(text) + 1
    return Block(**{**block, "words": kept}) if kept else block


def _end(block: Block) -> float:
    return block["edges"][-1] - MARGIN if "rows" in block else block["words"][-1][1]


def _goes_on(above: Block, below: Block, right: float) -> bool:
    """Whether the line below is the next of a paragraph: the one above is full, or its sentence goes on."""
    if "words" not in above or "words" not in below:
        return False
    first, last, begins = above["words"][0], above["words"][-1], below["words"][0]
    size = first[2]
    if abs(begins[2] - size) > size / 20 or not -size / 2 < below["top"] - above["bottom"] < LEADING * size:
        return False
    full = last[1] + SPACE * size + (begins[1] - begins[0]) >= right - NEAR
    words = f"{above['words'][-2][3] if len(above['words']) > 1 else ''} {last[3]}".strip()
    unfinished = last[3][-1:] not in ".:;!?" and (
        begins[3][:1].islower()
        or is_unfinished(words)
        or (_YEAR.match(begins[3]) is not None and month_number(last[3]) is not None)
    )
    if not (full or unfinished) or abs(begins[0] - first[0]) > INDENT:
        return False
    if sum(len(word[3]) for word in above["words"]) < FEWEST_LETTERS:
        return False
    text = " ".join(word[3] for word in below["words"][:3])
    return not _ITEM.match(text.casefold()) and all(
        len(segments_of(block["words"], ())) == 1 for block in (above, below)
    )
