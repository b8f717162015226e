"""Conditions told of rows: that they moved one way, met a target, are over a limit, and the columns that can say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.counted.told_states import states_of
from crossfoot.audit.quoting.benchmark_names import NAMES, is_benchmark, kind_of
from crossfoot.audit.quoting.near_tables import is_total_row, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.moving_words import BETTER, FALLING, RISING, WORSE
from crossfoot.audit.spoken.speaking import is_time, latest_of
from crossfoot.audit.spoken.spoken_times import SpokenTime, spoken_times_in
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study

_UP = re.compile(rf"\b(?:{RISING}|higher|more|greater|larger|bigger)\b", re.IGNORECASE)
_DOWN = re.compile(rf"\b(?!slip)(?:{FALLING}|lower|fewer|less|smaller)\b", re.IGNORECASE)
_EITHER = re.compile(rf"\b(?:{BETTER}|{WORSE}|dearer|cheaper|los(?:e|es|t|ing)|slipp?\w*)\b", re.IGNORECASE)
_THAN = re.compile(
    r"\b(?:higher|more|greater|larger|bigger|lower|fewer|less|smaller)\b(?P<what>[^.;:]{0,40}?)\sthan\s(?P<then>.*)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?:(?:in|at|on|a|the|last|they|it|for|same|previous|first|second|third|fourth|final|calendar|financial|school|years?|"
    r"months?|quarters?|terms?|weeks?|review|report|meeting|update|before|ago|earlier|autumn|spring|summer|then|was|were|did|had|of)\b\s?)*",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:\s?\b(?:on|in|from|over|against|between|this|last|during|compared|with|to|the|years?|months?|quarters?|terms?|previous|"
    r"slightly|again|than|before|same|now|it|was|were|they|did|a|ago|earlier)\b)*\s*",
    re.IGNORECASE,
)
"""What may follow a move: the time since when, and nothing that moved instead."""
_TIME = re.compile(
    r"\b(?:19|20)\d\d(?:[-/\u2013]\d{2,4})?\b|\b(?:quarter |q|term |week |month )\d{1,2}\b|\b\d{1,2} (?=[A-Z])",
    re.IGNORECASE,
)
_NOT_A_MOVE = re.compile(
    rf"\b(?:{NAMES}|budget\w*|forecast\w*|plan\w*|limit\w*|threshold\w*|expected|by|at least|most|each|every|half|"
    r"twice|faster|sharp\w*|steep\w*|and|or|since|both)\b",
    re.IGNORECASE,
)
_AGAINST_OTHERS = re.compile(rf"\b(?:{NAMES}|budgets?|forecasts?|plans?|limit|threshold|gap)\b", re.IGNORECASE)
"""A column of differences from something else than a time before."""
_MET = re.compile(
    r"\b(?P<miss>miss(?:ed|es)?|(?:did|do|does) not meet|failed (?:to meet|to reach)|"
    r"(?:fell|fall|are|were) (?:short of|below))\b|\b(?:met|meets?|achieved?|hit|reach(?:ed)?)\b",
    re.IGNORECASE,
)
_OF_TARGET = re.compile(r"\s(?:the|its|their|our)(?: own)? (?:target|standard|goal)s?\s*", re.IGNORECASE)
_MET_HEADING = re.compile(r"\b(?:met|achieved|target met|on target)\b", re.IGNORECASE)
_YES = frozenset(["yes", "y", "met", "✓", "✔", "achieved", "✅"])
_NO = frozenset(["no", "n", "not met", "missed", "✗", "✘", "\u00d7", "not achieved", "❌"])
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN, Role.DIFFERENCE]
)
_LITERAL = re.compile(
    r"\b(?:is|are|was|were)\s(?:now |still )?(?P<word>over|under|above|below|within|outside)\s(?:the|its|their|our)\s"
    r"(?:limit|threshold|range|standard|ceiling|cap|maximum|guideline)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a column that meet the condition."""

    column: int
    rows: tuple[int, ...]


def rows_that_moved(study: Study, table: PackTable, rows: Sequence[int], rest: str) -> Iterator[Reading]:
    """`Had a higher rate than last year`, `shrank`, `improved on quarter 1`: by every column that tells moves.

    Of words that do not say which way the number goes (`improved`, `lose`), the rows of either way.
    """
    ways = _ways(rest, telling_words(f"{table.caption} {' '.join(column.heading for column in table.columns)}"))
    if not ways:
        return
    for states in states_of(study, table):
        of_row = {row: state for row, state in states.of_row.items() if row in rows}
        held = set(of_row.values())
        if _AGAINST_OTHERS.search(table.columns[states.column].heading):
            continue
        last = table.columns[states.column].time
        if states.moved and any(
            not is_time(last, each.time) for each in spoken_times_in(rest) if is_in_time(rest, each)
        ):
            # `Rose in 2022/23`, in a table that ends with 2023/24.
            continue
        if len(of_row) == len(rows) and held & _MOVES and not any(map(str.isalpha, "".join(held - _MOVES - {"level"}))):
            for way in ways:
                yield Reading(states.column, tuple(row for row, state in of_row.items() if state == way))
    if len(ways) == 1:
        yield from _since_last(study, table, rows, up=ways == ("up",))
    for column in table.value_columns if len(ways) > 1 else ():
        if not _AGAINST_OTHERS.search(table.columns[column].heading):
            yield from _by_signs(study, table, rows, column)


_LAST = re.compile(r"\b(?:last|previous|prior)(?: (?:year|quarter|month|term|review|report))?\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:current|now|latest|(?:this|current) (?:year|quarter|month|term|review|report))\b", re.IGNORECASE
)


def _since_last(study: Study, table: PackTable, rows: Sequence[int], *, up: bool) -> Iterator[Reading]:
    for column, before in _last_and_now(table):
        moved = {row: (Place(table.index, row, column), Place(table.index, row, before)) for row in rows}
        if all(study.is_number(place) for pair in moved.values() for place in pair):
            by = {row: study.value(now) - study.value(last) for row, (now, last) in moved.items()}
            yield Reading(column, tuple(row for row, each in by.items() if (each > 0 if up else each < 0)))


def _last_and_now(table: PackTable) -> Iterator[tuple[int, int]]:
    """Pairs of columns of one thing now and last time: `Current score` and `Last score`."""
    headings = {column: table.columns[column].heading for column in table.value_columns}
    for before, last in headings.items():
        of = spaced(_LAST.sub(" ", last))
        if _LAST.search(last) is not None and of.strip():
            alike = [
                column for column, now in headings.items() if column != before and spaced(_NOW.sub(" ", now)) == of
            ]
            yield from ((column, before) for column in alike if len(alike) == 1)


_MOVES = frozenset(["up", "down", "better", "worse"])


def _by_signs(study: Study, table: PackTable, rows: Sequence[int], column: int) -> Iterator[Reading]:
    """Those above nought and those below it, in a column that prints the signs of both: `Saving (+) or cost (-)`."""
    texts = [table.cell(row, column).text.lstrip()[:1] for row in rows]
    if _PLUS & set(texts) and _MINUS & set(texts) and all(study.is_number(Place(table.index, r, column)) for r in rows):
        signs = {row: study.value(Place(table.index, row, column)) for row in rows}
        yield Reading(column, tuple(row for row, value in signs.items() if value > 0))
        yield Reading(column, tuple(row for row, value in signs.items() if value < 0))


_PLUS, _MINUS = frozenset("+"), frozenset("-\u2212\u2013(")


def is_in_time(text: str, told: SpokenTime) -> bool:
    """Whether something moved in a time told: `rose in 2022/23`."""
    return _MOVED_IN.search(text[: told.start]) is not None


_MOVED_IN = re.compile(
    r"\b(?:rose|fell|rise|fall|improved|worsened|grew|shrank|up|down) (?:[a-z]+ )?in (?:the )?$", re.IGNORECASE
)


def _ways(rest: str, known: frozenset[str]) -> tuple[str, ...]:
    """The states that the words may mean; none where they tell of something else than a move since a time before."""
    plain = " ".join(_TIME.sub(" ", rest).split())
    if re.search(r"\d", plain) or _NOT_A_MOVE.search(plain):
        return ()
    if than := _THAN.search(plain):
        # `More sickness than in 2021`: of a measure that the table knows.
        what = telling_words(than["what"])
        if not _THEN.fullmatch(than["then"]) or Telling.words_hit(what, known) != what:
            return ()
        return ("up",) if _UP.search(than[0]) else ("down",)
    moves = [(match, ways) for pattern, ways in _MOVED for match in pattern.finditer(plain)]
    if not moves or not all(_SINCE.fullmatch(plain, match.end()) for match, _ in moves):
        return ()
    told = {ways for _, ways in moves}
    return told.pop() if len(told) == 1 else ()


_MOVED = ((_UP, ("up",)), (_DOWN, ("down",)), (_EITHER, ("up", "down", "better", "worse")))


def rows_that_met(study: Study, table: PackTable, rows: Sequence[int], rest: str) -> Iterator[Reading]:
    """`Met the target`: by a column of yes and no, by the marks that are green, by the value and its target."""
    met = _MET.search(rest)
    if met is None or not _OF_TARGET.fullmatch(rest, met.end()):
        return
    missed = met["miss"] is not None
    for column in range(1, len(table.columns)):
        texts = {row: table.cell(row, column).text.strip().casefold() for row in rows}
        kinds = set(texts.values())
        if kinds <= _YES | _NO and _MET_HEADING.search(table.columns[column].heading):
            wanted = _NO if missed else _YES
            yield Reading(column, tuple(row for row, text in texts.items() if text in wanted))
            return
    yield from _by_target(study, table, rows, missed=missed)


def _by_target(study: Study, table: PackTable, rows: Sequence[int], *, missed: bool) -> Iterator[Reading]:
    """The rows at or beyond their target, whichever side of it is good."""
    targets = [column for column in table.value_columns if table.columns[column].role is Role.TARGET]
    if len(targets) != 1:
        return
    for column in table.value_columns:
        pairs = {row: (Place(table.index, row, column), Place(table.index, row, targets[0])) for row in rows}
        if column == targets[0] or not all(study.is_number(place) for pair in pairs.values() for place in pair):
            continue
        if table.columns[column].role not in {Role.VALUE, Role.TIME} or not all(
            (study.measure(own) is Measure.PERCENT) == (study.measure(other) is Measure.PERCENT)
            for own, other in pairs.values()
        ):
            continue
        for sign in (1, -1):
            beyond = {row: (study.value(own) - study.value(other)) * sign for row, (own, other) in pairs.items()}
            yield Reading(column, tuple(row for row, by in beyond.items() if (by < 0 if missed else by >= 0)))


_BEYOND = re.compile(
    rf"\b(?:(?P<up>above|over|higher than|more than|greater than|exceed\w*|up on)|"
    rf"(?P<down>below|under|lower than|fewer than|less than|short of)|"
    rf"(?P<either>better than|worse than|ahead of|behind|beat\w*|outperform\w*))"
    rf"\s(?:(?:that|those) (?:of|for|in) )?(?:the |its |their |our )?(?P<name>{NAMES}|budgets?|benchmarks?|"
    rf"(?:council|county|borough|city|district|overall|service|trust)(?:-wide)?(?:'s|\u2019s)? "
    rf"(?:average|mean|figure|rate))"
    rf"(?:'s|\u2019s|\b)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:average|mean|figure|rate)$", re.IGNORECASE)
_BUDGET = re.compile(r"^(?:\w+ )?budget\b", re.IGNORECASE)
_BENCHMARK = re.compile(r"^benchmark\b", re.IGNORECASE)
_AVERAGED = frozenset([Measure.PERCENT, Measure.RATE, Measure.AVERAGE])


_OF_ANYTHING = plain_words("expected forecast projected planned due cost costs spend spent own council performance")


def is_of_something_else(table: PackTable, state: str) -> bool:
    """Whether words of the condition stand nowhere in the table: it is of another measure."""
    names = [*(row.label for row in table.rows), *(column.heading for column in table.columns)]
    known = plain_words(" ".join([table.caption, *table.captions[:2], *names]))
    said = plain_words(_BEYOND.sub(" ", state)) - _OF_ANYTHING
    return Telling.words_hit(said, known) != said


def rows_beyond(study: Study, table: PackTable, rows: Sequence[int], rest: str) -> Iterator[Reading]:
    """`Is above England's rate`, `cost more than its budget`: by each column of that benchmark and each of values.

    `The council average` is what the row of all has, of rates.
    """
    told = _BEYOND.search(rest)
    if told is None or is_of_something_else(table, rest):
        return
    signs = (1, -1) if told["either"] else (1,) if told["up"] else (-1,)
    for own, others in _set_against(study, table, rows, told["name"]):
        beyond = {row: study.value(own._replace(row=row)) - study.value(other) for row, other in others.items()}
        for sign in signs:
            yield Reading(own.column, tuple(row for row, by in beyond.items() if by * sign > 0))


def _set_against(
    study: Study, table: PackTable, rows: Sequence[int], name: str
) -> Iterator[tuple[Place, dict[int, Place]]]:
    """Each column of values, with what each row of it is set against."""
    if _OF_ALL.search(name) and not kind_of(name):
        wholes = [row for row in range(len(table.rows)) if row not in rows and is_total_row(study, table, row)]
        for column in table.value_columns if len(wholes) == 1 else ():
            own = Place(table.index, rows[0], column)
            if table.columns[column].role not in _NO_VALUE and study.measure(own) in _AVERAGED:
                others = dict.fromkeys(rows, own._replace(row=wholes[0]))
                if _are_numbers(study, own, others):
                    yield own, others
        return
    for column in table.value_columns:
        if not _is_headed(table.columns[column].heading, name):
            continue
        for each in _values_beside(study, table, rows[0], column):
            own = Place(table.index, rows[0], each)
            others = {row: Place(table.index, row, column) for row in rows}
            if _are_numbers(study, own, others):
                yield own, others


def _is_headed(heading: str, name: str) -> bool:
    if kind_of(name):
        return is_benchmark(heading, name)
    return (_BUDGET if name.casefold().startswith("budget") else _BENCHMARK).search(heading) is not None


def _values_beside(study: Study, table: PackTable, row: int, benchmark: int) -> list[int]:
    """The columns of values of the time of a benchmark, else of the latest."""
    values = [
        column
        for column in table.value_columns
        if column != benchmark
        and table.columns[column].role not in _NO_VALUE
        and not kind_of(table.columns[column].heading)
        and not _BUDGET.search(table.columns[column].heading)
        and not _BENCHMARK.search(table.columns[column].heading)
        and (study.measure(Place(table.index, row, column)) is Measure.PERCENT)
        == (study.measure(Place(table.index, row, benchmark)) is Measure.PERCENT)
    ]
    then = time_over(table.columns[benchmark])
    same = [column for column in values if then is not None and time_over(table.columns[column]) == then]
    last = {place.column for place in latest_of(study, [Place(table.index, row, column) for column in values])}
    return same or [column for column in values if column in last]


def _are_numbers(study: Study, own: Place, others: dict[int, Place]) -> bool:
    return all(study.is_number(own._replace(row=row)) and study.is_number(other) for row, other in others.items())


def rows_so_marked(table: PackTable, rows: Sequence[int], rest: str) -> Iterator[Reading]:
    """`Are over the limit`: by a column that prints `Over`."""
    told = _LITERAL.search(rest)
    for column in range(1, len(table.columns)) if told is not None else ():
        texts = {row: table.cell(row, column).text.strip().casefold() for row in rows}
        if told is not None and told["word"].casefold() in texts.values():
            yield Reading(column, tuple(row for row, text in texts.items() if text == told["word"].casefold()))
