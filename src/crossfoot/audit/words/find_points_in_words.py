"""A change called per cent where the two percentages of a table's row make it percentage points."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.finding import interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, words_of
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.spoken.moving_words import BETTER, FALLING, RISING, WORSE
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import POINTS

_CHANGED = re.compile(
    rf"\b(?:{RISING}|{FALLING}|{BETTER}|{WORSE}|mov\w+|chang\w+|lost|higher|lower)\b[^.;]{{0,25}}?\b(?:by|of)?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:increase|decrease|rise|fall|drop|reduction|improvement|change|higher|lower)\b", re.IGNORECASE
)
_OF_A_SHARE = re.compile(r"\b(?:share|rate|proportion|percentage)s?\b", re.IGNORECASE)
"""`The share of minor applications in time fell by five per cent`: what fell is a percentage."""
_BY = re.compile(r"\bby (?:about |around |just |only |nearly )?\d?$", re.IGNORECASE)
_OF_EVERY_ROW = re.compile(r"\b(?:all|every|each|both)\b", re.IGNORECASE)
ABOVE, BELOW = 12, 6
"""Lines from a sentence to the table over and under it."""
_COMMON = frozenset(words_of("percentage of the rate share number with in and per cent proportion total all"))
LEAST_DIGITS = 2
MOST_COLUMNS = 14
_NO_VALUE = frozenset({Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.RED, Role.GREEN, Role.RATING, Role.POLARITY})


def find_points_in_words(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check changes told in per cent, with neither value beside them, against the rows that the sentence names."""
    for sentence in sentences:
        for figure in sentence.numbers:
            if figure.points and _BY.search(sentence.text[: figure.start + 1]):
                _check_points(study, sentence, figure)
    told = [(sentence, figure) for sentence in sentences for figure in _changes(sentence)]
    if not told:
        return
    rows = _rows_of_percentages(study)
    for sentence, figure in told:
        seen = any(
            each.rule == POINTS.id and each.line == sentence.line and each.published == figure.text
            for each in study.ledger.findings
        )
        if not seen:
            _check(study, sentence, figure, rows)


def points_text(size: Interval) -> str:
    """A difference of two percentages, in words."""
    return f"{interval_text(size, 1)} percentage points"


def percent_text(relative: Interval | None) -> str:
    """What the same is in per cent of what it was; empty where that was nought."""
    return f", or {interval_text(abs(relative), 0)} per cent" if relative is not None else ""


def _changes(sentence: Sentence) -> Iterator[Figure]:
    percents = [figure for figure in sentence.numbers if figure.percent]
    for figure in percents:
        near = sentence.text[max(0, figure.start - 45) : figure.start]
        changed = _CHANGED.search(near) or _AFTER.match(sentence.text, figure.end)
        fine = figure.digits >= LEAST_DIGITS and figure.interval.width < 1
        if changed and len(percents) == 1 and (fine or _OF_A_SHARE.search(sentence.text[: figure.start])):
            yield figure


def _rows_of_percentages(study: Study) -> dict[str, list[tuple[frozenset[str], tuple[Place, ...]]]]:
    """Rows whose values are percentages, by each word of their label."""
    found: dict[str, list[tuple[frozenset[str], tuple[Place, ...]]]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        by_row: dict[int, list[Place]] = defaultdict(list)
        for place, _ in table.numbers():
            if table.columns[place.column].role not in _NO_VALUE:
                by_row[place.row].append(place)
        for row, places in by_row.items():
            words = frozenset(words_of(table.rows[row].label)) - _COMMON
            percents = tuple(place for place in places if study.measure(place) is Measure.PERCENT)
            if words and 2 <= len(percents) <= MOST_COLUMNS:
                for word in words:
                    found[word].append((words, percents))
    return found


def _check(
    study: Study,
    sentence: Sentence,
    figure: Figure,
    rows: dict[str, list[tuple[frozenset[str], tuple[Place, ...]]]],
) -> None:
    stated = abs(figure.interval)
    for word in sentence.words:
        for words, places in rows.get(word, ()):
            if not words <= sentence.words or (len(words) == 1 and len(word) < 5):
                continue
            for earlier, later in [*reversed(list(pairwise(places))), (places[0], places[-1])]:
                before, after = study.interval(earlier), study.interval(later)
                size = abs(after - before)
                relative = (size / before).times(100) if before.low > 0 else None
                coarse = figure.interval.width >= 1
                if coarse and not _is_exactly(study, figure, earlier, later):
                    continue
                if not coarse and (not size.meets(stated) or (relative is not None and relative.meets(stated))):
                    continue
                first, last = study.pack.cell(earlier), study.pack.cell(later)
                points = points_text(size)
                moved = f"{study.pack.row(later).label}: {first.text} to {last.text}"
                working = f"{moved} is {points}{percent_text(relative)}."
                tell(study, POINTS, sentence, figure.text, points, working, 0.8)
                return


def _is_exactly(study: Study, figure: Figure, earlier: Place, later: Place) -> bool:
    """Whether two percentages are so many points apart, and clearly not so many per cent."""
    before, size = study.value(earlier), abs(study.value(later) - study.value(earlier))
    return size == abs(figure.amount) and before > 0 and abs(size / before * 100 - size) > LEAST_APART


LEAST_APART = Fraction(3, 4)


def _check_points(study: Study, sentence: Sentence, figure: Figure) -> None:
    """`All four fees rise by 5 percentage points`, of a table of pounds in which they rise by five per cent."""
    tables = [
        table
        for table in study.pack.tables
        if 0 < sentence.line - table.last_line <= ABOVE or 0 < table.line - sentence.line <= BELOW
    ]
    numbers = [place for table in tables for place, _ in table.numbers()]
    if not numbers or any(study.measure(place) in {Measure.PERCENT, Measure.RATE} for place in numbers):
        return
    if any(each.percent for each in sentence.numbers) or len(tables) > 1:
        return
    rows: dict[int, list[Place]] = defaultdict(list)
    for place in numbers:
        if tables[0].columns[place.column].role not in _NO_VALUE:
            rows[place.row].append(place)
    named = [
        row for row in rows if (words := frozenset(words_of(tables[0].rows[row].label))) and words <= sentence.words
    ]
    if not named and _OF_EVERY_ROW.search(sentence.text):
        named = list(rows)
    pairs = [rows[row][-2:] for row in named if len(rows[row]) > 1]
    moved = [abs(study.value(now) / study.value(then) - 1) * 100 for then, now in pairs if study.value(then)]
    if moved and len(moved) == len(named) and all(abs(figure.interval).contains(each) for each in moved):
        expected = f"{interval_text(abs(figure.interval), figure.decimals)} per cent"
        working = f"{study.pack.name_of(pairs[0][1])}: {' to '.join(study.pack.cell(each).text for each in pairs[0])}."
        tell(study, POINTS, sentence, figure.text, expected, working, 0.75)
