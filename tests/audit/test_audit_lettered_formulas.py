"""Lines that say in letters how they are worked out."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

SUPPLY = """Land supply, base date 1 April 2027
Line | Item | Homes
A | Need in a year | 388
B | Five-year need (A x 5) | 1,940
C | Buffer of 5% on B | {0}
D | Need with buffer (B + C) | 2,037
E | A year with buffer (D / 5) | 407.4
F | Deliverable supply | 1,846
"""
TAX_BASE = """Council tax base
Line | Band A | Band D | Band E
(a) Dwellings | 1,318 | 3,204 | 871
(b) Exempt | 61 | 107 | 14
(c) Discounted | 402 | 655 | 98
(d) Chargeable (a - b) | 1,257 | {0} | 857
"""
LETTERED_COLUMNS = """Spend to September, £000
Service | Budget (a) | Actual (b) | Variance (b - a)
Parks | 131 | 140 | 9
Homes | 352 | 337 | {0}
Roads | 207 | 212 | 5
"""
APART = """Takings of the stalls
Stall | How | Takings (£)
A | Own stock | 412
B | Own stock | 388
C | A and B share a till (A + B) | {0}
D | Half of what B has (B / 2) | 194
E | Twice D (2 x D) | 388
"""
GRADES = """Grades of the homes visited
Grade | Homes | Change
A (B + in 2025) | 7 | +2
B | 12 | -1
C (A - C scale) | 4 | 0
D | 1 | -1
"""


@pytest.mark.parametrize(
    "paper",
    [
        (SUPPLY, "97", "79", 5),
        (TAX_BASE, "3,097", "3,197", 6),
        (LETTERED_COLUMNS, "-15", "15", 4),
        (APART, "800", "880", 5),
    ],
)
def test_the_line_that_is_not_what_its_letters_make_is_found(paper: Paper, tmp_path: Path) -> None:
    text, right, wrong, line = paper
    assert_only_the_wrong_is_found((text.replace(" | ", "\t"), right, wrong, line), tmp_path)


def test_letters_that_are_grades_tell_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(GRADES.replace(" | ", "\t"), encoding="utf-8")
    audit = audit_pack(path)
    assert [each for each in audit.findings if each.rule == "lettered-formulas"] == []
    assert audit.checks.get("lettered-formulas", 0) == 0
