"""Arrows and words of direction beside two grades: `up` where `Good` comes after `Requires improvement`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.audit.display.directions import said_by
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

GRADES = Rule(
    "grade-moves",
    Kind.DISPLAY,
    "An arrow or word of direction between two grades says which of them is the better.",
)
FEWEST = 4
SCALES = (
    ("outstanding", "good", "requires improvement", "inadequate"),
    ("outstanding", "good", "satisfactory", "inadequate"),
    ("excellent", "good", "fair", "poor"),
    ("excellent", "good", "satisfactory", "unsatisfactory"),
    ("gold", "silver", "bronze"),
    ("strong", "expected", "below expected"),
    ("substantial", "reasonable", "limited", "no"),
    ("full", "substantial", "limited", "no"),
    ("substantial", "moderate", "limited", "no"),
    ("green", "amber", "red"),
)
"""The best first."""
_BEFORE = re.compile(r"\b(?:before|last|previous(?:ly)?|prior|earlier|ago|was|old|former)\b", re.IGNORECASE)
_ASSURED = re.compile(r"\s(?:assurance|standard|rating|grade)$")
_MOVES = {"up": 1, "better": 1, "down": -1, "worse": -1, "level": 0}


def find_grade_moves(study: Study) -> None:
    """Check every column of directions beside a column of grades and one of the grades before."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        judged = {each.column_number for each in study.ledger.findings if each.table_number == table.index}
        for now, before in _pairs(table):
            for column in range(1, len(table.columns)):
                if column not in judged and column not in {now, before}:
                    _check(study, table, column, now, before)


def _pairs(table: PackTable) -> Iterator[tuple[int, int]]:
    """Each column of grades with the one column of the same scale that is of the time before."""
    graded = [column for column in range(1, len(table.columns)) if _scale_of(table, column)]
    earlier = [column for column in graded if _BEFORE.search(table.columns[column].heading)]
    later = [column for column in graded if column not in earlier]
    if len(earlier) == len(later) == 1:
        yield later[0], earlier[0]


def _scale_of(table: PackTable, *columns: int) -> tuple[str, ...] | None:
    """The scale that holds every grade of the columns; None where there is none."""
    grades = {_grade(table, row, column) for column in columns for row in range(len(table.rows))} - {""}
    return next((scale for scale in SCALES if grades and grades <= set(scale)), None)


def _grade(table: PackTable, row: int, column: int) -> str:
    text = " ".join(table.cell(row, column).text.casefold().split())
    return _ASSURED.sub("", text) if text not in {"-", "n/a", "none", "new", "first"} else ""


def _check(study: Study, table: PackTable, column: int, now: int, before: int) -> None:
    scale = _scale_of(table, now, before)
    if scale is None:
        return
    found: dict[int, tuple[int, int]] = {}
    for row in range(len(table.rows)):
        grades = _grade(table, row, now), _grade(table, row, before)
        said = _MOVES.get(said_by(table.cell(row, column)))
        if all(grades) and said is not None:
            steps = scale.index(grades[1]) - scale.index(grades[0])
            found[row] = (said, (steps > 0) - (steps < 0))
    wrong = [row for row, (said, moved) in found.items() if said != moved]
    if len(found) < FEWEST or len(wrong) > 1 or len({moved for _, moved in found.values()}) < 2:
        return
    study.ledger.agreed(GRADES, len(found) - len(wrong))
    for row in wrong:
        expected = {1: "up", 0: "level", -1: "down"}[found[row][1]]
        places = Place(table.index, row, now), Place(table.index, row, before)
        study.ledger.found(
            GRADES,
            Place(table.index, row, column),
            explanation=(
                f"{GRADES.words} {study.pack.cell(places[0]).text} after {study.pack.cell(places[1]).text} is "
                f"{expected}, and {table.cell(row, column).text} is printed; {len(found) - 1} others are right."
            ),
            expected=expected,
            confidence=0.9,
            others=places,
        )
