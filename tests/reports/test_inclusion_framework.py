"""The inclusion framework, read as its reader does and worked out a second time from the printed cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from document_reading import charts, grid, headings, quantities, table, tables, text_of
from participation_figures import with_only

from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import (
    BulletList,
    Callout,
    CalloutKind,
    Document,
    Heading,
    KeyFigures,
    LineChart,
    Paragraph,
    Table,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.inclusion.inclusion_framework import inclusion_framework_sections
from crossfoot.reports.inclusion.inclusion_layout import FILE, InclusionLayout, read_inclusion_layout
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
TERMS = ("Autumn 2014", "Spring 2015", "Summer 2015", "Autumn 2015", "Spring 2016", "Summer 2016", "Autumn 2016")
CODES = tuple(f"{year}-{term}" for year in ("2014-15", "2015-16") for term in ("autumn", "spring", "summer"))
CODES += ("2016-17-autumn",)
BANDS = ("0-4", "5-11", "12-16")


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return REPORTS["inclusion-framework"](edition)


@pytest.fixture(scope="module")
def layout(edition: Edition) -> InclusionLayout:
    return read_inclusion_layout(edition.catalogue)


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str, str, str], str]:
    """What the input file says, read without the product: indicator, area, period, breakdown."""
    with (EXAMPLE / "figures" / "inclusion.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["area"], row["period"], row["breakdown"]): row["value"]
            for row in csv.DictReader(file)
            if row["value"]
        }


def without(edition: Edition, *starts: str) -> Edition:
    """The edition without the figures of indicators that begin so."""
    return with_only(edition, [f for f in edition.snapshot.figures if not f.id.indicator.startswith(starts)])


def warnings(blocks: Iterable[object]) -> list[str]:
    """What each warning says, one text for each paragraph or item."""
    return [
        text_of(content, sentence=True)
        for block in blocks
        if isinstance(block, Callout) and block.kind is CalloutKind.WARNING
        for part in block.content
        for content in (part.items if isinstance(part, BulletList) else (part.content,))
    ]


# -- exclusions --------------------------------------------------------------------------------------------------------


def test_the_message_comes_first(document: Document) -> None:
    heading, lead, big = document.blocks[:3]
    assert isinstance(heading, Heading)
    assert isinstance(lead, Paragraph)
    assert lead.lead
    assert text_of(lead.content, sentence=True) == (
        "115 pupils were permanently excluded in autumn term 2016, 114 in the same term a year before."
    )
    assert isinstance(big, KeyFigures)
    assert [(i.quantity.text, i.status.label if i.status else "", text_of(i.comment)) for i in big.items] == [
        ("115", "Got worse", "114 in autumn term 2015"),
        ("7.6%", "Got better", "9.9% in autumn term 2015"),
        ("18.0%", "Got worse", "17.0% in autumn term 2015"),
        ("166", "Got better", "193 in autumn term 2015"),
    ]


def test_exclusions_by_term_are_those_printed_and_their_sum(
    document: Document, printed: dict[tuple[str, str, str, str], str]
) -> None:
    found = grid(table(document, "inclusion-framework-exclusions-table"))
    for label, code in zip(TERMS, CODES, strict=True):
        values = [int(printed["permanent-exclusions", "norfolk", code, f"age={band}"]) for band in BANDS]
        assert [found.text(row, label) for row in ("0 to 4", "5 to 11", "12 to 16")] == [str(v) for v in values]
        assert found.text("All ages, added up", label) == str(sum(values))
        youngest = int(printed["permanent-exclusions-reception-and-key-stage-1", "norfolk", code, ""])
        assert found.text("of whom: reception and key stage 1", label) == str(youngest)
        assert youngest <= values[1]


def test_exclusions_are_compared_with_the_same_term_a_year_before(document: Document) -> None:
    found = grid(table(document, "inclusion-framework-exclusions-table"))
    heading = "Change since Autumn 2015"
    assert {row: found.text(row, heading) for row in found.rows} == {
        "0 to 4": "No change",
        "5 to 11": "No change",  # 29 and 29
        "of whom: reception and key stage 1": "Got worse by 4",  # 11 and 7
        "12 to 16": "Got worse by 1",  # 86 and 85
        "All ages, added up": "Got worse by 1",  # 115 and 114
        "Pupils with a statement or plan": "Got better by 8",  # 3 and 11
        "Pupils eligible for free school meals": "Got worse by 1",  # 45 and 44
        "Looked-after pupils": "Got worse by 7",  # 11 and 4
        "Pupils the council looks after": "[x]",  # seven, and nothing for the year before
    }


def test_groups_are_not_added_up(document: Document) -> None:
    """They overlap: a sentence says so, and no total stands below them."""
    found = table(document, "inclusion-framework-exclusions-table")
    groups = [row for row in found.rows if row.group == "Groups, which overlap"]
    assert len(groups) == 4
    assert not any(row.total for row in groups)
    assert any("parts of the total and do not add up to it" in text_of(b.content) for b in paragraphs(document))


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def test_academic_years_to_date_and_whole(document: Document) -> None:
    """1 + 16 + 46, and so on over three terms; the year that runs has no whole yet."""
    found = grid(table(document, "inclusion-framework-exclusions-years-table"))
    to_date, whole = "Year to date: autumn", "Whole year"
    assert {year: (found.text(year, to_date), found.text(year, whole)) for year in found.rows} == {
        "2014-15": ("63", "198"),
        "2015-16": ("114", "290"),
        "2016-17": ("115", "[n]"),
    }


def test_a_total_that_was_supplied_and_does_not_fit_is_told(edition: Edition, document: Document) -> None:
    told = [text for text in warnings(document.blocks) if "autumn term" in text]
    bands = "Tables and chart here use the bands. Ask the data owner which is right."
    assert told == [f"For autumn term 2015 the total supplied is 118; the age bands add up to 114. {bands}"]
    corrected = [
        replace(figure, numerator=Fraction(114), supplied=Fraction(114))
        if figure.id == FigureId("permanent-exclusions", "norfolk", Form.IN_TERM, Period.parse("2015-16-autumn"))
        else figure
        for figure in edition.snapshot.figures
    ]
    again = REPORTS["inclusion-framework"](with_only(edition, corrected))
    assert [text for text in warnings(again.blocks) if "autumn term" in text] == []


def test_a_missing_band_leaves_no_total(edition: Edition) -> None:
    """Held back in spring 2016, not supplied at all in autumn 2016: neither term has a total made of the rest."""
    held_back, gone = (
        FigureId("permanent-exclusions", "norfolk", Form.IN_TERM, Period.parse(term), Breakdown.of(age=band))
        for term, band in (("2015-16-spring", "5-11"), ("2016-17-autumn", "12-16"))
    )
    changed = [
        replace(figure, missing=Missing.SUPPRESSED, numerator=None) if figure.id == held_back else figure
        for figure in edition.snapshot.figures
        if figure.id != gone
    ]
    built = REPORTS["inclusion-framework"](with_only(edition, changed))
    found = grid(table(built, "inclusion-framework-exclusions-table"))
    assert [found.text("5 to 11", term) for term in ("Spring 2016", "Autumn 2016")] == ["[c]", "29"]
    assert found.text("12 to 16", "Autumn 2016") == "[u]"
    assert [found.text("All ages, added up", term) for term in TERMS[3:]] == ["114", "[x]", "86", "[x]"]
    assert found.text("All ages, added up", "Change since Autumn 2015") == "[x]"
    years = grid(table(built, "inclusion-framework-exclusions-years-table"))
    assert years.text("2015-16", "Whole year") == "[x]"
    assert not any("pupils were permanently excluded" in text_of(block.content) for block in paragraphs(built))


def test_the_chart_draws_what_the_table_says(document: Document) -> None:
    chart = next(c for c in charts(document) if c.id == "chart-inclusion-framework-exclusions")
    assert isinstance(chart, LineChart)
    found = grid(table(document, "inclusion-framework-exclusions-table"))
    rows = {"All ages": "All ages, added up", "12 to 16": "12 to 16", "5 to 11": "5 to 11", "0 to 4": "0 to 4"}
    assert [line.name for line in chart.lines] == list(rows)
    for line in chart.lines:
        assert [point.label for point in line.points] == list(TERMS)
        assert [p.quantity.text for p in line.points] == [found.text(rows[line.name], label) for label in TERMS]
    whole, *bands = [[point.quantity.value for point in line.points] for line in chart.lines]
    assert whole == [sum(values) for values in zip(*bands, strict=True)]
    # A band in which hardly anybody is excluded is drawn thin.
    assert [line.emphasis for line in chart.lines] == [True, True, True, False]


def test_shares_of_pupils_with_the_nations(document: Document) -> None:
    found = grid(table(document, "inclusion-framework-exclusion-shares-table"))
    against = "Against England, 2014-15, points"
    assert found.text("0 to 4", "2013-14 Norfolk") == "[c]"
    assert found.text("0 to 4", "2014-15 Norfolk") == "[x]"
    assert found.text("0 to 4", against) == "[x]"
    assert found.text("5 to 11", "2014-15 Norfolk") == "0.06%"
    assert found.text("5 to 11", against) == "Worse by 0.04"
    assert found.text("12 to 16", against) == "Worse by 0.09"


# -- children missing education, and results ---------------------------------------------------------------------------


def test_children_missing_education(document: Document) -> None:
    (row,) = table(document, "inclusion-framework-missing-education-table").rows
    assert [text_of(cell.content) for cell in row.cells[1:]] == [
        *("192", "181", "195", "193", "159", "134", "166"),
        "Got better by 27",
    ]


# Norfolk and England in 2015, Norfolk in 2016, change, forecast. The basics have a break between the two years.
RESULTS = {
    "key-stage-4-progress-8": """
        Free school meals;      -0.30; -0.38; Got worse by 0.08
        Not free school meals;  0.15;  0.14;  Got worse by 0.01
        Looked after;           [x];   -0.45; [x]
    """,
    "key-stage-4-attainment-8": """
        Free school meals;      39.4;  39.0;  36.8; Got worse by 2.6
        Not free school meals;  50.9;  51.5;  51.8; Got better by 0.9
        Looked after;           [x];   [u];   30.9; [x]
    """,
    "key-stage-4-english-and-mathematics": """
        Free school meals;      38%;   39%;   36%;  Break; [x]
        Not free school meals;  63%;   65%;   38%;  Break; [x]
        Looked after;           22%;   16%;   14%;  Break; 12%
    """,
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_of_vulnerable_groups(document: Document, name: str) -> None:
    found = table(document, f"inclusion-framework-{name}-table")
    lines = [[part.strip() for part in line.split(";")] for line in RESULTS[name].strip().splitlines()]
    assert [[text_of(cell.content) for cell in row.cells] for row in found.rows if not row.total] == lines
    # The nation has no column in a year without its figures, nor a measure without forecasts one for them.
    plain = [column.plain for column in found.columns]
    assert ("Summer 2015 England" in plain) is (name != "key-stage-4-progress-8")
    assert ("Forecast for 2017" in plain) is (name == "key-stage-4-english-and-mathematics")
    assert "Summer 2016 England" not in plain


def test_all_pupils_stand_below_the_groups(edition: Edition, document: Document) -> None:
    for name in RESULTS:
        row = table(document, f"inclusion-framework-{name}-table").rows[-1]
        latest = edition.figure(name, Period.parse("2015-16-academic"))
        assert row.total
        assert latest is not None
        assert latest.text in [text_of(cell.content) for cell in row.cells]


def test_results_that_cannot_all_be_right_are_told(document: Document) -> None:
    """All pupils at 61% between 36% and 38%: the only one of six where the whole is outside its halves."""
    told = [text for text in warnings(document.blocks) if "academic year" in text]
    assert len(told) == 1
    assert "61% is above every part of it: 36% (Free school meals) to 38% (Not free school meals)." in told[0]


# -- what is not there -------------------------------------------------------------------------------------------------

PARTS = {
    "permanent-exclusion": ("exclusions", "permanent exclusions"),
    "looked-after-": ("attendance", "attendance of looked-after pupils"),
    "children-missing-education": ("missing-education", "children missing education"),
    "key-stage-4": ("key-stage-4", "results of vulnerable groups"),
}


@pytest.mark.parametrize("start", PARTS)
def test_without_a_part_the_others_stand(edition: Edition, start: str) -> None:
    anchor, name = PARTS[start]
    built = REPORTS["inclusion-framework"](without(edition, start))
    anchors = {heading.anchor for heading in headings(built)}
    wanted = {f"inclusion-framework-{part}" for part, _ in PARTS.values()}
    assert anchors & wanted == wanted - {f"inclusion-framework-{anchor}"}
    assert any(text_of(block.content) == f"Not supplied: {name}." for block in paragraphs(built))


def test_without_figures_there_is_a_sentence_and_no_section(edition: Edition) -> None:
    empty = without(edition, *PARTS)
    assert [*inclusion_framework_sections(empty)] == []
    built = REPORTS["inclusion-framework"](empty)
    (said,) = (text_of(b.content) for b in paragraphs(built) if text_of(b.content).startswith("Not supplied"))
    assert all(name in said for _, name in PARTS.values())
    assert [found.id for found in tables(built) if found.id != "disagreements-table"] == []


def test_terms_that_are_to_come_are_not_shown(document: Document) -> None:
    """Spring 2017 has begun in January and has no figures: it is not a column, and never a nought."""
    texts = [column.plain for found in tables(document) for column in found.columns]
    assert [text for text in texts if "Spring 2017" in text or "Summer 2017" in text] == []


# -- for the paper that holds it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2])
def test_sections_keep_to_their_level(edition: Edition, level: int) -> None:
    blocks = [*inclusion_framework_sections(edition, level=level)]
    found = [block for block in blocks if isinstance(block, Heading)]
    assert [heading.level for heading in found] == [level, *[level + 1] * 4]
    assert all(heading.anchor.startswith("inclusion-framework") for heading in found)
    ids = [block.id for block in blocks if isinstance(block, Table | LineChart)]
    assert len(set(ids)) == len(ids)
    assert all("inclusion-framework" in name for name in ids)


def test_every_number_knows_its_figures(edition: Edition, document: Document) -> None:
    known = {str(figure.id) for figure in edition.snapshot.figures}
    for where, quantity in quantities(document):
        if not isinstance(quantity.value, Missing):
            assert quantity.figures, where
            assert set(quantity.figures) <= known, where


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("count: permanent-exclusions", "count: temporary-exclusions", "REPORT-INDICATOR-UNKNOWN"),
        ("missing_education: children-missing-education", "missing_education: nobody", "REPORT-INDICATOR-UNKNOWN"),
        ("terms: 7", "terms: 2", None),
        ("sessions_missed: 15", "sessions: 15", None),
    ],
)
def test_a_wrong_layout_is_refused(edition: Edition, tmp_path: Path, before: str, after: str, code: str | None) -> None:
    text = (edition.catalogue.folder / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_inclusion_layout(replace(edition.catalogue, folder=tmp_path))
    assert {issue.file for issue in refused.value.issues} == {FILE}
    assert code is None or {issue.code for issue in refused.value.issues} == {code}
