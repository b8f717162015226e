"""Columns beside counts of counts: of `46 of 58` the percentage, or those who are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.split_pairs import OUT_OF
from crossfoot.audit.study import Study

PAIRED = Rule(
    "paired-columns",
    Kind.ARITHMETIC,
    "A figure beside a count out of another is what the two make: the percentage, or those who are left.",
)
FEWEST = 2
HELD = 0.6


def find_paired_columns(study: Study) -> None:
    """Check percentages and remainders beside pairs, in tables where each row of pairs is read as two."""
    for table in study.pack.tables:
        rows = list(_paired_rows(table))
        if rows and table.index not in study.copies:
            for column in table.value_columns:
                for equation in _best(study, table, rows, column):
                    study.ledger.weigh(equation)


def _paired_rows(table: PackTable) -> Iterator[int]:
    """Rows whose second numbers stand in the row after."""
    for number, (row, after) in enumerate(zip(table.rows, table.rows[1:], strict=False)):
        if after.pieces and after.pieces[-1].endswith(f" {OUT_OF}") and after.line == row.line:
            yield number


def _best(study: Study, table: PackTable, rows: Sequence[int], column: int) -> list[Equation]:
    """The column as what the pairs of another one make, where they do so in most rows."""
    best: list[Equation] = []
    for other in table.value_columns:
        if other == column:
            continue
        near = other == column - 1
        for made in (_shares, _remainders):
            equations = list(made(study, table, rows, column, other))
            held = sum(bool(equation.holds) for equation in equations)
            # Right beside it, one percentage that fits to its decimals is no chance in a table of two rows.
            fewest = 1 if near and made is _shares and len(equations) == FEWEST else FEWEST
            if held >= fewest and (held >= HELD * len(equations) or fewest == 1) and held > _held(best):
                best = equations
    return best


def _held(equations: Sequence[Equation]) -> int:
    return sum(bool(equation.holds) for equation in equations)


def _shares(study: Study, table: PackTable, rows: Sequence[int], column: int, other: int) -> Iterator[Equation]:
    for own, above, below in _cells(study, table, rows, column, other):
        if study.measure(own) is Measure.PERCENT:
            words = f"{study.pack.name_of(own)}: {study.pack.cell(above).text} of {study.pack.cell(below).text}."
            terms, divisors = (study.term(above),), (study.term(below),)
            yield Equation(PAIRED, study.term(own), terms, words, divisors, Fraction(100), weight=0.9)


def _remainders(study: Study, table: PackTable, rows: Sequence[int], column: int, other: int) -> Iterator[Equation]:
    for own, above, below in _cells(study, table, rows, column, other):
        if study.measure(own) not in {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}:
            words = f"{study.pack.name_of(own)}: {study.pack.cell(below).text} less {study.pack.cell(above).text}."
            yield Equation(PAIRED, study.term(own), (study.term(below), study.term(above, -1)), words, weight=0.9)


def _cells(
    study: Study, table: PackTable, rows: Sequence[int], column: int, other: int
) -> Iterator[tuple[Place, Place, Place]]:
    """A number that is no pair itself, and the two numbers of the pair in another column."""
    for row in rows:
        own, under = Place(table.index, row, column), Place(table.index, row + 1, column)
        above, below = Place(table.index, row, other), Place(table.index, row + 1, other)
        if study.is_number(own) and not study.is_number(under) and study.is_number(above) and study.is_number(below):
            yield own, above, below
