"""Medians and monthly averages told in words, against the row or column of the table beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.finding import interval_text
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.quoting.find_told_totals import TOLD
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.passages import rounded
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

_MEDIAN = re.compile(
    r"\bmedian(?: [a-z]+){0,2}?(?: of (?:the|all|these|those)(?: [\w-]+){1,3}?| for (?:the )?[\w -]{2,40}?)?"
    r" (?:was|is|of|stood at|stands at|came to) $",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"\b(?P<step>monthly|quarterly|weekly|termly) average(?: number)?(?: of [\w -]{2,40}?)? "
    r"(?:was|is|of|stood at|stands at) $",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:last|previous|past|prior|preceding)\b|\bsince\b|\byears\b|\b20\d\d\b|\b(?:target|expected|england|national)\b",
    re.IGNORECASE,
)
"""Words by which an average may be over other months, or of others."""
_NO_VALUE = re.compile(
    r"\b(?:highest|lowest|longest|shortest|maximum|minimum|max|min|average|mean|median|total|all|over the|within|range|"
    r"rank|target|england|limit|overall)\b",
    re.IGNORECASE,
)
_KINDS = {
    "monthly": ({TimeKind.MONTH, TimeKind.BARE_MONTH}, 6),
    "quarterly": ({TimeKind.QUARTER}, 4),
    "weekly": (set[TimeKind](), 6),
    "termly": ({TimeKind.TERM}, 3),
}
_COUNTED = re.compile(rf"\b{COUNT}\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_RUNNING = re.compile(r"\b(?:so far|to date|cumulative\w*|running|rolling|ytd|year to)\b", re.IGNORECASE)
NEAR = 30
FEWEST = 4


def find_told_medians(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check `The median of the nine schools is 89.8%` and `The monthly average was 55.1 episodes`."""
    for sentence in sentences:
        for figure in sentence.numbers:
            before = sentence.text[: figure.start].rstrip() + " "
            if _MEDIAN.search(before[-90:]):
                _check_median(study, sentence, figure, speaking)
            elif (match := _PER_TIME.search(before[-90:])) and not _OTHER_TIME.search(sentence.text):
                _check_per_time(study, sentence, figure, match["step"].casefold(), speaking)


def _check_median(study: Study, sentence: Sentence, figure: Figure, speaking: Speaking) -> None:
    """Against every line near it: where the median of none is told, of the one line that the sentence counts."""
    tables = speaking.tables_near(sentence.line, most=NEAR)[:2]
    lines = [line for table in tables for line in _lines(study, table)]
    medians = [(line, _middle(study, line)) for line in lines]
    if any(rounded(figure).meets(worked) for _, worked in medians) or _is_printed(study, figure, tables):
        study.ledger.agreed(TOLD)
        return
    counts = {number_of(match[0]) for match in _COUNTED.finditer(sentence.text)}
    meant = [
        (line, worked) for line, worked in medians if len(line) in counts and _is_told_of(study, sentence, figure, line)
    ]
    if len(meant) == 1:
        line, worked = meant[0]
        _tell(study, sentence, figure, worked, f"The median of {', '.join(_texts(study, line))}.", line)


def _is_told_of(study: Study, sentence: Sentence, figure: Figure, line: Sequence[Place]) -> bool:
    """Whether another figure of the sentence, or this one, is a value of the line, its mean or its range."""
    values = [study.value(place) for place in line]
    mean = Interval.exactly(sum(values, Fraction(0)) / len(values))
    spread = max(values) - min(values)
    known = sum(
        each.amount in values or rounded(each).meets(mean) or each.amount == spread
        for each in sentence.numbers
        if each.digits >= 2 and each is not figure
    )
    return bool(known) or (figure.amount in values and figure.digits >= 2)


def _lines(study: Study, table: PackTable) -> Iterator[list[Place]]:
    """The rows and columns of values of one kind, without totals, extremes and averages."""
    parts = parts_of(table)
    columns = [
        column
        for column in table.value_columns
        if table.columns[column].role in {Role.VALUE, Role.TIME} and not _NO_VALUE.search(table.columns[column].heading)
    ]
    for row in parts:
        yield from _numbers(study, [Place(table.index, row, column) for column in columns])
    for column in columns:
        yield from _numbers(
            study,
            [Place(table.index, row, column) for row in parts if not _NO_VALUE.search(table.rows[row].label)],
        )


def _numbers(study: Study, places: Sequence[Place]) -> Iterator[list[Place]]:
    found = [place for place in places if study.is_number(place)]
    if len(found) >= FEWEST:
        yield found


def _middle(study: Study, line: Sequence[Place]) -> Interval:
    low = median(study.interval(place).low for place in line)
    high = median(study.interval(place).high for place in line)
    return Interval(Fraction(low), Fraction(high))


def _is_printed(study: Study, figure: Figure, tables: Sequence[PackTable]) -> bool:
    """Whether a cell of averages or medians has the figure."""
    return any(
        cell.number is not None
        and cell.number.amount == figure.amount
        and re.search(r"\b(?:median|average|mean)\b", study.pack.name_of(place), re.IGNORECASE)
        for table in tables
        for place, cell in table.numbers()
    )


def _check_per_time(study: Study, sentence: Sentence, figure: Figure, step: str, speaking: Speaking) -> None:
    """Against the rows over months near it: of the one row that the words name."""
    kinds, fewest = _KINDS[step]
    tables = speaking.tables_near(sentence.line, most=NEAR)[:2]
    rows = [
        places
        for table in tables
        for row in range(len(table.rows))
        if len(places := _over(study, table, row, kinds)) >= fewest
    ]
    worked = [
        (places, total(study.interval(place) for place in places).times(Fraction(1, len(places)))) for places in rows
    ]
    if any(rounded(figure).meets(each) for _, each in worked) or _is_printed(study, figure, tables):
        study.ledger.agreed(TOLD)
        return
    said = plain_words(f"{sentence.text[figure.end : figure.end + 40]} {sentence.text[: figure.start]}")
    named = [
        (places, each)
        for places, each in worked
        if (words := plain_words(study.pack.row(places[0]).label))
        and words <= said
        and not _RUNNING.search(study.pack.row(places[0]).label)
        and study.measure(places[0]) in {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}
    ]
    tokens = set(_WORD.findall(sentence.text.casefold()))
    exact = [each for each in named if set(_WORD.findall(study.pack.row(each[0][0]).label.casefold())) <= tokens]
    if len(exact or named) == 1:
        places, each = (exact or named)[0]
        _tell(
            study,
            sentence,
            figure,
            each,
            f"The mean of {len(places)} times of {study.pack.row(places[0]).label}.",
            places,
        )


def _over(study: Study, table: PackTable, row: int, kinds: set[TimeKind]) -> list[Place]:
    places = [
        Place(table.index, row, column)
        for column in table.value_columns
        if table.columns[column].role is Role.TIME
        and (time := table.columns[column].time) is not None
        and time.kind in kinds
    ]
    return places if all(map(study.is_number, places)) else []


def _texts(study: Study, line: Sequence[Place]) -> list[str]:
    return [study.pack.cell(place).text for place in line]


def _tell(  # noqa: PLR0917 - what was told, and what of
    study: Study, sentence: Sentence, figure: Figure, worked: Interval, working: str, line: Sequence[Place]
) -> None:
    expected = interval_text(worked, max(figure.decimals, 0), suffix="%" if figure.percent else "")
    tell(study, TOLD, sentence, figure.text, expected, working, 0.75, line[:4])
