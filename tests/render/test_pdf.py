"""The PDF is what PDF/UA-1 asks for, says every figure of its document, and cuts nothing."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import get_args

import page
import pikepdf
import pypdfium2
import pytest
import typst
from sample_document import bar_chart, blocks, cell, line_chart, narrow_table, number, sample_document, wide_table

import crossfoot.render
from crossfoot.render import pdf
from crossfoot.render.paper import BrokenLinkError, inlines
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inline,
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
)
from crossfoot.reports.numbering import numbered
from crossfoot.vocabulary.missing import Missing

MARGIN = 18 * 72 / 25.4


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf.render(sample_document(), tmp_path_factory.mktemp("pdf"))


def with_blocks(*held: Block, **changes: object) -> Document:
    return replace(sample_document(), blocks=held, notes=(), **changes)  # type: ignore[arg-type]


def words_of(path: Path) -> list[str]:
    """The text of each page, runs of white space as one space."""
    with pypdfium2.PdfDocument(path) as opened:
        texts = [sheet.get_textpage().get_text_bounded() for sheet in opened]
    return [re.sub(r"\s+", " ", text) for text in texts]


@pytest.fixture(scope="module")
def opened(sample: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(sample) as held:
        yield held


def tags(opened: pikepdf.Pdf, *names: str) -> list[pikepdf.Object]:
    return [tag for tag in walk(opened.Root.StructTreeRoot) if str(tag.S)[1:] in names]


def walk(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in kids(tag):
        yield kid
        yield from walk(kid)


def kids(tag: pikepdf.Object) -> list[pikepdf.Object]:
    held = tag.get("/K")
    several = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in several if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def attribute(tag: pikepdf.Object, name: str) -> pikepdf.Object | None:
    held = tag.get("/A", pikepdf.Array())
    owned = list(held) if isinstance(held, pikepdf.Array) else [held]
    return next((each[name] for each in owned if name in each), None)


def headers(tag: pikepdf.Object) -> list[str]:
    found = attribute(tag, "/Headers")
    return [] if found is None else [str(name) for name in found]


def printed(inline: Inline) -> set[str]:
    """What may stand for an inline: a cell prints a missing value's mark, a sentence its reason."""
    if isinstance(inline, Quantity):
        return {inline.text, inline.words} if isinstance(inline.value, Missing) else {inline.text}
    if isinstance(inline, Status):
        return {f"{inline.symbol} {inline.label}".strip()}
    return {f"[note {inline.number}]"} if isinstance(inline, NoteMark) else {inline.text}


def test_sample_conforms_to_pdf_ua_1(sample: Path) -> None:
    report = page.validate_pdf(str(sample), profile="ua1")
    assert report.failures == []
    assert report.is_compliant


def test_catalogue_names_language_title_and_tags(sample: Path) -> None:
    with pikepdf.open(sample) as opened:
        assert opened.Root.Lang == "en-GB"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert opened.docinfo["/Title"] == "Children's services performance & assurance <draft>"
        assert opened.docinfo["/Author"] == "Wexmoor County Council"
        assert opened.docinfo["/Keywords"] == "children's services, performance"
        assert opened.docinfo["/CreationDate"] == "D:20170208093000Z"


def test_headings_are_tagged_in_order_and_bookmarked(sample: Path, opened: pikepdf.Pdf) -> None:
    expected = [(block.level, block.text) for block in sample_document().blocks if isinstance(block, Heading)]
    expected.append((1, "Notes"))
    found = tags(opened, "H1", "H2", "H3", "H4")
    assert [(int(str(tag.S)[2:]), str(tag.T)) for tag in found] == expected
    with pypdfium2.PdfDocument(sample) as read:
        marks = [(item.level + 1, item.get_title()) for item in read.get_toc()]
    assert marks == expected


def test_charts_are_figures_with_their_words(opened: pikepdf.Pdf) -> None:
    assert [str(tag.Alt) for tag in tags(opened, "Figure")] == [line_chart().alt, bar_chart().alt]


def test_every_heading_cell_has_a_scope(opened: pikepdf.Pdf) -> None:
    for table in tags(opened, "Table"):
        scopes = {str(attribute(tag, "/Scope")) for tag in walk(table) if tag.S == "/TH"}
        assert scopes == {"/Column", "/Row"}
        assert sum(tag.S == "/Caption" for tag in kids(table)) == 1


def test_cells_name_their_group_column_and_row(opened: pikepdf.Pdf) -> None:
    narrow = tags(opened, "Table")[0]
    first = next(tag for tag in walk(narrow) if tag.S == "/TBody").K[0]
    assert [str(tag.S) for tag in kids(first)] == ["/TH", "/TH", "/TD", "/TD", "/TD", "/TD", "/TD"]
    # Area, Locality, January 2017, Change, More stand in the upper row; In time, Status, Points, Direction below.
    assert headers(kids(first)[2]) == [f"table-1-{rest}" for rest in ("column-3", "column-6", "row-1-1", "row-1-2")]
    assert headers(kids(first)[5]) == [f"table-1-{rest}" for rest in ("column-4", "column-9", "row-1-1", "row-1-2")]
    assert headers(kids(first)[6]) == [f"table-1-{rest}" for rest in ("column-5", "row-1-1", "row-1-2")]


def test_titles_of_runs_head_their_own_rows_only(opened: pikepdf.Pdf) -> None:
    wide = tags(opened, "Table")[-1]
    rows = [row for part in kids(wide) if part.S == "/TBody" for row in kids(part)]
    assert [len(kids(row)) for row in rows] == [1, 16, 16, 1, 16, 16, 16]
    assert "table-4-row-1" in headers(kids(rows[1])[1])
    assert "table-4-row-4" in headers(kids(rows[4])[1])
    assert "table-4-row-1" not in headers(kids(rows[4])[1])
    total = headers(kids(rows[6])[1])
    assert total == ["table-4-column-2", "table-4-column-5", "table-4-row-7-1"]


def test_every_named_heading_can_be_found(sample: Path) -> None:
    with pikepdf.open(sample) as opened:
        known = pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree)
        cells = [tag for tag in walk(opened.Root.StructTreeRoot) if tag.S in ("/TH", "/TD")]
        names = {name for tag in cells for name in headers(tag)}
        assert names
        assert {name for name in names if known[name].S != "/TH" or str(known[name].ID) != name} == set()


def test_everything_in_the_document_is_printed(sample: Path) -> None:
    text = " ".join(words_of(sample)).replace("\N{NO-BREAK SPACE}", " ")
    document = numbered(sample_document())
    absent = [inline for inline in inlines(document) if not any(form in text for form in printed(inline))]
    assert absent == []


@pytest.mark.parametrize("table", [narrow_table(), wide_table()])
def test_rows_are_printed_whole_and_in_order(sample: Path, table: Table) -> None:
    text = " ".join(words_of(sample)).replace("\N{NO-BREAK SPACE}", " ")
    for row in table.rows:
        cells = [" ".join(min(printed(inline), key=len) for inline in each.content) for each in row.cells]
        pattern = r" (?:[★■✖] )?".join(re.escape(part).replace(r"\ ", " ") for part in cells if part)
        assert re.search(pattern, text), cells


def test_shaded_cells_without_a_status_carry_its_symbol(sample: Path) -> None:
    text = " ".join(words_of(sample)).replace("\N{NO-BREAK SPACE}", " ")
    for marked in (
        "★ 96.9% ★ Green",
        "✖ 77.0% ✖ Red",
        "■ 89.0% ■ Amber",
        "71.4% ✖ 68.2% [x]",
        "Marks: ★ Green; ■ Amber; ✖ Red.",
    ):
        assert marked in text


def test_text_keeps_inside_the_margins(sample: Path) -> None:
    with pypdfium2.PdfDocument(sample) as opened:
        outside = [place for sheet in opened for place in boxes(sheet) if leaves(place, sheet.get_width())]
    assert outside == []


def boxes(sheet: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    text = sheet.get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def leaves(place: tuple[float, float, float, float], width: float) -> bool:
    return place[0] < MARGIN - 1 or place[2] > width - MARGIN + 1


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and down > 0.5


@pytest.mark.parametrize("columns", [12, 24, 45])
def test_wide_tables_fit_without_overlap(tmp_path: Path, columns: int) -> None:
    table = Table(
        "wide",
        "A wide table",
        (Column("Measure"), *(Column(f"Month {index}", align=Align.RIGHT) for index in range(columns))),
        tuple(
            Row((cell("Unaccompanied children"), *(cell(number(str(10_000 + row * 100 + n))) for n in range(columns))))
            for row in range(4)
        ),
    )
    path = pdf.render(with_blocks(table), tmp_path)
    text = words_of(path)[-1]
    for row in range(4):
        assert " ".join(f"{10_000 + row * 100 + n:,}" for n in range(columns)) in text
    with pypdfium2.PdfDocument(path) as opened:
        found = boxes(opened[len(opened) - 1])
        assert [place for place in found if leaves(place, opened[len(opened) - 1].get_width())] == []
    assert [(one, two) for at, one in enumerate(found) for two in found[at + 1 :] if overlap(one, two)] == []


def test_long_tables_repeat_their_headings_on_every_page(tmp_path: Path) -> None:
    rows = tuple(Row((cell(f"Team {index}"), cell(number(str(5000 + index))))) for index in range(120))
    table = Table("long", "A long table", (Column("Team"), Column("Children seen", align=Align.RIGHT)), rows)
    path = pdf.render(with_blocks(table), tmp_path)
    texts = words_of(path)
    assert len(texts) > 2
    assert all("Team Children seen Team" in text for text in texts)
    assert all(f"{5000 + index:,}" in " ".join(texts) for index in range(120))
    with pikepdf.open(path) as opened:
        (tag,) = tags(opened, "Table")
        assert sum(part.S == "/TR" for part in walk(tag)) == 121


def test_wide_tables_lie_on_landscape_pages_with_their_heading(sample: Path) -> None:
    with pypdfium2.PdfDocument(sample) as opened:
        turned = [index for index, sheet in enumerate(opened) if sheet.get_width() > sheet.get_height()]
    texts = words_of(sample)
    assert ["All measures" in text and "Net change in placements" in text for text in texts] == [
        index in turned for index in range(len(texts))
    ]


def test_every_glyph_can_be_read_as_a_character(sample: Path) -> None:
    with pikepdf.open(sample) as opened:
        fonts = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [font for font in fonts if font.get("/Type") == "/Font" and font.get("/Subtype") == "/Type0"]
        assert fonts
        assert all("/ToUnicode" in font for font in fonts)
    assert {"★", "■", "✖", "↑", "↓", "→"} <= set(" ".join(words_of(sample)))


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    awkward = r'#emph[x] *b* _i_ $1+1$ @ref \ // /* <b> `code` -- "q" = head #sys.inputs'
    rows = (Row((cell(awkward), cell(number("1")))),)
    table = Table("t", awkward, (Column(awkward), Column("Number")), rows)
    held = (Heading(1, awkward, "a b/c"), Paragraph((Text(awkward), Link(awkward, "#a b/c"))), table)
    text = " ".join(words_of(pdf.render(with_blocks(*held, title=awkward, organisation=awkward), tmp_path)))
    assert text.count(awkward) >= 7


def test_documents_with_many_headings_have_a_list_of_contents(tmp_path: Path) -> None:
    held = tuple(
        part
        for index in range(12)
        for part in (Heading(1, f"Topic {index}", f"topic-{index}"), Paragraph((Text("Words."),)))
    )
    path = pdf.render(with_blocks(*held), tmp_path)
    with pikepdf.open(path) as opened:
        assert len(tags(opened, "TOCI")) == 12
    assert re.search(r"Contents Topic 0 [. ]*2 Topic 1", words_of(path)[0])
    assert "Page 1 of 2" in words_of(path)[0]


def test_notes_and_marks_lead_to_each_other(sample: Path, opened: pikepdf.Pdf) -> None:
    # Note 1 is marked in a callout on page 2 and in the wide table on page 4, note 2 in a sentence on page 1.
    assert "Marked on page 2 and page 4." in words_of(sample)[4]
    assert "Marked on page 1." in words_of(sample)[4]
    sheets = [sheet.obj.objgen for sheet in opened.pages]
    links = [(at, link) for at, sheet in enumerate(opened.pages) for link in sheet.get("/Annots", [])]
    inward = [(at, link.Dest) for at, link in links if isinstance(link.get("/Dest"), pikepdf.Array)]
    assert [(at, sheets.index(to[0].objgen)) for at, to in inward] == [(0, 4), (1, 4), (3, 4), (4, 1), (4, 3), (4, 0)]


def test_same_document_gives_the_same_bytes_in_another_process(sample: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from sample_document import sample_document; from crossfoot.render import pdf;"
        "pdf.render(sample_document(), Path(sys.argv[2]))"
    )
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", script, here, str(tmp_path)], check=True, env=environment)  # noqa: S603
    assert (tmp_path / sample.name).read_bytes() == sample.read_bytes()


def test_template_takes_every_block_and_inline() -> None:
    assets = Path(crossfoot.render.__file__).parent / "assets"
    for name, kinds in (("parts.typ", get_args(Block)), ("inlines.typ", get_args(Inline))):
        listed = (assets / name).read_text("utf-8").partition("#let shows = (")[2].partition("\n)")[0]
        assert set(re.findall(r"^  (\w+):", listed, re.MULTILINE)) == {kind.__name__ for kind in kinds}
    assert {type(block) for block in blocks()} == set(get_args(Block))


@pytest.mark.parametrize(
    "held",
    [
        (),
        (Table("t", "No rows", (Column("A"), Column("B")), ()),),
        (Table("t", "One column", (Column("A"),), (Row((cell("x"),), group="Run"), Row((cell(),)))),),
        (Table("t", "Groups only", (Column("A", "g"), Column("B", "g")), (Row((cell("x"), cell("1"))),)),),
        (Table("t", "A row higher than a page", (Column("A"),), (Row((cell("word " * 4000),)),)),),
        (BulletList(()), DefinitionList(()), KeyFigures(()), Callout(CalloutKind.NOTE, "Empty", ()), Paragraph(())),
        (PageBreak(), Paragraph((Text("y" * 400),)), PageBreak(), PageBreak()),
    ],
)
def test_odd_documents_conform_too(tmp_path: Path, held: tuple[Block, ...]) -> None:
    path = pdf.render(with_blocks(*held, status="", keywords=(), created=datetime(2017, 2, 8)), tmp_path)  # noqa: DTZ001
    assert page.validate_pdf(str(path), profile="ua1").failures == []
    assert " ".join(words_of(path)).count("word ") in (0, 4000)


@pytest.mark.parametrize(
    ("content", "words"),
    [((Link("x", "#nowhere"),), "'x' to #nowhere"), ((NoteMark(1),), "the mark of note 1")],
)
def test_links_to_nothing_are_refused(tmp_path: Path, content: tuple[Inline, ...], words: str) -> None:
    with pytest.raises(BrokenLinkError, match=words):
        pdf.render(with_blocks(Paragraph(content)), tmp_path)


def test_skipped_heading_levels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError, match="heading"):
        pdf.render(with_blocks(Heading(1, "One", "one"), Heading(3, "Three", "three")), tmp_path)
    assert list(tmp_path.iterdir()) == []
