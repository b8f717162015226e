"""PDF tables with lines between their rows and none between columns, as web pages and word processors print them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from made_pdf import MadePdf, Text, shown

from crossfoot.audit.reading.pack import Pack
from crossfoot.sources.packs.open_pack import open_pack

LEFT, RIGHT = 60, 520
PLACES = (64, 200, 270, 340, 410)
Lines = list[tuple[float, float, float, float]]


def rules(*down: float, left: float = LEFT, right: float = RIGHT) -> Lines:
    return [(left, y, right, y) for y in down]


def row(top: float, *texts: str, places: Sequence[float] = PLACES) -> list[Text]:
    return [(x, top, text) for x, text in zip(places, texts, strict=False) if text]


def opened(made: MadePdf, tmp_path: Path) -> Pack:
    return open_pack(made.save(tmp_path / "pack.pdf"))


def test_headings_over_groups_of_columns_and_in_two_lines(tmp_path: Path) -> None:
    texts = [
        (60, 60, "Nights and cost"),
        *[(248, 86, "Nights"), (376, 86, "Cost a night")],
        *row(103, "", "Planned", "Actual", "Planned", "Actual"),
        *row(114, "Type", "nights", "nights", "cost", "cost"),
        *row(131, "Residential", "7,500", "9,000", "27.20", "44.95"),
        *row(149, "Fostering with", "1,000", "1,250", "28.72", "30.44"),
        *row(160, "an agency"),
        *row(177, "Other", "1,600", "1,670", "52.40", "52.90"),
    ]
    made = MadePdf()
    made.add(texts, [*rules(91, left=190), *rules(118, 136, 165, 182)])
    (found,) = opened(made, tmp_path).tables
    assert [column.heading for column in found.columns] == [
        "Type", "Nights | Planned nights", "Nights | Actual nights", "Cost a night | Planned cost",
        "Cost a night | Actual cost",
    ]  # fmt: skip
    assert [line.label for line in found.rows] == ["Residential", "Fostering with an agency", "Other"]
    assert [cell.text for cell in found.rows[1].cells[1:]] == ["1,000", "1,250", "28.72", "30.44"]


def test_rows_of_words_in_several_lines_are_cells(tmp_path: Path) -> None:
    places = (64, 170, 380)
    texts = [
        *row(74, "Measure", "What disagrees", "What to do", places=places),
        *row(92, "Assessments", "The parts come to 698 against", "Look for records that", places=places),
        *row(103, "authorised", "a total of 707, nine short of", "were counted twice.", places=places),
        *row(114, "", "it in November.", "", places=places),
        *row(132, "Children", "Printed as 1,110 and", "Ask the owner.", places=places),
        *row(143, "looked after", "as 1,113.", "", places=places),
        *row(161, "Visits", "Not the same in January.", "Ask the owner.", places=places),
    ]
    made = MadePdf()
    made.add(texts, rules(79, 119, 148, 166))
    (found,) = opened(made, tmp_path).tables
    assert [cell.text for cell in found.rows[0].cells] == [
        "Assessments authorised", "The parts come to 698 against a total of 707, nine short of it in November.",
        "Look for records that were counted twice.",
    ]  # fmt: skip
    assert [line.cells[0].text for line in found.rows] == ["Assessments authorised", "Children looked after", "Visits"]


def test_names_of_sections_go_from_end_to_end_and_words_below_the_table_are_no_row(tmp_path: Path) -> None:
    texts = [
        *row(74, "Team", "Opened", "Closed", "Open"),
        *row(92, "Teams of the northern half of the county, by the sea"),
        *row(110, "Coast", "31", "18", "90"),
        *row(128, "Hills", "27", "22", "81"),
        *row(146, "A risk that stands below the table"),
    ]
    made = MadePdf()
    made.add(texts, rules(79, 97, 115, 133, 151))
    pack = opened(made, tmp_path)
    (found,) = pack.tables
    assert [line.label for line in found.rows] == [
        "Teams of the northern half of the county, by the sea", "Coast", "Hills",
    ]  # fmt: skip
    assert "A risk that stands below the table" in [each.text for each in pack.paragraphs]


@pytest.mark.parametrize("close", [True, False])
def test_several_rows_between_two_lines_stay_rows(close: bool, tmp_path: Path) -> None:
    step = 11 if close else 18
    texts = row(74, "Team", "Opened", "Closed", "Open")
    for number, team in enumerate(["Coast", "Hills", "Moor", "Vale"]):
        texts += row(92 + step * number, team, str(31 + number), str(18 + number), str(90 + number))
    made = MadePdf()
    made.add(texts, rules(60, 79, 92 + step * 3 + 6))
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in line.cells] for line in found.rows][1:3] == [
        ["Hills", "32", "19", "91"], ["Moor", "33", "20", "92"],
    ]  # fmt: skip


def test_a_number_in_a_label_keeps_its_place_when_the_label_goes_on(tmp_path: Path) -> None:
    texts = [
        *row(80, "Measure", "Jan", "Feb", "Mar"),
        *row(100, "Section 47 enquiries", "142", "119", "135"),
        *row(111, "per 10,000 under 18"),
        *row(131, "Contacts", "31", "18", "90"),
        *row(151, "Referrals", "27", "22", "81"),
    ]
    made = MadePdf()
    made.add(texts)
    (found,) = opened(made, tmp_path).tables
    assert found.rows[0].label == "Section 47 enquiries per 10,000 under 18"


def test_the_scale_of_a_chart_is_no_part_of_the_words_beside_it(tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 100, "650"), (400, 100, "with a health assessment"), (60, 160, "625"), (60, 200, "Some words.")])
    said = [each.text for each in opened(made, tmp_path).paragraphs]
    assert "650" in said
    assert "with a health assessment" in said


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Visits in time were 98.6% at the end of the month. The share rose by", "0.1 percentage points."),
        ("The share of visits that were made in time was higher in January", "2017 than in the year before."),
    ],
)
def test_a_sentence_goes_on_in_a_box_narrower_than_the_page(upper: str, lower: str, tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 100, upper), (60, 113, lower), (60, 700, "A line that is as wide as the page" + " is wide" * 9)])
    assert f"{upper} {lower}" in [each.text for each in opened(made, tmp_path).paragraphs]


def test_lines_that_a_picture_has_beside_words_make_no_table(tmp_path: Path) -> None:
    texts = [(40, y, str(value)) for y, value in ((103, 30), (123, 20), (143, 10), (163, 0))]
    made = MadePdf()
    made.add([*texts, (200, 180, "Jan"), (300, 180, "Feb"), (400, 180, "Mar")], rules(100, 120, 140, 160))
    assert not [table for table in opened(made, tmp_path).tables if len(table.rows) > 2]


def test_words_of_a_larger_size_above_a_line_are_no_headings(tmp_path: Path) -> None:
    made = MadePdf()
    texts = [
        *row(100, "Coast", "31", "18", "90"),
        *row(118, "Hills", "27", "22", "81"),
        *row(136, "Moor", "9", "8", "7"),
    ]
    made.add(texts, rules(87, 105, 123, 141), shown(60, 82, "What the teams did", size=16))
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in line.cells] for line in found.rows][-2:] == [
        ["Hills", "27", "22", "81"], ["Moor", "9", "8", "7"],
    ]  # fmt: skip


def test_a_heading_in_many_lines_stands_beside_those_of_a_group(tmp_path: Path) -> None:
    texts = [
        (345, 78, "Compared with"),
        *row(86, "", "", "Year to"),
        *row(97, "", "Jan to", "date last", "", "Best"),
        *row(108, "Measure", "March", "year", "England", "council"),
        *row(125, "Visits in time", "88%", "81%", "79%", "95%"),
        *row(143, "Plans in time", "91%", "90%", "84%", "99%"),
        *row(161, "Seen alone", "70%", "72%", "75%", "88%"),
    ]
    made = MadePdf()
    made.add(texts, [*rules(83, left=330), *rules(112, 130, 148, 166)])
    (found,) = opened(made, tmp_path).tables
    assert [column.heading for column in found.columns] == [
        "Measure", "Jan to March", "Year to date last year", "Compared with | England", "Compared with | Best council",
    ]  # fmt: skip


def test_a_patch_of_colour_in_every_row_is_no_table_of_its_own(tmp_path: Path) -> None:
    texts = row(74, "Team", "Opened", "Closed", "Rating")
    lines = rules(79, 97, 115, 133)
    for number, (team, rating) in enumerate([("Coast", "Red"), ("Hills", "Green"), ("Moor", "Amber")]):
        texts += row(92 + 18 * number, team, str(31 + number), str(18 + number), rating)
        lines += [(x, 79 + 18 * number, x, 97 + 18 * number) for x in (265, 335, RIGHT)]
    made = MadePdf()
    made.add(texts, lines)
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in line.cells] for line in found.rows] == [
        ["Coast", "31", "18", "Red"], ["Hills", "32", "19", "Green"], ["Moor", "33", "20", "Amber"],
    ]  # fmt: skip
