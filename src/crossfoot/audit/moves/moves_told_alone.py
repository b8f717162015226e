"""`The number in care fell by 7`, with no value: the change of that size that the table beside prints with its sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.moves.find_signed_changes import is_with_another
from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.quoting.near_tables import is_total_row, tables_beside
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study

_BY = re.compile(
    rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL}))(?: again| further| slightly)? by(?: only| just)? ?$", re.IGNORECASE
)
_ENDS = re.compile(r"[;:]|,? (?:and|but|while|whereas|although)\b|\. ")
_NOT_SO = re.compile(
    r"\b(?:nationally|england|neighbours?|region\w*|if|would|will|expected|planned|target|to have)\b", re.IGNORECASE
)
_CHANGES = re.compile(r"\b(?:change|movement|difference|net|gain|growth|variation)\b", re.IGNORECASE)
_SIGNS = "+-\u2212\u2013("
_SAYS_CHANGE = frozenset(telling_words("change movement difference net gain growth over since"))


def check_moves_told_alone(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check the way of every move by so many that the table beside prints once, in a line that the words name."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or _NOT_SO.search(sentence.text):
            continue
        for size in sentence.figures:
            verb = _BY.search(sentence.text[: size.start])
            if verb is None or size.percent or size.points or size.amount < LEAST:
                continue
            if any(each.line == sentence.line and each.rule == DIRECTION.id for each in study.ledger.findings):
                continue
            tables = [each for each in tables_beside(speaking, sentence.line) if each.index not in study.copies]
            _check(study, sentence, verb, size, tables)


LEAST = 3


def _check(study: Study, sentence: Sentence, verb: re.Match[str], size: Figure, tables: Sequence[PackTable]) -> None:
    said = telling_words(_ENDS.split(sentence.text[: verb.start()])[-1])
    found = [place for table in tables for place in _changes(study, table, size, said)]
    found = [
        place for place in found if not is_with_another(sentence, study.pack.tables[place.table], place.row, size.end)
    ]
    ways = {study.value(place) > 0 for place in found}
    if len(ways) != 1:
        return
    up = ways.pop()
    if up == bool(verb["up"]):
        study.ledger.agreed(DIRECTION)
        return
    cell = study.pack.cell(found[0])
    working = f"Line {cell.line} prints {cell.text} ({study.pack.name_of(found[0])})."
    tell(study, DIRECTION, sentence, verb[0].strip(), "rose by" if up else "fell by", working, 0.75, found)


def _changes(study: Study, table: PackTable, size: Figure, said: frozenset[str]) -> Iterator[Place]:
    """The changes of that size, of either sign, in the row of all or one that the words name, of all that they name."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    scales = (1, 1000, 1_000_000) if size.money else (1,)
    places = [
        place
        for place, _ in table.numbers()
        if study.is_number(place)
        and any(abs(study.value(place)) * scale == abs(size.amount) for scale in scales)
        and _is_change(study, table, place)
    ]
    for place in places:
        line = telling.full_rows[place.row] | telling.full_columns[place.column]
        named = said <= Telling.words_hit(said, line | telling.about | _columns_before(table, telling, place))
        if said and named and (telling.row_hits(place.row, said) or is_total_row(study, table, place.row)):
            yield place


def _columns_before(table: PackTable, telling: Telling, place: Place) -> frozenset[str]:
    """Words over the two columns before a change, of which it is: `Starts 2023/24`, `Starts 2024/25`, `Change`."""
    own = telling.full_columns[place.column]
    if own - _SAYS_CHANGE:
        return frozenset()
    return frozenset().union(*telling.full_columns[max(table.stub, place.column - 2) : place.column])


def _is_change(study: Study, table: PackTable, place: Place) -> bool:
    column, row = table.columns[place.column], table.rows[place.row]
    if not (column.role is Role.DIFFERENCE or _CHANGES.search(column.heading) or _CHANGES.search(row.label)):
        return False
    return study.pack.cell(place).text[:1] in _SIGNS or study.value(place) < 0
