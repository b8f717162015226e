import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from lxml import html
from sample_document import number, sample_document

from crossfoot.render import palette
from crossfoot.render.html import DuplicateIdError, foot_stylesheet, page_html, render
from crossfoot.render.html_blocks import block_elements
from crossfoot.render.html_inlines import UnsafeLinkError, inline_node
from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    ChartPoint,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    LineChart,
    Link,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.vocabulary.missing import Missing

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;]]>"


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(page_html(sample_document()))


def sentences(block: Block) -> tuple[Inlines, ...]:
    """The runs of words in a block, in reading order."""
    match block:
        case Paragraph():
            return (block.content,)
        case BulletList():
            return block.items
        case DefinitionList():
            return tuple(content for _, content in block.items)
        case Callout():
            return tuple(run for part in block.content for run in sentences(part))
        case _:
            return ()


def in_words(runs: Iterable[Inlines]) -> list[str]:
    return [inline.words for run in runs for inline in run if isinstance(inline, Quantity)]


def block_numbers(block: Block) -> list[str]:
    """Every number that a block prints, in reading order, written down apart from the renderer."""
    match block:
        case Table():
            cells = [cell for row in block.rows for cell in row.cells]
            return [item.text for cell in cells for item in cell.content if isinstance(item, Quantity)]
        case LineChart() | BarChart():
            return block_numbers(block.data) if block.data is not None else []
        case KeyFigures():
            return [text for card in block.items for text in card_numbers(card)]
        case _:
            return in_words(sentences(block))


def card_numbers(card: KeyFigure) -> list[str]:
    missing = isinstance(card.quantity.value, Missing)
    return [card.quantity.words.capitalize() if missing else card.quantity.text, *in_words([card.comment])]


def test_every_number_on_the_page_is_the_one_in_the_tree(page: html.HtmlElement) -> None:
    document = sample_document()
    expected = [text for block in document.blocks for text in block_numbers(block)]
    expected += in_words(document.notes)
    printed = page.xpath("//*[contains(concat(' ', @class, ' '), ' number ')]")
    assert [element.text_content() for element in printed] == expected
    assert len(expected) > 90


def test_numbers_keep_the_ids_of_their_figures(page: html.HtmlElement) -> None:
    assert page.xpath("//*[contains(concat(' ', @class, ' '), ' number ')][not(@data-figures)]") == []
    assert len(page.xpath("//*[@data-figures='target/conferences-in-time/2016-17']")) == 1


def test_every_type_of_block_and_inline_is_written() -> None:
    used = {type(block) for block in sample_document().blocks}
    assert used == set(get_args(Block))
    for block_type in get_args(Block):
        assert block_elements.dispatch(block_type) is not block_elements.dispatch(object)
    for inline_type in get_args(Inline):
        assert inline_node.dispatch(inline_type) is not inline_node.dispatch(object)


class Balance(HTMLParser):
    """Fails on a tag that is not closed, or closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_is_well_formed() -> None:
    text = page_html(sample_document())
    parser = Balance()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    assert text.startswith('<!DOCTYPE html>\n<html lang="en-GB">')


def test_head(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == (
        "Children's services performance & assurance <draft> - Monthly report for January 2017 - Wexmoor County Council"
    )
    assert page.xpath("//meta[@name='color-scheme']/@content") == ["only light"]
    assert page.xpath("//script | //style | //*[@style] | //*[starts-with(name(@*), 'on')]") == []
    assert page.xpath("//link/@href") == ["assets/crossfoot.css", "assets/sample-report.css"]


def test_title_block(page: html.HtmlElement) -> None:
    header = page.xpath("//header")[0]
    assert header.xpath("string(h1)") == "Children's services performance & assurance <draft>"
    facts = [(pair.findtext("dt"), pair.findtext("dd")) for pair in header.xpath("dl/div")]
    assert facts == [("Status", "Draft"), ("Figures as at", "31 January 2017")]


def test_ids_are_unique_and_every_anchor_leads_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {str(target)[1:] for target in page.xpath("//a/@href") if str(target).startswith("#")}
    assert targets <= set(ids)
    named = {name for value in page.xpath("//@aria-labelledby") for name in str(value).split()}
    assert named <= set(ids)


def test_headings_never_skip_a_level(page: html.HtmlElement) -> None:
    levels = [
        int(element.tag[1])
        for element in page.xpath(
            "//main//*[re:match(name(), '^h[1-6]$')]", namespaces={"re": "http://exslt.org/regular-expressions"}
        )
    ]
    assert len(page.xpath("//h1")) == 1
    assert levels[0] == 2
    assert all(later <= earlier + 1 for earlier, later in zip([1, *levels], levels, strict=False))


def test_contents_list_the_headings_of_two_levels(page: html.HtmlElement) -> None:
    expected = [
        ("Summary", "#summary"),
        ("By locality", "#by-locality"),
        ("Twelve months", "#twelve-months"),
        ("All measures", "#all-measures"),
        ("Definitions & sources", "#definitions"),
        ("Notes", "#page-notes"),
    ]
    (nav,) = page.xpath("//nav")
    assert [(link.text, link.get("href")) for link in nav.xpath(".//a")] == expected
    assert nav.xpath("string(h2)") == "Contents"
    assert nav.xpath("string(details/summary)") == "All 6 sections"


def test_a_long_list_of_contents_keeps_to_the_first_level() -> None:
    """12 sections with a part each are 24 entries, 13 are 26: one more than two levels may have is one level."""
    for count, expected in ((12, 24), (13, 13)):
        blocks = tuple(Heading(1 + index % 2, f"Part {index}", f"part-{index}") for index in range(2 * count))
        page = html.document_fromstring(page_html(replace(sample_document(), blocks=blocks, notes=())))
        assert len(page.xpath("//nav//a")) == expected


def test_every_table_is_captioned_and_its_headers_are_scoped(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) == 3
    for table in tables:
        assert table.xpath("string(caption)")
        assert table.xpath("thead//th[not(@scope='col' or @scope='colgroup')]") == []
        assert table.xpath("tbody//th[not(@scope='row' or @scope='rowgroup')]") == []
        assert table.xpath("tbody/tr[not(th)]") == []


def test_header_rows_cover_every_column_once(page: html.HtmlElement) -> None:
    for table in page.xpath("//table"):
        width = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.xpath("tbody/tr")}
        first, *second = table.xpath("thead/tr")
        spans = [(int(cell.get("colspan", "1")), cell.get("rowspan")) for cell in first]
        assert {sum(span for span, _ in spans)} == width
        if second:
            assert len(second[0]) == sum(span for span, rows in spans if rows is None)
            assert sum(int(group.get("span")) for group in table.xpath("colgroup")) in width


def test_grouped_headers(page: html.HtmlElement) -> None:
    table = page.xpath("//table[@id='table-localities']")[0]
    first, second = table.xpath("thead/tr")
    assert [(cell.text, cell.get("colspan"), cell.get("rowspan")) for cell in first] == [
        ("Area", None, "2"),
        ("Locality", None, "2"),
        ("January 2017", "2", None),
        ("Change on December 2016", "2", None),
        ("More", None, "2"),
    ]
    assert [cell.text for cell in second] == ["In time", "Status", "Points", "Direction"]


def test_runs_of_rows_and_totals(page: html.HtmlElement) -> None:
    table = page.xpath("//table[@id='table-measures']")[0]
    assert [body.xpath("string(tr[1]/th[@scope='rowgroup'])") for body in table.xpath("tbody")] == [
        "Front door",
        "Children looked after",
    ]
    assert table.xpath("string(.//tr[@class='total']/th)") == "All children"


def test_missing_shorthand_is_explained_under_its_table(page: html.HtmlElement) -> None:
    notes = page.xpath("//table[@id='table-measures']/../../../*[@class='table-notes']/p[@class='shorthand']")
    assert [note.text_content() for note in notes] == [
        (
            "[n] not due yet; [u] not collected; [x] not available; [z] not applicable; "
            "[c] suppressed to protect individuals; [w] withheld"
        )
    ]


def test_status_is_a_shape_and_a_word_and_is_read_in_full(page: html.HtmlElement) -> None:
    status = page.xpath("//table[@id='table-localities']//span[contains(@class, 'status')]")[0]
    seen, heard = status
    assert (seen.get("aria-hidden"), seen.text_content().strip()) == ("true", "Green")
    assert len(seen.xpath("*[local-name()='svg']")) == 1
    assert heard.text_content() == "Green: better than target"


def test_shade_without_its_status_is_said_in_words_and_explained(page: html.HtmlElement) -> None:
    cell = page.xpath("//table[@id='table-measures']//td[contains(@class, 'shaded')]")[0]
    assert cell.text_content() == "68.2% (Red)"
    assert page.xpath("string(//table[@id='table-measures']/../../..//p[@class='shade-key'])") == "Shading: Red"


def test_notes_go_there_and_back(page: html.HtmlElement) -> None:
    for number_, marks in ((1, 2), (2, 1)):
        there = page.xpath(f"//a[@href='#note-{number_}']")
        assert [mark.text for mark in there] == [f"[note {number_}]"] * marks
        back = page.xpath(f"//li[@id='note-{number_}']/a[@class='note-back']/@href")
        assert back == [f"#{mark.get('id')}" for mark in there]


def test_chart_stands_in_a_figure_with_its_table(page: html.HtmlElement) -> None:
    figure = page.xpath("//figure[@id='chart-conferences']")[0]
    chart = next(block for block in sample_document().blocks if isinstance(block, LineChart))
    assert figure.xpath("string(figcaption/p[1])") == chart.title
    assert figure.xpath("string(figcaption/p[2])") == chart.subtitle
    assert figure.xpath("string(.//*[local-name()='svg']/*[local-name()='desc'])") == chart.alt
    assert len(figure.xpath("details//tbody/tr")) == 13
    assert figure.xpath("string(p[@class='source'])") == "Source: Wexmoor monthly return"


def hostile_document() -> Document:
    content: Inlines = (
        Text(ATTACK, strong=True),
        Status(Tone.POOR, ATTACK, ATTACK, ATTACK + "x"),
        Link(ATTACK, "#anchor"),
        replace(number("1"), prefix=ATTACK, figures=(ATTACK,)),
    )
    point = (ChartPoint(ATTACK, number("1")),)
    table = Table(
        "table",
        ATTACK,
        (Column(ATTACK, ATTACK), Column(ATTACK + "2", ATTACK, Align.RIGHT)),
        (Row((Cell(content), Cell(content, Tone.POOR)), group=ATTACK),),
        source=ATTACK,
    )
    return replace(
        sample_document(),
        title=ATTACK,
        subtitle=ATTACK,
        organisation=ATTACK,
        status=ATTACK,
        keywords=(ATTACK,),
        notes=(content,),
        blocks=(
            Heading(1, ATTACK, "anchor"),
            Paragraph(content),
            BulletList((content,)),
            DefinitionList(((ATTACK, content),)),
            Callout(CalloutKind.NOTE, ATTACK, (Paragraph(content),)),
            KeyFigures((KeyFigure(ATTACK, number("1"), content),)),
            table,
            BarChart("chart", ATTACK, ATTACK, ATTACK, point, ATTACK, replace(table, id="data")),
        ),
    )


def test_no_text_becomes_markup() -> None:
    text = page_html(hostile_document())
    page = html.document_fromstring(text)
    assert page.xpath("//script | //img | //*[@onerror]") == []
    assert page.findtext(".//h1") == ATTACK
    assert page.xpath("string(//caption)") == ATTACK
    assert page.xpath("//*[@id='chart-title']")[0].text_content() == ATTACK
    assert text.count("<script") == text.count("<img") == 0
    parser = Balance()
    parser.feed(text)
    assert parser.open == []


def test_running_foot_cannot_break_out_of_its_string() -> None:
    document = replace(sample_document(), title='"; } body { display: none } \\', status="Draft\n2")
    css = foot_stylesheet(document)
    strings = re.findall(r'"((?:\\[0-9a-f]+ |[A-Za-z0-9 ])*)"', css)
    outside = re.sub(r'"(?:\\[0-9a-f]+ |[A-Za-z0-9 ])*"', "", css)
    assert '"' not in outside
    assert "display" not in outside
    unescaped = re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), strings[0])
    assert unescaped == 'Wexmoor County Council | "; } body { display: none } \\'


def test_links_that_run_are_refused() -> None:
    document = replace(sample_document(), blocks=(Paragraph((Link("here", " JavaScript:alert(1)"),)),))
    with pytest.raises(UnsafeLinkError, match="'here'"):
        page_html(document)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    document = replace(sample_document(), blocks=(Heading(1, "A", "same"), Heading(1, "B", "same")))
    with pytest.raises(DuplicateIdError, match="more than once: same"):
        render(document, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_render_writes_a_folder_that_stands_alone(tmp_path: Path) -> None:
    main = render(sample_document(), tmp_path / "out")
    assert main == tmp_path / "out" / "sample-report.html"
    files = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in main.parent.rglob("*.*")}
    assert set(files) == {
        "sample-report.html",
        "assets/crossfoot.css",
        "assets/sample-report.css",
        "assets/SourceSansPro-Regular.ttf",
        "assets/SourceSansPro-It.ttf",
        "assets/SourceSansPro-Semibold.ttf",
        "assets/SourceSansPro-Bold.ttf",
        "assets/SourceSansPro-LICENSE.txt",
    }
    urls = re.findall(r'url\("([^"]+)"\)', files["assets/crossfoot.css"].decode())
    assert {f"assets/{url}" for url in urls} <= set(files)
    again = render(sample_document(), tmp_path / "again")
    assert {path.relative_to(again.parent).as_posix(): path.read_bytes() for path in again.parent.rglob("*.*")} == files


def test_page_without_notes_status_or_headings() -> None:
    bare = replace(sample_document(), blocks=(Paragraph((Text("One line."),)),), notes=(), status="", keywords=())
    page = html.document_fromstring(page_html(replace(bare, as_at=date(2016, 12, 9))))
    assert page.xpath("//nav") == []
    assert page.xpath("//header/dl/div/dt/text()") == ["Figures as at"]
    assert page.xpath("string(//header/dl/div/dd)") == "9 December 2016"
    assert page.xpath("string(//main)") == "One line."


def test_stylesheet_uses_the_palette() -> None:
    css = (Path(palette.__file__).parent / "assets" / "crossfoot.css").read_text(encoding="utf-8")
    held = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))
    for name in ("INK", "SECONDARY_INK", "RULE", "PAGE", "PANEL", "BRAND", "LINK", "FOCUS"):
        assert held[name.lower().replace("_", "-")] == getattr(palette, name)
    for tone in (Tone.GOOD, Tone.FAIR, Tone.POOR, Tone.NEUTRAL):
        assert held[tone.value] == palette.TONES[tone].ink
        assert held[f"{tone.value}-tint"] == palette.TONES[tone].tint
    for tone in Tone:
        assert f".tone-{tone.value}" in css
