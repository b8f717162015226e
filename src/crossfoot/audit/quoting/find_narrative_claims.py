"""What the words say of a measure against its series: went up or down, by how much, lowest since, peak, so many now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import MONTH_WORDS, Time, TimeKind, month_number
from crossfoot.audit.spoken.moving_words import FALLING, FELL, RISING, ROSE
from crossfoot.audit.spoken.sentences import Figure, Lexicon, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_changes_in_words import POINTS
from crossfoot.audit.words.find_points_in_words import percent_text, points_text
from crossfoot.vocabulary.issues import Severity

DIRECTION = Rule(
    "direction-in-words", Kind.NARRATIVE, "Words of rise and fall say what the series does.", Severity.WARNING
)
SINCE = Rule(
    "lowest-since",
    Kind.NARRATIVE,
    "`Lowest since` is lower than every value since, and the one named is as low.",
    Severity.WARNING,
)
AMOUNT = Rule(
    "change-over-time",
    Kind.NARRATIVE,
    "A change told in words is the difference of the values of the series.",
    Severity.WARNING,
)
EXTREME = Rule(
    "peaks-and-lows",
    Kind.NARRATIVE,
    "A peak or a low told in words is the highest or lowest value of the series.",
    Severity.WARNING,
)
_ROSE = re.compile(rf"\b(?:{ROSE})\b", re.IGNORECASE)
_FELL = re.compile(rf"\b(?:{FELL})\b(?! (?:due|in|on|within|into|under|outside|below|short)\b)", re.IGNORECASE)
_NOW = re.compile(
    r"\b(this month|again|since last month|on last month|since the previous month|from last month|in the month|"
    r"month on month)\b",
    re.IGNORECASE,
)
_OVER_YEAR = re.compile(
    r"\b(over|in|during|across) (the )?(past|last) (year|twelve months|12 months)\b|\bthan (a year ago|this "
    r"time last year)\b|\bsince last year\b",
    re.IGNORECASE,
)
_SINCE_MONTH = re.compile(
    rf"\b(?:since|compared (?:to|with)|on|from|than)\b(?: at this point)?(?: in)? "
    rf"(?P<month>{MONTH_WORDS})\b\.?[\s'\u2019-]*(?P<year>20\d{{2}}|\d{{2}})?",
    re.IGNORECASE,
)
_TO_MONTH = re.compile(rf"\s*(?:20\d{{2}} )?to (?:{MONTH_WORDS})\b", re.IGNORECASE)
"""After a month: `from July to September` is a quarter, and no month."""
_LOWEST = re.compile(
    rf"\b(?P<what>lowest|highest)\b.{{0,45}}?\bsince (?P<month>{MONTH_WORDS})\b\.?"
    r"[\s'\u2019-]*(?P<year>20\d{2}|\d{2})?",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b(?:{RISING}|{FALLING}|improve(?:d|ment)|more|fewer|higher|lower)\b", re.IGNORECASE)
_UPWARD = re.compile(rf"\b(?:{RISING}|improv\w*|more|higher)\b", re.IGNORECASE)
_PEAK = re.compile(
    rf"\b(?:peak(?:ed|ing)?|high(?:est)?(?: point)?|low(?:est)?(?: point)?) (?:of|at)(?: around| about)? "
    rf"(?P<number>[\d,.]+%?)(?: (?:in|for) (?P<month>{MONTH_WORDS})\b[\s'\u2019-]*(?P<year>20\d{{2}}|\d{{2}})?)?",
    re.IGNORECASE,
)
SURE = 0.8
LONGEST_GAP = 5
"""Characters between `rose` and by how much: `rose by 2`."""


def find_narrative_claims(study: Study, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
    """Check every sentence that says what a known series does."""
    subject: list[tuple[float, Series]] = []
    line = 0
    for sentence in sentences:
        own = lexicon.spoken_of(sentence, least=0.5)
        # `This is a 12% increase`: of what the sentence before spoke of.
        carried = (
            subject
            if sentence.line == line
            and re.match(r"(this|that|it|these|they|however|although)\b", sentence.text, re.IGNORECASE)
            else []
        )
        spoken = own if own and own[0][0] >= SURE else own + carried
        _check_since(study, sentence, spoken)
        _check_peak(study, sentence, spoken)
        if not _check_amount(study, sentence, spoken):
            _check_direction(study, sentence, own)
        subject, line = (own or carried), sentence.line


def _month_in(series: Series, month: str, year: str | None) -> Time | None:
    """The latest time of the series that the words may mean."""
    number = month_number(month)
    if number is None or not series.places:
        return None
    last = series.times[-1]
    if last.kind is not TimeKind.MONTH:
        return None
    if year:
        full = int(year) + (2000 if int(year) < 100 else 0)
        return Time(TimeKind.MONTH, full * 12 + number)
    back = (last.index - number) % 12 or 12
    return Time(TimeKind.MONTH, last.index - back)


def _check_since(study: Study, sentence: Sentence, spoken: Sequence[tuple[float, Series]]) -> None:
    match = _LOWEST.search(sentence.text)
    if match is None:
        return
    told = {figure.amount for figure in sentence.figures if figure.digits >= 2}
    named = [series for series in _best(spoken, 0.5) if study.value(series.places[series.times[-1]]) in told]
    if any(_is_extreme_since(study, series, match) for series in _named_with(study, sentence, named)):
        study.ledger.agreed(SINCE)
        return
    for series in named[:3] or ([] if told else _best(spoken, SURE)[:3]):
        since = _month_in(series, match["month"], match["year"])
        if since is None or since not in series.places or since >= series.times[-1]:
            continue
        sign = 1 if match["what"].casefold() == "lowest" else -1
        last = study.value(series.places[series.times[-1]]) * sign
        between = [time for time in series.times[:-1] if time > since]
        broken = [time for time in between if study.value(series.places[time]) * sign <= last]
        beaten = study.value(series.places[since]) * sign > last
        if not broken and not beaten:
            study.ledger.agreed(SINCE)
            return
        latest = study.pack.cell(series.places[series.times[-1]]).text
        if broken:
            true = broken[-1]
        else:
            lower = [time for time in series.times if time < since and study.value(series.places[time]) * sign <= last]
            true = lower[-1] if lower else series.times[0]
        why = (
            f"in {true.name} it was {study.pack.cell(series.places[true]).text}"
            if broken
            else (
                f"in {since.name} it was {study.pack.cell(series.places[since]).text} already; it is the "
                f"{match['what']} since {true.name}"
            )
        )
        working, confidence = f"{series.label} is {latest}; {why}.", 0.75 if broken else 0.55
        tell(study, SINCE, sentence, match[0], f"since {true.name}", working, confidence, [series.places[true]])
        return


def _named_with(study: Study, sentence: Sentence, named: Sequence[Series]) -> Iterator[Series]:
    """Series of the value told, and the numbers of such a percentage: `4% (3 children), the lowest number since`."""
    yield from named
    figures = {figure.amount for figure in sentence.numbers if figure.is_plain}
    for series in named:
        ratio = study.ratios.get(series.number)
        if ratio is not None and study.value(ratio.numerator.places[ratio.numerator.times[-1]]) in figures:
            yield ratio.numerator


def _is_extreme_since(study: Study, series: Series, match: re.Match[str]) -> bool:
    """Whether nothing since is as low, and what it was then is."""
    since = _month_in(series, match["month"], match["year"])
    if since is None or since not in series.places or since >= series.times[-1]:
        return False
    sign = 1 if match["what"].casefold() == "lowest" else -1
    last, then = (study.value(series.places[time]) * sign for time in (series.times[-1], since))
    return (
        then
        <= last
        < min((study.value(series.places[t]) * sign for t in series.times[:-1] if t > since), default=last + 1)
    )


def _check_peak(study: Study, sentence: Sentence, spoken: Sequence[tuple[float, Series]]) -> None:
    match = _PEAK.search(sentence.text)
    if match is None:
        return
    number = match["number"].rstrip(".,%").replace(",", "")
    if not re.fullmatch(r"\d+(\.\d+)?", number):
        return
    told = Fraction(number)
    low = match[0].casefold().startswith("low")
    wrong: tuple[Series, Time] | None = None
    for series in _best(spoken, 0.7)[:3]:
        held = {time.kind for time in series.times if study.value(series.places[time]) == told}
        # A year is the highest of years, and no month is set against it.
        times = [time for time in series.times if time.kind in held]
        if len(times) < 6:
            continue
        pick = min if low else max
        end = pick(times, key=lambda time: study.value(series.places[time]))
        if study.value(series.places[end]) == told and (
            not match["month"]
            or _month_in(series, match["month"], match["year"]) in {end, None}
            or match["year"] is None
        ):
            study.ledger.agreed(EXTREME)
            return
        wrong = wrong or (series, end)
    if wrong is not None:
        series, end = wrong
        expected = study.pack.cell(series.places[end]).text
        working = f"The {'lowest' if low else 'highest'} value of {series.label} is {expected} ({end.name})."
        tell(study, EXTREME, sentence, match[0], expected, working, 0.65, [series.places[end]])


def _compared_with(sentence: Sentence, series: Series) -> Time | None:
    """The earlier time that the words compare the latest value with."""
    if not series.places:
        return None
    last = series.times[-1]
    if match := _SINCE_MONTH.search(sentence.text):
        if _TO_MONTH.match(sentence.text, match.end()):
            return None
        return _month_in(series, match["month"], match["year"])
    if _OVER_YEAR.search(sentence.text) and last.kind is TimeKind.MONTH:
        return Time(TimeKind.MONTH, last.index - 12)
    return Time(last.kind, last.index - 1) if _NOW.search(sentence.text) else None


@dataclass(frozen=True, slots=True)
class Move:
    """A series from the time that the words compare with to its last: both cells, and how far they are apart."""

    series: Series
    earlier: Place
    later: Place
    moved: Interval
    relative: Interval | None
    """In per cent of what it was; None where that was nought."""


def _check_amount(study: Study, sentence: Sentence, spoken: Sequence[tuple[float, Series]]) -> bool:
    """`An increase of 68 over the past year`, `fallen by 8% since January`: True where it was checked."""
    told = _told_change(sentence)
    if told is None:
        return False
    moves = _moves(study, sentence, told, _best(spoken, 0.5)[:12])
    if any(_fits(study, sentence, told, move) for move in moves):
        return True
    sure = [series for part, series in spoken if part >= 0.95 and not _names_somewhere(sentence, series)][:2]
    move = next((each for each in moves if each.series in sure), None)
    if move is None or (told.is_plain and told.amount < 2):
        return False
    if told.percent and (move.series.measure is Measure.PERCENT or move.relative is None):
        return False
    size = abs(move.relative) if told.percent and move.relative is not None else abs(move.moved)
    expected = interval_text(size, 0, suffix="%" if told.percent else "")
    tell(study, AMOUNT, sentence, told.text, expected, _told_move(study, move), 0.6, [move.later])
    return True


def _moves(study: Study, sentence: Sentence, told: Figure, spoken: Sequence[Series]) -> list[Move]:
    """What the series of a kind that the figure can be about did."""
    measures = {Measure.COUNT, Measure.RATE, Measure.MONEY}
    if told.percent or told.points:
        measures = {Measure.PERCENT} if told.points else {Measure.PERCENT, Measure.COUNT, Measure.RATE}
    found = []
    for series in spoken:
        before = _compared_with(sentence, series)
        if series.measure not in measures or before is None or before not in series.places:
            continue
        earlier, later = series.places[before], series.places[series.times[-1]]
        moved = study.interval(later) - study.interval(earlier)
        relative = (moved / study.interval(earlier)).times(100) if study.interval(earlier).low > 0 else None
        found.append(Move(series, earlier, later, moved, relative))
    return found


def _fits(study: Study, sentence: Sentence, told: Figure, move: Move) -> bool:
    """Whether the figure is what the series did, in its own unit or in another; both are told to the ledger."""
    size, stated = abs(move.moved), abs(told.interval)
    in_percent = move.relative is not None and abs(move.relative).meets(stated)
    if told.percent and move.series.measure is Measure.PERCENT and size.meets(stated) and not in_percent:
        points = points_text(size)
        working = f"{_told_move(study, move)[:-1]} is {points}{percent_text(move.relative)}."
        tell(study, POINTS, sentence, told.text, points, working, 0.85, [move.later])
        return True
    if not (in_percent if told.percent else size.meets(stated)):
        return False
    rise = bool(_UPWARD.search(sentence.text[max(0, told.start - 45) : told.end + 35]))
    if move.moved.contains(0) or (move.moved.high > 0) == rise:
        study.ledger.agreed(AMOUNT)
    else:
        working = _told_move(study, move)
        tell(study, DIRECTION, sentence, sentence.text[:80], "the other direction", working, 0.75, [move.later])
    return True


def _told_move(study: Study, move: Move) -> str:
    return f"{move.series.label}: {study.pack.cell(move.earlier).text} to {study.pack.cell(move.later).text}."


def _names_somewhere(sentence: Sentence, series: Series) -> bool:
    """Whether the sentence names a place or team that the label of the series does not: it speaks of a part."""
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", sentence.text):
        if match[0].casefold() not in series.label.casefold() and month_number(match[0]) is None:
            return True
    return False


def _told_change(sentence: Sentence) -> Figure | None:
    """The figure that says by how much; None where there is none, or more than one."""
    found = []
    for match in _BY.finditer(sentence.text):
        near = [
            figure
            for figure in sentence.figures
            if _governs(match[0], sentence.text[match.end() : figure.start] if figure.start >= match.end() else None)
            or (
                # The figure before the comma is the value: `48, down 2 on December`.
                0 <= match.start() - figure.end <= 12 and "," not in sentence.text[figure.end : match.start()]
            )
        ]
        found += [figure for figure in near if figure not in found]
    return found[0] if len(found) == 1 else None


def _governs(word: str, gap: str | None) -> bool:
    """Whether the figure after the word is by how much: `rose by 2`, `up 2`."""
    if gap is None or len(gap) > LONGEST_GAP:
        return False
    return re.search(r"\b(by|of)\b", gap) is not None or (word.casefold() in {"up", "down"} and not gap.strip())


def _check_direction(study: Study, sentence: Sentence, spoken: Sequence[tuple[float, Series]]) -> None:
    rose, fell = _ROSE.search(sentence.text), _FELL.search(sentence.text)
    if bool(rose) == bool(fell):
        return
    verb = rose or fell
    if verb is None:
        return
    candidates = [
        series for series in _best(spoken, 0.95) if series.measure in {Measure.COUNT, Measure.PERCENT, Measure.RATE}
    ]
    # The subject stands before the verb.
    head = sentence.text[: verb.start()].casefold()
    for series in candidates[:1]:
        before = _compared_with(Sentence(sentence.text[verb.start() :][:60], 0, sentence.words, (), (), ""), series)
        if before is None or before not in series.places or sum(word[:4] in head for word in series.subject) < 2:
            continue
        earlier, later = study.value(series.places[before]), study.value(series.places[series.times[-1]])
        if (later > earlier and rose) or (later < earlier and fell):
            study.ledger.agreed(DIRECTION)
        elif later != earlier:
            place = series.places[series.times[-1]]
            working = (
                f"{series.label}: {study.pack.cell(series.places[before]).text} ({before.name}) to "
                f"{study.pack.cell(place).text} ({series.times[-1].name})."
            )
            expected = "risen" if later > earlier else "fallen"
            tell(study, DIRECTION, sentence, verb[0].strip(), expected, working, 0.75, [place])


def _best(spoken: Sequence[tuple[float, Series]], least: float) -> list[Series]:
    return [series for part, series in spoken if part >= least]
