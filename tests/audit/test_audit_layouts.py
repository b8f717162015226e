"""Layouts of foreign packs: grids cut into tables, titles, notes; labels in two lines; what is hidden or drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml

from crossfoot.audit.reading.cells import read_cell
from crossfoot.audit.reading.cut_grid import cut_grid
from crossfoot.audit.reading.pack import Pack
from crossfoot.sources.packs.cell_colours import colour_name
from crossfoot.sources.packs.hidden_lines import are_counted
from crossfoot.sources.packs.open_pack import open_pack
from crossfoot.sources.packs.picture_words import words_of_picture

CUTS = """
a title above is no heading
Foster carers by area
Area | 2016 | 2017
East | 12 | 14
=> "Foster carers by area" [Area / East]

a title, new headings and other rows under a table
Team | Open | Closed
East | 12 | 14
West | 10 | 11
Sickness by team
Team | Headcount | Days lost
East | 30 | 44
=> [Team / East / West] "Sickness by team" [Team / East]

a section is no title
Measure | 2016 | 2017
Primary schools
Attendance | 95.1 | 95.4
Secondary schools
Attendance | 94.1 | 94.0
=> [Measure / Primary schools / Attendance / Secondary schools / Attendance]

a section over a row of words is no title
Measure | 2016 | 2017
Attendance | 95.1 | 95.4
Inspection
Outcome | Good | Good
Days since | 400 | 765
=> [Measure / Attendance / Inspection / Outcome / Days since]

a blank row before a total parts nothing
Service | Budget | Actual
Adoption | 12 | 14
| |
Total | 12 | 14
=> [Service / Adoption / / Total]

after a blank row words head another table
Service | Budget | Actual
Adoption | 12 | 14
| |
Agency | Referrals | Accepted
Police | 40 | 31
=> [Service / Adoption] [Agency / Police]

headings printed again with `continued`
Nurseries
Place | 2016 | 2017
Ash | 12 | 14
Nurseries (continued)
Place | 2016 | 2017
Elm | 22 | 24
=> "Nurseries" [Place / Ash / Elm]

notes below, a label that goes on above them
Placement | Boys | Girls
Kinship | 12 | 14
Children's homes | 3 | 4
and hostels
Source: case records on 31 March.
=> [Placement / Kinship / Children's homes / and hostels] "Source: case records on 31 March."

side by side with unequal headings
Posts | | | | Age of staff | |
Team | Filled | Empty | | Band | Men | Women
East | 12 | 3 | | 16 to 24 | 2 | 3
West | 10 | 1 | | 25 to 49 | 8 | 9
North | 9 | 2 | | 50 and over | 1 | 2
=> "Posts" [Team / East / West / North] "Age of staff" [Band / 16 to 24 / 25 to 49 / 50 and over]

a blank column before a rating parts nothing
Measure | 2016 | 2017 | | Trend | Target
Contacts | 12 | 13 | | Rising | 12
Referrals | 8 | 7 | | Falling | 9
Reviews | 5 | 5 | | Steady | 5
=> [Measure / Contacts / Referrals / Reviews]

a unit over all columns stays with the headings
£000
Service | Budget | Actual
Adoption | 12 | 14
=> [£000 / Service / Adoption]

a heading over some columns is no title
| Number | |
Area | 2016 | 2017 |
East | 12 | 14 |
=> [ / Area / East]
"""


def _cases(text: str) -> list[tuple[str, list[str], str]]:
    cases = []
    for block in text.strip().split("\n\n"):
        name, *rows, expected = block.split("\n")
        cases.append((name, rows, expected.removeprefix("=> ")))
    return cases


@pytest.mark.parametrize(
    ("name", "lines", "expected"), _cases(CUTS), ids=lambda case: case if isinstance(case, str) else ""
)
def test_a_grid_is_cut_where_a_reader_would_cut_it(name: str, lines: list[str], expected: str) -> None:
    texts = [[cell.strip() for cell in line.split("|")] for line in lines]
    width = max(map(len, texts))
    rows = [
        tuple(read_cell(text, number) for text in [*row, *[""] * (width - len(row))])
        for number, row in enumerate(texts, start=1)
    ]
    found = " ".join(
        f'"{piece.words}"' if piece.words else f"[{' / '.join(row[0].text for row in piece.rows)}]"
        for piece in cut_grid(rows)
    )
    assert found == expected.replace("/ /", "/  /"), name


def _open(path: Path, text: str) -> Pack:
    path.write_text(text, encoding="utf-8")
    return open_pack(path)


def _shape(pack: Pack) -> list[tuple[str, list[str], list[str]]]:
    return [
        (table.caption, [column.heading for column in table.columns], [row.label for row in table.rows])
        for table in pack.tables
    ]


TEXTS = """
names of sections without a tab
Absence
\tPrimary\t\tSecondary\t
\t2015/16\t2016/17\t2015/16\t2016/17
Authorised
Illness\t2.1\t2.2\t3.1\t3.3
Holiday\t0.2\t0.1\t0.1\t0.1
Unauthorised
Late\t0.6\t0.7\t2.4\t2.6
=> Absence: , Primary | 2015/16, Primary | 2016/17, Secondary | 2015/16, Secondary | 2016/17: Authorised, Illness, \
Holiday, Unauthorised, Late

headings that lost the blank cell over the labels
Original budget £000\tLatest budget £000\tOutturn £000
Directorate P
Spending\t1,200\t1,250\t1,260
Income\t(200)\t(210)\t(205)
=> : , Original budget £000, Latest budget £000, Outturn £000: Directorate P, Spending, Income

a title of its own parts tables
Area\t2016\t2017
East\t12\t14
West\t11\t10
Table 2 Carers
East\t3\t4
West\t2\t2
=> : Area, 2016, 2017: East, West; Table 2 Carers: , , : East, West

years with marks of notes
Area\t2015(4)\t2016(5)\t2017 (p)
East\t12\t14\t15
=> : Area, 2015(4), 2016(5), 2017 (p): East

ages label the rows
Age\tBoys\tGirls\tAll
4 and under\t1\t2\t3
5\t4\t4\t8
6\t3\t2\t5
7\t6\t2\t8
=> : Age, Boys, Girls, All: 4 and under, 5, 6, 7

scores that count down label the rows
Probability\t1\t2\t3\tAll
3\t0\t1\t0\t1
2\t1\t0\t2\t3
1\t0\t0\t1\t1
=> : Probability, 1, 2, 3, All: 3, 2, 1

figures beside words label nothing
Rating\tCount\tLast year\tYear before
High\t3\t4\t5
Middle\t2\t2\t1
Low\t1\t0\t2
=> : Rating, Count, Last year, Year before: High, Middle, Low

labels in two lines, the second with or without the numbers
Scheme\tBudget\tSpent
Replacement hall,\t10.5\t2.3
Mill Lane\t\t
Children's centres and
youth hubs\t4.1\t4.0
Playgrounds\t1.0\t0.8
of which fenced\t\t
=> : Scheme, Budget, Spent: Replacement hall, Mill Lane, Children's centres and youth hubs, Playgrounds, \
of which fenced
"""


@pytest.mark.parametrize(
    ("name", "lines", "expected"), _cases(TEXTS), ids=lambda case: case if isinstance(case, str) else ""
)
def test_a_text_is_read_as_a_reader_reads_it(name: str, lines: list[str], expected: str, tmp_path: Path) -> None:
    pack = _open(tmp_path / "pack.txt", "\n".join(lines))
    shapes = [f"{caption}: {', '.join(columns)}: {', '.join(labels)}" for caption, columns, labels in _shape(pack)]
    assert "; ".join(shapes) == expected, name


PAGE = """<html><head><style>.late{background-color:#ff0000} .gone{display:none}
@media print{.area{display:none}}</style>
</head><body><table><tr><td></td><td colspan=2>Contacts rose to 44 in May 2017.</td></tr><tr><td></td><td>
<table cols=4><tr style="height:0px"><td></td><td></td><td></td><td></td></tr>
<tr><td colspan=4><b>Visits by area</b></td></tr>
<tr class=area><td>Area</td><td>Apr-17</td><td>May-17</td><td>Direction</td><td>RAG</td></tr>
<tr><td>East<sup>1</sup></td><td>12<sup>2</sup></td><td>14</td><td><img src=u.png alt="Improving (up arrow)"></td>
<td style="background:#00b050"></td></tr>
<tr class=gone><td>Closed</td><td>5</td><td>5</td><td></td><td></td></tr>
<tr><td>West and<br>Moor</td><td>11</td><td>10</td><td><i class="fa fa-arrow-down"></i></td><td class=late></td></tr>
<tr><td>All</td><td>23</td><td>24</td><td></td><td></td></tr></table></td></tr></table></body></html>"""


def test_a_page_says_what_it_shows(tmp_path: Path) -> None:
    pack = _open(tmp_path / "page.html", PAGE)
    (table,) = pack.tables
    assert table.caption == "Visits by area"
    assert [paragraph.text for paragraph in pack.paragraphs] == ["Contacts rose to 44 in May 2017.", "Visits by area"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["East\u00b9", "12\u00b2", "14", "\u2191 Improving", "Green"],
        ["West and Moor", "11", "10", "\u2193", "Red"],
        ["All", "23", "24", "", ""],
    ]
    assert table.rows[0].cells[1].number is not None
    assert table.rows[0].cells[1].number.value == 12
    assert pack.unread == ["Hidden rows, 9: they were not read."]


def test_two_tables_of_a_page_are_two_though_nothing_stands_between(tmp_path: Path) -> None:
    one = "<table><tr><td colspan=3>{}</td></tr><tr><td>Team</td><td>{}</td><td>{}</td></tr>{}</table>"
    rows = "<tr><td>East</td><td>3</td><td>4</td></tr><tr><td>West</td><td>5</td><td>6</td></tr>"
    text = one.format("Cases open", "Apr-17", "May-17", rows) + one.format("Posts", "Filled", "Empty", rows)
    assert _shape(_open(tmp_path / "page.html", f"<html><body>{text}</body></html>")) == [
        ("Cases open", ["Team", "Apr-17", "May-17"], ["East", "West"]),
        ("Posts", ["Team", "Filled", "Empty"], ["East", "West"]),
    ]


def test_a_workbook_shows_no_hidden_columns_and_keeps_rows_that_totals_need(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Board")
        red = book.add_format({"bg_color": "#FF0000"})
        amber = book.add_format({"bg_color": "#FFC000"})
        lines: list[list[Any]] = [
            ["Visits by area"], ["Area", 2016, 2017, "Status"], ["East", 10, 12, red], ["Closed", 4, 5, amber],
            ["West", 20, 21, "G"], ["Total", 34, 38], [], ["Carers"], ["Area", 2016, 2017], ["East", 3, 4],
            ["West", 2, 2], ["Total", 5, 6],
        ]  # fmt: skip
        for number, line in enumerate(lines):
            for place, value in enumerate(line):
                if value in (red, amber):
                    sheet.write_blank(number, place, None, value)
                else:
                    sheet.write(number, place, value)
            sheet.write(number, 7, number * 7)
        sheet.set_column(7, 7, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
    pack = open_pack(path)
    assert _shape(pack) == [
        ("Visits by area", ["Area", "2016", "2017", "Status"], ["East", "Closed", "West", "Total"]),
        ("Carers", ["Area", "2016", "2017"], ["East", "West", "Total"]),
    ]
    assert [row.cells[3].text for row in pack.tables[0].rows] == ["Red", "Amber", "G", ""]
    assert pack.unread == [
        "Board: Hidden columns, H: they were not read.",
        "Board: Hidden rows, 4: totals need them, so they were read.",
    ]


def test_a_word_table_that_lays_out_the_page_is_read_cell_by_cell(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    for cell, title, head in zip(outer.rows[0].cells, ("Carers", "Posts"), ("Area", "Team"), strict=True):
        cell.paragraphs[0].text = f"Table: {title}"
        inner = cell.add_table(rows=3, cols=3)
        for line, row in zip([[head, "2016", "2017"], ["East", "3", "4"], ["All", "3", "4"]], inner.rows, strict=True):
            for text, place in zip(line, row.cells, strict=True):
                place.text = text
    shade = '<w:shd xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="clear" w:fill="{}"/>'
    last = document.add_table(rows=3, cols=3)
    for row, line in zip(last.rows, [["Risk", "Score", "RAG"], ["Fire", "12", ""], ["Flood", "4", ""]], strict=True):
        for text, place in zip(line, row.cells, strict=True):
            place.text = text
    last.cell(1, 0).paragraphs[0].add_run("2").font.superscript = True
    for number, colour in ((1, "FF0000"), (2, "92D050")):
        last.cell(number, 2)._tc.get_or_add_tcPr().append(parse_xml(shade.format(colour)))
    document.save(str(tmp_path / "laid.docx"))
    pack = open_pack(tmp_path / "laid.docx")
    assert [(table.caption, table.columns[0].heading) for table in pack.tables][:2] == [
        ("Table: Carers", "Area"),
        ("Table: Posts", "Team"),
    ]
    assert [[cell.text for cell in row.cells] for row in pack.tables[2].rows] == [
        ["Fire\u00b2", "12", "Red"],
        ["Flood", "4", "Green"],
    ]


PICTURES = """
Down arrow                     | \u2193
Green upward arrow             | \u2191
arrow pointing right           | \u2192
Worsening (down arrow)         | \u2193 Worsening
RAG status: amber              | Amber
red circle                     | Red
Improving                      | Improving
up.png                         |
Picture 3                      |
"""


@pytest.mark.parametrize("line", PICTURES.strip().split("\n"))
def test_a_picture_says_what_its_description_says(line: str) -> None:
    description, _, expected = (part.strip() for part in line.partition("|"))
    assert words_of_picture(description) == expected


COLOURS = """
#FF0000 | Red
FFC7CE  | Red
FFFFC000| Amber
#ff0    | Amber
rgb(0, 176, 80) | Green
orange  | Amber
#4472C4 |
#D9D9D9 |
FFFFFF  |
inherit |
"""


@pytest.mark.parametrize("line", COLOURS.strip().split("\n"))
def test_a_colour_has_a_name_where_it_is_one_of_three(line: str) -> None:
    code, _, expected = (part.strip() for part in line.partition("|"))
    assert colour_name(code) == expected


@pytest.mark.parametrize(
    ("rows", "hidden", "expected"),
    [
        ([["East", "3"], ["Moor", "2"], ["Total", "5"]], {1}, True),
        ([["East", "3"], ["Moor", "2"], ["Total", "3"]], {1}, False),
        ([["East", "3"], ["Moor", "2"], ["West", "9"]], {1}, False),
        ([["Sub", "7"], ["East", "1,003"], ["Moor", "2"], ["Total", "1,005"]], {2}, True),
        ([["East", "3"], ["Total", "3"], ["Moor", "2"]], {2}, False),
    ],
)
def test_hidden_rows_count_where_a_total_needs_them(rows: list[list[str]], hidden: set[int], expected: bool) -> None:
    assert are_counted(rows, hidden) is expected
