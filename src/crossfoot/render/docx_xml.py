"""WordprocessingML by the piece: elements, runs, fields, links and bookmarks. Lengths in points unless said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from crossfoot.render.fonts import has_character

SYMBOL_FONT = "Segoe UI Symbol"
"""Has every mark of ours on Windows; elsewhere Word and LibreOffice find one that has."""

_TWIPS = 20


def node(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """`node("w:jc", val="left")`: an element whose attributes are in the namespace of its own prefix."""
    made: Element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for key, value in attributes.items():
        made.set(_qualified(f"{prefix}:{key}"), str(value))
    made.extend(children)
    return made


@cache
def _qualified(name: str) -> str:
    return qn(name)


def twips(points: float) -> int:
    """Twentieths of a point, Word's measure for widths."""
    return round(points * _TWIPS)


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of a style, named by its id; `properties` come in the order that the schema wants."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties), *content)


def properties_of(made: Element) -> Element:
    """The properties of a paragraph made here."""
    return made[0]


def runs(text: str, style: str = "") -> list[Element]:
    """The text in one run or more: marks that text typefaces lack stand in runs of their own in a font for symbols."""
    return [_run(part, style) for part in _symbols_apart(text)]


def _symbols_apart(text: str) -> Iterator[str]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or _is_symbol(text[place]) != _is_symbol(text[start]):
            yield text[start:place]
            start = place


@cache
def _is_symbol(character: str) -> bool:
    return character in "↑↓→■●▲▼" or not (character.isspace() or has_character(character))


def _run(text: str, style: str) -> Element:
    properties = [node("w:rStyle", val=style)] if style else []
    if _is_symbol(text[0]):
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), SYMBOL_FONT)
        properties.append(node("w:rFonts", **fonts))
    words = node("w:t")
    words.text = re.sub(r"[\t\n\r]+", " ", text)
    words.set(qn("xml:space"), "preserve")
    return node("w:r", *([node("w:rPr", *properties)] if properties else []), words)


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return node("w:r", node("w:tab"))


def line_break() -> Element:
    """A run that begins a new line of the same paragraph."""
    return node("w:r", node("w:br"))


def field(instruction: str, shown: Iterable[Element], *, dirty: bool = False) -> list[Element]:
    """A field that Word works out, with what to show until it has; `dirty` asks for that when the file is opened."""
    code = node("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    begin = node("w:fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    return [
        node("w:r", begin),
        node("w:r", code),
        node("w:r", node("w:fldChar", fldCharType="separate")),
        *shown,
        node("w:r", node("w:fldChar", fldCharType="end")),
    ]


def link_to(bookmark: str, content: Iterable[Element]) -> Element:
    """A link to a bookmark of this document."""
    return node("w:hyperlink", *content, anchor=bookmark, history=1)


def link_out(relationship: str, content: Iterable[Element]) -> Element:
    """A link to an address, held in a relationship."""
    made = node("w:hyperlink", *content, history=1)
    made.set(qn("r:id"), relationship)
    return made


class Bookmarks:
    """Names that Word accepts (a letter first, then letters, digits and underscores, 40 at most), each used once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._placed = 0

    def name(self, anchor: str) -> str:
        """The bookmark's name for an anchor of ours: always the same within one document."""
        if anchor not in self._names:
            plain = re.sub(r"\W", "_", anchor, flags=re.ASCII)[:30]
            self._names[anchor] = f"b{len(self._names) + 1}_{plain}"
        return self._names[anchor]

    def place(self, anchor: str, content: Iterable[Element]) -> list[Element]:
        """The content with the anchor's bookmark around it."""
        self._placed += 1
        start = node("w:bookmarkStart", id=self._placed, name=self.name(anchor))
        return [start, *content, node("w:bookmarkEnd", id=self._placed)]
