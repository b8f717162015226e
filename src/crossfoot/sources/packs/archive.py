"""Open a part of a zipped document, refusing what is made to fill a disk or keep a computer busy."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.workbook_rows import BROKEN, LEAST_TIGHT, TIGHTEST

LARGEST_PART = 300_000_000
MOST_TAGS = 20_000_000
"""Of a part. Five hundred pages of Word or of a sheet have a million or three; each takes memory until it is read."""


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
            yield _Counted(stream)  # type: ignore[misc]
    except BROKEN:
        raise FileRefusedError(
            "PACK-BROKEN", "it is damaged or locked.", "Open it in its own program, remove the password, save it again."
        ) from None


class _Counted:
    """A stream of XML that ends with a refusal where it has more tags than any pack."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._tags = stream, 0

    def read(self, size: int = -1) -> bytes:
        """As the stream does. Raises FileRefusedError."""
        content = self._stream.read(size)
        self._tags += content.count(b"<")
        if self._tags > MOST_TAGS:
            raise FileRefusedError(
                "PACK-TOO-LARGE", "it has more cells and words than any pack.", "Check that it is the right file."
            )
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
