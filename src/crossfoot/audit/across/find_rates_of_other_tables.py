"""Rates whose denominator stands in another table: suspensions per 100 pupils, of the pupils on roll in table 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from crossfoot.audit.arithmetic.find_relations import QUOTIENTS
from crossfoot.audit.equations import Equation
from crossfoot.audit.reading.labels import Measure, per_of, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

FEWEST = 3
"""Rows at which the rate must be what the two tables make of it, and all but one of those that are in both."""
TELLING = 3
"""Where every rate has so many digits, one row less is enough."""
NEAR = 12
"""Tables apart."""
_BASE = re.compile(
    r"\b(?:per|for (?:each|every)) [\d,]+ (?P<base>[a-z].*)|\b(?:per|for (?:each|every)) (?P<one>[a-z].*)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:per|for (?:each|every)) (?P<per>\d[\d,]*) (?P<base>[a-z][a-z ]*)", re.IGNORECASE)
_RATES = {Measure.RATE, Measure.AVERAGE, Measure.MONEY}
_COUNTS = {Measure.COUNT, Measure.UNKNOWN}


def find_rates_of_other_tables(study: Study) -> None:
    """Check each column of rates whose numerator stands beside it, and the people it is per in a table near by."""
    tables = [table for table in study.pack.tables if table.index not in study.copies]
    for table in tables:
        rates = [
            column for column in table.value_columns if _base(study, table, column) and _is_rate(study, table, column)
        ]
        if rates:
            near = [each for each in tables if each is not table and abs(each.index - table.index) <= NEAR]
            for column in rates:
                _check(study, table, column, near)


def _base(study: Study, table: PackTable, column: int) -> frozenset[str]:
    """The words of what a rate is per, by its heading or by the words of the paper; none where neither tells it."""
    heading = table.columns[column].heading
    match = _BASE.search(heading)
    if match is None and (per := per_of(heading)):
        told = [found for each in study.pack.paragraphs for found in _TOLD.finditer(each.text)]
        bases = {subject_of(each["base"]) for each in told if int(each["per"].replace(",", "")) == per}
        # Rates of two populations told in one paper: nobody says which this one is.
        return bases.pop() if len(bases) == 1 else frozenset()
    return subject_of(match["base"] or match["one"]) if match is not None else frozenset()


def _is_rate(study: Study, table: PackTable, column: int) -> bool:
    places = (Place(table.index, row, column) for row in range(len(table.rows)))
    return any(study.is_number(place) and study.measure(place) in _RATES for place in places)


def _check(study: Study, table: PackTable, rate: int, near: Sequence[PackTable]) -> None:
    rows = _rows(table)
    base, per = _base(study, table, rate), per_of(table.columns[rate].heading) or 1
    best: list[Equation] = []
    for other in near:
        shared = {row: there for name, row in rows.items() if (there := _rows(other).get(name)) is not None}
        named = base & subject_of(other.caption)
        below = [each for each in _counted(study, other) if named or base & subject_of(other.columns[each].heading)]
        if len(shared) < FEWEST or not below:
            continue
        for above, under in product(_counted(study, table, rate) or _paid(table, rate), below):
            equations = list(_equations(study, (table, rate, above), (other, under), shared, per))
            held, digits = _held(equations), [_digits(study, each) for each in equations]
            fewest = FEWEST - (min(digits, default=0) >= TELLING)
            if held >= max(fewest, len(equations) - 1) and held > _held(best):
                best = equations
    for equation in best:
        study.ledger.weigh(equation)


def _rows(table: PackTable) -> Mapping[str, int]:
    """The rows by their names, without those that two rows have."""
    names = [row.label.strip().casefold() for row in table.rows]
    return {name: row for row, name in enumerate(names) if name and names.count(name) == 1}


def _counted(study: Study, table: PackTable, rate: int | None = None) -> list[int]:
    """The columns that count: none of percentages, averages, changes or money."""
    return [
        column
        for column in table.value_columns
        if column != rate and table.columns[column].numeric
        if table.columns[column].role in {Role.VALUE, Role.TIME, Role.YEAR_TO_DATE}
        if all(
            study.measure(place) in _COUNTS
            for row in range(len(table.rows))
            if study.is_number(place := Place(table.index, row, column))
        )
    ]


def _paid(table: PackTable, rate: int) -> list[int]:
    """The columns of money that an amount for each may be of: `Grant per pupil £` beside `Grant £`."""
    if "£" not in table.columns[rate].heading:
        return []
    return [
        column
        for column in table.value_columns
        if column != rate and table.columns[column].numeric and "£" in table.columns[column].heading
    ]


def _equations(
    study: Study,
    own: tuple[PackTable, int, int],
    other: tuple[PackTable, int],
    shared: Mapping[int, int],
    per: int,
) -> Iterator[Equation]:
    (table, rate, above), (there, under) = own, other
    for row, line in shared.items():
        result, part, whole = (
            Place(table.index, row, rate),
            Place(table.index, row, above),
            Place(there.index, line, under),
        )
        if all(map(study.is_number, (result, part, whole))) and study.value(whole):
            words = f"{study.pack.name_of(part)} over {study.pack.name_of(whole)}, line {study.pack.cell(whole).line}."
            yield Equation(
                QUOTIENTS,
                study.term(result),
                (study.term(part),),
                words,
                (study.term(whole),),
                Fraction(per),
                weight=0.85,
            )


def _digits(study: Study, equation: Equation) -> int:
    number = study.pack.cell(equation.result.place).number
    return number.digits if number is not None else 0


def _held(equations: Sequence[Equation]) -> int:
    """How many hold that say something: nothing of anything is nothing."""
    return sum(bool(each.holds) and each.result.interval.low > 0 for each in equations)
