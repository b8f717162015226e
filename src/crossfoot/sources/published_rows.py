"""The rows of the tables in a file that was published, read back by another library than the one that wrote it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree, html

from crossfoot.sources.packs.sheets import read_workbook
from crossfoot.sources.published_text import read_parts

Cells = tuple[str, ...]
_HIDDEN = "visually-hidden"
"""The class of words that are only read aloud."""


def read_published_rows(path: Path) -> list[Cells]:
    """Every row of every table in order, as the texts of its cells.

    The format is known by the end of the name; CSV by the metadata that lists its files. Raises ValueError for another.
    A PDF is read by its tags: `read_tagged_pdf` and `rows_of_page`.
    """
    kind = path.suffix.removeprefix(".")
    if kind not in _READERS:
        raise ValueError(f"{path.name} is of no format that is published")
    return list(_READERS[kind](path))


def rows_of_page(root: etree._Element) -> Iterator[Cells]:
    """The rows of the tables of a page of HTML as they are seen."""
    for row in root.iter("tr"):
        yield tuple("".join(_seen(cell)) for cell in row if cell.tag in {"td", "th"})


def _page(path: Path) -> Iterator[Cells]:
    return rows_of_page(html.parse(path).getroot())


def _seen(element: etree._Element) -> Iterator[str]:
    if element.get("class") != _HIDDEN:
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""


def _word(path: Path) -> Iterator[Cells]:
    for root in read_parts(path):
        for row in root.iter("{*}tr"):
            yield tuple(_said(cell, "{*}t") for cell in row.iter("{*}tc"))


def _workbook(path: Path) -> Iterator[Cells]:
    with zipfile.ZipFile(path) as archive:
        builder, _ = read_workbook(archive)
    for table in builder.tables:
        for row in table.rows:
            yield tuple(cell.shown or cell.text for cell in row)


def _open_document(path: Path) -> Iterator[Cells]:
    for root in read_parts(path):
        for row in root.iter("{*}table-row"):
            yield tuple(_said(cell) for cell in row.iter("{*}table-cell"))


def _said(cell: etree._Element, runs: str | None = None) -> str:
    """What the paragraphs of a cell say, in their `runs` where the format has such."""
    paragraphs = cell.iter("{*}p")
    if runs is None:
        return " ".join("".join(map(str, words.itertext())) for words in paragraphs)
    return " ".join("".join(text.text or "" for text in words.iter(runs)) for words in paragraphs)


def _tidy(path: Path) -> Iterator[Cells]:
    """Tidy CSV has a line for each number: those about one row are put together, its heading in front.

    Metadata of a document without tables leave the list of them out.
    """
    for described in json.loads(path.read_text(encoding="utf-8")).get("tables", ()):
        with (path.parent / described["url"]).open(encoding="utf-8-sig", newline="") as stream:
            about, cells = ("", ""), dict[str, str]()
            for line in csv.DictReader(stream):
                is_again = line["column"] in cells and line["column"] != next(reversed(cells))
                if cells and (is_again or (line["group"], line["row"]) != about):
                    yield (*about, *cells.values())
                    cells = {}
                about = (line["group"], line["row"])
                cells[line["column"]] = line["text"]
            yield (*about, *cells.values())


_READERS: dict[str, Callable[[Path], Iterator[Cells]]] = {
    "html": _page,
    "docx": _word,
    "xlsx": _workbook,
    "ods": _open_document,
    "json": _tidy,
}
