"""Contacts and referrals over a few rows: who is left out, whose team it is, which row a referral rests on."""

from __future__ import annotations

import pytest
from small_histories import ask, day, engine

SOURCES = """
1A 1B 1C 1D 9: members-of-public
2A 2B: education-services
3A 3B 3C 3D 3E 3F: health-services
5A 5B 5D: internal-council-services
5C: other-local-authorities
6: police
4 7 8 10: others
"""
GROUP_OF = {
    code: group
    for codes, group in (line.split(": ") for line in SOURCES.strip().splitlines())
    for code in codes.split()
}


def contact(child: str, on: str, **cells: object) -> dict[str, object]:
    return {"cont_contact_id": f"{child} {on}", "cont_person_id": child, "cont_contact_date": day(on), **cells}


def referral(child: str, on: str, closed: str | None = None, **cells: object) -> dict[str, object]:
    return {
        "cine_referral_id": f"{child} {on}",
        "cine_person_id": child,
        "cine_referral_date": day(on),
        "cine_close_date": day(closed) if closed else None,
        **cells,
    }


# -- contacts ----------------------------------------------------------------------------------------------------------


def test_every_code_of_the_census_is_in_one_group_of_sources() -> None:
    codes = [code.code for code in engine().standard.codes["contact_source"].codes]
    rows = [contact(code, "2017-01-10", cont_contact_source_code=code) for code in codes]
    assert dict(ask("contacts", {"contacts": rows}, "person_id", "source")) == GROUP_OF
    assert set(codes) == set(GROUP_OF)


def test_a_contact_without_a_source_is_from_others() -> None:
    assert ask("contacts", {"contacts": [contact("Rowan", "2017-01-10")]}, "source") == [("others",)]


@pytest.mark.parametrize(
    ("person", "counts"),
    [
        ({"pers_dob": day("1999-01-20")}, True),
        ({"pers_dob": day("1999-01-19")}, False),
        ({"pers_dob": None}, True),
        ({"pers_dob": day("2017-03-01")}, True),
        (None, True),
    ],
)
def test_a_contact_is_about_somebody_under_18_on_the_day(person: dict[str, object] | None, counts: bool) -> None:
    people = [{"pers_person_id": "Heron", **person}] if person is not None else []
    found = ask("contacts", {"contacts": [contact("Heron", "2017-01-19")], "person": people}, "person_id")
    assert found == ([("Heron",)] if counts else [])


@pytest.mark.parametrize(("flag", "counts"), [(True, False), (False, True), (None, True)])
def test_news_of_an_open_case_is_no_contact_and_unknown_is_not_yes(flag: bool | None, counts: bool) -> None:
    row = contact("Linnet", "2017-01-10", cont_contact_outcome_is_existing_referral=flag)
    assert len(ask("contacts", {"contacts": [row]}, "person_id")) == counts


def test_contacts_without_a_child_or_a_day_are_left_out_and_two_on_a_day_are_two() -> None:
    rows = [
        contact("Ash", "2017-01-10"),
        {**contact("Ash", "2017-01-10"), "cont_contact_id": "another"},
        {**contact("Ash", "2017-01-11"), "cont_person_id": None},
        {**contact("Ash", "2017-01-12"), "cont_contact_date": None},
    ]
    assert ask("contacts", {"contacts": rows}, "day", "source_file", "source_row") == [
        ("2017-01-10", "contacts.csv", 2),
        ("2017-01-10", "contacts.csv", 3),
    ]


def test_a_contact_belongs_to_the_team_that_held_the_case_on_its_day() -> None:
    held = {
        "invo_involvements_id": "1",
        "invo_person_id": "Ash",
        "invo_professional_role_id": "Social worker",
        "invo_professional_team": "T1",
        "invo_involvement_start_date": day("2017-01-05"),
        "invo_involvement_end_date": day("2017-01-20"),
    }
    rows = [contact("Ash", on) for on in ("2017-01-04", "2017-01-05", "2017-01-19", "2017-01-20")]
    assert ask("contacts", {"contacts": rows, "involvements": [held]}, "day", "team") == [
        ("2017-01-04", None),
        ("2017-01-05", "T1"),
        ("2017-01-19", "T1"),
        ("2017-01-20", None),
    ]


# -- referrals ---------------------------------------------------------------------------------------------------------


def test_several_referrals_of_a_day_are_the_one_with_the_lowest_id() -> None:
    first = {**referral("Fern", "2017-01-09"), "cine_referral_id": "R2", "cine_referral_team": "T2"}
    second = {**referral("Fern", "2017-01-09"), "cine_referral_id": "R1", "cine_referral_team": "T1"}
    found = ask("referrals", {"cin_episodes": [first, second]}, "team", "source_file", "source_row")
    assert found == [("T1", "cin_episodes.csv", 3)]


@pytest.mark.parametrize(
    ("closed", "counts"), [("2017-01-16", True), ("2017-01-17", True), ("2017-01-18", False), (None, False)]
)
def test_a_child_whose_case_is_open_is_not_referred_anew(closed: str | None, counts: bool) -> None:
    rows = [referral("Jay", "2016-09-05", closed), referral("Jay", "2017-01-17")]
    found = ask("referrals", {"cin_episodes": rows}, "day", month="2017-01")
    assert found == ([("2017-01-17",)] if counts else [])


def test_a_case_that_is_open_stays_so_behind_one_that_closed() -> None:
    rows = [referral("Jay", "2016-03-01"), referral("Jay", "2016-05-02", "2016-06-01"), referral("Jay", "2017-01-17")]
    assert ask("referrals", {"cin_episodes": rows}, "day") == [("2016-03-01",)]


def test_of_two_cases_of_a_day_the_one_still_open_counts() -> None:
    same = [referral("Jay", "2016-03-01", "2016-04-01"), referral("Jay", "2016-03-01", None, cine_referral_id="Z")]
    rows = [*same, referral("Jay", "2017-01-17")]
    assert ask("referrals", {"cin_episodes": rows}, "day") == [("2016-03-01",)]


@pytest.mark.parametrize(
    ("before", "again", "is_one"),
    [
        ("2016-01-17", "2017-01-16", True),
        ("2016-01-16", "2017-01-16", False),
        ("2017-01-15", "2017-01-16", True),
        ("2015-12-01", "2017-01-16", False),
    ],
)
def test_a_re_referral_is_within_365_days(before: str, again: str, is_one: bool) -> None:
    rows = [referral("Wren", before, before), referral("Wren", again)]
    found = ask("referrals", {"cin_episodes": rows}, "day", "is_re_referral")
    assert found[-1] == (again, is_one)


def test_a_referral_that_did_not_count_is_no_earlier_referral() -> None:
    rows = [
        referral("Wren", "2015-12-01", "2016-12-20"),
        referral("Wren", "2016-11-01", "2016-12-20"),
        referral("Wren", "2017-01-16"),
    ]
    found = ask("referrals", {"cin_episodes": rows}, "day", "is_re_referral")
    assert found == [("2015-12-01", None), ("2017-01-16", False)]


@pytest.mark.parametrize(
    ("outcomes", "holds"),
    [
        ({"cine_referral_outcome_is_single_assessment": True}, True),
        ({"cine_referral_outcome_is_strategy_discussion": True}, True),
        ({"cine_referral_outcome_is_single_assessment": False}, False),
        ({"cine_referral_outcome_is_nfa": True}, False),
        ({}, False),
    ],
)
def test_what_leads_to_an_assessment(outcomes: dict[str, object], holds: bool) -> None:
    found = ask("referrals", {"cin_episodes": [referral("Tansy", "2017-01-27") | outcomes]}, "to_assessment")
    assert bool(found[0][0]) is holds


def test_referrals_without_a_child_or_a_day_are_left_out() -> None:
    rows = [
        {**referral("Ash", "2017-01-11"), "cine_person_id": None},
        {**referral("Ash", "2017-01-12"), "cine_referral_date": None},
    ]
    assert ask("referrals", {"cin_episodes": rows}, "day") == []
