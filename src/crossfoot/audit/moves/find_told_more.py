"""`There were 84 starts, more than the year before`: what a line has at its last time, against the time before.

The figure itself says which line is meant, with a word of it or because it is the line of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.moves.more_by_so_much import check_more_by_so_much
from crossfoot.audit.moves.ways_told import judge_way
from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.quoting.near_tables import is_whole_row, prints, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
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
    r"(?:[^.;\d]|\b(?:19|20)\d{2}(?:[-/]\d{2,4})?\b|(?<=per )[\d,]+){0,60}?"
    r"(?:,|\band\b|\(|\bwhich (?:is|was)\b|\bis\b|\bwas\b|\bare\b)[^.;\d]{0,16}",
    re.IGNORECASE,
)
_IS_BASE = re.compile(r"\bper $", re.IGNORECASE)
"""`202.4 per 100,000`: of how many, and no figure."""
_MOVE = re.compile(r"\b(?:change|movement|difference|rise|fall|increase)\b", re.IGNORECASE)
_ON_A_YEAR = re.compile(
    r"\b(?:(?:a|the|one|last|previous) year|year (?:before|earlier|ago)|year on year|annual)\b", re.IGNORECASE
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
        check_more_by_so_much(study, sentence, speaking, STEPS)
        for match in _THAN.finditer(sentence.text):
            before = [each for each in sentence.figures if each.end <= match.start()]
            figure = next(
                (each for each in reversed(before) if not _IS_BASE.search(sentence.text, 0, each.start)), None
            )
            if figure is None or len(figure.text) < 2 or not _GAP.fullmatch(sentence.text[figure.end : match.start()]):
                continue
            if any(each.line == sentence.line and each.rule == DIRECTION.id for each in study.ledger.findings):
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            _check(study, sentence, match, figure, tables)


def _check(study: Study, sentence: Sentence, match: re.Match[str], figure: Figure, tables: Sequence[PackTable]) -> None:
    steps = STEPS[(match["unit"] or match["unit2"]).casefold()]
    pairs = [pair for table in tables for pair in _pairs(study, sentence, table, figure, steps)]
    pairs = pairs or [pair for table in tables for pair in _pairs_of_rows(study, sentence, table, figure, steps)]
    if not pairs:
        _check_printed(study, sentence, match, figure, tables)
        return
    judge_way(study, sentence, match[0], [(now, before) for before, now in pairs], up=bool(match["up"]))


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


def _pairs_of_rows(
    study: Study, sentence: Sentence, table: PackTable, figure: Figure, steps: dict[TimeKind, int]
) -> list[tuple[Place, Place]]:
    """The same down a table of times: the figure in the row of the last time, and the row of the time before."""
    timed = {row.time: number for number, row in enumerate(table.rows) if row.time is not None}
    kinds = {time.kind for time in timed}
    last = max(timed, key=lambda time: time.index) if len(kinds) == 1 and kinds <= set(steps) else None
    if last is None or not _is_alone_told(sentence, last):
        return []
    earlier = Time(last.kind, last.index - steps[last.kind])
    if earlier not in timed:
        return []
    pairs = [
        (Place(table.index, timed[earlier], column), Place(table.index, timed[last], column))
        for column in table.value_columns
    ]
    found = [pair for pair in pairs if all(study.is_number(each) for each in pair) and prints(study, figure, pair[1])]
    return [pair for pair in found if (study.measure(pair[1]) is Measure.PERCENT) == figure.percent]


def _is_alone_told(sentence: Sentence, last: Time) -> bool:
    """Whether the words tell no other time than the last."""
    return all(is_time(last, each.time) for each in sentence.periods)


def _check_printed(
    study: Study, sentence: Sentence, match: re.Match[str], figure: Figure, tables: Sequence[PackTable]
) -> None:
    """By the change on the year before that the table prints in the row of the figure, the last that has one."""
    if (match["unit"] or match["unit2"]).casefold() != "year":
        return
    for table in tables:
        rows = [row for row, each in enumerate(table.rows) if each.time is not None]
        last = max(rows, key=lambda row: table.rows[row].time or _NEVER) if rows else None
        time = table.rows[last].time if last is not None else None
        if last is None or time is None or not _is_alone_told(sentence, time):
            continue
        places = [Place(table.index, last, column) for column in table.value_columns]
        told = [place for place in places if study.is_number(place) and prints(study, figure, place)]
        moved = [
            place
            for place in places
            if study.is_number(place)
            and _MOVE.search(heading := table.columns[place.column].heading)
            and _ON_A_YEAR.search(heading)
        ]
        if len(told) != 1 or len(moved) != 1 or moved[0] in told or not study.value(moved[0]):
            continue
        way = 1 if study.value(moved[0]) > 0 else -1
        if way == (1 if match["up"] else -1):
            study.ledger.agreed(DIRECTION)
            return
        words = "more" if way > 0 else "less"
        working = f"{study.pack.name_of(moved[0])} is {study.pack.cell(moved[0]).text}."
        tell(study, DIRECTION, sentence, match[0], words, working, 0.75, [told[0], moved[0]])
        return


_NEVER = Time(TimeKind.YEAR, 0)
