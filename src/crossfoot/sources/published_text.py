"""The text of a file that was published, read back by another library than the one that wrote it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from lxml import etree, html

from crossfoot.sources.packs.sheets import read_workbook

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_PARTS = {".docx": "word/", ".ods": "content.xml"}
_OPENDOCUMENT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


def read_published_text(path: Path) -> str:
    """All text of a published file, its format known by the end of its name. Raises ValueError for another format."""
    kind = path.suffix.removeprefix(".")
    if kind not in _READERS:
        raise ValueError(f"{path.name} is of no format that is published")
    return "\n".join(_READERS[kind](path))


def _pdf(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield page.get_textpage().get_text_range()
    finally:
        document.close()


def _page(path: Path) -> Iterator[str]:
    for element in html.parse(path).iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            yield from (part for part in (element.text, element.tail) if part)


def _word(path: Path) -> Iterator[str]:
    """Paragraph by paragraph: the runs of one are one text."""
    for root in read_parts(path):
        for paragraph in root.iter("{*}p"):
            yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def _workbook(path: Path) -> Iterator[str]:
    """Cells as a spreadsheet shows them: a percentage is stored as a fraction."""
    with zipfile.ZipFile(path) as archive:
        builder, _ = read_workbook(archive)
    yield from (words.text for words in builder.paragraphs)
    yield from (cell.text for table in builder.tables for row in table.rows for cell in row)


def _open_document(path: Path) -> Iterator[str]:
    for root in read_parts(path):
        for paragraph in root.iter(_OPENDOCUMENT_TEXT):
            yield "".join(str(part) for part in paragraph.itertext())


def read_parts(path: Path) -> Iterator[etree._Element]:
    """The parts of an office file that hold its words, as XML."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(_PARTS[path.suffix]) and name.endswith(".xml"):
                with archive.open(name) as stream:
                    yield etree.parse(stream, _PARSER).getroot()


def _plain(path: Path) -> Iterator[str]:
    yield path.read_text(encoding="utf-8-sig")


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "pdf": _pdf,
    "html": _page,
    "docx": _word,
    "xlsx": _workbook,
    "ods": _open_document,
    "csv": _plain,
}
