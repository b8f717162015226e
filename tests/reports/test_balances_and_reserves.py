"""The report on balances and reserves: what it says first, what its tables hold, what is said where nothing came."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from document_reading import grid, headings, quantities, sections, table, tables, text_of

from crossfoot.registers.register import Registers
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import BulletList, Document, Paragraph, Quantity, Status
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.balances_and_reserves import (
    balances_and_reserves_sections,
    balances_quantities,
    build_balances_and_reserves,
)
from crossfoot.vocabulary.missing import Missing

ID = "balances-and-reserves"


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return build_balances_and_reserves(edition)


def without(edition: Edition, *names: str) -> Edition:
    kept = {name: rows for name, rows in edition.registers.entries.items() if name not in names}
    return replace(edition, registers=Registers(MappingProxyType(kept)))


def leads(document: Document) -> list[str]:
    return [
        text_of(block.content, sentence=True)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.lead
    ]


def words(document: Document) -> str:
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(text_of(block.content, sentence=True))
        elif isinstance(block, BulletList):
            found += [text_of(item, sentence=True) for item in block.items]
    return "\n".join(found)


def test_each_part_begins_with_its_message(document: Document) -> None:
    balances, reserves, savings, grant = leads(document)
    assert balances == (
        "Schools are forecast to hold £13.202 million on 31 March 2017, £9.032 million less than on 1 April 2016: they "
        "draw £5.593 million, and £3.439 million leaves with schools that become academies."
    )
    assert reserves == (
        "Reserves and provisions are forecast to hold £7.751 million on 31 March 2017, £9.519 million less than on "
        "1 April 2016: £0.094 million of the Dedicated Schools Grant, £3.144 million of schools and £4.513 million of "
        "Children's Services."
    )
    assert savings == (
        "Of a savings target of £0.150 million for 2016-17, £0.000 million is forecast to be delivered, a shortfall of "
        "£0.150 million; 1 saving was removed or delayed."
    )
    assert grant == (
        "Norfolk Children's Services pays £166,600 of £833,000 that 5 partners pay together from 2017-18 to 2021-22, "
        "up to 50% in kind; of its own share at most £83,300 may be in kind."
    )


def test_who_decided_what_is_said_with_its_day(document: Document) -> None:
    said = words(document)
    assert "Full Council agreed to a use of £4.248 million in February 2016." in said
    assert (
        "Full Council agreed to a further use of £5.271 million on 20 February 2017. It was recommended on 24 January "
        "2017, through Policy and Resources Committee." in said
    )
    assert "held £2.470 million more than was expected when the budget was set." in said
    assert "Used up by 31 March 2017: School Sickness Insurance Scheme." in said


def test_school_balances_by_phase(document: Document) -> None:
    found = grid(table(document, f"{ID}-school-balances-table"))
    assert list(found.rows) == [
        "Nursery schools",
        "Primary schools",
        "Secondary schools",
        "Special schools",
        "School clusters",
        "Total",
    ]
    columns = ("Balance 1 April 2016 £m", "In-year variance £m", "Schools becoming academies £m")
    closing = "Forecast balance 31 March 2017 £m"
    assert [found.text("Secondary schools", column) for column in (*columns, closing)] == [
        "2.470",
        "-0.826",
        "-1.059",
        "0.585",
    ]
    assert [found.text("Total", column) for column in (*columns, closing)] == ["22.234", "-5.593", "-3.439", "13.202"]


def test_reserves_have_sub_totals_and_each_its_own_reason(document: Document) -> None:
    reserves = table(document, f"{ID}-reserves-table")
    found = grid(reserves)
    closing = "Forecast balance 31 March 2017 £m"
    assert found.text("Grants and contributions", closing) == "1.323"
    assert [found.text(f"{name} total", closing) for name in ("Schools", "Children's Services", "Grand")] == [
        "3.144",
        "4.513",
        "7.751",
    ]
    assert found.text("Norfolk schools PFI sinking fund", "Further use agreed on 20 February 2017 £m") == "+0.294"
    reasons = [text_of(row.cells[-1].content) for row in reserves.rows if not row.total]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons) == 13
    assert [row.group for row in reserves.rows][-1] == ""


def test_a_saving_has_a_colour_with_its_word_and_reason(document: Document) -> None:
    found = grid(table(document, f"{ID}-savings-table"))
    (status,) = found.rows["Road crossing patrols"]["RAG"].content
    assert isinstance(status, Status)
    assert (status.label, status.symbol) == ("Red", "✖")
    assert status.words == "0.0% of the target is forecast: less than 90%."
    assert found.text("Road crossing patrols", "Shortfall £m") == "0.150"
    ahead = table(document, f"{ID}-savings-ahead-table")
    unknown = [
        inline.value
        for row in ahead.rows
        for cell in row.cells
        for inline in cell.content
        if isinstance(inline, Quantity) and isinstance(inline.value, Missing)
    ]
    assert unknown == [Missing.NOT_AVAILABLE, Missing.NOT_AVAILABLE]


def test_the_cap_says_what_each_level_allows(document: Document) -> None:
    found = grid(table(document, f"{ID}-shared-grants-domestic-abuse-beacon-levels"))
    allowed = {name: found.text(name, "Norfolk Children's Services all in kind") for name in found.rows}
    assert allowed == {
        "Each partner in each year (used here)": "Not allowed",
        "Each partner over all years": "Not allowed",
        "All partners together over all years": "Allowed",
    }


def test_every_amount_is_the_one_that_its_name_offers(document: Document, edition: Edition) -> None:
    """Words of a paper that name an amount get what the table prints, its sign aside."""
    offered = balances_quantities(edition)
    checked = set()
    for where, quantity in quantities(document):
        (name,) = quantity.figures
        if name in offered:
            assert not isinstance(quantity.value, Missing)
            amount = offered[name].value
            assert isinstance(amount, Fraction)
            assert abs(quantity.value) == abs(amount), (where, name)
            checked.add(name)
    assert len(checked) > 90
    assert {name.partition("/")[0] for name in checked} == {"school-balances", "reserves", "savings", "shared-grants"}


def test_names_offered_and_their_signs(edition: Edition) -> None:
    offered = balances_quantities(edition)
    assert offered["reserves/total/closing"].words == "£7.751 million"
    assert offered["reserves/total/approved-use"].words == "-£4.248 million"
    assert offered["reserves/building-maintenance-partnership-pool/approved-use"].words == "+£0.251 million"
    assert offered["reserves/total/change"].words == "-£9.519 million"
    assert offered["reserves/total/above-expected"].words == "£2.470 million"
    assert offered["shared-grants/domestic-abuse-beacon/2017-18-year/childrens-services"].words == "£11,186"
    assert {name: quantity.figures for name, quantity in offered.items()} == {name: (name,) for name in offered}


def test_disagreements_are_printed_with_their_working(document: Document) -> None:
    rows = table(document, f"{ID}-disagreements-table").rows
    assert len(rows) == 9
    said = [text_of(row.cells[0].content) for row in rows]
    assert "2.885 - 0.469 - 1.093 = 1.323, printed as -1.323" in said[1]


# -- what the integrated paper asks of sections ------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2, 3])
def test_sections_have_headings_of_two_levels_and_anchors_of_their_own(edition: Edition, level: int) -> None:
    blocks = tuple(balances_and_reserves_sections(edition, level=level))
    found = headings(replace(build_balances_and_reserves(edition), blocks=blocks))
    assert {heading.level for heading in found} == {level, level + 1}
    assert all(heading.anchor.startswith(f"{ID}-") for heading in found)
    assert len({heading.anchor for heading in found}) == len(found)


PARTS = {
    "school-balances": "school balances",
    "reserves": "reserves and provisions",
    "savings": "savings",
    "shared-grants": "grants shared between partners",
}


@pytest.mark.parametrize("name", PARTS)
def test_what_was_not_supplied_has_no_heading_and_one_sentence(edition: Edition, name: str) -> None:
    document = build_balances_and_reserves(without(edition, name))
    assert f"{ID}-{name}" not in sections(document)
    assert f"For 2016-17 these were not supplied: {PARTS[name]}." in words(document)
    others = [f"{ID}-{other}" for other in PARTS if other != name]
    assert [other for other in others if other not in sections(document)] == []


def test_without_any_of_them_there_are_no_sections_and_no_names(edition: Edition) -> None:
    bare = replace(edition, registers=Registers())
    assert list(balances_and_reserves_sections(bare)) == []
    assert balances_quantities(bare) == {}
    document = build_balances_and_reserves(bare)
    assert tables(document) == []
    assert "these were not supplied: school balances; reserves and provisions; savings; grants shared" in words(
        document
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_it(document: Document, tmp_path: Path, name: str) -> None:
    assert FORMATS[name](document, tmp_path).stat().st_size > 1000
