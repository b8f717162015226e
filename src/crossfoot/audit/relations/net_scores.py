"""Net scores: those for something less those against it, by the steps of a scale: agree, neither, disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates
from crossfoot.audit.relations.ways import Side, side_of

_NET = re.compile(
    r"\bnet\b(?! (of|cost|spend|budget|income|book|pay|expenditure|migration))|\bnps\b|\bpromoter score\b|"
    r"\bbalance( of (opinion|views|replies|answers))?$|"
    r"\b(agree\w*|good|satisf\w+|yes|positive|for|better|happy|up) (less|minus|-|\u2013|\u2212) \w+",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"\b(replies|reply|responses?|responded|respondents|answers?|answered|total|all|base|votes?|n|number|count|asked)\b",
    re.IGNORECASE,
)
NET = 2.5
"""What it says that a label is of a net score, and others of the steps of a scale."""
NET_OF_SCALE = 4.0
"""The same where there are two steps or more on either side: rounding leaves little to show, and little is needed."""
MOST_STEPS = 9
Sided = list[tuple[Line, Side]]


def net_scores(grid: Grid, target: Line) -> Candidates:
    """The steps for it less the steps against it, as they stand or over all replies."""
    if _NET.search(target.own_label) is None or hints.is_opening(target) or hints.is_closing(target):
        return Candidates((), 1)
    formulas = [formula for sided in _steps_beside(grid, target) for formula in _formulas(grid, target, sided)]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def _steps_beside(grid: Grid, target: Line) -> Iterator[Sided]:
    """The steps of the nearest scale before the target, and of the nearest after it."""
    at = grid.position(target)
    before, after = grid.lines[:at][::-1], grid.lines[at + 1 :]
    for lines in (before, after):
        run: Sided = []
        for line in lines:
            side = side_of(line.own_label) if line.group == target.group or not target.group else None
            if side is not None and len(run) < MOST_STEPS:
                run.append((line, side))
            elif run or _NET.search(line.own_label):
                # Another net score stands nearer: those are its steps.
                break
        if {Side.FOR, Side.AGAINST} <= {side for _, side in run}:
            yield run


def _formulas(grid: Grid, target: Line, sided: Sided) -> Iterator[Formula]:
    sided = sorted(sided, key=lambda each: grid.position(each[0]))
    parts = tuple(Part(line, 1 if side is Side.FOR else -1) for line, side in sided if side is not Side.NEITHER)
    both = min(sum(part.factor > 0 for part in parts), sum(part.factor < 0 for part in parts))
    named = NET_OF_SCALE if both > 1 else NET
    yield Formula(target, parts, prior=named)
    if any(line.is_averaged for line, _ in sided) or _is_of_percentages(grid, target):
        return
    steps = [line for line, _ in sided]
    hundred = Fraction(100)
    yield Formula(target, parts, tuple(Part(line) for line in steps), hundred, prior=named)
    for whole in _replies(grid, target, steps):
        yield Formula(target, parts, (Part(whole),), hundred, prior=named)


def _is_of_percentages(grid: Grid, target: Line) -> bool:
    """Whether it is one printed percentage less another, nearly everywhere: then rounded figures were subtracted."""
    averaged = [line for line in grid.lines if line.is_averaged and line is not target]
    for one, other in permutations(averaged[:MOST_AVERAGED], 2):
        apart = [
            abs(one.values[key].amount - other.values[key].amount - own.amount) <= own.last_digit + 1e-9
            for key, own in target.values.items()
            if key in one.values and key in other.values
        ]
        if len(apart) > 1 and sum(apart) >= len(apart) - 1:
            return True
    return False


MOST_AVERAGED = 8


def _replies(grid: Grid, target: Line, steps: Sequence[Line]) -> list[Line]:
    """The lines that count all replies."""
    return [
        line
        for line in grid.lines
        if line is not target and line not in steps and not line.is_averaged and _REPLIES.search(line.own_label)
    ]
