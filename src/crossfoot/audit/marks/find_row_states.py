"""Rows of colours, of met and not met, of higher and lower, against the rows of values above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.directions import said_by
from crossfoot.audit.display.find_direction_faults import DIRECTIONS
from crossfoot.audit.finding import Rule
from crossfoot.audit.marks.conditions import Base
from crossfoot.audit.marks.find_legend_faults import RATINGS, LegendBook
from crossfoot.audit.marks.legend_states import Measured, states_of
from crossfoot.audit.marks.legends import Legend
from crossfoot.audit.marks.rated import target_in
from crossfoot.audit.marks.states import COLOURS, is_rated, met_of, state_of
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import HIGH, LOW, polarities
from crossfoot.audit.study import Study

_COMPARED = re.compile(
    r"^(?P<one>.*?)\s*\b(?:compared (?:with|to)|against|versus|vs?\.?|relative to)\s+(?P<other>.+)$", re.IGNORECASE
)
_TARGET = re.compile(r"\b(?:target|standard|goal|ambition)\b", re.IGNORECASE)
_LITERAL = re.compile(r"higher|lower|above|below|over|under|more|fewer|less", re.IGNORECASE)
FEWEST = 3
HELD = Fraction(3, 5)
"""Of the cells of a row, how many must follow a reading for the others to be wrong."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A cell with what it says, what it should say, and why."""

    place: Place
    said: str
    expected: frozenset[str]
    why: str


def find_row_states(study: Study) -> None:
    """Check every row of words under rows of numbers."""
    book = LegendBook(study)
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for row in range(1, len(table.rows)):
            cells = {column: table.cell(row, column) for column in table.value_columns}
            cells = {column: cell for column, cell in cells.items() if cell.text and not cell.is_number}
            if len(cells) < FEWEST or any(cell.arrow is not None for cell in cells.values()):
                continue
            states = {column: state for column, cell in cells.items() if (state := state_of(cell.text))}
            compared = list(_compared(study, table, row))
            if compared:
                _report(study, DIRECTIONS, compared)
            elif len(states) >= FEWEST and _are_states(list(states.values())):
                _report(study, RATINGS, _rated(study, table, row, states, book))


def _are_states(states: Sequence[str]) -> bool:
    return is_rated(states) or all(met_of(state) is not None for state in states)


def _report(study: Study, rule: Rule, judged: Sequence[Judged]) -> None:
    held = sum(each.said in each.expected for each in judged)
    if held < 2 or held < HELD * len(judged):
        return
    for each in judged:
        if each.said in each.expected:
            study.ledger.agreed(rule)
        else:
            expected = " or ".join(sorted(each.expected))
            study.ledger.found(
                rule,
                each.place,
                explanation=f"{rule.words} {each.why}: this is {expected}, and {each.said} is printed.",
                expected=expected,
                confidence=0.85,
            )


def _compared(study: Study, table: PackTable, row: int) -> Iterator[Judged]:
    """`Hexham compared with England` over `Higher | Lower`: the two rows so named."""
    match = _COMPARED.match(table.rows[row].label)
    if match is None:
        return
    values = [place for place in range(row) if any(table.cell(place, each).is_number for each in table.value_columns)]
    others = [place for place in values if subject_of(table.rows[place].label) == subject_of(match["other"])]
    named = [place for place in values if subject_of(table.rows[place].label) == subject_of(match["one"])]
    own = named if match["one"].strip() else values[:1]
    if len(others) != 1 or len(own) != 1 or others == own:
        return
    for column in table.value_columns:
        cell = table.cell(row, column)
        places = Place(table.index, own[0], column), Place(table.index, others[0], column)
        if not all(map(study.is_number, places)) or not _LITERAL.search(cell.text):
            continue
        one, other = (study.value(place) for place in places)
        said = said_by(cell)
        if said in {"up", "down", "level"} and not (said == "level" and one != other):
            expected = "up" if one > other else "down" if one < other else "level"
            why = f"{study.pack.cell(places[0]).text} against {study.pack.cell(places[1]).text}"
            yield Judged(Place(table.index, row, column), said, frozenset([expected]), why)


def _rated(study: Study, table: PackTable, row: int, states: dict[int, str], book: LegendBook) -> list[Judged]:
    """The states judged by the nearest rule that fits, else by whether the target is met."""
    value = _value_row(table, row, states)
    if value is None:
        return []
    targets = {column: number for column in states if (number := _target(table, row, value, column)) is not None}
    legends = book.of(list(states.values()))
    legends = sorted(legends, key=lambda each: abs(each.line - table.rows[row].line))
    for legend in legends:
        if set(states.values()) <= legend.states.keys():
            judged = list(_by_legend(study, table, (row, value), states, targets, legend))
            if judged and sum(each.said in each.expected for each in judged) >= HELD * len(judged):
                return judged
    return list(_by_target(study, table, (row, value), states, targets)) if len(targets) == len(states) else []


def _value_row(table: PackTable, row: int, states: dict[int, str]) -> int | None:
    """The row of values just above; a row of targets between them is passed over."""
    for place in range(row - 1, -1, -1):
        numbers = [table.cell(place, column).is_number for column in states]
        if not all(numbers):
            return None
        if not (table.rows[place].role is Role.TARGET or _TARGET.search(table.rows[place].label)) or target_in(
            table.rows[place].label
        ):
            return place
    return None


def _target(table: PackTable, row: int, value: int, column: int) -> Number | None:
    """The target told in the label of the row of states or of values, or printed in a row of targets."""
    for place in (row, value):
        if (told := target_in(table.rows[place].label)) is not None:
            return told
    rows = [
        place
        for place in range(len(table.rows))
        if place not in {row, value} and _TARGET.search(table.rows[place].label) and abs(place - row) <= 2
    ]
    return table.cell(rows[0], column).number if len(rows) == 1 else None


def _by_legend(  # noqa: PLR0917 - the rule, and what it is held against
    study: Study,
    table: PackTable,
    rows: tuple[int, int],
    states: dict[int, str],
    targets: dict[int, Number],
    legend: Legend,
) -> Iterator[Judged]:
    way = polarities(study, table).get(rows[1], HIGH)
    for column, state in states.items():
        place = Place(table.index, rows[1], column)
        number = targets.get(column)
        target = None if number is None else number.amount
        if legend.measures and target is None:
            continue
        interval = study.interval(place)
        amounts = (interval.middle, interval.low, interval.high)
        found = [states_of(legend, Measured(amount, target, None, (way,), Base.POINTS)) for amount in amounts]
        if not found[0]:
            continue
        against = f" against {float(target):g}" if target is not None else ""
        why = f"{study.pack.cell(place).text}{against}, by the rule told at line {legend.line}"
        allowed = frozenset(found[0] if state not in found[1] | found[2] else found[0] | {state})
        yield Judged(Place(table.index, rows[0], column), state, allowed, why)


def _by_target(
    study: Study, table: PackTable, rows: tuple[int, int], states: dict[int, str], targets: dict[int, Number]
) -> Iterator[Judged]:
    way = polarities(study, table).get(rows[1], HIGH)
    colours = set(states.values()) <= set(COLOURS)
    for column, state in states.items():
        place, target = Place(table.index, rows[1], column), targets[column].amount
        value = study.value(place)
        met = value <= target if way == LOW else value >= target
        fitting = {each for each in states.values() if (each == "green" if colours else bool(met_of(each))) == met}
        wanted = fitting or {"green" if colours and met else "amber or red" if colours else "met" if met else "not met"}
        why = f"{study.pack.cell(place).text} against {float(target):g}"
        if value != target:
            yield Judged(Place(table.index, rows[0], column), state, frozenset(wanted), why)
