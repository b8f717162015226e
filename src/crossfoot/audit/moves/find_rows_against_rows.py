"""`Ward C pays £630,000, £210,000 more than Ward B`, `three times the figure for route 12`: two rows that are named.

The one row is named before what is told, the other right after it. The value told of the first says in which column;
else there is one column only that they may mean. A finding only where that column makes something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.quoting.near_tables import prints, tables_beside, time_over
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time, latest_of
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS

_MORE_THAN = re.compile(
    r"(?: [a-z-]+){0,2} (?:more|fewer|less|higher|lower|larger|smaller|longer|shorter|dearer|cheaper) than "
    r"(?:(?:that|those|the (?:figure|number|rate|total)) )?(?:(?:in|at|for|of|the|our) )*",
    re.IGNORECASE,
)
_OUTNUMBERED = re.compile(r"\b(?:outnumber(?:ed|s)?|exceed(?:ed|s)?) (?:(?:the|those|our|in|at|of) )*", re.IGNORECASE)
_BY = re.compile(r"[^,.;:\d]{3,40} by ")
_TIMES = re.compile(
    r"\b(?:(?P<limit>about|around|roughly|some|nearly|almost|just over|just under|over|more than|well over) )?"
    r"(?P<times>twice|double|three times|four times|five times|six times|ten times) "
    r"(?:the (?:figure|number|rate|amount|cost|level|total|sum|average|overspend|share) (?:for|of|in|at)|"
    r"(?:that|those) (?:for|of|in|at)|as (?:much|many|high|large|big|long|great)(?: [a-z]+){0,2} as) "
    r"(?:(?:in|at|for|of|the|our) )*",
    re.IGNORECASE,
)
_NUMBERS = {
    "twice": 2, "double": 2, "three times": 3, "four times": 4, "five times": 5, "six times": 6, "ten times": 10,
}  # fmt: skip
_NOT_SO = re.compile(
    r"\b(?:would|could|should|might|if|together|combined|between them|both|neither|not|never|ago|last (?:year|month|"
    r"quarter|term)|(?:year|month|quarter|term) before|previous(?:ly)?|nationally|england|target|average of|than in|"
    r"respectively|other than|per cent)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|over|under|more than|less than|up to)\s?$", re.IGNORECASE
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
_SCALES = (1, 1000, 1_000_000)
LEADING = 10
"""Lines from a key message to the table that it leads to."""
LEEWAY = Fraction(1, 5)
"""By what part of the number of times it may be missed: `twice` is 1.6 to 2.4."""


def find_rows_against_rows(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every difference and every multiple that is told of two rows of the table beside the sentence."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or _NOT_SO.search(sentence.text):
            continue
        told = list(_told(sentence))
        for table in tables_beside(speaking, sentence.line, under=LEADING) if told else ():
            if table.index in study.copies:
                continue
            for size, start, end, after in told:
                rows = _rows(table, sentence.text[:start], sentence.text[end:])
                if rows is not None:
                    _check(study, sentence, table, rows, size, after)


Told = tuple[Figure | re.Match[str], int, int, int]
"""By how much or how many times; where what is told begins, where the second row, and where the first figure ends."""


def _told(sentence: Sentence) -> Iterator[Told]:
    for figure in sentence.numbers:
        start = figure.end - len(figure.text)
        if figure.percent or figure.points or _ABOUT.search(sentence.text[:start]):
            continue
        if match := _MORE_THAN.match(sentence.text, figure.end):
            yield figure, start, match.end(), start
        for match in _OUTNUMBERED.finditer(sentence.text, 0, start):
            if _BY.fullmatch(sentence.text, match.end(), start):
                yield figure, match.start(), match.end(), match.start()
    for match in _TIMES.finditer(sentence.text):
        yield match, match.start(), match.end(), match.start()


def _rows(table: PackTable, before: str, after: str) -> tuple[int, int] | None:
    """The only row named before, and the one that is named right after."""
    first = {row for row, at in _named(table, before)}
    second = [row for row, at in _named(table, after) if at == 0]
    if len(first) != 1 or len(second) != 1 or second[0] in first:
        return None
    return first.pop(), second[0]


def _named(table: PackTable, text: str) -> list[tuple[int, int]]:
    """The rows whose labels stand in the text, and where; a short one with the word over it: `route 12`."""
    said, found = spaced(text), []
    stub = spaced(table.columns[0].heading).rstrip()
    for number, row in enumerate(table.rows):
        label = spaced(row.label or (row.cells[0].text if row.cells else ""))
        name = label if len(label) > 5 else f"{stub}{label}" if stub.strip() else ""
        at = said.find(name) if name else -1
        if at >= 0:
            found.append((number, at, len(name)))
    return [
        (number, at)
        for number, at, size in found
        if not any(o <= at and at + size <= o + s and s > size for _, o, s in found)
    ]


def _check(  # noqa: PLR0917 - the rows, and what is told of them
    study: Study,
    sentence: Sentence,
    table: PackTable,
    rows: tuple[int, int],
    size: Figure | re.Match[str],
    start: int,
) -> None:
    columns = _columns(study, sentence, table, rows, start, size)
    pairs = [(Place(table.index, rows[0], column), Place(table.index, rows[1], column)) for column in columns]
    if any(_fits(study, size, pair) for pair in pairs):
        study.ledger.agreed(COMPARISONS)
        return
    published = size.text if isinstance(size, Figure) else size["times"]
    if len(pairs) != 1 or is_told_of(study, sentence, published):
        return
    one, other = (study.value(place) for place in pairs[0])
    if isinstance(size, Figure):
        scale = next((each for each in _SCALES[::-1] if abs(one - other) * each <= abs(size.amount) * 20), 1)
        expected = f"{'£' if size.money else ''}{float(abs(one - other) * scale):,.10g}"
    elif not other:
        return
    else:
        expected = f"{float(one / other):.1f} times"
    texts = [study.pack.cell(place).text for place in pairs[0]]
    names = " and ".join(study.pack.name_of(place) for place in pairs[0])
    tell(study, COMPARISONS, sentence, published, expected, f"{names}: {texts[0]} and {texts[1]}.", 0.7, pairs[0])


def _columns(  # noqa: PLR0917 - the rows, and what says which column
    study: Study, sentence: Sentence, table: PackTable, rows: tuple[int, int], start: int, size: Figure | re.Match[str]
) -> list[int]:
    """The columns that print the value told of the first row; else those of the unit, at the time told or the last."""
    both = [
        column
        for column in table.value_columns
        if column > 0
        and table.columns[column].role not in _NO_VALUE
        and all(study.is_number(Place(table.index, row, column)) for row in rows)
    ]
    told = [each for each in sentence.figures if each.end <= start and each.digits > 1]
    if told:
        return [
            column for column in both if any(prints(study, each, Place(table.index, rows[0], column)) for each in told)
        ]
    if isinstance(size, Figure):
        both = [c for c in both if _has_unit(study, size, Place(table.index, rows[0], c))]
    if not (isinstance(size, Figure) and size.money):
        # `Denham has twelve more than Harbour`, of what the table does not count.
        rest = plain_words(sentence.text).difference(*(plain_words(table.rows[row].label) for row in rows))
        both = [
            c
            for c in both
            if plain_words(f"{table.columns[c].heading} {table.caption}") & rest or _OUTNUMBERED.search(sentence.text)
        ]
    timed = {column: time for column in both if (time := time_over(table.columns[column])) is not None}
    if timed and sentence.periods:
        return [column for column in timed if any(is_time(timed[column], each.time) for each in sentence.periods)]
    last = {place.column for place in latest_of(study, [Place(table.index, rows[0], column) for column in both])}
    return [column for column in both if column in last]


def _has_unit(study: Study, figure: Figure, place: Place) -> bool:
    measure = study.measure(place)
    return measure is not Measure.PERCENT and (measure is Measure.MONEY or not figure.money)


def _fits(study: Study, size: Figure | re.Match[str], pair: tuple[Place, Place]) -> bool:
    one, other = (study.value(place) for place in pair)
    if isinstance(size, Figure):
        wide = sum((study.interval(place).width for place in pair), Fraction(0)) / 2
        return any(
            abs(size.interval.middle - abs(one - other) * scale) <= wide * scale + size.interval.width / 2
            for scale in _SCALES
        )
    times = _NUMBERS[size["times"].casefold()]
    more = LEEWAY * 2 if (size["limit"] or "").casefold().endswith(("over", "more than")) else LEEWAY
    return bool(other) and times * (1 - LEEWAY) <= abs(one / other) <= times * (1 + more)
