"""Initial conferences, first core groups and review conferences over a few rows."""

from __future__ import annotations

import pytest
from small_histories import ask, day

Rows = list[dict[str, object]]


def plan(child: str, start: str, end: str | None = None, number: str = "P1", **cells: object) -> dict[str, object]:
    return {
        "cppl_cp_plan_id": number,
        "cppl_person_id": child,
        "cppl_cp_plan_start_date": day(start),
        "cppl_cp_plan_end_date": day(end) if end else None,
        **cells,
    }


# -- initial conferences -----------------------------------------------------------------------------------------------

# Tuesday 31 January 2017 is working day 15 after Tuesday 10 January.


def conference(**cells: object) -> dict[str, object]:
    return {
        "icpc_icpc_id": "C1",
        "icpc_s47_enquiry_id": "E1",
        "icpc_person_id": "Lark",
        "icpc_icpc_date": day("2017-01-31"),
        **cells,
    }


def enquiry(start: str | None, number: str = "E1", child: str = "Lark") -> dict[str, object]:
    return {
        "s47e_s47_enquiry_id": number,
        "s47e_person_id": child,
        "s47e_s47_start_date": day(start) if start else None,
    }


@pytest.mark.parametrize(
    ("enquiries", "in_time"),
    [
        ([enquiry("2017-01-10")], True),
        ([enquiry("2017-01-09")], False),
        ([enquiry("2017-01-31")], True),
        ([enquiry(None)], False),
        ([], False),
        ([enquiry("2017-01-10", number="E2")], False),
        ([enquiry("2017-01-10", child="Finch")], False),
        ([enquiry("2017-01-09"), enquiry("2017-01-10", child="Finch")], False),
    ],
)
def test_working_days_from_the_discussion_to_the_conference(enquiries: Rows, in_time: bool) -> None:
    records = {"initial_cp_conference": [conference()], "s47_enquiry": enquiries}
    found = ask("initial-conferences", records, "within_timescale")
    assert [bool(flag) for (flag,) in found] == [in_time]


@pytest.mark.parametrize(("flag", "without"), [(True, False), (False, True), (None, False)])
def test_a_conference_that_is_known_to_have_made_no_plan(flag: bool | None, without: bool) -> None:
    rows = [conference(icpc_icpc_outcome_cp_flag=flag)]
    ((held,),) = ask("initial-conferences", {"initial_cp_conference": rows}, "without_plan")
    assert bool(held) is without


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({}, True),
        ({"icpc_icpc_transfer_in": False}, True),
        ({"icpc_icpc_transfer_in": True}, False),
        ({"icpc_person_id": None}, False),
        ({"icpc_icpc_date": None}, False),
    ],
)
def test_a_conference_that_is_no_transfer(cells: dict[str, object], counts: bool) -> None:
    rows = [conference(icpc_icpc_team="T1", **cells)]
    found = ask("initial-conferences", {"initial_cp_conference": rows}, "day", "team", "source_row")
    assert found == ([("2017-01-31", "T1", 2)] if counts else [])


# -- first core groups -------------------------------------------------------------------------------------------------

# Working day 10 after Thursday 15 December 2016 is Tuesday 3 January 2017.


def core_group(on: str | None, number: str | None = "P1", child: str = "Rush") -> dict[str, object]:
    return {
        "xcor_core_group_id": f"{child} {number} {on}",
        "xcor_person_id": child,
        "xcor_cp_plan_id": number,
        "xcor_meeting_date": day(on) if on else None,
    }


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2016-12-15", "2017-01-03"),
        ("2016-12-14", "2016-12-30"),
        # From a Saturday as from the Friday before it.
        ("2016-12-17", "2017-01-04"),
        ("2016-12-16", "2017-01-04"),
        ("2017-01-17", "2017-01-31"),
        ("2017-01-18", "2017-02-01"),
    ],
)
def test_the_day_by_which_the_core_group_is_due(start: str, due: str) -> None:
    found = ask("core-groups-due", {"cp_plans": [plan("Rush", start)]}, "month", "day", "source_file", "source_row")
    assert found == [(due[:7], due, "cp_plans.csv", 2)]


@pytest.mark.parametrize(
    ("groups", "in_time"),
    [
        ([], False),
        ([core_group("2017-01-03")], True),
        ([core_group("2017-01-04")], False),
        ([core_group("2016-12-15")], True),
        ([core_group("2016-12-14")], False),
        ([core_group("2016-12-14"), core_group("2017-01-03"), core_group("2017-01-20")], True),
        ([core_group(None)], False),
        # Without a plan's id it is taken for any plan of the child; with another's it is not.
        ([core_group("2017-01-03", number=None)], True),
        ([core_group("2017-01-03", number=None, child="Robin")], False),
        ([core_group("2017-01-03", number="P2")], False),
    ],
)
def test_a_core_group_in_time(groups: Rows, in_time: bool) -> None:
    records = {"cp_plans": [plan("Rush", "2016-12-15")], "x_core_group": groups}
    found = ask("core-groups-due", records, "in_timescale")
    assert [bool(flag) for (flag,) in found] == [in_time]


@pytest.mark.parametrize(("end", "counts"), [("2017-01-02", False), ("2017-01-03", True), ("2017-02-03", True)])
def test_a_plan_that_ended_before_the_day_has_no_core_group_due(end: str, counts: bool) -> None:
    assert len(ask("core-groups-due", {"cp_plans": [plan("Rush", "2016-12-15", end)]}, "day")) == counts


@pytest.mark.parametrize(("born", "counts"), [("1999-01-03", False), ("1999-01-04", True)])
def test_a_child_who_is_18_on_the_day_has_no_core_group_due(born: str, counts: bool) -> None:
    people = [{"pers_person_id": "Rush", "pers_dob": day(born)}]
    assert len(ask("core-groups-due", {"cp_plans": [plan("Rush", "2016-12-15")], "person": people}, "day")) == counts


# -- review conferences ------------------------------------------------------------------------------------------------


def review(on: str | None, number: str | None = "P1", key: str = "") -> dict[str, object]:
    return {
        "cppr_cp_review_id": key or f"{number} {on}",
        "cppr_person_id": "Sedge",
        "cppr_cp_plan_id": number,
        "cppr_cp_review_date": day(on) if on else None,
    }


@pytest.mark.parametrize(
    ("start", "held", "in_time"),
    [
        ("2016-10-31", ["2017-01-31"], [True]),
        ("2016-10-30", ["2017-01-31"], [False]),
        ("2016-11-30", ["2017-02-28"], [True]),
        ("2016-04-18", ["2016-07-18", "2017-01-18"], [True, True]),
        ("2016-04-18", ["2016-07-19", "2017-01-19"], [False, True]),
        ("2016-04-18", ["2016-07-18", "2017-01-19"], [True, False]),
        ("2016-02-29", ["2016-03-01", "2016-08-31", "2017-02-28"], [True, True, True]),
    ],
)
def test_a_review_is_due_three_months_after_the_first_day_and_six_after_the_review_before(
    start: str, held: list[str], in_time: list[bool]
) -> None:
    records = {"cp_plans": [plan("Sedge", start)], "cp_reviews": [review(on) for on in held]}
    found = ask("review-conferences", records, "day", "in_timescale")
    assert found == list(zip(held, in_time, strict=True))


def test_two_rows_of_a_plan_and_day_are_one_review_of_the_lowest_id() -> None:
    records = {
        "cp_plans": [plan("Sedge", "2016-10-31"), plan("Sedge", "2016-11-30", number="P2")],
        "cp_reviews": [
            review("2017-01-12", key="R2"),
            review("2017-01-12", key="R1"),
            review("2017-01-12", number="P2", key="R3"),
        ],
    }
    found = ask("review-conferences", records, "person_id", "day", "source_file", "source_row")
    assert found == [("Sedge", "2017-01-12", "cp_reviews.csv", row) for row in (3, 4)]


def test_reviews_that_were_not_held_and_those_of_no_plan_of_ours_are_left_out() -> None:
    records = {
        "cp_plans": [plan("Sedge", "2016-10-31"), plan("Sedge", "2016-10-31", number="P2", cppl_cp_plan_ola=True)],
        "cp_reviews": [
            review(None),
            review("2017-01-12", number=None),
            review("2017-01-12", number="P2"),
            review("2017-01-12", number="P3"),
        ],
    }
    assert ask("review-conferences", records, "day") == []
