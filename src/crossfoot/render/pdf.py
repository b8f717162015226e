"""A document as PDF for people and their readers: tagged to PDF/UA-1, laid out by Typst. Same document, same bytes."""

from __future__ import annotations

import json
from datetime import UTC
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import typst

from crossfoot.render.fonts import font_folder
from crossfoot.render.paper import tables
from crossfoot.render.pdf_content import document_data
from crossfoot.render.pdf_tags import with_table_headers
from crossfoot.reports.document import Document

STANDARD: typst.PDFStandard = "ua-1"


def render(document: Document, folder: Path) -> Path:
    """Writes `<document.id>.pdf` into `folder`, made if absent, and returns its path.

    Raises BrokenLinkError and BrokenReferenceError where a link, note mark or reference leads nowhere, and
    typst.TypstError where the document cannot be made accessible, such as a heading level that is skipped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.pdf"
    path.write_bytes(with_table_headers(compile_document(document), tuple(tables(document))))
    return path


def compile_document(document: Document) -> bytes:
    """The PDF as Typst makes it, before row headings are tagged. Raises RuntimeError where Typst warns of anything."""
    data = json.dumps(document_data(document), ensure_ascii=False)
    created = document.created if document.created.tzinfo else document.created.replace(tzinfo=UTC)
    with as_file(files("crossfoot.render") / "assets") as assets:
        compiler = typst.Compiler(
            assets / "report.typ",
            root=assets,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": data},
        )
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[STANDARD], timestamp=created)
    if warnings or not isinstance(made, bytes):
        raise RuntimeError(f"{document.id}: {'; '.join(warning.message for warning in warnings)}")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Source Sans Pro and those that Typst carries itself; never the machine's, which differ."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])
