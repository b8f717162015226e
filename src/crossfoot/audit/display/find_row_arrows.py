"""Rows of arrows under rows of numbers over time: each arrow says what the value above it did since the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.audit.display.find_direction_faults import DIRECTIONS
from crossfoot.audit.reading.cells import Arrow
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

FEWEST = 4
MOST_ROWS = 3
"""Rows of numbers above the arrows that they may be of."""


@dataclass(frozen=True, slots=True)
class Step:
    """An arrow, and the two values that it stands under."""

    place: Place
    said: str
    before: Place
    after: Place


def find_row_arrows(study: Study) -> None:
    """Check every row of arrows against the one row above it that nearly all of them follow."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for row in range(1, len(table.rows)):
            arrows = {
                column: cell.arrow.value
                for column in table.value_columns
                if (cell := table.cell(row, column)).arrow is not None and not cell.is_number
            }
            if len(arrows) >= FEWEST:
                _judge(study, table, row, arrows)


def _judge(study: Study, table: PackTable, row: int, arrows: dict[int, str]) -> None:
    best: tuple[int, list[Step], bool] | None = None
    for value in _values(study, table, row, arrows):
        steps = list(_steps(study, table, row, value, arrows))
        for turned in (False, True):
            held = sum(_follows(study, step, turned=turned) for step in steps)
            if best is None or held > best[0]:
                best = (held, steps, turned)
    if best is None:
        return
    held, steps, turned = best
    if len(steps) < FEWEST or held < len(steps) - 1 or held < FEWEST - (1 if not turned else 0):
        return
    for step in steps:
        if _follows(study, step, turned=turned):
            study.ledger.agreed(DIRECTIONS)
            continue
        cells = study.pack.cell(step.before).text, study.pack.cell(step.after).text
        expected = _expected(study, step, turned=turned)
        study.ledger.found(
            DIRECTIONS,
            step.place,
            explanation=(
                f"{DIRECTIONS.words} {held} of {len(steps)} arrows follow {table.rows[step.after.row].label}; "
                f"{cells[0]} to {cells[1]} is {expected}, and {step.said} is printed."
            ),
            expected=expected,
            confidence=0.85,
        )


def _values(study: Study, table: PackTable, row: int, arrows: dict[int, str]) -> Iterator[int]:
    """The rows of numbers above, the nearest first."""
    found = 0
    for place in range(row - 1, -1, -1):
        if found < MOST_ROWS and all(study.is_number(Place(table.index, place, column)) for column in arrows):
            found += 1
            if table.rows[place].role not in {Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE}:
                yield place


def _steps(study: Study, table: PackTable, row: int, value: int, arrows: dict[int, str]) -> Iterator[Step]:
    timed = [column for column in table.value_columns if table.columns[column].role is Role.TIME]
    for before, after in pairwise(timed):
        places = Place(table.index, value, before), Place(table.index, value, after)
        if after in arrows and all(map(study.is_number, places)):
            yield Step(Place(table.index, row, after), arrows[after], *places)


def _follows(study: Study, step: Step, *, turned: bool) -> bool:
    moved = study.value(step.after) - study.value(step.before)
    # Equal as printed: a move may be hidden by rounding.
    return step.said == _expected(study, step, turned=turned) or (not moved and study.interval(step.after).width > 0)


def _expected(study: Study, step: Step, *, turned: bool) -> str:
    moved = (study.value(step.after) - study.value(step.before)) * (-1 if turned else 1)
    return (Arrow.UP if moved > 0 else Arrow.DOWN if moved < 0 else Arrow.LEVEL).value
