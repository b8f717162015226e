"""Papers that others wrote: their keys fit them, and the clean ones raise next to nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.audit.written import papers_of, score_clean, sets, with_faults

MOST_FALSE = 1 / 1000
"""What the audit is to keep to."""
FEWEST_CHECKS = 4_500


@pytest.mark.parametrize("folder", sets(), ids=lambda folder: folder.name)
def test_every_fault_of_a_key_is_in_its_paper_once(folder: Path) -> None:
    papers = list(papers_of(folder))
    assert len(papers) == 10
    for path, key in papers:
        lines = path.read_text(encoding="utf-8").split("\n")
        assert [fault for fault in key if lines[fault.line - 1].count(fault.was) != 1 or fault.was == fault.now] == []
        assert [line for line, many in Counter(fault.line for fault in key).items() if many > 1] == []
        assert {fault.where for fault in key} <= {"table", "words"}
        assert [fault for fault in key if fault.where == "table" and "\t" not in lines[fault.line - 1]] == []
        copied = with_faults("\n".join(lines), key).split("\n")
        changed = {number for number, (one, other) in enumerate(zip(lines, copied, strict=True), 1) if one != other}
        assert changed == {fault.line for fault in key}


@pytest.mark.parametrize("folder", sets(), ids=lambda folder: folder.name)
def test_clean_papers_raise_one_finding_in_a_thousand_checks_at_most(folder: Path) -> None:
    tally = score_clean(folder)
    assert tally.checks >= FEWEST_CHECKS
    said = [(name, finding.line, finding.rule, finding.published, finding.expected) for name, finding in tally.false]
    assert len(said) <= MOST_FALSE * tally.checks, said
