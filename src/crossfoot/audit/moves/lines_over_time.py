"""The lines of a table over time in which a value told stands, and which cell of them is what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.audit.moves.told_moves import LEAST_DIGITS, Move
from crossfoot.audit.quoting.near_tables import is_total_row, time_over
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_FIRST = re.compile(r"\b(?:opening|start|beginning|brought|1(?= [A-Z]))\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:closing|end|close|carried|(?:28|29|30|31)(?= [A-Z]))\b", re.IGNORECASE)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
LEAST_MOVE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of a row or a column, and whether the words name it."""

    places: list[Place]
    named: bool


def lines_of(study: Study, table: PackTable, sentence: Sentence, move: Move) -> Iterator[Line]:
    """The rows that the words name, that of all, or all where the value has three digits; and the columns."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(f"{sentence.before} {sentence.text}")
    columns = [column for column in table.value_columns if table.columns[column].role not in _NO_VALUE]
    for row in range(len(table.rows)):
        if telling.row_hits(row, said) or is_total_row(study, table, row) or move.value.digits > LEAST_DIGITS:
            places = [place for column in columns if study.is_number(place := Place(table.index, row, column))]
            yield Line(places, named=telling.row_hits(row, said) > 0 or is_total_row(study, table, row))
    for column in columns:
        places = [place for row in range(len(table.rows)) if study.is_number(place := Place(table.index, row, column))]
        yield Line(places, named=telling.column_hits(column, said) > 0)


def is_then(  # noqa: PLR0917 - the two cells in their line, and what is told of them
    study: Study,
    move: Move,
    now: Place,
    then: Place,
    line: Line,
    steps: Mapping[str, Mapping[TimeKind, int]],
) -> bool:
    """Whether the other cell is of the time told; where none is, of the time before or the first of the line."""
    one, other = _time(study, now, then), _time(study, then, now)
    if move.time is not None:
        return one != other and (is_time(other, move.time) or (_is_month(move.time) and _are_ends(study, now, then)))
    if move.unit and one is not None and other is not None:
        step = steps.get(move.unit, {}).get(one.kind)
        return step is not None and other.kind is one.kind and one.index - other.index == step
    if move.unit:
        return False
    return _are_ends(study, now, then) or (
        line.named and abs(move.size.amount) >= LEAST_MOVE and _is_last(study, now, then, line)
    )


def _is_last(study: Study, now: Place, then: Place, line: Line) -> bool:
    """Whether it is the move from the time before to the last of a line."""
    times = {place: time for place in line.places if (time := _time(study, place, then if place != then else now))}
    if now not in times or then not in times or len({time.kind for time in times.values()}) > 1:
        return False
    order = sorted({time.index for time in times.values()})
    return len(order) > 1 and [times[then].index, times[now].index] == order[-2:]


def _is_month(time: Time) -> bool:
    return time.kind in {TimeKind.MONTH, TimeKind.BARE_MONTH}


def _time(study: Study, place: Place, beside: Place) -> Time | None:
    """The time of the cell along the line on which the two stand."""
    table = study.pack.tables[place.table]
    if place.row == beside.row:
        return time_over(table.columns[place.column])
    row = table.rows[place.row]
    told = [each.time for each in spoken_times_in(row.label or table.cell(place.row, 0).text)]
    return row.time or (told[0] if len(told) == 1 else None)


def _are_ends(study: Study, now: Place, then: Place) -> bool:
    """Whether the one opens what the other closes: `Opening`, `Closing`; `Waiting at 1 July`, `at 30 September`."""
    table = study.pack.tables[now.table]
    first, last = (
        table.columns[each.column].heading if now.row == then.row else table.rows[each.row].label
        for each in (then, now)
    )
    return _FIRST.search(first) is not None and _LAST.search(last) is not None
