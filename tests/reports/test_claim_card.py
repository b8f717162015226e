"""The claim card of the example, and cards of programmes that supply more or less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from document_reading import charts, grid, headings, quantities, table, text_of

from crossfoot.operations.publish_report import REPORTS
from crossfoot.registers.register import Registers
from crossfoot.reports.document import BulletList, Callout, Document, Heading, KeyFigures, Paragraph
from crossfoot.reports.early_help.claim_card import ANCHOR, claim_card_sections
from crossfoot.reports.edition import Edition
from crossfoot.sources.registers import read_registers
from crossfoot.vocabulary.missing import Missing

CARD = f"{ANCHOR}-troubled-families"
HEADINGS = [
    "Why is this important?",
    "Performance",
    "What is the background to current performance?",
    "Action required",
    "What will success look like?",
    "Responsible officers",
]
HEADER = (
    "id,title,update_week,grant_maximum,grant_first_year,grant_last_year,claimable_families,unit_price,why_it_matters,"
    "lead_role,data_role,printed_share\n"
)


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    document: Document = REPORTS["claim-card"](edition)
    return document


def said(document: Document) -> list[str]:
    (callout,) = (block for block in document.blocks if isinstance(block, Callout))
    (items,) = (part.items for part in callout.content if isinstance(part, BulletList))
    return [text_of(item, sentence=True) for item in items]


def paragraphs(document: Document) -> list[str]:
    return [text_of(block.content, sentence=True) for block in document.blocks if isinstance(block, Paragraph)]


def key_figures(document: Document) -> dict[str, str]:
    (found,) = (block for block in document.blocks if isinstance(block, KeyFigures))
    return {item.label: item.quantity.text for item in found.items}


def test_the_headings_are_those_of_every_report_card(report: Document, edition: Edition) -> None:
    assert [heading.text for heading in headings(report)] == ["Troubled families: payment by results", *HEADINGS]
    card = [heading.text for heading in headings(REPORTS["report-cards"](edition)) if heading.level == 2]
    assert card[:6] == HEADINGS


def test_the_numbers_of_the_pack(report: Document) -> None:
    assert key_figures(report) == {
        "Claimed to date": "574",
        "Still planned": "395",
        "Projected total": "969",
        "Of all claimable families": "65%",
    }
    assert 574 + 395 == 969
    assert paragraphs(report)[:4] == [
        (
            "Update for the week commencing Monday 20 February 2017. It is later than the figures of January 2017, "
            "which stood on 8 February 2017."
        ),
        paragraphs(report)[1],
        (
            "The grant is worth up to £11,920,000 over 5 years, 2015-16 to 2019-20. For 2016-17 it is at most "
            "£3,147,700, 26.4% of it. That leaves £8,772,300 at most for the other years, whose grant was not supplied."
        ),
        "574 families claimed for so far; 395 are to come by 31 March 2017, which would make 969.",
    ]
    assert (11_920_000 - 3_147_700, round(100 * 3_147_700 / 11_920_000, 1)) == (8_772_300, 26.4)


def test_what_the_claims_say(report: Document) -> None:
    assert said(report) == [
        "Of the projected total 59.2% has been claimed for.",
        (
            "65% was printed without its whole. 969 is that share of 1,480 to 1,502 claimable families, so 511 to 533 "
            "would not be claimed for."
        ),
        "The price of a result was not supplied, so no amount is worked out from the families.",
    ]
    fits = [whole for whole in range(969, 3000) if 129 * whole <= 2 * 96_900 < 131 * whole]
    assert (fits[0], fits[-1], fits[0] - 969, fits[-1] - 969) == (1480, 1502, 511, 533)
    assert round(100 * 574 / 969, 1) == 59.2


def test_windows_run_up_to_the_projected_total(report: Document) -> None:
    found = grid(table(report, f"{CARD}-windows"))
    rows = {label: [text_of(cell.content) for cell in list(cells.values())[1:]] for label, cells in found.rows.items()}
    assert rows == {
        "Claimed to date": ["20 February 2017", "[x]", "574", "574"],
        "Claim of March 2017": ["31 March 2017", "395", "[n]", "969"],
        "Projected total": ["", "", "574", "969"],
    }
    (chart,) = charts(report)
    assert chart.title == "Families claimed for: 574 of a projected 969"


def test_actions_stand_with_their_weeks_and_roles(report: Document) -> None:
    rows = [[text_of(cell.content) for cell in row.cells] for row in table(report, f"{CARD}-actions").rows]
    assert [row[1:3] for row in rows] == [
        ["Week commencing 20 February 2017", "Due this week"],
        ["Week commencing 27 February 2017", "To come"],
        ["Week commencing 6 March 2017", "To come"],
        ["Every week", "Goes on"],
        ["No date set", "No date set"],
        ["No date set", "No date set"],
    ]
    assert {row[3] for row in rows} == {"Head of Early Help", "Performance Analyst, Early Help"}


def test_every_number_says_what_it_is_of(report: Document) -> None:
    unbound = [
        (where, quantity)
        for where, quantity in quantities(report)
        if not isinstance(quantity.value, Missing)
        and not (quantity.figures and all(name.startswith("claims/troubled-families/") for name in quantity.figures))
    ]
    assert unbound == []


# -- other programmes --------------------------------------------------------------------------------------------------


def card(edition: Edition, folder: Path, programme: str, windows: list[str]) -> Document:
    (folder / "p.csv").write_text(HEADER + programme, encoding="utf-8")
    header = "programme,id,title,opens,closes,target_families,claimed_families"
    (folder / "w.csv").write_text("\n".join([header, *windows, ""]), encoding="utf-8")
    registers, _ = read_registers(folder, {"claim-programmes": "p.csv", "claim-windows": "w.csv"})
    document: Document = REPORTS["claim-card"](replace(edition, registers=registers))
    return document


def test_a_share_and_amounts_where_whole_and_price_are_supplied(edition: Edition, tmp_path: Path) -> None:
    programme = "f,Families,2017-01-02,1000000,2016-17-year,2016-17-year,1490,800,It matters.,Head of A,Head of B,\n"
    windows = ["f,a,First,,2016-12-31,600,574", "f,b,Second,,2017-03-31,395,"]
    document = card(edition, tmp_path, programme, windows)
    assert key_figures(document)["Of all claimable families"] == "65.0%"
    assert said(document)[1:] == [
        "First: 26 short of target.",
        "521 claimable families would not be claimed for.",
        "Claimed for: £459,200; with what is planned: £775,200.",
    ]
    assert paragraphs(document)[0] == "Update for the week commencing Monday 2 January 2017."
    assert [bar.label for bar in charts(document)[0].bars][-1] == "Claimable"  # type: ignore[union-attr]
    unwritten = [
        text for text in paragraphs(document) if text.startswith("To be written by the lead officer, Head of A")
    ]
    assert len(unwritten) == 2


def test_when_every_window_is_claimed(edition: Edition, tmp_path: Path) -> None:
    programme = "f,Families,2017-01-02,1000000,2016-17-year,2016-17-year,,,It matters.,Head of A,Head of B,\n"
    document = card(edition, tmp_path, programme, ["f,a,First,,2016-12-31,10,10", "f,b,Second,,2017-01-31,10,12"])
    assert "22 families claimed for so far. Every window has been claimed." in paragraphs(document)
    assert said(document)[1:3] == ["First: the target was reached exactly.", "Second: 2 over target."]
    assert list(key_figures(document)) == ["Claimed to date", "Still planned", "Projected total"]


def test_a_claim_that_is_late_is_not_available(edition: Edition, tmp_path: Path) -> None:
    programme = "f,Families,2017-01-02,1000000,2016-17-year,2016-17-year,,,It matters.,Head of A,Head of B,\n"
    document = card(edition, tmp_path, programme, ["f,a,First,,2016-12-31,10,", "f,b,Second,,2017-03-31,10,"])
    found = grid(table(document, f"{ANCHOR}-f-windows"))
    assert [found.text(row, "Claimed") for row in ("First", "Second")] == ["[x]", "[n]"]


def test_without_claims_there_is_one_sentence(edition: Edition) -> None:
    empty = replace(edition, registers=Registers())
    assert list(claim_card_sections(empty)) == []
    assert paragraphs(REPORTS["claim-card"](empty))[0] == (
        "No claims of a programme that pays by results were supplied for January 2017."
    )


@pytest.mark.parametrize("level", [1, 2])
def test_sections_keep_to_their_levels_and_anchors(edition: Edition, level: int) -> None:
    found = [block for block in claim_card_sections(edition, level=level) if isinstance(block, Heading)]
    assert {heading.level for heading in found} == {level, level + 1}
    assert all(heading.anchor.startswith(ANCHOR) for heading in found)
