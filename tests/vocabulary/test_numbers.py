from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.vocabulary.numbers import exact, number_text, round_half_away

places = st.integers(0, 4)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.25", 1, "0.3"),
        ("-0.25", 1, "-0.3"),
        ("0.35", 1, "0.4"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("0.49999999999999999999999", 0, "0"),
        ("-0.04", 1, "0.0"),
        ("0", 2, "0.00"),
        ("1/3", 4, "0.3333"),
        ("2/3", 1, "0.7"),
        ("999.95", 1, "1000.0"),
        ("-999.95", 1, "-1000.0"),
        ("100", 1, "100.0"),
        # 554.5 per 10,000: 781 contacts x 12 / 169,000 children.
        ("93720000/169000", 1, "554.6"),
    ],
)
def test_rounding_by_hand(value: str, places: int, expected: str) -> None:
    assert str(round_half_away(exact(value), places)) == expected


@given(decimals, places)
def test_rounding_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    wide = Context(prec=60)
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=wide)
    assert round_half_away(value, places) == expected
    assert round_half_away(Fraction(value), places) == expected


@given(st.integers(-2000, 2000), st.integers(1, 60), places)
def test_rounding_agrees_with_a_search_for_the_nearest(numerator: int, denominator: int, places: int) -> None:
    value = Fraction(numerator, denominator)
    step = Fraction(1, 10**places)
    below = (value / step).__floor__() * step
    near = [candidate for candidate in (below, below + step) if abs(candidate - value) <= step / 2]
    expected = max(near, key=abs)
    rounded = round_half_away(value, places)
    assert Fraction(rounded) == expected
    assert rounded.as_tuple().exponent == -places


@given(decimals, places)
def test_rounding_is_the_same_below_nought_and_never_minus_nought(value: Decimal, places: int) -> None:
    up, down = round_half_away(value, places), round_half_away(-value, places)
    assert up == -down
    assert not (up.is_zero() and up.is_signed())
    assert not (down.is_zero() and down.is_signed())


@pytest.mark.parametrize("digits", [27, 28, 29, 40, 1000, 5000])
def test_huge_numbers_keep_every_digit(digits: int) -> None:
    whole = 10**digits + 7
    for sign in (1, -1):
        rounded = round_half_away(Fraction(sign * (2 * whole + 1), 2), 0)
        assert int(rounded) == sign * (whole + 1)


def test_the_precision_of_the_caller_makes_no_difference() -> None:
    with localcontext() as context:
        context.prec = 3
        assert round_half_away(Decimal("-123456.75"), 1).as_tuple() == Decimal("-123456.8").as_tuple()
        assert number_text(Decimal("-1234567.25"), 1) == "-1,234,567.3"


def test_negative_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be rounded to -1 decimals"):
        round_half_away(1234, -1)


@pytest.mark.parametrize(
    ("value", "places", "plain", "signed"),
    [
        ("1234.5", 1, "1,234.5", "+1,234.5"),
        ("-1234.5", 1, "-1,234.5", "-1,234.5"),
        ("0", 1, "0.0", "0.0"),
        ("-0.04", 1, "0.0", "0.0"),
        ("0.04", 1, "0.0", "0.0"),
        ("0.05", 1, "0.1", "+0.1"),
        ("999", 0, "999", "+999"),
        ("1000", 0, "1,000", "+1,000"),
        ("1234567", 0, "1,234,567", "+1,234,567"),
        ("-999999.5", 0, "-1,000,000", "-1,000,000"),
    ],
)
def test_number_text(value: str, places: int, plain: str, signed: str) -> None:
    assert number_text(exact(value), places) == plain
    assert number_text(exact(value), places, sign=True) == signed


def test_a_number_too_large_for_the_usual_decimals_is_written_out() -> None:
    assert number_text(10**30, 0) == "1," + ",".join(["000"] * 10)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("24.5", Fraction(49, 2)),
        ("-0.1", Fraction(-1, 10)),
        (" +7 ", Fraction(7)),
        ("1/3", Fraction(1, 3)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        (Decimal("0.10"), Fraction(1, 10)),
        (12, Fraction(12)),
        (Fraction(2, 6), Fraction(1, 3)),
    ],
)
def test_exact_values(given: str | Decimal | int | Fraction, expected: Fraction) -> None:
    assert exact(given) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "n/a", "1,097", "1 000", "1_000", "24.5%", "--1", "1.2.3", "0x10", "1/0", "1/", "/3"),
        *("nan", "inf", "-inf", "1e3", "1e999999999", "\u00bd", "\uff11\uff12"),
    ],
)
def test_text_that_is_not_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        exact(text)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_decimals_that_are_not_numbers_are_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match=r"not a number|NaN"):
        exact(value)


@given(st.fractions())
def test_the_text_of_a_fraction_reads_back(value: Fraction) -> None:
    assert exact(str(value)) == value
