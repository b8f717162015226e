"""The made-up county gives the printed figures, but for a list of cells with a reason each.

The figures are counted by the plain reference (`tests/reference`), which shares no code with the county's maker. A cell
that is off and not on the list fails, and so does one that is on the list and comes out after all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from county_records import County, Extract, read_county
from printed_cells import Outcome, Printing

from crossfoot.synthetic.county import read_targets
from crossfoot.synthetic.targets import Cell

KEYS = {"cin_visits": "cinv_cin_visit_id"}
"""Tables in which a row was planted twice, with their key: readers set the second aside."""


def name_of(cell: Cell) -> str:
    """A cell as somebody would look it up: figure, table and line."""
    about = " ".join(word for word in cell.key if word)
    return f"{about} = {cell.printed} ({cell.table}, line {cell.line})"


@pytest.fixture(scope="module")
def outcomes(county: County, extract: Extract, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    records = read_county(county.folder, extract[0], tmp_path_factory.mktemp("read"))
    for table, key in KEYS.items():
        records[table] = list({row[key]: row for row in reversed(records[table])}.values())
    return Printing(records).compare(read_targets(None))


@pytest.fixture(scope="module")
def reasons(county: County) -> dict[str, str]:
    return {name_of(unmet.cell): unmet.reason for unmet in county.key.unmet}


def test_every_cell_that_is_off_has_a_reason(outcomes: list[Outcome], reasons: dict[str, str]) -> None:
    off = [name_of(outcome.cell) for outcome in outcomes if not outcome.is_exact]
    assert [name for name in off if name not in reasons] == []
    assert all(reason.endswith(".") and len(reason) > 20 for reason in reasons.values())


def test_no_cell_with_a_reason_comes_out(outcomes: list[Outcome], reasons: dict[str, str]) -> None:
    exact = {name_of(outcome.cell) for outcome in outcomes if outcome.is_exact}
    assert sorted(exact & reasons.keys()) == []


def test_how_many_cells_come_out(outcomes: list[Outcome], record_property: Callable[[str, object], None]) -> None:
    exact = Counter(outcome.cell.indicator for outcome in outcomes if outcome.is_exact)
    printed = Counter(outcome.cell.indicator for outcome in outcomes)
    for indicator in sorted(printed):
        record_property(indicator, f"{exact[indicator]} of {printed[indicator]}")
    assert printed.total() == 3320
    assert exact.total() >= printed.total() * 95 // 100
    # Stocks and flows come first: each of these is exact in all thirteen months.
    first = {
        "contacts", "referrals", "assessments-within-45-working-days", "assessments-open-past-45-working-days",
        "strategy-discussions", "initial-conferences", "child-protection-plans", "child-protection-plans-started",
        "child-protection-plans-ceased", "looked-after-started", "former-relevant-care-leavers",
    }  # fmt: skip
    assert {name: (exact[name], printed[name]) for name in first if exact[name] != printed[name]} == {}


def test_reasons_are_of_the_kinds_that_the_reports_give_cause_for(reasons: dict[str, str]) -> None:
    kinds = Counter(reason.split(" ")[0] for reason in reasons.values())
    # Another table prints another number; 0.0% before anything was collected; no whole number gives the percentage.
    assert kinds["The"] > 40
    assert kinds["0.0%"] == 8
    assert kinds["No"] > 10
