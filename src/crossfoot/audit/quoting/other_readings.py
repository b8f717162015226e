"""What a figure of a sentence may be besides the cell that its words name: what cells of the same row make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from crossfoot.audit.quoting.near_tables import is_whole_row
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Meant
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.study import Study

_FEWEST_DIGITS = 3
"""Of a percentage or a count that any two cells of a row may make: with fewer digits some two often do."""
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN])


def is_made_in_line(study: Study, figure: Figure, place: Place) -> bool:
    """Whether cells of the row of a place make the figure exactly, or one of them as a share of that of all."""
    table = study.pack.tables[place.table]
    row = _counts(study, table, place.row)
    if figure.percent:
        if any(_is_share(study, figure, part, whole) for part in row for whole in _wholes(study, table, part)):
            return True
        return figure.digits >= _FEWEST_DIGITS and any(
            _is_share(study, figure, one, other) or _is_share(study, figure, other, one)
            for one, other in combinations(row, 2)
        )
    if not figure.is_plain or figure.digits < _FEWEST_DIGITS:
        return False
    amount = abs(figure.amount)
    return any(
        amount in {study.value(one) + study.value(other), abs(study.value(one) - study.value(other))}
        for one, other in combinations(row, 2)
    )


def _counts(study: Study, table: PackTable, row: int) -> list[Place]:
    places = [Place(table.index, row, column) for column in table.value_columns]
    return [
        place
        for place in places
        if study.is_number(place)
        and study.measure(place) in _COUNTS
        and table.columns[place.column].role not in _NO_VALUE
    ]


def _wholes(study: Study, table: PackTable, part: Place) -> Sequence[Place]:
    rows = [row for row in range(len(table.rows)) if row != part.row and is_whole_row(table, row)]
    return [whole for row in rows if study.is_number(whole := Place(table.index, row, part.column))]


def _is_share(study: Study, figure: Figure, part: Place, whole: Place) -> bool:
    one, other = study.value(part), study.value(whole)
    return 0 < one <= other and figure.interval.contains(one / other * 100)


_START = r"\b(?:since|from|than)(?: (?:in|at|the|end|start|of))*"


def is_start(study: Study, sentence: Sentence, meant: Meant) -> bool:
    """Whether it is the row of a time that is told as a start only: `has fallen since Q1 and now stands at 24%`."""
    row = study.pack.tables[meant.line.table].rows[meant.line.number] if meant.line.by_row else None
    if row is None or row.time is None:
        return False
    text = spaced(sentence.text)
    return re.search(rf"{_START}{re.escape(spaced(row.label))}", text) is not None


_THAN = re.compile(r"\b(?:than|from|over|against|with|to)\b(?P<rest>.*)$", re.IGNORECASE)


def is_compared_before(sentence: Sentence, accused: Meant) -> bool:
    """Whether only the sentence before names it, compared with its subject: `more than in-house ones. They`."""
    words = accused.line.words
    compared = _THAN.search(sentence.before)
    return (
        compared is not None
        and bool(words)
        and not words & plain_words(sentence.text)
        and words <= plain_words(compared["rest"])
        and not words <= plain_words(sentence.before[: compared.start()])
    )
