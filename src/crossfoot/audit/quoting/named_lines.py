"""The rows and columns of tables that a piece of text names, or whose times it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import PackTable, Role
from crossfoot.audit.spoken.speaking import is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import is_whole, spaced

_CODE = re.compile(r"^[A-Z]{1,4}\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A line that the words name as the extreme one."""

    table: int
    by_row: bool
    number: int
    name: str
    start: int
    said: int = 0
    """Characters of the time that names it: `Q4` is of every year that has one."""
    exact: bool = False
    """Whether the time named is its own, year and all."""


def lines_named(text: str, tables: Sequence[PackTable], *, last: bool = False) -> list[Named]:
    """The lines whose names stand in a piece of text: those of the first name only, or of the last."""
    plain = spaced(text)
    found: list[Named] = []
    for table in tables:
        for by_row, number, name in _names(table):
            place = plain.find(name)
            if place >= 0 and not _is_end_of_span(plain, place, name):
                found.append(Named(table.index, by_row, number, name.strip(), place))
        found += _timed(text, table)
    if not found:
        return []
    if last:
        place = max(each.start + len(each.name) for each in found)
        first = [each for each in found if each.start + len(each.name) == place]
    else:
        place = min(each.start for each in found)
        first = [each for each in found if each.start == place]
    first = [each for each in first if each.exact or not each.said] if any(each.exact for each in first) else first
    longest = max(len(each.name) for each in first)
    by_name = max((len(each.name) for each in first if not each.said), default=0)
    return [each for each in first if len(each.name) == longest or (each.said and each.said >= by_name)]


def _timed(text: str, table: PackTable) -> Iterator[Named]:
    """The lines of a table whose times the text tells."""
    for spoken in spoken_times_in(text):
        if _COMPARED.search(text[: spoken.start]) or _SPAN.match(text, spoken.end):
            continue
        start = max(0, len(spaced(text[: spoken.start])) - 1)
        said = spoken.end - spoken.start
        for number in table.value_columns:
            column = table.columns[number]
            if column.role is Role.TIME and is_time(column.time, spoken.time):
                name = spaced(column.heading).strip()
                yield Named(
                    table.index,
                    by_row=False,
                    number=number,
                    name=name,
                    start=start,
                    said=said,
                    exact=column.time == spoken.time,
                )
        for number, row in enumerate(table.rows):
            if row.role is Role.TIME and is_time(row.time, spoken.time):
                yield Named(
                    table.index,
                    by_row=True,
                    number=number,
                    name=row.label,
                    start=start,
                    said=said,
                    exact=row.time == spoken.time,
                )


def _is_end_of_span(plain: str, place: int, name: str) -> bool:
    """Whether the name is a month and year with another one on the far side of `to`."""
    after, before = plain[place + len(name) :], plain[:place]
    return _MONTH.fullmatch(name.strip()) is not None and (
        _TO_MONTH.match(after) is not None or _FROM_MONTH.search(before) is not None
    )


_MONTH = re.compile(r"[a-z]{3,9} \d{2,4}")
_TO_MONTH, _FROM_MONTH = re.compile(r"to [a-z]{3,9} \d{2,4} "), re.compile(r" [a-z]{3,9} \d{2,4} to$")
_COMPARED = re.compile(r"(?:\d|more|fewer|higher|lower|up|down) (?:on|than in) $|[\w-] to $", re.IGNORECASE)
_SPAN = re.compile(r" to (?:[A-Z][a-z]{2,8}[- ]\d|\d{4}\b)")
"""`26, down 1 on December 2016`, `Jan-16 to Jan-17`: no time of what is told."""


def _names(table: PackTable) -> list[tuple[bool, int, str]]:
    names = []
    for number in parts_of(table):
        row = table.rows[number]
        texts = {row.label, *row.pieces, *(cell.text for cell in row.cells[:3] if cell.kind is CellKind.WORDS)}
        texts |= {match[0] for text in list(texts) if (match := _CODE.match(text))}
        names += [(True, number, spaced(text)) for text in texts if len(text) > 2 and len(text) < 90]
    columns = [column for column in table.value_columns if table.columns[column].numeric]
    whole = any(adds_up(table, column) for column in columns)
    names += [
        (False, number, spaced(table.columns[number].heading))
        for number in columns
        if table.columns[number].role is Role.TIME
        or (whole and table.columns[number].role is Role.VALUE and not adds_up(table, number))
    ]
    return [each for each in names if len(each[2]) > 4 and each[2].strip() not in _AT_A_TIME]


_AT_A_TIME = frozenset(["end", "start", "beginning", "close"])
"""`At the end of January` names no row `End`."""


def adds_up(table: PackTable, column: int) -> bool:
    """Whether a column is called the whole of others."""
    return table.columns[column].totalling != "none" or is_whole(table.columns[column].heading)
