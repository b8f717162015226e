from fractions import Fraction

import pytest

from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Form, Polarity, Unit


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "text", "words"),
    [
        (Unit.COUNT, "1097", 0, "1,097", "1,097"),
        (Unit.COUNT, "0", 0, "0", "0"),
        (Unit.PERCENTAGE, "24.45", 1, "24.5%", "24.5%"),
        (Unit.PERCENTAGE, "100", 0, "100%", "100%"),
        (Unit.PERCENTAGE, "-0.01", 1, "0.0%", "0.0%"),
        (Unit.PERCENTAGE_POINTS, "-2.3", 1, "-2.3", "-2.3 percentage points"),
        (Unit.PERCENTAGE_POINTS, "1", 1, "1.0", "1.0 percentage point"),
        (Unit.PERCENTAGE_POINTS, "-1", 0, "-1", "-1 percentage point"),
        (Unit.PERCENTAGE_POINTS, "0", 1, "0.0", "0.0 percentage points"),
        (Unit.RATE_PER_10K, "554.5", 1, "554.5", "554.5 per 10,000"),
        (Unit.RATE_PER_10K, "1739.2", 1, "1,739.2", "1,739.2 per 10,000"),
        (Unit.DAYS, "357", 0, "357", "357 days"),
        (Unit.DAYS, "1", 0, "1", "1 day"),
        (Unit.DAYS, "-1", 0, "-1", "-1 day"),
        (Unit.DAYS, "0", 0, "0", "0 days"),
        (Unit.AVERAGE, "14.36364", 1, "14.4", "14.4"),
        (Unit.MAXIMUM, "27", 0, "27", "27"),
        (Unit.SCORE, "13.05", 1, "13.1", "13.1"),
        (Unit.POUNDS, "1250", 0, "£1,250", "£1,250"),
        (Unit.POUNDS, "-1250", 0, "-£1,250", "-£1,250"),
        (Unit.POUNDS, "0", 0, "£0", "£0"),
    ],
)
def test_how_a_value_is_written(unit: Unit, value: str, decimals: int, text: str, words: str) -> None:
    assert unit.text(exact(value), decimals) == text
    assert unit.words(exact(value), decimals) == words


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        (Unit.POUNDS, "1250", "+£1,250"),
        (Unit.POUNDS, "-1250", "-£1,250"),
        (Unit.POUNDS, "0", "£0"),
        (Unit.PERCENTAGE, "3", "+3%"),
        (Unit.COUNT, "12", "+12"),
        (Unit.COUNT, "-12", "-12"),
        (Unit.COUNT, "0", "0"),
    ],
)
def test_the_sign_of_a_difference(unit: Unit, value: str, expected: str) -> None:
    assert unit.text(exact(value), 0, sign=True) == expected


def test_a_signed_difference_in_words() -> None:
    assert Unit.PERCENTAGE_POINTS.words(exact("2.25"), 1, sign=True) == "+2.3 percentage points"
    assert Unit.PERCENTAGE_POINTS.words(1, 0, sign=True) == "+1 percentage point"


def test_scale_and_unit_of_change() -> None:
    assert Unit.PERCENTAGE.scale == 100
    assert Unit.RATE_PER_10K.scale == 10_000
    assert {unit.scale for unit in Unit} - {Fraction(100), Fraction(10_000)} == {Fraction(1)}
    assert Unit.PERCENTAGE.of_change is Unit.PERCENTAGE_POINTS
    assert {unit for unit in Unit if unit.of_change is not unit} == {Unit.PERCENTAGE}


def test_polarity_labels() -> None:
    assert [polarity.label for polarity in Polarity] == ["High", "Low", "Info"]


def test_only_counts_at_a_moment_are_stocks() -> None:
    assert {form for form in Form if form.is_stock} == {Form.AT_MONTH_END, Form.AT_QUARTER_END}
