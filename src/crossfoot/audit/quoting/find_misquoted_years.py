"""A figure and that of the year before, told in one sentence: where the one is the table's, so must the other be.

The figure may be the sum of rows that the table does not add up: `115 exclusions, against 118 the previous year`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.reading.labels import Measure, Totalling, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.study import Study

MOST_ROWS = 6
NEAR = Fraction(1, 4)
_YEAR_BEFORE = re.compile(
    r"\b(previous|last|preceding) (academic |financial )?year\b|\ba year (ago|earlier|before)\b"
    r"|\bsame (period|term|month|quarter|time|point) (of |in )?(the )?(previous|last|preceding)",
    re.IGNORECASE,
)
_PER_YEAR = {TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3, TimeKind.YEAR: 1, TimeKind.SPAN: 1}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The cells that make up a figure and that of the year before, and what they add up to."""

    now: tuple[Place, ...]
    before: tuple[Place, ...]
    total: Fraction
    total_before: Fraction


def find_misquoted_years(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check pairs of counts of which one is a year before the other."""
    for sentence in sentences:
        figures = [figure for figure in sentence.figures if figure.is_plain and figure.digits >= 2]
        if len(figures) == 2 and _YEAR_BEFORE.search(sentence.text):
            _check(study, sentence, figures[0], figures[1])


def _check(study: Study, sentence: Sentence, now: Figure, before: Figure) -> None:
    fitting = [
        quoted
        for table in study.pack.tables
        if table.index not in study.copies
        for quoted in _quoted(study, table, sentence.words)
        if quoted.total == now.amount and abs(quoted.total_before - before.amount) <= abs(before.amount) * NEAR
    ]
    if not fitting:
        return
    if any(quoted.total_before == before.amount for quoted in fitting):
        study.ledger.agreed(QUOTED)
        return
    if is_told_of(study, sentence, before.text):
        return
    best = max(fitting, key=lambda quoted: len(quoted.now))
    cells = " + ".join(study.pack.cell(place).text for place in best.before)
    working = (
        f"{now.text} is what the table has at line {study.ledger.line_of(best.now[0])}; "
        f"a year before it has {cells} = {float(best.total_before):g}."
    )
    tell(study, QUOTED, sentence, before.text, f"{float(best.total_before):g}", working, 0.75, best.before)


def _quoted(study: Study, table: PackTable, words: frozenset[str]) -> Iterator[Quoted]:
    """Rows together of what the sentence speaks of, at each time that has another a year before it."""
    timed = {
        column.time: place
        for place, column in enumerate(table.columns)
        if column.role is Role.TIME and column.time is not None and column.time.kind in _PER_YEAR
    }
    for rows in _runs(table, words):
        for time, column in timed.items():
            earlier = type(time)(time.kind, time.index - _PER_YEAR[time.kind])
            if earlier not in timed:
                continue
            now = tuple(Place(table.index, row, column) for row in rows)
            before = tuple(Place(table.index, row, timed[earlier]) for row in rows)
            if all(_is_count(study, place) for place in (*now, *before)):
                yield Quoted(now, before, _total(study, now), _total(study, before))


def _runs(table: PackTable, words: frozenset[str]) -> Iterator[range]:
    """Single rows that the sentence names, and runs of two rows or more from the start of what it names."""
    named_table = _is_named(table.caption, words)
    for start, row in enumerate(table.rows):
        if _is_named(row.label, words):
            yield range(start, start + 1)
        section = row.label.rpartition(" | ")[0] or row.section
        first = (
            start == 0 or (table.rows[start - 1].label.rpartition(" | ")[0] or table.rows[start - 1].section) != section
        )
        if first and (named_table or _is_named(section, words)):
            for size in range(2, min(MOST_ROWS, len(table.rows) - start) + 1):
                if table.rows[start + size - 1].totalling is not Totalling.NONE:
                    break
                yield range(start, start + size)


def _is_named(label: str, words: frozenset[str]) -> bool:
    subject = subject_of(label)
    return bool(subject) and subject <= words


def _is_count(study: Study, place: Place) -> bool:
    return study.is_number(place) and study.measure(place) in {Measure.COUNT, Measure.UNKNOWN}


def _total(study: Study, places: Sequence[Place]) -> Fraction:
    return sum((study.value(place) for place in places), Fraction(0))
