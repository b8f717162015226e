"""The tables of docs/reference/rules are the cases: each row of each is run here."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import PAGES, POLICIES, Row, quoted_rules, rows_of
from rule_runs import ROWS, RUN

from crossfoot.judgements import rag

PRINTED = {name.replace("_", "-"): text for name, text in POLICIES.sentences.items()} | {
    "assurance": POLICIES.variation.assurance_sentence
}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_row_of_every_rule_page_comes_out(row: Row) -> None:
    outcome = RUN[row.page](row, POLICIES)
    wanted = {heading: row.take(heading) for heading in outcome if row.has(heading)}
    assert wanted == {heading: outcome[heading] for heading in wanted}
    assert wanted, "the row says nothing that should come out"
    assert row.unread == set(), "these columns mean nothing to the rule"


def test_every_page_is_run_and_no_page_is_empty() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(RUN)
    assert {row.page for row in ROWS} == set(RUN)


def test_every_rule_file_has_its_page() -> None:
    families = {path.stem for path in Path(rag.__file__).parent.glob("*.py")}
    parts = {
        "__init__": "",
        "affected": "exceptions",
        "budget_pressures": "exceptions",
        "education_policy": "education",
        "judge": "",
        "judgement": "",
        "links": "exceptions",
        "policies": "",
        "policy": "",
        "pressures": "exceptions",
        "process_limits": "variation",
        "reading": "",
        "risk_policy": "risks",
        "risk_pressures": "exceptions",
        "risk_review": "risks",
        "targets": "",
        "variance": "exceptions",
    }
    pages = {name.replace("_", "-") for name in families - set(parts)} | set(filter(None, parts.values()))
    assert pages == set(RUN)
    assert set(parts) <= families


@pytest.mark.parametrize("page", sorted(RUN))
def test_the_rule_on_the_page_is_the_rule_that_runs(page: str) -> None:
    assert quoted_rules(PAGES / f"{page}.md") == [PRINTED[page]]


def test_a_row_that_does_not_fit_its_headings_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "rag.md"
    page.write_text("| good | unit |\n|---|---|\n| high |\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"rag.md, line 3: 1 cells under 2 headings"):
        list(rows_of(page))
