"""Assessments over a few rows: what an outcome is, where the clock starts, which are still open."""

from __future__ import annotations

import pytest
from small_histories import ask, day, engine

PREFIX = "cina_assessment_outcome_is_"
OUTCOMES = """
strategy_discussion: strategy-discussion-conference-or-protection-plan
cla_request legal_action: continue-with-care-or-pathway-plan
prov_of_services prov_of_sb_care private_fostering specialist_assessment: child-in-need-plan
referral_to_other_agency: step-down-to-early-help
nfa nfa_s47_end other_actions other_outcomes_exist: close-with-information-and-advice
"""
GROUP_OF = {
    key: group for keys, group in (line.split(": ") for line in OUTCOMES.strip().splitlines()) for key in keys.split()
}
IN_ORDER = list(dict.fromkeys(GROUP_OF.values()))


def assessment(
    number: int, start: str | None, authorised: str | None = None, *outcomes: str, referral: str | None = "R1"
) -> dict[str, object]:
    return {
        "cina_assessment_id": f"A{number}",
        "cina_person_id": "Rowan",
        "cina_referral_id": referral,
        "cina_assessment_start_date": day(start) if start else None,
        "cina_assessment_auth_date": day(authorised) if authorised else None,
        **{PREFIX + key: True for key in outcomes},
    }


def referral(on: str, closed: str | None = None, **cells: object) -> dict[str, object]:
    return {
        "cine_referral_id": "R1",
        "cine_person_id": "Rowan",
        "cine_referral_date": day(on),
        "cine_close_date": day(closed) if closed else None,
        **cells,
    }


# -- outcomes ----------------------------------------------------------------------------------------------------------


def test_every_outcome_of_the_standard_is_in_one_group() -> None:
    keys = [code.code.lower() for code in engine().standard.codes["assessment_outcomes"].codes]
    assert set(keys) == set(GROUP_OF)
    rows = [{**assessment(0, None, "2017-01-10", key), "cina_person_id": key} for key in keys]
    assert dict(ask("assessments-authorised", {"cin_assessments": rows}, "person_id", "outcome")) == GROUP_OF


@pytest.mark.parametrize("first", range(len(IN_ORDER)))
@pytest.mark.parametrize("second", range(len(IN_ORDER)))
def test_of_two_outcomes_the_first_group_holds(first: int, second: int) -> None:
    keys = [next(key for key, group in GROUP_OF.items() if group == IN_ORDER[place]) for place in (first, second)]
    found = ask("assessments-authorised", {"cin_assessments": [assessment(1, None, "2017-01-10", *keys)]}, "outcome")
    assert found == [(IN_ORDER[min(first, second)],)]


def test_the_three_flags_say_which_group_it_was() -> None:
    rows = [{**assessment(0, None, "2017-01-10", key), "cina_person_id": key} for key in GROUP_OF]
    flags = ("ends_with_ongoing_involvement", "steps_down", "ends_with_information_and_advice")
    found = ask("assessments-authorised", {"cin_assessments": rows}, "person_id", *flags)
    places = dict.fromkeys(IN_ORDER[:3], 0) | {IN_ORDER[3]: 1, IN_ORDER[4]: 2}
    assert {key: held.index(True) for key, *held in found} == {key: places[group] for key, group in GROUP_OF.items()}
    assert all(sum(held) == 1 for _, *held in found)


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({}, False),
        ({f"{PREFIX}prov_of_services": False}, False),
        ({"cina_assessment_outcome_nfa": False}, False),
        ({"cina_assessment_outcome_nfa": True}, True),
    ],
)
def test_an_assessment_without_an_outcome_is_not_authorised_for_us(cells: dict[str, object], counts: bool) -> None:
    rows = [{**assessment(1, "2016-12-01", "2017-01-10"), **cells}]
    found = ask("assessments-authorised", {"cin_assessments": rows}, "outcome")
    assert found == ([("close-with-information-and-advice",)] if counts else [])


# -- the clock ---------------------------------------------------------------------------------------------------------

# Working day 45 after Thursday 10 November 2016 is Tuesday 17 January 2017, that after Thursday 24 is Tuesday 31.


@pytest.mark.parametrize(
    ("authorised", "referred", "assessments", "in_time"),
    [
        ("2017-01-17", "2016-11-10", ["2016-11-24"], True),
        ("2017-01-18", "2016-11-10", ["2016-11-24"], False),
        # Another one of the same referral began before: the days run from its own start.
        ("2017-01-31", "2016-11-10", ["2016-11-24", "2016-11-23"], True),
        ("2017-02-01", "2016-11-10", ["2016-11-24", "2016-11-23"], False),
        # One that began after does not matter.
        ("2017-01-18", "2016-11-10", ["2016-11-24", "2016-11-25"], False),
        # The referral is not known.
        ("2017-01-31", None, ["2016-11-24"], True),
        ("2017-02-01", None, ["2016-11-24"], False),
        # The first day is not known: it is not known either that another was before it.
        ("2017-01-17", "2016-11-10", [None, "2016-11-23"], True),
        ("2017-01-18", "2016-11-10", [None, "2016-11-23"], False),
        ("2017-01-17", None, [None], False),
    ],
)
def test_where_the_clock_starts(
    authorised: str, referred: str | None, assessments: list[str | None], in_time: bool
) -> None:
    rows = [assessment(number, start) for number, start in enumerate(assessments)]
    rows[0] |= {"cina_assessment_auth_date": day(authorised), f"{PREFIX}nfa": True}
    records = {"cin_assessments": rows, "cin_episodes": [referral(referred)] if referred else []}
    found = ask("assessments-authorised", records, "within_timescale")
    assert [bool(held) for (held,) in found] == [in_time]


def test_of_two_that_began_on_a_day_the_lower_id_has_the_clock_of_the_referral() -> None:
    rows = [assessment(number, "2016-11-24", "2017-01-31", "nfa") for number in (2, 1)]
    records = {"cin_assessments": rows, "cin_episodes": [referral("2016-11-10")]}
    found = ask("assessments-authorised", records, "source_row", "within_timescale")
    assert found == [(2, True), (3, False)]


def test_assessments_without_a_referral_do_not_come_before_each_other() -> None:
    rows = [assessment(1, "2016-11-23", referral=None), assessment(2, "2016-11-24", "2017-01-31", "nfa", referral=None)]
    assert ask("assessments-authorised", {"cin_assessments": rows}, "within_timescale") == [(True,)]


def test_an_assessment_belongs_to_its_own_team_or_to_that_of_its_child() -> None:
    rows = [
        {**assessment(1, "2016-12-01", "2017-01-10", "nfa"), "cina_assessment_team": "T1"},
        assessment(2, "2016-12-02", "2017-01-11", "nfa"),
    ]
    records = {"cin_assessments": rows, "cin_episodes": [referral("2016-11-28", cine_referral_team="T2")]}
    assert ask("assessments-authorised", records, "day", "team") == [("2017-01-10", "T1"), ("2017-01-11", "T2")]


def test_the_young_person_is_under_18_when_it_is_authorised() -> None:
    for born, counts in (("1999-01-11", True), ("1999-01-10", False)):
        people = [{"pers_person_id": "Rowan", "pers_dob": day(born)}]
        records = {"cin_assessments": [assessment(1, None, "2017-01-10", "nfa")], "person": people}
        assert len(ask("assessments-authorised", records, "day")) == counts


# -- those that are open -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "authorised", "months"),
    [
        ("2016-12-31", "2017-01-30", ["2016-12"]),
        ("2017-01-01", "2017-01-31", []),
        ("2017-01-31", "2017-02-01", ["2017-01"]),
        ("2017-01-31", None, ["2017-01", "2017-02"]),
        (None, None, []),
    ],
)
def test_an_assessment_is_open_until_the_day_it_is_authorised(
    start: str | None, authorised: str | None, months: list[str]
) -> None:
    found = ask("assessments-open", {"cin_assessments": [assessment(1, start, authorised)]}, "month")
    assert found == [(month,) for month in months]


@pytest.mark.parametrize(
    ("episodes", "counts"),
    [
        ([], True),
        ([referral("2016-12-01")], True),
        ([referral("2016-12-01", "2017-02-01")], True),
        ([referral("2016-12-01", "2017-01-31")], False),
        ([referral("2017-02-01")], False),
        ([{**referral("2016-12-01"), "cine_referral_date": None}], True),
    ],
)
def test_the_case_of_an_open_assessment_is_open_where_it_is_known(
    episodes: list[dict[str, object]], counts: bool
) -> None:
    records = {"cin_assessments": [assessment(1, "2016-12-05")], "cin_episodes": episodes}
    assert len(ask("assessments-open", records, "day", month="2017-01")) == counts


@pytest.mark.parametrize(("referred", "past"), [("2016-11-23", True), ("2016-11-24", False), ("2016-11-25", False)])
def test_more_than_45_working_days_at_the_month_end(referred: str, past: bool) -> None:
    records = {"cin_assessments": [assessment(1, "2016-11-28")], "cin_episodes": [referral(referred)]}
    assert ask("assessments-open", records, "day", "past_timescale", month="2017-01") == [("2017-01-31", past)]
