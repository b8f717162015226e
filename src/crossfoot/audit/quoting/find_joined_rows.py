"""`69.0% of pupils are in good or outstanding schools`: two rows joined by `or`, and what they have together of all.

The labels of the rows stand side by side, joined by a comma, `or` or `and`. Together they are a sum of percentages, or
a share of the row of all or of all rows. A finding only where no column of any table near makes what is told, and one
makes what is a slip of the pen away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.near_tables import is_printed_in, is_total_row, rows_without_totals, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking, clause_of
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_shares_in_words import SHARES

_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|benchmark|target|last year|year before|previous|about|"
    r"around|nearly|almost|over|under|more|less|fewer|than|from|by|not|neither|nor|other|at least)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?: (?:or|and)| and the| or the| or in| and in| or as| and as)? ")
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN]
)


def find_joined_rows(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every percentage beside two labels or more that are joined."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        shares = [each for each in sentence.figures if each.percent and each.digits > 1]
        if sentence.line in in_cells or not shares:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
        for share in shares if tables else ():
            clause = clause_of(sentence, share)
            if not _OTHERS.search(clause) and not is_told_of(study, sentence, share.text):
                _check(study, sentence, share, clause, tables)


def _check(study: Study, sentence: Sentence, share: Figure, clause: str, tables: Sequence[PackTable]) -> None:
    if any(is_printed_in(study, share, table) for table in tables):
        return
    for table in tables:
        rows = _joined(table, clause)
        worked = list(_worked(study, table, rows)) if len(rows) > 1 else []
        if not worked:
            continue
        if any(interval.meets(share.interval) for interval, _ in worked):
            study.ledger.agreed(SHARES)
            return
        texts = {f"{float(interval.middle):.{share.decimals}f}%": places for interval, places in worked}
        near = {text: places for text, places in texts.items() if slip_between(share.text, text)}
        if len(near) == 1:
            text, places = next(iter(near.items()))
            names = ", ".join(study.pack.name_of(place) for place in places)
            tell(study, SHARES, sentence, share.text, text, f"{names} have {text} together.", 0.75, places)
        return


def _joined(table: PackTable, clause: str) -> list[int]:
    """The rows whose labels stand side by side in the words."""
    said = spaced(clause)
    found: list[tuple[int, int, int]] = []
    for row in parts_of(table):
        name = spaced(table.rows[row].label)
        at = said.find(name)
        if len(name) > 4 and at >= 0 and said.count(name) == 1:
            found.append((at, at + len(name) - 1, row))
    found.sort()
    for one, other in pairwise(found):
        if _JOINED.fullmatch(said[one[1] : other[0] + 1]) is None:
            return []
    return [row for _, _, row in found]


def _worked(study: Study, table: PackTable, rows: Sequence[int]) -> Iterator[tuple[Interval, list[Place]]]:
    """What the rows have together in each column, in per cent."""
    parts = rows_without_totals(study, table)
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    for column in table.value_columns:
        places = [Place(table.index, row, column) for row in rows]
        if table.columns[column].role in _NO_VALUE or not all(map(study.is_number, places)):
            continue
        values = [study.value(place) for place in places]
        if study.measure(places[0]) is Measure.PERCENT:
            added = sum(values, Fraction(0))
            wide = sum((study.interval(place).width for place in places), Fraction(0)) / 2
            yield Interval(added - wide, added + wide), places
            continue
        if study.measure(places[0]) not in {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}:
            continue
        others = [Place(table.index, row, column) for row in (*wholes, *parts)]
        numbers = {place.row: study.value(place) for place in others if study.is_number(place)}
        bases = [numbers[row] for row in wholes if row in numbers]
        bases.append(sum((numbers[row] for row in parts if row in numbers), Fraction(0)))
        # `Of those graded`: all rows but one.
        bases += [bases[-1] - numbers[row] for row in parts if row in numbers and row not in rows]
        for base in bases:
            if base > 0:
                yield Interval.exactly(sum(values, Fraction(0)) / base * 100), places
