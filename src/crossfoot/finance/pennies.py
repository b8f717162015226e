"""Amounts divided so that every part is whole pennies and the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from crossfoot.vocabulary.numbers import round_half_away

REMAINDER_RULE = (
    "Each part is taken down to the penny below; the pennies left over go, one each, to the parts that lost the "
    "largest fraction of a penny, the earlier part first where two lost the same."
)
"""The largest-remainder rule as it is printed."""


def place_pennies(parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Exact parts in pounds as whole pennies that add up to their sum, itself rounded half away from zero.

    Follows REMAINDER_RULE, so that no part moves by a penny or more. Nothing for no parts.
    """
    if not parts:
        return ()
    hundredfold = [part * 100 for part in parts]
    pennies = [part.numerator // part.denominator for part in hundredfold]
    left_over = int(round_half_away(sum(hundredfold, Fraction()), 0)) - sum(pennies)
    lost = [whole - part for whole, part in zip(pennies, hundredfold, strict=True)]
    for place in sorted(range(len(parts)), key=lambda each: (lost[each], each))[:left_over]:
        pennies[place] += 1
    return tuple(Decimal(part).scaleb(-2) for part in pennies)


def divide_pounds(whole: Decimal, weights: Sequence[int]) -> tuple[Decimal, ...]:
    """`whole` divided in proportion to the weights, to the penny: the parts add up to it exactly.

    Raises ValueError where a weight is below nought or none is above it, or `whole` has a part of a penny.
    """
    everything = sum(weights)
    if min(weights, default=0) < 0 or not everything:
        raise ValueError("an amount is divided by weights of which one at least is above nought and none below")
    if whole != round_half_away(whole, 2):
        raise ValueError(f"{whole} has a part of a penny")
    return place_pennies([Fraction(whole) * weight / everything for weight in weights])
