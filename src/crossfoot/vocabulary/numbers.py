"""Exact values and the one way they are rounded: half away from zero, last."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

Exact = int | Decimal | Fraction

_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+|[0-9]+/[0-9]+)")


def exact(value: Exact | str) -> Fraction:
    """`value` as a fraction, nothing lost. Raises ValueError on text that is not a number such as `24.5` or `1/3`.

    Text with an exponent is refused: `1e999999999` is a few characters and more memory than a machine has.
    """
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        raise ValueError(f"{value[:40]!r} is not a number such as 24.5")
    try:
        return Fraction(value)
    except ArithmeticError:
        raise ValueError(f"{value} is not a number that can be worked with") from None


@lru_cache(maxsize=50_000)
def round_half_away(value: Exact, decimals: int) -> Decimal:
    """`value` rounded to `decimals` places, halves away from zero: 0.25 to 0.3, -0.25 to -0.3.

    Any size is exact, and there is no negative zero. Raises ValueError for negative `decimals`.
    """
    if decimals < 0:
        raise ValueError(f"a value cannot be rounded to {decimals} decimals")
    scaled = Fraction(value) * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    with localcontext() as context:
        # A decimal digit holds more than three bits.
        context.prec = max(28, whole.bit_length() // 3 + decimals + 2)
        rounded = Decimal(whole).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # A unary minus would round to the precision of the caller's context.
    return rounded.copy_negate() if scaled < 0 and rounded else rounded


def number_text(value: Exact, decimals: int, *, sign: bool = False) -> str:
    """`value` rounded and grouped in thousands: `1,234.5`; with `sign`, a gain is `+1,234.5` and nought is bare."""
    rounded = round_half_away(value, decimals)
    return f"{rounded:+,}" if sign and rounded else f"{rounded:,}"
