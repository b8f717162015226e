"""Rows that say where their number is from, `Excluded in the year (section 3)`, and columns of one number repeated."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from crossfoot.audit.across.find_repeated_measures import REPEATED
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.study import Study

_CITED = re.compile(r"\((?:from |see |as in |in )?(?P<kind>section|table|part) (?P<id>\d{1,2}|[A-Z])\)", re.IGNORECASE)
_HEADED = r"[>#*\s]*{kind}\s?(?:no\.? ?)?{id}(?=[\s.:,)\u2013-])"
FEWEST = 3
LEAST_DIGITS = 4
NEAR = Fraction(3, 10)


def find_cited_cells(study: Study) -> None:
    """Check numbers against the section or table that their row names, and constants against themselves."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for number, row in enumerate(table.rows):
            places = [Place(table.index, number, column) for column in table.value_columns]
            numbers = [place for place in places if study.is_number(place)]
            if len(numbers) == 1 and (match := _CITED.search(row.label)):
                _check(study, numbers[0], _CITED.sub(" ", row.label), _cited(study, table, match))
        for column in table.value_columns:
            _check_constant(study, table, column)


def _cited(study: Study, own: PackTable, match: re.Match[str]) -> list[PackTable]:
    """The tables under that heading, other than the one that cites it."""
    kind = r"(?:section)?" if match["kind"].casefold() == "section" else match["kind"]
    headed = re.compile(_HEADED.format(kind=kind, id=re.escape(match["id"])), re.IGNORECASE)
    return [
        table
        for table in study.pack.tables
        if table.index != own.index and any(headed.match(text) for text in (table.caption, *table.captions[:3]))
    ]


def _check(study: Study, place: Place, label: str, tables: list[PackTable]) -> None:
    """The number stands somewhere under the heading; where it does not, the nearest of the row so named is meant."""
    value = study.value(place)
    printed = [each for table in tables for each, _ in table.numbers() if study.is_number(each)]
    if any(study.value(each) == value for each in printed):
        study.ledger.agreed(REPEATED)
        return
    words = plain_words(label)
    named = [each for each in printed if words and words <= plain_words(study.pack.row(each).label)]
    near = [each for each in named if abs(study.value(each) - value) <= abs(study.value(each)) * NEAR]
    if not near or len(tables) != 1:
        return
    meant = min(near, key=lambda each: abs(study.value(each) - value))
    study.ledger.found(
        REPEATED,
        place,
        explanation=(
            f"{REPEATED.words} The row says where it is from, and nothing there is {study.pack.cell(place).text}; "
            f"line {study.pack.cell(meant).line} prints {study.pack.cell(meant).text} ({study.pack.name_of(meant)})."
        ),
        expected=study.pack.cell(meant).text,
        confidence=0.7,
        others=[meant],
    )


def _check_constant(study: Study, table: PackTable, column: int) -> None:
    """A column of one large number in every row, with two digits of it switched in one."""
    if table.columns[column].role is not Role.VALUE:
        return
    places = [Place(table.index, row, column) for row in range(len(table.rows))]
    places = [place for place in places if study.is_number(place)]
    counts = Counter(study.value(place) for place in places)
    if len(counts) != 2:
        return
    (common, many), (odd, few) = counts.most_common()
    if many < FEWEST or few != 1 or common < 10 ** (LEAST_DIGITS - 1) or not _is_turned(common, odd):
        return
    place = next(each for each in places if study.value(each) == odd)
    other = next(each for each in places if study.value(each) == common)
    study.ledger.found(
        REPEATED,
        place,
        explanation=(
            f"{REPEATED.words} {many} rows have {study.pack.cell(other).text} and one has "
            f"{study.pack.cell(place).text}: two digits are switched."
        ),
        expected=study.pack.cell(other).text,
        confidence=0.8,
        others=[other],
    )


def _is_turned(one: Fraction, other: Fraction) -> bool:
    """Whether the digits are the same, two of them switched."""
    first, second = str(int(one)), str(int(other))
    apart = sum(left != right for left, right in zip(first, second, strict=False))
    return one.denominator == other.denominator == 1 and sorted(first) == sorted(second) and apart == 2
