"""Why a figure is wrong, where the figures themselves prove it: a sign, two digits switched, a missing item."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.pack import Pack, Place


def likely_cause(pack: Pack, place: Place, equation: Equation, value: Interval | None) -> str:
    """A sentence; empty where nothing is proved."""
    number = pack.cell(place).number
    if number is None or value is None:
        return ""
    if slip := slip_of_the_pen(pack.cell(place), value):
        return slip
    if place == equation.result.place and (missing := missing_item(pack, equation)):
        return missing
    return _neighbour(pack, place, value)


def missing_item(pack: Pack, equation: Equation) -> str:
    """The one part that makes the whole difference of a sum, left out or counted twice; empty where none does."""
    computed = equation.computed()
    if computed is None or len(equation.terms) < 3 or equation.divisors or equation.product:
        return ""
    gap = computed - equation.result.value
    if gap.width * 4 >= abs(gap.middle):
        return ""
    for term in equation.terms:
        name = f"{pack.name_of(term.place)} ({pack.cell(term.place).text})"
        if gap.meets(term.value) and term.value.width < abs(term.value.middle):
            return f"The difference is exactly {name}: it was left out."
        if gap.meets(-term.value) and term.value.width < abs(term.value.middle):
            return f"The difference is exactly {name}: it was counted twice."
    return ""


def slip_of_the_pen(cell: Cell, value: Interval | None) -> str:
    """A sign, a decimal point or two digits that would make the cell right; empty where none would."""
    if (
        cell.number is None
        or value is None
        or cell.number.digits < 2
        or value.width > 4 * cell.number.step * cell.number.scale
    ):
        return ""
    printed = cell.number.amount
    if value.contains(-printed):
        return "The sign is the wrong way round."
    for power in (10, 100, 1000):
        small, large = value.meets(cell.number.rounded.times(power)), value.meets(Interval.exactly(printed / power))
        if small or large:
            return f"The decimal point is out of place: {power} times too {'small' if small else 'large'}."
    return _switched(printed, cell.number.decimals, value)


def _switched(printed: Fraction, decimals: int, value: Interval) -> str:
    digits = str(abs(int(printed * 10**decimals)))
    for place in range(len(digits) - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        candidate = Fraction(int(swapped), 10**decimals) * (-1 if printed < 0 else 1)
        if swapped != digits and value.contains(candidate):
            return "Two digits were switched."
    return ""


def _neighbour(pack: Pack, place: Place, value: Interval) -> str:
    """The figure that would be right stands one row or column away, and the one printed belongs there."""
    table = pack.tables[place.table]
    for rows, columns, what in (
        (-1, 0, "the row above"),
        (1, 0, "the row below"),
        (0, -1, "the column before"),
        (0, 1, "the column after"),
    ):
        row, column = place.row + rows, place.column + columns
        if 0 <= row < len(table.rows) and table.stub <= column < len(table.columns):
            other = table.cell(row, column)
            if (
                other.is_number
                and other.number is not None
                and other.number.digits >= 3
                and value.contains(other.number.amount)
            ):
                return f"The figure that agrees stands in {what}."
    return ""
