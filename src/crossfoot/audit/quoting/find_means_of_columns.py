"""`The average score is 12.3`: the mean of the rows of a column beside the words, where it is a slip away from that.

The words, or a time told after the figure, name the column. A figure that any cell prints, or that is the mean of any
column, is let be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.quoting.find_told_totals import TOLD
from crossfoot.audit.quoting.near_tables import is_total_row, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.passages import rounded
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import telling_words
from crossfoot.audit.study import Study

_AVERAGE = re.compile(
    r"\b[Tt]he (?:average|mean)(?P<noun>(?: [a-z]+){0,3}?) (?:is|was|stands at|stood at|came to) (?=£?\d)"
)
_TIME_AFTER = re.compile(
    r"(?: an?| each| per)? ?(?:month|quarter|year|term|week)?,? (?:in|for|of) (?P<time>[^,.;]{2,30})"
)
_MEASURES = frozenset([Measure.COUNT, Measure.UNKNOWN, Measure.MONEY, Measure.SCORE])
FEWEST = 4
"""Rows from which on a mean is worth telling."""


def find_means_of_columns(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every average told straight after its name against the columns of the table beside it."""
    for sentence in sentences:
        for match in _AVERAGE.finditer(sentence.text):
            figure = next((each for each in sentence.figures if each.start == match.end()), None)
            tables = [each for each in tables_beside(speaking, sentence.line) if each.index not in study.copies]
            if figure is not None and not (figure.percent or figure.points) and tables:
                _check(study, sentence, match, figure, tables)


def _check(study: Study, sentence: Sentence, match: re.Match[str], figure: Figure, tables: Sequence[PackTable]) -> None:
    printed = (cell.number for table in tables for _, cell in table.numbers())
    if any(number is not None and abs(number.amount) == abs(figure.amount) for number in printed):
        return
    columns = [(table, column, mean) for table in tables for column, mean in _means(study, table)]
    if any(rounded(figure).contains(mean) for _, _, mean in columns):
        study.ledger.agreed(TOLD)
        return
    after = _TIME_AFTER.match(sentence.text, figure.end)
    told = [each.time for each in spoken_times_in(after["time"])] if after is not None else []
    year = after["time"].partition(" ")[0] if after is not None else ""
    noun = telling_words(match["noun"]) - {"mean"}
    for table, column, mean in columns:
        heading, time = table.columns[column].heading, time_over(table.columns[column])
        named = (noun and noun == telling_words(heading)) or (
            not noun and (heading == year or any(is_time(time, each) for each in told))
        )
        expected = f"{float(mean) + 1e-9:,.{figure.decimals}f}"
        if named and slip_between(figure.text, expected) is not None:
            working = f"The mean of {heading} over {len(_rows(study, table, column))} rows is {expected}."
            places = [Place(table.index, row, column) for row in _rows(study, table, column)[:3]]
            tell(study, TOLD, sentence, figure.text, expected, working, 0.75, places)
            return


def _means(study: Study, table: PackTable) -> list[tuple[int, Fraction]]:
    """The mean of each column that counts, over its rows that are no totals."""
    found = []
    for column in table.value_columns:
        rows = _rows(study, table, column)
        if len(rows) >= FEWEST and study.measure(Place(table.index, rows[0], column)) in _MEASURES:
            values = [study.value(Place(table.index, row, column)) for row in rows]
            found.append((column, sum(values, Fraction(0)) / len(values)))
    return found


def _rows(study: Study, table: PackTable, column: int) -> list[int]:
    """The rows with a number there that are no totals; of rows of times those of the kind that most are of."""
    rows = [
        row
        for row in parts_of(table)
        if study.is_number(Place(table.index, row, column)) and not is_total_row(study, table, row)
    ]
    kinds = Counter(time.kind for row in rows if (time := table.rows[row].time) is not None)
    if not kinds:
        return rows
    most = kinds.most_common(1)[0][0]
    return [row for row in rows if (time := table.rows[row].time) is not None and time.kind is most]
