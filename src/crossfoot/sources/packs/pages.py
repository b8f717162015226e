"""Read a pack of HTML: tables with their spans opened, headings and paragraphs, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from crossfoot.sources.packs.text import Builder
from crossfoot.sources.record_files import FileRefusedError

WIDEST, DEEPEST = 400, 200
"""Columns that spans may make, and how deep elements may lie."""
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
_SKIPPED = {"script", "style", "noscript", "template", "svg", "head", "nav"}
_BLOCKS = _WORDS | {"table", "ul", "ol", "dl", "main", "header", "footer", "form", "body", "aside", "details", "figure"}


def read_html(content: bytes) -> tuple[Builder, int]:
    """What was built and the number of lines; of blocks where the page is not written in lines.

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
    blocks = sum(1 for element in top.iter("tr", "p", "li", "h1", "h2", "h3", "h4"))
    reader = _Reader(in_order=lines < blocks)
    reader.walk(top, 0)
    reader.builder.end_table()
    return reader.builder, reader.count if reader.in_order else lines


class _Reader:
    """Walks the page. `in_order` numbers rows and paragraphs in their order instead of by their line."""

    def __init__(self, *, in_order: bool) -> None:
        self.builder = Builder()
        self.in_order = in_order
        self.count = 0

    def _line(self, element: etree._Element) -> int:
        self.count += 1
        return self.count if self.in_order else int(element.sourceline or 0)

    def walk(self, element: etree._Element, depth: int) -> None:
        """Everything inside the element."""
        if depth > DEEPEST:
            return
        for child in element:
            name = _name(child)
            if name in _SKIPPED or not name:
                continue
            if name == "table":
                self.read_table(child)
            elif name in _WORDS and not any(_name(each) in _BLOCKS for each in child.iterdescendants()):
                heading = True if name.startswith("h") and name[1:].isdigit() else None
                self.builder.add_words(_text(child), self._line(child), heading=heading)
            else:
                if name in _BLOCKS and (child.text or "").strip():
                    self.builder.add_words(child.text or "", self._line(child))
                self.walk(child, depth + 1)
            if (child.tail or "").strip() and name in _BLOCKS:
                self.builder.add_words(child.tail or "", self._line(child))

    def read_table(self, table: etree._Element) -> None:
        """A table, then those inside it."""
        self.builder.end_table()
        caption = next((_text(child) for child in table if _name(child) == "caption"), "")
        rows = list(_own_rows(table))
        head = sum((parent := row.getparent()) is not None and _name(parent) == "thead" for row in rows)
        below: dict[int, int] = {}
        for row in rows:
            cells = _cells(row, below)
            if cells:
                self.builder.add_row(cells, self._line(row))
        self.builder.end_table(header_rows=head or None, caption=caption)
        for inner in table.iterdescendants("table"):
            if next(inner.iterancestors("table")) is table:
                self.read_table(inner)


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


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table, not of one inside it."""
    for child in table:
        name = _name(child)
        if name == "tr":
            yield child
        elif name in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if _name(row) == "tr")


def _cells(row: etree._Element, below: dict[int, int]) -> list[str]:
    """The texts of a row: blank where a cell spans. `below` is how many rows more each column is taken from above."""
    cells: list[str] = []
    for cell in row:
        if _name(cell) not in {"td", "th"} or len(cells) > WIDEST:
            continue
        _pass_taken(cells, below)
        wide, tall = _span(cell.get("colspan")), _span(cell.get("rowspan"))
        if tall > 1:
            below.update(dict.fromkeys(range(len(cells), len(cells) + wide), tall - 1))
        cells += [_text(cell), *[""] * (wide - 1)]
    _pass_taken(cells, below)
    return cells


def _pass_taken(cells: list[str], below: dict[int, int]) -> None:
    while below.get(len(cells), 0):
        below[len(cells)] -= 1
        cells.append("")


def _span(text: str | None) -> int:
    return min(int(text), WIDEST) if text and text.isdecimal() and len(text) < 5 and int(text) else 1
