"""Open a file of records, or say why it cannot be read, for every format alike."""

from __future__ import annotations

import stat
from pathlib import Path

from crossfoot.sources.record_issues import RecordIssues

LARGEST_FILE = 4_000_000_000
"""Bytes. A whole county's six years of visits as CSV is below 1 GB."""


class FileRefusedError(Exception):
    """Why a file's content cannot be used, and in which row, line or document (from 1). Quotes nothing of it."""

    def __init__(self, code: str, message: str, advice: str, row: int | None = None) -> None:
        self.code, self.message, self.advice, self.row = code, message, advice, row
        super().__init__(code)


def is_readable(path: Path, issues: RecordIssues, *, limit_bytes: int = LARGEST_FILE) -> bool:
    """True when `path` is an ordinary file with something in it; otherwise an error says what it is."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        issues.add_error("RECORDS-FILE-MISSING", "The file is not there.", "Put it there, or correct its name.")
        return False
    except (OSError, ValueError) as error:
        add_unreadable(error, issues)
        return False
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
        issues.add_error("RECORDS-NOT-A-FILE", f"This is {what}.", "Give the file itself.")
    elif status.st_size == 0:
        issues.add_error("RECORDS-FILE-EMPTY", "The file has no content.", "Export it again; the last one failed.")
    elif status.st_size > limit_bytes:
        message = f"The file has {status.st_size:,} bytes, more than the {limit_bytes:,} that are read."
        issues.add_error("RECORDS-FILE-TOO-LARGE", message, "Check that it is the right file; split it by year.")
    else:
        return True
    return False


def add_unreadable(error: Exception, issues: RecordIssues, *, file: str | None = None) -> None:
    """Note that the operating system would not give the file. What it says never holds the file's content."""
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    issues.add_error(
        "RECORDS-FILE-UNREADABLE",
        f"The file cannot be read: {reason}.",
        "Close it in other programs and check that you may open it.",
        file=file,
    )
