"""Unaccompanied children: the printed table, the flow that leads from stock to stock, and what is said where not."""

from __future__ import annotations

import pytest
from changed_edition import at_month, with_figures, without_indicators
from document_reading import charts, grid, quantities, table, text_of
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures.figure import Figure, Origin
from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import BulletList, Callout, Document, Heading, Paragraph, Status
from crossfoot.reports.edition import Edition
from crossfoot.reports.stock_and_flow import RULE, MonthOfFlow
from crossfoot.reports.unaccompanied.unaccompanied_children import ANCHOR, unaccompanied_children_sections
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

# Typed from lines 904 to 907 of the pack, September to January; February is after the month that was closed.
STARTS, CEASES, TOTALS = [0, 0, 2, 4, 3], [0, 0, 0, 2, 2], [8, 8, 10, 12, 13]
COUNTY_REPORT = [6, 6, 6, 7, 6]
MONTHS = ["Sep-16", "Oct-16", "Nov-16", "Dec-16", "Jan-17"]
STOCK = "unaccompanied-children-accommodated/norfolk/at_month_end/{}"


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    document: Document = REPORTS["unaccompanied-children"](edition)
    return document


def row(document: Document, label: str) -> list[str]:
    found = grid(table(document, f"{ANCHOR}-table"))
    return [text_of(cell.content) for cell in list(found.rows[label].values())[1:]]


def checks(document: Document) -> list[str]:
    (callout,) = (block for block in document.blocks if isinstance(block, Callout))
    (items,) = (part.items for part in callout.content if isinstance(part, BulletList))
    assert RULE in [text_of(part.content) for part in callout.content if isinstance(part, Paragraph)]
    return [text_of(item, sentence=True) for item in items]


def test_the_table_is_as_printed(report: Document) -> None:
    assert [column.heading for column in table(report, f"{ANCHOR}-table").columns][1:] == MONTHS
    assert row(report, "Started") == [str(count) for count in STARTS]
    assert row(report, "Ceased") == [str(count) for count in CEASES]
    assert row(report, "Counted at the end of the month") == [str(count) for count in TOTALS]
    assert row(report, "The case system, in the county report") == [str(count) for count in COUNTY_REPORT]


def test_the_flow_leads_from_stock_to_stock(report: Document) -> None:
    worked_out = [
        before + started - ceased for before, started, ceased in zip(TOTALS, STARTS[1:], CEASES[1:], strict=False)
    ]
    assert worked_out == TOTALS[1:]
    assert row(report, "At the start of the month") == ["[x]", *(str(count) for count in TOTALS[:-1])]
    assert row(report, "Worked out from these") == ["[x]", *(str(count) for count in worked_out)]
    assert row(report, "Do they agree?") == ["[x]", "Yes", "Yes", "Yes", "Yes"]


def test_what_is_said(report: Document) -> None:
    lead = next(block for block in report.blocks if isinstance(block, Paragraph) and block.lead)
    assert text_of(lead.content, sentence=True) == (
        "13 children were accommodated at the end of January 2017, 5 more than at the end of September 2016."
    )
    agreed, untold, other = checks(report)
    assert agreed.endswith("in October 2016, November 2016, December 2016 and January 2017.")
    assert untold == "It cannot be told for September 2016: the stock before, or a flow, was not supplied."
    assert other == (
        "The case system, in the county report: 6 at the end of January 2017, where the service counts 13: 7 fewer. "
        "Ask which children are in one count only, and why."
    )
    (chart,) = charts(report)
    assert [line.name for line in chart.lines] == ["The service", "The case system"]  # type: ignore[union-attr]


def test_nothing_of_february_is_shown(report: Document, edition: Edition) -> None:
    february = Period.parse("2017-02")
    assert all(FigureId.parse(name).period < february for _, q in quantities(report) for name in q.figures)
    assert edition.figure("unaccompanied-children-accommodated", february) is None
    late = [issue for issue in edition.snapshot.issues if issue.code == "FIGURE-AFTER-THE-MONTH"]
    assert any("unaccompanied-children-accommodated" in issue.message and "14" in issue.message for issue in late)


def test_a_mismatch_is_listed_with_its_amount_and_is_no_error(edition: Edition) -> None:
    document = REPORTS["unaccompanied-children"](with_figures(edition, {STOCK.format("2016-12"): 11}))
    # 10 + 4 - 2 = 12 against 11; then 11 + 3 - 2 = 12 against 13.
    assert row(document, "Do they agree?") == ["[x]", "Yes", "Yes", "No, -1", "No, +1"]
    said = checks(document)
    assert said[0] == (
        "December 2016: 10 at the start, 4 started, 2 ceased: that leads to 12, and 11 are counted, a difference of -1."
    )
    assert said[1].startswith("January 2017: 11 at the start, 3 started, 2 ceased: that leads to 12, and 13")
    assert "not an error in itself" in RULE


def test_a_missing_flow_cannot_be_told(edition: Edition) -> None:
    name = "unaccompanied-children-started/norfolk/in_month/2016-12"
    document = REPORTS["unaccompanied-children"](with_figures(edition, {name: Missing.SUPPRESSED}))
    assert row(document, "Started")[3] == "[c]"
    assert row(document, "Do they agree?")[3] == "[x]"
    assert any("September 2016 and December 2016" in said for said in checks(document))


def test_without_figures_there_is_one_sentence(edition: Edition) -> None:
    empty = without_indicators(edition, "unaccompanied-children-accommodated")
    assert list(unaccompanied_children_sections(empty)) == []
    document = REPORTS["unaccompanied-children"](empty)
    said = [text_of(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    assert said[0] == "No figures of unaccompanied children were supplied for January 2017."
    assert list(unaccompanied_children_sections(at_month(edition, "2016-08"))) == []


@pytest.mark.parametrize("level", [1, 2])
def test_sections_keep_to_their_levels_and_anchors(edition: Edition, level: int) -> None:
    blocks = list(unaccompanied_children_sections(edition, level=level))
    found = [block for block in blocks if isinstance(block, Heading)]
    assert {heading.level for heading in found} <= {level, level + 1}
    assert all(heading.anchor.startswith(ANCHOR) for heading in found)


# -- the rule ----------------------------------------------------------------------------------------------------------


def count(value: int | None) -> Figure | None:
    if value is None:
        return None
    name = FigureId("stock", "norfolk", Form.AT_MONTH_END, Period.parse("2017-01"))
    return Figure(name, Unit.COUNT, 0, Origin.COUNTED, "a test", 1, numerator=exact(value))


PARTS = st.one_of(st.none(), st.integers(0, 60))


@given(PARTS, PARTS, PARTS, PARTS)
def test_opening_and_starts_less_ends_is_the_closing(
    opening: int | None, started: int | None, ceased: int | None, closing: int | None
) -> None:
    month = MonthOfFlow(Period.parse("2017-01"), *map(count, (opening, started, ceased, closing)))
    if opening is None or started is None or ceased is None or closing is None:
        assert month.closes is None
        assert month.difference.value is Missing.NOT_AVAILABLE
        return
    people = ["there"] * opening + ["new"] * started
    assert month.closes is (len(people) - ceased == closing)
    assert month.difference.value == closing - len(people) + ceased


def test_agreement_is_a_word(report: Document) -> None:
    cells = table(report, f"{ANCHOR}-table").rows[5].cells
    statuses = [inline for cell in cells for inline in cell.content if isinstance(inline, Status)]
    assert [status.label for status in statuses] == ["Yes"] * 4
