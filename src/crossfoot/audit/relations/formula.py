"""What one line may be of others: a sum, a quotient, a product; what it gives at a key, and as an equation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations.line import Line, Value
from crossfoot.audit.study import Study

FEWEST_WITH_BLANKS, RIGHT_WITH_BLANKS = 2, 0.66
"""Sums with blanks among their parts: so many, and in what part of all such, must be right with nought for each."""
LONG, NEARLY = 4, 0.02
"""Or all of them, of so many digits, are within so small a part of what is printed."""


class Where(Enum):
    """At which key a part of a formula is taken."""

    HERE = "here"
    BEFORE = "before"


FEWEST_TO_EVEN_OUT = 4
"""From so many amounts on their roundings even out."""
SPREADS = 4
"""So many standard deviations rounding may explain: of four amounts and more, all but one sum in ten thousand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line in a formula: what it is multiplied by, and at which key it is taken (`at` is a key of its own)."""

    line: Line
    factor: int = 1
    where: Where = Where.HERE
    at: int | None = None
    exact: bool = False
    """Whether its numbers are what they print, and were not rounded."""

    def value(self, key: int, before: int | None) -> Value | None:
        """Its value for that key; `before` is the key before it."""
        wanted = self.at if self.at is not None else key if self.where is Where.HERE else before
        return None if wanted is None else self.line.values.get(wanted)


@dataclass(frozen=True)
class Formula:
    """`target` = sum (or product) of `parts`, over the sum of `divisors` where there are any, times `scale`."""

    target: Line
    parts: tuple[Part, ...]
    divisors: tuple[Part, ...] = ()
    scale: Fraction = Fraction(1)
    product: bool = False
    scales: tuple[tuple[int, int], ...] = ()
    """Keys at which the scale is another one."""
    constant: Interval | None = None
    """Divided by a number that no line holds, the same at every key: a population, all assessments."""
    run: bool = False
    """Adds lines that stand side by side."""
    turns: bool = False
    """What it is divided by may be less than nought, and then says that down is the way forward."""
    unsigned: bool = False
    """Tells how large a change is; which way it went is told beside it in words."""
    prior: float = 0.0
    """How likely it was before any number was looked at, as a power of ten."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The target, then the lines that it is made of."""
        return (self.target, *(part.line for part in (*self.parts, *self.divisors)))

    @property
    def members(self) -> frozenset[int]:
        """The numbers of the lines in it."""
        return frozenset(line.number for line in self.lines)

    def scale_at(self, key: int) -> Fraction:
        """What it is multiplied by at a key."""
        return next((Fraction(scale) for place, scale in self.scales if place == key), self.scale)

    @property
    def in_words(self) -> str:
        """As a reader would write it: `% = Late / All x 100`."""
        joint = " x " if self.product else " + "
        above = ""
        for part in self.parts:
            name = part.line.label.lstrip("+-\u2013\u2212 ") or "the column without a heading"
            name = f"{name} of the time before" if part.where is Where.BEFORE else name
            name = name if abs(part.factor) == 1 else f"{abs(part.factor)} x {name}"
            above += f" - {name}" if part.factor < 0 else f"{joint if above else ''}{name}"
        above = above.strip()
        if self.divisors:
            below = "".join(f" {'-' if part.factor < 0 else '+'} {part.line.label}" for part in self.divisors)[3:]
            below = f"{below} in all" if self.divisors[0].at is not None else below
            above = f"({above}) / ({below})" if len(self.parts) > 1 else f"{above} / {below}"
        if self.constant is not None:
            return f"{self.target.label} = {above}{self._over_constant(self.constant)}"
        if self.run and self.scale != 1:
            return f"{self.target.label} = the mean of {', '.join(part.line.label for part in self.parts)}"
        if self.scale.numerator == 1 and self.scale.denominator not in {1, 10, 100, 1000, 1_000_000}:
            above = f"{above} / {self.scale.denominator}"
        elif self.scale != 1:
            above = f"{above} x {float(self.scale):g}"
        return f"{self.target.label or 'The column without a heading'} = {above}"

    def _over_constant(self, constant: Interval) -> str:
        """` x 10,000 / about 71,480`, or ` x 210.48` where it stands for less than one."""
        middle, scale = float(constant.middle), float(self.scale)
        if 0 < middle < 1:
            return f" x {scale / middle:,.2f}"
        return f"{'' if scale == 1 else f' x {scale:g}'} / {'about ' if constant.width else ''}{middle:,.0f}"

    @cached_property
    def is_quotient(self) -> bool:
        """Whether rounding comes in even between whole numbers."""
        return (
            bool(self.divisors) or self.constant is not None or self.scale.denominator != 1 or self.scale.numerator != 1
        )

    @property
    def is_complement(self) -> bool:
        """Whether it is what is left of a whole, over that whole: that may be so by the way, and says little."""
        taken = any(part.factor < 0 for part in self.parts)
        return taken and len(self.divisors) == 1 and self.divisors[0] == self.parts[0]

    @cached_property
    def may_be_unsigned(self) -> bool:
        """Whether it is of changes that are all printed without a sign."""
        changes = not self.product and not self.turns and sorted(part.factor for part in self.parts) == [-1, 1]
        # `78.6 O`, `103.2 U` beside `2.0`, `7.0`: the side is told once.
        sided = (
            self.is_quotient and len(self.parts) == 1 and any(v.amount < 0 for v in self.parts[0].line.values.values())
        )
        unsigned = all(value.amount >= 0 and not value.signed for value in self.target.values.values())
        return (changes or sided) and unsigned

    @cached_property
    def _adds_blanks(self) -> bool:
        """Whether what is blank of the lines that it adds side by side is nought: where most such sums are so right."""
        if not self.run or self.is_quotient or not any(part.line.blank for part in self.parts):
            return False
        right, near = [], []
        for key, own in self.target.values.items():
            values = [value for part in self.parts if (value := part.line.values.get(key)) is not None]
            if len(values) < len(self.parts) and all(
                key in part.line.blank for part in self.parts if key not in part.line.values
            ):
                apart = abs(own.amount - sum(value.amount for value in values))
                right.append(apart <= own.half + sum(value.half for value in values) + 1e-9)
                near.append(own.digits >= LONG and apart <= NEARLY * abs(own.amount))
        return sum(right) >= max(FEWEST_WITH_BLANKS, RIGHT_WITH_BLANKS * len(right)) or (bool(near) and all(near))

    def _parts_at(self, key: int) -> tuple[Part, ...]:
        """The parts, without those that are blank at the key and so nought."""
        return tuple(part for part in self.parts if key not in part.line.blank) if self._adds_blanks else self.parts

    def work_out(self, key: int, before: int | None, *, fine: bool = False) -> Worked | None:
        """What it gives at a key; None where a value is missing, or where that would say nothing."""
        parts = self._parts_at(key) if self._adds_blanks else self.parts
        known = _values(parts, key, before) if parts else None
        if known is None:
            return None
        if self.product:
            return self._multiplied(known, fine=fine)
        amounts = [value.amount * part.factor for part, value in zip(parts, known, strict=True)]
        got = sum(amounts)
        half = sum([value.fine for value in known] if fine else [value.half for value in known])
        telling = len(amounts) - amounts.count(0)
        if self.is_quotient:
            return self._divided(key, before, (got, half), telling=telling > 0, fine=fine)
        if half and len(known) >= FEWEST_TO_EVEN_OUT:
            half *= self._likely_part(key, known, fine=fine)
        apart = min([abs(got - amount) for amount in amounts])
        return Worked(got, half, max(-min(amounts), *amounts), telling >= min(2, len(amounts)), apart)

    def _likely_part(self, key: int, known: Sequence[Value], *, fine: bool) -> float:
        """In what part of its reach rounding leaves a sum of much money, but once in ten thousand times.

        Each of many amounts is out by anything up to a half; that all are out by the whole of it, and the same way, is
        no explanation. Halves of percentages and of people come together more often, so it is said of money alone.
        """
        own = self.target.values.get(key)
        if own is None or len(known) < FEWEST_TO_EVEN_OUT:
            return 1.0
        if any(value.measure is not Measure.MONEY for value in (own, *known)):
            return 1.0
        halves = [value.fine if fine else value.half for value in (own, *known)]
        reach = sum(halves)
        usual = math.sqrt(sum(half * half for half in halves) / 3)
        return min(1.0, SPREADS * usual / reach) if reach else 1.0

    def _divided(
        self, key: int, before: int | None, above: tuple[float, float], *, telling: bool, fine: bool
    ) -> Worked | None:
        got, half = above
        scale, under, loose = float(self.scale_at(key)), 1.0, 0.0
        if self.constant is not None:
            under, loose = float(self.constant.middle), float(self.constant.width) / 2
        elif self.divisors:
            below = _values(self.divisors, key, before)
            if below is None:
                return None
            whole = _sum(self.divisors, below)
            under, got = abs(whole), -got if (self.turns and whole < 0) or self._is_of_incomes(key, got, whole) else got
            loose = sum(value.fine if fine else value.half for value in below)
        if not under:
            return None
        return Worked(got / under * scale, (half + abs(got) * loose / under) / under * scale, 0.0, telling)

    def _is_of_incomes(self, key: int, above: float, below: float) -> bool:
        """Whether what has come in is so much of what was to come in, both below nought: 59.8% and not -59.8%."""
        own = self.target.values.get(key)
        return len(self.parts) == 1 and above < 0 > below and own is not None and own.amount > 0

    def _multiplied(self, values: list[Value], *, fine: bool) -> Worked:
        got, half = float(self.scale), 0.0
        for value in values:
            # Taken finely a price is what it says: 5.61 an hour is no rounded 5.6123.
            own = 0.0 if fine else value.half
            half = half * abs(value.amount) + abs(got) * own
            got *= value.amount
        return Worked(got, half, abs(got), telling=all(value.amount != 0 for value in values))

    def equation(self, study: Study, key: int, before: int | None, told: Told) -> Equation | None:
        """The formula at a key as an equation of cells; None where one of them holds no number."""
        own = self.target.values.get(key)
        if own is not None and not study.is_number(own.place):
            return None
        parts = self._parts_at(key)
        above, below = _values(parts, key, before), _values(self.divisors, key, before)
        if own is None or above is None or below is None:
            return None
        number = study.pack.cell(own.place).number
        result = (
            Term(own.place, number.rounded)
            if self.is_quotient and number is not None
            else study.term(own.place, fine=told.fine)
        )
        scale = self.scale_at(key)
        exactly = self.product and told.fine
        terms = tuple(
            _term(study, part, value, part.factor, fine=told.fine)
            if not exactly
            else Term(value.place, Interval.exactly(study.value(value.place)))
            for part, value in zip(parts, above, strict=True)
            if study.is_number(value.place)
        )
        if not terms:
            return None
        part = 1.0 if self.is_quotient or self.product else self._likely_part(key, above, fine=told.fine)
        if part < 1:
            result, terms = _narrowed(result, part), tuple(_narrowed(term, part) for term in terms)
        if self.constant is not None:
            # The number is no cell: it goes into the term as the interval that all keys share.
            middle = self.constant.middle
            counted = terms[0].interval
            spread = (counted / self.constant).times(middle)
            terms, scale = (Term(above[0].place, spread),), scale / middle
        whole = _sum(self.divisors, below) if below else 0.0
        sign = -1 if whole < 0 and not self._is_of_incomes(key, _sum(parts, above), whole) else 1
        if (self.unsigned and _sum(parts, above) < 0) or (self.turns and sign < 0):
            scale = -scale
        return Equation(
            told.rule,
            result,
            terms,
            told.words,
            tuple(
                _term(study, part, value, sign * part.factor, fine=told.fine)
                for part, value in zip(self.divisors, below, strict=True)
            ),
            scale,
            product=self.product,
            weight=told.weight,
            proof=told.proof,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What every equation of a formula is told by: its rule, its words, how sure it is, how far it is proved."""

    rule: Rule
    words: str
    weight: float
    proof: float | None
    fine: bool
    """Whether counts of tens and hundreds are what they say."""


def _term(study: Study, part: Part, value: Value, factor: int, *, fine: bool = False) -> Term:
    if part.exact:
        return Term(value.place, Interval.exactly(study.value(value.place)), factor)
    return study.term(value.place, factor, fine=fine)


def _narrowed(term: Term, part: float) -> Term:
    """The same with so much of what rounding may have moved it."""
    half = term.interval.width * Fraction(part) / 2
    return replace(term, interval=Interval(term.interval.middle - half, term.interval.middle + half))


def _values(parts: Sequence[Part], key: int, before: int | None) -> list[Value] | None:
    values = []
    for part in parts:
        # Most stand at the key itself: that is decided here, as it is asked for every formula that is tried.
        here = part.at is None and part.where is Where.HERE
        value = part.line.values.get(key) if here else part.value(key, before)
        if value is None:
            return None
        values.append(replace(value, half=0.0, fine=0.0) if part.exact else value)
    return values


def _sum(parts: Sequence[Part], values: Sequence[Value]) -> float:
    return sum(value.amount * part.factor for part, value in zip(parts, values, strict=True))


class Worked(NamedTuple):
    """What a formula gives at a key: the amount, how far rounding may have moved it, the size of its numbers."""

    amount: float
    half: float
    size: float
    telling: bool
    """Whether it says more than that a number is itself."""
    apart: float = math.inf
    """How far the amount of a sum is from the nearest of its parts."""
