"""Starts and ends of being looked after over a few rows."""

from __future__ import annotations

import pytest
from care_rows import Row, episode, person, status
from small_histories import ask, day

Rows = list[Row]


def asked_for(child: str, on: str) -> Row:
    return {"xhar_request_id": f"{child} {on}", "xhar_person_id": child, "xhar_requested_date": day(on)}


def test_a_spell_starts_and_ends_once_however_many_episodes() -> None:
    episodes = [
        episode("Wren", "2016-09-05", "2016-10-10", clae_cla_episode_ceased_reason="X1"),
        episode("Wren", "2016-10-10", "2017-01-16", clae_cla_episode_ceased_reason="E4A"),
        episode("Lark", "2017-01-16"),
    ]
    started = ask("care-started", {"cla_episodes": episodes}, "month", "person_id", "day", "source_row")
    assert started == [("2016-09", "Wren", "2016-09-05", 2), ("2017-01", "Lark", "2017-01-16", 4)]
    ended = ask("care-ended", {"cla_episodes": episodes}, "month", "person_id", "day", "source_row", "reason")
    reason = "returned-home-to-parents-other-with-parental-resp"
    assert ended == [("2017-01", "Wren", "2017-01-16", 2, reason)]


def test_a_child_who_starts_twice_in_a_month_counts_twice_and_was_looked_after_before() -> None:
    episodes = [episode("Wren", "2017-01-03", "2017-01-05"), episode("Wren", "2017-01-16")]
    found = ask("care-started", {"cla_episodes": episodes}, "day", "looked_after_before")
    assert found == [("2017-01-03", False), ("2017-01-16", True)]
    assert len(ask("care-ended", {"cla_episodes": episodes}, "day")) == 1


def test_short_breaks_are_no_earlier_care() -> None:
    records = {
        "cla_episodes": [episode("Wren", "2014-03-08", "2014-09-27"), episode("Wren", "2017-01-09")],
        "legal_status": [status("Wren", "V4", "2014-03-08", "2014-09-27")],
    }
    assert ask("care-started", records, "looked_after_before") == [(False,)]


@pytest.mark.parametrize(
    ("start", "days", "held"),
    [
        # 26, 27 December and 2 January are no working days: 3 January is the fifth after 22 December.
        ("2016-12-22", ["2017-01-03"], True),
        ("2016-12-22", ["2017-01-04"], False),
        ("2016-12-22", ["2016-12-21"], False),
        ("2016-12-22", ["2016-12-21", "2016-12-22", "2017-02-01"], True),
        # The next weekend adds no working day to the fifth.
        ("2017-01-13", ["2017-01-21"], True),
        ("2017-01-13", ["2017-01-23"], False),
        ("2016-12-22", [], False),
    ],
)
def test_a_health_assessment_requested_in_time(start: str, days: list[str], held: bool) -> None:
    requests = [*(asked_for("Wren", on) for on in days), asked_for("Lark", start)]
    records = {"cla_episodes": [episode("Wren", start)], "x_health_assessment_request": requests}
    ((found,),) = ask("care-started", records, "health_requested")
    assert bool(found) is held


def test_need_sex_and_age_are_those_of_the_first_day() -> None:
    episodes = [
        episode("Wren", "2017-01-09", "2017-01-16", clae_cla_primary_need_code="N1"),
        episode("Wren", "2017-01-16", clae_cla_primary_need_code="N8"),
        episode("Lark", "2017-01-10"),
    ]
    people = [person("Wren", "2016-01-10", pers_sex="M")]
    records = {"cla_episodes": episodes, "person": people}
    found = ask("care-started", records, "need", "sex", "age-range")
    assert found == [("n1", "male", "under-1"), ("unknown", "unknown", "unknown")]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("E11", "adopted-application-unopposed"),
        ("E12", "adopted-consent-dispensed-with"),
        ("E41", "residence-order-granted"),
        ("E43", "special-guardianship-order-foster-care"),
        ("E45", "special-guardianship-order-foster-care"),
        ("E46", "special-guardianship-order-foster-care"),
        ("E44", "special-guardianship-order-not-foster-carer"),
        ("E47", "special-guardianship-order-not-foster-carer"),
        ("E48", "special-guardianship-order-not-foster-carer"),
        ("E4A", "returned-home-to-parents-other-with-parental-resp"),
        ("E4B", "returned-home-to-parents-other-with-parental-resp"),
        ("E5", "moved-to-indep-living-formal-advice-support"),
        ("E6", "moved-to-indep-living-no-formal-advice-support"),
        ("E7", "transferred-to-adult-social-services"),
        ("E9", "sentenced-to-custody"),
        ("E2", "care-ceased-for-other-reason"),
        (None, "care-ceased-for-other-reason"),
    ],
)
def test_the_reason_is_that_of_the_last_episode(code: str | None, reason: str) -> None:
    episodes = [
        episode("Wren", "2016-09-05", "2016-12-05", clae_cla_episode_ceased_reason="E9"),
        episode("Wren", "2016-12-05", "2017-01-16", clae_cla_episode_ceased_reason=code),
    ]
    records = {"cla_episodes": episodes, "person": [person("Wren", "2006-01-16")]}
    found = ask("care-ended", records, "reason", "months-in-care", "age-range")
    assert found == [(reason, "1-6", "10-15")]


def test_months_in_care_at_the_end() -> None:
    for start, months in (
        ("2016-12-17", "under-1"),
        ("2016-12-16", "1-6"),
        ("2012-01-16", "49-60"),
        ("2011-12-16", "61-and-over"),
    ):
        records = {"cla_episodes": [episode("Wren", start, "2017-01-16")]}
        assert ask("care-ended", records, "months-in-care") == [(months,)]
