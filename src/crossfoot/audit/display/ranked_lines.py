"""Columns and rows of ranks as they are printed, what they may rank, and the places that values have in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.reading.labels import Totalling, subject_of, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

Span = tuple[int, int]
"""The first and the last place that something may have."""
_RANKING = re.compile(
    r"\brank(ing|ed)?s?\b|"
    r"^((our|the|its|own|overall|final|league|combined|joint|current|new|latest|table|bid|score|general|total)\s+){0,2}"
    r"(position|place|placing|order|standing|league position)(\s*(by|on|for|in|out of|of|among|\().*)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(national|england|regional?|previous|last|neighbours?|quartile|authorities|change|moved?|average|mean)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:joint\s|=|equal\s)?\s?(?P<rank>\d{1,3})\s?(?:=|st|nd|rd|th)?(?:\s?(?:=|\(joint\)|joint|equal))?"
    r"(?:\s?(?:/|out of|of)\s?(?P<of>\d{1,3}))?",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (\d+)\b", re.IGNORECASE)
_SHARED = re.compile(
    r"\b(tied?|ties|same|equal|level)\b[^.]{0,60}\b(share|shares|shared|joint|better|higher)\b|"
    r"\bshare (the|a) (better |same |higher )?(place|rank|position)\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset(
    [Role.REFERENCE, Role.UNIT, Role.RED, Role.GREEN, Role.POLARITY, Role.RATING, Role.DIRECTION, Role.TARGET]
)


@dataclass(frozen=True, eq=False)
class Strip:
    """A row or column: where in the table it is, what it is called, and its cells by the column or row they share."""

    number: int
    label: str
    cells: Mapping[int, Place]


@dataclass(frozen=True)
class Ranking:
    """A row or column of ranks, the rank in each cell, and the rows or columns that it may rank, nearest first."""

    strip: Strip
    ranks: Mapping[int, int]
    ranked: tuple[Strip, ...]
    beside: frozenset[int]
    """Numbers of those that it ranks if it ranks any: the one that it names, the nearest before and after it."""


def rankings_of(table: PackTable) -> Iterator[Ranking]:
    """Every row and column of ranks of the table's own columns or rows."""
    down, across = _strips_of(table)
    yield from _rankings(table, *down, by_row=False)
    yield from _rankings(table, *across, by_row=True)


def own_rankings_of(table: PackTable) -> Iterator[tuple[Ranking, bool]]:
    """Every row and column of ranks with all that stands beside it, and whether it is a row: places of one of those."""
    for (strips, valued), by_row in zip(_strips_of(table), (False, True), strict=True):
        ranking = {each.number for each in strips if _is_ranking(each.label)}
        others = [each for each in strips if each.number in valued and each.number not in ranking]
        for strip in strips:
            if strip.number in ranking:
                found = _ranks_in(table, strip)
                told = {of for _, of in found.values() if of} | _told_of(strip)
                if not told or told == {len(others)}:
                    ranks = {key: rank for key, (rank, _) in found.items()}
                    yield Ranking(strip, ranks, tuple(others), frozenset()), by_row


def _strips_of(table: PackTable) -> tuple[tuple[list[Strip], set[int]], tuple[list[Strip], set[int]]]:
    """Columns and rows of the table, and which of them hold figures that may be ranked."""
    rows = [number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE]
    columns = [
        number
        for number in table.value_columns
        if table.columns[number].totalling is Totalling.NONE and not summarises(table.columns[number].heading)
    ]
    down = [
        Strip(number, column.heading, {row: Place(table.index, row, number) for row in rows})
        for number, column in enumerate(table.columns)
    ]
    across = [
        Strip(number, row.label, {column: Place(table.index, number, column) for column in columns})
        for number, row in enumerate(table.rows)
    ]
    values_down = {n for n, column in enumerate(table.columns) if column.numeric and column.role not in _NO_VALUE}
    values_across = {n for n, row in enumerate(table.rows) if row.role not in _NO_VALUE}
    return (down, values_down), (across, values_across)


def _rankings(table: PackTable, strips: list[Strip], valued: set[int], *, by_row: bool) -> Iterator[Ranking]:
    ranking = {each.number for each in strips if _is_ranking(each.label)}
    for strip in strips:
        if strip.number not in ranking:
            continue
        ranks = _ranks(table, strip)
        if ranks is None:
            continue
        others = [each for each in strips if each.number not in ranking and each.number in valued]
        others.sort(key=lambda each: (abs(each.number - strip.number), each.number > strip.number))
        named = {each.number for each in others if _names(strip.label, each.label)}
        before = [each.number for each in others if each.number < strip.number][:1]
        after = [each.number for each in others if each.number > strip.number][:1]
        beside = frozenset(named or {*before, *(after if not by_row or not before else [])})
        # A row of ranks is of the row above it; a column of them may stand some way from what it ranks.
        kept = [each for each in others if not by_row or each.number in beside]
        yield Ranking(strip, ranks, tuple(kept), beside)


def _is_ranking(label: str) -> bool:
    own = label.rpartition(" | ")[2].strip()
    return _RANKING.search(own) is not None and not _ELSEWHERE.search(label)


def _names(label: str, other: str) -> bool:
    """Whether the label of ranks names what is ranked: `place by visits a head`."""
    words = subject_of(other)
    return bool(words) and words <= subject_of(label)


def rank_in(text: str) -> tuple[int, int] | None:
    """The rank that a cell holds, and of how many: `1`, `=2` and `3rd` are of 0, `4 of 9` of 9."""
    match = _RANK.fullmatch(text.strip())
    return None if match is None else (int(match["rank"]), int(match["of"] or 0))


def _ranks_in(table: PackTable, strip: Strip) -> dict[int, tuple[int, int]]:
    found = ((key, rank_in(table.cell(place.row, place.column).text)) for key, place in strip.cells.items())
    return {key: rank for key, rank in found if rank is not None}


def _told_of(strip: Strip) -> set[int]:
    heading = _OF.search(strip.label)
    return {int(heading[1])} if heading else set()


def _ranks(table: PackTable, strip: Strip) -> dict[int, int] | None:
    """The whole numbers of it, `1`, `=2`, `3rd` or `4 of 9`; None where they are ranks among others too."""
    found = _ranks_in(table, strip)
    told = {of for _, of in found.values() if of} | _told_of(strip)
    # `Rank of 11` over five rows: each is a rank among others that are not here.
    return None if told and told != {len(found)} else {key: rank for key, (rank, _) in found.items()}


def places_of(values: Mapping[int, Fraction], *, highest: bool, shared: bool, dense: bool) -> dict[int, Span]:
    """The first and the last place that each may have: equal values share the better one, or are told apart unprinted.

    `dense`: no place is left out after equal values.
    """
    counts = Counter(values.values())
    spans: dict[Fraction, Span] = {}
    place = 1
    for value in sorted(counts, reverse=highest):
        spans[value] = (place, place if shared or dense else place + counts[value] - 1)
        place += 1 if dense else counts[value]
    return {key: spans[value] for key, value in values.items()}


def shares_places(study: Study, table: PackTable, strip: Strip) -> bool:
    """Whether words at the table, or a mark in a cell (`=3`, `joint 3rd`), say that equal values share a place."""
    cells = (table.cell(place.row, place.column).text for place in strip.cells.values())
    return any(map(_JOINT.search, cells)) or any(_SHARED.search(note) for note in study.notes(table))


_JOINT = re.compile(r"=|\bjoint\b|\bequal\b", re.IGNORECASE)


def out_of_order(values: Mapping[int, Fraction], ranks: Mapping[int, int], *, highest: bool) -> list[int]:
    """Each one without which all others stand in the order of their ranks; none where they are very many."""
    if len(values) > MOST_ORDERED:
        return []
    clashes = [
        (one, other)
        for one, other in combinations(values, 2)
        if values[one] != values[other]
        and not _agree(ranks[one] - ranks[other], larger=values[one] > values[other], highest=highest)
    ]
    return [key for key in values if clashes and all(key in clash for clash in clashes)]


MOST_ORDERED = 100


def _agree(places: int, *, larger: bool, highest: bool) -> bool:
    return places != 0 and (larger is ((places < 0) is highest))


def are_all_places(ranks: Mapping[int, int]) -> bool:
    """Whether the ranks are 1, 2, 3 and so on, shared and left out as ties do: then no one of them alone is wrong."""
    counts, place = Counter(ranks.values()), 1
    for rank in sorted(counts):
        if rank != place:
            return False
        place += counts[rank]
    return True
