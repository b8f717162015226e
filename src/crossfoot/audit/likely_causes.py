"""Why a figure is wrong, where the figures prove it: a sign, two digits, a missing item, a row, a denominator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import Cell, Number
from crossfoot.audit.reading.pack import Pack, PackTable, Place

TIGHT = Fraction(1, 50)
"""Of its amount: a result rounded more coarsely comes out of several figures by chance."""
FEWEST_DIGITS = 3
"""Figures of fewer are the same by chance too often to say that one was copied from the other."""


def likely_cause(pack: Pack, place: Place, equation: Equation, value: Interval | None) -> str:
    """A sentence; empty where nothing is proved. `value` is what the figure at `place` should be."""
    number = pack.cell(place).number
    if number is None or value is None:
        return ""
    if slip := slip_of_the_pen(pack.cell(place), value):
        return slip
    if place == equation.result.place and (told := missing_item(pack, equation) or _wrong_part(pack, equation)):
        return told
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
        name = _told(pack, term.place)
        if gap.meets(term.value) and term.value.width < abs(term.value.middle):
            return f"The difference is exactly {name}: it was left out."
        if gap.meets(-term.value) and term.value.width < abs(term.value.middle):
            return f"The difference is exactly {name}: it was counted twice."
    return ""


def slip_of_the_pen(cell: Cell, value: Interval | None) -> str:
    """A sign, a decimal point or two digits that would make the cell right; empty where none would."""
    number = cell.number
    if number is None or value is None:
        return ""
    narrow = value.width <= 4 * number.step * number.scale
    # A sum of many parts says a part less closely, but still on which side of nought it lies.
    if (narrow or value.width * FAR <= abs(number.amount)) and _is_turned(number, value):
        return "The sign is the wrong way round."
    if not narrow or number.digits < 2:
        return ""
    for power in (10, 100, 1000):
        small = value.meets(number.rounded.times(power))
        large = value.meets(Interval.exactly(number.amount / power))
        if small or large:
            return f"The decimal point is out of place: {power} times too {'small' if small else 'large'}."
    return "Two digits were switched." if any(value.meets(each) for each in _switched(number)) else ""


FAR = 16


def _is_turned(number: Number, value: Interval) -> bool:
    return bool(number.amount) and value.meets(-number.rounded) and not value.contains(0)


def _switched(number: Number) -> Iterator[Interval]:
    """What was rounded, with each two digits beside each other put the other way round."""
    digits = str(abs(int(number.value * 10**number.decimals)))
    for place in range(len(digits) - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        if swapped != digits:
            amount = Fraction(int(swapped), 10**number.decimals) * number.scale
            yield Interval.printed(-amount if number.amount < 0 else amount, number.step * number.scale)


def _wrong_part(pack: Pack, equation: Equation) -> str:
    """The one other figure of the table with which a quotient comes out as printed; empty where not just one does."""
    if len(equation.divisors) != 1 or equation.product or equation.result.interval.width == 0:
        return ""
    printed = abs(equation.result.value)
    if printed.width > TIGHT * printed.middle:
        return ""
    (divisor,) = equation.divisors
    others = [
        place for place in _beside(pack, divisor.place) if _comes_out(equation, divisor, _as_term(pack, divisor, place))
    ]
    if len({pack.cell(place).text for place in others}) == 1:
        return f"It comes out over {_told(pack, others[0])}: that is the wrong denominator."
    if len(equation.terms) != 1:
        return ""
    (term,) = equation.terms
    rows = [
        place
        for place in _beside(pack, term.place, rows_only=True)
        if _comes_out(equation, term, _as_term(pack, term, place))
    ]
    if len({pack.cell(place).text for place in rows}) == 1:
        return f"It comes out with {_told(pack, rows[0])} as the numerator: rows were switched."
    return ""


def _beside(pack: Pack, place: Place, *, rows_only: bool = False) -> Iterator[Place]:
    """The other numbers in the column and, unless `rows_only`, in the row of a cell."""
    table = pack.tables[place.table]
    around = [Place(place.table, row, place.column) for row in range(len(table.rows))]
    if not rows_only:
        around += [Place(place.table, place.row, column) for column in table.value_columns]
    for each in around:
        number = pack.cell(each).number
        if each != place and pack.cell(each).is_number and number is not None and number.amount > 0:
            yield each


def _as_term(pack: Pack, term: Term, place: Place) -> Term:
    number = pack.cell(place).number
    if number is None:
        raise ValueError("no number is there")
    # What was known to be exact is so in its neighbours.
    interval = number.rounded if term.interval.width else Interval.exactly(number.amount)
    return Term(place, interval, term.factor)


def _comes_out(equation: Equation, old: Term, new: Term) -> bool:
    if new.place in {term.place for term in equation.cells}:
        return False
    terms = tuple(new if term is old else term for term in equation.terms)
    divisors = tuple(new if term is old else term for term in equation.divisors)
    return replace(equation, terms=terms, divisors=divisors).holds is True


_AROUND = (
    (-1, 0, "the row above"),
    (1, 0, "the row below"),
    (0, -1, "the column before"),
    (0, 1, "the column after"),
)


def _neighbour(pack: Pack, place: Place, value: Interval) -> str:
    """The figure that would be right stands one row or column away, or the one printed was copied from there."""
    table = pack.tables[place.table]
    own = pack.cell(place).number
    around = [(other, what) for rows, columns, what in _AROUND if (other := _number(table, place, rows, columns))]
    for other, what in around:
        if other.digits >= FEWEST_DIGITS and value.contains(other.amount):
            return f"The figure that agrees stands in {what}."
    for other, what in around:
        if own is not None and own.digits >= FEWEST_DIGITS and other.amount == own.amount:
            return f"The same figure stands in {what}: it was copied from there."
    return ""


def _number(table: PackTable, place: Place, rows: int, columns: int) -> Number | None:
    row, column = place.row + rows, place.column + columns
    if not (0 <= row < len(table.rows) and table.stub <= column < len(table.columns)):
        return None
    cell = table.cell(row, column)
    return cell.number if cell.is_number else None


def _told(pack: Pack, place: Place) -> str:
    return f"{pack.name_of(place)} ({pack.cell(place).text})"
