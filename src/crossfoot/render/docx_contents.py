"""The list of contents of a Word file: a field that Word brings up to date, filled in so that it is never empty."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element as Element

from crossfoot.render.docx_xml import Bookmarks, field, link_to, node, paragraph, runs
from crossfoot.reports.document import Heading


def contents(headings: Sequence[Heading], *, depth: int, bookmarks: Bookmarks) -> list[Element]:
    """A heading and the field with one entry for each heading down to `depth`; at least one heading is needed.

    Page numbers are known to Word alone: it puts them in when it opens the file and its user agrees to update fields.
    """
    shown = [heading for heading in headings if heading.level <= depth]
    entries = [
        paragraph(f"Toc{heading.level}", link_to(bookmarks.name(heading.anchor), runs(heading.printed)))
        for heading in shown
    ]
    begin, code, separate, end = field(rf'TOC \o "1-{depth}" \h \z \u', (), dirty=True)
    for run in (separate, code, begin):
        entries[0].insert(1, run)
    entries[-1].append(end)
    gallery = node("w:docPartObj", node("w:docPartGallery", val="Table of Contents"), node("w:docPartUnique"))
    held = node("w:sdtContent", paragraph("ContentsHeading", *runs("Contents")), *entries)
    return [node("w:sdt", node("w:sdtPr", gallery), held)]
