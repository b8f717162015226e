"""Reviews of looked after children over a few rows: those held, and those that fell due."""

from __future__ import annotations

import pytest
from care_rows import Row, episode, person, placement, review, status
from small_histories import ask

Rows = list[Row]
BETONY = [episode("Betony", "2016-12-05")]


def due(records: dict[str, Rows], month: str) -> list[tuple[str, bool]]:
    """Each review that fell due in the month, and whether it was held by its day."""
    return [(on, bool(held)) for on, held in ask("care-reviews-due", records, "day", "held", month=month)]


# -- held --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "attended", "participated"),
    [
        ("PN1", True, True),
        ("PN2", True, True),
        ("PN3", True, True),
        ("PN4", True, False),
        ("PN5", False, True),
        ("PN6", False, True),
        ("PN7", False, False),
    ],
)
def test_the_part_that_a_child_took(part: str, attended: bool, participated: bool) -> None:
    records = {"cla_reviews": [review("Vetch", "2017-01-16", part)], "person": [person("Vetch", "2002-06-03")]}
    assert ask("care-reviews", records, "attended", "participated") == [(attended, participated)]


def test_reviews_that_count() -> None:
    people = [
        person("Vetch", "2002-06-03"),
        person("Four", "2013-01-16"),
        person("Three", "2013-01-17"),
        person("Eighteen", "1999-01-16"),
        person("Seventeen", "1999-01-17"),
        person("Unknown", None),
    ]
    children = ("Four", "Three", "Eighteen", "Seventeen", "Unknown", "Nobody")
    reviews = [
        *(review(child, "2017-01-16", "PN1") for child in children),
        review("Vetch", "2017-01-16", "PN0"),
        review("Vetch", "2017-01-17"),
        review("Vetch", None, "PN1"),
        review("Vetch", "2017-01-18", "PN1", clar_cla_review_cancelled=True),
        review("Vetch", "2017-01-19", "PN1", clar_cla_review_cancelled=False),
        review("Vetch", "2017-01-19", "PN7"),
    ]
    found = ask("care-reviews", {"cla_reviews": reviews, "person": people}, "person_id", "day")
    assert found == [
        ("Four", "2017-01-16"),
        ("Seventeen", "2017-01-16"),
        ("Vetch", "2017-01-19"),
        ("Vetch", "2017-01-19"),
    ]


def test_a_review_without_a_child_is_of_the_child_of_its_period_of_care() -> None:
    records = {
        "cla_episodes": [episode("Vetch", "2016-05-09", clae_cla_id="care 1")],
        "cla_reviews": [
            review(None, "2017-01-16", "PN1", clar_cla_id="care 1"),
            review(None, "2017-01-17", "PN1", clar_cla_id="care 2"),
        ],
        "person": [person("Vetch", "2002-06-03")],
    }
    assert ask("care-reviews", records, "person_id", "day") == [("Vetch", "2017-01-16")]


# -- due ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviews", "held"),
    [(["2017-01-05"], True), (["2017-01-06"], False), ([], False), (["2016-12-04"], False), (["2016-12-05"], True)],
)
def test_the_first_review_is_due_on_the_20th_working_day(reviews: list[str], held: bool) -> None:
    records = {"cla_episodes": BETONY, "cla_reviews": [review("Betony", on) for on in reviews]}
    assert due(records, "2017-01") == [("2017-01-05", held)]


def test_the_second_is_due_after_three_months_and_later_ones_after_six() -> None:
    episodes = [episode("Teasel", "2015-10-05")]
    days = ["2015-11-30", "2016-02-29", "2016-08-29"]
    records = {"cla_episodes": episodes, "cla_reviews": [review("Teasel", on) for on in days]}
    assert due(records, "2016-02") == [("2016-02-29", True)]
    assert due(records, "2016-08") == [("2016-08-29", True)]
    assert due(records, "2017-02") == [("2017-02-28", False)]
    for held in ("2017-02-28", "2017-03-01"):
        records["cla_reviews"] = [review("Teasel", on) for on in (*days, held)]
        assert due(records, "2017-02") == [("2017-02-28", held == "2017-02-28")]


def test_two_reviews_on_a_day_are_one_and_cancelled_ones_are_none() -> None:
    reviews = [
        review("Betony", "2017-01-04"),
        review("Betony", "2017-01-04", "PN1"),
        review("Betony", "2016-12-12", clar_cla_review_cancelled=True),
    ]
    records = {"cla_episodes": [episode("Betony", "2016-10-10")], "cla_reviews": reviews}
    assert due(records, "2016-11") == [("2016-11-07", False)]
    assert due(records, "2017-01") == []


def test_no_review_is_due_on_or_after_the_last_day_in_care() -> None:
    for end, found in (("2017-01-05", []), ("2017-01-06", [("2017-01-05", False)])):
        assert due({"cla_episodes": [episode("Betony", "2016-12-05", end)]}, "2017-01") == found


def test_reviews_before_the_spell_answer_nothing_and_start_no_clock() -> None:
    episodes = [episode("Betony", "2015-12-07", "2016-08-08"), *BETONY]
    reviews = [review("Betony", "2016-08-08"), review("Betony", "2016-10-10")]
    records = {"cla_episodes": episodes, "cla_reviews": reviews}
    assert due(records, "2016-11") == []
    assert due(records, "2017-01") == [("2017-01-05", False)]


@pytest.mark.parametrize(
    ("placements", "counted"),
    [
        ([placement("Betony", "2016-12-05", kind="A4")], False),
        ([placement("Betony", "2016-12-05", "2017-01-05", kind="A4")], True),
        ([placement("Betony", "2016-12-05", kind="A4"), placement("Betony", "2017-01-05")], True),
        ([placement("Betony", "2016-12-05"), placement("Betony", "2017-01-06", kind="A4")], True),
        ([placement("Betony", "2016-12-05"), placement("Betony", "2017-01-05", kind="A4")], False),
        ([placement("Betony", "2016-12-05", kind="A4"), placement("Betony", "2017-01-03", kind="T1")], False),
    ],
)
def test_children_placed_for_adoption_on_the_day_are_left_out(placements: Rows, counted: bool) -> None:
    assert bool(due({"cla_episodes": BETONY, "cla_placement": placements}, "2017-01")) is counted


def test_short_breaks_have_no_reviews_here() -> None:
    records = {"cla_episodes": BETONY, "legal_status": [status("Betony", "V3", "2016-12-05")]}
    assert due(records, "2017-01") == []
