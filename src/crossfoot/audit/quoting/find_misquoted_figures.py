"""Two figures of one series told at two months: where the one is the series' value, so must the other be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.times import MONTH_WORDS, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Lexicon, Sentence
from crossfoot.audit.spoken.telling import tell_misquoted
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

QUOTED = Rule(
    "figures-in-words", Kind.NARRATIVE, "A figure told in words is the one that the table prints.", Severity.WARNING
)


def find_misquoted_figures(study: Study, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
    """Check both ends of `from 84.0% in June 2016 to 79.3% in July 2016` against a known series."""
    for sentence in sentences:
        _check_ends(study, sentence, lexicon)


def _check_ends(study: Study, sentence: Sentence, lexicon: Lexicon) -> None:
    """`from 84.0% in June 2016 to 79.3% in July 2016`: where the one is a series' value, so must the other be."""
    match = _FROM_TO.search(sentence.text)
    figures = [figure for figure in sentence.figures if not figure.money]
    times = [time for time in sentence.times if time.kind is TimeKind.MONTH]
    if match is None or len(figures) < 2 or len(times) != 2:
        return
    ends = [figure for figure in figures if match.start() <= figure.start <= match.end()][:2]
    if len(ends) < 2:
        return
    best: tuple[int, list[tuple[Figure, Place]]] | None = None
    for _, series in lexicon.spoken_of(sentence, least=0.3, fewest=1)[:30]:
        if any(time not in series.places for time in times):
            continue
        pairs = [(figure, series.places[time]) for figure, time in zip(ends, times, strict=True)]
        held = sum(figure.interval.meets(study.interval(place)) for figure, place in pairs)
        if best is None or held > best[0]:
            best = (held, pairs)
    if best is None or best[0] == 0:
        return
    for figure, place in best[1]:
        if figure.interval.meets(study.interval(place)) and not _finer(study, figure, place):
            study.ledger.agreed(QUOTED)
            continue
        tell_misquoted(study, QUOTED, sentence, figure.text, place, 0.8)


def _finer(study: Study, figure: Figure, place: Place) -> bool:
    """Whether both are printed to the same decimals and differ."""
    number = study.pack.cell(place).number
    return number is not None and number.decimals == figure.decimals and number.amount != figure.amount


_FROM_TO = re.compile(
    rf"\bfrom (?:about )?[\d,.]+%? (?:in|at|to) (?:the end of )?(?:{MONTH_WORDS})\b.{{0,20}}?\bto (?:about )?[\d,.]+%?",
    re.IGNORECASE,
)
