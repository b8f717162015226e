"""Read a pack from Word: paragraphs and tables in their order. `line` counts paragraphs and rows."""

from __future__ import annotations

import zipfile

from lxml import etree

from crossfoot.sources.packs.archive import open_part
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.safe_xml import local_name, read_elements

WIDEST = 400
_HIDDEN = {"del", "moveFrom", "instrText", "fldData"}


def read_word(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built, and how many paragraphs and rows there are. Raises FileRefusedError."""
    builder = Builder()
    line, found = 0, False
    with open_part(archive, "word/document.xml") as stream:
        for body in read_elements(stream, tag="body"):
            line, found = _read_blocks(body, builder, line), True
    builder.end_table()
    if not found:
        raise FileRefusedError("PACK-BROKEN", "it has no text in it.", "Open it in its own program and save it again.")
    return builder, line


def _read_blocks(parent: etree._Element, builder: Builder, line: int) -> int:
    for child in parent:
        name = local_name(child)
        if name == "p":
            line += 1
            text = _text(child)
            if "\t" in text:
                builder.add_row(text.split("\t"), line)
            else:
                builder.add_words(text, line, heading=True if _is_heading(child) else None)
        elif name == "tbl":
            line = _read_table(child, builder, line)
        elif name in {"sdt", "sdtContent", "ins", "smartTag", "customXml"}:
            line = _read_blocks(child, builder, line)
    return line


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find("{*}pPr/{*}pStyle")
    value = (
        next((value for key, value in style.attrib.items() if str(key).endswith("}val")), "")
        if style is not None
        else ""
    )
    return str(value).casefold().startswith(("heading", "title", "caption"))


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for node in element.iter():
        name = local_name(node)
        if any(local_name(up) in _HIDDEN for up in node.iterancestors()) and name == "t":
            continue
        if name == "t":
            parts.append(node.text or "")
        elif name == "tab" and local_name(node.getparent()) == "r":  # type: ignore[arg-type]
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
    return "".join(parts).strip(" ")


def _read_table(table: etree._Element, builder: Builder, line: int) -> int:
    builder.end_table()
    heads = 0
    inner: list[etree._Element] = []
    for row in table.iterchildren("{*}tr"):
        line += 1
        cells: list[str] = []
        for cell in row.iterchildren("{*}tc"):
            inner += list(cell.iterchildren("{*}tbl"))
            merged = cell.find("{*}tcPr/{*}vMerge")
            goes_on = merged is not None and _value(merged) != "restart"
            text = " ".join(
                filter(None, (_text(paragraph).replace("\t", " ") for paragraph in cell.iterchildren("{*}p")))
            )
            span = cell.find("{*}tcPr/{*}gridSpan")
            wide = _value(span) if span is not None else "1"
            cells += ["" if goes_on else text, *[""] * (min(int(wide) if wide.isdecimal() else 1, WIDEST) - 1)]
        if row.find("{*}trPr/{*}tblHeader") is not None:
            heads += 1
        if cells:
            builder.add_row(cells[:WIDEST], line)
    # Word marks the rows to print again on each page: the first of a header of two, often.
    builder.end_table(header_rows=heads if heads > 1 else None)
    for each in inner:
        line = _read_table(each, builder, line)
    return line


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), "")
