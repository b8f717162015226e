"""Notes that say of a row what keeps it from adding up: `In round 3 two files could not be graded`."""

from __future__ import annotations

import re

from crossfoot.audit.equations import Equation
from crossfoot.audit.reading.labels import Totalling, totalling_of
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.study import Study

_ASIDE = re.compile(
    r"\b(not|cannot|never|nor|no|without|only|missing|unknown|excluded|excluding|except|left out|withdrawn|void|spoilt|"
    r"blank|counted (twice|in both)|both|twice)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b{COUNT}\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.;]) ")


def is_told_aside(study: Study, equation: Equation) -> bool:
    """Whether a note by the table names a row of the equation and tells the number by which one of its cells is out."""
    if equation.divisors or equation.product:
        # A number of rows left out explains no percentage.
        return False
    table = study.pack.tables[equation.result.place.table]
    rows = {study.pack.row(term.place).label for term in equation.cells}
    named = [re.compile(rf"\b{re.escape(row)}\b", re.IGNORECASE) for row in rows if _tells(row)]
    for text in study.notes(table):
        for sentence in _SENTENCES.split(text):
            for name in named:
                if _ASIDE.search(sentence) and name.search(sentence):
                    numbers = _NUMBER.findall(name.sub(" ", sentence))
                    if any(_is_out_by(study, equation, number_of(number.casefold())) for number in numbers):
                        return True
    return False


def _tells(label: str) -> bool:
    """Whether it names one row of several: `All` stands in many a sentence."""
    return len(label) >= SHORTEST and totalling_of(label) is Totalling.NONE


SHORTEST = 5


def _is_out_by(study: Study, equation: Equation, number: int) -> bool:
    for term in equation.cells:
        wanted = equation.expected(term.place)
        value = study.value(term.place)
        if wanted is not None and (wanted.contains(value - number) or wanted.contains(value + number)):
            return True
    return False
