"""An edition with the words of a paper, and what to change in them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from crossfoot.reports.edition import Edition
from crossfoot.reports.paper.paper_words import PaperWords
from crossfoot.sources.paper import read_paper

PAPER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01" / "paper.yaml"


@dataclass(frozen=True)
class PaperEdition(Edition):
    """A month with words for its paper."""

    paper: PaperWords | None = None


def example_words() -> PaperWords:
    """The words of the example."""
    words, issues = read_paper(PAPER, file=PAPER.name)
    assert issues == ()
    assert words is not None
    return words


def with_words(edition: Edition, words: PaperWords | None) -> PaperEdition:
    """The same month with other words."""
    held = {part.name: getattr(edition, part.name) for part in fields(edition)}
    return PaperEdition(**{**held, "paper": words})
