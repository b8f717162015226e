"""Open a part of a zipped document, refusing what is made to fill a disk or keep a computer busy."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.workbook_rows import BROKEN, LEAST_TIGHT, TIGHTEST

LARGEST_PART = 300_000_000


@contextmanager
def open_part(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """The part as a stream. Raises FileRefusedError where it is not there, too large, damaged or locked."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise FileRefusedError(
            "PACK-PART-MISSING", f"it has no {name}.", "Open it in its own program and save it again."
        ) from None
    if entry.file_size > min(LARGEST_PART, max(LEAST_TIGHT, TIGHTEST * entry.compress_size)):
        raise FileRefusedError(
            "PACK-TOO-LARGE", f"{name} unpacks to more than is read.", "Check that it is the right file; split it."
        )
    try:
        with archive.open(entry) as stream:
            yield stream
    except BROKEN:
        raise FileRefusedError(
            "PACK-BROKEN", "it is damaged or locked.", "Open it in its own program, remove the password, save it again."
        ) from None
