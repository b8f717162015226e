"""Caseloads over a few rows, at the end of January 2017."""

from __future__ import annotations

import pytest
from care_rows import Row, involvement
from small_histories import ask

Rows = list[Row]


def caseloads(involvements: Rows, *names: str, **tables: Rows) -> list[tuple[object, ...]]:
    return ask("caseloads", {"involvements": involvements, **tables}, "person_id", *names, month="2017-01")


def test_children_are_counted_once_for_each_worker_who_holds_their_case_at_month_end() -> None:
    rows = [
        involvement("Ash", "Wren", "2016-11-07"),
        involvement("Ash", "Wren", "2016-12-05"),
        involvement("Ash", "Lark", "2016-11-07", "2017-02-01"),
        involvement("Ash", "Rush", "2016-11-07", "2017-01-31"),
        involvement("Ash", "Teal", "2017-02-01"),
        involvement("Ivy", "Wren", "2016-11-07"),
        {**involvement("Ivy", "Lark", "2016-11-07"), "invo_person_id": None},
        {**involvement("Ivy", "Teal", "2016-11-07"), "invo_involvement_start_date": None},
        involvement(None, "Teal", "2016-11-07"),
    ]
    assert caseloads(rows, "children") == [("Ash", 2), ("Ivy", 1)]


@pytest.mark.parametrize(
    ("cells", "children"),
    [
        ({}, 1),
        ({"invo_professional_role_id": "Allocated Social Worker"}, 1),
        ({"invo_professional_role_id": "key worker"}, 1),
        ({"invo_professional_role_id": "Student"}, 0),
        ({"invo_professional_role_id": "Team manager"}, 0),
        ({"invo_professional_team": None}, 0),
    ],
)
def test_whoever_is_involved_is_counted_and_only_cases_that_are_held(cells: Row, children: int) -> None:
    assert caseloads([{**involvement("Ash", "Wren", "2016-11-07"), **cells}], "children") == [("Ash", children)]


def test_a_worker_is_in_the_team_of_the_involvement_that_began_last() -> None:
    rows = [
        involvement("Ash", "Wren", "2016-11-07", invo_professional_team="south"),
        involvement("Ash", "Lark", "2016-12-05", invo_involvements_id="1"),
        involvement("Ash", "Rush", "2016-12-05", invo_involvements_id="2", invo_professional_team="west"),
        involvement("Ash", "Teal", "2017-01-09", "2017-01-31", invo_professional_team="south"),
    ]
    assert caseloads(rows, "team", "children", "source_row") == [("Ash", "west", 3, 4)]


def test_registered_workers() -> None:
    workers: Rows = [
        {"prof_professional_id": "Ash", "prof_social_worker_registration_no": "SW1"},
        {"prof_professional_id": "Ivy", "prof_social_worker_registration_no": None},
    ]
    rows = [involvement(worker, "Wren", "2016-11-07") for worker in ("Ash", "Ivy", "Fern")]
    found = caseloads(rows, "registered", professionals=workers)
    assert [(worker, bool(held)) for worker, held in found] == [("Ash", True), ("Fern", False), ("Ivy", False)]


KINDS = {
    "assessment": {"assessment_team", "safeguarding_team"},
    "family-intervention": {"family_intervention_team", "safeguarding_team"},
    "looked-after": {"looked_after_team"},
    "disability": {"disability_team"},
    "newly-qualified": {"newly_qualified_team"},
    "leaving-care": set(),
}


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_kinds_of_team(kind: str | None) -> None:
    teams: Rows = [{"xtea_team_id": "north", "xtea_team_kind": kind}]
    names = sorted(set().union(*KINDS.values()))
    ((_, *flags),) = caseloads([involvement("Ash", "Wren", "2016-11-07")], *names, x_team_area=teams)
    assert {name for name, held in zip(names, flags, strict=True) if held} == KINDS.get(kind or "", set())
