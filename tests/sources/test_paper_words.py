"""`paper.yaml`: its words with their lines; what is wrong with it as issues with file, row, field and what to do."""

from datetime import date
from pathlib import Path

import pytest

from crossfoot.reports.paper.paper_words import Contact, PaperWords, Prose
from crossfoot.sources.paper import WrittenPaper, read_paper
from crossfoot.vocabulary.issues import Issue

WHOLE = """\
title: Integrated report
date_of_meeting: 2017-03-14
committee: Children's Services Committee
item: 8
responsible_officer: Executive Director
strategic_impact:
  - It matters.
executive_summary:
  - >-
    First, on
    two lines.
  - Second.
recommendations: [Note it.]
introduction: [Welcome.]
sections:
  reserves:
    - Reserves fell.
  introduction:
    - More of it.
cards:
  re-referrals:
    action: [Read the cases.]
issues_risks_and_innovation:
  - Risks were reviewed.
contact:
  role: Performance Officer
  address: performance@council.example
  other_formats: [Large print on request.]
"""


def read(tmp_path: Path, text: str) -> tuple[PaperWords | None, tuple[Issue, ...]]:
    path = tmp_path / "paper.yaml"
    path.write_text(text, encoding="utf-8")
    return read_paper(path, file="paper.yaml")


def test_a_whole_file_gives_its_words_with_their_places(tmp_path: Path) -> None:
    words, issues = read(tmp_path, WHOLE)
    assert issues == ()
    assert words is not None
    assert (words.title, words.date_of_meeting, words.item) == ("Integrated report", date(2017, 3, 14), "8")
    assert words.executive_summary == (
        Prose("First, on two lines.", "paper.yaml", 9, "executive_summary[1]"),
        Prose("Second.", "paper.yaml", 12, "executive_summary[2]"),
    )
    assert [prose.text for prose in words.sections["introduction"]] == ["Welcome.", "More of it."]
    assert words.sections["issues-and-risks"][0].field == "issues_risks_and_innovation[1]"
    assert words.sections["reserves"] == (Prose("Reserves fell.", "paper.yaml", 17, "sections.reserves[1]"),)
    assert words.cards["re-referrals"].action[0].field == "cards.re-referrals.action[1]"
    assert words.contact == Contact(
        "Performance Officer",
        "performance@council.example",
        (Prose("Large print on request.", "paper.yaml", 28, "contact.other_formats[1]"),),
    )
    assert dict(words.rows) == {"sections.reserves": 16, "sections.introduction": 18, "cards.re-referrals": 21}
    lines = WHOLE.splitlines()
    assert all(
        prose.row and prose.text.split()[0] in "".join(lines[prose.row - 1 : prose.row + 1]) for prose in words.proses()
    )
    assert len(list(words.proses())) == 10


def test_title_and_date_are_enough(tmp_path: Path) -> None:
    words, issues = read(tmp_path, "title: A report\ndate_of_meeting: 2017-03-14\n")
    assert (words, issues) == (PaperWords("A report", date(2017, 3, 14), file="paper.yaml"), ())


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        (("title: Integrated report\n", ""), ("FIELD-MISSING", 1, "title", "Add 'title: ...'.")),
        (("2017-03-14", "14 March"), ("WRONG-TYPE", 2, "date_of_meeting", "Write a date such as")),
        (("committee:", "comittee:"), ("KEY-UNKNOWN", 3, "comittee", "Did you mean 'committee'?")),
        (("[Note it.]", "Note it."), ("WRONG-TYPE", 13, "recommendations", "Write each entry on a line of its own")),
        (("  reserves:", "  Reserves:"), ("NOT-AN-ID", 16, "sections.Reserves.[key]", "")),
        (("Read the cases.", "''"), ("FIELD-EMPTY", 22, "cards.re-referrals.action[1]", "Write a value")),
        (("action: [", "actions: ["), ("KEY-UNKNOWN", 22, "cards.re-referrals.actions", "Did you mean 'action'?")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, change: tuple[str, str], issue: tuple[str, int, str, str]
) -> None:
    words, issues = read(tmp_path, WHOLE.replace(*change, 1))
    code, row, place, advice = issue
    assert words is None
    found = [each for each in issues if each.code == code]
    assert found
    assert found[0].file == "paper.yaml"
    assert (found[0].row, found[0].field) == (row, place)
    assert advice in found[0].advice or advice == ""


def test_a_file_that_is_not_there_is_an_issue(tmp_path: Path) -> None:
    words, (issue,) = read_paper(tmp_path / "paper.yaml", file="paper.yaml")
    assert words is None
    assert issue.code == "FILE-MISSING"


def test_every_key_of_the_file_is_in_the_example_above() -> None:
    assert {line.partition(":")[0] for line in WHOLE.splitlines() if line[0].isalpha()} == set(
        WrittenPaper.model_fields
    )
