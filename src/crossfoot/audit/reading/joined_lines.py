"""Join a row that was printed over two lines: a label, or a label and words beside it, that goes on under itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.reading.cells import Cell, CellKind, read_cell
from crossfoot.audit.reading.rebuild import Cells, is_value

_UNFINISHED = re.compile(
    r"([,\-\u2013/&(+]|\b(and|or|of|the|for|in|to|by|with|a|an|at|on|from|under|over|per|their|who|that|not|aged|"
    r"including|excluding|between|within))$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"of which|including|comprising|made up of|i\.?e\b|e\.?g\b|as follows|by\b.*:$", re.IGNORECASE)
"""A small letter that begins a line of its own."""


def goes_on(label: str, text: str) -> bool:
    """Whether the text is the rest of the label: it begins with a small letter, or the label is not finished."""
    if not label or not text or _BEGINS.match(text) or text.endswith(":"):
        return False
    return text[:1].islower() or is_unfinished(label)


def is_unfinished(label: str) -> bool:
    """Whether the label ends in the middle: with a comma, a hyphen, an open bracket or a small word."""
    return bool(_UNFINISHED.search(label.rstrip())) and len(label.split()) > 1


def join_lines(body: Sequence[Cells], numeric: Sequence[bool]) -> list[Cells]:
    """The rows, those that are one in two lines joined; the numbers' line is kept."""
    stub = next((place for place, is_numeric in enumerate(numeric) if is_numeric), len(numeric))
    if stub == len(numeric) or not stub:
        return list(body)
    joined: list[Cells] = []
    for row in body:
        if joined and _is_rest(joined[-1], row, numeric):
            joined[-1] = _joined(joined[-1], row, line=joined[-1][0].line)
        elif joined and _is_start(joined[-1], row, stub):
            joined[-1] = _joined(joined[-1], row, line=row[0].line)
        else:
            joined.append(row)
    return joined


def _filled(row: Cells) -> list[int]:
    return [place for place, cell in enumerate(row) if cell.text]


def _has_numbers(row: Cells) -> bool:
    return any(is_value(cell) or cell.kind is CellKind.MISSING or cell.pair for cell in row)


def _is_rest(above: Cells, row: Cells, numeric: Sequence[bool]) -> bool:
    """Whether the row is the rest of the one above: nothing but words, all under words, and one plainly goes on."""
    places = _filled(row)
    if len(places) < 2 or _has_numbers(row) or not _has_numbers(above):
        return False
    if any(numeric[place] or not above[place].text or row[place].kind is not CellKind.WORDS for place in places):
        return False
    on = [place for place in places if goes_on(above[place].text, row[place].text)]
    return bool(on) and (places[0] in on or len(on) * 2 > len(places))


def _is_start(above: Cells, row: Cells, stub: int) -> bool:
    """Whether the row above is the start of this one's label: words alone that are not finished."""
    places = _filled(above)
    if len(places) != 1 or places[0] >= stub or above[places[0]].kind is not CellKind.WORDS:
        return False
    text = above[places[0]].text
    return (
        is_unfinished(text) and not text.endswith(("-", "\u2013")) and bool(row[places[0]].text) and _has_numbers(row)
    )


def _joined(above: Cells, row: Cells, *, line: int) -> Cells:
    return tuple(_one(first, second, line) for first, second in zip(above, row, strict=True))


def _one(first: Cell, second: Cell, line: int) -> Cell:
    if first.text and second.text:
        return read_cell(f"{first.text} {second.text}", line)
    return read_cell((first if first.text else second).text, line)
