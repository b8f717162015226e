"""Read a pack from PDF: ruled tables by their lines, others by where their words stand. `line` counts lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from crossfoot.sources.packs.broken_words import mend_broken_words
from crossfoot.sources.packs.page_blocks import Block
from crossfoot.sources.packs.page_paragraphs import join_paragraphs
from crossfoot.sources.packs.page_tables import pieces_of_pages
from crossfoot.sources.packs.page_wraps import join_wraps
from crossfoot.sources.packs.pages_apart import MOST_PAGES, PageRead, read_pages
from crossfoot.sources.packs.running_heads import drop_running_heads
from crossfoot.sources.packs.tables_over_pages import join_over_pages
from crossfoot.sources.packs.text import Builder

FEW_LETTERS, LARGE_PICTURE = 40, 0.25
"""A page with fewer letters, those of a page number and a running title, and a picture on so much of it was scanned."""
MOST_UNKNOWN = 0.2
"""Of its letters. Where more are unknown, words have holes."""
_BY_RECOGNITION = "Have it read by character recognition (OCR), or ask for the file that it was printed from."
_WHY = {
    "picture": f"hold no text, only pictures: nothing printed there was read. {_BY_RECOGNITION}",
    "no letters": f"have letters that do not say which they are: words there have holes. {_BY_RECOGNITION}",
    "broken": "could not be read: they are damaged. Print the pack to PDF again.",
    "too full": "were not read: there is more on them than on a page that people read.",
    "lost": "were not read: they take too long, or too much memory. Print them to PDF again.",
    "not tried": "were not read: too much time went by before them. Split the pack, or print it to PDF again.",
}


def read_pdf(
    path: Path, *, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[Builder, int, list[int], list[str]]:
    """What was built, the number of lines, the first line of each page, what was not read. Raises FileRefusedError."""
    count = 0
    left: dict[str, list[int]] = defaultdict(list)
    read: list[PageRead] = []
    with closing(read_pages(path)) as reading:
        for number, (count, page) in enumerate(reading, start=1):
            progress("reading pages", number, min(count, MOST_PAGES))
            if state := _state(page):
                left[state].append(number)
            read.append(page)
    builder, line, pages = _built(read)
    builder.pages_not_read = sorted(number for numbers in left.values() for number in numbers)
    unread = [
        f"{pages_named(left[state])} {_in_number(why, left[state])}" for state, why in _WHY.items() if left[state]
    ]
    if count > MOST_PAGES:
        unread.append(f"Only the first {MOST_PAGES:,} of {count:,} pages were read. Split the pack.")
    if not builder.paragraphs and not builder.tables and not unread:
        unread.append("There is no text in it.")
    return builder, line, pages, unread


def _built(read: Sequence[PageRead]) -> tuple[Builder, int, list[int]]:
    """Tables and paragraphs of all pages together, the number of lines, and the first line of each page."""
    builder, pages, line = Builder(), [], 0
    blocks: list[list[Block] | None] = [
        kept if page.state == "read" else None
        for page, kept in zip(read, drop_running_heads([(page.height, page.blocks) for page in read]), strict=True)
    ]
    join_over_pages(blocks)
    mend_broken_words([block for of_page in blocks if of_page is not None for block in of_page])
    for piece in pieces_of_pages(
        [None if of_page is None else join_wraps(join_paragraphs(of_page)) for of_page in blocks]
    ):
        if piece.kind == "page":
            pages.append(line + 1)
        elif piece.kind == "end":
            builder.end_table()
        elif piece.kind == "row":
            line += 1
            builder.add_row(piece.texts, line, across=piece.across)
        else:
            line += 1
            builder.add_words(piece.texts[0], line)
            line += piece.lines - 1
    return builder, line, pages


def _state(page: PageRead) -> str:
    """Why the page was not, or not wholly, read; empty where it was."""
    if page.state != "read":
        return page.state
    if page.letters < FEW_LETTERS and page.pictures >= LARGE_PICTURE:
        return "picture"
    return "no letters" if page.unknown > MOST_UNKNOWN * (page.letters + page.unknown) else ""


def pages_named(numbers: list[int]) -> str:
    """`Page 3`, `Pages 3 to 7 and 9`."""
    runs: list[list[int]] = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [f"{first} to {last}" if last > first else str(first) for first, last in runs]
    told = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    return f"Page{'s' if len(numbers) > 1 else ''} {told}"


def _in_number(why: str, numbers: list[int]) -> str:
    """The words for one page or for several."""
    if len(numbers) > 1:
        return why
    for several, one in (("hold ", "holds "), ("have ", "has "), ("were ", "was "), ("they are ", "it is ")):
        why = why.replace(several, one)
    return why.replace("they take", "it takes").replace("Print them", "Print it").replace("on them", "on it")
