"""Trend words against the straight line that fits the values best, and changes over a run against its ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import MONTH_WORDS, Time, read_time
from crossfoot.audit.spoken.moving_words import DOWN, UP
from crossfoot.audit.study import Study

TRENDS = Rule("trends", Kind.DISPLAY, "A trend word is the direction of the straight line that fits the values best.")
CHANGES = Rule("changes", Kind.ARITHMETIC, "A difference is the later figure less the earlier one.")
_LEVEL = re.compile(r"stable|steady|static|flat|no (clear )?trend|level", re.IGNORECASE)
_INCOMPLETE = re.compile(r"incomplete|insufficient|not enough", re.IGNORECASE)
_TWO_ONLY = re.compile(r"\btrend\b.{0,40}\b(compares|compared|against|shows the change)\b", re.IGNORECASE)
"""The pack says that its trend words are of two times, not of the whole run."""
_TWO_TIMES = re.compile(
    rf"((?:{MONTH_WORDS})[\s-]*\d{{2,4}})\s*(?:to|-|\u2013|and|vs\.?|v)\s*((?:{MONTH_WORDS})[\s-]*\d{{2,4}})",
    re.IGNORECASE,
)


def find_trend_faults(study: Study) -> None:
    """Check trend words and difference rows or columns of every series."""
    over_the_run = not any(_TWO_ONLY.search(paragraph.text) for paragraph in study.pack.paragraphs)
    for series in study.series if over_the_run else ():
        if series.table not in study.copies:
            _check_word(study, series)
    by_table: dict[int, list[Series]] = defaultdict(list)
    for series in study.series:
        if series.table not in study.copies and Role.DIFFERENCE in series.extras and not series.by_row:
            by_table[series.table].append(series)
    for group in by_table.values():
        _check_changes(study, group)


def _check_word(study: Study, series: Series) -> None:
    place = series.extras.get(Role.TREND)
    if place is None or study.is_number(place):
        return
    word = study.pack.cell(place).text
    blanks = [time for time in series.blanks if not series.places or time < max(series.times)]
    if _INCOMPLETE.search(word):
        if blanks or len(series.places) < 3:
            study.ledger.agreed(TRENDS)
        else:
            study.ledger.found(
                TRENDS,
                place,
                explanation=f"{TRENDS.words} Every value of {series.label} is there.",
                expected="a trend",
                confidence=0.7,
            )
        return
    said = 1 if UP.search(word) else -1 if DOWN.search(word) else 0 if _LEVEL.search(word) else None
    if said is None or len(series.places) < 4:
        return
    low, high = _slope(study, series)
    truth = 1 if low > 0 else -1 if high < 0 else None
    if (
        truth is None
        or truth == said
        or (said == 0 and _slight(study, series))
        or said == _change_beside(study, series)
    ):
        study.ledger.agreed(TRENDS)
        return
    first, last = series.times[0], series.times[-1]
    study.ledger.found(
        TRENDS,
        place,
        explanation=(
            f"{TRENDS.words} For {series.label}, {first.name} to {last.name}, the line goes "
            f"{'up' if truth > 0 else 'down'} "
            f"({float((low + high) / 2):+.3g} a step); {word!r} is printed."
        ),
        expected="increasing" if truth > 0 else "reducing",
        confidence=0.9,
    )


def _change_beside(study: Study, series: Series) -> int | None:
    """Which way the change goes that is printed beside: the word may be of that, not of the whole run."""
    place = series.extras.get(Role.DIFFERENCE)
    number = study.pack.cell(place).number if place is not None else None
    if number is None or not number.signed:
        return None
    return (number.value > 0) - (number.value < 0)


def _slope(study: Study, series: Series) -> tuple[Fraction, Fraction]:
    """Least and most that the slope may be."""
    times = series.times
    base = times[0].index
    middle = Fraction(sum(time.index - base for time in times), len(times))
    weights = [(time.index - base - middle, study.interval(series.places[time])) for time in times]
    spread = sum(weight * weight for weight, _ in weights)
    if not spread:
        return Fraction(0), Fraction(0)
    low = sum((weight * (interval.low if weight > 0 else interval.high) for weight, interval in weights), Fraction(0))
    high = sum((weight * (interval.high if weight > 0 else interval.low) for weight, interval in weights), Fraction(0))
    return low / spread, high / spread


def _slight(study: Study, series: Series) -> bool:
    """Whether the line moves by less than a twentieth of the values over the whole run."""
    low, high = _slope(study, series)
    run = abs(low + high) / 2 * (series.times[-1].index - series.times[0].index)
    level = sum((abs(study.value(place)) for place in series.places.values()), Fraction(0)) / len(series.places)
    return run <= level / 20


def _check_changes(study: Study, group: list[Series]) -> None:
    """A difference row: between which two figures is what fits most columns, or what its own words say."""
    readings: tuple[Callable[[Series], tuple[Place, Place] | None], ...] = (
        _named(study),
        _over_year,
        _over_run,
        _since_last,
    )
    best: tuple[int, list[Equation]] = (-1, [])
    for reading in readings:
        equations = list(_equations(study, group, reading))
        held = sum(bool(equation.holds) for equation in equations)
        if equations and (held > best[0] or (reading is readings[0])):
            best = (held, equations)
        if reading is readings[0] and equations:
            break
    if best[0] * 2 >= len(best[1]) or len(best[1]) <= 2:
        for equation in best[1]:
            study.ledger.weigh(equation)


def _equations(
    study: Study, group: list[Series], reading: Callable[[Series], tuple[Place, Place] | None]
) -> Iterator[Equation]:
    for series in group:
        place, ends = series.extras[Role.DIFFERENCE], reading(series)
        if ends is None or not study.is_number(place) or not all(map(study.is_number, ends)):
            continue
        later, earlier = ends
        words = f"{series.label}: {study.pack.cell(later).text} less {study.pack.cell(earlier).text}."
        yield Equation(CHANGES, study.term(place), (study.term(later), study.term(earlier, -1)), words, weight=0.9)


def _named(study: Study) -> Callable[[Series], tuple[Place, Place] | None]:
    def ends(series: Series) -> tuple[Place, Place] | None:
        place = series.extras[Role.DIFFERENCE]
        match = _TWO_TIMES.search(study.pack.row(place).label)
        if match is None:
            return None
        first, last = read_time(match[1]), read_time(match[2])
        if first is None or last is None or first not in series.places or last not in series.places:
            return None
        return series.places[last], series.places[first]

    return ends


def _over_year(series: Series) -> tuple[Place, Place] | None:
    now, before = series.extras.get(Role.YEAR_TO_DATE), series.extras.get(Role.PREVIOUS_YEAR_TO_DATE)
    return (now, before) if now is not None and before is not None else None


def _over_run(series: Series) -> tuple[Place, Place] | None:
    times: list[Time] = series.times
    return (series.places[times[-1]], series.places[times[0]]) if len(times) > 1 else None


def _since_last(series: Series) -> tuple[Place, Place] | None:
    times: list[Time] = series.times
    return (series.places[times[-1]], series.places[times[-2]]) if len(times) > 1 else None
