"""`There were 20.0 workers: Brindle 5.5, Castle 6.0 and Hallam 4.0`: what words tell for each row divides it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.arithmetic.find_rate_faults import RATES
from crossfoot.audit.arithmetic.find_relations import QUOTIENTS
from crossfoot.audit.equations import Equation
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, per_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.relations.line import AVERAGED
from crossfoot.audit.study import Study

FEWEST = 3
"""Rows at which it must hold."""
SHORTEST = 3
"""Letters of a row's name."""
_AFTER = (
    r"\b(?:,? (?:has|had|with|is|was|at|of)|:| -)?,? \(?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d%/]|[.,]\d| ?%)"
)
"""`Brindle 5.5`, `Brindle (5.5)`, `Brindle has 5.5`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A column that is another over what words tell for its rows, times a scale."""

    result: int
    part: int
    scale: int


def find_told_denominators(study: Study) -> None:
    """Check columns of averages and rates against the numbers that a note tells for each row by its name."""
    for table in study.pack.tables:
        if table.index in study.copies or len(table.rows) < FEWEST:
            continue
        for note in study.notes(table):
            told = _told_for_rows(table, note)
            if len(told) >= FEWEST:
                for shared in _shared(study, table, told):
                    _check(study, table, told, shared)


def _told_for_rows(table: PackTable, note: str) -> dict[int, Interval]:
    """By row the number that stands right after its name, of rows that are so named once."""
    found = {}
    for number, row in enumerate(table.rows):
        if len(row.label) < SHORTEST:
            continue
        named = list(re.finditer(rf"\b{re.escape(row.label)}{_AFTER}", note, re.IGNORECASE))
        if len(named) == 1:
            text = named[0]["number"].replace(",", "")
            step = Fraction(1, 10 ** len(text.partition(".")[2])) if "." in text else Fraction(0)
            found[number] = Interval.printed(Fraction(text), step)
    return {row: interval for row, interval in found.items() if interval.low > 0}


def _shared(study: Study, table: PackTable, told: Mapping[int, Interval]) -> Iterator[Shared]:
    """Columns that hold in all the rows told but one at most, and for which no other column does as well."""
    for result in table.value_columns:
        cells = [Place(table.index, row, result) for row in told]
        if sum(study.is_number(cell) and study.measure(cell) in AVERAGED for cell in cells) < len(told):
            continue
        heading = table.columns[result].heading
        scale = 100 if study.measure(cells[0]) is Measure.PERCENT else per_of(heading) or 1
        fits = []
        for part in table.value_columns:
            shared = Shared(result, part, scale)
            held = sum(_worked(study, table, told, shared, row) is True for row in told)
            if part != result and held >= max(FEWEST, len(told) - 1):
                fits.append(shared)
        if len(fits) == 1:
            yield fits[0]


def _quotient(
    study: Study, table: PackTable, told: Mapping[int, Interval], shared: Shared, row: int
) -> Interval | None:
    part = Place(table.index, row, shared.part)
    return (study.interval(part) / told[row]).times(shared.scale) if study.is_number(part) else None


def _worked(study: Study, table: PackTable, told: Mapping[int, Interval], shared: Shared, row: int) -> bool | None:
    """Whether it holds in a row; None where it cannot be worked out."""
    wanted = _quotient(study, table, told, shared, row)
    return None if wanted is None else wanted.meets(study.interval(Place(table.index, row, shared.result)))


def _check(study: Study, table: PackTable, told: Mapping[int, Interval], shared: Shared) -> None:
    own, of = (table.columns[column].heading for column in (shared.result, shared.part))
    words = f"{own} is {of} over what the words tell for each row: "
    for row, base in told.items():
        place, part = (Place(table.index, row, column) for column in (shared.result, shared.part))
        holds = _worked(study, table, told, shared, row)
        if holds is None:
            continue
        equation = Equation(
            RATES if study.measure(place) is Measure.RATE else QUOTIENTS,
            study.term(place, 1),
            (study.term(part, 1),),
            f"{words}{study.pack.cell(part).text} over {float(base.middle):,g} for {table.rows[row].label}.",
            scale=shared.scale / base.middle,
        )
        if equation.holds or not holds:
            study.ledger.weigh(equation)
