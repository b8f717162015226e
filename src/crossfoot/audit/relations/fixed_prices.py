"""What each unit comes to, the same in every row: pence for each ninth of a charge, hours of one full-time post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.quotients import shared_divisor
from crossfoot.audit.relations.search import Candidates, nearness

FEWEST_PRICED, LEAST_DIGITS = 5, 4
"""So many amounts to the penny, each of so many digits, are no multiples of one price by chance."""
UNTOLD = -1.0
NAMED = 1.6
"""What it says that the label is of full-time posts, the other line of hours, and that words tell how many make one."""
_FULL_TIME = re.compile(r"\bfte\b|\bf\.t\.e|\bfull[- ]time equivalents?\b|\bwte\b", re.IGNORECASE)
_HOURS = re.compile(r"\bhours?\b", re.IGNORECASE)


def at_fixed_prices(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line over hours that words tell, or over what each penny of a charge stands for."""
    formulas = [*_full_time(grid, target, pool), *_priced(grid, target, pool)]
    return Candidates(tuple(formulas), max(2, len(formulas)))


def _full_time(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    if _FULL_TIME.search(target.own_label):
        for line in pool:
            if _HOURS.search(line.own_label) and not _FULL_TIME.search(line.own_label):
                for hours in grid.told:
                    yield Formula(target, (Part(line),), constant=Interval.exactly(hours), prior=NAMED)


def _priced(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    amounts = target.values.values()
    if grid.by_row or target.measure is not Measure.MONEY or len(amounts) < FEWEST_PRICED or not target.has_decimals:
        return
    if any(value.digits < LEAST_DIGITS for value in amounts):
        return
    for line in pool:
        counts = [value.amount for value in line.values.values()]
        if line.measure in {Measure.MONEY, Measure.PERCENT} or line.has_decimals or len(set(counts)) < FEWEST_PRICED:
            continue
        each = shared_divisor(target, line, 1)
        if each is not None:
            yield Formula(
                target,
                (Part(line),),
                scale=Fraction(1),
                constant=each,
                prior=UNTOLD + nearness(grid, target, line),
            )
