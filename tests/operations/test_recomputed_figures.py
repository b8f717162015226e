"""Every figure of the closed example against a second, plain working-out of the same printed cells."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from plain_figures import (
    LINKS,
    Name,
    accepted,
    decimals,
    names,
    number,
    printed,
    printed_elsewhere,
    rounded,
    value,
    whole,
)

Listed = dict[str, dict[str, Any]]

MISSING = {"not collected": 100, "not available": 26, "not applicable": 27}
"""Figures without a value, by the reason that stood in the pack. Typed from a count of its blanks and dashes."""


@pytest.fixture(scope="module")
def listed(closed_month: Path) -> Listed:
    """What `crossfoot figures --json` prints of the indicators of the monthly reports, by figure."""
    command = [sys.executable, "-m", "crossfoot", "figures", str(closed_month), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    rows = json.loads(result.stdout)
    by_name = {row["figure"]: row for row in rows}
    assert len(by_name) == len(rows)
    return {
        figure: row
        for figure, row in by_name.items()
        if row["indicator"] in LINKS and row["area"] == "norfolk" and figure not in printed_elsewhere()
    }


def test_the_same_figures_can_be_worked_out(listed: Listed) -> None:
    worked_out = {name.figure for name in names() if value(name) is not None}
    assert worked_out == {figure for figure, row in listed.items() if row["origin"] in ("counted", "derived")}
    assert len(worked_out) == 1999


def test_each_worked_out_figure_has_the_same_value_numerator_and_denominator(listed: Listed) -> None:
    different = {}
    for name in names():
        expected = value(name)
        if expected is None:
            continue
        row = listed[name.figure]
        ours = (rounded(expected, decimals(name.indicator)), number(name), whole(name))
        theirs = (row["value"], _fraction(row["numerator"]), _fraction(row["denominator"]))
        if ours != theirs:
            different[name.figure] = (ours, theirs)
    assert different == {}


def test_every_other_figure_is_a_printed_value_or_a_printed_reason(listed: Listed) -> None:
    by_figure = {name.figure: name for name in printed()}
    unexplained, explained = [], Counter[str]()
    for figure, row in listed.items():
        if row["origin"] != "bare":
            continue
        name = by_figure[figure]
        cell = accepted(name)
        assert cell is not None
        if row["value"] is None:
            explained[row["missing"]] += 1
            is_explained = cell.value is None and row["missing"] == (cell.missing or "not available")
        else:
            explained["value"] += 1
            is_explained = cell.value is not None and row["value"] == rounded(cell.value, decimals(name.indicator))
        if not is_explained:
            unexplained.append((figure, row["value"], row["missing"], cell))
    assert unexplained == []
    assert explained == {"value": 415, **MISSING}


def test_nothing_that_was_printed_is_lost(listed: Listed) -> None:
    assert {name.figure for name in printed()} <= set(listed)


def test_each_figure_says_where_it_came_from(listed: Listed) -> None:
    assert [figure for figure, row in listed.items() if not row["source"]] == []
    bare = [row for row in listed.values() if row["origin"] == "bare"]
    assert all(row["source"].split(", line ")[1].isdigit() for row in bare)


@pytest.mark.parametrize(
    ("figure", "working", "expected"),
    [
        # Worked by hand on paper from the pack's lines 1500 to 1506 and 1682 to 1684.
        ("referral-rate/norfolk/in_month/2017-01", Fraction(776 * 12 * 10_000, 167_942), "554.5"),
        ("referral-rate/norfolk/year_to_date/2017-01", Fraction(6738 * 12 * 10_000, 10 * 167_942), "481.5"),
        ("re-referrals/norfolk/year_to_date/2017-01", Fraction(100 * 1734, 6738), "25.7"),
        ("re-referrals-rolling-12/norfolk/rolling_12/2017-01", Fraction(100 * 2068, 8072), "25.6"),
        ("initial-conferences-within-15-days/norfolk/in_month/2017-01", Fraction(100 * 61, 83), "73.5"),
        ("initial-conference-rate-rolling-12/norfolk/rolling_12/2017-01", Fraction(967 * 10_000, 167_942), "57.6"),
        ("looked-after-rate/norfolk/at_month_end/2017-01", Fraction(1113 * 10_000, 167_942), "66.3"),
    ],
)
def test_a_few_worked_on_paper(listed: Listed, figure: str, working: Fraction, expected: str) -> None:
    assert rounded(working, 1) == expected == listed[figure]["value"]


def test_the_year_to_date_is_the_sum_of_its_ten_months() -> None:
    # Line 1501, April to January.
    months = (653, 844, 685, 646, 421, 650, 754, 743, 566, 776)
    assert sum(months) == 6738 == value(Name("referrals", "year_to_date", "2017-01"))


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
