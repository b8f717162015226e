"""Rates and prices told in words, one for each year or kind: what holds of one is not asked where another holds."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.line import Grid


def keys_on_another_base(grid: Grid, evidence: Evidence) -> frozenset[int]:
    """The keys where another told number makes the rate: `67,900 pupils in 2023/24 and 68,400 in 2024/25`.

    Or another price, `\u00a31,515 for each primary and \u00a31,075 for each secondary pupil`, and then those of all.
    None where that is so of one key only, which may be worked out of the wrong number.
    """
    formula = evidence.formula
    others: list[tuple[Fraction, bool]] = []
    if formula.constant is not None and formula.constant.low == formula.constant.high:
        others = [(formula.scale / base, False) for base in grid.bases if base != formula.constant.low]
    elif formula.scale in grid.prices:
        others = [(price, True) for price in grid.prices if price != formula.scale]
    found: dict[tuple[Fraction, bool], list[int]] = defaultdict(list)
    for key in evidence.failed:
        for each in others:
            if _is_times(formula, key, float(each[0])):
                found[each].append(key)
    for (_, priced), keys in found.items():
        if len(keys) > 1:
            return frozenset(keys) | (grid.totals if priced else frozenset())
    return frozenset()


def _is_times(formula: Formula, key: int, scale: float) -> bool:
    own, above = formula.target.values.get(key), formula.parts[0].value(key, None)
    if own is None or above is None:
        return False
    return abs(above.amount * scale - own.amount) <= own.half + above.half * scale
