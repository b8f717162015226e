"""One group of pupils under two names: FSM in one table, disadvantaged in another, with mostly the same figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import likeness, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RENAMED = Rule(
    "renamed-groups",
    Kind.CROSS_TABLE,
    "A group with the figures of a group of another name is that group, in every column.",
    Severity.WARNING,
)
SAME_HEADING = 0.4
FEWEST = 3
"""Figures of two digits or more, all different, that must be equal."""
_GROUPS = (
    ("poor", re.compile(r"\b(fsm\d?|free school meals?|disadv(antaged)?|pupil premium|ever ?6)\b", re.IGNORECASE)),
    ("care", re.compile(r"\b(looked[- ]after|lac|cla|in care)\b", re.IGNORECASE)),
    ("needs", re.compile(r"\b(sen|send|special educational needs)\b", re.IGNORECASE)),
)
_OTHER = re.compile(r"\b(non|not|no|without|other|others|gap|difference|all except|never)\b", re.IGNORECASE)
_NO_FIGURE = {Role.REFERENCE, Role.DIRECTION, Role.RATING, Role.TARGET, Role.DIFFERENCE}


def find_renamed_groups(study: Study) -> None:
    """Compare rows of two tables that name one group in two ways and agree in half of their columns or more."""
    named = [
        (table, groups) for table in study.pack.tables if table.index not in study.copies and (groups := _groups(table))
    ]
    for (first, ours), (other, theirs) in combinations(named, 2):
        columns: list[tuple[int, int]] | None = None
        for one, kind in ours.items():
            for two in (row for row, group in theirs.items() if group == kind):
                if first.rows[one].pieces[-1].casefold() != other.rows[two].pieces[-1].casefold():
                    columns = columns if columns is not None else list(_same_columns(first, other))
                    _compare(study, first, other, (one, two), columns)


def _groups(table: PackTable) -> dict[int, str]:
    """By row, which group its last label names."""
    found = {}
    for number, row in enumerate(table.rows):
        text = row.pieces[-1] if row.pieces else ""
        kinds = [kind for kind, pattern in _GROUPS if pattern.search(text)]
        if len(kinds) == 1 and not _OTHER.search(text):
            found[number] = kinds[0]
    return found


def _same_columns(first: PackTable, other: PackTable) -> Iterator[tuple[int, int]]:
    """Columns of one time and of like headings, each the one most like the other."""
    alike = {
        (one, two): likeness(_words(first, one), _words(other, two))
        for one in first.value_columns
        for two in other.value_columns
        if first.columns[one].time == other.columns[two].time
        and first.columns[one].numeric
        and other.columns[two].numeric
        and first.columns[one].role not in _NO_FIGURE
        and other.columns[two].role not in _NO_FIGURE
    }
    for (one, two), much in alike.items():
        beside = [value for pair, value in alike.items() if pair != (one, two) and (pair[0] == one or pair[1] == two)]
        if much >= SAME_HEADING and much > max(beside, default=0.0):
            yield one, two


def _words(table: PackTable, column: int) -> frozenset[str]:
    pieces = table.columns[column].pieces
    return frozenset[str]().union(*(subject_of(piece) for piece in pieces if read_time(piece) is None))


def _compare(
    study: Study, first: PackTable, other: PackTable, rows: tuple[int, int], columns: list[tuple[int, int]]
) -> None:
    pairs = []
    for one, two in columns:
        left, right = Place(first.index, rows[0], one), Place(other.index, rows[1], two)
        if (
            study.is_number(left)
            and study.is_number(right)
            and study.are_as_fine(left, right)
            and study.measure(left) is study.measure(right)
        ):
            pairs.append((left, right))
    equal = [left for left, right in pairs if study.value(left) == study.value(right)]
    telling = {study.value(left) for left in equal if (shown := study.pack.cell(left).number) and shown.digits >= 2}
    if len(telling) < FEWEST or len(equal) * 2 < len(pairs):
        return
    labels = first.rows[rows[0]].label, other.rows[rows[1]].label
    for left, right in pairs:
        words = (
            f"{labels[0]!r} at line {study.ledger.line_of(left)} and {labels[1]!r} at line "
            f"{study.ledger.line_of(right)} agree in {len(equal)} of {len(pairs)} columns; here they are "
            f"{study.pack.cell(left).text} and {study.pack.cell(right).text}."
        )
        terms = [Term(place, Interval.exactly(study.value(place))) for place in (right, left)]
        weight = 0.55 + 0.3 * len(equal) / len(pairs)
        study.ledger.weigh(Equation(RENAMED, terms[0], (terms[1],), words, weight=weight))
