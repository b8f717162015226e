"""What a figure of a sentence is worked out of: others of its figures, neighbours of a column, a part of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.quoting.near_tables import is_whole_row, prints
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import is_earlier
from crossfoot.audit.spoken.telling_words import row_name, telling_words
from crossfoot.audit.study import Study

LONGEST_RUN = 8
LEAST = 10
"""A count told as the sum or the difference of two others is no smaller."""
_ADDED = frozenset([Measure.COUNT, Measure.MONEY, Measure.UNKNOWN])


def is_worked_out(study: Study, sentence: Sentence, figure: Figure, tables: Sequence[PackTable]) -> bool:
    """Whether the sentence or a column of the tables makes it: `14 complaints, 12.0% of the number at stage 1`."""
    others = [each for each in sentence.numbers if each is not figure and not each.points and each.amount > 1]
    if _is_share_told(sentence, figure) or makes_its_share(study, sentence, figure, tables):
        return True
    if figure.is_plain and figure.amount >= LEAST:
        plain = [each.amount for each in others if each.is_plain]
        return any(figure.amount in {one + other, abs(one - other)} for one, other in combinations(plain, 2)) or any(
            is_run(study, figure, column) for table in tables for column in _columns(study, table)
        )
    if not figure.percent:
        return False
    counts = [each for each in others if not each.percent]
    return any(
        _is_share_in(study, sentence, figure, counts, table)
        or _is_share_of_named(study, sentence, figure, table)
        or _is_rest(study, figure, table)
        for table in tables
    )


def makes_its_share(study: Study, sentence: Sentence, figure: Figure, tables: Iterable[PackTable]) -> bool:
    """Whether the percentage in brackets after a count is its share of a number told or printed: `25 (24.0%)`."""
    after = next((each for each in sentence.numbers if each.start >= figure.end), None)
    if after is None or not after.percent or not figure.is_plain or "(" not in sentence.text[figure.end : after.start]:
        return False
    wholes = [each.amount for each in sentence.numbers if each.is_plain and each.amount > figure.amount]
    if after.decimals:
        wholes += [study.value(place) for table in tables for place, _ in table.numbers() if study.is_number(place)]
    return any(whole > 0 and after.interval.contains(figure.amount / whole * 100) for whole in wholes)


def _is_share_told(sentence: Sentence, figure: Figure) -> bool:
    """Whether the percentage is the share that two counts of the sentence make: `102 of 165 were in time (62%)`."""
    counts = [each.amount for each in sentence.numbers if each.is_plain and each.amount]
    return figure.percent and any(
        figure.interval.contains(part / whole * 100) for part in counts for whole in counts if part < whole
    )


def is_against_another(study: Study, sentence: Sentence, figure: Figure, place: Place) -> bool:
    """Whether it is what another figure is compared with, `86% of all, compared with 88%`, of no line of the cell's."""
    if not is_earlier(sentence, figure):
        return False
    other = next(
        (each for each in reversed(sentence.numbers) if each.end <= figure.start and each.percent == figure.percent),
        None,
    )
    table = study.pack.tables[place.table]
    line = [
        *(Place(place.table, place.row, column) for column in table.value_columns),
        *(Place(place.table, row, place.column) for row in range(len(table.rows))),
    ]
    return other is not None and not any(study.is_number(each) and prints(study, other, each) for each in line)


def is_run(study: Study, figure: Figure, places: Sequence[Place]) -> bool:
    """Whether two or more neighbours of a line make the figure together; money in pounds, thousands or millions."""
    scales = (1, 1000, 1_000_000) if figure.money else (1,)
    own = abs(figure.interval)
    values = [study.value(place) if study.is_number(place) else None for place in places]
    for start in range(len(values)):
        added = Fraction(0)
        for end in range(start, min(len(values), start + LONGEST_RUN)):
            value = values[end]
            if value is None:
                break
            added += value
            if end > start and any(
                added * scale == abs(figure.amount) or (scale > 1 and own.contains(added * scale)) for scale in scales
            ):
                return True
    return False


def _columns(study: Study, table: PackTable) -> Iterator[list[Place]]:
    """The cells of each column of counts or money, row by row."""
    for column in table.value_columns:
        places = [Place(table.index, row, column) for row in range(len(table.rows))]
        if any(study.is_number(each) and study.measure(each) in _ADDED for each in places):
            yield places


def _is_share_in(study: Study, sentence: Sentence, figure: Figure, counts: Sequence[Figure], table: PackTable) -> bool:
    """Whether a count told is the part, or the whole, of cells of one column that the words name or that are of all."""
    said = telling_words(f"{sentence.before} {sentence.text}")
    named = [
        row
        for row, each in enumerate(table.rows)
        if is_whole_row(table, row) or ((words := telling_words(row_name(each))) and words <= said)
    ]
    for column in _columns(study, table):
        cells = [column[row] for row in named if study.is_number(column[row])]
        for count in counts:
            held = [place for place in column if study.is_number(place) and prints(study, count, place)]
            own = study.value(held[0]) if held else count.amount if is_run(study, count, column) else None
            if own and any(_is_share(figure, own, study.value(cell)) for cell in cells):
                return True
    return False


def _is_share_of_named(study: Study, sentence: Sentence, figure: Figure, table: PackTable) -> bool:
    """Whether it is the share that a row named in the sentence has of a column of counts: of `149 over 20 miles`."""
    said = telling_words(sentence.text)
    rows = range(len(table.rows))
    named = [row for row in rows if (words := telling_words(row_name(table.rows[row]))) and words <= said]
    wholes = [row for row in rows if is_whole_row(table, row)]
    return figure.decimals > 0 and any(
        _is_share(figure, study.value(column[row]), study.value(column[whole]))
        for column in _columns(study, table)
        for row in named
        for whole in wholes
        if row != whole and study.is_number(column[row]) and study.is_number(column[whole])
    )


def _is_rest(study: Study, figure: Figure, table: PackTable) -> bool:
    """Whether it is what a percentage of the table leaves of a hundred: `97.5% had one`, where 2.5% had none."""
    return figure.decimals > 0 and any(
        study.measure(place) is Measure.PERCENT and study.value(place) == 100 - figure.amount
        for place, _ in table.numbers()
        if study.is_number(place)
    )


def _is_share(figure: Figure, one: Fraction, other: Fraction) -> bool:
    part, whole = sorted((abs(one), abs(other)))
    return part > 0 and figure.interval.contains(part / whole * 100)
