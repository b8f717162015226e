"""Products: a number times a price, likelihood times impact."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, subject_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.reading.times import MONTH_WORDS
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import Candidates, fits_somewhere, nearness, sample_of

SPELLS = (1, 4, 7, 12, 13, 26, 38, 39, 52, 365)
"""How often a price is paid in a year: terms, months, school weeks, weeks, days."""
SCALES = (1, 1000, 1_000_000)
UNITS = {Fraction(1, scale) for scale in SCALES}
MOST_OFTEN = 366


def products(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """A number times a price, for as long as it runs; likelihood times impact."""
    named = _of_each(target, pool) or _of_each_unit(target, pool)
    if named:
        return Candidates(tuple(named), len(named))
    if not hints.asks_product(target) or (target.is_averaged and not hints.is_for_a_time(target)):
        return Candidates((), 1)
    factors = [line for line in pool if not line.is_averaged or hints.is_price(line) or _counts_on_average(line)]
    if hints.is_score(target) and target.measure is not Measure.MONEY:
        scored = [line for line in factors if hints.is_factor_of_score(line) and _is_same_score(target, line)]
        formulas = [
            Formula(target, (Part(one), Part(two)), product=True, prior=3.0 + nearness(grid, target, one, two))
            for one, two in combinations(scored, 2)
        ]
        return Candidates(tuple(formulas), max(1, len(formulas)))
    formulas = []
    tried = 0
    for price in factors:
        if price.measure is Measure.MONEY or hints.is_price(price):
            for number in factors:
                tried += len(FACTORS)
                if number is not price:
                    formulas += [
                        Formula(
                            target,
                            (Part(price), Part(number)),
                            scale=factor,
                            product=True,
                            prior=0.7 * hints.is_price(price)
                            + SIDE_BY_SIDE * _stand_before(grid, target, price, number),
                        )
                        for factor in _factors_that_fit(target, price, number)
                    ]
    formulas += _of_three(grid, target, pool)
    formulas += [
        replace(formula, parts=(*formula.parts, Part(often)))
        for formula in formulas
        if formula.scale in UNITS
        for often in factors
        if _is_how_often(often) and all(often is not part.line for part in formula.parts)
    ]
    return Candidates(tuple(formulas), max(1, tried // 4))


def _is_same_score(line: Line, factor: Line) -> bool:
    """Whether both are of the score now, or both of the last one, the target, the inherent risk."""
    return line.group == factor.group and _WHICH_SCORE.findall(line.label.casefold()) == _WHICH_SCORE.findall(
        factor.label.casefold()
    )


_WHICH_SCORE = re.compile(
    r"last|previous|prior|target|inherent|original|initial|residual|gross|net|tolerance|before|\bq[1-4]\b|quarter|"
    rf"\b(?:{MONTH_WORDS})\b",
    re.IGNORECASE,
)


def _counts_on_average(line: Line) -> bool:
    """Whether it is how many there were on average, as `Average children` says, and of no money."""
    return (
        line.measure is Measure.AVERAGE and "£" not in line.label and _NUMBER_ON_AVERAGE.search(line.label) is not None
    )


_NUMBER_ON_AVERAGE = re.compile(
    r"\baverage (?:number|(?:number of )?(?:children|young people|pupils|places|placements|posts|fte|staff|carers|"
    r"households|families|beds|nights|weeks|days))\b",
    re.IGNORECASE,
)


def _of_three(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Formula]:
    """`Children`, `Hours a week` and `Rate (£ an hour)`, right before what they come to together."""
    position = grid.position(target)
    three = [line for line in pool if position - THREE <= grid.position(line) < position]
    if len(three) < THREE or not any(map(_is_how_often, three)) or not any(map(hints.is_price, three)):
        return
    for scale in SCALES:
        formula = Formula(
            target, tuple(map(Part, three)), scale=Fraction(1, scale), product=True, prior=0.7 + SIDE_BY_SIDE
        )
        if fits_somewhere(formula, sample_of(target)):
            yield formula


THREE = 3
SIDE_BY_SIDE = 0.9
"""What it says that a number and a price stand right before an amount."""


def _stand_before(grid: Grid, target: Line, price: Line, number: Line) -> bool:
    """Whether a number and a price, that its label calls one, stand right before the amount."""
    position = grid.position(target)
    return hints.is_price(price) and {grid.position(price), grid.position(number)} == {position - 1, position - 2}


_HOURS = re.compile(r"\b(?:hours|days|nights|weeks|sessions|visits) (?:a|per|each|every)\b", re.IGNORECASE)


def _is_how_often(line: Line) -> bool:
    """Whether it may be for how many weeks or days a price is paid."""
    amounts = {value.amount for value in line.values.values()}
    often = not line.is_averaged or _HOURS.search(line.label) is not None
    plain = often and not line.has_decimals and line.measure is not Measure.MONEY
    return plain and len(amounts) > 1 and min(amounts) >= 1 and max(amounts) <= MOST_OFTEN


def _of_each(target: Line, pool: Sequence[Line]) -> list[Formula]:
    """`Hours a week` of `Hours a week at each` and how many there are."""
    shares = [
        line
        for line in pool
        if target.subject
        and target.subject <= line.subject
        and _EACH.search(line.label)
        and not _EACH.search(target.label)
    ]
    counts = [
        line for line in pool if not line.is_averaged and not line.has_decimals and line.measure is not Measure.MONEY
    ]
    return [
        Formula(target, (Part(share), Part(count)), product=True, prior=OF_EACH)
        for share in shares
        for count in counts
        if count is not share
    ]


def _of_each_unit(target: Line, pool: Sequence[Line]) -> list[Formula]:
    """`Places added` of `Places a form` and `Forms added`: what there is in each one, and how many there are of it."""
    found: list[Formula] = []
    if target.is_averaged or hints.asks_difference(target):
        return found
    for share in pool:
        match = _IN_EACH.match(share.own_label)
        if match is None or share.has_decimals or share.measure is Measure.MONEY or _AVERAGE.search(share.label):
            continue
        if not (subject_of(match["what"]) & target.subject):
            continue
        units = subject_of(match["unit"])
        found += [
            Formula(target, (Part(share), Part(count)), product=True, prior=OF_EACH)
            for count in pool
            if count is not share and units & count.subject and not _IN_EACH.match(count.own_label)
        ]
    return found


_AVERAGE = re.compile(r"\b(average|mean|median|rate|ratio)\b|£", re.IGNORECASE)
_IN_EACH = re.compile(
    r"(?P<what>.+?) (?:(?:in|at|to|for|of|by) )?(?:a|an|per|each|every) (?P<unit>[^\W\d].*)$", re.IGNORECASE
)
_EACH = re.compile(r"\b(each|apiece)\b", re.IGNORECASE)
OF_EACH = 2.0
"""What it says that one label is that of another and `each`."""


def times_what_is_told(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Another line times or over a number that words beside the table tell: a cost a year over 190 school days."""
    if target.measure not in {Measure.MONEY, Measure.AVERAGE}:
        return Candidates((), 1)
    formulas = []
    kinds = {Measure.MONEY, Measure.AVERAGE}
    lines = [line for line in pool if line.measure in kinds and line.role is Role.VALUE and target.role is Role.VALUE]
    for line in lines:
        for number in grid.told:
            over = Formula(
                target, (Part(line),), constant=Interval.exactly(number), prior=TOLD + nearness(grid, target, line)
            )
            times = replace(over, constant=None, scale=Fraction(number))
            formulas += [each for each in (over, times) if fits_somewhere(each, sample_of(target))]
    tried = 2 * len(lines) * len(grid.told)
    if target.measure is Measure.MONEY:
        counts = [line for line in pool if line.measure is not Measure.MONEY and not line.is_averaged]
        tried += len(counts) * len(grid.prices)
        formulas += [
            each
            for line in counts
            for price in grid.prices
            if fits_somewhere(
                each := Formula(target, (Part(line),), scale=price, prior=PRICED + nearness(grid, target, line)),
                sample_of(target),
            )
        ]
    return Candidates(tuple(formulas), max(1, tried))


PRICED = 1.2
"""What it says that words tell what one costs."""
TOLD = 0.7
"""What it says that words tell the number."""
FACTORS = sorted({Fraction(spell, scale) for spell in SPELLS for scale in SCALES})
_AMOUNTS = [float(factor) for factor in FACTORS]


def _factors_that_fit(target: Line, price: Line, number: Line) -> set[Fraction]:
    """How often the price is paid, in the units of the target, by what it must be at one of a few keys."""
    found: set[Fraction] = set()
    for key in sample_of(target):
        one, two, own = price.values.get(key), number.values.get(key), target.values[key]
        product = one.amount * two.amount if one is not None and two is not None else 0.0
        if one is None or two is None or not product or not own.amount:
            continue
        half = (one.half * abs(two.amount) + two.half * abs(one.amount)) / abs(product)
        needed = own.amount / product
        slack = abs(needed) * half + own.half / abs(product) + 1e-12
        found.update(FACTORS[bisect_left(_AMOUNTS, needed - slack) : bisect_right(_AMOUNTS, needed + slack)])
    return found
