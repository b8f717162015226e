"""Read the objects of a JSON array one by one, so that a file larger than memory can be read.

Beyond what JSON allows, a key that is in an object twice is refused: which of the two counts would be unseen.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from crossfoot.sources.record_files import FileRefusedError

LARGEST_DOCUMENT = 20_000_000
"""Characters. The longest history of one child is far below 1 million."""
CHUNK = 1 << 18
_BLANK = " \t\r\n"


class _DuplicateKeyError(Exception):
    pass


def read_documents(stream: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number (from 1) and content of each object of the array, or of the one object that the file is.

    Numbers are text, as written. Raises FileRefusedError.
    """
    buffer = _Buffer(stream)
    start = buffer.peek()
    if start == "{":
        yield 1, buffer.document(1)
    elif start == "[":
        buffer.skip()
        yield from _entries(buffer)
    else:
        raise _broken(None)
    if buffer.peek():
        raise FileRefusedError("JSON-BROKEN", "Something stands after the end of the list.", _AGAIN, None)


_AGAIN = "Export it again and do not edit it by hand; it may have been cut off."


def _entries(buffer: _Buffer) -> Iterator[tuple[int, dict[str, Any]]]:
    if buffer.peek() == "]":
        buffer.skip()
        return
    number = 0
    while True:
        number += 1
        start = buffer.peek()
        if start and start != "{":
            message, advice = "An entry of the list is not an object.", "Give a list with one object for each child."
            raise FileRefusedError("JSON-NOT-AN-OBJECT", message, advice, number)
        yield number, buffer.document(number)
        mark = buffer.peek()
        if mark not in {",", "]"}:
            raise _broken(number + 1)
        buffer.skip()
        if mark == "]":
            return


def _broken(number: int | None) -> FileRefusedError:
    message = "The file stops being JSON here." if number else "The file is not JSON."
    return FileRefusedError("JSON-BROKEN", message, _AGAIN, number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DuplicateKeyError
    return found


class _Buffer:
    """Text of the stream from a place onward, as much of it as is needed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.parser = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str)
        self.text = ""
        self.place = 0
        self.is_over = False

    def peek(self) -> str:
        """The next character that is not blank, '' at the end."""
        while True:
            while self.place < len(self.text) and self.text[self.place] in _BLANK:
                self.place += 1
            if self.place < len(self.text):
                return self.text[self.place]
            if not self._read(CHUNK):
                return ""

    def skip(self) -> None:
        """Go past the character that `peek` showed."""
        self.place += 1

    def document(self, number: int) -> dict[str, Any]:
        """The object that starts here. What is cut off at the end of the buffer is tried again with twice as much."""
        while True:
            try:
                document, self.place = self.parser.raw_decode(self.text, self.place)
            except json.JSONDecodeError:
                length = len(self.text) - self.place
                if length > LARGEST_DOCUMENT or not self._read(max(CHUNK, length)):
                    raise _broken(number) from None
            except _DuplicateKeyError:
                message = "An object has one key twice."
                raise FileRefusedError("JSON-DUPLICATE-KEY", message, "Keep the one that is right.", number) from None
            except RecursionError:
                message = "Objects are nested without end."
                raise FileRefusedError("JSON-TOO-DEEP", message, "Export it again.", number) from None
            else:
                found: dict[str, Any] = document
                return found

    def _read(self, size: int) -> bool:
        if self.is_over:
            return False
        content = self.stream.read(size)
        self.is_over = not content
        try:
            more = self.decoder.decode(content, final=self.is_over)
        except UnicodeDecodeError:
            message = "The file is not in UTF-8."
            raise FileRefusedError("JSON-NOT-UTF-8", message, "Export it in UTF-8.", None) from None
        self.text = self.text[self.place :] + more
        self.place = 0
        return bool(more) or not self.is_over
