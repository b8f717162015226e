"""Average scores of how many had each grade: grades counted up or down, or with their points in a column."""

from __future__ import annotations

import re
from itertools import groupby, product

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, fits_somewhere, sample_of


def scored_means(grid: Grid, target: Line) -> Candidates:
    """An average score of how many had each grade, the grades counted up or down from 1 or from nought."""
    if _SCORED.search(target.own_label) is None or target.measure is Measure.PERCENT or not target.has_decimals:
        return Candidates((), 1)
    if grid.by_row:
        return _weighted_by_column(grid, target)
    formulas = []
    tried = 0
    runs = [list(run) for plain, run in groupby(grid.lines, _is_plain_count) if plain]
    for run in runs:
        for first, size in product(range(len(run)), range(FEWEST_GRADES, MOST_GRADES + 1)):
            grades = run[first : first + size]
            if len(grades) == size and not any(hints.is_total(line) or line is target for line in grades):
                for weights in (range(1, size + 1), range(size, 0, -1), range(size), range(size - 1, -1, -1)):
                    tried += 1
                    parts = tuple(map(Part, grades, weights))
                    formula = Formula(target, parts, tuple(map(Part, grades)), prior=SCORED)
                    if fits_somewhere(formula, sample_of(target)):
                        formulas.append(formula)
    return Candidates(tuple(formulas), max(1, tried))


def _weighted_by_column(grid: Grid, target: Line) -> Candidates:
    """The same where each grade has its points in a column of its own: 4 for excellent, 0 for weak."""
    formulas = []
    before = [line for line in grid.lines if grid.position(line) < grid.position(target)]
    for key in grid.keys:
        graded = [(line, line.values[key].amount) for line in before if key in line.values]
        known = _WEIGHTS.search(grid.labels[key]) is not None and key not in target.values
        if known and len(graded) >= FEWEST_GRADES and all(points == int(points) for _, points in graded):
            parts = tuple(Part(line, int(points)) for line, points in graded)
            formula = Formula(target, parts, tuple(Part(line) for line, _ in graded), prior=SCORED)
            if fits_somewhere(formula, sample_of(target)):
                formulas.append(formula)
    return Candidates(tuple(formulas), max(1, len(formulas)))


_WEIGHTS = re.compile(r"\b(points?|weights?|weighting|scores?|values?|marks?)\b", re.IGNORECASE)


def _is_plain_count(line: Line) -> bool:
    return not line.is_averaged and not line.has_decimals


FEWEST_GRADES, MOST_GRADES = 3, 5
SCORED = 1.5
"""What a label says that is of an average score beside how many had each."""
_SCORED = re.compile(r"\b(average|mean)\b.*\b(scores?|ratings?|grades?|marks?|points|levels?)\b", re.IGNORECASE)
