"""Steps: what a figure is of the one before it: a running total, an opening balance, a change since last month."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.reading.labels import Measure, Totalling
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part, Where
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, nearness
from crossfoot.audit.relations.sums import NAMED_ALL

ASKS_STEP = 1.2
"""What a label says that is of one stage against the one before."""


def running_totals(target: Line, pool: Sequence[Line]) -> Candidates:
    """The figure before it and what came since."""
    if not hints.asks_running(target) or target.role is Role.PREVIOUS_YEAR_TO_DATE:
        return Candidates((), 1)
    formulas = [
        Formula(target, (Part(target, where=Where.BEFORE), Part(line)), prior=1.0)
        for line in pool
        if line.is_averaged == target.is_averaged
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def carried_forward(target: Line, pool: Sequence[Line]) -> Candidates:
    """What is there at the start is what was there at the end of the time before."""
    if not hints.is_opening(target) or target.totalling is Totalling.TOTAL:
        return Candidates((), 1)
    closing = [line for line in pool if hints.is_closing(line)]
    # Where one line alone is called an end, the labels say all of it.
    prior = NAMED_ALL if len(closing) == 1 else 1.5
    formulas = [Formula(target, (Part(line, where=Where.BEFORE),), prior=prior) for line in closing]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def changes_since_before(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Against the key before, or the first: a change since last month, growth since the start, a conversion."""
    asks = hints.asks_difference(target)
    named = 1.2 if hints.names_before(target) else 0.3
    formulas: list[Formula] = []
    first = grid.keys[0]
    for line in pool:
        before, start = Part(line, where=Where.BEFORE), Part(line, at=first)
        near = nearness(grid, target, line)
        if target.measure is Measure.PERCENT and not line.is_averaged:
            hundred = Fraction(100)
            if hints.asks_step(target):
                formulas.append(Formula(target, (Part(line),), (before,), hundred, prior=ASKS_STEP + near))
            if asks:
                for base in (before, start):
                    less = Part(line, -1, where=base.where, at=base.at)
                    formulas.append(Formula(target, (Part(line), less), (base,), hundred, prior=0.5 + near))
        if asks and line.is_averaged == target.is_averaged:
            formulas.append(Formula(target, (Part(line), Part(line, -1, where=Where.BEFORE)), prior=named + near))
    return Candidates(tuple(formulas), max(2, len(formulas)))
