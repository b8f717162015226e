"""The shape of `paper.yaml`, the words of a committee paper, and its reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from crossfoot.indicators.model_files import FieldPath, Located, field_path, read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.paper.paper_words import CardWords, Contact, PaperWords, Prose, Proses
from crossfoot.vocabulary.issues import Issue

INTRODUCTION, ISSUES = "introduction", "issues-and-risks"
"""The sections whose words have keys of their own in the file."""


class WrittenCard(Strict):
    """What the lead officer says on a vital sign's report card, a list of sentences each."""

    background: tuple[Words, ...] = ()
    action: tuple[Words, ...] = ()
    success: tuple[Words, ...] = ()


class WrittenContact(Strict):
    """Whom to ask: a role and a shared address, never a person."""

    role: Words
    address: Words
    other_formats: tuple[Words, ...] = ()


class WrittenPaper(Strict):
    """The whole file. Each list is of paragraphs, or of items where the paper prints a list."""

    title: Words
    date_of_meeting: date
    committee: Words | None = None
    item: int | Words | None = None
    responsible_officer: Words | None = None
    """The role of the chief officer."""
    strategic_impact: tuple[Words, ...] = ()
    executive_summary: tuple[Words, ...] = ()
    recommendations: tuple[Words, ...] = ()
    introduction: tuple[Words, ...] = ()
    sections: dict[Id, tuple[Words, ...]] = Field(default_factory=dict)
    cards: dict[Id, WrittenCard] = Field(default_factory=dict)
    issues_risks_and_innovation: tuple[Words, ...] = ()
    contact: WrittenContact | None = None


def read_paper(path: Path, *, file: str) -> tuple[PaperWords | None, tuple[Issue, ...]]:
    """The words with the line of each, None where anything is wrong, and every issue under the name `file`."""
    found, issues = read_model(path, WrittenPaper, file=file)
    return (None if found is None else _words(found)), issues


def _words(found: Located[WrittenPaper]) -> PaperWords:
    said = found.value
    sections = {name: _proses(found, texts, "sections", name) for name, texts in said.sections.items()}
    for name, texts, key in (
        (INTRODUCTION, said.introduction, "introduction"),
        (ISSUES, said.issues_risks_and_innovation, "issues_risks_and_innovation"),
    ):
        if texts:
            sections[name] = (*_proses(found, texts, key), *sections.get(name, ()))
    cards = {
        name: CardWords(
            background=_proses(found, card.background, "cards", name, "background"),
            action=_proses(found, card.action, "cards", name, "action"),
            success=_proses(found, card.success, "cards", name, "success"),
        )
        for name, card in said.cards.items()
    }
    contact = said.contact
    places: list[FieldPath] = [("sections", name) for name in said.sections]
    places += [("cards", name) for name in said.cards]
    return PaperWords(
        title=said.title,
        date_of_meeting=said.date_of_meeting,
        committee=said.committee or "",
        item="" if said.item is None else str(said.item),
        responsible_officer=said.responsible_officer or "",
        strategic_impact=_proses(found, said.strategic_impact, "strategic_impact"),
        executive_summary=_proses(found, said.executive_summary, "executive_summary"),
        recommendations=_proses(found, said.recommendations, "recommendations"),
        sections=MappingProxyType(sections),
        cards=MappingProxyType(cards),
        contact=None
        if contact is None
        else Contact(contact.role, contact.address, _proses(found, contact.other_formats, "contact", "other_formats")),
        file=found.file,
        rows=MappingProxyType({field_path(place): found.node.at(place).line for place in places}),
    )


def _proses(found: Located[WrittenPaper], texts: Sequence[str], *path: str) -> Proses:
    return tuple(
        Prose(" ".join(text.split()), found.file, found.node.at((*path, number)).line, field_path((*path, number)))
        for number, text in enumerate(texts)
    )
