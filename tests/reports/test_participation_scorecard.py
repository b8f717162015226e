"""The NEET and participation scorecard, read as its reader does and worked out a second time from the printed cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from document_reading import charts, grid, headings, inlines, quantities, table, tables, text_of
from participation_figures import made_up, with_figures, with_only

from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.change_cells import change_cell, gap_cell
from crossfoot.reports.document import (
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Quantity,
    Status,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.participation.participation_layout import FILE, ParticipationLayout, read_participation_layout
from crossfoot.reports.participation.participation_scorecard import participation_scorecard_sections
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.missing import Missing

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
TARGETS = {
    "neet-and-not-known": "4.6",
    "neet": "2.3",
    "activity-not-known": "2.3",
    "participating-age-16": "97.0",
    "participating-age-17": "92.0",
}
LOW = ("neet", "activity-not-known")
"""How the ids begin of which less is better; of re-engaging and participating more is; the routes are not judged."""


def is_low(name: str) -> bool:
    return name.startswith(LOW) and name != "neet-re-engaging"


def is_judged(name: str) -> bool:
    return not name.endswith(("-full-time-education", "-apprenticeships", "-other"))


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return REPORTS["participation-scorecard"](edition)


@pytest.fixture(scope="module")
def layout(edition: Edition) -> ParticipationLayout:
    return read_participation_layout(edition.catalogue)


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str, str], Decimal]:
    """What the input files say, read without the product: indicator, area, month."""
    with (EXAMPLE / "figures" / "participation.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["area"], row["period"]): Decimal(row["value"])
            for row in csv.DictReader(file)
            if row["value"]
        }


def one_decimal(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1'))}"


# -- the county table --------------------------------------------------------------------------------------------------


def test_every_row_is_worked_out_a_second_time(
    edition: Edition, document: Document, layout: ParticipationLayout, printed: dict[tuple[str, str, str], Decimal]
) -> None:
    found = grid(table(document, "participation-scorecard-county-table"))
    for name in layout.indicators:
        row = edition.indicator(name).name
        now, england = printed[name, "norfolk", "2016-12"], printed[name, "england", "2016-11"]
        assert found.text(row, "Norfolk") == f"{one_decimal(now)}%"
        assert found.text(row, "England, Nov-16") == f"{one_decimal(england)}%"
        assert found.text(row, "Against target, points") == against_target(name, now)
        before = printed.get((name, "norfolk", "2016-11"))
        assert found.text(row, "Change since Nov-16, points") == change(name, now, before), name
        earlier = printed[name, "england", "2016-10"]
        assert found.text(row, "England: change since Oct-16, points") == change(name, england, earlier), name
        assert found.text(row, "Norfolk against England, points") == gap(name, now - england), name


def against_target(name: str, now: Decimal) -> str:
    if name not in TARGETS:
        return ""
    miss = (now - Decimal(TARGETS[name])) * (1 if is_low(name) else -1)
    return "Met" if miss <= 0 else f"Missed by {one_decimal(miss)}"


def change(name: str, now: Decimal, before: Decimal | None) -> str:
    if before is None:
        return "[x]"
    step = now - before
    if not step:
        return "No change"
    size = one_decimal(abs(step))
    if not is_judged(name):
        return f"{'Up' if step > 0 else 'Down'} {size}"
    return f"Got {'worse' if (step > 0) is is_low(name) else 'better'} by {size}"


def gap(name: str, apart: Decimal) -> str:
    size = one_decimal(abs(apart))
    if not apart:
        return "The same"
    if not is_judged(name):
        return f"{'Above' if apart > 0 else 'Below'} by {size}"
    return f"{'Worse' if (apart > 0) is is_low(name) else 'Better'} by {size}"


def test_changes_are_those_that_were_printed(edition: Edition, document: Document) -> None:
    """Of the printed changes, ten and England's fourteen are ours; four could not be and are not available."""
    found = grid(table(document, "participation-scorecard-county-table"))
    with (EXAMPLE / "printed_participation.csv").open(encoding="utf-8", newline="") as file:
        wanted = [row for row in csv.DictReader(file) if row["table"] == "participation-scorecard"]
    headings_of = {"norfolk": "Change since Nov-16, points", "england": "England: change since Oct-16, points"}
    different = []
    for row in wanted:
        text = found.text(edition.indicator(row["indicator"]).name, headings_of[row["area"]])
        size = Decimal(text.split()[-1]) if text[-1].isdigit() else Decimal(0) if text == "No change" else None
        if size != abs(Decimal(row["change"])):
            different.append((row["indicator"], row["area"], row["change"], text))
    assert different == [
        ("neet-age-16", "norfolk", "2.9", "[x]"),
        ("neet-age-17", "norfolk", "4.7", "[x]"),
        ("participating-age-16-other", "norfolk", "0.8", "[x]"),
        ("participating-age-17-other", "norfolk", "7.0", "[x]"),
    ]


def test_a_word_and_a_symbol_stand_with_every_colour(document: Document) -> None:
    statuses = [inline for _, inline in inlines(document) if isinstance(inline, Status)]
    assert len(statuses) > 30
    assert [status for status in statuses if not (status.label and status.symbol and status.words)] == []


# -- the message -------------------------------------------------------------------------------------------------------


def test_the_message_comes_first(document: Document) -> None:
    heading, lead, big = document.blocks[:3]
    assert isinstance(heading, Heading)
    assert heading.text == "NEET and participation, December 2016"
    assert isinstance(lead, Paragraph)
    assert lead.lead
    assert text_of(lead.content, sentence=True) == "4 of 5 targets were missed at the end of December 2016."
    assert isinstance(big, KeyFigures)
    assert [(item.quantity.text, item.status.label if item.status else "") for item in big.items] == [
        ("4.9%", "Missed"),
        ("3.9%", "Missed"),
        ("95.4%", "Missed"),
        ("88.3%", "Missed"),
    ]


def test_what_the_figures_say(document: Document) -> None:
    (callout,) = (b for b in document.blocks if isinstance(b, Callout) and b.kind is CalloutKind.GENERATED)
    (said,) = callout.content
    assert isinstance(said, BulletList)
    sentences = [text_of(item, sentence=True) for item in said.items]
    assert sentences[0].startswith(
        "Off target: 16 and 17 year olds who are NEET or not known by 0.3 percentage points; "
    )
    assert sentences[1].startswith("Got worse since November 2016: ")
    assert "16 and 17 year olds who are NEET by 0.1 percentage points" in sentences[1]
    assert sentences[2:] == [
        "Got better since November 2016: 16 and 17 year olds whose activity is not known by 0.1 percentage points.",
        "16 and 17 year olds who are NEET: from 2.2% in South Norfolk to 6.3% in Norwich.",
        "17 year olds in education and training: from 83.7% in Norwich to 92.8% in South Norfolk.",
    ]


def test_it_says_of_which_month_each_figure_is(document: Document) -> None:
    notes = [text_of(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    (note,) = (text for text in notes if text.startswith("Figures of Norfolk and its districts"))
    assert "are of 31 December 2016" in note
    assert "Those of England are of November 2016: another month" in note
    assert "worked back" in note
    assert "December 2016" in document.subtitle


# -- districts and charts ----------------------------------------------------------------------------------------------


def test_districts_are_as_printed(
    edition: Edition, document: Document, layout: ParticipationLayout, printed: dict[tuple[str, str, str], Decimal]
) -> None:
    found = table(document, "participation-scorecard-district-table")
    names = {edition.catalogue.areas[area].name: area for area in edition.catalogue.areas}
    assert len(found.columns) == 10
    cells = grid(found)
    for name in layout.indicators:
        for column in found.columns[1:-1]:
            # 86.82 and 87.96 of two districts are printed with a decimal too many.
            value = printed[name, names[column.heading], "2016-12"]
            assert cells.text(edition.indicator(name).name, column.heading) == f"{one_decimal(value)}%"


def test_the_worst_district_is_named(
    edition: Edition, document: Document, layout: ParticipationLayout, printed: dict[tuple[str, str, str], Decimal]
) -> None:
    cells = grid(table(document, "participation-scorecard-district-table"))
    districts = [area for name, area, _ in printed if name == "neet" and area not in ("norfolk", "england")]
    for name in layout.indicators:
        values = {area: one_decimal(printed[name, area, "2016-12"]) for area in set(districts)}
        end = (max if is_low(name) else min)(values.values(), key=Decimal)
        wanted = sorted(edition.catalogue.areas[area].name for area, value in values.items() if value == end)
        text = cells.text(edition.indicator(name).name, "Worst district")
        assert text == (" and ".join(wanted) if is_judged(name) else ""), name
    assert cells.text(edition.indicator("neet-re-engaging").name, "Worst district") == "Breckland"


def test_bars_go_from_worst_to_best(document: Document) -> None:
    (chart,) = charts(document)
    assert [bar.label for bar in chart.bars] == [  # type: ignore[union-attr]
        "Norwich",
        "Great Yarmouth",
        "North Norfolk",
        "Norfolk",
        "King's Lynn and West Norfolk",
        "Breckland",
        "England, Nov-16",
        "Broadland",
        "South Norfolk",
    ]
    assert chart.title.endswith("2.2% in South Norfolk, 6.3% in Norwich")


def test_tables_have_captions_that_say_what_where_when(document: Document) -> None:
    for found in tables(document):
        if found.id.startswith("participation-scorecard"):
            assert "Norfolk" in found.caption
            assert "December 2016" in found.caption


# -- what is not there -------------------------------------------------------------------------------------------------


def without_participation(edition: Edition, layout: ParticipationLayout) -> Edition:
    kept = [figure for figure in edition.snapshot.figures if figure.id.indicator not in layout.indicators]
    return with_only(edition, kept)


def test_without_figures_there_is_a_sentence_and_no_section(edition: Edition, layout: ParticipationLayout) -> None:
    empty = without_participation(edition, layout)
    assert [*participation_scorecard_sections(empty)] == []
    built = REPORTS["participation-scorecard"](empty)
    assert any(
        isinstance(block, Paragraph) and text_of(block.content) == "No figures of NEET and participation were supplied."
        for block in built.blocks
    )
    assert tables(built) == [found for found in tables(built) if found.id == "disagreements-table"]


def test_without_the_month_before_no_change_is_made_up(edition: Edition) -> None:
    kept = [f for f in edition.snapshot.figures if not f.source.startswith("participation-worked-back")]
    built = REPORTS["participation-scorecard"](with_only(edition, kept))
    found = table(built, "participation-scorecard-county-table")
    column = [c.plain for c in found.columns].index("Change since Nov-16, points")
    assert {text_of(row.cells[column].content) for row in found.rows} == {"[x]"}
    assert not any("worked back" in text_of(b.content) for b in built.blocks if isinstance(b, Paragraph))


def test_without_the_nation_its_columns_go(edition: Edition) -> None:
    kept = [figure for figure in edition.snapshot.figures if figure.id.area != "england"]
    built = REPORTS["participation-scorecard"](with_only(edition, kept))
    columns = [column.plain for column in table(built, "participation-scorecard-county-table").columns]
    assert columns == ["Measure", "Norfolk", "Target", "Against target, points", "Change since Nov-16, points"]


def test_the_newest_month_is_shown(edition: Edition) -> None:
    """January's figures come: the scorecard moves on, and says that England's are two months older."""
    later = with_figures(edition, made_up("neet", "3.7", period="2017-01"))
    blocks = [*participation_scorecard_sections(later)]
    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "NEET and participation, January 2017"
    built = REPORTS["participation-scorecard"](later)
    cells = grid(table(built, "participation-scorecard-county-table"))
    row = edition.indicator("neet").name
    assert cells.text(row, "Change since Dec-16, points") == "Got better by 0.2"
    assert cells.text(edition.indicator("activity-not-known").name, "Norfolk") == "[u]"
    # Districts have nothing for January yet.
    assert [found.id for found in tables(built) if "district" in found.id] == []


# -- for the paper that holds it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2, 3])
def test_sections_keep_to_their_level(edition: Edition, level: int) -> None:
    found = [block for block in participation_scorecard_sections(edition, level=level) if isinstance(block, Heading)]
    assert [heading.level for heading in found] == [level, level + 1, level + 1]
    assert all(heading.anchor.startswith("participation-scorecard") for heading in found)
    assert len({heading.anchor for heading in found}) == len(found)


def test_headings_and_anchors_of_the_document(document: Document) -> None:
    anchors = [heading.anchor for heading in headings(document)]
    assert len(set(anchors)) == len(anchors)
    assert anchors[0] == "participation-scorecard"


def test_every_number_knows_its_figures(edition: Edition, document: Document) -> None:
    known = {str(figure.id) for figure in edition.snapshot.figures}

    def sources(quantity: Quantity) -> Iterator[str]:
        yield from (name for name in quantity.figures if not name.startswith("target/"))

    for where, quantity in quantities(document):
        if not isinstance(quantity.value, Missing):
            assert quantity.figures, where
            assert set(sources(quantity)) <= known, where


# -- changes in words --------------------------------------------------------------------------------------------------


def test_words_of_a_change_go_through_polarity(edition: Edition) -> None:
    policy = edition.policies.direction
    for name, later, wanted, tone in (
        ("neet", "4.0", "Got worse by 1.0", Tone.WORSE),
        ("neet", "2.0", "Got better by 1.0", Tone.BETTER),
        ("neet", "3.0", "No change", Tone.SAME),
        ("participating-age-16", "4.0", "Got better by 1.0", Tone.BETTER),
        ("participating-age-16-other", "4.0", "Up 1.0", None),
        ("participating-age-16-other", "3.0", "No change", None),
    ):
        latest, before = made_up(name, later), made_up(name, "3.0", period="2016-11")
        cell = change_cell(latest, before, edition.indicator(name), policy)
        assert text_of(cell.content) == wanted
        assert tone_of(cell) is tone
    gap = gap_cell(made_up("neet", "3.0"), made_up("neet", "4.0", area="england"), edition.indicator("neet"), name="E")
    assert text_of(gap.content) == "Better by 1.0"


def tone_of(cell: Cell) -> Tone | None:
    return next((inline.tone for inline in cell.content if isinstance(inline, Status)), None)


# -- the layout --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("charts: [neet]", "charts: [neat]", "REPORT-INDICATOR-UNKNOWN"),
        ("parts: [neet, activity-not-known]", "parts: [neet, nobody]", "REPORT-INDICATOR-UNKNOWN"),
        ("charts: [neet]", "graphs: [neet]", None),
    ],
)
def test_a_wrong_layout_is_refused(edition: Edition, tmp_path: Path, before: str, after: str, code: str | None) -> None:
    text = (edition.catalogue.folder / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_participation_layout(replace(edition.catalogue, folder=tmp_path))
    assert {issue.file for issue in refused.value.issues} == {FILE}
    assert code is None or {issue.code for issue in refused.value.issues} == {code}
