"""The likely cause of a wrong figure: told where the figures prove it, and left blank where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

CHANGES = """Table 1: Caseloads by team
Team\tLast year\tThis year\tChange
North\t43\t50\t7
South\t61\t58\t-3
East\t39\t44\t5
West\t52\t46\t-6
Total\t195\t198\t3
"""
SHARES = """Table 1: Visits made in time
Team\tVisits due\tVisits in time\tIn time %
North\t243\t187\t77.0%
South\t361\t296\t82.0%
East\t139\t124\t89.2%
West\t252\t50\t19.8%
Total\t995\t657\t66.0%
"""
SIGN = "The sign is the wrong way round."
SWITCHED = "Two digits were switched."
CASES = {
    "a sign lost, one digit": (CHANGES, "-6", "6", SIGN),
    "a sign won, one digit": (CHANGES, "50\t7", "50\t-7", SIGN),
    "digits of a total": (CHANGES, "195\t198", "195\t189", SWITCHED),
    "digits of a rounded percentage": (SHARES, "19.8%", "18.9%", SWITCHED),
    "a point moved": (SHARES, "19.8%", "1.98%", "The decimal point is out of place: 10 times too small."),
    "a part left out": (
        CHANGES, "195\t198", "195\t152", "The difference is exactly West (46): it was left out.",
    ),
    "a part twice": (
        CHANGES, "195\t198", "195\t256", "The difference is exactly South (58): it was counted twice.",
    ),
    "over the total": (
        SHARES, "82.0%", "29.7%", "It comes out over Total, Visits due (995): that is the wrong denominator.",
    ),
    "over the row below": (
        SHARES, "77.0%", "51.8%", "It comes out over South, Visits due (361): that is the wrong denominator.",
    ),
    "the numerator of the row above": (
        SHARES, "82.0%", "51.8%", "It comes out with North, Visits in time (187) as the numerator: rows were switched.",
    ),
    "the result of the row above": (
        SHARES, "89.2%", "82.0%", "The same figure stands in the row above: it was copied from there.",
    ),
    "a figure from nowhere": (SHARES, "77.0%", "81.2%", ""),
    "a total from nowhere": (CHANGES, "195\t198", "195\t217", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_cause_is_told_where_the_figures_prove_it(name: str, tmp_path: Path) -> None:
    paper, right, wrong, cause = CASES[name]
    assert paper.count(right) == 1
    path = tmp_path / "paper.txt"
    path.write_text(paper.replace(right, wrong), encoding="utf-8")
    causes = {finding.cause for finding in audit_pack(path).findings if finding.published == wrong.split("\t")[-1]}
    assert cause in causes
    assert causes <= {cause, ""}


@pytest.mark.parametrize("paper", [CHANGES, SHARES])
def test_the_papers_agree_as_they_are(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(paper, encoding="utf-8")
    assert not audit_pack(path).findings
