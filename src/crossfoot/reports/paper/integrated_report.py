"""The committee paper: performance, money and risk in one document, in the order of a council's own papers.

Sections come from the products, words from people, numbers and references from the order of the blocks. The figures
of the executive summary are the quantities that the sections print, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction

from crossfoot.reports.cells import quantity
from crossfoot.reports.document import (
    Block,
    BulletList,
    DefinitionList,
    Document,
    Heading,
    Inlines,
    Link,
    Numbering,
    PageBreak,
    Paragraph,
    Quantity,
    Reference,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.numbering import numbered
from crossfoot.reports.paper.integrated_layout import IntegratedLayout, read_integrated_layout
from crossfoot.reports.paper.integrated_messages import key_messages
from crossfoot.reports.paper.integrated_parts import (
    KNOWN_PRODUCTS,
    Piece,
    anchors_of,
    offered_by_products,
    paper_pieces,
)
from crossfoot.reports.paper.paper_words import CardWords, PaperWords, Proses
from crossfoot.reports.paper.words import Offered, bind, cell_quantities
from crossfoot.reports.signs.report_card import SaidOnCard, report_card_sections
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue, Severity, check_issues
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

EXECUTIVE_SUMMARY, RECOMMENDATIONS, CONTACT = "executive-summary", "recommendations", "officer-contact"


def build_integrated_report(edition: Edition) -> Document:
    """The whole paper, numbered. Raises InputRefused with every name in its words that stands for nothing."""
    paper = _Paper.of(edition)
    blocks = tuple(paper.blocks())
    check_issues(paper.issues)
    words = paper.words
    made = Document(
        id=paper.layout.id,
        title=words.title if words else paper.layout.title,
        subtitle=_subtitle(edition, words),
        organisation=edition.snapshot.manifest.organisation,
        as_at=edition.as_at,
        created=edition.created,
        blocks=blocks,
        status="Draft",
        numbered=True,
        keywords=("children's services", "committee paper", edition.area_name, edition.month.name),
    )
    return numbered(made)


def find_paper_issues(edition: Edition) -> list[Issue]:
    """Everything wrong with the paper's words, and a note for each text in which a number or reference is typed."""
    paper = _Paper.of(edition)
    tuple(paper.blocks())
    return paper.issues


def _subtitle(edition: Edition, words: PaperWords | None) -> str:
    if words is None:
        return f"{edition.area_name}, {edition.month.name}"
    return f"{words.committee or 'Committee'}, {_day(words)}"


def _day(words: PaperWords) -> str:
    day = words.date_of_meeting
    return f"{day.day} {Period.month_of(day).name}"


@dataclass(slots=True)
class _Paper:
    """Binds the words while the blocks are laid out, and keeps what is wrong with them."""

    edition: Edition
    words: PaperWords | None
    layout: IntegratedLayout
    sections: tuple[Piece, ...]
    appendices: tuple[Piece, ...]
    offered: Offered
    issues: list[Issue] = field(default_factory=list)
    numbers: int = 0
    typed: int = 0

    @classmethod
    def of(cls, edition: Edition) -> _Paper:
        """The paper of a month, its words not yet bound."""
        layout = read_integrated_layout(edition.catalogue, products=KNOWN_PRODUCTS)
        by_products = offered_by_products(edition)
        sections, appendices = paper_pieces(edition, layout, by_products)
        pieces = (*sections, *appendices)
        cells = cell_quantities(block for top in pieces for piece in top.all() for block in piece.blocks)
        anchors = anchors_of(pieces) | {name: name for name in (EXECUTIVE_SUMMARY, RECOMMENDATIONS, CONTACT)}
        offered = Offered(
            quantities=cells | by_products,
            figure=lambda name: _figure(edition, name),
            figure_names=_FigureNames(edition),
            anchors=anchors,
        )
        words = edition.paper
        return cls(edition, words, layout, sections, appendices, offered)

    def blocks(self) -> Iterator[Block]:
        """Everything, in order."""
        words = self.words
        if words is not None:
            self.issues += _unknown_places(words, self.layout)
            yield self._head(words)
        yield Heading(1, "Executive summary", EXECUTIVE_SUMMARY, Numbering.NONE)
        yield key_messages(self.edition, self.offered.quantities, self.offered.anchors)
        if words is not None:
            yield from (Paragraph(content) for content in self._bound(words.executive_summary))
            if words.recommendations:
                yield Heading(1, "Recommendations", RECOMMENDATIONS, Numbering.NONE)
                yield BulletList(self._bound(words.recommendations), ordered=True)
        for piece in self.sections:
            yield from self._piece(piece)
        if words is not None and words.contact is not None:
            yield from self._contact(words)
        for piece in self.appendices:
            yield PageBreak()
            yield from self._piece(piece)
        if words is not None:
            yield Paragraph(tuple(self._provenance()))

    def _head(self, words: PaperWords) -> DefinitionList:
        facts = (
            ("Committee", words.committee),
            ("Item number", words.item),
            ("Report title", words.title),
            ("Date of meeting", _day(words)),
            ("Responsible chief officer", words.responsible_officer),
        )
        items: list[tuple[str, Inlines]] = [(term, (Text(said),)) for term, said in facts if said]
        if words.strategic_impact:
            items.append(("Strategic impact", _joined(self._bound(words.strategic_impact))))
        return DefinitionList(tuple(items))

    def _piece(self, piece: Piece) -> Iterator[Block]:
        part, words = piece.part, self.words
        if piece.is_empty_but_for(words.sections if words else ()):
            return
        yield piece.heading
        if words is not None:
            said = self._bound(words.sections.get(part.id, ()))
            yield from (Paragraph(content, numbered=True) for content in said)
        yield from piece.blocks
        if part.see:
            yield Paragraph(tuple(self._see(part.see)))
        if piece.cards:
            said_on_cards = {
                name: self._card(words.cards[name]) for name in piece.cards if words and name in words.cards
            }
            yield from report_card_sections(
                self.edition, level=piece.heading.level + 1, signs=piece.cards, said=said_on_cards
            )
        for each in piece.parts:
            yield from self._piece(each)

    def _provenance(self) -> Iterator[Text | Quantity]:
        """How much of what people wrote is looked up, and how much rests on them."""
        for number, (count, said) in enumerate(((self.numbers, " bound to their figures"), (self.typed, " typed"))):
            yield Text(" and " if number else "Numbers in the words of this paper: ")
            yield Quantity(Fraction(count), Unit.COUNT, 0, ("paper/words",))
            yield Text(said)
        yield Text("; those that are typed are checked by people.")

    def _see(self, parts: Sequence[str]) -> Iterator[Text | Reference]:
        titles = {part.id: part.title for part in self.layout.all()}
        for number, part in enumerate(parts):
            yield Text("; " if number else "More: ")
            yield Text(f"{titles[part]}, ")
            yield Reference(self.offered.anchors[part])
        yield Text(".")

    def _card(self, card: CardWords) -> SaidOnCard:
        return SaidOnCard(self._bound(card.background), self._bound(card.action), self._bound(card.success))

    def _contact(self, words: PaperWords) -> Iterator[Block]:
        contact = words.contact
        if contact is None:
            return
        address = (
            Link(contact.address, f"mailto:{contact.address}") if "@" in contact.address else Text(contact.address)
        )
        yield Heading(1, "Officer contact", CONTACT, Numbering.NONE)
        yield Paragraph((Text("Questions about this paper, and requests for the assessments behind it, go to:"),))
        yield DefinitionList((("Role", (Text(contact.role),)), ("Address", (address,))))
        yield from (Paragraph(content) for content in self._bound(contact.other_formats))

    def _bound(self, proses: Proses) -> tuple[Inlines, ...]:
        bound = [bind(prose, self.offered) for prose in proses]
        for each in bound:
            self.issues += each.issues
            self.numbers += each.numbers
            self.typed += each.typed
        return tuple(each.content for each in bound)


def _joined(paragraphs: Iterable[Inlines]) -> Inlines:
    """Several paragraphs as one, with a space between."""
    joined: list[Inlines] = []
    for content in paragraphs:
        joined += [(Text(" "),), content] if joined else [content]
    return tuple(inline for content in joined for inline in content)


def _figure(edition: Edition, name: str) -> Quantity | None:
    """The figure of an id, None where it is not one or was not supplied."""
    try:
        found = edition.snapshot.figures.get(FigureId.parse(name))
    except ValueError:
        return None
    return None if found is None else quantity(found)


@dataclass(frozen=True, slots=True)
class _FigureNames:
    """The ids of all figures, written out only when a near one is looked for."""

    edition: Edition

    def __iter__(self) -> Iterator[str]:
        return map(str, self.edition.snapshot.figures)


def _unknown_places(words: PaperWords, layout: IntegratedLayout) -> Iterator[Issue]:
    """Words for a section or card that the paper does not have."""
    parts = layout.all()
    known: Mapping[str, list[str]] = {
        "sections": [part.id for part in parts],
        "cards": [name for part in parts for name in part.cards],
    }
    for place, names in (("sections", words.sections), ("cards", words.cards)):
        for name in names:
            if name not in known[place]:
                near = get_close_matches(name, known[place], n=3)
                advice = f"Did you mean {' or '.join(near)}?" if near else f"Write one of: {', '.join(known[place])}."
                message = f"The paper has no {place.removesuffix('s')} {name}."
                where = f"{place}.{name}"
                yield Issue(
                    "WORDS-PLACE-UNKNOWN", Severity.ERROR, message, advice, words.file, words.rows.get(where), where
                )
