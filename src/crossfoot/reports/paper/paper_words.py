"""What people write for a committee paper, as it was written: each text with the place it stands at in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph or list item with names in braces, such as `{contacts/norfolk/in_month/2017-01}`, not yet bound."""

    text: str
    file: str = ""
    row: int | None = None
    field: str = ""


Proses = tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the lead officer of a vital sign says on its report card, under the headings that need a person."""

    background: Proses = ()
    action: Proses = ()
    success: Proses = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a role, a shared address, and how to get the paper in another format."""

    role: str
    address: str
    other_formats: Proses = ()


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of one paper. `sections` and `cards` go by the ids of the layout's parts and of the vital signs."""

    title: str
    date_of_meeting: date
    committee: str = ""
    item: str = ""
    responsible_officer: str = ""
    strategic_impact: Proses = ()
    executive_summary: Proses = ()
    recommendations: Proses = ()
    sections: Mapping[str, Proses] = field(default_factory=lambda: MappingProxyType({}))
    cards: Mapping[str, CardWords] = field(default_factory=lambda: MappingProxyType({}))
    contact: Contact | None = None
    file: str = ""
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """The line of each section and card, by its place in the file: `sections.reserves`."""

    def proses(self) -> Iterator[Prose]:
        """Every text, in the order of the paper."""
        yield from (*self.strategic_impact, *self.executive_summary, *self.recommendations)
        for said in self.sections.values():
            yield from said
        for card in self.cards.values():
            yield from (*card.background, *card.action, *card.success)
        if self.contact is not None:
            yield from self.contact.other_formats
