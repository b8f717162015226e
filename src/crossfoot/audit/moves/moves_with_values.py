"""`431 children, a rise of 13 since April`, `the list fell by 1 to 36`: which way it went, by value and size together.

Value and size make one figure of another time where it rose, and another where it fell. Where the line of the value
prints the one, at the time told or next to it, and nothing near prints or tells the other, the way told is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from crossfoot.audit.moves.find_signed_changes import is_with_another
from crossfoot.audit.moves.lines_over_time import Line, is_then, lines_of
from crossfoot.audit.moves.sizes_of_moves import check_rows_apart, check_size
from crossfoot.audit.moves.told_moves import LEAST_DIGITS, Move, moves_of
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT, DIRECTION
from crossfoot.audit.quoting.near_tables import paragraphs_of, prints, tables_beside, tables_cited
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import CHANGES

_CHANGES = re.compile(r"\b(?:change|movement|difference|net|gain|growth|variation)\b", re.IGNORECASE)


KNOWN = frozenset([AMOUNT.id, CHANGES.id, DIRECTION.id])
"""Rules that may have told of a move already."""


def check_moves_with_values(
    study: Study, sentences: Sequence[Sentence], speaking: Speaking, steps: Mapping[str, Mapping[TimeKind, int]]
) -> None:
    """Check the way of every move told with its value beside a table that has the line over time."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for line, paragraph in paragraphs_of(sentences).items():
        for sentence in paragraph if line not in in_cells else ():
            beside = [*tables_beside(speaking, line), *tables_cited(study, sentence.text)]
            tables = {table.index: table for table in beside if table.index not in study.copies}
            check_rows_apart(study, sentence, list(tables.values()))
            for move in moves_of(sentence):
                if any(each.line == line and each.rule in KNOWN for each in study.ledger.findings):
                    continue
                told = [abs(each.amount) for one in paragraph for each in one.numbers if each is not move.size]
                if any(abs(each - move.base(up=move.up)) <= move.loose for each in told):
                    continue
                if (before := _begins(sentence, move)) is not None:
                    working = f"{before.text} to {move.value.text} is no such move."
                    other = "less" if move.up else "more"
                    tell(study, DIRECTION, sentence, move.words, other, working, 0.75)
                elif not _check(study, sentence, move, list(tables.values()), steps):
                    check_size(study, sentence, move, list(tables.values()), steps)


def _begins(sentence: Sentence, move: Move) -> Figure | None:
    """The number before the value that it had, had it gone the other way: `began with 168 and ended with 172`."""
    if move.time is not None or move.unit:
        return None
    numbers = [each for each in sentence.numbers if each.end <= min(move.value.start, move.size.start)]
    one = numbers[-1] if numbers else None
    if one is None or one.digits < LEAST_DIGITS or one.money != move.value.money or one.percent != move.value.percent:
        return None
    between = sentence.text[one.start - FROM if one.start > FROM else 0 : move.value.start]
    apart = abs(one.amount) - move.base(up=not move.up)
    return one if _MOVES.search(between) and abs(apart) <= move.loose else None


FROM = 40
_MOVES = re.compile(
    r"\b(?:began|begun|started|opened|from|beginning|start|opening)\b.*\b(?:to|ended|end|closed|finished|and)\b"
)


def _check(
    study: Study,
    sentence: Sentence,
    move: Move,
    tables: Sequence[PackTable],
    steps: Mapping[str, Mapping[TimeKind, int]],
) -> bool:
    """Whether a line beside moved by so much, whichever way."""
    found: dict[bool, tuple[Place, Place]] = {}
    for table in tables:
        for line in lines_of(study, table, sentence, move):
            for now in line.places:
                if not prints(study, move.value, now) or (study.measure(now) is Measure.PERCENT) != move.value.percent:
                    continue
                for then in line.places:
                    other = _is_change(study, now, then) and is_with_another(sentence, table, now.row, move.size.end)
                    if then != now and study.value(then) and not other:
                        found.update(dict.fromkeys(_ways(study, move, now, then, line, steps), (now, then)))
    if len(found) != 1:
        return bool(found)
    (up, places), *_ = found.items()
    if up == move.up:
        study.ledger.agreed(DIRECTION)
        return True
    first, second = (f"{study.pack.cell(place).text} ({study.pack.name_of(place)})" for place in places)
    expected = "more" if up else "less"
    tell(study, DIRECTION, sentence, move.words, expected, f"{first}, {second}.", 0.75, places)
    return True


def _ways(  # noqa: PLR0917 - the two cells in their line, and what is told of them
    study: Study,
    move: Move,
    now: Place,
    then: Place,
    line: Line,
    steps: Mapping[str, Mapping[TimeKind, int]],
) -> Iterator[bool]:
    """Up or down, where the other cell is what it was before, or the change that is printed."""
    for up in (True, False):
        if _is_base(study, move, now, then, up=up) and (up == move.up or is_then(study, move, now, then, line, steps)):
            yield up
    if _is_change(study, now, then) and move.size.digits >= LEAST_DIGITS:
        scale = abs(move.value.amount / study.value(now)) if move.size.money else Fraction(1)
        if abs(abs(study.value(then)) * scale - abs(move.size.amount)) <= (move.loose if move.size.money else 0):
            yield (study.value(then) > 0) == (study.value(now) > 0)


def _is_change(study: Study, now: Place, then: Place) -> bool:
    """Whether the cell prints by how much the line moved: it has a sign, and its name says so."""
    table = study.pack.tables[then.table]
    name = table.columns[then.column].heading if now.row == then.row else table.rows[then.row].label
    text = study.pack.cell(then).text
    return _CHANGES.search(name) is not None and (text[:1] in "+-\u2212\u2013(" or study.value(then) < 0)


def _is_base(study: Study, move: Move, now: Place, then: Place, *, up: bool) -> bool:
    own, other = study.value(now), study.value(then)
    if not own or own * other < 0:
        return False
    in_unit = abs(other) * abs(move.value.amount / own)
    loose = move.loose if move.loose * 2 < abs(move.size.amount) else Fraction(0)
    return abs(in_unit - move.base(up=up)) <= loose
