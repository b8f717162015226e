"""Tables that lie on their side: read as the same tables standing, and told as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.finding import Finding
from crossfoot.audit.turned_tables import lies
from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack

TEAMS = """Timeliness by team
Green at or above target; amber up to 5 points below; red more than 5 points below.

Team\tAsh\tBeech\tCedar\tDamson
In time\t81\t64\t90\t57
Closed\t93\t80\t96\t76
% in time\t87.1%\t80.0%\t93.8%\t75.0%
Target\t85.0%\t85.0%\t85.0%\t85.0%
Difference\t+2.1\t-5.0\t+8.8\t-10.0
RAG\tGreen\tAmber\tGreen\tRed
"""
PLACES = """Homes and places
\tAlder\tBriar\tClover\tDale\tAll homes
Places\t4\t6\t5\t8\t23
Nights available\t368\t552\t460\t736\t2,116
Nights used\t331\t486\t428\t611\t1,856
Occupancy\t89.9%\t88.0%\t93.0%\t83.0%\t87.7%
Cost (£)\t298,100\t405,300\t371,900\t522,400\t1,597,700
"""
MONTHS = """Contacts by month
\tApr\tMay\tJun\tJul\tTotal
Contacts\t512\t498\t531\t544\t2,085
Referrals\t141\t133\t152\t149\t575
% to referral\t27.5%\t26.7%\t28.6%\t27.4%\t27.6%
"""
TRENDED = """Month by month
\tContacts\tReferrals\t% to referral
Apr-25\t512\t141\t27.5%
May-25\t498\t133\t26.7%
Jun-25\t531\t152\t28.6%
Trend\tIncreasing\tIncreasing\tIncreasing
"""
WHOLE = [TEAMS, PLACES]


def _paper(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "lying"), [(TEAMS, True), (PLACES, True), (MONTHS, False), (TRENDED, False), ("", None)]
)
def test_measures_in_rows_lie_and_times_stand(tmp_path: Path, text: str, lying: bool | None) -> None:
    tables = open_pack(_paper(tmp_path, text or "Nothing but words.\n")).tables
    assert [lies(table) for table in tables] == ([] if lying is None else [lying])


@pytest.mark.parametrize("text", WHOLE)
def test_true_tables_that_lie_say_nothing(tmp_path: Path, text: str) -> None:
    audit = audit_pack(_paper(tmp_path, text))
    assert audit.findings == ()
    assert sum(audit.passed.values()) >= 9
    # Words in a row of marks are no words among figures.
    assert audit.reading.sure == 1


def _turned(text: str) -> str:
    """The same paper with its one table on the other side."""
    lines = text.strip("\n").split("\n")
    first = next(number for number, line in enumerate(lines) if "\t" in line)
    rows = [line.split("\t") for line in lines[first:]]
    return "\n".join([*lines[:first], *("\t".join(row) for row in zip(*rows, strict=True)), ""])


def _told(finding: Finding, *, turned: bool) -> tuple[str, ...]:
    """What it says of the cell, by the labels of a table that stands."""
    labels = (finding.column, finding.row) if turned else (finding.row, finding.column)
    return finding.rule, *labels, finding.published, finding.expected


@pytest.mark.parametrize(
    ("text", "slip", "at", "expected"),
    [
        (TEAMS, ("Amber\tGreen\tRed", "Green\tGreen\tRed"), ("RAG", "Beech"), "amber"),
        (TEAMS, ("Green\tRed", "Red\tRed"), ("RAG", "Cedar"), "green"),
        (TEAMS, ("-5.0", "5.0"), ("Difference", "Beech"), "-5.0"),
        (TEAMS, ("80.0%", "88.0%"), ("% in time", "Beech"), "80.0%"),
        (PLACES, ("93.0%", "90.3%"), ("Occupancy", "Clover"), "93.0%"),
        (PLACES, ("1,856", "1,865"), ("Nights used", "All homes"), "1,856"),
        (PLACES, ("405,300", "450,300"), ("Cost (£)", "Briar"), ""),
        (PLACES, ("552", "525"), ("Nights available", "Briar"), "552"),
    ],
)
def test_a_wrong_cell_is_told_where_it_is_printed(
    tmp_path: Path, text: str, slip: tuple[str, str], at: tuple[str, str], expected: str
) -> None:
    (was, now), (row, column) = slip, at
    assert text.count(was) == 1
    wrong = text.replace(was, now)
    line = next(number for number, each in enumerate(wrong.split("\n"), 1) if each.startswith(f"{row}\t"))
    path = _paper(tmp_path, wrong)
    findings = audit_pack(path).findings
    own = [each for each in findings if each.line == line and row in each.row]
    assert own, findings
    [table] = open_pack(path).tables
    for finding in own:
        assert finding.row_number is not None
        assert finding.column_number is not None
        assert table.cell(finding.row_number, finding.column_number).text == finding.published
        assert table.rows[finding.row_number].label == row
        assert table.columns[finding.column_number].heading == finding.column
    assert any(column == each.column and expected in each.expected for each in own)
    # The same paper standing says the same of the same cells.
    standing = audit_pack(_paper(tmp_path, _turned(wrong))).findings
    assert {_told(each, turned=True) for each in findings} == {_told(each, turned=False) for each in standing}


STAGES = """Referral orders by team
Met: at least 90% seen in time. Missed: below 90%.

Measure\tNorth\tSouth\tEast\tWest
Orders\t40\t52\t31\t28
Seen in time\t37\t45\t29\t26
% seen\t92.5%\t86.5%\t93.5%\t92.9%
Standard\tMet\t{0}\tMet\tMet
"""


@pytest.mark.parametrize("paper", [(STAGES, "Missed", "Met", 8)])
def test_marks_in_rows(tmp_path: Path, paper: Paper) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)
