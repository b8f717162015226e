"""`There were 20.0 workers: Brindle 5.5, Castle 6.0, Hallam 4.0`: what words tell for each place divides it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.arithmetic.find_rate_faults import RATES
from crossfoot.audit.arithmetic.find_relations import QUOTIENTS
from crossfoot.audit.equations import Equation
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, per_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations.line import AVERAGED
from crossfoot.audit.study import Study

FEWEST = 3
"""Places at which it must be told."""
SHORTEST = 3
"""Letters of a name."""
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d%/]|[.,]\d| ?%)"
_AFTER = rf"\b(?:,? (?:has|had|with|is|was|at|of)|:| -)?,? \(?{_NUMBER}"
"""`Brindle 5.5`, `Brindle (5.5)`, `Brindle has 5.5`."""
_BEFORE = rf"(?<![\d.,]){_NUMBER} (?:in|for|at) (?:the )?"
"""`38,400 in Brindle`."""


@dataclass(frozen=True, slots=True)
class Side:
    """A table looked at one way: what its lines and keys are called, and where a line crosses a key."""

    table: int
    lines: dict[int, str]
    keys: dict[int, str]
    by_row: bool

    def at(self, line: int, key: int) -> Place:
        """Where they cross."""
        return Place(self.table, line, key) if self.by_row else Place(self.table, key, line)


@dataclass(frozen=True, slots=True)
class Shared:
    """A line that is another over what words tell for its keys, times a scale."""

    result: int
    part: int
    scale: int


def find_told_denominators(study: Study) -> None:
    """Check averages and rates against the numbers that a note tells for each row or column by its name."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        rows = {number: row.label for number, row in enumerate(table.rows)}
        columns = {number: table.columns[number].heading for number in table.value_columns}
        for side in (Side(table.index, columns, rows, by_row=False), Side(table.index, rows, columns, by_row=True)):
            for note in study.notes(table) if len(side.keys) >= FEWEST else ():
                told = _told_for_keys(side, note)
                if len(told) >= FEWEST:
                    for shared in _shared(study, side, told):
                        _check(study, side, told, shared)


def _told_for_keys(side: Side, note: str) -> dict[int, Interval]:
    """By key the number that stands right before its name, or else after it, of those that are so named once."""
    plain = note.casefold()
    if sum(len(name) >= SHORTEST and name.casefold() in plain for name in side.keys.values()) < FEWEST:
        # Most notes name none: no pattern is made for those.
        return {}
    before = _named(side, note, lambda name: rf"{_BEFORE}{name}\b")
    return before if len(before) >= FEWEST else _named(side, note, lambda name: rf"\b{name}{_AFTER}")


def _named(side: Side, note: str, pattern: Callable[[str], str]) -> dict[int, Interval]:
    found = {}
    for key, name in side.keys.items():
        named = list(re.finditer(pattern(re.escape(name)), note, re.IGNORECASE)) if len(name) >= SHORTEST else []
        if len(named) == 1:
            text = named[0]["number"].replace(",", "")
            step = Fraction(1, 10 ** len(text.partition(".")[2])) if "." in text else Fraction(0)
            found[key] = Interval.printed(Fraction(text), step)
    return {key: interval for key, interval in found.items() if interval.low > 0}


def _shared(study: Study, side: Side, told: Mapping[int, Interval]) -> Iterator[Shared]:
    """Lines that hold at all keys told but one at most, and for which no other line does as well."""
    for result, heading in side.lines.items():
        cells = [side.at(result, key) for key in told]
        if sum(study.is_number(cell) and study.measure(cell) in AVERAGED for cell in cells) < len(told):
            continue
        scale = 100 if study.measure(cells[0]) is Measure.PERCENT else per_of(heading) or 1
        fits = []
        for part in side.lines:
            shared = Shared(result, part, scale)
            held = sum(_worked(study, side, told, shared, key) is True for key in told)
            # What fits closely at two of three places is no chance.
            if part != result and held >= max(FEWEST - _says_much(study, cells), len(told) - 1):
                fits.append(shared)
        if len(fits) == 1:
            yield fits[0]


def _says_much(study: Study, cells: Sequence[Place]) -> bool:
    """Whether every figure has three digits or more."""
    numbers = [study.pack.cell(cell).number for cell in cells]
    return all(number is not None and number.digits >= TELLING for number in numbers)


TELLING = 3


def _quotient(study: Study, side: Side, told: Mapping[int, Interval], shared: Shared, key: int) -> Interval | None:
    part = side.at(shared.part, key)
    return (study.interval(part) / told[key]).times(shared.scale) if study.is_number(part) else None


def _worked(study: Study, side: Side, told: Mapping[int, Interval], shared: Shared, key: int) -> bool | None:
    """Whether it holds at a key; None where it cannot be worked out."""
    wanted = _quotient(study, side, told, shared, key)
    return None if wanted is None else wanted.meets(study.interval(side.at(shared.result, key)))


def _check(study: Study, side: Side, told: Mapping[int, Interval], shared: Shared) -> None:
    words = f"{side.lines[shared.result]} is {side.lines[shared.part]} over what the words tell for each: "
    for key, base in told.items():
        place, part = side.at(shared.result, key), side.at(shared.part, key)
        holds = _worked(study, side, told, shared, key)
        if holds is None:
            continue
        equation = Equation(
            RATES if study.measure(place) is Measure.RATE else QUOTIENTS,
            study.term(place, 1),
            (study.term(part, 1),),
            f"{words}{study.pack.cell(part).text} over {float(base.middle):,g} for {side.keys[key]}.",
            scale=shared.scale / base.middle,
        )
        if equation.holds or not holds:
            study.ledger.weigh(equation)
