"""The committee paper: its parts in order, its numbers and references right, its summary made of what it prints."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import page
import pypdfium2
import pytest
from document_reading import charts, headings, inlines, quantities, tables
from paper_edition import PaperEdition, example_words, with_words

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.judgements.judgement import Rag
from crossfoot.registers.register import Registers
from crossfoot.render import pdf
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    LineChart,
    Paragraph,
    Quantity,
    Reference,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.reports.numbering import numbered
from crossfoot.reports.paper.integrated_layout import FILE, read_integrated_layout
from crossfoot.reports.paper.integrated_parts import KNOWN_PRODUCTS
from crossfoot.reports.paper.integrated_report import build_integrated_report, find_paper_issues
from crossfoot.reports.paper.paper_words import PaperWords, Prose
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.missing import Missing

ORDER = [
    "Executive summary", "Recommendations", "1. Introduction", "2. Support for education improvement", "3. Early help",
    "4. Social work", "5. Financial implications", "6. Issues, risks and innovation", "Officer contact",
]  # fmt: skip
APPENDICES = ["A", "B", "C", "D", "E", "F"]


@pytest.fixture(scope="module")
def paper_edition(edition: Edition) -> PaperEdition:
    return with_words(edition, example_words())


@pytest.fixture(scope="module")
def document(paper_edition: PaperEdition) -> Document:
    return numbered(build_integrated_report(paper_edition))


def words_of(content: Inlines) -> str:
    """What a sentence says."""
    return "".join(inline.words if isinstance(inline, Quantity) else getattr(inline, "text", "") for inline in content)


def every_inline(document: Document) -> list[Inline]:
    return [inline for _, inline in inlines(document)]


def sections_of(document: Document) -> dict[str, list[Block]]:
    """The blocks under each heading of the first level."""
    found: dict[str, list[Block]] = {"": []}
    anchor = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            anchor = block.anchor
        found.setdefault(anchor, []).append(block)
    return found


# -- shape -------------------------------------------------------------------------------------------------------------


def test_parts_stand_in_the_order_of_a_council_s_papers(document: Document) -> None:
    tops = [heading.printed for heading in headings(document) if heading.level == 1]
    assert tops[: len(ORDER)] == ORDER
    assert [top.split(".")[0] for top in tops[len(ORDER) :]] == [f"Appendix {letter}" for letter in APPENDICES]


def test_the_head_says_what_a_committee_needs_first(document: Document) -> None:
    head = document.blocks[0]
    assert isinstance(head, DefinitionList)
    said = {term: words_of(content) for term, content in head.items}
    assert list(said) == [
        "Committee", "Item number", "Report title", "Date of meeting", "Responsible chief officer", "Strategic impact",
    ]  # fmt: skip
    assert said["Item number"] == "8"
    assert said["Date of meeting"] == "14 March 2017"
    assert document.subtitle == "Children's Services Committee, 14 March 2017"
    assert document.numbered


def test_headings_never_skip_and_names_are_unique(document: Document) -> None:
    levels = [heading.level for heading in headings(document)]
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []
    names = [heading.anchor for heading in headings(document)]
    names += [table.id for table in tables(document)] + [chart.id for chart in charts(document)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_section_is_empty(document: Document) -> None:
    empty = [
        above.printed
        for above, below in pairwise([*document.blocks, Heading(1, "", "")])
        if isinstance(above, Heading) and isinstance(below, Heading) and below.level <= above.level
    ]
    assert empty == []


# -- numbers and references --------------------------------------------------------------------------------------------


def test_every_number_is_the_next_under_its_parent(document: Document) -> None:
    """Counted here by parent and last part, apart from the module that makes the numbers."""
    last: dict[str, int] = {}
    letters = ""
    for block in document.blocks:
        number = block.number if isinstance(block, Heading | Paragraph) else ""
        if number.startswith("Appendix "):
            letters += number[-1]
        elif number:
            parent, _, own = number.rpartition(".")
            assert int(own) == last.get(parent, 0) + 1, number
            last[parent] = int(own)
    assert letters == "".join(APPENDICES)
    assert max(last.values()) >= 10


def test_every_reference_says_the_number_of_what_it_leads_to(document: Document) -> None:
    printed = {heading.anchor: heading.printed for heading in headings(document)}
    printed |= {part.id: f"{part.label}. " for part in labelled(document)}
    references = [inline for inline in every_inline(document) if isinstance(inline, Reference)]
    assert len(references) > 60
    for reference in references:
        number = re.sub(r"^([Ss]ection|Appendix(?= [A-Z]\.\d)) ", "", reference.text)
        assert re.match(rf"{re.escape(number)}(\. | )", printed[reference.anchor]), reference


def labelled(document: Document) -> list[Table | LineChart | BarChart]:
    return [block for block in document.blocks if isinstance(block, Table | LineChart | BarChart)]


def test_tables_and_figures_are_numbered_without_gaps(document: Document) -> None:
    labels = [block.label for block in labelled(document)]
    for kind in ("Table", "Figure"):
        numbers = [int(label.split()[1]) for label in labels if label.startswith(kind)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 10


# -- what the paper says -----------------------------------------------------------------------------------------------


def key_messages(document: Document) -> dict[str, Inlines]:
    """Each item of the box in the executive summary by the words it opens with."""
    box = next(block for block in sections_of(document)["executive-summary"] if isinstance(block, Callout))
    (items,) = box.content
    assert isinstance(items, BulletList)
    return {words_of(item[:1]).removesuffix(": "): item for item in items.items}


def test_the_summary_counts_and_names_the_exceptions(document: Document, edition: Edition) -> None:
    signs = read_vital_signs_layout(edition.catalogue).indicators
    met = [name for name in signs if edition.vital_signs[name].is_exception]
    item = key_messages(document)["Exceptions"]
    numbers = [inline.words for inline in item if isinstance(inline, Quantity)]
    assert numbers == [str(len(met)), "12"]
    text = words_of(item)
    assert all(edition.indicator(name).name in text for name in met)
    assert [inline.anchor for inline in item if isinstance(inline, Reference)] == [f"card-{name}" for name in met]


def test_the_summary_counts_the_colours(document: Document, edition: Edition) -> None:
    signs = [edition.vital_signs[name] for name in read_vital_signs_layout(edition.catalogue).indicators]
    counted = Counter(judged.rag.word for judged in signs)
    text = words_of(key_messages(document)["Vital signs by colour"])
    assert f"{counted[Rag.RED]} red, {counted[Rag.AMBER]} amber, {counted[Rag.GREEN]} green" in text


def test_the_summary_tells_money_and_risk(document: Document) -> None:
    said = {name: words_of(item) for name, item in key_messages(document).items()}
    assert "million over budget" in said["Revenue budget"]
    assert "less than in the last report" in said["Revenue budget"]
    assert "over plan" in said["Placements"]
    assert "at the end of the year" in said["Reserves and provisions"]
    assert "score 25, prospects red" in said["Highest risks"]


def test_figures_of_the_summary_are_those_of_the_sections(document: Document) -> None:
    """By what they were made from and by size: a sentence may say `over` where a table prints a plus."""
    outside = [block for block in document.blocks if not isinstance(block, Callout)]
    held = {
        (each.figures, abs(each.value))
        for _, each in quantities(replace(document, blocks=tuple(outside)))
        if not isinstance(each.value, Missing)
    }
    said = [inline for item in key_messages(document).values() for inline in item if isinstance(inline, Quantity)]
    counts = [each for each in said if len(each.figures) > 1 or each.decimals == 0]
    money = [each for each in said if each not in counts]
    assert len(money) >= 6
    for each in (*money, *(each for each in counts if "risks/" in each.figures[0])):
        assert not isinstance(each.value, Missing)
        assert any(set(each.figures) <= set(figures) and abs(each.value) == value for figures, value in held), each


def test_every_exception_has_its_card_in_its_section(document: Document, edition: Edition) -> None:
    layout = read_integrated_layout(edition.catalogue, products=KNOWN_PRODUCTS)
    numbers = {heading.anchor: heading.number for heading in headings(document)}
    for name in read_vital_signs_layout(edition.catalogue).indicators:
        part = next(part for part in layout.all() if name in part.cards).id
        if edition.vital_signs[name].is_exception:
            assert numbers[f"card-{name}"].rpartition(".")[0] == numbers[part]
        else:
            assert f"card-{name}" not in numbers


def test_signs_that_are_no_exceptions_are_listed_with_their_place(document: Document, edition: Edition) -> None:
    others = next(table for table in tables(document) if table.id == "other-vital-signs")
    signs = read_vital_signs_layout(edition.catalogue).indicators
    expected = [edition.indicator(name).name for name in signs if not edition.vital_signs[name].is_exception]
    assert [words_of(row.cells[0].content) for row in others.rows] == expected
    places = [row.cells[-1].content[0] for row in others.rows]
    assert all(isinstance(place, Reference) and place.text.startswith("Section ") for place in places)


def test_written_paragraphs_have_numbers(document: Document) -> None:
    money = sections_of(document)["financial-implications"]
    first = [block for block in money if isinstance(block, Paragraph) and block.number]
    assert [block.number for block in first[:3]] == ["5.1", "5.2", "5.3"]
    assert isinstance(money[4], Heading)
    assert money[4].number == "5.4"


def test_the_words_of_the_example_type_no_figure_and_no_reference(paper_edition: PaperEdition) -> None:
    assert find_paper_issues(paper_edition) == []


def test_the_paper_says_how_many_of_its_numbers_are_bound(document: Document) -> None:
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    bound, typed = (inline for inline in last.content if isinstance(inline, Quantity))
    assert bound.value == len(re.findall(r"\{(?!section|appendix|table|chart)", PAPER_TEXT))
    assert typed.value == 0


PAPER_TEXT = "\n".join(prose.text for prose in example_words().proses())


# -- without words, without products, with wrong words -----------------------------------------------------------------


def test_without_words_it_is_a_whole_paper_all_the_same(edition: Edition) -> None:
    made = numbered(build_integrated_report(with_words(edition, None)))
    tops = [heading.printed for heading in headings(made) if heading.level == 1]
    assert tops[:2] == ["Executive summary", "1. Introduction"]
    assert "Officer contact" not in tops
    assert made.title == "Integrated performance and finance monitoring report"
    assert isinstance(made.blocks[0], Heading)


def test_what_was_not_supplied_is_said_in_a_sentence(edition: Edition) -> None:
    made = numbered(build_integrated_report(replace(with_words(edition, None), registers=Registers())))
    said = [words_of(block.content) for block in made.blocks if isinstance(block, Paragraph)]
    for part in ("Payment by results", "Revenue and schools budget", "Why placements cost more", "Risk register"):
        assert f"{part}: nothing was supplied for January 2017." in said
    assert not {"Revenue budget", "Highest risks", "Placements"} & set(key_messages(made))


def wrong(**changes: object) -> Callable[[PaperWords], PaperWords]:
    return lambda words: replace(words, **changes)  # type: ignore[arg-type]


PROSE = Prose("Over by {budget/total/varience}, see {section:reserve}.", "paper.yaml", 40, "executive_summary[1]")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            wrong(executive_summary=(PROSE,)),
            [
                ("WORDS-NAME-UNKNOWN", 40, "executive_summary[1]", "Did you mean {budget/total/variance}"),
                ("WORDS-NAME-UNKNOWN", 40, "executive_summary[1]", "{section:reserves}"),
            ],
        ),
        (
            wrong(sections={"reservs": (Prose("Words."),)}, rows={"sections.reservs": 7}),
            [("WORDS-PLACE-UNKNOWN", 7, "sections.reservs", "Did you mean reserves")],
        ),
        (
            wrong(cards={"contacts": example_words().cards["re-referrals"]}, rows={"cards.contacts": 9}),
            [("WORDS-PLACE-UNKNOWN", 9, "cards.contacts", "Write one of: ")],
        ),
    ],
)
def test_words_that_cannot_be_bound_are_refused_with_their_place(
    edition: Edition, change: Callable[[PaperWords], PaperWords], expected: list[tuple[str, int, str, str]]
) -> None:
    words = change(PaperWords("A report", date(2017, 3, 14), file="paper.yaml"))
    with pytest.raises(InputRefused) as refused:
        build_integrated_report(with_words(edition, words))
    assert [(issue.code, issue.row, issue.field) for issue in refused.value.issues] == [each[:3] for each in expected]
    for issue, (_, _, _, advice) in zip(refused.value.issues, expected, strict=True):
        assert issue.file == "paper.yaml"
        assert advice in issue.advice


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A copy whose layout of the paper may be written over."""
    folder = tmp_path_factory.mktemp("layout") / "definitions"
    shutil.copytree(shipped_definitions(), folder)
    return Catalogue.load(folder)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("product: claim-card", "product: claims-card", "There is no product claims-card."),
        ("topics: [adoptions]", "topics: [adoption]", "There is no topic adoption."),
        ("see: [risk-register-appendix]", "see: [risk-register]", "There is no part risk-register."),
        ("cards: [re-referrals]", "cards: [referrals]", "There is no vital sign referrals."),
        ("cards: [re-referrals]", "cards: []", "The vital sign re-referrals has no place."),
        ("cards: [re-referrals]", "cards: [re-referrals, looked-after-rate]", "looked-after-rate has two places."),
        ("id: adoption,", "id: plans,", "There are two parts plans."),
    ],
)
def test_a_layout_that_names_what_there_is_not_is_refused(
    definitions: Catalogue, old: str, new: str, problem: str
) -> None:
    text = (shipped_definitions() / FILE).read_text("utf-8")
    assert text.count(old) == 1
    (definitions.folder / FILE).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InputRefused) as refused:
        read_integrated_layout(definitions, products=KNOWN_PRODUCTS)
    assert problem in str(refused.value)
    assert {(issue.code, issue.file) for issue in refused.value.issues} == {("REPORT-LAYOUT", FILE)}


# -- on paper ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(document: Document, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, int]]:
    """The PDF, the words of each page, and the page of each heading by its outline."""
    path = pdf.render(document, tmp_path_factory.mktemp("paper"))
    with pypdfium2.PdfDocument(path) as opened:
        texts = [re.sub(r"\s+", " ", sheet.get_textpage().get_text_bounded()) for sheet in opened]
        outline = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in opened.get_toc()}
    return path, texts, outline


def test_the_printed_paper_conforms_to_pdf_ua_1(printed: tuple[Path, list[str], dict[str, int]]) -> None:
    assert page.validate_pdf(str(printed[0]), profile="ua1").failures == []


def test_every_page_reference_is_the_page_of_the_outline(printed: tuple[Path, list[str], dict[str, int]]) -> None:
    _, texts, outline = printed
    pages = {re.split(r"\.? ", title.removeprefix("Appendix "))[0]: number for title, number in outline.items()}
    found = re.findall(r"(?:[Ss]ection|Appendix) ([A-Z0-9.]+[A-Z0-9]|[A-Z0-9]), page (\d+)", " ".join(texts))
    assert len(found) > 50
    assert [(number, at) for number, at in found if pages[number] != int(at)] == []


def test_the_contents_give_the_page_of_the_outline(
    document: Document, printed: tuple[Path, list[str], dict[str, int]]
) -> None:
    _, texts, outline = printed
    contents = " ".join(texts[:2]).partition(" Contents ")[2]
    listed = [heading.printed for heading in headings(document) if heading.level <= 2]
    absent = [title for title in listed if not re.search(rf"{re.escape(title)}[ .]*{outline[title]}\b", contents)]
    assert absent == []
    assert len(listed) > 60


def test_text_of_inlines_is_read_here_as_the_document_says_it() -> None:
    assert words_of((Text("See "), Reference("x", before="section ", number="2"))) == "See section 2"
