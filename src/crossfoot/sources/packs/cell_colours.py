"""What a cell says by its colour alone: red, amber or green, where a column of ratings has no words."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.roles import role_of

FEWEST = 2
"""Coloured cells without words that a column of ratings must have."""
MOST_HEADINGS = 4
"""Rows at the top that may head it."""
_WORDS = re.compile(r"(red|amber|green|yellow|blue|r|a|g|b|grey|gray|n/?a|-)", re.IGNORECASE)
_HEADING = re.compile(
    r"\b(rag|rating|status|colour|traffic light|performance|progress|on track|confidence|alert|risk level|position)\b",
    re.IGNORECASE,
)
_NAMES = {
    "red": "Red", "crimson": "Red", "firebrick": "Red", "tomato": "Red", "darkred": "Red", "orangered": "Red",
    "amber": "Amber", "orange": "Amber", "yellow": "Amber", "gold": "Amber", "darkorange": "Amber",
    "green": "Green", "lime": "Green", "limegreen": "Green", "lightgreen": "Green", "darkgreen": "Green",
    "forestgreen": "Green", "seagreen": "Green", "palegreen": "Green",
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.IGNORECASE)


def colour_name(code: str) -> str:
    """`Red`, `Amber`, `Green` of `FFC000`, `#f00`, `rgb(0,176,80)`, `orange`; empty for any other colour."""
    plain = code.strip().casefold()
    if plain in _NAMES:
        return _NAMES[plain]
    if match := _RGB.match(plain):
        numbers = [int(part) for part in match.groups()]
    else:
        digits = plain.lstrip("#")
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        digits = digits[-6:]
        if not re.fullmatch(r"[0-9a-f]{6}", digits):
            return ""
        numbers = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
    hue, lightness, saturation = colorsys.rgb_to_hls(*(number / 255 for number in numbers))
    if saturation < 0.35 or not 0.15 <= lightness <= 0.93:
        return ""
    degrees = hue * 360
    if degrees <= 16 or degrees >= 345:
        return "Red"
    if 25 <= degrees <= 62:
        return "Amber"
    return "Green" if 75 <= degrees <= 165 else ""


def name_colours(rows: list[list[str]], colours: Mapping[tuple[int, int], str]) -> None:
    """Write the colour into blank cells of columns of ratings. `colours` by row and column, counted from 0."""
    for column in sorted({place for _, place in colours}):
        blank = [row for row, place in colours if place == column and column < len(rows[row]) and not rows[row][column]]
        if len(blank) < FEWEST or not _holds_ratings([row[column] for row in rows if column < len(row)], min(blank)):
            continue
        for row in blank:
            rows[row][column] = colours[row, column]


def _holds_ratings(texts: Sequence[str], first: int) -> bool:
    """Whether a heading says so above the first coloured cell, and nothing in it is other than a rating."""
    headings = [text for text in texts[:first] if text]
    others = [text for text in texts[first:] if text]
    said = any(_HEADING.search(text) or role_of(text) is Role.RATING for text in headings[-MOST_HEADINGS:])
    return said and all(_WORDS.fullmatch(text) or _HEADING.search(text) for text in others)
