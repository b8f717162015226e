"""PDF tables without lines: headings at the left of columns whose numbers stand at the right, and cells that touch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from made_pdf import MadePdf, Text, grid

from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.packs.text import align

WIDTHS = {"%": 8.89, " ": 2.78, ",": 2.78, ".": 2.78, "(": 3.33, ")": 3.33, "-": 3.33}
"""Of ten-point Helvetica."""
LEFT = (60.0, 200.0, 290.0, 380.0)
"""Where cells begin; the next begins 2 points after numbers end."""
HEADS = ["Team", "Opened", "Closed", "Open at end"]
ROWS = [["Coast", "31", "18", "113"], ["Hills", "127", "22", "105"], ["Moor", "19", "25", "(6)"]]


def right(x: float, y: float, text: str) -> Text:
    """A number that ends at a place."""
    return (x - sum(WIDTHS.get(letter, 5.56) for letter in text), y, text)


def as_sheet(rows: Sequence[Sequence[str]], y: float, left: Sequence[float] = LEFT) -> list[Text]:
    """As a sheet prints them: labels begin, and numbers end, at the edge of their cell."""
    ends = [*left[1:], left[-1] + left[-1] - left[-2]]
    return [
        right(ends[place] - 2, y + 16 * number, text) if place and text else (left[place], y + 16 * number, text)
        for number, row in enumerate(rows)
        for place, text in enumerate(row)
        if text
    ]


def headed(texts: Sequence[str], y: float, left: Sequence[float] = LEFT) -> list[Text]:
    return [(x, y, text) for x, text in zip(left, texts, strict=True) if text]


def opened(made: MadePdf, tmp_path: Path) -> Pack:
    return open_pack(made.save(tmp_path / "pack.pdf"))


def headings(found: PackTable) -> list[str]:
    return [column.heading for column in found.columns]


def texts(found: PackTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_a_heading_at_the_left_stands_over_numbers_at_the_right(tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 80, "Cases by team"), *headed(HEADS, 100), *as_sheet(ROWS, 120)])
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == HEADS
    assert texts(found) == ROWS


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["n", "A", "", "B", ""], ["x", "", "1", "", "2"], ["y", "", "3", "-", ""], ["z", "", "4", "", "5"]],
            [["n", "A", "B"], ["x", "1", "2"], ["y", "3", "-"], ["z", "4", "5"]],
        ),
        ([["n", "A", ""], ["x", "", "1"]], None),
        ([["n", "A", ""], ["x", "4", ""], ["y", "", "1"], ["z", "", "2"]], None),
        ([["n", "A", "B"], ["x", "", "1"], ["y", "", "2"]], None),
        ([["n", "A", ""], ["x", "", "said"], ["y", "", "not"]], None),
    ],
)
def test_two_columns_are_one_where_only_one_has_a_heading_and_only_the_other_values(
    rows: list[list[str]], expected: list[list[str]] | None
) -> None:
    pieces = [[(20.0 * place, 20.0 * place + 9, text) for place, text in enumerate(row) if text] for row in rows]
    assert align(pieces) == (expected or rows)


def test_headings_that_touch_are_parted_where_the_numbers_under_them_end(tmp_path: Path) -> None:
    left = (60.0, 200.0, 238.0, 300.0)
    heads = ["Reserve", "Paid in", "Taken out", "Held"]
    rows = [
        ["Schools", "770", "(1,268)", "3,156"],
        ["Transport", "894", "(93)", "3,419"],
        ["Grant", "83", "(160)", "0"],
    ]
    made = MadePdf()
    # `in` ends 6 points before `Taken` begins: less than what parts cells.
    made.add([*headed(heads, 100, left), *as_sheet(rows, 120, left)])
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == heads
    assert texts(found) == rows


def test_words_that_touch_the_number_before_them_are_a_column_where_their_heading_begins(tmp_path: Path) -> None:
    left = (60.0, 200.0, 290.0, 380.0)
    made = MadePdf()
    rated = [("Coast", "13", "46.2", "Red"), ("Hills", "16", "68.8", "Green"), ("Moor", "26", "42.3", "Red")]
    made.add(
        [
            *headed(["Team", "Cases", "%", "Rating"], 100, left),
            *as_sheet([each[:3] for each in rated], 120, left[:3]),
            *((380.0, 120.0 + 16 * place, each[3]) for place, each in enumerate(rated)),
        ]
    )
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == ["Team", "Cases", "%", "Rating"]
    assert texts(found) == [list(each) for each in rated]


def test_a_number_and_its_word_in_one_cell_stay_together(tmp_path: Path) -> None:
    made = MadePdf()
    lasts = [
        ("Coast", "13", "5 weeks"),
        ("Hills", "16", "7 weeks"),
        ("Moor", "26", "6 weeks"),
        ("Vale", "11", "9 weeks"),
    ]
    made.add(
        [
            *headed(["Team", "Cases", "Lasted"], 100, (60.0, 200.0, 310.0)),
            *as_sheet([each[:2] for each in lasts], 120, LEFT[:3]),
            *((310.0, 120.0 + 16 * place, each[2]) for place, each in enumerate(lasts)),
        ]
    )
    (found,) = opened(made, tmp_path).tables
    assert texts(found) == [list(each) for each in lasts]


def test_headings_alone_at_the_foot_of_a_page_head_the_rows_on_the_next(tmp_path: Path) -> None:
    made = MadePdf()
    made.add([(60, 700, "Cases by team"), (60, 720, "The year ended in March."), *headed(HEADS, 760)])
    made.add(as_sheet(ROWS, 80))
    (found,) = opened(made, tmp_path).tables
    assert headings(found) == HEADS
    assert texts(found) == ROWS


def test_ruled_headings_alone_at_the_foot_of_a_page_head_the_rows_on_the_next(tmp_path: Path) -> None:
    made = MadePdf()
    places = (60, 200, 300, 400, 500)
    made.add([(60, 720, "Cases by team"), *((x + 4, 774, text) for x, text in zip(places, HEADS, strict=False))],
             grid(places, (760, 780)))  # fmt: skip
    made.add(
        [
            (places[column] + 4, 94 + 20 * number, text)
            for number, row in enumerate(ROWS)
            for column, text in enumerate(row)
        ],
        grid(places, (80, 100, 120, 140)),
    )
    (found,) = opened(made, tmp_path).tables
    assert found.caption == "Cases by team"
    assert headings(found) == HEADS
    assert texts(found) == ROWS


def test_lines_of_another_table_on_the_page_do_not_move_those_of_a_table(tmp_path: Path) -> None:
    made = MadePdf()
    marks: list[Text] = []
    lines = []
    # Each table has its lines three points left of those of the table above it, nearly.
    for number in range(5):
        top, places = 80 + 120 * number, [60, *(x - 2.9 * number for x in (200, 240, 280))]
        rows = [["Team", "In", "Out"], ["Coast", f"13{number}", "118"], ["Hills", "127", f"22{number}"]]
        lines += grid(places, [top + 20 * place for place in range(4)])
        marks.append((60, top - 20, f"Part {number + 1} of the year"))
        for place, row in enumerate(rows):
            y = top + 20 * place + 14
            marks.append((62, y, row[0]))
            marks += [right(end - 0.5, y, text) for end, text in zip(places[2:], row[1:], strict=True)]
    made.add(marks, lines)
    tables = opened(made, tmp_path).tables
    assert [texts(found) for found in tables] == [
        [["Coast", f"13{number}", "118"], ["Hills", "127", f"22{number}"]] for number in range(5)
    ]
