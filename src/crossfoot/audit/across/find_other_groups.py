"""A percentage called that of one group whose figures are those of two other groups taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.reading.labels import Measure, likeness, subject_of
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Ratio, Study
from crossfoot.vocabulary.issues import Severity

OTHERS = Rule("other-groups", Kind.LABEL, "A percentage is of the group that its label names.", Severity.WARNING)
FEWEST_TIMES = 4
FEWEST_BEARERS = 2
"""Percentages that a word names before it is a word of all of them."""
FEWEST_TELLING = 3
"""Values that are no 0% and no 100%, and differ from each other."""


def find_other_groups(study: Study) -> None:
    """Find percentages equal at all times to two others of one table together, by a name that only a third bears."""
    ratios = [ratio for ratio in study.ratios.values() if len(ratio.denominators) == 1]
    known = {ratio.percent.number for ratio in ratios}
    percents = [
        series
        for series in study.series
        if series.measure is Measure.PERCENT and series.number not in known and series.table not in study.copies
    ]
    telling = [series for series in percents if _is_telling(study, series)]
    for one, other in combinations(ratios, 2):
        if one.percent.table == other.percent.table and one.denominators != other.denominators:
            shares = _shares(study, one, other)
            for series in telling:
                if series.table != one.percent.table and _is_both(study, series, shares, (one, other)):
                    _check(study, series, (one, other), ratios)


def _is_telling(study: Study, series: Series) -> bool:
    """Whether it has so many times and values that it is equal to another by no chance."""
    values = {study.value(place) for place in series.places.values()} - {0, 100}
    return len(series.places) >= FEWEST_TIMES and len(values) >= FEWEST_TELLING


def _shares(study: Study, one: Ratio, other: Ratio) -> dict[Time, Interval]:
    """Both numerators over both denominators, at each time at which all four are known and divide."""
    numerators, denominators = (one.numerator, other.numerator), (one.denominators[0], other.denominators[0])
    shares = {}
    for time in numerators[0].places:
        if all(time in each.places for each in (*numerators, *denominators)):
            below = _together(study, denominators, time)
            if below.low > 0:
                shares[time] = (_together(study, numerators, time) / below).times(100)
    return shares


def _is_both(study: Study, series: Series, shares: Mapping[Time, Interval], parts: tuple[Ratio, Ratio]) -> bool:
    """Whether each value is the share of both taken together, and not that of one of the two alone."""
    for time, place in series.places.items():
        share = shares.get(time)
        if share is None or not share.meets(study.interval(place)):
            return False
    return any(not _agrees(study, series, each.percent) for each in parts)


def _together(study: Study, series: Sequence[Series], time: Time) -> Interval:
    return total(study.interval(each.places[time]) for each in series)


def _agrees(study: Study, series: Series, other: Series) -> bool:
    """Whether the two have the same values wherever both have one."""
    times = [time for time in series.times if time in other.places]
    return all(study.interval(series.places[time]).meets(study.interval(other.places[time])) for time in times)


def _check(study: Study, series: Series, parts: tuple[Ratio, Ratio], ratios: Sequence[Ratio]) -> None:
    own = subject_of(series.label)
    named = own - frozenset[str]().union(*map(_words, parts))
    common = Counter(word for ratio in ratios for word in _words(ratio))
    telling = {word for word in named if 0 < common[word] <= max(FEWEST_BEARERS, len(ratios) // 10)}
    third = [
        ratio for ratio in ratios if ratio not in parts and telling & _words(ratio) and _shares_more(own, ratio, parts)
    ]
    wrong = [ratio for ratio in third if not _agrees(study, series, ratio.percent)]
    if not wrong or len(wrong) < len(third):
        study.ledger.agreed(OTHERS)
        return
    # Of several, the one that is called as the parts are.
    ratio = max(wrong, key=lambda each: likeness(each.percent.subject, parts[0].percent.subject))
    last = series.times[-1]
    words = " and ".join(repr(part.denominators[0].label) for part in parts)
    place = ratio.percent.places.get(last)
    study.ledger.found(
        OTHERS,
        series.places[last],
        explanation=(
            f"{OTHERS.words} {series.label!r} has at all {len(series.places)} times the figures of {words} together; "
            f"that of {ratio.denominators[0].label!r} is {ratio.percent.label!r}"
            f"{'' if place is None else ': ' + study.pack.cell(place).text + ' at ' + last.name}."
        ),
        expected="another label" if place is None else f"{study.pack.cell(place).text}, or another label",
        confidence=0.75,
        others=[
            *series.places.values(),
            *([] if place is None else [place]),
            *(part.percent.places[last] for part in parts if last in part.percent.places),
        ],
    )


def _words(ratio: Ratio) -> frozenset[str]:
    labels: Iterator[Series] = iter((ratio.percent, ratio.numerator, *ratio.denominators))
    return frozenset[str]().union(*(subject_of(each.label) for each in labels))


def _shares_more(own: frozenset[str], ratio: Ratio, parts: tuple[Ratio, Ratio]) -> bool:
    """Whether the label has all in common with this group's rows that it has with those of both parts, and more."""
    shared = own & _words(parts[0]) & _words(parts[1])
    return shared < own & _words(ratio)
