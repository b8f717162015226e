"""A workbook read back from the XML in its package."""

import re
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element
from spreadsheet_rules import BookFound, CellFound, NumberShape, SheetFound

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {"m": MAIN}
UNWANTED_PARTS = ("vba", "media/", "drawing", "comments", "externalLinks", "calcChain", "queryTables")
UNWANTED = {
    "merged cells": "//m:mergeCells",
    "formulas": "//m:f",
    "a filter": "//m:autoFilter",
    "a header or footer": "//m:headerFooter",
    "frozen panes": "//m:pane",
    "hidden rows or columns": "//m:row[@hidden] | //m:col[@hidden]",
    "drawings": "//m:drawing | //m:legacyDrawing | //m:picture",
    "conditional formats": "//m:conditionalFormatting",
    "rows of a fixed height": "//m:row[@customHeight]",
}


def read_xlsx(path: Path) -> BookFound:
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    book = etree.fromstring(parts["xl/workbook.xml"])
    relations = _relations(parts["xl/_rels/workbook.xml.rels"])
    strings = [
        "".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"]).iterfind("m:si", NS)
    ]
    formats = _formats(etree.fromstring(parts["xl/styles.xml"]))
    sheets, cursors = [], []
    for entry in book.iterfind("m:sheets/m:sheet", NS):
        target = f"xl/{relations[entry.attrib[f'{{{RELATION}}}id']]}"
        page = etree.fromstring(parts[target])
        folder, name = target.rsplit("/", 1)
        linked = _relations(parts[f"{folder}/_rels/{name}.rels"])
        (table,) = [
            etree.fromstring(parts[f"xl/tables/{at.rsplit('/', 1)[1]}"]) for at in linked.values() if "tables/" in at
        ]
        sheets.append(_sheet(entry, page, table, strings, formats))
        cursors += [item.get("activeCell", "A1") for item in page.iterfind(".//m:selection", NS)] or ["A1"]
    view = book.find("m:bookViews/m:workbookView", NS)
    active = int(view.get("activeTab", "0")) if view is not None else 0
    unwanted = tuple(name for name in parts if any(word in name for word in UNWANTED_PARTS))
    return BookFound(
        tuple(sheets), _properties(parts["docProps/core.xml"]), sheets[active].name, tuple(cursors), unwanted
    )


def _relations(content: bytes) -> dict[str, str]:
    return {item.attrib["Id"]: item.attrib["Target"] for item in etree.fromstring(content)}


def _properties(content: bytes) -> dict[str, str]:
    return {etree.QName(item).localname: item.text or "" for item in etree.fromstring(content)}


def _formats(styles: _Element) -> list[tuple[NumberShape | None, bool, bool, str]]:
    """For each cell format: the shape of numbers, wrapped, right, the name of its style."""
    codes = {item.attrib["numFmtId"]: item.attrib["formatCode"] for item in styles.iterfind("m:numFmts/m:numFmt", NS)}
    built_in = {"0": "", "3": "#,##0", "4": "#,##0.00"}
    names = {item.attrib["xfId"]: item.attrib["name"] for item in styles.iterfind("m:cellStyles/m:cellStyle", NS)}
    found = []
    for item in styles.iterfind("m:cellXfs/m:xf", NS):
        code = codes.get(item.attrib["numFmtId"]) or built_in[item.attrib["numFmtId"]]
        alignment = item.find("m:alignment", NS)
        options = dict(alignment.attrib) if alignment is not None else {}
        found.append(
            (
                number_shape(code) if code else None,
                options.get("wrapText") == "1",
                options.get("horizontal") == "right",
                names[item.attrib["xfId"]],
            )
        )
    return found


def number_shape(code: str) -> NumberShape:
    """The shape that a format code gives: `+#,##0.0%;-#,##0.0%;#,##0.0%`."""
    match = re.fullmatch(r'(?P<plus>\+)?(?P<pound>"£")?#,##0(\.(?P<places>0+))?(?P<percent>%)?(?P<rest>;.*)?', code)
    assert match is not None, code
    bare = code.split(";", maxsplit=1)[0].removeprefix("+")
    assert (match["rest"] or "") == (f";-{bare};{bare}" if match["plus"] else ""), code
    return NumberShape(
        len(match["places"] or ""), bool(match["percent"]), "£" if match["pound"] else "", bool(match["plus"])
    )


def _sheet(
    entry: _Element,
    page: _Element,
    table: _Element,
    strings: list[str],
    formats: list[tuple[NumberShape | None, bool, bool, str]],
) -> SheetFound:
    links = {item.attrib["ref"]: item.get("location", "") for item in page.iterfind(".//m:hyperlink", NS)}
    cells = {}
    for item in page.iterfind(".//m:sheetData/m:row/m:c", NS):
        value = item.findtext("m:v", namespaces=NS)
        if value is None:
            continue
        shape, wrapped, right, _ = formats[int(item.get("s", "0"))]
        link = links.get(item.attrib["r"], "")
        if item.get("t") == "s":
            # The format writes a control character as _x0009_, and an underscore that might start one as _x005F_.
            text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), strings[int(value)])
            cells[_place(item.attrib["r"])] = CellFound(text, None, wrapped, right, link)
        else:
            cells[_place(item.attrib["r"])] = CellFound(float(value), shape, wrapped, right, link)
    first, last = map(_place, table.attrib["ref"].split(":"))
    unwanted = [what for what, where in UNWANTED.items() if page.xpath(where, namespaces=NS)]
    unwanted += ["a filter"] if table.find("m:autoFilter", NS) is not None else []
    unwanted += ["a hidden sheet"] if entry.get("state") else []
    headings = [item.attrib["name"] for item in table.iterfind("m:tableColumns/m:tableColumn", NS)]
    unescaped = [re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text) for text in headings]
    if first[1] or unescaped != [cells[first[0], place].value for place in range(last[1] + 1)]:
        unwanted.append(f"headings that differ from their table's: {headings}")
    title = page.find(".//m:c[@r='A1']", NS)
    assert title is not None
    return SheetFound(
        entry.attrib["name"],
        cells,
        table.attrib["name"],
        first[0],
        last[0],
        last[1],
        formats[int(title.get("s", "0"))][3],
        tuple(float(item.attrib["width"]) for item in page.iterfind(".//m:cols/m:col", NS) for _ in _columns(item)),
        tuple(unwanted),
    )


def _columns(item: _Element) -> range:
    return range(int(item.attrib["min"]), int(item.attrib["max"]) + 1)


def _place(reference: str) -> tuple[int, int]:
    """`AA7` as row 6, column 26."""
    match = re.fullmatch("([A-Z]+)([0-9]+)", reference)
    assert match is not None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
