"""The parts of the committee paper before its words are bound: headings, products, names to refer to them by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.reports.document import (
    BarChart,
    Block,
    Heading,
    LineChart,
    Numbering,
    Paragraph,
    Quantity,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_monthly_layout, read_vital_signs_layout
from crossfoot.reports.matter import closing_matter, opening_matter, rules_matter
from crossfoot.reports.paper.integrated_layout import IntegratedLayout, Part
from crossfoot.reports.paper.integrated_products import PRODUCTS
from crossfoot.reports.paper.integrated_topics import exceptions_sections, highest_risks_sections, topic_sections
from crossfoot.reports.signs.report_card import card_anchor
from crossfoot.reports.signs.vital_signs import exceptions_of

EXCEPTIONS, HIGHEST_RISKS, ABOUT = "exceptions", "highest-risks", "about-the-figures"
KNOWN_PRODUCTS = frozenset((*PRODUCTS, EXCEPTIONS, HIGHEST_RISKS, ABOUT))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part with its heading and the blocks that follow the words of people, without the parts under it."""

    part: Part
    heading: Heading
    blocks: tuple[Block, ...]
    cards: tuple[str, ...]
    """The exceptions whose report cards stand here."""
    parts: tuple[Piece, ...]

    def is_empty_but_for(self, written: Collection[str]) -> bool:
        """True where nothing stands in it and no words were `written` for it or a part under it: it is left out."""
        held = self.blocks or self.cards or self.part.see or self.part.id in written
        return not held and all(piece.is_empty_but_for(written) for piece in self.parts)

    def all(self) -> Iterator[Piece]:
        """This piece and those under it, in order."""
        yield self
        for piece in self.parts:
            yield from piece.all()


def offered_by_products(edition: Edition) -> dict[str, Quantity]:
    """Every quantity that a product offers to words, by name."""
    return {name: each for product in PRODUCTS.values() for name, each in product.quantities(edition).items()}


def paper_pieces(
    edition: Edition, layout: IntegratedLayout, offered: Mapping[str, Quantity]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The sections, and the appendices."""
    maker = _Maker(edition, layout, offered)
    return (
        tuple(maker.piece(part, level=1, numbering=Numbering.SECTION) for part in layout.parts),
        tuple(maker.piece(part, level=1, numbering=Numbering.APPENDIX) for part in layout.appendices),
    )


def anchors_of(pieces: Sequence[Piece]) -> dict[str, str]:
    """The anchor of every part by its id, and of every other heading, card, table and chart by its own name."""
    found: dict[str, str] = {}
    for piece in (each for top in pieces for each in top.all()):
        for block in piece.blocks:
            if isinstance(block, Heading):
                found[block.anchor] = block.anchor
            elif isinstance(block, Table | LineChart | BarChart):
                found[block.id] = block.id
        found |= {card_anchor(name): card_anchor(name) for name in piece.cards}
        found[piece.heading.anchor] = found[piece.part.id] = piece.heading.anchor
    return found


@dataclass(frozen=True, slots=True)
class _Maker:
    edition: Edition
    layout: IntegratedLayout
    offered: Mapping[str, Quantity]

    def piece(self, part: Part, *, level: int, numbering: Numbering) -> Piece:
        blocks = list(self._topics(part))
        made = self._product(part, level=level)
        heading = Heading(level, part.title, part.id, numbering)
        own = _own_heading(made, level, several=part.open)
        if own is not None:
            heading, made = replace(own, numbering=numbering), made[1:]
        elif made and part.product in PRODUCTS:
            made = self._product(part, level=level + 1)
        elif part.product and not made:
            words = f"{part.title}: nothing was supplied for {self.edition.month.name}."
            made = [Paragraph((Text(words),))]
        blocks += made
        exceptions = exceptions_of(self.edition, read_vital_signs_layout(self.edition.catalogue))
        met = {judged.figure.indicator for judged in exceptions}
        return Piece(
            part,
            heading,
            tuple(blocks),
            tuple(name for name in part.cards if name in met),
            tuple(self.piece(each, level=level + 1, numbering=Numbering.SECTION) for each in part.parts),
        )

    def _topics(self, part: Part) -> Iterator[Block]:
        if part.topics:
            yield from topic_sections(self.edition, part.topics)

    def _product(self, part: Part, *, level: int) -> list[Block]:
        match part.product:
            case None:
                return []
            case "exceptions":
                places = {name: each.id for each in self.layout.all() for name in each.cards}
                return list(exceptions_sections(self.edition, places))
            case "highest-risks":
                return list(highest_risks_sections(self.edition, self.offered))
            case "about-the-figures":
                return list(about_the_figures(self.edition, level=level))
            case name:
                return list(PRODUCTS[name].sections(self.edition, level=level))


def about_the_figures(edition: Edition, *, level: int) -> Iterator[Block]:
    """Where figures come from, how they are judged, how far back they see, and where printed ones disagree."""
    monthly = [name for _, name in read_monthly_layout(edition.catalogue).indicators]
    names = (*read_vital_signs_layout(edition.catalogue).indicators, *monthly)
    yield from opening_matter(edition)
    for block in (*rules_matter(edition), *closing_matter(edition, names)):
        yield replace(block, level=block.level + level) if isinstance(block, Heading) else block


def _own_heading(blocks: Sequence[Block], level: int, *, several: bool) -> Heading | None:
    """The heading of the blocks that can be that of the part: the one over them all, or the first of `several`."""
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == level]
    return tops[0] if tops and blocks[0] is tops[0] and (several or len(tops) == 1) else None
