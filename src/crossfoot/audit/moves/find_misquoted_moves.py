"""`From 43 to 27`, `27, against 43 the year before`: where the one is a cell, the other is of the same line, then.

The line is any row, or any column down times, of the table that the sentence stands beside. It need not be named in
full: the figure that agrees names it, with a word of it or by being the line of the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.moves.find_told_more import STEPS
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row, prints, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import MONTH_WORDS, Time, run_backwards
from crossfoot.audit.spoken.limits import is_cue_in_a_label
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_times import is_bare
from crossfoot.audit.spoken.telling import is_told_of, tell_misquoted
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_ASIDE = r"(?:the |a |an |about |just |only )?(?:figure of |rate of |total of )?"
_TO = re.compile(rf"\s(?:[a-z]+ ){{0,3}}?(?:in [\w -]{{3,24}} )?to {_ASIDE}£?", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s?[^.;:]{0,60}?,?\s?\(?(?:against|compared (?:with|to)|up from|down from|as against|where it was|from) "
    rf"{_ASIDE}£?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[^.;\d]{0,24}?\b(?:(?:a|the|one) (?:year|quarter|month|term) (?:before|earlier|ago)|(?:last|previous|preceding) "
    r"(?:\w+ )?(?:year|quarter|month|term)|the year before (?:that|last))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"[^.;:\d]{0,80}?(?:\d{4}[^.;:\d]{0,20}?)?\b(?:higher|lower|more|fewer|less|up|down) "
    r"(?:than|on|from) (?:in |at |it was )?"
    r"(?:(?:a|the|one) (?:year|quarter|month|term) (?:before|earlier|ago)|(?:the )?(?:last|previous|preceding) "
    r"(?:year|quarter|month|term))\s?\(",
    re.IGNORECASE,
)
"""`463, lower than a year before (472)`."""
_UNIT = re.compile(r"\b(?P<unit>year|quarter|month|term)\b", re.IGNORECASE)
_WHICH = re.compile(r"\s(?:working |calendar |school )?(?:days?|weeks?|months?|years?|hours?)\b", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_ASIDE}£?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london|benchmark|target|forecast|planned|budget|expected|"
    r"average|aged?|range[ds]?|var(?:y|ied|ies))\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
_DATE = re.compile(
    rf"\b(?:(?:at|on) (?:the )?)?(?:\d{{1,2}} (?:{MONTH_WORDS})(?: \d{{4}})?|start|end|beginning|opening|closing)"
    r"(?: of (?:the )?(?:year|month|quarter|term|period))?\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:start|opening|opened|beginning|brought forward)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:end|closing|closed|carried forward)\b", re.IGNORECASE)
_DIGITS = re.compile(r"[\d/-]+")
NEAR = Fraction(1, 4)
SURE = 0.75


@dataclass(frozen=True, slots=True)
class Moved:
    """Two figures of a sentence that are one measure at two times."""

    before: Figure
    now: Figure
    a_step: bool
    """The time before is the one just before, and that of now the last."""
    unit: str = ""
    """How long before: a year, a quarter, a month, a term."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a line has one of the figures, and the cell that the other should be."""

    held: Place
    other: Place
    figure: Figure
    words: int


def find_misquoted_moves(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check both figures of every move told beside a table that has one of them."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or len(sentence.figures) < 2:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line, most=2) if table.index not in study.copies]
        moves = list(_moves(sentence, tables)) if tables else []
        for moved in moves:
            _check(study, sentence, moved, tables)


def _moves(sentence: Sentence, tables: Sequence[PackTable]) -> Iterator[Moved]:
    text = sentence.text
    figures = [each for each in sentence.figures if not _WHICH.match(text, each.end)]
    for one, other in pairwise(figures):
        between = text[one.end : other.start]
        of_else = _OTHERS.search(text[max(0, one.start - 40) : other.end + 12])
        # `Average points` may be what a row is called.
        if of_else is not None and is_cue_in_a_label(text, of_else[0], tables):
            of_else = None
        if one.points or other.points or one.money != other.money or of_else is not None:
            continue
        if _FROM.search(text[: one.start]) and _TO.fullmatch(between):
            yield Moved(one, other, a_step=False)
        elif _AGAINST.fullmatch(between) and (before := _BEFORE.match(text[other.end :]) or _BEFORE.search(between)):
            yield Moved(other, one, a_step=True, unit=_unit_of(before[0]))
        elif than := _THAN.fullmatch(between):
            yield Moved(other, one, a_step=True, unit=_unit_of(than[0]))


def _unit_of(words: str) -> str:
    found = _UNIT.findall(words)
    return found[-1].casefold() if found else ""


def _check(study: Study, sentence: Sentence, moved: Moved, tables: Sequence[PackTable]) -> None:
    told = [each.time for each in sentence.periods]
    fits: list[Fit] = []
    for table in tables:
        for line in _lines(study, table):
            if _has(study, line, moved.before) and _has(study, line, moved.now):
                study.ledger.agreed(QUOTED)
                return
            fits += _fits(study, sentence, table, line, moved, told)
        if _opens_and_closes(study, table, moved):
            study.ledger.agreed(QUOTED)
            return
        fits += _fits_of_stocks(study, sentence, table, moved) if not moved.a_step else ()
    best = max((fit.words for fit in fits), default=0)
    fits = [fit for fit in fits if fit.words == best]
    if len({study.value(fit.other) for fit in fits}) != 1:
        return
    fit = fits[0]
    if is_told_of(study, sentence, fit.figure.text):
        return
    tell_misquoted(
        study, QUOTED, sentence, fit.figure.text, fit.other, SURE, f" The same line prints {_text(study, fit.held)}."
    )


def _opens_and_closes(study: Study, table: PackTable, moved: Moved) -> bool:
    """Whether the one stands under `Open at start` and the other, in that row or a later one, under `Open at end`."""
    opened, closed = (
        [
            place.row
            for place, _ in table.numbers()
            if edge.search(table.columns[place.column].heading) and prints(study, figure, place)
        ]
        for edge, figure in ((_OPENS, moved.before), (_CLOSES, moved.now))
    )
    return any(first <= last for first in opened for last in closed)


def _text(study: Study, place: Place) -> str:
    return study.pack.cell(place).text


def _has(study: Study, line: Sequence[Place], figure: Figure) -> bool:
    return any(prints(study, figure, place) for place in line)


def _lines(study: Study, table: PackTable) -> Iterator[list[Place]]:
    """The cells of each row, and of each column, that are at a time: the earliest first."""
    for row in range(len(table.rows)):
        line = [
            Place(table.index, row, column)
            for column in table.value_columns
            if time_over(table.columns[column]) is not None and table.columns[column].role not in _NO_VALUE
        ]
        yield [place for place in line if study.is_number(place)]
    for column in table.value_columns:
        line = [Place(table.index, row, column) for row in range(len(table.rows)) if table.rows[row].time is not None]
        yield [place for place in line if study.is_number(place)]


def _fits(  # noqa: PLR0917 - the line and what is told of it
    study: Study, sentence: Sentence, table: PackTable, line: Sequence[Place], moved: Moved, told: Sequence[Time]
) -> Iterator[Fit]:
    if len(line) < 2:
        return
    by_row = line[0].row == line[1].row
    words = _words(study, sentence, table, line, by_row=by_row)
    order = sorted(line, key=lambda place: _index(table, place, by_row=by_row))
    times = [time for place in order if (time := _time(table, place, by_row=by_row)) is not None]
    if times and run_backwards(times):
        order.reverse()
    if len({_kind(table, place, by_row=by_row) for place in order}) > 1 and moved.a_step:
        return
    for place, held, other in _pairs(study, order, moved, told, table, by_row=by_row):
        figure = other
        # `From 43.1 to 46.2 per cent`: the unit stands once.
        in_percent = moved.before.percent or moved.now.percent
        if (study.measure(place) is Measure.PERCENT) != figure.percent and not in_percent:
            continue
        value = study.value(place)
        slip = slip_between(figure.text, _text(study, place)) is not None
        close = abs(value - abs(figure.amount)) <= abs(value) * NEAR
        if (words and (slip or close)) or (slip and is_whole_row(table, place.row)):
            yield Fit(held, place, figure, words)


def _pairs(
    study: Study, order: Sequence[Place], moved: Moved, told: Sequence[Time], table: PackTable, *, by_row: bool
) -> Iterator[tuple[Place, Place, Figure]]:
    """The cell that one figure should be, the cell that the other is, and the figure."""
    last = order[-1]
    if moved.a_step:
        before = _step_before(table, order, moved.unit, by_row=by_row)
        if before is not None and prints(study, moved.now, last):
            yield before, last, moved.before
        return
    if len({_kind(table, place, by_row=by_row) for place in order}) > 1:
        yield from _of_one_form(study, order, moved, table) if by_row else ()
        return
    at = {index: _time(table, place, by_row=by_row) for index, place in enumerate(order)}
    spoken = [index for index, time in at.items() if any(is_time(time, each) for each in told)]
    ends = (spoken[0], spoken[-1]) if len(spoken) >= 2 else (0, len(order) - 1)
    first, final = order[ends[0]], order[ends[1]]
    if first != final and prints(study, moved.before, first):
        yield final, first, moved.now
    elif first != final and prints(study, moved.now, final) and (len(order) == 2 or len(spoken) >= 2):
        yield first, final, moved.before


def _fits_of_stocks(study: Study, sentence: Sentence, table: PackTable, moved: Moved) -> Iterator[Fit]:
    """Rows that differ in their dates only, `Open at 1 April`, `Open at 31 March`: what was, and what is."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    forms: dict[str, list[int]] = defaultdict(list)
    for row, each in enumerate(table.rows):
        if _DATE.search(each.label):
            forms[" ".join(_DATE.sub(" ", each.label).casefold().split())].append(row)
    for form, rows in forms.items():
        words = len(telling_words(form) & said)
        if len(rows) != 2 or not words:
            continue
        for column in table.value_columns:
            first, last = (Place(table.index, row, column) for row in rows)
            if not (study.is_number(first) and study.is_number(last)):
                continue
            of_all = is_whole_column(table, column) or telling.column_hits(column, said) > 0
            for held, other, figure in ((first, last, moved.now), (last, first, moved.before)):
                shown = moved.before if held == first else moved.now
                if of_all and prints(study, shown, held) and slip_between(figure.text, _text(study, other)):
                    yield Fit(held, other, figure, words)


def _step_before(table: PackTable, order: Sequence[Place], unit: str, *, by_row: bool) -> Place | None:
    """The cell of a year, a quarter, a month before the last; the one just before it where the words tell no unit."""
    last = _time(table, order[-1], by_row=by_row)
    step = STEPS.get(unit, {}).get(last.kind) if last is not None else None
    if last is None or step is None:
        return order[-2]
    then = Time(last.kind, last.index - step)
    return next((place for place in order if _time(table, place, by_row=by_row) == then), None)


def _of_one_form(
    study: Study, order: Sequence[Place], moved: Moved, table: PackTable
) -> Iterator[tuple[Place, Place, Figure]]:
    """The two columns that differ in their years only, `Year 2017/18` and `Year 2018/19`, where one has its figure."""
    forms: dict[str, list[Place]] = defaultdict(list)
    for place in order:
        forms[_DIGITS.sub("", table.columns[place.column].heading)].append(place)
    for places in forms.values():
        if len(places) == 2 and len(forms) > 1:
            if prints(study, moved.before, places[0]):
                yield places[1], places[0], moved.now
            elif prints(study, moved.now, places[1]):
                yield places[0], places[1], moved.before


def _words(study: Study, sentence: Sentence, table: PackTable, line: Sequence[Place], *, by_row: bool) -> int:
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    if by_row:
        return telling.row_hits(line[0].row, said)
    return telling.column_hits(line[0].column, said)


def _time(table: PackTable, place: Place, *, by_row: bool) -> Time | None:
    return time_over(table.columns[place.column]) if by_row else table.rows[place.row].time


def _index(table: PackTable, place: Place, *, by_row: bool) -> int:
    time = _time(table, place, by_row=by_row)
    if time is not None and is_bare(time):
        # Autumn comes before spring or after it, as the table has them.
        return place.column if by_row else place.row
    return time.index if time is not None else 0


def _kind(table: PackTable, place: Place, *, by_row: bool) -> object:
    time = _time(table, place, by_row=by_row)
    return time.kind if time is not None else None
