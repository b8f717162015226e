"""`There were 84 starts, more than the year before`: what a line has at its last time, against the time before.

The figure itself says which line is meant, with a word of it or because it is the line of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.quoting.near_tables import is_whole_row, prints, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_THAN = re.compile(
    r"\b(?:(?P<up>more|higher|greater|larger|up|an increase|a rise)|"
    r"(?P<down>fewer|less|lower|smaller|down|a decrease|a fall|a drop))(?: than| on| from)(?: in| it was(?: in)?| at)? "
    r"(?:(?:the|a|one) (?P<unit>year|quarter|month|term) (?:before|earlier|ago)|(?:the )?(?:last|previous|preceding) "
    r"(?P<unit2>year|quarter|month|term))\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"[^.;\d]{0,50}?(?:,|\band\b|\(|\bwhich (?:is|was)\b|\bis\b|\bwas\b|\bare\b)[^.;\d]{0,16}", re.IGNORECASE
)
STEPS = {
    "year": {TimeKind.SPAN: 1, TimeKind.YEAR: 1, TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3},
    "quarter": {TimeKind.QUARTER: 1, TimeKind.MONTH: 3},
    "month": {TimeKind.MONTH: 1, TimeKind.BARE_MONTH: 1},
    "term": {TimeKind.TERM: 1},
}
"""How far apart headings of each kind are by a year, a quarter, a month, a term."""


def find_told_more(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every figure that is told to be more or less than the time before."""
    for sentence in sentences:
        for match in _THAN.finditer(sentence.text):
            figure = next((each for each in reversed(sentence.figures) if each.end <= match.start()), None)
            if figure is None or len(figure.text) < 2 or not _GAP.fullmatch(sentence.text[figure.end : match.start()]):
                continue
            if any(each.line == sentence.line and each.rule == DIRECTION.id for each in study.ledger.findings):
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            _check(study, sentence, match, figure, tables)


def _check(study: Study, sentence: Sentence, match: re.Match[str], figure: Figure, tables: Sequence[PackTable]) -> None:
    steps = STEPS[(match["unit"] or match["unit2"]).casefold()]
    pairs = [pair for table in tables for pair in _pairs(study, sentence, table, figure, steps)]
    moves = {
        (study.value(now) > study.value(before)) - (study.value(now) < study.value(before)) for before, now in pairs
    }
    if len(moves) != 1:
        return
    way = 1 if match["up"] else -1
    if way in moves:
        study.ledger.agreed(DIRECTION)
        return
    before, now = pairs[0]
    words = {1: "more", -1: "fewer", 0: "as many"}[moves.pop()]
    working = f"{study.pack.name_of(now)}: {study.pack.cell(before).text} before, {study.pack.cell(now).text} now."
    tell(study, DIRECTION, sentence, match[0], words, working, 0.75, [now, before])


def _pairs(
    study: Study, sentence: Sentence, table: PackTable, figure: Figure, steps: dict[TimeKind, int]
) -> list[tuple[Place, Place]]:
    """The cell of the time before and that of the last time which prints the figure, in each row that may be meant."""
    timed = {
        time: column
        for column in table.value_columns
        if (time := time_over(table.columns[column])) is not None and time.kind in steps
    }
    last = max(timed, key=lambda time: time.index, default=None)
    earlier = Time(last.kind, last.index - steps[last.kind]) if last is not None else None
    if last is None or earlier not in timed or len({time.kind for time in timed}) > 1:
        return []
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    found = []
    for row in range(len(table.rows)):
        before, now = Place(table.index, row, timed[earlier]), Place(table.index, row, timed[last])
        if not (study.is_number(before) and study.is_number(now)) or not prints(study, figure, now):
            continue
        if (study.measure(now) is Measure.PERCENT) != figure.percent:
            continue
        if telling.row_hits(row, said) or is_whole_row(table, row):
            found.append((before, now))
    return found
