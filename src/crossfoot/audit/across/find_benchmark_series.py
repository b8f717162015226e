"""The national, regional or neighbours' figures of one measure over time, printed in two tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time, read_time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SERIES = Rule(
    "benchmark-series",
    Kind.CROSS_TABLE,
    "The figures of the country, a region or neighbours for one measure are the same in two tables.",
    Severity.WARNING,
)
FEWEST_TIMES = 4
FEWEST_TELLING = 3
SHARED_WORDS = 2
SHARED = 0.6
"""Of the words of the one that says less, how many the other has."""
_KINDS = (
    ("neighbours", re.compile(r"\b(stat\w*\.? |similar |our )?neigh\w*\b|\bsn (avg|average)\b", re.IGNORECASE)),
    ("region", re.compile(r"\beast of england\b|\bregion(al)?\b|\b(north|south) (east|west)\b", re.IGNORECASE)),
    ("country", re.compile(r"\bnational\b|\bengland\b|\bnat\.? (avg|average)\b", re.IGNORECASE)),
)
_PLACED = re.compile(
    r"\b(best|top|quartile|highest|lowest|rank\w*|gap|target|minus|difference|decile)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of a benchmark over time: what is measured, and where its values are."""

    kind: str
    table: int
    words: frozenset[str]
    places: dict[Time, Place]
    label: str


def find_benchmark_series(study: Study) -> None:
    """Compare runs of one benchmark that agree at all times but one."""
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index not in study.copies:
            for line in (*_series(study, table), *_columns(table)):
                if len(line.places) >= FEWEST_TIMES:
                    by_kind[line.kind].append(line)
    for lines in by_kind.values():
        for first, other in combinations(lines, 2):
            if first.table != other.table and _is_of_one(first, other):
                _compare(study, first, other, lines)


def kind_of(text: str) -> str:
    """Whose figure a label names: the country's, a region's, the neighbours'; none where it is a quartile or a gap."""
    if _PLACED.search(text):
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "")


def _series(study: Study, table: PackTable) -> Iterator[Line]:
    """Rows and columns with times that a benchmark names."""
    above = subject_of(table.caption)
    for series in study.in_table(table.index):
        if kind := kind_of(series.label):
            yield Line(kind, table.index, series.subject | above, series.places, series.label)


def _columns(table: PackTable) -> Iterator[Line]:
    """Of each row, its cells in columns of one benchmark at several times."""
    columns: dict[str, list[int]] = defaultdict(list)
    for place in table.value_columns:
        column = table.columns[place]
        own = " ".join(piece for piece in column.pieces if read_time(piece) is None)
        if column.time is not None and (kind_of(own)):
            columns[own].append(place)
    for own, places in columns.items():
        for number, row in enumerate(table.rows):
            found = {
                time: Place(table.index, number, place)
                for place in places
                if (time := table.columns[place].time) is not None and table.cell(number, place).is_number
            }
            label = f"{row.label} | {own}"
            yield Line(kind_of(own), table.index, subject_of(row.label), found, label)


def _is_of_one(first: Line, other: Line) -> bool:
    """Whether the words of the one that says less are mostly those of the other."""
    shorter, longer = sorted((first.words - _NAMES, other.words - _NAMES), key=len)
    shared = len(shorter & longer)
    return shared >= SHARED_WORDS and shared >= SHARED * len(shorter)


_NAMES = subject_of("national england region statistical neighbour average figure all")


def _compare(study: Study, first: Line, other: Line, lines: Sequence[Line]) -> None:
    differ = _different(study, first, other)
    if differ is None:
        return
    if not differ:
        study.ledger.agreed(SERIES)
        return
    twins = (
        _different(study, one, line) == []
        for one, table in ((first, other.table), (other, first.table))
        for line in lines
        if line.table == table
    )
    if len(differ) > 1 or any(twins):
        return
    one, two = first.places[differ[0]], other.places[differ[0]]
    words = (
        f"{first.label!r} at line {study.ledger.line_of(one)} and {other.label!r} at line "
        f"{study.ledger.line_of(two)}: {study.pack.cell(one).text} and {study.pack.cell(two).text} at "
        f"{differ[0].name}; all other times agree."
    )
    terms = [Term(place, Interval.exactly(study.value(place))) for place in (two, one)]
    study.ledger.weigh(Equation(SERIES, terms[0], (terms[1],), words, weight=0.75))


def _different(study: Study, first: Line, other: Line) -> list[Time] | None:
    """Times at which two runs differ; None where too little is equal to say that they are one."""
    times = sorted(set(first.places) & set(other.places))
    pairs = {time: (first.places[time], other.places[time]) for time in times}
    if len(times) < FEWEST_TIMES or not all(
        study.are_as_fine(one, two) and study.measure(one) is study.measure(two) for one, two in pairs.values()
    ):
        return None
    differ = [time for time, (one, two) in pairs.items() if study.value(one) != study.value(two)]
    telling = {
        study.value(first.places[time])
        for time in times
        if time not in differ and (shown := study.pack.cell(first.places[time]).number) and shown.digits >= 2
    }
    return differ if len(telling) >= FEWEST_TELLING else None
