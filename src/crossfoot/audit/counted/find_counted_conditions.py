"""`Four of these six schemes are late`, `two of the five ages stand above England`: rows that meet a condition told.

No column says it in those words of each row: a column of numbers says it (`Weeks late`, `Points from England`), or one
that has a word where the condition holds and a number where it does not (`met` under `Short of goal by`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.counted.conditions_of_rows import (
    Reading,
    rows_beyond,
    rows_so_marked,
    rows_that_met,
    rows_that_moved,
)
from crossfoot.audit.counted.find_counted_states import COUNTED
from crossfoot.audit.counted.mark_meanings import legend_near, marks_of, sides_of_marks, sides_told
from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.quoting.benchmark_names import NAMES, kind_of
from crossfoot.audit.quoting.near_tables import is_whole_row, tables_beside, tables_headed
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, NUMBERS, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.lines_of_all import rows_of_all

_COUNTED = re.compile(
    rf"(?<![\d.,£/-])\b(?P<some>none|{COUNT}) (?:out )?of "
    rf"(?:the |these |those |our |its |all |all the )?(?P<all>{COUNT}) "
    r"(?:(?P<noun>[a-z]+s|children|people)\b)?(?P<rest>[^.;]{3,90})",
    re.IGNORECASE,
)
_WITH_LIMIT = re.compile(
    rf"(?<![\d.,£/-])\b(?P<some>{COUNT}) (?P<noun>[a-z]+s)(?P<rest> (?:have|had) an? [^.,;:()\d]{{4,40}}"
    r"(?:above|below|over|under|(?:more|less|fewer) than|at least|at most)"
    r" £?\d[\d,]*(?:\.\d+)?(?:%| per cent)?)(?=[.,;)]|$| and\b)",
    re.IGNORECASE,
)
"""`Three services have a vacancy rate above 10%`: all rows are meant where they are called so."""
_AND_SO = re.compile(r",(?!\d)|:|\(|\band\b|\bbut\b|\bwhile\b|\bso\b|\bwith\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|also|both|either|all of|each|last year|before|previous\w*|would|will)\b",
    re.IGNORECASE,
)
_THAN_BEFORE = re.compile(
    r"\bthan (?:before|(?:in |for )?(?:last year|the (?:year|quarter|month|term) before))\b", re.IGNORECASE
)
_SIDE = re.compile(
    rf"\b(?P<word>above|below|over|under|(?:higher|lower|better|worse) than|ahead of|behind)"
    rf"\s(?:the |our )?(?P<name>{NAMES})\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:are|is|were|was|finish(?:ed)?|run(?:ning)?|ran)\s(?:now |running )?(?P<state>late|overdue|behind)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?P<miss>missed|did not meet|failed|fell short of)\b|\b(?P<met>met|meets?|achieved|hit|reached)\b",
    re.IGNORECASE,
)
_MET_CELL = re.compile(r"met|achieved|on target|none|nil|yes", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?P<word>fewer than|less than|under|below|more than|over|above|at least|at most)"
    r"\s£?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<percent>%| per cent)?",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"\bfor (?P<group>[a-z][a-z ]{2,24}?)(?: pupils| children| young people)?\s*$", re.IGNORECASE)
_WORD = re.compile(
    r"\b(?:had|flagged|marked|rated|shown|showing|shows?|carr(?:y|ies))\s(?:as |with )?(?:an? )?"
    r"(?P<state>[A-Z]{3,10}\b|[^\w\s.,;()])"
)
_GAP = re.compile(r"\b(?:points?|gap|difference|from|to|against|above|below|vs|v|versus)\b", re.IGNORECASE)
_LATE_HEADING = re.compile(r"\b(?:late|overdue|delay\w*|behind)\b", re.IGNORECASE)
_SHORT_HEADING = re.compile(r"\b(?:short\w*|miss\w*|below|gap|behind|under)\b", re.IGNORECASE)
_NO_VALUE = frozenset([Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])


def find_counted_conditions(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every count of rows that a condition on a column of numbers makes."""
    for sentence in sentences:
        for match in _COUNTED.finditer(sentence.text):
            known = any(
                each.line == sentence.line and each.rule == COUNTED.id and each.published == match["some"]
                for each in study.ledger.findings
            )
            rest = _AND_SO.split(match["rest"])[0]
            if known or _NOT.search(_THAN_BEFORE.sub("", rest)):
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            for table in tables_headed(match["noun"] or "", tables):
                if _check(study, sentence, match, rest, table):
                    break
        for match in _WITH_LIMIT.finditer(sentence.text):
            _check_limit(study, sentence, match, tables_beside(speaking, sentence.line)[:1])


def _check_limit(study: Study, sentence: Sentence, match: re.Match[str], tables: Sequence[PackTable]) -> None:
    """Of the nearest table, whose labels stand under the noun."""
    for table in tables:
        heads = telling_words(" ".join(column.heading for column in table.columns[: max(1, table.stub)]))
        rows, limit = _rows(study, table, ""), _LIMIT.search(match["rest"])
        if table.index in study.copies or limit is None or not telling_words(match["noun"]) & heads:
            return
        readings = list(_within(study, table, rows, limit, match["rest"]))
        if len(rows) > number_of(match["some"]) and readings:
            _judge(study, sentence, match["some"], table, rows, readings)


def _check(study: Study, sentence: Sentence, match: re.Match[str], rest: str, table: PackTable) -> bool:
    """Whether the table has so many rows and a column that says the condition."""
    rows, size = _rows(study, table, rest), number_of(match["all"])
    if len(rows) != size or size < 2:
        return False
    readings = list(_readings(study, table, rows, rest, sentence.line))
    if readings:
        _judge(study, sentence, match["some"], table, rows, readings)
    return bool(readings)


def _judge(  # noqa: PLR0917 - the number told, and what the table has
    study: Study, sentence: Sentence, told: str, table: PackTable, rows: Sequence[int], readings: Sequence[Reading]
) -> None:
    some = number_of(told)
    if any(len(each.rows) == some for each in readings):
        study.ledger.agreed(COUNTED)
        return
    each = min(readings, key=lambda reading: abs(len(reading.rows) - some))
    count = len(each.rows)
    expected = (NUMBERS[count] if count < len(NUMBERS) else str(count)) if not told.isdecimal() else str(count)
    names = "; ".join(row_name(table.rows[row]) for row in each.rows[:6])
    working = (
        f"{table.columns[each.column].heading or 'The marks'}: {count} of {len(rows)}{': ' + names if names else ''}."
    )
    tell(study, COUNTED, sentence, told, expected, working, 0.75, [Place(table.index, rows[0], each.column)])


def _rows(study: Study, table: PackTable, rest: str) -> list[int]:
    """The rows that are counted: those of the group told where each has one of several, and no benchmark."""
    group = _FOR_ALL.search(rest)
    if group is not None:
        name = spaced(group["group"])
        named = [
            row
            for row, each in enumerate(table.rows)
            if any(spaced(cell.text) == name for cell in each.cells[: table.stub + 1])
        ]
    else:
        named = [row for row in parts_of(table) if not is_whole_row(table, row)]
    whole = study.once("rows of all", table.index, lambda: rows_of_all(study, table))
    named = [row for row in named if row not in whole]
    labels = {row: table.rows[row].label for row in named}
    return [row for row in named if not kind_of(labels[row]) and not summarises(labels[row])]


def _readings(study: Study, table: PackTable, rows: Sequence[int], rest: str, line: int) -> Iterator[Reading]:
    if side := _SIDE.search(rest):
        gaps = list(_on_side(study, table, rows, side))
        yield from gaps or rows_beyond(study, table, rows, rest)
    elif limit := _LIMIT.search(rest):
        yield from _within(study, table, rows, limit, rest)
    elif _LATE.search(rest):
        for column in table.value_columns:
            if _LATE_HEADING.search(table.columns[column].heading) and _has_all(study, table, rows, column):
                yield Reading(column, tuple(row for row in rows if study.value(Place(table.index, row, column)) > 0))
    elif met := _MET.search(rest):
        yield from _met(study, table, rows, missed=met["miss"] is not None)
        yield from rows_that_met(study, table, rows, rest)
    else:
        yield from _of_words(study, table, rows, rest, line)


def _of_words(study: Study, table: PackTable, rows: Sequence[int], rest: str, line: int) -> Iterator[Reading]:
    """By words that tell a move, a word of a column, or a mark."""
    if moved := list(rows_that_moved(study, table, rows, rest)):
        yield from moved
    elif marked := list(rows_so_marked(table, rows, rest)):
        yield from marked
    elif word := _WORD.search(rest):
        for column in range(len(table.columns)):
            texts = [table.cell(row, column).text.strip() for row in rows]
            if word["state"] in texts:
                yield Reading(
                    column, tuple(row for row, text in zip(rows, texts, strict=True) if text == word["state"])
                )
    else:
        yield from _marked(study, table, rows, rest, line)


def _has_all(study: Study, table: PackTable, rows: Sequence[int], column: int) -> bool:
    return all(study.is_number(Place(table.index, row, column)) for row in rows)


def _on_side(study: Study, table: PackTable, rows: Sequence[int], side: re.Match[str]) -> Iterator[Reading]:
    """By a column of gaps to that benchmark; else by that of the benchmark and the one before it of the same unit."""
    word = side["word"].casefold().split()[0]
    if word in {"better", "worse", "ahead", "behind"}:
        return
    up = word in {"above", "over", "higher"}
    columns = [
        column
        for column in table.value_columns
        if kind_of(table.columns[column].heading) == kind_of(side["name"]) and _has_all(study, table, rows, column)
    ]
    gaps = [
        column for column in columns if _GAP.search(table.columns[column].heading) and _is_signed(table, rows, column)
    ]
    for column in gaps:
        values = {row: study.value(Place(table.index, row, column)) for row in rows}
        yield Reading(column, tuple(row for row, value in values.items() if (value > 0 if up else value < 0)))


def _is_signed(table: PackTable, rows: Sequence[int], column: int) -> bool:
    texts = [table.cell(row, column).text for row in rows]
    return any(text.lstrip().startswith(("+", "-", "\u2212", "\u2013", "(")) for text in texts)


def _within(study: Study, table: PackTable, rows: Sequence[int], limit: re.Match[str], rest: str) -> Iterator[Reading]:
    """By the one column that the words name in full."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(rest)
    percent = limit["percent"] is not None
    columns = [
        column
        for column in table.value_columns
        if (words := telling.full_columns[column])
        and words <= said
        and table.columns[column].role not in _NO_VALUE
        and _has_all(study, table, rows, column)
        and (study.measure(Place(table.index, rows[0], column)) is Measure.PERCENT) == percent
    ]
    if len(columns) != 1:
        return
    bound, word = Fraction(limit["number"].replace(",", "")), limit["word"].casefold()
    found = []
    for row in rows:
        value = study.value(Place(table.index, row, columns[0]))
        so = {
            "fewer than": value < bound, "less than": value < bound, "under": value < bound, "below": value < bound,
            "more than": value > bound, "over": value > bound, "above": value > bound, "at least": value >= bound,
            "at most": value <= bound,
        }  # fmt: skip
        found += [row] if so[word] else []
    yield Reading(columns[0], tuple(found))


def _met(study: Study, table: PackTable, rows: Sequence[int], *, missed: bool) -> Iterator[Reading]:
    """By a column that has a word where it is met and by how much it is short where it is not."""
    for column in table.value_columns:
        cells = [table.cell(row, column) for row in rows]
        words = [row for row, cell in zip(rows, cells, strict=True) if cell.kind is CellKind.WORDS]
        numbers = [row for row in rows if study.is_number(Place(table.index, row, column))]
        if not words or not numbers or len(words) + len(numbers) != len(rows):
            continue
        texts = {table.cell(row, column).text.strip(" .").casefold() for row in words}
        if (
            len(texts) == 1
            and _MET_CELL.fullmatch(texts.pop())
            and _SHORT_HEADING.search(table.columns[column].heading)
        ):
            yield Reading(column, tuple(numbers if missed else words))


def _marked(study: Study, table: PackTable, rows: Sequence[int], rest: str, line: int) -> Iterator[Reading]:
    """`Are over the range`: by a column of marks whose legend says which of them is over what the words name."""
    told = sides_told(rest)
    if not told or _FIGURE.search(rest):
        return
    columns = {column: marks for column in range(1, len(table.columns)) if (marks := marks_of(table, column, rows))}
    legend = legend_near(study, table, but=line) if columns else ""
    said = telling_words(_SIDE_WORDS.sub(" ", rest))
    if not columns or not said or not said <= telling_words(legend):
        return
    for column, marks in columns.items():
        sides = sides_of_marks(legend, frozenset(marks.values()))
        if told & set(sides.values()) and told <= set(sides.values()):
            yield Reading(column, tuple(row for row in rows if sides.get(marks.get(row, "")) in told))


_FIGURE = re.compile(r"\d")
_SIDE_WORDS = re.compile(
    r"\b(?:are|is|were|was|lie|lies|stand|stood|fall|fell|now|still|well|just|far|over|above|under|below|within|inside|"
    r"outside|in|out|of|the|its|their|our|it)\b",
    re.IGNORECASE,
)
