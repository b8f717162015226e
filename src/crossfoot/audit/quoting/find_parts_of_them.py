"""`13 schools expect a deficit, 7 of them primaries`: the cell where the line of the one crosses words of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell_misquoted
from crossfoot.audit.study import Study

_OF_THEM = re.compile(
    r" of (?:them|these|those|whom|which)\b(?: (?:were|was|are|is|had|have|has))? "
    r"(?P<what>[^.,;:()\d]{3,40}(?:\d{1,2}[^.,;:()\d]{0,12})?)",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (?:the |our |all |all the )?$", re.IGNORECASE)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.RED, Role.GREEN])
NEAR = 14


def find_parts_of_them(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every part told of a number before it, where one table has both and the words name the part's line."""
    for sentence in sentences:
        for part in sentence.numbers:
            match = _OF_THEM.match(sentence.text, part.end) if part.is_plain and part.decimals == 0 else None
            words = plain_words(match["what"]) if match is not None else frozenset[str]()
            if match is None or not words:
                continue
            wholes = [
                each
                for each in sentence.numbers
                if each.is_plain and each.end <= part.start and not _OF.search(sentence.text[: each.start])
            ]
            tables = speaking.tables_near(sentence.line, most=NEAR)[:2]
            for whole in [each for each in wholes if each.amount >= 10][-1:]:
                _check(study, sentence, (part, whole), words, tables)


def _check(
    study: Study,
    sentence: Sentence,
    told: tuple[Figure, Figure],
    words: frozenset[str],
    tables: Sequence[PackTable],
) -> None:
    part, whole = told
    crossings = [
        each for table in tables if table.index not in study.copies for each in _crossings(study, table, whole, words)
    ]
    if any(study.value(place) == part.amount for place, _ in crossings):
        study.ledger.agreed(QUOTED)
        return
    known = any(each.line == sentence.line and each.published == part.text for each in study.ledger.findings)
    if len({place for place, _ in crossings}) != 1 or known:
        return
    place, line = crossings[0]
    if not _is_spoken_of(study, sentence, place) or study.value(place) >= whole.amount:
        return
    if any(study.value(each) == part.amount for each in line):
        return
    tell_misquoted(study, QUOTED, sentence, part.text, place, 0.7)


def _is_spoken_of(study: Study, sentence: Sentence, place: Place) -> bool:
    """Whether a word of the caption or of the line of the whole is said: the number may stand for another thing."""
    table = study.pack.tables[place.table]
    named = plain_words(f"{table.caption} {study.pack.row(place).label} {study.pack.column(place).heading}")
    return bool(named & plain_words(_OF_THEM.sub(" ", sentence.text)))


def _crossings(
    study: Study, table: PackTable, whole: Figure, words: frozenset[str]
) -> Iterator[tuple[Place, list[Place]]]:
    """The cells that the words name in the row or column of the whole, with the other cells of that line."""
    about = plain_words(table.caption) | frozenset(
        word for column in table.columns[: table.stub] for word in plain_words(column.heading)
    )
    for place, cell in table.numbers():
        if cell.number is None or cell.number.amount != whole.amount or not _is_count(study, table, place):
            continue
        row = [Place(table.index, place.row, column) for column in table.value_columns if column != place.column]
        down = [Place(table.index, each, place.column) for each in range(len(table.rows)) if each != place.row]
        for line, across in ((row, True), (down, False)):
            counts = [each for each in line if study.is_number(each) and _is_count(study, table, each)]
            for each in counts:
                label = table.columns[each.column].heading if across else table.rows[each.row].label
                named = plain_words(label)
                if named and named <= words and words - named <= about:
                    yield each, counts


def _is_count(study: Study, table: PackTable, place: Place) -> bool:
    number = study.pack.cell(place).number
    return (
        number is not None
        and not number.percent
        and study.interval(place).width <= 1
        and number.decimals == 0
        and table.columns[place.column].role not in _NO_VALUE
        and table.rows[place.row].role not in _NO_VALUE
    )
