"""Early help referrals over a few rows: one for a family and day, and families that come back."""

from __future__ import annotations

import pytest
from small_histories import ask, day


def episode(child: str, start: str | None, number: int = 1) -> dict[str, object]:
    return {
        "earl_episode_id": f"{child} {number}",
        "earl_person_id": child,
        "earl_episode_start_date": day(start) if start else None,
    }


def member(child: str, family: str | None) -> dict[str, object]:
    return {"fami_table_id": f"{child} {family}", "fami_family_id": family, "fami_person_id": child}


def test_brothers_and_sisters_of_a_day_are_one_referral_of_the_lowest_id() -> None:
    records = {
        "early_help_episodes": [episode("Wren", "2017-01-12"), episode("Ash", "2017-01-12"), episode("Jay", None)],
        "family": [member("Wren", "F1"), member("Ash", "F1"), member("Jay", "F1")],
    }
    assert ask("early-help-referrals", records, "person_id", "team", "source_row") == [("Ash", None, 3)]


def test_children_of_no_known_family_stand_each_alone() -> None:
    records = {
        "early_help_episodes": [
            episode("Wren", "2017-01-12"),
            episode("F1", "2017-01-12"),
            episode("Ash", "2017-01-12"),
        ],
        "family": [member("Ash", "F1"), member("Wren", None)],
    }
    assert ask("early-help-referrals", records, "person_id") == [("Ash",), ("F1",), ("Wren",)]


def test_a_child_of_two_families_is_of_the_one_with_the_lower_id() -> None:
    records = {
        "early_help_episodes": [
            episode("Wren", "2016-06-01"),
            episode("Ash", "2017-01-12"),
            episode("Jay", "2017-01-12"),
        ],
        "family": [member("Wren", "F1"), member("Wren", "F2"), member("Ash", "F1"), member("Jay", "F2")],
    }
    found = ask("early-help-referrals", records, "person_id", "is_re_referral", month="2017-01")
    assert found == [("Ash", True), ("Jay", None)]


@pytest.mark.parametrize(
    ("before", "again", "is_one"),
    [
        ("2016-01-12", "2017-01-12", True),
        ("2016-01-11", "2017-01-12", False),
        ("2016-02-29", "2017-02-28", True),
        ("2016-02-28", "2017-02-28", True),
        ("2016-02-27", "2017-02-28", False),
    ],
)
def test_the_family_is_back_within_twelve_months(before: str, again: str, is_one: bool) -> None:
    records = {
        "early_help_episodes": [episode("Wren", before), episode("Ash", again)],
        "family": [member("Wren", "F1"), member("Ash", "F1")],
    }
    found = ask("early-help-referrals", records, "day", "is_re_referral")
    assert found[-1] == (again, is_one)


def test_the_latest_referral_before_is_the_one_that_counts() -> None:
    rows = [episode("Wren", on, number) for number, on in enumerate(("2014-06-02", "2016-06-01", "2017-01-12"))]
    found = ask("early-help-referrals", {"early_help_episodes": rows}, "day", "is_re_referral")
    assert found == [("2016-06-01", False), ("2017-01-12", True)]
