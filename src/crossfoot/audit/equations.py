"""What should hold between cells, solved for any one of them: a sum, a quotient, a product.

A cell that breaks one equation may stand on either side of it. An equation therefore says what every one of its cells
would have to be; which one is wrong is decided by the other equations that it stands in (`blame`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crossfoot.audit.finding import Rule
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.reading.pack import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in an equation, what it may have been, and what it is multiplied by."""

    place: Place
    interval: Interval
    factor: Fraction | int = 1

    def __reduce__(self) -> tuple[type[Term], tuple[Place, Interval, Fraction | int]]:
        return Term, (self.place, self.interval, self.factor)

    @property
    def value(self) -> Interval:
        """The cell times its factor."""
        return self.interval.times(self.factor) if self.factor != 1 else self.interval


@dataclass(frozen=True, slots=True)
class Equation:
    """`result` = sum of `terms`, times `scale`, divided by the sum of `divisors` where there are any.

    `words` says it for the reader. `weight` is how sure it is that the equation should hold, from 0 to 1.
    """

    rule: Rule
    result: Term
    terms: tuple[Term, ...]
    words: str
    divisors: tuple[Term, ...] = ()
    scale: Fraction = Fraction(1)
    constant: Fraction = Fraction(0)
    """Added to the sum of the terms."""
    product: bool = False
    """Terms are multiplied instead of added."""
    weight: float = 0.9
    proof: float | None = None
    """Where nothing but the numbers says that it should hold: how far they prove it, as a power of ten."""
    minor: bool = False
    """Rests on records that may move between months: a finding is a note."""
    _asked: bool = field(default=False, init=False, repr=False, compare=False)
    _holds: bool | None = field(default=None, init=False, repr=False, compare=False)
    """Known once it was asked."""

    @property
    def cells(self) -> tuple[Term, ...]:
        """Every cell in it, the result first."""
        return (self.result, *self.terms, *self.divisors)

    def computed(self) -> Interval | None:
        """What the other cells make the result; None where that divides by 0."""
        try:
            left = self._product() if self.product else self._sum()
            if self.divisors:
                left = left / total(term.value for term in self.divisors)
        except ZeroDivisionError:
            return None
        return left if self.scale == 1 else left.times(self.scale)

    def _sum(self) -> Interval:
        added = total(term.value for term in self.terms)
        return added + Interval.exactly(self.constant) if self.constant else added

    def _product(self) -> Interval:
        value = Interval.exactly(1)
        for term in self.terms:
            value *= term.value
        return value

    @property
    def holds(self) -> bool | None:
        """Whether rounding can explain any difference; None where it cannot be worked out."""
        if not self._asked:
            computed = self.computed()
            object.__setattr__(self, "_holds", None if computed is None else computed.meets(self.result.value))
            object.__setattr__(self, "_asked", True)
        return self._holds

    def expected(self, place: Place) -> Interval | None:
        """What the cell at `place` would have to be for the equation to hold; None where that cannot be said."""
        if place == self.result.place:
            computed = self.computed()
            return None if computed is None else computed.times(Fraction(1) / self.result.factor)
        try:
            if self.product:
                return self._factor(place)
            wanted = self.result.value.times(1 / self.scale)
            if any(term.place == place for term in self.divisors):
                return self._part(place, self.divisors, self._sum() / wanted)
            if self.divisors:
                wanted *= total(term.value for term in self.divisors)
            return self._part(place, self.terms, wanted - Interval.exactly(self.constant))
        except ZeroDivisionError:
            return None

    def _factor(self, place: Place) -> Interval:
        wanted = self.result.value.times(1 / self.scale)
        for term in self.terms:
            if term.place != place:
                wanted = wanted / term.value
        return wanted

    @staticmethod
    def _part(place: Place, terms: Sequence[Term], wanted: Interval) -> Interval | None:
        own = next(term for term in terms if term.place == place)
        rest = total(term.value for term in terms if term.place != place)
        return (wanted - rest).times(Fraction(1) / own.factor)
