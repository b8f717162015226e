"""What the data-quality report says in words: its front, its advice, its marking; and that every format takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import python_calamine
from document_reading import charts, grid, inlines, table, tables, text_of
from lxml import html as lxml_html
from quality_edition import MONTHS, built, catalogue, edition_of, faults, flawed_quality, found_by, looked_at

from crossfoot.operations.publish_report import REPORTS
from crossfoot.render import csv, docx, html, ods, pdf, xlsx
from crossfoot.reports.document import (
    Block,
    BulletList,
    Callout,
    DefinitionList,
    Document,
    Heading,
    KeyFigures,
    Quantity,
    Table,
)
from crossfoot.reports.quality.data_quality import build_data_quality
from crossfoot.reports.quality.quality_front import CHANGES, MARKING, WORST
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.record_quality import NO_TEAM, Checked, CheckedRule, FindingCount, RecordQuality
from crossfoot.vocabulary.units import Unit

TEAMS = pytest.mark.parametrize("team", [None, "t2", NO_TEAM], ids=["all", "one-team", "no-team"])
LATEST, BEFORE = MONTHS[-1], MONTHS[-2]


def under(document: Document, anchor: str) -> Iterator[Block]:
    """The blocks after a heading, to the end."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Heading) and block.anchor == anchor:
            yield from blocks


def definitions(document: Document) -> dict[str, dict[str, str]]:
    """Terms and what is said of them, by the heading above."""
    return {
        heading.text: {term: text_of(content) for term, content in block.items}
        for heading, block in pairwise(document.blocks)
        if isinstance(block, DefinitionList) and isinstance(heading, Heading)
    }


# -- front and advice --------------------------------------------------------------------------------------------------


@TEAMS
def test_the_front_names_the_rules_with_most_findings(team: str | None) -> None:
    worst = sorted(faults(), key=lambda rule: -found_by(rule.code, of=team))[:WORST]
    shown = grid(table(built(team), "worst-table"))
    assert [shown.text(title, "Rows found") for title in shown.rows] == [
        f"{found_by(rule.code, of=team):,}" for rule in worst
    ]
    for rule in faults():
        if rule.title in shown.rows:
            latest, before = (found_by(rule.code, month=month, of=team) for month in (LATEST, BEFORE))
            assert shown.text(rule.title, "Rows of Jan-17") == f"{latest:,}"
            assert shown.text(rule.title, "On Dec-16") == (f"{latest - before:+,}" if latest != before else "0")


def test_the_front_says_what_was_checked() -> None:
    (figures,) = (block for block in built().blocks if isinstance(block, KeyFigures))
    said = {item.label: (item.quantity.text, text_of(item.comment, sentence=True)) for item in figures.items}
    quality = flawed_quality()
    ran = [rule for rule in quality.rules if rule.tables]
    wrong = [rule for rule in faults() if found_by(rule.code)]
    checks = sum(found_by(rule.code, part=looked_at) for rule in faults())
    latest, before = (sum(found_by(rule.code, month=month) for rule in faults()) for month in (LATEST, BEFORE))
    assert said == {
        "Rows in the records": (f"{sum(quality.tables.values()):,}", f"in {len(quality.tables)} tables"),
        "Findings": (f"{sum(found_by(rule.code) for rule in faults()):,}", f"in {checks:,} checks"),
        "Rules with findings": (str(len(wrong)), f"of {len(ran)}"),
        "In rows of January 2017": (f"{latest:,}", f"{latest - before:+,} on December 2016"),
    }


def test_changes_are_the_largest_each_way() -> None:
    listed = next(under(built(), "changes"))
    assert isinstance(listed, BulletList)
    lines = [text_of(item, sentence=True) for item in listed.items]
    latest = {rule.title: found_by(rule.code, month=LATEST) for rule in faults()}
    change = {rule.title: latest[rule.title] - found_by(rule.code, month=BEFORE) for rule in faults()}
    up = sorted((size for size in change.values() if size > 0), reverse=True)[:CHANGES]
    down = sorted(size for size in change.values() if size < 0)[:CHANGES]
    assert up
    assert down
    assert len(lines) == len(up) + len(down)
    for line, size in zip(lines, [*up, *down], strict=True):
        way, _, rest = line.partition(": ")
        title = rest.rpartition(", ")[0]
        assert way == ("Up" if size > 0 else "Down")
        assert change[title] == size
        assert f", {size:+,} to {latest[title]:,}" in line


@TEAMS
def test_every_rule_is_told_once_under_what_to_do(team: str | None) -> None:
    told = []
    for block in under(built(team), "what-to-do"):
        if isinstance(block, Heading):
            told.append(block.text)
        elif isinstance(block, BulletList):
            told += [text_of(item) for item in block.items]
    assert sorted(set(told) & {rule.title for rule in flawed_quality().rules}) == sorted(
        title for title in told if not title.startswith("Rules that")
    )
    assert len(told) - 2 == len(flawed_quality().rules)


def test_advice_names_the_indicators_topic_by_topic() -> None:
    said = definitions(built())
    names = {indicator.id: indicator.name for indicator in catalogue().indicators.values()}
    moved = said["A child was seen alone but not seen"]["Can move"]
    assert moved == f"Child protection: {names['child-protection-seen-in-timescale']}."
    future = said["A date is in the future"]["Can move"]
    assert names["contacts"] in future
    assert names["referrals"] in future
    assert future.count("Contacts and referrals: ") == 1


def test_without_indicators_the_topics_are_told() -> None:
    document = build_data_quality(edition_of(flawed_quality(with_reads=False)))
    assert "Indicators moved" not in [column.heading for column in table(document, "rules-table").columns]
    said = definitions(document)
    assert said["A child was seen alone but not seen"]["Can move"] == "Child protection, Children in need."


def test_all_indicators_of_a_topic_are_not_listed_one_by_one() -> None:
    quality = flawed_quality()
    every = tuple(catalogue().indicators)
    rules = tuple(replace(rule, indicators=every) for rule in quality.rules)
    said = definitions(build_data_quality(edition_of(replace(quality, rules=rules))))
    moved = said["A date is in the future"]["Can move"]
    assert moved.count("all indicators.") >= 10
    assert len(moved) < 800


# -- for staff only, and in every format -------------------------------------------------------------------------------


@TEAMS
def test_it_is_marked_as_internal(team: str | None) -> None:
    document = built(team)
    assert document.status == MARKING == "Official: internal"
    warnings = [block.title for block in document.blocks if isinstance(block, Callout)]
    assert warnings == ["Official: internal. Not to be published"]


def test_it_is_not_among_the_reports_that_are_published() -> None:
    assert "data-quality" not in REPORTS


def test_the_page_and_the_workbook_hold_every_number(tmp_path: Path) -> None:
    document = built()
    page = lxml_html.fromstring(html.render(document, tmp_path).read_text(encoding="utf-8"))
    assert MARKING in page.xpath("string(//header)")
    assert len(page.xpath("//figure//*[local-name()='svg']")) + len(page.xpath("//*[@role='img']")) >= WORST
    book = python_calamine.CalamineWorkbook.from_path(xlsx.render(document, tmp_path))
    cells = {
        name: [row for row in book.get_sheet_by_name(name).to_python() if any(cell != "" for cell in row)]
        for name in book.sheet_names
    }
    assert any(MARKING in str(row) for row in cells["Cover"])
    compared = 0
    for found in tables(document):
        (rows,) = (rows for rows in cells.values() if any(_is_header(row, found) for row in rows))
        start = next(number for number, row in enumerate(rows) if _is_header(row, found))
        body = rows[start + 1 : start + 1 + len(found.rows)]
        for row, line in zip(found.rows, body, strict=True):
            for cell, value in zip(row.cells, line, strict=False):
                numbers = [inline for inline in cell.content if isinstance(inline, Quantity)]
                if numbers and not isinstance(numbers[0].value, Missing):
                    scale = 100 if numbers[0].unit is Unit.PERCENTAGE else 1
                    printed = round(float(numbers[0].value), numbers[0].decimals)
                    assert float(str(value)) * scale == pytest.approx(printed, abs=0.051 if scale > 1 else 0), found.id
                    compared += 1
    assert compared > 400


def _is_header(row: Sequence[object], found: Table) -> bool:
    plain = [column.plain for column in found.columns]
    return [str(cell) for cell in row[: len(plain)]] == plain


@pytest.mark.parametrize("render", [html.render, xlsx.render, ods.render, csv.render, docx.render, pdf.render])
def test_each_format_takes_it(tmp_path: Path, render: Callable[[Document, Path], Path]) -> None:
    assert render(built("t2"), tmp_path).exists()


# -- records without faults, without teams, without months -------------------------------------------------------------


def small_quality(*counts: FindingCount) -> RecordQuality:
    rules = (
        CheckedRule("RECORDS-FUTURE-DATE", "A date is in the future", "Dates.", "Mend it.", False, ("contacts",), ()),
        CheckedRule("RECORDS-SAME-DAY", "It opened and closed", "Spells.", "Nothing.", True, ("contacts",), ()),
    )
    return RecordQuality(
        LATEST.end, MONTHS, {"contacts": 10}, {"a/b=c": "Wren", "2": "Wren", "3": "Robin"}, rules, counts
    )


def test_records_without_faults_say_so() -> None:
    count = FindingCount("RECORDS-FUTURE-DATE", "3", LATEST, Checked(10, 0))
    document = build_data_quality(edition_of(small_quality(count)))
    text = " ".join(text_of((inline,)) for _, inline in inlines(document))
    assert "None of them found anything wrong." in text
    assert "No rule found anything wrong." in text
    assert "No rule found anything in rows of these months." in text
    assert charts(document) == []
    assert grid(table(document, "teams-table")).text("Robin", "All findings") == "0"


def test_a_note_is_in_no_total() -> None:
    note = FindingCount("RECORDS-SAME-DAY", "3", LATEST, Checked(10, 4))
    fault = FindingCount("RECORDS-FUTURE-DATE", "3", LATEST, Checked(10, 1))
    rules = grid(table(build_data_quality(edition_of(small_quality(note, fault))), "rules-table"))
    assert rules.text("It opened and closed", "Rows found") == "4"
    assert rules.text("All rules, without notes", "Rows found") == "1"
    assert rules.text("All rules, without notes", "Rows looked at") == "10"


def test_teams_of_one_name_or_with_odd_ids_are_told_apart() -> None:
    counts = [
        FindingCount("RECORDS-FUTURE-DATE", name, LATEST, Checked(10, 1)) for name in ("a/b=c", "2", "3", NO_TEAM)
    ]
    document = build_data_quality(edition_of(small_quality(*counts)))
    names = [text_of(row.cells[0].content) for row in table(document, "teams-table").rows]
    assert names == ["Robin", "Wren (2)", "Wren (a/b=c)", "No team", "Norfolk"]


def test_a_report_needs_a_month_to_compare_with() -> None:
    with pytest.raises(ValueError, match="two months or more"):
        edition_of(replace(small_quality(), months=MONTHS[-1:]))
