"""Child protection plans over a few rows: whose plan, which of several, how long, who saw the child."""

from __future__ import annotations

import pytest
from small_histories import ask, day

Rows = list[dict[str, object]]


def plan(child: str, start: str | None, end: str | None = None, number: str = "", **cells: object) -> dict[str, object]:
    return {
        "cppl_cp_plan_id": number or f"{child} {start}",
        "cppl_person_id": child,
        "cppl_cp_plan_start_date": day(start) if start else None,
        "cppl_cp_plan_end_date": day(end) if end else None,
        **cells,
    }


def others(child: str, start: str, end: str | None = None) -> dict[str, object]:
    return plan(child, start, end, cppl_cp_plan_ola=True)


def review(number: str, on: str | None) -> dict[str, object]:
    return {"cppr_cp_review_id": f"{number} {on}", "cppr_cp_plan_id": number, "cppr_cp_review_date": on and day(on)}


# -- plans that start --------------------------------------------------------------------------------------------------


def test_plans_of_other_councils_are_never_counted() -> None:
    plans = [
        plan("Ash", "2016-12-05", "2017-01-10", cppl_cp_plan_ola=False),
        others("Fern", "2016-12-05", "2017-01-10"),
    ]
    for population in ("protection-plans-started", "protection-plans-ended", "protection-plans", "core-groups-due"):
        assert {child for (child,) in ask(population, {"cp_plans": plans}, "person_id")} == {"Ash"}, population


def test_a_plan_without_a_first_day_is_left_out() -> None:
    plans = [plan("Ash", None, "2017-01-10")]
    for population in ("protection-plans-started", "protection-plans-ended", "protection-plans"):
        assert ask(population, {"cp_plans": plans}, "person_id") == [], population


@pytest.mark.parametrize(
    ("earlier", "within", "ever"),
    [
        ([], False, False),
        ([plan("Rush", "2014-03-10", "2015-01-09")], True, True),
        ([plan("Rush", "2014-03-10", "2015-01-08")], False, True),
        ([plan("Rush", "2014-03-10", "2015-01-08"), plan("Rush", "2015-03-10", "2016-01-08")], True, True),
        # Another council's plan counts as an earlier one.
        ([others("Rush", "2014-03-10", "2016-01-08")], True, True),
        # Not ended, ended on the day, or begun on the day or later: no earlier plan.
        ([plan("Rush", "2014-03-10")], False, False),
        ([plan("Rush", "2014-03-10", "2017-01-09")], False, False),
        ([plan("Rush", "2014-03-10", "2017-01-08")], True, True),
        ([plan("Rush", "2017-01-09", "2017-01-09", number="same day")], False, False),
        ([plan("Robin", "2014-03-10", "2016-01-08")], False, False),
    ],
)
def test_a_plan_that_follows_another(earlier: Rows, within: bool, ever: bool) -> None:
    plans = [*earlier, plan("Rush", "2017-01-09")]
    found = ask("protection-plans-started", {"cp_plans": plans}, "source_row", "repeat_within_timescale", "repeat_ever")
    (flags,) = [flags for row, *flags in found if row == len(plans) + 1]
    assert [bool(flag) for flag in flags] == [within, ever]


def test_two_years_from_a_leap_day_end_on_28_february() -> None:
    for end, within in (("2015-02-28", True), ("2015-02-27", False)):
        plans = [plan("Rush", "2014-03-10", end), plan("Rush", "2017-02-28")]
        assert ask("protection-plans-started", {"cp_plans": plans}, "repeat_within_timescale") == [(within,)]


# -- plans that end ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviews", "at_first"),
    [
        ([], False),
        ([review("P", "2017-01-12")], True),
        ([review("P", "2016-10-12"), review("P", "2017-01-12")], False),
        ([review("P", "2017-01-12"), review("P", "2017-01-20"), review("P", None)], True),
        ([review("Q", "2016-10-12"), review("P", "2017-01-12")], True),
        ([review("P", "2017-01-11")], False),
    ],
)
def test_a_plan_that_its_first_review_ended(reviews: Rows, at_first: bool) -> None:
    records = {"cp_plans": [plan("Thrush", "2016-09-12", "2017-01-12", number="P")], "cp_reviews": reviews}
    ((day_of_end, held),) = ask("protection-plans-ended", records, "day", "at_first_review")
    assert (day_of_end, bool(held)) == ("2017-01-12", at_first)


@pytest.mark.parametrize(
    ("start", "end", "is_long"),
    [
        ("2015-01-12", "2017-01-12", True),
        ("2015-01-13", "2017-01-12", False),
        ("2012-02-29", "2017-01-12", True),
        ("2017-01-15", "2017-01-12", False),
    ],
)
def test_a_plan_that_lasted(start: str, end: str, is_long: bool) -> None:
    assert ask("protection-plans-ended", {"cp_plans": [plan("Teasel", start, end)]}, "lasted_long") == [(is_long,)]


# -- plans at a month's end --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2016-12-31", "2017-01-31", ["2016-12"]),
        ("2017-01-31", "2017-02-01", ["2017-01"]),
        ("2017-01-01", "2017-01-31", []),
        ("2017-02-28", None, ["2017-02"]),
        ("2017-01-15", "2016-12-15", []),
    ],
)
def test_a_plan_is_open_from_its_first_day_until_the_day_before_its_last(
    start: str, end: str | None, months: list[str]
) -> None:
    found = ask("protection-plans", {"cp_plans": [plan("Rowan", start, end)]}, "month")
    assert found == [(month,) for month in months]


def test_a_child_with_several_plans_is_one_with_the_plan_that_began_first_and_has_the_lowest_id() -> None:
    plans = [
        plan("Wren", "2016-11-01", number="P3"),
        plan("Wren", "2016-10-03", number="P2"),
        plan("Wren", "2016-10-03", "2017-01-31", number="P1"),
    ]
    found = ask("protection-plans", {"cp_plans": plans}, "month", "source_file", "source_row")
    rests_on = {month: (file, row) for month, file, row in found}
    assert len(found) == len(rests_on)
    assert rests_on["2016-12"] == ("cp_plans.csv", 4)
    assert rests_on["2017-01"] == ("cp_plans.csv", 3)


def test_a_young_person_leaves_on_the_18th_birthday() -> None:
    people = [{"pers_person_id": "Heron", "pers_dob": day("1999-01-31")}]
    found = ask("protection-plans", {"cp_plans": [plan("Heron", "2016-12-05")], "person": people}, "month", "age")
    assert found == [("2016-12", "17")]


@pytest.mark.parametrize(("start", "is_long"), [("2015-01-31", True), ("2015-02-01", False)])
def test_a_plan_of_two_years_to_the_day_is_long(start: str, is_long: bool) -> None:
    assert ask("protection-plans", {"cp_plans": [plan("Rowan", start)]}, "lasted_long", month="2017-01") == [(is_long,)]


BANDS = """
2017-01-31 0-2
2016-11-01 0-2
2016-10-31 3-5
2016-08-01 3-5
2016-07-31 6-8
2016-05-01 6-8
2016-04-30 9-11
2016-02-01 9-11
2016-01-31 12-17
2015-08-01 12-17
2015-07-31 18-23
2015-02-01 18-23
2015-01-31 24-and-over
2009-06-01 24-and-over
"""


@pytest.mark.parametrize("line", BANDS.strip().splitlines())
def test_whole_months_on_a_plan(line: str) -> None:
    start, band = line.split()
    assert ask("protection-plans", {"cp_plans": [plan("Rowan", start)]}, "months-on-plan", month="2017-01") == [(band,)]


def test_a_plan_from_the_end_of_a_longer_month_is_three_months_old_at_the_end_of_february() -> None:
    found = ask("protection-plans", {"cp_plans": [plan("Rowan", "2016-11-30")]}, "months-on-plan", month="2017-02")
    assert found == [("3-5",)]


def test_every_category_of_the_standard_has_its_words() -> None:
    codes = {"NEG": "neglect", "PHY": "physical-abuse", "SAB": "sexual-abuse", "EMO": "emotional-abuse"}
    codes |= {"MUL": "multiple", "XXX": "unknown", "": "unknown"}
    plans = [plan(code or "none", "2017-01-31", cppl_cp_plan_latest_category=code or None) for code in codes]
    found = ask("protection-plans", {"cp_plans": plans}, "person_id", "category", month="2017-01")
    assert dict(found) == {code or "none": category for code, category in codes.items()}


def test_sex_ethnicity_and_age_are_those_of_the_month_end() -> None:
    people = [
        {
            "pers_person_id": "Wren",
            "pers_dob": day("2017-02-10"),
            "pers_expected_dob": day("2017-02-01"),
            "pers_sex": "F",
        },
        {"pers_person_id": "Ash", "pers_dob": day("2012-02-01"), "pers_sex": "M", "pers_ethnicity": "WBRI"},
    ]
    plans = [plan("Wren", "2017-01-10"), plan("Ash", "2017-01-10"), plan("Jay", "2017-01-10")]
    found = ask(
        "protection-plans", {"cp_plans": plans, "person": people}, "month", "person_id", "sex", "ethnicity", "age"
    )
    assert found == [
        ("2017-01", "Ash", "male", "white-british", "4"),
        ("2017-01", "Jay", "unknown", "not-yet-available", "unknown"),
        ("2017-01", "Wren", "unborn", "not-yet-available", "unborn"),
        ("2017-02", "Ash", "male", "white-british", "5"),
        ("2017-02", "Jay", "unknown", "not-yet-available", "unknown"),
        ("2017-02", "Wren", "female", "not-yet-available", "0"),
    ]


# -- allocation --------------------------------------------------------------------------------------------------------


def held(**cells: object) -> dict[str, object]:
    return {
        "invo_involvements_id": "I1",
        "invo_person_id": "Jay",
        "invo_professional_id": "W1",
        "invo_professional_role_id": "ALLOCATED social worker",
        "invo_professional_team": "T1",
        "invo_involvement_start_date": day("2016-12-05"),
        "invo_involvement_end_date": None,
        **cells,
    }


@pytest.mark.parametrize(
    ("involvements", "number", "allocated"),
    [
        ([held()], "SW1", True),
        ([held(invo_professional_role_id=None)], "SW1", True),
        ([held()], None, False),
        ([held()], "", False),
        ([held(invo_professional_role_id="Team manager")], "SW1", False),
        ([held(invo_professional_team=None)], "SW1", False),
        ([held(invo_professional_id="W2")], "SW1", False),
        ([held(invo_person_id="Ash")], "SW1", False),
        ([held(invo_involvement_start_date=day("2017-02-01"))], "SW1", False),
        ([held(invo_involvement_start_date=day("2017-01-31"))], "SW1", True),
        ([held(invo_involvement_start_date=None)], "SW1", False),
        ([held(invo_involvement_end_date=day("2017-01-31"))], "SW1", False),
        ([held(invo_involvement_end_date=day("2017-02-01"))], "SW1", True),
        ([held(), held(invo_involvements_id="I2")], "SW1", True),
        ([], "SW1", False),
    ],
)
def test_a_registered_worker_holds_the_case(involvements: Rows, number: str | None, allocated: bool) -> None:
    records: dict[str, Rows] = {
        "cp_plans": [plan("Jay", "2016-12-05")],
        "involvements": involvements,
        "professionals": [{"prof_professional_id": "W1", "prof_social_worker_registration_no": number}],
    }
    found = ask("protection-plans", records, "allocated", month="2017-01")
    assert [bool(flag) for (flag,) in found] == [allocated]


# -- visits ------------------------------------------------------------------------------------------------------------

# Tuesday 31 January 2017 is working day 20 after Tuesday 3 January: Monday 2 January was a bank holiday.


def visit(on: str, *, seen: bool | None = True, alone: bool | None = None, child: str = "Finch") -> dict[str, object]:
    return {
        "cppv_cp_visit_id": f"{child} {on}",
        "cppv_person_id": child,
        "cppv_cp_visit_date": day(on),
        "cppv_cp_visit_seen": seen,
        "cppv_cp_visit_seen_alone": alone,
    }


@pytest.mark.parametrize(
    ("start", "visits", "due", "seen", "alone"),
    [
        ("2016-10-03", [], True, False, False),
        ("2016-10-03", [visit("2017-01-03")], True, True, False),
        ("2016-10-03", [visit("2017-01-03", alone=True)], True, True, True),
        ("2016-10-03", [visit("2016-12-31")], True, False, False),
        ("2016-10-03", [visit("2017-01-02")], True, False, False),
        ("2016-10-03", [visit("2017-01-31", alone=False)], True, True, False),
        ("2016-10-03", [visit("2017-02-01", alone=True)], True, False, False),
        ("2016-10-03", [visit("2017-01-10", seen=None, alone=True)], True, False, True),
        ("2016-10-03", [visit("2017-01-10", seen=False)], True, False, False),
        ("2016-10-03", [visit("2017-01-10", alone=True, child="Lark")], True, False, False),
        ("2016-10-03", [visit("2016-11-01"), visit("2017-01-05", alone=True), visit("2017-01-25")], True, True, True),
        ("2017-01-03", [visit("2017-01-05")], True, True, False),
        ("2017-01-04", [visit("2017-01-05", alone=True)], False, False, False),
        # A visit under an earlier plan is a visit to the child.
        ("2017-01-03", [visit("2017-01-03", alone=True)], True, True, True),
    ],
)
def test_children_seen_at_the_month_end(start: str, visits: Rows, due: bool, seen: bool, alone: bool) -> None:
    records = {"cp_plans": [plan("Finch", start)], "cp_visits": visits}
    found = ask("protection-plans", records, "visit_due", "seen", "seen_alone", month="2017-01")
    assert [[bool(flag) for flag in flags] for flags in found] == [[due, seen, alone]]
