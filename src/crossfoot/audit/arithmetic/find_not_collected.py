"""Noughts where a note says that nothing was collected, and more than a hundred per cent where that cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.arithmetic.shares_worked_out import is_worked_out
from crossfoot.audit.display.find_residue import NOUGHTS
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Paragraph, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

BEYOND = Rule(
    "beyond-hundred",
    Kind.ARITHMETIC,
    "Progress, attendance and take-up do not go above a hundred per cent.",
    Severity.WARNING,
)
NEAR = 60
"""Lines after the first row of a table within which a note speaks of its rows."""
_NONE = re.compile(
    r"\b(?:not|never|hasn'?t|haven'?t|didn'?t|did not|yet to|no)\b[^.;]{0,30}\b(?:collect\w*|available|"
    r"open(?:ed)?|record\w*|report\w*|"
    r"suppl\w+|submit\w*|return\w*|ask\w*|survey\w*|measur\w+|captur\w+|data|figures?|gather\w*|held|provid\w+|"
    r"known|take[ns]?|"
    r"start\w*|launch\w*)\b|\b(?:no|without) (?:data|survey|return|figure|feedback|response)s?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\bprogress\b|\bcomplet(?:e|ed|ion)\b|\battendance\b|\btake[- ]?up\b|\battended\b|\bin time(?:scale)?\b|"
    r"\bwithin\b|\bon time\b|"
    r"\bachiev(?:ed|ing)\b|\bparticipat|\bcoverage\b|\bresponse rate\b|\bsatisfaction\b|\bseen\b|\bvisited\b|"
    r"\bgood or better\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(target|budget|plan|profile|change|increase|growth|occupancy|index|of (?:last|previous)|capacity|"
    r"expected|forecast|savings?|delivered|ratio|against|rate per)\b",
    re.IGNORECASE,
)

_PLANNED = re.compile(r"\b(?:planned|plan|profiled?|budget|target sum|target £)", re.IGNORECASE)
"""Of what was planned more may be done."""


def find_not_collected(study: Study) -> None:
    """Check noughts against the notes below each table, and percentages that have a bound by their name."""
    notes = [each for each in study.pack.paragraphs if _NONE.search(each.text)]
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_noughts(study, table, notes)
            _check_beyond(study, table)


def _percent(cell: Cell) -> bool:
    return cell.is_number and cell.number is not None and cell.number.percent


def _check_noughts(study: Study, table: PackTable, notes: Sequence[Paragraph]) -> None:
    """`0.0%` in the row of a place of which a note says that it has not collected it."""
    last = table.last_line
    near = [note for note in notes if table.line - 5 <= note.line <= last + NEAR]
    if not near:
        return
    for place, cell in table.numbers():
        if not _percent(cell) or cell.number is None or cell.number.value:
            continue
        label = frozenset(words_of(table.rows[place.row].label))
        heading = frozenset(words_of(table.columns[place.column].heading))
        others = [
            table.cell(row, place.column)
            for row in range(len(table.rows))
            if row != place.row and _percent(table.cell(row, place.column))
        ]
        far = others and all(other.number is not None and other.number.value >= 5 for other in others)
        for note in near:
            words = frozenset(words_of(note.text))
            if label and label <= words and (heading & words or far):
                study.ledger.found(
                    NOUGHTS,
                    place,
                    explanation=f"{NOUGHTS.words} Line {note.line}: {note.text[:160]}",
                    expected="no value, and why",
                    confidence=0.8,
                )
                break


def _check_beyond(study: Study, table: PackTable) -> None:
    """A percentage above a hundred in a column or row that counts how much of something was done."""
    for place, cell in table.numbers():
        if not _percent(cell) or cell.number is None:
            continue
        names = (table.columns[place.column].heading, table.rows[place.row].label)
        if not any(_WHOLE.search(name) and not _MORE.search(name) for name in names) or _MORE.search(names[0]):
            continue
        if cell.number.value <= 100:
            study.ledger.agreed(BEYOND)
        elif not (
            _beside(table, place)
            or any(_PLANNED.search(each.heading) for each in table.columns)
            or is_worked_out(study, table, place)
        ):
            study.ledger.found(
                BEYOND,
                place,
                explanation=f"{BEYOND.words} {table.rows[place.row].label}, {names[0]}: {cell.text}.",
                expected="100% at most",
                confidence=0.75,
            )


def _beside(table: PackTable, place: Place) -> bool:
    """Whether another percentage of its row or column goes above a hundred as well: then it is counted otherwise."""
    column = [table.cell(row, place.column) for row in range(len(table.rows)) if row != place.row]
    row = [table.cell(place.row, other) for other in table.value_columns if other != place.column]
    return any(_percent(cell) and cell.number is not None and cell.number.value > 100 for cell in (*column, *row))
