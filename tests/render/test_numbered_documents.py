"""A numbered document says the same numbers in every format, and its references lead where they say."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import page
import pypdfium2
import pytest
from lxml import etree, html
from numbered_document import committee_paper
from sample_document import narrow_table, wide_table

from crossfoot.render import csv, docx, ods, pdf, xlsx
from crossfoot.render.html import page_html
from crossfoot.render.html import render as render_html
from crossfoot.render.paper import contents_depth, front, sections
from crossfoot.reports.document import Document, Heading, Paragraph, Reference
from crossfoot.reports.numbering import BrokenReferenceError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STAY = "\N{NO-BREAK SPACE}"
HEADINGS = (
    "Executive summary", "1. Introduction", "1.2 Performance", "1.2.2 Timeliness", "2. Money", "2.1 Revenue",
    "2.2 Reserves", "3. Risks", "Appendix A. All measures", "A.1 By month", "Appendix B. Risk register",
)  # fmt: skip
REFERENCES = ("section 2.2", "Appendix A", "Appendix A.1", "Table 2", "Figure 1", "Executive summary", "Section 2.2")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The PDF, and the words of each of its pages."""
    path = pdf.render(committee_paper(), tmp_path_factory.mktemp("numbered"))
    with pypdfium2.PdfDocument(path) as opened:
        texts = [sheet.get_textpage().get_text_bounded() for sheet in opened]
    return path, [re.sub(r"\s+", " ", text.replace(STAY, " ")) for text in texts]


def test_the_pdf_conforms(pages: tuple[Path, list[str]]) -> None:
    assert page.validate_pdf(str(pages[0]), profile="ua1").failures == []


def test_the_pdf_names_the_page_on_which_the_thing_really_is(pages: tuple[Path, list[str]]) -> None:
    _, texts = pages
    found = dict(
        re.findall(
            r"((?:section|Section|Appendix|Table|Figure) [A-Z0-9.]+|Executive summary), page (\d+)", " ".join(texts)
        )
    )
    assert set(found) == {*REFERENCES, "section 2"}
    there = {
        "section 2.2": "2.2 Reserves", "Section 2.2": "2.2 Reserves", "Appendix A": "Appendix A. All measures",
        "Appendix A.1": "A.1 By month", "Table 2": "Table 2: Contacts", "Figure 1": "Figure 1: Nine in ten",
        "Executive summary": "What matters", "section 2": "2. Money",
    }  # fmt: skip
    for said, number in found.items():
        at = [place for place, text in enumerate(texts, start=1) if there[said] in text.partition("Contents")[0]]
        assert at[-1:] == [int(number)], said
    assert set(found.values()) == {"2", "3", "4"}


def test_the_contents_of_the_pdf_give_the_page_of_each_heading(pages: tuple[Path, list[str]]) -> None:
    _, texts = pages
    listed = dict(
        re.findall(
            r"((?:\d[\d.]*|A\.1|Appendix [AB]\.) [A-Z][a-z ]+?)[ .]+(\d+)(?= |$)", texts[0].partition("Contents")[2]
        )
    )
    assert set(listed) - {"5 Notes"} == set(HEADINGS) - {"Executive summary", "1.2.2 Timeliness"}
    for heading, number in listed.items():
        assert heading in texts[int(number) - 1] or heading == "5 Notes"


@pytest.mark.parametrize(("count", "depth"), [(8, 0), (100, 2), (300, 1)])
def test_contents_of_a_numbered_document_show_two_levels_at_most(count: int, depth: int) -> None:
    levels = [1 + index % 3 for index in range(count)]
    blocks = tuple(Heading(level, f"H{index}", f"h{index}") for index, level in enumerate(levels))
    assert contents_depth(replace(committee_paper(), blocks=blocks)) == depth


def test_the_head_of_a_paper_stands_above_its_contents() -> None:
    assert front(committee_paper()) == committee_paper().blocks[:1]


def test_a_numbered_document_turns_back_to_tall_pages_at_its_sections() -> None:
    held = (Heading(1, "One", "one"), wide_table(), Heading(2, "Two", "two"), narrow_table(), Heading(3, "T", "three"))
    made = replace(committee_paper(), blocks=held)
    assert [(part.landscape, len(part.blocks)) for part in sections(made)] == [(True, 2), (False, 3)]
    assert [part.landscape for part in sections(replace(made, numbered=False))] == [True]


def test_the_pdf_outline_has_the_numbers(pages: tuple[Path, list[str]]) -> None:
    with pypdfium2.PdfDocument(pages[0]) as opened:
        titles = [mark.get_title() for mark in opened.get_toc()]
    assert titles == [*HEADINGS, "Definitions", "Notes"]


def test_numbered_paragraphs_are_printed_in_the_pdf(pages: tuple[Path, list[str]]) -> None:
    text = " ".join(pages[1])
    for words in ("1.1 First things.", "1.2.1 Nine in ten.", "2.1.2 There is a second", "A.1.1 An appendix has"):
        assert words in text


# -- web page ----------------------------------------------------------------------------------------------------------


def test_the_page_says_every_number_and_leads_there() -> None:
    made = html.document_fromstring(page_html(committee_paper()))
    headings = [each.text_content() for each in made.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert headings == [*HEADINGS, "Definitions", "Notes"]
    links = made.xpath("//a[@class='reference']")
    assert [link.text_content() for link in links] == [*REFERENCES, "section 2.1", "section 2"]
    for link in links:
        (target,) = made.xpath(f"//*[@id='{link.get('href')[1:]}']")
        number = link.text_content().removeprefix("section ").removeprefix("Section ")
        assert number.removeprefix("Appendix A.1").removeprefix("Appendix ") in target.text_content()
    captions = [each.text_content() for each in made.xpath("//caption | //p[@class='chart-title']")]
    assert [text.partition(":")[0] for text in captions if re.match("(Table|Figure) ", text)] == [
        "Figure 1", "Table 1", "Figure 2", "Table 2", "Table 3",
    ]  # fmt: skip
    listed = [each.text_content() for each in made.xpath("//nav//a")]
    assert listed == [*(heading for heading in HEADINGS if heading != "1.2.2 Timeliness"), "Definitions", "Notes"]


# -- Word --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    path = docx.render(committee_paper(), tmp_path_factory.mktemp("word"))
    with ZipFile(path) as opened:
        made = etree.fromstring(opened.read("word/document.xml"))[0]
        forms = levels(etree.fromstring(opened.read("word/numbering.xml")))
        made.set("forms", "; ".join(f"{place}={form}" for place, form in forms))
    return made


def child(element: etree._Element, *names: str) -> etree._Element:
    found = element.find("/".join(W + name for name in names))
    assert found is not None
    return found


def value(element: etree._Element) -> str:
    return str(element.get(W + "val"))


def levels(numbering: etree._Element) -> Iterator[tuple[str, str]]:
    """For each list and level (`3.0`), the number format and text by which Word counts it."""
    forms = {form.get(W + "abstractNumId"): form for form in numbering.findall(W + "abstractNum")}
    for held in numbering.findall(W + "num"):
        form = forms[value(child(held, "abstractNumId"))]
        for level in form.findall(W + "lvl"):
            kind, text = (value(child(level, name)) for name in ("numFmt", "lvlText"))
            yield f"{held.get(W + 'numId')}.{level.get(W + 'ilvl')}", f"{kind}|{text}"


def counted_by_word(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each paragraph with the number that Word gives it, counted here as the standard says Word counts."""
    forms = dict(part.split("=", 1) for part in str(body.get("forms")).split("; "))
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
    for paragraph in body.iter(W + "p"):
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        if numbered is None:
            yield paragraph, ""
            continue
        level, name = (value(child(numbered, part)) for part in ("ilvl", "numId"))
        held = counts[name]
        held[int(level)] += 1
        held[int(level) + 1 :] = [0] * (8 - int(level))
        text = forms[f"{name}.{level}"].partition("|")[2]
        for place, number in enumerate(held, start=1):
            letter = forms[f"{name}.0"].startswith("upperLetter") and place == 1
            text = text.replace(f"%{place}", chr(64 + number) if letter else str(number))
        yield paragraph, text


def text_of(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(W + "t")).replace(STAY, " ")


def test_word_counts_the_headings_itself_and_comes_to_the_same(body: etree._Element) -> None:
    found = [
        f"{number} {text_of(paragraph)}".strip()
        for paragraph, number in counted_by_word(body)
        if value(child(paragraph, "pPr", "pStyle")).startswith("Heading")
    ]
    assert found == [*HEADINGS, "Definitions", "Notes"]
    listed = [text_of(each) for each in child(body, "sdt").iter(W + "hyperlink")]
    assert listed == [*(heading for heading in HEADINGS if heading != "1.2.2 Timeliness"), "Definitions"]


def test_word_counts_paragraphs_on_with_the_headings(body: etree._Element) -> None:
    found = [
        (number, text_of(paragraph))
        for paragraph, number in counted_by_word(body)
        if value(child(paragraph, "pPr", "pStyle")) == "NumberedParagraph"
    ]
    assert found == [
        ("1.1", "First things."),
        ("1.2.1", "Nine in ten."),
        ("2.1.1", "Section 2.2 has the reserves."),
        ("2.1.2", "There is a second paragraph."),
        ("A.1.1", "An appendix has paragraphs too."),
    ]


def fields(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Instruction and shown text of every field of a paragraph."""
    for paragraph in body.iter(W + "p"):
        state, code, shown = "", "", ""
        for run in paragraph.iter(W + "r"):
            mark = run.find(W + "fldChar")
            if mark is not None:
                state = str(mark.get(W + "fldCharType"))
                if state == "end" and code:
                    yield code.strip(), shown
                    code, shown = "", ""
                continue
            if state == "begin":
                code += "".join(each.text or "" for each in run.iter(W + "instrText"))
            elif state == "separate":
                shown += text_of(run)


def test_fields_of_word_show_what_word_will_work_out(body: etree._Element) -> None:
    numbers = {}
    for paragraph, number in counted_by_word(body):
        for mark in paragraph.iter(W + "bookmarkStart"):
            within = "".join(text_of(each) for each in between(mark))
            numbers[mark.get(W + "name")] = (number.rstrip("."), within)
    found = [(code.split(), shown) for code, shown in fields(body) if code.startswith("REF")]
    assert len(found) == len(REFERENCES) + 2
    for (_, bookmark, *switches), shown in found:
        counted, words = numbers[bookmark]
        assert "\\h" in switches
        assert shown == (counted if "\\r" in switches else words)
        assert shown
    sequences = [(code, shown) for code, shown in fields(body) if code.startswith("SEQ")]
    assert sequences == [
        (rf"SEQ {kind} \* ARABIC", number)
        for kind, number in (("Figure", "1"), ("Table", "1"), ("Figure", "2"), ("Table", "2"), ("Table", "3"))
    ]


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl sectPr",
    "lvl": "start numFmt suff lvlText lvlJc pPr",
    "numbering": "abstractNum num",
}
"""The order of the schema (ISO/IEC 29500-1, 17): Word calls a file corrupt that has it otherwise."""


@pytest.mark.parametrize("name", ["word/document.xml", "word/numbering.xml"])
def test_what_counts_stands_in_the_order_of_the_schema(name: str, tmp_path: Path) -> None:
    with ZipFile(docx.render(committee_paper(), tmp_path)) as opened:
        elements = list(etree.fromstring(opened.read(name)).iter())
    seen = set()
    for element in elements:
        kind = str(element.tag).removeprefix(W)
        if kind in ORDER:
            seen.add(kind)
            places = [ORDER[kind].split().index(str(each.tag).removeprefix(W)) for each in element]
            assert places == sorted(places), etree.tostring(element)
    assert seen & {"pPr", "numbering"}


def between(mark: etree._Element) -> Iterator[etree._Element]:
    """What stands between a bookmark's start and its end."""
    for element in mark.itersiblings():
        if element.tag == W + "bookmarkEnd":
            return
        yield element


def test_word_says_the_whole_reference(body: etree._Element) -> None:
    text = next(text_of(each) for each in body.iter(W + "p") if text_of(each).startswith("See "))
    assert text == "See section 2.2; Appendix A; Appendix A.1; Table 2; Figure 1; Executive summary; "


# -- workbooks and data ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("render", [xlsx.render, ods.render])
def test_worksheets_are_called_what_the_paper_calls_its_tables(
    render: Callable[[Document, Path], Path], tmp_path: Path
) -> None:
    path = render(committee_paper(), tmp_path)
    with ZipFile(path) as opened:
        name = "xl/workbook.xml" if path.suffix == ".xlsx" else "content.xml"
        text = opened.read(name).decode()
    names = re.findall(r'<sheet name="([^"]+)"|<table:table [^>]*table:name="([^"]+)"', text)
    found = [a or b for a, b in names][4:]
    assert [" ".join(name.split()[:2]) for name in found] == ["Figure 1", "Table 1", "Figure 2", "Table 2", "Table 3"]


def test_data_files_carry_the_label(tmp_path: Path) -> None:
    metadata = csv.render(committee_paper(), tmp_path).read_text("utf-8")
    assert '"Table 2: Contacts, conferences' in metadata
    assert "Overspend,Where,,,,,section 2.1," in (tmp_path / "committee-paper-csv" / "register.csv").read_text("utf-8")


@pytest.mark.parametrize("render", [render_html, pdf.render, docx.render, xlsx.render, ods.render, csv.render])
def test_no_format_takes_a_reference_to_nothing(render: Callable[[Document, Path], Path], tmp_path: Path) -> None:
    broken = replace(committee_paper(), blocks=(Paragraph((Reference("nowhere"),)),))
    with pytest.raises(BrokenReferenceError, match="#nowhere"):
        render(broken, tmp_path)
    assert list(tmp_path.iterdir()) == []
