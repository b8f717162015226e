"""A file that was published, read back: its text, the rows of its tables, and the pack that the audit sees in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.reading.rebuild import rebuild
from crossfoot.audit.reading.understand import understand
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.packs.pages import read_html
from crossfoot.sources.published_rows import Cells, read_published_rows, rows_of_page
from crossfoot.sources.published_text import read_published_text
from crossfoot.sources.tagged_pdf import read_tagged_pdf

_PACKS = frozenset({".html", ".docx", ".xlsx", ".ods"})
"""What is opened as a pack that anybody wrote is opened."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """What a file says. `pack` is None for a format that no checks are run on."""

    text: str
    rows: list[Cells]
    pack: Pack | None


def read_published_file(path: Path) -> PublishedFile:
    """Read a file back with other libraries than those that write it. Raises ValueError for an unknown format.

    CSV is many files: `path` is the metadata that lists them. A PDF is read by its tags, which say what a cell is.
    """
    if path.suffix == ".pdf":
        page = read_tagged_pdf(path)
        return PublishedFile(read_published_text(path), list(rows_of_page(page)), _pack(path.name, page))
    texts = sorted(path.parent.glob("*.csv")) if path.suffix == ".json" else [path]
    text = "\n".join(read_published_text(each) for each in texts)
    return PublishedFile(text, read_published_rows(path), open_pack(path) if path.suffix in _PACKS else None)


def _pack(name: str, page: etree._Element) -> Pack:
    builder, lines = read_html(etree.tostring(page, method="html", encoding="utf-8"))
    tables = [understand(raw, header, index) for index, (raw, header) in enumerate(rebuild(builder.tables))]
    return Pack(name, tables, builder.paragraphs, lines, unit="paragraph or row")
