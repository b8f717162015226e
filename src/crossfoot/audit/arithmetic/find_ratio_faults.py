"""Percentages over time: each is its numerator over a denominator that other values of the same row prove."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, likeness
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Ratio, Study

RATIOS = Rule("ratios", Kind.ARITHMETIC, "A percentage is its numerator over its denominator.")
SUMMED = (Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE, Role.ROLLING)
ALIKE = 0.6
FEWEST = 3
PART = 0.6
"""Of the times, in how many a denominator must fit."""
MOST_FOR_PAIRS = 24
OF_EACH_OTHER = 0.45


def find_ratio_faults(study: Study) -> None:
    """Find the numerator and denominator of every percentage over time, and check each of its values."""
    index = _Index(study)
    for percent in study.series:
        if percent.measure is not Measure.PERCENT or percent.table in study.copies or percent.number in study.ratios:
            continue
        ratio = _find_ratio(study, percent, index)
        if ratio is None:
            continue
        study.ratios[percent.number] = ratio
        for equation in _equations(study, ratio):
            study.ledger.weigh(equation)


class _Index:
    """Counts by time, sorted by value: who has a value between two others is found at once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.counts = [series for series in study.series if series.measure in {Measure.COUNT, Measure.UNKNOWN}]
        values: dict[Time, list[tuple[float, int]]] = defaultdict(list)
        for series in self.counts:
            if series.table in study.copies:
                continue
            for time, place in series.places.items():
                values[time].append((float(study.value(place)), series.number))
        self.values = {time: sorted(pairs) for time, pairs in values.items()}

    def between(self, time: Time, low: float, high: float) -> Iterator[int]:
        """Numbers of the series with a value from `low` to `high` at that time."""
        pairs = self.values.get(time, [])
        start, end = bisect_left(pairs, (low, -1)), bisect_right(pairs, (high, 1 << 60))
        return (number for _, number in pairs[start:end])


def _find_ratio(study: Study, percent: Series, index: _Index) -> Ratio | None:
    if len(percent.places) < FEWEST:
        return None
    own = [series for series in study.in_table(percent.table) if series.measure in {Measure.COUNT, Measure.UNKNOWN}]
    numerators = sorted(
        (series for series in own if _belongs(percent, series)),
        key=lambda series: (-likeness(percent.subject, series.subject), abs(series.position - percent.position)),
    )[:3]
    best: tuple[float, Ratio] | None = None
    for numerator in numerators:
        for score, denominators in _denominators(study, percent, numerator, own, index):
            ratio = Ratio(percent, numerator, denominators)
            if best is None or score > best[0]:
                best = (score, ratio)
    if best is None and len(own) <= MOST_FOR_PAIRS:
        best = _any_pair(study, percent, own)
    return best[1] if best else None


def _belongs(percent: Series, count: Series) -> bool:
    return likeness(percent.subject, count.subject) >= ALIKE or (
        count.by_row == percent.by_row and abs(count.position - percent.position) == 1
    )


def _denominators(
    study: Study, percent: Series, numerator: Series, own: Sequence[Series], index: _Index
) -> Iterator[tuple[float, tuple[Series, ...]]]:
    times = [time for time in percent.times if time in numerator.places]
    informative = [time for time in times if study.value(percent.places[time]) not in {0, 100}]
    if len(informative) < FEWEST:
        return
    votes: Counter[int] = Counter()
    pair_votes: Counter[tuple[int, int]] = Counter()
    pairs = list(combinations(own, 2)) if len(own) <= MOST_FOR_PAIRS else []
    values = {time: {series.number: study.cell_value(series, time) for series in own} for time in informative}
    for time in informative:
        low, high = _implied(study, percent, numerator, time)
        votes.update(set(index.between(time, low, high)))
        for first, other in pairs:
            one, two = values[time][first.number], values[time][other.number]
            if one is not None and two is not None and low <= one + two <= high and one and two:
                pair_votes[first.number, other.number] += 1
    needed = max(FEWEST, PART * len(informative))
    for number, count in votes.most_common(8):
        series = study.series[number]
        if count < needed or number == numerator.number:
            continue
        nearness = 0.3 * (series.table == percent.table) + 0.1 * likeness(series.subject, percent.subject)
        yield count / len(informative) + nearness, (series,)
    beside = _counts_beside_shares(study, percent, own)
    spans = [(time, _implied(study, percent, numerator, time)) for time in informative if numerator in beside]
    held = sum(_adds_up_to(study, beside, time, span) for time, span in spans)
    if held >= needed:
        # Counts beside their shares are shares of each other, whatever other table has about as many.
        yield held / len(informative) + OF_EACH_OTHER, beside
    for (first_number, other_number), count in pair_votes.most_common(3):
        if count >= max(4, 0.75 * len(informative)):
            yield count / len(informative) + 0.05, (study.series[first_number], study.series[other_number])


def _counts_beside_shares(study: Study, percent: Series, own: Sequence[Series]) -> tuple[Series, ...]:
    """Counts of the table that each have a percentage right after them, three or more."""
    shares = {
        each.position
        for each in study.in_table(percent.table)
        if each.measure is Measure.PERCENT and each.by_row == percent.by_row
    }
    counts = tuple(each for each in own if each.by_row == percent.by_row and each.position + 1 in shares)
    return counts if len(counts) >= FEWEST else ()


def _adds_up_to(study: Study, counts: Sequence[Series], time: Time, span: tuple[float, float]) -> bool:
    values = [study.cell_value(series, time) for series in counts]
    return span[0] <= sum(value for value in values if value is not None) <= span[1] and None not in values


def _implied(study: Study, percent: Series, numerator: Series, time: Time) -> tuple[float, float]:
    """Between what the denominator must be."""
    interval = study.interval(percent.places[time])
    value = float(study.value(numerator.places[time])) * 100
    low, high = float(interval.low), float(interval.high)
    if low <= 0:
        return (1e18, 1e18)
    return (value / high - 1e-6, value / low + 1e-6)


def _any_pair(study: Study, percent: Series, own: Sequence[Series]) -> tuple[float, Ratio] | None:
    """Two counts of the table whose quotient it is nearly always, though no label says so."""
    times = [time for time in percent.times if study.value(percent.places[time]) not in {0, 100}]
    if len(times) < 4:
        return None
    best: tuple[float, Ratio] | None = None
    for numerator in own:
        for denominator in own:
            if (
                numerator is denominator
                or not percent.subject & numerator.subject
                or not (percent.subject | numerator.subject) & denominator.subject
            ):
                continue
            held = tried = 0
            for time in times:
                above, below = study.cell_value(numerator, time), study.cell_value(denominator, time)
                if above is None or below is None or not below:
                    continue
                tried += 1
                interval = study.interval(percent.places[time])
                held += float(interval.low) - 1e-9 <= above / below * 100 <= float(interval.high) + 1e-9
                if tried - held > len(times) // 3:
                    break
            if tried >= 4 and held >= 0.7 * len(times) and (best is None or held / tried > best[0]):
                best = (held / tried, Ratio(percent, numerator, (denominator,)))
    return best


def _equations(study: Study, ratio: Ratio) -> Iterator[Equation]:
    names = " and ".join(series.label for series in ratio.denominators)
    words = f"{ratio.percent.label} is {ratio.numerator.label} as a share of {names}."
    for time, place in sorted(ratio.percent.places.items()):
        above = ratio.numerator.places.get(time)
        below = [series.places.get(time) for series in ratio.denominators]
        yield from _equation(study, place, above, below, words)
    for role in SUMMED:
        yield from _equation(
            study,
            ratio.percent.extras.get(role),
            ratio.numerator.extras.get(role),
            [series.extras.get(role) for series in ratio.denominators],
            words,
        )


def _equation(
    study: Study, place: Place | None, above: Place | None, below: Sequence[Place | None], words: str
) -> Iterator[Equation]:
    if place is None or above is None or not study.is_number(place) or not study.is_number(above):
        return
    known = [part for part in below if part is not None and study.is_number(part)]
    if len(known) < len(below) or place == above or above in known:
        return
    yield Equation(
        RATIOS,
        study.term(place),
        (study.term(above),),
        words,
        tuple(study.term(part) for part in known),
        Fraction(100),
        weight=0.93,
    )
