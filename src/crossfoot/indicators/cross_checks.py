"""What no single definition file can show: names that lead nowhere, loops, overlaps, tolerances the wrong way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePosixPath

from crossfoot.indicators.area_checks import find_area_change_issues
from crossfoot.indicators.model_files import Located
from crossfoot.indicators.schema import (
    AreaDefinition,
    Benchmark,
    Indicator,
    Measure,
    PopulationEstimate,
    Target,
    Timescale,
    Topic,
)
from crossfoot.indicators.timescale_checks import find_record_measure_issues, find_timescale_issues
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.units import Form, Polarity, Unit

_WIDTH = {Form.IN_MONTH: 1, Form.IN_QUARTER: 3, Form.IN_TERM: 4, Form.YEAR_TO_DATE: 12, Form.IN_YEAR: 12}
_WIDTH[Form.ROLLING_12] = 12
"""Months at most. A shorter figure cannot be made from a longer one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that was well formed by itself, and the names of files that were not: they are not unknown names."""

    topics: tuple[Located[Topic], ...]
    indicators: tuple[Located[Indicator], ...]
    areas: tuple[Located[AreaDefinition], ...]
    targets: tuple[Located[Target], ...]
    benchmarks: tuple[Located[Benchmark], ...]
    timescales: tuple[Located[Timescale], ...]
    topics_readable: bool
    indicator_names: frozenset[str]
    area_names: frozenset[str]


def find_catalogue_issues(loaded: Loaded) -> list[Issue]:
    """Every issue between files, in no particular order."""
    indicators = {item.value.id: item.value for item in loaded.indicators}
    names = loaded.indicator_names | indicators.keys()
    areas = loaded.area_names | {item.value.id for item in loaded.areas}
    return [
        *_topic_issues(loaded),
        *(issue for item in loaded.indicators for issue in _filing_issues(item, loaded)),
        *_duplicate_issues(loaded.indicators),
        *(issue for item in loaded.indicators for issue in _measure_issues(item, indicators, names)),
        *(issue for item in loaded.indicators for issue in _log_issues(item)),
        *(issue for item in loaded.indicators for issue in find_record_measure_issues(item)),
        *find_timescale_issues(loaded.timescales, loaded.indicators),
        *_loop_issues(loaded.indicators),
        *(issue for item in loaded.areas for issue in _area_issues(item, areas)),
        *_area_loop_issues(loaded.areas),
        *find_area_change_issues(loaded.areas, names=areas),
        *_population_issues(loaded),
        *(issue for item in loaded.targets for issue in _reference_issues(item, names, areas)),
        *(issue for item in loaded.benchmarks for issue in _reference_issues(item, names, areas)),
        *(issue for item in loaded.targets for issue in _target_issues(item, indicators)),
        *_target_overlap_issues(loaded.targets),
        *_benchmark_issues(loaded.benchmarks),
    ]


def _unknown(what: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    near = get_close_matches(name, sorted(known), n=2)
    advice = f"Did you mean {' or '.join(near)}?" if near else f"Add {name}, or correct the name."
    return f"There is no {what} {name!r}.", advice


def _topic_issues(loaded: Loaded) -> Iterator[Issue]:
    seen: set[str] = set()
    for item in loaded.topics:
        if item.value.id in seen:
            message = f"The topic {item.value.id!r} is listed twice."
            yield item.issue("TOPIC-DUPLICATE", message, "Keep one of them.", "id")
        seen.add(item.value.id)


def _filing_issues(item: Located[Indicator], loaded: Loaded) -> Iterator[Issue]:
    path = PurePosixPath(item.file)
    indicator = item.value
    if indicator.id != path.stem:
        message = f"The id is {indicator.id!r} and the file is {path.name!r}."
        yield item.issue("ID-NOT-FILE-NAME", message, "Make them the same; an id that was published stays.", "id")
    if indicator.topic != path.parent.name:
        message = f"The topic is {indicator.topic!r} and the folder is {path.parent.name!r}."
        yield item.issue("TOPIC-NOT-FOLDER", message, "Move the file, or correct the topic.", "topic")
    topics = {topic.value.id for topic in loaded.topics}
    if loaded.topics_readable and indicator.topic not in topics:
        yield item.issue("TOPIC-UNKNOWN", *_unknown("topic", indicator.topic, topics), "topic")


def _duplicate_issues(items: tuple[Located[Indicator], ...]) -> Iterator[Issue]:
    seen: dict[str, str] = {}
    for item in items:
        first = seen.setdefault(item.value.id, item.file)
        if first != item.file:
            message = f"The id {item.value.id!r} is also that of {first}."
            yield item.issue("ID-DUPLICATE", message, "Keep one of them; an id names one indicator for good.", "id")


def _parts(indicator: Indicator) -> Iterator[tuple[str, Measure]]:
    yield "numerator", indicator.numerator
    if indicator.denominator is not None:
        yield "denominator", indicator.denominator


def _measure_issues(
    item: Located[Indicator], indicators: dict[str, Indicator], names: AbstractSet[str]
) -> Iterator[Issue]:
    indicator = item.value
    for part, measure in _parts(indicator):
        if measure.figures is None:
            continue
        if measure.figures not in names:
            message, advice = _unknown("indicator", measure.figures, names)
            yield item.issue("FIGURES-UNKNOWN", message, advice, part, "figures")
        taken = indicators.get(measure.figures)
        if taken is not None and not _can_take(indicator.form, taken.form):
            message = f"Figures {_FORM_WORDS[indicator.form]} cannot be taken from figures {_FORM_WORDS[taken.form]}."
            advice = f"Name an indicator counted {_FORM_WORDS[indicator.form]} instead of {taken.id}."
            yield item.issue("FIGURES-TOO-WIDE", message, advice, part, "figures")
    needs_denominator = indicator.unit in {Unit.PERCENTAGE, Unit.RATE_PER_10K}
    if needs_denominator and indicator.denominator is None:
        message = f"A {indicator.unit.value.replace('_', ' ')} needs a denominator."
        yield item.issue("DENOMINATOR-MISSING", message, "Add 'denominator:' with at least 'counts: ...'.", "unit")
    if indicator.unit is Unit.COUNT and indicator.denominator is not None:
        message = "A count has no denominator."
        yield item.issue("DENOMINATOR-NOT-WANTED", message, "Remove it, or correct the unit.", "denominator")
    if indicator.denominator is None:
        for number, example in enumerate(indicator.examples):
            if example.counts == "in denominator only":
                message = "The example counts in a denominator that the indicator does not have."
                advice = "Write 'in neither' or 'in numerator and denominator'."
                yield item.issue("EXAMPLE-DENOMINATOR", message, advice, "examples", number, "counts")


_FORM_WORDS = {
    Form.IN_MONTH: "in a month",
    Form.AT_MONTH_END: "at the end of a month",
    Form.IN_QUARTER: "in a quarter",
    Form.AT_QUARTER_END: "at the end of a quarter",
    Form.ROLLING_12: "over twelve months",
    Form.YEAR_TO_DATE: "over the year to date",
    Form.IN_TERM: "in a term",
    Form.IN_YEAR: "in a year",
}


def _can_take(form: Form, taken: Form) -> bool:
    if form.is_stock:
        return not (form is Form.AT_MONTH_END and taken is Form.AT_QUARTER_END)
    return taken.is_stock or _WIDTH[taken] <= _WIDTH[form]


def _log_issues(item: Located[Indicator]) -> Iterator[Issue]:
    log = item.value.change_log
    for number, change in enumerate(log):
        if change.version != number + 1:
            message = f"Entry {number + 1} of the change log has version {change.version}."
            advice = "Number the entries 1, 2, 3 ... with the oldest first."
            yield item.issue("CHANGE-LOG-VERSIONS", message, advice, "change_log", number, "version")
    for number, (before, after) in enumerate(pairwise(log), start=1):
        if after.dated < before.dated:
            message = f"Version {after.version} is dated before version {before.version}."
            yield item.issue("CHANGE-LOG-DATES", message, "Correct the date.", "change_log", number, "dated")


def _loop_issues(items: tuple[Located[Indicator], ...]) -> Iterator[Issue]:
    """One issue for each indicator that stands on a loop of `figures`."""
    takes = {
        item.value.id: {part: measure.figures for part, measure in _parts(item.value) if measure.figures}
        for item in items
    }
    for item in items:
        for part, first in takes[item.value.id].items():
            if item.value.id in _reached(first, takes):
                message = f"{item.value.id} would be made from itself, by way of {first}."
                advice = "Take the figures from an indicator that is counted for itself."
                yield item.issue("FIGURES-LOOP", message, advice, part, "figures")


def _reached(start: str, takes: Mapping[str, Mapping[str, str]]) -> set[str]:
    """`start` and everything that it is made from."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += takes.get(name, {}).values()
    return reached


def _area_issues(item: Located[AreaDefinition], areas: AbstractSet[str]) -> Iterator[Issue]:
    area = item.value
    path = PurePosixPath(item.file)
    if area.id != path.stem:
        message = f"The id is {area.id!r} and the file is {path.name!r}."
        yield item.issue("ID-NOT-FILE-NAME", message, "Make them the same; an id that was published stays.", "id")
    if area.parent is not None and area.parent not in areas:
        yield item.issue("AREA-UNKNOWN", *_unknown("wider area", area.parent, areas), "parent")
    estimates: dict[str, list[tuple[int, PopulationEstimate]]] = defaultdict(list)
    for number, estimate in enumerate(area.populations):
        if estimate.until < estimate.since:
            message = "The estimate ends before it starts."
            yield item.issue("DATES-REVERSED", message, "Correct since or until.", "populations", number, "until")
        estimates[estimate.group].append((number, estimate))
    for group, listed in estimates.items():
        for (_, before), (number, after) in pairwise(sorted(listed, key=lambda entry: entry[1].since)):
            if after.since <= before.until:
                message = f"Two estimates of {group} hold on {after.since}."
                advice = "End the earlier one the day before the later one starts."
                yield item.issue("POPULATION-OVERLAP", message, advice, "populations", number, "since")


def _area_loop_issues(items: tuple[Located[AreaDefinition], ...]) -> Iterator[Issue]:
    wider = {item.value.id: {"parent": item.value.parent} for item in items if item.value.parent is not None}
    for item in items:
        if item.value.parent is not None and item.value.id in _reached(item.value.parent, wider):
            message = f"{item.value.id} would be part of itself, by way of {item.value.parent}."
            yield item.issue("AREA-LOOP", message, "Name the next wider area.", "parent")


def _population_issues(loaded: Loaded) -> Iterator[Issue]:
    """Rates cannot be worked out for a county with targets whose population groups are not there."""
    with_targets = {target.value.area for target in loaded.targets}
    counties = [item for item in loaded.areas if item.value.kind is AreaKind.COUNTY and item.value.id in with_targets]
    for item in loaded.indicators:
        for part, measure in _parts(item.value):
            for area in counties:
                groups = {estimate.group for estimate in area.value.populations}
                if measure.residents is not None and measure.residents not in groups:
                    message = f"{area.value.name} has no population group {measure.residents!r}."
                    advice = f"Add it to {area.file}, or correct the name."
                    yield item.issue("POPULATION-UNKNOWN", message, advice, part, "residents")


def _reference_issues(
    item: Located[Target] | Located[Benchmark], names: AbstractSet[str], areas: AbstractSet[str]
) -> Iterator[Issue]:
    if item.value.indicator not in names:
        yield item.issue("INDICATOR-UNKNOWN", *_unknown("indicator", item.value.indicator, names), "indicator")
    if item.value.area not in areas:
        yield item.issue("AREA-UNKNOWN", *_unknown("area", item.value.area, areas), "area")


def _target_issues(item: Located[Target], indicators: dict[str, Indicator]) -> Iterator[Issue]:
    target = item.value
    if target.until < target.since:
        yield item.issue("DATES-REVERSED", "The target ends before it starts.", "Correct since or until.", "until")
    if target.target is None and target.green is None and target.red is None:
        message = "There is no target, no green and no red."
        yield item.issue("TARGET-EMPTY", message, "Add one of them, or remove the entry.")
    indicator = indicators.get(target.indicator)
    if indicator is None:
        return
    if indicator.polarity is Polarity.NONE:
        for name in ("green", "red"):
            if getattr(target, name) is not None:
                message = f"{indicator.id} is for information: it is never judged, so it has no {name}."
                yield item.issue("TOLERANCE-NOT-WANTED", message, "Remove it, or set a polarity.", name)
        return
    if target.green is None or target.red is None:
        return
    wrong = target.red > target.green if indicator.polarity is Polarity.HIGH else target.red < target.green
    if wrong:
        good, bad = ("high", "above") if indicator.polarity is Polarity.HIGH else ("low", "below")
        message = f"{indicator.id} is good when {good}, yet red {target.red} is {bad} green {target.green}."
        yield item.issue("TOLERANCES-REVERSED", message, "Swap them, or correct the polarity.", "red")


def _target_overlap_issues(targets: tuple[Located[Target], ...]) -> Iterator[Issue]:
    kept: dict[tuple[str, str, str], list[Located[Target]]] = defaultdict(list)
    for item in targets:
        kept[item.value.indicator, item.value.area, item.value.scheme].append(item)
    for (indicator, area, _), items in kept.items():
        for before, after in pairwise(sorted(items, key=lambda item: item.value.since)):
            if after.value.since <= before.value.until:
                message = (
                    f"{indicator} in {area} has two targets on {after.value.since}; "
                    f"the other is in {before.file}, line {before.node.line}."
                )
                advice = "End the earlier one the day before the later one starts."
                yield after.issue("TARGET-OVERLAP", message, advice, "since")


def _benchmark_issues(benchmarks: tuple[Located[Benchmark], ...]) -> Iterator[Issue]:
    seen: dict[tuple[object, ...], Located[Benchmark]] = {}
    for item in benchmarks:
        benchmark = item.value
        key = (benchmark.indicator, benchmark.area, benchmark.kind, benchmark.published, benchmark.year)
        first = seen.setdefault(key, item)
        if first is not item:
            message = f"The same benchmark is in {first.file}, line {first.node.line}."
            yield item.issue("BENCHMARK-DUPLICATE", message, "Keep the one that its source prints.", "kind")
