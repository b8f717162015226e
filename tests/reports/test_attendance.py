"""Absence of looked-after pupils: years and terms with a break between them that nothing is worked out across."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from document_reading import charts, table, text_of
from participation_figures import made_up, with_figures, with_only

from crossfoot.figures.figure import Figure
from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.change_cells import change_cell, change_in_words, is_broken
from crossfoot.reports.document import Document, LineChart, Paragraph
from crossfoot.reports.edition import Edition
from crossfoot.reports.inclusion.inclusion_layout import InclusionLayout, read_inclusion_layout
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
TERMS = ("Autumn 2015", "Spring 2016", "Summer 2016", "Autumn 2016")
CODES = ("2015-16-autumn", "2015-16-spring", "2015-16-summer", "2016-17-autumn")


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


def test_absence_by_year_and_term_with_the_break_between(
    edition: Edition, document: Document, printed: dict[tuple[str, str, str, str], str]
) -> None:
    found = table(document, "inclusion-framework-attendance-table")
    plain = [column.plain for column in found.columns]
    assert plain == ["Pupils", "2013-14", "2014-15", "Break", *TERMS, "Change since Autumn 2015"]
    codes = ("2013-14-academic", "2014-15-academic", *CODES)
    rows = [(measure, phase) for measure in ("absence", "persistent-absence") for phase in ("primary", "secondary")]
    for row, (measure, phase) in zip(found.rows, rows, strict=True):
        cells = [text_of(cell.content) for cell in row.cells]
        assert cells[0] == f"{measure.replace('-', ' ').capitalize()}, {phase}"
        assert cells[3] == "Break"
        wanted = [printed.get((f"looked-after-{measure}", "norfolk", code, f"phase={phase}")) for code in codes]
        assert [*cells[1:3], *cells[4:8]] == ["[x]" if v is None else f"{Decimal(v):.1f}%" for v in wanted]
        step = Decimal(wanted[-1] or 0) - Decimal(wanted[2] or 0)
        word = "worse" if step > 0 else "better"
        assert cells[8] == (f"Got {word} by {abs(step)}" if step else "No change")


def test_no_change_is_worked_out_across_the_break(edition: Edition) -> None:
    """3.7% in 2014-15 and 9.9% a term later are not a rise of 6.2 points."""
    for name in ("looked-after-persistent-absence", "looked-after-absence"):
        indicator = edition.indicator(name)
        before, after = a_share(name, "3.7", "2014-15-summer"), a_share(name, "9.9", "2015-16-autumn")
        assert is_broken(before, after, indicator)
        assert text_of(change_cell(after, before, indicator, edition.policies.direction).content) == "Break"
        assert change_in_words(after, before, indicator, edition.policies.direction) == ()
        later = a_share(name, "10.0", "2015-16-spring")
        assert text_of(change_cell(later, after, indicator, edition.policies.direction).content) == "Got worse by 0.1"


def a_share(name: str, value: str, period: str) -> Figure:
    return made_up(name, value, period=period, form=Form.IN_TERM, breakdown=Breakdown.of(phase="primary"))


def test_the_chart_stops_at_the_break(document: Document) -> None:
    """A vertical mark with its word, and no line from one side to the other."""
    chart = next(c for c in charts(document) if c.id == "chart-inclusion-framework-looked-after-persistent-absence")
    assert isinstance(chart, LineChart)
    assert chart.breaks == ("Autumn 2015",)
    for line in chart.lines:
        labels = [point.label for point in line.points]
        assert labels == ["2013-14", "2014-15", "New rule", *TERMS]
        assert isinstance(line.points[2].quantity.value, Missing)
    assert chart.subtitle.endswith("Absent for 15% of sessions until 2014-15, 10% of sessions from Autumn 2015")
    assert "cannot be compared" in chart.alt


def test_the_dated_threshold_changes_when_the_definition_does(edition: Edition, layout: InclusionLayout) -> None:
    for measure in layout.attendance.measures:
        if not measure.thresholds:
            continue
        for name in (measure.looked_after, measure.everybody):
            indicator = edition.indicator(name)
            starts = [each for each in measure.thresholds if each.since in indicator.breaks]
            assert [each.sessions_missed for each in starts] == [10]
            change = next(c for c in indicator.change_log if c.breaks_series)
            assert "10% of sessions, instead of 15%" in change.change
        first, second = measure.thresholds
        assert first.until is not None
        assert (second.since - first.until).days == 1
        assert measure.threshold_on(first.until) == first
        assert measure.threshold_on(second.since) == second


def test_what_the_stars_said_is_said(document: Document) -> None:
    said = " ".join(text_of(block.content) for block in (b for b in document.blocks if isinstance(b, Paragraph)))
    assert "looked after for twelve months or more" in said
    assert "pupils of year 11 who come in for examinations only are recorded as absent" in said
    assert said.count("No change is worked out across it.") == 3  # two of absence, one of the basics


def test_years_stand_beside_all_pupils_and_the_nation(document: Document) -> None:
    found = table(document, "inclusion-framework-attendance-years-table")
    cells = [[text_of(cell.content) for cell in row.cells] for row in found.rows]
    assert [row.group for row in found.rows[::4]] == ["Absence", "Persistent absence, 15% of sessions or more"]
    assert cells[0] == ["Absence: primary, looked after", "3.8%", "3.9%", "3.8%", "4.0%", "Better by 0.2"]
    assert cells[1] == ["Absence: secondary, looked after", "[x]", "[x]", "[x]", "[x]", "[x]"]
    assert cells[4] == ["Persistent absence: primary, looked after", "3.6%", "4.7%", "3.7%", "4.9%", "Better by 1.2"]
    assert cells[7] == ["Persistent absence: secondary, all pupils", "6.1%", "5.3%", "5.8%", "5.4%", "Worse by 0.4"]


def test_a_year_is_not_shown_beside_its_own_terms(edition: Edition) -> None:
    """The release for 2015-16 comes: its year would follow the terms that it is made of."""
    released = made_up(
        "looked-after-absence",
        "4.4",
        period="2015-16-academic",
        form=Form.IN_YEAR,
        breakdown=Breakdown.of(phase="primary"),
    )
    built = REPORTS["inclusion-framework"](with_figures(edition, released))
    plain = [column.plain for column in table(built, "inclusion-framework-attendance-table").columns]
    assert plain[1:4] == ["2013-14", "2014-15", "Break"]


def test_without_terms_only_years_are_shown(edition: Edition) -> None:
    kept = [
        figure
        for figure in edition.snapshot.figures
        if not (figure.id.indicator.startswith("looked-after-") and figure.id.form is Form.IN_TERM)
    ]
    built = REPORTS["inclusion-framework"](with_only(edition, kept))
    plain = [column.plain for column in table(built, "inclusion-framework-attendance-table").columns]
    assert plain == ["Pupils", "2013-14", "2014-15", "Change since 2013-14"]
