"""Amounts are exact until printed, rounded last, and their differences are said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.finance.amounts import (
    Side,
    is_printed_alike,
    million_text,
    per_cent_of,
    rounded_millions,
    rounding_difference,
    rounding_note,
    side_of,
)
from crossfoot.reports.amount_cells import money
from crossfoot.vocabulary.units import Unit

POUNDS = st.integers(-(10**13), 10**13).map(lambda pence: Decimal(pence) / 100)


@pytest.mark.parametrize(
    ("amount", "text", "signed"),
    [
        ("9998000.00", "9.998", "+9.998"),
        ("-1125000.00", "-1.125", "-1.125"),
        ("1000500.00", "1.001", "+1.001"),
        ("-1000500.00", "-1.001", "-1.001"),
        ("1000499.99", "1.000", "+1.000"),
        ("-499.99", "0.000", "0.000"),
        ("0", "0.000", "0.000"),
        ("1234567890.12", "1,234.568", "+1,234.568"),
    ],
)
def test_pounds_are_printed_in_millions_with_halves_away_from_nought(amount: str, text: str, signed: str) -> None:
    assert (million_text(Decimal(amount)), million_text(Decimal(amount), sign=True)) == (text, signed)


def test_a_quantity_is_bare_in_a_table_and_whole_in_a_sentence() -> None:
    quantity = money(Decimal("-1125000.00"), "budget/total/movement", sign=True)
    assert (quantity.text, quantity.words) == ("-1.125", "-£1.125 million")
    assert money(Decimal(9998000), sign=True).words == "+£9.998 million"
    assert money(Decimal(9998000), bare=True).words == "9.998"
    assert money(None).text == "[z]"
    assert Unit.POUNDS_MILLION.words(Fraction(0), 3, sign=True) == "£0.000 million"


def test_sides_and_percentages() -> None:
    assert [side_of(each) for each in (1, -1, 0)] == [Side.OVER, Side.UNDER, Side.ON]
    assert per_cent_of(Decimal(80), Decimal(-101)) == Fraction(8000, 101)
    assert per_cent_of(Decimal(80), Decimal(0)) is None
    assert per_cent_of(Decimal(80), None) is None


def test_what_was_printed_is_known_to_the_thousand() -> None:
    assert is_printed_alike(Decimal("1652500.00"), Decimal(1653000))
    assert not is_printed_alike(Decimal("1652499.99"), Decimal(1653000))


def test_a_table_that_does_not_add_up_when_rounded_says_so() -> None:
    parts = [Decimal("400.00"), Decimal("400.00"), Decimal("400.00")]
    difference = rounding_difference(parts, sum(parts, Decimal(0)))
    assert difference == Decimal("0.001")
    note = rounding_note({"forecast, total": difference, "variance, total": Decimal(0)})
    assert note.endswith("in £ million: forecast, total +0.001.")
    assert rounding_note({"forecast": Decimal("0.000")}) == ""


@given(st.lists(POUNDS, max_size=30))
def test_rounding_loses_less_than_half_of_the_last_digit_for_each_part(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0))
    difference = rounding_difference(parts, total)
    assert abs(difference) <= Decimal("0.0005") * (len(parts) + 1)
    assert sum(map(rounded_millions, parts), Decimal(0)) + difference == rounded_millions(total)
