"""Read a pack from an Excel workbook as it shows itself: numbers as their formats print them. `line` is the row."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import PurePosixPath

from lxml import etree

from crossfoot.sources.packs.archive import open_part
from crossfoot.sources.packs.text import Builder
from crossfoot.sources.safe_xml import local_name, read_elements

LAST_COLUMN = 16_384
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 22: "dd/mm/yyyy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
"""Formats that a workbook names by number only."""
_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GENERAL_DIGITS = 11
"""As many digits as a cell without a format shows."""


def read_workbook(archive: zipfile.ZipFile) -> tuple[Builder, int]:
    """What was built and how many rows there are. Raises FileRefusedError."""
    builder = Builder()
    formats = _formats(archive)
    strings = _strings(archive)
    rows = 0
    for name, part, since_1904 in _sheets(archive):
        builder.end_table()
        builder.add_words(name, 0, heading=True)
        pending: list[tuple[int, list[str]]] = []
        last = 0
        with open_part(archive, part) as stream:
            for row in read_elements(stream, tag="row"):
                number = int(row.get("r") or last + 1) if (row.get("r") or "1").isdecimal() else last + 1
                cells = _cells(row, strings, formats, since_1904=since_1904)
                if number != last + 1 or not any(cells):
                    _end(builder, pending, name)
                if any(cells):
                    pending.append((number, cells))
                last = number
        _end(builder, pending, name)
        rows += last
    builder.end_table()
    builder.drop_running_words()
    return builder, rows


def _end(builder: Builder, pending: list[tuple[int, list[str]]], sheet: str) -> None:
    """A run of rows without a blank one: single cells are words, the rest a table or several side by side."""
    while pending and sum(map(bool, pending[0][1])) == 1 and not _is_number(next(filter(None, pending[0][1]))):
        number, cells = pending.pop(0)
        builder.add_words(next(filter(None, cells)), number)
    tail: list[tuple[int, list[str]]] = []
    while (
        pending
        and sum(map(bool, pending[-1][1])) == 1
        and len(pending) > 2
        and len(next(filter(None, pending[-1][1]))) > 40
    ):
        tail.insert(0, pending.pop())
    for start, end in _blocks([cells for _, cells in pending]):
        for number, cells in pending:
            own = cells[start:end]
            if any(own):
                builder.add_row(own, number)
        builder.end_table(sheet=sheet)
    for number, cells in tail:
        builder.add_words(next(filter(None, cells)), number)
    pending.clear()


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+£(]?[\d,.]+[%)]?", text))


def _blocks(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """From which to which column a table goes; blank columns part tables where both sides have labels of their own."""
    width = max((len(row) for row in rows), default=0)
    filled = [any(place < len(row) and row[place] for row in rows) for place in range(width)]
    start = next((place for place, is_filled in enumerate(filled) if is_filled), width)
    place = start
    while place < width:
        if (
            not filled[place]
            and place + 1 < width
            and filled[place + 1]
            and place - start >= 2
            and _has_labels(rows, place + 1)
        ):
            yield start, place
            start = place + 1
        place += 1
    if start < width:
        yield start, width


def _has_labels(rows: Sequence[Sequence[str]], column: int) -> bool:
    texts = [row[column] for row in rows if column < len(row) and row[column]]
    return len(texts) >= 3 and sum(not _is_number(text) for text in texts[1:]) >= len(texts) - 1


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
    parts = [text.text or "" for text in element.iter("{*}t") if local_name(text.getparent()) != "rPh"]  # type: ignore[arg-type]
    return "".join(parts).strip()


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    part = next((name for name in archive.namelist() if name.casefold() == "xl/styles.xml"), None)
    if part is None:
        return []
    own: dict[int, str] = {}
    styles: list[str] = []
    with open_part(archive, part) as stream:
        for sheet in read_elements(stream, tag="styleSheet"):
            for element in sheet.iterfind("{*}numFmts/{*}numFmt"):
                own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            for style in sheet.iterfind("{*}cellXfs/{*}xf"):
                number = int(style.get("numFmtId", "0"))
                styles.append(own.get(number) or _BUILT_IN.get(number, ""))
    return styles


def _cells(row: etree._Element, strings: Sequence[str], formats: Sequence[str], *, since_1904: bool) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) != "c":
            continue
        column = _column(cell.get("r"), otherwise=len(cells))
        if column >= LAST_COLUMN:
            continue
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = _shown(cell, strings, formats, since_1904=since_1904)
    return cells


def _column(reference: str | None, *, otherwise: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _shown(cell: etree._Element, strings: Sequence[str], formats: Sequence[str], *, since_1904: bool) -> str:
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
    style = cell.get("s", "0")
    code = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""
    return show_number(value, code, since_1904=since_1904)


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
