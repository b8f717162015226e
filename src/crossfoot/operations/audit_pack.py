"""Audit a pack that anybody wrote: read it, run every check, say what was found in the form that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from crossfoot.audit.run_audit import Audit, run_audit
from crossfoot.audit.written.as_json import audit_json
from crossfoot.audit.written.as_page import audit_page
from crossfoot.audit.written.as_table import audit_csv, write_workbook
from crossfoot.audit.written.as_words import audit_words
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.storage.aside import folder_aside

Progress = Callable[[str, int, int], None]
TEXTS: dict[str, Callable[[Audit], str]] = {
    "json": audit_json,
    "html": audit_page,
    "csv": audit_csv,
    "text": audit_words,
}
"""Forms that are text; `xlsx` is a file."""


def audit_pack(path: Path, *, progress: Progress = lambda _what, _done, _total: None) -> Audit:
    """What the checks find in the pack. Raises InputRefused where it cannot be read."""
    return run_audit(open_pack(path, progress=progress), processes=os.cpu_count() or 1, progress=progress)


def write_audit(audit: Audit, path: Path, *, form: str) -> None:
    """Write the audit to a file: aside first, so that a stopped run leaves what was there."""
    with folder_aside(path) as aside:
        written = aside / path.name
        if form == "xlsx":
            write_workbook(audit, written)
        else:
            written.write_text(TEXTS[form](audit), encoding="utf-8")
        written.replace(path)
