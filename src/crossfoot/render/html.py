"""A document as one web page that works from a disk, without a network, script or server.

Next to the page stands `assets/`: our stylesheet, the document's own running foot, and the typeface with its licence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from shutil import copyfile

from lxml import etree
from lxml.builder import E
from lxml.etree import _Element

from crossfoot.render import fonts
from crossfoot.render.html_blocks import block_elements
from crossfoot.render.html_inlines import Page, hidden_words, inline_nodes
from crossfoot.render.palette import TONES
from crossfoot.reports.document import (
    Callout,
    Document,
    Heading,
    Inline,
    KeyFigures,
    Paragraph,
    Status,
    Table,
    Tone,
)
from crossfoot.reports.numbering import numbered
from crossfoot.vocabulary.periods import Period

_STYLESHEET = "crossfoot.css"
_CONTENTS_LEVELS = 2
_CONTENTS_MOST = 24
"""Entries that a contents list of two levels may have; a longer one lists the first level."""
_CONTENTS_MOST_NUMBERED = 110
_CONTENTS_LONG = 40
"""More entries than this would push what the report says off the first screen."""
_MAIN, _CONTENTS, _NOTES = "page-main", "page-contents", "page-notes"


class DuplicateIdError(ValueError):
    """Two parts of a document have the same id, so a link could go to the wrong one."""


def render(document: Document, folder: Path) -> Path:
    """Write `<document.id>.html` and `assets/` into `folder`; returns the page. Same document, same bytes.

    Raises DuplicateIdError, UnsafeLinkError and BrokenReferenceError before anything is written.
    """
    page = page_html(document)
    assets = folder / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    stylesheet = files("crossfoot.render") / "assets" / _STYLESHEET
    (assets / _STYLESHEET).write_bytes(stylesheet.read_bytes())
    (assets / _foot_name(document)).write_text(foot_stylesheet(document), encoding="utf-8", newline="\n")
    for weight in fonts.Weight:
        copyfile(fonts.font_file(weight), assets / fonts.font_file(weight).name)
    copyfile(fonts.licence_file(), assets / "SourceSansPro-LICENSE.txt")
    path = folder / f"{document.id}.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def page_html(document: Document) -> str:
    """The page as text. Raises DuplicateIdError, UnsafeLinkError and BrokenReferenceError."""
    document = numbered(document)
    page = Page(_tone_labels(document))
    main = E.main({"id": _MAIN, "tabindex": "-1"}, *_sections(document, page))
    main.extend(_notes(document, page))
    body = E.body(
        E.a({"class": "skip-link", "href": f"#{_MAIN}"}, "Skip to main content"),
        _title_block(document),
        E.div({"class": "layout"}, *_contents(document), main),
        _footer(document),
    )
    root = E.html({"lang": document.language}, _head(document), body)
    check_ids(root)
    text: str = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return text + "\n"


def check_ids(root: _Element) -> None:
    """Raise DuplicateIdError when an id occurs twice in the page."""
    counts = Counter(str(value) for value in root.xpath("//@id"))
    doubles = sorted(name for name, count in counts.items() if count > 1)
    if doubles:
        raise DuplicateIdError(
            f"The document uses these ids more than once: {', '.join(doubles)}. "
            "Give each heading, table and chart an id of its own."
        )


def foot_stylesheet(document: Document) -> str:
    """The running foot of the printed page: whose report it is, whether it is a draft, and the page number."""
    words = [document.organisation, document.title]
    left = _css_text(" | ".join(words))
    right = _css_text(f"{document.status}  " if document.status else "")
    foot = "{{ content: {}; }}"
    return (
        "@page {\n"
        f"  @bottom-left {foot.format(left)}\n"
        f"  @bottom-right {foot.format(right + ' counter(page) ' + _css_text(' of ') + ' counter(pages)')}\n"
        "}\n"
    )


def _css_text(text: str) -> str:
    """A CSS string in which all but letters, digits and spaces is escaped by its code."""
    safe = (
        character if character == " " or (character.isascii() and character.isalnum()) else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{"".join(safe)}"'


def _foot_name(document: Document) -> str:
    return f"{document.id}.css"


def _day(day: date) -> str:
    return f"{day.day} {Period.month_of(day).name}"


def _head(document: Document) -> _Element:
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta({"name": "color-scheme", "content": "only light"}),
        E.title(f"{document.title} - {document.subtitle} - {document.organisation}"),
        E.meta(name="author", content=document.organisation),
    )
    if document.keywords:
        head.append(E.meta(name="keywords", content=", ".join(document.keywords)))
    head.extend(E.link(rel="stylesheet", href=f"assets/{name}") for name in (_STYLESHEET, _foot_name(document)))
    return head


def _title_block(document: Document) -> _Element:
    pairs = [E.div(E.dt("Figures as at"), E.dd(_day(document.as_at)))]
    if document.status:
        pairs.insert(0, E.div({"class": "document-status"}, E.dt("Status"), E.dd(document.status)))
    return E.header(
        {"class": "title-block"},
        E.p({"class": "organisation"}, document.organisation),
        E.h1(document.title),
        E.p({"class": "subtitle"}, document.subtitle),
        E.dl({"class": "facts"}, *pairs),
    )


def _contents(document: Document) -> Iterator[_Element]:
    """One list: open on paper, and on a wide screen unless it is long; there the stylesheet hides the switch."""
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS]
    most = _CONTENTS_MOST_NUMBERED if document.numbered else _CONTENTS_MOST
    depth = _CONTENTS_LEVELS if len(headings) + bool(document.notes) <= most else 1
    entries = [(block.level, block.printed, block.anchor) for block in headings if block.level <= depth]
    if document.notes:
        entries.append((1, "Notes", _NOTES))
    if entries:
        heading = E.h2({"id": _CONTENTS}, "Contents")
        folded = E.details(E.summary(f"All {len(entries)} sections"), _contents_list(entries))
        shape = "contents long" if len(entries) > _CONTENTS_LONG else "contents"
        yield E.nav({"class": shape, "aria-labelledby": _CONTENTS}, heading, folded)


def _contents_list(entries: Sequence[tuple[int, str, str]]) -> _Element:
    outer = E.ul({"role": "list"})
    for level, text, anchor in entries:
        item = E.li(E.a(text, href=f"#{anchor}"))
        if level == 1 or not len(outer):
            outer.append(item)
            continue
        if outer[-1][-1].tag != "ul":
            outer[-1].append(E.ul({"role": "list"}))
        outer[-1][-1].append(item)
    return outer


def _sections(document: Document, page: Page) -> Iterator[_Element]:
    """The blocks, a section for each heading of level 1."""
    section = E.section()
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1 and len(section):
            yield section
            section = E.section()
        section.extend(block_elements(block, page))
    if len(section):
        yield section


def _notes(document: Document, page: Page) -> Iterator[_Element]:
    """The notes, each with its way back to where it is mentioned."""
    if not document.notes:
        return
    items = []
    for number, content in enumerate(document.notes, 1):
        nodes = inline_nodes(content, page)
        item = E.li({"id": f"note-{number}"}, E.b(f"[note {number}]"), " ", *nodes)
        marks = page.note_marks[number]
        for index, mark in enumerate(marks, 1):
            which = f" {index}" if len(marks) > 1 else ""
            back = E.a(
                {"class": "note-back", "href": f"#{mark}"}, f"Back to text{which}", hidden_words(f" from note {number}")
            )
            item.extend([back])
        items.append(item)
    yield E.section({"class": "notes"}, E.h2({"id": _NOTES}, "Notes"), E.ul({"role": "list"}, *items))


def _footer(document: Document) -> _Element:
    status = f"{document.status}. " if document.status else ""
    return E.footer(
        E.p(f"{document.organisation}. {status}Figures as at {_day(document.as_at)}."),
    )


def _tone_labels(document: Document) -> dict[Tone, str]:
    """The word this document itself gives to each tone; the palette's where it gives none."""
    labels = {tone: style.label for tone, style in TONES.items()}
    labels.update({status.tone: status.label for status in reversed(list(_statuses(document)))})
    return labels


def _statuses(document: Document) -> Iterator[Status]:
    for block in document.blocks:
        yield from (inline for inline in _block_inlines(block) if isinstance(inline, Status))
        if isinstance(block, KeyFigures):
            yield from (item.status for item in block.items if item.status is not None)


def _block_inlines(block: object) -> Iterator[Inline]:
    """Inlines of the blocks in which a status stands."""
    parts: Iterable[Iterable[Inline]] = ()
    match block:
        case Paragraph():
            parts = [block.content]
        case Table():
            parts = [cell.content for row in block.rows for cell in row.cells]
        case Callout():
            parts = [list(_block_inlines(part)) for part in block.content]
    for part in parts:
        yield from part
