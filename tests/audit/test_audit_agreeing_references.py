"""`The 318 books agree with Table 2`: the table cited prints the figure, where any does."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

BRANCHES = """Branch libraries

Table 1: Books bought
Branch | Fiction | Other | All
Hillfoot | 112 | 64 | 176
Old Dock | 87 | 55 | 142
Both | 199 | 119 | 318

Table 2: Visits by day
Day | Hillfoot | Old Dock
Monday | 1,204 | 988
Friday | 1,377 | 1,052

Table 3: Staff in post
Grade | Hillfoot | Old Dock
Librarian | 14 | 21
Assistant | 23 | 18

{0}
"""
LINE = 19


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "The 318 books on the new shelves agree with Table 1.",
            "The 318 books on the new shelves agree with Table 2.",
        ),
        (
            "The total of 1,377 on a Friday is the one in Table 2.",
            "The total of 1,377 on a Friday is the one in Table 3.",
        ),
    ],
)
def test_the_table_that_prints_the_figure_is_cited(right: str, wrong: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((BRANCHES, right, wrong, LINE), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "The 35 members of staff agree with Table 3.",
        "The 2,581 visits to Hillfoot agree with Table 2.",
        "The 411 books in store do not agree with Table 2.",
        "The 411 books in store agree with Table 1.",
        "The 318 books would agree with Table 2 if days were counted.",
    ],
)
def test_sums_and_figures_of_no_table_are_left_alone(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(BRANCHES.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "references"] == []
