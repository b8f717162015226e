from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_document import GREEN, RED, bar_chart, cell, line_chart, number, percentage, sample_document
from spreadsheet_documents import judged_document, statuses

from crossfoot.render.document_tables import tables_of
from crossfoot.render.plain_text import tone_labels
from crossfoot.render.sheet_cells import LONGEST_TEXT, LinkCell, NumberCell, TextCell, read_cell, text_cell
from crossfoot.render.sheet_layout import PROSE, WIDEST, column_width, lines_of, measure
from crossfoot.render.sheet_words import block_lines, lines
from crossfoot.render.sheets import Sheet, sheets, unique_headings
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    DefinitionList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.numbering import numbered
from crossfoot.vocabulary.units import Unit

LABELS = tone_labels(sample_document())


def document_of(*blocks: Block) -> Document:
    return replace(sample_document(), blocks=blocks, notes=())


def sheet_of(*rows: Row, columns: tuple[Column, ...] = (Column("Name"), Column("Value")), caption: str = "C") -> Sheet:
    return sheets(document_of(Table("table", caption, columns, rows)))[-1]


def texts(sheet: Sheet, heading: str) -> list[str]:
    place = [column.heading for column in sheet.columns].index(heading)
    return [row[place].text for row in sheet.rows]


def read(*content: str | Quantity | Status | Link | NoteMark, tone: Tone | None = None) -> tuple[object, str, str]:
    reading = read_cell(cell(*content, tone=tone), labels=LABELS, anchors={"there": ("Report", 7)})
    kind = type(reading.shown)
    return (kind, reading.shown.text), reading.judged, reading.notes


# -- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "tone", "shown", "judged", "notes"),
    [
        ((percentage("85.7"),), None, (NumberCell, "85.7%"), "", ""),
        ((percentage("85.7"), " ✖"), Tone.POOR, (NumberCell, "85.7%"), "Red", ""),
        ((percentage("85.7"), " ✖"), None, (NumberCell, "85.7%"), "Red", ""),
        ((percentage("85.7"),), Tone.GOOD, (NumberCell, "85.7%"), "Green", ""),
        ((percentage("85.7"),), Tone.NEUTRAL, (NumberCell, "85.7%"), "", ""),
        ((percentage("85.7"), " ", RED), None, (NumberCell, "85.7%"), "Red", ""),
        ((percentage("85.7"), NoteMark(2)), None, (NumberCell, "85.7%"), "", "[note 2]"),
        ((number("-5821"), " (", percentage("-17.1"), ")"), None, (TextCell, "-5,821 (-17.1%)"), "", ""),
        ((number("12"), " children"), Tone.FAIR, (TextCell, "12 children"), "Amber", ""),
        ((number("12"), " of ", number("20")), None, (TextCell, "12 of 20"), "", ""),
        ((number(None),), None, (TextCell, "[x]"), "", ""),
        ((number(None), " ✖"), Tone.POOR, (TextCell, "[x] ✖"), "Red", ""),
        ((GREEN,), Tone.GOOD, (TextCell, "Green"), "", ""),
        ((" ✖ ",), Tone.POOR, (TextCell, "Red"), "", ""),
        (("↗",), None, (TextCell, "↗"), "", ""),
        ((Link("There", "#there"),), None, (LinkCell, "There"), "", ""),
        ((Link("Gone", "#gone"),), None, (TextCell, "Gone"), "", ""),
        ((Link("Guide", "https://example.org/"),), None, (TextCell, "Guide (https://example.org/)"), "", ""),
        (("Contacts", NoteMark(1)), None, (TextCell, "Contacts [note 1]"), "", ""),
        ((), None, (TextCell, ""), "", ""),
    ],
)
def test_what_a_cell_becomes(
    content: tuple[str | Quantity | Status | Link | NoteMark, ...],
    tone: Tone | None,
    shown: tuple[object, str],
    judged: str,
    notes: str,
) -> None:
    assert read(*content, tone=tone) == (shown, judged, notes)


def test_a_target_that_must_be_beaten_keeps_its_mark() -> None:
    target = Quantity.literal(20, Unit.PERCENTAGE, 0, "target/x", prefix="<")
    assert read(target) == ((TextCell, "<20%"), "", "")


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        (percentage("85.7"), "0.857"),
        (number("85.65", Unit.PERCENTAGE, 1), "0.857"),
        (number("-0.04", Unit.PERCENTAGE, 1), "0.000"),
        (number("8.1", Unit.PERCENTAGE_POINTS, 1), "8.1"),
        (number("-1250000", Unit.POUNDS), "-1250000"),
        (number("2/3", Unit.RATE_PER_10K, 2), "0.67"),
        (number("123456789012345"), "123456789012345"),
    ],
)
def test_numbers_are_rounded_as_printed_and_percentages_are_of_one(quantity: Quantity, value: str) -> None:
    shown = read_cell(Cell((quantity,)), labels=LABELS, anchors={}).shown
    assert isinstance(shown, NumberCell)
    assert str(shown.value) == value


def test_a_number_of_more_digits_than_a_cell_keeps_is_words() -> None:
    assert read(number("1234567890123456")) == ((TextCell, "1,234,567,890,123,456"), "", "")


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    longest = text_cell("x" * LONGEST_TEXT).text
    assert longest == "x" * 32_767
    cut = text_cell("x" * (LONGEST_TEXT + 1)).text
    assert len(cut) == 32_767
    assert cut.endswith("x [cut here: the text is too long for a cell]")
    pairs = text_cell("\U0001f469" * 20_000).text
    assert len(pairs.encode("utf-16-le")) // 2 <= 32_767


# -- columns -------------------------------------------------------------------------------------------------------


def test_only_columns_with_a_judgement_get_a_neighbour() -> None:
    sheet = sheets(judged_document())[-1]
    assert [column.heading for column in sheet.columns] == [
        "Sign", "Dec-16", "Jan-17", "Jan-17 judged", "Change", "RAG"
    ]  # fmt: skip
    assert texts(sheet, "Jan-17 judged") == ["Red", "Amber", "Not judged"]
    assert [column.right for column in sheet.columns] == [False, True, True, False, True, False]
    tones = [row[3].tone for row in sheet.rows if isinstance(row[3], TextCell)]
    assert tones == [Tone.POOR, Tone.FAIR, None]


def test_the_judgement_is_the_document_s_own_word() -> None:
    behind = Status(Tone.POOR, "Behind", "✖")
    table = Table("t", "C", (Column("A"), Column("B")), (Row((cell("x"), cell(number("1"), tone=Tone.POOR))),))
    assert texts(sheets(document_of(table))[-1], "B judged") == ["Poor"]
    told = document_of(Paragraph((behind,)), table)
    assert texts(sheets(told)[-1], "B judged") == ["Behind"]


def test_notes_of_numbers_stand_beside_them() -> None:
    sheet = sheet_of(Row((cell("x"), cell(number("1"), NoteMark(2)))), Row((cell("y"), cell(number("2")))))
    assert texts(sheet, "Value notes") == ["[note 2]", "No notes"]
    assert [type(row[1]) for row in sheet.rows] == [NumberCell, NumberCell]
    assert "Marks such as [note 1] are explained on the Notes worksheet" in [line.text for line in sheet.about]


def test_groups_are_a_column_and_hold_until_the_next_but_not_for_a_total() -> None:
    rows = [Row((cell(name), cell(number("1")))) for name in "abcd"]
    grouped = (rows[0], replace(rows[1], group="One"), rows[2], replace(rows[3], total=True))
    sheet = sheet_of(*grouped)
    assert texts(sheet, "Group") == ["[z]", "One", "One", "[z]"]
    assert sheet.totals == {3}
    assert "Group" not in [column.heading for column in sheet_of(*rows).columns]


@pytest.mark.parametrize(
    ("given", "unique"),
    [
        (["Rate", "Rate"], ("Rate", "Rate (2)")),
        (["Rate", "RATE", "rate (2)"], ("Rate", "RATE (2)", "rate (2) (2)")),
        (["", ""], ("Column 1", "Column 2")),
        (["_x0041_"], ("x0041_",)),
    ],
)
def test_headings_are_made_unique(given: list[str], unique: tuple[str, ...]) -> None:
    assert unique_headings(given) == unique


@given(st.lists(st.text(max_size=300), max_size=12))
def test_headings_are_always_unique_and_short_enough(names: list[str]) -> None:
    made = unique_headings(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert all(0 < len(name) <= 255 for name in made)


# -- sheets --------------------------------------------------------------------------------------------------------


def test_the_sheets_of_a_document_in_their_order() -> None:
    assert [sheet.name for sheet in sheets(sample_document())] == [
        "Cover",
        "Contents",
        "Notes",
        "Report",
        "Table 1 Conferences held",
        "Table 2 Conferences held",
        "Table 3 Police make the most",
        "Table 4 Contacts conferences",
    ]


def test_names_are_whole_words_of_the_caption() -> None:
    caption = "Children's plans: up-to-date / in date, by [area]"
    assert sheet_of(Row((cell("x"), cell("y"))), caption=caption).name == "Table 1 Childrens plans"
    assert sheet_of(Row((cell("x"), cell("y"))), caption="★").name == "Table 1"


def test_empty_cells_and_empty_tables_are_filled_and_explained() -> None:
    sheet = sheet_of(Row((cell("x"), cell())))
    assert texts(sheet, "Value") == ["[z]"]
    assert "Some cells hold shorthand: [z] means not applicable." in [line.text for line in sheet.about]
    assert [[found.text for found in row] for row in sheet_of().rows] == [["[z]", "[z]"]]
    whole = sheet_of(Row((cell("x"), cell("y"))))
    assert [line.text for line in whole.about] == ["This worksheet contains one table.", "Back to the contents"]


def test_the_notes_sheet_explains_every_note_and_every_shorthand() -> None:
    notes = sheets(sample_document())[2]
    assert texts(notes, "Mark") == ["[note 1]", "[note 2]", "[n]", "[u]", "[x]", "[z]", "[c]", "[w]"]
    assert texts(notes, "What it means")[1] == "Not collected before April 2016; 1,097 since then."


# -- charts --------------------------------------------------------------------------------------------------------


def test_a_chart_without_a_table_gets_one() -> None:
    (table,) = tables_of(document_of(bar_chart()))
    assert table.caption == "Police make the most contacts. Contacts by who made them, Wexmoor, January 2017, number"
    assert table.source == "Wexmoor monthly return"
    sheet = sheets(document_of(bar_chart()))[-1]
    assert texts(sheet, "Value") == ["1,204", "987", "611", "385", "0", "[x]"]
    assert texts(sheet, "Value judged") == ["Not judged", "Poor", *["Not judged"] * 4]
    lines_table = sheets(document_of(replace(line_chart(), data=None)))[-1]
    assert [column.heading for column in lines_table.columns] == [
        "Period", "Wexmoor", "Wexmoor judged", "Statistical neighbours"
    ]  # fmt: skip
    assert texts(lines_table, "Wexmoor")[:3] == ["71.4%", "68.2%", "[x]"]


def test_a_chart_whose_figures_stand_in_a_table_gets_none() -> None:
    chart = bar_chart()
    rows = tuple(Row((cell(bar.label), Cell((bar.quantity,)))) for bar in chart.bars)
    table = Table("sources", "Sources", (Column("Source"), Column("Contacts")), rows)
    assert [found.id for found in tables_of(document_of(chart, table))] == ["sources"]
    fewer = replace(table, rows=rows[1:])
    assert [found.id for found in tables_of(document_of(chart, fewer))] == ["chart-sources-data", "sources"]
    assert tables_of(document_of(replace(chart, bars=()))) == ()


# -- the report's words --------------------------------------------------------------------------------------------

SAID: tuple[tuple[Block, tuple[str, ...]], ...] = (
    (Heading(2, "By locality", "by"), ("Heading 2: By locality",)),
    (
        Paragraph((Text("It fell by "), number("8.1", Unit.PERCENTAGE_POINTS, 1), Text(" and is "), RED, NoteMark(2))),
        ("Paragraph: It fell by 8.1 percentage points and is Red [note 2]",),
    ),
    (BulletList(((Text("One"),), (Text("Two"),))), ("List item: One", "List item: Two")),
    (BulletList(((Text("One"),), (Text("Two"),)), ordered=True), ("Step 1: One", "Step 2: Two")),
    (DefinitionList((("Target", (Text("Set each year."),)),)), ("Definition: Target: Set each year.",)),
    (
        Callout(CalloutKind.WARNING, "Care", (Paragraph((Text("Read."),)), BulletList(((Text("Twice."),),)))),
        ("Warning: Read.", "Warning: Twice."),
    ),
    (
        KeyFigures((KeyFigure("Days", number("357", Unit.DAYS), (Text("Up "), number("2")), RED),)),
        ("Key figure: Days: 357 days (Red). Up 2",),
    ),
    (KeyFigures((KeyFigure("Days", number(None, Unit.DAYS)),)), ("Key figure: Days: not available.",)),
    (Table("t", "Contacts", (Column("A"),), (Row((cell("x"),)),)), ("Table: Contacts",)),
    (
        replace(line_chart(), breaks=("Jul-16",), data=None),
        (
            (
                "Chart: Nine in ten conferences now meet in time & the target <90%> is passed. Initial "
                "conferences held within 15 working days, Wexmoor, January 2016 to January 2017, percentage. Line"
                " chart. Conferences in time rose from 71.4% in January 2016 to 91.3% in January 2017, above the "
                "target of 90.0%. March and October 2016 are not available. Target: 90%. England: 76.7%. Mean: "
                "79.8%. Upper limit: 92.4%. Lower limit: 67.2%. Green band: from 90%. Amber band: from 80% to "
                "90%. Red band: to 80%. Break in the definition at Jul-16. Source: Wexmoor monthly return."
            ),
            "Figures of the chart: Nine in ten conferences now meet in time & the target <90%> is passed",
        ),
    ),
    (
        BarChart("b", "Police lead", "Contacts", "Bars.", ()),
        ("Chart: Police lead. Contacts. Bars.", "Figures of the chart: Police lead"),
    ),
    (PageBreak(), ()),
)


@pytest.mark.parametrize(("block", "said"), SAID, ids=[type(block).__name__ for block, _ in SAID])
def test_what_each_block_says(block: Block, said: tuple[str, ...]) -> None:
    found = list(block_lines(block, "Summary"))
    assert tuple(f"{line.kind}: {line.text}" for line in found) == said
    assert {line.part for line in found} <= {"Summary", "Summary: Care"}


def test_every_type_of_block_is_told() -> None:
    assert {type(block) for block, _ in SAID} == set(get_args(Block))
    for block_type in get_args(Block):
        assert block_lines.dispatch(block_type) is not block_lines.dispatch(object)
    with pytest.raises(TypeError, match="no words for str"):
        list(block_lines("words", "Summary"))  # type: ignore[arg-type]


def test_the_words_of_the_whole_sample_are_on_the_report_sheet() -> None:
    document = numbered(sample_document())
    report = sheets(document)[3]
    told = texts(report, "Text")
    expected = [line.text for block in document.blocks for line in block_lines(block, "")]
    assert len(told) == len(expected) == 30
    assert all(text == line or text.endswith(f": {line}") for text, line in zip(told, expected, strict=True))


def test_headings_stand_under_the_heading_above_them() -> None:
    document = document_of(
        Heading(1, "One", "one"), Heading(2, "Two", "two"), Heading(2, "Three", "three"), Paragraph((Text("Words."),)),
        Heading(1, "Four", "four"),
    )  # fmt: skip
    title = document.title
    assert [(line.part, line.text) for line in lines(document)] == [
        (title, "One"), ("One", "Two"), ("One", "Three"), ("Three", "Words."), (title, "Four")
    ]  # fmt: skip


def test_a_table_in_the_report_leads_to_its_worksheet() -> None:
    made = sheets(sample_document())
    links = [row[2] for row in made[3].rows if isinstance(row[2], LinkCell)]
    assert [link.sheet for link in links] == [sheet.name for sheet in made[4:]]


# -- layout --------------------------------------------------------------------------------------------------------


def test_lines_break_at_spaces_and_inside_long_words() -> None:
    assert lines_of("aaaa aaaa aaaa", 12) == 2
    assert lines_of("aaaa aaaa aaaa", 40) == 1
    assert lines_of("a" * 35, 12) == 4
    assert lines_of("", 12) == 1
    assert lines_of("In month", 9) == 1


def test_measures_count_in_digits() -> None:
    assert measure("1234") == 4
    assert measure("ii") < 1 < measure("W")
    assert measure("word", bold=True) > measure("word")


def test_columns_show_numbers_whole_and_break_words_fairly() -> None:
    wide = NumberCell(value=Decimal(1), unit=Unit.COUNT, decimals=0, text="1" * 70)
    assert column_width("A", [wide]) >= 70
    assert column_width("A", [TextCell("word " * 25)]) <= WIDEST + 3
    assert WIDEST < column_width("A", [TextCell("word " * 100)]) <= PROSE + 3
    assert column_width("Unaccompanied", [TextCell("x")]) >= measure("Unaccompanied", bold=True)


def test_the_sample_s_statuses_name_the_tones() -> None:
    assert [LABELS[status.tone] for status in statuses(sample_document())] == ["Red", "Amber", "Green"]
