"""`Spending was £5.2m, 44% of the forecast for the year`: a share told of what another cell of the same row is called.

The sum before the percentage is a cell; the words after `of` name another column of its row, or another row of its
column. A finding only where the share is that of a third cell of the line, or a slip of the pen away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.near_tables import is_total_row, prints, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_shares_in_words import SHARES

_BETWEEN = re.compile(
    r"[^.;:\d]{0,50}?(?:,| \(|,? or|,? which (?:is|was)|,? that is|,? making(?: up)?)\s?"
    r"(?:(?:or|about|that is|which is)\s)?",
    re.IGNORECASE,
)
_OF = re.compile(r"\sof (?:the |our |its |all |all the )?(?P<what>[^.,;:()\d]{4,50})", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|last year|year before|previous|target|those|them|these)\b", re.IGNORECASE
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])


@dataclass(frozen=True, slots=True)
class Share:
    """The part and the whole of a share, and how many words name the whole: those of few lines, and any of its own."""

    part: Place
    whole: Place
    words: int
    own_words: int


def find_shares_of_columns(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every percentage after a sum that a table beside the sentence prints."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells:
            continue
        for one, share in zip(sentence.figures, sentence.figures[1:], strict=False):
            what = _OF.match(sentence.text, share.end) if share.percent and not one.percent and not one.points else None
            if what is None or not _BETWEEN.fullmatch(sentence.text[one.end : share.start]):
                continue
            if _OTHERS.search(what[0]) or is_told_of(study, sentence, share.text):
                continue
            for table in tables_beside(speaking, sentence.line):
                if table.index not in study.copies and _check(study, sentence, one, share, what["what"], table):
                    break


def _check(  # noqa: PLR0917 - the share, and what it is of
    study: Study, sentence: Sentence, one: Figure, share: Figure, what: str, table: PackTable
) -> bool:
    """Whether the table has the sum, in the row of all or in one row only."""
    parts = [place for place, _ in table.numbers() if prints(study, one, place) and _counts(study, table, place)]
    of_all = [place for place in parts if is_total_row(study, table, place.row)]
    parts = of_all or (parts if len({place.row for place in parts}) == 1 else [])
    telling = study.once("telling", table.index, lambda: telling_of(table))
    shares = [each for part in parts for each in _shares(study, table, telling, part, telling_words(what))]
    named = [each for each in shares if each.words == max(other.words for other in shares) > 0]
    if any(_worked(study, each).meets(share.interval) for each in shares if each.words or each.own_words > 1):
        return True
    if any(each.own_words > named[0].own_words for each in shares if named):
        # `Of the NEET group`, where `Sub-total NEET` has more of those words than `Employment`.
        return True
    if len({study.value(each.whole) for each in named}) != 1:
        return bool(parts)
    each, worked = named[0], _worked(study, named[0])
    text = f"{float(worked.middle):.{share.decimals}f}%"
    of_another = any(_worked(study, other).meets(share.interval) for other in shares if not other.words)
    if of_another or slip_between(share.text, text):
        working = f"{one.text} of {study.pack.cell(each.whole).text} ({study.pack.name_of(each.whole)}) is {text}."
        tell(study, SHARES, sentence, share.text, text, working, 0.75, [each.part, each.whole])
    return True


def _counts(study: Study, table: PackTable, place: Place) -> bool:
    return (
        study.is_number(place)
        and study.measure(place) not in {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}
        and table.columns[place.column].role not in _NO_VALUE
    )


def _shares(study: Study, table: PackTable, telling: Telling, part: Place, said: frozenset[str]) -> Iterator[Share]:
    for column in table.value_columns:
        whole = Place(table.index, part.row, column)
        if column != part.column and _counts(study, table, whole) and study.value(whole) >= study.value(part) > 0:
            own = telling.words_hit(telling.full_columns[column], said)
            yield Share(part, whole, telling.column_hits(column, said), len(own))
    for row in range(len(table.rows)):
        whole = Place(table.index, row, part.column)
        if row != part.row and _counts(study, table, whole) and study.value(whole) >= study.value(part) > 0:
            own = telling.words_hit(telling.full_rows[row], said)
            yield Share(part, whole, telling.row_hits(row, said), len(own))


def _worked(study: Study, share: Share) -> Interval:
    return Interval.exactly(study.value(share.part) / study.value(share.whole) * Fraction(100))
