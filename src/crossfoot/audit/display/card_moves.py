"""Arrows and words of direction on cards: which figures of a card they compare, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from crossfoot.audit.display.cards import SECOND, Cards, runs_of_cards
from crossfoot.audit.display.directions import said_by
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.study import Study

FEWEST = 4
"""Cards that must have the arrow."""
_BEFORE = re.compile(r"\b(?:last|previous|prior)\b|\b(?:before|ago)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:last|previous|prior|before|ago|an?|the|this|current|latest|now|year|quarter|month|term|time|period|report)\b",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(r"\b(?:target|change|difference|england|national|region)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardMoves:
    """What a row says on every card, and the figures of now and before that it may compare."""

    said: tuple[tuple[Place, str], ...]
    earlier: tuple[Place, ...]
    later: tuple[Place, ...]
    one_measure: bool
    """Whether the labels say what is counted, the same on every card: `Score`, `Last score`."""


def card_moves(study: Study) -> Iterator[list[CardMoves]]:
    """`Last year 86.6% | This year 90.8% | Change ↑`: of each row of arrows, every pair of rows it may compare."""
    for cards in runs_of_cards(study):
        pairs = list(_pairs(study, cards))
        for places in cards.rows.values():
            said = tuple((place, said_by(study.pack.cell(place))) for place in places)
            if len(said) >= FEWEST and all(words for _, words in said):
                yield [
                    CardMoves(said, cards.rows[earlier], cards.rows[later], bool(_counted(later)))
                    for earlier, later in pairs
                ]


def _pairs(study: Study, cards: Cards) -> Iterator[tuple[str, str]]:
    """Rows of figures whose labels are one but for words of time, the one before first."""
    figures = [
        label
        for label, places in cards.rows.items()
        if not _NO_FIGURE.search(label) and all(study.pack.cell(place).number is not None for place in places)
    ]
    for earlier, later in permutations(figures, 2):
        alike = earlier.endswith(SECOND) == later.endswith(SECOND) and _counted(earlier) == _counted(later)
        if alike and _BEFORE.search(earlier) and not _BEFORE.search(later):
            yield earlier, later


def _counted(label: str) -> list[str]:
    """What a label says without its words of time."""
    return _WHEN.sub(" ", label.removesuffix(SECOND)).split()
