"""Two groups that are everybody, as boys and girls or FSM and non-FSM: the figure of all lies between theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from crossfoot.audit.arithmetic.find_pair_faults import AGGREGATES
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, Totalling, likeness, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.study import Study

SAME_HEADING = 0.4
FEWEST = 3
HELD = 0.7
_NOT = re.compile(r"(?:non|not|no|without)[\s-]+(?P<group>.+)", re.IGNORECASE)
_COMPLEMENTS = ({"boys", "girls"}, {"male", "female"}, {"males", "females"})
_EVERYBODY = re.compile(r"all|total|overall|both|everyone|all (pupils|children|young people)", re.IGNORECASE)
_SHARED = {Measure.PERCENT, Measure.RATE, Measure.AVERAGE, Measure.SCORE, Measure.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Between:
    """A whole's cell and those of the two groups that make it up."""

    whole: Place
    groups: tuple[Place, Place]
    span: Interval
    holds: bool


def find_complement_faults(study: Study) -> None:
    """Check pairs of rows, and of columns, against the line of everybody in their table or in another."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        rows = [row.label for row in table.rows]
        columns = [column.heading for column in table.columns]
        _check_inside(study, rows, table.value_columns, partial(Place, table.index))
        _check_inside(study, columns, range(len(rows)), partial(_place_across, table.index))
        for pair in _pairs(rows):
            if _everybody(rows, pair) is None:
                _check_elsewhere(study, table, pair)


def _place_across(table: int, column: int, row: int) -> Place:
    return Place(table, row, column)


def _pairs(labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Labels that name a group and those not in it, with nothing else different."""
    parted = [label.casefold().rpartition(" | ") for label in labels]
    for number, (before, _, last) in enumerate(parted):
        outside = _NOT.fullmatch(last.strip(" -"))
        for other, (other_before, _, other_last) in enumerate(parted):
            if before != other_before or not last:
                continue
            group = other_last.strip(" -")
            if outside and group and subject_of(outside["group"]) == subject_of(group) != frozenset():
                yield other, number
            elif number < other and {last.strip(" -"), group} in _COMPLEMENTS:
                yield number, other


def _everybody(labels: Sequence[str], pair: tuple[int, int]) -> int | None:
    """The line of all beside the pair."""
    before = labels[pair[0]].rpartition(" | ")[0]
    lines = [
        number
        for number, label in enumerate(labels)
        if label.rpartition(" | ")[0] == before and _EVERYBODY.fullmatch(label.rpartition(" | ")[2].strip(" -:"))
    ]
    return lines[0] if len(lines) == 1 else None


def _check_inside(study: Study, labels: Sequence[str], across: Sequence[int], at: Callable[[int, int], Place]) -> None:
    for pair in _pairs(labels):
        whole = _everybody(labels, pair)
        if whole is not None:
            checks = [_between(study, at(whole, other), (at(pair[0], other), at(pair[1], other))) for other in across]
            _judge(study, [check for check in checks if check is not None], fewest=2)


def _check_elsewhere(study: Study, table: PackTable, pair: tuple[int, int]) -> None:
    """The row of everybody, in another table, that lies between the two groups at nearly all columns in common."""
    best: list[Between] = []
    for other in study.pack.tables:
        if other is table or other.index in study.copies:
            continue
        columns = list(_same_columns(table, other))
        if len(columns) < FEWEST:
            continue
        for number, row in enumerate(other.rows):
            if row.totalling is Totalling.NONE or not _EVERYBODY.fullmatch(row.pieces[-1].strip(" -:")):
                continue
            checks = [
                check
                for own, theirs in columns
                if (
                    check := _between(
                        study,
                        Place(other.index, number, theirs),
                        (Place(table.index, pair[0], own), Place(table.index, pair[1], own)),
                    )
                )
            ]
            if sum(check.holds for check in checks) > sum(check.holds for check in best):
                best = checks
    _judge(study, best, fewest=FEWEST)


def _same_columns(table: PackTable, other: PackTable) -> Iterator[tuple[int, int]]:
    """Columns of one time and of like headings, each with the one most like it."""
    for own in table.value_columns:
        first = table.columns[own]
        alike = [
            (likeness(_words(first.pieces), _words(other.columns[theirs].pieces)), -theirs)
            for theirs in other.value_columns
            if other.columns[theirs].time == first.time
        ]
        if alike and max(alike)[0] >= SAME_HEADING:
            yield own, -max(alike)[1]


def _words(pieces: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*(subject_of(piece) for piece in pieces if read_time(piece) is None))


def _between(study: Study, whole: Place, groups: tuple[Place, Place]) -> Between | None:
    places = (whole, *groups)
    if not all(study.is_number(place) and study.measure(place) in _SHARED for place in places):
        return None
    if any(study.pack.column(place).role is Role.DIFFERENCE for place in places):
        return None
    if not any(study.measure(place) is not Measure.UNKNOWN or _has_decimals(study, place) for place in places):
        return None
    signs = {study.measure(place) is Measure.PERCENT for place in places}
    if len(signs) > 1:
        return None
    spans = [study.pack.cell(place).number for place in groups]
    known = [number.rounded for number in spans if number is not None]
    span = Interval(min(each.low for each in known), max(each.high for each in known))
    own = study.pack.cell(whole).number
    return Between(whole, groups, span, own is not None and own.rounded.meets(span))


def _has_decimals(study: Study, place: Place) -> bool:
    number = study.pack.cell(place).number
    return number is not None and number.decimals > 0


def _judge(study: Study, checks: Sequence[Between], *, fewest: int) -> None:
    held = sum(check.holds for check in checks)
    if held < fewest or held < HELD * len(checks):
        return
    study.ledger.agreed(AGGREGATES, held)
    for check in checks:
        if check.holds:
            continue
        place = _moved_most(study, check)
        low, high = float(check.span.low), float(check.span.high)
        cells = [study.pack.cell(each).text for each in (check.whole, *check.groups)]
        study.ledger.found(
            AGGREGATES,
            place,
            explanation=(
                f"{AGGREGATES.words} {study.pack.name_of(check.whole)} is {cells[0]}; the two groups that make it up "
                f"have {cells[1]} and {cells[2]}. In {held} other columns or rows it lies between them."
            ),
            expected=f"{low:g} to {high:g}" if place == check.whole else "",
            confidence=0.8,
            others=[each for each in (check.whole, *check.groups) if each != place],
        )


def _moved_most(study: Study, check: Between) -> Place:
    """The one of the three that moved furthest from its value at the time before; the whole where none has one."""
    best, furthest = check.whole, None
    for place in (check.whole, *check.groups):
        table = study.pack.tables[place.table]
        own = table.columns[place.column]
        earlier = [
            (time, column)
            for column in table.value_columns
            if own.time is not None
            and (time := table.columns[column].time) is not None
            and time < own.time
            and likeness(_words(table.columns[column].pieces), _words(own.pieces)) >= HELD
            and study.is_number(Place(place.table, place.row, column))
        ]
        if earlier:
            before = Place(place.table, place.row, max(earlier)[1])
            moved = abs(study.value(place) - study.value(before))
            if furthest is None or moved > furthest:
                best, furthest = place, moved
    return best
