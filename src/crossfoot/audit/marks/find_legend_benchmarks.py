"""A rule of colours that calls a number the national one: `Green at or above 0 (national)`, where it is -0.03."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

NATIONAL = Rule(
    "legend-benchmarks",
    Kind.LABEL,
    "What a rule of colours calls the national figure is the one that the table prints.",
    Severity.WARNING,
)
NEAR = 40
"""Lines from a table to the rule of its colours."""
_SAID = re.compile(
    r"^(?P<measure>[A-Za-z][A-Za-z0-9 %'-]{2,50}?)\s*[:\u2013-]\s*(?:green|amber|red)\b[^()\n]{0,40}?"
    r"(?P<number>[-\u2212]?\d+(?:\.\d+)?)\s?%?\s*\((?:the |= ?|i\.?e\.? )?(?:national|england)(?: average| figure)?\)",
    re.IGNORECASE,
)
_ROW = re.compile(r"\b(national|england)\b", re.IGNORECASE)


def find_legend_benchmarks(study: Study) -> None:
    """Compare the number with the national rows of the tables before it, in the columns of the measure named."""
    for paragraph in study.pack.paragraphs:
        match = _SAID.match(paragraph.text)
        if match is None:
            continue
        told = Fraction(match["number"].replace("\u2212", "-"))
        above = [table for table in study.pack.tables if 0 < paragraph.line - _last(table) <= NEAR]
        places = [place for table in above for place in _national(study, table, subject_of(match["measure"]))]
        values = [study.value(place) for place in places]
        if not values:
            continue
        if told in values:
            study.ledger.agreed(NATIONAL)
            continue
        shown = ", ".join(dict.fromkeys(study.pack.cell(place).text for place in places))
        study.ledger.found(
            NATIONAL,
            None,
            line=paragraph.line,
            row=paragraph.text[:160],
            published=match["number"],
            expected=shown,
            explanation=f"{NATIONAL.words} {match['number']} here; the national rows of the table have {shown}.",
            confidence=0.55,
            others=places,
        )


def _last(table: PackTable) -> int:
    return table.last_line


def _national(study: Study, table: PackTable, measure: frozenset[str]) -> Iterator[Place]:
    """Numbers of the national rows in the columns whose heading has all the words of the measure."""
    if table.index in study.copies or not measure:
        return
    columns = [place for place in table.value_columns if measure <= subject_of(table.columns[place].heading)]
    for number, row in enumerate(table.rows):
        if _ROW.search(row.label):
            for column in columns:
                place = Place(table.index, number, column)
                if study.is_number(place):
                    yield place
