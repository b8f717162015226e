"""Rates: every rate of a pack stands on one population, and the rates themselves prove which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, likeness, per_of
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.study import Study

RATES = Rule("rates", Kind.ARITHMETIC, "Rates of one area and time stand on one population.")
ALIKE = 0.45
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A rate with the count it may be of, and by what the count is multiplied."""

    rate: Series
    count: Series
    factor: int
    per: int


_BARE = frozenset(
    [
        "under",
        "18",
        "18s",
        "17s",
        "annualis",
        "annualised",
        "roll",
        "rolling",
        "month",
        "in",
        "population",
        "aged",
        "age",
        "0",
        "17",
        "perform",
        "performance",
        "overall",
        "10000",
        "1000",
        "year",
        "12",
    ]
)


def _alike(rate: Series, count: Series) -> float:
    """How like the labels are, words of form and population left out."""
    return likeness(rate.subject - _BARE, count.subject - _BARE)


def find_rate_faults(study: Study) -> None:
    """Infer the population from all rates together, then check every rate whose count is known."""
    matches = list(_matches(study))
    timed = _check_each_time(study, matches)
    matches = [match for match in matches if match.rate.number not in timed]
    population = _population(study, matches)
    if population is None:
        return
    study.population = population
    best: dict[int, tuple[float, Match]] = {}
    for match in matches:
        held, tried = _fit(study, match, population)
        if not tried:
            continue
        score = held / tried + 0.2 * _alike(match.rate, match.count) + 0.1 * (match.rate.table == match.count.table)
        if match.rate.number not in best or score > best[match.rate.number][0]:
            best[match.rate.number] = (score, match)
    for _, match in best.values():
        held, tried = _fit(study, match, population)
        if held >= max(2, tried * 0.5) or (held and held >= tried * 0.5):
            for equation in _equations(study, match, population):
                study.ledger.weigh(equation)
        elif tried >= 3 and _alike(match.rate, match.count) >= 0.75:
            _report_row(study, match, population, tried)


def _check_each_time(study: Study, matches: Sequence[Match]) -> set[int]:
    """Rates of a table that stand on another population each year: at each time all but one must agree on it.

    The numbers of those rates, of which no one population is asked.
    """
    timed: set[int] = set()
    tables: dict[tuple[int, int, int], list[Match]] = defaultdict(list)
    for match in matches:
        if match.factor == 1 and _alike(match.rate, match.count) >= SAME:
            tables[match.rate.table, match.count.table, match.per].append(match)
    for group in tables.values():
        times = {time for match in group for time in match.rate.places if time in match.count.places}
        found = [(time, shared) for time in sorted(times) if (shared := _shared_at(study, group, time)) is not None]
        if len(group) < FEWEST_AT_A_TIME or len(found) * 2 <= len(times) or _are_one([each for _, each in found]):
            continue
        timed.update(match.rate.number for match in group)
        for time, population in found:
            for match in group:
                if time in match.rate.places and time in match.count.places:
                    at, above = match.rate.places[time], match.count.places[time]
                    people = f"{round(population.middle):,}"
                    words = f"{match.rate.label} is {match.count.label} per {match.per:,} of about {people}."
                    scale = Fraction(match.per)
                    study.ledger.weigh(_equation(study, at, above, scale=scale, population=population, words=words))
    return timed


def _are_one(populations: Sequence[Interval]) -> bool:
    """Whether one number may be all of them."""
    return max(each.low for each in populations) <= min(each.high for each in populations)


def _shared_at(study: Study, group: Sequence[Match], time: Time) -> Interval | None:
    """The population at a time on which all but one of the rates agree, three at least."""
    implied = []
    for match in group:
        place, above = match.rate.places.get(time), match.count.places.get(time)
        if place is None or above is None:
            continue
        interval, count = study.interval(place), study.value(above)
        if interval.low > 0 and count > 0:
            implied.append(Interval(count * match.per / interval.high, count * match.per / interval.low))
    best: list[Interval] = max(
        ([each for each in implied if each.low <= own.low <= each.high] for own in implied), key=len, default=[]
    )
    if len(best) < max(FEWEST_AT_A_TIME, len(implied) - 1):
        return None
    return Interval(max(each.low for each in best), min(each.high for each in best))


FEWEST_AT_A_TIME = 3
SAME = 0.6
"""How like the labels of a rate and of its count must be where each time has a population of its own."""


def _matches(study: Study) -> Iterator[Match]:
    counts = [
        series
        for series in study.series
        if series.measure in {Measure.COUNT, Measure.UNKNOWN} and series.table not in study.copies
    ]
    by_times: dict[frozenset[Time], list[Series]] = defaultdict(list)
    for count in counts:
        by_times[frozenset(count.places)].append(count)
    for rate in study.series:
        per = _per(study, rate)
        if rate.measure is not Measure.RATE or per is None or rate.table in study.copies:
            continue
        shared = [own for times, own in by_times.items() if not times.isdisjoint(rate.places)]
        for count in sorted(chain.from_iterable(shared), key=lambda each: each.number):
            if _alike(rate, count) >= ALIKE:
                for factor in _factors(rate):
                    yield Match(rate, count, factor, per)


def _per(study: Study, rate: Series) -> int | None:
    """What its label, or else the caption of its table, says that it is per."""
    return rate.per or per_of(study.pack.tables[rate.table].caption)


def _factors(rate: Series) -> tuple[int, ...]:
    if rate.is_annualised:
        return (12,)
    return (1,) if rate.is_rolling else (1, 12)


def _population(study: Study, matches: Sequence[Match]) -> Interval | None:
    """The population that most rates agree on, as the interval they share."""
    implied: list[tuple[float, float, Match]] = []
    for match in matches:
        for time, place in match.rate.places.items():
            above = match.count.places.get(time)
            if above is None:
                continue
            interval, count = study.interval(place), float(study.value(above))
            if interval.low <= 0 or not count:
                continue
            scale = count * match.factor * match.per
            implied.append((scale / float(interval.high), scale / float(interval.low), match))
    if len(implied) < FEWEST:
        return None
    edges = sorted([(low, 0, +1) for low, _, _ in implied] + [(high, 1, -1) for _, high, _ in implied])
    depth = best = 0
    start = end = 0.0
    for number, (value, _, step) in enumerate(edges):
        depth += step
        if depth > best:
            best, start = depth, value
            end = edges[number + 1][0]
    agreeing = [(low, high, match) for low, high, match in implied if low <= start and high >= start]
    series = {match.rate.number for _, _, match in agreeing}
    if best < FEWEST or (len(series) < 2 and best < 6):
        return None
    return Interval(Fraction(start), Fraction(max(start, end)))


def _fit(study: Study, match: Match, population: Interval) -> tuple[int, int]:
    equations = list(_equations(study, match, population))
    return sum(bool(equation.holds) for equation in equations), len(equations)


def _equations(study: Study, match: Match, population: Interval) -> Iterator[Equation]:
    per = match.per
    nearest = population.middle
    people = f"{round(nearest):,}"
    words = (
        f"{match.rate.label} is {match.count.label}{' x 12' if match.factor == 12 else ''} per {per:,} of a "
        f"population of about {people}."
    )
    for time, place in sorted(match.rate.places.items()):
        above = match.count.places.get(time)
        if above is not None:
            yield _equation(study, place, above, scale=Fraction(match.factor * per), population=population, words=words)
    last = max(match.rate.places, default=None)
    for role in (Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE):
        printed, counted = match.rate.extras.get(role), match.count.extras.get(role)
        if printed is None or counted is None or not study.is_number(printed) or not study.is_number(counted):
            continue
        months = _months(last)
        if months and match.factor == 12:
            yield _equation(
                study,
                printed,
                counted,
                scale=Fraction(12 * per, months),
                population=population,
                words=f"{words} For {months} months it is 12/{months} of the count.",
            )
    rolled = match.rate.extras.get(Role.ROLLING), match.count.extras.get(Role.ROLLING)
    if rolled[0] is not None and rolled[1] is not None and study.is_number(rolled[0]) and study.is_number(rolled[1]):
        yield _equation(study, rolled[0], rolled[1], scale=Fraction(per), population=population, words=words)


def _months(last: Time | None) -> int:
    return last.months_into_year if last is not None and last.kind is TimeKind.MONTH else 0


def _equation(
    study: Study, place: Place, above: Place, *, scale: Fraction, population: Interval, words: str
) -> Equation:
    # The population is no cell: it goes into the factor as the interval that all rates share.
    term = study.term(above)
    per_head = Interval(term.interval.low / population.high, term.interval.high / population.low)
    middle = population.middle
    return Equation(
        RATES,
        study.term(place),
        # Counts that at the middle of the population give these values per head.
        (Term(above, per_head.times(middle), 1),),
        words,
        scale=scale / middle,
        weight=0.9,
    )


def _report_row(study: Study, match: Match, population: Interval, tried: int) -> None:
    """A whole row on another population: one finding."""
    equations = list(_equations(study, match, population))
    first = equations[-1] if equations else None
    last = max(match.rate.places)
    equation = next((each for each in equations if each.result.place == match.rate.places[last]), first)
    if equation is None:
        return
    expected = equation.expected(equation.result.place)
    number = study.pack.cell(equation.result.place).number
    study.ledger.checks[RATES.id] += tried - 1
    study.ledger.found(
        RATES,
        equation.result.place,
        explanation=(
            f"{RATES.words} {equation.words} None or few of the {tried} values of this row are; every other "
            f"rate of the pack fits that population."
        ),
        expected=interval_text(expected, number.decimals if number else 0) if expected else "",
        confidence=0.9,
        cause="The whole row stands on another population or another count.",
        others=[match.count.places[last]] if last in match.count.places else [],
    )
