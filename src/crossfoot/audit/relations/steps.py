"""Steps: what a figure is of the one before it: a running total, an opening balance, a change since last month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.reading.labels import Measure, Totalling, subject_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part, Where
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, nearness
from crossfoot.audit.relations.sums import NAMED_ALL

ASKS_STEP = 1.2
"""What a label says that is of one stage against the one before."""
NAMES_BEFORE = 1.2
"""What a label says that is of a change since the time before."""
SAYS_WHOSE = 1.4
"""What a label says that is of the change of another line, by its name."""
_CHANGE_WORDS = subject_of("points change difference movement increase decrease rise fall")


def running_totals(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """The figure before it and what came since."""
    if not hints.asks_running(target) or target.role is Role.PREVIOUS_YEAR_TO_DATE:
        return Candidates((), 1)
    formulas = [
        Formula(target, (Part(target, where=Where.BEFORE), Part(line)), prior=1.0 + nearness(grid, target, line))
        for line in pool
        if line.is_averaged == target.is_averaged
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def running_from_the_end(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """So many and all after them: `45 minutes or longer` is what stood before it, less those that end there."""
    if _OR_MORE.search(target.label) is None:
        return Candidates((), 1)
    formulas = [
        Formula(
            target,
            (Part(target, where=Where.BEFORE), Part(line, -1, where=Where.BEFORE)),
            prior=1.0 + nearness(grid, target, line),
        )
        for line in pool
        if line.is_averaged == target.is_averaged
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


_OR_MORE = re.compile(
    r"\b(or|and) (more|longer|over|above|older|higher|later|beyond|worse|up)\b|\bat least (so|that|as)\b", re.IGNORECASE
)


def running_balances(target: Line, pool: Sequence[Line]) -> Candidates:
    """What was left before, less what was drawn since: `Left`, `Balance`, `Still to place`."""
    if not hints.asks_remaining(target) or target.is_averaged:
        return Candidates((), 1)
    drawn = [line for line in pool if not line.is_averaged and line.role is Role.VALUE]
    formulas = [Formula(target, (Part(target, where=Where.BEFORE), Part(line, -1)), prior=1.0) for line in drawn]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def levels(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """What was there before, and who came since, less who went: `Open on Friday` beside `Started` and `Finished`."""
    if target.is_averaged or grid.by_row:
        return Candidates((), 1)
    counts = [line for line in pool if not line.is_averaged and not line.inset]
    if target.role is Role.ROLLING:
        return _rolled_on(target, counts)
    if not (hints.is_stock(target) or hints.is_closing(target) or hints.asks_remaining(target)):
        return Candidates((), 1)
    came = [line for line in counts if hints.is_inflow(line)]
    went = [line for line in counts if hints.is_outflow(line)]
    formulas = [
        Formula(target, (Part(target, where=Where.BEFORE), Part(one), Part(other, -1)), prior=LEVELS)
        for one in came
        for other in went
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def _rolled_on(target: Line, counts: Sequence[Line]) -> Candidates:
    """A rolling year: the one before it, with this month and without the same one of last year."""
    earlier = [line for line in counts if _YEAR_AGO.search(line.own_label)]
    formulas = [
        Formula(target, (Part(target, where=Where.BEFORE), Part(line), Part(other, -1)), prior=LEVELS)
        for line in counts
        for other in earlier
        if line not in earlier
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


_YEAR_AGO = re.compile(r"\b(last|previous|prior) year\b|\b(a|one) year (ago|before|earlier)\b", re.IGNORECASE)
LEVELS = 1.5
"""What labels say of who is there, who came and who went."""


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
    named = NAMES_BEFORE if hints.names_before(target) else 0.3
    formulas: list[Formula] = []
    first = grid.keys[0]
    for line in pool:
        before, start = Part(line, where=Where.BEFORE), Part(line, at=first)
        near = nearness(grid, target, line)
        # `Change in suspensions` beside `Suspensions`.
        own = SAYS_WHOSE if line.subject and line.subject == target.subject - _CHANGE_WORDS else named
        if target.measure is Measure.PERCENT and not line.is_averaged:
            hundred = Fraction(100)
            if hints.asks_step(target):
                formulas.append(Formula(target, (Part(line),), (before,), hundred, prior=ASKS_STEP + near))
            if asks:
                for base in (before, start):
                    less = Part(line, -1, where=base.where, at=base.at)
                    formulas.append(Formula(target, (Part(line), less), (base,), hundred, prior=max(0.5, named) + near))
        if asks and (line.is_averaged == target.is_averaged or target.measure is Measure.UNKNOWN):
            formulas.append(Formula(target, (Part(line), Part(line, -1, where=Where.BEFORE)), prior=own + near))
    return Candidates(tuple(formulas), max(2, len(formulas)))
