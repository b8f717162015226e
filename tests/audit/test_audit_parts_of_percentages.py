"""Percentages of a part beside those of all: on the same base never above it, on a base of their own perhaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

TABLE = """Reviews in time
Measure | Jan-18 | Feb-18 | Mar-18 | Apr-18 | May-18
{whole} | 94.1% | 95.2% | 93.8% | 96.0% | 95.5%
{part} | 91.7% | 93.0% | {shown} | 92.4% | 90.9%
"""


@pytest.mark.parametrize(
    ("whole", "part", "shown", "found"),
    [
        ("Seen in time", "Seen alone in time", "98.3%", ["98.3%"]),
        ("Seen in time", "Seen alone in time", "92.3%", []),
        ("Reviews in time", "First reviews in time", "98.3%", []),
        ("Referrals seen in time", "Repeat referrals seen in time", "98.3%", []),
    ],
)
def test_a_part_is_not_above_its_whole(whole: str, part: str, shown: str, found: list[str], tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(TABLE.format(whole=whole, part=part, shown=shown), encoding="utf-8")
    told = [each.published for each in audit_pack(path).findings if each.rule == "parts-within-wholes"]
    assert told == found


POINTS = """Reaching the standard, %
District | 2021 | 2022 | 2023 | 2024 | 2024 less England
Avon | 54 | 56 | 57 | 60 | -2
Bure | 59 | 61 | 62 | 64 | +2
Colne | 51 | 54 | 55 | 57 | -5
Dove | 60 | 63 | 63 | 65 | {}
England | 59 | 60 | 61 | 62 | -
"""


def test_a_difference_of_one_year_is_of_no_other(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(POINTS.format("+3"), encoding="utf-8")
    assert not audit_pack(path).findings
    path.write_text(POINTS.format("+8"), encoding="utf-8")
    assert "+8" in {each.published for each in audit_pack(path).findings}
