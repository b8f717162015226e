"""An OpenDocument spreadsheet read back from the XML in its package."""

import re
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element
from spreadsheet_rules import BookFound, CellFound, NumberShape, SheetFound

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
NS = {
    "office": f"{_ODF}:office:1.0",
    "table": f"{_ODF}:table:1.0",
    "text": f"{_ODF}:text:1.0",
    "style": f"{_ODF}:style:1.0",
    "number": f"{_ODF}:datastyle:1.0",
    "fo": f"{_ODF}:xsl-fo-compatible:1.0",
    "config": f"{_ODF}:config:1.0",
    "draw": f"{_ODF}:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
UNWANTED = {
    "merged cells": ".//*[@table:number-columns-spanned or @table:number-rows-spanned]",
    "covered cells": ".//table:covered-table-cell",
    "formulas": ".//*[@table:formula]",
    "comments": ".//office:annotation",
    "drawings": ".//table:shapes | .//draw:*",
    "hidden rows or columns": ".//*[@table:visibility]",
    "filters": ".//*[@table:filter]",
}
_DIGIT = 9 / 96 * 2.54
"""Centimetres of a digit of Arial at 12 points."""


def _name(qualified: str) -> str:
    prefix, _, name = qualified.partition(":")
    return f"{{{NS[prefix]}}}{name}"


def read_ods(path: Path) -> BookFound:
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    content, styles = etree.fromstring(parts["content.xml"]), etree.fromstring(parts["styles.xml"])
    settings, meta = etree.fromstring(parts["settings.xml"]), etree.fromstring(parts["meta.xml"])
    by_name = {
        item.attrib[_name("style:name")]: item
        for root in (styles, content)
        for item in root.iter(_name("style:style"), _name("number:number-style"), _name("number:percentage-style"))
    }
    ranges = {}
    for item in content.iter(_name("table:database-range")):
        match = re.fullmatch(r"'([^']+)'\.A(\d+):'\1'\.([A-Z]+)(\d+)", item.attrib[_name("table:target-range-address")])
        assert match is not None
        ranges[match[1]] = (item, match)
    sheets = tuple(
        _sheet(item, *ranges[item.attrib[_name("table:name")]], by_name) for item in content.iter(_name("table:table"))
    )
    properties = {etree.QName(item).localname: item.text or "" for item in meta[0]}
    properties["created"] = properties.pop("creation-date", "")
    entries = settings.xpath("//config:config-item-map-named[@config:name='Tables']/*", namespaces=NS)
    assert isinstance(entries, list)
    cursors = [_setting(entry, "CursorPositionX") + _setting(entry, "CursorPositionY") for entry in entries]
    assert [entry.get(_name("config:name")) for entry in entries] == [sheet.name for sheet in sheets]
    unwanted = [
        name
        for name in parts
        if name not in ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml")
    ]
    edges = [*styles.iter(_name("style:header")), *styles.iter(_name("style:footer"))]
    unwanted += [str(edge.tag) for edge in edges if edge.get(_name("style:display")) != "false" or len(edge)]
    return BookFound(
        sheets,
        properties,
        _setting(settings, "ActiveTable"),
        tuple("A1" if cursor == "00" else cursor for cursor in cursors),
        tuple(unwanted),
    )


def _setting(root: _Element, name: str) -> str:
    (found,) = root.iterfind(f".//config:config-item[@config:name='{name}']", NS)
    return found.text or ""


def _sheet(item: _Element, marked: _Element, match: re.Match[str], styles: dict[str, _Element]) -> SheetFound:
    cells: dict[tuple[int, int], CellFound] = {}
    title_style = ""
    for row, line in enumerate(item.iter(_name("table:table-row"))):
        for place, found in enumerate(line):
            name = found.attrib[_name("table:style-name")]
            if (row, place) == (0, 0):
                title_style = styles[name].get(_name("style:display-name"), "")
            cells[row, place] = _cell(found, styles[name], styles)
    header = item.find("table:table-header-rows", NS)
    unwanted = [what for what, where in UNWANTED.items() if item.xpath(where, namespaces=NS)]
    unwanted += [] if header is not None and len(header) == 1 else ["no header row"]
    buttons = marked.get(_name("table:display-filter-buttons"))
    unwanted += [] if buttons == "false" and marked.get(_name("table:contains-header")) == "true" else ["a filter"]
    column = 0
    for letter in match[3]:
        column = column * 26 + ord(letter) - ord("A") + 1
    widths = [
        styles[found.attrib[_name("table:style-name")]][0].attrib[_name("style:column-width")]
        for found in item.iter(_name("table:table-column"))
    ]
    return SheetFound(
        item.attrib[_name("table:name")],
        cells,
        marked.attrib[_name("table:name")],
        int(match[2]) - 1,
        int(match[4]) - 1,
        column - 1,
        title_style,
        tuple(float(width.removesuffix("cm")) / _DIGIT for width in widths),
        tuple(unwanted),
    )


def _cell(item: _Element, style: _Element, styles: dict[str, _Element]) -> CellFound:
    kind = item.attrib[_name("office:value-type")]
    text = "\n".join("".join(part.itertext()) for part in item.iter(_name("text:p")))
    wrapped = style.find("style:table-cell-properties[@fo:wrap-option='wrap']", NS) is not None
    right = style.find("style:paragraph-properties[@fo:text-align='end']", NS) is not None
    link = item.find(".//text:a", NS)
    target = link.attrib[_name("xlink:href")].removeprefix("#") if link is not None else ""
    if kind == "string":
        return CellFound(text, None, wrapped, right, target)
    shape = _shape(styles[style.attrib[_name("style:data-style-name")]], styles)
    assert shape.percent == (kind == "percentage")
    found = CellFound(float(item.attrib[_name("office:value")]), shape, wrapped, right, target)
    assert found.text == text, (found.text, text)
    return found


def _shape(style: _Element, styles: dict[str, _Element]) -> NumberShape:
    """The shape of a number style, whose maps add a sign to what is more or less than nought."""
    maps = {
        item.attrib[_name("style:condition")]: styles[item.attrib[_name("style:apply-style-name")]]
        for item in style.iterfind("style:map", NS)
    }
    number = style.find("number:number", NS)
    assert number is not None
    assert number.attrib[_name("number:grouping")] == "true"
    decimals = number.attrib[_name("number:decimal-places")]
    assert number.attrib[_name("number:min-decimal-places")] == decimals
    before, after = _around(style)
    for condition, mark in (("value()>0", "+"), ("value()<0", "-")) if maps else ():
        assert _around(maps[condition]) == (mark + before, after)
    return NumberShape(int(decimals), after == "%", before, bool(maps))


def _around(style: _Element) -> tuple[str, str]:
    """The characters before the digits and after them."""
    texts = ["", ""]
    after = 0
    for item in style:
        if item.tag == _name("number:number"):
            after = 1
        elif item.tag == _name("number:text"):
            texts[after] += item.text or ""
    return texts[0], texts[1]
