"""`472 children, 11 more than a year before`: the value and the change told with it are those of one row.

The row is any of the table that the sentence stands beside: the value that agrees names it and says what the change is;
or the change that agrees, with a word of the row, says what the value is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.counted.counted_by_sign import check_counted_by_sign
from crossfoot.audit.moves.find_told_more import STEPS
from crossfoot.audit.moves.moves_told_alone import check_moves_told_alone
from crossfoot.audit.moves.moves_with_values import check_moves_with_values
from crossfoot.audit.quoting.agreeing_references import check_agreeing_references
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT
from crossfoot.audit.quoting.near_tables import is_printed_in, is_whole_row, prints, tables_beside, time_over
from crossfoot.audit.quoting.slipped_shares import check_slipped_shares
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import is_told_of, tell, tell_misquoted
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_CHANGE = re.compile(
    r"\s?(?:percentage )?(?:points? |pp |of them )?(?:(?P<up>more|higher|up)|(?P<down>fewer|less|lower|down))"
    r"(?: [a-z]+){0,2}? (?:than|on|from|compared with)(?: in| at)? (?:(?:the|a|one|that of the|this time) "
    r"(?P<unit>year|quarter|month|term) (?:before|earlier|ago)|(?:the )?(?:last|previous|preceding) "
    r"(?P<unit2>year|quarter|month|term))\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"[^.;:()]{0,70}?(?:,|\(|\band\b|\bwhich (?:is|was)\b|\bthat (?:is|was)\b)\s?", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london|benchmark|target|average|forecast|expected|"
    r"planned|about|around|nearly|almost|over|under|some|by|than|from|against)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"\b(?:last year|(?:the )?year before|a year (?:ago|before)|previous year)\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\b(?:this year|now|latest)\b", re.IGNORECASE)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
LEADING = 15
"""Lines from a key message to the table that it leads to."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value and how much more or less it is said to be than so long before."""

    value: Figure
    change: Figure
    up: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Ends:
    """A row then and now, and how many telling words of it are said."""

    before: Place
    now: Place
    hits: int


def find_values_with_changes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every value and change told together beside a table that has them over time."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        told = list(_told(sentence)) if sentence.line not in in_cells and len(sentence.figures) > 1 else []
        beside = tables_beside(speaking, sentence.line, under=LEADING)
        tables = [table for table in beside if table.index not in study.copies]
        for each in told if tables else ():
            _check(study, sentence, each, tables)
    check_slipped_shares(study, sentences, speaking)
    check_moves_with_values(study, sentences, speaking, STEPS)
    check_moves_told_alone(study, sentences, speaking)
    check_counted_by_sign(study, sentences, speaking)
    check_agreeing_references(study, sentences)


def _told(sentence: Sentence) -> Iterator[Told]:
    text = sentence.text
    for value, change in zip(sentence.figures, sentence.figures[1:], strict=False):
        match = _CHANGE.match(text, change.end)
        if match is None or value.points or value.money or change.money or value.digits < 2:
            continue
        if _GAP.fullmatch(text[value.end : change.start]) and not _NOT_SO.search(text[: change.start][-90:]):
            unit = (match["unit"] or match["unit2"]).casefold()
            yield Told(value, change, match["up"] is not None, unit)


def _check(study: Study, sentence: Sentence, told: Told, tables: Sequence[PackTable]) -> None:
    rows = [each for table in tables for each in _rows(study, sentence, table, told)]
    held = [each for each in rows if prints(study, told.value, each.now)]
    if any(_fits(study, each, told) for each in held):
        study.ledger.agreed(AMOUNT)
        return
    named = [each for each in held if each.hits or is_whole_row(study.pack.tables[each.now.table], each.now.row)]
    if named:
        changes = {_size(study, each) for each in named}
        if len(changes) == 1 and not _is_printed_beside(study, told.change, named) and not told.change.percent:
            _tell_change(study, sentence, told, named[0])
        return
    fitting = [each for each in rows if each.hits and _size(study, each) == _signed(told)]
    best = [each for each in fitting if each.hits == max(one.hits for one in fitting)]
    if len({study.value(each.now) for each in best}) != 1 or is_told_of(study, sentence, told.value.text):
        return
    if not told.change.percent and not any(is_printed_in(study, told.value, table) for table in tables):
        why = f" It is {told.change.text} {'more' if told.up else 'less'} than {study.pack.cell(best[0].before).text}."
        tell_misquoted(study, QUOTED, sentence, told.value.text, best[0].now, 0.75, why)


def _tell_change(study: Study, sentence: Sentence, told: Told, row: Ends) -> None:
    size = _size(study, row)
    known = any(told.change.text in each.published for each in study.ledger.findings if each.line == sentence.line)
    if known or not size or (size > 0) != told.up:
        return
    shown = f"{float(abs(size)):,.{max(told.value.decimals, told.change.decimals)}f}"
    before, now = study.pack.cell(row.before).text, study.pack.cell(row.now).text
    working = f"{study.pack.name_of(row.now)}: {now}, and {before} before."
    tell(study, AMOUNT, sentence, told.change.text, shown, working, 0.75, [row.now, row.before])


def _signed(told: Told) -> Fraction:
    return abs(told.change.amount) if told.up else -abs(told.change.amount)


def _size(study: Study, row: Ends) -> Fraction:
    return study.value(row.now) - study.value(row.before)


def _fits(study: Study, row: Ends, told: Told) -> bool:
    """Whether the change is that of the row, in its unit or in per cent, to a last digit of rounding."""
    size, earlier = _size(study, row), study.value(row.before)
    rounding = told.change.interval.width + study.interval(row.now).width
    if abs(size - _signed(told)) <= rounding:
        return True
    return bool(earlier) and abs(size / abs(earlier) * 100 - _signed(told)) <= max(
        told.change.interval.width, Fraction(1)
    )


def _is_printed_beside(study: Study, figure: Figure, rows: Sequence[Ends]) -> bool:
    """Whether a cell of the row prints it: a change on another time."""
    return any(
        study.is_number(place := Place(each.now.table, each.now.row, column)) and prints(study, figure, place)
        for each in rows
        for column in study.pack.tables[each.now.table].value_columns
    )


def _rows(study: Study, sentence: Sentence, table: PackTable, told: Told) -> Iterator[Ends]:
    ends = _columns(table, told.unit)
    if ends is None:
        return
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    for row in range(len(table.rows)):
        before, now = Place(table.index, row, ends[0]), Place(table.index, row, ends[1])
        if not (study.is_number(before) and study.is_number(now)) or table.rows[row].role in _NO_VALUE:
            continue
        if (study.measure(now) is Measure.PERCENT) == told.value.percent:
            yield Ends(before, now, telling.row_hits(row, said))


def _columns(table: PackTable, unit: str) -> tuple[int, int] | None:
    """The column of the last time and that of so long before: by their times, or `Q3` and `Q3 last year`."""
    columns = [column for column in table.value_columns if table.columns[column].role not in _NO_VALUE]
    for before in columns if unit == "year" else ():
        heading = table.columns[before].heading
        if not _YEAR_BEFORE.search(heading):
            continue
        name = spaced(_YEAR_BEFORE.sub(" ", heading)).strip()
        now = [
            column
            for column in columns
            if column != before and spaced(_THIS_YEAR.sub(" ", table.columns[column].heading)).strip() == name
        ]
        return (before, now[0]) if len(now) == 1 else None
    steps = STEPS[unit]
    timed: dict[Time, int] = {}
    own = [column for column in columns if table.columns[column].role is Role.TIME]
    for column in own or columns:
        time = time_over(table.columns[column])
        if time is None or time.kind not in steps or table.columns[column].role is Role.DIFFERENCE:
            continue
        if time in timed:
            return None
        timed[time] = column
    if not timed or len({time.kind for time in timed}) > 1:
        return None
    last = max(timed, key=lambda time: time.index)
    then = timed.get(Time(last.kind, last.index - steps[last.kind]))
    return None if then is None else (then, timed[last])
