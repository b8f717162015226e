"""A check that ends in an error of its own: the others are made, and every form of the report says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.audit import order, run_audit
from crossfoot.audit.written.as_json import audit_json
from crossfoot.audit.written.as_page import audit_page
from crossfoot.audit.written.as_words import audit_words
from crossfoot.operations.audit_pack import audit_pack, write_audit

FAULTY = "Boats\nQuay\tSailing\tRowing\tTotal\nNorth\t12\t7\t19\nSouth\t31\t4\t36\nBoth\t43\t11\t54\n"


def find_nothing(_study: object) -> None:
    """Ends as a check does that meets a table of which nobody thought."""
    raise KeyError("North")


@pytest.mark.usefixtures("a_check_may_stop")
def test_the_others_are_made_and_it_is_told_without_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(FAULTY, encoding="utf-8")
    whole = audit_pack(path)
    assert {(each.line, each.published, each.expected) for each in whole.findings} == {(4, "36", "35")}
    assert whole.pack.unread == []
    monkeypatch.setattr(run_audit, "TABLE_RULES", (find_nothing, *order.TABLE_RULES))
    audit = audit_pack(path)
    assert audit.findings == whole.findings
    assert audit.checks == whole.checks
    [told] = audit.pack.unread
    assert told.startswith("The check “find nothing” stopped at an error of its own (KeyError). All others were made.")
    assert "North" not in told
    assert json.loads(audit_json(audit))["read"]["not_understood"] == [told]
    assert told in audit_words(audit)
    assert "find nothing" in audit_page(audit)
    write_audit(audit, tmp_path / "audit.xlsx", form="xlsx")
    assert (tmp_path / "audit.xlsx").stat().st_size > 0
