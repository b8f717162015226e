from fractions import Fraction

import pytest
from figure_examples import supply
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures.printed import as_printed, can_both_be_right, is_printed_as, printed_decimals
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import round_half_away

NAME = "contacts/norfolk/in_month/2017-01"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("24.5", "24.5", True),
        ("24.5", "24.6", False),
        ("43.6", "44", True),
        ("44", "43.6", True),
        ("43.4", "44", False),
        ("24.5", "25", True),
        ("24.5", "24", True),  # 24.48 is printed as 24.5 and as 24
        ("24.6", "24", False),
        ("23.5", "24", True),
        ("23.4", "24", False),
        ("488.98", "489.0", True),
        ("488.94", "489.0", False),
        ("74.7", "75", True),
        ("0.0", "0.04", True),
        ("0", "0.5", True),  # 0.46 is printed as 0 and as 0.5
        ("0", "0.6", False),
        ("-0.3", "0", True),
        ("-2.5", "-3", True),
        ("-2.5", "2", False),
        ("1110", "1113", False),
    ],
)
def test_two_printed_numbers_can_be_one_number(one: str, other: str, agree: bool) -> None:
    decimals = [len(text.partition(".")[2]) for text in (one, other)]
    assert can_both_be_right(Fraction(one), decimals[0], Fraction(other), decimals[1]) is agree
    assert can_both_be_right(Fraction(other), decimals[1], Fraction(one), decimals[0]) is agree


@given(
    value=st.fractions(min_value=-1000, max_value=1000, max_denominator=9999),
    one=st.integers(0, 3),
    other=st.integers(0, 3),
)
def test_one_number_printed_twice_always_agrees(value: Fraction, one: int, other: int) -> None:
    first, second = Fraction(round_half_away(value, one)), Fraction(round_half_away(value, other))
    assert can_both_be_right(first, one, second, other)


@pytest.mark.parametrize(
    ("printed", "decimals"), [("24.5%", 1), ("1,697", 0), ("488.98", 2), ("14.36364", 5), ("21%", 0)]
)
def test_decimals_are_those_of_the_characters(printed: str, decimals: int) -> None:
    assert printed_decimals(supply(NAME, printed)) == decimals


def test_a_value_is_compared_as_it_was_printed() -> None:
    assert is_printed_as(Fraction(18500, 776), supply(NAME, "23.8%"))
    assert is_printed_as(Fraction(18500, 776), supply(NAME, "24%"))
    assert not is_printed_as(Fraction(18500, 776), supply(NAME, "23.9%"))
    assert not is_printed_as(Missing.NOT_APPLICABLE, supply(NAME, "0.0%"))


def test_a_cell_is_quoted_as_it_was_printed() -> None:
    assert as_printed(supply(NAME, "1,697")) == "1,697"
    assert as_printed(supply(NAME, numerator=1_234)) == "1,234"
    assert as_printed(supply(NAME, missing=Missing.NOT_COLLECTED)) == "not collected"
