"""Rates on numbers that words tell, one for each year: what holds of one of them is not asked where another holds."""

from __future__ import annotations

from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.line import Grid


def is_on_another_base(grid: Grid, formula: Formula, key: int) -> bool:
    """Whether another told number makes the rate there: `67,900 pupils in 2023/24 and 68,400 in 2024/25`."""
    own, base = formula.target.values.get(key), formula.constant
    if own is None or base is None or base.low != base.high:
        return False
    above = formula.parts[0].value(key, None)
    scale = float(formula.scale)
    return above is not None and any(
        abs(above.amount * scale / other - own.amount) <= own.half + above.half * scale / other
        for other in grid.bases
        if other != base.low
    )
