"""One figure in two tables under other names: beside other councils, cited from a section, the same in every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

BESIDE = """Marlow Borough Council
Housing support, 30 June 2022

Table 1: Empty homes
Ward | Homes | Empty | Empty rate %
North | 400 | 31 | 7.8
South | 300 | 42 | 14.0
East | 250 | 20 | 8.0
All wards | 950 | 93 | 9.8

Table 2: Beside others
Measure | Marlow | Similar councils | England
Empty rate | {0} | 9.1 | 7.4
Turnover | 12.4 | 11.0 | 13.2
"""
ROWS = """Tidewell Trust

Table 1: Loans by library
Library | Loans | Renewed | Renewal rate %
Quay | 410 | 201 | 49.0
Mill | 380 | 160 | 42.1
All libraries | 790 | 361 | 45.7

Table 2: Renewals elsewhere
Place | Renewal rate % | Rank
Tidewell | {0} | 2
Marram | 41.3 | 3
Saltby | 52.0 | 1
"""
CITED = """1  Grants

Grants made | Small | Large | All
Arts | 12 | 5 | 17
Sport | 20 | 8 | 28
All grants | 32 | 13 | 45

2  Appeals

What became of it | Number
Sport (section 1) | {0}
Appealed | 6
Won | 2
"""
CONSTANT = """Rates of use

Service | Users | People | Users per 1,000
Pools | 4,120 | 61,840 | 66.6
Gyms | 2,950 | {0} | 47.7
Halls | 1,310 | 61,840 | 21.2
Courts | 760 | 61,840 | 12.3
"""
CASES = [
    ("own-among-others", BESIDE, "9.8", "10.6"),
    ("own-among-others", ROWS, "45.7", "48.2"),
    ("repeated-measures", CITED, "28", "25"),
    ("repeated-measures", CONSTANT, "61,840", "68,140"),
]
HONEST = [
    # The other councils are of the year before, and so is our own figure.
    BESIDE.format("10.6").replace("Beside others", "Beside others, 31 March 2021"),
    # One ward, and no whole, is beside others.
    ROWS.format("48.2").replace("All libraries | 790 | 361 | 45.7\n", ""),
    # What is cited from a section that has no such row.
    CITED.format("25").replace("Sport (section 1)", "Music (section 1)"),
    # Two populations.
    CONSTANT.format("58,200").replace("47.7", "50.7"),
]


def found(path: Path, text: str) -> list[tuple[str, int]]:
    path.write_text(text.replace(" | ", "\t"), encoding="utf-8")
    return [(each.rule, each.line) for each in audit_pack(path).findings]


@pytest.mark.parametrize(("rule", "text", "right", "wrong"), CASES, ids=[case[3] for case in CASES])
def test_the_figure_is_found_where_it_is_not_as_the_other(
    tmp_path: Path, rule: str, text: str, right: str, wrong: str
) -> None:
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "{0}" in each)
    assert (rule, line) in found(tmp_path / "wrong.txt", text.format(wrong))
    assert found(tmp_path / "right.txt", text.format(right)) == []


@pytest.mark.parametrize("text", HONEST)
def test_figures_that_need_not_be_the_same_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path / "pack.txt", text) == []
