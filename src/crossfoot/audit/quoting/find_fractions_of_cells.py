"""`Fewer than half of those settled were settled at stage 1`: a fraction in words against cells of one row or column.

The part is named by words that tell its column (or its rows, taken together), the whole is named or is the line of all.
A finding only where no reading of the table allows the fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import SpelledFraction
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_fractions_in_words import FRACTIONS

_CLAUSE = re.compile(
    r"\s(?:of )?(?:the |all |those |our |these |its |all the |all our )?(?P<whole>[^.,;:\d]{2,50}?) "
    r"(?:is|are|was|were|has been|have been|had been|has|have|had|came|went|live[sd]?|took) (?P<part>[^.,;:]{3,60})",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|target|year before|last year|previous|rose|fell|risen|fallen|not|or)\b",
    re.IGNORECASE,
)
_IN_SEVERAL = re.compile(
    r"\b(?:in|at|for|across) (?:each|every|all|both|most|some|several|none|\w+ of (?:the|our|its|all))\b", re.IGNORECASE
)
"""`In six of the seven teams`: the fraction is of each, and not of all."""
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
_VERBS = telling_words("held paid placed settled given made seen taken done sent met found own by at in for")
LEEWAY = Fraction(3, 100)


def find_fractions_of_cells(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each fraction whose words name a part and a whole of a table beside the sentence."""
    for sentence in sentences:
        for fraction in sentence.fractions:
            match = _CLAUSE.match(sentence.text, fraction.end)
            if match is None or not fraction.limited or _OTHERS.search(match[0]):
                continue
            if _IN_SEVERAL.search(sentence.text[: fraction.start]) or _IN_SEVERAL.search(sentence.text[fraction.end :]):
                continue
            if any(each.line == sentence.line and each.rule == FRACTIONS.id for each in study.ledger.findings):
                continue
            if any(figure.percent for figure in sentence.numbers):
                continue
            tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
            for table in tables[:1]:
                _check(study, sentence, fraction, match, table)


def _check(study: Study, sentence: Sentence, fraction: SpelledFraction, match: re.Match[str], table: PackTable) -> None:
    telling = study.once("telling", table.index, lambda: telling_of(table))
    part, whole = telling_words(match["part"]), telling_words(match["whole"])
    readings = [
        *_across(study, table, telling, part - whole or part, whole),
        *_down(study, table, telling, part - whole - _VERBS, whole),
    ]
    if not readings:
        return
    if any(fraction.low - LEEWAY <= share <= fraction.high + LEEWAY for share, _ in readings):
        study.ledger.agreed(FRACTIONS)
        return
    share, places = readings[0]
    cells = " + ".join(study.pack.cell(place).text for place in places[:-1])
    working = f"{cells} of {study.pack.cell(places[-1]).text} ({study.pack.name_of(places[0])})."
    expected = f"{float(share * 100):.0f}%"
    tell(study, FRACTIONS, sentence, fraction.text, expected, working, 0.7, places)


Reading = tuple[Fraction, list[Place]]


def _across(
    study: Study,
    table: PackTable,
    telling: Telling,
    part: frozenset[str],
    whole: frozenset[str],
) -> Iterator[Reading]:
    """The column that the part's words tell over that of the whole, in the row that the whole is of, or that of all."""
    hits = {column: telling.column_hits(column, part) for column in _counts(study, table)}
    best = max(hits.values(), default=0)
    parts = [column for column, number in hits.items() if number == best > 0]
    named = [column for column in hits if telling.column_hits(column, whole) and column not in parts]
    wholes = named or [column for column in hits if is_whole_column(table, column) and column not in parts]
    if len(parts) != 1 or len(wholes) != 1:
        return
    of_all = [row for row in range(len(table.rows)) if is_whole_row(table, row)]
    # `Of places in Denton`: the row that the whole is of.
    named_rows = [row for row in range(len(table.rows)) if telling.row_hits(row, whole) and row not in of_all]
    for row in named_rows or of_all:
        places = [Place(table.index, row, parts[0]), Place(table.index, row, wholes[0])]
        yield from _share(study, places)


def _down(
    study: Study, table: PackTable, telling: Telling, part: frozenset[str], whole: frozenset[str]
) -> Iterator[Reading]:
    """All rows that have the part's words, together, over the row of all, in every column of counts or money."""
    wholes = [row for row in range(len(table.rows)) if is_whole_row(table, row)]
    rows = [row for row in range(len(table.rows)) if row not in wholes and part & telling.full_rows[row]]
    # `Are in in-house foster care`: of the rows that share a word, the one that is named in full.
    named = [row for row in rows if telling.full_rows[row] <= part | whole]
    most = max((len(telling.full_rows[row]) for row in named), default=0)
    rows = [row for row in named if len(telling.full_rows[row]) == most] or rows
    shared = frozenset.intersection(*(telling.full_rows[row] for row in rows)) & part if rows else frozenset()
    about = whole & (telling.about | frozenset(word for row in wholes for word in telling.full_rows[row]))
    if not rows or len(wholes) != 1 or not shared or len(part) > len(shared) + 1 or (whole and not about):
        return
    columns = sorted(_counts(study, table), key=lambda column: not is_whole_column(table, column))
    for column in columns:
        yield from _share(study, [Place(table.index, row, column) for row in (*rows, *wholes)])


def _counts(study: Study, table: PackTable) -> list[int]:
    measures = {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}
    return [
        column
        for column in table.value_columns
        if table.columns[column].role not in _NO_VALUE
        and all(
            study.measure(place) in measures
            for row in range(len(table.rows))
            if study.is_number(place := Place(table.index, row, column))
        )
    ]


def _share(study: Study, places: list[Place]) -> Iterator[Reading]:
    """The cells before the last as a share of it."""
    if not all(study.is_number(place) for place in places):
        return
    values = [study.value(place) for place in places]
    added = sum(values[:-1], Fraction(0))
    if 0 <= added <= values[-1] and values[-1] > 0:
        yield added / values[-1], places
