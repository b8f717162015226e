"""Read a pack from an Excel workbook as it shows itself: numbers as their formats print them. `line` is the row."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import PurePosixPath

from lxml import etree

from crossfoot.sources.packs.archive import open_part
from crossfoot.sources.packs.cell_colours import colour_name
from crossfoot.sources.packs.picture_words import raise_number
from crossfoot.sources.packs.sheet_runs import LAST_COLUMN, SheetRun
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.safe_xml import local_name, read_elements, read_inside

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 22: "dd/mm/yyyy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
"""Formats that a workbook names by number only."""
_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INDEXED = {
    "2": "FF0000", "3": "00FF00", "5": "FFFF00", "10": "FF0000", "11": "00FF00", "13": "FFFF00", "16": "800000",
    "17": "008000", "42": "CCFFCC", "43": "FFFF99", "50": "99CC00", "51": "FFCC00", "52": "FF9900", "53": "FF6600",
    "57": "339966", "58": "003300",
}  # fmt: skip
"""Colours that a workbook names by number."""
GENERAL_DIGITS = 11
"""As many digits as a cell without a format shows."""


def read_workbook(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built and how many rows there are. Raises FileRefusedError."""
    builder = Builder()
    styles = _styles(archive)
    strings = _strings(archive)
    rows = before = 0
    for name, part, since_1904 in _sheets(archive):
        builder.end_table()
        sheet = SheetRun(builder, name, before=before)
        sheet.begin()
        with open_part(archive, part) as stream:
            for element in read_inside(stream, around=("cols", "sheetData"), tags=("col", "row")):
                if local_name(element) == "col":
                    _hide(sheet, element)
                    continue
                cells, colours = _cells(element, strings, styles, since_1904=since_1904)
                said = element.get("r") or ""
                number = int(said) if said.isdecimal() else sheet.last + 1
                if not sheet.add_row(number, cells, colours, hidden=_is_on(element.get("hidden"))):
                    break
        rows += sheet.end()
        before = sheet.next_before
    builder.end_table()
    builder.drop_running_words()
    return builder, rows


def _hide(sheet: SheetRun, column: etree._Element) -> None:
    first, last = (column.get(name, "") for name in ("min", "max"))
    if _is_on(column.get("hidden")) and first.isdecimal() and last.isdecimal():
        sheet.hide_columns(int(first) - 1, int(last) - 1)


def _is_on(value: str | None) -> bool:
    return value in {"1", "true"}


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str, bool]]:
    names = {name.casefold(): name for name in archive.namelist()}
    relations: dict[str, str] = {}
    with open_part(archive, names.get("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels")) as stream:
        for relation in read_elements(stream, tag="Relationship"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            relations[relation.get("Id", "")] = names.get(path.casefold(), "")
    found: list[tuple[str, str]] = []
    since_1904 = False
    with open_part(archive, names.get("xl/workbook.xml", "xl/workbook.xml")) as stream:
        for element in read_elements(stream, tag="*"):
            if local_name(element) == "workbookPr":
                since_1904 = element.get("date1904") in {"1", "true"}
            elif local_name(element) == "sheet":
                relation_id = next(
                    (str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), ""
                )
                if relations.get(relation_id) and element.get("state", "visible") == "visible":
                    found.append((element.get("name", ""), relations[relation_id]))
    return [(name, part, since_1904) for name, part in found]


def _strings(archive: zipfile.ZipFile) -> list[str]:
    part = next((name for name in archive.namelist() if name.casefold() == "xl/sharedstrings.xml"), None)
    if part is None:
        return []
    with open_part(archive, part) as stream:
        return [_joined(item) for item in read_elements(stream, tag="si")]


def _joined(element: etree._Element) -> str:
    return "".join(_words(text) for text in element.iter("{*}t") if local_name(text.getparent()) != "rPh").strip()  # type: ignore[arg-type]


def _words(text: etree._Element) -> str:
    """A raised number points to a note."""
    run = text.getparent()
    raised = run.find("{*}rPr/{*}vertAlign") if run is not None else None
    words = text.text or ""
    return raise_number(words) if raised is not None and raised.get("val") == "superscript" else words


@dataclass(frozen=True, slots=True)
class _Styles:
    """By the number of a cell's style: its number format, and `Red`, `Amber`, `Green` where it is filled so."""

    formats: list[str]
    colours: list[str]

    def format_of(self, cell: etree._Element) -> str:
        return _at(self.formats, cell.get("s", "0"))

    def colour_of(self, cell: etree._Element) -> str:
        return _at(self.colours, cell.get("s", "0"))


def _at(texts: Sequence[str], number: str) -> str:
    return texts[int(number)] if number.isdecimal() and int(number) < len(texts) else ""


def _styles(archive: zipfile.ZipFile) -> _Styles:
    part = next((name for name in archive.namelist() if name.casefold() == "xl/styles.xml"), None)
    styles = _Styles([], [])
    if part is None:
        return styles
    own: dict[int, str] = {}
    with open_part(archive, part) as stream:
        for sheet in read_elements(stream, tag="styleSheet"):
            for element in sheet.iterfind("{*}numFmts/{*}numFmt"):
                own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            fills = [_fill(fill) for fill in sheet.iterfind("{*}fills/{*}fill")]
            for style in sheet.iterfind("{*}cellXfs/{*}xf"):
                number = int(style.get("numFmtId", "0"))
                styles.formats.append(own.get(number) or _BUILT_IN.get(number, ""))
                styles.colours.append(_at(fills, style.get("fillId", "")))
    return styles


def _fill(fill: etree._Element) -> str:
    pattern = fill.find("{*}patternFill")
    colour = pattern.find("{*}fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
    if colour is None:
        return ""
    return colour_name(colour.get("rgb") or _INDEXED.get(colour.get("indexed", ""), ""))


def _cells(
    row: etree._Element, strings: Sequence[str], styles: _Styles, *, since_1904: bool
) -> tuple[list[str], dict[int, str]]:
    """The texts of a row, and the colours of its blank cells by their column."""
    cells: list[str] = []
    colours: dict[int, str] = {}
    for cell in row:
        if local_name(cell) != "c":
            continue
        column = _column(cell.get("r"), otherwise=len(cells))
        if column >= LAST_COLUMN:
            continue
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = _shown(cell, strings, styles, since_1904=since_1904)
        if not cells[column] and (colour := styles.colour_of(cell)):
            colours[column] = colour
    return cells, colours


def _column(reference: str | None, *, otherwise: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _shown(cell: etree._Element, strings: Sequence[str], styles: _Styles, *, since_1904: bool) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _joined(cell)
    value = next((part.text or "" for part in cell if local_name(part) == "v"), "").strip()
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n" or not value:
        return value
    return show_number(value, styles.format_of(cell), since_1904=since_1904)


def show_number(value: str, code: str, *, since_1904: bool = False) -> str:
    """The number as the format prints it: `0.245` as `24.5%` with `0.0%`."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return value
    sections = code.split(";")
    section = (
        sections[1]
        if number < 0 and len(sections) > 1
        else sections[2]
        if not number and len(sections) > 2
        else sections[0]
    )
    literals = "".join(match[1] or match[2] or "" for match in _QUOTED.finditer(section))
    plain = _QUOTED.sub("", section)
    if re.search(r"[dy]|mmm|(?<![h:])mm(?!:)", plain, re.IGNORECASE) and not re.search(r"[0#]", plain):
        return _date(number, plain, since_1904=since_1904)
    if not plain or plain.casefold() in {"general", "@"}:
        rounded = number if len(number.as_tuple().digits) <= GENERAL_DIGITS else Decimal(f"{number:.{GENERAL_DIGITS}g}")
        text = format(rounded, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if "%" in plain:
        number *= 100
    decimals = len(match[1]) if (match := re.search(r"\.([0#]+)", plain)) else 0
    number = abs(number) if len(sections) > 1 and number < 0 else number
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,}" if "," in plain else format(rounded, "f")
    sign = "+" if "+" in plain and number > 0 else "-" if len(sections) > 1 and "-" in plain else ""
    text = f"({text})" if "(" in plain else f"{sign}{text}"
    cash = "£" if "£" in section else ""
    scale = literals.strip() if literals.strip() in {"m", "k", "bn"} else ""
    return f"{cash}{text}{'%' if '%' in plain else ''}{scale}"


def _date(number: Decimal, code: str, *, since_1904: bool) -> str:
    day = (date(1904, 1, 1) if since_1904 else date(1899, 12, 30)) + timedelta(days=min(int(number), 2_900_000))
    if re.search("d", code, re.IGNORECASE):
        return f"{day:%d/%m/%Y}"
    return f"{_MONTHS[day.month - 1]}-{day.year % 100:02}" if re.search("m", code, re.IGNORECASE) else str(day.year)
