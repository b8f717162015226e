"""A value told with its move, `rose by 27 to 468`, `271 children, 8 more than a year before`, against lines over time.

Where a line has the value last, and before it one as far away the other way, while none of the pack has it moving so as
the words say, they say the wrong way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.moves.find_signed_changes import is_with_another
from crossfoot.audit.moves.told_runs import Run, runs_down, runs_of
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT, DIRECTION
from crossfoot.audit.quoting.near_tables import prints
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in
from crossfoot.audit.spoken.speaking import is_time
from crossfoot.audit.spoken.spoken_times import is_bare
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import CHANGES

_BY = re.compile(rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL})) by $", re.IGNORECASE)
_TO = re.compile(r"(?: percentage)?(?: points?)?(?: \([^)]{1,12}\))?,? to ", re.IGNORECASE)
_MOVE_OF = re.compile(
    r"\ban? (?:net )?(?:(?P<up>rise|increase|gain)|(?P<down>fall|drop|decrease|reduction|loss)) of $", re.IGNORECASE
)
_MORE = re.compile(
    r"\s(?:percentage points? |points? )?(?:(?P<up>more|higher)|(?P<down>fewer|less|lower))(?: [a-z]+){0,2} than\b"
    r"(?! (?:planned|expected|that of (?!20)|those|the (?:target|plan|budget|england|national|region)))",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:,|\s[\u2013-]|\band|\bbut|\bis|\bwas|\bare|\bwere)\s$", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:[\d.()a-z]{1,6}\s+)?(?:This|That|It) (?:is|was) $")
_NOT_SO = re.compile(
    r"\b(?:nationally|england|neighbours?|region\w*|if|would|will|expected|planned|forecast|target|budget)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"[^.;,]{0,24}?\b(?:(?:a|one|the) year (?:before|earlier|ago|previously)|(?:last|previous|preceding) year|"
    r"(?:twelve|12) months (?:before|earlier|ago))\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"[^.;,]{0,24}?\b(?:years?|months?|quarters?|terms?|weeks?)\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"\byears?\b|\b(?:twelve|12) months\b|\bannual|\b20\d\d\b", re.IGNORECASE)
_YEAR_BACK = {TimeKind.SPAN: 1, TimeKind.YEAR: 1, TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}
LEAST = 10
"""A value is no smaller: of small ones too many lines have two so far apart."""
LEAST_MOVE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """By how much, which way, the values that it may be of, and where the words for it end."""

    by: Figure
    up: bool
    word: str
    values: tuple[Figure, ...]
    end: int
    about: str


@dataclass(frozen=True, slots=True)
class Move:
    """A value of a line and what it was before: beside a change that is printed, or at two times of a run."""

    label: str
    now: Place
    before: str
    up: bool
    run: Run | None = None
    at: int = 0
    """Where in the run it moved from."""

    @property
    def is_last(self) -> bool:
        """Whether the run, where it is one, ends with it."""
        return self.run is None or self.now == self.run.places[-1]


def check_moves_to_values(study: Study, sentence: Sentence) -> None:
    """Check the way of every move that is told with the value it led to."""
    if _NOT_SO.search(sentence.text):
        return
    for told in _told(sentence):
        rules = {each.rule for each in study.ledger.findings if each.line == sentence.line}
        if not rules & {AMOUNT.id, DIRECTION.id, CHANGES.id}:
            _check(study, sentence, told)


def _told(sentence: Sentence) -> Iterator[Told]:
    text = sentence.text
    for place, by in enumerate(sentence.numbers):
        if by.percent:
            continue
        head, later = text[: by.start], sentence.numbers[place + 1 :]
        earlier = [each for each in sentence.numbers[:place] if _is_value(each, by)]
        if verb := _BY.search(head):
            to = next((each for each in later if _TO.fullmatch(text, by.end, each.start)), None)
            if to is not None and _is_value(to, by):
                yield Told(by, bool(verb["up"]), verb[0].removesuffix(" by "), (to,), to.end, head)
        elif (move := _MOVE_OF.search(head)) and earlier:
            word = (move["up"] or move["down"]).casefold()
            yield Told(by, bool(move["up"]), word, tuple(earlier), by.end, head)
        elif (more := _MORE.match(text, by.end)) and _is_of_time(sentence, more.end()):
            yield from _more(sentence, by, more, earlier)


def _more(sentence: Sentence, by: Figure, more: re.Match[str], earlier: Sequence[Figure]) -> Iterator[Told]:
    """`Eight more than in June`, of a value before it, or of those of the sentence before."""
    head, word = sentence.text[: by.start], more["up"] or more["down"]
    if _PRONOUN.fullmatch(head):
        values = tuple(each for each in numbers_in(sentence.before) if _is_value(each, by))
        yield Told(by, bool(more["up"]), word, values, more.end(), sentence.before)
    elif earlier and _JOINS.search(head):
        yield Told(by, bool(more["up"]), word, tuple(earlier), more.end(), head)


def _is_of_time(sentence: Sentence, end: int) -> bool:
    return _TIME.match(sentence.text, end) is not None or any(0 <= each.start - end <= 30 for each in sentence.periods)


def _is_value(figure: Figure, by: Figure) -> bool:
    """Whether it may be the value that moved by so much: of its unit, and no year or age."""
    if figure.money != by.money or figure.percent != by.points or figure.points:
        return False
    return by.money or by.points or (figure.amount >= LEAST and not figure.text.startswith("20"))


def _check(study: Study, sentence: Sentence, told: Told) -> None:
    against: list[Move] = []
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for move in (*_printed(study, table, told), *_of_runs(study, table, told)):
            if move.up == told.up:
                study.ledger.agreed(DIRECTION)
                return
            if move.is_last and _is_said(table, move, told) and _is_from(table, sentence, move, told):
                against.append(move)
    if against and (told.by.amount >= LEAST_MOVE or told.by.points):
        move = against[0]
        working = f"{study.pack.name_of(move.now)}: {move.before} to {study.pack.cell(move.now).text}."
        expected = "a fall" if told.up else "a rise"
        tell(study, DIRECTION, sentence, f"{told.word} {told.by.text}", expected, working, 0.75, [move.now])


def _printed(study: Study, table: PackTable, told: Told) -> Iterator[Move]:
    """The rows with the value, the one before it and the change from that: `263`, `271`, `+8`."""
    changes = [column for column in table.value_columns if table.columns[column].role is Role.DIFFERENCE]
    for row in range(len(table.rows)) if changes else ():
        cells = [place for column in table.value_columns if study.is_number(place := Place(table.index, row, column))]
        values = {study.value(place): place for place in cells if place.column not in changes}
        for change in (study.value(place) for place in cells if place.column in changes):
            if abs(change) != told.by.amount:
                continue
            for value, place in values.items():
                if value - change in values and any(prints(study, each, place) for each in told.values):
                    before = study.pack.cell(values[value - change]).text
                    yield Move(table.rows[row].label, place, before, change > 0)


def _runs(study: Study, table: PackTable) -> Sequence[Run]:
    """The runs of a table, of times that are known to follow each other."""
    runs = study.once(
        "runs of a table", table.index, lambda: runs_of(study, table, fewest=2) or runs_down(study, table)
    )
    return [run for run in runs if not is_bare(run.times[0]) or run.times[0].index < run.times[-1].index]


def _of_runs(study: Study, table: PackTable, told: Told) -> Iterator[Move]:
    """What moved by what is told, from one time to another, to a value that is told."""
    for run in _runs(study, table):
        money = study.measure(run.places[-1]) is Measure.MONEY
        if money != told.by.money:
            continue
        for now, place in enumerate(run.places):
            if not any(prints(study, value, place) for value in told.values):
                continue
            for before, earlier in enumerate(run.values[:now]):
                apart, scales = run.values[now] - earlier, (1, 1000, 1_000_000) if money else (1,)
                if apart and any(abs(apart) * scale == told.by.amount for scale in scales):
                    text = study.pack.cell(run.places[before]).text
                    yield Move(run.label, place, text, apart > 0, run, before)


def _is_said(table: PackTable, move: Move, told: Told) -> bool:
    """Whether words of the sentence are of the line or of its table."""
    return bool(Telling.words_hit(telling_words(f"{move.label} {table.caption}"), telling_words(told.about)))


def _is_from(table: PackTable, sentence: Sentence, move: Move, told: Told) -> bool:
    """Whether a move of a run is from the time that the words tell, else from the time before or the first."""
    if move.run is None:
        if is_with_another(sentence, table, move.now.row, told.by.end):
            return False
        headings = " ".join(column.heading for column in table.columns)
        of_a_year = _OF_A_YEAR.search(f"{move.label} {table.caption} {headings}")
        return of_a_year is not None or not _YEAR.match(sentence.text, told.end)
    times = move.run.times
    spoken = [each.time for each in sentence.periods if 0 <= each.start - told.end <= 30]
    if spoken and spoken[0].kind is not times[-1].kind and move.at == len(times) - 2:
        # `Than at the end of September`, of quarters.
        return True
    if spoken:
        return is_time(times[move.at], spoken[0])
    if _YEAR.match(sentence.text, told.end):
        return len(times) == 2 or times[move.at].index == times[-1].index - _YEAR_BACK.get(times[-1].kind, 1)
    return move.at in {0, len(times) - 2}
