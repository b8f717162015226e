"""A figure typed where its change belongs, and a change that would put the figure before below nought."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

HEADER = "\tLatest performance\t\tChange since last month\t\nMeasure\tCounty\tNation\tCounty\tNation\n"
ROWS = (
    ("Not in learning", "4.9%", "7.8%", "0.1", "-0.5"),
    ("Not in learning, age 16", "2.9%", "1.5%", "{sixteen}", "0.0"),
    ("Not in learning, age 17", "4.8%", "3.2%", "0.2", "0.1"),
    ("Not known", "1.0%", "5.2%", "-0.1", "-0.4"),
    ("Learning again", "7.5%", "12.9%", "{again}", "1.0"),
    ("Apprentices", "3.8%", "3.4%", "0.1", "0.2"),
    ("Other training", "2.0%", "0.8%", "{other}", "0.1"),
)
RIGHT = {"sixteen": "0.1", "again": "-0.6", "other": "0.1"}


def slips(path: Path, values: dict[str, str]) -> list[tuple[str, str, str]]:
    path.write_text(HEADER + "\n".join("\t".join(row) for row in ROWS).format(**values) + "\n", encoding="utf-8")
    found = [each for each in audit_pack(path).findings if each.rule == "change-sizes"]
    return [(each.row, each.published, each.cause) for each in found]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({}, []),
        ({"sixteen": "2.9"}, [("Not in learning, age 16", "2.9", "The figure stands where its change belongs.")]),
        ({"other": "7.0"}, [("Other training", "7.0", "")]),
        # A fall can be larger than what is left.
        ({"again": "-9.4"}, []),
    ],
)
def test_changes_as_large_as_their_figures(
    tmp_path: Path, wrong: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert slips(tmp_path / "pack.txt", RIGHT | wrong) == expected
