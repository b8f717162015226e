"""One cell that two tables name in different ways: `Leavers, 12 months` and `Leavers in 12 months`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from crossfoot.audit.across.find_repeated_measures import REPEATED
from crossfoot.audit.equations import Equation
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

FEWEST_WORDS = 3
NEAR = 0.15
_COMPARED = {Role.VALUE, Role.TIME, Role.YEAR_TO_DATE, Role.ROLLING}
_IDLE = frozenset({"in", "of", "the", "for", "at", "no", "number"})


def find_repeated_cells(study: Study) -> None:
    """Compare cells whose row and column say the same words together, shared out differently between the two."""
    tables = [table for table in study.pack.tables if table.index not in study.copies]
    # Most names are there once, and those are not kept: of 500 pages there are 90,000.
    times = Counter(hash(words) for table in tables for words, _, _ in _cells(study, table))
    named: dict[frozenset[str], list[tuple[frozenset[str], Place]]] = defaultdict(list)
    for table in tables:
        for words, of_row, place in _cells(study, table):
            if times[hash(words)] > 1:
                named[words].append((of_row, place))
    for cells in named.values():
        if len({place.table for _, place in cells}) != len(cells):
            # Names that one table uses twice are names of nothing.
            continue
        for (one, first), (two, other) in combinations(cells, 2):
            if one != two and study.measure(first) is study.measure(other) and _is_near(study, first, other):
                said = f"{study.pack.name_of(first)} and {study.pack.name_of(other)} are one figure, by their names."
                study.ledger.weigh(Equation(REPEATED, study.term(other), (study.term(first),), said, weight=0.7))


def _cells(study: Study, table: PackTable) -> Iterator[tuple[frozenset[str], frozenset[str], Place]]:
    """The words of the row and column of each number, those of its row, and where it is."""
    columns = {
        place: subject_of(table.columns[place].heading) - _IDLE
        for place in table.value_columns
        if table.columns[place].role in _COMPARED
    }
    for number, row in enumerate(table.rows):
        if row.role not in _COMPARED:
            continue
        own = frozenset(word for word in subject_of(row.label) - _IDLE if not word.replace(".", "").isdecimal())
        for place, heading in columns.items():
            words = own | heading
            where = Place(table.index, number, place)
            if len(words) >= FEWEST_WORDS and study.is_number(where):
                yield words, own, where


def _is_near(study: Study, one: Place, two: Place) -> bool:
    first, second = float(study.value(one)), float(study.value(two))
    return abs(first - second) <= NEAR * max(abs(first), abs(second))
