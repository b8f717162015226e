"""`The 81 recommended bids` over a total of 65 recommended and 81 scored: the total of another column than that named.

The word right after the figure has all of one column's label, in the row of all that column prints another number, and
the figure is what the row prints under a label of which the words say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row, prints, tables_beside, time_over
from crossfoot.audit.quoting.worked_out import makes_its_share
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import is_told_of, tell_misquoted
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_AFTER = re.compile(r"\s(?:[a-z]+(?:-[a-z]+)?)(?: [a-z]+)?\b", re.IGNORECASE)
_NOT_ITS_OWN = re.compile(
    r"\b(?:by|than|about|around|nearly|almost|roughly|approximately|some|up to|at least|at most|over|under|above|below|"
    r"between|every|each|aged?|within|from|another|a further|an extra|of|other|leav(?:es|ing)|"
    r"(?:gap|shortfall|balance|difference|rest|remainder)(?: is| was| of| are| were)?)\s*"
    r"(?:the |a |an |all |only |just )?£?$",
    re.IGNORECASE,
)
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN, Role.DIFFERENCE]
)


def find_other_totals(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every count before a word that is the label of a column, against the rows of all."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
        for figure in sentence.figures:
            after = _AFTER.match(sentence.text, figure.end)
            own = (
                figure.is_plain and figure.amount >= 10 and not _NOT_ITS_OWN.search(sentence.text[: figure.start][-40:])
            )
            if own and (makes_its_share(study, sentence, figure, tables) or is_told_of(study, sentence, figure.text)):
                continue
            if own and after is not None:
                for table in tables:
                    _check(study, sentence, figure, telling_words(after[0]), table)


def _check(study: Study, sentence: Sentence, figure: Figure, named: frozenset[str], table: PackTable) -> None:
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(f"{sentence.before} {sentence.text}")
    columns = [
        column
        for column in table.value_columns
        if (words := telling.full_columns[column])
        and words <= named
        and not words <= telling.about
        and not is_whole_column(table, column)
    ]
    rows = [row for row in range(len(table.rows)) if is_whole_row(table, row)]
    parts = (words for row, words in enumerate(telling.full_rows) if words and row not in rows)
    if len(columns) != 1 or len(rows) != 1 or any(words <= said for words in parts):
        return
    own = Place(table.index, rows[0], columns[0])
    if not _is_count(study, table, own) or prints(study, figure, own):
        return
    row = [Place(table.index, rows[0], column) for column in table.value_columns if column != columns[0]]
    holders = [place for place in row if _is_count(study, table, place) and prints(study, figure, place)]
    if (
        len(holders) == 1
        and time_over(table.columns[holders[0].column]) is None
        and not telling.words_hit(telling.full_columns[holders[0].column], said)
    ):
        others = {place for place, _ in table.numbers() if study.is_number(place) and place.column == columns[0]}
        if not any(prints(study, figure, place) for place in others):
            heading = table.columns[holders[0].column].heading
            tell_misquoted(study, QUOTED, sentence, figure.text, own, 0.7, f" {figure.text} stands under {heading}.")


def _is_count(study: Study, table: PackTable, place: Place) -> bool:
    return (
        study.is_number(place)
        and study.measure(place) in {Measure.COUNT, Measure.UNKNOWN}
        and table.columns[place.column].role not in _NO_VALUE
    )
