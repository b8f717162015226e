"""What an element of a page says to those who look at it: its words, its pictures, its colour; nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crossfoot.sources.packs.cell_colours import colour_name
from crossfoot.sources.packs.picture_words import raise_number, words_of_picture

_SKIPPED = {"script", "style", "noscript", "template", "head", "nav"}
_APART = {
    "p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table", "dd", "dt",
    "section", "hr", "blockquote", "pre",
}  # fmt: skip
"""Words before and after the start or end of one of these stand apart."""
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Soft hyphens, and spaces of no width."""
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_BACK = re.compile(r"background(?:-color)?\s*:\s*([^;!}]+)", re.IGNORECASE)
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_STYLE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"[\w-]*\.([\w-]+)")
_ARROW_CLASS = re.compile(
    r"(?:arrow|caret|chevron|triangle|trend|direction|dot)s?(?:[-_][a-z]+){0,2}?[-_]?(up|down|right|left|level|flat)",
    re.IGNORECASE,
)
_COLOUR_CLASS = re.compile(
    r"(?:^|[-_ ])(?:rag|bg|status|cell|is|colou?r)?[-_]?(red|amber|green)(?=$|[-_ ])", re.IGNORECASE
)
_MARK = re.compile(
    r"[\u2191\u2193\u2192]|(red|amber|green|yellow)\b|(getting )?(better|worse)|improv|worsen|declin|deteriorat|"
    r"increas|decreas|(no |un)chang|stable|static|same\b|level\b|up\b|down\b|"
    r"(on|off|not on|behind|above|below) (track|target)|(not )?met\b|yes\b|no\b",
    re.IGNORECASE,
)
"""A title of a cell without words that is what the cell says, and not `Sort` or `Show more`."""
_READ_ALOUD = re.compile(
    r"(^|[-_ ])(visually-?hidden(-focusable)?|sr-only|screen-?reader(-text|-only)?|offscreen|a11y-hidden)($| )",
    re.IGNORECASE,
)
"""The class of words that are spoken and not shown."""
_ARROWS = {"up": "\u2191", "down": "\u2193"}
LONGEST_SHEET = 200_000
"""Letters of styles that are read."""


class PageStyles:
    """What the styles of a page say of its classes."""

    def __init__(self, root: etree._Element) -> None:
        self._hiding: set[str] = set()
        self._colours: dict[str, str] = {}
        for sheet in root.iter("style"):
            for match in _STYLE.finditer(_MEDIA.sub("", (sheet.text or "")[:LONGEST_SHEET])):
                names = [name[1] for part in match[1].split(",") if (name := _CLASS.fullmatch(part.strip()))]
                if _HIDES.search(match[2]):
                    self._hiding.update(names)
                if back := _BACK.search(match[2]):
                    self._colours.update(dict.fromkeys(names, colour_name(back[1])))

    def hides(self, element: etree._Element) -> bool:
        """Whether the element is not shown."""
        return (
            element.get("hidden") is not None
            or bool(_HIDES.search(element.get("style") or ""))
            or (bool(self._hiding) and any(name in self._hiding for name in (element.get("class") or "").split()))
        )

    def colour(self, cell: etree._Element) -> str:
        """`Red`, `Amber` or `Green` where the cell, or what fills it, has that colour; empty otherwise."""
        for element in (cell, *list(cell.iterdescendants())[:3]):
            back = _BACK.search(element.get("style") or "")
            names = (element.get("class") or "").split()
            found = (
                (back and colour_name(back[1]))
                or colour_name(element.get("bgcolor") or "")
                or next((self._colours[name] for name in names if self._colours.get(name)), "")
                or next((match[1].capitalize() for name in names if (match := _COLOUR_CLASS.search(name))), "")
            )
            if found:
                return found
        return ""


def words_of(element: etree._Element, styles: PageStyles, *, inside: bool = True) -> str:
    """The words in one line, pictures by their descriptions; those of tables inside only where `inside`."""
    parts = list(_parts(element, styles, inside=inside))
    text = " ".join("".join(parts).translate(_UNSEEN).split())
    return text or _unsaid(element)


def _parts(element: etree._Element, styles: PageStyles, *, inside: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        apart = name in _APART
        if apart:
            yield " "
        if name in {"img", "svg", "object"}:
            yield f" {_described(child)} "
        elif name == "sup":
            yield raise_number("".join(map(str, child.itertext())))
        elif (
            name
            and name not in _SKIPPED
            and (inside or name != "table")
            and not (styles.hides(child) or _is_aside(child))
        ):
            yield from _parts(child, styles, inside=inside)
        if apart:
            yield " "
        yield child.tail or ""


def _is_aside(element: etree._Element) -> bool:
    """Whether the words are spoken instead of those beside them, which are shown and not spoken."""
    if _READ_ALOUD.search(element.get("class") or "") is None:
        return False
    beside = (element.getprevious(), element.getnext())
    return any(
        each is not None and each.get("aria-hidden") == "true" and any(text.strip() for text in each.itertext())
        for each in beside
    )


def _described(picture: etree._Element) -> str:
    if next(picture.iter("desc", "text"), None) is not None:
        # A chart, whose title is printed above it.
        return ""
    title = next((each.text or "" for each in picture.iter("title")), "")
    said = picture.get("alt") or picture.get("aria-label") or picture.get("title") or title
    return words_of_picture(said)


def _unsaid(cell: etree._Element) -> str:
    """What an element without words says by its title, or by the name of the drawing in it."""
    if cell.tag not in {"td", "th"}:
        return ""
    for element in (cell, *list(cell.iterdescendants())[:4]):
        said = words_of_picture(element.get("aria-label") or element.get("title") or "")
        if _MARK.match(said):
            return said
        if match := _ARROW_CLASS.search(element.get("class") or ""):
            return _ARROWS.get(match[1].casefold(), "\u2192")
    return ""
