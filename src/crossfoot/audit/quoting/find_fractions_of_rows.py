"""`About one third were settled by the team manager`: a fraction in words against the share that a row has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.quoting.near_tables import prints
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.moving_words import FALLING, HIGHER, LOWER, RISING
from crossfoot.audit.spoken.number_words import SpelledFraction
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Meant, Speaking, latest_of
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_fractions_in_words import FRACTIONS

NEAR = 40
LEADING = 8
"""Lines from a key message to the table that it leads to."""
LEEWAY = Fraction(3, 100)
"""How far outside what the words allow a share must be."""


def find_fractions_of_rows(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each fraction of a sentence without percentages whose words name one row of a table near it."""
    for sentence in sentences:
        if not sentence.fractions or any(figure.percent for figure in sentence.numbers):
            continue
        for number, fraction in enumerate(sentence.fractions):
            later = sentence.fractions[number + 1 :]
            clause = sentence.text[fraction.end : later[0].start if later else len(sentence.text)]
            # `Of places in Denton are taken`: that row is of what there is a part, and no part.
            named = [meant for meant in speaking.spoken_of(sentence, clause) if not _is_of_it(meant, clause)]
            if len(sentence.fractions) > 1:
                named = [meant for meant in named if meant.line.words & plain_words(clause)]
            told = _told_with(sentence, fraction)
            if told is not None:
                named = [meant for meant in named if any(prints(study, told, place) for place in meant.places)]
            # A key message over a table must say what the fraction is of.
            above = [meant for meant in named if study.pack.tables[meant.line.table].line < sentence.line]
            _check(study, sentence, fraction, named if clause.startswith(" of ") else above)


def _told_with(sentence: Sentence, fraction: SpelledFraction) -> Figure | None:
    """The figure right before it that it is the share of: `1,005 cases, just over half`."""
    told = next((each for each in reversed(sentence.figures) if each.end <= fraction.start), None)
    between = sentence.text[told.end : fraction.start] if told is not None else ""
    return told if _LEAD.fullmatch(between) else None


_LEAD = re.compile(r"(?: [a-z-]+){0,2}(?:, (?:or |which is |that is )?| \()", re.IGNORECASE)
_OF_IT = re.compile(r"\sof (?P<whole>[^.,;:]{3,60}?) (?:is|are|was|were) (?P<part>[a-z][^.,;:]{2,})", re.IGNORECASE)


def _is_of_it(meant: Meant, clause: str) -> bool:
    """Whether all words of the line stand before the verb, with words after it that tell the part."""
    match = _OF_IT.match(clause)
    return match is not None and meant.line.words <= plain_words(match["whole"]) and bool(plain_words(match["part"]))


def _check(study: Study, sentence: Sentence, fraction: SpelledFraction, found: Sequence[Meant]) -> None:
    near = [meant for meant in found if meant.line.by_row and _is_near(study, sentence, meant)]
    shares = [share for meant in near for share in _shares(study, meant)]
    if not shares or len({meant.line.table for meant in near}) > 1:
        return
    if any(fraction.low - LEEWAY <= share <= fraction.high + LEEWAY for share, _ in shares) or any(
        fraction.low <= share <= fraction.high
        for meant in near
        for share in (
            *_ratios(study, meant, changed=_CHANGED.search(sentence.text) is not None),
            *_of_several(study, sentence, meant),
        )
    ):
        study.ledger.agreed(FRACTIONS)
        return
    share, place = shares[0]
    working = f"{study.pack.name_of(place)} has {float(share * 100):.1f}% of the whole."
    tell(study, FRACTIONS, sentence, fraction.text, f"{float(share * 100):.0f}%", working, 0.7, [place])


def _is_near(study: Study, sentence: Sentence, meant: Meant) -> bool:
    table = study.pack.tables[meant.line.table]
    away = sentence.line - table.line
    return meant.line.number in parts_of(table) and -LEADING <= away <= NEAR + len(table.rows) and away != 0


def _shares(study: Study, meant: Meant) -> Iterator[tuple[Fraction, Place]]:
    """What part of the whole the row has: as printed, or of the sum of all rows where the table prints that sum."""
    table = study.pack.tables[meant.line.table]
    values = [place for place in meant.places if table.columns[place.column].role in {Role.VALUE, Role.TIME}]
    for place in latest_of(study, values):
        if study.measure(place) is Measure.PERCENT:
            yield study.value(place) / 100, place
        elif whole := _whole(study, table, place.column):
            yield study.value(place) / whole, place


_CHANGED = re.compile(
    rf"\b(?:{RISING}|{FALLING}|{HIGHER}|{LOWER}|los[et]\w*|gain\w*|gr[eo]w\w*|shr[aiu]nk|cut|not|no longer|"
    r"without|un\w+)\b",
    re.IGNORECASE,
)


def _ratios(study: Study, meant: Meant, *, changed: bool) -> Iterator[Fraction]:
    """What a reader may form of the row: its percentages, a cell over another, where it is told so the change."""
    table = study.pack.tables[meant.line.table]
    row = [Place(table.index, meant.line.number, column) for column in table.value_columns]
    numbers = [place for place in row if study.is_number(place)]
    yield from (study.value(place) / 100 for place in numbers if study.measure(place) is Measure.PERCENT)
    amounts = [abs(study.value(place)) for place in numbers if study.measure(place) is not Measure.PERCENT]
    for one, other in combinations([amount for amount in amounts if amount], 2):
        low, high = min(one, other), max(one, other)
        yield low / high
        if changed:
            yield from (1 - low / high, abs(other - one) / one)


def _of_several(study: Study, sentence: Sentence, meant: Meant) -> Iterator[Fraction]:
    """What the rows that the sentence names have together of the whole: `paper forms and events together`."""
    table = study.pack.tables[meant.line.table]
    said = plain_words(sentence.text)
    rows = [row for row in parts_of(table) if (words := plain_words(table.rows[row].label)) and words <= said]
    for column in {place.column for place in meant.places} if len(rows) > 1 else ():
        places = [Place(table.index, row, column) for row in rows]
        if all(study.is_number(place) for place in places):
            added = sum((study.value(place) for place in places), Fraction(0))
            if study.measure(places[0]) is Measure.PERCENT:
                yield added / 100
            elif whole := _whole(study, table, column):
                yield added / whole


def _whole(study: Study, table: PackTable, column: int) -> Fraction | None:
    """The sum of the parts, where a row prints it."""
    parts = parts_of(table)
    places = [Place(table.index, row, column) for row in parts]
    if len(places) < 2 or not all(study.is_number(place) for place in places):
        return None
    added = sum((study.value(place) for place in places), Fraction(0))
    others = [Place(table.index, row, column) for row in range(len(table.rows)) if row not in parts]
    printed = any(study.is_number(place) and study.value(place) == added for place in others)
    return added if printed and added > 0 else None
