"""Rules of several columns told in one text, each by its heading, and what is told to be not late."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.marks.rule_limits import own_part, tells_other_numbers
from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack

BOTH_RULES = (
    "Time mark: green 90% or more, amber 80% to 89%, red under 80%. "
    "Depth mark: green 75% or more, amber 60% to 74%, red under 60%."
)
TWO_MARKS = (
    f"Quality and time\n{BOTH_RULES}\n\n"
    """Team | On time | Time mark | Deep | Depth mark
North | 92% | Green | 70% | Amber
South | 84% | {0} | 77% | {1}
East | 75% | Red | 58% | Red
West | 95% | Green | 81% | Green
Hill | 88% | Amber | 62% | Amber
"""
)
NOT_OVERDUE = """Visits overdue
Green: not overdue. Amber: 1 to 5 days overdue. Red: more than 5 days overdue.

Visit | Days overdue | RAG
A | 0 | Green
B | 3 | Amber
C | 9 | {0}
D | 0 | Green
E | 5 | Amber
F | 12 | Red
"""
RISKS = """Risks
Ref | Likelihood | Impact | Score | Level
R1 | 4 | 4 | 16 | High
R2 | 2 | 3 | 6 | Medium
R3 | 1 | 3 | 3 | Low
R4 | 5 | 4 | 20 | High
R5 | 3 | 3 | 9 | {0}
R6 | 2 | 4 | 8 | Medium
R7 | 1 | 2 | 2 | Low
R8 | 4 | 5 | 20 | High
R9 | 5 | 3 | 15 | High
R10 | 3 | 4 | 12 | Medium
"""

WRONG: dict[str, Paper] = {
    "the first of two": (TWO_MARKS.replace("{1}", "Green"), "Amber", "Red", 6),
    "the second of two": (TWO_MARKS.replace("{0}", "Amber").replace("{1}", "{0}"), "Green", "Amber", 6),
    "a score among those of another level": (RISKS, "Medium", "Low", 7),
    "not overdue": (NOT_OVERDUE, "Red", "Amber", 7),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_mark_is_found_alone(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(WRONG[name], tmp_path)


def test_a_matrix_may_rate_a_great_impact_above_its_score(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(RISKS.format("Medium") + "R11 | 2 | 5 | 10 | High\n", encoding="utf-8")
    assert audit_pack(path).findings == ()


def test_each_column_has_its_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(TWO_MARKS.format("Amber", "Green"), encoding="utf-8")
    (table,) = open_pack(path).tables
    text = "Time mark: green 90% or more. Depth mark: green 75% or more."
    parts = {heading: text[slice(*own_part(text, table, heading))] for heading in ("Time mark", "Depth mark", "Deep")}
    assert parts == {
        "Time mark": "Time mark: green 90% or more",
        "Depth mark": ". Depth mark: green 75% or more.",
        "Deep": text,
    }


def test_other_numbers_are_told_for_a_column() -> None:
    text = "Green is 95% or more. The depth mark uses 80% in the same way."
    assert tells_other_numbers(text, "Depth mark")
    assert not tells_other_numbers(text, "Time mark")
