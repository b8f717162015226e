"""A value told with its move, against lines that moved by so much: the wrong way is found, others are spared."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

MONTHS = """{0}

Contacts and referrals by month
Kind\tJun 2025\tJul 2025\tAug 2025\tSep 2025\tOct 2025
Contacts\t1,212\t1,254\t1,097\t1,288\t1,341
Referrals\t396\t417\t341\t438\t465
Assessments\t352\t349\t330\t361\t379
"""
CARE = """At the end of March 437 children were in our care. {0}

Children in care by quarter
Quarter\tAt start\tCame\tLeft\tAt end\tChange
Quarter 1\t418\t39\t30\t427\t+9
Quarter 2\t427\t33\t29\t431\t+4
Quarter 3\t431\t36\t34\t433\t+2
Quarter 4\t433\t41\t37\t437\t+4
Twelve months\t418\t149\t130\t437\t+19
"""
AREAS = """Pupils by area
Area\tOctober 2024\tOctober 2025\tChange
North\t1,204\t1,231\t+27
South\t1,247\t1,258\t+11
East\t988\t975\t-13
All areas\t3,439\t3,464\t+25

{0}
"""
PAPERS: dict[str, Paper] = {
    "rose by so many to a value": (
        MONTHS,
        "Contacts came to 1,341, and referrals rose by 27 to 465.",
        "Contacts came to 1,341, and referrals fell by 27 to 465.",
        1,
    ),
    "so many more than a year before": (
        CARE,
        "This is 19 more than twelve months earlier.",
        "This is 19 fewer than twelve months earlier.",
        1,
    ),
    "a rise of so many": (
        AREAS,
        "In all 3,464 pupils are on roll in the areas, a rise of 25.",
        "In all 3,464 pupils are on roll in the areas, a fall of 25.",
        8,
    ),
}
SPARED = {
    "fewer than in another area": AREAS.format("North has 1,231 pupils, 27 fewer than the South."),
    "fewer than at a time that no table has": AREAS.format(
        "In all 3,464 pupils are on roll in the areas, 25 fewer than in October 2019."
    ),
    "fewer than a quarter that ended higher": CARE.replace("433\t+2", "450\t+19")
    .replace("36\t34", "53\t34")
    .replace("433\t41\t37\t437\t+4", "450\t24\t37\t437\t-13")
    .format("This is 13 fewer than at the end of quarter 3."),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_wrong_way_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PAPERS[name], tmp_path)


@pytest.mark.parametrize("text", SPARED.values(), ids=SPARED.keys())
def test_a_move_of_another_kind_is_spared(text: str, tmp_path: Path) -> None:
    (tmp_path / "pack.txt").write_text(text, encoding="utf-8")
    found = audit_pack(tmp_path / "pack.txt").findings
    assert [(each.rule, each.explanation) for each in found if each.rule == "direction-in-words"] == []
