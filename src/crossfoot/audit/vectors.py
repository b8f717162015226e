"""Rows or columns of a table as runs of numbers under the same keys, and the rules between them that the numbers prove.

A rule between three columns (variance = outturn - budget) is inferred from the rows in which it holds. It is believed
where it holds in most rows, and where those rows together say more than chance could: a hold among small whole numbers
says little, one among six-figure sums a lot. A heading that asks for such a rule lowers what is asked of the numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Rule
from crossfoot.audit.labels import Measure
from crossfoot.audit.pack import Place, Role
from crossfoot.audit.study import Study

PROOF = 3.0
"""How far (as a power of ten) the numbers must outweigh the number of rules tried."""
HINTED_PROOF = 0.6
MOST_HELD = 4.0
"""The most that one row can say, as a power of ten."""


@dataclass(slots=True)
class Vector:
    """A row or column: its label, role, kind of number, and the places of its numbers by key."""

    number: int
    label: str
    role: Role
    measure: Measure
    places: dict[int, Place]
    values: dict[int, float]
    widths: dict[int, float]


@dataclass(frozen=True, slots=True)
class Formula:
    """`target` = sum of factor times vector, over `divisor` where there is one, times `scale`."""

    target: Vector
    parts: tuple[tuple[Vector, int], ...]
    divisor: Vector | None = None
    scale: int | Fraction = 1

    @property
    def members(self) -> frozenset[int]:
        """The vectors in it."""
        own = {self.target.number, *(part.number for part, _ in self.parts)}
        return frozenset(own | ({self.divisor.number} if self.divisor else set()))


@dataclass(frozen=True, slots=True)
class Proof:
    """How well a formula holds: in how many keys of how many, and how much that says."""

    formula: Formula
    held: int
    tried: int
    weight: float

    @property
    def rate(self) -> float:
        """The part of the keys in which it holds."""
        return self.held / self.tried if self.tried else 0.0


def make_vector(study: Study, number: int, label: str, role: Role, places: dict[int, Place]) -> Vector:
    """A vector of the places that hold numbers."""
    kept = {key: place for key, place in places.items() if study.is_number(place)}
    values = {key: float(study.value(place)) for key, place in kept.items()}
    widths = {key: float(study.interval(place).width) for key, place in kept.items()}
    kinds = [study.measure(place) for place in kept.values()]
    measure = max(set(kinds), key=kinds.count) if kinds else Measure.UNKNOWN
    return Vector(number, label, role, measure, kept, values, widths)


def prove(formula: Formula, keys: Sequence[int]) -> Proof:
    """Try a formula at every key, with floats: what holds only just is decided exactly later."""
    held = tried = 0
    weight = 0.0
    target = formula.target
    for key in keys:
        value = target.values.get(key)
        worked = None if value is None else _work_out(formula, key, value)
        if value is None or worked is None:
            continue
        got, slack, size = worked
        tried += 1
        width = target.widths.get(key, 0.0)
        slack += width / 2
        if abs(got - value) <= slack * 1.0001 + 1e-9:
            held += 1
            step = max(slack * 2, 1.0 if target.measure is Measure.COUNT else 0.0, width, 1e-9)
            reach = size if formula.divisor is None else max(abs(value), 100.0 if formula.scale == 100 else 0.0)
            weight += min(MOST_HELD, max(0.0, math.log10(max(reach / step, 1.0))))
    return Proof(formula, held, tried, weight)


def _work_out(formula: Formula, key: int, value: float) -> tuple[float, float, float] | None:
    """What the formula gives at a key, how far rounding may move that, the size of the numbers; None for nothing."""
    got = slack = size = 0.0
    nonzero = 0
    for part, factor in formula.parts:
        own = part.values.get(key)
        if own is None:
            return None
        got += own * factor
        slack += part.widths.get(key, 0.0) / 2
        size = max(size, abs(own))
        nonzero += own != 0
    scale = float(formula.scale)
    if formula.divisor is not None:
        below = abs(formula.divisor.values.get(key, 0.0))
        if not below:
            return None
        slack = (slack + abs(got) * formula.divisor.widths.get(key, 0.0) / 2 / below) / below * scale
        got = got / below * scale
    elif scale != 1:
        got, slack = got * scale, slack * scale
    elif nonzero < min(2, len(formula.parts)):
        # a + 0 = a holds whatever the rule is.
        return None
    if (
        value == 0
        and len(formula.parts) >= 3
        and formula.divisor is None
        and any(each < 0 for _, each in formula.parts)
    ):
        # What balances to nought may be another rule of the table, and the target a column of noughts.
        return None
    return (got, slack, max(size, abs(value))) if got or value or (size and formula.divisor is None) else None


def quotients(vectors: Sequence[Vector], target: Vector, scales: Sequence[int]) -> Iterator[Formula]:
    """Target = scale * a / b, and scale * (a - b) / b."""
    others = [vector for vector in vectors if vector is not target]
    for above, below in product(others, others):
        if above is below or below.measure is Measure.PERCENT or above.measure is Measure.PERCENT:
            continue
        for scale in scales:
            yield Formula(target, ((above, 1),), below, scale)
        if 100 in scales and target.measure is Measure.PERCENT:
            yield Formula(target, ((above, 1), (below, -1)), below, 100)


def constants(vectors: Sequence[Vector], target: Vector) -> Iterator[Formula]:
    """Target = another over 2 to 12: a share of partners, half in kind."""
    for vector in vectors:
        if vector is not target and vector.measure is target.measure:
            for number in range(2, 13):
                yield Formula(target, ((vector, 1),), scale=Fraction(1, number))


def differences(vectors: Sequence[Vector], target: Vector) -> Iterator[Formula]:
    """Target = a - b, and a + b."""
    others = [vector for vector in vectors if vector is not target]
    for place, first in enumerate(others):
        for other in others[place + 1 :]:
            yield Formula(target, ((first, 1), (other, -1)))
            yield Formula(target, ((first, -1), (other, 1)))
            yield Formula(target, ((first, 1), (other, 1)))


def combinations(vectors: Sequence[Vector], target: Vector, *, most: int) -> Iterator[Formula]:
    """Target = plus or minus three to `most` others."""
    others = [vector for vector in vectors if vector is not target]
    if len(others) > 6:
        return
    for factors in product((0, 1, -1), repeat=len(others)):
        if 3 <= sum(map(bool, factors)) <= most and 1 in factors:
            yield Formula(
                target, tuple((vector, factor) for vector, factor in zip(others, factors, strict=True) if factor)
            )


def best_of(
    formulas: Iterator[Formula],
    keys: Sequence[int],
    *,
    hinted: bool,
    accept: Callable[[Formula], bool] = lambda _: True,
) -> Proof | None:
    """The formula that the numbers prove best; None where none is proved."""
    tried = 0
    best: Proof | None = None
    sample = _sample(keys)
    for formula in formulas:
        tried += 1
        if not accept(formula):
            continue
        if len(keys) > 6 and prove(formula, sample).held == 0:
            continue
        proof = prove(formula, keys)
        if proof.held < 2:
            continue
        if best is None or (round(proof.rate, 2), -len(proof.formula.parts), proof.weight) > (
            round(best.rate, 2),
            -len(best.formula.parts),
            best.weight,
        ):
            best = proof
    if best is None:
        return None
    needed = math.log10(tried + 1) + (HINTED_PROOF if hinted else PROOF)
    enough = best.rate >= (0.5 if hinted else 0.7) and best.held >= (2 if hinted else 3)
    return best if enough and best.weight >= needed else None


def _sample(keys: Sequence[int]) -> list[int]:
    return list(keys[:: max(1, len(keys) // 5)])


def equations_of(study: Study, rule: Rule, proof: Proof, words: str) -> Iterator[Equation]:
    """The formula at every key where all its cells are numbers."""
    formula = proof.formula
    for key, place in formula.target.places.items():
        parts = [(part.places.get(key), factor) for part, factor in formula.parts]
        if any(part is None for part, _ in parts):
            continue
        divisors: tuple[Term, ...] = ()
        if formula.divisor is not None:
            below = formula.divisor.places.get(key)
            if below is None or study.value(below) == 0:
                continue
            divisors = (study.term(below, 1 if study.value(below) > 0 else -1),)
        # A quotient is rounded even where what is divided is counted in whole pounds.
        number = study.pack.cell(place).number
        quotient = formula.divisor is not None or formula.scale != 1
        result = Term(place, number.rounded) if quotient and number is not None else study.term(place)
        yield Equation(
            rule,
            result,
            tuple(study.term(part, factor) for part, factor in parts if part is not None),
            words,
            divisors,
            Fraction(formula.scale),
            weight=0.6 + 0.38 * proof.rate,
        )
