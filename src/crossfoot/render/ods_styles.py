"""The styles of an OpenDocument spreadsheet: named ones for titles and headers, number formats, and shaded cells."""

from __future__ import annotations

from collections.abc import Mapping

from odfdo import Document as OpenDocument
from odfdo import Element, XmlPart

from crossfoot.render.palette import BRAND, INK, LINK, PANEL, RULE, TONES
from crossfoot.render.sheet_cells import LinkCell, NumberCell, SheetCell
from crossfoot.render.sheets import SheetColumn
from crossfoot.reports.document import Tone
from crossfoot.vocabulary.units import Unit

HEADING, HEADER, HEADER_RIGHT, HEADER_INDENTED, LINE, LINK_LINE, ROW = (
    "Heading_20_1",
    "Column_20_heading",
    "Column_20_heading_20_right",
    "Column_20_heading_20_indented",
    "About",
    "About_20_link",
    "row",
)
_FONT = "Arial"
_DIGIT, _PADDING = 9, 7
"""Pixels of a digit of the font at 12 points, and beside the text of a column."""
_PIXEL = 2.54 / 96
"""Centimetres."""
_LINE = 15.75
"""Points of a line of text."""


class Styles:
    """The styles in use, each made when it is first asked for."""

    table = "sheet"

    def __init__(self, *, language: str) -> None:
        self._language = language
        self._automatic: list[Element] = [
            _element(
                "style:style",
                {"style:name": self.table, "style:family": "table", "style:master-page-name": "Default"},
                _element("style:table-properties", {"table:display": "true", "style:writing-mode": "lr-tb"}),
            ),
            # No height: the program then fits each row to its text when it opens the file.
            _element(
                "style:style",
                {"style:name": ROW, "style:family": "table-row"},
                _element("style:table-row-properties", {"style:use-optimal-row-height": "true"}),
            ),
        ]
        self._names: dict[tuple[object, ...], str] = {}

    def column(self, width: int) -> str:
        """The style of a column of `width` digits."""
        name = f"column{width}"
        if self._new(name, "column", width):
            centimetres = f"{(width * _DIGIT + _PADDING) * _PIXEL:.3f}cm"
            sized = _element("style:table-column-properties", {"style:column-width": centimetres})
            attributes = {"style:name": name, "style:family": "table-column"}
            self._automatic.append(_element("style:style", attributes, sized))
        return name

    def header_row(self, lines: int) -> str:
        """The style of a header of as many lines: fitted by the program, it was cut when pages were scaled to print."""
        name = f"header{lines}"
        if self._new(name, "header", lines):
            size = {"style:row-height": f"{lines * _LINE:.2f}pt", "style:use-optimal-row-height": "false"}
            attributes = {"style:name": name, "style:family": "table-row"}
            self._automatic.append(_element("style:style", attributes, _element("style:table-row-properties", size)))
        return name

    def header(self, column: SheetColumn) -> str:
        """The style of a column's heading."""
        return HEADER_RIGHT if column.right else HEADER_INDENTED if column.indented else HEADER

    def body(self, cell: SheetCell, column: SheetColumn, *, total: bool) -> str:
        """The style of a cell of the table: as the workbook's, a rule under it, its tone behind it."""
        tone = None if isinstance(cell, LinkCell) or cell.tone is Tone.NEUTRAL else cell.tone
        number = self._number(cell) if isinstance(cell, NumberCell) else ""
        link = isinstance(cell, LinkCell)
        key = (column.right, column.indented, total, tone, number, link)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"cell{len(self._names) + 1}"
            attributes = {"style:name": name, "style:family": "table-cell", "style:parent-style-name": "Default"}
            if number:
                attributes["style:data-style-name"] = number
            parts = _cell_parts(column, total=total, tone=tone, wrap=not number, link=link)
            self._automatic.append(_element("style:style", attributes, *parts))
        return name

    def replace_in(self, book: OpenDocument) -> None:
        """Put these styles in the place of the template's."""
        for part in (book.content, book.styles):
            _refill(part, "office:font-face-decls", [_font_face()])
        _refill(book.content, "office:automatic-styles", self._automatic)
        _refill(book.styles, "office:styles", _named_styles(self._language))
        _refill(book.styles, "office:automatic-styles", [_page_layout()])
        edges = [_element(f"style:{edge}", {"style:display": "false"}) for edge in ("header", "footer")]
        master = {"style:name": "Default", "style:page-layout-name": "page"}
        _refill(book.styles, "office:master-styles", [_element("style:master-page", master, *edges)])

    def _new(self, name: str, *key: object) -> bool:
        is_new = key not in self._names
        self._names[key] = name
        return is_new

    def _number(self, cell: NumberCell) -> str:
        """The number format that shows the cell as printed; a signed one has a form each for more, less and nought."""
        name = f"number-{cell.unit}-{cell.decimals}{'-signed' if cell.sign else ''}"
        if self._new(name, "number", cell.unit, cell.decimals, cell.sign):
            if cell.sign:
                for mark, part in (("+", "more"), ("-", "less")):
                    self._automatic.append(_number_style(cell, f"{name}-{part}", mark))
            made = _number_style(cell, name)
            if cell.sign:
                for condition, part in (("value()>0", "more"), ("value()<0", "less")):
                    applied = {"style:condition": condition, "style:apply-style-name": f"{name}-{part}"}
                    made.append(_element("style:map", applied))
            self._automatic.append(made)
        return name


def _number_style(cell: NumberCell, name: str, mark: str = "") -> Element:
    digits = {
        "number:decimal-places": str(cell.decimals),
        "number:min-decimal-places": str(cell.decimals),
        "number:min-integer-digits": "1",
        "number:grouping": "true",
    }
    percentage = cell.unit is Unit.PERCENTAGE
    before = mark + ("£" if cell.unit is Unit.POUNDS else "")
    made = _element(f"number:{'percentage' if percentage else 'number'}-style", {"style:name": name})
    if mark:
        made.set_attribute("style:volatile", "true")
    if before:
        made.append(_text(before))
    made.append(_element("number:number", digits))
    if percentage:
        made.append(_text("%"))
    return made


def _text(text: str) -> Element:
    made = _element("number:text", {})
    made.text = text
    return made


def _cell_parts(column: SheetColumn, *, total: bool, tone: Tone | None, wrap: bool, link: bool) -> list[Element]:
    cell = {"fo:border-bottom": f"0.5pt solid {RULE}", "style:vertical-align": "top"}
    text: dict[str, str] = {}
    if wrap:
        cell["fo:wrap-option"] = "wrap"
    if total:
        cell["fo:border-top"] = f"0.75pt solid {INK}"
        text["fo:font-weight"] = "bold"
    if tone is not None:
        cell["fo:background-color"] = TONES[tone].tint
        text["fo:color"] = TONES[tone].ink
    if link:
        text |= _LINK_TEXT
    return [*_parts(cell, right=column.right, indented=column.indented), _element("style:text-properties", text)]


_LINK_TEXT = {"fo:color": LINK, "style:text-underline-style": "solid", "style:text-underline-width": "auto"}


def _parts(cell: Mapping[str, str], *, right: bool = False, indented: bool = False) -> list[Element]:
    space = {"fo:padding-right": "0.05cm", "fo:padding-left": "0.3cm" if indented else "0.05cm"}
    return [
        _element("style:table-cell-properties", {**cell, **space, "style:text-align-source": "fix"}),
        _element("style:paragraph-properties", {"fo:text-align": "end" if right else "start"}),
    ]


def _named_styles(language: str) -> list[Element]:
    tongue, _, country = language.partition("-")
    default = {
        "style:font-name": _FONT,
        "fo:font-size": "12pt",
        "fo:language": tongue,
        "fo:country": country or "none",
        "fo:color": INK,
    }
    header = {
        "fo:background-color": PANEL,
        "fo:border-bottom": f"0.75pt solid {INK}",
        "fo:border-left": f"0.5pt solid {RULE}",
        "fo:wrap-option": "wrap",
        "style:vertical-align": "bottom",
    }
    return [
        _element("style:default-style", {"style:family": "table-cell"}, _element("style:text-properties", default)),
        _element("style:style", {"style:name": "Default", "style:family": "table-cell"}),
        _named(HEADING, "Heading 1", _bold({"fo:font-size": "16pt", "fo:color": BRAND})),
        _named(HEADER, "Column heading", *_parts(header), _bold({})),
        _named(HEADER_INDENTED, "Column heading indented", *_parts(header, indented=True), _bold({})),
        _named(HEADER_RIGHT, "Column heading right", *_parts(header, right=True), _bold({})),
        _named(LINE, "About"),
        _named(LINK_LINE, "About link", _element("style:text-properties", _LINK_TEXT)),
    ]


def _bold(more: Mapping[str, str]) -> Element:
    return _element("style:text-properties", {"fo:font-weight": "bold", **more})


def _named(name: str, shown: str, *parts: Element) -> Element:
    attributes = {
        "style:name": name,
        "style:display-name": shown,
        "style:family": "table-cell",
        "style:parent-style-name": "Default",
    }
    return _element("style:style", attributes, *parts)


def _page_layout() -> Element:
    page = {
        "fo:page-width": "29.7cm",
        "fo:page-height": "21cm",
        "style:print-orientation": "landscape",
        "fo:margin": "1.5cm",
        "style:scale-to-X": "1",
        "style:scale-to-Y": "0",
    }
    return _element("style:page-layout", {"style:name": "page"}, _element("style:page-layout-properties", page))


def _font_face() -> Element:
    return _element(
        "style:font-face", {"style:name": _FONT, "svg:font-family": _FONT, "style:font-family-generic": "swiss"}
    )


def _element(tag: str, attributes: Mapping[str, str], *children: Element) -> Element:
    made = Element.from_tag(tag)
    for name, value in attributes.items():
        made.set_attribute(name, value)
    for child in children:
        made.append(child)
    return made


def _refill(part: XmlPart, tag: str, children: list[Element]) -> None:
    """Put `children` in the place of what an element of the template held."""
    parent = part.get_element(f"//{tag}")
    if not isinstance(parent, Element):
        raise TypeError(f"the template has no {tag}")
    parent.clear()
    for child in children:
        parent.append(child)
