"""Sums over time: a year to date is the months from April, a rolling figure the last twelve; rates of them likewise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, is_unit_cost, likeness
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.study import Study

YEAR_TO_DATE = Rule("year-to-date", Kind.ARITHMETIC, "A year to date is the sum of its months.")
ROLLING = Rule("rolling-12", Kind.ARITHMETIC, "A rolling figure is the last twelve months together.")
_STOCK = re.compile(
    r"\b(at|of) (the )?(start|end|beginning|close)|\b(open|clos)ing\b|\bat (month|year|quarter)[- ]end|"
    r"\bstart of|\bend of|balance|so far\b|cumulative|running",
    re.IGNORECASE,
)
"""What is there at a time is not added over times."""
_RUNS = re.compile(r"\b(to[ -]date|cumulative|running total|so far)\b", re.IGNORECASE)
"""What has grown over the times already."""
_TWELVE = re.compile(r"\b(twelve|12)[- ]months?\b", re.IGNORECASE)
MONTHS_OF_YEAR = 12
STARTS = (4, 1, 9)
"""Months in which a year may begin: financial, calendar, academic."""
_ROLLING_WORDS = frozenset({"roll", "rolling", "12", "month", "performance", "perform", "last", "year", "in"})


def find_sums_over_time(study: Study) -> None:
    """Check year-to-date and rolling columns, and rolling series against the months they roll up."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            series = [
                each
                for each in study.in_table(table.index)
                if each.measure in {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}
                and not _STOCK.search(each.label.replace(" | ", " "))
                and not _RUNS.search(each.label.rpartition(" | ")[2])
                and not is_unit_cost(each.label)
                and not study.is_not_added(table, each.label)
                and not {place.row for place in each.places.values()} <= study.rows_not_added(table)
            ]
            _year_to_date(study, series)
            for each in series:
                _rolling_column(study, each)
    for each in study.series:
        if each.is_rolling and each.table not in study.copies:
            _rolling_series(study, each)


def _year_to_date(study: Study, series: Sequence[Series]) -> None:
    """The start of the year is the one that fits most rows of the table, April where none says."""
    held: Counter[int] = Counter()
    by_start: dict[int, list[Equation]] = {}
    for start in STARTS:
        equations = [equation for each in series if (equation := _to_date(study, each, start)) is not None]
        equations = [equation for equation in equations if equation.holds or not _is_average(study, equation)]
        by_start[start] = equations
        held[start] = sum(bool(equation.holds) for equation in equations)
    best = max(STARTS, key=lambda start: (held[start], -STARTS.index(start)))
    for equation in by_start[best]:
        study.ledger.weigh(equation)


def _is_average(study: Study, equation: Equation) -> bool:
    """Whether the result lies among the parts, which are three or more or have decimals: then it is their average."""
    parts = [study.value(term.place) for term in equation.terms]
    own = study.value(equation.result.place)
    number = study.pack.cell(equation.result.place).number
    whole = all(value.denominator == 1 for value in (own, *parts)) and number is not None and not number.decimals
    return (not whole or len(parts) > 2) and min(parts) <= own <= max(parts)


def _to_date(study: Study, series: Series, start: int) -> Equation | None:
    place = series.extras.get(Role.YEAR_TO_DATE)
    if place is None or not study.is_number(place) or study.measure(place) in {Measure.AVERAGE, Measure.RATE}:
        return None
    months = [time for time in series.times if time.kind is TimeKind.MONTH]
    if not months:
        return _of_quarters(study, series, place)
    last = max([*months, *(time for time in series.blanks if time.kind is TimeKind.MONTH and time < months[-1])])
    first = last.index - (last.index - (start - 1)) % 12
    wanted = [Time(TimeKind.MONTH, index) for index in range(first, last.index + 1)]
    label = study.pack.column(place).heading if series.by_row else study.pack.row(place).label
    if _TWELVE.search(label):
        # Twelve months are those that are shown, whenever they begin.
        wanted = months
        if len(months) != MONTHS_OF_YEAR:
            return None
    if any(time not in series.places for time in wanted) or len(wanted) < 2:
        return None
    words = f"{series.label}: {wanted[0].name} to {last.name}."
    return Equation(
        YEAR_TO_DATE, study.term(place), tuple(study.term(series.places[time]) for time in wanted), words, weight=0.93
    )


def _at(series: Series, place: Place) -> int:
    """Which of the cells of a series it is."""
    return place.column if series.by_row else place.row


def _of_quarters(study: Study, series: Series, place: Place) -> Equation | None:
    """A year of quarters or terms: all that the row has, where they follow each other."""
    parts = series.times
    kinds = {time.kind for time in (*parts, *series.blanks)}
    if kinds not in ({TimeKind.QUARTER}, {TimeKind.TERM}) or not 2 <= len(parts) <= 4 or series.blanks:
        return None
    beside = [_at(series, series.places[time]) for time in parts]
    if set(range(min(beside), _at(series, place))) - set(beside):
        # Something stands between them that is no quarter, or one that was not understood.
        return None
    words = f"{series.label}: {parts[0].name} to {parts[-1].name}."
    terms = tuple(study.term(series.places[time]) for time in parts)
    return Equation(YEAR_TO_DATE, study.term(place), terms, words, weight=0.88)


def _rolling_column(study: Study, series: Series) -> None:
    place = series.extras.get(Role.ROLLING)
    months = _last_twelve(series, max(series.places, default=None))
    if place is None or not study.is_number(place) or months is None:
        return
    words = f"{series.label}: {months[0].name} to {months[-1].name}."
    study.ledger.weigh(
        Equation(
            ROLLING, study.term(place), tuple(study.term(series.places[time]) for time in months), words, weight=0.93
        )
    )


_IN_A_YEAR = {TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}


def _last_twelve(series: Series, last: Time | None) -> list[Time] | None:
    if last is None or last.kind not in _IN_A_YEAR:
        return None
    months = [Time(last.kind, index) for index in range(last.index - _IN_A_YEAR[last.kind] + 1, last.index + 1)]
    return months if all(time in series.places for time in months) else None


def _rolling_series(study: Study, rolling: Series) -> None:
    """A rolling series against the in-month series of the same subject, wherever twelve months are printed."""
    subject = rolling.subject - _ROLLING_WORDS
    best: tuple[float, list[Equation]] | None = None
    for base in study.series:
        if base.is_rolling or base.number == rolling.number or base.table in study.copies:
            continue
        alike = likeness(subject, base.subject - _ROLLING_WORDS)
        if alike < 0.4:
            continue
        equations = list(_rolled(study, rolling, base))
        held = sum(bool(equation.holds) for equation in equations)
        if held and (best is None or held / len(equations) + alike > best[0]):
            best = (held / len(equations) + alike, equations)
    if best is not None:
        for equation in best[1]:
            study.ledger.weigh(equation)


def _rolled(study: Study, rolling: Series, base: Series) -> Iterator[Equation]:
    words = f"{rolling.label} is the last twelve months of {base.label}."
    for time, place in sorted(rolling.places.items()):
        months = _last_twelve(base, time)
        if months is None:
            continue
        if rolling.measure is Measure.RATE and base.measure in {Measure.COUNT, Measure.UNKNOWN}:
            if study.population is None or rolling.per is None:
                continue
            people = study.population
            terms = tuple(_per_head(study, base.places[month], people.low, people.high) for month in months)
            yield Equation(ROLLING, study.term(place), terms, words, scale=Fraction(rolling.per), weight=0.88)
        elif rolling.measure is Measure.PERCENT and base.number in study.ratios:
            ratio = study.ratios[base.number]
            below = [series.places.get(month) for series in ratio.denominators for month in months]
            above = [ratio.numerator.places.get(month) for month in months]
            if any(part is None for part in (*below, *above)):
                continue
            yield Equation(
                ROLLING,
                study.term(place),
                tuple(study.term(part) for part in above if part is not None),
                words,
                tuple(study.term(part) for part in below if part is not None),
                Fraction(100),
                weight=0.85,
            )
        elif rolling.measure in {Measure.COUNT, Measure.UNKNOWN} and base.measure in {Measure.COUNT, Measure.UNKNOWN}:
            yield Equation(
                ROLLING,
                study.term(place),
                tuple(study.term(base.places[month]) for month in months),
                words,
                weight=0.88,
            )


def _per_head(study: Study, place: Place, low: Fraction, high: Fraction) -> Term:
    interval = study.interval(place)
    middle = (low + high) / 2
    return Term(place, type(interval)(interval.low * middle / high, interval.high * middle / low), 1 / middle)
