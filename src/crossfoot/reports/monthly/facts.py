"""What the figures say, written by rule: level, change, run, comparison, signal or noise. Never a cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.figures.figure import Figure, Origin
from crossfoot.indicators.schema import Benchmark, BenchmarkKind
from crossfoot.judgements.judgement import Assurance, Judgement, Performance, Variation
from crossfoot.reports.cells import difference, numerator_quantity, quantity, share, tolerance_quantity
from crossfoot.reports.document import Inline, Inlines, Quantity, Text
from crossfoot.reports.edition import Edition
from crossfoot.reports.statuses import SIGNALS
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

_BENCHMARKS = {
    BenchmarkKind.NEIGHBOUR_AVERAGE: "the average of similar councils",
    BenchmarkKind.NATIONAL_AVERAGE: "the England average",
}
_ASSURANCE = {
    Assurance.CONSISTENTLY_FAILS: "Its usual range misses the target until something changes.",
    Assurance.CONSISTENTLY_MEETS: "Its usual range meets the target until something changes.",
    Assurance.HIT_AND_MISS: "The target is within its usual range, so chance decides when it is met.",
}
_ORDINALS = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def facts(edition: Edition, name: str, *, judgement: Judgement | None = None, with_colour: bool = True) -> Inlines:
    """One paragraph about the latest period of an indicator, its numbers bound to the figures they came from.

    Without `with_colour` it leaves out why it is red, amber or green, where the page says so beside it.
    """
    judged = judgement or edition.judgements[name]
    form, period = judged.figure.form, judged.figure.period
    indicator = edition.indicator(name)
    latest = edition.figure(name, period, form=form)
    if latest is None or isinstance(latest.value, Missing):
        reason = latest.value if latest is not None and isinstance(latest.value, Missing) else Missing.NOT_COLLECTED
        return (Text(f"{indicator.name}: ", strong=True), Text(f"{reason.explanation} for {period.name}."))
    sentences: list[Inlines] = [tuple(_level(indicator.name, latest, period))]
    before = edition.figure(name, period.shift(-1), form=form)
    sentences += _change(judged, latest, before, period)
    sentences += _year(edition, judged, latest)
    sentences += _comparisons(edition, judged, latest)
    if with_colour:
        sentences += _colour(edition, judged)
    sentences += _signal(judged, latest)
    if judged.assurance.word in _ASSURANCE:
        sentences.append((Text(_ASSURANCE[judged.assurance.word]),))
    return tuple(_spaced(sentences))


def run_length(edition: Edition, judgement: Judgement) -> int:
    """How many periods in a row, up to the latest, went the way that the latest did; 0 where it did not move."""
    name, form = judgement.figure.indicator, judgement.figure.form
    values = []
    for period in judgement.figure.period.last(len(edition.months)):
        figure = edition.figure(name, period, form=form)
        values.append(None if figure is None or isinstance(figure.value, Missing) else figure.value)
    steps = [
        0 if before is None or after is None else (after > before) - (after < before)
        for before, after in pairwise(values)
    ]
    if not steps or steps[-1] == 0:
        return 0
    return next((length for length, step in enumerate(reversed(steps)) if step != steps[-1]), len(steps))


def _level(name: str, latest: Figure, period: Period) -> Iterator[Inline]:
    yield Text(f"{name}: ", strong=True)
    yield quantity(latest)
    yield Text(f" {_when(latest.id.form, period)}")
    if latest.unit is Unit.PERCENTAGE and latest.origin is not Origin.BARE and latest.denominator is not None:
        yield Text(" (")
        yield numerator_quantity(latest)
        yield Text(" of ")
        yield Quantity(latest.denominator, Unit.COUNT, 0, (str(latest.id),))
        yield Text(")")
    yield Text(".")


def _when(form: Form, period: Period) -> str:
    if form is Form.AT_MONTH_END:
        return f"at the end of {period.name}"
    if form is Form.AT_QUARTER_END:
        return f"at the end of {period.month.name}"
    if form is Form.ROLLING_12:
        return f"in the twelve months to {period.name}"
    return f"in {period.name}"


def _change(judgement: Judgement, latest: Figure, before: Figure | None, period: Period) -> Iterator[Inlines]:
    change = difference(latest, before) if before is not None else None
    if change is None or isinstance(change.value, Missing):
        yield (Text(f"There is no figure for {period.shift(-1).name} to compare it with."),)
        return
    if not change.value:
        yield (Text(f"It is the same as in {period.shift(-1).name}."),)
        return
    rose = change.value > 0
    size = _size(change)
    sentence: list[Inline] = [Text("It rose by " if rose else "It fell by "), size]
    if latest.unit is Unit.COUNT and before is not None and isinstance(before.value, Missing) is False and before.value:
        sentence += [Text(" ("), share(abs(change.value), exact(before.value), change.figures), Text(")")]
    sentence.append(Text(f" from {period.shift(-1).name}"))
    if judgement.direction.word in (Performance.BETTER, Performance.WORSE):
        sentence.append(Text(f", which is {judgement.direction.word.value}"))
    yield (*sentence, Text("."))


def _year(edition: Edition, judgement: Judgement, latest: Figure) -> Iterator[Inlines]:
    name, form, period = judgement.figure.indicator, judgement.figure.form, judgement.figure.period
    back = 12 if len(period.months) == 1 else 12 // len(period.months)
    earlier = edition.figure(name, period.shift(-back), form=form)
    change = difference(latest, earlier) if earlier is not None else None
    length = run_length(edition, judgement)
    if length >= 3:
        ordinal = _ORDINALS[length] if length < len(_ORDINALS) else f"{length}th"
        way = "rise" if _went_up(edition, judgement) else "fall"
        yield (Text(f"It is the {ordinal} {way} in a row."),)
    if change is None or isinstance(change.value, Missing) or earlier is None:
        return
    if not change.value:
        yield (Text("It is the same as a year before."),)
        return
    size = _size(change)
    way = "above" if change.value > 0 else "below"
    yield (
        Text("A year before it was "),
        quantity(earlier),
        Text(": it is now "),
        size,
        Text(f" {way}."),
    )


def _went_up(edition: Edition, judgement: Judgement) -> bool:
    name, form, period = judgement.figure.indicator, judgement.figure.form, judgement.figure.period
    latest, before = edition.figure(name, period, form=form), edition.figure(name, period.shift(-1), form=form)
    change = difference(latest, before) if latest is not None and before is not None else None
    return change is not None and not isinstance(change.value, Missing) and change.value > 0


def _comparisons(edition: Edition, judgement: Judgement, latest: Figure) -> Iterator[Inlines]:
    value = latest.value
    found = edition.catalogue.benchmarks_for(judgement.figure.indicator, edition.area, edition.as_at)
    for benchmark in found:
        if benchmark.kind not in _BENCHMARKS or isinstance(value, Missing) or not benchmark.comparable:
            continue
        way = "above" if value > exact(benchmark.value) else "below" if value < exact(benchmark.value) else "level with"
        yield (
            Text(f"It is {way} {_BENCHMARKS[benchmark.kind]}, "),
            _benchmark(benchmark, latest),
            Text(f"{_year_of(benchmark)}."),
        )


def _size(change: Quantity) -> Quantity:
    """A difference without its sign; only percentage points are said again after the level."""
    if isinstance(change.value, Missing):
        return change
    bare = change.unit is not Unit.PERCENTAGE_POINTS
    return Quantity(abs(change.value), change.unit, change.decimals, change.figures, bare=bare)


def _colour(edition: Edition, judgement: Judgement) -> Iterator[Inlines]:
    """Red, amber or green with the tolerances or the target that made it so."""
    rag = judgement.rag.word
    if not rag.is_colour:
        return
    name = judgement.figure.indicator
    indicator = edition.indicator(name)
    target = edition.target(name, scheme=judgement.scheme)
    if judgement.scheme != "tolerances" or target is None or target.green is None or target.red is None:
        yield (Text(judgement.rag.reason),)
        return
    green, red = (replace(tolerance_quantity(value, indicator), bare=True) for value in (target.green, target.red))
    high = indicator.polarity is Polarity.HIGH
    yield (
        Text(f"It is {rag.value}: green is "),
        green,
        Text(" or more, red under " if high else " or less, red over "),
        red,
        Text("."),
    )


def _signal(judgement: Judgement, latest: Figure) -> Iterator[Inlines]:
    """Noise in a sentence with the limits; signal with its own reason; silence where the series is too short."""
    verdict = judgement.variation
    if verdict.word in SIGNALS:
        yield (Text(verdict.reason),)
    elif verdict.word is Variation.COMMON_CAUSE and verdict.limits is not None:
        decimals = max(latest.decimals, 0)
        ids = (str(latest.id),)
        low = Quantity(max(verdict.limits.lower, Fraction(0)), latest.unit, decimals, ids, bare=True)
        upper = verdict.limits.upper
        if latest.unit is Unit.PERCENTAGE:
            upper = min(upper, Fraction(100))
        high = Quantity(upper, latest.unit, decimals, ids, bare=True)
        yield (Text("It is within its usual month-to-month range, "), low, Text(" to "), high, Text("."))


def _year_of(benchmark: Benchmark) -> str:
    return f" ({benchmark.year})" if benchmark.year[:1].isdigit() else ""


def _benchmark(benchmark: Benchmark, latest: Figure) -> Quantity:
    decimals = max(0, -int(benchmark.value.as_tuple().exponent))
    literal = Quantity.literal(
        benchmark.value, latest.unit, decimals, f"benchmark/{benchmark.indicator}/{benchmark.kind}"
    )
    return replace(literal, bare=True)


def _spaced(sentences: list[Inlines]) -> Iterator[Inline]:
    for number, sentence in enumerate(sentences):
        if number:
            yield Text(" ")
        yield from sentence
