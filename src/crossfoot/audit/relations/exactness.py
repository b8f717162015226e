"""Lines that are exactly what they print: targets, prices, halves of a post; so the numbers of a formula show it.

`1.0` may be a rounded 0.95, and 90% a rounded 89.6%. Where a formula holds to the last digit at nearly every key, where
such rounding would have let it be far out, the line was not rounded; then the one key that is out is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Formula, Part, Where
from crossfoot.audit.relations.line import Grid, Line

BELIEVED = 2.0
"""How far, as a power of ten, what holds exactly must outweigh what does not."""
NAMED = 1.5
"""What speaks for a target or a price being exact."""
AGAINST = 1.5
"""What each key says against it that is out."""

FEWEST = 4
LOOSE = 5


def sharpened(grid: Grid, evidence: Evidence) -> Evidence:
    """The same formula with the lines taken for exact that the numbers show to be, or as it was."""
    formula = evidence.formula
    simple = (
        formula.constant is None
        and not formula.run
        and not formula.unsigned
        and all(part.where is Where.HERE for part in _parts(formula))
    )
    if not simple or (formula.product and evidence.fine) or len(evidence.held) < FEWEST:
        return evidence
    best, most = evidence, BELIEVED
    for lines, named in _choices(formula):
        exact = _with_exact(formula, lines)
        held, failed, said = _compare(grid, evidence, exact)
        said += NAMED * named - AGAINST * len(failed)
        if said > most and len(failed) <= 1:
            most = said
            best = replace(
                evidence, formula=exact, held=held, failed=(*evidence.failed, *failed), told=evidence.told + said
            )
    return best


def _parts(formula: Formula) -> tuple[Part, ...]:
    return (*formula.parts, *formula.divisors)


def _choices(formula: Formula) -> Iterator[tuple[frozenset[Line], bool]]:
    """Sets of lines that may be exact, and whether they are called what is exact: each alone, then all."""
    loose = [part.line for part in _parts(formula) if any(value.fine for value in part.line.values.values())]
    named = [line for line in loose if line.role is Role.TARGET or (hints.is_price(line) and not line.is_averaged)]
    yield from ((frozenset({line}), line in named) for line in loose)
    if len(loose) > 1:
        yield frozenset(loose), len(named) == len(loose)


def _with_exact(formula: Formula, lines: frozenset[Line]) -> Formula:
    return replace(
        formula,
        parts=tuple(replace(part, exact=part.line in lines) for part in formula.parts),
        divisors=tuple(replace(part, exact=part.line in lines) for part in formula.divisors),
    )


def _compare(grid: Grid, evidence: Evidence, exact: Formula) -> tuple[tuple[int, ...], tuple[int, ...], float]:
    """Where it holds exactly as well, where it does not, and how unlikely that is; totals may be worked out before."""
    held: list[int] = []
    failed: list[int] = []
    said = 0.0
    for key in evidence.held:
        own = exact.target.values[key]
        loose = evidence.formula.work_out(key, None, fine=evidence.fine)
        worked = exact.work_out(key, None, fine=evidence.fine)
        half = max(own.fine if evidence.fine else own.half, own.last_digit if exact.is_quotient else 0.0)
        if loose is None or worked is None:
            continue
        if loose.half < LOOSE * max(half, own.last_digit):
            # Figures rounded alike are exact together more often than not; so is a change of them in whole points.
            held.append(key)
            continue
        if abs(own.amount - worked.amount) <= (half + worked.half) * 1.0001 + 1e-9:
            held.append(key)
            said += math.log10((half + loose.half + 1e-9) / (half + worked.half + 1e-9))
        elif key not in grid.totals and not hints.is_of_several(grid.labels.get(key, "")):
            failed.append(key)
    return tuple(held), tuple(failed), said
