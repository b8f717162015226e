"""One column of amounts with sub-totals that nothing calls so: `Income`, `Expenditure`, and what is left of both.

In a table of several columns the columns themselves show which rows add up to which. Of one column only the whole of it
can: blocks that add up to the last row of each, and a last row that adds up those. Where all of that holds but for one
row, it is wrong there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.audit.arithmetic.find_relations import ROW_SUMS
from crossfoot.audit.equations import Equation
from crossfoot.audit.intervals import total
from crossfoot.audit.reading.labels import Measure, is_inset, is_unit_cost
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

FEWEST, MOST = 7, 26
"""Rows with an amount."""
FEWEST_BLOCKS, MOST_BLOCKS = 2, 3
FEWEST_PARTS = 2
MOST_AFTER = 3
"""So many of the last rows may be the one that adds up all blocks."""
LARGE = 100
"""A sub-total counts so many of its last digits: smaller ones come together by chance."""
TINY = 1e-9
_ADDED = frozenset([Measure.COUNT, Measure.MONEY, Measure.UNKNOWN])


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks, each of its parts and the row that adds them up, and the row that adds up those."""

    blocks: tuple[tuple[tuple[Place, ...], Place], ...]
    whole: Place

    def equations(self, study: Study) -> list[Equation]:
        """What should hold: of each block, and of all together."""
        sums = [*self.blocks, (tuple(closing for _, closing in self.blocks), self.whole)]
        return [
            Equation(
                ROW_SUMS,
                study.term(result),
                tuple(map(study.term, parts)),
                f"{study.pack.row(result).label} adds up {len(parts)} figures, as the other sub-totals do theirs.",
                weight=0.9,
            )
            for parts, result in sums
        ]


def find_stacked_totals(study: Study) -> None:
    """Check the sub-totals of tables with one column of amounts."""
    for table in study.pack.tables:
        if table.index in study.copies or (column := _only_column(study, table)) is None:
            continue
        places = [Place(table.index, row, column) for row in range(len(table.rows))]
        cells = [each for each in places if study.is_number(each) and study.measure(each) in _ADDED]
        set_in = [is_inset(study.pack.row(each).label) for each in cells]
        if any(set_in):
            _check_set_in(study, cells, set_in)
        elif FEWEST <= len(cells) <= MOST:
            _check(study, cells)


def _check_set_in(study: Study, cells: Sequence[Place], set_in: Sequence[bool]) -> None:
    """Rows with a dash under the row that they are parts of, where one such row adds up its own: so do the others."""
    groups: list[list[Place]] = []
    for cell, inside in zip(cells, set_in, strict=True):
        if not inside:
            groups.append([cell])
        elif groups:
            groups[-1].append(cell)
    equations = [
        Equation(
            ROW_SUMS,
            study.term(whole),
            tuple(map(study.term, parts)),
            f"{study.pack.row(whole).label} adds up {len(parts)} figures under it, as other rows do theirs.",
            weight=0.85,
        )
        for whole, *parts in groups
        if len(parts) >= FEWEST_PARTS
    ]
    failed = [each for each in equations if not each.holds]
    if len(failed) <= 1 < len(equations) and (not failed or _is_near(failed[0])):
        for equation in equations:
            study.ledger.weigh(equation)


def _is_near(equation: Equation) -> bool:
    got, wanted = total(each.value for each in equation.terms).middle, equation.result.interval.middle
    return abs(got - wanted) <= abs(wanted) * NEARLY


def _only_column(study: Study, table: PackTable) -> int | None:
    """The one column whose figures may be added; None where there are several."""
    found = [
        column
        for column in table.value_columns
        if table.columns[column].numeric
        and table.columns[column].role in {Role.VALUE, Role.TIME}
        and not is_unit_cost(table.columns[column].heading)
        and any(study.measure(Place(table.index, row, column)) in _ADDED for row in range(len(table.rows)))
    ]
    return found[0] if len(found) == 1 else None


def _check(study: Study, cells: Sequence[Place]) -> None:
    whole = list(_stacks(study, cells, spare=0))
    found = whole or list(_stacks(study, cells, spare=1))
    if len(found) != 1:
        return
    for equation in found[0].equations(study):
        study.ledger.weigh(equation)


def _stacks(study: Study, cells: Sequence[Place], *, spare: int) -> Iterator[Stack]:
    """Ways to take the column, each with so many rows that are wrong in it."""
    amounts = [float(study.value(each)) for each in cells]
    slack = [float(study.interval(each).width) / 2 for each in cells]
    large = [LARGE * 2 * half if half else LARGE for half in slack]
    for end in range(max(FEWEST - 1, len(cells) - MOST_AFTER), len(cells)):
        for number in range(FEWEST_BLOCKS, MOST_BLOCKS + 1):
            for earlier in combinations(range(2, end - 3), number - 1):
                closings = (*earlier, end - 1)
                if any(abs(amounts[each]) < large[each] for each in closings):
                    continue
                if any(after - before < FEWEST_PARTS + 1 for before, after in _steps(closings)):
                    continue
                out = sum(
                    abs(sum(amounts[before + 1 : after]) - amounts[after]) > sum(slack[before + 1 : after + 1]) + TINY
                    for before, after in _steps(closings)
                )
                if out <= spare:
                    blocks = tuple(
                        (tuple(cells[before + 1 : after]), cells[after]) for before, after in _steps(closings)
                    )
                    stack = Stack(blocks, cells[end])
                    if _wrong(study, stack) == spare:
                        yield stack


def _steps(closings: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from zip((-1, *closings), closings, strict=False)


def _wrong(study: Study, stack: Stack) -> int:
    """How many rows are wrong in it: none, one, or too many (2)."""
    failed = [each for each in stack.equations(study) if not each.holds]
    if not failed:
        return 0
    if len(failed) == 1:
        own = failed[0]
        if own.result.place == stack.whole and _NET.search(study.pack.row(stack.whole).label):
            return 1
        # Sums that are far from what is printed were not meant.
        return 1 if _is_near(own) else 2
    if len(failed) > 2:
        return 2
    one, other = failed
    shared = one.result.place
    if shared not in {term.place for term in other.terms}:
        return 2
    first, second = one.expected(shared), other.expected(shared)
    return 1 if first is not None and second is not None and first.meets(second) else 2


_NET = re.compile(r"^\W*net\b|\b(surplus|deficit)\b", re.IGNORECASE)
"""What is left of both blocks, whatever its size."""
NEARLY = 0.25
"""How far a sum may be from the row that nothing else says is its total."""
