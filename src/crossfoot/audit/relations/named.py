"""What labels alone say of the numbers of one row: reviews per officer, and improved, the same and worse of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.quotients import NAMED_BOTH

_ALL_WAYS = tuple(
    tuple(re.compile(rf"\b({way})\b", re.IGNORECASE) for way in ways)
    for ways in (
        ("improved|better|up|rose|increased|higher", "(the )?same|no change|unchanged|stable|level",
         "worse|worsened|declined|down|fell|decreased|deteriorated|lower"),
        ("on time|in time|within|met|timely", "late|outside|overdue|missed|not met|out of time|delayed"),
        ("boys|males?", "girls|females?"),
        ("filled|occupied|in use|taken", "vacant|empty|vacanc(y|ies)|free|unfilled"),
        ("upheld|allowed", "partly upheld|partially upheld|part(ly)?", "not upheld|dismissed|rejected"),
        ("good or better|good or outstanding", "less than good|below good|requires improvement or worse"),
        ("attended|present|took part", "absent|did not attend|did not take part|missed"),
        ("agreed|approved|granted", "refused|declined|rejected"),
    )
)  # fmt: skip
"""Ways of which each is exactly one: together they are all."""
_ON_HOLD = re.compile(r"on hold|pending|awaiting|open|other|unknown|not known|not recorded|withdrawn", re.IGNORECASE)
"""What is neither may stand beside them."""


def named_formulas(grid: Grid) -> Iterator[Formula]:
    """Quotients whose numerator and denominator the label names, and wholes before or after all ways that there are."""
    for target in grid.lines:
        yield from _named_quotients(grid, target)
    for way in (grid.lines, grid.lines[::-1]):
        whole = _whole_of_ways(way)
        if whole is not None:
            yield whole
            return


def _named_quotients(grid: Grid, target: Line) -> Iterator[Formula]:
    named = [
        (above, below)
        for above, below in permutations([line for line in grid.lines if line is not target], 2)
        if not above.is_averaged and not below.is_averaged and hints.names_quotient(target, above, below) >= NAMED_BOTH
    ]
    if len(named) == 1:
        above, below = named[0]
        for scale in hints.scales_of(target):
            yield Formula(target, (Part(above),), (Part(below),), Fraction(scale))


def _whole_of_ways(lines: Sequence[Line]) -> Formula | None:
    """The first line as the sum of those right after it, where they are all ways, each once."""
    whole, parts = lines[0], []
    for line in lines[1:]:
        if line.measure is not whole.measure or line.is_averaged:
            break
        parts.append(line)
    if _way_of(whole) is not None or whole.is_averaged:
        return None
    for ways in _ALL_WAYS:
        found = [place for line in parts if (place := _way_in(ways, line)) is not None]
        other = [line for line in parts if _way_in(ways, line) is None]
        if sorted(found) == list(range(len(ways))) and all(_ON_HOLD.search(line.label) for line in other):
            return Formula(whole, tuple(Part(line) for line in parts), run=True)
    return None


def _way_of(line: Line) -> int | None:
    return next((place for ways in _ALL_WAYS if (place := _way_in(ways, line)) is not None), None)


def _way_in(ways: Sequence[re.Pattern[str]], line: Line) -> int | None:
    """Which of the ways the label names; the last that fits, as `not upheld` holds `upheld`."""
    return next((place for place in reversed(range(len(ways))) if ways[place].search(line.own_label)), None)
