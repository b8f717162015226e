"""Checks of the health of looked after children over a few rows."""

from __future__ import annotations

import pytest
from care_rows import check, episode, person
from looked_after_cases import SINCE_2010, Case, Rows, check_flag
from small_histories import ask

KINDS = {
    "dental_check": ("DENTAL CHECK", "Seen by dentist"),
    "eye_test": ("Optician", "Optometrist's examination", "Eye test", "Sight"),
    "health_assessment": ("Review Health Assessment", "Medical"),
}


@pytest.mark.parametrize("name", KINDS)
def test_checks_within_twelve_months(name: str) -> None:
    cases: list[Case] = []
    for kind in (kind for kinds in KINDS.values() for kind in kinds):
        is_it = kind in KINDS[name]
        recent = [check("Wren", "2016-12-05", kind)]
        cases += [
            ({"cla_health": [check("Wren", "2016-01-31", kind)]}, is_it),
            ({"cla_health": [check("Wren", "2016-01-30", kind)]}, False),
            ({"cla_health": [check("Wren", "2017-01-31", kind)]}, is_it),
            ({"cla_health": [check("Wren", "2017-02-01", kind)]}, False),
            ({"cla_health": recent, "cla_episodes": [episode("Wren", "2016-02-01")]}, False),
            ({"cla_health": recent, "cla_episodes": [episode("Wren", "2016-01-31")]}, is_it),
        ]
    cases.append(({"cla_health": [check("Wren", "2016-12-05", None)]}, False))
    check_flag(name, cases)


def test_a_refused_assessment_is_none() -> None:
    words = [("Refused", False), ("r", False), ("Attended", True), (None, True)]
    check_flag(
        "health_assessment",
        [({"cla_health": [check("Wren", "2016-12-05", "Health assessment", said)]}, held) for said, held in words],
    )


def test_assessments_of_children_under_5_hold_for_six_months() -> None:
    cases = [
        ("2012-02-01", "2016-07-31", True),
        ("2012-02-01", "2016-07-30", False),
        ("2012-01-31", "2016-07-30", True),
        (None, "2016-07-30", True),
    ]
    check_flag(
        "health_assessment",
        [
            ({"person": [person("Wren", dob)], "cla_health": [check("Wren", on, "Health assessment")]}, held)
            for dob, on, held in cases
        ],
    )


@pytest.mark.parametrize("name", ["under_five", "development_check"])
def test_development_checks_are_for_children_under_5(name: str) -> None:
    ages = [("2012-02-01", True), ("2012-01-31", False), (None, False), ("2017-02-06", False)]
    checks = [check("Wren", "2016-12-05", "Development check")]
    check_flag(name, [({"person": [person("Wren", dob)], "cla_health": checks}, held) for dob, held in ages])


def test_immunisations_are_those_kept_for_the_month() -> None:
    kept: Rows = [
        {"clai_person_id": "Wren", "clai_immunisations_status": held, "kept_month": month}
        for month, held in (("2016-11", True), ("2016-12", False), ("2017-01", True))
    ]
    found = dict(ask("looked-after", {"cla_episodes": SINCE_2010, "cla_immunisations": kept}, "month", "immunised"))
    assert [month for month, held in found.items() if held] == ["2016-11", "2017-01"]
