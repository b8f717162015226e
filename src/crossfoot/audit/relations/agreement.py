"""Formulas that nothing proves alone, but that want the same of one cell: a row of three and a product of three rows.

Two formulas that each hold wherever else they can be tried, and each fail in one row, are rarely believed in a table of
three rows. Where both fail at one cell, and both would hold if it were the same other number, that is no chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.audit.equations import Equation
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.line import Grid

MOST_SHORT = 4.0
MOST_SAID = 3.0
LOOSE = 0.02
"""What is wanted must be known this well."""


@dataclass(frozen=True, slots=True)
class Nearly:
    """A formula that its own keys do not prove: what it is short of, and its broken equations."""

    grid: Grid
    evidence: Evidence
    short: float
    broken: tuple[Equation, ...]
    proved: bool = False
    """Whether its own keys prove it, so that it only bears out others."""


def find_agreeing(nearly: Sequence[Nearly]) -> list[Nearly]:
    """Those that another one bears out, in order."""
    wanted: dict[Place, list[Claim]] = defaultdict(list)
    for number, each in enumerate(nearly):
        for which, equation in enumerate(each.broken):
            for place, value in _wants(equation):
                wanted[place].append((number, which, value))
    gained: dict[tuple[int, int], float] = defaultdict(float)
    partners: dict[int, set[int]] = defaultdict(set)
    for claims in wanted.values():
        support: dict[tuple[int, int], float] = defaultdict(float)
        tried = 0
        for (one, first, wants), (two, second, others) in combinations(claims, 2):
            if not (nearly[one].proved and nearly[two].proved) and _are_apart(nearly[one], nearly[two]):
                tried += 1
                said = _says(wants, others)
                support[one, first] += said
                support[two, second] += said
                if said:
                    partners[one].add(two)
                    partners[two].add(one)
        toll = math.log10(tried + 1)
        for broken, said in support.items():
            # Each broken row says once what it says, of the cell of which it says most.
            gained[broken] = max(gained[broken], said - toll)
    enough = {
        number
        for number, each in enumerate(nearly)
        if partners[number] and each.short <= sum(gained[number, which] for which in range(len(each.broken)))
    }
    return [nearly[number] for number in sorted(enough) if not nearly[number].proved and partners[number] & enough]


Claim = tuple[int, int, Interval]
"""Which formula wants it, in which of its broken equations, and what it wants."""


def _wants(equation: Equation) -> Iterator[tuple[Place, Interval]]:
    """What each of its cells would have to be, where that is known well."""
    for term in equation.cells:
        value = equation.expected(term.place)
        if value is not None and float(value.width) <= max(
            abs(float(value.middle)) * LOOSE, float(term.interval.width) * 2
        ):
            yield term.place, value


def _are_apart(one: Nearly, two: Nearly) -> bool:
    """Whether each has a cell that the other has not: one relation turned round says nothing new."""
    first, second = ({term.place for equation in each.broken for term in equation.cells} for each in (one, two))
    return not (first <= second or second <= first)


def _says(first: Interval, second: Interval) -> float:
    """How unlikely it is that both want the same by chance; 0 where they do not."""
    if not first.meets(second):
        return 0.0
    size, loose = abs(float(first.middle)), float(first.width + second.width)
    exact = not loose and first.middle.denominator == 1
    return min(MOST_SAID, math.log10(max(1.0, size / max(loose, 1.0 if exact else 1e-9))))
