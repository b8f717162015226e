"""References to a table that is there and is the wrong one: another alone has what the words say."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

CLUB = """Sailing club

{0}

Table 1: Berths by quay
Quay | Berths | Let | Let %
Stone quay | 120 | 96 | 80.0
Wood quay | 80 | 58 | 72.5
Both | 200 | 154 | 77.0

Table 2: Reserves at 31 March, £
Fund | Opening | Paid in | Drawn | Closing
Repairs | 14,200 | 3,100 | 2,450 | 14,850
Dinghies | 6,800 | 1,200 | 2,650 | 5,350
All funds | 21,000 | 4,300 | 5,100 | 20,200

Table 3: Risk register
Ref | Risk | Likelihood | Impact | Score
R1 | Storm damage | 3 | 5 | 15
R2 | Theft | 2 | 4 | 8
R3 | Engine failure | 4 | 3 | 12

Table 4: Action plan
Ref | Action | Owner | Due
A1 | Renew the moorings | Harbour master | 4 May 2026
A2 | Fit new locks | Steward | 8 June 2026
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("The action plan is in Table 4.", "The action plan is in Table 3."),
        (
            "The committee is asked to approve the drawing of £5,100 from reserves set out in Table 2.",
            "The committee is asked to approve the drawing of £5,100 from reserves set out in Table 3.",
        ),
        ("The highest score is 15, for R1 (Table 3).", "The highest score is 15, for R1 (Table 2)."),
        ("Both of the two actions in Table 4 are new.", "Both of the two actions in Table 2 are new."),
    ],
)
def test_the_other_table_is_named(right: str, wrong: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((CLUB, right, wrong, 3), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "The berths in Table 1 are let by the year, and the risk of theft is in Table 3.",
        "The money for moorings is told with the funds in Table 2.",
        "The takings agree with the risk register and Table 2.",
        "Table 3 shows what could go wrong.",
        "The action plan is not in Table 3.",
        "Storm damage is the risk in Table 3 of the report of 2019.",
        "The quays are described in Table 2 of the harbour plan.",
    ],
)
def test_a_table_that_may_have_it_is_let_be(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(CLUB.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "references"] == []
