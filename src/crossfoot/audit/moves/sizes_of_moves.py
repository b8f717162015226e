"""`412 children, 14 more than at 1 April`: the size of a move, a slip from that of the line which prints the value.

What the value is compared with is the cell of the time told, or the row that the words after `than` name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from crossfoot.audit.moves.lines_over_time import is_then, lines_of
from crossfoot.audit.moves.told_moves import LEAST_DIGITS, SOME_TIME, Move
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT
from crossfoot.audit.quoting.near_tables import prints, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import Slip, slip_between
from crossfoot.audit.spoken.speaking import is_time
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OTHER_ROW = re.compile(
    r"[^.;,()]{0,12}?\b(?:more|higher|less|fewer|lower) than (?P<row>[^.;,()]{3,60})", re.IGNORECASE
)
_MORE_THAN = re.compile(
    r"(?: a (?:week|month|year|day|night))?(?: each)? (?:(?P<up>more|higher)|(?P<down>less|lower|fewer)) than "
    r"(?P<row>(?:an?|one|the|those|that) [^.;,()]{3,60})",
    re.IGNORECASE,
)


def check_size(
    study: Study,
    sentence: Sentence,
    move: Move,
    tables: Sequence[PackTable],
    steps: Mapping[str, Mapping[TimeKind, int]],
) -> None:
    """Check by how much, where no two cells beside are so far apart."""
    if move.of_a_day:
        return
    found: dict[str, tuple[Place, Place]] = {}
    known = False
    for table in tables:
        pairs = [*_in_time(study, sentence, move, table, steps), *_of_rows(study, sentence, move, table)]
        if any(_text(study, move, *pair) == move.size.text for pair in pairs):
            return
        known = known or any(_is_known(study, move, *pair) for pair in pairs)
        found.update({_text(study, move, *pair): pair for pair in pairs})
    if len(found) != 1 or is_told_of(study, sentence, move.size.text):
        return
    (text, places), *_ = found.items()
    if known or is_slip(move.size, text):
        now, then = (f"{study.pack.cell(place).text} ({study.pack.name_of(place)})" for place in places)
        tell(study, AMOUNT, sentence, move.size.text, text, f"{now}, {then}.", 0.75, places)


def is_slip(size: Figure, text: str) -> bool:
    """Whether the text is a slip from the size; of money one unit may be rounding."""
    slip = slip_between(size.text, text)
    return slip is not None and not (slip is Slip.UNIT and size.money)


def check_rows_apart(study: Study, sentence: Sentence, tables: Sequence[PackTable]) -> None:
    """`An agency place costs £514 a week more than one in-house`: what two rows that the words name are apart."""
    for size in sentence.figures:
        match = _MORE_THAN.match(sentence.text, size.end)
        if match is None or size.percent or is_told_of(study, sentence, size.text):
            continue
        found: dict[str, tuple[Place, Place]] = {}
        for table in tables:
            for one, other in _rows_named(study, sentence, size, match, table):
                text = _told_as(size, abs(study.value(one) - study.value(other)))
                found[text] = one, other
        slips = [text for text in found if is_slip(size, text)]
        if len(slips) == 1 and size.text not in found:
            text, places = slips[0], found[slips[0]]
            names = " - ".join(f"{study.pack.cell(place).text} ({study.pack.name_of(place)})" for place in places)
            tell(study, AMOUNT, sentence, size.text, text, f"{names} = {text}.", 0.75, places)


def _rows_named(
    study: Study, sentence: Sentence, size: Figure, match: re.Match[str], table: PackTable
) -> Iterator[tuple[Place, Place]]:
    """The cells of the row named before the size and of that named after `than`, in each column of such a measure."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    one = _row_of(telling, sentence.text[: size.start]) or _row_of(telling, sentence.before)
    other = _row_of(telling, match["row"])
    for column in table.value_columns if one and other and one != other else ():
        pair = Place(table.index, one[0], column), Place(table.index, other[0], column)
        if all(map(study.is_number, pair)) and all(
            (study.measure(place) is Measure.MONEY) == size.money for place in pair
        ):
            more = study.value(pair[0]) > study.value(pair[1])
            if more == (match["up"] is not None):
                yield pair


def _row_of(telling: Telling, text: str) -> tuple[int, ...]:
    """The one row of which the text has the most words."""
    said = telling_words(text)
    hits = [telling.row_hits(row, said) for row in range(len(telling.rows))]
    rows = tuple(row for row, each in enumerate(hits) if each and each == max(hits))
    return rows if len(rows) == 1 else ()


def _in_time(
    study: Study,
    sentence: Sentence,
    move: Move,
    table: PackTable,
    steps: Mapping[str, Mapping[TimeKind, int]],
) -> Iterator[tuple[Place, Place]]:
    for line in lines_of(study, table, sentence, move):
        for now in line.places:
            if not _is_value(study, move, now):
                continue
            for then in line.places:
                if then != now and _moved(study, move, now, then) and is_then(study, move, now, then, line, steps):
                    yield now, then


def _of_rows(study: Study, sentence: Sentence, move: Move, table: PackTable) -> Iterator[tuple[Place, Place]]:
    """The value in one row, and beside it what the row has that the words after `than` name."""
    match = _OTHER_ROW.match(sentence.text, move.size.end) if move.unit == SOME_TIME else None
    if match is None:
        return
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(match["row"])
    hits = [telling.row_hits(row, said) for row in range(len(table.rows))]
    most = max(hits, default=0)
    rows = [row for row, each in enumerate(hits) if each == most]
    for column in table.value_columns if most and len(rows) == 1 else ():
        then = Place(table.index, rows[0], column)
        for row in range(len(table.rows)):
            now = Place(table.index, row, column)
            both = study.is_number(now) and study.is_number(then) and now != then
            if both and _is_value(study, move, now) and _moved(study, move, now, then):
                yield now, then


def _is_value(study: Study, move: Move, place: Place) -> bool:
    return prints(study, move.value, place) and (study.measure(place) is Measure.PERCENT) == move.value.percent


def _moved(study: Study, move: Move, now: Place, then: Place) -> bool:
    """Whether it is more, or less, as the words say."""
    own, other = study.value(now), study.value(then)
    return own * other > 0 and own != other and (abs(own) > abs(other)) == move.up


def _text(study: Study, move: Move, now: Place, then: Place) -> str:
    """How far the two are apart, as the size is told."""
    own, other = study.value(now), study.value(then)
    apart = abs(own - other) * abs(move.value.amount / own)
    return _told_as(move.size, apart)


def _told_as(size: Figure, apart: Fraction) -> str:
    """A number in the unit and with the decimals of the size told."""
    match = _NUMBER.search(size.text)
    if match is None:
        return ""
    unit = abs(size.amount) / (_amount(match[0]) or 1)
    shown = f"{float(apart / unit):,.{size.decimals}f}" if unit else ""
    return size.text.replace(match[0], shown)


def _is_known(study: Study, move: Move, now: Place, then: Place) -> bool:
    """Whether value and time told say which two cells are meant: then no slip need tell it."""
    table = study.pack.tables[now.table]
    other = time_over(table.columns[then.column]) or table.rows[then.row].time
    return (
        move.value.digits > LEAST_DIGITS and move.time is not None and is_time(other, move.time) and not move.size.money
    )


def _amount(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))
