"""Labels of two rows that changed places: the words give each the figure that the table gives the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import NAMES, read_time
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SWAPPED = Rule(
    "swapped-labels", Kind.LABEL, "The label of a row is the one that the words give its figures.", Severity.WARNING
)
LEAST = 10
"""Counts below are found by chance."""
MOST_PLACES = 6
_TIMES = frozenset(name.casefold() for name in NAMES)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence gives the row `named` the figure that stands at `place`."""

    named: int
    place: Place
    line: int
    text: str


def find_swapped_labels(study: Study, sentences: list[Sentence]) -> None:
    """Look for two sentences, or two figures of one, that each give one row the other's figure."""
    values: dict[Fraction, list[Place]] = defaultdict(list)
    rows: dict[tuple[int, int], frozenset[str]] = {}
    for table in study.pack.tables:
        if table.index in study.copies or len(table.rows) < 2:
            continue
        for row, words in _labels(table):
            rows[table.index, row] = words
        for place, cell in table.numbers():
            if cell.number is not None and abs(cell.number.amount) >= LEAST and (place.table, place.row) in rows:
                values[cell.number.amount].append(place)
    claims: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in _claims(sentences, values, rows):
        claims[claim.place.table, claim.place.column].append(claim)
    for (index, _), group in claims.items():
        _report(study, index, group)


def _labels(table: PackTable) -> Iterator[tuple[int, frozenset[str]]]:
    """The words of each row that say what it is: dates left out, and what every row has."""
    words = {
        row: frozenset(
            word
            for word in words_of(line.label)
            if word not in _TIMES and not word.isdecimal() and read_time(word) is None
        )
        for row, line in enumerate(table.rows)
    }
    for row, own in words.items():
        if len(own) >= 2:
            yield row, own


def _claims(
    sentences: list[Sentence],
    values: dict[Fraction, list[Place]],
    rows: dict[tuple[int, int], frozenset[str]],
) -> Iterator[Claim]:
    by_table: dict[int, list[int]] = defaultdict(list)
    for table, row in rows:
        by_table[table].append(row)
    for sentence in sentences:
        for figure in sentence.figures:
            places = values.get(figure.amount, ())
            if not places or len(places) > MOST_PLACES or abs(figure.amount) < LEAST:
                continue
            for place in places:
                named = [row for row in by_table[place.table] if rows[place.table, row] <= sentence.words]
                if len(named) == 1 and named[0] != place.row:
                    yield Claim(named[0], place, sentence.line, sentence.text)


def _report(study: Study, table: int, claims: list[Claim]) -> None:
    for place, claim in enumerate(claims):
        back = next(
            (
                other
                for other in claims[place + 1 :]
                if other.named == claim.place.row
                and other.place.row == claim.named
                and study.value(other.place) != study.value(claim.place)
            ),
            None,
        )
        if back is None:
            continue
        first, other = sorted((claim.place, back.place))
        study.ledger.found(
            SWAPPED,
            first,
            published=study.pack.row(first).label,
            expected=study.pack.row(other).label,
            explanation=(
                f"{SWAPPED.words} Line {claim.line}: {claim.text[:120]} Line {back.line}: {back.text[:120]} "
                f"The table has {study.pack.cell(first).text} for {study.pack.row(first).label!r} and "
                f"{study.pack.cell(other).text} for {study.pack.row(other).label!r}."
            ),
            confidence=0.75,
            cause="The labels of the two rows, or their figures, changed places.",
            others=[other],
        ).table = study.pack.tables[table].title
        return
