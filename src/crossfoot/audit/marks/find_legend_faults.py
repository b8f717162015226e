"""Ratings against the rule told in words: bands, distances from a target, the latest value of each measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.conditions import MISSES, Base
from crossfoot.audit.marks.legend_states import Measured, is_beyond, states_met, with_exception
from crossfoot.audit.marks.legends import VARIANCE, Legend, legends_for, overlapping
from crossfoot.audit.marks.rated import (
    RatedColumn,
    amount_at,
    may_be_low,
    reference_columns,
    tolerance_column,
    value_columns,
)
from crossfoot.audit.marks.rule_limits import is_judged, own_part, tells_other_numbers
from crossfoot.audit.marks.states import met_of, vocabulary
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.polarities import HIGH, LOW, paragraphs_between, polarities
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RATINGS = Rule("ratings", Kind.DISPLAY, "A rating is what its tolerances make of the value.")
GAPS = Rule(
    "legend-gaps",
    Kind.LABEL,
    "A rule of colours leaves no value without one: the worst of them has no end.",
    Severity.WARNING,
)
_EITHER = re.compile(
    r"\b(?:days?|weeks?|hours?|minutes?|months?|length|duration|times?|wait\w*|number of|open|outstanding|unallocated|"
    r"costs?|price|fees?|spend\w*|caseloads?|ratio|gap|per (?:child|place|week|worker)|absen\w+|late|lost|moves?)\b|"
    r"\u00a3",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"\b(?:above|below|under|over)\b", re.IGNORECASE)
_IN_PERCENT = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)
HUNDRED = 100
MEASURE = 4
"""Words that a measure is told in, where a group of children is named in fewer."""
MOST = 25
"""Vocabularies that a pack is searched for: one with more has columns of free words."""
NEAR = 40
"""Lines above a table within which a rule that has its words is the table's own."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what is printed, what the rule gives as printed, and what it may give before rounding."""

    row: int
    printed: str
    expected: frozenset[str]
    perhaps: frozenset[str]
    why: str
    turned: bool = False
    """Whether nothing says which way is good, and what is printed would be right the other way round."""
    doubtful: bool = False
    """Whether its words are of something that may be wanted either way: days, costs, a number of cases."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to take a rule: the column rated, the column that it compares with, what a margin in per cent is of."""

    value: int
    reference: int | None
    margin: Base


class LegendBook:
    """The legends of a pack, read once for each vocabulary."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._read: dict[tuple[str, ...], list[Legend]] = {}

    def of(self, states: Sequence[str]) -> list[Legend]:
        """Legends that speak of these states, in order of lines."""
        words = vocabulary(states)
        if words not in self._read:
            if len(self._read) >= MOST:
                return []
            self._read[words] = [each for each in legends_for(self._study.pack, words) if not overlapping(each)]
        return self._read[words]


def rate_by_legends(study: Study, book: LegendBook, rated: RatedColumn) -> bool:
    """Judge a column by the nearest rule that fits it; whether there was one."""
    best: tuple[float, list[Judged], Legend] | None = None
    if not value_columns(rated, ""):
        return False
    for legend in _nearest(book.of(list(rated.states.values())), rated):
        near = legend.sheet == rated.table.sheet and (
            0 <= rated.table.line - legend.line <= NEAR or legend.line >= rated.table.line
        )
        found = _fitting(study, rated, legend, near=near)
        if found is None:
            continue
        held = _rate(found)
        if best is None or held > best[0] + 0.3:
            best = (held, found, legend)
        if held >= 0.75:
            break
    if best is None or best[0] < LEAST_HELD:
        # A rule that half of its marks break was not understood.
        return False
    _report(study, rated, best[1], best[2], best[0])
    return True


LEAST_HELD = 0.5


def find_legend_gaps(study: Study, book: LegendBook) -> None:
    """Rules whose worst colour has an end, so that values beyond it have none."""
    seen: set[str] = set()
    for legend in book.of(["red", "amber", "green"]):
        if not legend.measures or legend.text in seen:
            continue
        seen.add(legend.text)
        top, name = legend.top, "red"
        if name not in legend.states:
            continue
        if top is None or legend.states[name] is not top:
            study.ledger.agreed(GAPS)
            continue
        study.ledger.found(
            GAPS,
            None,
            line=_line_of(study, legend, name),
            published=legend.text[:160],
            expected=f"{name} more than the end of the colour before it",
            row=legend.text[:160],
            explanation=(
                f"{GAPS.words} Here {name} ends at {float(top.high or 0):g} away; a value further off has no colour."
            ),
            confidence=0.8,
        )


def _line_of(study: Study, legend: Legend, name: str) -> int:
    """The line of a rule in several lines on which the state stands."""
    for paragraph in paragraphs_between(study.pack, legend.line, legend.line + 12):
        if name in paragraph.text.casefold():
            return paragraph.line
    return legend.line


def _nearest(legends: Sequence[Legend], rated: RatedColumn) -> list[Legend]:
    said = set(rated.states.values())
    able = [each for each in legends if _covers(each, rated)]
    beside = [each for each in able if each.sheet == rated.table.sheet]
    elsewhere = {tuple(sorted(each.states.items())) for each in able if each.sheet != rated.table.sheet}
    # Of a workbook the rule stands on the same sheet; of others only where it is the one rule there is.
    able = able if len(elsewhere) == 1 and not beside else beside
    line = rated.table.line
    last = rated.table.last_line
    return sorted(
        able,
        key=lambda each: (
            len(said - each.states.keys()),
            abs(each.line - line) if each.line <= line else min(abs(each.line - last), abs(each.line - line)) + 8,
        ),
    )[:6]


_SIGNED = re.compile(r"[\u2713\u2717\u2714\u2718]")
_WORDED = re.compile(r"\b(?:yes|no)\b", re.IGNORECASE)


def _covers(legend: Legend, rated: RatedColumn) -> bool:
    if is_judged(legend.text) or _is_of_signs(legend, rated) or tells_other_numbers(legend.text, rated.heading):
        return False
    start, end = own_part(legend.text, rated.table, rated.heading)
    if not start <= legend.start < end:
        return False
    known = sum(_named(legend, state) is not None for state in rated.states.values())
    return known * 10 >= len(rated.states) * 8


def _is_of_signs(legend: Legend, rated: RatedColumn) -> bool:
    """Whether a rule of ticks and crosses speaks of no `yes`, which is what the cells say."""
    if _SIGNED.search(legend.text) is None or _WORDED.search(legend.text) is not None:
        return False
    return not any(_SIGNED.search(rated.table.cell(row, rated.column).text) for row in rated.states)


def _named(legend: Legend, state: str) -> str | None:
    """The state of the legend that a cell's state is."""
    if state in legend.states:
        return state
    met = met_of(state)
    if met is not None:
        return next((each for each in legend.states if met_of(each) is met), None)
    return None


def _rate(judged: Sequence[Judged]) -> float:
    counted = [each for each in judged if each.expected]
    return sum(each.printed in each.expected for each in counted) / len(counted) if counted else 0.0


MANY = 6


def _fitting(study: Study, rated: RatedColumn, legend: Legend, *, near: bool) -> list[Judged] | None:
    """The rows judged under the reading of the rule that fits best; None where none fits well enough."""
    tried: list[tuple[float, int, list[Judged]]] = []
    columns: dict[int, tuple[int, int | None]] = {}
    for order, (reading, judged) in enumerate(_readings(study, rated, legend)):
        if judged and any(each.expected for each in judged):
            tried.append((_rate(judged), -order, judged))
            columns[-order] = (reading.value, reading.reference)
    if not tried:
        return None
    first = max(tried, key=lambda each: each[1])
    # What fits every one of many rows is meant, wherever it stands.
    best = max(
        tried,
        key=lambda each: (each[0] == 1 and len(each[2]) >= MANY, each[0] + (0.15 if each is first else 0), each[1]),
    )
    counted = [each for each in best[2] if each.expected]
    held = sum(each.printed in each.expected for each in counted)
    # A rule that stands above its table, and no other column that fits it: the rows may be wrong, not the rule.
    alone = near and best is first and held >= 2 and not any(each[0] >= 0.7 for each in tried)
    least = 0.4 if alone else 0.5 if near else 0.7
    if best[0] < least or (held < 2 and not (near and len(counted) <= 2 and held)):
        return None
    if len(tried) > 1 and not near and held < 3:
        return None
    # Where another reading of the same words fits nearly as well, what it allows is allowed.
    others = [
        each
        for each in tried
        if each is not best and each[0] >= max(best[0] - 0.13, 0.7) and columns[each[1]] == columns[best[1]]
    ]
    if not others:
        return best[2]
    allowed: dict[int, frozenset[str]] = {}
    for _, _, judged in others:
        for each in judged:
            allowed[each.row] = allowed.get(each.row, frozenset()) | each.expected
    return [replace(each, perhaps=each.perhaps | allowed.get(each.row, frozenset())) for each in best[2]]


def _readings(study: Study, rated: RatedColumn, legend: Legend) -> Iterator[tuple[Reading, list[Judged]]]:
    """Every way to take the words: which column is rated, against which, and whether 5% is of the target or points."""
    ways = polarities(study, rated.table)
    for reading in _possible(rated, legend):
        yield reading, _judge(study, rated, legend, reading, ways)


def _possible(rated: RatedColumn, legend: Legend) -> Iterator[Reading]:
    table = rated.table
    values = value_columns(rated, legend.text)
    bases = {each.base for each in legend.states.values()}
    if not bases & (MISSES | {Base.RATIO}):
        values = _not_counts(rated, values, legend.text)
        yield from (Reading(value, None, Base.POINTS) for value in values)
        return
    if Base.RATIO in bases:
        for value in values:
            if re.search(r"%|^per cent", table.columns[value].heading, re.IGNORECASE):
                yield Reading(value, None, Base.POINTS)
    for value in values:
        for reference in reference_columns(rated, national=legend.national, words=legend.text):
            if value != reference and _same_unit(rated, value, reference) and not _is_change(rated, value, reference):
                yield from (Reading(value, reference, margin) for margin in _margins(legend))


def _not_counts(rated: RatedColumn, values: Sequence[int], words: str) -> list[int]:
    """Of a rule in per cent the columns that may be percentages, where one is: no counts above a hundred."""
    if _IN_PERCENT.search(words) is None:
        return list(values)
    numbers = {
        place: [number for row in rated.states if (number := rated.table.cell(row, place).number) is not None]
        for place in values
    }
    if not any(own and all(each.percent for each in own) for own in numbers.values()):
        return list(values)
    return [
        place
        for place in values
        if any(each.percent for each in numbers[place]) or all(each.amount <= HUNDRED for each in numbers[place])
    ]


def _is_change(rated: RatedColumn, value: int, reference: int) -> bool:
    """Whether the figures bear a plus and the targets none: no target is set for changes."""

    def signed(column: int) -> bool:
        return any(
            (number := rated.table.cell(row, column).number) is not None and number.signed for row in rated.states
        )

    return signed(value) and not signed(reference)


def _margins(legend: Legend) -> tuple[Base, ...]:
    """What a margin of 5% may be: of the target, or points."""
    bases = {each.base for each in legend.states.values()}
    if Base.SHARE in bases:
        return (Base.SHARE,)
    told = any(each.high or each.low for each in legend.states.values() if each.base is Base.MISS)
    return (Base.SHARE, Base.POINTS) if told else (Base.POINTS,)


def _same_unit(rated: RatedColumn, first: int, second: int) -> bool:
    """Whether both columns are of percentages, or neither."""
    agree = differ = 0
    for row in rated.states:
        cells = [rated.table.cell(row, place).number for place in (first, second)]
        if cells[0] is not None and cells[1] is not None:
            agree += cells[0].percent == cells[1].percent or not cells[1].percent
            differ += cells[1].percent and not cells[0].percent
    return agree >= differ


def _judge(study: Study, rated: RatedColumn, legend: Legend, reading: Reading, ways: dict[int, str]) -> list[Judged]:
    table = rated.table
    tolerance = tolerance_column(table)
    ratio = any(each.base is Base.RATIO for each in legend.states.values())
    plain = (LOW,) if legend.wants_less else (HIGH,)
    judged = []
    for row, state in rated.states.items():
        name = _named(legend, state)
        place = Place(table.index, row, reading.value)
        if name is None or not study.is_number(place):
            continue
        if reading.reference is None and study.value(place) < 0 and VARIANCE.search(legend.text):
            continue
        target = amount_at(study, _beside(place, reading.reference))
        if reading.reference is not None and target is None:
            continue
        way = ways.get(row, "")
        sides = (way,) if way else (HIGH, LOW) if may_be_low(table, row) and not ratio else plain
        interval = study.interval(place)
        middle, low, high = (
            Measured(amount, target, amount_at(study, _beside(place, tolerance)), sides, reading.margin)
            for amount in (interval.middle, interval.low, interval.high)
        )
        states = with_exception(legend, table.rows[row].label)
        expected = states_met(states, middle)
        if not expected and is_beyond(states[name], middle):
            expected = {f"not {name}"}
        against = f" against {table.cell(row, reading.reference).text}" if reading.reference is not None else ""
        why = f"{study.pack.cell(place).text} ({table.columns[reading.value].heading}){against}"
        perhaps = frozenset(states_met(states, low) | states_met(states, high))
        untold = not (way or ratio or reading.reference is None or _LITERAL.search(legend.text))
        turned = untold and name in states_met(states, replace(middle, sides=(LOW,)))
        number, words = table.cell(row, reading.value).number, table.rows[row].label
        percent = study.measure(place) is Measure.PERCENT or (number is not None and number.percent)
        doubtful = not percent and _EITHER.search(f"{words} {table.columns[reading.value].heading}") is not None
        judged.append(Judged(row, name, frozenset(expected), perhaps, why, turned, doubtful))
    return judged


def _beside(place: Place, column: int | None) -> Place | None:
    return None if column is None else place._replace(column=column)


def _report(study: Study, rated: RatedColumn, judged: Sequence[Judged], legend: Legend, held: float) -> None:
    turned = [each for each in judged if each.turned and each.expected and each.printed not in each.expected]
    # Two measures that keep to the rule the other way round: less is wanted of both.
    several = len(turned) > 1 and all(len(rated.table.rows[each.row].label.split()) >= MEASURE for each in turned)
    for each in judged:
        if not each.expected:
            continue
        if each.printed in each.expected:
            study.ledger.agreed(RATINGS)
            continue
        if each.printed in each.perhaps or (each.turned and (several or each.doubtful)):
            continue
        expected = " or ".join(sorted(each.expected))
        study.ledger.found(
            RATINGS,
            Place(rated.table.index, each.row, rated.column),
            explanation=(
                f"{RATINGS.words} {each.why}: by the rule told at line {legend.line} this is {expected}, and "
                f"{rated.table.cell(each.row, rated.column).text} is printed."
            ),
            expected=expected,
            confidence=0.9 if held >= 0.7 else 0.75,
        )
