"""`Of which £1,664 was on the Ombudsman's word`: what the rows with one word in a column make together.

The words name one of the few words of a column; a finding only where the figure told is a slip of the pen away from the
sum of those rows in one column, and the table has it nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_printed_in, rows_without_totals, tables_beside
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import Slip, digits_of, slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.study import Study

CLOSE = 5
"""Lines under the table."""
MOST_WORDS = 6
LONGEST = 30
_NOT = re.compile(
    r"\b(?:not|except|without|other than|apart from|about|around|nearly|almost|over|under|more than|less than|up to|"
    r"at least|at most|last year|target|budget|expected|would|will)\s(?:the |£)*$",
    re.IGNORECASE,
)


def find_sums_of_one_word(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every figure of three digits or more that stands with the word of some rows of the table above."""
    for sentence in sentences:
        figures = [
            each
            for each in sentence.figures
            if not (each.percent or each.points) and len(digits_of(each.text)) > 2 and each.decimals == 0
        ]
        for table in tables_beside(speaking, sentence.line)[:1] if figures else ():
            if 0 < sentence.line - table.last_line <= CLOSE and table.index not in study.copies:
                sums = list(_sums(study, table, spaced(sentence.text)))
                for figure in figures if sums else ():
                    _check(study, sentence, figure, table, sums)


Sum = tuple[str, tuple[Place, ...], Fraction]
"""The word, the cells of its rows in a column, and what they make."""


def _sums(study: Study, table: PackTable, said: str) -> Iterator[Sum]:
    """The sums of the rows of the one word that is said, column by column."""
    rows = rows_without_totals(study, table)
    for column in range(1, len(table.columns)):
        held: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            cell = table.cell(row, column)
            if cell.kind is CellKind.WORDS and 2 < len(cell.text.strip()) <= LONGEST:
                held[cell.text.strip()].append(row)
        worded = {row for each in held.values() for row in each}
        # The last row may be the total of one column, under any name.
        if not 2 <= len(held) <= MOST_WORDS or not set(rows) - worded <= {rows[-1]} or len(held) == len(worded):
            continue
        named = [word for word in held if spaced(word) in said]
        if len(named) != 1 or len(held[named[0]]) < 2:
            continue
        for each in table.value_columns:
            places = tuple(Place(table.index, row, each) for row in held[named[0]])
            values = [place for place in places if study.is_number(place)]
            counts = {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}
            if table.columns[each].role is Role.VALUE and len(values) > 1 and study.measure(values[0]) in counts:
                yield named[0], tuple(values), sum((study.value(place) for place in values), Fraction(0))


def _check(study: Study, sentence: Sentence, figure: Figure, table: PackTable, sums: Sequence[Sum]) -> None:
    if any(abs(figure.amount) == total for _, _, total in sums):
        study.ledger.agreed(QUOTED)
        return
    before = sentence.text[: figure.start]
    if is_printed_in(study, figure, table) or _NOT.search(before[-24:]) or is_told_of(study, sentence, figure.text):
        return
    near = [
        each
        for each in sums
        if each[2].denominator == 1
        and (slip := slip_between(figure.text, f"{int(each[2]):,}")) is not None
        and (slip is Slip.TURNED or len(digits_of(figure.text)) > 3)
    ]
    if len({total for _, _, total in near}) != 1:
        return
    word, places, total = near[0]
    cells = " + ".join(study.pack.cell(place).text for place in places)
    working = f"{table.columns[places[0].column].heading} of {word}: {cells} makes {int(total):,}."
    tell(study, QUOTED, sentence, figure.text, f"{int(total):,}", working, 0.7, places)
