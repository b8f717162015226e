"""The council's own figure in a table beside others, `Vacancy rate: Draycott, England`: as its own table prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, Totalling, per_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time, read_time
from crossfoot.audit.spoken.speaking import is_time
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import is_whole, plain_words, spaced
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

OWN = Rule(
    "own-among-others",
    Kind.CROSS_TABLE,
    "The council's own figure in a table beside others is the one that its own table prints.",
    Severity.WARNING,
)
_OTHERS = re.compile(
    r"\b(?:england|national|neighbours?|region(?:al)?|similar (?:councils|areas|authorities|cities)|comparators?)\b",
    re.IGNORECASE,
)
_FORM = re.compile(r"\b(?:per ?cent|percentage|rates?|%)\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:table|chart|figure)(?: data)? \w{1,4}\s?[:.\u2013-]", re.IGNORECASE)
_RATIOS = frozenset([Measure.PERCENT, Measure.RATE])
HEAD = 8
"""Lines of a pack within which its council is named."""
NEAR = Fraction(3, 10)


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of the council beside those of others, and the words that say what it measures."""

    place: Place
    words: frozenset[str]


def find_own_among_others(study: Study) -> None:
    """Check each rate or percentage of the council beside others that one other table prints as the whole's."""
    # A sentence names services as well.
    head = [each.text for each in study.pack.paragraphs if each.line <= HEAD and not each.text.rstrip().endswith(".")]
    title = spaced(" ".join(head))
    for table in study.pack.tables:
        if table.index not in study.copies:
            for own in _owns(study, table, title):
                _check(study, table, own)


def _owns(study: Study, table: PackTable, title: str) -> Iterator[Own]:
    """The cells of the one row or column that bears the name of the council, where another bears that of others."""
    columns = [column for column in table.value_columns if table.columns[column].numeric]
    named = [column for column in columns if _is_named(table.columns[column].heading, title)]
    if len(named) == 1 and any(_OTHERS.search(table.columns[column].heading) for column in columns):
        for row in range(len(table.rows)):
            label = table.rows[row].label if table.stub else ""
            words = _measured(label or table.caption)
            yield from _own(study, Place(table.index, row, named[0]), words)
    rows = [row for row, each in enumerate(table.rows) if _is_named(each.label, title)]
    if len(rows) == 1 and len(table.rows) >= 3:
        for column in columns:
            yield from _own(study, Place(table.index, rows[0], column), _measured(table.columns[column].heading))


def _own(study: Study, place: Place, words: frozenset[str]) -> Iterator[Own]:
    number = study.pack.cell(place).number
    if words and number is not None and number.decimals and study.is_number(place):
        yield Own(place, words)


def _is_named(name: str, title: str) -> bool:
    """Whether a heading begins with the name that the title of the pack has: `Thornmere, six months`."""
    first = re.split(r"[,(:]|\s[-\u2013]\s", name.rpartition(" | ")[2])[0].strip()
    named = len(first) > 3 and read_time(first) is None
    return named and first[:1].isupper() and bool(plain_words(first)) and spaced(first) in title


@lru_cache(maxsize=4_000)
def _measured(text: str) -> frozenset[str]:
    words = plain_words(_FORM.sub(" ", _TITLE.sub("", re.split(r"\b(?:beside|compared|against)\b", text)[0])))
    return frozenset("re" if word == "repeat" else word for word in words)


def _check(study: Study, table: PackTable, own: Own) -> None:
    """Against the wholes of the measure in other tables: where no cell of it is the same, the one whole is meant."""
    value, cells, wholes = study.value(own.place), set[Fraction](), list[Place]()
    number = study.pack.cell(own.place).number
    per = per_of(table.columns[own.place.column].heading) or per_of(table.caption)
    for other in study.pack.tables:
        if other.index == table.index or other.index in study.copies:
            continue
        for place in _of_measure(study, other, own):
            if per is not None and study.measure(place) is Measure.PERCENT:
                # A rate per 10,000 is no share.
                continue
            cells.add(study.value(place))
            if _is_of_whole(other, place) and number is not None:
                printed = study.pack.cell(place).number
                wholes += [place] if printed is not None and printed.decimals == number.decimals else []
    if value in cells:
        study.ledger.agreed(OWN)
        return
    if len({study.value(place) for place in wholes}) != 1 or _is_of_another_time(study, table, wholes[0]):
        return
    whole = study.value(wholes[0])
    if not whole or abs(value - whole) > abs(whole) * NEAR:
        return
    study.ledger.found(
        OWN,
        own.place,
        explanation=(
            f"{OWN.words} Line {study.pack.cell(wholes[0]).line} prints {study.pack.cell(wholes[0]).text} "
            f"({study.pack.name_of(wholes[0])})."
        ),
        expected=study.pack.cell(wholes[0]).text,
        confidence=0.7,
        others=wholes[:2],
    )


def _of_measure(study: Study, table: PackTable, own: Own) -> Iterator[Place]:
    """The rates and percentages of a row or column that is headed by the words of the measure, and by no other."""
    for column in table.value_columns:
        if _measured(table.columns[column].heading) == own.words:
            places = [Place(table.index, row, column) for row in range(len(table.rows))]
            yield from (each for each in places if study.is_number(each) and study.measure(each) in _RATIOS)
    about = _measured(table.caption)
    for row, each in enumerate(table.rows):
        words = _measured(each.label)
        if words and words <= own.words and own.words - words <= about:
            places = [Place(table.index, row, column) for column in table.value_columns]
            yield from (each for each in places if study.is_number(each) and study.measure(each) in _RATIOS)


def _is_of_whole(table: PackTable, place: Place) -> bool:
    """Whether the row or column is of everybody: called a total, or the last over several months."""
    row, column = table.rows[place.row], table.columns[place.column]
    return (
        row.totalling in {Totalling.TOTAL, Totalling.GRAND}
        or is_whole(row.label)
        or column.totalling in {Totalling.TOTAL, Totalling.GRAND}
        or is_whole(column.heading)
        or _SPAN.fullmatch(column.heading.strip()) is not None
    )


_SPAN = re.compile(r"(?:the )?(?:year|six months|nine months|half[- ]year|twelve months|year to date)", re.IGNORECASE)


def _is_of_another_time(study: Study, table: PackTable, whole: Place) -> bool:
    """Whether the table beside others tells a time that the other table, and the head of the pack, do not."""
    other = study.pack.tables[whole.table]
    texts = (
        other.caption,
        *other.captions[:2],
        *(each.heading for each in other.columns),
        *(each.label for each in other.rows),
    )
    # A sentence names services as well.
    head = [each.text for each in study.pack.paragraphs if each.line <= HEAD and not each.text.rstrip().endswith(".")]
    known = {time for text in (*texts, *head) for time in _times(text)}
    told = {time for text in (table.caption, *(each.heading for each in table.columns)) for time in _times(text)}
    return any(not any(is_time(each, time) or is_time(time, each) for each in known) for time in told)


def _times(text: str) -> set[Time]:
    found = {spoken.time for spoken in spoken_times_in(text)}
    time = read_time(text)
    return found | ({time} if time is not None else set())
