"""A number in words beside the same number in figures: `one hundred and twelve (112)`."""

from __future__ import annotations

import re

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SPELLED = Rule(
    "numbers-in-words",
    Kind.NARRATIVE,
    "A number in words is the same as the figures beside it.",
    Severity.WARNING,
)
_HELD = re.compile(r"\s?[(\[]\s?")
_CLOSED = re.compile(r"\s?[)\]]")
_IN_WORDS = re.compile(r"\s?(?:in|when\swritten\sin|written\sin)\swords\b", re.IGNORECASE)
FOOTNOTE = 9
"""A bracketed figure up to this may be the mark of a note."""


def find_spelled_numbers(study: Study, sentence: Sentence) -> None:
    """Check every pair of a number in words and a figure, one of which is in brackets or told to be `in words`."""
    text = sentence.text
    for spelled in sentence.spelled:
        figure = _beside(sentence, spelled)
        if figure is None or not figure.is_plain or spelled.percent != figure.percent:
            continue
        if figure.amount == spelled.amount:
            study.ledger.agreed(SPELLED)
        elif figure.amount > FOOTNOTE or (spelled.amount > FOOTNOTE and not text.startswith(figure.text)):
            tell(
                study,
                SPELLED,
                sentence,
                spelled.text,
                figure.text,
                f"{spelled.text} stands beside {figure.text}.",
                0.85,
            )


def _beside(sentence: Sentence, spelled: Figure) -> Figure | None:
    text = sentence.text
    for figure in sentence.figures:
        if (
            spelled.end <= figure.start
            and _HELD.fullmatch(text, spelled.end, figure.start)
            and _CLOSED.match(text, figure.end)
        ):
            return figure
        if (
            figure.end <= spelled.start
            and _HELD.fullmatch(text, figure.end, spelled.start)
            and _CLOSED.match(text, spelled.end)
        ):
            return figure
    if _IN_WORDS.match(text, spelled.end):
        before = [each for each in sentence.figures if each.end <= spelled.start and each.is_plain]
        return before[-1] if before else None
    return None
