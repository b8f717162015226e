"""Answers under `Within range`, against the range that words near the table tell: `between 50 and 70 a post`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.study import Study

ANSWERS = Rule(
    "heading-answers",
    Kind.DISPLAY,
    "Under a heading that asks whether a line was kept, the answer is what the figure and the line make of it.",
)
FEWEST = 4
NEAR = 8
"""Lines from a table within which its range is told."""
_BETWEEN = re.compile(
    r"\b(?:between|range (?:of|is|from)|from) (?P<low>\d+(?:\.\d+)?)%? (?:and|to) (?P<high>\d+(?:\.\d+)?)\b"
)


def check_range(study: Study, marked: Marked, answers: Mapping[int, bool], *, negated: bool) -> None:
    """Check the answers by the one column of figures that all of them follow, or all but one."""
    ends = _told(study, marked)
    if ends is None or len(answers) < FEWEST:
        return
    fitting: list[tuple[int, list[int]]] = []
    for column in marked.table.value_columns:
        places = {row: Place(marked.table.index, row, column) for row in answers}
        numeric = marked.table.columns[column].numeric and marked.table.columns[column].role is Role.VALUE
        if column == marked.column or not numeric or not all(map(study.is_number, places.values())):
            continue
        within = {row: ends[0] <= study.value(place) <= ends[1] for row, place in places.items()}
        wrong = [row for row, answer in answers.items() if answer == (within[row] == negated)]
        if not wrong:
            study.ledger.agreed(ANSWERS, len(answers))
            return
        if len(wrong) == 1:
            fitting.append((column, wrong))
    if len(fitting) == 1:
        column, (row,) = fitting[0]
        _report(study, marked, Place(marked.table.index, row, column), ends, len(answers) - 1)


def _told(study: Study, marked: Marked) -> tuple[Fraction, Fraction] | None:
    """The one range that is told near the table."""
    table = marked.table
    near = study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR + 1))
    texts = [table.caption, *table.captions, *(each.text for each in near if each.sheet == table.sheet)]
    told = {(Fraction(each["low"]), Fraction(each["high"])) for text in texts for each in _BETWEEN.finditer(text)}
    return told.pop() if len(told) == 1 else None


def _report(study: Study, marked: Marked, of: Place, ends: tuple[Fraction, Fraction], right: int) -> None:
    own = of._replace(column=marked.column)
    low, high = (f"{float(each):g}" for each in ends)
    study.ledger.agreed(ANSWERS, right)
    study.ledger.found(
        ANSWERS,
        own,
        explanation=(
            f"{ANSWERS.words} {study.pack.cell(of).text} against {low} to {high}, and {marked.marks[of.row]} is "
            f"printed; the {right} other answers are right."
        ),
        expected=f"not {marked.marks[of.row]}",
        confidence=0.85,
        others=[of],
    )
