"""Read a pack from Word: paragraphs and tables in their order. `line` counts paragraphs and rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from crossfoot.audit.reading.cells import LONGEST_NUMBER, read_cell
from crossfoot.audit.reading.rebuild import is_value
from crossfoot.sources.packs.archive import open_part
from crossfoot.sources.packs.cell_colours import colour_name, name_colours
from crossfoot.sources.packs.picture_words import raise_number, words_of_picture
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.safe_xml import local_name, read_inside

WIDEST = 400
_HIDDEN = ("{*}del", "{*}moveFrom", "{*}instrText", "{*}fldData")
_SAYING = ("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen", "{*}docPr")
"""What words are made of."""
_AROUND = ("sdt", "sdtContent", "ins", "smartTag", "customXml")
_BLOCKS = ("p", "tbl", *_AROUND)


def read_word(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built, and how many paragraphs and rows there are. Raises FileRefusedError."""
    builder = Builder()
    line, found = 0, False
    with open_part(archive, "word/document.xml") as stream:
        for block in read_inside(stream, around=("body",), tags=_BLOCKS):
            line, found = _read_block(block, builder, line), True
    builder.end_table()
    if not found:
        raise FileRefusedError("PACK-BROKEN", "it has no text in it.", "Open it in its own program and save it again.")
    return builder, line


def _read_block(block: etree._Element, builder: Builder, line: int) -> int:
    name = local_name(block)
    if name == "p":
        line += 1
        # A picture alone is no paragraph, whatever it is called.
        text = _text(block) if next(block.iter("{*}t"), None) is not None else ""
        if "\t" in text:
            builder.add_row(text.split("\t"), line)
        else:
            style = _style(block)
            is_caption = style.startswith("caption")
            is_heading = style.startswith(("heading", "title"))
            builder.add_words(text, line, heading=True if is_heading else None, caption=is_caption)
    elif name == "tbl":
        line = _read_table(block, builder, line)
    elif name in _AROUND:
        for child in block:
            line = _read_block(child, builder, line)
    return line


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    return _value(style).casefold() if style is not None else ""


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for node in element.iter(*_SAYING):
        name = local_name(node)
        if name == "t":
            if next(node.iterancestors(*_HIDDEN), None) is None:
                parts.append(_of_run(node))
        elif name == "tab" and local_name(node.getparent()) == "r":  # type: ignore[arg-type]
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "docPr" and (said := _described(node)):
            parts.append(f" {said} ")
    return "".join(parts).strip(" ")


def _described(drawing: etree._Element) -> str:
    """What a picture shows. A text box is one too, whose words are read by themselves."""
    around = drawing.getparent()
    if around is not None and next(around.iter("{*}txbxContent"), None) is not None:
        return ""
    return words_of_picture(drawing.get("descr") or drawing.get("title") or "")


def _of_run(node: etree._Element) -> str:
    """The words of a run: none where it is hidden; a raised number, which points to a note, as one."""
    text = node.text or ""
    run = node.getparent()
    style = run.find("{*}rPr") if run is not None else None
    if style is None:
        return text
    vanish = style.find("{*}vanish")
    if vanish is not None and _value(vanish) not in {"0", "false"}:
        return ""
    raised = style.find("{*}vertAlign")
    return raise_number(text) if raised is not None and _value(raised) == "superscript" else text


def _read_table(table: etree._Element, builder: Builder, line: int) -> int:
    builder.end_table()
    rows = list(_inside(table, "tr"))
    if _lays_out(rows):
        for cell in (cell for row in rows for cell in _inside(row, "tc")):
            for block in cell:
                line = _read_block(block, builder, line)
        return line
    heads = 0
    texts: list[list[str]] = []
    colours: dict[tuple[int, int], str] = {}
    across: set[int] = set()
    for row in rows:
        cells, widest, coloured = _row(row)
        heads += row.find("{*}trPr/{*}tblHeader") is not None
        if cells and cells[0] and not any(cells[1:]) and widest >= max(2, len(cells) - 1):
            across.add(len(texts))
        colours.update({(len(texts), place): colour for place, colour in coloured.items() if place < WIDEST})
        texts.append(cells[:WIDEST])
    name_colours(texts, colours)
    for place, cells in enumerate(texts):
        line += 1
        if cells:
            builder.add_row(cells, line, across=place in across)
    # Word marks the rows to print again on each page: the first of a header of two, often.
    builder.end_table(header_rows=heads if heads > 1 else None)
    for each in [inner for row in rows for cell in _inside(row, "tc") for inner in cell.iterchildren("{*}tbl")]:
        line = _read_table(each, builder, line)
    return line


def _row(row: etree._Element) -> tuple[list[str], int, dict[int, str]]:
    """The texts of a row, the columns of its widest cell with words, and the colours of blank cells."""
    cells: list[str] = [""] * _count(row.find("{*}trPr/{*}gridBefore"), otherwise=0)
    widest = 0
    colours: dict[int, str] = {}
    for cell in _inside(row, "tc"):
        merged = cell.find("{*}tcPr/{*}vMerge")
        goes_on = merged is not None and _value(merged) != "restart"
        text = "" if goes_on else _cell_text(cell)
        wide = _count(cell.find("{*}tcPr/{*}gridSpan"), otherwise=1)
        widest = max(widest, wide if text else 0)
        if not text and wide == 1 and (colour := _colour(cell)):
            colours[len(cells)] = colour
        cells += [text, *[""] * (wide - 1)]
    return cells, widest, colours


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, or cells of a row, those inside controls and tracked insertions too."""
    for child in element:
        kind = local_name(child)
        if kind == name:
            if kind != "tr" or child.find("{*}trPr/{*}del") is None:
                yield child
        elif kind in _AROUND:
            yield from _inside(child, name)


def _lays_out(rows: Sequence[etree._Element]) -> bool:
    """Whether the table only lays out the page: it holds others, or one cell in a row, and no numbers of its own."""
    cells = [list(_inside(row, "tc")) for row in rows]
    holds = any(cell.find("{*}tbl") is not None for row in cells for cell in row)
    if not holds and any(sum(bool(_cell_text(cell)) for cell in row) > 1 for row in cells):
        return False
    texts = [[text for cell in row if (text := _cell_text(cell))] for row in cells]
    return sum(len(text) < LONGEST_NUMBER and is_value(read_cell(text, 0)) for row in texts for text in row) <= 1


def _cell_text(cell: etree._Element) -> str:
    return " ".join(filter(None, (_text(block).replace("\t", " ") for block in _inside(cell, "p"))))


def _colour(cell: etree._Element) -> str:
    shade = cell.find("{*}tcPr/{*}shd")
    if shade is None:
        return ""
    fill = next((str(value) for key, value in shade.attrib.items() if str(key).endswith("}fill")), "")
    return colour_name(fill)


def _count(element: etree._Element | None, *, otherwise: int) -> int:
    text = _value(element) if element is not None else ""
    return min(int(text), WIDEST) if text.isdecimal() and len(text) < 5 else otherwise


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), "")
