"""Medians of the rows above: of all of them, or of all but the council's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.line import Grid, Line, Value, grids_of
from crossfoot.audit.study import Study

MEDIANS = Rule("medians", Kind.ARITHMETIC, "A median is the middle of the rows that it is of.")
FEWEST_HELD = 2
FEWEST_UNTOLD = 4
"""Where no number tells how many it is of, one or another may be left out by chance."""
MOST_OUT = 0.4
FEWEST_LINES = 4
_MEDIAN = re.compile(r"\bmedian\b|^(the )?mid(dle)?( (one|value|school|area|council))?$", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        4,
    )
}
_OF_LINES = re.compile(
    r"\b(average|mean|median|highest|lowest|maximum|minimum|range|quartile|total|all|england)\b", re.IGNORECASE
)


def find_median_faults(study: Study) -> None:
    """Check every row or column called a median against those right before it, where most of its figures are theirs."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for grid in grids_of(study, table):
                for line in grid.lines:
                    if _MEDIAN.search(line.own_label):
                        _check(study, grid, line)


def _check(study: Study, grid: Grid, line: Line) -> None:
    best: list[tuple[Value, float, float, list[Value]]] = []
    fewest = 0
    for lines, needed in _choices(grid, line):
        worked = [each for each in _medians(line, lines) if not _is_change(study, each[0])]
        held = sum(_holds(value, middle, 0.0) for value, middle, _, _ in worked)
        if held > fewest and held >= needed:
            best, fewest = worked, held
    if not fewest or len(best) - fewest > MOST_OUT * len(best):
        return
    study.ledger.agreed(MEDIANS, fewest)
    for value, middle, half, parts in best:
        if not _holds(value, middle, half):
            number = study.pack.cell(value.place).number
            study.ledger.found(
                MEDIANS,
                value.place,
                explanation=f"{MEDIANS.words} Of {len(parts)} it is {middle:g}: so it is in {fewest} of {len(best)}.",
                expected=f"{middle:.{number.decimals if number else 0}f}",
                confidence=0.85,
                others=[part.place for part in parts],
            )


def _choices(grid: Grid, line: Line) -> Iterator[tuple[Sequence[Line], int]]:
    """All lines right before it, and all but one, the council's own; with how many figures must show it."""
    before: list[Line] = []
    told = [_NUMBERS[word] for word in line.own_label.casefold().split() if word in _NUMBERS]
    for other in reversed(grid.lines[: grid.position(line)]):
        if hints.is_total(other) or _OF_LINES.search(other.own_label):
            if before:
                break
            continue
        before.insert(0, other)
    if len(before) >= FEWEST_LINES:
        if not told or told == [len(before)]:
            yield before, FEWEST_HELD
        if not told or told == [len(before) - 1]:
            for left_out in before:
                yield [other for other in before if other is not left_out], FEWEST_HELD if told else FEWEST_UNTOLD


def _is_change(study: Study, value: Value) -> bool:
    """Whether it is a change: that of the medians, and not the median of the changes."""
    return Role.DIFFERENCE in {study.pack.column(value.place).role, study.pack.row(value.place).role}


def _medians(line: Line, lines: Sequence[Line]) -> Iterator[tuple[Value, float, float, list[Value]]]:
    for key, value in line.values.items():
        known = [other.values[key] for other in lines if key in other.values]
        if len(known) == len(lines):
            yield value, median(each.amount for each in known), max(each.half for each in known), known


def _holds(value: Value, middle: float, half: float) -> bool:
    return abs(value.amount - middle) <= value.last_digit + half + 1e-9
