"""Trend blocks of the topic pages against those printed, and what a chart says of its series."""

from __future__ import annotations

import pytest
from document_reading import charts, grid, table, tables, text_of

from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import Document, LineChart, Quantity
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.missing import Missing

DIFFERENCE = "Difference, Jan-16 to Jan-17"

# Trend words of the topic pages, typed from the pack (lines 2311 to 2725).
TRENDS = """
5.5 increasing
7.12 increasing
8.2 increasing
6.2a increasing
6.2b increasing
6.3 increasing
6.4n increasing
6.4 reducing
6.9 increasing
6.10 increasing
6.11 reducing
6.12 incomplete
6.14 incomplete
7.2 increasing
7.1 increasing
7.3 increasing
7.4 reducing
9.1 increasing
9.2n increasing
9.2 increasing
7.6 incomplete
7.13 increasing
10.1 incomplete
10.2 incomplete
10.3 incomplete
"""
OTHER_TRENDS = {
    # The redesign leaves months blank that the county report prints (lines 1624 and 1688).
    "6.12": "reducing",
    "6.14": "increasing",
}

# January 2017 less January 2016, typed from the pack's rows *Difference*.
DIFFERENCES = {
    "6.2a": "+76 (+8.5%)",
    "6.2b": "+4.5",  # printed without decimals: 5
    "6.3": "+16 (+23.9%)",
    "6.4n": "-1 (-1.6%)",
    "6.4": "-19.0",
    "6.10": "+0.1",  # 4 of 536 less 3 of 473 is 0.11 points; 0 was printed
    "6.11": "0.0",
    "7.1": "+68 (+6.5%)",
    "7.2": "+4.0",
    "7.3": "+14 (+50.0%)",
    "7.4": "-5 (-15.6%)",
    "7.12": "+3.6",
    "7.13": "+12.1",  # 94.2 less 82.1, printed as 12.0 from unrounded values that were not supplied
    "9.1": "+11",
    "9.2n": "+22 (+25.0%)",
    "9.2": "+1.5",
    # Their series are the county's: 85.7 less 55.8 and 85.0 less 81.1, where 40.7 and 9.5 were printed.
    "5.5": "+29.9",
    "8.2": "+3.9",
}


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    document: Document = REPORTS["monthly-report"](edition)
    return document


@pytest.fixture(scope="module")
def columns(report: Document) -> dict[str, dict[str, str]]:
    """What each row says of each reference, on the page of its topic."""
    found: dict[str, dict[str, str]] = {}
    for months in tables(report):
        if months.id.endswith("-months-table"):
            rows = grid(months)
            for column in months.columns[1:]:
                found[column.heading.split(" ")[0]] = {name: rows.text(name, column.heading) for name in rows.rows}
    return found


def test_the_trend_words_are_those_printed(columns: dict[str, dict[str, str]]) -> None:
    printed = dict(line.split() for line in TRENDS.strip().splitlines())
    assert len(printed) == 25
    shown = {ref: columns[ref]["13-month trend"].lower() for ref in printed}
    assert {ref: word for ref, word in shown.items() if word != printed[ref]} == OTHER_TRENDS


@pytest.mark.parametrize("ref", DIFFERENCES)
def test_the_difference_over_the_year(columns: dict[str, dict[str, str]], ref: str) -> None:
    assert columns[ref][DIFFERENCE] == DIFFERENCES[ref]


@pytest.mark.parametrize(
    ("ref", "previous", "current", "difference"),
    [
        ("2.1", "34,029", "28,208", "-5,821 (-17.1%)"),
        ("2.2", "7,154", "6,738", "-416 (-5.8%)"),
        ("2.3", "21.0%", "23.9%", "+2.9"),
        ("2.7", "14.2%", "25.7%", "+11.5"),
    ],
)
def test_years_to_date_and_their_difference(
    columns: dict[str, dict[str, str]], ref: str, previous: str, current: str, difference: str
) -> None:
    shown = columns[ref]
    assert (shown["Previous year to date"], shown["Year to date"]) == (previous, current)
    assert shown["Difference"] == difference


# -- charts ------------------------------------------------------------------------------------------------------------


def chart(report: Document, name: str) -> LineChart:
    (found,) = (found for found in charts(report) if found.id == name)
    assert isinstance(found, LineChart)
    return found


@pytest.mark.parametrize(
    ("name", "title", "alt"),
    [
        (
            "chart-contacts-contacts",
            "Contacts: 3,163, up 311 on December 2016",
            "From 3,149 in January 2016 to 3,163 in January 2017; lowest 2,129 in August 2016, highest 3,292 in Oct",
        ),
        (
            "chart-initial-conferences-initial-conferences-within-15-days",
            "Initial conferences held within 15 working days: 73.5%, down 10.9 percentage points on December 2016",
            "lowest 73.5% in January 2017, highest 98.2% in February 2016. The target is 95%.",
        ),
        (
            "chart-section-47-section-47-rate",
            "Section 47 enquiries per 10,000 under 18: 135.8, the same as December 2016",
            "lowest 119.3 per 10,000 in November 2016, highest 142.2 per 10,000 in October 2016. 9 of 13",
        ),
    ],
)
def test_a_chart_says_its_finding_and_its_whole(report: Document, name: str, title: str, alt: str) -> None:
    found = chart(report, name)
    assert found.title == title
    assert alt in found.alt


def test_a_line_has_the_thirteen_points_of_its_table(report: Document) -> None:
    for found in charts(report):
        assert isinstance(found, LineChart)
        (line,) = found.lines
        assert [point.label for point in line.points] == [f"{month}-16" for month in MONTHS] + ["Jan-17"]
    (contacts,) = chart(report, "chart-contacts-contacts").lines
    column = grid(table(report, "contacts-months-table"))
    shown = [column.text(point.label, "2.1 Contacts") for point in contacts.points]
    assert [text_of((point.quantity,)) for point in contacts.points] == shown


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def test_levels_and_bands_are_those_of_the_definitions(report: Document) -> None:
    found = chart(report, "chart-initial-conferences-initial-conferences-within-15-days")
    levels = {level.name: level.quantity.text for level in found.levels}
    assert (levels["Target"], levels["Neighbours"], levels["England"]) == ("95%", "81.6%", "77.1%")
    assert [(band.name, band.low, band.high) for band in found.bands] == [
        ("Green", 90, None),
        ("Amber", 80, 90),
        ("Red", None, 80),
    ]
    low_is_good = chart(report, "chart-looked-after-children-looked-after-rate")
    assert [(band.name, band.low, band.high) for band in low_is_good.bands] == [
        ("Red", 65, None),
        ("Amber", 55, 65),
        ("Green", None, 55),
    ]


def test_the_mean_is_the_mean_of_the_thirteen(report: Document) -> None:
    """By hand: 36,248 contacts in thirteen months are 2,788.3 a month."""
    found = chart(report, "chart-contacts-contacts")
    values = [point.quantity.value for point in found.lines[0].points]
    assert sum(value for value in values if not isinstance(value, Missing)) == 36_248
    mean: Quantity = next(level.quantity for level in found.levels if level.kind == "mean")
    assert mean.text == "2,788.3"
