"""The formats that a document is written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crossfoot.render import csv, docx, html, ods, pdf, xlsx
from crossfoot.reports.document import Document

FORMATS: dict[str, Callable[[Document, Path], Path]] = {
    "html": html.render,
    "pdf": pdf.render,
    "docx": docx.render,
    "xlsx": xlsx.render,
    "ods": ods.render,
    "csv": csv.render,
}
"""What writes each of them: a document and the folder to write in, to the path of the file."""
