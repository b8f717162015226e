"""`The number in 2023 was below the mean of the five years`, `£24,724 at the end of the year, more than at its start`.

Two cells of one table that the words set against each other, and which of them is more: a time and the mean of all
times, the end and the start of a reckoning, two times of the row that the words name in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.moves.find_told_more import STEPS
from crossfoot.audit.moves.ways_told import judge_way
from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.quoting.near_tables import is_total_row, is_whole_column, prints, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_times import SpokenTime, is_bare
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study

_UP = r"above|over|higher than|more than|greater than|up on"
_DOWN = r"below|under|lower than|fewer than|less than|smaller than|down on"
_MEAN = re.compile(
    rf"\b(?:was|were|is|are|stood|stands|remained|ran|came)\s(?:(?:just|well|slightly|far|still|also|in|at)\s)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:the |its |their |that )?"
    r"(?P<name>(?:mean|average)\b"
    r"(?: (?:of|for|over) (?:the |all )?(?:(?:\w+ )?(?:years|months|quarters|terms|weeks|period)|all))?)"
    r"(?! (?:of|for|in|rate|cost) )",
    re.IGNORECASE,
)
_IS_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
_OF_TIMES = re.compile(
    r"(?:(?:\w+[\s-]){0,2}(?:mean|average)(?: (?:of|for|over) (?:the |all )?(?:\w+ ?){0,2})?)", re.IGNORECASE
)
_GENERIC = re.compile(
    r"(?:\(?[\d.]+\)?\s)?(?:the |our )?(?:total |overall |whole )?"
    r"(?:number|figure|total|count|sum|intake|result|demand)s?"
    r"(?: (?:in|of|for|at)(?: the)?)?\s*",
    re.IGNORECASE,
)
_START = r"start|beginning|opening|outset|brought forward|first day"
_END = r"end|close|closing|carried forward|last day"
_THAN_START = re.compile(
    r"(?:,|\band\b|\bwhich (?:is|was)\b|\()\s?(?:(?:much|far|slightly|a little) )?"
    r"(?:(?P<up>more|higher|greater|up)|(?P<down>less|fewer|lower|down)) (?:than|from|on) (?:at |on |in )?"
    rf"(?P<then>(?:the |its |their )?(?:{_START})\b(?! of (?!the (?:year|quarter|month|term|period)\b))|"
    rf"\d{{1,2}} (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b(?! \d))",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"\b(?:{_START}|{_END}|at|on|of|in|the|first|last|day|quarter|year|month|term|period|\d{{1,2}}|January|February|March|April|"
    r"May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_MORE_THAN_IN = re.compile(
    r"^(?:\(?[\d.]+\)?\s)?(?:In [^,;]{3,20}, )?(?:(?P<up>more)|(?P<down>fewer|less)) "
    r"(?P<what>[^.;:,()\d]{3,80}?) than in (?=(?:the )?\w)",
    re.IGNORECASE,
)
_LOWER_IN = re.compile(
    r"^(?:\(?[\d.]+\)?\s)?(?P<head>[^.;:]{3,70}?) (?:was|were|is|are|stood|ran|came)\s"
    r"(?:(?:much|far|slightly|a little|also) )?"
    r"(?:(?P<up>higher|greater|larger|more|up)|(?P<down>lower|smaller|fewer|less|down)) "
    r"(?:than|on|from)(?: it was)?(?: in)? (?=(?:the )?\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:the |a )?(?P<unit>year|quarter|month|term|spring|summer|autumn|winter) (?:before|earlier)\b|"
    r"(?:the )?(?:last|previous|preceding) (?P<unit2>year|quarter|month|term|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?:children|people|young people|families|pupils|visitors|babies|parents|adults|households|guests|members) "
    r"(?:came|attended|took part|joined|visited|turned up|"
    r"were (?:seen|carried|helped|served|reached)|used (?:it|them))",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|whether|if|nationally|england|neighbours?|region\w*|expected|should|would|will|"
    r"target|each|every|except|most|some|several|although)\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])


def find_told_sides(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every such comparison against the table that the sentence stands beside."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        known = any(each.line == sentence.line and each.rule == DIRECTION.id for each in study.ledger.findings)
        if sentence.line in in_cells or known:
            continue
        for pattern, pairs_of in (
            (_MEAN, _with_mean),
            (_THAN_START, _with_start),
            (_MORE_THAN_IN, _of_times),
            (_LOWER_IN, _in_times),
        ):
            match = pattern.search(sentence.text)
            if match is None or _NOT.search(sentence.text[: match.end()]):
                continue
            for table in tables_beside(speaking, sentence.line):
                pairs = list(pairs_of(study, table, sentence, match)) if table.index not in study.copies else []
                if pairs:
                    judge_way(study, sentence, match["up"] or match["down"], pairs, up=bool(match["up"]))
                    break


Pair = tuple[Place, Place]
"""What is said to be more or less, and what it is set against."""


def _with_mean(study: Study, table: PackTable, sentence: Sentence, match: re.Match[str]) -> Iterator[Pair]:
    """The time told and the mean beside it, in the row that the words name, or in that of all."""
    head = sentence.text[: match.start()]
    told = [each for each in sentence.periods if each.end <= match.start()]
    if len(told) != 1 or any(each.end <= match.start() for each in sentence.figures):
        return
    subject = f"{head[: told[0].start]} {head[told[0].end :]}"
    means = [column for column in table.value_columns if _is_mean(table.columns[column].heading)]
    then = [column for column in table.value_columns if is_time(time_over(table.columns[column]), told[0].time)]
    if len(means) == 1 and len(then) == 1:
        for row in _rows_meant(study, table, subject):
            yield from _pair(study, Place(table.index, row, then[0]), Place(table.index, row, means[0]))
        return
    mean_rows = [row for row, each in enumerate(table.rows) if _is_mean(each.label)]
    then_rows = [row for row, each in enumerate(table.rows) if is_time(each.time, told[0].time)]
    if len(mean_rows) == 1 and len(then_rows) == 1:
        for column in _columns_meant(table, subject):
            yield from _pair(study, Place(table.index, then_rows[0], column), Place(table.index, mean_rows[0], column))


def _is_mean(label: str) -> bool:
    return _IS_MEAN.search(label) is not None and _OF_TIMES.fullmatch(label.strip()) is not None


def _rows_meant(study: Study, table: PackTable, subject: str) -> list[int]:
    """The one row all of whose words are said; that of all where the words name none."""
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    if _GENERIC.fullmatch(subject.strip()):
        return wholes if len(wholes) == 1 else []
    said = spaced(subject)
    named = [row for row, each in enumerate(table.rows) if (name := spaced(row_name(each))).strip() and name in said]
    rest = telling_words(_GENERIC.sub(" ", subject)) - telling_words(row_name(table.rows[named[0]])) if named else said
    return named if len(named) == 1 and not rest else []


def _columns_meant(table: PackTable, subject: str) -> list[int]:
    """The one column whose heading is said; the only one of values, or that of all, where the words name none."""
    values = [
        column
        for column in table.value_columns
        if table.columns[column].role not in _NO_VALUE and table.columns[column].role is not Role.DIFFERENCE
    ]
    if _GENERIC.fullmatch(subject.strip()):
        wholes = [column for column in values if is_whole_column(table, column)]
        return wholes if len(wholes) == 1 else values if len(values) == 1 else []
    said = spaced(subject)
    named = [each for each in values if (name := spaced(table.columns[each].heading)).strip() and name in said]
    rest = telling_words(_GENERIC.sub(" ", subject)) - telling_words(table.columns[named[0]].heading) if named else said
    return named if len(named) == 1 and not rest else []


def _with_start(study: Study, table: PackTable, sentence: Sentence, match: re.Match[str]) -> Iterator[Pair]:
    """The cell that prints the figure told, and that of the start in the line across: `Owed at the start`."""
    figure = next((each for each in reversed(sentence.figures) if each.end <= match.start()), None)
    if figure is None or len(figure.text) < 2 or figure.points:
        return
    date = match["then"] if match["then"][0].isdigit() else ""
    rows = [row_name(row) for row in table.rows]
    columns = [column.heading for column in table.columns]
    for place in _printing(study, table, figure):
        own = rows[place.row]
        for row, name in enumerate(rows):
            if row != place.row and _is_start_of(name, own, date):
                yield from _pair(study, place, Place(table.index, row, place.column))
        own = columns[place.column]
        for column in table.value_columns:
            if column != place.column and _is_start_of(columns[column], own, date):
                yield from _pair(study, place, Place(table.index, place.row, column))


def _printing(study: Study, table: PackTable, figure: Figure) -> list[Place]:
    return [
        place
        for place, _ in table.numbers()
        if prints(study, figure, place) and (study.measure(place) is Measure.PERCENT) == figure.percent
    ]


def _is_start_of(start: str, end: str, date: str) -> bool:
    """Whether one label is of the start of what the other has at its end, in the same words but for that."""
    if spaced(_EDGE.sub(" ", start)) != spaced(_EDGE.sub(" ", end)):
        return False
    if date:
        return spaced(date) in spaced(start) and spaced(date) not in spaced(end)
    opens = re.search(rf"\b(?:{_START})\b", start, re.IGNORECASE) is not None
    return opens and re.search(rf"\b(?:{_END})\b", end, re.IGNORECASE) is not None


def _of_times(study: Study, table: PackTable, sentence: Sentence, match: re.Match[str]) -> Iterator[Pair]:
    """The last time, or that told before, and the time after `than in`, in the one row that the words name in full."""
    times = _times_of(table, sentence, match.end(), match.end("what"))
    if times is None:
        yield from _of_rows(study, table, sentence, match)
        return
    now, then = times
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(match["what"])
    full = [row for row in range(len(table.rows)) if (words := telling.full_rows[row]) and words <= said]
    most = max((len(telling.full_rows[row]) for row in full), default=0)
    rows = [row for row in full if len(telling.full_rows[row]) == most]
    if not rows and _ANYBODY.fullmatch(match["what"]):
        rows = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    if len(rows) == 1:
        pair = Place(table.index, rows[0], now), Place(table.index, rows[0], then)
        if all(study.measure(each) in {Measure.COUNT, Measure.UNKNOWN} for each in pair):
            yield from _pair(study, *pair)


def _of_rows(study: Study, table: PackTable, sentence: Sentence, match: re.Match[str]) -> Iterator[Pair]:
    """Down a table of times: its last row and the row before, in the one column that the words name in full."""
    earlier = _BEFORE.match(sentence.text, match.end())
    timed = {row.time: number for number, row in enumerate(table.rows) if row.time is not None}
    last = max(timed, key=_index, default=None)
    if earlier is None or last is None or sentence.periods or len({time.kind for time in timed}) > 1:
        return
    unit = (earlier["unit"] or earlier["unit2"]).casefold()
    heads = spaced(" ".join(column.heading for column in table.columns[: max(1, table.stub)]))
    steps = STEPS.get(unit, _YEARLY if unit in heads else _SEASONS)
    before = timed.get(Time(last.kind, last.index - steps[last.kind])) if last.kind in steps else None
    said = telling_words(match["what"])
    columns = [
        column
        for column in table.value_columns
        if (words := telling_words(table.columns[column].heading)) and words <= said
    ]
    if before is not None and len(columns) == 1:
        yield from _pair(study, Place(table.index, timed[last], columns[0]), Place(table.index, before, columns[0]))


def _in_times(study: Study, table: PackTable, sentence: Sentence, match: re.Match[str]) -> Iterator[Pair]:
    """`Art in summer 2023 was lower than in summer 2022`: two times of the row that the words before the verb are."""
    first = [each for each in sentence.periods if each.end <= match.end("head")]
    times = _times_of(table, sentence, match.end(), match.end("head"))
    if times is None or len(first) > 1 or any(each.start < match.end() for each in sentence.figures):
        return
    subject = match["head"]
    if first:
        subject = (
            f"{sentence.text[match.start('head') : first[0].start]} {sentence.text[first[0].end : match.end('head')]}"
        )
    for row in _rows_meant(study, table, subject) or _rows_of_spending(study, table, subject):
        yield from _pair(study, Place(table.index, row, times[0]), Place(table.index, row, times[1]))


_SPENDING = re.compile(
    r"(?:the |our |total )?(?:spend(?:ing)?|expenditure)(?: (?:in|of|for|at)(?: the)?)?\s*", re.IGNORECASE
)
_OF_SPENDING = re.compile(r"\b(?:spen[dt]\w*|expenditure)\b", re.IGNORECASE)


def _rows_of_spending(study: Study, table: PackTable, subject: str) -> list[int]:
    """The row of all of a table whose caption or headings are of what is spent, where the words name no more."""
    heads = f"{table.caption} {' '.join(column.heading for column in table.columns)}"
    if _SPENDING.fullmatch(subject.strip()) is None or _OF_SPENDING.search(heads) is None:
        return []
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    return wholes if len(wholes) == 1 and "net" not in spaced(row_name(table.rows[wholes[0]])).split() else []


def _times_of(table: PackTable, sentence: Sentence, start: int, head: int) -> tuple[int, int] | None:
    """The columns of the time told before, or the last, and of that told after `than in`."""
    timed: dict[Time, int] = {}
    for column in table.value_columns:
        time = time_over(table.columns[column])
        if time is not None and table.columns[column].role in {Role.VALUE, Role.TIME}:
            timed.setdefault(time, column)
    after = [each for each in sentence.periods if each.start >= head]
    before = [each for each in sentence.periods if each.end <= head]
    earlier = _BEFORE.match(sentence.text, start)
    if len(before) > 1 or len(after) > 1 or (after and after[0].start - start > NEXT and earlier is None):
        return None
    if earlier is not None:
        unit = (earlier["unit"] or earlier["unit2"]).casefold()
        steps = STEPS.get(unit, _SEASONS)
        last = max((time for time in timed if time.kind in steps and not is_bare(time)), default=None, key=_index)
        own = next((time for time in timed if before and is_time(time, before[0].time)), last)
        if own is None or own.kind not in steps or len({time.kind for time in timed}) > 1:
            return None
        now, then = timed.get(own), timed.get(Time(own.kind, own.index - steps[own.kind]))
    elif after:
        now = _column_at(timed, before[0]) if before else _latest(timed, after[0].time)
        then = _column_at(timed, after[0])
    else:
        return None
    return (now, then) if now is not None and then is not None and now != then else None


NEXT = 8
"""Characters between `than in` and the time."""
_SEASONS = {TimeKind.TERM: 3}
_YEARLY = {TimeKind.YEAR: 1, TimeKind.SPAN: 1, TimeKind.TERM: 3}
"""Where each row is the summer of a year."""


def _index(time: Time) -> int:
    return time.index


def _column_at(timed: dict[Time, int], told: SpokenTime) -> int | None:
    return next((column for time, column in timed.items() if is_time(time, told.time)), None)


def _latest(timed: dict[Time, int], then: Time) -> int | None:
    alike = [time for time in timed if time.kind is then.kind and time.index > then.index]
    return timed[max(alike, key=lambda time: time.index)] if alike else None


def _pair(study: Study, one: Place, other: Place) -> Iterator[Pair]:
    if study.is_number(one) and study.is_number(other):
        yield one, other
