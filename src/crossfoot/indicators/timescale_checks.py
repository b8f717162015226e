"""Time limits that lead nowhere, overlap or move without a word; measures over records that do not hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from itertools import pairwise

from crossfoot.indicators.model_files import Located
from crossfoot.indicators.schema import Indicator, Timescale
from crossfoot.vocabulary.issues import Issue


def find_timescale_issues(
    timescales: Iterable[Located[Timescale]], indicators: Iterable[Located[Indicator]]
) -> Iterator[Issue]:
    """Limits that overlap, ids used twice, names of no limit, and moves of a limit that no series break marks."""
    known: dict[str, Timescale] = {}
    for item in timescales:
        if item.value.id in known:
            yield item.issue(
                "TIMESCALE-DUPLICATE", f"The time limit {item.value.id!r} is there twice.", "Keep one.", "id"
            )
        known[item.value.id] = item.value
        yield from _limit_issues(item)
    for indicator in indicators:
        for place, name in enumerate(indicator.value.timescales):
            if name not in known:
                near = get_close_matches(name, sorted(known), n=2)
                advice = f"Did you mean {' or '.join(near)}?" if near else "Add it to timescales.yaml."
                message = f"There is no time limit {name!r}."
                yield indicator.issue("TIMESCALE-UNKNOWN", message, advice, "timescales", place)
            else:
                yield from _break_issues(indicator, known[name])


def _limit_issues(item: Located[Timescale]) -> Iterator[Issue]:
    for place, limit in enumerate(item.value.limits):
        if limit.since is not None and limit.until is not None and limit.until < limit.since:
            message = "The limit ends before it starts."
            yield item.issue("DATES-REVERSED", message, "Correct since or until.", "limits", place, "until")
    ordered = sorted(enumerate(item.value.limits), key=lambda entry: entry[1].since or date.min)
    for (_, before), (place, after) in pairwise(ordered):
        if after.since is None or before.until is None or after.since <= before.until:
            message = f"Two limits hold on {after.since or 'the same days'}."
            advice = "End the earlier one the day before the later one starts."
            yield item.issue("TIMESCALE-OVERLAP", message, advice, "limits", place, "since")


def _break_issues(indicator: Located[Indicator], timescale: Timescale) -> Iterator[Issue]:
    moves = [limit.since for limit in timescale.limits if limit.since is not None]
    if all(limit.since is not None for limit in timescale.limits):
        moves = sorted(moves)[1:]
    for moved in moves:
        if moved not in indicator.value.breaks:
            message = (
                f"The time limit {timescale.id} moved on {moved}, and the change log has no break of the series then."
            )
            advice = f"Add a change dated {moved} with 'breaks_series: true': figures before and after differ."
            yield indicator.issue("TIMESCALE-WITHOUT-BREAK", message, advice, "change_log")


def find_record_measure_issues(item: Located[Indicator]) -> Iterator[Issue]:
    """A measure over records without a population or the reverse, and amounts that contradict each other."""
    indicator = item.value
    measures = [("numerator", indicator.numerator)]
    if indicator.denominator is not None:
        measures.append(("denominator", indicator.denominator))
    counted = False
    for part, measure in measures:
        if measure.where is None:
            if measure.adds is not None or measure.largest is not None:
                advice = "Add 'where: []', or the flags that the rows must have."
                yield item.issue("AMOUNT-WITHOUT-ROWS", "An amount is taken over no rows.", advice, part)
            continue
        counted = True
        if indicator.population is None:
            message = "The measure counts rows, and the indicator names no population whose rows they are."
            yield item.issue("POPULATION-MISSING", message, "Add 'population: ...'.", part, "where")
        if measure.adds is not None and measure.largest is not None:
            message = "The measure both adds an amount and takes its largest."
            yield item.issue("AMOUNT-TWICE", message, "Keep one of them.", part, "largest")
        if measure.figures is not None or measure.residents is not None:
            message = "The measure counts rows and is taken from elsewhere as well."
            yield item.issue("MEASURE-TWICE", message, "Keep 'where', or 'figures' or 'residents'.", part, "where")
    if indicator.population is not None and not counted and indicator.numerator.figures is None:
        message = "A population is named, and neither numerator nor denominator says which rows count."
        yield item.issue("ROWS-MISSING", message, "Add 'where: [...]' to them.", "population")
    if indicator.breakdowns and indicator.population is None:
        message = "Breakdowns need a population of records."
        yield item.issue("BREAKDOWN-WITHOUT-POPULATION", message, "Add 'population: ...'.", "breakdowns")
