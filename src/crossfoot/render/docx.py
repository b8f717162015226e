"""A document as a Word file that people go on working in: real styles, headings, lists and tables. Same bytes again.

Its module is called `docx` like the library it uses: imports are absolute, so the library is the one found.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.etree import _Element as Element

from crossfoot.render.charts import chart_png
from crossfoot.render.docx_contents import contents
from crossfoot.render.docx_package import APPENDICES, SECTIONS, Package, last_paragraph
from crossfoot.render.docx_styles import CALLOUT_NAMES, SLACK, callout_style, tone_style
from crossfoot.render.docx_tables import card_table, data_table, fit_for_word
from crossfoot.render.docx_xml import (
    Bookmarks,
    field,
    line_break,
    link_out,
    link_to,
    node,
    paragraph,
    properties_of,
    runs,
    tab,
)
from crossfoot.render.paper import chart_table, check_links, contents_depth, front, sections, tone_marks
from crossfoot.render.printed_text import cell_mark, cell_text, day_text, foot_text, sentence_text, spaced
from crossfoot.render.table_layout import CHART_WIDTH, TALL, WIDE
from crossfoot.reports.document import (
    BarChart,
    Block,
    BulletList,
    Callout,
    Cell,
    DefinitionList,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    LineChart,
    Link,
    NoteMark,
    Numbering,
    PageBreak,
    Paragraph,
    Quantity,
    Reference,
    Status,
    Table,
    Text,
)
from crossfoot.reports.numbering import numbered
from crossfoot.vocabulary.missing import Missing

_CARDS = 4
_BELOW_TABLE = 160
"""Twentieths of a point."""


def render(document: Document, folder: Path) -> Path:
    """Writes `<document.id>.docx` into `folder`, made if absent, and returns its path.

    Raises BrokenLinkError and BrokenReferenceError where a link, note mark or reference leads nowhere.
    """
    document = numbered(document)
    check_links(document)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document.id}.docx"
    path.write_bytes(_Writer(document).data())
    return path


class _Writer:
    """Writes one document from front to back, counting note marks so that notes can lead back to them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections = sections(document, slack=SLACK)
        self._package = Package(document, table_sizes=self._table_sizes())
        self._body = self._package.body
        self._bookmarks = Bookmarks()
        self._marks_of_tones = tone_marks(document)
        self._marks: dict[int, int] = {}
        self._counted = {block.anchor for block in document.blocks if isinstance(block, Heading) and block.number}
        self._appendix = False
        self._wide = False
        self._new_page = False

    def data(self) -> bytes:
        """The whole file."""
        document = self._document
        first_wide = bool(self._sections) and self._sections[0].landscape
        self._wide = first_wide and not contents_depth(document)
        cover = True
        self._cover()
        for section in self._sections:
            if section.landscape != self._wide:
                self._end_section(cover=cover)
                cover, self._wide, self._new_page = False, section.landscape, False
            for block in section.blocks:
                self._block(block)
        self._notes()
        if last_paragraph(self._body) is None:
            self._add(paragraph("SectionEnd"))
        self._body.append(self._package.page_setup(wide=self._wide, cover=cover))
        return self._package.data()

    def _table_sizes(self) -> frozenset[float]:
        sizes = set()
        for section in self._sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    sizes.add(fit_for_word(block, small=False, wide=section.landscape).size)
                elif isinstance(block, LineChart | BarChart):
                    sizes.add(fit_for_word(chart_table(block), small=True, wide=section.landscape).size)
        return frozenset(sizes)

    def _add(self, *made: Element) -> None:
        """Adds paragraphs and tables; a page break waits for the next paragraph and is a property of it."""
        for element in made:
            if self._new_page and element.tag == qn("w:p"):
                properties_of(element).insert(1, node("w:pageBreakBefore"))
                self._new_page = False
            self._body.append(element)

    def _end_section(self, *, cover: bool) -> None:
        setup = self._package.page_setup(wide=self._wide, cover=cover)
        last = last_paragraph(self._body)
        if last is None:
            last = paragraph("SectionEnd")
            self._body.append(last)
        properties_of(last).append(setup)

    def _cover(self) -> None:
        document = self._document
        status = [tab(), *runs(document.status)] if document.status else []
        self._add(
            paragraph("CoverOrganisation", *runs(document.organisation), *status),
            paragraph("Title", *runs(document.title)),
            paragraph("Subtitle", *runs(document.subtitle)),
            paragraph("CoverDetails", *runs(f"Figures as at {day_text(document.as_at)}")),
        )
        for block in front(document):
            self._block(block)
        depth = contents_depth(document)
        if depth:
            headings = [block for block in document.blocks if isinstance(block, Heading)]
            self._add(*contents(headings, depth=depth, bookmarks=self._bookmarks))
            self._new_page = True

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._add(self._heading(block))
            case Paragraph():
                self._add(*self._below_table([self._paragraph(block)]))
            case BulletList():
                self._add(*self._below_table(self._list(block, "ListNumber" if block.ordered else "ListBullet")))
            case DefinitionList():
                self._add(*map(self._definition, block.items))
            case Callout():
                self._add(*self._callout(block))
            case KeyFigures():
                self._key_figures(block)
            case Table():
                self._table(block, small=False)
            case LineChart() | BarChart():
                self._chart(block)
            case PageBreak():
                self._new_page = len(self._body) > 0

    def _below_table(self, made: list[Element]) -> list[Element]:
        """The words, away from a table that stands right above them: Word leaves no space after one."""
        if made and len(self._body) and self._body[-1].tag == qn("w:tbl"):
            properties_of(made[0]).append(node("w:spacing", before=_BELOW_TABLE))
        return made

    def _heading(self, block: Heading) -> Element:
        content = self._bookmarks.place(block.anchor, runs(block.text))
        if block.level == 1:
            self._appendix = block.numbering is Numbering.APPENDIX
        counted = self._place_in_numbering(block.level) if block.number else []
        return paragraph(f"Heading{block.level}", *content, properties=counted)

    def _paragraph(self, block: Paragraph) -> Element:
        content = self._sentence(block.content)
        if block.number:
            counted = self._place_in_numbering(block.number.count(".") + 1)
            return paragraph("NumberedParagraph", *content, properties=counted)
        return paragraph("Lead" if block.lead else "Normal", *content)

    def _place_in_numbering(self, level: int) -> list[Element]:
        """What makes Word itself count a heading or paragraph, so that the numbers stay right when people edit."""
        return _numbered(APPENDICES if self._appendix else SECTIONS, level=level - 1)

    def _definition(self, item: tuple[str, Inlines]) -> Element:
        term, said = item
        return paragraph("Definition", *runs(f"{term}: ", "Strong"), *self._sentence(said))

    def _list(self, block: BulletList, style: str) -> list[Element]:
        callout = style.startswith("Callout")
        number = self._package.new_numbering(callout=callout) if block.ordered else None
        return [paragraph(style, *self._sentence(item), properties=_numbered(number)) for item in block.items]

    def _callout(self, block: Callout) -> list[Element]:
        made = [
            paragraph(callout_style(block.kind, "Label"), *runs(CALLOUT_NAMES[block.kind])),
            paragraph(callout_style(block.kind, "Title"), *runs(block.title)),
        ]
        for part in block.content:
            if isinstance(part, Paragraph):
                made.append(paragraph(callout_style(block.kind, "Text"), *self._sentence(part.content)))
            else:
                made += self._list(part, callout_style(block.kind, "Number" if part.ordered else "Bullet"))
        properties_of(made[-1]).append(node("w:spacing", after=240))
        return made

    def _key_figures(self, block: KeyFigures) -> None:
        for start in range(0, len(block.items), _CARDS):
            cards = block.items[start : start + _CARDS]
            self._add(paragraph("Caption", *runs("Key figures" if not start else "Key figures, continued")))
            rows = [
                [paragraph("CardLabel", *runs(card.label)) for card in cards],
                [self._card_number(card) for card in cards],
            ]
            if any(card.status for card in cards):
                rows.append(
                    [
                        paragraph("CardComment", *(self._inline(card.status, "") if card.status else ()))
                        for card in cards
                    ]
                )
            if any(card.comment for card in cards):
                rows.append([paragraph("CardComment", *self._sentence(card.comment)) for card in cards])
            labels = ", ".join(card.label for card in cards)
            width = (WIDE if self._wide else TALL) * len(cards) / min(_CARDS, len(block.items))
            self._add(card_table(rows, width=width, description=f"One column for each: {labels}."))

    def _card_number(self, card: KeyFigure) -> Element:
        quantity = card.quantity
        if isinstance(quantity.value, Missing):
            return paragraph("CardNumberSmall", *runs(quantity.words))
        unit = quantity.words.removeprefix(quantity.text)
        return paragraph("CardNumber", *runs(quantity.text), *(runs(unit, "CardUnit") if unit else ()))

    def _table(self, table: Table, *, small: bool) -> None:
        words = f"Data: {table.caption}" if small else table.caption
        caption = self._titled(table.id, table.label, words)
        self._add(paragraph("DataCaption" if small else "Caption", *caption))
        fitted = fit_for_word(table, small=small, wide=self._wide)
        foot = foot_text(table, self._marks_of_tones)
        self._add(data_table(table, fitted, foot=foot, cell_runs=self._cell))
        if foot:
            self._add(paragraph("TableFoot", *runs(foot)))

    def _chart(self, chart: LineChart | BarChart) -> None:
        """Title and picture share a paragraph: LibreOffice leaves a title behind that is only asked to stay with it."""
        title = self._titled(chart.id, chart.label, chart.title)
        subtitle = runs(chart.subtitle, "ChartSubtitle")
        self._add(paragraph("Chart", *title, line_break(), *subtitle, line_break(), self._picture(chart)))
        self._table(chart_table(chart), small=True)

    def _titled(self, anchor: str, label: str, words: str) -> list[Element]:
        """A title that others lead to; behind a label, whose number Word counts, it is the label they lead to."""
        if not label:
            return self._bookmarks.place(anchor, runs(words))
        kind, number = label.split(" ")
        counted = [*runs(f"{kind} "), *field(rf"SEQ {kind} \* ARABIC", runs(number))]
        return [*self._bookmarks.place(anchor, counted), *runs(f": {words}")]

    def _picture(self, chart: LineChart | BarChart) -> Element:
        picture = self._package.word.part.new_pic_inline(BytesIO(chart_png(chart, scale=2)), width=Pt(CHART_WIDTH))
        picture.docPr.set("name", chart.title)
        picture.docPr.set("descr", chart.alt)
        drawing = node("w:drawing")
        drawing.append(picture)
        return node("w:r", drawing)

    def _notes(self) -> None:
        notes = self._document.notes
        if not notes:
            return
        self._add(paragraph("Heading1", *self._bookmarks.place("notes of the document", runs("Notes"))))
        number = self._package.new_numbering()
        for index, note in enumerate(notes, start=1):
            content = self._bookmarks.place(f"note {index}", self._sentence(note))
            marks = range(1, self._marks.get(index, 0) + 1)
            for mark in marks:
                words = f"Back to mark {mark}" if len(marks) > 1 else "Back to the text"
                content += [*runs(" "), link_to(self._bookmarks.name(f"mark {index} {mark}"), runs(words, "Hyperlink"))]
            self._add(paragraph("ListNumber", *content, properties=_numbered(number)))

    def _cell(self, cell: Cell) -> list[Element]:
        mark = cell_mark(cell, self._marks_of_tones)
        style = f"Shade{cell.tone.value.capitalize()}" if cell.tone else ""
        made = runs(f"{mark}\N{NO-BREAK SPACE}", style) if mark else []
        for inline in spaced(cell.content):
            made += self._inline(inline, cell_text(inline), style)
        return made

    def _sentence(self, content: Inlines) -> list[Element]:
        return [element for inline in spaced(content) for element in self._inline(inline, sentence_text(inline))]

    def _inline(self, inline: Inline, text: str, style: str = "") -> list[Element]:
        match inline:
            case Text():
                made = runs(text, "Strong" if inline.strong else style)
            case Quantity():
                made = runs(text, style)
            case Status():
                made = runs(cell_text(inline), tone_style(inline.tone))
            case Link(target=target):
                words = runs(text, "Hyperlink")
                inward = target.startswith("#")
                made = [
                    link_to(self._bookmarks.name(target[1:]), words)
                    if inward
                    else link_out(self._package.outward_link(target), words)
                ]
            case NoteMark(number=number):
                self._marks[number] = self._marks.get(number, 0) + 1
                link = link_to(self._bookmarks.name(f"note {number}"), runs(text, "Hyperlink"))
                made = self._bookmarks.place(f"mark {number} {self._marks[number]}", [link])
            case Reference():
                made = self._reference(inline)
        return made

    def _reference(self, inline: Reference) -> list[Element]:
        """A field that Word keeps right, filled with what it says: the number of its target, or else its words."""
        which = r"\r \h" if inline.anchor in self._counted else r"\h"
        said = field(f"REF {self._bookmarks.name(inline.anchor)} {which}", runs(inline.number, "Hyperlink"))
        return [*runs(inline.before, "Hyperlink"), *said] if inline.before else said


def _numbered(number: int | None, *, level: int = 0) -> list[Element]:
    """What makes a paragraph an item of a numbered list of its own, nothing for a list that needs none."""
    return [] if number is None else [node("w:numPr", node("w:ilvl", val=level), node("w:numId", val=number))]
