"""What PDF and Word share: which pages turn, what stands under a chart, what a mark says."""

from dataclasses import replace

import pytest
from sample_document import (
    AMBER,
    GREEN,
    RED,
    bar_chart,
    cell,
    line_chart,
    narrow_table,
    number,
    percentage,
    sample_document,
    wide_table,
)

from crossfoot.render.paper import (
    anchors,
    chart_table,
    check_links,
    contents_depth,
    front,
    inlines,
    sections,
    tables,
    tone_marks,
    turned,
)
from crossfoot.render.printed_text import (
    cell_mark,
    day_text,
    foot_text,
    sentence_text,
    spaced,
    status_text,
    whole_cell_text,
)
from crossfoot.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigures,
    LineChart,
    NoteMark,
    PageBreak,
    Paragraph,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.vocabulary.missing import Missing

WORDS = Paragraph((Text("Words."),))


def document(*blocks: Block) -> Document:
    return replace(sample_document(), blocks=blocks, notes=())


def heading(level: int, name: str) -> Heading:
    return Heading(level, name, name)


def kinds(*blocks: Block) -> list[tuple[bool, list[str]]]:
    """Sections by orientation, each block as its anchor, id or type."""
    return [
        (
            section.landscape,
            [getattr(block, "anchor", getattr(block, "id", type(block).__name__)) for block in section.blocks],
        )
        for section in sections(document(*blocks))
    ]


def test_wide_table_takes_its_heading_onto_a_landscape_page() -> None:
    found = kinds(
        heading(1, "a"), WORDS, narrow_table(), heading(1, "b"), heading(2, "c"), wide_table(), heading(1, "d"), WORDS
    )
    assert found == [
        (False, ["a", "Paragraph", "table-localities"]),
        (True, ["b", "c", "table-measures"]),
        (False, ["d", "Paragraph"]),
    ]


def test_paper_stays_landscape_until_the_next_chapter() -> None:
    found = kinds(heading(1, "a"), wide_table(), heading(2, "b"), narrow_table(), heading(1, "c"), line_chart())
    assert found == [(True, ["a", "table-measures", "b", "table-localities"]), (False, ["c", "chart-conferences"])]


def test_few_words_join_the_landscape_page_that_follows() -> None:
    assert kinds(heading(1, "a"), WORDS, heading(2, "b"), wide_table()) == [
        (True, ["a", "Paragraph", "b", "table-measures"])
    ]


def test_no_page_break_is_left_where_paper_turns() -> None:
    found = kinds(
        heading(1, "a"), narrow_table(), PageBreak(), heading(1, "b"), wide_table(), PageBreak(), heading(1, "c"), WORDS
    )
    assert [names for _, names in found] == [["a", "table-localities"], ["b", "table-measures"], ["c", "Paragraph"]]


def test_a_table_too_wide_for_a_tall_page_turns_without_being_asked() -> None:
    assert kinds(replace(wide_table(), landscape=False)) == [(True, ["table-measures"])]
    assert kinds(narrow_table()) == [(False, ["table-localities"])]


@pytest.mark.parametrize(
    ("levels", "depth"),
    [((1,) * 8, 0), ((1,) * 9, 3), ((1,) * 5 + (2,) * 39 + (3,) * 2, 2), ((1,) * 6 + (2,) * 90, 1), ((1,) * 200, 1)],
)
def test_contents_show_as_many_levels_as_fit(levels: tuple[int, ...], depth: int) -> None:
    blocks = tuple(Heading(level, f"H{index}", f"h{index}") for index, level in enumerate(levels))
    assert contents_depth(document(*blocks)) == depth


def test_words_before_the_first_heading_stand_before_the_contents() -> None:
    many = tuple(heading(1, f"h{index}") for index in range(9))
    assert front(document(WORDS, PageBreak(), *many)) == (WORDS,)
    assert [section.blocks for section in sections(document(WORDS, PageBreak(), *many))] == [many]
    assert front(document(WORDS, *many[:8])) == ()
    assert front(document(narrow_table(), *many)) == ()


def test_anchors_are_headings_tables_and_charts() -> None:
    assert anchors(document(heading(1, "a"), narrow_table(), bar_chart())) == {"a", "table-localities", "chart-sources"}
    with pytest.raises(ValueError, match="called a: rename"):
        anchors(document(heading(1, "a"), heading(1, "a")))


def test_sample_has_no_broken_links() -> None:
    check_links(sample_document())
    assert len([inline for inline in inlines(sample_document()) if isinstance(inline, NoteMark)]) == 3


def test_inlines_reach_into_cards_charts_and_notes() -> None:
    texts = [sentence_text(inline) for inline in inlines(sample_document())]
    assert "357 days" in texts
    assert "68.2%" in texts
    assert texts[-2:] == ["1,097", " since then."]


def test_months_of_a_chart_run_across() -> None:
    table = chart_table(line_chart())
    assert [column.heading for column in table.columns] == [
        "Month",
        "Jan-16",
        "Feb-16",
        *(c.heading for c in table.columns[3:]),
    ]
    assert len(table.columns) == 14
    assert [[whole_cell_text(each) for each in row.cells][:4] for row in table.rows] == [
        ["In time", "71.4%", "68.2%", "[x]"]
    ]
    assert table.source == "Wexmoor monthly return"


def test_chart_without_a_table_gets_one_of_its_points() -> None:
    table = chart_table(bar_chart())
    assert [column.heading for column in table.columns] == ["Category", "Value"]
    assert [whole_cell_text(row.cells[1]) for row in table.rows] == ["1,204", "987", "611", "385", "0", "[x]"]
    lines = chart_table(replace(line_chart(), data=None))
    assert [whole_cell_text(row.cells[0]) for row in lines.rows] == ["Wexmoor", "Statistical neighbours"]
    assert [whole_cell_text(row.cells[-1]) for row in lines.rows] == ["91.3%", "78.6%"]


def test_lines_that_lack_a_period_leave_it_empty() -> None:
    first, second = line_chart().lines
    chart: LineChart = replace(line_chart(), data=None, lines=(first, replace(second, points=second.points[1:])))
    assert [whole_cell_text(row.cells[1]) for row in chart_table(chart).rows] == ["71.4%", ""]


@pytest.mark.parametrize(
    "change",
    [
        {"header_columns": 2},
        {"rows": (Row((cell("Only"), cell(number("1")))),)},
        {"rows": tuple(Row((cell(f"Place {index}"), cell(number("1"))), total=index == 9) for index in range(10))},
        {"rows": tuple(Row((cell("Same"), cell(number("1")))) for _ in range(10))},
        {"rows": tuple(Row((cell(f"A name that is long {index}"), cell(number("1")))) for index in range(10))},
    ],
)
def test_tables_that_are_not_long_and_plain_are_not_turned(change: dict[str, object]) -> None:
    data = line_chart().data
    assert data is not None
    assert turned(data) != data
    kept = replace(data, **change)  # type: ignore[arg-type]
    assert turned(kept) == kept


def test_printed_tables_are_in_reading_order() -> None:
    assert [table.id for table in tables(sample_document())] == [
        "table-localities",
        "chart-conferences-data",
        "chart-sources-data",
        "table-measures",
    ]


def test_marks_speak_for_shades_in_the_documents_own_words() -> None:
    marks = tone_marks(document(Paragraph((GREEN, RED, Status(Tone.POOR, "Poor", "!")))))
    assert [
        status_text(marks[tone]).replace("\N{NO-BREAK SPACE}", " ") for tone in (Tone.GOOD, Tone.FAIR, Tone.POOR)
    ] == [
        "★ Green",
        "■ Fair",
        "✖ Red",
    ]
    assert cell_mark(cell(percentage("77.0"), tone=Tone.POOR), marks) == "✖"
    assert cell_mark(cell(percentage("77.0")), marks) == ""
    assert cell_mark(cell(percentage("77.0"), tone=Tone.NEUTRAL), marks) == ""
    assert cell_mark(cell(AMBER, tone=Tone.FAIR), marks) == ""
    assert cell_mark(cell(percentage("77.0"), " ✖", tone=Tone.POOR), marks) == ""


def test_foot_explains_marks_and_shorthand_and_names_the_source() -> None:
    marks = tone_marks(document(Paragraph((RED,))))
    rows = (Row((cell("A"), cell(number(Missing.SUPPRESSED), tone=Tone.POOR), cell(number(Missing.NOT_DUE)))),)
    table = Table("t", "T", (Column("A"), Column("B"), Column("C")), rows, source="The return.")
    words = foot_text(table, marks).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        words == "Marks: ✖ Red. Shorthand: [n] not due yet; [c] suppressed to protect individuals. Source: The return."
    )
    assert foot_text(replace(table, rows=(), source=""), marks) == ""


def test_notes_stand_apart_from_the_word_they_follow() -> None:
    texts = [sentence_text(inline) for inline in spaced((Text("months"), NoteMark(1), Text("; ("), NoteMark(2)))]
    assert "".join(texts).replace("\N{NO-BREAK SPACE}", " ") == "months [note 1]; ([note 2]"


def test_days_are_english_and_without_a_leading_nought() -> None:
    assert day_text(sample_document().created.date()) == "8 February 2017"


def test_key_figures_alone_count_as_few_words() -> None:
    cards = next(block for block in sample_document().blocks if isinstance(block, KeyFigures))
    assert [landscape for landscape, _ in kinds(heading(1, "a"), cards, heading(2, "b"), wide_table())] == [True]
