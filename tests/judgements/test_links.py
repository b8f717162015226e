from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.judgements.links import Links, find_link_issues
from crossfoot.vocabulary.issues import InputRefused

FILE = """\
area: norfolk
links:
  - indicator: looked-after-rate
    budget_lines: [agency-fostering]
    risks: [overspend]
    because: Each child needs a placement.
  - indicator: re-referrals
    because: Nothing yet.
"""


def written(folder: Path, text: str) -> Path:
    links = folder / "links"
    links.mkdir()
    (links / "norfolk.yaml").write_text(text, encoding="utf-8")
    return links


def test_a_link_is_found_by_indicator_and_area(tmp_path: Path) -> None:
    links = Links.load(written(tmp_path, FILE))
    link = links.of("looked-after-rate", "norfolk")
    assert link is not None
    assert (link.budget_lines, link.risks) == (("agency-fostering",), ("overspend",))
    assert links.of("looked-after-rate", "suffolk") is None
    assert links.of("referrals", "norfolk") is None


def test_no_folder_is_no_links(tmp_path: Path) -> None:
    assert Links.load(tmp_path / "links") == Links()


def test_mistakes_are_told_with_their_lines(tmp_path: Path) -> None:
    folder = written(tmp_path, FILE.replace("risks:", "riks:").replace("    because: Nothing yet.\n", ""))
    with pytest.raises(InputRefused) as caught:
        Links.load(folder)
    assert {(issue.code, issue.file, issue.row, issue.field) for issue in caught.value.issues} == {
        ("KEY-UNKNOWN", "links/norfolk.yaml", 5, "links[1].riks"),
        ("FIELD-MISSING", "links/norfolk.yaml", 7, "links[2].because"),
    }


def test_an_indicator_with_two_entries_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, FILE.replace("re-referrals", "looked-after-rate"))
    with pytest.raises(InputRefused) as caught:
        Links.load(folder)
    assert [(issue.code, issue.field) for issue in caught.value.issues] == [("LINK-REPEATED", "links[2].indicator")]


def test_links_that_lead_nowhere_are_warnings(tmp_path: Path) -> None:
    links = Links.load(written(tmp_path, FILE))
    issues = find_link_issues(links, indicators={"looked-after-rate"}, budget_lines=set(), risks={"overspend"})
    assert [(issue.severity, issue.message) for issue in issues] == [
        ("warning", "'looked-after-rate' is linked to the budget line 'agency-fostering', which is not there."),
        ("warning", "'re-referrals' is linked to the indicator 're-referrals', which is not there."),
    ]
