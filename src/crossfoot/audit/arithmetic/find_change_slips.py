"""Changes as large as the figure that changed, where the others are small: the figure was typed for its change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

CHANGE_SIZES = Rule(
    "change-sizes",
    Kind.ARITHMETIC,
    "A change is not as large as the figure that changed, where the other changes are small.",
    Severity.WARNING,
)
_CHANGE = re.compile(r"\b(change|difference|movement|improvement)\b", re.IGNORECASE)
_SINCE_BEFORE = re.compile(r"\b(since|from|on) (the )?(last|previous|prior) (month|quarter|term|year)", re.IGNORECASE)
LEAST_ROWS = 5
USUALLY = Fraction(1, 4)
"""Of the figure: most changes of the column are at most so large."""
AS_LARGE, MISTAKEN = Fraction(9, 10), Fraction(11, 10)
"""Of the figure: a rise of this size and more is as large; up to the other it is the figure itself, typed again."""


def find_change_slips(study: Study) -> None:
    """Compare each change since the period before with the figure beside it that has the same heading."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for change, level in _pairs(table):
            _check(study, table, change, level)


def _pairs(table: PackTable) -> Iterator[tuple[int, int]]:
    """A column of changes since a period before and the column of figures whose own heading is the same."""
    for change, column in enumerate(table.columns):
        group = " ".join(column.pieces[:-1])
        if len(column.pieces) < 2 or not (_CHANGE.search(group) and _SINCE_BEFORE.search(group)):
            continue
        own = _plain(column.pieces[-1])
        for level, other in enumerate(table.columns):
            same = level != change and _plain(other.pieces[-1] if other.pieces else "") == own
            if same and other.numeric and not _CHANGE.search(other.heading):
                yield change, level
                break


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", heading.casefold())


def _check(study: Study, table: PackTable, change: int, level: int) -> None:
    sizes: list[tuple[Place, Place, Fraction]] = []
    for row in range(len(table.rows)):
        places = Place(table.index, row, change), Place(table.index, row, level)
        if all(study.is_number(place) for place in places):
            amounts = [study.value(place) for place in places]
            if amounts[1] > 0:
                sizes.append((*places, amounts[0] / amounts[1]))
    if len(sizes) < LEAST_ROWS or median(abs(size) for _, _, size in sizes) > USUALLY:
        return
    for place, figure, size in sizes:
        if size < AS_LARGE:
            study.ledger.agreed(CHANGE_SIZES)
            continue
        printed = study.pack.cell(figure).text
        before = "below nought" if size > 1 else "next to nothing"
        study.ledger.found(
            CHANGE_SIZES,
            place,
            explanation=f"{CHANGE_SIZES.words} The figure is {printed}: before, it would have been {before}.",
            expected="a small part of the figure",
            confidence=0.75,
            cause="The figure stands where its change belongs." if size <= MISTAKEN else "",
            others=[figure],
        )
