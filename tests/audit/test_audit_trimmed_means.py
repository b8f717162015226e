"""Means without the highest and the lowest: found where one is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

PANEL = """Cake show
Five judges mark each cake out of 20. The highest and the lowest mark are struck out and the other three averaged.

Cake | J1 | J2 | J3 | J4 | J5 | Score
Lemon | 19 | 13 | 20 | 18 | 14 | 17.0
Ginger | 11 | 17 | 17 | 20 | 14 | 16.0
Seed | 17 | 15 | 11 | 14 | 17 | {0}
Plum | 16 | 13 | 11 | 16 | 19 | 15.0
Carrot | 12 | 15 | 12 | 8 | 15 | 13.0
Fruit | 8 | 13 | 10 | 15 | 18 | 12.7
"""
DROPPED = """Diving
Each diver's lowest mark is dropped; the others are added up.

Diver | A | B | C | D | Total
One | 7.5 | 8.0 | 6.5 | 7.0 | 22.5
Two | 6.0 | 6.5 | 7.0 | 5.5 | 19.5
Three | 8.5 | 9.0 | 8.0 | 8.5 | {0}
Four | 5.0 | 7.5 | 6.5 | 7.0 | 21.0
Five | 9.0 | 8.5 | 9.5 | 7.0 | 27.0
"""
BEST = """Sailing, points of each race

Boat | R1 | R2 | R3 | R4 | R5 | Best three
Gull | 8 | 5 | 9 | 3 | 7 | 24
Tern | 4 | 6 | 7 | 9 | 2 | {0}
Skua | 5 | 5 | 8 | 1 | 6 | 19
Puffin | 9 | 7 | 4 | 8 | 8 | 25
Auk | 3 | 2 | 6 | 4 | 5 | 15
"""


@pytest.mark.parametrize(
    "paper",
    [(PANEL, "15.3", "14.8", 7), (DROPPED, "26.0", "34.0", 7), (BEST, "22", "26", 5)],
    ids=["panel", "dropped", "best"],
)
def test_a_wrong_trimmed_mean_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


def test_a_plain_mean_is_left_alone_though_something_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(
        """Cake show
The entry with the lowest mark is left out of the final.

Cake | J1 | J2 | J3 | J4 | Mean score
Lemon | 19 | 13 | 20 | 18 | 17.5
Ginger | 11 | 17 | 17 | 20 | 16.3
Seed | 17 | 15 | 11 | 14 | 14.3
Plum | 16 | 13 | 11 | 16 | 14.0
""",
        encoding="utf-8",
    )
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []
