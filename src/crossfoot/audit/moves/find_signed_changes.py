"""`280 complaints, 34 more than in 2023/24`: the row that prints the value and the change says which way it went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.moves.find_printed_changes import NEAR, is_change, is_told
from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name
from crossfoot.audit.study import Study

_AFTER = re.compile(
    r"\s(?:[a-z]+ )?(?:(?P<up>more|higher|greater)|(?P<down>fewer|less|lower))\b (?:than|on)\b"
    r"(?! (?:the )?(?:target|england|national|average|budget|region|plan\b|forecast|expected|similar|"
    r"neighbours?|other))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r",\s(?:and\s)?(?:(?P<up>up)|(?P<down>down)) (?:by )?(?:a further |just |only |about |some |nearly )?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s(?:on|from|since|compared (?:with|to)|against|over)\b", re.IGNORECASE)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.RED, Role.GREEN])


def find_signed_changes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check the word beside each change whose value and size one row of a table near it prints."""
    for sentence in sentences:
        for value, change, upward in _told(sentence):
            moves = [
                move
                for table in speaking.tables_near(sentence.line, most=NEAR)[:3]
                if table.index not in study.copies
                for move in _moves(study, table, value, change)
                if not is_with_another(sentence, table, move[0].row, change.end)
            ]
            if any((later > earlier) == upward for _, earlier, later in moves):
                study.ledger.agreed(DIRECTION)
            elif moves and not is_told(study, sentence):
                place, earlier, later = moves[0]
                words = study.pack.cell(place).text
                working = (
                    f"Line {study.pack.cell(place).line} prints {float(later):g} after {float(earlier):g}, {words} "
                    f"({study.pack.name_of(place)})."
                )
                other = "less" if upward else "more"
                tell(study, DIRECTION, sentence, f"{change.text}", f"{change.text} {other}", working, 0.75, [place])


def is_with_another(sentence: Sentence, table: PackTable, row: int, end: int) -> bool:
    """Whether a change is told from another row, `8 fewer than the South`, or from a time that the table has not."""
    tail = spaced(sentence.text[end : end + 60])
    for number, each in enumerate(table.rows):
        name = spaced(row_name(each)).strip()
        if number != row and name and re.search(rf" than (?:(?:in|at|for) )?(?:the )?{re.escape(name)} ", tail):
            return each.time is None
    told = [each.time for each in sentence.periods if 0 <= each.start - end <= 30]
    times = [each.time for text in _labels(table) for each in spoken_times_in(text)]
    alike = [time for time in times if told and time.kind is told[0].kind]
    return bool(alike) and not any(is_time(time, told[0]) for time in times)


def _labels(table: PackTable) -> Iterator[str]:
    yield from (table.caption, *(column.heading for column in table.columns))
    yield from (row_name(row) for row in table.rows)


def _told(sentence: Sentence) -> Iterator[tuple[Figure, Figure, bool]]:
    """A value, the change told after it, and whether the words say that it rose."""
    figures = [each for each in sentence.numbers if not each.spelled or each.amount >= 2]
    for value, change in pairwise(figures):
        between = sentence.text[value.end : change.start]
        after = _AFTER.match(sentence.text, change.end)
        before = _BEFORE.search(between) if _THEN.match(sentence.text, change.end) else None
        match = after or before
        # One clause: nothing but a comma or a bracket before the change.
        if match is None or len(between) > 60 or re.search(r"[;:.]|\b(?:and|but|while|of them|including)\b", between):
            continue
        if after is not None and not re.search(r"(?:,|\(|\s[-\u2013])\s?(?:or |that is |which is )?$", between):
            continue
        yield value, change, match["up"] is not None


def _moves(study: Study, table: PackTable, value: Figure, change: Figure) -> Iterator[tuple[Place, Fraction, Fraction]]:
    """The changes of that size printed in a row with the value and the one before it: the place, earlier, later."""
    for row in range(len(table.rows)):
        numbers = {
            column: place for column in table.value_columns if study.is_number(place := Place(table.index, row, column))
        }
        values = [place for column, place in numbers.items() if table.columns[column].role not in _NO_VALUE]
        now = [place for place in values if _is(study, value, place)]
        for place in numbers.values():
            if not now or place in now or not is_change(table, place) or not _has_size(study, change, place):
                continue
            for before in values:
                if before in now or before == place:
                    continue
                moved = study.interval(now[0]) - study.interval(before)
                if not moved.contains(0) and _makes(study, change, place, before, now[0]):
                    yield place, study.value(before), study.value(now[0])


def _makes(study: Study, change: Figure, place: Place, before: Place, now: Place) -> bool:
    """Whether the value less the one before it is the change printed there, sign apart."""
    moved = study.interval(now) - study.interval(before)
    if change.percent and study.measure(now) is not Measure.PERCENT:
        if study.interval(before).low <= 0:
            return False
        moved = (moved / study.interval(before)).times(100)
    return abs(moved).meets(abs(study.interval(place)))


def _is(study: Study, figure: Figure, place: Place) -> bool:
    number = study.pack.cell(place).number
    if number is None or figure.digits < 2:
        return False
    scales = (1, 1000, 1_000_000) if figure.money else (1,)
    return any(abs(number.amount) * scale == abs(figure.amount) for scale in scales)


def _has_size(study: Study, figure: Figure, place: Place) -> bool:
    number = study.pack.cell(place).number
    scales = (1, 1000, 1_000_000) if figure.money else (1,)
    return number is not None and any(abs(number.value) * scale == abs(figure.amount) for scale in scales)
