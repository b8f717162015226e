"""The one figure of a summary that stands nowhere else, where all the others are printed in the tables it sums up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.audit.across.slips import is_slip
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Measure, Totalling, is_unit_cost, measure_of, words_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.study import Study

SUMMARY = Rule(
    "summary-figures",
    Kind.CROSS_TABLE,
    "A figure of a summary whose other figures all stand in the tables of the pack stands there too.",
)
FEWEST = 3
FEWEST_OF_A_NAME = 4
"""Rows of a summary: of one with fewer the figure that is lost must be named by all words of its label."""
MOST = 14
"""Rows of a table that is a summary: one with more is a table of its own."""
NAMED = 0.5
"""Of the words of a label, how many must stand in the name of a cell for it to be that figure."""
SURE = 0.75
MOST_LOST = 2
MOST_COLUMNS = 3
"""Figures of now, of last year, of the year to date."""
DIGITS = 3
_IDLE = frozenset(words_of("percentage number total all who they that would where i my 0 10 per most least figure"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the pack with the words of its row, its column and the lines above its table."""

    place: Place
    number: Number
    words: frozenset[str]
    around: frozenset[str]
    percent: bool
    mean: bool
    totals: int
    """Of its row and its column, how many are totals."""


def find_summary_figures(study: Study) -> None:
    """Look up each figure of every small table that has one column of them and prints little that is new."""
    summaries = [table for table in study.pack.tables if table.index not in study.copies and _is_short(table)]
    if not summaries:
        return
    figures = list(_figures(study))
    by_value: Mapping[tuple[object, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.number.amount, figure.number.decimals].append(figure)
    for table in summaries:
        _check(study, table, figures, by_value)


def _is_short(table: PackTable) -> bool:
    """Whether it has labels of different kinds, and no column that adds them up or is of times."""
    if not FEWEST <= len(table.rows) <= MOST or not 1 <= len(_numeric(table)) <= MOST_COLUMNS:
        return False
    added = {Totalling.TOTAL, Totalling.SUBTOTAL, Totalling.GRAND}
    return all(row.time is None and row.totalling not in added for row in table.rows)


def _numeric(table: PackTable) -> list[int]:
    """Its columns of figures, but for what is wanted or compared with; of several, none of times."""
    numeric = [place for place in table.value_columns if table.columns[place].numeric]
    own = {Role.VALUE, Role.YEAR_TO_DATE} if len(numeric) > 1 else {Role.VALUE, Role.YEAR_TO_DATE, Role.TIME}
    return [place for place in numeric if table.columns[place].role in own]


def _figures(study: Study) -> Iterator[Figure]:
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        around = frozenset(words_of(" ".join((table.caption, *table.captions))))
        headings = {place: _words(table.columns[place].pieces) for place in table.value_columns}
        for place, cell in table.numbers():
            if cell.number is not None:
                own = _words(table.rows[place.row].pieces) | headings[place.column]
                percent = _is_percent(table, place.row, place.column, cell.number)
                parts = table.rows[place.row].totalling, table.columns[place.column].totalling
                totals = sum(each is not Totalling.NONE for each in parts)
                mean = _is_mean(table.rows[place.row].label, table.columns[place.column].heading)
                yield Figure(place, cell.number, own, around, percent, mean, totals)


def _is_percent(table: PackTable, row: int, column: int, number: Number) -> bool:
    """Whether a number is a percentage, by its sign or by the name of its row or column."""
    if number.percent or number.money:
        return number.percent
    return any("%" in name or "per cent" in name for name in (table.rows[row].label, table.columns[column].heading))


def _is_mean(label: str, heading: str) -> bool:
    """Whether a figure is an average, by the name of its row or column."""
    return any(measure_of(each) is Measure.AVERAGE or is_unit_cost(each) for each in (label, heading))


def _words(pieces: Sequence[str]) -> frozenset[str]:
    return frozenset(word for piece in pieces if read_time(piece) is None for word in words_of(piece)) - _IDLE


def _check(
    study: Study,
    table: PackTable,
    figures: Sequence[Figure],
    by_value: Mapping[tuple[object, int], Sequence[Figure]],
) -> None:
    for column in _numeric(table):
        rows = [row for row in range(len(table.rows)) if study.is_number(Place(table.index, row, column))]
        lost = []
        for row in rows:
            number = _number(table, row, column)
            found = (each for each in by_value.get((number.amount, number.decimals), ()))
            if not any(each.place.table != table.index and _share(table, row, column, each) for each in found):
                lost.append(row)
        alone = len(_numeric(table)) == 1
        if len(rows) < FEWEST or len(lost) > (MOST_LOST if alone else 1) or len(lost) * 2 > len(rows):
            continue
        study.ledger.agreed(SUMMARY, len(rows) - len(lost))
        for row in lost:
            number = _number(table, row, column)
            # Of two figures that are nowhere else one may be new: a count that is named well is none.
            if len(lost) > 1 and (number.decimals or number.digits < DIGITS or _is_percent(table, row, column, number)):
                continue
            few = len(rows) < FEWEST_OF_A_NAME or len(lost) > 1 or not alone
            meant = _meant(table, row, column, figures, SURE if few else NAMED)
            if meant is not None:
                _report(study, Place(table.index, row, column), meant, len(rows) - len(lost))


def _number(table: PackTable, row: int, column: int) -> Number:
    number = table.cell(row, column).number
    if number is None:
        raise ValueError("no number is there")
    return number


def _report(study: Study, place: Place, meant: Figure, found: int) -> None:
    study.ledger.found(
        SUMMARY,
        place,
        explanation=(
            f"{SUMMARY.words} {found} others are found; this one is not, and {study.pack.name_of(meant.place)} is "
            f"{study.pack.cell(meant.place).text}."
        ),
        expected=study.pack.cell(meant.place).text,
        confidence=0.8,
        others=[meant.place],
    )


def _telling(table: PackTable, row: int) -> frozenset[str]:
    return _words([re.sub(r"\([^)]*\)", " ", piece) for piece in table.rows[row].pieces])


def _share(table: PackTable, row: int, column: int, figure: Figure) -> bool:
    if _is_percent(table, row, column, _number(table, row, column)) != figure.percent:
        return False
    return bool(_telling(table, row) & (figure.words | figure.around))


def _meant(table: PackTable, row: int, column: int, figures: Sequence[Figure], least: float) -> Figure | None:
    """The one figure that its label names best and that differs by a slip; None where two differ so."""
    telling, number = _telling(table, row), _number(table, row, column)
    scored = []
    for figure in figures:
        if figure.place.table == table.index or not is_slip(number, figure.number):
            continue
        named = len(telling & figure.words) + 0.5 * len((telling & figure.around) - figure.words)
        alike = _is_percent(table, row, column, number) == figure.percent
        alike = alike and _is_mean(table.rows[row].label, table.columns[column].heading) == figure.mean
        well = least < SURE or len(telling & figure.words) > 1
        if alike and well and telling & figure.words and named >= least * len(telling):
            scored.append((named + figure.totals / 8, figure))
    if not scored:
        return None
    most = max(named for named, _ in scored)
    best = [figure for named, figure in scored if named == most]
    return best[0] if len({figure.number.amount for figure in best}) == 1 else None
