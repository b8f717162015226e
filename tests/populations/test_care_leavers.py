"""Care leavers over a few rows: who is relevant or former relevant, and what is asked of them, in January 2017."""

from __future__ import annotations

from typing import Any

import pytest
from care_rows import Row, pathway_plan, person, visit
from small_histories import ask, day

Rows = list[Row]


def leaver(eligibility: str | None = "Former relevant", *, kept: str = "2017-01", **cells: object) -> Row:
    return {
        "clea_table_id": kept,
        "clea_person_id": "Lark",
        "clea_care_leaver_eligibility": eligibility,
        "kept_month": kept,
        **cells,
    }


def said(name: str, row: Row, dob: str | None = "1997-06-09", **tables: Rows) -> Any:
    """What is said of the one leaver, None where that is nobody."""
    records = {"care_leavers": [row], "person": [person("Lark", dob)], **tables}
    found = ask("care-leavers", records, name, month="2017-01")
    return bool(found[0][0]) if found else None


@pytest.mark.parametrize(
    ("eligibility", "dob", "activity", "held"),
    [
        ("Relevant", "2001-01-31", None, "relevant"),
        ("relevant", "1999-02-01", None, "relevant"),
        ("Relevant", "2001-02-01", None, None),
        ("Relevant", "1999-01-31", None, None),
        ("Relevant", None, None, None),
        ("Former relevant", "1999-01-31", None, "former_relevant"),
        ("Former relevant", "1999-02-01", None, None),
        ("Former relevant", "1996-02-01", "G5", "former_relevant"),
        ("Former relevant", "1996-01-31", "G5", None),
        ("Former relevant", "1996-01-31", None, None),
        ("Former relevant", "1996-01-31", "F1", "former_relevant"),
        ("Former relevant", "1996-01-31", "P4", "former_relevant"),
        ("Former relevant", "1992-02-01", "P5", "former_relevant"),
        ("Former relevant", "1992-01-31", "P5", None),
        ("Eligible", "1997-06-09", "F1", None),
        ("Qualifying", "1997-06-09", "F1", None),
        (None, "1997-06-09", "F1", None),
    ],
)
def test_who_is_a_care_leaver(eligibility: str | None, dob: str | None, activity: str | None, held: str | None) -> None:
    row = leaver(eligibility, clea_care_leaver_activity=activity)
    for name in ("relevant", "former_relevant"):
        assert said(name, row, dob) is (None if held is None else name == held)


def test_the_rows_are_those_kept_for_each_month_in_the_team_that_they_say() -> None:
    rows = [
        leaver(kept="2016-12", clea_care_leaver_allocated_team="leaving care", clea_care_leaver_activity="F1"),
        leaver(kept="2017-01", clea_care_leaver_activity="G4"),
        leaver(kept="2015-11", clea_care_leaver_activity="G4"),
    ]
    involved: Row = {
        "invo_involvements_id": "1",
        "invo_person_id": "Lark",
        "invo_professional_team": "north",
        "invo_involvement_start_date": day("2016-01-04"),
    }
    records = {"care_leavers": rows, "person": [person("Lark", "1997-06-09")], "involvements": [involved]}
    found = ask("care-leavers", records, "month", "day", "team", "in_education_or_work", "source_row")
    assert found == [("2016-12", "2016-12-31", "leaving care", True, 2), ("2017-01", "2017-01-31", None, False, 3)]


@pytest.mark.parametrize(
    ("in_touch", "on", "held"),
    [
        ("YES", "2016-12-01", True),
        ("YES", "2016-11-30", False),
        ("YES", "2017-02-01", False),
        ("YES", None, False),
        ("NO", "2017-01-16", False),
        ("REFU", "2017-01-16", False),
        (None, "2017-01-16", False),
    ],
)
def test_contacted_within_two_months(in_touch: str | None, on: str | None, held: bool) -> None:
    row = leaver(clea_care_leaver_in_touch=in_touch, clea_care_leaver_latest_contact=on and day(on))
    assert said("contacted", row) is held


@pytest.mark.parametrize(("activity", "held"), [("F2", True), ("P5", True), ("G6", False), (None, False)])
def test_in_education_or_work(activity: str | None, held: bool) -> None:
    assert said("in_education_or_work", leaver(clea_care_leaver_activity=activity)) is held


@pytest.mark.parametrize(
    ("suitable", "home", "held"),
    [("1", "U", True), ("1", None, True), ("1", "W", False), ("1", "X", False), ("2", "U", False), (None, "U", False)],
)
def test_in_a_suitable_home(suitable: str | None, home: str | None, held: bool) -> None:
    row = leaver(clea_care_leaver_accom_suitable=suitable, clea_care_leaver_accommodation=home)
    assert said("suitable", row) is held


@pytest.mark.parametrize(
    ("own", "plan", "held"),
    [
        (None, None, False),
        (None, pathway_plan("Lark", "2016-07-31"), True),
        (None, pathway_plan("Lark", "2016-07-30"), False),
        (None, pathway_plan("Lark", "2015-07-30", "2016-07-31"), True),
        (None, pathway_plan("Lark", "2017-02-01"), False),
        (None, pathway_plan("Finch", "2016-12-05"), False),
        ("2016-07-31", None, True),
        ("2016-07-30", None, False),
        ("2017-02-01", None, False),
        ("2016-07-30", pathway_plan("Lark", "2016-07-31"), True),
    ],
)
def test_a_pathway_plan_within_six_months(own: str | None, plan: Row | None, held: bool) -> None:
    row = leaver(clea_pathway_plan_review_date=own and day(own))
    assert said("pathway_plan", row, x_pathway_plan=[plan] if plan else []) is held


@pytest.mark.parametrize(
    ("made", "held"),
    [
        (visit("Lark", "2016-12-01"), True),
        (visit("Lark", "2016-11-30"), False),
        (visit("Lark", "2017-02-01"), False),
        (visit("Lark", "2017-01-16", seen=False), False),
        (visit("Lark", "2017-01-16", seen=None, alone=True), False),
        (visit("Finch", "2017-01-16"), False),
    ],
)
def test_visited_within_two_months(made: Row, held: bool) -> None:
    assert said("visited", leaver(), cla_visits=[made]) is held
