"""A rule for all rows that says `Green: at or below target`: less is good of every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

TABLE = """Children out of school

Table 3: At the end of the year
Measure\tStart of year\tEnd of year\tTarget\tRAG
Missing from education\t231\t189\t180\t{}
Taught at home\t804\t931\t820\t{}
On part-time timetables\t205\t164\t165\t{}
Waiting for a place\t44\t27\t30\t{}

{}
"""
BY_MORE = "Green: at or below target; Amber: above target by up to 10 per cent of the target; Red: above it by more."
SAID = "Green is at or below the target. Amber is up to 10% above the target. Red is more than 10% above the target."
RIGHT = ("Amber", "Red", "Green", "Green")


@pytest.mark.parametrize(
    ("rule", "row", "wrong"),
    [(BY_MORE, None, ""), (BY_MORE, 1, "Green"), (BY_MORE, 2, "Amber"), (BY_MORE, 3, "Red"), (SAID, None, "")],
)
def test_marks_follow_the_rule(rule: str, row: int | None, wrong: str, tmp_path: Path) -> None:
    marks = [wrong if number == row else mark for number, mark in enumerate(RIGHT)]
    path = tmp_path / "pack.txt"
    path.write_text(TABLE.format(*marks, rule), encoding="utf-8")
    found = [(each.rule, each.line, each.published) for each in audit_pack(path).findings]
    assert found == ([] if row is None else [("ratings", 5 + row, wrong)])
