"""One measure at a few times in one table, and among all its months in another: two values are the same, the third not.

`Rate in care per 10,000` in the columns `Sep 2013`, `Jun 2014` and `Sep 2014` is the column `Rate at end` of a table
with a row for each month, whichever of time and measure runs across. Two values of three digits at the same two times
are no chance; a third that differs as a slip does is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.across.find_repeated_measures import REPEATED, subject_words
from crossfoot.audit.across.namesakes import are_equal
from crossfoot.audit.across.slips import is_slip
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, is_points
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study

FEWEST_EQUAL = 2
DIGITS = 3
NEAR = Fraction(3, 100)
COMMON = 8
"""A value that more lines have at one time says nothing of which are one."""


def find_short_runs(study: Study) -> None:
    """Compare two lines of two tables that have two telling values in common and differ at one other time."""
    known = {(first.number, other.number) for first, other in study.alike}
    for first, other in _sharing(study):
        if (first.number, other.number) in known or not _may_be_one(study, first, other):
            continue
        times = sorted(set(first.places) & set(other.places))
        differ = [time for time in times if not are_equal(study, first.places[time], other.places[time])]
        telling = {study.value(first.places[time]) for time in times if time not in differ}
        if len(differ) > 1 or len(telling) < FEWEST_EQUAL:
            continue
        if differ and not _is_near(study, first.places[differ[0]], other.places[differ[0]]):
            continue
        for time in times:
            _weigh(study, first, other, time, len(times) - len(differ))


def _sharing(study: Study) -> Iterator[tuple[Series, Series]]:
    """Lines of different tables with so many telling values in common at the same times."""
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in _by_value(study).values():
        if 1 < len(numbers) <= COMMON:
            for one, two in combinations(sorted(set(numbers)), 2):
                if study.series[one].table != study.series[two].table:
                    shared[one, two] += 1
    for (one, two), count in shared.items():
        if count >= FEWEST_EQUAL:
            yield study.series[one], study.series[two]


def _by_value(study: Study) -> dict[tuple[Time, Fraction, int], list[int]]:
    """The lines that print each telling value at each time."""
    found: dict[tuple[Time, Fraction, int], list[int]] = defaultdict(list)
    for series in study.series:
        for time, place in series.places.items() if series.table not in study.copies else ():
            number = study.pack.cell(place).number
            if number is not None and number.digits >= DIGITS and not number.signed:
                found[time, number.amount, number.decimals].append(series.number)
    return found


def _may_be_one(study: Study, first: Series, other: Series) -> bool:
    """Whether both are of one kind and called by one word at least, or are both rates."""
    one, two = first.measure, other.measure
    if first.is_rolling != other.is_rolling or (first.per and other.per and first.per != other.per):
        return False
    if is_points(first.label) or is_points(other.label) or {one, two} & {Measure.SCORE}:
        return False
    if one is two is Measure.RATE:
        return True
    if one is not two and not {one, two} <= {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}:
        return False
    return bool(_words(study, first) & _words(study, other))


def _words(study: Study, series: Series) -> frozenset[str]:
    words = subject_words(series.label)
    if len(words) > 1:
        return words
    return words | subject_words(study.pack.tables[series.table].caption)


def _is_near(study: Study, one: Place, two: Place) -> bool:
    """Whether they differ by a slip, or by little; counts that differ by one may be of two things."""
    first, second = study.pack.cell(one).number, study.pack.cell(two).number
    if first is None or second is None or not study.are_as_fine(one, two):
        return False
    apart = abs(first.amount - second.amount)
    if not first.decimals and apart == 1:
        return False
    return is_slip(first, second) or apart <= abs(second.amount) * NEAR


def _weigh(study: Study, first: Series, other: Series, time: Time, equal: int) -> None:
    one, two = first.places[time], other.places[time]
    words = (
        f"{first.label!r} and {other.label!r} are the same at {equal} times; at {time.name} they are "
        f"{study.pack.cell(one).text} at line {study.ledger.line_of(one)} and {study.pack.cell(two).text} at line "
        f"{study.ledger.line_of(two)}."
    )
    terms = [study.term(place) for place in (two, one)]
    if study.are_as_fine(one, two):
        terms = [Term(place, Interval.exactly(study.value(place))) for place in (two, one)]
    study.ledger.weigh(Equation(REPEATED, terms[0], (terms[1],), words, weight=0.75))
