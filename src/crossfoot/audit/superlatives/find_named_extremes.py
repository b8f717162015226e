"""`It was longest for triage`, `the fourth lowest rate of the seven`: one line named, by its label or by a value told.

Beside a table the words of a superlative name a row or column, and mostly the line across which it is meant: with all
words of its label, or by the value told. Then that line alone says whether it is so, whatever the others have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.quoting.named_lines import Named, adds_up, lines_named
from crossfoot.audit.quoting.near_tables import (
    is_whole_column,
    is_whole_row,
    prints,
    rows_without_totals,
    tables_beside,
)
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time, latest_of
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.extreme_lines import LASTING, OF_SIZE
from crossfoot.audit.superlatives.find_told_extremes import HIGHEST, KIND_AFTER, LEFT_OUT
from crossfoot.audit.superlatives.named_measures import is_in_name, is_named_otherwise, measures_named
from crossfoot.audit.superlatives.said_of_another import is_of_another
from crossfoot.vocabulary.issues import Severity

_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TOLD = re.compile(
    rf"(?:\b(?P<rank>{'|'.join(_RANKS[1:])})[\s-])?\b(?:(?P<high>highest|largest|biggest|greatest|commonest|"
    r"most common|busiest|longest|most numerous|peaked|the most(?= (?:[a-z]+s|children|people|young)\b))|"
    r"(?P<low>lowest|smallest|fewest|least common|quietest|shortest|rarest))\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:no longer(?: the)?|one of (?:the|our)|"
    r"among(?:st)? (?:the|our)|not (?:to |at )?(?:the |its )?|nor|if the|whether the|than the|"
    r"from (?:the|its|their)|to the|the (?:two|three|four|five|six|ten)|next|as|joint|equal|"
    r"(?:second|third|fourth|fifth|sixth) to)[\s-]*$",
    re.IGNORECASE,
)
_OF_ELSE = re.compile(
    r"\b(?:since|until|ever|on record|so far|other than|apart from|except(?: for)?|excluding|after|"
    r"outside|besides|leaving out|"
    r"not counting|without|setting aside|in (?:\w+ )?years|for (?:\w+ )?years|of (?:whom|which|these|them|those)|"
    r"if|would|"
    r"rise|fall|increase|decrease|change|growth|drop|improvement|gap|nationally|england|region\w*|last year|"
    r"level of need|priority|risks? of|possible)\b",
    re.IGNORECASE,
)
"""Of other lines than those of the table, or of some of them."""
_SO_MANY = re.compile(rf"\b(?:of|over|across|in|among) (?:the|our|all|all the) (?P<number>{COUNT})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,? (?:and|but|while|whereas|though|although|with|because|due to) |, ", re.IGNORECASE)
_IT = re.compile(
    r"(?:\(?[\d.]+\)?\s+)?(?:it|this|that|the (?:highest|lowest|longest|shortest|most|fewest))\b", re.IGNORECASE
)
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN, Role.DIFFERENCE]
)
_WHERE = re.compile(r"\s(?:in|at|for|on|among|during|by|with)\b", re.IGNORECASE)
_LONG = re.compile(r"longest|shortest", re.IGNORECASE)
FEWEST = 3
CLOSE = 4
"""Lines under a table within which words that name no line of it are of one of its lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """Cells across which the superlative may be meant, with that of the line named."""

    places: tuple[Place, ...]
    own: Place
    label: str
    number: int
    """Of the line itself: of its column where it goes down, of its row where it goes across."""


def find_named_extremes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every superlative and every rank in words against the one line that the words name."""
    names = measures_named(study, _TOLD)
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or LEFT_OUT.search(sentence.text):
            continue
        for match in _TOLD.finditer(sentence.text):
            if _NOT_SO.search(sentence.text[: match.start()][-24:]) or is_in_name(sentence.text, match, names):
                continue
            clause, figures = _clause(sentence, match)
            if _OF_ELSE.search(clause) or len(_TOLD.findall(clause)) > 1:
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            for table in tables:
                if named := _named(clause, table):
                    if len(named) > 1 and _WHERE.match(sentence.text, match.end()):
                        # `Taxis were highest in 2024`: what comes after is where, and so which is the highest.
                        named = named[1:]
                    _check(study, sentence, match, clause, figures, table, named)
                    break


def _clause(sentence: Sentence, match: re.Match[str]) -> tuple[str, list[Figure]]:
    """The words about the superlative as far as the next comma or `and`, with their figures."""
    text = sentence.text
    start = max((each.end() for each in _CLAUSE.finditer(text) if each.end() <= match.start()), default=0)
    end = min((each.start() for each in _CLAUSE.finditer(text) if each.start() >= match.end()), default=len(text))
    after = re.match(r",? (?:and )?(?:at|with|of) £?[\d,.]+%?", text[end:])
    end += after.end() if after is not None else 0
    return text[start:end], [each for each in sentence.figures if match.end() <= each.start and each.end <= end]


def _named(clause: str, table: PackTable) -> list[list[Named]]:
    """The row or column that the clause names, where it names one, or the one and the other that cross."""
    first, last = lines_named(clause, [table]), lines_named(clause, [table], last=True)
    if not first or any(summarises(each.name) for each in (*first, *last)):
        return []
    if {each.name for each in first} == {each.name for each in last}:
        return [first]
    cross = {each.by_row for each in first} | {each.by_row for each in last}
    return [first, last] if len(cross) == 2 and len({each.by_row for each in first}) == 1 else []


def _check(  # noqa: PLR0917 - the superlative, its words, and the table
    study: Study,
    sentence: Sentence,
    match: re.Match[str],
    clause: str,
    figures: Sequence[Figure],
    table: PackTable,
    named: Sequence[Sequence[Named]],
) -> None:
    found: list[tuple[Named, Line, float]] = []
    for group in named:
        lines = [line for each in group for line in _lines(study, sentence, table, each)]
        labels = [line.label for line in lines]
        if not lines or is_named_otherwise(sentence.text, [table], labels, by_row=group[0].by_row):
            return
        if _LONG.search(match[0]):
            lines = [line for line in lines if LASTING.search(line.label)] or lines
        number = _SO_MANY.search(clause)
        if number is not None and lines and number_of(number["number"]) not in {len(line.places) for line in lines}:
            return
        # `Lowest in Four or more beds` tells of no column `Beds`.
        about = spaced(clause).replace(f" {group[0].name} ", " ", 1)
        meant, confidence = _meant(study, sentence, match, about, figures, table, lines)
        if any(_is_so(study, match, line) for line in [*meant, *_by_name(sentence, lines)]):
            study.ledger.agreed(HIGHEST)
            return
        found += [(group[0], line, confidence) for line in meant[:1]]
    if not found or (len(named) > 1 and len(found) > 1):
        return
    each, line, confidence = found[0]
    end = _end(study, match, line)
    if not is_of_another(study, sentence, match.end(), line.own, end):
        _accuse(study, sentence, match[0], each, line, end, confidence)


def _accuse(  # noqa: PLR0917 - what is named, and what is the extreme
    study: Study, sentence: Sentence, most: str, each: Named, line: Line, end: Place, confidence: float
) -> None:
    table = study.pack.tables[end.table]
    best = row_name(table.rows[end.row]) if each.by_row else table.columns[end.column].heading
    working = f"{line.label}: {each.name} has {study.pack.cell(line.own).text}, {best} has {study.pack.cell(end).text}."
    before = [each for each in study.ledger.findings if each.line == sentence.line and each.rule == HIGHEST.id]
    for told in before:
        if told.severity is Severity.NOTE and told.published.endswith(f" {each.name}"):
            # The words name the line, so what other lines have excuses nothing.
            told.severity, told.expected, told.explanation = HIGHEST.severity, best, f"{HIGHEST.words} {working}"
    if not any(told.severity is not Severity.NOTE for told in before):
        tell(study, HIGHEST, sentence, f"{most} {each.name}", best, working, confidence, [line.own, end])


def _by_name(sentence: Sentence, lines: Sequence[Line]) -> list[Line]:
    """The lines of which the sentence has the whole label, commas and all."""
    said = spaced(sentence.text)
    return [line for line in lines if len((name := spaced(line.label)).split()) > 1 and name in said]


def _lines(study: Study, sentence: Sentence, table: PackTable, named: Named) -> Iterator[Line]:
    if not table.has_numbers:
        return
    if named.by_row:
        rows = [row for row in rows_without_totals(study, table) if not summarises(table.rows[row].label)]
        if table.rows[named.number].role is Role.TIME:
            rows = [row for row in rows if table.rows[row].role is Role.TIME]
        across = [
            ([Place(table.index, row, column) for row in rows], table.columns[column].heading, column)
            for column in _columns_then(study, sentence, table, named.number)
            if table.columns[column].role not in _NO_VALUE
        ]
    else:
        role = table.columns[named.number].role
        columns = [
            column
            for column in table.value_columns
            if not adds_up(table, column)
            and table.columns[column].role is role
            and _kind(table, column) is _kind(table, named.number)
            and not summarises(table.columns[column].heading)
        ]
        across = [
            ([Place(table.index, row, column) for column in columns], row_name(table.rows[row]), row)
            for row in range(len(table.rows))
            if table.rows[row].role not in _NO_VALUE
        ]
    for places, label, number in across:
        numbers = [place for place in places if study.is_number(place)]
        own = next((each for each in numbers if (each.row if named.by_row else each.column) == named.number), None)
        if own is None or any(study.value(each) < 0 for each in numbers):
            continue
        alike = [each for each in numbers if _is_percent(study, each) == _is_percent(study, own)]
        if len(alike) >= FEWEST:
            yield Line(tuple(alike), own, label, number)


def _kind(table: PackTable, column: int) -> object:
    time = table.columns[column].time
    return None if time is None else time.kind


def _columns_then(study: Study, sentence: Sentence, table: PackTable, row: int) -> list[int]:
    """The columns of the time told, else of the latest, and those of none."""
    places = [Place(table.index, row, column) for column in table.value_columns]
    if table.rows[row].time is not None:
        return [place.column for place in places]
    told = [
        place
        for place in places
        if any(is_time(table.columns[place.column].time, each.time) for each in sentence.periods)
    ]
    return [place.column for place in told or latest_of(study, places)]


def _is_percent(study: Study, place: Place) -> bool:
    return study.measure(place) is Measure.PERCENT


def _meant(  # noqa: PLR0917 - the words and the lines that they may name
    study: Study,
    sentence: Sentence,
    match: re.Match[str],
    clause: str,
    figures: Sequence[Figure],
    table: PackTable,
    lines: Sequence[Line],
) -> tuple[list[Line], float]:
    """The lines that the value or the words name, and how surely; none where nothing tells which is meant."""
    told = [each for each in figures if len(each.text) > 1 and not each.points]
    if told:
        with_it = [line for line in lines if any(prints(study, told[0], each) for each in line.places)]
        at_end = [line for line in with_it if prints(study, told[0], _end(study, match, line))]
        return at_end if at_end == with_it else [], 0.75
    text = f"{sentence.before} {clause}" if _IT.match(sentence.text) else f"{clause} "
    said = spaced(text)
    # `The cost of a bed was £410. It was highest at A`: one word of the sentence before may be of another line.
    own = spaced(clause)
    literal = [
        line
        for line in lines
        if (name := spaced(line.label)) in said
        and len(name) > 5
        and name != spaced(match[0])
        and (name in own or len(name.split()) > 1)
    ]
    literal = [line for line in literal if len(spaced(line.label)) == max(len(spaced(each.label)) for each in literal)]
    if literal:
        return literal, 0.75
    telling = study.once("telling", table.index, lambda: telling_of(table))
    words = telling_words(said if _subject_told(clause) else f"{sentence.text}")
    by_row = bool(lines) and len({place.row for place in lines[0].places}) > 1
    full = [
        line
        for line in lines
        if (each := (telling.full_columns if by_row else telling.full_rows)[line.number]) and each <= words
    ]
    if full:
        return full, 0.7
    if match["rank"] is None and OF_SIZE.search(match[0]) and KIND_AFTER.match(sentence.text[match.end() :]):
        return _of_size(study, table, lines, by_row=by_row), 0.7
    near = 0 < sentence.line - table.last_line <= CLOSE
    hit = any(
        telling.column_hits(each.number, words) if by_row else telling.row_hits(each.number, words) for each in lines
    )
    return (list(lines), 0.65) if near and hit else ([], 0)


def _subject_told(clause: str) -> bool:
    """Whether the clause has a subject of its own, and not `at their highest in June`."""
    return re.search(r"\bat (?:its|their)\b", clause) is None


def _of_size(study: Study, table: PackTable, lines: Sequence[Line], *, by_row: bool) -> list[Line]:
    """What a kind is the largest by: the row of all, or the first column that counts."""
    counts = [line for line in lines if study.measure(line.own) in {Measure.COUNT, Measure.UNKNOWN}]
    if by_row:
        return [line for line in counts if is_whole_column(table, line.number)] or counts[:1]
    return [line for line in counts if is_whole_row(table, line.number)]


def _is_so(study: Study, match: re.Match[str], line: Line) -> bool:
    values, own = [study.value(place) for place in line.places], study.value(line.own)
    beyond = sum(value > own if match["high"] else value < own for value in values)
    return beyond < _rank(match) <= beyond + values.count(own)


def _end(study: Study, match: re.Match[str], line: Line) -> Place:
    """The cell that is what the words say."""
    order = sorted(line.places, key=study.value, reverse=bool(match["high"]))
    return order[min(_rank(match), len(order)) - 1]


def _rank(match: re.Match[str]) -> int:
    return _RANKS.index(match["rank"].casefold()) + 1 if match["rank"] else 1
