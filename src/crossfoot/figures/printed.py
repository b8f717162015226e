"""How exactly something was printed, and when two printed numbers can both be right."""

from __future__ import annotations

import re
from fractions import Fraction

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text, round_half_away

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.(?P<decimals>\d+))?")
_MOST_DECIMALS = 12


def decimals_needed(value: Fraction) -> int:
    """The fewest decimals that write `value` without loss, 12 at most."""
    return next((places for places in range(_MOST_DECIMALS) if 10**places % value.denominator == 0), _MOST_DECIMALS)


def printed_decimals(supply: SuppliedFigure) -> int:
    """The decimals its value was printed with: 1 for `24.5%`, 0 for `1,697`.

    Where the characters were not kept, the fewest that the value needs.
    """
    match = _NUMBER.search(supply.printed)
    if match is not None:
        return len(match["decimals"] or "")
    return decimals_needed(supply.value) if supply.value is not None else 0


def can_both_be_right(one: Fraction, one_decimals: int, other: Fraction, other_decimals: int) -> bool:
    """True when some exact number is printed as `one` with its decimals and as `other` with its own.

    43.6 and 44 can be one number; so can 24.5 and 24, since 24.48 is printed either way; 24.6 and 24 cannot.
    """
    if one_decimals == other_decimals:
        return one == other
    if one_decimals > other_decimals:
        one, one_decimals, other, other_decimals = other, other_decimals, one, one_decimals
    half = Fraction(1, 2 * 10**other_decimals)
    step = Fraction(1, 10**one_decimals)
    # Halves go away from zero: a finer number on the edge of the coarser one's interval still holds numbers below it.
    low, high = abs(one) - step / 2, abs(one) + step / 2
    same_side = one * other >= 0 or 0 in (one, other)
    return same_side and abs(other) + half > low and abs(other) - half < high


def is_printed_as(value: Fraction | Missing, supply: SuppliedFigure) -> bool:
    """True when `value`, rounded as the supply was printed, is what it prints."""
    if isinstance(value, Missing) or supply.value is None:
        return False
    return Fraction(round_half_away(value, printed_decimals(supply))) == supply.value


def as_printed(supply: SuppliedFigure) -> str:
    """The characters it was printed with, or its value, or why it has none."""
    if supply.value is not None:
        return supply.printed or exact_text(supply.value)
    if supply.numerator is not None:
        return exact_text(supply.numerator)
    return supply.missing.value if supply.missing else "blank"


def exact_text(value: Fraction) -> str:
    """A number in a message: `1,697`, `24.5`."""
    return number_text(value, decimals_needed(value))
