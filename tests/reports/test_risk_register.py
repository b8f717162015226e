"""The risk register as its reader sees it, worked out a second time from the rows of the example."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from document_reading import grid, headings, inlines, table, text_of

from crossfoot.judgements.risk_policy import Question
from crossfoot.registers.register import Placed, Registers
from crossfoot.reports.document import Block, Callout, Document, Heading, Link, Paragraph, Quantity, Table, Tone
from crossfoot.reports.edition import Edition
from crossfoot.reports.risk.risk_register import build_risk_register, risk_quantities, risk_register_sections
from crossfoot.risks.registers import RISK_REVIEWS, RISK_TASKS, RISKS, RiskEntry, RiskReview, RiskTask

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
LINKS = Path(__file__).parents[2] / "definitions" / "links" / "norfolk.yaml"


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return build_risk_register(edition)


def example() -> dict[str, dict[str, Any]]:
    """By number: current and target place, prospects, id, lines."""
    reviews = {row["risk"]: row for row in rows("risks/reviews.csv")}
    return {
        row["number"]: {
            "id": row["id"],
            "now": (int(reviews[row["id"]]["likelihood"]), int(reviews[row["id"]]["impact"])),
            "target": (int(row["target_likelihood"]), int(row["target_impact"])),
            "prospects": reviews[row["id"]]["prospects"],
            "lines": [name.strip() for name in row["budget_lines"].split(";") if name.strip()],
        }
        for row in rows("risks/risks.csv")
    }


def test_each_risk_stands_on_the_matrix_where_it_is_and_where_it_is_to_be(document: Document) -> None:
    matrix = table(document, "risk-register-matrix")
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for down, row in zip(range(5, 0, -1), matrix.rows, strict=True):
        for across, cell in enumerate(row.cells[1:], start=1):
            words = text_of(cell.content)
            assert words.split()[0] == str(down * across)
            for part in words.split("; "):
                for number in [word.strip(",") for word in part.split() if word.startswith("RM")]:
                    kinds = [kind for kind, said in (("now", "Now"), ("target", "arget:")) if said in part]
                    kinds = ["now", "target"] if "Now and target" in part else kinds
                    found.setdefault(number, {}).update(dict.fromkeys(kinds, (down, across)))
    assert found == {number: {"now": risk["now"], "target": risk["target"]} for number, risk in example().items()}


def test_each_cell_of_the_matrix_says_its_band_in_words(document: Document) -> None:
    matrix = table(document, "risk-register-matrix")
    for row in matrix.rows:
        for cell in row.cells[1:]:
            score = int(text_of(cell.content).split()[0])
            band = "Low" if score < 6 else "Medium" if score < 16 else "High"
            assert text_of(cell.content).split()[1] == band
            assert cell.tone is {"Low": Tone.GOOD, "Medium": Tone.FAIR, "High": Tone.POOR}[band]


def test_the_summary_is_highest_first_and_every_score_is_a_product(document: Document) -> None:
    summary = grid(table(document, "risk-register-summary"))
    scores = {
        label.split()[0]: (cells["Score"], cells["Target"], cells["Prospects"]) for label, cells in summary.rows.items()
    }
    wanted = {
        number: (
            str(risk["now"][0] * risk["now"][1]),
            str(risk["target"][0] * risk["target"][1]),
            str(risk["prospects"]).capitalize(),
        )
        for number, risk in example().items()
    }
    assert {number: tuple(text_of(cell.content) for cell in cells) for number, cells in scores.items()} == wanted
    order = [int(wanted[number][0]) for number in scores]
    assert order == sorted(order, reverse=True)
    assert {text_of(cells["Direction"].content) for cells in summary.rows.values()} == {"One review only"}


def test_budget_lines_stand_beside_the_risks_that_are_about_them(document: Document) -> None:
    budget = {row["id"]: row for row in rows("finance/budget.csv")}
    seen = 0
    for risk in example().values():
        if not risk["lines"]:
            continue
        cells = grid(table(document, f"risk-register-{risk['id']}-evidence")).rows
        for name in risk["lines"]:
            line = budget[name]
            variance = Decimal(line["forecast"]) - Decimal(line["original_budget"])
            per_cent = 100 * variance / abs(Decimal(line["original_budget"]))
            said = cells[line["name"]]
            assert text_of(said["Latest"].content).startswith(f"+£{variance:,.0f} (+{per_cent:.1f}%")
            assert text_of(said["Colour"].content) == ("Overspent" if per_cent >= 5 else "Somewhat over")
            seen += 1
    assert seen == 6


def test_linked_indicators_stand_beside_the_risk(document: Document, edition: Edition) -> None:
    links = yaml.safe_load(LINKS.read_text(encoding="utf-8"))["links"]
    for risk in ("looked-after-overspend", "improvement-too-slow", "reliance-on-interim-staff"):
        found = grid(table(document, f"risk-register-{risk}-evidence")).rows
        wanted = {
            edition.indicator(link["indicator"]).name: link["because"]
            for link in links
            if risk in link.get("risks", ()) and link["indicator"] in {*edition.judgements, *edition.vital_signs}
        }
        indicators = {name: cells for name, cells in found.items() if text_of(cells["Kind"].content) == "Indicator"}
        assert {name: text_of(cells["Why it is linked"].content) for name, cells in indicators.items()} == wanted
        assert wanted


def test_every_question_is_printed_beside_its_risk_and_counted(document: Document) -> None:
    asked = grid(table(document, "risk-register-asked"))
    counted = {label: int(text_of(cells["Risks"].content)) for label, cells in asked.rows.items()}
    assert counted == {
        "Next update not in the future": 5,
        "Target no lower than current score": 1,
        "Task without owner or day": 5,
    }
    boxes = [block for block in document.blocks if isinstance(block, Callout) and block.title.startswith("What its")]
    items = [text_of(item) for box in boxes for part in box.content for item in getattr(part, "items", ())]
    assert len(items) == sum(counted.values())


def test_every_link_leads_to_a_heading(document: Document) -> None:
    anchors = {f"#{heading.anchor}" for heading in headings(document)}
    links = [inline.target for _, inline in inlines(document) if isinstance(inline, Link)]
    assert len(links) > 15
    assert set(links) <= anchors


def test_the_numbers_for_words(edition: Edition) -> None:
    found = risk_quantities(edition)
    assert {name: found[name].text for name in found if name.count("/") == 1} == {
        "risks/count": "5",
        "risks/high": "1",
        "risks/above-tolerance": "5",
        "risks/rising": "0",
        "risks/questions": "11",
    }
    for risk in example().values():
        assert found[f"risks/{risk['id']}/score"].text == str(risk["now"][0] * risk["now"][1])
        assert found[f"risks/{risk['id']}/movement"].words == "not available"
    assert all(quantity.figures == (name,) for name, quantity in found.items())


def test_sections_can_stand_lower_in_another_document(edition: Edition) -> None:
    levels = [block.level for block in risk_register_sections(edition, level=2) if isinstance(block, Heading)]
    assert (levels[0], set(levels)) == (2, {2, 3})


def test_without_a_register_there_is_a_sentence_and_no_section(edition: Edition) -> None:
    without = replace(edition, registers=Registers())
    assert list(risk_register_sections(without)) == []
    assert risk_quantities(without) == {}
    (said,) = [block for block in build_risk_register(without).blocks if isinstance(block, Paragraph)]
    assert text_of(said.content) == "No register of risks was supplied with the figures of this month."


# -- registers of other councils ---------------------------------------------------------------------------------------


def entry(name: str, **changed: Any) -> RiskEntry:
    return RiskEntry.model_validate(
        {
            "id": name,
            "number": name.upper(),
            "name": f"Risk {name}",
            "category": "D",
            "area": "Education",
            "description": "Something may happen",
            "entered_on": date(2015, 1, 1),
            "target_likelihood": 1,
            "target_impact": 3,
            "target_date": date(2017, 12, 31),
            "owner": "Head of Education",
            **changed,
        }
    )


def review(name: str, day: date, likelihood: int, impact: int, prospects: str) -> RiskReview:
    return RiskReview.model_validate(
        {
            "risk": name,
            "reviewed_on": day,
            "likelihood": likelihood,
            "impact": impact,
            "prospects": prospects,
            "reviewer": "Head of Planning",
        }
    )


@pytest.fixture(scope="module")
def other(edition: Edition) -> Edition:
    """Rising, falling, never scored, closed, and one that says green beside an overspent line."""
    risks = [
        entry("rising", inherent_likelihood=5, inherent_impact=5, appetite="open", treatment="transfer"),
        entry("falling", description=None, cause="A", event="B", consequence="C"),
        entry("unscored"),
        entry("closed", closed_on=date(2017, 1, 1)),
        entry("green", budget_lines=("agency-social-workers", "no-such-line")),
    ]
    reviews = [
        review("rising", date(2016, 12, 1), 3, 3, "amber"),
        review("rising", date(2017, 2, 1), 4, 4, "red"),
        review("falling", date(2017, 2, 1), 2, 3, "amber"),
        review("falling", date(2016, 12, 1), 4, 3, "amber"),
        review("closed", date(2016, 12, 1), 1, 1, "met"),
        review("green", date(2017, 2, 1), 3, 3, "green"),
    ]
    task = RiskTask.model_validate(
        {
            "risk": "rising",
            "task": "a",
            "what": "Do it",
            "owner": "Head of Transport",
            "due": "2017-01-31",
            "state": "open",
        }
    )
    entries = {
        **edition.registers.entries,
        RISKS.name: tuple(placed(risks)),
        RISK_TASKS.name: tuple(placed([task])),
        RISK_REVIEWS.name: tuple(placed(reviews)),
    }
    return replace(edition, registers=Registers(entries))


def placed(entries: list[Any]) -> Iterator[Placed[Any]]:
    return (Placed(each, "a.csv", number) for number, each in enumerate(entries, start=2))


def test_where_scores_went_is_said_first(other: Edition) -> None:
    lead = next(block for block in build_risk_register(other).blocks if isinstance(block, Paragraph))
    assert text_of(lead.content) == (
        "4 risks are open, and 1 of them scores 16 or more. The highest is risk rising, 16 of 25. Since the review "
        "before, 1 rose (RISING); 1 fell (FALLING); 2 cannot be told (GREEN, UNSCORED)."
    )


def test_direction_next_review_and_what_was_never_scored(other: Edition) -> None:
    found = grid(table(build_risk_register(other), "risk-register-summary")).rows
    told = {
        label.split()[0]: [
            text_of(cells[name].content) for name in ("Score", "Level", "Target", "Direction", "Next review")
        ]
        for label, cells in found.items()
    }
    assert told == {
        "RISING": ["16", "High", "3", "Rising", "1 March 2017"],
        "GREEN": ["9", "Medium", "3", "One review only", "1 May 2017"],
        "FALLING": ["6", "Medium", "3", "Falling", "1 May 2017"],
        "UNSCORED": ["[x]", "", "3", "No review", "Not known"],
    }


def test_every_review_of_a_risk_is_kept_newest_first(other: Edition) -> None:
    history = table(build_risk_register(other), "risk-register-falling-history")
    assert [[text_of(cell.content) for cell in row.cells[:3]] for row in history.rows] == [
        ["1 February 2017", "2 x 3", "6"],
        ["1 December 2016", "4 x 3", "12"],
    ]


def test_a_closed_risk_is_named_and_in_no_table(other: Edition) -> None:
    document = build_risk_register(other)
    said = [text_of(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    assert "Closed, and in no table: CLOSED Risk closed." in said
    assert "risk-register-closed" not in {heading.anchor for heading in headings(document)}


def test_green_prospects_beside_an_overspent_line_are_asked_about(other: Edition) -> None:
    document = build_risk_register(other)
    (box,) = blocks_under(document, "risk-register-green", Callout)
    items = [text_of(item) for part in box.content for item in getattr(part, "items", ())]
    assert any(item.startswith(f"{Question.EVIDENCE_RED.label}: Prospects are green, while") for item in items)
    assert any("overspent by £0.867 million, 5% of its budget or more" in item for item in items)
    lines = grid(table(document, "risk-register-green-evidence")).rows
    assert text_of(lines["No such line"]["Latest"].content) == "[x]"


def blocks_under(document: Document, anchor: str, kind: type[Any]) -> list[Any]:
    """The blocks of a kind under one heading."""
    found: list[Block] = []
    is_under = False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_under = block.anchor == anchor
        elif is_under and isinstance(block, kind):
            found.append(block)
    return found


def test_numbers_of_risks_are_bound_to_their_risk(document: Document) -> None:
    scores = [
        inline.figures
        for block in document.blocks
        if isinstance(block, Table) and block.id == "risk-register-summary"
        for row in block.rows
        for cell in row.cells
        for inline in cell.content
        if isinstance(inline, Quantity)
    ]
    ids = {risk["id"] for risk in example().values()}
    assert {name.split("/")[1] for names in scores for name in names} == ids
