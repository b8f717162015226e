"""Children in need over a few rows: who is one, and their plans, reviews and visits at the month's end."""

from __future__ import annotations

import pytest
from small_histories import ask, day

Rows = list[dict[str, object]]
FLAGS = ("plan_due", "plan_up_to_date", "reviewed", "visited")


def episode(on: str, closed: str | None = None, need: str | None = "N5", **cells: object) -> dict[str, object]:
    return {
        "cine_referral_id": f"R {on}",
        "cine_person_id": "Rowan",
        "cine_referral_date": day(on),
        "cine_close_date": day(closed) if closed else None,
        "cine_cin_primary_need_code": need,
        **cells,
    }


def protection(start: str, end: str | None = None, **cells: object) -> dict[str, object]:
    return {
        "cppl_cp_plan_id": f"P {start}",
        "cppl_person_id": "Rowan",
        "cppl_cp_plan_start_date": day(start),
        "cppl_cp_plan_end_date": day(end) if end else None,
        **cells,
    }


def care(start: str, end: str | None = None) -> dict[str, object]:
    return {
        "clae_cla_episode_id": f"L {start}",
        "clae_person_id": "Rowan",
        "clae_cla_episode_start_date": day(start),
        "clae_cla_episode_ceased_date": day(end) if end else None,
    }


def held(records: dict[str, Rows], flag: str) -> bool:
    """Whether the flag holds of the one child at the end of January 2017."""
    ((value,),) = ask("children-in-need", records, flag, month="2017-01")
    return bool(value)


# -- who is one --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "counts"), [*((f"N{number}", 1 <= number <= 8) for number in range(10)), (None, False)]
)
def test_a_need_of_n1_to_n8_is_section_17(need: str | None, counts: bool) -> None:
    found = ask("children-in-need", {"cin_episodes": [episode("2016-06-06", need=need)]}, "day", month="2017-01")
    assert found == ([("2017-01-31",)] if counts else [])


@pytest.mark.parametrize(
    ("referred", "closed", "months"),
    [
        ("2016-12-31", "2017-01-31", ["2016-12"]),
        ("2017-01-31", "2017-02-01", ["2017-01"]),
        ("2017-01-02", "2017-01-31", []),
        ("2017-01-15", "2016-12-15", []),
        ("2017-02-01", None, ["2017-02"]),
    ],
)
def test_a_case_is_open_until_the_day_before_it_closed(referred: str, closed: str | None, months: list[str]) -> None:
    found = ask("children-in-need", {"cin_episodes": [episode(referred, closed)]}, "month")
    assert found == [(month,) for month in months]


@pytest.mark.parametrize(
    ("episodes", "rests_on"),
    [
        ([episode("2016-06-06"), episode("2016-10-03", need="N9")], None),
        ([episode("2016-06-06", need="N9"), episode("2016-10-03")], 3),
        ([episode("2016-06-06"), episode("2016-10-03", "2017-01-31", need="N9")], 2),
        ([episode("2016-06-06", cine_referral_id="A"), episode("2016-06-06", cine_referral_id="B", need="N9")], None),
        ([episode("2016-06-06", cine_referral_id="B"), episode("2016-06-06", cine_referral_id="A", need="N9")], 2),
    ],
)
def test_of_several_open_cases_the_latest_says_what_the_need_is(episodes: Rows, rests_on: int | None) -> None:
    found = ask("children-in-need", {"cin_episodes": episodes}, "source_file", "source_row", month="2017-01")
    assert found == ([] if rests_on is None else [("cin_episodes.csv", rests_on)])


@pytest.mark.parametrize(
    ("records", "in_need", "either"),
    [
        ({}, True, True),
        ({"cp_plans": [protection("2017-01-31")]}, False, True),
        ({"cp_plans": [protection("2016-06-06", "2017-01-31")]}, True, True),
        ({"cp_plans": [protection("2017-02-01")]}, True, True),
        ({"cp_plans": [protection("2016-06-06", cppl_cp_plan_ola=True)]}, True, True),
        ({"cla_episodes": [care("2017-01-31")]}, False, False),
        ({"cla_episodes": [care("2016-06-06", "2017-01-31")]}, True, True),
        ({"cla_episodes": [care("2016-06-06")], "cp_plans": [protection("2016-06-06")]}, False, True),
    ],
)
def test_children_with_a_protection_plan_or_in_care_are_counted_elsewhere(
    records: dict[str, Rows], in_need: bool, either: bool
) -> None:
    records = {"cin_episodes": [episode("2016-06-06")], **records}
    assert len(ask("children-in-need", records, "day", month="2017-01")) == in_need
    assert len(ask("children-in-need-or-protected", records, "day", month="2017-01")) == either


def test_a_child_on_short_breaks_is_not_looked_after() -> None:
    records = {
        "cin_episodes": [episode("2016-06-06")],
        "cla_episodes": [care("2016-07-04")],
        "legal_status": [
            {
                "lega_legal_status_id": "S1",
                "lega_person_id": "Rowan",
                "lega_legal_status": "V4",
                "lega_legal_status_start_date": day("2016-07-04"),
            }
        ],
    }
    assert len(ask("children-in-need", records, "day", month="2017-01")) == 1


@pytest.mark.parametrize(("born", "counts"), [("1999-02-01", True), ("1999-01-31", False), (None, True)])
def test_a_young_person_leaves_on_the_18th_birthday(born: str | None, counts: bool) -> None:
    people = [{"pers_person_id": "Rowan", "pers_dob": day(born) if born else None}]
    for records in ({"cin_episodes": [episode("2016-06-06")]}, {"cp_plans": [protection("2016-06-06")]}):
        found = ask("children-in-need-or-protected", {**records, "person": people}, "day", month="2017-01")
        assert len(found) == counts


def test_a_row_of_either_rests_on_the_open_case() -> None:
    records = {
        "cin_episodes": [
            episode("2015-06-01", "2016-05-02"),
            episode("2016-06-06"),
            episode("2016-06-06", cine_person_id="Wren", cine_referral_id="W"),
        ],
        "cp_plans": [protection("2016-06-20"), protection("2016-06-20", cppl_person_id="Ash", cppl_cp_plan_id="A")],
    }
    found = ask("children-in-need-or-protected", records, "person_id", "source_file", "source_row", month="2017-01")
    assert found == [("Ash", None, None), ("Rowan", "cin_episodes.csv", 3), ("Wren", "cin_episodes.csv", 4)]


def test_a_child_in_need_belongs_to_the_team_that_holds_the_case_or_to_that_of_the_referral() -> None:
    cases = [episode("2016-06-06", cine_referral_team="T2")]
    assert ask("children-in-need", {"cin_episodes": cases}, "team", month="2017-01") == [("T2",)]
    involvement = {
        "invo_involvements_id": "I1",
        "invo_person_id": "Rowan",
        "invo_professional_team": "T1",
        "invo_involvement_start_date": day("2016-09-05"),
    }
    records = {"cin_episodes": cases, "involvements": [involvement]}
    assert ask("children-in-need", records, "team", month="2017-01") == [("T1",)]
    assert ask("children-in-need", records, "team", month="2016-08") == [("T2",)]


# -- plans -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "referred", "due"),
    [
        ("2017-01", "2016-11-24", True),
        ("2017-01", "2016-11-25", False),
        # Until December 2016 the limit was 20 working days; 26 and 27 December were bank holidays.
        ("2016-12", "2016-11-30", True),
        ("2016-12", "2016-12-01", False),
    ],
)
def test_when_a_plan_is_due(month: str, referred: str, due: bool) -> None:
    found = ask("children-in-need", {"cin_episodes": [episode(referred)]}, "plan_due", month=month)
    assert found == [(due,)]


def plan(start: str | None, end: str | None = None, child: str = "Rowan") -> dict[str, object]:
    return {
        "cinp_cin_plan_id": f"{child} {start} {end}",
        "cinp_person_id": child,
        "cinp_cin_plan_start_date": day(start) if start else None,
        "cinp_cin_plan_end_date": day(end) if end else None,
    }


def assessed(*days: str | None) -> Rows:
    return [
        {
            "cina_assessment_id": f"A{on}",
            "cina_person_id": "Rowan",
            "cina_assessment_auth_date": day(on) if on else None,
        }
        for on in days
    ]


@pytest.mark.parametrize(
    ("plans", "assessments", "up_to_date"),
    [
        ([], [], False),
        ([plan("2016-07-04")], [], True),
        ([plan("2017-01-31")], [], True),
        ([plan("2017-02-01")], [], False),
        ([plan("2016-07-04", "2017-01-31")], [], False),
        ([plan("2016-07-04", "2017-02-01")], [], True),
        ([plan(None)], [], False),
        ([plan("2016-07-04", child="Fern")], [], False),
        ([plan("2016-12-07")], assessed("2016-12-07"), True),
        ([plan("2016-12-06")], assessed("2016-12-07"), False),
        ([plan("2016-12-06")], assessed("2017-02-01"), True),
        ([plan("2016-12-06")], assessed("2017-01-31"), False),
        ([plan("2016-12-06")], assessed("2016-03-01", None), True),
        ([plan("2016-12-06")], assessed("2016-03-01", "2016-12-07"), False),
        ([plan("2016-05-02"), plan("2016-12-08")], assessed("2016-03-01", "2016-12-07"), True),
        ([plan("2016-05-02"), plan("2016-12-08", "2017-01-20")], assessed("2016-12-07"), False),
        ([plan("2017-01-10", "2017-01-05")], [], False),
    ],
)
def test_an_up_to_date_plan(plans: Rows, assessments: Rows, up_to_date: bool) -> None:
    records = {"cin_episodes": [episode("2016-03-07")], "cin_plans": plans, "cin_assessments": assessments}
    assert held(records, "plan_up_to_date") is up_to_date


def test_a_plan_that_is_not_due_is_not_counted_as_up_to_date() -> None:
    records = {"cin_episodes": [episode("2016-11-25")], "cin_plans": [plan("2017-01-16")]}
    assert (held(records, "plan_due"), held(records, "plan_up_to_date")) == (False, False)


# -- reviews -----------------------------------------------------------------------------------------------------------


def review(on: str | None, child: str = "Rowan") -> dict[str, object]:
    return {"xcpr_review_id": f"{child} {on}", "xcpr_person_id": child, "xcpr_review_date": day(on) if on else None}


def conference(on: str, goes_on: bool | None) -> dict[str, object]:
    return {
        "cppr_cp_review_id": on,
        "cppr_person_id": "Rowan",
        "cppr_cp_review_date": day(on),
        "cppr_cp_review_outcome_continue_cp": goes_on,
    }


@pytest.mark.parametrize(
    ("reviews", "conferences", "reviewed"),
    [
        ([], [], False),
        ([review("2016-11-08")], [], True),
        ([review("2016-11-07")], [], False),
        ([review("2017-01-31")], [], True),
        ([review("2017-02-01")], [], False),
        ([review(None)], [], False),
        ([review("2016-12-01", child="Fern")], [], False),
        ([review("2016-05-02"), review("2016-12-01"), review("2017-02-20")], [], True),
        ([], [conference("2016-11-08", goes_on=False)], True),
        ([], [conference("2016-11-07", goes_on=False)], False),
        ([], [conference("2016-11-08", goes_on=True)], False),
        ([], [conference("2016-11-08", goes_on=None)], False),
    ],
)
def test_a_review_in_the_last_twelve_weeks(reviews: Rows, conferences: Rows, reviewed: bool) -> None:
    records = {"cin_episodes": [episode("2016-03-07")], "x_cin_plan_review": reviews, "cp_reviews": conferences}
    assert held(records, "reviewed") is reviewed


# -- visits ------------------------------------------------------------------------------------------------------------


def visit(on: str | None, *, seen: bool | None = True, child: str = "Rowan") -> dict[str, object]:
    return {
        "cinv_cin_visit_id": f"{child} {on}",
        "cinv_person_id": child,
        "cinv_cin_visit_date": day(on) if on else None,
        "cinv_cin_visit_seen": seen,
    }


@pytest.mark.parametrize(
    ("visits", "visited"),
    [
        ([], False),
        ([visit("2017-01-03")], True),
        ([visit("2017-01-02")], False),
        ([visit("2017-01-31")], True),
        ([visit("2017-02-01")], False),
        ([visit("2017-01-10", seen=False)], False),
        ([visit("2017-01-10", seen=None)], False),
        ([visit(None)], False),
        ([visit("2017-01-10", child="Fern")], False),
        ([visit("2016-11-04"), visit("2017-01-05"), visit("2017-01-26", seen=False)], True),
    ],
)
def test_a_visit_in_the_last_20_working_days(visits: Rows, visited: bool) -> None:
    records = {"cin_episodes": [episode("2016-03-07")], "cin_visits": visits}
    assert held(records, "visited") is visited


def test_flags_of_every_month_are_those_of_that_month() -> None:
    records = {
        "cin_episodes": [episode("2016-10-03")],
        "cin_plans": [plan("2016-12-12", "2017-02-13")],
        "x_cin_plan_review": [review("2016-11-15")],
        "cin_visits": [visit("2016-11-25"), visit("2017-01-25")],
    }
    found = ask("children-in-need", records, "month", *FLAGS)
    assert [(month, [bool(flag) for flag in flags]) for month, *flags in found] == [
        ("2016-10", [True, False, False, False]),
        ("2016-11", [True, False, True, True]),
        ("2016-12", [True, True, True, False]),
        ("2017-01", [True, True, True, True]),
        ("2017-02", [True, False, False, False]),
    ]
