"""Looked after children who went missing, over a few rows."""

from __future__ import annotations

import pytest
from care_rows import Row, episode
from small_histories import ask, day

IN_CARE = [episode("Jay", "2016-10-03", "2017-01-16")]


def gone(on: str | None, kind: str | None = "Missing", child: str = "Jay", number: str = "") -> Row:
    return {
        "miss_table_id": number or f"{child} {on}",
        "miss_person_id": child,
        "miss_missing_episode_start_date": on and day(on),
        "miss_missing_episode_type": kind,
    }


def test_a_child_counts_once_a_month_on_the_first_day() -> None:
    rows = [gone("2017-01-09"), gone("2017-01-08"), gone("2016-12-31"), gone("2017-01-08", number="A")]
    found = ask("missing-from-placement", {"cla_episodes": IN_CARE, "missing": rows}, "month", "day", "source_row")
    assert found == [("2016-12", "2016-12-31", 4), ("2017-01", "2017-01-08", 5)]


@pytest.mark.parametrize(
    ("on", "counted"), [("2016-10-02", 0), ("2016-10-03", 1), ("2017-01-15", 1), ("2017-01-16", 0)]
)
def test_only_from_care(on: str, counted: int) -> None:
    assert len(ask("missing-from-placement", {"cla_episodes": IN_CARE, "missing": [gone(on)]}, "day")) == counted


@pytest.mark.parametrize(
    ("kind", "counted"), [("Missing", 1), ("M", 1), (None, 1), ("Away", 0), ("absent", 0), ("A", 0)]
)
def test_away_without_leave_is_not_missing(kind: str | None, counted: int) -> None:
    rows = [gone("2017-01-09", kind), gone(None), gone("2017-01-09", child="Lark")]
    assert len(ask("missing-from-placement", {"cla_episodes": IN_CARE, "missing": rows}, "day")) == counted
