"""Rows of one name in two tables without times: a budget line in the summary and among the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import product

from crossfoot.audit.across.find_repeated_measures import REPEATED
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, likeness, subject_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time
from crossfoot.audit.relations.line import NOT_CALCULATED
from crossfoot.audit.study import Study

ALIKE_ROWS = 0.5
ALIKE_HEADINGS = 0.6
FEWEST = 2
DIGITS = 5
"""So many digits must be equal in all: two figures of three digits are no chance, two of one digit are."""
HELD = 0.6
Rows = list[tuple[int, int]]
"""Which row of one table is which of another."""


def find_repeated_rows(study: Study) -> None:
    """Compare columns of like heading in tables that share rows, where most of the shared rows agree."""
    known = {(first.table, other.table) for first, other in study.alike}
    columns = {table.index: _columns_by_time(table) for table in study.pack.tables}
    for first, other, rows in _pairs(study):
        if (first.index, other.index) in known:
            continue
        shown = [study.once("shown", table.index, partial(_shown, study, table)) for table in (first, other)]
        for time, ones in columns[first.index].items():
            for one, two in product(ones, columns[other.index].get(time, ())):
                like = _like(first.columns[one].heading, other.columns[two].heading)
                if like and _share(*shown, columns=(one, two), rows=rows):
                    _compare(study, first, other, columns=(one, two), rows=rows)


def _telling_values(table: PackTable) -> frozenset[float]:
    """The numbers of two digits or more that the table prints."""
    numbers = [cell.number for _, cell in table.numbers() if cell.number is not None and cell.number.digits >= 2]
    return frozenset(float(number.amount) for number in numbers)


Shown = dict[tuple[int, int], tuple[float, float, bool]]
"""By row and column, the number, half of what rounding may have moved it, and whether it has two digits or more."""


def _shown(study: Study, table: PackTable) -> Shown:
    return {
        (place.row, place.column): (
            float(number.amount),
            float(width + number.step * number.scale) / 2 if (width := study.interval(place).width) else number.loose,
            number.digits >= 2,
        )
        for place, cell in table.numbers()
        if (number := cell.number) is not None
    }


def _share(first: Shown, other: Shown, *, columns: tuple[int, int], rows: Rows) -> bool:
    """Whether so many rows may have one number in both columns: this costs less than to compare them exactly."""
    one, two = columns
    agreed = 0
    for number, line in rows:
        left, right = first.get((number, one)), other.get((line, two))
        if left is not None and right is not None and left[2]:
            agreed += abs(left[0] - right[0]) <= (left[1] + right[1]) * 1.0001
    return agreed >= FEWEST


def _columns(table: PackTable) -> list[int]:
    return [
        place
        for place in table.value_columns
        if table.columns[place].numeric and table.columns[place].role not in NOT_CALCULATED
    ]


def _columns_by_time(table: PackTable) -> dict[Time | None, list[int]]:
    """The columns that are compared, by the time that heads them."""
    found: dict[Time | None, list[int]] = defaultdict(list)
    for place in _columns(table):
        found[table.columns[place].time].append(place)
    return found


@lru_cache(maxsize=4_000)
def _like(one: str, two: str) -> bool:
    if one == two:
        return True
    if likeness(subject_of(one), subject_of(two)) >= ALIKE_HEADINGS:
        return True
    shorter, longer = sorted((subject_of(heading.rpartition(" | ")[2]) for heading in (one, two)), key=len)
    return bool(shorter) and shorter <= longer


Subjects = dict[int, dict[int, frozenset[str]]]
"""By table and row, the words of the label."""


def _pairs(study: Study) -> Iterator[tuple[PackTable, PackTable, Rows]]:
    """Tables that share three rows or more, with which row of the one is which of the other."""
    tables = {table.index: table for table in study.pack.tables if table.index not in study.copies and _columns(table)}
    subjects: Subjects = {
        index: {
            number: subject
            for number, row in enumerate(table.rows)
            if row.time is None and (subject := subject_of(row.label))
        }
        for index, table in tables.items()
    }
    values = {index: _telling_values(table) for index, table in tables.items()}
    labels = {index: [row.label.casefold() for row in table.rows] for index, table in tables.items()}
    for one, two, matches in _matches(subjects, labels, values):
        used: dict[int, tuple[float, int]] = {}
        for number, (alike, line) in matches.items():
            if line not in used or alike > used[line][0]:
                used[line] = (alike, number)
        if len(used) >= FEWEST:
            yield tables[one], tables[two], sorted((number, line) for line, (_, number) in used.items())


def _matches(
    subjects: Subjects, labels: Mapping[int, Sequence[str]], values: Mapping[int, frozenset[float]]
) -> Iterator[tuple[int, int, dict[int, tuple[float, int]]]]:
    """For each pair of tables that share numbers, the row of the later that is most like each row of the earlier.

    One of the very same name is before all others. Of 500 pages there are 40,000 such pairs: they are given one by one,
    in their order.
    """
    by_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for table, rows in subjects.items():
        for number, subject in rows.items():
            for word in subject:
                by_word[word].append((table, number))
    for table, rows in subjects.items():
        rare = {
            number: sorted(subject, key=lambda word: (len(by_word[word]), word))[:3] for number, subject in rows.items()
        }
        near = {place[0] for words in rare.values() for word in words for place in by_word[word][:400]}
        sharing = {other for other in near if other > table and len(values[table] & values[other]) >= FEWEST}
        shared: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for number, subject in rows.items() if sharing else ():
            for other, line in {place for word in rare[number] for place in by_word[word][:400] if place[0] in sharing}:
                alike = likeness(subject, subjects[other][line]) + (labels[table][number] == labels[other][line])
                best = shared[other].get(number, (0.0, 0)) if alike >= ALIKE_ROWS else (1.0, 0)
                if (alike, -line) > (best[0], -best[1]):
                    shared[other][number] = (alike, line)
        for other in sorted(shared):
            yield table, other, shared[other]


def _compare(study: Study, first: PackTable, other: PackTable, *, columns: tuple[int, int], rows: Rows) -> None:
    one, two = columns
    pairs = []
    for number, line in rows:
        places = Place(first.index, number, one), Place(other.index, line, two)
        if (
            study.is_number(places[0])
            and study.is_number(places[1])
            and study.measure(places[0]) is study.measure(places[1])
        ):
            pairs.append(places)
    equal = [pair for pair in pairs if _equal(study, *pair)]
    telling = [pair for pair in equal if (shown := study.pack.cell(pair[0]).number) is not None and shown.digits >= 2]
    if (
        len(telling) < FEWEST
        or len(equal) < HELD * len(pairs)
        or len({study.value(left) for left, _ in telling}) < FEWEST
        or sum(shown.digits for left, _ in telling if (shown := study.pack.cell(left).number)) < DIGITS
    ):
        return
    for left, right in pairs:
        labels = first.rows[left.row].label, other.rows[right.row].label
        words = (
            f"{labels[0]!r} at line {study.ledger.line_of(left)} and {labels[1]!r} at line "
            f"{study.ledger.line_of(right)}: {study.pack.cell(left).text} and {study.pack.cell(right).text}."
        )
        terms = [study.term(place) for place in (right, left)]
        if study.are_as_fine(left, right):
            terms = [Term(place, Interval.exactly(study.value(place))) for place in (right, left)]
        study.ledger.weigh(
            Equation(REPEATED, terms[0], (terms[1],), words, weight=0.6 + 0.33 * len(equal) / len(pairs))
        )


def _equal(study: Study, one: Place, two: Place) -> bool:
    if study.are_as_fine(one, two):
        return study.value(one) == study.value(two)
    return study.measure(one) is not Measure.COUNT and study.interval(one).meets(study.interval(two))
