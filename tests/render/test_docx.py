"""The Word file has real structure (styles, heading rows, words for pictures, links both ways) and every figure."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import docx as word
import pytest
from lxml import etree
from sample_document import bar_chart, blocks, cell, line_chart, narrow_table, number, sample_document, wide_table

from crossfoot.render import docx
from crossfoot.render.paper import BrokenLinkError, inlines, tables
from crossfoot.reports.document import (
    Align,
    Block,
    Column,
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

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return docx.render(sample_document(), tmp_path_factory.mktemp("docx"))


@pytest.fixture(scope="module")
def body(sample: Path) -> etree._Element:
    return part(sample, "word/document.xml")[0]


def part(path: Path, name: str) -> etree._Element:
    with ZipFile(path) as opened:
        return etree.fromstring(opened.read(name), etree.XMLParser(resolve_entities=False))


def with_blocks(*held: Block, **changes: object) -> Document:
    return replace(sample_document(), blocks=held, notes=(), **changes)  # type: ignore[arg-type]


def value(element: etree._Element, path: str) -> str | None:
    """The w:val of the first element at a path of names without prefix, None where there is none."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val")


def text_of(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(W + "t")).replace("\N{NO-BREAK SPACE}", " ")


def data_tables(body: etree._Element) -> list[etree._Element]:
    return [found for found in body.iter(W + "tbl") if value(found, "tblPr/tblStyle") == "FiguresTable"]


def heading_rows(table: etree._Element) -> int:
    rows = table.findall(W + "tr")
    flags = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert flags == sorted(flags, reverse=True), "heading rows come first"
    return sum(flags)


def printed(inline: Inline) -> set[str]:
    if isinstance(inline, Quantity):
        return {inline.text, inline.words} if isinstance(inline.value, Missing) else {inline.text}
    if isinstance(inline, Status):
        return {f"{inline.symbol} {inline.label}".strip()}
    return {f"[note {inline.number}]"} if isinstance(inline, NoteMark) else {inline.text}


def test_python_docx_reads_headings_and_properties_back(sample: Path) -> None:
    opened = word.Document(str(sample))
    styled = [(each.style.name if each.style else "", each.text) for each in opened.paragraphs]
    names = [(style, text) for style, text in styled if str(style).startswith("Heading")]
    headings = [block for block in sample_document().blocks if isinstance(block, Heading)]
    expected = [(f"Heading {block.level}", block.text) for block in headings]
    assert names == [*expected, ("Heading 1", "Notes")]
    properties = opened.core_properties
    assert properties.title == "Children's services performance & assurance <draft>"
    assert properties.subject == "Monthly report for January 2017"
    assert properties.author == properties.last_modified_by == "Wexmoor County Council"
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=None) == datetime(2017, 2, 8, 9, 30)  # noqa: DTZ001
    assert properties.language == "en-GB"
    assert properties.keywords == "children's services, performance"


def test_cover_says_who_what_and_when(body: etree._Element) -> None:
    styles = [(value(each, "pPr/pStyle"), text_of(each)) for each in body[:4]]
    assert styles == [
        ("CoverOrganisation", "Wexmoor County CouncilDraft"),
        ("Title", "Children's services performance & assurance <draft>"),
        ("Subtitle", "Monthly report for January 2017"),
        ("CoverDetails", "Figures as at 31 January 2017"),
    ]


def test_every_style_used_is_defined_once(sample: Path) -> None:
    styles = part(sample, "word/styles.xml")
    defined = [found.get(W + "styleId") for found in styles.iter(W + "style")]
    assert len(defined) == len(set(defined))
    with ZipFile(sample) as opened:
        names = [name for name in opened.namelist() if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name)]
    assert len(names) == 5
    used = {
        found.get(W + "val")
        for name in names
        for tag in ("pStyle", "rStyle", "tblStyle")
        for found in part(sample, name).iter(W + tag)
    }
    assert used <= set(defined)
    based = {found.get(W + "val") for tag in ("basedOn", "next") for found in styles.iter(W + tag)}
    assert based <= set(defined)
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(W + "val") == "en-GB"  # type: ignore[union-attr]


def test_every_paragraph_has_a_style_and_none_is_empty(body: etree._Element) -> None:
    assert all(value(each, "pPr/pStyle") for each in body.iter(W + "p"))
    empty = [
        each
        for each in body.findall(W + "p")
        if not text_of(each) and each.find(f".//{W}drawing") is None and each.find(f"{W}pPr/{W}sectPr") is None
    ]
    assert empty == []


def test_tables_have_heading_rows_names_and_whole_rows(body: etree._Element) -> None:
    held = list(tables(sample_document()))
    found = data_tables(body)
    assert [value(each, "tblPr/tblCaption") for each in found] == [table.caption for table in held]
    assert all(value(each, "tblPr/tblDescription") for each in found)
    assert [heading_rows(each) for each in found] == [2, 1, 1, 2]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for each in found for row in each.iter(W + "tr"))
    assert [len(each.findall(W + "tr")) for each in found] == [2 + 4, 1 + 1, 1 + 6, 2 + 5 + 2]


def test_heading_cells_cover_their_columns(body: etree._Element) -> None:
    upper, lower = data_tables(body)[0].findall(W + "tr")[:2]
    spans = [(text_of(each), value(each, "tcPr/gridSpan"), value(each, "tcPr/vMerge")) for each in upper.iter(W + "tc")]
    assert spans == [
        ("Area", None, "restart"),
        ("Locality", None, "restart"),
        ("January 2017", "2", None),
        ("Change on December 2016", "2", None),
        ("More", None, "restart"),
    ]
    assert [text_of(each) for each in lower.iter(W + "tc")] == ["", "", "In time", "Status", "Points", "Direction", ""]


@pytest.mark.parametrize(("index", "table"), [(0, narrow_table()), (3, wide_table())])
def test_rows_hold_every_cell_of_the_document(body: etree._Element, index: int, table: Table) -> None:
    rows = [row for row in data_tables(body)[index].findall(W + "tr")[2:] if len(row.findall(W + "tc")) > 1]
    for row, expected in zip(rows, table.rows, strict=True):
        for made, held in zip(row.findall(W + "tc"), expected.cells, strict=True):
            plain = re.sub(r"^[★■✖↑↓] (?=[\d<-])", "", text_of(made))
            assert plain == " ".join(min(printed(inline), key=len) for inline in held.content)


def test_shaded_cells_without_a_status_carry_its_symbol(body: etree._Element) -> None:
    in_time = [text_of(row.findall(W + "tc")[2]) for row in data_tables(body)[0].findall(W + "tr")[2:]]
    assert in_time == ["★ 96.9%", "✖ 77.0%", "■ 89.0%", "91.3%"]


def test_tables_are_as_wide_as_their_page_allows(body: etree._Element) -> None:
    widths = [sum(int(each.get(W + "w", "0")) for each in table.iter(W + "gridCol")) for table in data_tables(body)]
    tall, wide = (round((side - 36) / 25.4 * 1440) for side in (210, 297))
    assert all(width <= tall + 10 for width in widths[:3])
    assert tall < widths[3] <= wide + 10


def test_everything_in_the_document_is_printed(body: etree._Element) -> None:
    text = text_of(body)
    document = numbered(sample_document())
    absent = [inline for inline in inlines(document) if not any(form in text for form in printed(inline))]
    assert absent == []


def test_pictures_have_words(body: etree._Element) -> None:
    found = [(each.get("name"), each.get("descr")) for each in body.iter(WP + "docPr")]
    assert found == [(chart.title, chart.alt) for chart in (line_chart(), bar_chart())]
    assert len({each.get("id") for each in body.iter(WP + "docPr")}) == 2


def test_wide_tables_stand_in_landscape_sections(body: etree._Element) -> None:
    setups = list(body.iter(W + "sectPr"))
    sizes = [setup.find(W + "pgSz") for setup in setups]
    assert [None if size is None else size.get(W + "orient") for size in sizes] == [None, "landscape", None]
    last = next(setups[1].iterancestors(W + "p"))
    assert text_of(last).startswith("Marks: ✖ Red. Shorthand: [n] not due yet;")
    first = next(setups[0].iterancestors(W + "p")).getnext()
    assert first is not None
    assert text_of(first) == "All measures"
    assert body[-1] is setups[2]


def test_links_and_marks_lead_to_bookmarks(body: etree._Element) -> None:
    names = [each.get(W + "name") for each in body.iter(W + "bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name or "") for name in names)
    targets = [each.get(W + "anchor") for each in body.iter(W + "hyperlink") if each.get(W + "anchor")]
    assert set(targets) <= set(names)
    notes = [each for each in body.iter(W + "p") if "Back to" in text_of(each)]
    assert [len(note.findall(W + "hyperlink")) for note in notes] == [3, 1]
    starts = [each.get(W + "id") for each in body.iter(W + "bookmarkStart")]
    ends = [each.get(W + "id") for each in body.iter(W + "bookmarkEnd")]
    assert sorted(starts, key=str) == sorted(ends, key=str)


def test_head_and_foot_count_pages(sample: Path) -> None:
    for name in ("word/footer1.xml", "word/footer2.xml"):
        foot = part(sample, name)
        assert [(each.text or "").strip() for each in foot.iter(W + "instrText")] == ["PAGE", "NUMPAGES"]
        assert text_of(foot) == "Wexmoor County Council · DraftPage 1 of 1"
    assert text_of(part(sample, "word/header1.xml")).startswith("Children's services performance")


def test_long_documents_have_a_filled_list_of_contents_to_update(tmp_path: Path) -> None:
    held = tuple(Heading(1 + index % 2, f"Topic {index}", f"topic-{index}") for index in range(12))
    made = part(docx.render(with_blocks(*held), tmp_path), "word/document.xml")[0]
    contents = made.find(W + "sdt")
    assert contents is not None
    assert [text_of(each) for each in contents.iter(W + "hyperlink")] == [f"Topic {index}" for index in range(12)]
    begin = next(contents.iter(W + "fldChar"))
    assert begin.get(W + "dirty") == "true"
    assert next(contents.iter(W + "instrText")).text == r' TOC \o "1-3" \h \z \u '
    kinds = [each.get(W + "fldCharType") for each in contents.iter(W + "fldChar")]
    assert kinds == ["begin", "separate", "end"]
    first = next(each for each in made.findall(W + "p") if value(each, "pPr/pStyle") == "Heading1")
    assert first.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_page_breaks_belong_to_the_next_paragraph(tmp_path: Path) -> None:
    held = (Paragraph((Text("One."),)), PageBreak(), Heading(1, "Two", "two"))
    made = part(docx.render(with_blocks(*held), tmp_path), "word/document.xml")[0]
    breaks = [text_of(each) for each in made.iter(W + "p") if each.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaks == ["Two"]


def test_numbered_lists_start_again(sample: Path, body: etree._Element) -> None:
    used = [value(each, "pPr/numPr/numId") for each in body.iter(W + "p") if value(each, "pPr/pStyle") == "ListNumber"]
    assert len(used) == 5
    assert len(set(used[:3])) == len(set(used[3:])) == 1
    assert used[0] != used[3]
    known = {each.get(W + "numId"): each for each in part(sample, "word/numbering.xml").iter(W + "num")}
    assert all(value(known[each], "lvlOverride/startOverride") == "1" for each in used)


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b color sz szCs u shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg",
}
"""The order of the schema (ISO/IEC 29500-1, 17): Word calls a file corrupt that has it otherwise."""


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/header2.xml", "word/footer2.xml"])
def test_properties_stand_in_the_order_of_the_schema(sample: Path, name: str) -> None:
    wrong = []
    for element in part(sample, name).iter():
        kind = str(element.tag).removeprefix(W)
        if kind in ORDER:
            places = [ORDER[kind].split().index(str(child.tag).removeprefix(W)) for child in element]
            wrong += [etree.tostring(element)] if places != sorted(places) else []
    assert wrong == []


def test_tables_never_touch(tmp_path: Path) -> None:
    cards = next(block for block in blocks() if isinstance(block, KeyFigures))
    many = replace(cards, items=cards.items * 2)
    bare = replace(narrow_table(), source="")
    held = (many, cards, bare, replace(bare, id="again"))
    made = part(docx.render(with_blocks(Heading(1, "D", "definitions"), *held), tmp_path), "word/document.xml")[0]
    kinds = [str(each.tag).removeprefix(W) for each in made]
    assert "tbl tbl" not in " ".join(kinds)
    assert kinds.count("tbl") == 5
    assert kinds[-2:] == ["p", "sectPr"]


def test_words_stand_off_from_the_table_above_them(tmp_path: Path) -> None:
    said = Paragraph((Text("Said of it."),))
    cards = next(block for block in blocks() if isinstance(block, KeyFigures))
    held = (Heading(1, "D", "definitions"), cards, said, said)
    path = docx.render(with_blocks(*held), tmp_path)
    below = [each for each in part(path, "word/document.xml").iter(W + "p") if text_of(each) == "Said of it."]
    assert [each.find(f"{W}pPr/{W}spacing") is not None for each in below] == [True, False]


@pytest.mark.parametrize("columns", [12, 24, 45])
def test_wide_tables_fit_their_page(tmp_path: Path, columns: int) -> None:
    names = (Column("Measure"), *(Column(f"Month {index}", align=Align.RIGHT) for index in range(columns)))
    row = Row((cell("Children"), *(cell(number(str(10_000 + index))) for index in range(columns))))
    made = part(docx.render(with_blocks(Table("wide", "Wide", names, (row,))), tmp_path), "word/document.xml")[0]
    widths = [int(each.get(W + "w", "0")) for each in made.iter(W + "gridCol")]
    assert len(widths) == columns + 1
    assert sum(widths) <= (297 - 36) / 25.4 * 1440 + columns


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    awkward = r"<w:p/> & &amp; {MERGEFIELD} ]]> *b* 'x' \"y\""
    held = (Heading(1, awkward, "a b/c"), Paragraph((Text(awkward), Link(awkward, "#a b/c"))))
    made = part(docx.render(with_blocks(*held, title=awkward), tmp_path), "word/document.xml")[0]
    assert text_of(made).count(awkward) == 4


def test_same_document_gives_the_same_bytes_in_another_process(sample: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from sample_document import sample_document; from crossfoot.render import docx;"
        "docx.render(sample_document(), Path(sys.argv[2]))"
    )
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", script, here, str(tmp_path)], check=True, env=environment)  # noqa: S603
    assert (tmp_path / sample.name).read_bytes() == sample.read_bytes()


def test_nothing_of_the_empty_template_is_left(sample: Path) -> None:
    with ZipFile(sample) as opened:
        names = opened.namelist()
        held = b"".join(opened.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert names == sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
    assert not any("thumbnail" in name or "customXml" in name or "Effects" in name for name in names)
    assert b"python-docx" not in held
    assert b"en-US" not in held


def test_sample_has_every_block() -> None:
    assert {type(block) for block in blocks()} == set(get_args(Block))


@pytest.mark.parametrize(
    ("content", "words"),
    [((Link("x", "#nowhere"),), "'x' to #nowhere"), ((NoteMark(1),), "the mark of note 1")],
)
def test_links_to_nothing_are_refused(tmp_path: Path, content: tuple[Inline, ...], words: str) -> None:
    with pytest.raises(BrokenLinkError, match=words):
        docx.render(with_blocks(Paragraph(content)), tmp_path)


def test_every_tone_and_callout_has_its_styles(sample: Path) -> None:
    known = {found.get(W + "styleId") for found in part(sample, "word/styles.xml").iter(W + "style")}
    assert {f"Status{name}" for name in ("Good", "Fair", "Poor", "Better", "Worse", "Same", "Neutral")} <= known
    assert {f"Callout{kind}Text" for kind in ("Generated", "Warning", "Note")} <= known
