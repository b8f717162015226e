"""One figure: a numerator, a denominator and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.units import Unit


class Origin(StrEnum):
    """How much stands behind a figure's value, weakest last."""

    COUNTED = "counted"
    """Numerator, and denominator where the unit has one, came from one source; the value follows from them."""
    DERIVED = "derived"
    """Numerator and denominator were added up or looked up from other figures."""
    BARE = "bare"
    """Supplied as a value without its denominator: it can be shown and judged, never added or rolled up."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its parts. `value` is `scale` x `numerator` / `denominator`, or what was supplied bare.

    `scale` holds the unit and any annualising: 10,000 x 12 for an in-month rate, 100 for a percentage, 1 for a count.
    A count has no denominator. A figure without a value has the reason in `missing`.
    """

    id: FigureId
    unit: Unit
    decimals: int
    origin: Origin
    source: str
    definition_version: int
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    scale: Fraction = Fraction(1)
    supplied: Fraction | None = None
    missing: Missing | None = None

    @property
    def value(self) -> Fraction | Missing:
        """The exact value, or why there is none. A denominator of nought is not applicable."""
        if self.missing is not None:
            return self.missing
        if self.origin is Origin.BARE:
            return Missing.NOT_AVAILABLE if self.supplied is None else self.supplied
        if self.numerator is None:
            return Missing.NOT_AVAILABLE
        if self.denominator is None:
            return self.scale * self.numerator
        return self.scale * self.numerator / self.denominator if self.denominator else Missing.NOT_APPLICABLE

    @property
    def rounded(self) -> Decimal | Missing:
        """The value to the decimals of its definition, halves away from zero."""
        value = self.value
        return value if isinstance(value, Missing) else round_half_away(value, self.decimals)

    @property
    def text(self) -> str:
        """The value as a table cell prints it, or the shorthand of why it is missing."""
        value = self.value
        return value.shorthand if isinstance(value, Missing) else self.unit.text(value, self.decimals)
