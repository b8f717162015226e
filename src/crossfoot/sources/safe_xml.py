"""Parse XML that somebody else made: nothing is fetched, no entity is resolved, no depth or size is trusted.

A document type declaration is refused outright. Returns have none, and it is how entity bombs and entities that read
other files come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Literal

from lxml import etree

from crossfoot.sources.record_files import FileRefusedError

DEEPEST = 12
"""Levels. The deepest return, a review in a plan of a CIN census, has 7."""


def read_elements(stream: IO[bytes], *, tag: str) -> Iterator[etree._Element]:
    """Each element of that name, in any namespace, complete; it is emptied when the next is asked for.

    Raises FileRefusedError.
    """
    for _, element in _events(stream, events=("end",), tag=f"{{*}}{tag}"):
        yield element
        _forget(element)


def read_inside(stream: IO[bytes], *, around: Sequence[str], tags: Sequence[str]) -> Iterator[etree._Element]:
    """Each element of those names directly inside one named in `around`, complete; emptied when the next is asked for.

    Raises FileRefusedError.
    """
    for _, element in _events(stream, events=("end",), tag=[f"{{*}}{tag}" for tag in (*tags, *around)]):
        parent = element.getparent()
        if parent is not None and local_name(element) in tags and local_name(parent) in around:
            yield element
            _forget(element)


def read_children(stream: IO[bytes], *, depth: int) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Each element at `depth` (the root is 1), complete, with the names of the elements around it, outermost first.

    Elements above that depth are given too, without their deeper content, when they end. Raises FileRefusedError.
    """
    around: list[str] = []
    for event, element in _events(stream, events=("start", "end"), tag=None):
        if event == "start":
            around.append(local_name(element))
            if len(around) > DEEPEST:
                raise FileRefusedError(
                    "XML-TOO-DEEP",
                    f"Elements are more than {DEEPEST} deep.",
                    "Export the return again: no return is so deep.",
                    element.sourceline,
                )
            continue
        around.pop()
        if len(around) < depth:
            yield element, tuple(around)
            _forget(element)


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Free what was read: the element's content, and the elements before it."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _events(
    stream: IO[bytes], *, events: tuple[Literal["start", "end"], ...], tag: str | Sequence[str] | None
) -> Iterator[tuple[str, etree._Element]]:
    try:
        parser = etree.iterparse(
            stream,
            events=events,
            tag=tag,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            remove_comments=True,
            remove_pis=True,
        )
        first = True
        for event, element in parser:
            if first:
                _check_no_declaration(element)
                first = False
            yield event, element
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise FileRefusedError(
            "XML-BROKEN",
            "The file stops being XML here." if line else "The file is not XML.",
            "Export it again and do not edit it by hand; an upload may have been cut off.",
            line,
        ) from None
    except (LookupError, ValueError):
        # An encoding that Python or libxml2 does not know.
        raise FileRefusedError(
            "XML-ENCODING", "The encoding that the file names is not known.", "Save it as UTF-8.", 1
        ) from None


def _check_no_declaration(element: etree._Element) -> None:
    information = element.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise FileRefusedError(
            "XML-DOCUMENT-TYPE",
            "The file declares a document type, which could bring in other files or expand without end.",
            "Remove the line that starts with <!DOCTYPE: no return has one.",
            None,
        )
