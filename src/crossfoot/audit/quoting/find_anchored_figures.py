"""`21 of 121 schools ended in deficit`: one figure says in which row or column the other is, the words say where in it.

The whole of `N of M` is a cell of the table beside; of its row the words about the figure have all words of one other
column's label, or of its column those of one other row. That cell is what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_whole_row, prints, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking, clause_of, is_earlier, is_time, place_time
from crossfoot.audit.spoken.spoken_words import ASIDE, plain_words
from crossfoot.audit.spoken.telling import is_told_of, tell_misquoted
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study

_NOT_ITS_OWN = re.compile(
    r"\b(?:by|than|about|around|nearly|almost|roughly|approximately|some|up to|at least|at most|over|under|above|below|"
    r"between|every|each|aged?|within|from|another|a further|an extra|"
    r"(?:rise|fall|drop|increase|decrease|reduction|change|gap|difference|average|mean|target|limit) of)"
    r"\s*(?:the |a |an |all |only |just )?£?$",
    re.IGNORECASE,
)
_NO_COUNT_AFTER = re.compile(
    r"\s*(?:more|fewer|higher|lower|less|points?|(?:working |calendar |school )?"
    r"(?:days?|weeks?|months?|years?|hours?)\b|"
    r"minutes|miles|times|or (?:more|less|fewer|over|under)|(?:to|-|\u2013)\s?£?\d|per\b|in every|and (?:over|under)|"
    r"\+|x\b|above|below)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london|benchmark|comparator|target|estimate[ds]?|expected|"
    r"predicted|projected|median|average|limits?|range|usual(?:ly)?|elsewhere|last year|(?:year|month|quarter) before|"
    r"previous|earlier|not|never|no|without|except|but|other than|"
    r"outside|apart from|excluding|leaving out|only one|both|either|rest|others?|"
    r"(?:or|and) (?:better|worse|above|below|more|less|over|under|higher|lower))\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s?(?:out )?of (?:the |our |its |all |all the )?", re.IGNORECASE)
_OF_BEFORE = re.compile(r"\b(?:of|from|among) (?:the |our |its |all |all the )?$", re.IGNORECASE)
_STOP = re.compile(r"[;:.](?=\s|$)|, ")
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN, Role.DIFFERENCE]
)
_SINCE = re.compile(r"\bsince (?:the )?(?:start of )?[A-Z][a-z]+(?: \d{4})?")
"""`Set since April`: of the rows from that one on, and not of that one."""
NEAR = Fraction(1, 4)
MOST_EXTRA = 3
"""Words about the figure that neither labels nor caption have: with more of them it may be a part of the cell."""


@dataclass(frozen=True, slots=True)
class Named:
    """A cell that the words name in the line of the anchor."""

    place: Place
    words: int
    extra: frozenset[str]


def find_anchored_figures(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every figure beside another one that a table near the sentence prints."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if len(sentence.figures) < 2 or sentence.line in in_cells:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
        for figure in sentence.figures if tables else ():
            anchor, said = _anchor(sentence, figure)
            if anchor is not None and _is_its_own(sentence, figure, said):
                for table in tables:
                    if _check(study, sentence, figure, anchor, telling_words(_SINCE.sub(" ", said)), table):
                        break


def _anchor(sentence: Sentence, figure: Figure) -> tuple[Figure | None, str]:
    """The whole that the figure is said to be of, and the words about it."""
    text, figures = sentence.text, sentence.figures
    at = figures.index(figure)
    after = figures[at + 1] if at + 1 < len(figures) else None
    if after is not None and after.is_plain and _OF.fullmatch(text[figure.end : after.start]):
        end = min((each.start for each in figures[at + 2 :]), default=len(text))
        stop = _STOP.search(text, after.end)
        return after, text[after.end : min(end, stop.start() if stop is not None else end)]
    first = figures[0]
    if at and first.is_plain and _OF_BEFORE.search(text[: first.start]) and first.start < 24:
        return first, clause_of(sentence, figure)
    return None, ""


def _is_its_own(sentence: Sentence, figure: Figure, said: str) -> bool:
    before, after = sentence.text[: figure.start], sentence.text[figure.end :]
    return not (
        figure.points
        or _NOT_ITS_OWN.search(before[-45:])
        or _NO_COUNT_AFTER.match(after)
        or _OTHERS.search(said)
        or is_earlier(sentence, figure)
        or plain_words(said) & ASIDE
    )


def _check(  # noqa: PLR0917 - the figure, and what it is of
    study: Study, sentence: Sentence, figure: Figure, anchor: Figure, said: frozenset[str], table: PackTable
) -> bool:
    """Whether the table has the anchor."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    anchored = [place for place, _ in table.numbers() if _may_be(study, anchor, place) and prints(study, anchor, place)]
    if not anchored:
        return False
    anchored = _at_told_time(study, sentence, anchored)
    found = [each for place in anchored for each in _named(study, table, telling, place, figure, said)]
    if any(prints(study, figure, each.place) for each in found) or any(
        _is_in_the_row(study, table, telling, place, figure, said) for place in anchored
    ):
        study.ledger.agreed(QUOTED)
        return True
    best = max((each.words for each in found), default=0)
    first = [each for each in found if each.words == best]
    if len({study.value(each.place) for each in first}) != 1 or is_told_of(study, sentence, figure.text):
        return True
    each = first[0]
    value = study.value(each.place)
    near = abs(value - figure.amount) <= abs(value) * NEAR or abs(value - figure.amount) == 1
    slip = slip_between(figure.text, study.pack.cell(each.place).text) is not None
    if (near or slip) and len(each.extra) <= MOST_EXTRA and value < anchor.amount:
        tell_misquoted(study, QUOTED, sentence, figure.text, each.place, 0.7, f" It is of {anchor.text}.")
    return True


def _is_in_the_row(  # noqa: PLR0917 - the anchor, the figure and the words
    study: Study, table: PackTable, telling: Telling, anchor: Place, figure: Figure, said: frozenset[str]
) -> bool:
    """Whether the row of the anchor has it under a heading of which the words have some: `23 of the 104 are open`."""
    return any(
        telling.words_hit(telling.columns[column], said)
        and study.is_number(place := Place(table.index, anchor.row, column))
        and prints(study, figure, place)
        for column in table.value_columns
        if column != anchor.column
    )


def _at_told_time(study: Study, sentence: Sentence, places: list[Place]) -> list[Place]:
    """Those of the time that the sentence tells, where any is."""
    told = [each.time for each in sentence.periods]
    then = [place for place in places if any(is_time(place_time(study, place), time) for time in told)]
    return then or places


def _may_be(study: Study, figure: Figure, place: Place) -> bool:
    table = study.pack.tables[place.table]
    if table.columns[place.column].role in _NO_VALUE or table.rows[place.row].role in _NO_VALUE:
        return False
    measure = study.measure(place)
    if figure.percent or measure is Measure.PERCENT:
        return figure.percent and measure is Measure.PERCENT
    return measure not in {Measure.MONEY, Measure.RATE} or not figure.is_plain


def _named(  # noqa: PLR0917 - the anchor and the words
    study: Study, table: PackTable, telling: Telling, anchor: Place, figure: Figure, said: frozenset[str]
) -> Iterator[Named]:
    """Cells of the anchor's row whose column, and of its column whose row, the words name in full."""
    row_words, column_words = telling.full_rows[anchor.row], telling.full_columns[anchor.column]
    others = [row for row in range(len(table.rows)) if row != anchor.row and telling.full_rows[row]]
    if is_whole_row(table, anchor.row) and not any(
        telling.words_hit(telling.rows[row], said) - column_words - telling.about for row in others
    ):
        for column in table.value_columns:
            words = telling.full_columns[column]
            if column != anchor.column and words and words <= said and not words <= column_words:
                place = Place(table.index, anchor.row, column)
                if study.is_number(place) and _may_be(study, figure, place):
                    yield Named(
                        place,
                        len(words | ((row_words | column_words) & said)),
                        said - words - row_words - column_words - telling.about,
                    )
    for row in others:
        words = telling.full_rows[row] - {"of", "which"}
        if words and words <= said and not words <= row_words:
            place = Place(table.index, row, anchor.column)
            if study.is_number(place) and _may_be(study, figure, place):
                yield Named(
                    place,
                    len(words | ((row_words | column_words) & said)),
                    said - words - row_words - column_words - telling.about,
                )
