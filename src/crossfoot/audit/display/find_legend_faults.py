"""Ratings against the rule told in words: bands, distances from a target, the latest value of each measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.conditions import MISSES, Base, Condition
from crossfoot.audit.display.legends import VARIANCE, Legend, legends_for, overlapping
from crossfoot.audit.display.rated import RatedColumn, amount_at, reference_columns, tolerance_column, value_columns
from crossfoot.audit.display.states import met_of, vocabulary
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.polarities import HIGH, LOW, likely_low, paragraphs_between, polarities
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RATINGS = Rule("ratings", Kind.DISPLAY, "A rating is what its tolerances make of the value.")
GAPS = Rule(
    "legend-gaps",
    Kind.LABEL,
    "A rule of colours leaves no value without one: the worst of them has no end.",
    Severity.WARNING,
)
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to take a rule: the column rated, the column that it compares with, what a margin in per cent is of."""

    value: int
    reference: int | None
    margin: Base


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with the target and tolerance beside it, the ways that may be good, and what a margin is of."""

    value: Fraction
    target: Fraction | None
    tolerance: Fraction | None
    sides: tuple[str, ...]
    margin_base: Base


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
    if best is None:
        return False
    _report(study, rated, best[1], best[2], best[0])
    return True


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


def _covers(legend: Legend, rated: RatedColumn) -> bool:
    known = sum(_named(legend, state) is not None for state in rated.states.values())
    return known * 10 >= len(rated.states) * 8


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
    return [
        Judged(each.row, each.printed, each.expected, each.perhaps | allowed.get(each.row, frozenset()), each.why)
        for each in best[2]
    ]


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
        yield from (Reading(value, None, Base.POINTS) for value in values)
        return
    if Base.RATIO in bases:
        for value in values:
            if re.search(r"%|^per cent", table.columns[value].heading, re.IGNORECASE):
                yield Reading(value, None, Base.POINTS)
    for value in values:
        for reference in reference_columns(rated, national=legend.national, words=legend.text):
            if value != reference and _same_unit(rated, value, reference):
                yield from (Reading(value, reference, margin) for margin in _margins(legend))


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
        sides = (way,) if way else (HIGH, LOW) if likely_low(table, row) and not ratio else (HIGH,)
        interval = study.interval(place)
        middle, low, high = (
            Measured(amount, target, amount_at(study, _beside(place, tolerance)), sides, reading.margin)
            for amount in (interval.middle, interval.low, interval.high)
        )
        states = _with_exception(legend, table.rows[row].label)
        expected = _states(states, middle)
        if not expected and _is_beyond(states[name], middle):
            expected = {f"not {name}"}
        against = f" against {table.cell(row, reading.reference).text}" if reading.reference is not None else ""
        why = f"{study.pack.cell(place).text} ({table.columns[reading.value].heading}){against}"
        perhaps = frozenset(_states(states, low) | _states(states, high))
        judged.append(Judged(row, name, frozenset(expected), perhaps, why))
    return judged


def _beside(place: Place, column: int | None) -> Place | None:
    return None if column is None else place._replace(column=column)


def _is_beyond(condition: Condition, measured: Measured) -> bool:
    """Whether a value is further from a state than a gap between two bands is wide, so that it cannot be that state."""
    amounts = _amounts(condition, measured)
    if not amounts or condition.base is Base.REST:
        return False
    return not any(
        (condition.low is None or amount >= condition.low - 1)
        and (condition.high is None or amount <= condition.high + 1)
        for amount in amounts
    )


def _with_exception(legend: Legend, label: str) -> dict[str, Condition]:
    """The rule for a measure: with another margin where the words make an exception of it."""
    own = set(words_of(label))
    for words, margin in legend.exceptions:
        shared = own & words
        if len(shared) >= 2 and len(shared) * 5 >= len(own) * 3:
            return _widened(legend.states, margin)
    return legend.states


def _widened(states: dict[str, Condition], margin: Fraction) -> dict[str, Condition]:
    ends = [each.high for each in states.values() if each.base in MISSES and each.high]
    if not ends:
        return states
    old = min(ends)
    return {
        name: Condition(
            each.base,
            margin if each.low == old else each.low,
            margin if each.high == old else each.high,
            each.low_open,
            each.high_open,
            each.within,
        )
        for name, each in states.items()
    }


def states_of(legend: Legend, measured: Measured) -> set[str]:
    """The states that a rule gives a value."""
    return _states(legend.states, measured)


def _states(states: dict[str, Condition], measured: Measured) -> set[str]:
    """The states whose conditions a value meets."""
    held = {
        name
        for name, each in states.items()
        if each.base is not Base.REST and any(map(each.holds, _amounts(each, measured)))
    }
    return held or {name for name, each in states.items() if each.base is Base.REST}


def _amounts(condition: Condition, measured: Measured) -> list[Fraction]:
    """What the condition measures, for each way that may be good; nothing where it cannot be worked out."""
    base = measured.margin_base if condition.base is Base.MISS else condition.base
    value, target = measured.value, measured.target
    if base is Base.VALUE or (base is Base.RATIO and target is None):
        return [value]
    if target is None:
        return []
    if base is Base.RATIO:
        ends = [(value, target) if side == HIGH else (target, value) for side in measured.sides]
        return [part / whole * 100 for part, whole in ends if whole]
    worse = [target - value if side == HIGH else value - target for side in measured.sides]
    unit = {Base.SHARE: abs(target) / 100, Base.TOLERANCE: measured.tolerance or Fraction(0)}.get(base, Fraction(1))
    return [each / unit for each in worse] if unit else [each for each in worse if each <= 0]


def _report(study: Study, rated: RatedColumn, judged: Sequence[Judged], legend: Legend, held: float) -> None:
    for each in judged:
        if not each.expected:
            continue
        if each.printed in each.expected:
            study.ledger.agreed(RATINGS)
            continue
        if each.printed in each.perhaps:
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
