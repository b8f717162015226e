"""How far the label of a quotient names what is divided by what: `Cost per place`, `% of budget`."""

from __future__ import annotations

import re

from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.relations.hints import BASE, says, words_in_common
from crossfoot.audit.relations.line import Line


def names_quotient(line: Line, above: Line, below: Line) -> float:
    """How far the label names these two: `days lost per FTE`, `seen % of registered`, `average caseload`."""
    told = 0.0
    if line.own_label.casefold().strip(" %,()") == above.own_label.casefold().strip(" ,()"):
        told += NAMED_ALIKE
    match = _OVER.search(line.own_label)
    if match is not None:
        told += 0.7 * _shares_words(match["above"], above)
        told += 0.9 * _shares_words(match["below"], below)
    elif words_in_common(line, above) >= 0.5:
        told += 0.5
    if says(_VARIANCE, line.label) and says(BASE, below.label):
        told += 0.5
    return told


NAMED_ALIKE = 0.5
"""`No hours %` is of `No hours`."""
_VARIANCE = re.compile(r"varian|change|over|under|increase|growth", re.IGNORECASE)


def _shares_words(text: str, line: Line) -> bool:
    words = subject_of(text)
    shared = words & line.subject
    return bool(shared) and len(shared) * 2 >= min(len(words), len(line.subject))


_OVER = re.compile(
    r"^(?P<above>.*?)\s*(?:\bper\b|(?:as (?:a )?)?(?:%|per ?cent(?:age)?|proportion|share) of|\bfor each\b|/|"
    r"\b(?:a|an|each) (?=[a-z]{3,}))\s*(?P<below>.+)$",
    re.IGNORECASE,
)
