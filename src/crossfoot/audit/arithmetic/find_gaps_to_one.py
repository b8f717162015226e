"""Gaps to a figure that is printed elsewhere or nowhere: `Difference from England` of each district, `Against 426`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

GAPS = Rule("gaps-to-one", Kind.ARITHMETIC, "Gaps to one figure are all taken from the same.")
FEWEST = 4
"""Rows of which all but one must give the same figure."""
_GAP = re.compile(r"\b(?:gap|differences?|distance|against|above|below|compared|versus|vs|less|from)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:change|year|month|quarter|term|last|previous|since|before)\b", re.IGNORECASE)
_NOT_TAKEN = {Role.DIFFERENCE, Role.TARGET, Role.BENCHMARK, Role.REFERENCE, Role.RED, Role.GREEN}


def find_gaps_to_one(study: Study) -> None:
    """Check each column of signed gaps beside a column from which they leave one and the same figure."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for gap in table.value_columns:
            if _is_of_gaps(table, gap):
                _check(study, table, gap)
            elif (told := _OF_SO_MANY.search(table.columns[gap].heading)) is not None:
                _check_rest(study, table, gap, Fraction(told["whole"].replace(",", "")))


_OF_SO_MANY = re.compile(r"[a-z] (?:out )?of (?P<whole>\d{1,3}(?:,\d{3})+|\d{2,})\)?$", re.IGNORECASE)
"""`Empty places of 2,730`: what is left of so many, beside those that are taken."""


def _check_rest(study: Study, table: PackTable, rest: int, whole: Fraction) -> None:
    for column in table.value_columns:
        rows = [row for row in range(len(table.rows)) if column != rest and _both(study, table, row, (column, rest))]
        cells = [(Place(table.index, row, column), Place(table.index, row, rest)) for row in rows]
        equations = [
            Equation(
                GAPS,
                study.term(left),
                (study.term(own, -1),),
                f"{float(whole):,g} less {table.columns[column].heading}, as its heading says.",
                constant=whole,
                weight=0.85,
            )
            for own, left in cells
        ]
        held = sum(bool(each.holds) for each in equations)
        if held >= max(FEWEST - 1, len(equations) - 1):
            for equation in equations:
                study.ledger.weigh(equation)


def _is_of_gaps(table: PackTable, column: int) -> bool:
    """Whether its heading tells a gap to somebody, and its numbers are printed with their signs."""
    heading = table.columns[column].heading
    if not table.columns[column].numeric or not _GAP.search(heading) or _MOVES.search(heading):
        return False
    numbers = [table.cell(row, column).number for row in range(len(table.rows))]
    known = [number for number in numbers if number is not None and number.value]
    unsigned = sum(not number.signed for number in known)
    # One alone without a sign, beside pluses, is one whose minus was lost.
    pluses = any(number.signed and number.value > 0 for number in known)
    return len(known) >= FEWEST and unsigned <= pluses


def _check(study: Study, table: PackTable, gap: int) -> None:
    best: list[Equation] = []
    for column in table.value_columns:
        if column == gap or not table.columns[column].numeric or table.columns[column].role in _NOT_TAKEN:
            continue
        rows = [row for row in range(len(table.rows)) if _both(study, table, row, (column, gap))]
        if len(rows) < FEWEST:
            continue
        cells = [(Place(table.index, row, column), Place(table.index, row, gap)) for row in rows]
        base = _shared(study, cells)
        if base is None:
            continue
        equations = [_equation(study, table, own, other, base) for own, other in cells]
        held = sum(bool(each.holds) for each in equations)
        if held >= max(FEWEST - 1, len(equations) - 1) and held > sum(bool(each.holds) for each in best):
            best = equations
    for equation in best:
        study.ledger.weigh(equation)


def _both(study: Study, table: PackTable, row: int, columns: tuple[int, int]) -> bool:
    """Whether figures of one kind stand in both, to as many decimals, and not of all together."""
    if table.rows[row].totalling is Totalling.TOTAL or table.rows[row].role is Role.YEAR_TO_DATE:
        return False
    one, other = (Place(table.index, row, column) for column in columns)
    if not study.is_number(one) or not study.is_number(other):
        return False
    money = {study.measure(one) is Measure.MONEY, study.measure(other) is Measure.MONEY}
    return study.are_as_fine(one, other) and len(money) == 1


def _shared(study: Study, cells: Sequence[tuple[Place, Place]]) -> Fraction | None:
    """The figure that most gaps leave, as it would be printed; None where they leave several, or nought."""
    left = [study.value(own) - study.value(gap) for own, gap in cells]
    if len({study.value(own) for own, _ in cells}) < FEWEST - 1:
        return None
    base = max(left, key=lambda each: (sum(_is_near(study, cells[0][1], each, other) for other in left), -each))
    near = sum(_is_near(study, cells[0][1], base, other) for other in left)
    return base if near >= len(left) - 1 and base else None


def _is_near(study: Study, place: Place, one: Fraction, other: Fraction) -> bool:
    """Whether two figures are the same to the last digit or the one before: each gap was rounded."""
    number = study.pack.cell(place).number
    return number is not None and abs(one - other) <= number.step * number.scale


def _equation(study: Study, table: PackTable, own: Place, gap: Place, base: Fraction) -> Equation:
    name = table.columns[own.column].heading
    words = f"{name} less {float(base):g}, as for the other rows."
    step = study.interval(own).width or Fraction(0)
    term = Term(own, Interval.printed(study.value(own), 2 * step) if step else study.interval(own))
    return Equation(GAPS, study.term(gap), (term,), words, constant=-base, weight=0.85)
