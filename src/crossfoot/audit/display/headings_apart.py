"""Columns whose headings are one but for words of time: `R12 a year ago` and `R12 now`, `% 2023` and `% 2024`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.audit.reading.pack import PackTable, Role
from crossfoot.audit.reading.times import Time, TimeKind, read_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in

_WHEN = re.compile(
    r"\b(an?|the|one|now|ago|year|month|quarter|term|before|last|this|previous|prior|current|latest|then|today)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,:]+(?:at (?:the )?end of|end of|in|at|on|of|for)$|[\s,:]+$", re.IGNORECASE)
LONGEST_TIME = 3
"""Words of a time: `end March 2024`."""


def pairs_apart_by_time(table: PackTable, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Columns of which one says when, and another says another when, of the same; the earlier first."""
    for earlier, later in pairwise(columns):
        headings = [own_words(table, place) for place in (earlier, later)]
        kept = [frozenset(_WHEN.sub(" ", heading).casefold().split()) for heading in headings]
        if headings[0] != headings[1] and kept[0] and kept[0] == kept[1]:
            yield earlier, later
    alike: dict[tuple[str, TimeKind], dict[Time, int]] = {}
    for place in columns:
        name, time, _ = name_and_time(own_words(table, place))
        measured = table.columns[place].role in {Role.VALUE, Role.TIME}
        if measured and name and time is not None and time.year and time.kind is not TimeKind.BARE_MONTH:
            alike.setdefault((name.casefold(), time.kind), {})[time] = place
    for places in alike.values():
        if len(places) > 1:
            before, last = sorted(places, key=lambda time: time.index)[-2:]
            yield places[before], places[last]


_MARKS_OF_NOW = re.compile(r"\b(?:now|current|latest|actual|this (?:year|quarter|month|term))\b", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+|%|\u00a3")


def pairs_with_one_dated(table: PackTable, columns: Sequence[int], before: int) -> Iterator[tuple[int, int]]:
    """`October score` and `Score`, `2023/24 rate (%)` and `Rate (%)`: the column of the time told, then that of now.

    Of several that are called alike, those nearest to the column of arrows, `before`, come first.
    """
    measured = [place for place in columns if table.columns[place].role in {Role.VALUE, Role.TIME}]
    dated = {place: list(spoken_times_in(own_words(table, place))) for place in measured}
    undated = {place: _tokens(own_words(table, place)) for place in measured if not dated[place]}
    for place in measured:
        heading = own_words(table, place)
        if len(dated[place]) != 1:
            continue
        time = dated[place][0]
        named = _tokens(f"{heading[: time.start]} {heading[time.end :]}")
        alike = [other for other, words in undated.items() if named and words == named]
        if not alike and named == {"%"}:
            # `October %` beside `% in time`, where that is the only other percentage.
            shares = [other for other, words in undated.items() if "%" in words]
            alike = shares if len(shares) == 1 else []
        for other in sorted(alike, key=lambda each: abs(each - before)):
            yield place, other


def _tokens(heading: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_MARKS_OF_NOW.sub(" ", heading).casefold()))


def own_words(table: PackTable, place: int) -> str:
    """The last piece of the heading of a column."""
    return table.columns[place].heading.rpartition(" | ")[2].strip()


def name_and_time(heading: str) -> tuple[str, Time | None, str]:
    """`Quarter 1 % attended`, `Score in March`: what is counted, and when, with the words that say so."""
    words = heading.split()
    for size in range(min(LONGEST_TIME, len(words) - 1), 0, -1):
        for when, name in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            text = " ".join(when).strip(",:()")
            if (time := read_time(text)) is not None:
                return _JOINED.sub("", " ".join(name)), time, text
    return heading, None, ""
