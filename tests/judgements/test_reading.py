from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from crossfoot.figures.figure import Figure, Origin
from crossfoot.judgements.reading import (
    Precision,
    Reading,
    break_between,
    decimals_apart,
    decimals_of_both,
    setting_text,
    words_apart,
)
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

JANUARY = Period.parse("2017-01")


def figure(unit: Unit, numerator: int | None, denominator: int | None, *, supplied: int | None = None) -> Figure:
    return Figure(
        id=FigureId("an-indicator", "norfolk", Form.AT_MONTH_END, JANUARY),
        unit=unit,
        decimals=1,
        origin=Origin.BARE if supplied is not None else Origin.COUNTED,
        source="a test",
        definition_version=1,
        numerator=None if numerator is None else Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        scale=unit.scale,
        supplied=None if supplied is None else Fraction(supplied),
    )


@pytest.mark.parametrize(
    ("of", "events"),
    [
        (figure(Unit.PERCENTAGE, 3, 4), 4),
        (figure(Unit.RATE_PER_10K, 1113, 167_942), 1113),
        (figure(Unit.COUNT, 12, None), 12),
        (figure(Unit.COUNT, None, None, supplied=15), 15),
        (figure(Unit.PERCENTAGE, None, None, supplied=75), None),
        (figure(Unit.RATE_PER_10K, None, None, supplied=66), None),
        (figure(Unit.COUNT, None, None), None),
    ],
)
def test_events_are_what_was_counted(of: Figure, events: int | None) -> None:
    assert Reading.of(of).events == events


def test_a_reading_keeps_the_figures_value_period_and_form() -> None:
    reading = Reading.of(figure(Unit.PERCENTAGE, 2, 3))
    assert (reading.period, reading.form) == (JANUARY, Form.AT_MONTH_END)
    assert reading.at(Precision.EXACT) == Fraction(200, 3)
    assert reading.at(Precision.PRINTED) == Fraction("66.7")
    assert reading.words == "66.7%"


def test_a_missing_reading_is_missing_at_any_precision() -> None:
    reading = Reading.of(figure(Unit.PERCENTAGE, 0, 0))
    assert {reading.at(precision) for precision in Precision} == {Missing.NOT_APPLICABLE}
    assert reading.words == reading.text == "not applicable"


@pytest.mark.parametrize(
    ("form", "period", "when"),
    [
        (Form.IN_MONTH, "2017-01", "in January 2017"),
        (Form.AT_MONTH_END, "2017-01", "at the end of January 2017"),
        (Form.AT_QUARTER_END, "2016-17-q3", "at the end of December 2016"),
        (Form.IN_QUARTER, "2016-17-q3", "in October to December 2016"),
        (Form.ROLLING_12, "2017-01", "in the 12 months to January 2017"),
        (Form.YEAR_TO_DATE, "2017-01", "in the year to date at January 2017"),
        (Form.IN_TERM, "2016-17-autumn", "in autumn term 2016"),
        (Form.IN_YEAR, "2015-16-year", "in 2015-16"),
    ],
)
def test_when_is_said_by_form(form: Form, period: str, when: str) -> None:
    assert Reading(Period.parse(period), Fraction(1), Unit.COUNT, 0, form).when == when


@pytest.mark.parametrize(
    ("period", "step"),
    [("2017-01", "month"), ("2016-17-q3", "quarter"), ("2016-17-autumn", "term"), ("2015-16-year", "year")],
)
def test_steps_are_named_by_kind(period: str, step: str) -> None:
    assert Reading(Period.parse(period), Fraction(1), Unit.COUNT, 0).step == step


@pytest.mark.parametrize(
    ("value", "decimals", "others", "places"),
    [
        ("79.96", 1, ["80"], 2),
        ("79.9", 1, ["80"], 1),
        ("80", 1, ["80"], 1),
        ("79.9996", 1, ["80"], 4),
        ("79.9996", 1, ["80", "79.9995"], 4),
        ("79.99999999996", 1, ["80"], 8),
    ],
)
def test_decimals_are_added_until_the_side_shows(value: str, decimals: int, others: list[str], places: int) -> None:
    assert decimals_apart(Fraction(value), decimals, *map(Fraction, others)) == places


def test_both_are_rounded_where_neither_is_a_setting() -> None:
    assert decimals_of_both(Fraction("31.92"), 1, Fraction("31.94")) == 2
    assert decimals_of_both(Fraction("31.92"), 1, Fraction("31.96")) == 1
    assert decimals_of_both(Fraction("31.92"), 1, Fraction("31.92")) == 1
    assert decimals_of_both(Fraction("31.92"), 1, Fraction("31.9200000000001")) == 8


def test_words_apart_print_those_decimals() -> None:
    assert words_apart(Fraction("79.96"), Unit.PERCENTAGE, 1, Decimal(80)) == "79.96%"


@pytest.mark.parametrize(
    ("setting", "words"), [("20", "20%"), ("30.0", "30%"), ("24.50", "24.5%"), ("0", "0%"), ("100", "100%")]
)
def test_settings_are_said_without_idle_noughts(setting: str, words: str) -> None:
    assert setting_text(Decimal(setting), Unit.PERCENTAGE) == words


def test_a_break_lies_between_the_periods_it_parts() -> None:
    december, breaks = JANUARY.shift(-1), [date(2016, 12, 31), date(2017, 1, 1), date(2017, 2, 1)]
    assert break_between(december, JANUARY, breaks) == date(2017, 1, 1)
    # A change on the last day of December falls in December: what is counted in it is counted the new way.
    assert break_between(december, JANUARY, breaks[:1]) is None
    assert break_between(december.shift(-1), december, breaks) == date(2016, 12, 31)
    assert break_between(december.shift(-1), JANUARY, breaks) == date(2017, 1, 1)
