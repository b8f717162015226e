"""`Three scores have risen`, `rose in two of the five hubs`: as many as the changes beside that have that sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.counted.find_counted_states import COUNTED
from crossfoot.audit.quoting.near_tables import rows_without_totals, tables_beside
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import telling_words
from crossfoot.audit.study import Study

_UP = r"(?P<up>risen|rose|gain(?:ed)?|grew|grown|increased|went up|gone up|(?:had|saw) more)"
_DOWN = r"(?P<down>fallen|fell|lose|lost|dropped|decreased|went down|gone down|(?:had|saw) fewer)"
_WHOLE = rf"of (?:the |our |its )?(?P<whole>{COUNT})"
_COUNTED = (
    re.compile(
        rf"(?:^(?:[\d.]+ )?|[.;] )(?P<number>{COUNT})(?: {_WHOLE})? (?P<noun>[a-z]+s)"
        rf"(?:,[^.;:]{{3,80}}?,)? (?:(?:have|has|had) )?(?:{_UP}|{_DOWN})\b(?P<after>[^.;]{{0,40}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_UP}|{_DOWN})(?: since [^.;,]{{3,20}})? in (?:all )?(?P<number>{COUNT}) {_WHOLE} "
        r"(?P<noun>[a-z]+s)\b(?P<after>[^.;]{0,40})",
        re.IGNORECASE,
    ),
)
_NOT_ALL = re.compile(
    r"\b(?:both|every|each|more than|less than|by (?:over|under|at least|£?\d)|target|england|again|twice|times|"
    r"running|than (?!(?:in )?(?:the|a) year\b|last year\b|(?:in )?the previous)|two|three|to)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\b(?:change|movement|difference|moved)\b", re.IGNORECASE)
_SIGNED = "+-\u2212\u2013("
OFF_BY = 2
FEWEST = 4
"""Rows of a table of which some are counted."""


def check_counted_by_sign(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every number of rows said to have risen or fallen beside a table with changes."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        matches = (
            []
            if sentence.line in in_cells
            else [match for pattern in _COUNTED for match in pattern.finditer(sentence.text)]
        )
        for match in matches:
            told = any(each.line == sentence.line and each.rule == COUNTED.id for each in study.ledger.findings)
            tables = [each for each in tables_beside(speaking, sentence.line) if each.index not in study.copies]
            if not told and tables and not _NOT_ALL.search(match["after"]):
                _check(study, sentence, match, tables)


def _check(study: Study, sentence: Sentence, match: re.Match[str], tables: Sequence[PackTable]) -> None:
    number, up = number_of(match["number"]), match["up"] is not None
    whole = number_of(match["whole"]) if match["whole"] else None
    counts: list[tuple[PackTable, int, int]] = []
    for table in tables:
        for column in _changes(table):
            places = [Place(table.index, row, column) for row in rows_without_totals(study, table)]
            values = [study.value(place) for place in places if study.is_number(place)]
            if len(values) < FEWEST or len(values) != len(places) or whole not in {None, len(values)}:
                continue
            signs = {study.pack.cell(place).text[:1] for place in places}
            if signs & set(_SIGNED):
                counts.append((table, column, sum((value > 0) == up and value != 0 for value in values)))
    if any(each[2] == number for each in counts):
        study.ledger.agreed(COUNTED)
        return
    named = [each for each in counts if _is_of(each[0], match["noun"])]
    if len(named) != 1 or len(counts) != 1 or abs(named[0][2] - number) > OFF_BY:
        return
    table, column, count = named[0]
    heading = table.columns[column].heading
    way = "above" if up else "below"
    working = f"{count} of the rows have {heading} {way} nought."
    places = [Place(table.index, row, column) for row in rows_without_totals(study, table)]
    tell(study, COUNTED, sentence, match["number"], str(count), working, 0.7, places[:1])


def _changes(table: PackTable) -> Iterator[int]:
    for column in table.value_columns:
        each = table.columns[column]
        if each.role in {Role.DIFFERENCE, Role.VALUE} and _CHANGE.search(each.heading) and "%" not in each.heading:
            yield column


def _is_of(table: PackTable, noun: str) -> bool:
    """Whether the noun is of the heading over the labels, of the caption or of a column: `schools`, `scores`."""
    said = telling_words(noun)
    heads = " ".join((table.caption, *(column.heading for column in table.columns)))
    return bool(said & telling_words(heads))
