"""The parts of a sentence as HTML elements. Text only ever enters as text nodes, so nothing in it becomes markup."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from urllib.parse import urlsplit

from lxml.builder import E
from lxml.etree import _Element

from crossfoot.render.fonts import Weight, has_character
from crossfoot.render.palette import TONES
from crossfoot.reports.document import Inline, Link, NoteMark, Quantity, Reference, Status, Text, Tone
from crossfoot.vocabulary.missing import Missing

Node = str | _Element

_SCHEMES = ("", "http", "https", "mailto")
_DRAWN = {
    "★": "M8 .8 10.2 5.6 15.4 6.2 11.5 9.7 12.6 14.9 8 12.3 3.4 14.9 4.5 9.7 .6 6.2 5.8 5.6Z",
    "■": "M2.5 2.5H13.5V13.5H2.5Z",
    "✖": "M3.6 1.4 8 5.8 12.4 1.4 14.6 3.6 10.2 8 14.6 12.4 12.4 14.6 8 10.2 3.6 14.6 1.4 12.4 5.8 8 1.4 3.6Z",
    "●": "M8 2.5A5.5 5.5 0 1 1 8 13.5 5.5 5.5 0 1 1 8 2.5Z",
}
"""Symbols that the typeface lacks or sets too small, on a square of 16: the same on every machine."""


class UnsafeLinkError(ValueError):
    """A link's target is neither a heading's anchor, a file beside the page, nor a web or mail address."""


@dataclass(slots=True)
class Page:
    """What the parts of one page must know of each other while it is written."""

    tone_labels: Mapping[Tone, str]
    """What this document calls its tones: `Red` for POOR."""
    note_marks: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The ids of the marks that point to each note, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an inline stands. In a sentence a quantity says its unit, in a cell it prints short."""

    page: Page
    in_sentence: bool


@singledispatch
def inline_node(inline: Inline, _place: Place) -> Node:
    """One inline as a text or an element. Raises TypeError on a type that is not an inline."""
    raise TypeError(f"no HTML for {type(inline).__name__}")


def inline_nodes(content: Iterable[Inline], page: Page, *, in_sentence: bool = True) -> list[Node]:
    """All inlines of a sentence or cell, in order. Raises UnsafeLinkError."""
    place = Place(page, in_sentence)
    return [inline_node(inline, place) for inline in content]


@inline_node.register
def _(inline: Text, _place: Place) -> Node:
    return E.strong(inline.text) if inline.strong else inline.text


@inline_node.register
def _(inline: Quantity, place: Place) -> Node:
    return quantity_element(inline, inline.words if place.in_sentence else inline.text)


@inline_node.register
def _(inline: Status, _place: Place) -> Node:
    return status_element(inline)


@inline_node.register
def _(inline: Link, _place: Place) -> Node:
    check_link(inline)
    return E.a(inline.text, href=inline.target)


@inline_node.register
def _(inline: NoteMark, place: Place) -> Node:
    marks = place.page.note_marks[inline.number]
    marks.append(f"note-{inline.number}-mark-{len(marks) + 1}")
    return E.a({"class": "note-mark", "id": marks[-1], "href": f"#note-{inline.number}"}, f"[note {inline.number}]")


@inline_node.register
def _(inline: Reference, _place: Place) -> Node:
    return E.a({"class": "reference", "href": f"#{inline.anchor}"}, inline.text)


def check_link(link: Link) -> None:
    """Raise UnsafeLinkError on `javascript:` and every other scheme that a report has no use for."""
    if urlsplit(link.target.strip()).scheme not in _SCHEMES:
        raise UnsafeLinkError(
            f"The link {link.text!r} goes to {link.target!r}. Use an anchor such as #contacts or a web address."
        )


def quantity_element(quantity: Quantity, text: str) -> _Element:
    """A number that keeps the ids of the figures it was made from in the page, for whoever wants to trace it."""
    kind = "number missing" if isinstance(quantity.value, Missing) else "number"
    attributes = {"class": kind}
    if quantity.figures:
        attributes["data-figures"] = " ".join(quantity.figures)
    return E.span(attributes, text)


def status_element(status: Status) -> _Element:
    """A shape and a word on a tint; a listener hears the whole judgement instead of the word."""
    shape = symbol_node(status.symbol or ("" if status.tone is Tone.NEUTRAL else TONES[status.tone].symbol))
    attributes = {"class": f"status {tone_class(status.tone)}"}
    if not status.words or status.words == status.label:
        return E.span(attributes, *shape, status.label)
    seen = E.span({"aria-hidden": "true"}, *shape, status.label)
    return E.span(attributes, seen, hidden_words(status.words))


def symbol_node(symbol: str) -> list[Node]:
    """A symbol for the eye only: drawn where the typeface lacks it. Nothing for no symbol."""
    if not symbol:
        return []
    if symbol not in _DRAWN and all(has_character(character, Weight.SEMIBOLD) for character in symbol):
        return [E.span({"class": "symbol", "aria-hidden": "true"}, symbol), " "]
    if symbol not in _DRAWN:
        return [E.span({"class": "symbol symbol-foreign", "aria-hidden": "true"}, symbol), " "]
    drawing = E.svg({"class": "symbol", "aria-hidden": "true", "viewBox": "0 0 16 16"}, E.path(d=_DRAWN[symbol]))
    return [drawing, " "]


def is_drawn(symbol: str) -> bool:
    """True for a symbol that this page draws itself."""
    return symbol in _DRAWN


def hidden_words(text: str) -> _Element:
    """Words that are read aloud and not shown."""
    return E.span({"class": "visually-hidden"}, text)


def tone_class(tone: Tone) -> str:
    """The stylesheet's name for a tone."""
    return f"tone-{tone.value}"
