"""Adoption orders over a few rows."""

from __future__ import annotations

import pytest
from care_rows import Row, episode
from small_histories import ask, day


def order(child: str, on: str | None, kind: str | None = "Adoption order", **days: str | None) -> Row:
    cells = {f"perm_{name}_date": said and day(said) for name, said in days.items()}
    return {
        "perm_table_id": child,
        "perm_person_id": child,
        "perm_permanence_order_date": on and day(on),
        "perm_permanence_order_type": kind,
        **cells,
    }


def test_orders_of_adoption_count_on_their_day() -> None:
    rows = [
        order("Bryony", "2017-01-18"),
        order("Clover", "2017-01-19", "ADOPTED"),
        order("Elder", None),
        order("Linden", "2017-01-19", "Special guardianship order"),
        order("Reed", "2017-01-19", None),
    ]
    found = ask("adoptions", {"permanence": rows}, "month", "person_id", "day", "source_row")
    assert found == [("2017-01", "Bryony", "2017-01-18", 2), ("2017-01", "Clover", "2017-01-19", 3)]


@pytest.mark.parametrize(
    ("decided", "on", "held"),
    [
        ("2016-01-18", "2017-01-18", True),
        ("2016-01-17", "2017-01-18", False),
        ("2016-02-29", "2017-02-28", True),
        ("2017-01-30", "2017-01-18", True),
        (None, "2017-01-18", False),
    ],
)
def test_within_12_months_of_the_decision(decided: str | None, on: str, held: bool) -> None:
    ((found,),) = ask("adoptions", {"permanence": [order("Bryony", on, adm_decision=decided)]}, "within_12_months")
    assert bool(found) is held


@pytest.mark.parametrize(
    ("placed", "days"),
    [
        ("2016-05-31", 365),
        ("2015-06-01", 0),
        # The spell before the one in which the child was placed does not count.
        ("2014-03-10", 7),
        ("2014-06-02", None),
        ("2016-12-19", None),
        (None, None),
    ],
)
def test_days_from_entering_care_to_the_adopters(placed: str | None, days: int | None) -> None:
    records = {
        "cla_episodes": [episode("Bryony", "2014-03-03", "2014-06-02"), episode("Bryony", "2015-06-01", "2016-12-19")],
        "permanence": [order("Bryony", "2016-12-19", placed_for_adoption=placed)],
    }
    found = ask("adoptions", records, "days_to_placement", "placed_from_care")
    assert found == [(days, days is not None)]


@pytest.mark.parametrize(
    ("ordered", "matched", "days"),
    [
        ("2016-04-04", "2016-07-14", 101),
        ("2016-02-15", "2016-02-08", 0),
        (None, "2016-07-14", None),
        ("2016-04-04", None, None),
    ],
)
def test_days_from_the_placement_order_to_the_match(ordered: str | None, matched: str | None, days: int | None) -> None:
    rows = [order("Clover", "2017-01-18", placement_order=ordered, matched=matched)]
    found = ask("adoptions", {"permanence": rows}, "days_to_match", "had_placement_order")
    assert found == [(days, days is not None)]
