"""A stock and its flows: what there was at the start of a month, and what started and ceased, against what there is.

The two need not agree. A start or an end that is recorded late moves between months, in the flow and not in the stock,
so a difference is listed with its size and is no error in itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.reports.document import Quantity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

RULE = (
    "Those at the start of the month, which are those at the end of the month before, and those who started, less "
    "those who ceased, should come to those at the end of the month. Late recording moves starts and ends between "
    "months, so a difference is not an error in itself: ask which record came late."
)
"""The rule as it is printed."""


@dataclass(frozen=True, slots=True)
class MonthOfFlow:
    """One month: the stock at its start and its end, what started and what ceased, each where it is known."""

    month: Period
    opening: Figure | None
    started: Figure | None
    ceased: Figure | None
    closing: Figure | None

    @property
    def expected(self) -> Quantity:
        """Opening and started less ceased; not available where any of them is missing."""
        values = [_value(figure) for figure in (self.opening, self.started, self.ceased)]
        if any(value is None for value in values):
            return Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0)
        opening, started, ceased = (value or Fraction(0) for value in values)
        return Quantity(opening + started - ceased, Unit.COUNT, 0, _ids(self.opening, self.started, self.ceased))

    @property
    def difference(self) -> Quantity:
        """The closing stock less what was expected, signed; not available where either is missing."""
        expected, closing = self.expected, _value(self.closing)
        if closing is None or isinstance(expected.value, Missing):
            return Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0)
        ids = _ids(self.closing, self.opening, self.started, self.ceased)
        return Quantity(closing - expected.value, Unit.COUNT, 0, ids, sign=True)

    @property
    def closes(self) -> bool | None:
        """True where the flow leads from stock to stock, False where not, None where it cannot be told."""
        return None if isinstance(self.difference.value, Missing) else self.difference.value == 0


def _value(figure: Figure | None) -> Fraction | None:
    return None if figure is None or isinstance(figure.value, Missing) else figure.value


def _ids(*figures: Figure | None) -> tuple[str, ...]:
    return tuple(str(figure.id) for figure in figures if figure is not None)
