"""Open a PDF with pdfium, and read one page of it: whether it has text, and its tables and lines."""

from __future__ import annotations

from typing import Any

from pypdfium2 import PdfDocument, PdfiumError, raw

from crossfoot.sources.packs.page_marks import PageTooFullError, read_marks
from crossfoot.sources.packs.page_rows import blocks_of_page


def open_document(path: str) -> PdfDocument | str:
    """The document, or why there is none: `locked` or `broken`."""
    try:
        return PdfDocument(path)
    except PdfiumError as error:
        return "locked" if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD else "broken"
    except (OSError, ValueError):
        return "broken"


def read_page(document: PdfDocument, number: int) -> dict[str, Any]:
    """The page of that number, from 0, as plain values: the fields of `PageRead`."""
    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        return {"state": "broken"}
    try:
        marks = read_marks(page)
        return {
            "state": "read",
            "height": round(marks.bbox[3], 1),
            "blocks": blocks_of_page(marks),
            "letters": sum(not char["text"].isspace() for char in marks.chars),
            "unknown": marks.unknown,
            "pictures": round(marks.pictures, 2),
        }
    except PageTooFullError:
        return {"state": "too full"}
    except MemoryError:
        return {"state": "lost"}
    finally:
        raw.FPDF_ClosePage(page)
