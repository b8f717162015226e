"""Quotients of more than two lines: a part of itself and another, all times together, what is not in a third."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, find_pairs, fits_somewhere, nearness, sample_of

MOST_FOR_LESS = 12


def quotients_of_several(
    grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float
) -> Iterator[Candidates]:
    """Every such form; `asked` is what the label says of its being a quotient at all."""
    yield _over_both(grid, target, counts, scale, asked)
    yield _over_run(grid, target, counts, scale)
    yield _over_times(grid, target, counts, scale, asked)
    yield _complements(grid, target, counts, scale, asked)
    yield _over_less(target, counts, scale, asked)
    yield _of_two(grid, target, counts, scale, asked)
    yield _over_two(grid, target, counts, scale, asked)
    yield _with_halves(grid, target, counts, scale, asked)


def _with_halves(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """What is met in full and half of what is met in part, over a third: `Yes`, `Partly`, of those that apply."""
    formulas = []
    for full, half in pairwise(grid.lines):
        if full not in counts or half not in counts or not _IN_PART.search(half.own_label):
            continue
        above = (Part(full, 2), Part(half))
        wholes = (line for line in counts if line not in {full, half})
        formulas += [Formula(target, above, (Part(whole, 2),), Fraction(scale), prior=asked) for whole in wholes]
    sample = sample_of(target)
    return Candidates(tuple(each for each in formulas if fits_somewhere(each, sample)), max(1, len(formulas)))


_IN_PART = re.compile(
    r"\b(part(ly|ial|ially)?|in part|half|some(what)?|mostly|to (a degree|some extent))\b", re.IGNORECASE
)


def _over_both(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """The first over it and another together."""
    formulas = []
    sample = sample_of(target)
    for first in counts:
        for other in counts:
            if first is other or abs(grid.position(first) - grid.position(other)) > 3:
                continue
            if (first.measure is Measure.MONEY) != (other.measure is Measure.MONEY):
                continue
            formula = Formula(
                target,
                (Part(first),),
                (Part(first), Part(other)),
                Fraction(scale),
                prior=asked - 0.3 + nearness(grid, target, first, other) + IS_NOT * _is_not(other, first),
            )
            if fits_somewhere(formula, sample):
                formulas.append(formula)
    return Candidates(tuple(formulas), 3 * len(counts))


IS_NOT = 1.0
"""What it says that one line is what is not in the other."""
_NOT = re.compile(r"^(?:not|non|un|in)[\s-]*(?=\w)", re.IGNORECASE)


def _is_not(other: Line, line: Line) -> bool:
    """Whether it is what is not in the other: `Not upheld` beside `Upheld`."""
    label = other.own_label.strip()
    return _NOT.match(label) is not None and _NOT.sub("", label).casefold() == line.own_label.strip().casefold()


def _over_run(grid: Grid, target: Line, counts: Sequence[Line], scale: int) -> Candidates:
    """One or two of the lines side by side over all of them: `Yes %` of `Yes`, `Sometimes`, `No`."""
    places = [grid.position(line) for line in counts if line.role is not Role.TIME]
    runs = [run for run in _side_by_side(places) if FEWEST_IN_RUN <= len(run) <= MOST_IN_RUN]
    formulas = []
    for run in runs:
        lines = [grid.lines[place] for place in run]
        if any((line.measure is Measure.MONEY) != (lines[0].measure is Measure.MONEY) for line in lines):
            continue
        for line in lines:
            named = SAYS_WHICH * (line.subject != frozenset() and line.subject <= target.subject)
            near = nearness(grid, target, lines[-1])
            below = tuple(map(Part, lines))
            formulas.append(Formula(target, (Part(line),), below, Fraction(scale), prior=named + near))
        formulas += _named_part_of_run(grid, target, lines, scale)
    sample = sample_of(target)
    return Candidates(tuple(each for each in formulas if fits_somewhere(each, sample)), max(1, 2 * len(formulas)))


def _named_part_of_run(grid: Grid, target: Line, lines: Sequence[Line], scale: int) -> Iterator[Formula]:
    """Those of the lines side by side that the label names, over the first or last few: `% partly or fully met`."""
    named = [line for line in lines if line.subject and line.subject <= target.subject]
    # `Upheld` is a word of `Not upheld`, and of a label that has neither's whole name.
    named = [line for line in named if not _NOT.match(line.own_label.strip()) or _NOT_THERE.search(target.own_label)]
    if len(named) < 2:
        return
    for end in range(len(named) + 1, len(lines) + 1):
        for below in {tuple(lines[:end]), tuple(lines[-end:])}:
            if set(named) < set(below):
                prior = SAYS_WHICH + nearness(grid, target, below[-1])
                above, under = tuple(map(Part, named)), tuple(map(Part, below))
                yield Formula(target, above, under, Fraction(scale), prior=prior)


_NOT_THERE = re.compile(r"\b(not|no|non|un\w+)\b", re.IGNORECASE)
FEWEST_IN_RUN, MOST_IN_RUN = 3, 7
SAYS_WHICH = 1.0
"""What it says that the label of a share has that of one of the lines."""


def _side_by_side(places: Sequence[int]) -> list[list[int]]:
    """The longest runs of places that follow each other."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _over_times(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """All of the times together: `Q1 in time`, `Q2 in time` over `Q1 due`, `Q2 due`, for the year so far."""
    if grid.by_row or not (hints.asks_running(target) or hints.may_be_whole(target) or hints.is_total(target)):
        return Candidates((), 1)
    named: dict[str, list[Line]] = defaultdict(list)
    for line in counts:
        match = _TIMED.fullmatch(line.own_label)
        if match is not None:
            named[match["name"].casefold()].append(line)
    runs = [lines for lines in named.values() if len(lines) >= FEWEST_TIMES]
    formulas = [
        Formula(
            target,
            tuple(map(Part, above)),
            tuple(map(Part, below)),
            Fraction(scale),
            prior=asked + 0.5,
        )
        for above, below in permutations(runs, 2)
        if len(above) == len(below)
    ]
    return Candidates(
        tuple(each for each in formulas if fits_somewhere(each, sample_of(target))), max(1, len(formulas))
    )


FEWEST_TIMES = 2
_TIMED = re.compile(
    r"(?:q[1-4]|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*(?:[ -](?:20)?\d\d)?|"
    r"(?:autumn|spring|summer)(?: (?:term )?\d*)?|20\d\d(?:[-/]\d\d)?),? (?P<name>[^\W\d].*)",
    re.IGNORECASE,
)


def _complements(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """What is not in one or two lines side by side, over all: filled of records less empty, attended less absences."""
    if (
        hints.asks_difference(target)
        or target.measure is not Measure.PERCENT
        or not target.is_all_averaged
        or any(value.amount < 0 for value in target.values.values())
    ):
        return Candidates((), 1)
    by, sample = float(scale), sample_of(target)
    formulas = []
    pairs = find_pairs(target, counts, lambda own, first: first / (1 - own / by) if own != by else None, divided=True)
    less: list[tuple[Line, ...]] = [*dict.fromkeys((first,) for first, _ in pairs)]
    less += [pair for pair in pairwise(counts) if grid.position(pair[1]) - grid.position(pair[0]) == 1]
    for missing in less:
        for whole in counts:
            if whole not in missing:
                formula = Formula(
                    target,
                    (Part(whole), *(Part(line, -1) for line in missing)),
                    (Part(whole),),
                    Fraction(scale),
                    prior=asked - 0.3 + nearness(grid, target, whole, *missing),
                )
                if fits_somewhere(formula, sample):
                    formulas.append(formula)
    return Candidates(tuple(formulas), 3 * len(counts))


def _over_less(target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """The first over a second less a third, where the label leaves something out."""
    formulas = []
    if hints.asks_remainder(target) and len(counts) <= MOST_FOR_LESS:
        for first, whole, less in permutations(counts, 3):
            parts = (Part(whole), Part(less, -1))
            formula = Formula(target, (Part(first),), parts, Fraction(scale), prior=asked)
            if fits_somewhere(formula, sample_of(target)):
                formulas.append(formula)
    return Candidates(tuple(formulas), 3 * len(counts))


def _of_two(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """Two that stand side by side, over a third: good and outstanding of all."""
    formulas = []
    for first, other in pairwise(counts):
        if abs(grid.position(first) - grid.position(other)) != 1:
            continue
        for whole in counts:
            if whole is not first and whole is not other:
                named = 0.7 * (hints.words_in_common(target, first) > 0) + 0.7 * (
                    hints.words_in_common(target, other) > 0
                )
                formula = Formula(
                    target, (Part(first), Part(other)), (Part(whole),), Fraction(scale), prior=asked - 0.5 + named
                )
                if fits_somewhere(formula, sample_of(target)):
                    formulas.append(formula)
    return Candidates(tuple(formulas), 3 * len(counts))


def _over_two(grid: Grid, target: Line, counts: Sequence[Line], scale: int, asked: float) -> Candidates:
    """Money over two that stand side by side and that its label names: pay for sessional and agency staff."""
    formulas = []
    for first, other in pairwise(counts):
        if abs(grid.position(first) - grid.position(other)) == 1:
            for paid in counts:
                if paid is not first and paid is not other and hints.names_both(paid, first, other):
                    formula = Formula(
                        target, (Part(paid),), (Part(first), Part(other)), Fraction(scale), prior=asked + NAMED_PARTS
                    )
                    if fits_somewhere(formula, sample_of(target)):
                        formulas.append(formula)
    return Candidates(tuple(formulas), max(2, len(formulas)))


NAMED_PARTS = 0.7
"""What it says that the label of a numerator names what it is divided by."""
