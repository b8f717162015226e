"""A figure told beside a table that is a slip of the pen away from one cell of it, which words or figures about tell.

`24 children left because the plan changed` beside a row `Less: plan changed` of 42: not every word of the label need be
said. What the slip leaves to chance the words of the row and of the column, and the other figures of the paragraph
that stand in the same line, must make up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import (
    is_of_another_year,
    is_printed_in,
    is_total_row,
    is_whole_column,
    is_whole_row,
    paragraphs_of,
    prints,
    tables_beside,
    tables_cited,
)
from crossfoot.audit.quoting.worked_out import is_run, is_worked_out
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time
from crossfoot.audit.spoken.number_words import COUNT
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import Slip, digits_of, slip_between
from crossfoot.audit.spoken.speaking import Speaking, clause_of, is_earlier, is_time, latest_of, place_time, time_of
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import is_told_of, tell, tell_misquoted
from crossfoot.audit.spoken.telling_words import Telling, row_name, telling_of, telling_words
from crossfoot.audit.study import Study

_NOT_ITS_OWN = re.compile(
    r"\b(?:by|than|about|around|nearly|almost|roughly|approximately|some|up to|at least|at most|over|under|above|below|"
    r"between|every|each|aged?|within|target (?:of|is|was)|another|a further|an extra|out of|"
    r"(?:interest|rate) (?:of|at)|\d+ at|\d+%? (?:to|-|\u2013)|"
    r"(?:rise|fall|drop|increase|decrease|reduction|change|gap|difference) of|"
    r"(?:above|below|than|from|to) (?:the|its|their) (?:\w+ )?(?:mean|median|average),?)"
    r"\s*(?:the |a |an |all |only |just )?£?$",
    re.IGNORECASE,
)
_NO_COUNT_AFTER = re.compile(
    r"\s*(?:more|fewer|higher|lower|less|points?|(?:working |calendar |school )?days?|weeks?|months?|years?|hours?|"
    r"minutes|miles|times|or (?:more|less|fewer|over|under)|(?:to|-|\u2013)\s?£?\d|per\b|in every|and (?:over|under)|"
    r"\+|x\b|above|below)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london|benchmark|comparator|target|estimate[ds]?|expected|"
    r"predicted|projected|median|average|limits?|range|similar|usual(?:ly)?|elsewhere)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|no|un[a-z]{4,}ed|without|still to be|yet to be|missed|left over|remain\w*)\b", re.IGNORECASE
)
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all told|(?:over|across|of|for|in) (?:all )?(?:the |all the )?"
    rf"{COUNT}(?:,| together\b| taken together\b))",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
_ON_A_MEASURE = re.compile(
    r"\b(?:national|average|median) (?:measure|indicator|definition|basis|standard|month|year)\b", re.IGNORECASE
)
"""`On the national measure` says how, and not of whom."""
_BUT = re.compile(r"\b(?:but|except(?: for)?|other than|apart from|excluding|without|less)\b", re.IGNORECASE)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
SURE = 0.75


@dataclass(frozen=True, slots=True)
class Near:
    """A cell, or a difference of two of one line, that a figure is a slip away from, and what ties it to the words."""

    places: tuple[Place, ...]
    text: str
    slip: Slip
    words: int
    """Telling words of its row and its column that are said about the figure."""
    beside: int
    """Other figures of the paragraph that its row or its column prints."""

    @property
    def tie(self) -> int:
        """How well it is tied."""
        return self.words + self.beside


def find_slipped_figures(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every figure of a paragraph against the table that it stands under, and that which it leads to."""
    told = Counter(figure.amount for sentence in sentences for figure in sentence.figures)
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for line, paragraph in paragraphs_of(sentences).items():
        tables = [] if line in in_cells else tables_beside(speaking, line)
        for sentence in paragraph if tables else ():
            cited = [table for table in tables_cited(study, sentence.text) if table not in tables]
            for figure in sentence.figures:
                if not _may_slip(sentence, figure) or told[figure.amount] != 1:
                    continue
                for table in cited or tables:
                    if table.index not in study.copies and not is_of_another_year(
                        speaking, table, time_of(sentence, figure)
                    ):
                        _check(study, table, [*tables, *cited], paragraph, sentence, figure)


def _may_slip(sentence: Sentence, figure: Figure) -> bool:
    before, after = sentence.text[: figure.start], sentence.text[figure.end :]
    return not (
        figure.points
        or len(digits_of(figure.text)) < 2
        or _NOT_ITS_OWN.search(before[-45:])
        or _NO_COUNT_AFTER.match(after)
        or _OTHERS.search(_ON_A_MEASURE.sub(_blank, sentence.text)[max(0, figure.start - 60) : figure.end + 30])
        or is_earlier(sentence, figure)
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _check(  # noqa: PLR0917 - the figure, and where it stands
    study: Study,
    table: PackTable,
    tables: Sequence[PackTable],
    paragraph: Sequence[Sentence],
    sentence: Sentence,
    figure: Figure,
) -> None:
    if any(is_printed_in(study, figure, each) for each in tables):
        return
    clause = _about(sentence, figure)
    others = [each for one in paragraph for each in one.figures if each is not figure and _tells(each)]
    telling = study.once("telling", table.index, lambda: telling_of(table))
    near = list(_near(study, table, telling, figure, clause, others, time_of(sentence, figure)))
    near += _worked_out(study, table, telling, figure, clause)
    near = [each for each in near if _is_sure(figure, each)]
    best = max((each.tie for each in near), default=0)
    first = [each for each in near if each.tie == best]
    if len({each.text for each in first}) != 1:
        return
    if (
        _is_explained(study, figure, first[0], others)
        or is_worked_out(study, sentence, figure, tables)
        or is_told_of(study, sentence, figure.text)
    ):
        return
    _accuse(study, sentence, figure, first[0])


def _tells(figure: Figure) -> bool:
    """Whether it has two digits or more, so that a cell which prints it does so by no chance."""
    return abs(figure.amount) >= 10 or (figure.decimals > 0 and figure.digits > 1)


def _about(sentence: Sentence, figure: Figure) -> str:
    """The clause of the figure, and what stands before or after it as far as a semicolon where no other figure does."""
    text, clause = sentence.text, clause_of(sentence, figure)
    others = [each for each in sentence.figures if each is not figure and abs(each.amount) >= 10]
    before = "" if any(each.end <= figure.start for each in others) else text[: figure.start].rpartition(";")[2]
    after = "" if any(each.start >= figure.end for each in others) else text[figure.end :].partition(";")[0]
    return f"{before} {clause} {after}"


def _near(  # noqa: PLR0917 - the figure and all that may tie it
    study: Study,
    table: PackTable,
    telling: Telling,
    figure: Figure,
    clause: str,
    others: Sequence[Figure],
    told: Time | None,
) -> Iterator[Near]:
    """The cells that the figure is a slip away from, where the words do not name another line."""
    said = telling_words(clause)
    rows = [telling.row_hits(row, said) for row in range(len(table.rows))]
    for row in _rows_by_phrase(table, clause):
        rows[row] += 1
    columns = [telling.column_hits(column, said) for column in range(len(table.columns))]
    in_unit = {place.column for place, _ in table.numbers() if _is_unit(study, figure, place)}
    most = max((columns[column] for column in in_unit), default=0)
    around = _around(study, table, others)
    for place, cell in table.numbers():
        slip = slip_between(figure.text, cell.text)
        if slip is None or not _is_unit(study, figure, place):
            continue
        if table.columns[place.column].role in _NO_VALUE or table.rows[place.row].role in _NO_VALUE:
            continue
        row_hits, column_hits = rows[place.row], columns[place.column]
        if row_hits < max(rows) or (column_hits < most and not is_whole_column(table, place.column)):
            continue
        beside = _beside(study, table, place, others)
        if not _is_time_meant(study, table, place, told, column_hits=column_hits, beside=beside):
            continue
        if not row_hits and not is_total_row(study, table, place.row) and not beside:
            continue
        hits = row_hits + column_hits + _is_place_said(study, table, place, figure, told, clause)
        yield Near((place,), cell.text, slip, hits, beside or around)


def _rows_by_phrase(table: PackTable, clause: str) -> list[int]:
    """The row that alone has two words side by side as the clause has them: `no school` of `none: no school yet`."""
    said = _pairs_of(clause)
    rows = [row for row, each in enumerate(table.rows) if _pairs_of(row_name(each)) & said]
    return rows if len({row_name(table.rows[row]) for row in rows}) == 1 else []


def _pairs_of(text: str) -> frozenset[tuple[str, str]]:
    words = spaced(text).split()
    return frozenset((one, other) for one, other in pairwise(words) if max(len(one), len(other)) > 3)


def _is_time_meant(
    study: Study, table: PackTable, place: Place, told: Time | None, *, column_hits: int, beside: int
) -> bool:
    """Whether the cell is of the time told, else of the latest or the whole of its row."""
    time = place_time(study, place)
    if time is not None and told is not None:
        if is_time(time, told):
            return True
        times = [*(column.time for column in table.columns), *(row.time for row in table.rows)]
        if any(is_time(each, told) for each in times):
            return False
    if is_whole_column(table, place.column) or column_hits or time is None:
        return True
    row = [Place(table.index, place.row, column) for column in table.value_columns]
    return place in latest_of(study, [each for each in row if study.is_number(each)]) or beside > 0


def _is_place_said(  # noqa: PLR0917 - the cell, and what is said of it
    study: Study, table: PackTable, place: Place, figure: Figure, told: Time | None, clause: str
) -> int:
    """1 where its time is told, its column of all is said (`over the year`), or it is the whole of the wholes."""
    if told is not None and is_time(place_time(study, place), told):
        return 1
    heading = spaced(table.columns[place.column].heading)
    if _IN_ALL.search(clause) and (is_whole_row(table, place.row) or is_whole_column(table, place.column)):
        return 1
    if is_whole_column(table, place.column):
        return int(is_whole_row(table, place.row) or heading in spaced(clause))
    return int(
        is_whole_row(table, place.row) and figure.is_plain and spaced(row_name(table.rows[place.row])) in spaced(clause)
    )


def _beside(study: Study, table: PackTable, place: Place, others: Sequence[Figure]) -> int:
    """How many of the other figures its row prints, or its column where that has more."""
    row = [Place(table.index, place.row, column) for column in table.value_columns if column != place.column]
    column = [Place(table.index, each, place.column) for each in range(len(table.rows)) if each != place.row]
    found = [
        sum(any(study.is_number(each) and prints(study, other, each) for each in line) for other in others)
        for line in (row, column)
    ]
    return max(found)


def _around(study: Study, table: PackTable, others: Sequence[Figure]) -> int:
    """1 where the table prints two of the other figures or more: the paragraph is of it."""
    printed = sum(is_printed_in(study, other, table) for other in others)
    return int(printed >= 2)


def _worked_out(
    study: Study,
    table: PackTable,
    telling: Telling,
    figure: Figure,
    clause: str,
) -> Iterator[Near]:
    """`21 that fell due were never completed`, `any code but E7`: a difference of two cells that the words name."""
    if not figure.is_plain or not (_NOT_DONE.search(clause) or _BUT.search(clause)):
        return
    said = telling_words(clause)
    rows = [row for row in range(len(table.rows)) if telling.words_hit(telling.rows[row], said)]
    columns = [column for column in table.value_columns if telling.words_hit(telling.columns[column], said)]
    pairs = [
        (Place(table.index, one, column), Place(table.index, other, column))
        for one, other in combinations(rows, 2)
        for column in table.value_columns
        if is_whole_column(table, column) or column in columns or len(table.value_columns) == 1 or _BUT.search(clause)
    ] + [
        (Place(table.index, row, one), Place(table.index, row, other))
        for one, other in combinations(columns, 2)
        for row in range(len(table.rows))
        if is_whole_row(table, row) or row in rows
    ]
    for one, other in pairs:
        if not all(study.is_number(each) and _is_unit(study, figure, each) for each in (one, other)):
            continue
        size = abs(study.value(one) - study.value(other))
        grouped = f"{int(size):,}" if size.denominator == 1 else ""
        slip = slip_between(figure.text, grouped) if grouped else None
        if slip is not None:
            named = {
                word
                for place in (one, other)
                for word in telling.words_hit(telling.rows[place.row], said)
                | telling.words_hit(telling.columns[place.column], said)
            }
            yield Near((one, other), grouped, slip, len(named), 0)


def _is_unit(study: Study, figure: Figure, place: Place) -> bool:
    measure = study.measure(place)
    if figure.percent or measure is Measure.PERCENT:
        return figure.percent and measure is Measure.PERCENT
    return not (figure.is_plain and measure is Measure.MONEY)


def _is_sure(figure: Figure, near: Near) -> bool:
    """Whether words and figures make up for what the slip of so many digits leaves to chance."""
    digits = len(digits_of(figure.text).lstrip("0"))
    digits -= 2 if figure.decimals == 0 and digits_of(figure.text).endswith("00") else 0
    mistyped = near.slip in {Slip.MISTYPED, Slip.STEP}
    if digits >= 5:
        return near.tie >= (2 if near.slip is Slip.MISTYPED else 1)
    if digits == 4:
        return near.tie >= (1 if not mistyped else 2)
    if digits == 3:
        # A count may have been put right since: of a figure with decimals that is rarer.
        return near.tie >= (
            3 + (not figure.decimals) if mistyped else 1 if near.slip is Slip.TURNED and near.words else 2
        )
    return near.slip is Slip.TURNED and near.tie >= 2 and near.words > 0


def _is_explained(study: Study, figure: Figure, near: Near, others: Sequence[Figure]) -> bool:
    """Whether it is worked out of others told, or of cells that stand together in the line meant: a sum, a share."""
    amounts = [each.amount for each in others]
    for one, other in combinations(amounts, 2):
        share = (
            figure.percent
            and one
            and other
            and (figure.interval.contains(one / other * 100) or figure.interval.contains(other / one * 100))
        )
        if share or figure.amount in {one + other, abs(one - other)}:
            return True
    if figure.percent or len(near.places) > 1:
        return False
    place = near.places[0]
    table = study.pack.tables[place.table]
    column = [Place(table.index, row, place.column) for row in range(len(table.rows))]
    return is_run(study, figure, column) or is_run(
        study, figure, [Place(table.index, place.row, each) for each in table.value_columns]
    )


_WHY = {
    Slip.TURNED: "Two digits are turned.",
    Slip.UNIT: "It is one unit off.",
    Slip.STEP: "One digit is one off.",
    Slip.MISTYPED: "One digit is another.",
}


def _accuse(study: Study, sentence: Sentence, figure: Figure, near: Near) -> None:
    why = f" {_WHY[near.slip]}"
    if len(near.places) == 1:
        tell_misquoted(study, QUOTED, sentence, figure.text, near.places[0], SURE, why)
        return
    cells = " - ".join(study.pack.cell(place).text for place in near.places)
    names = " and ".join(study.pack.name_of(place) for place in near.places)
    tell(study, QUOTED, sentence, figure.text, near.text, f"{names}: {cells} makes {near.text}.{why}", 0.7, near.places)
