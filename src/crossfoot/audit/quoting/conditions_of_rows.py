"""Conditions told of rows: that they moved one way, met a target, are over a limit, and the columns that can say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.quoting.benchmark_names import NAMES
from crossfoot.audit.quoting.told_states import states_of
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.moving_words import BETTER, FALLING, RISING, WORSE
from crossfoot.audit.spoken.telling_words import telling_words
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
    r"months?|quarters?|terms?|weeks?|before|ago|earlier|autumn|spring|summer|then|was|were|did|had|of)\b\s?)*",
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
        if len(of_row) == len(rows) and held & _MOVES and not any(map(str.isalpha, "".join(held - _MOVES - {"level"}))):
            for way in ways:
                yield Reading(states.column, tuple(row for row, state in of_row.items() if state == way))
    for column in table.value_columns if len(ways) > 1 else ():
        if not _AGAINST_OTHERS.search(table.columns[column].heading):
            yield from _by_signs(study, table, rows, column)


_MOVES = frozenset(["up", "down", "better", "worse"])


def _by_signs(study: Study, table: PackTable, rows: Sequence[int], column: int) -> Iterator[Reading]:
    """Those above nought and those below it, in a column that prints the signs of both: `Saving (+) or cost (-)`."""
    texts = [table.cell(row, column).text.lstrip()[:1] for row in rows]
    if _PLUS & set(texts) and _MINUS & set(texts) and all(study.is_number(Place(table.index, r, column)) for r in rows):
        signs = {row: study.value(Place(table.index, row, column)) for row in rows}
        yield Reading(column, tuple(row for row, value in signs.items() if value > 0))
        yield Reading(column, tuple(row for row, value in signs.items() if value < 0))


_PLUS, _MINUS = frozenset("+"), frozenset("-\u2212\u2013(")


def _ways(rest: str, known: frozenset[str]) -> tuple[str, ...]:
    """The states that the words may mean; none where they tell of something else than a move since a time before."""
    plain = " ".join(_TIME.sub(" ", rest).split())
    if re.search(r"\d", plain) or _NOT_A_MOVE.search(plain):
        return ()
    if than := _THAN.search(plain):
        # `More sickness than in 2021`: of a measure that the table knows.
        if not _THEN.fullmatch(than["then"]) or not telling_words(than["what"]) <= known:
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


def rows_so_marked(table: PackTable, rows: Sequence[int], rest: str) -> Iterator[Reading]:
    """`Are over the limit`: by a column that prints `Over`."""
    told = _LITERAL.search(rest)
    for column in range(1, len(table.columns)) if told is not None else ():
        texts = {row: table.cell(row, column).text.strip().casefold() for row in rows}
        if told is not None and told["word"].casefold() in texts.values():
            yield Reading(column, tuple(row for row, text in texts.items() if text == told["word"].casefold()))
