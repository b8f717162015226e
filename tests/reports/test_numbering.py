"""Numbers follow from the order of the blocks, and references say the number of what they lead to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    LineChart,
    Numbering,
    Paragraph,
    Quantity,
    Reference,
    Row,
    Table,
    Text,
)
from crossfoot.reports.numbering import BrokenReferenceError, numbered, titled
from crossfoot.vocabulary.units import Unit

WORDS = Paragraph((Text("Words."),), numbered=True)
CREATED = datetime(2017, 2, 8, tzinfo=UTC)

PAPER = """
- Executive summary
  -- Most important
1 Introduction
  1.1 Dashboard
  1.2 Report cards
    1.2.1 Why
    1.2.2 Performance
    --- Officers
2 Education
  2.1 Participation
    --- A heading without a number
    2.1.1 And one with it
A Scorecard
  A.1 Maps
    A.1.1 Schools
B Risk register
3 A late section
"""


def document(*blocks: Block, numbers: bool = True) -> Document:
    return Document("d", "T", "S", "O", date(2017, 1, 31), CREATED, blocks, numbered=numbers)


def paper() -> Iterator[tuple[str, Heading]]:
    """The number written in the outline above, and its heading without it."""
    for line in PAPER.strip().splitlines():
        number, _, words = line.strip().partition(" ")
        dashes = number.startswith("-")
        level = len(number) if dashes else number.count(".") + 1
        kind = Numbering.NONE if dashes else Numbering.APPENDIX if number[0].isalpha() else Numbering.SECTION
        expected = "" if dashes else f"Appendix {number}" if number.isalpha() else number
        yield expected, Heading(level, words, words.lower().replace(" ", "-"), kind)


def table(name: str, *cells: Cell) -> Table:
    return Table(name, f"Caption of {name}", (Column("A"),), tuple(Row((cell,)) for cell in cells))


def test_headings_count_as_the_outline_says() -> None:
    found = numbered(document(*(heading for _, heading in paper())))
    assert [block.number for block in found.blocks if isinstance(block, Heading)] == [number for number, _ in paper()]


def test_headings_print_their_number_before_their_words() -> None:
    printed = [
        block.printed
        for block in numbered(document(*(heading for _, heading in paper()))).blocks
        if isinstance(block, Heading)
    ]
    assert printed[0] == "Executive summary"
    assert printed[2:4] == ["1. Introduction", "1.1 Dashboard"]
    assert printed[12:14] == ["Appendix A. Scorecard", "A.1 Maps"]


def test_a_document_without_numbers_prints_none() -> None:
    held = numbered(document(*(heading for _, heading in paper()), WORDS, table("t"), numbers=False))
    assert [block.printed for block in held.blocks if isinstance(block, Heading)] == [h.text for _, h in paper()]
    assert held.blocks[-1] == table("t")
    assert held.blocks[-2] == WORDS


@given(st.lists(st.sampled_from([1, 2, 3, 4, 0]), max_size=40))
def test_every_number_follows_the_one_before(levels: list[int]) -> None:
    """0 is a numbered paragraph. Each number's last part is one more than its neighbour's under the same parent."""
    blocks: list[Block] = [Heading(1, "First", "first")]
    deepest = 1
    for place, level in enumerate(levels):
        if level == 0:
            blocks.append(WORDS)
        else:
            deepest = min(level, deepest + 1)
            blocks.append(Heading(deepest, f"H{place}", f"h{place}"))
    found = [b.number for b in numbered(document(*blocks)).blocks if isinstance(b, Heading | Paragraph)]
    assert len(set(found)) == len(found)
    children: dict[str, count[int]] = {}
    for number in found:
        parent, _, last = number.rpartition(".")
        assert int(last) == next(children.setdefault(parent, count(1)))
        assert not parent or parent in found


def test_paragraphs_count_on_with_the_headings_beside_them() -> None:
    blocks = (Heading(1, "Money", "money"), WORDS, WORDS, Heading(2, "Revenue", "revenue"), WORDS,
              Heading(1, "Contact", "contact", Numbering.NONE), WORDS)  # fmt: skip
    found = numbered(document(WORDS, *blocks)).blocks
    numbers = [block.number for block in found if isinstance(block, Heading | Paragraph)]
    assert numbers == ["", "1", "1.1", "1.2", "1.3", "1.3.1", "", ""]


def test_tables_and_figures_count_through_the_whole_document() -> None:
    line = LineChart("line", "Up", "Sub", "Alt", (), data=table("line-data"))
    blocks = (table("a"), line, Heading(1, "H", "h"), table("b"), BarChart("bar", "Bars", "Sub", "Alt", ()))
    found = numbered(document(*blocks)).blocks
    labels = [titled(block) for block in found if isinstance(block, Table | LineChart | BarChart)]
    assert labels == ["Table 1: Caption of a", "Figure 1: Up", "Table 2: Caption of b", "Figure 2: Bars"]
    chart = found[1]
    assert isinstance(chart, LineChart)
    assert chart.data == table("line-data")


def test_references_say_what_they_lead_to() -> None:
    targets = ("executive-summary", "introduction", "performance", "scorecard", "schools", "officers", "t", "c")
    said = Paragraph(tuple(Reference(anchor) for anchor in targets))
    chart = BarChart("c", "Bars", "Sub", "Alt", ())
    held = numbered(document(said, *(heading for _, heading in paper()), table("t"), chart))
    first = held.blocks[0]
    assert isinstance(first, Paragraph)
    assert [inline.text for inline in first.content if isinstance(inline, Reference)] == [
        "Executive summary", "section 1", "section 1.2.2", "Appendix A", "Appendix A.1.1",
        "Officers", "Table 1", "Figure 1",
    ]  # fmt: skip
    plain = numbered(document(said, *(heading for _, heading in paper()), table("t"), chart, numbers=False)).blocks[0]
    assert isinstance(plain, Paragraph)
    assert [inline.text for inline in plain.content if isinstance(inline, Reference)] == [
        "Executive summary", "Introduction", "Performance", "Scorecard", "Schools", "Officers", "Caption of t", "Bars",
    ]  # fmt: skip


def test_a_reference_at_the_head_of_a_sentence_has_a_capital() -> None:
    held = numbered(document(Heading(1, "H", "h"), Paragraph((Reference("h", starts_sentence=True),))))
    assert held.blocks[1] == Paragraph((Reference("h", starts_sentence=True, before="Section ", number="1"),))


def every_place(anchor: str) -> tuple[Block, ...]:
    """A reference wherever a document may hold one."""
    said = (Reference(anchor),)
    return (
        Paragraph(said),
        BulletList((said,)),
        DefinitionList((("Term", said),)),
        Callout(CalloutKind.NOTE, "Title", (Paragraph(said), BulletList((said,)))),
        KeyFigures((KeyFigure("Label", Quantity.literal(1, Unit.COUNT, 0, "x"), said),)),
        table("table", Cell(said), Cell()),
        BarChart("chart", "T", "S", "A", (), data=table("chart-data", Cell(said))),
    )


def test_references_are_filled_wherever_they_stand() -> None:
    held = numbered(replace(document(Heading(1, "H", "h"), *every_place("h")), notes=((Reference("h"),),)))
    assert repr(held).count("number='1'") == 9 + 1, "nine places and the heading"
    assert numbered(held) == held


@pytest.mark.parametrize("place", range(7))
def test_a_reference_to_nothing_is_refused_wherever_it_stands(place: int) -> None:
    with pytest.raises(BrokenReferenceError, match="no heading, table or chart is called #nowhere"):
        numbered(document(Heading(1, "H", "h"), every_place("nowhere")[place]))


def test_a_note_that_refers_to_nothing_is_refused() -> None:
    with pytest.raises(BrokenReferenceError, match=r"d: .*#a, #b\."):
        numbered(replace(document(), notes=((Reference("a"), Reference("b")), (Reference("a"),))))


def test_the_appendix_after_z_is_aa() -> None:
    held = numbered(document(*(Heading(1, "H", f"h{n}", Numbering.APPENDIX) for n in range(28))))
    numbers = [block.number for block in held.blocks if isinstance(block, Heading)]
    assert numbers[24:] == ["Appendix Y", "Appendix Z", "Appendix AA", "Appendix AB"]
