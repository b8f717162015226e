"""Figures in words that stand in no table, where a table has one that is nearly the same and of the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.labels import Measure
from crossfoot.audit.pack import Place
from crossfoot.audit.sentences import Figure, Lexicon, Sentence, times_in
from crossfoot.audit.series import Series
from crossfoot.audit.study import Study
from crossfoot.audit.times import MONTH_WORDS, Time, TimeKind, month_number
from crossfoot.vocabulary.issues import Severity

QUOTED = Rule(
    "figures-in-words", Kind.NARRATIVE, "A figure told in words is the one that the table prints.", Severity.WARNING
)


def find_misquoted_figures(study: Study, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
    """Check counts, rates and percentages told in words, of a known series at a known month."""
    for sentence in sentences:
        _check_series(study, sentence, lexicon)
        _check_ends(study, sentence, lexicon)


def _check_series(study: Study, sentence: Sentence, lexicon: Lexicon) -> None:
    """One count or percentage, and a series all of whose words are there: it must be the value of the month named."""
    figures = [figure for figure in sentence.figures if not figure.money and not figure.points and figure.digits >= 2]
    percents = [figure for figure in figures if figure.percent]
    plain = [figure for figure in figures if figure.is_plain]
    for group, measures in ((percents, {Measure.PERCENT}), (plain, {Measure.COUNT, Measure.RATE})):
        if len(group) != 1 or _is_qualified(sentence, group[0]):
            continue
        spoken = [series for part, series in lexicon.spoken_of(sentence, least=0.95) if series.measure in measures]
        known = _values_meant(sentence, spoken[:6])
        if known:
            _compare_with(study, sentence, group[0], known)


def _is_qualified(sentence: Sentence, figure: Figure) -> bool:
    """Whether the words beside the figure make it a change, a limit or a rough number."""
    return _QUALIFIED.search(sentence.text[max(0, figure.start - 40) : figure.end + 30]) is not None


def _values_meant(sentence: Sentence, spoken: Sequence[Series]) -> dict[Place, str]:
    """The cells that the sentence may quote: of the month that it names, or the latest where it names none."""
    # `The lowest since April` is a figure of today.
    times = tuple(times_in(_SINCE.sub(" ", sentence.text)))
    if len(times) > 1 or (not times and _SPAN.search(sentence.text)):
        return {}
    known: dict[Place, str] = {}
    for series in spoken:
        for time in _times_meant(series, times):
            known[series.places[time]] = f"{series.label}, {time.name}"
    return known


def _times_meant(series: Series, times: Sequence[Time]) -> list[Time]:
    if not times:
        return series.times[-1:]
    if times[0].kind is TimeKind.MONTH:
        return [time for time in times if time in series.places]
    return [time for time in series.times if time.kind is TimeKind.MONTH and time.index % 12 == times[0].index][-1:]


def _compare_with(study: Study, sentence: Sentence, figure: Figure, known: dict[Place, str]) -> None:
    if any(figure.interval.meets(study.interval(place)) and not _finer(study, figure, place) for place in known):
        study.ledger.agreed(QUOTED)
        return
    place = next(iter(known))
    value = study.value(place)
    if _is_of_another(study, place, sentence) or abs(value - figure.amount) > abs(value) / 4:
        return
    printed = study.pack.cell(place).text
    study.ledger.found(
        QUOTED,
        None,
        line=sentence.line,
        published=figure.text,
        expected=printed,
        row=sentence.text[:160],
        explanation=f"{QUOTED.words} Line {study.ledger.line_of(place)} prints {printed} ({known[place]}).",
        confidence=0.65,
        others=[place],
    )


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
        cell = study.pack.cell(place)
        study.ledger.found(
            QUOTED,
            None,
            line=sentence.line,
            published=figure.text,
            expected=cell.text,
            row=sentence.text[:160],
            explanation=f"{QUOTED.words} Line {cell.line} prints {cell.text} ({study.pack.name_of(place)}).",
            confidence=0.8,
            others=[place],
        )


def _finer(study: Study, figure: Figure, place: Place) -> bool:
    """Whether both are printed to the same decimals and differ."""
    number = study.pack.cell(place).number
    decimals = len(figure.text.rstrip("% ").partition(".")[2])
    return number is not None and number.decimals == decimals and number.amount != figure.amount


def _is_of_another(study: Study, place: Place, sentence: Sentence) -> bool:
    """Whether the words may speak of a part (a place they name) or of everybody (a national figure on its own)."""
    label = study.pack.name_of(place).casefold()
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", sentence.text):
        if match[0].casefold() not in label and match[0].casefold() not in _WHOLE and month_number(match[0]) is None:
            return True
    return bool(re.search(r"\b(england|nationally|neighbours?|region\w*)\b", sentence.text, re.IGNORECASE))


_FROM_TO = re.compile(
    rf"\bfrom (?:about )?[\d,.]+%? (?:in|at|to) (?:the end of )?(?:{MONTH_WORDS})\b.{{0,20}}?\bto (?:about )?[\d,.]+%?",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"increase|decrease|rise|fall|drop|reduc|higher|lower|more than|less than|over|under|target|compared|within|days|"
    r"years|aged|up to|low of|high of|peak|from|around|about|approximately|nearly|almost|below|above",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(since|than|from|on|against|before|with|to)\s+(?:in\s+)?(?:{MONTH_WORDS})\w*\.?[\s'-]*(?:20)?\d{{0,2}}",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b(?:{MONTH_WORDS})\w* to (?:{MONTH_WORDS})", re.IGNORECASE)
"""A quarter: what it is compared with is no month."""
_WHOLE = {"county", "council", "services", "good", "outstanding", "children", "child"}
