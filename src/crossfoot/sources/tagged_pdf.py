"""A PDF that says itself which words are a table, a row, a cell or a paragraph, read by those tags.

Every PDF that is published has such tags; a foreign one seldom has, and is read by where its words stand.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from lxml.builder import E

_ELEMENTS = {
    "/Table": "table",
    "/Caption": "caption",
    "/THead": "thead",
    "/TBody": "tbody",
    "/TFoot": "tbody",
    "/TR": "tr",
    "/TH": "th",
    "/TD": "td",
    "/P": "p",
    "/LBody": "p",
    **{f"/H{level}": f"h{level}" for level in range(1, 7)},
}
"""What is kept of the tags, by its name in HTML; anything else only holds others."""
_TOLD_AGAIN = frozenset({"/Figure", "/TOCI"})
"""The words in a chart are told by the table beside it, an entry of the contents by its heading."""
_DEEPEST = 60
RAISED = 7.0
"""Points by which a mark of a note may stand above its line."""
_HYPHEN = {2: "-"}
"""What the library gives for the hyphen at the end of a line."""
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]) | _HYPHEN


class _Run(NamedTuple):
    """What a marked run says, and how high on the page its first and its last words stand, in points."""

    text: str
    first: float
    last: float


_Texts = Mapping[tuple[int, int], _Run]


def read_tagged_pdf(path: Path) -> etree._Element:
    """The PDF as a plain page of HTML: headings, paragraphs, tables with their rows and spans, in reading order.

    A table that goes on over a page is one table. Marks outside the tags, such as the running foot, are left out.
    """
    body = E.body()
    texts = _marked_texts(path)
    with pikepdf.open(path) as opened:
        root = opened.Root.get("/StructTreeRoot")
        if root is not None:
            pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
            _Reader(texts, pages).add_all(body, root, None, 0)
    return E.html(body)


def _marked_texts(path: Path) -> _Texts:
    """The marked runs, by page from 0 and mark."""
    texts: dict[tuple[int, int], list[tuple[str, float]]] = defaultdict(list)
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for place in range(pdfium.FPDFPage_CountObjects(page)):
                placed = pdfium.FPDFPage_GetObject(page, place)
                if pdfium.FPDFPageObj_GetType(placed) == pdfium.FPDF_PAGEOBJ_TEXT:
                    mark = pdfium.FPDFPageObj_GetMarkedContentID(placed)
                    if mark >= 0:
                        texts[number, mark].append((_text(placed, words), _height(placed)))
    finally:
        document.close()
    return {mark: _Run("".join(text for text, _ in parts), parts[0][1], parts[-1][1]) for mark, parts in texts.items()}


def _height(placed: pdfium.FPDF_PAGEOBJECT) -> float:
    """How high its line stands: where its letters do, whatever their size."""
    matrix = pdfium.FS_MATRIX()
    return float(matrix.f) if pdfium.FPDFPageObj_GetMatrix(placed, matrix) else 0.0


def _text(placed: pdfium.FPDF_PAGEOBJECT, words: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(placed, words, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFTextObj_GetText(placed, words, buffer, length)
    return bytes(buffer).decode("utf-16-le", errors="replace").translate(_CONTROLS)


class _Reader:
    """Walks the tags and writes the page."""

    def __init__(self, texts: _Texts, pages: Mapping[tuple[int, int], int]) -> None:
        self.texts = texts
        self.pages = pages
        self.ends: dict[etree._Element, tuple[int, float]] = {}
        """The page of the last words of each element, and how high they stand."""

    def add_all(self, place: etree._Element, tag: pikepdf.Object, page: int | None, depth: int) -> None:
        """What a tag holds: other tags, and marks on a page, its own unless they say which."""
        held = tag.get("/K")
        if held is None or depth > _DEEPEST:
            return
        children: Iterable[Any] = held if isinstance(held, pikepdf.Array) else [held]
        for child in children:
            if isinstance(child, int):
                self._say(place, page, child)
            elif isinstance(child, pikepdf.Dictionary):
                own = child.get("/Pg")
                at = page if own is None else self.pages.get(own.objgen, page)
                if "/S" in child:
                    self._add(place, child, at, depth + 1)
                elif "/MCID" in child:
                    self._say(place, at, int(child["/MCID"]))

    def _add(self, parent: etree._Element, tag: pikepdf.Object, page: int | None, depth: int) -> None:
        kind = str(tag["/S"])
        if kind in _TOLD_AGAIN:
            return
        name = _ELEMENTS.get(kind)
        if name == "caption" and parent.tag != "table":
            name = "p"
        place = parent
        if name is not None:
            place = etree.SubElement(parent, name)
            for attribute, value in _spans(tag):
                place.set(attribute, value)
        self.add_all(place, tag, page, depth)

    def _say(self, place: etree._Element, page: int | None, mark: int) -> None:
        """Append the words of a mark to what the element says already."""
        run = None if page is None else self.texts.get((page, mark))
        if page is None or run is None or not run.text:
            return
        said = place[-1].tail or "" if len(place) else place.text or ""
        where, height = self.ends.get(place, (page, run.first))
        if said and not said[-1].isspace() and (where != page or _is_next_line(height, run.first)):
            said += " "
        self.ends[place] = page, run.last
        if len(place):
            place[-1].tail = said + run.text
        else:
            place.text = said + run.text


def _is_next_line(above: float, below: float) -> bool:
    """Whether words stand on another line than those before them, and not raised or lowered beside them."""
    return abs(above - below) > RAISED


def _spans(tag: pikepdf.Object) -> Iterator[tuple[str, str]]:
    attributes = tag.get("/A")
    if attributes is None or str(tag["/S"]) not in {"/TH", "/TD"}:
        return
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        for name in ("/ColSpan", "/RowSpan"):
            if isinstance(each, pikepdf.Dictionary) and name in each:
                yield name[1:].lower(), str(int(each[name]))
