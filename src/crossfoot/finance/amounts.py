"""Amounts of money: exact pounds and pence until they are printed in £ million, rounded last.

A variance above nought is over budget, below it under budget; income is negative. A table that is rounded last need
not add up in its last digit, so the difference is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.numbers import Exact, number_text, round_half_away

MILLION = 1_000_000
DECIMALS = 3
"""Of £ million: finance reports are printed to the thousand pounds."""
SIGNS = (
    "A plus is over budget and a minus is under budget; income is negative. "
    "Percentages are of the approved budget without its sign."
)
"""The sign convention, as every page that prints variances says it."""


class Side(StrEnum):
    """Which side of its budget a line is, in the words of a sentence."""

    OVER = "over budget"
    UNDER = "under budget"
    ON = "on budget"


def side_of(variance: Exact) -> Side:
    """OVER where more is spent, or less income comes in, than was approved."""
    if not variance:
        return Side.ON
    return Side.OVER if variance > 0 else Side.UNDER


def millions(amount: Exact) -> Fraction:
    """Pounds as £ million, nothing lost."""
    return Fraction(amount) / MILLION


def rounded_millions(amount: Exact) -> Decimal:
    """Pounds as £ million as they are printed: three decimals, halves away from nought."""
    return round_half_away(millions(amount), DECIMALS)


def million_text(amount: Exact, *, sign: bool = False) -> str:
    """`9.998`; with `sign`, `+9.998`, `-1.125` and `0.000`."""
    return number_text(millions(amount), DECIMALS, sign=sign)


def is_printed_alike(amount: Exact, printed: Exact) -> bool:
    """True where both are the same in £ million to three decimals: what was printed is known no nearer."""
    return rounded_millions(amount) == rounded_millions(printed)


def per_cent_of(variance: Exact, budget: Exact | None) -> Fraction | None:
    """The variance as a percentage of the budget without its sign; None where there is no budget, or one of nought."""
    return Fraction(100) * Fraction(variance) / abs(Fraction(budget)) if budget else None


def rounding_difference(parts: Iterable[Exact], total: Exact) -> Decimal:
    """In £ million as printed: the rounded total less the sum of the rounded parts; nought where they add up."""
    return rounded_millions(total) - sum(map(rounded_millions, parts), Decimal(0))


def rounding_note(differences: Mapping[str, Decimal]) -> str:
    """A footnote naming each column whose rounded parts do not add up to its rounded total; empty where all do.

    `differences` are those of `rounding_difference` by the words for their column or sub-total.
    """
    named = [f"{name} {number_text(by, DECIMALS, sign=True)}" for name, by in differences.items() if by]
    if not named:
        return ""
    return (
        "Totals are of exact amounts and rounded last, so printed parts may differ from a printed total. "
        f"Total less printed parts, in £ million: {'; '.join(named)}."
    )
