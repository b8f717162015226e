"""The county report of the example against the printed one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from document_reading import Grid, grid, headings, table, tables, text_of
from printed_tables import COUNTY_TABLES, PROTECTION_PLANS_BY_ETHNICITY

from crossfoot.judgements.judgement import Rag
from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import Document, Paragraph, Quantity, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_county_layout

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COLUMNS = (
    *(f"{month}-16" for month in MONTHS),
    "Jan-17",
    "Year to date",
    "Previous year to date",
    "Rolling 12 months",
)
SECTIONS = (
    "Contacts and referrals",
    "Social work assessments",
    "Section 17 children in need",
    "Safeguarding",
    "Looked-after children",
    "Care leavers",
)


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    document: Document = REPORTS["county-report"](edition)
    return document


def by_title(report: Document, title: str) -> Table:
    (found,) = (candidate for candidate in tables(report) if candidate.caption.startswith(f"{title}, Norfolk"))
    return found


def bare(text: str) -> str:
    """A cell without % and thousands commas; 97.0 and 97 are one number."""
    plain = text.replace(",", "").replace("%", "")
    return plain.removesuffix(".0")


def test_the_sections_come_in_the_printed_order(report: Document) -> None:
    titles = [heading.text for heading in headings(report) if heading.level == 1]
    assert titles[: len(SECTIONS) + 1] == ["January 2017 at a glance", *SECTIONS]


def test_the_headlines_count_and_list_the_indicators_of_the_report(report: Document, edition: Edition) -> None:
    lead = next(block for block in report.blocks if isinstance(block, Paragraph) and block.lead)
    judged = [edition.judgements[name] for name in read_county_layout(edition.catalogue).indicators]
    red = [each for each in judged if each.rag.word is Rag.RED]
    amber = [each for each in judged if each.rag.word is Rag.AMBER]
    green = [each for each in judged if each.rag.word is Rag.GREEN]
    counted = [len(judged), len(red) + len(amber) + len(green), len(red), len(amber), len(green)]
    assert [int(part.text) for part in lead.content if isinstance(part, Quantity)][:5] == counted
    listed = table(report, "off-track-table")
    assert [column.heading for column in listed.columns][:2] == ["Indicator", "Jan-17"]
    names = [edition.indicator(each.figure.indicator).name for each in (*red, *amber)]
    assert [text_of(row.cells[0].content) for row in listed.rows] == names != []


@pytest.mark.parametrize("title", COUNTY_TABLES)
def test_printed_rows_are_in_their_table(report: Document, edition: Edition, title: str) -> None:
    found = grid(by_title(report, title))
    different = {}
    for line in COUNTY_TABLES[title].strip().splitlines():
        name, *cells = line.split()
        label = row_label(edition, name)
        for column, printed in zip(COLUMNS, cells, strict=False):
            if printed == ".":
                continue
            if bare(found.text(label, column)) != bare(printed):
                different[name, column] = (printed, found.text(label, column))
    assert different == {}


def row_label(edition: Edition, name: str) -> str:
    indicator = edition.indicator(name.removesuffix("#"))
    if name.endswith("#"):
        return f"{indicator.name}, number"
    return f"{indicator.name}, %" if indicator.unit.value == "percentage" else indicator.name


def test_a_number_stands_right_above_its_percentage(report: Document) -> None:
    pairs = 0
    for found in tables(report):
        labels = [text_of(row.cells[0].content) for row in found.rows]
        for above, below in pairwise(labels):
            if above.endswith(", number"):
                assert below == above.replace(", number", ", %")
                pairs += 1
    assert pairs > 30


def test_blanks_before_a_series_starts_are_not_noughts(report: Document, edition: Edition) -> None:
    found = grid(by_title(report, "Children subject to protection plans, allocated, seen and seen alone"))
    label = row_label(edition, "child-protection-seen-in-timescale#")
    assert [found.text(label, f"{month}-16") for month in MONTHS[:5]] == ["[x]", "[x]", "[x]", "[x]", "356"]


def test_protection_plans_by_ethnicity_and_sex(report: Document) -> None:
    found = grid(table(report, "cross-child-protection-plans-ethnicity-sex"))
    rows = {_slug(name): cells for name, cells in found.rows.items()}
    lines = PROTECTION_PLANS_BY_ETHNICITY.strip().splitlines()
    assert len(rows) == len(lines) == 22
    for line in lines:
        name, *cells = line.split()
        shown = {column: text_of(cell.content) for column, cell in rows[name].items()}
        assert [shown[column] for column in ("Female", "Male", "Unborn", "Unknown", "Total")] == cells, name


def _slug(label: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in label.lower())
    return "-".join(words.split())


@pytest.mark.parametrize(
    ("name", "row", "column", "text"),
    [
        ("cross-contacts-source", "Police", "Contacts", "1,402"),
        ("cross-contacts-source", "Total", "Contacts", "3,163"),
        ("parts-assessments-authorised-outcome", "Continue with care or pathway plan", "Jan-16", "17"),
        ("parts-assessments-authorised-outcome", "Continue with care or pathway plan", "Oct-16", "54"),
        ("parts-assessments-authorised-outcome", "Continue with care or pathway plan", "Year to date", "365"),
        ("cross-section-17-children-in-need-ethnicity-sex", "White British", "Female", "642"),
        ("cross-section-17-children-in-need-ethnicity-sex", "White British", "Total", "1,373"),
        ("cross-section-17-children-in-need-ethnicity-sex", "Total", "Male", "895"),
        ("cross-section-17-children-in-need-ethnicity-sex", "Total", "Total", "1,697"),
        ("cross-looked-after-children-legal-status-age", "Total", "0", "62"),
        ("cross-looked-after-children-legal-status-age", "Total", "17", "118"),
    ],
)
def test_printed_numbers_of_the_breakdowns(report: Document, name: str, row: str, column: str, text: str) -> None:
    assert grid(table(report, name)).text(row, column) == text


def test_a_printed_rate_that_its_count_contradicts_is_worked_out_again(report: Document, edition: Edition) -> None:
    found = grid(by_title(report, "Numbers, rates per 10,000 and re-referrals"))
    label = edition.indicator("contact-rate").name
    # 3,163 x 12 of 167,942 under 18, where 1705.6 was printed; the year to date was printed right.
    assert (found.text(label, "Jan-17"), found.text(label, "Year to date")) == ("2,260.1", "2,015.6")


def test_where_printed_figures_disagree_the_report_says_so(report: Document) -> None:
    found = table(report, "disagreements-table")
    told = [" ".join(text_of(cell.content) for cell in row.cells) for row in found.rows]
    for wanted in ("Jan-16 1739.2 (line 1502), worked out 2,250.1", "1,110 against a total of 1,113, 3 short"):
        assert [line for line in told if wanted in line], wanted


def test_a_supplied_table_is_named_by_its_title(edition: Edition) -> None:
    document = REPORTS["unaccompanied-children"](edition)
    told = " ".join(text_of(cell.content) for row in table(document, "disagreements-table").rows for cell in row.cells)
    assert 'Table "Unaccompanied children accommodated: starts, ceases and totals" has values' in told
    named = " ".join(issue.message for issue in edition.snapshot.issues)
    assert [name for name in edition.table_titles if "-" in name and name in told] == []
    assert "unaccompanied-flow" in named


@pytest.mark.parametrize("name", ["county-report", "monthly-report"])
def test_categories_are_named_as_a_reader_would_write_them(edition: Edition, name: str) -> None:
    document = REPORTS[name](edition)
    broken_down = [t for t in tables(document) if t.id.startswith(("cross-", "parts-", "contacts-by-source"))]
    labels = [text_of(row.cells[0].content) for found in broken_down for row in found.rows]
    labels += [column.heading for found in broken_down for column in found.columns]
    wrong = [label for label in labels if any(word in label.split() for word in NOT_WORDS) or label in NOT_LABELS]
    assert wrong == []


NOT_WORDS = ("african", "caribbean", "asian", "black", "irish", "british", "la", "indep", "resp")
"""Words that begin with a capital in a name, or that nobody writes."""
NOT_LABELS = ("1 4", "5 9", "10 15", "1 6", "7 12", "13 18", "37 48")
"""Ranges without `to`."""


def test_totals_of_a_cross_table_come_from_the_figures(report: Document) -> None:
    """Ages add up to 1,110 children, all looked-after children are 1,113: neither is made to fit the other."""
    found: Grid = grid(table(report, "cross-looked-after-children-legal-status-age"))
    by_age = [int(found.text("Total", str(age))) for age in range(18)]
    assert sum(by_age) == 1110
    assert found.text("Total", "Total") == "1,113"
