"""A document as an OpenDocument spreadsheet: the same sheets as the workbook, in the open format."""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document as OpenDocument
from odfdo import Element

from crossfoot.render.ods_settings import settings_xml
from crossfoot.render.ods_styles import HEADING, LINE, LINK_LINE, ROW, Styles
from crossfoot.render.plain_text import clean
from crossfoot.render.sheet_cells import LinkCell, NumberCell, SheetCell
from crossfoot.render.sheets import Sheet, sheets
from crossfoot.reports.document import Document
from crossfoot.vocabulary.units import Unit

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_GENERATOR = "crossfoot"
_VERSION = "1.3"
"""Of every part and of the manifest: LibreOffice 7.4 would not open a package whose parts named different ones."""


def render(document: Document, folder: Path) -> Path:
    """Write `<id>.ods`. The same document gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.ods"
    made = sheets(document)
    book = OpenDocument("spreadsheet")
    styles = Styles(language=document.language)
    body = book.body
    body.clear()
    for sheet in made:
        body.append(_table(sheet, styles))
    ranges = Element.from_tag("table:database-ranges")
    for sheet in made:
        ranges.append(_range(sheet))
    body.append(ranges)
    # The styles of odfdo's template are those of a French office with a sheet name at the head of each page.
    styles.replace_in(book)
    _describe(book, document)
    for part in (book.content, book.styles, book.meta):
        part.root.set_attribute("office:version", _VERSION)
    parts = {
        "content.xml": book.content.serialize(),
        "styles.xml": book.styles.serialize(),
        "meta.xml": book.meta.serialize(),
        "settings.xml": settings_xml([sheet.name for sheet in made], version=_VERSION),
    }
    path.write_bytes(_packed(parts))
    return path


def _table(sheet: Sheet, styles: Styles) -> Element:
    """The sheet, written as text and read once: made element by element a pack took four times as long."""
    columns = [
        f"<table:table-column table:style-name={quoteattr(styles.column(column.width))}"
        ' table:default-cell-style-name="Default"/>'
        for column in sheet.columns
    ]
    above = [_row([_words(sheet.title, HEADING)])]
    above += [_row([_cell(line, LINK_LINE if isinstance(line, LinkCell) else LINE)]) for line in sheet.about]
    names = [_words(column.heading, styles.header(column)) for column in sheet.columns]
    header = _row(names, styles.header_row(sheet.lines[0]))
    rows = []
    for number, cells in enumerate(sheet.rows):
        total = number in sheet.totals
        pairs = zip(cells, sheet.columns, strict=True)
        rows.append(_row([_cell(cell, styles.body(cell, column, total=total)) for cell, column in pairs]))
    return Element.from_tag(
        f"<table:table table:name={quoteattr(sheet.name)} table:style-name={quoteattr(styles.table)}>"
        f"{''.join(columns)}{''.join(above)}<table:table-header-rows>{header}</table:table-header-rows>{''.join(rows)}"
        "</table:table>"
    )


def _row(cells: list[str], style: str = ROW) -> str:
    return f"<table:table-row table:style-name={quoteattr(style)}>{''.join(cells)}</table:table-row>"


def _cell(cell: SheetCell, style: str) -> str:
    match cell:
        case NumberCell(value=value, text=text, unit=unit):
            kind = "percentage" if unit is Unit.PERCENTAGE else "float"
            return _typed(_paragraph(text), style, f'office:value-type="{kind}" office:value="{value:f}"')
        case LinkCell(text=text, sheet=sheet, row=row):
            place = quoteattr(f"#'{sheet}'.A{row}")
            return _typed(f"<text:p><text:a xlink:href={place}>{escape(text)}</text:a></text:p>", style)
        case _:
            return _words(cell.text, style)


def _words(text: str, style: str) -> str:
    """A cell of text, whatever it looks like: `=1+1` is five characters."""
    return _typed(_paragraph(text), style)


def _paragraph(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>" if text else ""


def _typed(content: str, style: str, kind: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell table:style-name={quoteattr(style)} {kind}>{content}</table:table-cell>"


def _range(sheet: Sheet) -> Element:
    """The table marked up under its name, header included, as the workbook has it; without buttons to filter by."""
    first, last = sheet.header_row + 1, sheet.header_row + 1 + len(sheet.rows)
    end = _letters(len(sheet.columns))
    made = Element.from_tag("table:database-range")
    made.set_attribute("table:name", sheet.table_name)
    made.set_attribute("table:target-range-address", f"'{sheet.name}'.A{first}:'{sheet.name}'.{end}{last}")
    made.set_attribute("table:contains-header", "true")
    made.set_attribute("table:display-filter-buttons", "false")
    return made


def _letters(column: int) -> str:
    """The name of a column counted from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _describe(book: OpenDocument, document: Document) -> None:
    """Title, subject, who, language and dates; what the template said of itself goes."""
    created = document.created.astimezone(UTC).replace(tzinfo=None) if document.created.tzinfo else document.created
    book.meta.meta_body.clear()
    book.meta.title = clean(document.title)
    book.meta.subject = clean(document.subtitle)
    book.meta.initial_creator = book.meta.creator = clean(document.organisation)
    book.meta.language = document.language
    book.meta.creation_date = book.meta.date = created
    book.meta.keyword = clean(", ".join(document.keywords))
    book.meta.generator = _GENERATOR
    if document.status:
        book.meta.set_user_defined_metadata("Status", clean(document.status))


def _packed(parts: dict[str, bytes]) -> bytes:
    """The package: its type first and stored, so that a file's first bytes say what it is; fixed times."""
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="{_VERSION}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="{_VERSION}" manifest:media-type="{_MIMETYPE}"/>'
        f"{listed}</manifest:manifest>"
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", _FIXED_TIME), _MIMETYPE)
        for name, content in {**parts, "META-INF/manifest.xml": manifest.encode()}.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return written.getvalue()
