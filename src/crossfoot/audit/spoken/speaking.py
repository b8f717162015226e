"""What a sentence speaks of: the rows, columns and cells whose words it has, and the time of each of its figures.

A line (row or column) is spoken of where every word of its label that says something stands in the sentence. What the
words of the clause say beyond that (`extra`) may make it a part of the line, so a rule that accuses asks for none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, Totalling, words_of
from crossfoot.audit.reading.pack import PackTable, Place, Role, Row
from crossfoot.audit.reading.times import Time, TimeKind, run_backwards
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.spoken_times import WITHOUT_YEAR, is_bare, shortened_time, spoken_times_in, times_of_own
from crossfoot.audit.spoken.spoken_words import ASIDE, is_whole, plain_words
from crossfoot.audit.study import Study

TITLE_LINES = 12
"""Lines at the head of a pack whose words are its name: they say nothing of a part."""
_ASIDE_ROLES = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN]
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a table, with the words that say what it is of."""

    table: int
    number: int
    by_row: bool
    label: str
    words: frozenset[str]
    whole: bool
    """Whether it is the whole of what the others are parts of."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Cells of one line that a clause may quote, in the order of the table."""

    line: Line
    places: tuple[Place, ...]
    words: frozenset[str]
    """The words that name the cells, of the line and of what crosses it."""
    extra: frozenset[str]
    """What the clause says beyond them."""


class Speaking:
    """The lines of all tables by their words."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.lines: list[Line] = []
        self._of_table: dict[int, tuple[list[Line], list[Line]]] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._values: dict[str, list[Place]] = defaultdict(list)
        head = min([TITLE_LINES, *(table.line for table in study.pack.tables)])
        first = [paragraph.text for paragraph in study.pack.paragraphs if paragraph.line <= head][:4]
        self.title_lines = [text for text in first if len(text) < 120]
        self.title = frozenset(word for text in self.title_lines for word in words_of(text))
        for table in study.pack.tables:
            if table.index not in study.copies:
                self._take(table)
        tables = [study.pack.tables[index] for index in self._of_table]
        self._spans = sorted((t.line, t.last_line, t.index) for t in tables)

    def _take(self, table: PackTable) -> None:
        rows = [
            Line(
                table=table.index,
                number=number,
                by_row=True,
                label=row.label,
                words=plain_words(_name(row)),
                whole=_is_whole(_name(row), row.totalling),
            )
            for number, row in enumerate(table.rows)
        ]
        columns = [
            Line(
                table=table.index,
                number=number,
                by_row=False,
                label=column.heading,
                words=frozenset() if column.role is Role.TIME else plain_words(column.heading),
                whole=_is_whole(column.heading, column.totalling),
            )
            for number, column in enumerate(table.columns)
            if number >= table.stub
        ]
        self._of_table[table.index] = rows, columns
        for line in (*rows, *columns):
            for word in line.words:
                self._by_word[word].append(len(self.lines))
            self.lines.append(line)
        for place, cell in table.numbers():
            if cell.number is not None:
                self._values[f"{cell.number.value}"].append(place)

    def rows(self, table: int) -> list[Line]:
        """The rows of a table."""
        return self._of_table[table][0] if table in self._of_table else []

    def columns(self, table: int) -> list[Line]:
        """The columns of a table that are no labels."""
        return self._of_table[table][1] if table in self._of_table else []

    def tables_near(self, line: int, *, most: int = 60) -> list[PackTable]:
        """The tables about a line of the text, the one before it first where it is as near as the one after."""
        far = []
        for _, last, index in self._spans[: bisect_right(self._spans, (line + most, 0, 0))][-most:]:
            table = self.study.pack.tables[index]
            away = line - last if line > last else (table.line - line) * 2 + 1 if line < table.line else 0
            if away <= most:
                far.append((away, index))
        return [self.study.pack.tables[index] for _, index in sorted(far)]

    def content(self, text: str) -> frozenset[str]:
        """The words of a text that say what it is of: no figures, no generic words, not the name of the council."""
        return frozenset(word for word in plain_words(text) if not word[0].isdigit()) - self.title

    def spoken_of(self, sentence: Sentence, clause: str, *, most_extra: int = 0) -> list[Meant]:
        """The cells that a clause of a sentence names, those named by most words first; empty where nothing fits."""
        said, inner = plain_words(f"{_subject_before(sentence)} {sentence.text}"), self.content(clause)
        hits: Counter[int] = Counter()
        for word in said:
            for number in self._by_word.get(word, ()):
                hits[number] += 1
        named = [self.lines[number] for number, count in hits.items() if count == len(self.lines[number].words)]
        by_table: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
        for line in named:
            by_table[line.table][0 if line.by_row else 1].append(line)
        found: list[Meant] = []
        for index, (rows, columns) in by_table.items():
            kept = _fullest(rows, inner), _fullest(columns, inner)
            found += self._in_table(self.study.pack.tables[index], *kept, inner, most_extra)
        found = found or list(self._by_part(inner, said))
        scores = [len(meant.words & inner if inner else meant.words) - len(meant.extra) for meant in found]
        return [meant for meant, score in zip(found, scores, strict=True) if score == max(scores)]

    def _by_part(self, inner: frozenset[str], said: frozenset[str]) -> Iterable[Meant]:
        """Where no label stands in the sentence in full: the one row of a table that has all words of the clause."""
        if len(inner) < 2 or inner & ASIDE:
            return
        hits = Counter(number for word in inner for number in set(self._by_word.get(word, ())))
        holders = [self.lines[number] for number, count in hits.items() if count == len(inner)]
        for index in {line.table for line in holders}:
            rows = [line for line in holders if line.table == index and line.by_row]
            if len(rows) != 1:
                continue
            crossing = [line for line in self.columns(index) if line.words <= said]
            places = self._cells(self.study.pack.tables[index], [(rows[0].number, line.number) for line in crossing])
            yield Meant(rows[0], places, inner, frozenset(["part"]))

    def _in_table(
        self, table: PackTable, rows: list[Line], columns: list[Line], inner: frozenset[str], most_extra: int
    ) -> Iterable[Meant]:
        stub = table.columns[: table.stub]
        about = self.study.once(
            "about", table.index, lambda: plain_words(table.caption).union(*(words_of(each.heading) for each in stub))
        )
        across = columns or self.columns(table.index)
        headed = frozenset(word for line in columns for word in line.words)
        for row in rows:
            words = row.words | headed
            extra = inner - words - about - self._section(row)
            if _may_be_meant(words, extra, inner, most_extra):
                places = self._cells(table, [(row.number, line.number) for line in across])
                yield from [Meant(row, places, words, extra)] if places else ()
        if any(not row.words <= headed for row in rows):
            return
        for column in columns:
            extra = inner - column.words - about
            if not _may_be_meant(column.words, extra, inner, most_extra):
                continue
            # A column alone is meant in its whole, or in the times down the table.
            down = [line for line in self.rows(table.index) if line.whole] or [
                line for line in self.rows(table.index) if table.rows[line.number].role is Role.TIME
            ]
            places = self._cells(table, [(line.number, column.number) for line in down])
            yield from [Meant(column, places, column.words, extra)] if places else ()

    def _section(self, row: Line) -> frozenset[str]:
        return plain_words(self.study.pack.tables[row.table].rows[row.number].section)

    def _cells(self, table: PackTable, crossings: Sequence[tuple[int, int]]) -> tuple[Place, ...]:
        spoken = self.study.once("spoken", table.index, lambda: _numbers_spoken_of(table))
        return tuple(Place(table.index, *crossing) for crossing in crossings if crossing in spoken)

    def rows_with(self, words: frozenset[str]) -> int:
        """How many rows of the pack have all of the words."""
        holders = [set(self._by_word.get(word, ())) for word in words]
        return sum(self.lines[number].by_row for number in set.intersection(*holders)) if holders else 0

    def stands_with(self, figure: Figure, words: frozenset[str], *, but: Iterable[Place]) -> bool:
        """Whether a table prints the figure under two of the words (or the only one), elsewhere than in `but`."""
        skipped = set(but)
        for place in self._values.get(f"{figure.amount}", ()):
            number = self.study.pack.cell(place).number
            signed = number is not None and number.percent
            if place in skipped or not (signed == figure.percent or fits_unit(self.study, figure, place)):
                continue
            table = self.study.pack.tables[place.table]
            label = f"{table.rows[place.row].label} {table.columns[place.column].heading} {table.caption}"
            if len(words & plain_words(label)) >= min(2, len(words)):
                return True
        return False


def _may_be_meant(words: frozenset[str], extra: frozenset[str], inner: frozenset[str], most_extra: int) -> bool:
    """Whether the clause says hardly more than the words, nothing that sets it aside, and some of them."""
    return len(extra) <= most_extra and not extra & ASIDE and bool(words & inner or not inner)


def _numbers_spoken_of(table: PackTable) -> frozenset[tuple[int, int]]:
    """Row and column of each number that is neither a target nor a comparison."""
    return frozenset(
        (place.row, place.column)
        for place, _ in table.numbers()
        if table.columns[place.column].role not in _ASIDE_ROLES and table.rows[place.row].role not in _ASIDE_ROLES
    )


def _name(row: Row) -> str:
    """The label without the pieces that are numbers only: `2 | Head of service`."""
    pieces = [piece for piece in row.pieces if not piece.replace(".", "").isdecimal()]
    if not row.label:
        # A table that begins with a column of numbers: its second column has the names.
        pieces = [cell.text for cell in row.cells[:3] if cell.kind is CellKind.WORDS][:1]
    return " | ".join(pieces) or row.label


def _is_whole(label: str, totalling: Totalling) -> bool:
    return totalling in {Totalling.TOTAL, Totalling.GRAND, Totalling.PERHAPS} or is_whole(label)


def _fullest(lines: list[Line], inner: frozenset[str]) -> list[Line]:
    """Without lines whose words are all among those of another that the clause names: `referrals`, `re-referrals`."""
    return [
        line
        for line in lines
        if not any(line.words < other.words and (not inner or (other.words - line.words) & inner) for other in lines)
    ]


def _subject_before(sentence: Sentence) -> str:
    """The sentence before, where this one says only `it`, `this`, `the number`."""
    return sentence.before if _PRONOUN.match(sentence.text) else ""


_PRONOUN = re.compile(
    r"(?:[\d.()a-z]{1,6}\s+)?(?:it|this|that|these|those|they|of (?:these|them|those|which|whom)|"
    r"the (?:number|figure|rate|total|percentage|proportion|average))\b(?! of)",
    re.IGNORECASE,
)


# Which figure belongs to which words, and to which time.
_BREAK = re.compile(
    r"[;:()]|,(?!\d)|\s[-\u2013]\s|\b(?:and|which) (?:each|all|both|they|it|this|was|were|is|are|has|have|will|so|"
    r"that|these|those)\b|\b(?:and|but|while|whereas|although|though|with)\b"
)


def clause_of(sentence: Sentence, figure: Figure) -> str:
    """The words about a figure, as far as the next comma, bracket, colon, or `and` before another figure."""
    text = sentence.text
    start, end = 0, len(text)
    others = [(each.start, each.end) for each in sentence.figures if each is not figure]
    for match in _BREAK.finditer(text):
        word = match[0] in {"and", "but", "while", "whereas", "although", "though", "with"}
        before, after = match.end() <= figure.start, match.start() >= figure.end and end == len(text)
        if before and (not word or any(start <= begin < match.start() for begin, _ in others)):
            start = match.end()
        elif after and (not word or any(begin >= match.end() for begin, _ in others)):
            end = match.start()
    return text[start:end]


_EARLIER = re.compile(
    r"\b(?:from|than(?: the)?|compared (?:with|to)|compares? with|against|versus|vs\.?|on the|of the|"
    r"previously|was)\s*(?:the |a |an )?(?:figure of |rate of |total of |about |around )?$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:[\d.()a-z]{1,6}\s+)?(?:in|at|on|by|during|for|as at)\b", re.IGNORECASE)


def is_earlier(sentence: Sentence, figure: Figure) -> bool:
    """Whether the words before the figure make it what another is compared with: `from 12`, `than the 12`."""
    before = sentence.text[: figure.start]
    return _EARLIER.search(before) is not None and not before.rstrip().endswith(" was")


def time_of(sentence: Sentence, figure: Figure) -> Time | None:
    """The time that the words give a figure: just after it, just before it, or at the head of the sentence."""
    text = sentence.text
    earlier = [each for each in sentence.figures if each.end <= figure.start]
    later = [each for each in sentence.figures if each.start >= figure.end]
    after = shortened_time(text, figure.end) or _attached(text[figure.end : later[0].start if later else len(text)])
    if after is not None:
        return after
    start = earlier[-1].end if earlier else 0
    between = text[start : figure.start]
    if earlier and _attached(between) is not None and not between.rstrip().endswith("("):
        between = _ATTACHED.sub("", between, count=1)
    times = times_of_own(between)
    if times and (earlier or not _LEADING.match(text)):
        return times[-1]
    if _LEADING.match(text) and not is_earlier(sentence, figure):
        lead = _times_in(text[:60])
        if lead and text[:60].find(",") != 0:
            return lead[0]
    return times[-1] if times else None


def _times_in(text: str) -> list[Time]:
    return [spoken.time for spoken in spoken_times_in(text)]


_ATTACHED = re.compile(
    r"^[%a-z\s'\u2019(),-]{0,60}?\b(?:in|at|for|of|on|by|during|to)\s+(?:the\s+)?(?:end\s+of\s+)?(?=[A-Z\d])"
    r"(?P<time>\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][\w'\u2019-]*(?:\s+(?:\d{4}|\d{2})\b)?|\d{1,2}\s+[A-Z]\w+(?:\s+\d{4})?|20\d{2}(?:[-/]\d{2,4})?(?![\d/-]|,\d))"
)


def _attached(text: str) -> Time | None:
    """`in June 2016`, straight after a figure."""
    match = _ATTACHED.match(text)
    other = r"\b(?:since|than|from|target)\b|(?<!the )\b(?:most|mostly|mainly|fewest|half) (?:in|at|on)\b"
    if match is None or re.search(other, match[0]):
        return None
    return next(iter(_times_in(match["time"])), None)


def place_time(study: Study, place: Place) -> Time | None:
    """The time of a cell: of its column, else of its row."""
    column, row = study.pack.column(place), study.pack.row(place)
    return column.time if column.time is not None else row.time


def at_time(study: Study, places: Sequence[Place], told: Time) -> list[Place]:
    """The cells of that time; of a month without a year the latest."""
    found = [place for place in places if is_time(place_time(study, place), told)]
    return _latest(study, found) if is_bare(told) else found


def is_time(time: Time | None, told: Time) -> bool:
    """Whether a heading's time is the one told, as far as both say."""
    if time is None:
        return False
    if {time.kind, told.kind} == {TimeKind.MONTH, TimeKind.BARE_MONTH}:
        return time.index % 12 == told.index % 12
    if time.kind is told.kind in {TimeKind.QUARTER, TimeKind.TERM} and (is_bare(time) or is_bare(told)):
        return time.index % WITHOUT_YEAR[time.kind] == told.index % WITHOUT_YEAR[time.kind]
    if told.kind is TimeKind.MONTH and time.kind is TimeKind.SPAN:
        # A year that its last day is told of: `at 31 March 2024` under 2023-24.
        return told.index % 12 == 2 and told.index // 12 == time.index + 1
    return time == told


def _latest(study: Study, places: Sequence[Place]) -> list[Place]:
    timed = [(time, place) for place in places if (time := place_time(study, place)) is not None]
    if timed and all(is_bare(time) for time, _ in timed):
        # October to March: the order of the table says what is later.
        end = timed[0 if run_backwards(list(dict(timed))) else -1][0]
        return [place for time, place in timed if time == end]
    last = max((time.index for time, _ in timed), default=0)
    return [place for time, place in timed if time.index == last]


def latest_of(study: Study, places: Sequence[Place]) -> list[Place]:
    """The cells of the last time, and those without a time."""
    untimed = [place for place in places if place_time(study, place) is None]
    timed: dict[TimeKind, list[Place]] = defaultdict(list)
    for place in places:
        if (time := place_time(study, place)) is not None:
            timed[time.kind].append(place)
    return untimed + [place for group in timed.values() for place in _latest(study, group)]


def lines_from(table: PackTable, line: int) -> int:
    """How many lines a line of the text stands before or after a table."""
    return line - table.last_line if line > table.line else table.line - line


def fits_unit(study: Study, figure: Figure, place: Place) -> bool:
    """Whether a cell is of the figure's unit: percentages with percentages, money nowhere."""
    measure = study.measure(place)
    if measure is Measure.MONEY:
        return False
    return (measure is Measure.PERCENT) == figure.percent
