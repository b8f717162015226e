"""The education scorecard of the example: what stands out, the tables, what is never worked out, every format."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest
from document_reading import charts, grid, headings, inlines, quantities, sections, table, tables, text_of

from crossfoot.figures.snapshot import Snapshot
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.operations.publish_report import REPORTS
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import (
    BulletList,
    Callout,
    Document,
    Heading,
    KeyFigures,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_layout import read_education_layout
from crossfoot.reports.education.education_scorecard import build_education_scorecard, education_scorecard_sections
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.issues import InputRefused

ID = "education-scorecard"
DISADVANTAGED = Breakdown.of(pupils="disadvantaged")
# Colours of the county's newest results, by hand from the printed values and the key: 15 in all.
GREEN = {
    ("early-years-good-level-of-development", ""),  # 69 and 69
    ("early-years-good-level-of-development", "disadvantaged"),  # 54 and 54
    ("key-stage-4-progress-8", ""),  # 0.01 and 0
    ("early-years-settings-good-or-better", ""),  # 95 and 95
    ("childminders-good-or-better", ""),  # 95 and 89
    ("secondary-schools-good-or-better", ""),  # 84 and 79
}
RED = {
    ("key-stage-4-attainment-8", "disadvantaged"),  # 38.8 and 41.3
    ("key-stage-4-english-and-mathematics", "disadvantaged"),  # 36 and 43
    ("schools-outstanding", ""),  # 13 and 21
}
AMBER_COUNT = 6


@pytest.fixture(scope="module")
def scorecard(edition: Edition) -> Document:
    document: Document = REPORTS[ID](edition)
    return document


def named(quantity: Quantity) -> set[tuple[str, str]]:
    ids = [FigureId.parse(name) for name in quantity.figures]
    return {(each.indicator, each.breakdown.get("pupils") or "") for each in ids}


# -- what stands out ---------------------------------------------------------------------------------------------------


def test_the_first_sentence_says_how_many_measures_are_in_line_and_how_many_well_below(scorecard: Document) -> None:
    (lead,) = (block for block in scorecard.blocks if isinstance(block, Paragraph) and block.lead)
    assert text_of(lead.content, sentence=True) == (
        "6 of 15 measures of Norfolk are in line with England or better, 3 are well below."
    )
    green, judged, red = (inline for inline in lead.content if isinstance(inline, Quantity))
    assert (named(green), named(red)) == (GREEN, RED)
    assert judged.value == len(GREEN) + AMBER_COUNT + len(RED)


def test_the_big_numbers_are_the_three_colours_in_words_and_shapes(scorecard: Document) -> None:
    (row,) = (block for block in scorecard.blocks if isinstance(block, KeyFigures))
    assert [(item.label, item.quantity.text, item.status.symbol) for item in row.items if item.status] == [
        ("Green", "6", "★"),
        ("Amber", "6", "■"),
        ("Red", "3", "✖"),
    ]


def test_what_is_well_below_better_and_worse_is_named_with_both_figures(scorecard: Document) -> None:
    blocks = sections(scorecard)[f"{ID}-stands-out"]
    lists = [block for block in blocks if isinstance(block, BulletList)]
    said = [[text_of(item, sentence=True) for item in block.items] for block in lists]
    assert said[0] == [
        "Attainment 8, disadvantaged pupils: 38.8, in England 41.3.",
        "English and mathematics GCSE at A* to C, disadvantaged pupils: 36%, in England 43%.",
        "Schools judged outstanding: 13%, in England 21%.",
    ]
    assert said[1] == [
        "Progress 8, all pupils: 0.01, in England -0.03.",
        "Childminders judged good or better: 95%, in England 89%.",
        "Secondary schools judged good or better: 84%, in England 79%.",
    ]
    assert [text.partition(":")[0] for text in said[2]] == [
        "Progress 8, disadvantaged pupils",
        "English and mathematics GCSE at A* to C, disadvantaged pupils",
    ]
    assert said[2][1].endswith("down from 38% in academic year 2014-15. The definition changed between the two.")


def test_the_key_is_the_sentence_of_the_policy(scorecard: Document, edition: Edition) -> None:
    said = " ".join(text_of((inline,)) for _, inline in inlines(scorecard))
    for _, sentence in edition.policies.education.key:
        assert sentence in said
    assert " ".join(sentence for _, sentence in edition.policies.education.key) == edition.policies.education.sentence


# -- tables ------------------------------------------------------------------------------------------------------------


def cell_words(found: Table, row: int, heading: str) -> str:
    place = [column.plain for column in found.columns].index(heading)
    return text_of(found.rows[row].cells[place].content)


def labels(found: Table) -> list[str]:
    return [" ".join(text_of(cell.content) for cell in row.cells[: found.header_columns]) for row in found.rows]


def by_label(found: Table) -> dict[str, Row]:
    return dict(zip(labels(found), found.rows, strict=True))


def test_early_years_by_district_and_pupils_with_years_across(scorecard: Document) -> None:
    found = table(scorecard, f"{ID}-early-years-table")
    assert [column.heading for column in found.columns] == [
        "Area",
        "Pupils",
        "2013",
        "2014",
        "2015",
        "2016",
        "Since 2015",
    ]
    assert len(found.rows) == 18
    rows = {label: [text_of(cell.content) for cell in row.cells[2:]] for label, row in by_label(found).items()}
    assert rows["Norfolk All"] == ["46% Red", "58% Amber ↑", "65% Amber ↑", "69% Green ↑", "+4"]
    assert rows["England Disadvantaged"] == ["36%", "45%", "51%", "54%", "+3"]
    assert rows["Breckland Disadvantaged"] == ["28% Red", "49% Green + ↑", "47% Amber ↓", "50% Amber ↑", "+3"]
    assert rows["North Norfolk All"] == ["48% Amber", "57% Amber ↑", "62% Amber ↑", "71% Green + ↑", "+9"]


def test_a_mark_says_in_full_what_it_was_set_against(scorecard: Document) -> None:
    row = by_label(table(scorecard, f"{ID}-early-years-table"))["North Norfolk All"]
    (status,) = (inline for inline in row.cells[5].content if isinstance(inline, Status))
    assert (status.tone, status.symbol) == (Tone.GOOD, "★")
    assert status.words == (
        "Green, above national: 71% is 2 percentage points above national, 69%."
        " Better: up from 62% in academic year 2014-15."
    )


def test_every_status_is_a_word_and_every_shade_has_one(scorecard: Document) -> None:
    for _, inline in inlines(scorecard):
        if isinstance(inline, Status):
            assert inline.label.split()[0] in {"Green", "Amber", "Red", "Better", "Worse"}
            assert inline.symbol
    for found in tables(scorecard):
        for row in found.rows:
            for cell in row.cells:
                if cell.tone is not None:
                    (status,) = (inline for inline in cell.content if isinstance(inline, Status))
                    assert status.tone is cell.tone
                    assert status.words.partition(":")[0].startswith(status.label.split()[0])


def test_the_new_standard_of_key_stage_2_has_neither_colour_nor_arrow(scorecard: Document) -> None:
    found = table(scorecard, f"{ID}-key-stage-2-table")
    assert [column.plain for column in found.columns[2:]] == [
        "Level 4b gap 2015",
        "All three 2016, provisional",
        "Reading 2016, provisional",
        "Writing 2016, provisional",
        "Mathematics 2016, provisional",
    ]
    for row in found.rows:
        for cell in row.cells[3:]:
            assert cell.tone is None
            assert [type(inline) for inline in cell.content] == [Quantity]
    rows = by_label(found)
    assert text_of(rows["Broadland All"].cells[2].content) == "+4 Green +"
    assert text_of(rows["Norfolk Disadvantaged"].cells[2].content) == "-7 Red"
    assert text_of(rows["England All"].cells[2].content) == "national"


def test_unpublished_and_provisional_results_are_said_in_words(scorecard: Document) -> None:
    headings_of = [column.plain for column in table(scorecard, f"{ID}-key-stage-4-table").columns]
    assert "Progress 8 2015, unpublished" in headings_of
    assert "Attainment 8 2015, unpublished" in headings_of
    assert "English and mathematics A* to C 2015" in headings_of
    said = [
        text_of(part.content)
        for block in scorecard.blocks
        if isinstance(block, Callout)
        for part in block.content
        if isinstance(part, Paragraph)
    ]
    assert any(text.startswith("All three, Reading, Writing and Mathematics. 2016, provisional:") for text in said)
    assert any(text.startswith("Progress 8 and Attainment 8. 2015, unpublished:") for text in said)
    assert any("Series break, September 2015: English literature counts" in text for text in said)


def test_inspections_stand_beside_the_nation_at_each_position(scorecard: Document) -> None:
    found = grid(table(scorecard, f"{ID}-inspections-table"))
    assert found.text("Schools judged good or better", "July 2014 Norfolk") == "70% Red"
    assert found.text("Schools judged good or better", "Latest, January 2017 Norfolk") == "88% Amber"
    assert found.text("Secondary schools judged good or better", "December 2016 Norfolk") == "84% Green + ↑"
    assert found.text("Children's centres judged good or better", "December 2016 Norfolk") == "65% Worse"
    assert found.text("Children's centres judged good or better", "December 2016 England") == "[x]"


def test_percentages_of_districts_follow_from_the_numbers_in_the_table_below(scorecard: Document) -> None:
    shares, numbers = table(scorecard, f"{ID}-districts-table"), table(scorecard, f"{ID}-district-numbers-table")
    checked = 0
    for label, row in by_label(numbers).items():
        for place in range(5):
            good, judged = (numbers_of(row.cells[1 + 2 * place + part].content) for part in (0, 1))
            share = numbers_of(by_label(shares)[label].cells[1 + place].content)
            assert share == 100 * good / judged
            checked += 1
    assert checked == 5 * 8
    together = by_label(numbers)["All districts added up"]
    assert [text_of(cell.content) for cell in together.cells[1:3]] == ["286", "402"]
    assert text_of(by_label(shares)["King's Lynn and West Norfolk"].cells[1].content) == "64% Red"


def numbers_of(content: tuple[object, ...]) -> Fraction:
    (found,) = (inline.value for inline in content if isinstance(inline, Quantity))
    assert isinstance(found, Fraction)
    return found


def test_districts_that_do_not_come_to_the_county_are_told(scorecard: Document) -> None:
    (warning,) = (block for block in scorecard.blocks if isinstance(block, Callout) and "do not come" in block.title)
    (told,) = warning.content
    assert isinstance(told, BulletList)
    assert [text_of(item) for item in told.items] == [
        "July 2014: the districts come to 71%, Norfolk is printed as 70%."
    ]


def test_disagreements_of_districts_and_nation_are_told(scorecard: Document) -> None:
    rows = by_label(table(scorecard, f"{ID}-disagreements-table"))
    assert set(rows) == {
        "Schools judged good or better, King's Lynn and West Norfolk",
        "Schools judged good or better, North Norfolk",
        "Schools judged good or better, England",
    }


# -- what is never worked out ------------------------------------------------------------------------------------------


def test_no_number_is_made_from_different_pupils(scorecard: Document) -> None:
    """The gap between disadvantaged pupils and all pupils, which the note of the pack warns against, is nowhere."""
    mixed, both = [], 0
    for where, quantity in quantities(scorecard):
        parts = {FigureId.parse(name).breakdown for name in quantity.figures}
        is_tally = quantity.value == len(quantity.figures) and not quantity.sign
        if len(parts) > 1 and not is_tally:
            mixed.append((where, quantity))
        both += parts == {DISADVANTAGED} and len(quantity.figures) == 2
    assert mixed == []
    assert both == 18, "differences of disadvantaged pupils with themselves: nine areas, two measures"


def test_no_number_is_a_gap_between_the_pupils_whatever_it_names(scorecard: Document, edition: Edition) -> None:
    """Also by value: no signed number that names two figures is a difference of anything but one series over time."""
    for where, quantity in quantities(scorecard):
        if quantity.sign and len(quantity.figures) == 2:
            later, earlier = (FigureId.parse(name) for name in quantity.figures)
            assert replace(later, period=earlier.period) == earlier, where
            values = [edition.snapshot.figures.get(each) for each in (later, earlier)]
            assert quantity.value == values[0].value - values[1].value  # type: ignore[union-attr, operator]


def test_all_pupils_and_a_part_of_them_are_never_in_one_chart(scorecard: Document) -> None:
    drawn = [chart for chart in charts(scorecard) if isinstance(chart, LineChart)]
    assert len(drawn) == 2
    for chart in drawn:
        ids = [FigureId.parse(name) for line in chart.lines for p in line.points for name in p.quantity.figures]
        assert len({each.breakdown for each in ids}) == 1
        assert [line.name for line in chart.lines] == ["Norfolk", "England"]
        assert len(ids) == 8


# -- the document ------------------------------------------------------------------------------------------------------


def test_anchors_and_ids_are_unique_and_begin_with_the_report(scorecard: Document) -> None:
    names = [heading.anchor for heading in headings(scorecard)]
    names += [each.id for each in tables(scorecard)] + [chart.id for chart in charts(scorecard)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert all(name.startswith(ID) for name in names if name != "history-limits")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_sections_have_headings_of_two_levels(edition: Edition, level: int) -> None:
    blocks = list(education_scorecard_sections(edition, level=level))
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    assert levels[0] == level
    assert set(levels) == {level, level + 1}


def test_captions_say_what_where_and_when(scorecard: Document) -> None:
    captions = [each.caption for each in tables(scorecard) if not each.id.endswith("disagreements-table")]
    assert len(set(captions)) == len(captions) == 6
    assert all("Norfolk" in caption and "20" in caption for caption in captions)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_it(scorecard: Document, tmp_path: Path, name: str) -> None:
    path = FORMATS[name](scorecard, tmp_path)
    assert path.stat().st_size > 200


def test_csv_holds_the_figure_its_mark_and_where_it_came_from(scorecard: Document, tmp_path: Path) -> None:
    FORMATS["csv"](scorecard, tmp_path)
    (path,) = tmp_path.rglob("*early-years-table.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (found,) = (
        row
        for row in rows
        if row["row"] == "Norwich, Disadvantaged" and row["column"] == "Good level of development 2016"
    )
    assert (found["value"], found["judged"]) == ("55", "Green + ↑")
    assert found["figures"].endswith("/norwich/in_year/2015-16-academic/pupils=disadvantaged")


# -- without its input -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def without(edition: Edition) -> Edition:
    """The edition of a council that supplied nothing about education."""
    shown = set(read_education_layout(edition.catalogue).indicators)
    snapshot: Snapshot = replace(
        edition.snapshot,
        figures=FigureStore(figure for figure in edition.snapshot.figures if figure.id.indicator not in shown),
    )
    return replace(edition, snapshot=snapshot)


def test_without_figures_there_are_no_sections_and_the_document_says_so(without: Edition) -> None:
    assert list(education_scorecard_sections(without)) == []
    document = build_education_scorecard(without)
    (said,) = (block for block in document.blocks if isinstance(block, Paragraph))
    assert "were supplied" in text_of(said.content)


def test_with_inspections_alone_there_is_no_aim_about_results(edition: Edition) -> None:
    layout = read_education_layout(edition.catalogue)
    results = {measure.indicator for measure in layout.result_measures}
    kept = FigureStore(figure for figure in edition.snapshot.figures if figure.id.indicator not in results)
    document = build_education_scorecard(replace(edition, snapshot=replace(edition.snapshot, figures=kept)))
    anchors = {heading.anchor for heading in headings(document)}
    assert f"{ID}-inspections" in anchors
    assert f"{ID}-results" not in anchors


def refused(folder: Path, old: str, new: str) -> list[str]:
    path = folder / "reports" / "education-scorecard.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_education_layout(Catalogue.load(folder))
    return [issue.code for issue in caught.value.issues]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- schools-outstanding", "- schools-outstandin", "REPORT-INDICATOR-UNKNOWN"),
        ("- schools-outstanding", "- re-referrals", "EDUCATION-MEASURE-NOT-HIGH"),
        ("scale: progress", "scale: progres", "VALUE-NOT-ALLOWED"),
        ("positions: 5", "positions: 0", "OUT-OF-RANGE"),
        ("positions: 5", "position: 5", "KEY-UNKNOWN"),
    ],
)
def test_a_mistake_in_the_layout_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = tmp_path / "definitions"
    copytree(shipped_definitions(), folder)
    assert code in refused(folder, old, new)
