"""Number times price: where a column of amounts is a column of numbers times one of unit costs, in every row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.labels import Measure, Totalling
from crossfoot.audit.pack import PackTable, Place, Role
from crossfoot.audit.study import Study
from crossfoot.audit.vectors import PROOF

PRODUCTS = Rule("products", Kind.ARITHMETIC, "An amount is the number times the price, for as long as it runs.")
SPELLS = (1, 4, 7, 12, 13, 26, 38, 39, 52, 365)
"""How often a price is paid in a year: terms, months, school weeks, weeks, days."""
SCALES = (1, 1000, 1_000_000)
FEWEST = 3
HELD = 0.7


def find_product_faults(study: Study) -> None:
    """Find the columns of money that are a number times a price, and check every row."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check(study, table)


def _check(study: Study, table: PackTable) -> None:
    rows = [number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE]
    columns = [
        place
        for place in table.value_columns
        if table.columns[place].numeric and table.columns[place].role in {Role.VALUE, Role.TIME}
    ]
    kinds = {place: _kind(study, table, place, rows) for place in columns}
    money = [place for place in columns if kinds[place] is Measure.MONEY]
    numbers = [place for place in columns if kinds[place] in {Measure.COUNT, Measure.UNKNOWN}]
    for target in money:
        best: tuple[int, list[Equation]] = (0, [])
        tried = 0
        for price, number, spell, scale in product(money, numbers, SPELLS, SCALES):
            if price == target:
                continue
            tried += 1
            equations = list(_rows(study, table, rows, (target, price, number), Fraction(spell, scale)))
            held = [equation for equation in equations if equation.holds]
            enough = len(held) >= max(FEWEST, HELD * len(equations))
            if enough and len(held) > best[0] and _weight(held) >= PROOF + math.log10(tried + 1):
                best = (len(held), equations)
        for equation in best[1]:
            study.ledger.weigh(equation)


def _kind(study: Study, table: PackTable, column: int, rows: Sequence[int]) -> Measure:
    places = [Place(table.index, row, column) for row in rows]
    kinds = [study.measure(place) for place in places if study.is_number(place)]
    return max(set(kinds), key=kinds.count) if kinds else Measure.UNKNOWN


def _rows(
    study: Study, table: PackTable, rows: Sequence[int], columns: tuple[int, int, int], scale: Fraction
) -> Iterator[Equation]:
    headings = [table.columns[place].heading for place in columns]
    times = f" x {scale.numerator}" if scale.numerator > 1 else ""
    words = f"{headings[0]} = {headings[2]} x {headings[1]}{times}."
    for row in rows:
        target, price, number = (Place(table.index, row, place) for place in columns)
        if all(map(study.is_number, (target, price, number))):
            terms = (study.term(price), study.term(number))
            yield Equation(PRODUCTS, study.term(target), terms, words, scale=scale, product=True, weight=0.85)


def _weight(equations: Sequence[Equation]) -> float:
    """How much the rows together say, as a power of ten."""
    told = 0.0
    for equation in equations:
        computed = equation.computed()
        width = float(equation.result.interval.width) + (float(computed.width) if computed else 0.0)
        told += min(3.0, math.log10(1 + abs(float(equation.result.interval.middle)) / max(width, 1e-9)))
    return told
