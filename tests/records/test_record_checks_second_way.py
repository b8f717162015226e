"""Rules with windows and joins over random records, against plain Python that compares each row with every other."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from small_records import Rows, write_records

from crossfoot.records.checks import find_record_issues
from crossfoot.records.checks.adoptions_without_placement import ADOPTED, FOR_ADOPTION
from crossfoot.records.checks.two_placements import TEMPORARY
from crossfoot.records.schema import Standard

AS_AT = date(2017, 1, 31)
OPEN = "9999-12-31"

Row = dict[str, str]
Found = set[tuple[str, int]]
"""File and row."""


def found(folder: Path, tables: Mapping[str, Rows], rule: str) -> Found:
    records, _ = write_records(folder, tables)
    issues = find_record_issues(records, standard=Standard.load(), as_at=AS_AT)
    return {(issue.file, issue.row or 0) for issue in issues if issue.code == rule}


def random_rows(count: int, columns: dict[str, Callable[[int], str]]) -> list[Row]:
    return [{name: make(number) for name, make in columns.items()} for number in range(count)]


def maker(seed: int) -> tuple[random.Random, Callable[[int], str], Callable[[int], str]]:
    """A source of chance, of persons (a few, or blank) and of days (within 50 days, or blank)."""
    chance = random.Random(seed)  # noqa: S311 - invented rows

    def person(_: int) -> str:
        return chance.choice(["p1", "p2", "p3", "p4", ""])

    def day(_: int) -> str:
        blank = chance.random() < 0.2
        return "" if blank else (AS_AT - timedelta(days=chance.randrange(-2, 48))).isoformat()

    return chance, person, day


def plans(seed: int) -> list[Row]:
    """Protection plans of a few children, many of them at once."""
    _, person, day = maker(seed)
    return random_rows(
        40,
        {
            "cppl_cp_plan_id": lambda number: f"k{number}",
            "cppl_person_id": person,
            "cppl_cp_plan_start_date": day,
            "cppl_cp_plan_end_date": day,
        },
    )


def plain_overlaps(rows: list[Row]) -> set[int]:
    """Row numbers of the later of two spells that share more than a day on which one ends."""
    sound = [
        (row["cppl_cp_plan_start_date"], number, row["cppl_cp_plan_end_date"] or OPEN, row["cppl_person_id"])
        for number, row in enumerate(rows, start=2)
        if row["cppl_person_id"]
        and row["cppl_cp_plan_start_date"]
        and (row["cppl_cp_plan_end_date"] or OPEN) >= row["cppl_cp_plan_start_date"]
    ]
    return {
        number
        for start, number, _, person in sound
        for other_start, other_number, other_end, other in sound
        if other == person and (other_start, other_number) < (start, number) and other_end > start
    }


@pytest.mark.parametrize("seed", range(5))
def test_overlaps(tmp_path: Path, seed: int) -> None:
    rows = plans(seed)
    expected = plain_overlaps(rows)
    assert expected
    assert found(tmp_path, {"cp_plans": rows}, "RECORDS-OVERLAP") == {("cp_plans.csv", row) for row in expected}


@pytest.mark.parametrize("seed", range(5))
def test_reopened_cases(tmp_path: Path, seed: int) -> None:
    rows = plans(seed)
    expected = set()
    for number, row in enumerate(rows, start=2):
        start, person = row["cppl_cp_plan_start_date"], row["cppl_person_id"]
        before = [
            other["cppl_cp_plan_end_date"]
            for place, other in enumerate(rows, start=2)
            if other["cppl_person_id"] == person
            and other["cppl_cp_plan_start_date"]
            and (other["cppl_cp_plan_start_date"], place) < (start, number)
            and other["cppl_cp_plan_end_date"]
        ]
        if person and start and before:
            gap = (date.fromisoformat(start) - date.fromisoformat(max(before))).days
            expected |= {("cp_plans.csv", number)} if 0 <= gap <= 7 else set()
    assert found(tmp_path, {"cp_plans": rows}, "RECORDS-REOPENED") == expected


@pytest.mark.parametrize("seed", range(5))
def test_repeated_events(tmp_path: Path, seed: int) -> None:
    chance, person, day = maker(seed)
    rows = random_rows(
        60,
        {"cine_referral_id": lambda _: f"r{chance.randrange(45)}", "cine_person_id": person, "cine_referral_date": day},
    )
    first: dict[tuple[str, str], str] = {}
    expected = set()
    for number, row in enumerate(rows, start=2):
        event = (row["cine_person_id"], row["cine_referral_date"])
        if all(event) and first.setdefault(event, row["cine_referral_id"]) != row["cine_referral_id"]:
            expected.add(("cin_episodes.csv", number))
    assert expected
    assert found(tmp_path, {"cin_episodes": rows}, "RECORDS-REPEATED-EVENT") == expected


@pytest.mark.parametrize("seed", range(5))
def test_plans_outside_any_episode(tmp_path: Path, seed: int) -> None:
    _, person, day = maker(seed)
    episodes = random_rows(
        12,
        {
            "cine_referral_id": lambda number: f"r{number}",
            "cine_person_id": person,
            "cine_referral_date": day,
            "cine_close_date": day,
        },
    )
    protected = plans(seed + 100)

    def in_need(person_id: str, on: str) -> bool:
        return any(
            row["cine_person_id"] == person_id
            and row["cine_referral_date"]
            and row["cine_referral_date"] <= on <= (row["cine_close_date"] or OPEN)
            for row in episodes
        )

    expected = set()
    for number, plan in enumerate(protected, start=2):
        start, person_id = plan["cppl_cp_plan_start_date"], plan["cppl_person_id"]
        days = [start] if start else []
        if start and start <= AS_AT.isoformat() and not plan["cppl_cp_plan_end_date"]:
            days.append(AS_AT.isoformat())
        if not all(person_id and in_need(person_id, on) for on in days):
            expected.add(("cp_plans.csv", number))
    assert (
        found(tmp_path, {"cin_episodes": episodes, "cp_plans": protected}, "RECORDS-PLAN-WITHOUT-EPISODE") == expected
    )


@pytest.mark.parametrize("seed", range(5))
def test_events_after_the_end_of_a_time_in_care(tmp_path: Path, seed: int) -> None:
    """Several episodes make one time in care, which is over when the last of them is."""
    chance, _, day = maker(seed)
    episodes = random_rows(
        16,
        {
            "clae_cla_episode_id": lambda number: f"e{number}",
            "clae_cla_id": lambda _: f"c{chance.randrange(8)}",
            "clae_cla_episode_ceased_date": day,
        },
    )
    visits = random_rows(
        60,
        {
            "clav_cla_visit_id": lambda number: f"v{number}",
            "clav_cla_id": lambda _: f"c{chance.randrange(9)}",
            "clav_cla_visit_date": day,
        },
    )
    expected = set()
    for number, visit in enumerate(visits, start=2):
        ends = [row["clae_cla_episode_ceased_date"] for row in episodes if row["clae_cla_id"] == visit["clav_cla_id"]]
        if ends and all(ends) and visit["clav_cla_visit_date"] > max(ends):
            expected.add(("cla_visits.csv", number))
    assert expected
    assert found(tmp_path, {"cla_episodes": episodes, "cla_visits": visits}, "RECORDS-AFTER-CLOSE") == expected


@pytest.mark.parametrize("seed", range(5))
def test_persons_who_share_a_number_are_one_or_two(tmp_path: Path, seed: int) -> None:
    chance, _, _ = maker(seed)
    rows = random_rows(
        40,
        {
            "pers_person_id": lambda _: chance.choice(["", *(f"p{number}" for number in range(30))]),
            "pers_upn": lambda _: chance.choice(["", *(f"u{number}" for number in range(9))]),
            "pers_dob": lambda _: chance.choice(["", "2010-05-01", "2011-05-01"]),
            "pers_sex": lambda _: chance.choice(["", "F", "M"]),
        },
    )

    def others(row: Row, *columns: str) -> bool:
        return all(row[name] for name in ("pers_person_id", *columns)) and any(
            other["pers_person_id"] not in {"", row["pers_person_id"]}
            and all(other[name] == row[name] for name in columns)
            for other in rows
        )

    one = {n for n, row in enumerate(rows, start=2) if others(row, "pers_upn", "pers_dob", "pers_sex")}
    two = {n for n, row in enumerate(rows, start=2) if others(row, "pers_upn")} - one
    assert one
    assert two
    tables = {"person": rows}
    assert found(tmp_path / "one", tables, "RECORDS-SAME-PERSON") == {("person.csv", row) for row in one}
    assert found(tmp_path / "two", tables, "RECORDS-MERGED-IDENTITY") == {("person.csv", row) for row in two}


def test_the_codes_that_rules_name_are_in_their_lists() -> None:
    lists = {name: {code.code for code in codes.codes} for name, codes in Standard.load().codes.items()}
    assert lists["placement_type"] >= {*TEMPORARY, *FOR_ADOPTION}
    assert lists["episode_ceased_reason"] >= {*ADOPTED, "E2", "X1"}
    assert lists["closure_reason"] >= {"RC2"}
    assert lists["episode_start_reason"] >= {"S"}
    assert lists["sex"] == {"F", "M", "U"}
