"""Names of tables that stand below them: known by the whole pack, as one caption between two tables tells nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from crossfoot.audit.reading.pack import Paragraph, RawTable

_NAMED = re.compile(
    r"(table|exhibit|schedule)\s+([A-Z]?\d+([.-]\d+)*[a-z]?|[A-Z])(\([a-z]+\))?\s*([:.\u2013-]|\s)\s*\S.*",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(figure|chart|graph|map|picture|photo|image)\b", re.IGNORECASE)


def move_captions_up(
    tables: list[RawTable], paragraphs: Sequence[Paragraph], before: Sequence[int], styled: Collection[int]
) -> None:
    """Gives each table the caption below it, in a pack that has them there; any other pack stays as it is.

    `before` is how many tables stand before each paragraph; `styled` are the numbers of those that the file itself
    calls captions. They stand below where none leads to the first table, one follows the last, and each is the first
    thing after a table.
    """
    below: dict[int, Paragraph] = {}
    for place, paragraph in enumerate(paragraphs):
        is_name = place in styled or (paragraph.heading and _NAMED.fullmatch(paragraph.text) is not None)
        if not is_name or _DRAWN.match(paragraph.text):
            continue
        if not before[place] or (place and before[place - 1] == before[place]):
            return
        below[before[place] - 1] = paragraph
    if len(tables) - 1 not in below:
        return
    for place, paragraph in sorted(below.items()):
        if place + 1 < len(tables):
            tables[place + 1] = _without(tables[place + 1], paragraph)
        _name(tables, place, paragraph.text)


def _without(table: RawTable, paragraph: Paragraph) -> RawTable:
    left = tuple(text for text in table.captions if text != paragraph.text)
    return replace(
        table,
        caption=table.caption if table.caption != paragraph.text else left[0] if left else "",
        captions=left,
        lead="" if table.lead == paragraph.text else table.lead,
        between=tuple(each for each in table.between if each is not paragraph),
    )


def _name(tables: list[RawTable], place: int, caption: str) -> None:
    """The table, and those that it goes on from."""
    while True:
        table = tables[place]
        tables[place] = replace(table, caption=caption, captions=(caption, *table.captions))
        if not (table.follows and not table.captions and place):
            return
        place -= 1
