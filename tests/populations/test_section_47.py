"""Section 47 enquiries and strategy discussions over a few rows."""

from __future__ import annotations

import pytest
from small_histories import ask, day

FLAGS = ("continuing_risk", "no_continuing_risk", "not_substantiated")


def enquiry(
    child: str, start: str | None, end: str | None = None, number: str = "E1", **cells: object
) -> dict[str, object]:
    return {
        "s47e_s47_enquiry_id": number,
        "s47e_person_id": child,
        "s47e_s47_start_date": day(start) if start else None,
        "s47e_s47_end_date": day(end) if end else None,
        **cells,
    }


def outcome(child: str, said: str | None, number: str = "E1") -> dict[str, object]:
    return {"xs4o_s47_enquiry_id": number, "xs4o_person_id": child, "xs4o_outcome": said}


@pytest.mark.parametrize(
    ("outcomes", "held"),
    [
        ([outcome("Ash", "continuing-risk")], "continuing_risk"),
        ([outcome("Ash", "no-continuing-risk")], "no_continuing_risk"),
        ([outcome("Ash", "not-substantiated")], "not_substantiated"),
        ([outcome("Ash", "something else")], "not_substantiated"),
        ([outcome("Ash", None)], "not_substantiated"),
        ([], "not_substantiated"),
        ([outcome("Ash", "continuing-risk", "E2")], "not_substantiated"),
        ([outcome("Fern", "continuing-risk")], "not_substantiated"),
    ],
)
def test_one_of_three_outcomes_holds(outcomes: list[dict[str, object]], held: str) -> None:
    records = {"s47_enquiry": [enquiry("Ash", None, "2017-01-09")], "x_section_47_outcome": outcomes}
    assert ask("section-47-enquiries-completed", records, *FLAGS) == [tuple(flag == held for flag in FLAGS)]


def test_children_of_one_enquiry_have_each_their_own_outcome() -> None:
    records = {
        "s47_enquiry": [enquiry(child, None, "2017-01-09") for child in ("Ash", "Fern", "Jay")],
        "x_section_47_outcome": [outcome("Ash", "continuing-risk"), outcome("Fern", "no-continuing-risk")],
    }
    assert ask("section-47-enquiries-completed", records, "person_id", *FLAGS) == [
        ("Ash", True, False, False),
        ("Fern", False, True, False),
        ("Jay", False, False, True),
    ]


def test_an_enquiry_counts_by_its_last_day_and_for_the_team_that_completed_it() -> None:
    rows = [
        enquiry("Ash", "2016-12-30", "2017-01-31", s47e_s47_completed_by_team="T1"),
        enquiry("Fern", "2017-01-02", "2017-02-01"),
        enquiry("Jay", "2017-01-02"),
        enquiry("Wren", None, "2017-01-03", s47e_person_id=None),
    ]
    found = ask("section-47-enquiries-completed", {"s47_enquiry": rows}, "month", "person_id", "team", "source_row")
    assert found == [("2017-01", "Ash", "T1", 2), ("2017-02", "Fern", None, 3)]


def test_discussions_of_a_child_on_a_day_are_one_of_the_lowest_id() -> None:
    rows = [
        enquiry("Sedge", "2017-01-10", number="E3", s47e_s47_completed_by_team="T3"),
        enquiry("Sedge", "2017-01-10", number="E2", s47e_s47_completed_by_team="T2"),
        enquiry("Sedge", "2017-01-11", number="E1"),
        enquiry("Robin", "2017-01-10", number="E3"),
        enquiry("Wren", None, "2017-01-10"),
    ]
    found = ask("strategy-discussions", {"s47_enquiry": rows}, "person_id", "day", "team", "source_row")
    assert found == [
        ("Robin", "2017-01-10", None, 5),
        ("Sedge", "2017-01-10", "T2", 3),
        ("Sedge", "2017-01-11", None, 4),
    ]
