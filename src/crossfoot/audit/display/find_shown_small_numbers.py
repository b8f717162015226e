"""Small numbers that a note says are hidden, `c: a number from 1 to 4`: one of them printed beside those hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import total
from crossfoot.audit.reading.labels import Measure, Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.spoken_words import is_whole
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SHOWN = Rule(
    "small-numbers",
    Kind.DISPLAY,
    "A number that the note says is hidden is hidden wherever its column hides others.",
    Severity.WARNING,
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_N = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_MARK = r"[\"'\u2018\u201c\[(]?(?P<mark>\*{1,2}|(?-i:[cxsz])|<\s?\d{1,2}|#|~)[\"'\u2019\u201d\])]?"
_TOLD = (
    # c: a number from 1 to 4; * is 1 to 4; <5 means between 1 and 4
    re.compile(
        rf"(?:^|[\s(;]){_MARK}(?:\s?[:=]|\s(?:is|are|means?|shows?|stands for|denotes?|indicates?))\s"
        rf"(?:(?:an?|any|numbers?|figures?|counts?|values?|from|between|of)\s){{0,5}}(?P<low>{_N})\s(?:to|and|-|\u2013)\s(?P<high>{_N})\b",
        re.IGNORECASE,
    ),
    # Figures of one to four are shown as <5
    re.compile(
        rf"\b(?:numbers?|figures?|counts?|values?)\s(?:of|from|between)\s(?P<low>{_N})\s(?:to|and|-|\u2013)\s(?P<high>{_N})\s"
        rf"(?:are|is|have been)\s(?:shown|hidden|replaced|suppressed|printed|marked|given)\s(?:as|by|with)\s"
        rf"{_MARK}(?=[\s.,;)]|$)",
        re.IGNORECASE,
    ),
)
NEAR = 60
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Hidden:
    """The mark that hides numbers, which it hides, and the line of the note."""

    mark: str
    low: int
    high: int
    line: int


def find_shown_small_numbers(study: Study) -> None:
    """Check every table near such a note that has its mark."""
    notes = [note for paragraph in study.pack.paragraphs for note in _notes(paragraph.text, paragraph.line)]
    for table in study.pack.tables if notes else ():
        if table.index in study.copies:
            continue
        marked = {
            note: [
                Place(table.index, row, column)
                for row in range(len(table.rows))
                for column in table.value_columns
                if _plain(table.cell(row, column).text) == note.mark
            ]
            for note in notes
            if abs(note.line - table.line) <= NEAR
        }
        note = max(marked, key=lambda each: len(marked[each]), default=None)
        if note is not None and len(marked[note]) >= FEWEST:
            _check(study, table, note, marked[note])


def _notes(text: str, line: int) -> Iterator[Hidden]:
    for pattern in _TOLD:
        for match in pattern.finditer(text):
            low, high = (_number(match[name]) for name in ("low", "high"))
            if low <= high <= 10:
                yield Hidden(_plain(match["mark"]), low, high, line)


def _number(text: str) -> int:
    return _NUMBERS[text.casefold()] if text.casefold() in _NUMBERS else int(text)


def _plain(text: str) -> str:
    return text.replace(" ", "").strip("[]()\"'").casefold()


def _check(study: Study, table: PackTable, note: Hidden, marked: list[Place]) -> None:
    columns, rows = {place.column for place in marked}, {place.row for place in marked}
    for row in parts_of(table):
        for column in columns:
            place = Place(table.index, row, column)
            if not study.is_number(place) or not _is_count(study, table, place):
                continue
            if not note.low <= study.value(place) <= note.high:
                study.ledger.agreed(SHOWN)
            elif row in rows or _adds_up(study, table, row):
                study.ledger.found(
                    SHOWN,
                    place,
                    explanation=(
                        f"{SHOWN.words} Line {note.line} says that {note.mark} hides {note.low} to {note.high}; "
                        f"{len(marked)} cells of the table have it."
                    ),
                    expected=note.mark,
                    confidence=0.8,
                )


def _is_count(study: Study, table: PackTable, place: Place) -> bool:
    number, column = study.pack.cell(place).number, table.columns[place.column]
    return (
        number is not None
        and number.decimals == 0
        and not number.percent
        and not number.signed
        and study.measure(place) in {Measure.COUNT, Measure.UNKNOWN}
        and column.role in {Role.VALUE, Role.TIME}
        and column.totalling is Totalling.NONE
        and not is_whole(column.heading)
    )


def _adds_up(study: Study, table: PackTable, row: int) -> bool:
    """Whether the numbers of the row make its last one: then all of them count the same."""
    places = [Place(table.index, row, column) for column in table.value_columns]
    if len(places) < 3 or not all(map(study.is_number, places)):
        return False
    return total(map(study.interval, places[:-1])).meets(study.interval(places[-1]))
