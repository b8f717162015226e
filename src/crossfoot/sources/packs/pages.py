"""Read a pack of HTML: tables with their spans opened, headings and paragraphs, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from crossfoot.audit.reading.cells import read_cell
from crossfoot.audit.reading.rebuild import is_value
from crossfoot.sources.packs.cell_colours import name_colours
from crossfoot.sources.packs.hidden_lines import are_counted, told_hidden
from crossfoot.sources.packs.html_words import PageStyles, words_of
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.record_files import FileRefusedError

WIDEST, DEEPEST = 400, 200
"""Columns that spans may make, and how deep elements may lie."""
_OUTSIDE_CELLS = etree.XPath("descendant::*[self::p or self::li or self::h1 or self::h2][not(ancestor::td)]")
MOST_LINES = 3
"""For each row or paragraph, in a page whose lines count as those of a text do."""
_WORDS = {
    "p",
    "li",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "caption",
    "blockquote",
    "figcaption",
    "summary",
    "div",
    "section",
    "article",
    "td",
    "th",
    "pre",
}
_CELLS = {"td", "th", "tr", "tbody", "thead", "tfoot"}
_SKIPPED = {"script", "style", "noscript", "template", "svg", "head", "nav"}
_BLOCKS = _WORDS | {"table", "ul", "ol", "dl", "main", "header", "footer", "form", "body", "aside", "details", "figure"}


def read_html(content: bytes) -> tuple[Builder, int]:
    """What was built and the number of lines; of blocks where a line of the page is not a block of it.

    Raises FileRefusedError where it is no HTML.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_decoded(content), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise FileRefusedError(
            "PACK-HTML-BROKEN", "it is not HTML that can be read.", "Save the page again from a browser."
        ) from None
    body = root.find("body")
    top = root if body is None else body
    lines = content.count(b"\n") + 1
    blocks = sum(1 for _ in top.iter("tr", "p", "li", "h1", "h2", "h3", "h4"))
    # Such as stand in a line of a text: a paragraph in a cell stands in the line of its row.
    apart = sum(1 for _ in top.iter("tr")) + sum(1 for _ in _OUTSIDE_CELLS(top))
    # How far words stand from a table is told by lines: a cell on each, as a word processor writes, tells it wrong.
    reader = _Reader(PageStyles(root), in_order=not blocks <= lines <= MOST_LINES * apart)
    reader.walk(top, 0)
    reader.builder.end_table()
    reader.builder.counts_blocks = reader.in_order
    return reader.builder, reader.count if reader.in_order else lines


@dataclass(slots=True)
class _Row:
    """A row of a table: texts of cells, blank where one spans; what it says beside them."""

    texts: list[str]
    colours: dict[int, str]
    line: int
    hidden: bool
    widest: int
    """The columns of its widest cell that has words."""
    in_head: bool
    """The page says that it is of the headings."""
    all_heads: bool
    """No cell of it is other than a heading."""


class _Reader:
    """Walks the page. `in_order` numbers rows and paragraphs in their order instead of by their line."""

    def __init__(self, styles: PageStyles, *, in_order: bool) -> None:
        self.builder = Builder()
        self.styles = styles
        self.in_order = in_order
        self.count = 0

    def _line(self, element: etree._Element) -> int:
        self.count += 1
        return self.count if self.in_order else int(element.sourceline or 0)

    def walk(self, element: etree._Element, depth: int) -> None:
        """Everything inside the element."""
        if depth > DEEPEST:
            self.builder.unread = [f"What lies more than {DEEPEST} elements deep was not read."]
            return
        for child in element:
            name = _name(child)
            if name in _SKIPPED or not name:
                continue
            if self.styles.hides(child) or (name not in _CELLS and (_is_picture(child) or _is_decoration(child))):
                pass
            elif name == "table":
                self.read_table(child, depth)
            elif name in _WORDS and not _has_blocks(child):
                heading = True if name.startswith("h") and name[1:].isdigit() else None
                self.builder.add_words(
                    words_of(child, self.styles),
                    self._line(child),
                    heading=heading,
                    caption=(child.get("class") or "").casefold() == "msocaption",
                )
            else:
                if name in _BLOCKS and (child.text or "").strip():
                    self.builder.add_words(child.text or "", self._line(child))
                self.walk(child, depth + 1)
            if (child.tail or "").strip() and name in _BLOCKS:
                self.builder.add_words(child.tail or "", self._line(child))

    def read_table(self, table: etree._Element, depth: int = 0) -> None:
        """A table, then those inside it; one that only lays out the page is read cell by cell."""
        self.builder.end_table()
        if self._lays_out(table):
            for row in _own_rows(table):
                self.walk(row, depth + 1)
            return
        caption = next((words_of(child, self.styles) for child in table if _name(child) == "caption"), "")
        self._add_rows(table, caption)
        for inner in table.iterdescendants("table"):
            if next(inner.iterancestors("table")) is table:
                self.read_table(inner, depth + 1)

    def _lays_out(self, table: etree._Element) -> bool:
        """Whether the table holds others, or one cell in a row, and no numbers of its own."""
        holds = next(table.iterdescendants("table"), None) is not None
        numbers = 0
        for row in _own_rows(table):
            cells = [cell for cell in row if _name(cell) in {"td", "th"}]
            texts = [text for cell in cells if (text := words_of(cell, self.styles, inside=False))]
            if len(texts) > 1 and not holds:
                return False
            numbers += sum(len(text) < 30 and is_value(read_cell(text, 0)) for text in texts)
            if numbers > 1:
                return False
        return True

    def _add_rows(self, table: etree._Element, caption: str) -> None:
        below: dict[int, int] = {}
        rows = [self._row(row, below) for row in _own_rows(table)]
        hidden = {place for place, row in enumerate(rows) if row.hidden and any(row.texts)}
        counted = are_counted([row.texts for row in rows], hidden)
        if hidden:
            self.builder.unread.append(
                told_hidden("row", [rows[place].line for place in sorted(hidden)], counted=counted)
            )
        rows = [row for row in rows if any(row.texts) and (counted or not row.hidden)]
        texts = [row.texts for row in rows]
        name_colours(texts, {(place, at): said for place, row in enumerate(rows) for at, said in row.colours.items()})
        width = max(map(len, texts), default=0)
        for row in rows:
            across = bool(row.texts[0]) and not any(row.texts[1:]) and row.widest >= max(2, width - 1)
            self.builder.add_row(row.texts, row.line, across=across)
        self.builder.end_table(header_rows=_heads(rows) or None, caption=caption)

    def _row(self, row: etree._Element, below: dict[int, int]) -> _Row:
        """The cells of a row: blank where one spans. `below` is how many rows more each column is taken from above."""
        texts: list[str] = []
        made = _Row(texts, {}, self._line(row), self.styles.hides(row), widest=0, in_head=_in_head(row), all_heads=True)
        for cell in row:
            if _name(cell) not in {"td", "th"} or len(texts) > WIDEST or self.styles.hides(cell):
                continue
            _pass_taken(texts, below)
            wide, tall = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            if tall > 1:
                below.update(dict.fromkeys(range(len(texts), len(texts) + wide), tall - 1))
            text = words_of(cell, self.styles)
            if text:
                made.widest = max(made.widest, wide)
                made.all_heads = made.all_heads and _name(cell) == "th"
            elif wide == 1 and (colour := self.styles.colour(cell)):
                made.colours[len(texts)] = colour
            texts += [text, *[""] * (wide - 1)]
        _pass_taken(texts, below)
        return made


def _heads(rows: list[_Row]) -> int:
    """How many rows at the top the page itself calls headings; the name of a first section is none."""
    told = sum(row.in_head for row in rows)
    if told:
        return told
    count = next((place for place, row in enumerate(rows) if not row.all_heads), 0)
    while count and sum(map(bool, rows[count - 1].texts)) == 1:
        count -= 1
    return count


def _in_head(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and _name(parent) == "thead"


def _is_picture(element: etree._Element) -> bool:
    """Whether there is nothing but pictures: what a logo is called is no paragraph."""
    if next(element.iter("img", "svg"), None) is None or next(element.iter("table"), None) is not None:
        return False
    return not any(text.strip() for text in element.itertext())


def _is_decoration(element: etree._Element) -> bool:
    """Whether it is for the eye alone: a hint to scroll, an ornament."""
    return element.get("aria-hidden") == "true" and next(element.iter("table"), None) is None


def _has_blocks(element: etree._Element) -> bool:
    return any(_name(each) in _BLOCKS for each in element.iterdescendants())


def _decoded(content: bytes) -> bytes | str:
    """As text where the bytes are UTF-8, whatever the page says of itself; else as the page says."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    # lxml refuses text that names an encoding in an XML declaration.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _name(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table, not of one inside it."""
    for child in table:
        name = _name(child)
        if name == "tr":
            yield child
        elif name in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if _name(row) == "tr")


def _pass_taken(cells: list[str], below: dict[int, int]) -> None:
    while below.get(len(cells), 0):
        below[len(cells)] -= 1
        cells.append("")


def _span(text: str | None) -> int:
    return min(int(text), WIDEST) if text and text.isdecimal() and len(text) < 5 and int(text) else 1
