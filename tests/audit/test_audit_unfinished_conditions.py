"""A sentence that breaks off after `when` or `if` asks nothing of marks, and stops no check."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

PLANS = """Plans: in time or not, and since when:
Team | Plans | In time | Met
North | 40 | 38 | Yes
South | 31 | 22 | No
East | 28 | 27 | Yes
West | 35 | 24 | No

Met says {0}. A plan is met if.
"""


@pytest.mark.parametrize("words", ["whether, and if; when", "whether it was met when", "if"])
def test_a_condition_without_words_stops_nothing(words: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(PLANS.format(words).replace(" | ", "\t"), encoding="utf-8")
    assert audit_pack(path).stops == ()
