"""`206 (6.4%)`, `South gave 45.6% of them`: a share that nothing makes, a slip from one that is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

LOANS = """Library loans

Loans by branch
Branch | 2023/24 | 2024/25 | Visits
Hillfoot | 12,310 | 12,944 | 30,118
Marsh Lane | 8,127 | 7,903 | 19,420
Old Dock | 15,466 | 16,081 | 41,205
All branches | 35,903 | 36,928 | 90,743

{0}
"""
LINE = 10


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "Old Dock accounts for 43.5% of loans in 2024/25, the most of the three.",
            "Old Dock accounts for 45.3% of loans in 2024/25, the most of the three.",
        ),
        (
            "Borrowers under five took 4,911 books (13.3%) home.",
            "Borrowers under five took 4,911 books (13.9%) home.",
        ),
        (
            "A survey drew 412 answers. 371 (90.0%) liked the opening hours.",
            "A survey drew 412 answers. 371 (80.0%) liked the opening hours.",
        ),
        (
            "Of the £840k budget, £315k (38%) is for books.",
            "Of the £840k budget, £315k (83%) is for books.",
        ),
    ],
)
def test_a_share_is_told_that_is_a_slip_from_what_the_number_makes(right: str, wrong: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((LOANS, right, wrong, LINE), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "Borrowers under five took 4,911 books (13.3%) home.",
        "Old Dock accounts for 45.3% of loans in the county.",
        "Old Dock met 45.3% of its target for loans.",
        "Old Dock accounts for 45.4% of visits.",
        "Old Dock accounts for 43.1% of loans in 2023/24.",
        "Loans in Old Dock rose by 615, or 4.0%.",
        "Branches answered 1,904 questions, of which 1,733 (91.0%) were by telephone.",
        "Hillfoot lent 12,944 books, 35.1% of all, and Marsh Lane 21.4%.",
    ],
)
def test_a_share_of_something_else_is_left_alone(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LOANS.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "shares-in-words"] == []


TRUE_OF_THE_SHARE = """Survey of branch managers

Answers to the survey
Question | Agree strongly | Agree | Neither | Disagree | Answers
Shelves are full | 21 | 34 | 9 | 6 | 70
Training is good | 28 | 31 | 7 | 4 | 70
Books come in time | 14 | 25 | 13 | 18 | 70
{1}
{0}
"""


def test_a_count_that_makes_its_share_of_a_number_printed_is_not_misquoted(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    sentence = "59 (84.3%) thought training good and 39 (55.7%) said books come in time."
    path.write_text(TRUE_OF_THE_SHARE.format(sentence, ""), encoding="utf-8")
    assert audit_pack(path).findings == ()
