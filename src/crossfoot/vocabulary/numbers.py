"""Exact values and the one way they are rounded: half away from zero, last."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Exact = int | Decimal | Fraction


def exact(value: Exact | str) -> Fraction:
    """`value` as a fraction, nothing lost. Raises ValueError on text that is not a number."""
    return Fraction(value)


def round_half_away(value: Exact, decimals: int) -> Decimal:
    """`value` rounded to `decimals` places, halves away from zero: 0.25 to 0.3, -0.25 to -0.3."""
    scaled = Fraction(value) * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    with localcontext() as context:
        context.prec = max(28, len(str(whole)) + decimals + 2)
        rounded = Decimal(whole).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return -rounded if scaled < 0 and rounded else rounded


def number_text(value: Exact, decimals: int, *, sign: bool = False) -> str:
    """`value` rounded and grouped in thousands: `1,234.5`; with `sign`, `+1,234.5` for gains and `-1,234.5` for losses."""
    rounded = round_half_away(value, decimals)
    return f"{rounded:+,}" if sign and rounded else f"{rounded:,}"
