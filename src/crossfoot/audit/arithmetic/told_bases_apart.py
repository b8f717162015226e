"""Rates on numbers that words tell, one for each year: what holds of one of them is not asked where another holds."""

from __future__ import annotations

from collections import defaultdict

from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.line import Grid


def keys_on_another_base(grid: Grid, evidence: Evidence) -> frozenset[int]:
    """The keys where another told number makes the rate: `67,900 pupils in 2023/24 and 68,400 in 2024/25`.

    None where that is so of one key only, which may be worked out of the wrong number.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for key in evidence.failed:
        for base in grid.bases:
            if _is_on(evidence.formula, key, base):
                found[base].append(key)
    return next((frozenset(keys) for keys in found.values() if len(keys) > 1), frozenset())


def _is_on(formula: Formula, key: int, base: int) -> bool:
    own, told = formula.target.values.get(key), formula.constant
    if own is None or told is None or told.low != told.high or told.low == base:
        return False
    above = formula.parts[0].value(key, None)
    if above is None:
        return False
    scale = float(formula.scale) / base
    return abs(above.amount * scale - own.amount) <= own.half + above.half * scale
