"""Targets: which of several printed cells counts, and which whole numbers give a printed percentage."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.synthetic.county import read_targets
from crossfoot.synthetic.months import month_number
from crossfoot.synthetic.targets import Targets, nearest_numerator, prints_as, round_half_away, spread
from crossfoot.synthetic.unmet import find_unmet

HEADER = "indicator,area,period,form,breakdown,numerator,denominator,value,missing,table,line,printed"
JANUARY = month_number("2017-01")


def read(folder: Path, county: str = "", monthly: str = "", vital: str = "") -> Targets:
    for name, lines in (("county-report", county), ("monthly-report", monthly), ("vital-signs", vital)):
        (folder / f"{name}.csv").write_text(f"{HEADER}\n{lines}", encoding="utf-8")
    return Targets.read(folder)


def test_halves_are_rounded_away_from_zero() -> None:
    assert round_half_away(Fraction(1, 8) * 100, 0) == Decimal(13)
    assert round_half_away(Fraction(5, 100), 1) == Decimal("0.1")
    assert prints_as(Fraction(98665, 1000), Decimal("98.67"))


@pytest.mark.parametrize(
    ("value", "whole", "number"),
    [("55.8", 1779, 993), ("40.0", 35, 14), ("38.9", 35, 14), ("0.0", 5, 0), ("100.0", 7, 7)],
)
def test_nearest_numerator(value: str, whole: int, number: int) -> None:
    assert nearest_numerator(Decimal(value), whole) == number


def test_a_total_is_split_without_rest() -> None:
    assert spread(10, {"a": 1.0, "b": 1.0, "c": 1.0}) in ({"a": 4, "b": 3, "c": 3}, {"a": 3, "b": 3, "c": 4})
    assert sum(spread(7154, {str(place): 1.7 for place in range(13)}).values()) == 7154


def test_the_county_report_comes_first(tmp_path: Path) -> None:
    targets = read(
        tmp_path,
        county="x,norfolk,2017-01,,,11,,22.0,,t,1,22.0%\n",
        monthly="x,norfolk,2017-01,,,,,33.0,,u,2,33.0%\n",
        vital="x,norfolk,2016-12,,,,,44.0,,v,3,44.0%\n",
    )
    assert (targets.at("x", JANUARY).numerator, targets.at("x", JANUARY).value) == (11, Decimal("22.0"))
    assert targets.at("x", JANUARY - 1).value == Decimal("44.0")
    assert [(unmet.cell.table, unmet.reason) for unmet in find_unmet(targets)] == [
        ("u", "The table t prints 22.0 for the same figure, which counts.")
    ]


def test_the_cell_with_more_decimals_says_more(tmp_path: Path) -> None:
    targets = read(tmp_path, monthly="x,norfolk,2017-01,,,,,29,,t,1,29%\nx,norfolk,2017-01,,,,,29.3,,u,2,29.3%\n")
    assert targets.at("x", JANUARY).value == Decimal("29.3")


def test_zero_where_another_table_says_not_collected_is_no_target(tmp_path: Path) -> None:
    targets = read(
        tmp_path,
        county="x,norfolk,2017-01,,,,,0.0,,t,1,0.0%\nx,norfolk,2017-01,,,,,,not collected,u,2,\n"
        "y,norfolk,2017-01,,,0,,0.0,,t,3,0.0%\n",
    )
    assert targets.at("x", JANUARY).value is None
    assert targets.at("y", JANUARY).value == 0
    assert [unmet.reason for unmet in find_unmet(targets)] == ["0.0% stands where nothing was collected yet."]


def test_what_a_goal_cannot_meet_is_noted(tmp_path: Path) -> None:
    targets = read(tmp_path, county="x,norfolk,2017-01,,,14,,38.9,,t,1,38.9%\n")
    assert targets.goal("x", JANUARY, 36) == 14
    assert find_unmet(targets) == ()
    assert targets.goal("x", JANUARY, 35) == 14
    assert [unmet.reason for unmet in find_unmet(targets)] == ["No whole number of 35 prints as 38.9."]


def test_one_denominator_fits_all_health_checks_of_a_month() -> None:
    targets = read_targets(None)
    health = ("health-assessment-up-to-date", "immunisations-up-to-date", "dental-check-up-to-date")
    assert targets.wholes(health, month_number("2016-07"), among=range(600, 900)) == [776]
