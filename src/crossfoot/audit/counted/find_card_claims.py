"""What a report card says of its measure, where the measure is the heading and the words say no more than `the rate`.

A card speaks of the rate that its heading names: what it has risen to is the latest value that the pack prints of it,
and its low point is the lowest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.quoting.find_narrative_claims import EXTREME
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.moving_words import FALLING, RISING
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

STALE = Rule(
    "stale-values", Kind.NARRATIVE, "What a measure has risen or fallen to is its latest value.", Severity.WARNING
)
FEWEST_WORDS = 3
LONGEST_CARD = 40
"""Lines from the heading of a card to its last sentence."""
LATEST = 3
"""Months: an older value than these is told as history."""
_OF_THE_CARD = re.compile(r"\b(?:rates?|figures?|percentages?|proportions?|numbers?|performance)\b", re.IGNORECASE)
_NOW = re.compile(
    rf"\b(?:has|have|is|are|now|currently)\b[^.;]*?\b(?:{RISING}|{FALLING})\b[^.;\d]{{0,25}}?"
    r"\bto (?P<value>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_LOW = re.compile(r"\b(?:low(?:est)?|all-time low)(?: point)? of (?P<value>\d+(?:\.\d+)?)", re.IGNORECASE)
_HIGH = re.compile(r"\b(?:high(?:est)?|peak)(?: point)? of (?P<value>\d+(?:\.\d+)?)", re.IGNORECASE)


def find_card_claims(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check sentences under a heading that is the name of a measure and says nothing else."""
    cards = list(_cards(study))
    for sentence in sentences:
        if not _OF_THE_CARD.search(sentence.text):
            continue
        above = [card for card in cards if 0 < sentence.line - card[0] <= LONGEST_CARD]
        if above:
            series = _alike(study, max(above, key=lambda card: card[0])[1])
            _check_latest(study, sentence, series)
            _check_extremes(study, sentence, series)


def _cards(study: Study) -> Iterator[tuple[int, Series]]:
    """Headings, with the first series of that name."""
    named: dict[frozenset[str], Series] = {}
    for series in study.series:
        if series.times and series.times[0].kind is TimeKind.MONTH and len(series.subject) >= FEWEST_WORDS:
            named.setdefault(series.subject, series)
    for paragraph in study.pack.paragraphs:
        found = named.get(subject_of(paragraph.text))
        if found is not None:
            yield paragraph.line, found


def _alike(study: Study, series: Series) -> list[Series]:
    """The series, and those that are the same measure in other tables."""
    found = {series.number: series}
    for _ in range(2):
        for one, other in study.alike:
            if one.number in found or other.number in found:
                found[one.number], found[other.number] = one, other
    return list(found.values())


def _known(series: Sequence[Series]) -> dict[Time, Place]:
    """By time the cell of the series that has most of them."""
    found: dict[Time, Place] = {}
    for each in sorted(series, key=lambda one: -len(one.places)):
        for time, place in each.places.items():
            found.setdefault(time, place)
    return found


def _check_latest(study: Study, sentence: Sentence, series: Sequence[Series]) -> None:
    match = _NOW.search(sentence.text)
    told = _figure(sentence, match)
    if match is None or told is None or sentence.periods or told.digits < 2:
        return
    known = _known(series)
    last = max(known)
    before = [time for time in known if last.index - LATEST <= time.index < last.index]
    values = {time: study.value(known[time]) for time in (*before, last)}
    if _is_told(study, known[last], told):
        study.ledger.agreed(STALE)
        return
    same = [time for time in before if values[time] == told.amount]
    if same:
        cell = study.pack.cell(known[last])
        working = (
            f"{told.text} is the value of {max(same).name}; line {cell.line} prints {cell.text} for {last.name} "
            f"({study.pack.name_of(known[last])})."
        )
        tell(study, STALE, sentence, told.text, cell.text, working, 0.7, [known[last], known[max(same)]])


def _is_told(study: Study, place: Place, told: Figure) -> bool:
    return study.interval(place).meets(told.interval)


def _check_extremes(study: Study, sentence: Sentence, series: Sequence[Series]) -> None:
    for pattern, pick in ((_LOW, min), (_HIGH, max)):
        match = pattern.search(sentence.text)
        told = _figure(sentence, match)
        printed: dict[Fraction, Place] = {
            study.value(place): place for each in series for place in each.places.values()
        }
        if told is None or told.amount not in printed or told.digits < 2:
            continue
        end = pick(printed)
        if end == told.amount:
            study.ledger.agreed(EXTREME)
            continue
        cell, column = study.pack.cell(printed[end]), study.pack.name_of(printed[end])
        working = f"Line {cell.line} prints {cell.text} ({column})."
        tell(study, EXTREME, sentence, told.text, cell.text, working, 0.6, [printed[end], printed[told.amount]])


def _figure(sentence: Sentence, match: re.Match[str] | None) -> Figure | None:
    """The figure that the words name."""
    if match is None:
        return None
    return next((each for each in sentence.figures if each.start <= match.start("value") < each.end), None)
