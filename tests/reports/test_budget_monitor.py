"""The budget report of the example, of a closed year, of pennies, and of a month without a budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from document_reading import charts, grid, headings, inlines, quantities, table, tables, text_of

from crossfoot.finance.budget_registers import BUDGET, BUDGET_YEAR, PRINTED_TOTALS, VIREMENTS, Fund
from crossfoot.finance.ledger import LEDGER_TOTALS
from crossfoot.registers.register import Entry, Placed, Register, Registers
from crossfoot.reports.document import (
    BarChart,
    BulletList,
    Callout,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Quantity,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.budget_monitor import budget_monitor_sections, budget_quantities, build_budget_monitor
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

GENERAL = "budget-monitor-general-fund-lines-table"
SCHOOLS = "budget-monitor-dedicated-schools-grant-lines-table"
# Rows of the two tables worked by hand from the pack's budgets and outturns: approved, forecast, variance, %, movement.
ROWS = {
    (GENERAL, "Looked-after children: agency residential placements"): "3.954 10.899 +6.945 +176% +0.380",
    (GENERAL, "Looked-after children: agency fostering"): "12.872 14.675 +1.803 +14% +0.176",
    (GENERAL, "Staying-put fostering"): "0.000 0.235 +0.235 [z] 0.000",
    (GENERAL, "Service level agreements for early help"): "2.448 2.135 -0.313 -13% 0.000",
    (GENERAL, "Court fee income for school non-attendance"): "-0.101 -0.021 +0.080 +79% +0.080",
    (GENERAL, "Sub-total: spending increases"): "64.827 78.415 +13.588 +21% +0.978",
    (GENERAL, "Other small savings"): "[z] [z] -0.030 [z] 0.000",
    (GENERAL, "Sub-total: spending reductions"): "23.753 20.221 -3.562 -15% -0.285",
    (GENERAL, "Adjustment of grants and reserves"): "0.000 -1.019 -1.019 [z] -1.818",
    (GENERAL, "Total"): "88.580 97.617 +9.007 +10% -1.125",
    (SCHOOLS, "Alternative education"): "2.886 3.324 +0.438 +15% 0.000",
    (SCHOOLS, "Sub-total: spending increases"): "51.787 56.937 +5.150 +10% 0.000",
    (SCHOOLS, "Sub-total: spending decreases"): "27.547 25.740 -1.807 -7% 0.000",
    (SCHOOLS, "Use of the Dedicated Schools Grant reserve"): "0.000 -3.453 -3.453 [z] -3.453",
    (SCHOOLS, "Total"): "79.334 79.224 -0.110 0% -3.453",
}


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return build_budget_monitor(edition)


def with_rows(edition: Edition, changed: Mapping[Register[Any], tuple[Entry, ...] | None]) -> Edition:
    """The edition with other rows of some registers, or without them."""
    entries = dict(edition.registers.entries)
    for register, rows in changed.items():
        entries.pop(register.name, None)
        if rows is not None:
            entries[register.name] = tuple(Placed(row, f"{register.name}.csv", at) for at, row in enumerate(rows, 2))
    return replace(edition, registers=Registers(entries))


def sentences(document: Document) -> list[str]:
    return [text_of(block.content, sentence=True) for block in document.blocks if isinstance(block, Paragraph)]


def everything_said(document: Document) -> str:
    """Every word that is not of a table of disagreements: headings, captions, columns, charts, sentences and cells."""
    words = [document.title, document.subtitle]
    for block in document.blocks:
        if isinstance(block, Heading):
            words.append(block.text)
        elif isinstance(block, BarChart):
            words += [block.title, block.subtitle, block.alt]
        elif isinstance(block, Callout):
            words.append(block.title)
    for each in tables(document):
        words += [each.caption, *(column.plain for column in each.columns)]
    words += [inline.text for _, inline in inlines(document) if isinstance(inline, Text)]
    return " ".join(words)


def test_the_message_comes_first(document: Document) -> None:
    assert [type(block) for block in document.blocks[:4]] == [Heading, Paragraph, KeyFigures, Callout]
    assert sentences(document)[0] == (
        "The general fund of children's services is forecast to be £9.007 million over budget: £97.617 million against "
        "£88.580 million approved. The variance is £1.125 million less than in the last report."
    )
    figures = document.blocks[2]
    assert isinstance(figures, KeyFigures)
    assert [(item.label, item.quantity.text, item.status and item.status.label) for item in figures.items] == [
        ("Variance, £ million", "+9.007", "Over budget"),
        ("Movement, £ million", "-1.125", "Better"),
        ("Lines over budget", "14", None),
        ("Lines under budget", "13", None),
    ]
    assert [text_of(item.comment, sentence=True) for item in figures.items] == [
        "+10% of the approved budget",
        "since the last report to the committee",
        "+£13.901 million together",
        "-£4.894 million together",
    ]


def test_what_was_printed_otherwise_is_said_at_once(document: Document) -> None:
    warning = document.blocks[3]
    assert isinstance(warning, Callout)
    (said,) = warning.content
    assert isinstance(said, Paragraph)
    assert text_of(said.content, sentence=True) == (
        "A total of £9.998 million over budget was printed elsewhere. Forecast less approved budget, line by line, "
        "gives £9.007 million over budget, which is used here: £0.991 million less. The lines that differ: "
        "Looked-after children: agency fostering; Service level agreements for early help; School improvement."
    )


def test_five_lines_and_the_blocks_that_make_most_of_it(document: Document) -> None:
    first, blocks = [block for block in document.blocks if isinstance(block, BulletList)]
    assert [text_of(item, sentence=True).split(" (")[0] for item in first.items] == [
        "Looked-after children: agency residential placements: +£6.945 million",
        "Looked-after children: agency fostering: +£1.803 million",
        "Unregulated accommodation at 16 and 17: +£1.070 million",
        "Mainstream transport to school and college: +£0.950 million",
        "Agency social workers: +£0.867 million",
    ]
    # 6.945 + 1.803 + 1.070 + 0.950 + 0.867 of the 13.901 over budget.
    assert "The 5 lines furthest over budget make +£11.635 million, 83.7% of all overspends:" in sentences(document)
    assert [text_of(item, sentence=True) for item in blocks.items] == [
        "Spending increases: +£13.588 million, movement +£0.978 million.",
        "Spending reductions: -£3.562 million, movement -£0.285 million.",
        "One-off corrective actions: -£1.019 million, movement -£1.818 million.",
    ]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_rows_of_the_tables(document: Document, name: str, row: str) -> None:
    found = table(document, name)
    cells = next(each.cells for each in found.rows if text_of(each.cells[0].content) == row)
    assert " ".join(text_of(cell.content) for cell in cells[1:6]) == ROWS[name, row]


@pytest.mark.parametrize("name", [GENERAL, SCHOOLS])
def test_the_tables_add_up_as_they_are_printed(document: Document, name: str) -> None:
    found = table(document, name)
    for column in (3, 5):
        total = Decimal(0)
        sums: dict[str, Decimal] = {}
        for row in found.rows:
            shown = Decimal(text_of(row.cells[column].content))
            if not row.total:
                sums[row.group] = sums.get(row.group, Decimal(0)) + shown
            elif row.group:
                assert shown == sums[row.group], (row.group, column)
                total += shown
            else:
                assert shown == total


def test_every_reason_stands_in_the_row_of_its_line(document: Document, edition: Edition) -> None:
    for fund, name in ((Fund.GENERAL_FUND, GENERAL), (Fund.SCHOOLS, SCHOOLS)):
        reasons = {
            text_of(row.cells[0].content): text_of(row.cells[6].content)
            for row in table(document, name).rows
            if not row.total
        }
        expected = {
            placed.entry.name: placed.entry.reason
            for placed in edition.registers.of(BUDGET)
            if placed.entry.fund is fund
        }
        assert reasons == expected


def test_no_number_holds_both_funds(document: Document, edition: Edition) -> None:
    funds = {placed.entry.id: placed.entry.fund for placed in edition.registers.of(BUDGET)}
    checked = 0
    for where, quantity in quantities(document):
        of = set()
        for source in quantity.figures:
            first, _, rest = source.partition("/")
            line = rest.partition("/")[0]
            if first == "budget":
                of.add(funds.get(line, Fund.GENERAL_FUND))
            elif first == "schools-budget":
                of.add(Fund.SCHOOLS)
        checked += len(quantity.figures) > 1
        assert len(of) <= 1, where
    assert checked > 3
    for name, fund in ((GENERAL, Fund.GENERAL_FUND), (SCHOOLS, Fund.SCHOOLS)):
        shown = {text_of(row.cells[0].content) for row in table(document, name).rows if not row.total}
        assert shown == {p.entry.name for p in edition.registers.of(BUDGET) if p.entry.fund is fund}


def test_the_schools_budget_says_that_its_reserve_does_not_balance_it(document: Document) -> None:
    assert (
        "The lines of the schools budget are £3.343 million over budget; the adjustment of its reserve is "
        "-£3.453 million, which is £0.110 million more than is needed to bring it to nought."
    ) in sentences(document)


def test_the_sign_convention_stands_before_each_table(document: Document) -> None:
    said = [text for text in sentences(document) if text.startswith("A plus is over budget and a minus is under")]
    assert len(said) == 2
    assert all("income is negative" in text for text in said)


def test_the_chart_shows_each_line_once(document: Document, edition: Edition) -> None:
    general, schools = charts(document)
    assert isinstance(general, BarChart)
    assert isinstance(schools, BarChart)
    total = sum((value(bar.quantity) for bar in general.bars), Fraction(0))
    assert total == Fraction("9.007")
    assert len(general.bars) == 13
    assert general.bars[-1].label == "The other 15 lines together"
    assert sum((value(bar.quantity) for bar in schools.bars), Fraction(0)) == Fraction("3.343")
    assert all(bar.label in general.alt for bar in general.bars)


def value(quantity: Quantity) -> Fraction:
    assert not isinstance(quantity.value, Missing)
    return quantity.value


def test_spending_to_date_is_that_of_the_ledger_and_says_so(document: Document) -> None:
    found = table(document, "budget-monitor-general-fund-spent-table")
    assert found.source == "Ledger postings made up for this example"
    spent = grid(found)
    for row in spent.rows:
        forecast, done, committed, to_come = (
            value(next(each for each in spent.rows[row][column].content if isinstance(each, Quantity)))
            for column in ("Forecast £m", "Spent to date £m", "Committed £m", "Still to come £m")
        )
        assert done + committed + to_come == forecast, row


def test_the_control_adds_up_to_the_whole_ledger(document: Document) -> None:
    found = table(document, "budget-monitor-ledger-table")
    assert [text_of(row.cells[0].content) for row in found.rows] == [
        "In a line: general fund",
        "In a line: schools budget",
        "Left out by a rule",
        "Of a later month",
        "In no line",
        "The whole ledger",
    ]
    for column in range(1, len(found.columns)):
        *parts, whole = (
            value(next(each for each in row.cells[column].content if isinstance(each, Quantity))) for row in found.rows
        )
        assert sum(parts) == whole
        assert whole > 0


def test_disagreements_are_listed_with_their_working(document: Document) -> None:
    found = table(document, "budget-monitor-disagreements-table")
    assert len(found.rows) == 18
    assert [text_of(row.cells[0].content) for row in found.rows] == [str(number) for number in range(1, 19)]


def test_every_word_follows_the_closing_of_the_year(document: Document, edition: Edition) -> None:
    said = everything_said(document)
    assert "orecast" in said
    assert "utturn" not in said
    (year,) = edition.registers.of(BUDGET_YEAR)
    closed = year.entry.model_copy(update={"year_closed_on": date(2017, 2, 1)})
    said = everything_said(build_budget_monitor(with_rows(edition, {BUDGET_YEAR: (closed,)})))
    # In the control of the ledger it is a kind of posting, and that stays one.
    assert "orecast" not in said.replace("Forecast £", "")
    assert "The general fund of children's services ended the year" in said
    assert "Revenue budget: outturn for 2016-17" in said


def test_a_budget_of_an_earlier_month_is_warned_of(edition: Edition) -> None:
    (year,) = edition.registers.of(BUDGET_YEAR)
    earlier = year.entry.model_copy(update={"actuals_to": Period.parse("2016-12")})
    document = build_budget_monitor(with_rows(edition, {BUDGET_YEAR: (earlier,)}))
    warning = document.blocks[3]
    assert isinstance(warning, Callout)
    assert warning.title == "A budget of another month"
    assert "to the end of December 2016; this report is of January 2017" in everything_said(document)


def test_pennies_are_rounded_last_and_the_difference_is_said(edition: Edition) -> None:
    def line(name: str, budget: str, forecast: str) -> Entry:
        return BUDGET.entry.model_validate(
            {"id": name, "name": name.title(), "fund": "general-fund", "block": "All", "kind": "spending"}
            | {"original_budget": budget, "forecast": forecast, "previous_variance": "0", "reason": "Why."}
        )

    rows = tuple(line(name, "1000000.00", "1000400.00") for name in ("one", "two", "three"))
    changed = with_rows(edition, {BUDGET: rows, LEDGER_TOTALS: None, VIREMENTS: None})
    document = build_budget_monitor(changed)
    shown = table(document, GENERAL)
    assert [text_of(row.cells[3].content) for row in shown.rows] == ["0.000", "0.000", "0.000", "+0.001", "+0.001"]
    (note,) = [text for text in sentences(document) if text.startswith("Totals are of exact amounts")]
    assert "forecast, all +0.001" in note
    assert "variance, total +0.001" in note
    assert "approved" not in note


def test_virements_are_listed_with_who_approved_them(edition: Edition) -> None:
    moved = VIREMENTS.entry.model_validate(
        {"id": "v1", "dated": "2016-11-15", "from_line": "early-years-services", "to_line": "adoption-support"}
        | {"amount": "250000.00", "approved_by": "Director of Children's Services", "because": "More support."}
    )
    document = build_budget_monitor(with_rows(edition, {VIREMENTS: (moved,), LEDGER_TOTALS: None}))
    (row,) = table(document, "budget-monitor-general-fund-virements-table").rows
    assert [text_of(cell.content) for cell in row.cells] == [
        "15 November 2016",
        "Early years services",
        "Support for adoption",
        "0.250",
        "Director of Children's Services",
        "More support.",
    ]
    assert any(text.startswith("£88.580 million was set for the year. These moves") for text in sentences(document))
    total = next(row for row in table(document, GENERAL).rows if text_of(row.cells[0].content) == "Total")
    assert text_of(total.cells[1].content) == "88.580"
    assert not [
        each for each in tables(document) if each.id == "budget-monitor-dedicated-schools-grant-virements-table"
    ]


def test_a_month_without_a_budget_says_so(edition: Edition) -> None:
    without = with_rows(edition, dict.fromkeys((BUDGET, BUDGET_YEAR, PRINTED_TOTALS, LEDGER_TOTALS)))
    assert list(budget_monitor_sections(without)) == []
    assert budget_quantities(without) == {}
    document = build_budget_monitor(without)
    assert sentences(document) == ["No budget was supplied for January 2017."]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_sections_fit_under_another_heading(edition: Edition, level: int) -> None:
    blocks = list(budget_monitor_sections(edition, level=level))
    found = [block for block in blocks if isinstance(block, Heading)]
    assert {heading.level for heading in found} == {level, level + 1}
    names = [heading.anchor for heading in found]
    names += [block.id for block in blocks if isinstance(block, Table | BarChart)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("budget-monitor") for name in names)


def test_quantities_for_words_are_those_of_the_tables(document: Document, edition: Edition) -> None:
    found = budget_quantities(edition)
    assert found["budget/total/variance"].words == "+£9.007 million"
    assert found["budget/total/movement"].words == "-£1.125 million"
    assert found["budget/block/spending-increases/variance"].words == "+£13.588 million"
    assert found["schools-budget/before-reserves/variance"].words == "+£3.343 million"
    assert found["schools-budget/total/variance"].words == "-£0.110 million"
    shown = {
        quantity.figures[0]: quantity
        for where, quantity in quantities(document)
        if where.startswith((GENERAL, SCHOOLS)) and len(quantity.figures) == 1
    }
    assert len(shown) > 200
    for name, quantity in shown.items():
        assert found[name].text == quantity.text, name


def test_headings(document: Document) -> None:
    assert [heading.text for heading in headings(document) if heading.level == 1] == [
        "Revenue budget: forecast for 2016-17",
        "Schools budget: forecast for 2016-17",
        "The ledger behind the budget",
        "What does not add up",
    ]
