"""Scores made up of others by weights that are told, and points that are shares of the best bid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from crossfoot.audit.arithmetic.taken_for import TakenFor
from crossfoot.audit.arithmetic.told_weights import Weighting, weightings_of
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study

SCORES = Rule(
    "weighted-scores",
    Kind.ARITHMETIC,
    "A score is made up of its parts by the weights that are told, or is a share of the best bid.",
)
FEWEST = 3
MOST_FAILED, MOST_FAILED_TOLD = 0.34, 0.49
"""Fewer where nothing tells that the points are shares of the best."""
SURE = 3.0
"""How unlikely those that hold must be by chance, as a power of ten over the number of formulas tried."""
FEWEST_NAMED, SURE_NAMED = 2, 1.5
"""The same where the label says that the score is weighted."""
_NAMED = re.compile(r"\bweighted (scores?|marks?|totals?|results?)\b", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:scores?|marks?|totals?|points?|overall|weighted|results?|rating|index|combined|evaluation|quality|outcome)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:scores?|marks?|points?|%|weighted|percentage)(?:\b|$)", re.IGNORECASE)
_PRICE = re.compile(
    r"£|\b(?:prices?|costs?|fees?|bids?|tenders?|rates?|sums?|offers?|charges?|quotes?)\b", re.IGNORECASE
)
SCALES = (Fraction(1), *(Fraction(100, most) for most in range(2, 11)), Fraction(10), Fraction(1, 10), Fraction(100))
"""What a weighted mean is multiplied by: marks out of ten, five or four become a percentage."""
LARGEST_SHARE = 100
_SCALED = re.compile(r"\b(?:points?|weighted|scaled|adjusted|relative|normali[sz]ed)\b|%", re.IGNORECASE)


@dataclass(frozen=True)
class _Made(TakenFor):
    """A score, and in what part of the cells it may fail."""

    most_failed: float


def find_weighted_scores(study: Study) -> None:
    """Check every row or column of scores that told weights make of other lines, or that is a share of the best."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for grid in grids_of(study, table):
            scores = [line for line in grid.lines if _SCORE.search(line.label)]
            weightings = list(weightings_of(study, grid)) if scores else []
            for line in scores:
                made = [
                    *(each for told in weightings if line not in told.lines for each in _weighted(study, line, told)),
                    *_shares(study, grid, line),
                ]
                _check(study, made, named=_NAMED.search(line.own_label) is not None)


def _check(study: Study, made: Sequence[_Made], *, named: bool) -> None:
    best = max(made, key=lambda each: each.order, default=None)
    if best is None or best.held < (FEWEST_NAMED if named else FEWEST):
        return
    failed, sure = len(best.equations) - best.held, SURE_NAMED if named else SURE
    if failed <= max(1, best.most_failed * len(best.equations)) and best.told >= sure + math.log10(len(made)):
        for equation in best.equations:
            study.ledger.weigh(equation)


def _weighted(study: Study, line: Line, told: Weighting) -> Iterator[_Made]:
    """The line as the weighted mean of others, times what turns their marks into its own."""
    whole = sum(told.weights)
    keys = [key for key in line.values if key != told.key and all(key in part.values for part in told.lines)]
    if len(keys) < FEWEST:
        return
    names = ", ".join(
        f"{part.own_label} {float(100 * weight / whole):g}%"
        for part, weight in zip(told.lines, told.weights, strict=True)
    )
    shares = [(part, float(weight / whole)) for part, weight in zip(told.lines, told.weights, strict=True)]
    means = {key: sum(part.values[key].amount * share for part, share in shares) for key in keys}
    for scale in dict.fromkeys((*SCALES, Fraction(whole))):
        near = sum(_is_near(line.values[key], means[key] * float(scale)) for key in keys)
        if near < FEWEST:
            yield _Made((), 0.0, MOST_FAILED_TOLD)
            continue
        equations = []
        for key in keys:
            terms = tuple(
                study.term(part.values[key].place, weight / whole)
                for part, weight in zip(told.lines, told.weights, strict=True)
            )
            words = f"{line.label} by the weights of {told.told}: {names}."
            equations.append(Equation(SCORES, _own(study, line.values[key]), terms, words, scale=scale, weight=0.9))
        yield _made(equations, line, MOST_FAILED_TOLD)


def _is_near(own: Value, computed: float) -> bool:
    """Whether it may hold at all: asked before any equation is made."""
    return abs(own.amount - computed) <= own.last_digit + NEAR * abs(own.amount)


NEAR = 0.02


def _own(study: Study, value: Value) -> Term:
    number = study.pack.cell(value.place).number
    step = Fraction(number.scale, 10**number.decimals) if number is not None else Fraction(1)
    return Term(value.place, Interval.printed(study.value(value.place), step))


def _made(equations: Sequence[Equation], line: Line, most_failed: float = MOST_FAILED) -> _Made:
    told = 0.0
    for equation in equations:
        computed = equation.computed()
        if equation.holds and computed is not None and line.spread:
            told += max(0.0, math.log10(line.spread / float(computed.width + equation.result.interval.width)))
    return _Made(tuple(equations), told, most_failed)


def _shares(study: Study, grid: Grid, line: Line) -> Iterator[_Made]:
    """Points that the lowest price (or the highest mark) has all of, and each other as much less as it is dearer."""
    if not _POINTS.search(line.own_label):
        return
    for other in grid.lines:
        keys = [key for key in line.values if key in other.values]
        if other is line or len(keys) <= FEWEST or any(other.values[key].amount <= 0 for key in keys):
            continue
        if _PRICE.search(other.own_label) and not _POINTS.search(other.own_label):
            yield from _share(study, line, (other, keys), lowest=True)
        elif _SCORE.search(other.own_label) and _SCALED.search(line.own_label):
            yield from _share(study, line, (other, keys), lowest=False)


def _share(study: Study, line: Line, of: tuple[Line, Sequence[int]], *, lowest: bool) -> Iterator[_Made]:
    other, keys = of
    amounts = {key: other.values[key].amount for key in keys}
    best = (min if lowest else max)(keys, key=lambda key: amounts[key])
    share = {key: amounts[best] / amounts[key] if lowest else amounts[key] / amounts[best] for key in keys}
    most = round(median(line.values[key].amount / share[key] for key in keys))
    rest = [key for key in keys if amounts[key] != amounts[best]]
    # Where the best mark has itself for points, both are the same marks.
    if not 1 < most <= LARGEST_SHARE or len(rest) < FEWEST or most == amounts[best]:
        return
    name = f"{'lowest' if lowest else 'highest'} {other.own_label}"
    ends = study.term(other.values[best].place)
    equations = []
    for key in rest:
        own = study.term(other.values[key].place)
        above, below = (ends, own) if lowest else (own, ends)
        words = f"{line.label} is {most} times {other.own_label} against the {name}."
        equations.append(
            Equation(SCORES, _own(study, line.values[key]), (above,), words, (below,), Fraction(most), weight=0.88)
        )
    yield _made(equations, line)
