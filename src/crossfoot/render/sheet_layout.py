"""How wide a worksheet's columns and how tall its rows must be for Arial, in digits and in lines.

Excel fits rows to wrapped text when it opens a workbook; LibreOffice and previewers show the heights they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from crossfoot.render.sheet_cells import LinkCell, NumberCell, SheetCell, TextCell

NARROWEST, WIDEST, PROSE = 9, 50, 90
"""Digits of a column: the least, the most for a label or a phrase, and for text that runs to several lines."""
_PHRASE = 150
"""Digits of text that is worth a column of the width of prose."""
_HEADING_LINES = 3
"""Lines that a heading may take before its column is made wider."""
_SPACE_BESIDE = 2
"""Digits of padding and indent that a column gets beside its text."""
_BOLD = 1.07

_UNKNOWN = 1.85
"""A letter of another script may be a whole em wide."""
_LETTERS = {
    letter: width
    for width, letters in (
        (0.4, "ijl'"),
        (0.5, " ft I!,./:;[]|\\"),
        (0.6, 'r()-`"{}'),
        (0.9, "cksvxyzJ^"),
        (1.0, "abdeghnopqu0123456789L?$#_£\u2013"),
        (1.1, "+<=>~FTZ"),
        (1.2, "ABEKPSVXY&"),
        (1.3, "CDHNRUw"),
        (1.4, "GOQ"),
        (1.5, "mM"),
        (1.7, "W%"),
    )
    for letter in letters
}
"""Arial's widths in digits of the same size, rounded up."""
_SPACE = _LETTERS[" "]


def measure(text: str, *, bold: bool = False) -> float:
    """The width of `text` on one line, in digits."""
    width = sum(_LETTERS.get(letter, _UNKNOWN) for letter in text)
    return width * _BOLD if bold else width


def column_width(heading: str, cells: Sequence[SheetCell]) -> int:
    """Digits that show every number whole, the longest word of the heading, and words in lines of a fair length."""
    numbers = [measure(cell.text, bold=True) for cell in cells if isinstance(cell, NumberCell)]
    texts = [measure(cell.text) for cell in cells if isinstance(cell, TextCell)]
    # LibreOffice does not break the words of a link into lines.
    links = [min(measure(cell.text), PROSE) for cell in cells if isinstance(cell, LinkCell)]
    headed = measure(heading, bold=True)
    words = [measure(word, bold=True) for word in heading.split()]
    widest = PROSE if max(texts, default=0) > _PHRASE else WIDEST
    wanted = min(widest, max([*words, headed / _HEADING_LINES, *texts]))
    return max(NARROWEST, ceil(max([wanted, *numbers, *links])) + _SPACE_BESIDE)


def lines_of(text: str, width: int, *, bold: bool = False) -> int:
    """Lines that `text` takes in a column of `width` digits, broken at spaces and within words too long for a line."""
    room = max(width - _SPACE_BESIDE, 1)
    lines, filled = 1, 0.0
    for word in text.split(" "):
        long = measure(word, bold=bold)
        if filled and filled + _SPACE + long > room:
            lines, filled = lines + 1, 0.0
        filled += long + (_SPACE if filled else 0)
        more = max(ceil(filled / room) - 1, 0)
        lines, filled = lines + more, filled - more * room
    return lines
