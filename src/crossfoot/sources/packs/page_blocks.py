"""What is printed on a page, as plain values: tables by their ruled lines, and loose lines of words."""

from __future__ import annotations

import re
from typing import TypedDict

SAME = 3.0
"""Points between edges that are one."""
Printed = tuple[float, float, float, str]
"""A word: start, end, size, text."""


_HYPHEN, _AFTER_HYPHEN = re.compile(r"[^\W_]-$"), re.compile(r"(?!(and|or|to)\b(?!-))[a-z\d]")
"""`year-` over `end`."""


def is_one_word(upper: str, lower: str) -> bool:
    """Whether the end of a line and the start of the next are one word with a hyphen in it."""
    return _HYPHEN.search(upper) is not None and _AFTER_HYPHEN.match(lower) is not None


class Block(TypedDict, total=False):
    """A part of a page: a line with its `words` (start, end, size, text), or a table with its `rows` and `edges`."""

    top: float
    bottom: float
    words: list[Printed]
    rows: list[list[str]]
    across: list[int]
    """The rows that are one cell from end to end."""
    edges: list[float]
    """Where columns begin, and where the last one ends."""
    continued: bool
    """Whether it is the rest of the table on the page before."""
    alone: Block
    """Of a line: the same as the one row of a grid, which may be the last row of the table on the page before."""
    lines: int
    """How many lines that row has."""
    joined: int
    """Of a paragraph: how many lines it has."""
    section: bool
    """Of a line: whether it names the rows below it in a table without ruled lines."""
