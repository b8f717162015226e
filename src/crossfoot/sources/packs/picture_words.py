"""What is said by other means than words in a line: by the description of a picture, by a raised number."""

from __future__ import annotations

import re

_ARROW = re.compile(r"\b(arrows?|triangles?|chevrons?|carets?|pointing|pointers?|hand)\b", re.IGNORECASE)
_WAYS = (
    (re.compile(r"\b(up|upwards?|upward|rising|north)\b", re.IGNORECASE), "\u2191"),
    (re.compile(r"\b(down|downwards?|falling|south)\b", re.IGNORECASE), "\u2193"),
    (
        re.compile(r"\b(left|right|level|sideways?|side|flat|across|horizontal|east|no change|same)\b", re.IGNORECASE),
        "\u2192",
    ),
)
_DRAWN = re.compile(
    r"\b(an?|the|icon|image|picture|symbol|graphic|shape|coloured|colored|pointing|facing|small|large|big|solid|filled|"
    r"direction of travel|indicator|rag|rating|status|rated|traffic|light|circle|dot|cell|square|"
    r"shading)\b|[:.()\[\]_-]",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"\b(red|amber|green|yellow|orange|blue|black|grey|gray|white)\b", re.IGNORECASE)
_FILE = re.compile(r"\S+\.(png|jpe?g|gif|svg|bmp|emf|wmf|tiff?)", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(picture|image|graphic|shape|object|chart|arrow: (up|down|left|right)|rectangle|oval|text ?box|group)? ?\d*",
    re.IGNORECASE,
)
LONGEST = 80
"""Letters. A longer description is of a chart or a photograph."""


def words_of_picture(description: str) -> str:
    """`\u2193 Worsening` of `Worsening (down arrow)`, `Amber` of `RAG status: amber`; the words of others, if short."""
    plain = " ".join(description.split())
    if not plain or len(plain) > LONGEST or _FILE.fullmatch(plain) or "generated" in plain:
        return ""
    if _ARROW.search(plain) or re.fullmatch(r"(up|down|level|left|right|upwards?|downwards?)", plain, re.IGNORECASE):
        ways = [sign for pattern, sign in _WAYS if pattern.search(plain)]
        if len(ways) == 1:
            rest = _ARROW.sub(" ", plain)
            for pattern, _ in _WAYS:
                rest = pattern.sub(" ", rest)
            rest = " ".join(_DRAWN.sub(" ", _COLOUR.sub(" ", rest)).split())
            return f"{ways[0]} {rest}".strip()
    if _NAMELESS.fullmatch(plain):
        return ""
    colours = _COLOUR.findall(plain)
    if len(colours) == 1 and not " ".join(_DRAWN.sub(" ", _COLOUR.sub(" ", plain)).split()):
        return str(colours[0]).capitalize()
    return plain


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_number(text: str) -> str:
    """`¹²` of a raised `1,2`: it points to notes, and is no digit of the number before it. Other words as they are."""
    plain = text.strip()
    return plain.replace(",", "").replace(" ", "").translate(_RAISED) if re.fullmatch(r"\d[\d, ]{0,6}", plain) else text
