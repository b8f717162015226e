"""One line of figures in two tables, a row here and perhaps a column there, that agree in all but one figure."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.audit.across.slips import is_slip
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Totalling, likeness, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, read_time
from crossfoot.audit.relations.line import NOT_CALCULATED
from crossfoot.audit.study import Study

SAME_LINES = Rule(
    "same-lines",
    Kind.CROSS_TABLE,
    "Two lines of figures in two tables that agree under their own names but for one slip are one line.",
)
FEWEST = 2
FEWEST_UNLIKE = 4
"""Figures of two rows, or of two columns, that have not a word of their names in common."""
DIGITS = 5
"""So many digits must be equal in all: what two lines share by chance is short."""
LONG = 3
"""So many digits one of the figures must have for two lines without a common name to be one but for a slip."""
COMMON = 24
"""A figure that stands in more lines than that says nothing of which are one."""
LIKE = 0.5
_SPANS = frozenset(
    ["last", "month", "roll", "rolling", "cumul", "cumulative", "average", "date", "year", "quarter", "week"]
)
"""Words that make another figure of the one that has them not."""
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_NO_FIGURE = NOT_CALCULATED | {Role.TARGET, Role.DIFFERENCE}


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of a line: the words and the time of its own name, whether that is a total's, and where it stands."""

    words: frozenset[str]
    time: Time | None
    total: bool
    place: Place
    number: Number
    last: bool = False
    """Whether it is the last of its line, where a total stands that may not be called one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of figures."""

    table: int
    position: int
    time: Time | None
    items: tuple[Item, ...]
    by_row: bool
    words: frozenset[str]
    """Of its own name."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two lines with the pairs that agree and the one that does not."""

    lines: tuple[Line, Line]
    equal: tuple[tuple[Item, Item], ...]
    unlike: tuple[tuple[Item, Item], ...]


def find_same_lines(study: Study) -> None:
    """Compare every two lines of two tables that have figures in common under names that are alike."""
    pairs = list(_sharing(line for _, line in _numbered(study)))
    sharing = {number for pair in pairs for number in pair}
    lines = {number: line for number, line in _numbered(study) if number in sharing}
    matches = [match for first, other in pairs if (match := _match(lines[first], lines[other]))]
    best = _most_equal(study, matches)
    for match in matches:
        if all(best[_key(line), _other(match, line).table] is match for line in match.lines):
            _weigh(study, match)


def _numbered(study: Study) -> Iterator[tuple[int, Line]]:
    """Every line with its number. Of 500 pages there are 12,000 and few share figures: made twice, not kept."""
    tables = (table for table in study.pack.tables if table.index not in study.copies)
    return enumerate(line for table in tables for line in _lines(study, table))


def _lines(study: Study, table: PackTable) -> Iterator[Line]:
    columns = [
        place
        for place in table.value_columns
        if table.columns[place].numeric and table.columns[place].role not in _NO_FIGURE
    ]
    rows = [number for number, row in enumerate(table.rows) if row.role not in _NO_FIGURE]
    headings = {place: _named(table.columns[place].pieces, table.columns[place].time) for place in columns}
    labels = {number: _named(table.rows[number].pieces, table.rows[number].time) for number in rows}
    for number in rows:
        time = _time(table.rows[number].time, table.rows[number].pieces)
        cells = [(headings[place], table.columns[place], Place(table.index, number, place)) for place in columns]
        items = [
            Item(words, each.time, each.totalling is not Totalling.NONE, place, shown)
            for words, each, place in cells
            if study.is_number(place) and (shown := study.pack.cell(place).number) is not None
        ]
        if len(items) > FEWEST:
            yield Line(table.index, number, time, tuple(items), by_row=True, words=labels[number])
    for place in columns:
        entries = [(labels[number], table.rows[number], Place(table.index, number, place)) for number in rows]
        items = [
            Item(words, row.time, row.totalling is not Totalling.NONE, where, shown)
            for words, row, where in entries
            if study.is_number(where) and (shown := study.pack.cell(where).number) is not None
        ]
        if len(items) > FEWEST:
            items[-1] = replace(items[-1], last=True)
            time = _time(table.columns[place].time, table.columns[place].pieces)
            yield Line(table.index, place, time, tuple(items), by_row=False, words=headings[place])


def _named(pieces: Sequence[str], time: Time | None) -> frozenset[str]:
    """The words of a name without its time."""
    kept = pieces if time is None else [piece for piece in pieces if read_time(piece) is None]
    words = frozenset[str]().union(*map(subject_of, kept)) if kept else frozenset[str]()
    # A date in a name, as in `Balance 31 March 2024`, tells which one: what it is are the other words.
    plain = frozenset(word for word in words if not word[0].isdigit() and not _MONTH.fullmatch(word))
    return plain or words


def _time(time: Time | None, pieces: Sequence[str]) -> Time | None:
    """The time of a name, or the one that ends a piece of it: `Jan-17` of `Last four months Jan-17`."""
    parts = [part for piece in pieces for part in (piece, piece.rpartition(" ")[2])]
    return time or next((found for part in parts if (found := read_time(part)) is not None), None)


def _sharing(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Lines of different tables that have two telling figures in common."""
    by_value: dict[tuple[Fraction, int], list[int]] = defaultdict(list)
    tables, told = array("L"), []
    for number, line in enumerate(lines):
        figures = {(each.number.amount, each.number.decimals) for each in line.items if each.number.digits >= 2}
        own = [by_value[figure] for figure in figures]
        for found in own:
            found.append(number)
        tables.append(line.table)
        told.append(own)
    for number, own in enumerate(told):
        common = (other for found in own if len(found) <= COMMON for other in found if other > number)
        counted = Counter(other for other in common if tables[other] != tables[number])
        yield from sorted((number, other) for other, count in counted.items() if count >= FEWEST)


def _match(first: Line, other: Line) -> Match | None:
    """The pairs of two lines by their names; None where their figures do not prove them to be one line."""
    if first.time is not None and other.time is not None:
        # One time in two tables: its measures are compared by their names elsewhere.
        return None
    equal: list[tuple[Item, Item]] = []
    unlike: list[tuple[Item, Item]] = []
    apart: list[list[Item]] = []
    for item in first.items:
        alike = [each for each in other.items if _are_alike(item, each)]
        same = [each for each in alike if _equal(item.number, each.number)]
        slips = [each for each in alike if is_slip(item.number, each.number) and _are_one(item, each)]
        if same:
            equal.append((item, same[0]))
        elif len(slips) == 1 and not any(_equal(slips[0].number, each.number) for each in first.items):
            unlike.append((item, slips[0]))
        else:
            apart.append([each for each in alike if each.words == item.words])
    # Of two figures of one name, as last year's and this year's balance, the other may be the one.
    matched = {id(two) for _, two in (*equal, *unlike)}
    against = any(named and not any(id(each) in matched for each in named) for named in apart)
    telling = {item.number.amount: item.number.digits for item, _ in equal if item.number.digits >= 2}
    if len(telling) < FEWEST or sum(telling.values()) < DIGITS or against or len(unlike) * 2 > len(equal):
        return None
    if unlike and max(telling.values()) < LONG and not first.words & other.words:
        # Small numbers are about as large in many lines.
        return None
    apart_by_name = bool(first.words and other.words) and not first.words & other.words
    if apart_by_name and first.by_row is other.by_row and len(equal) < FEWEST_UNLIKE:
        return None
    if len(unlike) > 1 and any(one.words != two.words or not one.words for one, two in unlike):
        return None
    return Match((first, other), tuple(equal), tuple(unlike))


def _equal(one: Number, other: Number) -> bool:
    return one.amount == other.amount and one.is_as_fine_as(other)


def _are_alike(one: Item, other: Item) -> bool:
    """Whether two names may be of one thing: the same words, most of them, or all of the shorter in the longer."""
    if one.time is not None or other.time is not None:
        # Runs over time are compared by their own names elsewhere.
        return False
    if one.number.percent != other.number.percent:
        return False
    if one.total and other.total:
        return True
    if one.last and other.last and one.number.digits >= 3 and _equal(one.number, other.number):
        # `All five` here is `Agency` there: three digits or more that are the same say so.
        return True
    if not one.words or not other.words:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    return shorter <= longer or likeness(shorter, longer) >= LIKE


def _are_one(one: Item, other: Item) -> bool:
    """Whether two names are alike enough for their figures to be one though they differ."""
    if one.total and other.total:
        return True
    shorter, longer = sorted((one.words, other.words), key=len)
    return shorter <= longer and len(longer) <= len(shorter) + 2 and not (longer - shorter) & _SPANS


def _key(line: Line) -> tuple[int, bool, int]:
    return line.table, line.by_row, line.position


def _other(match: Match, line: Line) -> Line:
    return match.lines[1] if match.lines[0] is line else match.lines[0]


def _most_equal(study: Study, matches: Sequence[Match]) -> Mapping[tuple[tuple[int, bool, int], int], Match | None]:
    """For each line and other table the match with most equal pairs; None where two have as many."""
    best: dict[tuple[tuple[int, bool, int], int], Match | None] = {}
    count: dict[tuple[tuple[int, bool, int], int], tuple[int, bool]] = {}
    for match in matches:
        # Of two months with the same figures the one that the other table names.
        much = len(match.equal), _is_told(study, match)
        for line in match.lines:
            key = _key(line), _other(match, line).table
            if key not in count or much > count[key]:
                best[key], count[key] = match, much
            elif much == count[key]:
                best[key] = None
    return best


def _is_told(study: Study, match: Match) -> bool:
    """Whether the month that heads one line stands in the words above the table of the other."""
    for line in match.lines:
        table, other = study.pack.tables[line.table], study.pack.tables[_other(match, line).table]
        name = table.rows[line.position].label if line.by_row else table.columns[line.position].heading
        months = {month[1].casefold() for month in _MONTH.finditer(name)}
        above = " ".join((other.caption, *other.captions))
        if months & {month[1].casefold() for month in _MONTH.finditer(above)}:
            return True
    return False


def _weigh(study: Study, match: Match) -> None:
    for one, two in (*match.equal, *match.unlike):
        words = (
            f"{len(match.equal)} of {len(match.equal) + 1} figures of the two are the same under names that are "
            f"alike; here {study.pack.name_of(one.place)} is {study.pack.cell(one.place).text} and "
            f"{study.pack.name_of(two.place)} {study.pack.cell(two.place).text}."
        )
        terms = [Term(each.place, Interval.exactly(each.number.amount)) for each in (two, one)]
        weight = 0.6 + 0.3 * len(match.equal) / (len(match.equal) + 1)
        study.ledger.weigh(Equation(SAME_LINES, terms[0], (terms[1],), words, weight=weight))
