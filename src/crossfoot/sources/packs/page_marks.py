"""What stands on a page of a PDF: letters with their boxes, ruled lines, pictures. Read by pdfium, in points.

The form is that of pdfplumber, whose table finder and word finder are fed with it; pdfium reads a page in a tenth of
the time that pdfplumber's own reader needs. Coordinates go right and down from the top left of the page as it shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from ctypes import addressof, byref, c_double, c_float
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

MOST_LETTERS = 60_000
MOST_SEGMENTS = 200_000
"""Of a page. A page of A4 in the smallest print has some 15,000 letters; a map has segments without end."""
DEEPEST = 8
"""Forms inside forms."""
BELOW = 0.22
"""How far the letters of a font reach below their base, in sizes of the font."""
WATERMARK = 24
"""Points. Letters so large that stand askew are `DRAFT` across the page: no words of it."""
NARROWEST = 0.1
"""A gap between words is wider than so many sizes of the font."""
_BREAKS, _SPACE, _HYPHEN_AT_LINE_END = (10, 13), 32, 2
_SHORT = 0.01
"""Points: a line that is less askew than this is straight."""
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
RIGHT, DOWN, LEFT, UP = range(4)
"""Which way words are read on the page as it shows: headings of narrow columns go up, seldom down."""


class PageTooFullError(Exception):
    """A page with more on it than anybody could read."""


@dataclass
class PageMarks:
    """Letters and edges as pdfplumber has them, and how many pictures cover how much of the page (0 to 1)."""

    bbox: tuple[float, float, float, float]
    chars: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    pictures: float = 0
    unknown: int = 0
    """Letters whose font does not say which letters they are."""


def read_marks(page: raw.FPDF_PAGE) -> PageMarks:
    """Everything on the page. Raises PageTooFullError."""
    to_shown, width, height = _as_shown(page)
    marks = PageMarks((0, 0, width, height))
    text = raw.FPDFText_LoadPage(page)
    if text:
        try:
            if raw.FPDFText_CountChars(text) > MOST_LETTERS:
                raise PageTooFullError
            _Letters(text, marks, to_shown).read()
        finally:
            raw.FPDFText_ClosePage(text)
    count = raw.FPDFPage_CountObjects(page)
    objects = (raw.FPDFPage_GetObject(page, place) for place in range(count))
    _Lines(marks, to_shown).read(objects, AS_IT_IS, 0)
    marks.pictures /= max(1, width * height)
    return marks


def _as_shown(page: raw.FPDF_PAGE) -> tuple[Callable[[float, float], Point], float, float]:
    """How a point of the file stands on the page as it is turned, and how wide and high that is."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    sides = (byref(left), byref(bottom), byref(right), byref(top))
    if not raw.FPDFPage_GetCropBox(page, *sides) and not raw.FPDFPage_GetMediaBox(page, *sides):
        left.value, bottom.value, right.value, top.value = 0, 0, 612, 792
    x0, x1 = sorted((left.value, right.value))
    y0, y1 = sorted((bottom.value, top.value))
    turned = raw.FPDFPage_GetRotation(page) % 4
    if turned == 1:
        return (lambda x, y: (y - y0, x - x0)), y1 - y0, x1 - x0
    if turned == 2:
        return (lambda x, y: (x1 - x, y - y0)), x1 - x0, y1 - y0
    if turned == 3:
        return (lambda x, y: (y1 - y, x1 - x)), y1 - y0, x1 - x0
    return (lambda x, y: (x - x0, y1 - y)), x1 - x0, y1 - y0


class _Letters:
    """Collects letters. Those of one line have one height, whatever their shape: that of their font, on their base."""

    def __init__(self, text: raw.FPDF_TEXTPAGE, marks: PageMarks, to_shown: Callable[[float, float], Point]) -> None:
        self.text, self.marks, self.to_shown = text, marks, to_shown
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = c_double(), c_double()
        self.object: Any = None
        self.size, self.way, self.askew = 0.0, RIGHT, False
        self.parted = False
        """Whether pdfium saw a gap after the letter before."""

    def read(self) -> None:
        """All of them, in the order of the file."""
        first_half = 0
        for place in range(raw.FPDFText_CountChars(self.text)):
            code = raw.FPDFText_GetUnicode(self.text, place)
            if code in _BREAKS or (code == _SPACE and raw.FPDFText_IsGenerated(self.text, place)):
                self.parted = self.parted or code == _SPACE
                continue
            if 0xD800 <= code < 0xDC00:
                first_half = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + (first_half - 0xD800) * 0x400 + code - 0xDC00 if first_half else 0
            first_half = 0
            if not code or code == 0xFFFD or code > 0x10FFFF:
                self.marks.unknown += 1
                continue
            self._add("-" if code == _HYPHEN_AT_LINE_END else chr(code), place)
            self.parted = False

    def _add(self, letter: str, place: int) -> None:
        of = raw.FPDFText_GetTextObject(self.text, place)
        address = addressof(of.contents) if of else None
        if address is None or address != self.object:
            self.object = address
            self._read_font(place)
        if self.askew and self.size >= WATERMARK:
            return
        raw.FPDFText_GetLooseCharBox(self.text, place, byref(self.box))
        raw.FPDFText_GetCharOrigin(self.text, place, byref(self.x), byref(self.y))
        (ax, ay), (bx, by) = (
            self.to_shown(self.box.left, self.box.top), self.to_shown(self.box.right, self.box.bottom),
        )  # fmt: skip
        x0, x1, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if self.way == RIGHT:
            x0, base = self.to_shown(self.x.value, self.y.value)
            x1, bottom = max(x0, x1), base + BELOW * self.size
            top = bottom - self.size
        if self.parted and self.marks.chars:
            before = self.marks.chars[-1]
            if before["way"] == self.way and _gap(before, (x0, top, x1, bottom), self.way) > NARROWEST * self.size:
                self.marks.chars.append(_space_after(before))
        self.marks.chars.append(
            {
                "text": letter, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "way": self.way, "size": self.size,
            }
        )  # fmt: skip

    def _read_font(self, place: int) -> None:
        """The size and the direction of the letters of one piece of text."""
        raw.FPDFText_GetMatrix(self.text, place, byref(self.matrix))
        found = self.matrix
        self.size = raw.FPDFText_GetFontSize(self.text, place) * math.hypot(found.c, found.d)
        (x, y), (along_x, along_y) = self.to_shown(0, 0), self.to_shown(found.a, found.b)
        across, down = along_x - x, along_y - y
        self.askew = min(abs(across), abs(down)) > max(abs(across), abs(down)) / 10
        if abs(down) < abs(across):
            self.way = RIGHT if across > 0 else LEFT
        else:
            self.way = DOWN if down > 0 else UP


def _gap(before: dict[str, Any], box: tuple[float, float, float, float], way: int) -> float:
    """The white between a letter and the next of its line; less than nothing where that is on another line."""
    x0, top, x1, bottom = box
    if abs(before["bottom"] - bottom) >= 1 if way in {RIGHT, LEFT} else abs(before["x1"] - x1) >= 1:
        return -1
    return float((x0 - before["x1"], top - before["bottom"], before["x0"] - x1, before["top"] - bottom)[way])


def _space_after(letter: dict[str, Any]) -> dict[str, Any]:
    """A space right after a letter."""
    side, end = (("x0", "x1"), ("top", "bottom"), ("x1", "x0"), ("bottom", "top"))[letter["way"]]
    return {**letter, "text": " ", side: letter[end]}


class _Lines:
    """Collects straight lines that go across or down, and the area of pictures."""

    def __init__(self, marks: PageMarks, to_shown: Callable[[float, float], Point]) -> None:
        self.marks, self.to_shown = marks, to_shown
        self.segments = 0

    def read(self, objects: Iterator[Any], around: Matrix, depth: int) -> None:
        """Those of the objects, and of the forms among them."""
        for each in objects:
            kind = raw.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._read_path(each, _times(_matrix_of(each), around))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, _, _ = _times(_matrix_of(each), around)
                self.marks.pictures += abs(a * d - b * c)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = (raw.FPDFFormObj_GetObject(each, place) for place in range(raw.FPDFFormObj_CountObjects(each)))
                self.read(inner, _times(_matrix_of(each), around), depth + 1)

    def _read_path(self, path: Any, matrix: Matrix) -> None:
        count = raw.FPDFPath_CountSegments(path)
        self.segments += max(count, 0)
        if self.segments > MOST_SEGMENTS:
            raise PageTooFullError
        a, b, c, d, e, f = matrix
        x, y = c_float(), c_float()
        begun = before = (0.0, 0.0)
        for place in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, place)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            here = self.to_shown(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                begun = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                self._add_edge(before, here)
            before = here
            if raw.FPDFPathSegment_GetClose(segment):
                self._add_edge(here, begun)
                before = begun

    def _add_edge(self, start: Point, end: Point) -> None:
        x0, x1 = sorted((start[0], end[0]))
        top, bottom = sorted((start[1], end[1]))
        across = bottom - top < _SHORT
        if not across and x1 - x0 >= _SHORT:
            return
        if across and x1 - x0 < _SHORT:
            return
        self.marks.edges.append(
            {
                "x0": x0, "x1": x1 if across else x0, "top": top, "bottom": top if across else bottom,
                "width": x1 - x0 if across else 0, "height": 0 if across else bottom - top,
                "orientation": "h" if across else "v", "object_type": "line",
            }
        )  # fmt: skip


def _matrix_of(each: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(each, byref(found)):
        return AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The first, then the second."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
