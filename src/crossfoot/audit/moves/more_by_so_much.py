"""`602 children, 11 more than at the end of June`: whether it is more, where a line has both figures so far apart.

The value stands in the line at one time, and at the time told stands what is just so much less or more. So the line is
known by three figures, and only the way can be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.audit.moves.ways_told import judge_way
from crossfoot.audit.quoting.near_tables import (
    is_whole_column,
    is_whole_row,
    prints,
    tables_beside,
    tables_cited,
    time_over,
)
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_THAN = re.compile(
    r"\s?(?:\([^()]*\)\s)?(?:percentage points? |points? |pp )?"
    r"\b(?:(?P<up>more|higher|greater|larger)|(?P<down>fewer|less|lower|smaller))"
    r" than(?: it was| there were| they were)?(?: in| at| on| for)? (?:the )?(?:end of (?:the )?)?"
    r"(?:(?:a|one|this time) )?"
    r"(?:(?P<unit>year|quarter|month|term) (?:before|earlier|ago)\b|"
    r"(?:last|previous|preceding) (?P<unit2>year|quarter|month|term)\b|(?=[A-Za-z\d]))",
    re.IGNORECASE,
)
_GAP = re.compile(r"[^.;]{0,90}?(?:,|\(|\b(?:and|is|was|are|were|that is|which is|which was)\b) ?£?", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:would|will|could|should|may|might|if|not|never|expected|forecast|planned|target|about|around|nearly|over|"
    r"england|nationally|neighbours?)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r" ?\($")
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
LEADING = 15
"""Lines from a key message to the table that it leads to."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value, by how much it is more or less, and than at which time, or how long before."""

    value: Figure
    size: Figure
    words: str
    up: bool
    time: Time | None
    unit: str


def check_more_by_so_much(
    study: Study, sentence: Sentence, speaking: Speaking, steps: Mapping[str, Mapping[TimeKind, int]]
) -> None:
    """Check every value of the sentence that is told to be so much more or less than at another time."""
    for told in _told(sentence):
        beside = [*tables_cited(study, sentence.text), *tables_beside(speaking, sentence.line, under=LEADING)]
        tables = {table.index: table for table in beside if table.index not in study.copies}
        pairs = [pair for table in tables.values() for pair in _pairs(study, sentence, table, told, steps)]
        judge_way(study, sentence, told.words, pairs, up=told.up)


def _told(sentence: Sentence) -> Iterator[Told]:
    text = sentence.text
    for number, size in enumerate(sentence.figures):
        match = _THAN.match(text, size.end)
        before = sentence.figures[:number]
        # `810 (3.1%), 67 fewer`: what stands in brackets after a number is its share.
        value = next((each for each in reversed(before) if not _BRACKET.search(text[: each.start])), None)
        if match is None or value is None or not _GAP.fullmatch(text[value.end : size.start]):
            continue
        if any(each.start > value.end and not _BRACKET.search(text[: each.start]) for each in before):
            continue
        if value.points or value.money != size.money or _NOT_SO.search(text[: size.start][-110:]):
            continue
        unit = (match["unit"] or match["unit2"] or "").casefold()
        time = next((each.time for each in sentence.periods if 0 <= each.start - match.end() <= 1), None)
        if unit or time is not None:
            yield Told(value, size, match[0].strip(), match["up"] is not None, time, unit)


def _pairs(
    study: Study, sentence: Sentence, table: PackTable, told: Told, steps: Mapping[str, Mapping[TimeKind, int]]
) -> Iterator[tuple[Place, Place]]:
    """The cell that prints the value and that of the time told, where they are so far apart, in any line."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    columns = [column for column in table.value_columns if table.columns[column].role not in _NO_VALUE]
    timed = {column: time for column in columns if (time := time_over(table.columns[column])) is not None}
    for row in range(len(table.rows)):
        if telling.row_hits(row, said) or is_whole_row(table, row):
            yield from _in_line(study, told, {Place(table.index, row, at): time for at, time in timed.items()}, steps)
    rows = {row: time for row in range(len(table.rows)) if (time := _time_of_row(table, row)) is not None}
    for column in columns:
        if telling.column_hits(column, said) or told.value.digits > 2 or is_whole_column(table, column):
            yield from _in_line(study, told, {Place(table.index, at, column): time for at, time in rows.items()}, steps)


def _time_of_row(table: PackTable, row: int) -> Time | None:
    """As read, else the only one that its first cell tells: `2022/23`, in a column that may pass for numbers."""
    told = [each.time for each in spoken_times_in(table.rows[row].label or table.cell(row, 0).text)]
    return table.rows[row].time or (told[0] if len(told) == 1 else None)


def _in_line(
    study: Study, told: Told, line: Mapping[Place, Time], steps: Mapping[str, Mapping[TimeKind, int]]
) -> Iterator[tuple[Place, Place]]:
    numbers = {place: time for place, time in line.items() if study.is_number(place)}
    for now, time in numbers.items():
        if not prints(study, told.value, now) or (study.measure(now) is Measure.PERCENT) != told.value.percent:
            continue
        for then, earlier in numbers.items():
            if then != now and _is_then(told, time, earlier, steps) and _is_apart(study, told, now, then):
                yield now, then


def _is_then(told: Told, now: Time, then: Time, steps: Mapping[str, Mapping[TimeKind, int]]) -> bool:
    if told.time is not None:
        return is_time(then, told.time) and not is_time(now, told.time)
    step = steps[told.unit].get(now.kind)
    return step is not None and then.kind is now.kind and now.index - then.index == step


def _is_apart(study: Study, told: Told, now: Place, then: Place) -> bool:
    """Whether they differ by what is told: in the unit of the value, or in per cent of what it was."""
    own, other = study.value(now), study.value(then)
    if not own or not other:
        return False
    if told.size.percent and not told.value.percent:
        return told.size.interval.contains(abs((own - other) / other) * 100)
    return told.size.interval.contains(abs(own - other) * abs(told.value.amount / own))
