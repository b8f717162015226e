"""The audit as a page and its first line: things and findings apart, the gravest first, titles that are titles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.audit.finding import Finding, Kind
from crossfoot.audit.run_audit import Audit
from crossfoot.audit.written.as_page import audit_page
from crossfoot.audit.written.as_words import summary
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.vocabulary.issues import Severity

TABLE = "Area\tOpen\tRemarks\nNorth\t12\tsteady\nSouth\t20\tbusy\n"


def found(number: int, root: int, severity: Severity, *, row: int | None = 0, others: tuple[int, ...] = ()) -> Finding:
    finding = Finding(
        "totals", Kind.CROSS_TABLE, severity, 0.9, 4, "Cases", "North" if row is not None else "", "",
        "12", "13", "Why.", other_lines=others, table_number=None if row is None else 0, row_number=row,
        column_number=None if row is None else 1,
    )  # fmt: skip
    finding.id, finding.root = f"F{number:04}", f"F{root:04}"
    return finding


def audited(folder: Path, *findings: Finding, above: str = "Cases") -> Audit:
    path = folder / "pack.txt"
    path.write_text(f"{above}\n{TABLE}", encoding="utf-8")
    return Audit(open_pack(path), findings, {"totals": 1}, {})


def test_findings_and_the_things_they_tell_of_are_counted_apart(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        found(1, 1, Severity.NOTE),
        found(2, 2, Severity.WARNING),
        found(3, 2, Severity.ERROR),
    )
    # A thing is as grave as its gravest finding; the gravest are named first.
    said = "2 things do not agree in 1 check of 1 table (1 error, 1 note), told in 3 findings."
    assert summary(audit) == f"pack.txt: {said}"
    page = audit_page(audit)
    assert f"<p class=lead>{said}</p><p>One wrong figure can break several sums" in page
    assert re.findall(r'data-root="(F\d+)"', page) == ["F0001", "F0002", "F0002"]
    assert re.findall(r'name="severity" value="(\w+)"', page) == ["error", "warning", "note"]
    assert 'value="cross-table" checked> between tables<' in page


def test_one_finding_a_thing_is_said_once(tmp_path: Path) -> None:
    audit = audited(tmp_path, found(1, 1, Severity.ERROR))
    assert summary(audit) == "pack.txt: 1 thing does not agree in 1 check of 1 table (1 error)."
    assert "One wrong figure" not in audit_page(audit)
    assert summary(audited(tmp_path)) == "pack.txt: everything agrees in 1 check of 1 table."


def test_a_finding_without_a_row_is_headed_by_its_line_and_no_line_is_said_twice(tmp_path: Path) -> None:
    page = audit_page(audited(tmp_path, found(1, 1, Severity.ERROR, row=None, others=(4, 9))))
    assert "F0001: Line 4</h3>" in page
    assert "Worked out with line 9." in page
    assert "Worked out" not in audit_page(audited(tmp_path, found(1, 1, Severity.ERROR, others=(4,))))


def test_headings_and_cells_stand_as_their_column_does(tmp_path: Path) -> None:
    page = audit_page(audited(tmp_path, found(1, 1, Severity.ERROR)))
    assert '<th scope="col" class=number>Open</th><th scope="col">Remarks</th>' in page
    assert "<td class=words>busy</td>" in page
    assert "<td>20</td>" in page


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("1.1 Dashboard\n\nNOTES:\n\nGreen is in line with others; Red is not.\n", "1.1 Dashboard"),
        ("Results\n\nAll = All pupils\n\nPredictions are derived from report cards\n", "Results"),
        ("Outcomes\n\nPerformance analysis\n\nMore than last year.\n", "Outcomes"),
        # Nothing else names it.
        ("NOTES:\n", "NOTES:"),
        ("The main reasons are shown below\n", "The main reasons are shown below"),
        ("", "table at line 2"),
    ],
)
def test_a_note_above_a_table_is_not_its_title(above: str, title: str, tmp_path: Path) -> None:
    assert audited(tmp_path, above=above).pack.tables[0].title == title
