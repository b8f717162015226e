"""PDF packs as councils print them: running heads, tables over the page, turned headings, halves of words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from made_pdf import MadePdf, Text, grid, shown

from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.sources.packs.broken_words import BROKEN, PERHAPS_BROKEN, KnownWords
from crossfoot.sources.packs.open_pack import open_pack

PLACES = (60, 200, 300, 400)
HEADS = ["Team", "Opened", "Closed"]
TEAMS = [["Coast", "31", "18"], ["Hills", "27", "22"], ["Moor", "19", "25"], ["Vale", "44", "40"], ["Weald", "12", "9"]]
Lines = list[tuple[float, float, float, float]]


def table(rows: Sequence[Sequence[str]], top: float, places: Sequence[float] = PLACES) -> tuple[list[Text], Lines]:
    texts = [
        (places[column] + 4, top + 20 * number + 14, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    return texts, grid(places, [top + 20 * number for number in range(len(rows) + 1)])


def opened(made: MadePdf, tmp_path: Path) -> Pack:
    return open_pack(made.save(tmp_path / "pack.pdf"))


def labels(found: PackTable) -> list[str]:
    return [row.label for row in found.rows]


def headings(found: PackTable) -> list[str]:
    return [column.heading for column in found.columns]


def furniture(page: int, pages: int) -> list[Text]:
    return [(60, 40, "Scrutiny Panel, 4 May 2021"), (250, 820, f"Page {page} of {pages}")]


@pytest.mark.parametrize("heads", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_goes_on_over_pages_between_running_heads(heads: bool, again: bool, tmp_path: Path) -> None:
    made = MadePdf()
    for page, part in enumerate((TEAMS[:2], TEAMS[2:4], TEAMS[4:])):
        texts, lines = table([HEADS, *part] if again or not page else part, 740 if not page else 70)
        if len(part) == 1 and not again:
            texts, lines = table(part, 70)
        made.add(
            [*(furniture(page + 1, 3) if heads else ()), *([] if page else [(60, 720, "Cases by team")]), *texts], lines
        )
    (found,) = opened(made, tmp_path).tables
    assert found.caption == "Cases by team"
    assert headings(found) == HEADS
    assert labels(found) == [row[0] for row in TEAMS]


def test_the_head_is_kept_once_and_the_words_of_pages_stay(tmp_path: Path) -> None:
    made = MadePdf()
    for page in range(1, 4):
        made.add([*furniture(page, 3), (60, 120, f"The panel met in room {page * 7}."), (60, 90, f"Part {page}")])
    assert [paragraph.text for paragraph in opened(made, tmp_path).paragraphs] == [
        "Scrutiny Panel, 4 May 2021",
        "Part 1", "The panel met in room 7.",
        "Part 2", "The panel met in room 14.",
        "Part 3", "The panel met in room 21.",
    ]  # fmt: skip


def test_captions_that_differ_by_their_number_are_no_running_heads(tmp_path: Path) -> None:
    made = MadePdf()
    for page in (1, 2):
        texts, lines = table([HEADS, *TEAMS[:3]], 90)
        made.add([(60, 40, "Scrutiny Panel"), (60, 70, f"Table {page}"), *texts], lines)
    assert [found.caption for found in opened(made, tmp_path).tables] == ["Table 1", "Table 2"]


def test_headings_at_one_height_on_two_pages_are_no_running_heads(tmp_path: Path) -> None:
    made = MadePdf()
    for part in (TEAMS[:3], TEAMS[3:]):
        texts, _ = table([HEADS, *part], 50)
        made.add([(x, 50 + (y - 50) * 0.7, text) for x, y, text in texts])
    found = opened(made, tmp_path).tables
    assert {tuple(headings(each)) for each in found} == {tuple(HEADS)}
    assert [label for each in found for label in labels(each)] == [row[0] for row in TEAMS]


def test_a_row_cut_by_the_page_is_one(tmp_path: Path) -> None:
    made = MadePdf()
    heads = ["Ref", "Concern", "Rating", "Owner"]
    texts, lines = table([heads, ["CR7", "Loss of a", "12", "Head of"]], 760, (60, 120, 260, 320, 400))
    made.add([(60, 740, "Concerns"), *texts], lines)
    texts, lines = table(
        [heads, ["", "key supplier", "", "buying"], ["CR8", "Late returns", "6", "Manager"]],
        50,
        (60, 120, 260, 320, 400),
    )
    made.add(texts, lines)
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["CR7", "Loss of a key supplier", "12", "Head of buying"],
        ["CR8", "Late returns", "6", "Manager"],
    ]


def test_rows_that_only_look_cut_stay(tmp_path: Path) -> None:
    made = MadePdf()
    texts, lines = table([HEADS, *TEAMS[:2]], 760)
    made.add([(60, 740, "Cases"), *texts], lines)
    texts, lines = table([["North area", "", ""], *TEAMS[2:]], 50)
    made.add(texts, lines)
    (found,) = opened(made, tmp_path).tables
    assert labels(found) == ["Coast", "Hills", "North area", "Moor", "Vale", "Weald"]


def test_a_note_at_the_foot_of_the_page_stands_below_the_whole_table(tmp_path: Path) -> None:
    made = MadePdf()
    texts, lines = table([HEADS, *TEAMS[:3]], 690)
    made.add([(60, 670, "Cases"), *texts, (60, 790, "* Closed by the end of March.")], lines)
    texts, lines = table([HEADS, *TEAMS[3:]], 50)
    made.add(texts, lines)
    pack = opened(made, tmp_path)
    assert [labels(found) for found in pack.tables] == [[row[0] for row in TEAMS]]
    assert "* Closed by the end of March." in [paragraph.text for paragraph in pack.paragraphs]


def test_another_table_of_the_same_columns_stays_apart(tmp_path: Path) -> None:
    made = MadePdf()
    for title in ("Cases in April", "Cases in May"):
        texts, lines = table([HEADS, *TEAMS[:3]], 90)
        made.add([(60, 70, title), *texts], lines)
    found = opened(made, tmp_path).tables
    assert [each.caption for each in found] == ["Cases in April", "Cases in May"]


@pytest.mark.parametrize("way", ["up", "down"])
def test_headings_that_are_turned_are_read_as_they_are_written(way: str, tmp_path: Path) -> None:
    made = MadePdf()
    texts, lines = table([["", "", ""], *TEAMS], 120)
    lines += grid(PLACES, [60, 120])
    more = "".join(
        shown(x, 115 if way == "up" else 65, text, way=way)
        for x, text in ((240, "Began this"), (255 if way == "up" else 228, "month"), (350, "Closed"))
    )
    made.add([(60, 40, "Cases by team"), (64, 115, "Team"), *texts], lines, more)
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == ["Team", "Began this month", "Closed"]


def test_a_word_across_the_page_is_no_part_of_a_table(tmp_path: Path) -> None:
    made = MadePdf()
    texts, lines = table([HEADS, *TEAMS], 120)
    made.add([(60, 100, "Cases"), *texts], lines, shown(100, 260, "DRAFT", size=60, way="askew"))
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == TEAMS


def test_a_raised_mark_is_no_digit_of_what_it_stands_beside(tmp_path: Path) -> None:
    made = MadePdf()
    texts, lines = table([HEADS, ["", "31", "18"], ["Hills", "", "22"]], 120)
    more = shown(64, 154, "Coast") + shown(91.3, 150.5, "1", size=6)
    more += shown(204, 174, "27") + shown(215.2, 170.5, "2", size=6)
    made.add([(60, 100, "Cases"), *texts], lines, more)
    (found,) = opened(made, tmp_path).tables
    assert found.rows[0].cells[0].text == "Coast\u00b9"
    number = found.rows[1].cells[1].number
    assert number is not None
    assert number.value == 27


def test_tables_right_under_each_other_are_two(tmp_path: Path) -> None:
    made = MadePdf()
    upper, lines = table([HEADS, *TEAMS[:3]], 100)
    places = (60, 140, 220, 280, 340, 400)
    lines += grid((60, 400), [180, 200])
    lower, more = table(
        [["Age", "Boys", "Girls", "Other", "All"], ["0 to 4", "3", "4", "1", "8"], ["5 to 9", "6", "2", "0", "8"]],
        200,
        places,
    )
    made.add([(60, 90, "Cases by team"), *upper, (64, 194, "Cases by age"), *lower], [*lines, *more])
    first, second = opened(made, tmp_path).tables
    assert (first.caption, second.caption) == ("Cases by team", "Cases by age")
    assert labels(first) == ["Coast", "Hills", "Moor"]
    assert headings(second) == ["Age", "Boys", "Girls", "Other", "All"]


def test_cells_in_colour_are_no_table_of_their_own(tmp_path: Path) -> None:
    made = MadePdf()
    rows = [
        ["Measure", "April", "May", "Target"],
        *([f"Visits {name}", "71%", "73%", "75%"] for name in ("one", "two", "three")),
    ]
    texts, _ = table(rows, 120, (60, 200, 260, 320, 400))
    made.add([(60, 100, "Visits made"), *texts], grid((200, 260, 320), [140, 160, 180, 200]))
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == rows[0]
    assert labels(found) == ["Visits one", "Visits two", "Visits three"]


def test_the_lines_of_a_paragraph_are_one_and_those_of_a_list_are_not(tmp_path: Path) -> None:
    made = MadePdf()
    made.add(
        [
            (60, 100, "Visits"),
            (60, 130, "Of the 412 visits that were due in the quarter, 371 were made on time, and a"),
            (60, 142, "further 20 within a week."),
            (60, 170, "- All teams now have a manager in post, who sees each of the visits that are late"),
            (60, 182, "- Two teams moved."),
        ]
    )  # fmt: skip
    assert [paragraph.text for paragraph in opened(made, tmp_path).paragraphs] == [
        "Visits",
        "Of the 412 visits that were due in the quarter, 371 were made on time, and a further 20 within a week.",
        "All teams now have a manager in post, who sees each of the visits that are late",
        "Two teams moved.",
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("Likeliho", "od", "Likelihood"),
        ("Quarte", "r", "Quarter"),
        ("FALS", "E", "FALSE"),
        ("CR1400", "2", "CR14002"),
        ("24.2", "%", "24.2%"),
        ("12,34", "5", "12,345"),
        ("Satisfactio", "n", "Satisfaction"),
        ("Recrui", "tment", "Recruitment"),
        ("Children", "seen", "Children seen"),
        ("Planned", "places", "Planned places"),
        ("Establishment", "posts", "Establishment posts"),
        ("Commissioned", "provider", "Commissioned provider"),
        ("Forecast", "Outturn", "Forecast Outturn"),
        ("April", "2021", "April 2021"),
        ("1,204", "38", "1,204 38"),
        ("Number", "in", "Number in"),
    ],
)
def test_halves_of_words_are_put_together(upper: str, lower: str, whole: str) -> None:
    known = KnownWords(["Likelihood of recruitment", "planned children seen in places", upper + BROKEN + lower])
    assert known.mend(upper + BROKEN + lower) == whole


def test_of_a_line_of_several_words_the_last_is_a_half_only_where_the_pack_says_so() -> None:
    known = KnownWords(["The attendance rate"])
    assert known.mend(f"Good atten{PERHAPS_BROKEN}dance") == "Good attendance"
    assert known.mend(f"Good punctua{PERHAPS_BROKEN}lity") == "Good punctua lity"


def test_a_word_broken_in_a_cell_is_whole(tmp_path: Path) -> None:
    made = MadePdf()
    places = (60, 140, 184, 260)
    texts, lines = table([["Concern", "", "Score"], ["Fraud", "3", "12"], ["Fire", "2", "8"]], 120, places)
    more = shown(142, 131, "Likeliho", size=9) + shown(142, 139.5, "od", size=9)
    made.add([(60, 100, "Concerns by likelihood"), *texts], lines, more)
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == ["Concern", "Likelihood", "Score"]


def test_a_row_without_lines_that_goes_on_under_itself_is_one(tmp_path: Path) -> None:
    made = MadePdf()
    rows = [
        ["Cost of", "Budget", "Spent", "Why"],
        ["Care at home", "", "", ""],
        ["Support for families", "412", "437", "More hours than the"],
        ["Short breaks", "96", "91", "Fewer stays."],
        ["Away from home", "", "", ""],
        ["Homes run by others", "233", "260", "Prices rose."],
        ["Foster carers", "781", "781", ""],
    ]
    texts = [
        ((60, 220, 290, 360)[column], 120 + 18 * number, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    # The rest of a label, and of a reason, right under them: nearer than the next row.
    texts = [(x, y + (11 if y > 156 else 0) + (11 if y > 210 else 0), text) for x, y, text in texts]
    texts += [(60, 167, "who foster"), (360, 167, "plan had"), (60, 232, "and by charities")]
    made.add([(60, 90, "Costs this year"), *texts])
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == rows[0]
    assert [[cell.text for cell in row.cells] for row in found.rows if row.cells[1].text] == [
        ["Support for families who foster", "412", "437", "More hours than the plan had"],
        ["Short breaks", "96", "91", "Fewer stays."],
        ["Homes run by others and by charities", "233", "260", "Prices rose."],
        ["Foster carers", "781", "781", ""],
    ]
    assert [row.section for row in found.rows if row.cells[1].text] == [
        "Care at home", "Care at home", "Away from home", "Away from home",
    ]  # fmt: skip


def test_rows_close_under_each_other_stay_rows(tmp_path: Path) -> None:
    made = MadePdf()
    rows = [HEADS, *TEAMS]
    texts = [
        (PLACES[column], 120 + 12 * number, text) for number, row in enumerate(rows) for column, text in enumerate(row)
    ]
    made.add([(60, 90, "Cases by team"), *texts])
    (found,) = opened(made, tmp_path).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == TEAMS
