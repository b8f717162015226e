"""The checks find every fault that was planted, every kind is planted, and a county without dirt has none of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from county_records import County, Extract, read_extract

from crossfoot.records.checks import RULES, find_record_issues
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.synthetic import make_county
from crossfoot.synthetic.extract import file_name
from crossfoot.vocabulary.issues import Issue, Severity

AS_AT = date(2017, 2, 8)
OWNED_UP = {
    "RECORDS-CARE-AFTER-18", "RECORDS-OPEN-AFTER-18", "RECORDS-UNBORN", "RECORDS-CONFERENCE-OUTCOME", "RECORDS-BLANK",
}  # fmt: skip
"""Faults without which the printed figures could not come out: they are there without dirt too."""


def find(records: RecordSet) -> tuple[Issue, ...]:
    return find_record_issues(records, standard=Standard.load(), as_at=AS_AT)


@pytest.fixture(scope="module")
def found(extract: Extract) -> tuple[Issue, ...]:
    return find(extract[0])


def test_every_planted_fault_is_found(county: County, found: tuple[Issue, ...]) -> None:
    places = {(issue.code, issue.file, issue.row) for issue in found}
    planted = county.key.planted
    assert [fault for fault in planted if (fault.code, file_name(fault.table), fault.row) not in places] == []
    assert all(fault.what for fault in planted)


def test_every_kind_that_the_checks_know_is_planted(county: County) -> None:
    planted = {fault.code for fault in county.key.planted}
    assert {rule.code for rule in RULES} - planted == set()


def test_nothing_else_is_found(county: County, found: tuple[Issue, ...]) -> None:
    """A row with one planted fault may be found for another: a visit in 2027 is also after the case was closed."""
    planted = {(file_name(fault.table), fault.row) for fault in county.key.planted}
    others = [issue for issue in found if issue.row is not None and (issue.file, issue.row) not in planted]
    assert [(issue.code, issue.file, issue.row) for issue in others] == []


def test_without_dirt_only_what_the_figures_ask_for_is_found(tmp_path: Path) -> None:
    key = make_county(tmp_path / "county", dirt=False)
    assert key.planted == ()
    records, _ = read_extract(tmp_path / "county" / "records", tmp_path / "scratch")
    issues = find(records)
    assert {issue.code for issue in issues if issue.severity is not Severity.NOTE} == OWNED_UP
