"""First health assessments in care over a few rows."""

from __future__ import annotations

import pytest
from care_rows import Row, check, episode
from small_histories import ask

FIRST = "Initial health assessment"


@pytest.mark.parametrize(
    ("checks", "held"),
    [
        # With two bank holidays between them, 28 December is the twentieth working day after 28 November.
        ([check("Oriole", "2016-12-28", FIRST)], True),
        ([check("Oriole", "2016-12-29", FIRST)], False),
        ([check("Oriole", "2016-11-28", "Medical")], True),
        ([check("Oriole", "2016-11-27", FIRST)], False),
        ([check("Oriole", "2016-12-12", FIRST, "Refused")], False),
        ([check("Oriole", "2016-12-12", "Dental check")], False),
        ([check("Cedar", "2016-12-12", FIRST)], False),
        ([], False),
        ([check("Oriole", "2016-12-12", FIRST), check("Oriole", "2016-12-13", FIRST)], True),
    ],
)
def test_assessed_by_the_20th_working_day_in_care(checks: list[Row], held: bool) -> None:
    records = {"cla_episodes": [episode("Oriole", "2016-11-28")], "cla_health": checks}
    ((on, found),) = ask("first-health-assessments-due", records, "day", "assessed")
    assert (on, bool(found)) == ("2016-12-28", held)


def test_a_child_who_left_by_the_day_is_left_out() -> None:
    for end, days in (("2016-12-28", []), ("2016-12-29", [("2016-12-28",)])):
        records = {"cla_episodes": [episode("Dunnock", "2016-11-28", end)]}
        assert ask("first-health-assessments-due", records, "day") == days


def test_a_start_on_a_day_off_counts_from_it() -> None:
    # Saturday 26 November: the first working day after it is Monday 28.
    records = {"cla_episodes": [episode("Oriole", "2016-11-26")]}
    assert ask("first-health-assessments-due", records, "month", "day") == [("2016-12", "2016-12-23")]
